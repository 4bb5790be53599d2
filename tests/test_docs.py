"""The documentation says nothing that is not so: its commands and options are there, and its YAML has keys that the
content has. Guides are followed letter by letter in `test_how_to.py`.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from briefs.cli import app
from briefs.content.kinds import KINDS

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS: Any = typer.main.get_command(app)
_BLOCK = re.compile(r"^```(?P<kind>\w+)[^\n]*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(?:python build\.py|(?:\.venv/bin/)?briefs) ([^`]+)`")
_PROGRAM = re.compile(r"^(?:\.venv/bin/)?(?:python build\.py|briefs)(?:$| )(?P<rest>[^#|>]*)")
KEYS = {
    key for model in tomllib.loads((ROOT / "briefs/content/keys.toml").read_text("utf-8")).values() for key in model
} | {kind.table for kind in KINDS}


def blocks(page: Path, *kinds: str) -> Iterator[str]:
    return (match["text"] for match in _BLOCK.finditer(page.read_text("utf-8")) if match["kind"] in kinds)


def command_lines(page: Path) -> Iterator[str]:
    """What stands behind `briefs`, in blocks and in running text; what a reader is to put in stays as it is."""
    for text in blocks(page, "sh", "bash"):
        for line in text.replace("\\\n", " ").splitlines():
            if found := _PROGRAM.match(line.strip()):
                yield found["rest"].strip()
    yield from _INLINE.findall(page.read_text("utf-8"))


def wrong_with(line: str) -> str:
    """What a command line names that there is not; `--a|--b` and `[--a]` are options that may stand."""
    words = shlex.split(re.sub(r"[\[\]…]", " ", line.replace("|", " ")))
    name = words[0] if words and words[0] in COMMANDS.commands else ""
    command = COMMANDS.commands[name or "build"]
    if not name and words and not words[0].startswith("-") and words[0] != "COMMAND":
        return f"there is no command {words[0]!r}"
    known = {option for each in (command, COMMANDS) for parameter in each.params for option in parameter.opts}
    known |= {option for parameter in command.params for option in parameter.secondary_opts} | {"--help", "-h"}
    known |= {"--install-completion", "--show-completion"}
    given = [word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)]
    return ", ".join(option for option in given if option not in known)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_is_there(page: Path) -> None:
    """In blocks and in running text."""
    assert [(line, wrong) for line in command_lines(page) if (wrong := wrong_with(line))] == []


def keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from keys_in(inner) if key != "hyphenation" else ()  # whose keys are words of the texts
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_key_is_one_of_the_content(page: Path) -> None:
    """Blocks of YAML can be read, and name keys that the models have."""
    for text in blocks(page, "yaml", "yml"):
        assert [key for key in keys_in(yaml.safe_load(text)) if key not in KEYS] == [], text


def test_the_pages_are_read() -> None:
    """The tests above would pass on nothing."""
    lines = [line for page in PAGES for line in command_lines(page)]
    assert len(lines) > 60 and "verify" in {line.split()[0] for line in lines if line}
    assert wrong_with("verify --no-such") == "--no-such" and wrong_with("buld") == "there is no command 'buld'"
    assert sum(1 for page in PAGES for _ in blocks(page, "yaml")) > 20
