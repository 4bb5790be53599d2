"""Plain language: what is hard to read is reported as advice with its place and a way to mend it, and stops nothing."""

from __future__ import annotations

import pytest

from briefs.edition.edition import Order
from briefs.errors import Problem
from briefs.review.plain import lix, plain, sentences
from tests.cli.test_cli import briefs
from tests.conftest import Project

FILE = "content/measures.yaml"
PLACE = "text: Ordningen er i gang."
LONG = {
    "nb": (
        "Kommunen vil at biblioteket skal være åpent en kveld i uka for alle som bor der, så de som er på "
        "jobb, også kan låne bøker."
    ),
    "nn": (
        "Kommunen vil at biblioteket skal vere ope ein kveld i veka for alle som bur der, så dei som er på "
        "jobb, òg kan låne bøker."
    ),
    "en": (
        "The council wants the library to be open one evening a week for all who live there, so that those "
        "at work can also go there."
    ),
}


def advice(project: Project, **texts: str) -> list[Problem]:
    """What is said of the one text that a test writes, per language."""
    own = texts.pop("nb", "Ordningen er i gang.")
    project.replace(FILE, PLACE, f"text: '{own}'")
    for language, words in texts.items():
        project.into(language, {own.replace("''", "'"): words})
    library = project.library()
    advised, _ = plain(library, project.root, [Order("oversikt", "alle", "nb", library.newest)])
    return list(advised)


def said(project: Project, **texts: str) -> list[str]:
    return [f"{problem.where.line}:{problem.where.column}: {problem.what}" for problem in advice(project, **texts)]


# --- sentences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LONG)
def test_long_sentence_is_told_where_it_begins(project: Project, language: str) -> None:
    """More than 25 words; a short one before it is left alone."""
    lines = said(project, **{language: f"Kort. {LONG[language]}"})
    file = FILE if language == "nb" else f"content/locale/{language}.po"
    place = project.place(file, LONG[language][:12], after="Kort. ").removeprefix(f"{file}:")
    assert lines == [f"{place}: a sentence of {len(LONG[language].replace(',', '').split())} words"]


@pytest.mark.parametrize("language", LONG)
def test_sentence_of_25_words_is_fine(project: Project, language: str) -> None:
    """The limit itself is allowed, and a reference is one word."""
    words = LONG[language].replace(",", "").removesuffix(".").split()[:24]
    assert said(project, **{language: f"{' '.join(words)} {{kvelder}}."}) == []


def test_place_counts_references_as_they_are_written(project: Project) -> None:
    """A sentence after a reference is reported at its own column."""
    lines = said(project, nb=f"Det er {{kvelder}} av {{kvelder}}. {LONG['nb']}")
    assert [line.rpartition(": ")[0] for line in lines] == [
        project.place(FILE, LONG["nb"][:12]).removeprefix(f"{FILE}:")
    ]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Det er ett. Det er to. Det er tre.", 3),
        ("Det gjelder bl.a. KS og ca. 100 andre, jf. nr. 5.", 1),
        ("Spør de? «Ja.» Det er alt.", 3),
        ("Uten punktum", 1),
    ],
)
def test_text_is_cut_into_sentences(words: str, count: int) -> None:
    """At full stops, question marks and quotations; not at abbreviations."""
    found = list(sentences(words, "nb"))
    assert len(found) == count
    assert all(words.startswith(sentence.words, sentence.start) for sentence in found)


# --- passives ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words", "passives"),
    [
        ("nb", "Planen skal vurderes når tilskuddet er bestemt og blir utbetalt.", "'vurderes', 'blir utbetalt'"),
        ("nb", "Det gis råd når svaret ble sendt.", "'gis', 'ble sendt'"),
        ("nn", "Planen blei vedteken, og tilskotet skal betalast ut.", "'blei vedteken', 'skal betalast'"),
        ("en", "The plan was adopted before the grant had been paid.", "'was adopted', 'been paid'"),
    ],
)
def test_passives_in_a_row_are_told(project: Project, language: str, words: str, passives: str) -> None:
    """Two in one sentence hide who does what."""
    assert [line.split(": ", 1)[1] for line in said(project, **{language: words})] == [
        f"2 passives in a sentence: {passives}"
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nb",
            (
                "Planen skal vurderes. Det finnes penger, brukernes råd høres godt, og kommunenes møter synes "
                "nyttige. Den ble bedre."
            ),
        ),
        (
            "nn",
            (
                "Dei viktigaste krava finst i lista, og dei kan møtast fast der det er enklast. Planen blei "
                "landsdekkjande."
            ),
        ),
        ("en", "The letter is undated, the council is pleased, and the plan was adopted."),
    ],
)
def test_one_passive_or_none_is_fine(project: Project, language: str, words: str) -> None:
    """Verbs in -s that are no passives, genitives, superlatives and adjectives are none."""
    assert said(project, **{language: words}) == []


