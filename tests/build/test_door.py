"""The front door: when a run is known, and what is then told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefs.assets import FOLDERS
from briefs.build import door, fingerprint
from briefs.build.door import EarlierRun, answered, key_of, remember
from briefs.errors import Problem, Where
from briefs.kept import kept_in
from tests.conftest import Project

TOLD = EarlierRun(
    problems=(Problem(Where("a.yaml", 3, 4), "too «long»", "Mend it", "warning"),),
    status=1,
    current=2,
    files={"nb/a.html": hashlib.sha256(b"page").hexdigest()},
)


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output folder with a file and a list of it, whose run is remembered."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "out/nb").mkdir(parents=True)
    (tmp_path / "out/nb/a.html").write_bytes(b"page")
    (tmp_path / "out/manifest.json").write_bytes(b"{}")
    remember("key", tmp_path / "out", TOLD)
    return tmp_path / "out"


def test_what_was_told_is_told_again(out: Path) -> None:
    """Problems, status and count, as they were."""
    assert answered("key", out) == TOLD
    assert answered("other", out) is None


def _change(out: Path) -> None:
    (out / "nb/a.html").write_bytes(b"edited")


def _remove(out: Path) -> None:
    (out / "nb/a.html").unlink()


def _list_another(out: Path) -> None:
    (out / "manifest.json").write_bytes(b"{ }")


def _leave_a_draft(out: Path) -> None:
    (out / "nb/.a.html.99999999.draft").write_bytes(b"half")


def _damage(out: Path) -> None:
    for entry in (kept_in(door.RUNS) or out).iterdir():
        entry.write_bytes(entry.read_bytes()[:-3])


def _shape_otherwise(out: Path) -> None:
    for entry in (kept_in(door.RUNS) or out).iterdir():
        content = json.dumps({"problems": [[1]]}).encode()
        entry.write_bytes(hashlib.sha256(content).digest() + content)


@pytest.mark.parametrize("act", [_change, _remove, _list_another, _leave_a_draft, _damage, _shape_otherwise])
def test_where_anything_is_not_as_it_was_the_run_is_made(out: Path, act: Callable[[Path], None]) -> None:
    """A file that was edited or removed, another list, what a killed run left, a record that is damaged."""
    act(out)
    assert answered("key", out) is None


def test_a_folder_that_is_not_there_answers_nothing(tmp_path: Path) -> None:
    """And is not made by asking."""
    assert answered("key", tmp_path / "none") is None
    assert not (tmp_path / "none").exists()


def test_key_changes_with_every_file_of_the_project(project: Project) -> None:
    """Each one's bytes and name, and every option."""
    keys = [key_of(project.root, "build"), key_of(project.root, "other")]
    for path in sorted(file for name in FOLDERS for file in (project.root / name).rglob("*")):
        if path.is_file():
            before = path.read_bytes()
            path.write_bytes(before + b"\n")
            keys.append(key_of(project.root, "build"))
            path.write_bytes(before)
            path.rename(path.with_name(f"x{path.name}"))
            keys.append(key_of(project.root, "build"))
            path.with_name(f"x{path.name}").rename(path)
    assert len(keys) > 12 and None not in keys
    assert len(set(keys)) == len(keys)
    assert key_of(project.root, "build") == keys[0]


def test_key_changes_with_a_file_that_comes(project: Project) -> None:
    """An overlay or a style that nothing had before; what stands outside the folders that are read does not count."""
    before = key_of(project.root, "build")
    project.write("notes.txt", "x")
    project.write("content/.hidden.yaml", "x")
    assert key_of(project.root, "build") == before
    project.write("styles/project.css", "")
    assert key_of(project.root, "build") != before


def test_what_cannot_be_told_from_bytes_has_no_key(project: Project, tmp_path: Path) -> None:
    """A link to a folder: the run itself says what is wrong with it."""
    (project.root / "content/more").symlink_to(tmp_path)
    assert key_of(project.root, "build") is None


def test_key_changes_where_a_file_becomes_a_link(project: Project, tmp_path: Path) -> None:
    """A link out of the project is refused, though the bytes that it leads to are the same."""
    keys = {key_of(project.root, "build")}
    file, elsewhere, other = project.root / "content/demands.yaml", tmp_path / "elsewhere.yaml", tmp_path / "other.yaml"
    elsewhere.write_bytes(file.read_bytes())
    other.write_bytes(file.read_bytes())
    for target in (elsewhere, other):
        file.unlink()
        file.symlink_to(target)
        keys.add(key_of(project.root, "build"))
    assert len(keys) == 3


def test_key_changes_with_the_program(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any distribution that is installed may decide what is written or told."""
    before = key_of(project.root, "build")
    fingerprint.program.cache_clear()
    monkeypatch.setattr(fingerprint, "installed", lambda: ("jinja2-9.9",))
    assert key_of(project.root, "build") != before
    fingerprint.program.cache_clear()
