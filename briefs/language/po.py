"""Reads, merges and writes gettext's .po files, those of Poedit, msgmerge and Weblate as well.

Babel unescapes and escapes the strings. Its reader and writer are not used: they put the clock into the header, make
`#|` a translator's comment, print a warning for `#~|`, and do not know the lines that a problem has to name.
`Catalog.update` pairs texts that look alike, which gives one record the translation of another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural
from babel.messages.pofile import escape, unescape

from briefs.errors import BriefsError, Position, Problem, Where

FUZZY = "fuzzy"


class Key(NamedTuple):
    """What distinguishes one entry of a file from another."""

    context: str | None
    msgid: str
    plural: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text with its translation, in as many forms as its plural has; "" is a form that is not translated.

    `previous` is the text that the translation of a fuzzy entry was made from. `places` are the lines and columns of
    the forms in the file that was read.
    """

    context: str | None = None
    msgid: str
    plural: str | None = None
    msgstr: tuple[str, ...] = ("",)
    flags: tuple[str, ...] = ()
    previous: Key | None = None
    references: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    obsolete: bool = False
    places: tuple[Position, ...] = field(default=(), compare=False, repr=False)

    @property
    def key(self) -> Key:
        """Context and text, which no two entries of a file share."""
        return Key(self.context, self.msgid, self.plural)

    @property
    def is_fuzzy(self) -> bool:
        """Whether somebody has to look at the translation before it may be printed."""
        return FUZZY in self.flags

    @property
    def is_filled(self) -> bool:
        """Whether every form has words, be they fuzzy."""
        return all(self.msgstr)

    @property
    def is_translated(self) -> bool:
        """Whether the translation may be printed: in use, whole and not fuzzy."""
        return self.is_filled and not self.is_fuzzy and not self.obsolete

    def where(self, file: str) -> Where:
        """The place of the translation in its file, the file's first line where the entry was not read from one."""
        return Where(file, *self.places[0]) if self.places else Where(file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Po:
    """A .po file: the entry that describes it, and all others in their order.

    `blocks` holds how an entry was written in the file that was read: one that did not change is written as it was,
    whatever program has broken its lines.
    """

    header: Message = field(default_factory=lambda: Message(msgid=""))
    entries: tuple[Message, ...] = ()
    blocks: Mapping[Message, str] = field(default_factory=dict, compare=False, repr=False)
    newline: str = "\n"

    @property
    def headers(self) -> dict[str, str]:
        """What the header says, such as `Language` and `Plural-Forms`."""
        lines = (line.partition(":") for line in self.header.msgstr[0].splitlines())
        return {name.strip(): value.strip() for name, colon, value in lines if colon}

    @property
    def forms(self) -> int:
        """How many forms a word that is counted has: two where `Plural-Forms` does not give it."""
        found = re.search(r"nplurals\s*=\s*([1-9])", self.headers.get("Plural-Forms", ""))
        return int(found[1]) if found else 2


class Translatable(NamedTuple):
    """A text that is to have a translation, where it stands, and what its translator needs to know."""

    context: str | None
    msgid: str
    plural: str | None = None
    references: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Context and text, which no two texts share."""
        return Key(self.context, self.msgid, self.plural)


# --- reading
# --------------------------------------------------------------------------------------------------------------------

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_KEYWORD = re.compile(r"(msgctxt|msgid|msgid_plural|msgstr|msgstr\[([0-9])\])\s*(?=\")")
_FILE_REFERENCE = re.compile("\u2068[^\u2069]*\u2069|[^\\s\u2068]+")
_BROKEN_STRING = 'Put the text of the line between two quotation marks, and write one inside it as \\"'
_ENCODING = "Save the file as UTF-8"
_CONFLICT = re.compile(r"<{7}|={7}|>{7}")


def read_po(data: bytes, file: str) -> Po:
    """The entries of a file; BriefsError with everything that is broken in it, each at its line and column."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        place = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        raise BriefsError(Problem(Where(file, *place), "this is no UTF-8 text", _ENCODING)) from None
    reader = _Reader(file)
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        reader.line(number, line)
    reader.end()
    problems = [*reader.problems, *_repeated(reader.entries, file)]
    if problems:
        raise BriefsError(*problems)
    blocks = dict(zip(reader.entries, reader.blocks, strict=True))
    headers = [entry for entry in reader.entries if entry.key == Key(None, "") and not entry.obsolete]
    return Po(
        header=headers[0] if headers else Message(msgid=""),
        entries=tuple(entry for entry in reader.entries if entry not in headers),
        blocks=blocks,
        newline="\r\n" if "\r\n" in text else "\n",
    )


def _repeated(entries: Iterable[Message], file: str) -> Iterator[Problem]:
    first: dict[tuple[str | None, str], Message] = {}
    for entry in entries:
        if not entry.obsolete and (known := first.setdefault(entry.key[:2], entry)) is not entry:
            hint = f"It is first translated in {known.where(file)}: keep one of the two"
            yield Problem(entry.where(file), f"{entry.msgid[:60]!r} is translated twice", hint)


@dataclass(slots=True)
class _Block:
    """An entry while its lines are read."""

    lines: list[str] = field(default_factory=list)
    parts: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, Position] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False
    broken: bool = False
    part: str = ""

    @property
    def is_whole(self) -> bool:
        return any(name.startswith("msgstr") for name in self.parts)

    def text(self, name: str) -> str | None:
        return "".join(self.parts[name]) if name in self.parts else None

    def entry(self) -> Message:
        forms = sorted(name for name in self.parts if name.startswith("msgstr"))
        old = self.text("| msgid")
        return Message(
            context=self.text("msgctxt"),
            msgid=self.text("msgid") or "",
            plural=self.text("msgid_plural"),
            msgstr=tuple(self.text(name) or "" for name in forms),
            flags=tuple(dict.fromkeys(self.flags)),
            previous=None if old is None else Key(self.text("| msgctxt"), old, self.text("| msgid_plural")),
            references=tuple(self.references),
            extracted=tuple(self.extracted),
            comments=tuple(self.comments),
            obsolete=self.obsolete,
            places=tuple(self.places[name] for name in forms),
        )


