"""`briefs doctor`: what a machine has of all that the program can use, and what to run for what it lacks."""

from __future__ import annotations

import json
import platform
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from briefs import __version__
from briefs.cli.telling import columns
from briefs.machine import NEEDS, lacking

EXTRAS = {
    "pypdfium2": "documents",
    "python-docx": "documents",
    "pypandoc-binary": "docx",
    "pillow": "serve",
    "starlette": "serve",
    "uvicorn": "serve",
    "watchfiles": "serve",
}
OF_EXTRAS = {
    "documents": "verify of PDF and Word documents",
    "docx": "build --format docx and md",
    "serve": "the live preview and the source desk",
}
REQUIRED = ("weasyprint", "pikepdf", "fonttools", "font-source-serif-pro", "font-source-sans-pro")
USES = {
    "pango": "PDF",
    "dictionaries": "check --spelling",
    "referees": "the referees of a checkout alone (make conformance)",
}


@dataclass(frozen=True, kw_only=True)
class Examined:
    """One thing that was looked for: what needs it, the version or `yes` where it is there, and what brings it."""

    name: str
    needed_for: str
    required: bool
    found: str | None
    remedy: str

    @property
    def lack(self) -> str:
        """The word for not being there: only what a build needs is missing."""
        return "missing" if self.required else "-"


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Tell what is installed, what is missing and what to run; status 1 where something is missing that a build needs.

    Example: briefs doctor --json
    """
    findings = list(examined())
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        rows = [(finding.name, finding.found or finding.lack, finding.needed_for) for finding in findings]
        for line in columns([("NAME", "FOUND", "NEEDED FOR"), *rows]):
            typer.echo(line)
        for line in _advice(findings):
            typer.echo(line)
    if any(finding.required and finding.found is None for finding in findings):
        raise typer.Exit(1)


def examined() -> Iterator[Examined]:
    """All that the program can use, there or not; of it, only shared libraries are loaded."""
    yield Examined(name="briefs", needed_for="all", required=True, found=__version__, remedy="")
    yield Examined(name="python", needed_for="all", required=True, found=platform.python_version(), remedy="")
    for name in REQUIRED:
        yield _package(name, "PDF", "pip install policy-briefs", required=True)
    for group, needs in NEEDS.items():
        missing = lacking(needs)
        for need in needs:
            yield Examined(
                name=need.name,
                needed_for=USES[group],
                required=group == "pango",
                found=None if need in missing else "yes",
                remedy=f"apt-get install --no-install-recommends {need.package}",
            )
    for name, extra in EXTRAS.items():
        yield _package(name, OF_EXTRAS[extra], f"pip install 'policy-briefs[{extra}]'", required=False)


def _package(name: str, needed_for: str, remedy: str, *, required: bool) -> Examined:
    from importlib.metadata import PackageNotFoundError, version  # as slow to import as all commands together

    try:
        found: str | None = version(name)
    except PackageNotFoundError:
        found = None
    return Examined(name=name, needed_for=needed_for, required=required, found=found, remedy=remedy)


def _advice(findings: list[Examined]) -> Iterator[str]:
    """What to run, each command once, what a build needs first."""
    missing = sorted((finding for finding in findings if finding.found is None), key=lambda one: not one.required)
    if not missing:
        yield "Nothing is missing."
        return
    yield ""
    if not missing[0].required:
        yield "A build has all that it needs."
    for finding in {finding.remedy: finding for finding in reversed(missing)}.values():
        kind = "needed" if finding.required else "optional"
        yield f"{kind}, for {finding.needed_for}:  {finding.remedy}"
    if shutil.which("apt-get") is None:
        yield "On other systems than Debian, the packages that bring these: see docs/dependencies.md."
