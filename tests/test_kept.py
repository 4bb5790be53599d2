"""What a run keeps for the next."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefs.kept import keep, kept, prune


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_what_is_kept_is_found() -> None:
    """Under its key and kind alone."""
    keep("pages", "key", b"content")
    assert (kept("pages", "key"), kept("pages", "other"), kept("runs", "key")) == (b"content", None, None)


@pytest.mark.parametrize("damaged", [b"", b"short", bytes(32), bytes(40), b"x" * 500])
def test_what_is_damaged_is_not_found(tmp_path: Path, damaged: bytes) -> None:
    """Half a file, or another one, is none."""
    keep("pages", "key", b"content")
    (tmp_path / "policy-briefs/pages/key").write_bytes(damaged)
    assert kept("pages", "key") is None


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in place of the folder."""
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    keep("pages", "key", b"content")
    prune("pages")
    assert kept("pages", "key") is None


def test_the_older_half_goes(tmp_path: Path) -> None:
    """No more is kept than is said, and what was written last stays."""
    for number in range(6):
        keep("pages", f"{number}", b"content")
        os.utime(tmp_path / f"policy-briefs/pages/{number}", (number, number))
    prune("pages", most=6)
    assert len(list((tmp_path / "policy-briefs/pages").iterdir())) == 6
    prune("pages", most=5)
    assert sorted(path.name for path in (tmp_path / "policy-briefs/pages").iterdir()) == ["3", "4", "5"]


def test_what_cannot_be_kept_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder stands where the entry goes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "policy-briefs/runs/key").mkdir(parents=True)
    keep("runs", "key", b"told")
    assert [path.name for path in (tmp_path / "policy-briefs/runs").iterdir()] == ["key"]
