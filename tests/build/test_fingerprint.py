"""What the files are made with, as one fingerprint."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefs.build import fingerprint


def test_fingerprint_changes_with_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the typesetter is another fingerprint."""
    before = fingerprint.fingerprint()
    monkeypatch.setattr(fingerprint, "version", lambda name: "1")
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
