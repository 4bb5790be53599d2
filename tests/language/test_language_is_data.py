"""No code of the program knows a language by its name: what is particular to one stands in its table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LANGUAGES = frozenset(path.stem for path in (ROOT / "briefs/language/tables").glob("*.toml"))
FILES = sorted((ROOT / "briefs").rglob("*.py"))
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"})

# Where a language may be named, and why.
ALLOWED = {
    "briefs/language/catalogue.py": "the language that the templates' words are written in, in one constant",
    "briefs/language/tables/__init__.py": "the language of a project that names none, in one constant",
}


def named_languages(code: str) -> Iterator[str]:
    """The lines that tell languages apart: comparisons, cases and mappings with their codes, and other literals that
    are such a code.
    """
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and node.value in LANGUAGES:
            yield f"{node.lineno}: {node.value}"


def test_every_exception_is_one() -> None:
    """A file that no longer names a language leaves the list."""
    assert [name for name in ALLOWED if len(list(named_languages((ROOT / name).read_text("utf-8")))) != 1] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('if language == "en": pass', ["1: en"]),
        ('UNITS = {"nb": 1,\n"da": 2}', ["1: nb"]),
        ('match language:\n case "nn": pass', ["2: nn"]),
        ('"""English, en."""', []),
    ],
)
def test_named_language_is_found(code: str, found: list[str]) -> None:
    """Wherever it stands in the code; words about a language are none."""
    assert list(named_languages(code)) == found


def test_no_code_names_a_language() -> None:
    """But for a few places that have a reason."""
    places = {
        name: found
        for path in FILES
        if (name := path.relative_to(ROOT).as_posix()) not in ALLOWED
        and (found := list(named_languages(path.read_text(encoding="utf-8"))))
    }
    assert places == {}


def test_no_template_names_a_language() -> None:
    """A page is in the language of its edition, and says so wherever another one stands in it."""
    codes = re.compile(rf"""["'](?:{"|".join(sorted(LANGUAGES))})["']""")
    assert [path.name for path in TEMPLATES if codes.search(path.read_text(encoding="utf-8"))] == []
