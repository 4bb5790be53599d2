"""How many problems are reported of a file in which very much is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from briefs.errors import Problem, Where

MOST_PROBLEMS = 100  # of one file; whoever mends these sees the next


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file, line and column."""
    return tuple(sorted(problems, key=lambda p: (p.where.file, p.where.line, p.where.column, p.what)))


def and_more(where: Where, number: int) -> Problem:
    """That there are so many more problems in a file, from that place on."""
    return Problem(where, f"and {number:,} more in this file".replace(",", " "), "Mend those above it first")


def first_of_each_file(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems in their order, of each file the first, with a line for the number of those that are left out."""
    counts: Counter[str] = Counter()
    more: dict[str, Where] = {}
    for problem in problems:
        counts[problem.where.file] += 1
        if counts[problem.where.file] <= MOST_PROBLEMS:
            yield problem
        else:
            more.setdefault(problem.where.file, problem.where)
    for name, where in more.items():
        yield and_more(where, counts[name] - MOST_PROBLEMS)
