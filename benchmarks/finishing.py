"""`python benchmarks/finishing.py [PAGES…]`: what finishing and proofing cost beside WeasyPrint's own time with tags.

Prints, for briefs of about 5 and 60 pages, the seconds of WeasyPrint alone (layout, PDF/A-2a, its own tags), of our
typesetting, finishing and proofing, and two ratios: finishing and proofing by WeasyPrint alone, which may be 0.25 at
most, and all that is ours beyond WeasyPrint alone. Exit status 1 where the first is more.
"""

from __future__ import annotations

import gc
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from briefs.fonts import face_css
from briefs.pdf.description import Record
from briefs.pdf.finish import finish, proof
from briefs.pdf.typeset import BASE_URL, ProjectFiles, typeset, weasyprint

T = TypeVar("T")
RECORD = Record("Prøve", "Rådet", "nb", "Kort sagt.", ("prøve",), date(2022, 12, 15))
LIMIT = 0.25
RUNS = 3
CSS = """
@page { size: A4; margin: 20mm; @bottom-right { content: "Side " counter(page) " av " counter(pages) } }
html { font: 10pt/1.4 "Source Serif Pro"; hyphens: auto } .note { float: footnote } h2 { break-after: avoid }
table { border-collapse: collapse } td, th { border-bottom: 1px solid #ccc; padding: 2px 6px; text-align: left }
"""
PROSE = (
    "Kommunene ber om en varig finansiering av allmennlegetjenesten, og om flere utdanningsstillinger i "
    "alle landsdeler. "
) * 6


def brief(pages: int) -> str:
    """A page of HTML that fills about so many pages: prose with sources and notes, lists, a drawing, tables with a
    header.
    """
    rows = "".join(
        f'<tr><th scope="row">{row}</th><td>Svar på krav {row}, ennå uten dokumentert utfall</td><td>2022</td></tr>'
        for row in range(24)
    )
    part = (
        '<section><h2>Del {0}</h2><p>{1} <a href="#start">[2, avsn. 7]</a><span class="note">Noten til del '
        "{0}.</span></p><p>{1}</p>"
        '<ul><li>Ett</li><li>To</li><li>Tre</li></ul><svg width="400" height="60"><title>Tidslinje</title>'
        + "".join(f'<circle cx="{x}" cy="30" r="5"/>' for x in range(10, 400, 20))
        + (
            '</svg><table><thead><tr><th scope="col">Nr.</th><th scope="col">Svar</th><th '
            'scope="col">År</th></tr></thead>'
        )
        + rows
        + "</table></section>"
    )
    parts = "".join(part.format(number, PROSE) for number in range(round(pages * 0.86)))
    head = f'<meta charset="utf-8"><title>Prøve</title><style>{face_css("pdf")}{CSS}</style>'
    return f'<!doctype html><html lang="nb"><head>{head}</head><body><h1 id="start">Prøve</h1>{parts}</body></html>'


def weasyprint_alone(page: str) -> bytes:
    """The PDF as WeasyPrint makes it, with its own tags."""
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        made: bytes = weasyprint.HTML(string=page, base_url=BASE_URL, url_fetcher=ProjectFiles({})).write_pdf(
            pdf_variant="pdf/a-2a"
        )
    return made


def seconds(task: Callable[[], T]) -> tuple[float, T]:
    """The best of a few runs, and what the task gave."""
    best, result = float("inf"), None
    for _ in range(RUNS):
        gc.collect()
        begun = time.perf_counter()
        result = task()
        best = min(best, time.perf_counter() - begun)
    return best, result  # type: ignore[return-value]  # there is at least one run


def main(sizes: list[int]) -> int:
    """Print a line for each size; the exit status."""
    print("pages  WeasyPrint  typeset  finish  proof  (finish + proof)/WeasyPrint  ours beyond WeasyPrint")
    worst = 0.0
    for size in sizes:
        page = brief(size)
        alone, _ = seconds(partial(weasyprint_alone, page))
        typesetting, sheets = seconds(partial(typeset, page, name="brief.pdf", files={}, record=RECORD))
        finishing, pdf = seconds(partial(finish, sheets, RECORD))
        proofing, problems = seconds(partial(proof, pdf, RECORD, name="brief.pdf", pages=sheets.pages))
        assert not problems, problems
        ratio, beyond = (finishing + proofing) / alone, (typesetting + finishing + proofing - alone) / alone
        print(
            f"{sheets.pages:5}  {alone:8.2f} s  {typesetting:5.2f} s {finishing:5.2f} s {proofing:4.2f} s  "
            f"{ratio:26.1%}  {beyond:22.1%}"
        )
        worst = max(worst, ratio)
    return 1 if worst > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [5, 60]))
