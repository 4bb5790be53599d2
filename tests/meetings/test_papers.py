"""One file of a meeting's papers: where attachments stand in the archive."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefs.errors import Where
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
