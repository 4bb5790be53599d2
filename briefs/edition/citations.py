"""The sources as citations for reference managers: CSL-JSON and BibTeX, in the order of their numbers, the same bytes
each time.

A date is given as exactly as the content knows it and no more exactly; what is inferred or uncertain about it stands in
the note.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from briefs.content import model
from briefs.dates import Edtf
from briefs.edition.prose import Context, set_prose
from briefs.language.dates import edtf_date
from briefs.language.tables import table
from briefs.language.words import capitalised

_CSL_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "winter": 4}
_CSL_TYPES: Mapping[model.SourceType, str] = {
    "document": "document",
    "newspaper-article": "article-newspaper",
    "web-page": "webpage",
    "report": "report",
    "statement": "document",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def csl_json(context: Context) -> bytes:
    """The known sources as CSL-JSON (citeproc's `csl-data`), one item each."""
    items = [_csl(context.library.sources[id], context) for id in context.numbers]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def bibtex(context: Context) -> bytes:
    """The known sources as BibTeX in UTF-8; `date` has the same in EDTF for biblatex, where biblatex can read it."""
    return "\n".join(_entry(context.library.sources[id], context) for id in context.numbers).encode()


# --- CSL-JSON ---------------------------------------------------------------------------------------------------------


def _csl(source: model.Source, context: Context) -> dict[str, Any]:
    author, publisher = _name(source.author, context), _text(source.publisher, context)
    in_newspaper = source.type == "newspaper-article"
    item: dict[str, Any] = {
        "id": source.id,
        "type": _CSL_TYPES[source.type],
        "title": _title(source, context),
        "author": [author] if author else None,
        "container-title": publisher if in_newspaper else None,
        "publisher": None if in_newspaper else publisher,
        "issued": csl_date(source.date),
        "URL": source.url or source.archived,
        "accessed": {"date-parts": [_parts(source.accessed, "day")]} if source.accessed else None,
        "language": table(source.language).locale.replace("_", "-"),
        "genre": _set_words(source.genre, context),
        "abstract": _set_words(source.description, context) if source.title else None,
        "note": _note(source, context),
    }
    return {key: value for key, value in item.items() if value}


def csl_date(value: Edtf) -> dict[str, Any]:
    """A CSL date: `date-parts` for a day, a month, a year or a range of them, `season` and `circa` beside them.

    CSL has no open range and no «one day between two»: of the first the end that is known is given, of the second the
    months as a range marked circa, for neither of its days is the day.
    """
    if value.kind == "within":
        return {"date-parts": [[month.year, month.month] for month in _months(value)], "circa": True}
    moments = [moment for moment in (value.start, value.end) if moment is not None]
    first, last = moments[0], moments[-1]
    parts = [_parts(first.first, first.precision)]
    if first.precision == "decade":
        parts = [[first.first.year], [last.last.year]]
    elif first != last:
        parts.append(_parts(last.first, last.precision))
    issued: dict[str, Any] = {"date-parts": parts}
    if first == last and first.season:
        issued["season"] = _CSL_SEASONS[first.season]
    if value.is_uncertain or first.precision == "decade":
        issued["circa"] = True
    return issued


def _months(value: Edtf) -> list[date]:
    """The first days of the months that one day between two may lie in: the first and the last, or the only one."""
    first, last = (day.replace(day=1) for day in (value.first, value.last))
    return [first] if first == last else [first, last]


def _parts(day: date, precision: str) -> list[int]:
    return [day.year, day.month, day.day][: {"day": 3, "month": 2}.get(precision, 1)]


def _name(author: model.Attribution, context: Context) -> dict[str, str] | None:
    """A person by family and given name, where the content gives the order («Helgesen, Gunn Marit»), anybody else as
    they are called.
    """
    if author.actor is None:
        return None  # words for an unknown author are no name
    actor = context.library.actors[author.actor]
    if actor.kind == "person" and actor.sort and ", " in actor.sort:
        family, given = actor.sort.split(", ", 1)
        return {"family": family, "given": given}
    return {"literal": _called(actor, context)}


def _text(publisher: model.Attribution, context: Context) -> str | None:
    return _called(context.library.actors[publisher.actor], context) if publisher.actor else None


def _called(actor: model.Actor, context: Context) -> str:
    """What bibliographies call an actor, else its name."""
    return actor.citation_name or _set_words(actor.name, context)


def _title(source: model.Source, context: Context) -> str:
    """The document's own title, or the curators' description in brackets, as is the custom for works without one."""
    return source.title or f"[{_set_words(source.description, context)}]"


def _note(source: model.Source, context: Context) -> str:
    """How the date is known where it is no plain day, where a copy is kept, and which file the document is."""
    when = edtf_date(source.date, context.language)
    sentences = [] if source.date.is_exact else [f"{capitalised(when)}."]
    if source.date_basis and not source.date.is_exact:
        sentences.append(_set_words(source.date_basis, context))
    if source.archived and source.url:
        sentences.append(f"{source.archived}.")
    file = f"{source.file}, SHA-256 {source.sha256}" if source.sha256 else source.file
    return " ".join([*sentences, f"EDTF: {source.date.text}. {file}"])


def _set_words(text: model.Text, context: Context) -> str:
    return set_prose(context.prose(text))


# --- BibTeX -----------------------------------------------------------------------------------------------------------

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\u00a0": "~",
    "\u2013": "--",
    "\u2212": "$-$",
}


