"""The translations of the content: which texts are to be translated, and what each of them says in each language.

A text is found by the path of its record, `demand/krav-03/title`. Records and items with an id go by it, claims by
source and number, other items by their place in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from briefs.content import model
from briefs.content.derived import derived
from briefs.content.kinds import KINDS, records
from briefs.content.walk import PathStep, parts
from briefs.errors import BriefsError, Problem, Where
from briefs.files import read_bytes
from briefs.language.po import Message, Po, Translatable, merge, new_po, read_po, write_po
from briefs.language.tables import DEFAULT_LANGUAGE, Language

E = TypeVar("E", bound=model.Entry)


class File(NamedTuple):
    """The translations into one language, and the name of their file in the project."""

    name: str
    po: Po


TranslationFiles = Mapping[Language, File]


def file_name(language: Language) -> str:
    """Where the translations into a language stand."""
    return f"content/locale/{language}.po"


def read_files(
    root: Path,
    languages: Iterable[Language],
    value: Callable[[Hashable, Callable[[], Po]], Po] = lambda _, make: make(),
) -> tuple[TranslationFiles, tuple[Problem, ...]]:
    """The files of these languages as far as they can be read, and what is wrong; a missing one has no entries.
    `value` gives what was read from the same bytes before, or has them read.
    """
    files: dict[Language, File] = {}
    problems: list[Problem] = []
    for language in languages:
        name = file_name(language)
        files[language] = File(name, Po())
        if (root / name).exists():
            try:
                data = read_bytes(root / name, root=root, name=name)
                files[language] = File(name, value((name, data), partial(read_po, data, name)))
            except BriefsError as error:
                problems.extend(error.problems)
    return files, tuple(problems)


# --- from records to texts with their places and translations
# --------------------------------------------------------------------------------------------------------------------


def translated(library: model.Library, files: TranslationFiles) -> model.Library:
    """The library with the place, the path and the translations of every text in it."""
    texts = _Texts(library.project.language, files)
    tables: dict[str, Any] = {
        kind.table: {id: texts.placed(record, f"{kind.name}/{id}") for id, record in kind.of(library).items()}
        for kind in KINDS
    }
    tables["sources"] = {id: _in_own_language(source, library) for id, source in tables["sources"].items()}
    tables["meetings"] = {id: _called_in_own_language(each, library) for id, each in tables["meetings"].items()}
    return replace(library, project=texts.placed(library.project, "project"), **tables)


def _in_own_language(source: model.Source, library: model.Library) -> model.Source:
    """A source that names no language is in the project's own."""
    own = library.project.language
    return source if "language" in source.model_fields_set else source.model_copy(update={"language": own})


def _called_in_own_language(meeting: model.Meeting, library: model.Library) -> model.Meeting:
    """A meeting that names no languages has papers in the project's own."""
    return meeting if meeting.languages else meeting.model_copy(update={"languages": (library.project.language,)})


def placed(record: E, path: str, language: Language = DEFAULT_LANGUAGE, files: TranslationFiles | None = None) -> E:
    """One record with the place, the path and the translations of every text in it."""
    return _Texts(language, files or {}).placed(record, path)


