"""What the tests of several stages share: a tiny whole project that a test may change and check."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import settings

from briefs.content.check import check
from briefs.content.load import load
from briefs.content.model import Library
from briefs.content.translations import file_name, wanted
from briefs.edition.sections import limited_kinds, needed_fields
from briefs.errors import Problem
from briefs.language.po import merge, new_po, write_po
from briefs.language.tables import Language

# the same examples in each run, nothing kept between runs, and no failure because a machine is slow
settings.register_profile("suite", derandomize=True, database=None, deadline=None, max_examples=150)
settings.load_profile("suite")

SMALL = Path(__file__).parent / "projects" / "small"
MEETINGS = SMALL.with_name("meetings")
LOCAL = SMALL.with_name("local")


@dataclass(frozen=True)
class Project:
    """A copy of a project that a test changes; its files are named from the root, with forward slashes."""

    root: Path

    def write(self, path: str, text: str) -> None:
        """Writes a file anew."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Changes the first place of a file that reads `old`, which must be there."""
        target = self.root / path
        text = target.read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        target.write_text(text.replace(old, new, 1), encoding="utf-8")

    def place(self, path: str, words: str, *, after: str = "") -> str:
        """`file:line:column` of the first place of a file that reads `words`, `after` other words where given."""
        text = (self.root / path).read_text(encoding="utf-8")
        found = text.index(words, text.index(after) if after else 0)
        return f"{path}:{text.count(chr(10), 0, found) + 1}:{found - text.rfind(chr(10), 0, found)}"

    def into(self, language: Language, words: Mapping[str, str], *, rest: bool = False) -> None:
        """Adds a language, in which the texts of `words` read so; all others read as they are where `rest` says so, and
        are missing where not.
        """
        others = [other for other in self.library().project.translations if other != language]
        project = (self.root / "content/project.yaml").read_text(encoding="utf-8")
        lines = [line for line in project.splitlines() if not line.startswith("translations:")]
        lines.append(f"translations: [{', '.join([*others, language])}]")
        self.write("content/project.yaml", "\n".join(lines) + "\n")
        po = merge(new_po(language, "content"), list(wanted(self.library(), language)))
        entries = tuple(
            replace(entry, msgstr=(words.get(entry.msgid, entry.msgid if rest else ""),)) for entry in po.entries
        )
        assert words.keys() <= {entry.msgid for entry in entries}
        self.write(file_name(language), write_po(replace(po, entries=entries)).decode())

    def problems(self) -> tuple[Problem, ...]:
        """What loading and checking find."""
        loaded = load(self.root)
        if loaded.library is None:
            return loaded.problems
        kinds, limited = needed_fields(), limited_kinds()
        found = check(loaded.library, sections=kinds, limited=limited, partial=loaded.unreadable)
        return (*loaded.problems, *found)

    def check(self) -> str:
        """All problems, one a line."""
        return "\n".join(map(str, self.problems()))

    def library(self) -> Library:
        """The library of a project that loads without a problem."""
        loaded = load(self.root)
        assert loaded.library is not None
        assert loaded.problems == ()
        return loaded.library


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of `tests/projects/small`, which has every kind of record and no problem."""
    root = tmp_path / "project"
    shutil.copytree(SMALL, root)
    return Project(root)


@pytest.fixture
def board(project: Project) -> Project:
    """The small project with two meetings of its board, of `tests/projects/meetings`: an item is postponed to the
    second, and another is closed.
    """
    shutil.copytree(MEETINGS, project.root, dirs_exist_ok=True)
    return project


@pytest.fixture
def municipality(project: Project) -> Project:
    """The small project with the words and figures of the municipality that reads it, of `tests/projects/local`, which
    the board's copy prints.
    """
    shutil.copytree(LOCAL, project.root, dirs_exist_ok=True)
    board = "content/audiences/styre.yaml"
    project.replace(
        board,
        "      - kind: consequences",
        "      - {kind: local, title: Hva betyr dette for oss}\n      - kind: consequences",
    )
    return project
