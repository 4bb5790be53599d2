"""Reading a project's files: nothing that could block, fill the memory or tell a secret is read."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from briefs.errors import BriefsError
from briefs.files import names_in, read_bytes, read_text


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project's folder with a folder beside it that is not the project's."""
    (tmp_path / "secret.txt").write_text("the secret", encoding="utf-8")
    (tmp_path / "project").mkdir()
    return tmp_path / "project"


def refused(root: Path, name: str) -> str:
    """The one problem of a file that is not to be read."""
    with pytest.raises(BriefsError) as error:
        read_text(root / name, root=root, name=name)
    return str(error.value)


def test_file_is_read_without_its_byte_order_mark(root: Path) -> None:
    """Windows editors put one before the text."""
    (root / "a.txt").write_bytes(b"\xef\xbb\xbftekst")
    assert read_text(root / "a.txt", root=root, name="a.txt") == "tekst"
    assert read_bytes(root / "a.txt", root=root, name="a.txt") == b"\xef\xbb\xbftekst"


def test_missing_file_is_named(root: Path) -> None:
    """The place is the name, not the path on this machine."""
    assert refused(root, "content/a.txt") == "content/a.txt:1:1: this file is missing"


def test_latin_1_has_its_place(root: Path) -> None:
    """Line and column of the first byte that is no UTF-8."""
    (root / "a.txt").write_bytes("først\nså".encode("latin-1"))
    assert refused(root, "a.txt") == "a.txt:1:2: this is no UTF-8 text. Save the file as UTF-8"


def test_link_inside_the_project_is_followed(root: Path) -> None:
    """A project may keep one text under two names."""
    (root / "a.txt").write_text("tekst", encoding="utf-8")
    (root / "b.txt").symlink_to("a.txt")
    assert read_text(root / "b.txt", root=root, name="b.txt") == "tekst"


@pytest.mark.parametrize("link", ["a.txt", "folder/a.txt"])
def test_link_to_a_hidden_file_is_refused(root: Path, link: str) -> None:
    """Keys and settings of a checkout lie there, and no name of a file reaches them."""
    (root / ".env").mkdir()
    (root / ".env/a.txt").write_text("the secret", encoding="utf-8")
    (root / link.split("/")[0]).symlink_to(".env/a.txt" if link == "a.txt" else ".env")
    assert refused(root, link).startswith(f"{link}:1:1: a symbolic link to a hidden file is not followed")


@pytest.mark.parametrize("link", ["a.txt", "folder/secret.txt"])
def test_link_out_of_the_project_is_refused(root: Path, link: str) -> None:
    """Of a file as of a folder, and the message says nothing of the target."""
    (root / link.split("/")[0]).symlink_to(root.parent / "secret.txt" if link == "a.txt" else root.parent)
    said = refused(root, link)
    assert said.startswith(f"{link}:1:1: a symbolic link that leads out of the project is not followed")
    assert "secret." not in said.replace(link, "")


def test_link_to_itself_is_refused(root: Path) -> None:
    """It could never be read."""
    (root / "a.txt").symlink_to("a.txt")
    assert refused(root, "a.txt").startswith("a.txt:1:1: this file cannot be read: ")


def test_pipe_is_never_opened(root: Path) -> None:
    """Opening a pipe that nobody writes to would wait for ever."""
    os.mkfifo(root / "a.txt")
    assert refused(root, "a.txt") == "a.txt:1:1: this is a pipe, where a file is expected"


def test_socket_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its address is limited to about a hundred bytes, so it is bound from its folder."""
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("a.txt")
        assert refused(root, "a.txt") == "a.txt:1:1: this is a socket, where a file is expected"


def test_device_is_refused() -> None:
    """/dev/zero never ends."""
    with pytest.raises(BriefsError, match="this is a device"):
        read_bytes(Path("/dev/zero"), root=Path("/dev"), name="zero")


def test_folder_in_place_of_a_file_is_refused(root: Path) -> None:
    """It says what it is."""
    (root / "a.txt").mkdir()
    assert refused(root, "a.txt") == "a.txt:1:1: this is a folder, where a file is expected"


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000])
def test_impossible_name_is_refused(root: Path, name: str) -> None:
    """A page may name anything."""
    assert ": this file cannot be read: " in refused(root, name)


def test_large_file_is_refused(root: Path) -> None:
    """A sparse file takes no room here, and would take all memory if it were read."""
    with (root / "a.txt").open("wb") as file:
        file.truncate(20_000_001)
    assert refused(root, "a.txt").startswith("a.txt:1:1: this file is larger than 20 MB")
    with (root / "a.txt").open("r+b") as file:
        file.truncate(20_000_000)
    assert len(read_bytes(root / "a.txt", root=root, name="a.txt")) == 20_000_000


def test_names_that_begin_with_a_full_stop_are_left_alone(root: Path) -> None:
    """A Mac puts `._a.yaml` beside a.yaml on shares and memory sticks."""
    for name in ("b.yaml", "a.yaml", "._a.yaml", ".DS_Store"):
        (root / name).touch()
    assert names_in(root, root=root, name="") == ["a.yaml", "b.yaml"]


def test_missing_folder_has_no_names(root: Path) -> None:
    """A project without a folder has nothing there."""
    assert names_in(root / "none", root=root, name="none") == []


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("..", "a symbolic link that leads out of the project is not followed. Put a copy of the file in its place"),
        ("nowhere", "this symbolic link leads nowhere"),
        ("file", "this is a file, where a folder is expected"),
        ("folder", "this folder cannot be read: "),
    ],
)
def test_folder_that_cannot_be_read_is_told(root: Path, target: str, said: str) -> None:
    """An empty answer would say that the project has nothing there."""
    (root / "file").touch()
    (root / "folder").symlink_to(target)
    with pytest.raises(BriefsError) as error:
        names_in(root / "folder", root=root, name="folder")
    assert str(error.value).startswith(f"folder:1:1: {said}")
