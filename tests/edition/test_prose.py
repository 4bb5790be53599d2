"""Texts with references, and source marks."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.content import model
from briefs.content.model import Citation, Text
from briefs.edition.prose import Context, Mark, set_prose
from tests.conftest import Project


@pytest.fixture
def context(project: Project) -> Context:
    """The small project, all of it known."""
    return Context(
        library=project.library(),
        language="nb",
        as_of=date(2021, 9, 20),
        numbers={"brev-2021": 1, "svar-2021": 2},
        counts={"demands.partly": 2, "demands.total": 12, "measures.total": 21, "measures.adopted": 0},
        first_series="krav-2021",
    )


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Åpent {apent-i-uka} i uka.", "Åpent om lag 20\u00a0timer i uka."),
        ("Åpent {apent-i-uka|value}.", "Åpent 20\u00a0timer."),
        ("Tallet er {apent-i-uka|number}.", "Tallet er 20."),
        ("Fra {2021-09-20} av.", "Fra 20.\u00a0september\u00a02021 av."),
        ("I {2021-09}.", "I september\u00a02021."),
        ("{demands.partly} av {demands.total} krav.", "To av tolv krav."),
        ("Bare {demands.partly} av {measures.total} tiltak.", "Bare 2 av 21 tiltak."),
        ("Hele {measures.total} tiltak. Av dem svarer {demands.partly}.", "Hele 21 tiltak. Av dem svarer to."),
        ("{measures.adopted} av {measures.total} tiltak.", "Ingen av 21 tiltak."),
        ("Uten noe å slå opp.", "Uten noe å slå opp."),
    ],
)
def test_references_are_set_as_an_editor_would(context: Context, words: str, printed: str) -> None:
    """Figures, dates and counts are formatted, and one that begins a text gets a capital letter."""
    assert set_prose(context.prose(Text(words))) == printed


def test_a_mark_names_each_source_once_with_all_its_paragraphs(context: Context) -> None:
    """Citations in any order become one mark a source, in the order of the numbers."""
    cites = [Citation("svar-2021", 4), Citation("brev-2021", 5), Citation("brev-2021", 1), Citation("brev-2021", 2)]
    first, second = context.marks(cites)
    assert (first.number, first.paragraphs) == (1, (2, 4))
    assert (second.number, second.claims) == (2, ("svar-2021/4",))


@pytest.mark.parametrize(
    ("paragraphs", "stretches"),
    [
        ((), ()),
        ((7,), ((7, 7),)),
        ((6, 7), ((6, 6), (7, 7))),
        ((5, 6, 7, 9), ((5, 7), (9, 9))),
        ((1, 6, 7, 8, 9, 10), ((1, 1), (6, 10))),
    ],
)
def test_three_paragraphs_in_a_row_become_a_stretch(
    paragraphs: tuple[int, ...], stretches: tuple[tuple[int, int], ...]
) -> None:
    """A mark stays short: 6–16 instead of eleven numbers, but two neighbours are two."""
    assert Mark(1, "x", paragraphs, ()).stretches == stretches


def test_a_missing_language_is_never_another_one(context: Context) -> None:
    """There is no fall-back from one written standard to the other."""
    with pytest.raises(KeyError):
        model.Text("Ikkje på bokmål", language="nn").get("nb")