class _Reader:
    """Reads a file line by line and gathers what is wrong with it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.entries: list[Message] = []
        self.blocks: list[str] = []
        self.problems: list[Problem] = []
        self.block = _Block()

    def line(self, number: int, line: str) -> None:
        """Takes the next line; what comes after a translation begins an entry, with or without a blank line."""
        text, prefix = line.strip(), ""
        if text.startswith(("#~", "#|")):
            prefix = "#~|" if text.startswith("#~|") else text[:2]
            text = text[len(prefix) :].lstrip()
        is_string = text.startswith('"')
        if self.block.is_whole and not is_string and not text.startswith("msgstr"):
            self.end()
        if not text:
            return
        self.block.lines.append(line)
        if text.startswith("#") and not prefix:
            self._comment(text)
        else:
            self._text(text, (number, len(line.rstrip()) - len(text) + 1), prefix)

    def end(self) -> None:
        """Takes what was read since the last entry as an entry."""
        block, self.block = self.block, _Block()
        if block.broken or not block.parts:
            return  # reported already, or comments at the end of the file
        missing = next((name for name in ("msgid", "msgstr") if not any(n.startswith(name) for n in block.parts)), None)
        if missing:
            name, place = next(reversed(block.places.items()))
            self._broken(place, f"{name.lstrip('| ')!r} without a {missing!r}", "An entry has both, each on its line")
            return
        self.entries.append(block.entry())
        self.blocks.append("\n".join(block.lines))

    def _comment(self, text: str) -> None:
        kind, rest = text[1:2], text[2:].strip()
        if kind == ":":
            self.block.references.extend(_FILE_REFERENCE.findall(rest))
        elif kind in {",", "="}:
            self.block.flags.extend(flag for part in rest.split(",") if (flag := part.strip()))
        elif kind == ".":
            self.block.extracted.append(rest)
        else:
            self.block.comments.append(text[1:].removeprefix(" "))

    def _text(self, text: str, place: Position, prefix: str) -> None:
        block = self.block
        keyword = _KEYWORD.match(text)
        if keyword:
            block.part = ("| " if prefix.endswith("|") else "") + keyword[1]
            if block.part in block.parts:
                self._broken(
                    place, f"{keyword[1]!r} is given twice in one entry", "Put a blank line between two entries"
                )
                return
            block.parts[block.part] = []
            block.places[block.part] = place
            if not prefix.endswith("|"):
                block.obsolete = prefix == "#~"
        elif not text.startswith('"') or not block.part:
            self._broken(place, *_strange(text))
            return
        start = keyword.end() if keyword else 0
        string = _STRING.fullmatch(text, start)
        if string is None:
            self._broken((place[0], place[1] + start), "this text has no end, or a mark too many", _BROKEN_STRING)
            return
        block.parts[block.part].append(unescape(string[0]))

    def _broken(self, place: Position, what: str, hint: str) -> None:
        self.block.broken = True
        self.problems.append(Problem(Where(self.file, *place), f"broken .po file: {what}", hint))


def _strange(text: str) -> tuple[str, str]:
    if _CONFLICT.match(text):
        return "a conflict of two versions is left in it", "Keep one of the two, and take the marks out"
    word = text.split()[0][:40]
    return f"{word!r} is no part of an entry", 'A line is a comment after #, or msgctxt, msgid or msgstr with a "text"'


# --- writing
# --------------------------------------------------------------------------------------------------------------------


def write_po(po: Po) -> bytes:
    """The file: one line for each text, however long, as `msgcat --no-wrap` writes, and nothing that the clock decides.

    What did not change since it was read is written as it was, but for a byte order mark, which gettext refuses.
    """
    header = [po.header] if po.header != Message(msgid="") else []
    blocks = (po.blocks.get(entry) or _written(entry) for entry in (*header, *po.entries))
    return ("\n\n".join(blocks) + "\n").replace("\n", po.newline).encode() if header or po.entries else b""


def new_po(language: str, project: str) -> Po:
    """A file without entries for the translations into a language."""
    try:
        plural = str(get_plural(str(Locale.parse(language))))
    except (UnknownLocaleError, ValueError):
        plural = "nplurals=2; plural=(n != 1);"
    headers = {
        "Project-Id-Version": project,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural,
    }
    return Po(header=Message(msgid="", msgstr=("".join(f"{name}: {value}\n" for name, value in headers.items()),)))


def _written(entry: Message) -> str:
    mark = "#~ " if entry.obsolete else ""
    lines = [f"# {comment}".rstrip() for comment in entry.comments]
    lines += [f"#. {comment}".rstrip() for comment in entry.extracted]
    lines += [f"#: {' '.join(entry.references)}"] if entry.references else []
    lines += [f"#, {', '.join(entry.flags)}"] if entry.flags else []
    if entry.previous and not entry.obsolete:
        lines += _texts(entry.previous, "#| ")
    lines += _texts(entry.key, mark)
    for index, form in enumerate(entry.msgstr):
        lines += _string("msgstr" if entry.plural is None else f"msgstr[{index}]", form, mark)
    return "\n".join(lines)


def _texts(key: Key, mark: str) -> Iterator[str]:
    for name, text in zip(("msgctxt", "msgid", "msgid_plural"), key, strict=True):
        if text is not None:
            yield from _string(name, text, mark)


def _string(name: str, text: str, mark: str) -> Iterator[str]:
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    if len(lines) < 2:
        yield f"{mark}{name} {escape(text)}"
        return
    yield f'{mark}{name} ""'
    yield from (f"{mark}{escape(line)}" for line in lines)


# --- merging
# --------------------------------------------------------------------------------------------------------------------


def merge(old: Po, wanted: Sequence[Translatable]) -> Po:
    """The file with an entry for each text that is wanted, in their order, and what is no longer used after them.

    A text finds its translation in four rounds, each for all texts before the next: its own entry; an entry of the same
    text that nothing else uses (it moved); the entry of the same context with another text, which makes it fuzzy with
    that text beside it; any translation of the same text. Texts that only look alike are never paired.
    """
    taken: dict[Key, Message] = {}
    free = dict.fromkeys(range(len(old.entries)))
    for found in (_own, _moved, _changed, _copied):
        for want, index, entry in found(old.entries, [w for w in wanted if not _is_filled(taken, w)], free):
            free.pop(index, None)
            empty = taken.get(want.key)  # its own entry, without words but perhaps with a remark
            taken[want.key] = replace(entry, comments=(*empty.comments, *entry.comments)) if empty else entry
    fresh = tuple(_entry(want, taken.get(want.key), old.forms) for want in wanted)
    unused = _all_unused([old.entries[index] for index in free if any(old.entries[index].msgstr)], fresh)
    return replace(old, entries=(*fresh, *unused))


MatchedEntries = Iterator[tuple[Translatable, int, Message]]
Free = Mapping[int, None]


def _is_filled(taken: Mapping[Key, Message], want: Translatable) -> bool:
    return want.key in taken and any(taken[want.key].msgstr)


def _own(entries: Sequence[Message], wanted: Sequence[Translatable], free: Free) -> MatchedEntries:
    """Entries of the same context and text: those in use before the obsolete, those with words before the empty."""
    places = sorted(free, key=lambda index: (not any(entries[index].msgstr), entries[index].obsolete))
    known: dict[Key, int] = {}
    for index in places:
        known.setdefault(entries[index].key, index)
    yield from ((want, known[want.key], entries[known[want.key]]) for want in wanted if want.key in known)


def _moved(entries: Sequence[Message], wanted: Sequence[Translatable], free: Free) -> MatchedEntries:
    """Entries of the same text that nothing else uses."""
    known = _by_text(entries, free)
    for want in wanted:
        if indices := known.get(want.key[1:]):
            index = indices.pop(0)
            yield want, index, entries[index]


def _changed(entries: Sequence[Message], wanted: Sequence[Translatable], free: Free) -> MatchedEntries:
    """Entries of the same context with another text, fuzzy from now on."""
    known: dict[str | None, int] = {}
    for index in sorted((i for i in free if any(entries[i].msgstr)), key=lambda i: entries[i].obsolete):
        known.setdefault(entries[index].context, index)
    for want in wanted:
        if want.context is not None and want.context in known:
            index = known[want.context]
            yield want, index, _doubtful(entries[index], want)


def _copied(entries: Sequence[Message], wanted: Sequence[Translatable], free: Free) -> MatchedEntries:
    """Translations of the same text in other places; one to be looked at where they are not the same."""
    known = _by_text(entries, range(len(entries)))
    for want in wanted:
        if indices := known.get(want.key[1:]):
            same = len({entries[index].msgstr for index in indices}) == 1
            first = replace(entries[indices[0]], comments=())
            yield want, -1, first if same else _doubtful(first, want)


def _by_text(entries: Sequence[Message], indices: Iterable[int]) -> dict[tuple[str | None, ...], list[int]]:
    """The whole translations that are not fuzzy, by what they translate; those in use come first."""
    known: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for index in sorted(indices, key=lambda index: entries[index].obsolete):
        if entries[index].is_filled and not entries[index].is_fuzzy:
            known[entries[index].key[1:]].append(index)
    return known


def _doubtful(entry: Message, want: Translatable) -> Message:
    made_from = entry.previous if entry.is_fuzzy and entry.previous else entry.key
    previous = None if made_from == want.key else made_from
    return replace(entry, flags=tuple(dict.fromkeys((FUZZY, *entry.flags))), previous=previous)


def _entry(want: Translatable, found: Message | None, forms: int) -> Message:
    empty = ("",) * (1 if want.plural is None else forms)
    found = found or Message(msgid="", msgstr=empty)
    return replace(
        found,
        context=want.context,
        msgid=want.msgid,
        plural=want.plural,
        msgstr=found.msgstr[:1] if want.plural is None else (*found.msgstr, *empty[len(found.msgstr) :]),
        references=want.references,
        extracted=tuple(" ".join(comment.split()) for comment in want.extracted),
        obsolete=False,
    )


def _all_unused(entries: Sequence[Message], fresh: Iterable[Message]) -> Iterator[Message]:
    """What is no longer used, out of use; each under the text that it was made from, unless another has that."""
    keys = {entry.key for entry in (*fresh, *entries)}
    for entry in entries:
        unused = replace(entry, obsolete=True, references=(), extracted=(), previous=None)
        if entry.is_fuzzy and entry.previous and entry.previous.msgid:
            made_from = Key(entry.previous.context or entry.context, entry.previous.msgid, entry.previous.plural)
            is_own = made_from.context == entry.context and (made_from.plural is None) == (entry.plural is None)
            if is_own and made_from not in keys:
                keys.add(made_from)
                unused = replace(unused, msgid=made_from.msgid, plural=made_from.plural)
        yield unused
