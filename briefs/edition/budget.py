"""Whether a finished edition is as short as it may be, and if not, what of it weighs least and which limit would do.

Nothing is left out here: `selection` does that before typesetting, as the content says. This only tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from briefs.content.walk import find, walk
from briefs.edition.prose import Mark, Prose, set_prose
from briefs.edition.selection import Allowed, Weighed
from briefs.errors import Problem, Where

SECTION_OF_POINTS = "points"
"""The section that the points of a one-page edition count as."""

_NAMED = 5  # of the lightest: enough to begin with, and a line can still be read
_WEIGHTS = range(2, 6)  # what `least_weight` may be, but for 1, which leaves out nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a limit could leave out of a section: a record by its id, or a statement by how it begins; `words` are about
    as many as it has in print.
    """

    section: str
    name: str
    weight: int
    words: int


def items_of(section: str, body: object, taken: Iterable[tuple[Weighed, str]]) -> Iterator[Item]:
    """The items of a section from what it takes, each record or statement with the words of its own text."""
    printed: dict[str, object] | None = None
    for entry, words in taken:
        id = getattr(entry, "id", "")
        name = repr(id) if id else f"«{' '.join(words.split()[:4])} …»"
        if id and printed is None:
            printed = _by_id(body)
        count = _words_in(printed.get(id, ())) if id and printed else 0
        yield Item(section=section, name=name, weight=entry.weight, words=count or len(words.split()))


def _by_id(body: object) -> dict[str, object]:
    """The parts of a section's body that print records, by their ids; of several the first."""
    found: dict[str, object] = {}
    for part in walk(body, into=_is_no_prose):
        if not isinstance(part, Mark) and isinstance(id := getattr(part, "id", None), str):
            found.setdefault(id, part)
    return found


def _words_in(printed: object) -> int:
    return sum(len(set_prose(prose).split()) for prose in find(printed, Prose, stop=(Prose,)))


def _is_no_prose(value: object) -> bool:
    return not isinstance(value, Prose)


def over_budget(
    name: str, allowed: Allowed, items: tuple[Item, ...], *, pages: int | None, words: int
) -> Iterator[Problem]:
    """A problem where the edition `name` has more pages or words than it is allowed; `pages` is None where nothing was
    typeset.
    """
    if pages is not None and allowed.pages is not None and pages > allowed.pages:
        surplus = ceil(words * (pages - allowed.pages) / pages)
        yield _problem(f"{name}.pdf has {_counted(pages, 'page')}", allowed.pages, allowed.where_pages, items, surplus)
    if allowed.words is not None and words > allowed.words:
        surplus = words - allowed.words
        yield _problem(f"{name} has {_counted(words, 'word')}", allowed.words, allowed.where_words, items, surplus)


def _problem(has: str, most: int, where: Where, items: tuple[Item, ...], surplus: int) -> Problem:
    lightest = sorted(items, key=lambda item: (item.weight, -item.words))
    named = {item.name: f"{item.name} (weight {item.weight}, {_counted(item.words, 'word')})" for item in lightest}
    what = f"{has}, and may have {most}"
    if named:
        what += f"; what weighs least is {', '.join(list(named.values())[:_NAMED])}"
    return Problem(where, what, _way_out(items, surplus))


def _way_out(items: tuple[Item, ...], surplus: int) -> str:
    if items and all(item.section == SECTION_OF_POINTS for item in items):
        fewer = f"'most_points: {len(items) - 1}' leaves out the lightest. " if len(items) > 1 else ""
        return f"{fewer}A page holds few words: write the points and the key figures shorter"
    return f"About {_counted(surplus, 'word')} too many: {_limit_that_would_do(items, surplus)}"


def _limit_that_would_do(items: tuple[Item, ...], surplus: int) -> str:
    """The lowest `least_weight`, or else the highest `at_most`, that leaves out so many words."""
    for least in _WEIGHTS:
        light = [item for item in items if item.weight < least]
        if len(light) < len(items) and surplus <= sum(item.words for item in light):
            return f"'least_weight: {least}' would do, and leaves out {len(light)} of {_counted(len(items), 'item')}"
    groups = _by_section(items)
    for most in range(max(map(len, groups), default=0) - 1, 0, -1):
        left = [item for group in groups for item in _lightest(group, len(group) - most)]
        if surplus <= sum(item.words for item in left):
            of = f"{len(left)} of {_counted(len(items), 'item')}"
            return f"'at_most: {most}' for each list would do, and leaves out {of}"
    return "no limit is enough, so leave out a section, give sections 'length: short' or write it shorter"


def _by_section(items: Iterable[Item]) -> list[list[Item]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.section, []).append(item)
    return list(groups.values())


def _lightest(group: list[Item], number: int) -> list[Item]:
    """So many of a section's items as `at_most` leaves out: of two that weigh the same, the last."""
    places = sorted(range(len(group)), key=lambda place: (group[place].weight, -place))
    return [group[place] for place in places[: max(number, 0)]]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
