"""The only polib room: the words of the templates in each language, from gettext catalogues.

The templates are written in bokmål, so `nb` needs no catalogue; a word that another language lacks is a problem, never
a fall-back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib

from briefs import assets
from briefs.errors import BriefsError, Problem, Where
from briefs.language.tables import Language

SOURCE_LANGUAGE: Language = "nb"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of one language; `missing` gathers what was asked for in vain, so that all of it is told at
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
        """The form for a count: all three languages tell one from everything else."""
        if self.language == SOURCE_LANGUAGE:
            return one if count == 1 else many
        forms = self.plurals.get(one)
        if forms is None:
            self.missing.add(one)
            return many
        return forms[0] if count == 1 else forms[1]

    def problems(self) -> tuple[Problem, ...]:
        """What was missing so far."""
        return tuple(Problem(Where(self.file), f"no translation of {message!r}") for message in sorted(self.missing))


def read_catalogue(folders: tuple[Path, ...], language: Language) -> Catalogue:
    """The catalogue of a language, own words before packaged ones; BriefsError where a file is broken."""
    name = f"locale/{language}.po"
    words: dict[str, str] = {}
    plurals: dict[str, tuple[str, str]] = {}
    for folder in reversed(folders):
        if file := assets.located(folder, name, f"templates/{name}"):
            text = assets.read_text(file, f"templates/{name}")
            try:
                catalogue = polib.pofile(f"{text}\n")  # with a line end, since polib opens what is a file's name
            except (OSError, ValueError) as error:
                raise BriefsError(
                    Problem(Where(f"templates/{name}"), f"this catalogue cannot be read: {error}")
                ) from None
            words.update(
                {entry.msgid: entry.msgstr for entry in catalogue if entry.msgstr and "fuzzy" not in entry.flags}
            )
            forms = {
                entry.msgid: (entry.msgstr_plural[0], entry.msgstr_plural[1])
                for entry in catalogue
                if entry.msgstr_plural.get(0) and entry.msgstr_plural.get(1) and "fuzzy" not in entry.flags
            }
            plurals.update(forms)
            words.update(
                {one: translated for one, (translated, _) in forms.items()}
            )  # as gettext does: «krav 3», and «ni krav»
    return Catalogue(language, f"templates/{name}", words, plurals)
