"""What the project needs from the machine itself, beside Python packages: looks, and fetches through apt what is
missing.

`make` runs it with the names of the groups that a target needs, before anything else is installed: standard library
only.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DICTIONARY_FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"), Path("/Library/Spelling"))


@dataclass(frozen=True)
class Need:
    """One thing that the machine has or lacks: how to find out, and the Debian package that brings it."""

    name: str
    present: Callable[[], bool]
    package: str


def library(name: str, package: str, mac: str) -> Need:
    """A shared library, looked for as WeasyPrint does: by loading it."""
    return Need(name, lambda: any(_loads(file) for file in (name, mac)), package)


def dictionary(name: str, package: str) -> Need:
    """A Hunspell dictionary, which is read as a file."""
    return Need(
        f"{name}.dic", lambda: any((folder / f"{name}.dic").is_file() for folder in DICTIONARY_FOLDERS), package
    )


def command(package: str, *names: str) -> Need:
    """A program on the path, under any of its names."""
    return Need(names[0], lambda: any(shutil.which(name) for name in names), package)


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


GROUPS: Mapping[str, tuple[Need, ...]] = {
    "pango": (
        library("libpango-1.0.so.0", "libpango-1.0-0", "libpango-1.0.dylib"),
        library("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "libpangoft2-1.0.dylib"),
        library("libharfbuzz-subset.so.0", "libharfbuzz-subset0", "libharfbuzz-subset.0.dylib"),
        # These come along with the packages above; they are looked for because WeasyPrint loads them too.
        library("libgobject-2.0.so.0", "libpango-1.0-0", "libgobject-2.0.0.dylib"),
        library("libharfbuzz.so.0", "libharfbuzz-subset0", "libharfbuzz.0.dylib"),
        library("libfontconfig.so.1", "libpangoft2-1.0-0", "libfontconfig.1.dylib"),
    ),
    "dictionaries": (
        dictionary("nb_NO", "hunspell-no"),
        dictionary("nn_NO", "hunspell-no"),
        dictionary("en_GB", "hunspell-en-gb"),
    ),
    "referees": (
        command("default-jre-headless", "java"),
        command("chromium", "chromium", "chromium-browser", "google-chrome"),
        command("nodejs", "node", "nodejs"),
        command("npm", "npm"),
        command("maven", "mvn"),
    ),
}


def main(groups: Sequence[str]) -> int:
    """Makes the machine ready for the groups named; 1 with what is missing where it cannot."""
    needs = [need for group in groups for need in GROUPS[group]]
    missing = lacking(needs)
    if not missing:
        return 0
    packages = sorted({need.package for need in missing})
    if commands := steps(packages, root=os.geteuid() == 0, which=shutil.which):
        print(f"Missing on this machine: {_names(missing)}. Installing {', '.join(packages)} …", flush=True)
    for step in commands:
        subprocess.run(
            step, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
        )  # what counts is what is there afterwards
    missing = lacking(needs)
    if missing:
        print(advice(missing, {group: lacking(wanted) for group, wanted in GROUPS.items()}), file=sys.stderr)
    return 1 if missing else 0


def lacking(needs: Iterable[Need]) -> list[Need]:
    """Those of the needs that the machine does not meet."""
    return [need for need in needs if not need.present()]


def steps(packages: Sequence[str], *, root: bool, which: Callable[[str], str | None]) -> list[list[str]]:
    """The commands that install Debian packages, unattended; none where this machine or user cannot."""
    if which("apt-get") is None or not (root or which("sudo")):
        return []
    apt = [*([] if root else ["sudo"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    patient = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3", "-o", "Dpkg::Use-Pty=0"]
    return [[*apt, *patient, "update"], [*apt, *patient, "install", "--yes", "--no-install-recommends", *packages]]


def advice(missing: Sequence[Need], everything: Mapping[str, Sequence[Need]]) -> str:
    """What a person has to do where the machine could not be made ready: asked once, for every target of `make`.

    `everything` is what the machine lacks of each group; whoever has to ask for an administrator asks for all of it.
    """
    common = [need for group, needs in everything.items() if group != "referees" for need in needs]
    asked = {"make briefs, check and test": common or missing, "make conformance": everything.get("referees", ())}
    commands = [f"  {_install(needs)}  # {targets}" for targets, needs in asked.items() if needs]
    return "\n".join(
        [
            f"Still missing: {_names(missing)}.",
            "On Debian and Ubuntu, as root or with sudo, once for all targets:",
            "  apt-get update",
            *commands,
            "On other systems, the packages that bring these: see docs/dependencies.md.",
        ]
    )


def _install(needs: Iterable[Need]) -> str:
    packages = " ".join(sorted({need.package for need in needs}))
    return f"apt-get install --no-install-recommends {packages}"


def _names(needs: Iterable[Need]) -> str:
    return ", ".join(need.name for need in needs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
