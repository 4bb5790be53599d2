"""Marks of claims that somebody has read against their paragraphs: checked against what was shown, and written into the
lock as `briefs verify --reviewed` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefs.build.output import write
from briefs.content.documents import Document
from briefs.content.model import Library, TrimmedText
from briefs.review.verify import LOCK, lock_text, marked, marks, read_lock, unmarked


class RefusedMarkError(Exception):
    """Why a mark is not set, and the status that says so."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(status, why)  # all init arguments, as for every exception
        self.status, self.why = status, why


class MarkRequest(BaseModel):
    """What a page asks for: a mark on a claim, or the end of one, and what the page showed of the claim (`hash`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    claim: Annotated[str, Field(max_length=200)]
    hash: Annotated[str, Field(max_length=64)]
    by: Annotated[TrimmedText, Field(max_length=100)]
    what: Literal["read", "unread"] = "read"


def requested(body: bytes) -> MarkRequest:
    """What was asked for; RefusedMarkError where it is no such request."""
    try:
        found = MarkRequest.model_validate_json(body)
    except ValidationError:
        raise RefusedMarkError(400, "This is no mark of a claim.") from None
    if not found.by.isprintable():
        raise RefusedMarkError(400, "This is no name.")
    return found


def set_mark(root: Path, library: Library, documents: Mapping[str, Document], asked: MarkRequest, today: date) -> None:
    """Writes the mark into the lock, which is read anew; RefusedMarkError where the claim or its paragraph is another
    than the page showed, or not at hand.
    """
    lock = read_lock(root)
    mark_for, mark = marks(library, documents, lock).get(asked.claim, (None, None))
    if mark_for is None or asked.claim.partition("/")[0] not in documents:
        raise RefusedMarkError(404, "There is no such claim whose paragraph is at hand.")
    if mark_for != asked.hash:
        raise RefusedMarkError(409, "The claim or its paragraph has changed since it was shown.")
    if asked.what == "read":
        lock = marked(library, documents, lock, [asked.claim], by=asked.by, on=today)
    elif mark is None or lock is None:
        return
    else:
        lock = unmarked(lock, asked.claim)
    write(root / LOCK, lock_text(lock).encode())
