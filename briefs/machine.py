"""What a machine has beside Python packages: looked for in the way that whoever needs it looks.

Standard library only: the set-up of a checkout asks before anything is installed, `briefs doctor` afterwards.
"""

from __future__ import annotations

import ctypes
import shutil
from collections.abc import Callable, Iterable, Mapping
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


NEEDS: Mapping[str, tuple[Need, ...]] = {
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


def lacking(needs: Iterable[Need]) -> list[Need]:
    """Those of the needs that the machine does not meet."""
    return [need for need in needs if not need.present()]
