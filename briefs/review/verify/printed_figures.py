"""Whether the words about a figure in a text fit it: no other unit than its own, and no other reservation.

Held in every language, and without any document: the figure itself is what the documents bear out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefs.content import model
from briefs.content.model import FigurePrecision
from briefs.errors import Severity
from briefs.language.tables import Language
from briefs.review.verify.evidence import Evidence
from briefs.review.verify.lexicon import Lexicon, lexicon
from briefs.review.verify.numerals import Token, tokens
from briefs.review.verify.quantities import COUNTED
from briefs.review.verify.report import Finding

_NAMED_UNIT = frozenset({"NOK", "percent"})  # a number of these says nothing without its unit
_TIMES = frozenset({"year", "month", "week", "day"})
_WITHOUT_UNIT = frozenset({"number", "plain"})
_SENTENCE_END = re.compile(r"[.!?:]\s|[.!?]$")
_LONGEST = 4  # words of a reservation


class _Wrong(NamedTuple):
    """What is wrong about a figure, what its own record says, and what the text says."""

    what: str
    expected: str
    found: str
    severity: Severity = "error"


def of_text(evidence: Evidence, record: str, text: model.Text) -> Iterator[Finding]:
    """Every figure that a text prints, in each of its languages."""
    figures = evidence.library.figures
    for language in (text.language, *text.translations):
        words = text.get(language) if text.has(language) else ""
        for reference in model.placeholders(words):
            figure = figures.get(reference.name)
            if figure is None:
                continue
            held = hashlib.sha256(words.encode()).hexdigest()
            for wrong in _Printed(figure, reference, words, language).faults():
                what = f"{record}: {words[reference.start : reference.end]} {wrong.what}"
                about = (text.where_of(language), record, what, wrong.expected, wrong.found)
                yield Finding("figure", *about, severity=wrong.severity, held=held)


@dataclass(frozen=True)
class _Printed:
    """A figure where a text prints it."""

    figure: model.Figure
    reference: model.Placeholder
    text: str
    language: Language

    def faults(self) -> Iterator[_Wrong]:
        """Other units, units that are lacking, and other reservations."""
        yield from self._other_unit()
        yield from self._no_unit()
        yield from self._reservation()

    @cached_property
    def _words(self) -> Lexicon:
        return lexicon(self.language)

    @cached_property
    def _before(self) -> tuple[Token, ...]:
        """The words that lead to the figure, back to the last other sign or reference."""
        before = model.without_references(self.text[: self.reference.start])
        found: list[Token] = []
        end = len(before)
        for token in reversed(tokens(before)):
            if before[token.end : end].strip():
                break
            found.insert(0, token)
            end = token.start
        return tuple(found)

    @cached_property
    def _after(self) -> tuple[Token, ...]:
        """The first words behind the figure, where only a space parts them from it."""
        after = self.text[self.reference.end :]
        found = tokens(model.without_references(after))
        return found[:2] if found and not after[: found[0].start].strip() else ()

    @property
    def _prints_unit(self) -> bool:
        return self.reference.style not in _WITHOUT_UNIT

    @cached_property
    def _own_units(self) -> frozenset[str]:
        """The figure's unit; that of its noun where it counts hours or metres."""
        if self.figure.unit != "count":
            return frozenset({self.figure.unit})
        noun = self.figure.noun
        names = (noun.one.get(self.language), noun.other.get(self.language)) if noun else ()
        known = self._words.units.items()
        return frozenset(
            unit for name in names for word, unit in known if len(word) > 2 and name.lower().endswith(word)
        )

    def _unit_behind(self) -> tuple[str, str]:
        """The unit that stands directly behind the figure, and its words."""
        low = tuple(token.low for token in self._after)
        for phrase, unit in self._words.unit_phrases.items():
            if low[: len(phrase)] == phrase:
                return unit, " ".join(phrase)
        unit = self._words.units.get(low[0], "") if low else ""
        is_other_word = unit.lower() == low[0] and not self._after[0].text.isupper() if low else True  # «nok»
        return ("", "") if is_other_word else (unit, low[0])

    def _currency_before(self) -> tuple[str, str]:
        token = self._before[-1] if self._before else None
        unit = self._words.units.get(token.low, "") if token else ""
        is_sign = token is not None and (token.text.isupper() or not token.text.isalpha() or len(token.text) < 3)
        return (unit, token.text) if token and is_sign and unit not in {"", *_TIMES, "percent"} else ("", "")

    def _other_unit(self) -> Iterator[_Wrong]:
        for unit, words in (self._unit_behind(), self._currency_before()):
            if unit and unit not in self._own_units:
                if self._prints_unit and unit in _TIMES and self.figure.unit not in _TIMES:
                    continue  # «250 000 kroner året før»
                if self.figure.unit == "count" and unit in COUNTED and not self._own_units:
                    continue  # «840 hyllemeter» of a figure that counts no other unit
                yield _Wrong(f"is in {self.figure.unit}, and «{words}» gives another unit", self.figure.unit, words)
            elif unit and self._prints_unit and self.figure.unit != "count":
                yield _Wrong(f"prints its unit, and «{words}» gives it once more", self.figure.unit, words)
        if self._after and self._after[0].low in self._words.magnitudes:
            scale = self._after[0].text
            yield _Wrong(f"prints all of its number, and «{scale}» makes it another one", str(self.figure.value), scale)

    def _no_unit(self) -> Iterator[_Wrong]:
        if self._prints_unit or self.figure.unit not in _NAMED_UNIT or self._is_named_near():
            return
        yield _Wrong(f"prints no unit, and the sentence does not give it: {self.figure.unit}", self.figure.unit, "")

    def _is_named_near(self) -> bool:
        """Whether the sentence names the unit, or prints another figure with a unit."""
        sentence = self._sentence()
        others = [other for other in model.placeholders(sentence) if other.style not in _WITHOUT_UNIT]
        found = [token.low for token in tokens(model.without_references(sentence))]
        phrases = (phrase for phrase, unit in self._words.unit_phrases.items() if unit == self.figure.unit)
        return (
            any(self._words.units.get(word) == self.figure.unit for word in found)
            or any(f" {' '.join(phrase)} " in f" {' '.join(found)} " for phrase in phrases)
            or any(
                word.startswith(head.lstrip("-"))
                for word in (part for low in found for part in low.split("-"))
                for head, unit in self._words.compounds.items()
                if unit == self.figure.unit
            )
            or any(other.name != self.figure.id and not other.is_date for other in others)
        )

    def _sentence(self) -> str:
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        start = max((end for end in ends if end <= self.reference.start), default=0)
        return self.text[start : min((end for end in ends if end >= self.reference.end), default=len(self.text))]

    def _reservation(self) -> Iterator[_Wrong]:
        said = self._said()
        only = self._before[-1].low if self._before else ""
        if only in self._words.only and self.figure.precision not in {"under", "at-most"}:
            yield _Wrong(f"is {self.figure.precision}, and «{only}» makes little of it", "", only, "advice")
        if said is None:
            return
        words, precision = said
        prints_its_own = self.figure.precision != "exact" and self.reference.style not in {*_WITHOUT_UNIT, "value"}
        severity: Severity = "advice" if words in self._words.prepositions else "error"
        if prints_its_own:
            what = f"prints its reservation ({self.figure.precision}), and «{words}» gives one more"
            yield _Wrong(what, self.figure.precision, words, severity)
        elif precision != self.figure.precision and not self._is_near(words):
            what = f"is {self.figure.precision}, and «{words}» says otherwise"
            yield _Wrong(what, self.figure.precision, words, severity)

    def _said(self) -> tuple[str, FigurePrecision] | None:
        """The reservation before the figure, and its words; «mange» before a small number is none."""
        low = [token.low for token in self._before]
        while low and low[-1] in self._words.articles:
            low.pop()
        for length in range(min(_LONGEST, len(low)), 0, -1):
            precision = self._words.precisions.get(tuple(low[-length:]))
            is_how_long = length == 1 and low[-2:-1] and low[-2] in self._words.carriers
            if precision not in {None, "many"} and not is_how_long:
                return " ".join(low[-length:]), precision
        return None

    def _is_near(self, words: str) -> bool:
        """Whether «nær» or «nesten» stands before what is below, or about so many."""
        return tuple(words.split()) in self._words.near and self.figure.precision in {"about", "under"}
