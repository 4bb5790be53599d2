"""The referees themselves: fetched once, in pinned versions, into an ignored folder; checked by their hashes each time
they are used.

veraPDF comes from Maven Central by Maven, and is checked by SHA-256; the checkers of HTML come by npm, checked by the
lock file's integrity hashes. Chromium, Java, Node, Maven and npm are the machine's.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CACHE = HERE.parent / ".cache" / "referees"

VERAPDF = "1.28.2"
VERAPDF_SHA256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
_VERAPDF_JAR = f"greenfield-apps-{VERAPDF}.jar"
_VERAPDF_COORDINATES = f"org.verapdf.apps:greenfield-apps:{VERAPDF}"
_MAVEN_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"


class MissingRefereeError(Exception):
    """A referee, or the program that runs it, is not on this machine."""


@dataclass(frozen=True)
class Tools:
    """Where the referees lie, once they are fetched."""

    java: str
    verapdf: Path
    node: str
    npm_folder: Path
    chromium: str

    @property
    def vnu(self) -> Path:
        """The Nu HTML checker."""
        return self.npm_folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

    def npm_version(self, package: str) -> str:
        """The version of an npm package that is installed."""
        version: str = json.loads((self.npm_folder / "node_modules" / package / "package.json").read_text("utf-8"))[
            "version"
        ]
        return version


def fetch() -> Tools:
    """All referees, fetched if need be; MissingRefereeError where one is not to be had."""
    return Tools(
        _program("java"),
        _verapdf(),
        _program("node"),
        _npm(),
        _program(*CHROMIUM),
    )


def cached_verapdf() -> tuple[str, Path] | None:
    """Java and veraPDF, if both are here already: what the tests use, since they fetch nothing."""
    java, jar = shutil.which("java"), CACHE / _VERAPDF_JAR
    return (java, jar) if java and jar.is_file() and _sha256(jar) == VERAPDF_SHA256 else None


def cached_browser() -> Tools | None:
    """What opens pages, if all of it is here already; its Java and veraPDF may be missing."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    node, folder = shutil.which("node"), CACHE / "npm"
    if not (chromium and node and (folder / "installed").is_file()):
        return None
    return Tools(java="", verapdf=Path(), node=node, npm_folder=folder, chromium=chromium)


def _program(*names: str) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    raise MissingRefereeError(f"{names[0]} is not installed")


def _verapdf() -> Path:
    jar = CACHE / _VERAPDF_JAR
    if not jar.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = [
            _program("mvn"),
            "-q",
            "-B",
            f"{_MAVEN_PLUGIN}:copy",
            f"-Dartifact={_VERAPDF_COORDINATES}",
            f"-DoutputDirectory={CACHE}",
        ]
        _run(command, CACHE)
    if not jar.is_file() or _sha256(jar) != VERAPDF_SHA256:
        raise MissingRefereeError(f"{_VERAPDF_JAR} is not the file that was pinned; remove {jar} and look at what came")
    return jar


def _npm() -> Path:
    """The npm packages of the lock file; installed again when the lock changes."""
    folder = CACHE / "npm"
    lock = (HERE / "package-lock.json").read_bytes()
    installed = folder / "installed"
    if not installed.is_file() or installed.read_text("ascii") != hashlib.sha256(lock).hexdigest():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        _run([_program("npm"), "ci", "--ignore-scripts", "--no-fund", "--no-audit"], folder)
        installed.write_text(hashlib.sha256(lock).hexdigest(), "ascii")
    return folder


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=os.environ, check=False)
    if done.returncode:
        raise MissingRefereeError(f"{' '.join(command[:3])} failed: {(done.stdout + done.stderr).strip()[-2000:]}")


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
