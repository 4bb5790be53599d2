"""A hash of an edition, part by part: two editions of one hash are printed alike, in whichever process they were made.

Places in the YAML do not count, since nothing prints them.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from briefs.content.derived import of_the_same
from briefs.content.walk import field_names
from briefs.dates import Edtf
from briefs.edition.edition import Edition
from briefs.edition.sections.sources import SourceEntry
from briefs.edition.snapshot import Snapshot

ALL_CLAIMS = "all claims"
"""Noted where a page reads the claims of a document itself, and not those that a source mark stands for."""
_PLAIN = frozenset({str, int, bool, float, type(None), bytes})
_LETTERS = 16  # of a part's hash: 64 bits, and the whole is hashed again
_UNPRINTED = frozenset({"known", "items"})


def digests(edition: Edition) -> dict[str, str]:
    """A hash of each part of an edition that can be printed, of its sources without their claims, which few pages read.
    TypeError where it holds what has no hash.
    """
    parts = {name: getattr(edition, name) for name in _PARTS}
    return {name: digest(value) for name, value in (parts | {"sources": _without_claims(edition.sources)}).items()}


@of_the_same
def known_digest(known: Snapshot) -> str:
    """A hash of all that was known on a day."""
    return digest(known)


@of_the_same
def claims_digest(sources: tuple[SourceEntry, ...]) -> str:
    """A hash of all claims of all documents."""
    return digest(sources)


def digest(value: object) -> str:
    """The hash of a value of the content or of an edition; TypeError where it holds what has none."""
    return hashlib.sha256(marshal.dumps(_flat(value), 2)).hexdigest()[:_LETTERS]


_PARTS = tuple(field.name for field in fields(Edition) if field.name not in _UNPRINTED)


@of_the_same
def _without_claims(sources: tuple[SourceEntry, ...]) -> tuple[SourceEntry, ...]:
    return tuple(replace(source, claims=()) for source in sources)


def _flat(value: Any) -> Any:
    """The value as tuples of what `marshal` writes the same way in every process."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return tuple([_flat(item) for item in value])
    if kind is Edtf:
        return ("Edtf", value.text)
    if names := field_names(kind):
        return (kind.__name__, *[_flat(getattr(value, name)) for name in names])
    if isinstance(value, tuple):
        return (kind.__name__, *[_flat(item) for item in value])
    if isinstance(value, Mapping):
        return ("Mapping", *[(_flat(key), _flat(item)) for key, item in value.items()])
    if isinstance(value, frozenset):
        return ("frozenset", *sorted(map(repr, value)))
    if isinstance(value, (date, time, Decimal)):
        return (kind.__name__, str(value))
    raise TypeError(f"{kind.__name__} has no hash")
