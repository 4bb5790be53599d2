"""Who gets a copy of a meeting's papers: a list that stands outside the content, since it names people.

It is YAML (`recipients:`, a list), or CSV with a line of headings, parted by commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from briefs.content import model
from briefs.content.check.entries import again
from briefs.content.load import read_record
from briefs.errors import BriefsError, Problem, Where

_SIGNS = ",;\t"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LEADS_OUT = re.compile(r"^/|\\|(^|/)\.|:")
_YES = {"true": True, "ja": True, "yes": True, "x": True, "1": True}
_NO = {"false": False, "nei": False, "no": False, "0": False}


class Recipient(model.Entry):
    """Somebody who gets a copy: `id` names its folder and so is no name; the rest is what makes the copy theirs.

    `local` is a file like `content/local.yaml`, from the list's own folder; `members` gives the edition for members.
    """

    id: model.Id
    name: model.TrimmedText | None = None
    salutation: model.TrimmedText | None = None
    language: model.KnownLanguage | None = None
    audience: model.Id | None = None
    members: model.Flag = False
    local: model.TrimmedText | None = None

    @model_validator(mode="after")
    def _beside_the_list(self) -> Recipient:
        """What lies elsewhere is no list of figures, and a message on it would show what it says."""
        file = self.local
        if file and (_LEADS_OUT.search(file) or Path(file).suffix.lower() not in {".yaml", ".yml"}):
            raise ValueError(f"'{file}' is no YAML file beside the list or below it. Write it as 'local/bergen.yaml'")
        return self


class RecipientList(model.Entry):
    """All who get a copy."""

    recipients: Annotated[tuple[Recipient, ...], Field(min_length=1)]


def read_recipients(path: Path) -> tuple[Recipient, ...]:
    """The list, each with its place; BriefsError with all that is wrong with it."""
    found = _in_csv(path) if path.suffix.lower() == ".csv" else read_record(path, path.name, RecipientList).recipients
    if problems := list(_taken_twice(found)):
        raise BriefsError(*problems)
    return found


def _in_csv(path: Path) -> tuple[Recipient, ...]:
    """The recipients of a CSV file; their places, and those of problems, are lines alone."""
    try:
        found = read_record(path, path.name, RecipientList, as_yaml=partial(_from_csv, name=path.name)).recipients
    except BriefsError as error:
        raise BriefsError(*(replace(each, where=_line(each.where)) for each in error.problems)) from None
    return tuple(each.model_copy(update={"where": _line(each.where)}) for each in found)


def _line(where: Where) -> Where:
    return Where(where.file, where.line)


def _taken_twice(recipients: tuple[Recipient, ...]) -> Iterator[Problem]:
    for id, where in again((each.id, each.where.at("id")) for each in recipients):
        yield Problem(where, f"the id {id!r} is taken", "Each copy has a folder of its own")


def _from_csv(text: str, *, name: str) -> str:
    """The same list as YAML, each recipient on the line that it has in the file, so that messages name that line."""
    (_, headings), *rows = _rows(text, name)
    headings = [each.strip().lower() for each in headings]
    if twice := next((each for each in headings if headings.count(each) > 1), None):
        raise BriefsError(Problem(Where(name, 1), f"the heading {twice!r} is given twice"))
    lines = ["recipients:"]
    for number, row in rows:
        entry = {key: _typed(key, value.strip()) for key, value in zip(headings, row, strict=False) if value.strip()}
        if len(row) > len(headings):
            what = f"this line has {len(row)} fields, and there are {len(headings)} headings"
            raise BriefsError(Problem(Where(name, number), what))
        written = f"- {json.dumps(entry, ensure_ascii=False)}" if entry else ""
        lines += [written, *[""] * (number - len(lines) - 1)]
    if not any(lines[1:]):
        hint = "The first line has the headings, as in id,name,language, and each line after it is a recipient"
        raise BriefsError(Problem(Where(name, 1), "there is no recipient in this list", hint))
    return "\n".join(lines)


def _rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    """The rows, of which there is at least one, each with the number of its last line; an old Mac's ends of lines are
    ends of lines too.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        what = f"a control character, U+{ord(found[0]):04X}"
        raise BriefsError(Problem(Where(name, text.count("\n", 0, found.start()) + 1), what, "Take it out"))
    head, _, _ = text.partition("\n")
    rows = csv.reader(io.StringIO(text), delimiter=max(_SIGNS, key=head.count), strict=False)
    try:
        return [(rows.line_num, row) for row in rows] or [(1, [])]
    except csv.Error as error:
        what = f"this is no CSV: {error}"
        raise BriefsError(Problem(Where(name, rows.line_num), what, "Is a quotation mark not closed?")) from None


def _typed(key: str, value: str) -> str | bool:
    return {**_YES, **_NO}.get(value.lower(), value) if key == "members" else value
