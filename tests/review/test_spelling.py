"""Spelling: known mistakes are found at their word in all three languages, and good text is left alone."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefs import machine
from briefs.machine import DICTIONARY_FOLDERS
from briefs.review.spelling import spelling
from briefs.review.spelling.dictionary import Dictionary, lacking
from tests.cli.test_cli import briefs
from tests.conftest import Project

FILE = "content/measures.yaml"
PLACE = "text: Ordningen er i gang."
pytestmark = pytest.mark.skipif(
    any(lacking(("nb", "nn", "en"), DICTIONARY_FOLDERS)),
    reason="not run: no Hunspell dictionaries here; install hunspell-no and hunspell-en-gb",
)


def problems(project: Project, **texts: str) -> list[str]:
    """What is found in one text that a test writes, per language, as lines without the file."""
    own = texts.pop("nb", "Ordningen er i gang.")
    project.replace(FILE, PLACE, f"text: '{own}'")
    for language, words in texts.items():
        project.into(language, {own.replace("''", "'"): words.replace("''", "'")})
    return [
        f"{problem.where.line}:{problem.where.column}: {problem.what}"
        for problem in spelling(project.library(), project.root)
    ]


def file_of(language: str) -> str:
    """Where a text of the small project stands in a language."""
    return FILE if language == "nb" else f"content/locale/{language}.po"


def said(project: Project, **texts: str) -> list[str]:
    """The same without the places."""
    return [line.split(": ", 1)[1] for line in problems(project, **texts)]


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words", "wrong"),
    [
        ("nb", "Kommunen har betallt for mye.", "betallt"),
        ("nn", "Kommunen har betallt for mykje.", "betallt"),
        ("en", "The municipality has spent far too muuch.", "muuch"),
        ("nb", "Resultatet står i «budsjetttet».", "budsjetttet"),
        ("nn", "Dei nye legane kom i fjorr.", "fjorr"),
    ],
)
def test_misspelt_word_is_told_at_its_place(project: Project, language: str, words: str, wrong: str) -> None:
    """File, line and column are the word's own, not those of the text."""
    lines = problems(project, **{language: words})
    file = file_of(language)
    place = project.place(file, wrong).removeprefix(f"{file}:")
    assert [line.split(": ")[0] for line in lines if f"'{wrong}'" in line] == [place]


def test_near_words_are_offered(project: Project) -> None:
    """At most three, the nearest first, and where to put a word that is right."""
    project.replace(FILE, PLACE, "text: 'Kommunen har bibliotekar og utlåån.'")
    hint = spelling(project.library(), project.root)[0].hint
    assert hint.startswith("Perhaps 'utlån'")
    assert hint.endswith("if it is right, add it to content/words/nb.txt")


GOOD = {
    "nb": (
        "Kommunen viser til legevaktavtalen, bl.a. om helse- og omsorgstjenester, f.eks. én lege. KS’ råd "
        "gjelder ca. 100 timer."
    ),
    "nn": (
        "Kommunen viser til avtalen, m.a. om helse- og omsorgstenester, t.d. éin lege per liste. Rådet frå "
        "KS gjeld ikkje alle."
    ),
    "en": (
        "The municipality’s agreement covers health and care services, e.g. one GP per list; the GPs’ "
        "answers aren’t known."
    ),
}


@pytest.mark.parametrize("language", GOOD)
def test_good_text_is_left_alone(project: Project, language: str) -> None:
    """Abbreviations, genitives, hyphens, references and numbers are no mistakes."""
    assert problems(project, **{language: GOOD[language] + " {kvelder}"}) == []


def test_compounds_are_words(project: Project) -> None:
    """What the dictionary does not join itself: nouns in a row, bound by s or nothing."""
    assert problems(project, nb="Sykehjemslegene og primærhelseavtalen, trykkedatoen og fastlønnsordningene.") == []


def test_compound_with_a_mistake_is_no_word(project: Project) -> None:
    """Splitting forgives no misspelt part, and only nouns begin a compound: «analaser» is not anal + aser."""
    assert said(project, nb="Det gjelder sykehjemslegnene her.") == ["'sykehjemslegnene' is no known bokmål word"]
    assert not Dictionary("nb", DICTIONARY_FOLDERS).knows("analaser")


