"""What the files are made with: the versions that decide their bytes beside the content, as one fingerprint."""

from __future__ import annotations

import ctypes
import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

DISTRIBUTIONS = (
    "brotli",
    "cssselect2",
    "font-source-sans-pro",
    "font-source-serif-pro",
    "fonttools",
    "pikepdf",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)


STAGES = ("language", "content", "edition", "html", "pdf", "office", "build")
"""The folders whose code decides bytes; what is only printed, checked or asked does not make a file another one."""


@functools.cache
def fingerprint() -> str:
    """SHA-256 over the code that decides bytes, the libraries that typeset and finish, and Pango; cheap, because it
    imports none of them.
    """
    package = Path(__file__).parents[1]
    code = [path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() for path in deciding(package)]
    versions = [f"{name} {version(name)}".encode() for name in DISTRIBUTIONS]
    return hashlib.sha256(b"\0".join([*versions, _pango(), *code])).hexdigest()


def release(distribution: str) -> str:
    """The release of what an extra brings, or nothing where it is not installed."""
    try:
        return f"{distribution} {version(distribution)}"
    except PackageNotFoundError:
        return ""


def deciding(package: Path) -> list[Path]:
    """The files of the package that decide bytes: its stages up to the build, the modules beside them, and the fonts'
    configuration. Templates and styles are left out: what they give stands in the page itself.
    """
    beside = [path for path in package.iterdir() if path.is_file() and path.name != "__main__.py"]
    inside = [path for stage in STAGES for path in (package / stage).rglob("*") if path.is_file()]
    return sorted(path for path in (*beside, *inside) if "__pycache__" not in path.parts)


def _pango() -> bytes:
    """Pango breaks the lines: its version, or nothing where the system names the library otherwise."""
    try:
        version = ctypes.CDLL("libpango-1.0.so.0").pango_version_string
    except OSError:
        return b""
    version.restype = ctypes.c_char_p
    answer: bytes = version()
    return answer
