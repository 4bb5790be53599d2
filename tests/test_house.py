"""The house: imports run one way, each library has one room, and the guide names them all."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "briefs"
ROOMS = {path.stem for path in HOUSE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()} - {"__init__"}
ENGINES = (
    "babel", "edtf", "fontTools", "hunspell", "jinja2", "lxml", "pikepdf", "polib", "pydyf", "pyphen", "rich", "snowballstemmer", "typer",
    "weasyprint", "yaml",
)


def imported(room: str) -> set[str]:
    """The full names of what a room, a file or a folder of files, imports anywhere in it."""
    folder = HOUSE / room
    files = folder.rglob("*.py") if folder.is_dir() else [HOUSE / f"{room}.py"]
    return {name for path in files for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in _names(node)}


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module == "briefs":
        yield from (f"briefs.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module


def neighbours(room: str) -> set[str]:
    """The other rooms that a room imports."""
    return {name.split(".")[1] for name in imported(room) if name.startswith("briefs.")} & ROOMS - {room}


def test_imports_run_one_way() -> None:
    """No two rooms need each other, directly or round a corner; a circle is named by the error."""
    assert set(TopologicalSorter({room: neighbours(room) for room in ROOMS}).static_order()) == ROOMS


def test_each_library_has_one_room() -> None:
    """Whoever changes a library for another changes one room."""
    users = {engine: sorted(room for room in ROOMS if any(name.split(".")[0] == engine for name in imported(room))) for engine in ENGINES}
    assert {engine: rooms for engine, rooms in users.items() if len(rooms) != 1} == {}


def test_the_guide_names_every_room_in_order() -> None:
    """docs/how-it-works.md leads a newcomer to every room, and to none that is gone; a room stands below all that it imports."""
    table = (ROOT / "docs/how-it-works.md").read_text("utf-8").split("## The rooms")[1].split("\n## ")[0]
    rows = [re.findall(r"`([a-z_]+)(?:\.py|/)`", first) for first in re.findall(r"^\|(.*?)\|", table, re.MULTILINE)]
    order = [room for row in rows for room in row]
    assert sorted(order) == sorted(ROOMS)
    assert [f"{room} stands above {other}" for room in order for other in neighbours(room) if order.index(other) > order.index(room)] == []
