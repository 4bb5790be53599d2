"""What a PDF says about itself: the edition's record, handed to typesetting, finishing and proofing alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefs.content.model import Conformance


@dataclass(frozen=True, slots=True)
class Record:
    """Title, publisher and the rest of an edition's description, as the archive wants it.

    `created` is the as-of date, and stands for both of the PDF's dates, at midnight UTC: the clock is never read.
    `attachment` is the brief's own content as JSON; only PDF/A-3a may carry it. `hyphenation` holds words with their
    only allowed breaks («topp-lasseringer»). `origin` is what the edition stands on, for its
    receipt; `number`, `dated` and `approved_by` say which edition it is.
    """

    title: str
    publisher: str
    language: str
    summary: str
    keywords: tuple[str, ...]
    created: date
    conformance: Conformance = "a-2a"
    case_number: str | None = None
    attachment: bytes | None = None
    hyphenation: tuple[tuple[str, str], ...] = ()
    origin: str = ""
    number: str | None = None
    dated: date | None = None
    approved_by: str | None = None

    def __post_init__(self) -> None:
        if self.attachment is not None and self.conformance != "a-3a":
            raise ValueError("only PDF/A-3a may carry an attachment")