def test_names_are_left_alone(project: Project) -> None:
    """Names of actors, their genitives and compounds, and titles of sources stand as they are."""
    project.replace("content/actors.yaml", "name: ", "aliases: [Zzyra Qvistgård]\n    name: ")
    project.replace("content/sources/brev-2021.yaml", "title: Til Eksempel kommune", "title: Ååpent brevv til alle")
    assert problems(project, nb="Zzyras råd og Qvistgård-planen i Ååpent brevv til alle.") == []


def test_quotation_of_another_language_is_left_alone(project: Project) -> None:
    """A quoted word keeps the language that it was said in."""
    assert (
        problems(
            project, nn="Sida seier «hvordan kommunene arbeider».", en="The page says “hvordan kommunene arbeider”."
        )
        == []
    )


def test_quotation_of_no_language_is_not(project: Project) -> None:
    """Quotation marks hide no mistake."""
    assert said(project, nn="Sida seier berre «korrleis kommunane arbeider».") == [
        "'korrleis' is no known nynorsk word"
    ]


# --- the wrong language -----------------------------------------------------------------------------------------------

BOKMAL = "Kommunene vil ikke si hvor mye de har brukt på tilgjengelighet, og hvordan regjeringen hjelper."
NYNORSK = "Kommunane vil ikkje seie kor mykje dei har brukt på tilgjenge, og korleis regjeringa hjelper."


@pytest.mark.parametrize(
    ("language", "words", "message"),
    [
        ("nn", BOKMAL, "this nynorsk text reads as bokmål"),
        ("nb", NYNORSK, "this bokmål text reads as nynorsk"),
        ("en", BOKMAL, "this English text reads as bokmål"),
        ("nb", "The municipalities will not say how much they have spent.", "this bokmål text reads as English"),
    ],
)
def test_text_in_the_wrong_language_is_one_finding(project: Project, language: str, words: str, message: str) -> None:
    """Not one for each of its words."""
    assert said(project, **{language: words}) == [message]


def test_file_in_the_wrong_language_is_one_finding(project: Project) -> None:
    """Short titles together tell what each alone does not."""
    titles = ("Ubetjent åpent på lørdager", "Prøve med én åpen kveld", "Penger til nye bøker")
    project.into("nn", {title: f"{title} og uker hver måned" for title in titles})
    assert [problem.what for problem in spelling(project.library(), project.root)] == [
        "the nynorsk texts of this file read as bokmål"
    ]


def test_single_bokmal_word_in_nynorsk_is_told_as_such(project: Project) -> None:
    """The text is nynorsk, one word is not."""
    words = NYNORSK.replace("Kommunane", "Kommunene")
    assert said(project, nn=words) == ["'Kommunene' is bokmål, not nynorsk"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("disse", "desse"), ("Hun", "Ho"), ("gjelder", "gjeld"), ("vanskelig", "vanskeleg"), ("offentlige", "offentlege")],
)
def test_bokmal_that_the_nynorsk_dictionary_has_is_found(project: Project, wrong: str, right: str) -> None:
    """It keeps old forms; the norm of today does not have them."""
    project.into("nn", {"Ordningen er i gang.": f"{wrong} kom ikkje fram i arbeidet med krava."})
    assert [(problem.what, problem.hint) for problem in spelling(project.library(), project.root)] == [
        (f"'{wrong}' is bokmål", f"In nynorsk: '{right}'")
    ]


def test_nynorsk_keeps_lig_where_the_stem_has_it(project: Project) -> None:
    """Billig, villig and salig are nynorsk."""
    assert problems(project, nn="Legane er villige til ei billig ordning.") == []


# --- twice and apart --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words", "wrong"),
    [
        ("nb", "Kravet og og svaret er kjent.", "og"),
        ("nn", "Kravet er er kjent.", "er"),
        ("en", "This is the the answer.", "the"),
    ],
)
def test_word_written_twice_is_told_at_the_second(project: Project, language: str, words: str, wrong: str) -> None:
    """The one to take out."""
    lines = problems(project, **{language: words})
    column = int(project.place(file_of(language), f"{wrong} {wrong}").rpartition(":")[2]) + len(wrong) + 1
    assert [line.partition(":")[2] for line in lines] == [f"{column}: '{wrong}' is written twice"]


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "Det det gjelder, er kjent."), ("en", "He knew what he had had.")]
)
def test_word_may_stand_twice_where_the_language_has_it(project: Project, language: str, words: str) -> None:
    """«Det det gjelder» and “had had” are right."""
    assert problems(project, **{language: words}) == []


