"""What the files are made with: the code and the versions that decide their bytes beside the content, as a fingerprint
for files, and as one for whole runs.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
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

_NATIVE = (("libpango-1.0.so.0", "pango_version_string"), ("libharfbuzz.so.0", "hb_version_string"))


@functools.cache
def fingerprint() -> str:
    """SHA-256 over the code that decides bytes, the libraries that typeset and finish, and Pango; cheap, because it
    imports none of them.
    """
    package = Path(__file__).parents[1]
    code = [path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() for path in deciding(package)]
    typesetting = {name.replace("-", "_") for name in DISTRIBUTIONS}
    versions = [name.encode() for name in installed() if name.rsplit("-", 1)[0].lower() in typesetting]
    return hashlib.sha256(b"\0".join([*versions, *_native(_NATIVE[:1]), *code])).hexdigest()


@functools.cache
def made_with() -> Mapping[str, str]:
    """What decides a file's bytes beside its job, by name: two machines that agree in it make the same files."""
    from briefs.fonts import FACES, font_file

    wanted = {name.replace("-", "_") for name in DISTRIBUTIONS}
    versions = {name.lower(): version for name, _, version in (each.rpartition("-") for each in installed())}
    native = dict(zip(("Pango", "HarfBuzz"), _native(_NATIVE), strict=True))
    return {
        "the program's code": fingerprint()[:12],
        "Python": ".".join(map(str, sys.version_info[:3])),
        "its fonts": hashlib.sha256(b"".join(font_file(face).read_bytes() for face in FACES)).hexdigest()[:12],
        **{name: versions.get(name, "none") for name in sorted(wanted)},
        **{name: version.decode() or "none" for name, version in native.items()},
    }


@functools.cache
def program() -> str:
    """SHA-256 over all that decides what a command says and writes beside the project and its options: the package
    with its templates and styles, its fonts, every distribution that is installed, Python, Pango and HarfBuzz.

    OSError where a part of it cannot be read.
    """
    from briefs.assets import packaged
    from briefs.fonts import FACES, font_file

    digest = hashlib.sha256(repr((sys.version, installed(), list(_native(_NATIVE)))).encode())
    for folder in (Path(__file__).parents[1], packaged("templates"), packaged("styles")):
        update_with(digest, folder)
    for face in FACES:
        digest.update(font_file(face).read_bytes())
    return digest.hexdigest()


def update_with(digest: hashlib._Hash, folder: Path) -> None:
    """Adds all that stands in a folder to a digest: names and bytes, and where links lead; hidden ones left out.

    OSError where something can be neither read nor told from its bytes alone: a link to a folder, a pipe or a device.
    """
    for path, leads_to in _files_in(os.fspath(folder)):
        with open(path, "rb") as file:  # noqa: PTH123  # a Path for each of them costs more than reading it
            content = file.read()
        entry = f"\0{os.path.relpath(path, folder)}{leads_to}\0{len(content)}\0"
        digest.update(entry.encode("utf-8", "surrogateescape"))
        digest.update(content)


def _files_in(folder: str) -> Iterator[tuple[str, str]]:
    """Each file, and for a link where it leads, since a link out of the project is refused whatever its bytes are."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_in(entry.path)
        elif entry.is_file():
            yield entry.path, f"\0{os.path.realpath(entry.path)}" if entry.is_symlink() else ""
        else:
            raise OSError(f"{entry.path} is no file")


def release(distribution: str) -> str:
    """The release of what an extra brings, or nothing where it is not installed."""
    name = distribution.replace("-", "_").lower()
    return next((each for each in installed() if each.rpartition("-")[0].lower() == name), "")


def deciding(package: Path) -> list[Path]:
    """The files of the package that decide bytes: its stages up to the build, the modules beside them, and the fonts'
    configuration. Templates and styles are left out: what they give stands in the page itself.
    """
    beside = [path for path in package.iterdir() if path.is_file() and path.name != "__main__.py"]
    inside = [path for stage in STAGES for path in (package / stage).rglob("*") if path.is_file()]
    return sorted(path for path in (*beside, *inside) if "__pycache__" not in path.parts)


@functools.cache
def installed() -> tuple[str, ...]:
    """Every distribution that Python finds, as `name-version`; read from names of folders, because asking for each
    version takes longer than a build that has nothing to do.
    """
    folders = (Path(path) for path in dict.fromkeys(sys.path))
    names = (name for folder in folders if folder.is_dir() for name in os.listdir(folder))  # noqa: PTH208
    return tuple(sorted({name.removesuffix(".dist-info") for name in names if name.endswith(".dist-info")}))


def _native(libraries: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """What breaks and shapes the lines: the libraries' versions, or nothing where the system names them otherwise."""
    for name, function in libraries:
        try:
            version = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            yield b""
            continue
        version.restype = ctypes.c_char_p
        yield version()
