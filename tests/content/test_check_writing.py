"""The words of texts are written as they are printed."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.content.check.nearest import Nearest
from briefs.content.check.writing import NUMBER, count_names, first_number
from briefs.edition.prose import Context
from briefs.edition.status import counts
from tests.conftest import Project
from tests.content.mistakes import mistake

ACTORS = "content/actors.yaml"
LETTER = "content/sources/brev-2021.yaml"
REPLY = "content/sources/svar-2021.yaml"
TENSIONS = "content/tensions.yaml"
PROJECT = "content/project.yaml"
BRIEF = "content/briefs/oversikt.yaml"
REFER = (
    "Write {figure-id}, {figure-id|value}, or a date as in {2022-12-01}; "
    'a name with digits stands in project.yaml: identifiers: ["Name 24"]'
)


def test_the_days_of_a_change_may_be_printed(project: Project) -> None:
    """A brief of changes says since when, without the day being written in its text."""
    project.replace(BRIEF, "lead: 'Av", "lead: 'Fra {changes.since} til {changes.until}: Av")
    assert project.check() == ""


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("Det er {kveldr} i uka.", "{kveldr} names no figure, date or count. Did you mean 'kvelder'?"),
        ("Det er {demands.part}.", "{demands.part} names no figure, date or count. Did you mean 'demands.partly'?"),
        ("Det er {2021-02-30}.", "{2021-02-30} names no figure, date or count"),
        ("Det er {kvelder|vaule}.", "{kvelder|vaule}: unknown style 'vaule'. Did you mean 'value'?"),
        ("Det er {kvelder|x}.", "{kvelder|x}: unknown style 'x'. The styles are 'value', 'number' and 'plain'"),
        ("Det er {changes.sinc}.", "{changes.sinc} names no figure, date or count. Did you mean 'changes.since'?"),
        ("Det er {2018-19}.", "{2018-19} names no figure, date or count. Two years are {2018/2019}"),
        ("Det er {2018/19}.", "{2018/19} names no figure, date or count. Two years are {2018/2019}"),
        ("Det er {2021|value}.", "{2021|value}: only a figure has a style. Write {2021}"),
        ("Det er {demands.total|plain}.", "{demands.total|plain}: only a figure has a style. Write {demands.total}"),
        ("Det er {kvelder.", f"a brace that opens or closes no reference. {REFER}"),
        ("Det er kvelder}.", f"a brace that opens or closes no reference. {REFER}"),
        ("Det er {kvelder|}.", f"a brace that opens or closes no reference. {REFER}"),
        ("Det er {}.", f"a brace that opens or closes no reference. {REFER}"),
        ("Det er {{kvelder}}.", f"a brace that opens or closes no reference. {REFER}"),
        ("Det er 2 kvelder.", f"the number '2' is written in the text. {REFER}"),
        ("Det kom 500 000 kroner.", f"the number '500 000' is written in the text. {REFER}"),
        ("Det skjedde 12.3.2021.", f"the number '12.3.2021' is written in the text. {REFER}"),
        ("Brevet er fra {2021}, sak ps6.", f"the number 'ps6' is written in the text. {REFER}"),
        (
            'Rådet ber om "mer tid".',
            'a straight quotation mark in «Rådet ber om "mer tid".». Write «…», in English “…”',
        ),
        ("KS' svar.", "a straight apostrophe in «KS' svar.». Write ’, or ‘…’ inside a quotation"),
        ("Det er - som sagt - kort.", "a hyphen used as a dash in «Det er - som sagt -». Write –"),
        ("Det er -- kort.", "a hyphen used as a dash in «Det er -- kort.». Write –"),
        (
            "Fra {2015}-{2021} var det kort.",
            (
                "a hyphen between two numbers in «Fra {…}-{…} var det kort.». Write –, or one reference to the "
                "range, as in {2007/2017}"
            ),
        ),
        ("Det er -{kvelder}.", "a hyphen used as a minus sign in «Det er -{…}.». Let the figure have a negative value"),
        ("Og så videre...", "three full stops in «Og så videre...». Write …"),
        ("Det er  kort.", "two spaces in a row in «Det er  kort.». Write one"),
        ("Det er kort .", "a space before a punctuation mark in «Det er kort .». Take it out"),
        (
            "Åpnings\N{SOFT HYPHEN}tid.",
            (
                "a soft hyphen, U+00AD. Take it out: the program hyphenates, and 'hyphenation' in project.yaml "
                "says where it is to differ"
            ),
        ),
        ("Åpnings\N{ZERO WIDTH SPACE}tid.", "a character that cannot be seen, U+200B. Take it out"),
        (
            "A\N{COMBINING RING ABOVE}pent.",
            "a letter is put together of two characters. Write it as one, as å is (Unicode NFC)",
        ),
    ],
)
def test_a_text_is_written_as_it_is_to_be_printed(project: Project, words: str, problem: str) -> None:
    """References that lead somewhere, numbers by reference, and the signs of print."""
    quoted = words.replace("'", "''")
    mistake(
        project,
        TENSIONS,
        "reading: Kildene sier ikke hva kommunen mener om lånetiden.",
        f"reading: ▸'{quoted}'",
        problem,
    )


@pytest.mark.parametrize(
    "words",
    [
        "Kvelds- og lørdagsåpent – det var kravet.",
        "«Mer tid», sa rådet (og brukerne) i {2015/2021}.",
        "Det er {kvelder|number} til {kvelder|plain}.",
        "KS’ svar var ‘nei’ …",
        "Solberg II svarte.",
        "Av {demands.total} krav er {measures.in-force} i verk.",
        "Og\N{NO-BREAK SPACE}slik.",
        "E-post.",
    ],
)
def test_a_text_that_is_right_is_left_alone(project: Project, words: str) -> None:
    """The rules know the signs that Norwegian needs."""
    project.replace(TENSIONS, "reading: Kildene sier ikke hva kommunen mener om lånetiden.", f"reading: '{words}'")
    project.replace(TENSIONS, "cites: [svar-2021/4]", "cites: [brev-2021/3]")
    assert project.check() == ""


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ACTORS, "short: kommunen", "short: K2"),
        (PROJECT, "term: ubetjent", "term: Meråpent 2.0"),
        (REPLY, "publisher: {actor: kommune}", "publisher: {name: Avdeling 3}"),
        (ACTORS, "kind: person", "kind: person\n    sort: '007'"),
        (LETTER, "title: Til Eksempel kommune", "title: Brev 3 til Eksempel kommune"),
    ],
)
def test_names_may_have_digits(project: Project, path: str, old: str, new: str) -> None:
    """A name is as it is, and so are ids, files, sort keys and a document's own title."""
    project.replace(path, old, new)
    assert project.check() == ""


