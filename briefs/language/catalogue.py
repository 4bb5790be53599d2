"""The words of the templates in each language, from gettext catalogues.

The templates are written in bokmål, so `nb` needs no catalogue; a word that another language lacks is a problem, never
a fall-back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefs import assets
from briefs.language.po import Message, Translatable, merge, new_po, read_po, write_po
from briefs.language.tables import Language

SOURCE_LANGUAGE: Language = "nb"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of one language; `missing` gathers what was asked for in vain, so that all of it is reported at
    once.
    """

    language: Language
    file: str
    words: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def gettext(self, message: str) -> str:
        """A word of the templates in this language."""
        if self.language == SOURCE_LANGUAGE:
            return message
        if not (translated := self.words.get(message) or self.plurals.get(message, ("",))[0]):
            self.missing.add(message)
        return translated or message

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form for a count: all three languages distinguish one from everything else."""
        if self.language == SOURCE_LANGUAGE:
            return one if count == 1 else many
        forms = self.plurals.get(one)
        if forms is None:
            self.missing.add(one)
            return many
        return forms[0] if count == 1 else forms[1]


def read_catalogue(folders: tuple[Path, ...], language: Language) -> Catalogue:
    """The catalogue of a language, own words before packaged ones; BriefsError where a file is broken."""
    name = f"templates/locale/{language}.po"
    words: dict[str, str] = {}
    plurals: dict[str, tuple[str, str]] = {}
    for entry in _entries(folders, language, name):
        words[entry.msgid] = entry.msgstr[0]  # the first form also where nothing is counted: «krav 3», and «ni krav»
        if len(entry.msgstr) > 1:
            plurals[entry.msgid] = (entry.msgstr[0], entry.msgstr[1])
    return Catalogue(language, name, words, plurals)


def empty_catalogue(language: Language) -> bytes:
    """A catalogue with every word of the program's templates, none of them translated, for whoever begins a language.

    The words are those of a catalogue that comes along, since a wheel has nothing that reads templates for them.
    """
    packaged = min((assets.packaged("templates") / "locale").glob("*.po"))
    entries = (entry for entry in read_po(packaged.read_bytes(), packaged.name).entries if not entry.obsolete)
    wanted = [Translatable(each.context, each.msgid, each.plural, each.references, each.extracted) for each in entries]
    return write_po(merge(new_po(language, "templates"), wanted))


def _entries(folders: tuple[Path, ...], language: Language, name: str) -> Iterator[Message]:
    """What is translated in the catalogues of a language, the packaged ones first."""
    for folder in reversed(folders):
        if file := assets.located(folder, f"locale/{language}.po", name):
            data = assets.read(file, name)
            yield from (entry for entry in read_po(data, name).entries if entry.is_translated and not entry.context)
