"""`python benchmarks/rendering.py [--project DIR] [--runs N]`: what pages cost before they are typeset.

Prints the seconds of processor time, the best of a few runs, that loading and checking the content, assembling all its
editions, and rendering each of them for screen and print take, in one process. To compare two commits, run it in a
checkout of each on the same machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from briefs.content.check import check
from briefs.content.load import load
from briefs.content.model import Library
from briefs.edition.edition import Edition, Order, assemble
from briefs.edition.sections import needed_fields
from briefs.html.render import render

T = TypeVar("T")


def orders_of(library: Library) -> list[Order]:
    """Every brief for every audience in every language, as of the newest day that the content documents."""
    return [
        Order(brief.id, audience, language, library.newest)
        for brief in library.briefs.values()
        for audience in brief.audiences
        for language in library.project.languages
    ]


def assembled(library: Library) -> list[Edition]:
    """All editions."""
    return [assemble(library, order) for order in orders_of(library)]


def rendered(editions: list[Edition], root: Path) -> list[str]:
    """The pages of all editions, for print and for the screen."""
    return [render(edition, root, medium) for edition in editions for medium in ("html", "pdf")]


def cost(task: Callable[[], T], runs: int) -> tuple[float, float, T]:
    """Seconds of processor time of the first run, the least of the later ones, and what the task gave."""
    result, spent = None, []
    for _ in range(max(runs, 2)):
        begun = time.process_time()
        result = task()
        spent.append(time.process_time() - begun)
    return spent[0], min(spent[1:]), result  # type: ignore[return-value]  # there are two runs or more


def main(arguments: list[str]) -> int:
    """Prints the table; 1 where the content cannot be read."""
    parser = argparse.ArgumentParser(description="Processor time of loading, assembling and rendering.")
    parser.add_argument("--project", type=Path, default=Path(), metavar="DIR", help="a folder with content/")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="how often each step is run")
    options = parser.parse_args(arguments)
    root = options.project.resolve()
    loading = cost(partial(load, root), options.runs)
    if loading[2].library is None or loading[2].problems:
        print("\n".join(map(str, loading[2].problems)), file=sys.stderr)
        return 1
    library = loading[2].library
    checking = cost(partial(check, library, sections=needed_fields()), options.runs)
    assembling = cost(partial(assembled, library), options.runs)
    rendering = cost(partial(rendered, assembling[2], root), options.runs)
    print(f"{'step':24}  first run   later runs   items")
    for step, (first, later, _), items in (
        ("load", loading, ""),
        ("check", checking, ""),
        ("assemble", assembling, len(assembling[2])),
        ("render", rendering, len(rendering[2])),
    ):
        print(f"{step:24} {first:8.2f} s  {later:9.2f} s  {items:>6}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
