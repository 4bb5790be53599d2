"""What `--help` says: every command shows how it is called."""

from __future__ import annotations

import re

import pytest

from briefs.cli.commands import app
from tests.cli.test_cli import briefs

NAMES = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]


@pytest.mark.parametrize("name", NAMES)
def test_help_shows_an_example(name: str) -> None:
    """One that could be typed as it stands, after the word."""
    words = " ".join(briefs(name, "--help").stdout.split())
    assert re.search(rf"[Ee]xamples?: briefs {name}\b", words)


@pytest.mark.parametrize("name", NAMES)
def test_usage_marks_an_argument_once(name: str) -> None:
    """In brackets if it may be left out, with dots behind it if there may be several."""
    usage = briefs(name, "--help").stdout.splitlines()[0]
    assert not re.search(r"\[\[|\{\{|…", usage)
