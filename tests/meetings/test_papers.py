"""One file of a meeting's papers: where attachments stand in the archive, and how it is listed."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from briefs.build.manifest import Minded
from briefs.errors import Where
from briefs.meetings.listed import ListedPaper, listed
from briefs.meetings.papers import AttachedFile, archive


def attached(item: str, name: str = "kart.pdf") -> AttachedFile:
    return AttachedFile(item=item, number=1, name=name, title="Kart", content=b"", where=Where("mote.yaml"))


@pytest.mark.parametrize(
    ("item", "name", "expected"),
    [
        ("PS 7/23", "kart.pdf", "PS-7-23/1-kart.pdf"),
        ("7.1", "kart.pdf", "7.1/1-kart.pdf"),
        ("..", "kart.pdf", "-/1-kart.pdf"),
        ("../..", "kart.pdf", "-/1-kart.pdf"),
        ("7", "C:kart?.exe", "7/1-C-kart-.exe"),
    ],
)
def test_places_stay_in_the_archive(item: str, name: str, expected: str) -> None:
    """Nobody who unpacks it gets a file elsewhere, or a name that the system refuses."""
    assert attached(item, name).place == expected


def test_numbers_that_give_one_folder_have_two() -> None:
    """Two files never have one path, as they would where case is not told apart."""
    places = [attached(item).place for item in ("PS 1/23", "PS 1-23", "ps 1/23")]
    with zipfile.ZipFile(io.BytesIO(archive((place, b"") for place in places))) as zipped:
        names = zipped.namelist()
    assert len({name.casefold() for name in names}) == 3
    assert all(name.endswith("/1-kart.pdf") for name in names)


def test_the_manifest_quotes_nothing_of_the_members_edition() -> None:
    """Whoever reads the public edition may read the manifest too."""
    minded = (Minded(what="the table of «Leiekontrakt» has one row on a page", hint=""),)
    values: dict[str, Any] = {
        "document": "papers", "lang": "nb", "as_of": date(2021, 10, 12), "format": "pdf", "sha256": "0" * 64,
        "bytes": 1, "pages": 1, "inputs": "0" * 64, "minded": minded,
    }  # fmt: skip
    papers = [ListedPaper(edition=readers, path=f"{readers}.pdf", **values) for readers in ("public", "members")]
    assert listed("mote", papers).decode().count("Leiekontrakt") == 1