@pytest.mark.parametrize(
    ("language", "words", "pair"),
    [
        ("nb", "Kommunen vil bygge ut lege vakt i byen.", "lege vakt"),
        ("nb", "Fastlege ordningen er under press.", "Fastlege ordningen"),
        ("nb", "Her er rekrutterings tiltak nevnt.", "rekrutterings tiltak"),
        ("nn", "Kommunen har ei lege vakt i byen.", "lege vakt"),
        ("nn", "God pasient behandling er viktig.", "pasient behandling"),
    ],
)
def test_word_split_in_two_is_found(project: Project, language: str, words: str, pair: str) -> None:
    """Two words that the dictionary lists as one, the first a noun."""
    assert said(project, **{language: words}) == [f"'{pair}' is one word"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nb",
            (
                "Et antall leger og en gruppe pasienter fikk to timer hver. Små kommuner har en stor by. Det er "
                "ti års pause."
            ),
        ),
        ("nb", "Tiltak som virker, kan lege vakt og uro. De bruker tiden godt. Planen er under skriving nå."),
        (
            "nn",
            (
                "Eit tal legar og ei gruppe pasientar fekk to timar kvar. Små kommunar har ein by. Dei tok det "
                "opp att etter pausen."
            ),
        ),
        ("en", "The health service and the state budget are out of hours."),
    ],
)
def test_two_words_that_are_two_are_left_alone(project: Project, language: str, words: str) -> None:
    """Measures, adjectives, verbs, genitives and particles; English writes its compounds apart."""
    assert problems(project, **{language: words}) == []


def test_word_that_is_one_elsewhere_is_one_here(project: Project) -> None:
    """What the project itself writes as one word, it does not write as two."""
    project.replace(FILE, PLACE, "text: 'Biblioteket har kveldsvaktbok. Det er en kveldsvakt bok der.'")
    assert [problem.what for problem in spelling(project.library(), project.root)] == ["'kveldsvakt bok' is one word"]


# --- the project's own words ------------------------------------------------------------------------------------------


def test_own_word_is_known_with_its_inflections(project: Project) -> None:
    """`word/model` is inflected like the model, in any case; without a model the word stands alone."""
    project.write("content/words/nb.txt", "# egne ord\ngrønk/reform  # et navn på noe\nblørt\n")
    assert problems(project, nb="Grønken og grønkene er blørt.") == []


def test_own_word_without_model_has_no_inflections(project: Project) -> None:
    """Only what is written is known."""
    project.write("content/words/nb.txt", "grønk\n")
    assert said(project, nb="Grønk og grønken.") == ["'grønken' is no known bokmål word"]


def test_word_of_one_language_is_none_of_another(project: Project) -> None:
    """Each language has its own list."""
    project.write("content/words/nb.txt", "blørt\n")
    assert said(project, nb="En blørt.", nn="Ein blørt.") == ["'blørt' is bokmål, not nynorsk"]


def test_refused_word_is_told_with_what_to_write(project: Project) -> None:
    """A project that has chosen one of two right forms holds on to it."""
    project.write("content/words/nb.txt", "*seksjon  # avdeling\n")
    project.replace(FILE, PLACE, "text: 'Seksjon for bøker.'")
    assert [(problem.what, problem.hint) for problem in spelling(project.library(), project.root)] == [
        ("'Seksjon' is not used in this project", "Write 'avdeling'")
    ]


def test_pair_in_the_list_may_stand(project: Project) -> None:
    """Two words that belong apart, or one that belongs twice."""
    project.write("content/words/nb.txt", "lege vakt\npå på\n")
    assert problems(project, nb="Det er en lege vakt som holder på på dagtid.") == []


def test_broken_list_is_told_line_by_line(project: Project) -> None:
    """A line that is no word, a word listed twice, and a list of an unknown language."""
    project.write("content/words/nb.txt", "lån\n12\n  lån\n")
    project.write("content/words/no.txt", "lån\n")
    found = [
        str(problem).partition(". ")[0]
        for problem in spelling(project.library(), project.root)
        if problem.severity == "error"
    ]
    assert found == [
        "content/words/nb.txt:2:1: '12' is no word",
        "content/words/nb.txt:3:3: 'lån' is listed twice",
        "content/words/no.txt:1:1: no file of this name belongs in content/words/",
    ]


