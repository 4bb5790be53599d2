"""The room that writes: whole files or none, an exact manifest, and nothing removed that is not ours."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from pathlib import Path

import pytest

from briefs.build import output
from briefs.build.output import Artifact, publish, read_manifest, write, write_all
from briefs.errors import BriefsError


def artifact(path: str, content: bytes = b"x", pages: int | None = None) -> Artifact:
    lang, brief, name = path.split("/")
    audience, format = name.split(".")
    digest = hashlib.sha256(content).hexdigest()
    return Artifact(
        brief=brief,
        audience=audience,
        lang=lang,
        as_of="2021-08-01",
        format=format,
        path=path,
        sha256=digest,
        bytes=len(content),
        pages=pages,
        inputs="0" * 64,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_manifest_is_exactly_what_the_contract_says(tmp_path: Path) -> None:
    """Schema 1, artifacts by path, the keys of the contract in its order, `pages` for a PDF only, and no clock."""
    publish(tmp_path, {}, [artifact("nb/plan/alle.pdf", b"%PDF", pages=2), artifact("nb/plan/alle.html", b"<p>")])
    assert json.loads((tmp_path / "manifest.json").read_text()) == {
        "schema": 1,
        "artifacts": [
            {
                "brief": "plan",
                "audience": "alle",
                "lang": "nb",
                "as_of": "2021-08-01",
                "format": "html",
                "path": "nb/plan/alle.html",
                "sha256": hashlib.sha256(b"<p>").hexdigest(),
                "bytes": 3,
                "inputs": "0" * 64,
            },
            {
                "brief": "plan",
                "audience": "alle",
                "lang": "nb",
                "as_of": "2021-08-01",
                "format": "pdf",
                "path": "nb/plan/alle.pdf",
                "sha256": hashlib.sha256(b"%PDF").hexdigest(),
                "bytes": 4,
                "pages": 2,
                "inputs": "0" * 64,
            },
        ],
    }


def test_manifest_reads_back(tmp_path: Path) -> None:
    """The next run gets the very artifacts that this one listed."""
    listed = (artifact("nb/plan/alle.html"), artifact("nb/plan/alle.pdf", pages=3))
    publish(tmp_path, {}, listed)
    assert read_manifest(tmp_path) == listed


def test_folder_without_manifest_holds_no_artifacts(tmp_path: Path) -> None:
    """A new folder and one that does not exist yet are the same."""
    assert read_manifest(tmp_path / "new") == ()


@pytest.mark.parametrize("text", ["{}", "no json", '{"schema": 2, "artifacts": []}', '{"name": "an app", "icons": []}'])
def test_foreign_manifest_is_refused(tmp_path: Path, text: str) -> None:
    """Somebody else's manifest.json is a problem with a way out, and stays."""
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(
        BriefsError, match=r"manifest\.json:1:1: this is no manifest .* Choose another folder with --out"
    ):
        publish(tmp_path, {"index.html": b"new"}, [])
    assert files(tmp_path) == {"manifest.json": text.encode()}


@pytest.mark.parametrize("path", ["../secret.html", "/etc/secret", "nb/../../secret.html", "..\\secret.html", ""])
def test_manifest_cannot_name_files_outside_its_folder(tmp_path: Path, path: str) -> None:
    """A manifest that was tampered with deletes nothing elsewhere."""
    entry = artifact("nb/plan/alle.html").model_dump(exclude_none=True) | {"path": path}
    (tmp_path / "manifest.json").write_text(json.dumps({"schema": 1, "artifacts": [entry]}))
    with pytest.raises(BriefsError, match="this is no manifest"):
        read_manifest(tmp_path)


def test_publish_removes_what_nothing_makes_now(tmp_path: Path) -> None:
    """A file of an earlier manifest goes, with the folders that this leaves empty; a foreign file stays, and so does
    its folder.
    """
    listed = [artifact("nb/old/alle.html"), artifact("nb/plan/alle.html")]
    publish(tmp_path, {"nb/old/alle.html": b"x", "nb/plan/alle.html": b"x"}, listed)
    (tmp_path / "notes.txt").write_text("mine")
    assert publish(tmp_path, {}, [artifact("nb/plan/alle.html")]) == ("nb/old/alle.html",)
    assert set(files(tmp_path)) == {"nb/plan/alle.html", "notes.txt", "manifest.json"}
    assert not (tmp_path / "nb/old").exists()


