"""Rows as CSV, as Norwegian Excel opens it: semicolons, UTF-8 with its mark, and numbers as the texts have them."""

from __future__ import annotations

import csv
import io
import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # the wide ones count in some languages
_BOUND = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2060": None, "\u00ad": None, "\u200b": None})
_CELL = re.compile(r"^- ?", re.MULTILINE)


def sheet(rows: str) -> bytes:
    """The CSV of rows, which are a cell to a line («- Varslet») with an empty line behind each.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    for row in filter(None, (part.strip("\n") for part in rows.split("\n\n"))):
        writer.writerow([_safe(_CELL.sub("", cell)) for cell in row.split("\n")])
    return output.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    words = " ".join(cell.translate(_BOUND).split())
    return f"'{words}" if words.startswith(_FORMULA) else words
