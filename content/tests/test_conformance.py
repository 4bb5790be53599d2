"""The briefs of this project as PDF 2.0, before veraPDF."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefs.cli import app
from briefs.pdf.finish import claimed
from conformance import referees
from conformance.tools import cached_verapdf
from content.tests.shipped import ROOT, library

FLAVOURS = ("4", "ua2", "wt1a", "wt1r")

pytestmark = pytest.mark.long


def test_every_brief_passes_as_pdf_20(tmp_path: Path) -> None:
    """With `pdf: a-4`, each brief in each language is PDF/A-4, PDF/UA-2 and both kinds of Well-Tagged PDF, short and
    whole.
    """
    vera = cached_verapdf()
    if vera is None:
        pytest.skip("veraPDF was not asked: no Java, or no veraPDF yet (make conformance)")
    files = _as_pdf_20(tmp_path)
    assert {file.parent.name for file in files} == set(library().briefs)
    assert {claimed(file.read_bytes()) for file in files} == {FLAVOURS}
    for flavour in FLAVOURS:
        findings = referees.verapdf(*vera, flavour, files)
        assert {file.name: found for file, found in findings.items() if found} == {}, flavour


def _as_pdf_20(folder: Path) -> list[Path]:
    """The PDFs of this project for everybody and in full, as its briefs would have them with `pdf: a-4`."""
    project, out = folder / "project", folder / "out"
    shutil.copytree(ROOT / "content", project / "content", ignore=shutil.ignore_patterns("tests"))
    for brief in (project / "content/briefs").glob("*.yaml"):
        brief.write_text(brief.read_text("utf-8") + "\npdf: a-4\n", "utf-8")
    options = ["--audience", "alle", "--audience", "full", "--format", "pdf", "--jobs", "2"]
    told = CliRunner().invoke(app, ["build", *options, "--out", str(out), "--project", str(project)])
    assert told.exit_code == 0, told.output
    return sorted(out.rglob("*.pdf"))
