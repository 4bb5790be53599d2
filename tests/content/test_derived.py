"""What follows from a library alone is worked out once."""

from __future__ import annotations

import pickle
from dataclasses import replace

from briefs.content.as_of import known_at
from briefs.content.derived import derived, of_the_same
from briefs.content.internal import seen_by
from briefs.content.model import Library
from tests.conftest import Project


def test_what_was_derived_is_given_again(project: Project) -> None:
    """For the same library and arguments, and for no other: a changed library is another one."""
    asked: list[object] = []

    @derived
    def number_of(library: Library, what: str) -> int:
        asked.append((id(library), what))
        return len(library.demands)

    library = project.library()
    smaller = replace(library, demands={})
    found = [number_of(library, "a"), number_of(library, "a"), number_of(library, "b"), number_of(smaller, "a")]
    assert found == [len(library.demands)] * 3 + [0]
    assert len(asked) == 3


def test_a_library_goes_to_another_process_without_what_was_derived(project: Project) -> None:
    """Functions that are wrapped cannot go along."""
    library = project.library()
    known_at(library, library.newest)
    assert pickle.loads(pickle.dumps(library)) == library


def test_one_day_is_one_library(project: Project) -> None:
    """All editions of a day share what was known then."""
    library = project.library()
    assert known_at(library, library.newest) is known_at(library, library.newest)
    assert seen_by(library, "alle") is seen_by(library, "alle")


def test_the_same_value_is_known_by_its_identity() -> None:
    """An equal one is another."""
    asked: list[object] = []

    @of_the_same
    def length(values: list[int], more: str) -> int:
        asked.append(values)
        return len(values)

    one, other = [1, 2], [1, 2]
    assert [length(one, "x"), length(one, "x"), length(other, "x"), length(one, "y")] == [2, 2, 2, 2]
    assert len(asked) == 3