def test_publish_keeps_a_folder_with_foreign_files(tmp_path: Path) -> None:
    """Only a folder that is empty is removed."""
    publish(tmp_path, {"nb/old/alle.html": b"x"}, [artifact("nb/old/alle.html")])
    (tmp_path / "nb/old/mine.txt").write_text("mine")
    publish(tmp_path, {}, [])
    assert set(files(tmp_path)) == {"nb/old/mine.txt", "manifest.json"}


def test_publish_leaves_a_folder_that_is_not_ours_alone(tmp_path: Path) -> None:
    """Where no manifest stands, everything is foreign."""
    (tmp_path / "nb/plan").mkdir(parents=True)
    (tmp_path / "nb/plan/old.html").write_text("mine")
    publish(tmp_path, {"nb/plan/alle.html": b"x"}, [artifact("nb/plan/alle.html")])
    assert set(files(tmp_path)) == {"nb/plan/old.html", "nb/plan/alle.html", "manifest.json"}


def test_publishing_twice_gives_identical_bytes(tmp_path: Path) -> None:
    """There is no clock in what is written, whatever the order of the artifacts."""
    listed = [artifact("nb/plan/alle.html"), artifact("nb/plan/alle.pdf", pages=1)]
    publish(tmp_path / "one", {"nb/plan/alle.html": b"x"}, listed)
    publish(tmp_path / "two", {"nb/plan/alle.html": b"x"}, reversed(listed))
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_file_mode_follows_the_umask(tmp_path: Path, umask: int, mode: int) -> None:
    """A web server may read what was published, if the user's umask says so."""
    before = os.umask(umask)
    try:
        path = write(tmp_path / "a.html", b"x")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == mode


def test_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    """The same bytes are not written again: whoever watches the folder sees what changed only."""
    path = write(tmp_path / "a.html", b"x")
    os.utime(path, (1, 1))
    write(path, b"x")
    assert path.stat().st_mtime == 1


def test_failed_draft_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that fills up, even the files whose drafts were fine stay as they were, and no draft is left."""
    write(tmp_path / "a.html", b"old")
    count = 0

    def fill_up(descriptor: int) -> None:
        nonlocal count
        count += 1
        if count == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", fill_up)
    with pytest.raises(BriefsError, match=r"b\.html:1:1: .* no space left on device"):
        write_all({tmp_path / "a.html": b"new", tmp_path / "b.html": b"new"})
    assert files(tmp_path) == {"a.html": b"old"}


def test_reader_meets_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the new file is being written, the old one stands; the draft lies beside it and is on the disk before it
    takes its place.
    """
    path = write(tmp_path / "a.html", b"old")
    seen: list[tuple[bytes, list[str]]] = []
    monkeypatch.setattr("os.fsync", lambda descriptor: seen.append((path.read_bytes(), sorted(files(tmp_path)))))
    write(path, b"new")
    assert [(content, len(names)) for content, names in seen] == [(b"old", 2)]
    assert files(tmp_path) == {"a.html": b"new"}


def test_folder_in_the_way_is_a_problem(tmp_path: Path) -> None:
    """A target that is a folder is told, not a traceback."""
    (tmp_path / "index.html").mkdir()
    with pytest.raises(
        BriefsError, match=r"index\.html:1:1: the output folder cannot be used: is a directory\. Choose another"
    ):
        publish(tmp_path, {"index.html": b"x"}, [])


def test_file_in_the_way_of_the_folder_is_a_problem(tmp_path: Path) -> None:
    """An output folder that is a file is told, not a traceback."""
    (tmp_path / "out").write_text("mine")
    with pytest.raises(BriefsError, match="the output folder cannot be used: not a directory"):
        publish(tmp_path / "out", {}, [])


def test_is_current_needs_the_very_bytes(tmp_path: Path) -> None:
    """A file that is missing or was changed by hand is made again."""
    listed = artifact("nb/plan/alle.html", b"x")
    assert not output.is_current(tmp_path, listed)
    write(tmp_path / "nb/plan/alle.html", b"y")
    assert not output.is_current(tmp_path, listed)
    write(tmp_path / "nb/plan/alle.html", b"x")
    assert output.is_current(tmp_path, listed)
