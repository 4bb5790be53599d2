"""What each page was made of: a page of an edition that is as it was, and that read no file that has changed since, is
known without being rendered.

An edition is known by a hash of each of its parts, the files by what was really looked for while the page was rendered,
found or not. What is kept stands under a hash of all the rest, so it may be shared; one that is damaged is not found.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from briefs.assets import FOLDERS, look, packaged
from briefs.build.fingerprint import fingerprint, installed, update_with
from briefs.build.folder import Folder
from briefs.edition.digest import claims_digest, digests, known_digest
from briefs.edition.edition import Edition
from briefs.kept import keep, kept, prune
from briefs.language.tables import OWN
from briefs.reading import Readings

_PAGES, _MADE, _RECORDS = "pages", "made", "records"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ingredients:
    """What decides a page beside the files that it reads: the hash of each part of the edition, of what the file says
    about itself, and of the program; `claims` that of all claims, which few pages read.
    """

    parts: Mapping[str, str]
    record: str
    program: str
    claims: str

    @property
    def key(self) -> str:
        """One hash over all but the claims."""
        return _sha256(repr((sorted(self.parts.items()), self.record, self.program)).encode())


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownPage:
    """A page as it was rendered: the hash of the job that it gave, its words on paper, and what it was made of."""

    inputs: str
    words: int | None
    ingredients: Ingredients
    reads: Mapping[str, str | None]
    read_claims: bool


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a project and of the program as they are now, each looked at once."""

    root: Path
    looked_at: dict[str, str | None] = field(default_factory=dict)

    def now(self, name: str) -> str | None:
        """What stands there now, as `assets.look` tells it."""
        if name not in self.looked_at:
            whose, _, rest = name.partition(":")
            top, _, path = rest.partition("/")
            self.looked_at[name] = look(self.root / top if whose == "project" else packaged(top), path)
        return self.looked_at[name]

    def named(self, readings: Readings) -> Iterator[tuple[str, str | None]]:
        """The files that were read, by names that another machine knows."""
        folders = [(f"project:{top}/", f"{self.root / top}/") for top in FOLDERS]
        folders += [(f"program:{top}/", f"{packaged(top)}/") for top in ("styles", "templates")]
        for path, value in readings.items():
            for name, folder in folders:
                if path.startswith(folder):
                    yield name + path.removeprefix(folder), value
                    break


def ingredients_of(edition: Edition, beside: Edition | None, record: str, root: Path) -> Ingredients | None:
    """What decides the pages of an edition, and of the half beside it; None where it holds what has no hash."""
    with suppress(TypeError, OSError, ValueError):  # ValueError: nested more deeply than marshal writes
        parts = digests(edition)
        claims = claims_digest(edition.sources)
        if beside:
            parts |= {f"beside {name}": value for name, value in digests(beside).items()}
            claims += claims_digest(beside.sources)
        return Ingredients(parts=parts, record=_sha256(record.encode()), program=_program(root), claims=claims)
    return None


def known_page(made_of: Ingredients, files: Files, *, what: str) -> KnownPage | None:
    """The page that these ingredients gave, where all that it read is as it was; `what` names medium and format."""
    page = _read(kept(_PAGES, _sha256(f"{what} {made_of.key}".encode())))
    if page is None or (page.read_claims and page.ingredients.claims != made_of.claims):
        return None
    return page if all(files.now(name) == value for name, value in page.reads.items()) else None


def keep_page(page: KnownPage, now: Files, *, what: str) -> None:
    """Keeps what a page was made of, unless a file that it read has changed meanwhile: `now` are files that were looked
    at since.
    """
    if all(now.now(name) == value for name, value in page.reads.items()):
        content = json.dumps(asdict(page)).encode()
        keep(_PAGES, _sha256(f"{what} {page.ingredients.key}".encode()), content)
        keep(_MADE, page.inputs, content)


def record_if_known(edition: Edition, made_of: Ingredients | None, folder: Folder, path: str) -> str | None:
    """The hash of the record of an edition that stands in a folder, where it is known to be what would be written."""
    with suppress(TypeError):
        found = kept(_RECORDS, _record_key(edition, made_of)) if made_of else None
        if found and (content := folder.held(path)) is not None and _sha256(content).encode() == found:
            return found.decode()
    return None


def keep_record(edition: Edition, made_of: Ingredients | None, content: bytes) -> None:
    """Keeps the hash of an edition's record."""
    with suppress(TypeError):
        if made_of:
            keep(_RECORDS, _record_key(edition, made_of), _sha256(content).encode())


def _record_key(edition: Edition, made_of: Ingredients) -> str:
    return _sha256(f"{made_of.key} {made_of.claims} {known_digest(edition.known)}".encode())


def prune_pages() -> None:
    """Lets the oldest go where very many are kept."""
    prune(_PAGES)
    prune(_MADE)
    prune(_RECORDS)


def what_changed(inputs: str, made_of: Ingredients, files: Files) -> tuple[str, ...]:
    """How the page of a job that was made before differs from what it would be now, in words; none where nothing does,
    or nothing is known of it.
    """
    page = _read(kept(_MADE, inputs))
    if page is None:
        return ("what it was made of is not known here",)
    before, now = page.ingredients.parts, made_of.parts
    parts = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    found = [name.replace("_", " ") for name in parts]
    found += ["claims that it prints"] if page.read_claims and page.ingredients.claims != made_of.claims else []
    found += ["what the file says about itself"] if page.ingredients.record != made_of.record else []
    found += ["the program"] if page.ingredients.program != made_of.program else []
    files_changed = sorted(name for name, value in page.reads.items() if files.now(name) != value)
    return (*found, *(name.partition(":")[2] for name in files_changed))


def _program(root: Path) -> str:
    """The code and the libraries that render, and the languages that the project has of its own."""
    digest = hashlib.sha256(repr((fingerprint(), installed(), sys.version)).encode())
    update_with(digest, root / OWN)
    return digest.hexdigest()


def _read(content: bytes | None) -> KnownPage | None:
    """A page as it was kept; None where it has another shape, as one that another version kept may have."""
    with suppress(ValueError, TypeError, KeyError):
        values = json.loads(content) if content else None
        if values:
            return KnownPage(**{**values, "ingredients": Ingredients(**values["ingredients"])})
    return None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
