"""What one run keeps for the next: entries of bytes under a key, in the user's cache folder or nowhere.

A key is a hash of all that decides an entry, so an entry is right or is not found, on whichever machine it was made;
each is checked by its own hash. Where nothing can be kept, the next run does the work again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

MOST_ENTRIES = 20_000
"""Of one kind; when there are more, the half that was written longest ago goes."""


def kept_in(kind: str) -> Path | None:
    """The folder for one kind of entry; None where there is no home."""
    with suppress(RuntimeError):
        cache = Path(os.environ.get("XDG_CACHE_HOME", ""))
        return (cache if cache.is_absolute() else Path.home() / ".cache") / "policy-briefs" / kind
    return None


def kept(kind: str, key: str) -> bytes | None:
    """What was kept under the key, if it is whole: its own hash stands before it."""
    folder = kept_in(kind)
    with suppress(OSError):
        content = (folder / key).read_bytes() if folder else b""
        if hashlib.sha256(content[32:]).digest() == content[:32]:
            return content[32:]
    return None


def keep(kind: str, key: str, content: bytes) -> None:
    """Kept in one step, so that no other run meets half of it; what cannot be kept is done again."""
    folder = kept_in(kind)
    with suppress(OSError):
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as draft:
                written = Path(draft.name)
                try:
                    draft.write(hashlib.sha256(content).digest() + content)
                    draft.flush()
                    written.replace(folder / key)
                except OSError:
                    written.unlink(missing_ok=True)  # where the disk is full it would only fill it more


def prune(kind: str, most: int = MOST_ENTRIES) -> None:
    """Removes the older half of the entries where there are more than `most`."""
    folder = kept_in(kind)
    with suppress(OSError):
        entries = list(folder.iterdir()) if folder else []
        if len(entries) > most:
            for entry in sorted(entries, key=lambda path: path.stat().st_mtime)[: len(entries) // 2]:
                entry.unlink(missing_ok=True)
