"""The package: a folder is a stage, imports go one way, and a library stays in one folder."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "briefs"
STAGES = ("language", "content", "edition", "html", "pdf", "office", "build", "meetings", "review", "serve", "cli")
BASE = ("errors", "dates", "files", "kept", "reading", "assets", "fonts", "limits", "machine")
LIBRARIES = {
    "babel": "language",
    "distributed": "build",
    "docx": "content",
    "fontTools": "fonts",
    "hunspell": "review",
    "jinja2": "html",
    "lxml": "html",
    "pikepdf": "pdf",
    "pydyf": "pdf",
    "pypdfium2": "content",
    "pypandoc": "office",
    "pyphen": "pdf",
    "rich": "cli",
    "snowballstemmer": "review",
    "starlette": "serve",
    "tinycss2": "html",
    "tinyhtml5": "content",
    "typer": "cli",
    "uvicorn": "serve",
    "watchfiles": "serve",
    "weasyprint": "pdf",
    "yaml": "content",
}
"""The one folder that imports each library; pydantic, which gives values their shape, may stand anywhere."""


def module(path: Path) -> str:
    """The dotted name of a file of the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def imported(name: str) -> set[str]:
    """The full names of all that a module imports, anywhere in it."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    return {found for node in ast.walk(tree) for found in _names(node)}


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        inner = [f"{node.module}.{alias.name}" for alias in node.names]
        modules = [name for name in inner if name in MODULES]
        yield from modules
        if len(modules) < len(inner):
            yield node.module


def stage(name: str) -> str:
    """The stage that a module belongs to, or its own name where it stands below them all."""
    return name.split(".")[1] if "." in name else ""


def test_stages_are_the_folders() -> None:
    """Every folder of the package is a stage, and beside them stands only what every stage stands on."""
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert folders == set(STAGES)
    assert {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"} == set(BASE)


def test_imports_go_one_way() -> None:
    """A stage imports only stages before it; the modules at the root import no stage."""
    order = {name: place for place, name in enumerate(("", *BASE, *STAGES))}
    against = [
        f"{name} imports {other}"
        for name in MODULES
        for other in imported(name)
        if other.startswith("briefs.") and stage(other) != stage(name) and order[stage(other)] > order[stage(name)]
    ]
    assert against == []


def test_no_two_modules_need_each_other() -> None:
    """Inside a stage too, nothing goes round in a circle; the error names one."""
    graph = {name: {other for other in imported(name) if other in MODULES and other != name} for name in MODULES}
    assert set(TopologicalSorter(graph).static_order()) == set(MODULES)


def _public(node: ast.stmt) -> Iterator[str]:
    """What a statement of a module defines for others: classes, constants and names of types; a type variable, one
    letter, is nobody's but its module's.
    """
    targets: list[ast.expr] = []
    if isinstance(node, ast.ClassDef):
        yield from [node.name] if not node.name.startswith("_") else ()
    elif isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign):
        targets = [node.target]
    yield from (each.id for each in targets if isinstance(each, ast.Name) and re.match(r"[A-Za-z]\w", each.id))


def test_a_public_name_means_one_thing() -> None:
    """Whoever reads the public name of a class, a constant or a type knows which one is meant, wherever it is used."""
    places: dict[str, list[str]] = {}
    for name, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            for public in _public(node):
                places.setdefault(public, []).append(name)
    assert "KINDS" in places and "Kind" in places  # a constant and a class are seen
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_stays_in_one_folder(library: str) -> None:
    """Whoever changes a library for another changes one folder."""
    users = {stage(name) for name in MODULES if any(other.split(".")[0] == library for other in imported(name))}
    assert users == {LIBRARIES[library]}


def test_tests_mirror_the_stages() -> None:
    """Whoever changes a stage finds its tests in the folder of the same name."""
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert folders == set(STAGES)


def test_guide_names_every_stage_in_order() -> None:
    """docs/how-it-works.md leads a newcomer through the stages, in their order."""
    table = (ROOT / "docs/how-it-works.md").read_text("utf-8").split("## The stages")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([a-z]+)/` \|", table, re.MULTILINE)
    assert tuple(rows) == STAGES
