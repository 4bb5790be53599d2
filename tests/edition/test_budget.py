"""Budgets: what weighs least is named, with the limit that would do."""

from __future__ import annotations

import pytest

from briefs.edition.budget import Item, over_budget
from briefs.edition.selection import Allowed
from briefs.errors import Where
from tests.conftest import Project
from tests.edition.test_selection import MEASURES, edition, weigh

BRIEF = "content/briefs/oversikt.yaml"
ALLOWED = Allowed(pages=2, words=100, where_pages=Where("b.yaml", 2, 8), where_words=Where("b.yaml", 3, 8))


def item(name: str, weight: int, words: int = 20, section: str = "measures") -> Item:
    """Something that a section could leave out."""
    return Item(section=section, name=repr(name), weight=weight, words=words)


ITEMS = (item("a", 3), item("b", 1, 30), item("c", 4), item("d", 2), item("e", 3, 10, "demands"))


def told(items: tuple[Item, ...] = ITEMS, *, pages: int | None = None, words: int = 100) -> list[str]:
    """The problems of an edition that may have two pages and 100 words."""
    return [str(each) for each in over_budget("nb/b/alle", ALLOWED, items, pages=pages, words=words)]


def test_what_is_within_its_budget_is_no_problem() -> None:
    """As long as allowed is not too long, and nothing is too long where nothing is allowed."""
    assert told(pages=2) == told() == []
    assert list(over_budget("nb/b/alle", Allowed(), ITEMS, pages=99, words=9999)) == []


def test_too_many_words_name_the_lightest_and_the_weight_that_would_do() -> None:
    """The lightest first, and of two that weigh the same the longer."""
    (line,) = told(words=140)
    assert line == (
        "b.yaml:3:8: nb/b/alle has 140 words, and may have 100; what weighs least is 'b' (weight 1, 30 words), "
        "'d' (weight 2, 20 words), 'a' (weight 3, 20 words), 'e' (weight 3, 10 words), 'c' (weight 4, 20 words). "
        "About 40 words too many: 'least_weight: 3' would do, and leaves out 2 of 5 items"
    )


def test_too_many_pages_are_told_at_their_own_key() -> None:
    """A third of the words stands on the page too many."""
    (line,) = told(pages=3, words=90)
    assert line.startswith("b.yaml:2:8: nb/b/alle.pdf has 3 pages, and may have 2; ")
    assert "About 30 words too many: 'least_weight: 2' would do" in line


@pytest.mark.parametrize(
    ("items", "words", "advice"),
    [
        (
            tuple(item(name, 3) for name in "abcd"),
            130,
            "'at_most: 2' for each list would do, and leaves out 2 of 4 items",
        ),
        (ITEMS, 900, "no limit is enough, so leave out a section"),
        ((), 101, "About 1 word too many: no limit is enough"),
    ],
)
def test_where_weights_do_not_tell_apart_another_way_is_named(items: tuple[Item, ...], words: int, advice: str) -> None:
    """So many in each section, or that no limit helps."""
    (line,) = told(items, words=words)
    assert advice in line


def test_an_edition_knows_what_it_could_leave_out(project: Project) -> None:
    """The records that its lists print, with their weight and words; what is left out already is no longer there."""
    weigh(project, "measures", ubetjent_lordag=5)
    names = {each.name: each for each in edition(project).items}
    assert names["'ubetjent-lordag'"].weight == 5
    assert all(each.words > 0 for each in names.values())
    assert {"'lanetid'"} <= names.keys()
    project.replace(BRIEF, MEASURES, MEASURES + "    at_most: 1\n")
    assert [each.name for each in edition(project).items if each.section == "measures-5"] == ["'ubetjent-lordag'"]


def test_a_statement_is_named_by_how_it_begins(project: Project) -> None:
    """It has no id."""
    assert [each.name for each in edition(project, "styre").items] == ["«Styret følger med på …»"]
