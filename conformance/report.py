"""The verdicts as a page in the look of the list of briefs: a row for each edition, a tick for each standard."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from briefs import assets
from briefs.build.formats import with_faces

WORDS = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("words/*.toml"))
}
"""The words of the page: a file per language."""

_COLUMNS = ("PDF/A + PDF/UA", "PDF/A-2a", "PDF/A-3a", "PDF/UA-1", "HTML", "WCAG")
_SHEETS = ("tokens.css", "dark.css", "type.css", "index.css")
_STYLE = """
.masthead a, main a { color: var(--accent); text-decoration: underline; text-underline-offset: 0.18em; }
.masthead .lead { margin-top: 1rem; font-size: 1.2rem; }
.masthead a, td a { display: inline-block; min-width: 24px; padding: 0.2rem 0; }
h2 { margin-bottom: 0.8rem; }
h3 { margin: 1rem 0 0.2rem; font-size: 1rem; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font: 0.92rem/1.4 var(--sans); font-variant-numeric: tabular-nums; }
th, td { padding: 0.45rem 0.8rem 0.45rem 0; border-bottom: 1px solid var(--rule); text-align: left; hyphens: manual; }
thead th { border-color: var(--rule-strong); color: var(--ink-soft); }
tbody th { font-weight: 400; overflow-wrap: anywhere; }
tbody th a { margin-left: 0.6rem; padding: 0.2rem 0; }
.verdicts td, .verdicts thead th + th { width: 4.6rem; text-align: center; }
.passed { color: var(--accent); font-weight: 600; }
.failed { color: var(--warn); font-weight: 600; }
.verdicts td a.failed { color: var(--warn); }
ul { font: 0.92rem/1.4 var(--sans); overflow-wrap: anywhere; }
@media (max-width: 34rem) {
  .verdicts tr { display: flex; flex-wrap: wrap; border-bottom: 1px solid var(--rule); }
  .verdicts tr > * { flex: 1 1 0; padding-right: 0; border: 0; }
  .verdicts tr > :first-child { flex-basis: 100%; padding-bottom: 0; }
}
"""


def report_page(report: dict[str, Any], lang: str) -> str:
    """The verdicts as a page that passes them itself: one file with its faces, which fetches nothing."""
    words, verdicts = WORDS[lang], report["verdicts"]
    packaged = (assets.packaged("styles").joinpath(name).read_text("utf-8") for name in _SHEETS)
    styles = "\n".join([assets.FACES_PLACE, *packaged, _STYLE])
    outcome = words["all"] if report["passed"] else words["some"]
    page = (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" '
        f'content="width=device-width, initial-scale=1">\n<title>{words["title"]}</title>\n<style>\n{styles}</style>\n'
        f'</head>\n<body>\n<header class="masthead"><p class="kicker"><a href="index.html">{words["back"]}</a></p>'
        f'<h1>{words["title"]}</h1><p class="lead">{words["lead"]} {outcome}</p></header>\n<main>\n'
        f"{_failures(verdicts, words)}{_verdicts(verdicts, words)}{_referees(report['referees'], words)}"
        "</main>\n</body>\n</html>\n"
    )
    return with_faces(page, "html")


def _failures(verdicts: Sequence[dict[str, Any]], words: dict[str, str]) -> str:
    """What was found, file by file; nothing where all passed."""
    told = "".join(
        f'<h3 id="{_anchor(verdict)}">{escape(verdict["path"])}: {escape(verdict["standard"])}</h3>\n'
        f"<ul>{''.join(f'<li>{escape(finding)}</li>' for finding in verdict['findings'])}</ul>\n"
        for verdict in verdicts
        if not verdict["passed"]
    )
    return f"<section><h2>{words['failures']}</h2>\n{told}</section>\n" if told else ""


def _verdicts(verdicts: Sequence[dict[str, Any]], words: dict[str, str]) -> str:
    found = {verdict["standard"] for verdict in verdicts}
    columns = [*(name for name in _COLUMNS if name in found), *sorted(found - set(_COLUMNS))]
    rows = groupby(sorted(verdicts, key=_edition), _edition)
    return (
        f'<section><h2 id="files">{words["files"]}</h2>\n<table class="verdicts" aria-labelledby="files">'
        f"<thead>{_head(words['file'], *columns)}</thead>\n<tbody>\n"
        f"{''.join(_row(name, list(of_it), columns, words) for name, of_it in rows)}</tbody></table></section>\n"
    )


def _edition(verdict: dict[str, Any]) -> str:
    return str(PurePosixPath(verdict["path"]).with_suffix(""))


def _row(name: str, verdicts: Sequence[dict[str, Any]], columns: Sequence[str], words: dict[str, str]) -> str:
    paths = sorted({verdict["path"] for verdict in verdicts})
    links = " ".join(_link(path) for path in paths)
    cells = "".join(f"<td>{''.join(_ticks(verdicts, column, words))}</td>" for column in columns)
    return f'<tr><th scope="row">{escape(name)} {links}</th>{cells}</tr>\n'


def _link(path: str) -> str:
    suffix = escape(PurePosixPath(path).suffix[1:].upper())
    return f'<a href="{escape(path)}">{suffix}<span class="visually-hidden"> {escape(path)}</span></a>'


def _ticks(verdicts: Sequence[dict[str, Any]], standard: str, words: dict[str, str]) -> Iterator[str]:
    """A tick, or a cross that leads to what was found; nothing where the edition has no file of that standard."""
    for verdict in verdicts:
        if verdict["standard"] == standard and verdict["passed"]:
            yield f'<span class="passed">✓<span class="visually-hidden"> {words["passed"]}</span></span>'
        elif verdict["standard"] == standard:
            cross = f'×<span class="visually-hidden"> {words["failed"]}</span>'
            yield f'<a class="failed" href="#{_anchor(verdict)}">{cross}</a>'


def _anchor(verdict: dict[str, Any]) -> str:
    """The name of a failure in the page: letters and digits of its file and standard."""
    return "-".join("".join(sign if sign.isalnum() else "-" for sign in verdict[key]) for key in ("path", "standard"))


def _referees(versions: dict[str, str], words: dict[str, str]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(version)}</td></tr>\n'
        for name, version in versions.items()
    )
    return (
        f'<section><h2 id="referees">{words["referees"]}</h2>\n<table aria-labelledby="referees">'
        f"<thead>{_head(words['referee'], words['version'])}</thead>\n<tbody>\n{rows}</tbody></table></section>\n"
    )


def _head(*columns: str) -> str:
    return "<tr>" + "".join(f'<th scope="col">{escape(column)}</th>' for column in columns) + "</tr>"