def escaped(words: str) -> str:
    """Text that BibTeX and LaTeX print as it is; letters beyond ASCII stay, as every TeX of today reads UTF-8."""
    return "".join(_SPECIAL.get(sign, sign) for sign in unicodedata.normalize("NFC", words))


_KINDS = {"newspaper-article": "article", "report": "techreport"}
"""The entry types; all others are `misc`, which every style of BibTeX and biblatex knows."""


def _entry(source: model.Source, context: Context) -> str:
    author, publisher = _name(source.author, context), _text(source.publisher, context)
    kind = _KINDS.get(source.type, "misc")
    issuing = f"{{{escaped(publisher)}}}" if publisher else None
    fields = {
        "author": _bibtex_name(author) if author else None,
        "title": f"{{{escaped(_title(source, context))}}}",  # braces of its own keep the capitals
        "journaltitle": issuing if kind == "article" else None,
        "journal": issuing if kind == "article" else None,
        "institution": issuing if kind == "techreport" else None,
        "howpublished": escaped(_set_words(source.genre, context)) if kind == "misc" else None,
        "type": escaped(_set_words(source.genre, context)) if kind != "misc" else None,
        "organization": issuing if kind == "misc" else None,
        **_bibtex_date(source.date),
        "url": _address(source.url or source.archived),
        "urldate": source.accessed.isoformat() if source.accessed else None,
        "langid": table(source.language).bibtex,
        "note": escaped(_note(source, context)),
    }
    lines = [
        f"  {name} = {value if name == 'month' else '{' + value + '}'},\n" for name, value in fields.items() if value
    ]
    return f"@{kind}{{{source.id},\n{''.join(lines)}}}\n"


def _address(address: str | None) -> str | None:
    """A web address as `\\url` of LaTeX takes it: only what would end the field or begin a comment is encoded."""
    return address.replace("%", r"\%") if address else None


def _bibtex_date(value: Edtf) -> dict[str, str | None]:
    """`date` for biblatex, `year` and `month` for older styles: no month where it is not one month that is known."""
    known = [moment for moment in (value.start, value.end) if moment is not None]
    single = len({(moment.first, moment.precision) for moment in known}) == 1 and value.kind != "within"
    first, last = known[0], known[-1]
    years = sorted({first.first.year, last.last.year if value.start and value.end else first.first.year})
    return {
        "date": _biblatex_date(value),
        "year": "--".join(map(str, years)),
        "month": _MONTHS[first.first.month - 1] if single and first.precision in {"day", "month"} else None,
    }


def _bibtex_name(name: dict[str, str]) -> str:
    if "literal" in name:
        return f"{{{escaped(name['literal'])}}}"  # one name, not family and given
    return f"{escaped(name['family'])}, {escaped(name['given'])}"


def _biblatex_date(value: Edtf) -> str:
    """The EDTF that biblatex reads (levels 0 and 1); of one day between two, which it does not know, the months."""
    if value.kind == "within":
        return "/".join(f"{month:%Y-%m}" for month in _months(value))
    return value.text.replace("..", "")  # an open end is empty there
