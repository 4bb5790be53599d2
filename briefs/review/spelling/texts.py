"""Every text that a project prints, as it is written in its file: the language rules find words here, and the place of
each word.

A place is exact to the column, however YAML or gettext writes the text: plain, quoted with escapes, folded over lines,
or as a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefs.content import model
from briefs.content.kinds import records
from briefs.content.load import read_record
from briefs.errors import Where
from briefs.language.catalogue import SOURCE_LANGUAGE
from briefs.language.tables import Language, languages

_CALL = re.compile(r"""\b(?:_|n?gettext)\(\s*(?P<first>"(?:[^"\\]|\\.)*")(?:\s*,\s*(?P<second>"(?:[^"\\]|\\.)*"))?""")
_TRANSLATED = re.compile(
    r'^msgstr(?:\[\d\])?[ \t]+(?P<quoted>"(?:[^"\\\n]|\\.)*"(?:\s*\n"(?:[^"\\\n]|\\.)*")*)', re.MULTILINE
)
_MSGSTR = re.compile(r"msgstr(?:\[\d\])?\s+(?=\")")
_PO_FOLD = re.compile(r'"\s*\n\s*"')
_FIELD = re.compile(r"%\((\w+)\)[sd]|<[^<>]*>")  # what a template's words leave open, and mark-up in them
OPEN = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for each character of what is not words
_ESCAPE_DIGITS = {"x": 2, "u": 4, "U": 8}


@dataclass(frozen=True, slots=True)
class Passage:
    """One text in one language; `where` is where it begins and `written` the whole file that holds it."""

    words: str
    language: Language
    where: Where
    path: tuple[str | int, ...] = ()
    record: str = ""
    written: str = field(default="", repr=False, compare=False)

    def at(self, offset: int) -> Where:
        """The place of a character of the words; where the text begins if the file writes it in a way that is not
        understood.
        """
        lines = self.written.split("\n")
        if not 1 <= self.where.line <= len(lines):
            return self.where
        start = sum(len(line) + 1 for line in lines[: self.where.line - 1]) + self.where.column - 1
        if keyword := _MSGSTR.match(self.written, start):
            start = keyword.end()
        found = _find(self.written, start, self.words, offset)
        if found is None:
            return self.where
        return Where(
            self.where.file, self.written.count("\n", 0, found) + 1, found - self.written.rfind("\n", 0, found)
        )


def passages(library: model.Library, root: Path) -> Iterator[Passage]:
    """The texts of the content and, where the project has templates of its own, the words of these, in the order of
    their files.
    """
    yield from of_content(library, root)
    yield from of_templates(root)


def of_content(library: model.Library, root: Path) -> Iterator[Passage]:
    """The texts of all records in all languages."""
    files: dict[str, str] = {}
    for record in (library.project, *(record for _, record in records(library))):
        yield from _of_record(record, root, files)


def of_templates(root: Path) -> Iterator[Passage]:
    """The words of the project's templates: bokmål in the templates themselves, the others in the catalogues."""
    folder = root / "templates"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(root).as_posix()
        if path.suffix == ".po" and path.stem in languages():
            language = next(language for language in languages() if language == path.stem)
            yield from _of_catalogue(_read(path), name, language)
        elif path.suffix in {".html", ".txt"}:
            yield from _of_template(_read(path), name)
        elif path.suffix == ".yaml":
            yield from _of_record(read_record(path, name, model.BriefSpec), root, {})


def _of_record(record: model.Entry, root: Path, files: dict[str, str]) -> Iterator[Passage]:
    for path, text in model.texts(record):
        for language in languages():
            if text.has(language):
                where = text.where_of(language)
                if where.file not in files:
                    file = root / where.file
                    files[where.file] = _read(file) if file.is_file() else ""
                name = f"{type(record).__name__}:{getattr(record, 'id', '')}"
                yield Passage(text.get(language), language, where, path, name, files[where.file])


def _of_template(written: str, name: str) -> Iterator[Passage]:
    for call in _CALL.finditer(written):
        for quoted in ("first", "second"):
            if call[quoted]:
                yield _quoted(call[quoted], SOURCE_LANGUAGE, name, written, call.start(quoted))


def _of_catalogue(written: str, name: str, language: Language) -> Iterator[Passage]:
    for entry in _TRANSLATED.finditer(written):
        head = written.rfind("msgid", 0, entry.start())
        if written.startswith('msgid ""\n', head) and not written.startswith('"', head + 9):
            continue  # the heading of the file
        yield _quoted(entry["quoted"], language, name, written, entry.start("quoted"))


def _quoted(quoted: str, language: Language, name: str, written: str, start: int) -> Passage:
    words = re.sub(r"\\(.)", r"\1", _PO_FOLD.sub("", quoted)[1:-1])
    where = Where(name, written.count("\n", 0, start) + 1, start - written.rfind("\n", 0, start))
    return Passage(_FIELD.sub(lambda match: OPEN * len(match[0]), words), language, where, written=written)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


# --- from an offset in the words to a place in the file ---------------------------------------------------------------


def _find(written: str, start: int, words: str, offset: int) -> int | None:
    """Walks the words and their writing side by side; None where they part."""
    style = written[start : start + 1]
    place = start
    if style in {"'", '"'}:
        place += 1
    elif style in {">", "|"}:
        place = _skip_white(written, written.find("\n", start) + 1)
    for character in words[:offset]:
        step = _step(written, place, character, style)
        if step is None:
            return None
        place = step
    return _fold(written, place, style)


def _step(written: str, place: int, character: str, style: str) -> int | None:
    """Where the writing goes on after one character of the words."""
    place = _fold(written, place, style)
    here = written[place : place + 1]
    if character == " " and here in {" ", "\t", "\n"}:
        end = _skip_white(written, place)
        return end if "\n" in written[place:end] else place + 1
    if style == '"' and here == "\\":
        return place + 2 + _ESCAPE_DIGITS.get(written[place + 1 : place + 2], 0)
    if style == "'" and written.startswith("''", place):
        return place + 2
    return place + 1 if here and character in {here, OPEN} else None


def _fold(written: str, place: int, style: str) -> int:
    """Past what breaks a line and is no part of the words: a backslash in YAML, two quotation marks in a catalogue."""
    if style == '"':
        if fold := re.compile(r"\\\n[ \t]*").match(written, place):
            return fold.end()
        if fold := _PO_FOLD.match(written, place):
            return fold.end()
    return place


def _skip_white(written: str, place: int) -> int:
    while written[place : place + 1] in {" ", "\t", "\n"} and place < len(written):
        place += 1
    return place
