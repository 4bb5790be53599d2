"""Problems, their places, and the hints that name what is near."""

from __future__ import annotations

import pickle

import pytest

from briefs.errors import BriefsError, Problem, Where, closest

PLACE = Where("content/figures.yaml", 3, 5, marks={("cites",): (7, 12), ("cites", 1): (7, 25), ("unit",): (5, 11)})


def test_a_problem_reads_place_what_and_hint() -> None:
    """An editor reads file, line and column, what is wrong, and how to mend it."""
    problem = Problem(Where("content/figures.yaml", 14, 11), "unknown source 'ks-2081'", "Did you mean 'ks-2018'?")
    assert str(problem) == "content/figures.yaml:14:11: unknown source 'ks-2081'. Did you mean 'ks-2018'?"


def test_a_problem_without_a_hint_has_no_full_stop() -> None:
    """Nothing is added where the program cannot tell how to mend it."""
    assert (
        str(Problem(Where("content/project.yaml"), "this file is missing"))
        == "content/project.yaml:1:1: this file is missing"
    )


@pytest.mark.parametrize(
    ("path", "position"),
    [
        (("cites", 1), (7, 25)),
        (("cites", 9), (7, 12)),
        (("unit", "deeper", 3), (5, 11)),
        (("unknown",), (3, 5)),
        ((), (3, 5)),
    ],
)
def test_a_place_gives_the_nearest_place_inside_it(path: tuple[str | int, ...], position: tuple[int, int]) -> None:
    """A rule may point at a value whose place is not known: it then gets what holds it."""
    where = PLACE.at(*path)
    assert (where.file, where.line, where.column) == ("content/figures.yaml", *position)


def test_places_are_compared_without_their_marks() -> None:
    """Two records at the same place are at the same place, whatever they hold."""
    assert Where("a.yaml", 1, 2, marks={("id",): (1, 6)}) == Where("a.yaml", 1, 2)


def test_an_error_lists_all_its_problems() -> None:
    """One run shows everything that is to be mended."""
    error = BriefsError(Problem(Where("a.yaml", 1, 2), "one"), Problem(Where("b.yaml", 3, 4), "two"))
    assert str(error) == "a.yaml:1:2: one\nb.yaml:3:4: two"


def test_an_error_crosses_processes() -> None:
    """A worker's error arrives with its problems."""
    error = BriefsError(Problem(PLACE, "one", "hint", severity="warning"))
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_closest_names_what_is_near_and_nothing_else() -> None:
    """A hint that is far off would send the editor the wrong way."""
    assert closest("ks-2081", {"ks-2018", "tema"}) == "Did you mean 'ks-2018'?"
    assert closest("qqq", {"ks-2018", "tema"}) == ""
    assert closest("qqq", ()) == ""


def test_closest_finds_a_file_without_its_folder() -> None:
    """Guides call a part by its file name alone."""
    paths = {"styles/page.css", "templates/base/facts.html", "templates/base/page.html"}
    assert closest("facts.html", paths) == "Did you mean 'templates/base/facts.html'?"
    assert closest("base/page.html", paths) == "Did you mean 'templates/base/page.html'?"
    assert closest("acts.htm", {"a/zzzzzzzzzzzzzzzzzzzzzzzzfacts.html"}) == ""


def test_characters_that_steer_a_terminal_are_escaped() -> None:
    """ESC, line ends, direction marks and lone surrogates show as what they are; letters and spaces stay."""
    problem = Problem(Where("a\nb\x1b.yaml", 2), "«\u202eabc\udcff å\N{NO-BREAK SPACE}ŋ»", "Use \x07")
    assert str(problem) == "a\\nb\\x1b.yaml:2:1: «\\u202eabc\\udcff å\N{NO-BREAK SPACE}ŋ». Use \\x07"
