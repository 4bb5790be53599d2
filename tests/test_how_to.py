"""The tutorial and the how-tos: their files are written and their commands run, as they stand.

A block `yaml file=PATH` is a file; with `replace` each of its lines takes the place of the one with the same key, and
with `after="words"` it stands below the line that ends with these words, and with `record=ID` in the place of that
record. A block `sh` is commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from briefs.cli import app

pytestmark = pytest.mark.long

FOLDER = Path(__file__).parents[1] / "docs"
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
MADE = {
    "tutorial": ("out/nb/kravliste/alle.pdf", "out/nb/tiltaksstatus/formannskap.html"),
    "how-to/own-topic": ("out/nb/historikk/alle.html",),
    "how-to/template": ("templates/base/facts.html", "out/nb/tiltaksstatus/formannskap.html"),
    "how-to/translator": ("content/locale/nn.po", "out/nb/historikk/alle.html"),
    "how-to/language": ("out/nb/historikk/alle.html",),
    "how-to/ci": (".github/workflows/briefs.yml", "requirements.lock", "out/nb/kilder/alle.pdf"),
    "how-to/audience": ("out/nb/kravliste/naboer.html", "out/nb/kravliste/naboer.pdf"),
    "how-to/meeting": (
        "packs/formannskapet-2024-04-11/manifest.json",
        "packs/formannskapet-2024-06-13/manifest.json",
        "out/nb/oppfolging/alle.pdf",
        "out/nb/tiltaksstatus/formannskap.pdf",
    ),
}


class Block(NamedTuple):
    """A fenced block of a guide: what it is, what stands behind that, and its text."""

    kind: str
    info: str
    text: str


def blocks(guide: str) -> Iterator[Block]:
    written = (FOLDER / f"{guide}.md").read_text("utf-8")
    return (Block(match["kind"], match["info"], match["text"]) for match in _BLOCK.finditer(written))


def run(block: Block, here: Path) -> Path:
    """Runs the commands of a block, each of which must end well; the folder that they end in."""
    for line in block.text.splitlines():
        command, *arguments = line.split()
        if command == "cd":
            here = here / arguments[0]
            continue
        assert command == "briefs"
        with chdir(here):
            result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, f"{line}\n{result.output}{result.stderr}{result.exception!r}"
    return here


def write(block: Block, here: Path) -> None:
    """Writes the file of a block, or changes it."""
    path = here / block.info.split("file=")[1].split()[0]
    path.parent.mkdir(parents=True, exist_ok=True)
    if found := re.search(r'after="((?:[^"\\]|\\.)*)"', block.info):
        words = found[1].replace('\\"', '"')
        text = path.read_text("utf-8")
        assert text.count(f"{words}\n") == 1, f"{path.name} does not have {words!r} once at the end of a line"
        path.write_text(text.replace(f"{words}\n", f"{words}\n{block.text}"), "utf-8")
    elif found := re.search(r"record=(\S+)", block.info):
        text, count = re.subn(
            rf"^  - id: {found[1]}\n(?:    .*\n)*", lambda _: block.text, path.read_text("utf-8"), flags=re.MULTILINE
        )
        assert count == 1
        path.write_text(text, "utf-8")
    elif " replace" in block.info:
        text = path.read_text("utf-8")
        for line in block.text.splitlines():
            text, count = re.subn(rf"^{line.partition(':')[0]}:.*$", line, text, flags=re.MULTILINE)
            assert count == 1
        path.write_text(text, "utf-8")
    else:
        path.write_text(block.text, "utf-8")


def test_every_guide_is_followed() -> None:
    """A new one does not stay untried."""
    assert {f"how-to/{path.stem}" for path in (FOLDER / "how-to").glob("*.md")} | {"tutorial"} == MADE.keys()


@pytest.mark.parametrize("guide", MADE)
def test_a_guide_does_what_it_says(guide: str, tmp_path: Path) -> None:
    """Whoever follows it letter by letter gets the files that it promises, and `check` has nothing to say."""
    here = tmp_path
    for block in blocks(guide):
        if block.kind == "sh":
            here = run(block, here)
        else:
            write(block, here)
    assert [name for name in MADE[guide] if not (here / name).is_file()] == []
