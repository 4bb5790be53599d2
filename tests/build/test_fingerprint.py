"""What the files are made with, as one fingerprint."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefs.build import fingerprint


def test_fingerprint_changes_with_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the typesetter is another fingerprint."""
    before = fingerprint.fingerprint()
    monkeypatch.setattr(fingerprint, "installed", lambda: ("weasyprint-1",))
    fingerprint.fingerprint.cache_clear()
    assert fingerprint.fingerprint() != before
    fingerprint.fingerprint.cache_clear()


def test_fingerprint_imports_none_of_the_libraries() -> None:
    """It is cheap: a build with nothing to make does not pay for the typesetter."""
    code = (
        "import sys; from briefs.build import fingerprint; fingerprint.fingerprint(); print({'weasyprint', 'pikepdf', "
        "'fontTools'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_fingerprint_reads_what_decides_bytes_and_no_more() -> None:
    """A new help text or spelling rule makes no file again; the stages that set and write them do, and fonts."""
    package = Path(fingerprint.__file__).parents[1]
    read = {path.relative_to(package).as_posix() for path in fingerprint.deciding(package)}
    folders = {name.partition("/")[0] for name in read if "/" in name}
    assert folders == {"language", "content", "edition", "html", "pdf", "office", "build"}
    assert {"dates.py", "fonts.py", "fonts.conf", "pdf/typeset/reading.py", "build/formats.py"} <= read


def test_fingerprint_changes_with_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code of the builder is another fingerprint, code of the command line is not."""
    for name in ("build/fingerprint.py", "html/render.py", "cli/commands.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / "build/fingerprint.py"))
    prints = []
    for name in ("cli/commands.py", "html/render.py", "html/render.py"):
        fingerprint.fingerprint.cache_clear()
        prints.append(fingerprint.fingerprint())
        (tmp_path / name).write_text("two")
    fingerprint.fingerprint.cache_clear()
    assert prints[0] == prints[1] != prints[2]