# --- LIX --------------------------------------------------------------------------------------------------------------


def test_lix_is_bjornssons() -> None:
    """Words in a sentence and the share of words with more than six letters: 4 + 25, and 3 + 100 / 3 in the mean of a
    colon.
    """
    assert lix(["Dette er en setning."], "nb") == 4 + 100 * 1 / 4
    assert lix(["Det er to: svar og spørsmål."], "nb") == pytest.approx(6 / 2 + 100 * 1 / 6)
    assert lix([], "nb") == 0


def test_heavy_text_is_told(project: Project) -> None:
    """LIX over 55 in a text of 40 words and more."""
    heavy = (
        "Kommunestyrets saksbehandling forutsetter budsjettopplysninger, dokumenterte konsekvensvurderinger "
        "og bibliotekfaglighet. "
    )
    assert [line.split(": ")[1] for line in said(project, nb=(heavy * 5).strip())] == ["this text is heavy"]


@pytest.mark.parametrize(
    "words", ["Vi har gode bøker og det er kø. " * 8, "Kommunestyrets saksbehandling forutsetter opplysninger. " * 5]
)
def test_light_or_short_text_is_fine(project: Project, words: str) -> None:
    """LIX says nothing about few words."""
    assert advice(project, nb=words.strip()) == []


# --- abbreviations ----------------------------------------------------------------------------------------------------


def test_unexplained_abbreviation_is_told_once_where_it_first_stands(project: Project) -> None:
    """In the order of the brief, the points come before the measures."""
    project.replace(
        "content/briefs/oversikt.yaml", "Lånetiden er ikke omtalt i svaret.", "Lånetiden er ikke omtalt av BIB."
    )
    found = advice(project, nb="Ordningen er i gang hos BIB, sier BIB-lederen.")
    assert [str(problem).partition(". ")[0] for problem in found] == [
        (
            f"{project.place('content/briefs/oversikt.yaml', 'BIB')}: 'BIB' is not explained where the brief "
            f"'oversikt' first has it"
        )
    ]
    assert found[0].severity == "advice"


@pytest.mark.parametrize(
    "words",
    [
        "Ordningen er biblioteket i byen (BIB). BIB er åpent.",
        "BIB (biblioteket i byen) er åpent.",
        "EU og Karl II så på.",
    ],
)
def test_abbreviation_that_is_explained_is_fine(project: Project, words: str) -> None:
    """Behind its words, before them, or known to all."""
    assert said(project, nb=words) == []


def test_name_and_printed_glossary_explain(project: Project) -> None:
    """What is an actor's name needs no words, nor does what the brief's own glossary has."""
    project.replace("content/actors.yaml", "name: ", "aliases: [BIB]\n    name: ")
    project.replace("content/project.yaml", "term: ubetjent", "term: UBT")
    project.replace("content/sources/svar-2021.yaml", "Kommunen vil prøve", "Kommunen vil med UBT prøve")
    text = "Ordningen er i gang hos BIB med UBT."
    assert [problem.what.split(" ")[0] for problem in advice(project, nb=text)] == ["'UBT'"]
    project.replace(
        "content/briefs/oversikt.yaml",
        "  - kind: documents",
        "  - kind: glossary\n    title: Ord\n  - kind: documents",
    )
    project.replace(FILE, f"text: '{text}'", PLACE)
    assert advice(project, nb=text) == []


# --- the command ------------------------------------------------------------------------------------------------------


def test_command_gives_advice_and_is_content(project: Project) -> None:
    """Status 0, also with advice; how hard each brief is stands in a table."""
    project.replace(FILE, "Ordningen er i gang.", f"'{LONG['nb']}'")
    result = briefs("check", "--plain", "--strict", "--project", project.root)
    assert result.exit_code == 0
    assert f"{FILE}:12:16: advice: a sentence of 26 words. Make two of it" in result.stderr
    assert result.stdout.splitlines()[0].split() == ["BRIEF", "LANGUAGE", "LIX", "WORDS", "A", "SENTENCE", "WORDS"]
    assert result.stdout.splitlines()[1].split()[:2] == ["oversikt", "nb"]


def test_advice_is_data_too(project: Project) -> None:
    """`--json` has it among the problems, with its severity."""
    project.replace(FILE, "Ordningen er i gang.", f"'{LONG['nb']}'")
    result = briefs("check", "--plain", "--json", "--project", project.root)
    assert '"severity": "advice"' in result.stdout
    assert "LIX" not in result.stdout
