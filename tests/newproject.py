"""A project as `briefs init` makes it, cut down to one brief for one audience, with the command of this checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def new_project(folder: Path) -> tuple[Path, Path]:
    """The folders of the project and of the command, in `folder`."""
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "briefs"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} {ROOT / "build.py"} "$@"\n')
    program.chmod(0o755)
    project = folder / "project"
    subprocess.run([program, "init", project], check=True, capture_output=True)
    for name in ("briefs/historikk", "briefs/kravliste", "briefs/tiltaksstatus", "audiences/formannskap"):
        (project / f"content/{name}.yaml").unlink()
    for name in ("content/meetings", "styles", "templates"):
        shutil.rmtree(project / name)
    return project, programs
