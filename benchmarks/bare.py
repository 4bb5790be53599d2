"""`python benchmarks/bare.py [--warm N] PAGE.html…`: WeasyPrint alone makes PDF/UA-1 of pages, and nothing else.

With `--warm` each page is set once before, and the median of the seconds of processor time that it takes after that is
printed for each.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import weasyprint


def main(arguments: list[str]) -> int:
    """Sets the pages, and throws away what comes out."""
    rounds = int(arguments[1]) if arguments[:1] == ["--warm"] else 0
    for name in arguments[2 if rounds else 0 :]:
        page = Path(name).read_text("utf-8")
        took = []
        for _ in range(rounds + 1):
            begun = time.process_time()
            weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
            took.append(time.process_time() - begun)
        if rounds:
            print(statistics.median(took[1:]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
