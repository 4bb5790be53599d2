"""What the files are made with, as one fingerprint."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefs import engine


def test_fingerprint_changes_with_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the typesetter is another fingerprint."""
    before = engine.fingerprint()
    monkeypatch.setattr(engine, "version", lambda name: "1")
    engine.fingerprint.cache_clear()
    assert engine.fingerprint() != before
    engine.fingerprint.cache_clear()


def test_fingerprint_imports_none_of_the_libraries() -> None:
    """It is cheap: a build with nothing to make does not pay for the typesetter."""
    code = "import sys; from briefs import engine; engine.fingerprint(); print({'weasyprint', 'pikepdf', 'fontTools'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