def test_idle_word_is_advice(project: Project) -> None:
    """A list does not grow for ever; what no text has is reported, and is no error."""
    project.write("content/words/nb.txt", "grønk\n")
    problem = spelling(project.library(), project.root)[0]
    assert (str(problem.where), problem.severity) == ("content/words/nb.txt:1:1", "advice")


# --- dictionaries -----------------------------------------------------------------------------------------------------


def test_missing_dictionary_says_what_to_install(project: Project, tmp_path: Path) -> None:
    """Spelling that could not be checked is no clean spelling."""
    problems = spelling(project.library(), project.root, [tmp_path])
    assert [problem.what for problem in problems] == [
        f"there is no dictionary for 'nb': nb_NO.aff and nb_NO.dic are not in {tmp_path}"
    ]
    assert problems[0].hint.startswith("On Debian and Ubuntu: apt-get install hunspell-no.")


@pytest.mark.parametrize("layout", ["nb_NO", "dictionary-nb/index"], ids=["Hunspell", "npm"])
def test_dictionary_is_read_from_any_folder(tmp_path: Path, layout: str) -> None:
    """As Hunspell names its files, and as the npm packages do."""
    (tmp_path / layout).parent.mkdir(exist_ok=True)
    for ending in ("aff", "dic"):
        shutil.copy(
            next(folder for folder in DICTIONARY_FOLDERS if folder.is_dir()) / f"nb_NO.{ending}",
            tmp_path / f"{layout}.{ending}",
        )
    assert Dictionary("nb", [tmp_path]).knows("bibliotek")


@pytest.mark.parametrize("word", ["日本語", "a" * 500, "’", "-", "ﬁ"])
def test_strange_word_is_no_reason_to_fail(word: str) -> None:
    """The dictionaries are in Latin-1, and cut long words."""
    assert Dictionary("nb", DICTIONARY_FOLDERS).knows(word) in {True, False}


# --- the command ------------------------------------------------------------------------------------------------------


def check(project: Project, *arguments: str) -> tuple[int, str, Sequence[str]]:
    """Exit status, the last line of standard output and the lines of standard error."""
    result = briefs("check", "--project", project.root, *arguments)
    return result.exit_code, result.stdout.rpartition("\n")[0].rpartition("\n")[2], result.stderr.splitlines()


def test_command_finds_nothing_in_good_content(project: Project) -> None:
    """Status 0, as without the option."""
    assert check(project, "--spelling") == (0, "No problems in 2 sources and 1 brief.", [])


def test_command_tells_mistakes_and_fails(project: Project) -> None:
    """One line each, status 1; only where it is asked for."""
    project.replace(FILE, "Ordningen er i gang.", "Ordnningen er i gang.")
    status, _, lines = check(project, "--spelling")
    assert (status, [line.split(". ")[0] for line in lines]) == (
        1,
        [f"{project.place(FILE, 'Ordnningen')}: 'Ordnningen' is no known bokmål word"],
    )
    assert check(project)[0] == 0


def test_command_looks_in_the_folder_named(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--dictionaries` or the environment, before where Debian has them."""
    for ending in ("aff", "dic"):
        shutil.copy(next(folder for folder in DICTIONARY_FOLDERS if folder.is_dir()) / f"nb_NO.{ending}", tmp_path)
    monkeypatch.setattr(machine, "DICTIONARY_FOLDERS", ())
    assert check(project, "--spelling")[0] == 1
    assert check(project, "--spelling", "--dictionaries", str(tmp_path))[0] == 0
    monkeypatch.setenv("BRIEFS_DICTIONARIES", str(tmp_path))
    assert check(project, "--spelling")[0] == 0


def test_command_lists_missing_translations(project: Project) -> None:
    """`--translations` is what is left to translate, and what has to be looked at again."""
    project.into("nn", {"Ordningen er i gang.": "Ordninga er i gang."})
    project.replace(FILE, PLACE, "text: Ordningen er så vidt i gang.")
    status, _, lines = check(project, "--translations")
    assert status == 1
    assert any("is fuzzy: its text is now «Ordningen er så vidt i gang.»" in line for line in lines)
    assert any("no translation of project/title, «Åpningstider i biblioteket»" in line for line in lines)
