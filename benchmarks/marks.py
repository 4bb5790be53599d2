"""`python benchmarks/marks.py [--project DIR]`: how much of each edition's print is source marks, and how many words
it has.

Letters are all signs but spaces, brackets and commas of the marks included; words stand between spaces. The list of
sources is counted with the text.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.rendering import orders_of
from briefs.content.load import load
from briefs.edition.edition import assemble
from briefs.html.render import render
from briefs.review.marks import printed_letters


def main(arguments: list[str]) -> int:
    """Prints a line for each edition; 1 where the content cannot be loaded."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, default=Path(), help="the folder with content/")
    wanted = parser.parse_args(arguments)
    library = load(wanted.project).library
    if library is None:
        print("the content has problems: see `briefs check`", file=sys.stderr)
        return 1
    print(f"{'edition':36} {'words':>6} {'marks':>6} {'share':>7}")
    for order in orders_of(library):
        edition = assemble(library, order)
        found = printed_letters(render(edition, wanted.project, "pdf"))
        name = f"{order.tag}/{order.brief}/{order.audience}"
        print(f"{name:36} {found.words:6} {found.marks:6} {found.share:7.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