def test_a_soft_hyphen_is_refused_wherever_it_hides(project: Project) -> None:
    """Also in a document's own title and in the list of words to hyphenate."""
    project.replace(LETTER, "title: Til Eksempel", "title: Til Eks\N{SOFT HYPHEN}empel")
    project.replace(PROJECT, "åpnings-tid", "åpnings\N{SOFT HYPHEN}tid")
    assert [line.split(": a soft hyphen")[0] for line in project.check().splitlines()] == [
        project.place(PROJECT, "{åpningstid"),
        project.place(LETTER, "Til Eks"),
    ]


def test_the_counts_are_those_of_an_edition(project: Project) -> None:
    """What a text may count is what the edition counts."""
    context = Context(
        library=project.library(),
        language="nb",
        as_of=date(2021, 9, 20),
        numbers={"brev-2021": 1, "svar-2021": 2},
        counts={},
    )
    assert set(counts(context)) == set(count_names(context.library))


def test_a_hyphenation_exception_spells_its_word(project: Project) -> None:
    """A slip in the breaks is reported where the list stands."""
    project.replace(
        "content/project.yaml",
        "hyphenation: {åpningstid: åpnings-tid}",
        "hyphenation: {topplasseringer: topp-laseringer}",
    )
    assert "'topp-laseringer' does not spell 'topplasseringer'" in project.check()


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("", ""),
        ("ingen tall her", ""),
        ("i 2017 og 2018", "2017"),
        ("hele 1 200,5 kroner", "1 200,5"),
        ("nettet 5G_her kom", "5G_her"),
        ("etter covid19.", "covid19"),
    ],
)
def test_first_number_is_given_with_its_word(words: str, number: str) -> None:
    """An editor finds «covid19» in the text, and not 19 in it."""
    assert first_number(words) == number