class _Texts:
    """Gives texts what their records do not hold."""

    def __init__(self, language: Language, files: TranslationFiles) -> None:
        self._language = language
        self._files = files
        self._entries = {name: _usable(file.po.entries) for name, file in files.items()}

    def placed(self, record: E, path: str) -> E:
        """The record with all its texts in their places."""
        changes = {
            str(name): new
            for name, part in parts(record)
            if (new := self._part(part, record.where, (name,), f"{path}/{name}")) is not part
        }
        return record.model_copy(update=changes) if changes else record

    def _part(self, value: Any, where: Where, steps: tuple[PathStep, ...], path: str) -> Any:
        if isinstance(value, model.Text):
            return self._text(value, where.at(*steps), path)
        if isinstance(value, model.Claim):
            source, _, number = path.removeprefix("source/").partition("/claims/")
            return self.placed(value, f"claim/{source}/{number}")
        if isinstance(value, model.Entry):
            return self.placed(value, path)
        if type(value) is tuple:  # a citation is one too, and has no parts
            items = tuple(
                self._part(item, where, (*steps, index), f"{path}/{_name(item, index)}")
                for index, item in enumerate(value)
            )
            return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
        return value

    def _text(self, text: model.Text, where: Where, path: str) -> model.Text:
        translations = {
            language: self._translation(entries.get(path), text.words, self._files[language].name)
            for language, entries in self._entries.items()
        }
        return replace(text, language=self._language, where=where, path=path, translations=translations)

    def _translation(self, entry: Message | None, words: str, name: str) -> model.Translation:
        if entry is None:
            return model.Translation(where=Where(name))
        is_fuzzy = entry.is_fuzzy or (entry.msgid != words and entry.is_filled)
        own = entry.msgstr[0] if entry.is_translated and not is_fuzzy else ""
        return model.Translation(words=own, where=entry.where(name), has_entry=True, is_fuzzy=is_fuzzy)


def _usable(entries: Iterable[Message]) -> dict[str, Message]:
    return {entry.context: entry for entry in entries if entry.context and not entry.obsolete}


def _name(item: object, index: int) -> PathStep:
    """What an item of a list goes by, so that one put in before it takes nothing from it."""
    if isinstance(item, model.Claim):
        return item.key
    name = getattr(item, "id", None)
    return name if isinstance(name, str) else index


# --- what is missing
# --------------------------------------------------------------------------------------------------------------------


def untranslated(library: model.Library, language: Language) -> Iterator[Problem]:
    """Every text that a language is to have and has not, at its place in the .po."""
    for text in _texts_in(library, language):
        if not text.has(language):
            shown = text.words if len(text.words) <= 60 else text.words[:59] + "…"
            found = text.translations.get(language, model.Translation(where=Where(file_name(language))))
            if found.is_fuzzy:
                what = f"the translation of {text.path} is fuzzy: its text is now «{shown}»"
                hint = "Run 'briefs translate', mend it where it does not fit, and take the mark 'fuzzy' away"
                yield Problem(found.where, what, hint)
            else:
                hint = "Write it under 'msgstr'"
                if not found.has_entry:
                    hint = "Run 'briefs translate', which puts it into the file, and translate it there"
                yield Problem(found.where, f"no translation of {text.path}, «{shown}»", hint)


@derived
def is_whole(library: model.Library, language: Language) -> bool:
    """Whether everything that is printed in a language is there in it."""
    return all(text.has(language) for text in _texts_in(library, language))


def _texts_in(library: model.Library, language: Language) -> Iterator[model.Text]:
    """The texts that are printed in a language: an entry with `languages` is left out of all others."""
    for record in _records(library):
        yield from (text for text, _ in _in_language(record, language))


def _in_language(record: model.Entry, language: Language) -> Iterator[tuple[model.Text, model.Entry]]:
    """The texts of a record with the innermost entry that holds them."""
    if language in (getattr(record, "languages", ()) or (language,)):
        for _, part in parts(record):
            for item in part if type(part) is tuple else (part,):
                if isinstance(item, model.Text):
                    yield item, record
                elif isinstance(item, model.Entry):
                    yield from _in_language(item, language)


def _records(library: model.Library) -> Iterator[model.Entry]:
    yield library.project
    yield from (record for _, record in records(library))


# --- what is to be translated
# --------------------------------------------------------------------------------------------------------------------


def wanted(library: model.Library, language: Language) -> Iterator[Translatable]:
    """Every text that a language is to have, with what its translator needs to know."""
    for record in _records(library):
        name = getattr(record, "id", "")
        for text, entry in _in_language(record, language):
            reference = f"{record.where.file}#{name}" if name else record.where.file
            remarks = tuple(_remarks(text, entry, library))
            yield Translatable(text.path, text.words, references=(_isolated(reference),), extracted=remarks)


