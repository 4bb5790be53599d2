"""`python -m conformance.word OUT`: every Word document below OUT is opened and saved again by LibreOffice, and what it
then holds is held against what it held.

Exit status 0 if all is well or LibreOffice is not here, which is said, and 1 if anything was lost.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFFICES = ("soffice", "libreoffice")
_SECONDS = 120


def main(out: Path) -> int:
    """The exit status; what was lost is printed, a line for each document."""
    office = next(filter(None, map(shutil.which, _OFFICES)), None)
    if office is None:
        print("Word documents were not opened: LibreOffice is not here (Debian: libreoffice-writer-nogui)")
        return 0
    files = sorted(out.rglob("*.docx"))
    lost = [line for file in files for line in _lost(file, office)]
    print(*lost, f"{len(files)} Word documents opened and saved again by LibreOffice, {len(lost)} findings", sep="\n")
    return 1 if lost or not files else 0


def _lost(file: Path, office: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", folder, str(file)]
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        saved = Path(folder) / file.name
        if not saved.is_file():
            yield f"{file}: LibreOffice does not open it"
            return
        before, after = held(file), held(saved)
    for what, count in before.items():
        if after[what] != count:
            yield f"{file}: {count} {what}, and {after[what]} when saved again"


def held(file: Path) -> Mapping[str, int]:
    """How much of each kind a Word document holds."""
    with zipfile.ZipFile(file) as package:
        text = ElementTree.fromstring(package.read("word/document.xml"))
        styles = ElementTree.fromstring(package.read("word/styles.xml"))
    headings = {
        style.get(f"{_W}styleId")
        for style in styles.iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None and (name.get(f"{_W}val") or "").lower().startswith("heading ")
    }
    return {
        "headings": sum(style.get(f"{_W}val") in headings for style in text.iter(f"{_W}pStyle")),
        "tables": sum(1 for _ in text.iter(f"{_W}tbl")),
        "head rows": sum(each.get(f"{_W}val") not in {"0", "false"} for each in text.iter(f"{_W}tblHeader")),
        "points of lists": sum(1 for _ in text.iter(f"{_W}numPr")),
        "pictures": sum(1 for _ in text.iter(f"{_A}blip")),
        "notes": sum(1 for _ in text.iter(f"{_W}footnoteReference")),
    }


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