def test_a_long_word_is_read_a_few_times_and_not_once_from_each_letter() -> None:
    """The pattern is tried at a digit alone: a word of a million letters without one is no work for it."""
    pattern = NUMBER.pattern
    assert pattern.startswith(r"\d")
    assert first_number("a" * 1_000_000 + "1") == "a" * 1_000_000 + "1"


def test_hints_are_given_until_very_much_has_been_compared() -> None:
    """Two thousand unknown names among two thousand known ones would be compared for half a minute."""
    known = [f"kilde-{number}" for number in range(100)]
    nearest = Nearest(pairs=250)
    hints = [nearest.to(f"kilde-{number}x", known) for number in range(10)]
    assert hints[:3] == ["Did you mean 'kilde-0'?", "Did you mean 'kilde-1'?", "Did you mean 'kilde-2'?"]
    assert hints[3:] == [""] * 7
    assert nearest.to("kilde-1x", known) == "Did you mean 'kilde-1'?"  # has been compared already


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Biblioteket i Sääʹmǩiõll", "the fonts have no 'ǩ', U+01E9. Write the word in another way"),
        ("Biblioteket 🙂", "the fonts have no '🙂', U+1F642. Write the word in another way"),
        (
            "Bibliotek\ufffdsjefen",
            "a sign that stands for a lost character, U+FFFD. Write the character that was lost here",
        ),
    ],
)
def test_letters_that_cannot_be_set_have_a_place(project: Project, name: str, problem: str) -> None:
    """What the fonts lack would be set from pieces, or not at all: the editor is told where it stands."""
    mistake(project, ACTORS, "name: Biblioteksjefen", f"name: ▸{name}", problem)


@pytest.mark.parametrize("name", ["Sámediggi/Sametinget", "Ŋuorjju ja Čálliid", "Łódź → Đà"])
def test_letters_of_other_languages_are_set(project: Project, name: str) -> None:
    """Northern Sámi and its neighbours have their letters, if from the other family."""
    project.replace(ACTORS, "name: Biblioteksjefen", f"name: {name}")
    assert project.check() == ""


def test_a_school_year_is_no_season(project: Project) -> None:
    """`2020-21` is the spring of 2020 in EDTF; who writes it most often means two years, so a warning says how."""
    project.replace("content/events.yaml", "Lørdagsåpent bibliotek er i gang.", "'Skoleåret {2020-21} er i gang.'")
    (problem,) = project.problems()
    assert problem.severity == "warning"
    assert str(problem).endswith("2020-21 is the spring of 2020. Two years are 2020/2021")
    project.replace("content/events.yaml", "{2020-21}", "{2021-21}")
    assert project.problems() == ()


def test_identifiers_may_be_written(project: Project) -> None:
    """What is no number may stand in digits, by its form or because the project says so."""
    words = "Brevet gjelder § 26 i Prop. 67 L (2017–2018), barn 1–5 år og Helse 24."
    project.replace(
        "content/tensions.yaml", "reading: Kildene sier ikke hva kommunen mener om lånetiden.", f"reading: {words}"
    )
    assert "the number '24' is written in the text" in project.check()
    project.replace("content/project.yaml", "hyphenation:", "identifiers: [Helse 24]\nhyphenation:")
    assert project.check() == ""