def _isolated(reference: str) -> str:
    return f"\u2068{reference}\u2069" if " " in reference else reference  # as gettext marks a name with blanks


_LENGTHS = {
    "label": "a heading above the title, and in the running header: one or two words",
    "lead": "one short paragraph under the title",
    "measures": "a phrase in a table, after the number",
    "one": "one of what is counted, as it stands after the number 1",
    "other": "several of what is counted, as they stand after a number",
    "short": "in narrow columns and drawings: as short as the original",
    "summary": "one or two sentences that search engines and readers of the PDF are shown",
    "term": "as it stands in the texts: a word that no claim uses is not explained",
    "title": "a heading: no full stop",
}


def _remarks(text: model.Text, entry: model.Entry, library: model.Library) -> Iterator[str]:
    """The kind of text and how long it may be, the passages that it stands on, and what stays as it is.

    A passage is named by source and paragraph: the project holds no sentence of the documents.
    """
    kind, *steps = text.path.split("/")
    field = next(step for step in reversed(steps) if not step.isdigit())
    length = _LENGTHS.get(field) if (kind, field) != ("actor", "title") else "what somebody is, after the name"
    yield f"{kind}: {field}{f' ({length})' if length else ''}"
    if isinstance(entry, model.Claim):
        yield f"says what paragraph {entry.paragraph} of {steps[0]} says"
    if passages := _passages(getattr(entry, "cites", ()), library):
        yield f"stands on {'; '.join(passages)}"
    if kept := [text.words[found.start : found.end] for found in model.placeholders(text.words)]:
        yield f"keep {' '.join(dict.fromkeys(kept))}"


def _passages(cites: Iterable[model.Citation], library: model.Library) -> list[str]:
    """The paragraphs of the claims that are cited, source by source: `brev-2021, paragraph 3, 5`."""
    found: dict[str, list[int]] = {}
    for cite in cites:
        if claim := library.claim(cite):
            found.setdefault(cite.source, []).append(claim.paragraph)
    return [f"{source}, paragraph {', '.join(map(str, dict.fromkeys(numbers)))}" for source, numbers in found.items()]


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """A file of translations as it is to be, and how many of its entries are not what they were.

    `new` have no translation, `moved` have that of the same text in another place, `fuzzy` have that of an older text,
    and `obsolete` are used no more. `translated` of `texts` may be printed.
    """

    name: str
    content: bytes
    is_changed: bool
    new: int
    moved: int
    fuzzy: int
    obsolete: int
    translated: int
    texts: int


def merged(library: model.Library, language: Language, root: Path) -> Merged:
    """The file of a language with an entry for every text, old translations kept; BriefsError where it is broken."""
    files, problems = read_files(root, [language])
    if problems:
        raise BriefsError(*problems)
    name, old = files[language]
    exists = (root / name).exists()
    po = merge(old if exists else new_po(language, "content"), list(wanted(library, language)))
    content = write_po(po)
    before = {entry.key: entry for entry in old.entries if not entry.obsolete}
    gone = {entry.key for entry in old.entries if entry.obsolete}
    texts = [entry for entry in po.entries if not entry.obsolete]
    fresh = [entry for entry in texts if entry.key not in before]
    return Merged(
        name=name,
        content=content,
        is_changed=not exists or content != read_bytes(root / name, root=root, name=name),
        new=sum(not entry.is_filled for entry in fresh),
        moved=sum(entry.is_translated for entry in fresh),
        fuzzy=sum(entry.is_fuzzy and not (entry.key in before and before[entry.key].is_fuzzy) for entry in texts),
        obsolete=sum(entry.obsolete and entry.key not in gone for entry in po.entries),
        translated=sum(entry.is_translated for entry in texts),
        texts=len(texts),
    )
