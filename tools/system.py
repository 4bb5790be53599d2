"""What the project needs from the machine itself, beside Python packages: looks, and fetches through apt what is
missing.

`make` runs it with the names of the groups that a target needs, before anything else is installed: standard library
only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, before anything is installed

from briefs.machine import NEEDS, Need, lacking  # not to be found before the line above


def main(groups: Sequence[str]) -> int:
    """Makes the machine ready for the groups named; 1 with what is missing where it cannot."""
    needs = [need for group in groups for need in NEEDS[group]]
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
        print(advice(missing, {group: lacking(wanted) for group, wanted in NEEDS.items()}), file=sys.stderr)
    return 1 if missing else 0


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
