"""The templates' `_` and `ngettext`: a whole sentence is translated, then its placeholders are filled with set values.

A placeholder is a name in braces, `_("Avsnitt {n}", n=4)`; a value that is markup stays markup, any other is escaped.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from briefs import assets
from briefs.errors import Problem, UnprintableError, Where
from briefs.html.values import Setting
from briefs.language.catalogue import Catalogue
from briefs.language.signs import OBJECT

_PLACE_FOR_VALUE = re.compile(r"\{(\w+)\}")
_MARKUP = OBJECT  # stands for a value that is markup while the words around it are set


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of the templates in one language; `doubtful` gathers translations with other placeholders."""

    catalogue: Catalogue
    setting: Setting
    folders: tuple[Path, ...] = ()
    doubtful: dict[str, str] = field(default_factory=dict)

    def gettext(self, message: str, /, **values: Any) -> Markup:
        """A sentence of the templates in this language, its placeholders filled."""
        translated = self.catalogue.gettext(message)
        self._compare(message, translated, message)
        return self._filled(translated, message, values)

    def ngettext(self, one: str, many: str, count: int, /, **values: Any) -> Markup:
        """The sentence for a count, its placeholders filled; the count itself is a value like any other."""
        translated = self.catalogue.ngettext(one, many, count)
        self._compare(one if count == 1 else many, translated, one)
        return self._filled(translated, many, values)

    def problems(self) -> tuple[Problem, ...]:
        """What had no translation, and what was translated with other placeholders, so far."""
        doubtful = (Problem(self._place(message), what) for message, what in sorted(self.doubtful.items()))
        missing = (
            Problem(self._place(message), f"no translation of {message!r}")
            for message in sorted(self.catalogue.missing)
        )
        return (*missing, *doubtful)

    def _compare(self, source: str, translated: str, message: str) -> None:
        wanted, found = (set(_PLACE_FOR_VALUE.findall(text)) for text in (source, translated))
        if lost := ", ".join(f"{{{name}}}" for name in sorted(wanted - found)):
            self.doubtful[message] = f"the translation of {message!r} has lost {lost}"
        elif unknown := ", ".join(f"{{{name}}}" for name in sorted(found - wanted)):
            self.doubtful[message] = f"the translation of {message!r} has {unknown}, which it does not have itself"

    def _filled(self, sentence: str, message: str, values: Mapping[str, Any]) -> Markup:
        """The sentence with its values: plain ones as part of its words, markup put in afterwards."""
        if missing := set(_PLACE_FOR_VALUE.findall(message)) - set(values):
            raise UnprintableError(f"{message!r} needs a value for {', '.join(sorted(missing))}")
        kept: list[Markup] = []

        def fill(match: re.Match[str]) -> str:
            value = self.setting.finalize(values.get(match[1], match[0]), match[1])
            if not hasattr(value, "__html__"):
                return str(value)
            if "<" not in (markup := Markup(value)):
                return markup.unescape()
            kept.append(markup)
            return _MARKUP

        words = str(escape(self.setting.polished(_PLACE_FOR_VALUE.sub(fill, sentence))))
        pieces = words.split(_MARKUP)
        return Markup("".join(piece + mark for piece, mark in zip(pieces, (*kept, ""), strict=True)))  # escaped pieces

    def _place(self, message: str) -> Where:
        """The line of an entry in the first catalogue that has it."""
        for folder in self.folders:
            file = assets.located(folder, f"locale/{self.catalogue.language}.po", self.catalogue.file)
            if file and (line := line_of(assets.read_text(file, self.catalogue.file), message)):
                return Where(self.catalogue.file, line)
        return Where(self.catalogue.file)


def line_of(catalogue: str, message: str) -> int:
    """The line of a .po file where the entry of a message begins; 0 where there is none."""
    for match in re.finditer(r'^msgid((?:\s*"(?:[^"\\]|\\.)*")+)', catalogue, re.MULTILINE):
        strings = re.findall(r'"(?:[^"\\]|\\.)*"', match[1])
        if "".join(map(ast.literal_eval, strings)) == message:
            return catalogue.count("\n", 0, match.start()) + 1
    return 0
