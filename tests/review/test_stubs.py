"""A document as a draft source: what it says itself is there, and nothing is decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs.content.documents import Document, document, read_document
from briefs.content.load import read_values
from briefs.review.stubs import language_of_text, source_id, source_lines
from tests.conftest import Project

CORPORA = Path(__file__).parents[1] / "corpora"
TEXTS = [path for path in sorted(CORPORA.glob("*/*.txt")) if path.with_suffix(".yaml").is_file()]


def lines(project: Project, text: str, id: str = "ny") -> list[str]:
    return list(source_lines(id, of(text), project.library()))


def of(text: str) -> Document:
    return document("ny.txt", text.encode())


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("Brev til KS (2018).pdf", "brev-til-ks-2018"),
        ("Høring – Ålesund.docx", "horing-alesund"),
        ("2018-06 svar.txt", "doc-2018-06-svar"),
        ("...", "doc"),
    ],
)
def test_id_is_made_of_the_name(file: str, expected: str) -> None:
    assert source_id(file) == expected


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_language_is_known_by_small_words(path: Path) -> None:
    """Each document of the corpora is taken for what it is: bokmål, nynorsk or English."""
    said = read_values(path.with_suffix(".yaml"), path.name).get("language", "nb")
    assert language_of_text(read_document(path).paragraphs) == said


def test_language_of_a_few_words_is_left_open() -> None:
    assert language_of_text(("Lillevik 2024", "1 2 3")) is None


def test_every_paragraph_has_a_stub_with_what_it_offers(project: Project) -> None:
    """Its number, first words, actors and other names, dates as EDTF, and numbers as figures; the rest is empty."""
    text = "Notat\nI Lillevik ba Eksempel kommune om minst 40 plasser og 300 000 kroner innen 1. oktober 2024.\n"
    assert lines(project, text)[-8:] == [
        "  # 2: «I Lillevik ba Eksempel kommune om minst 40 …»",
        "  - draft: true",
        "    paragraph: 2",
        "    speaker:  # named here: Lillevik, Eksempel kommune (kommune)",
        "    text:  # ready: {2024-10-01}, {plasser-40}, {nok-300000}",
        "    # For figures.yaml:",
        '    #   - {id: plasser-40, value: 40, unit: count, noun: {one: , other: "plasser"}, precision: at-least, '
        "measures: , cites: [ny/2]}",
        "    #   - {id: nok-300000, value: 300000, unit: NOK, measures: , cites: [ny/2]}",
    ]


@pytest.mark.parametrize(
    ("first", "title"), [("# Svar om plasser ##", "Svar om plasser"), ("---", None), ("Vi svarer her.", None)]
)
def test_title_is_a_first_paragraph_that_could_be_one(project: Project, first: str, title: str | None) -> None:
    """Signs of Markdown are none of it, and a line of signs is none."""
    found = [line for line in lines(project, f"{first}\n") if line.startswith("title:")]
    assert found == ([f'title: "{title}"  # its first paragraph'] if title else [])


def test_names_side_by_side_are_one(project: Project) -> None:
    """A first name and a surname; a comma parts two, and so does the name of an actor."""
    (line,) = [each for each in lines(project, "Vi spurte Kari Berge, Ola Dal og Eksempel kommune.") if "named" in each]
    assert line == "    speaker:  # named here: Kari Berge, Ola Dal, Eksempel kommune (kommune)"


def test_ids_of_figures_are_free(project: Project) -> None:
    """Two figures of one document, and one that the project has, are told apart."""
    taken = next(iter(project.library().figures))
    text = "Vi har 40 plasser.\nDe har 40 plasser."
    found = [line for line in lines(project, text) if "ready" in line]
    assert found == ["    text:  # ready: {plasser-40}", "    text:  # ready: {plasser-40-2}"]
    assert taken not in "".join(found)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("våren 2018", "2018-21"),
        ("i mai 2018", "2018-05"),
        ("i 2018", "2018"),
        ("8. juni 2018", "2018-06-08"),
        ("8. juni", ""),
        ("§ 26", ""),
        ("en eller to av ti", ""),
    ],
)
def test_what_is_ready_in_a_sentence(project: Project, words: str, expected: str) -> None:
    """Dates at their own precision; none without a year, none of an identifier, no figure of a vague count."""
    (line,) = [line for line in lines(project, f"Saken ble sendt {words}.") if line.startswith("    text:")]
    assert line == "    text:" + (f"  # ready: {{{expected}}}" if expected else "")


def test_head_says_what_the_document_says(project: Project) -> None:
    """A first paragraph that is no sentence is the title, dates at the head are offered, and its bytes are known."""
    text = 'Om "båten"\nLillevik, 3. mai 2019\nDet er ein båt som ikkje går, og ho er frå 1950. Kven veit kva ho er?'
    found = source_lines("ny", of(text), project.library(), in_lock=False)
    assert 'title: "Om \\"båten\\""  # its first paragraph' in found
    assert "language: nn  # by its small words" in found
    assert "date:  # at its head: '2019-05-03', '1950'" in found
    assert f"sha256: {of(text).sha256}" in found
    assert not any(line.startswith("title") for line in lines(project, "En setning er ingen tittel."))


def test_whatever_stands_in_a_document_it_stays_yaml(project: Project) -> None:
    """Signs that mean something to YAML, line separators and a document of one sign."""
    for text in ("-", "# {a: [b]} \"c\" 'd' \u2028 * & ! | > % @ `\n- - -\n", ": 12 # {x}\n", "\\ «»\t:"):
        project.write("content/sources/ny.yaml", "".join(f"{line}\n" for line in lines(project, text)))
        problems = [problem for problem in project.problems() if "ny.yaml" in problem.where.file]
        assert {problem.severity for problem in problems} == {"warning"}, problems
        (project.root / "content/sources/ny.yaml").unlink()
