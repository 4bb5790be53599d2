"""Amounts in running text: «1,6 milliarder», «to tredjedeler», «hver fjerde», «seks av ti», «to og en halv million»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from briefs.review.verify.lexicon import Lexicon

_TOKEN = re.compile(
    r"⟦[^⟦⟧]*⟧|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[%‰§£$€½¼¾⅓⅔]"
    r"|[^\W\d_]+(?:['’-][^\W\d_]+)*|[–-]"
)
_FRACTIONS = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal("0.333"),
    "⅔": Decimal("0.667"),
}
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_NOT_COUNTED = frozenset({"year", "month", "week", "day", "NOK", "percent"})
_FULL = frozenset({*range(2, 11), 12, 20, 100, 1000})  # «en av åtte» is a share, «30 av 38 kommuner» are two counts


class Token(NamedTuple):
    """A word, number, sign or dash, and where it stands; `low` is in lower case."""

    text: str
    start: int
    end: int
    low: str


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers and signs of a text."""
    return tuple(scanned(text))


def scanned(text: str) -> list[Token]:
    """The same, not kept: for long documents, each paragraph of which is gone through once."""
    return [Token(match[0], *match.span(), match[0].lower()) for match in _TOKEN.finditer(text)]


def low_tokens(text: str) -> list[str]:
    """The same in lower case alone, for long documents, of which nothing more is needed."""
    return [word.lower() for word in _TOKEN.findall(text)]


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """A number and how many tokens it takes.

    `scale` is the power of ten that was written out («millioner»), if any; `share_of` the two counts of «seks av ti»;
    `is_vague` says that it is the least of many («hundrevis»), `is_rough` that it is about so many («et par hundre»).
    """

    value: Decimal
    used: int
    scale: Decimal | None = None
    share_of: tuple[Decimal, ...] = ()
    is_vague: bool = False
    is_rough: bool = False


class AmountReader:
    """Reads the amount that begins at a token."""

    def __init__(self, found: Sequence[Token], words: Lexicon) -> None:
        self.tokens = found
        self.lexicon = words
        self.lows = [token.low for token in found]

    def low(self, index: int) -> str:
        """The word at a place, in lower case; nothing outside the text."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def at(self, index: int) -> WrittenAmount | None:
        """The amount that begins here, or None."""
        return (
            self._every(index)
            or self._ratio(index)
            or self._part(index)
            or self._vague(index)
            or self._couple(index)
            or self._sign(index)
            or self._half(index)
            or self._one_and_a_half(index)
            or self._plain(index)
        )

    def _every(self, index: int) -> WrittenAmount | None:
        """«hver fjerde», «annenhver»; «hver tredje uke» says how often, and is no share."""
        words = self.lexicon
        if self.low(index) in words.alternate:
            return None if self.low(index + 1) in words.units else WrittenAmount(Decimal("0.5"), 1)
        nth = words.ordinals.get(self.low(index + 1)) if self.low(index) in words.each else None
        if nth is None or nth < 2 or self.low(index + 2) in words.units:
            return None
        return WrittenAmount(_share(1, nth), 2)

    def _ratio(self, index: int) -> WrittenAmount | None:
        """«to av tre», «one teacher in four»."""
        upper = self._count(index)
        if upper is None or self._has_gap(index):
            return None
        for joint in range(index + 1, index + 3):
            phrase = max((p for p in self.lexicon.ratios if self._is_phrase(joint, p)), key=len, default=None)
            if phrase is None:
                continue
            lower = joint + len(phrase)
            whole = self._count(lower)
            if whole is None or (upper > 1 and whole not in _FULL) or not 0 < upper < whole:
                return None
            if (
                self.low(lower + 1) in self.lexicon.magnitudes
                or self.lexicon.units.get(self.low(lower + 1)) in _NOT_COUNTED
            ):
                return None
            return WrittenAmount(_share(upper, whole), lower + 1 - index, share_of=(upper, whole))
        return None

    def _has_gap(self, index: int) -> bool:
        return self.low(index + 1) in self.lexicon.units

    def _is_phrase(self, index: int, phrase: tuple[str, ...]) -> bool:
        return all(self.low(index + at) == word for at, word in enumerate(phrase))

    def _count(self, index: int) -> Decimal | None:
        """A whole number in one token, an article counting as one."""
        low = self.low(index)
        if low in self.lexicon.pronouns or low in self.lexicon.articles:
            return Decimal(1)
        if low in self.lexicon.magnitudes:
            return self.lexicon.magnitudes[low]
        value = self._simple(index)
        return value if value is not None and value == value.to_integral_value() else None

    def _part(self, index: int) -> WrittenAmount | None:
        """«to tredjedeler», «en femtedel», «two-thirds»; an English ordinal is a part only after «a» or a number."""
        parts = self.lexicon.parts
        left, dash, right = self.low(index).partition("-")
        if dash and right in parts and left in self.lexicon.numerals:
            return WrittenAmount(_share(self.lexicon.numerals[left], parts[right]), 1)
        upper = self._simple(index)
        if upper is not None and upper < 100 and self.low(index + 1) in parts and self._is_part(index + 1, True):
            return self._scaled(_share(upper, parts[self.low(index + 1)]), index, 2)
        if self.low(index) in parts and self._is_part(index, self._count(index - 1) == 1):
            return self._scaled(_share(1, parts[self.low(index)]), index, 1)
        return None

    def _is_part(self, index: int, counted: bool) -> bool:
        low = self.low(index)
        if low in self.lexicon.each:
            return self._simple(index - 1) is not None or self.low(index + 1) in self.lexicon.magnitudes
        return low not in self.lexicon.ordinals or (counted and self.ends(index))

    def ends(self, index: int) -> bool:
        """Whether no noun follows a token: the text ends, a small word comes, or something parts them."""
        following = self.low(index + 1)
        return (
            not following
            or following in self.lexicon.stopwords
            or following in "–-"
            or self.tokens[index + 1].start - self.tokens[index].end > 1
        )

    def _vague(self, index: int) -> WrittenAmount | None:
        value = self.lexicon.vague.get(self.low(index))
        return None if value is None else WrittenAmount(Decimal(value), 1, is_vague=True)

    def _couple(self, index: int) -> WrittenAmount | None:
        """«et par hundre», "a couple of thousand"."""
        if self.lexicon.spans.get(self.low(index)) != "2":
            return None
        skipped = 1 if self.low(index + 1) in self.lexicon.of else 0
        magnitude = self.lexicon.magnitudes.get(self.low(index + 1 + skipped))
        if magnitude is None:
            return None
        return WrittenAmount(2 * magnitude, 2 + skipped, magnitude if magnitude >= 1000 else None, is_rough=True)

    def _half(self, index: int) -> WrittenAmount | None:
        """«en halv million», «et halvt år», "half a million"."""
        if self.low(index) not in self.lexicon.halves:
            return None
        skipped = 1 if self.low(index + 1) in self.lexicon.articles else 0
        following = self.low(index + 1 + skipped)
        if following in self.lexicon.magnitudes:
            return self._scaled(Decimal("0.5"), index, 1 + skipped)
        return WrittenAmount(Decimal("0.5"), 1 + skipped) if following in self.lexicon.units else None

    def _sign(self, index: int) -> WrittenAmount | None:
        """«½ million», «2½ time»; «two-and-a-half» as one word."""
        low, following = self.low(index), self.low(index + 1)
        if low in _FRACTIONS:
            return self._scaled(_FRACTIONS[low], index, 1)
        if low.isdigit() and following in _FRACTIONS:
            return self._scaled(Decimal(low) + _FRACTIONS[following], index, 2)
        value, rest = self.hyphenated(index)
        return None if value is None or rest else self._scaled(value, index, 1)

    def hyphenated(self, index: int) -> tuple[Decimal | None, str]:
        """The number of a word like «two-and-a-half», and the part behind it: «year» of «two-and-a-half-year»."""
        first, *parts = self.low(index).split("-")
        if len(parts) < 2 or parts.pop(0) not in self.lexicon.ands:
            return None, ""
        whole = self.lexicon.numerals.get(first)
        if whole is None and first in self.lexicon.articles | self.lexicon.pronouns:
            whole = 1
        if parts[0] in self.lexicon.articles | self.lexicon.pronouns:
            del parts[0]
        if whole is None or not parts or parts[0] not in self._half_words:
            return None, ""
        return whole + Decimal("0.5"), "-".join(parts[1:])

    @cached_property
    def _half_words(self) -> frozenset[str]:
        return self.lexicon.halves | {word for word, value in self.lexicon.fractions.items() if value == Decimal("0.5")}

    def _one_and_a_half(self, index: int) -> WrittenAmount | None:
        """«en og en halv million», whose «en» is an article elsewhere."""
        if self.low(index) not in self.lexicon.articles | self.lexicon.pronouns:
            return None
        added = self._and_a_half(index + 1)
        return self._scaled(Decimal("1.5"), index, 1 + added) if added else None

    def _scaled(self, value: Decimal, index: int, used: int) -> WrittenAmount:
        """With the magnitude behind it: «kvart million», "a quarter of a million"."""
        skipped = used
        while value < 1 and self.low(index + skipped) in self.lexicon.of | self.lexicon.articles:
            skipped += 1
        if skipped > used and self.lexicon.magnitudes.get(self.low(index + skipped), 0) >= 1000:
            used = skipped
        magnitude = self.lexicon.magnitudes.get(self.low(index + used))
        if magnitude is None:
            return WrittenAmount(value, used)
        return WrittenAmount(_plainly(value * magnitude), used + 1, magnitude)

    def _plain(self, index: int) -> WrittenAmount | None:
        """«1,6 milliarder», «hundre tusen», «to hundre og femti», «to og en halv million»."""
        total, part, used, scale = Decimal(0), None, 0, None
        while (step := self._step(index + used, follows=scale)) is not None:
            number, magnitude, taken = step
            if magnitude is None:
                if part is not None and not (scale is not None and taken > 1):
                    break
                part = number + (part or 0)
                added = self._and_a_half(index + used + taken) if number < 1000 else 0
                if added:
                    part, taken = part + Decimal("0.5"), taken + added
                elif (quarters := self._and_a_part(index + used + taken)) is not None:
                    part, taken = part + quarters.value, taken + quarters.used + 1
            else:
                part = (Decimal(1) if part is None else part) * magnitude
                added = self._and_a_half(index + used + taken) if magnitude >= 1000 else 0
                if added:
                    part, taken = part + magnitude / 2, taken + added  # «a million and a half»
                scale = magnitude
                if magnitude >= 1000:
                    total, part = total + part, None
            used += taken
        return (
            WrittenAmount(_plainly(total + (part or 0)), used, scale if scale and scale >= 1000 else None)
            if used
            else None
        )

    def _and_a_half(self, index: int) -> int:
        """How many tokens an «og en halv» takes."""
        if self.low(index) not in self.lexicon.ands:
            return 0
        skipped = 1 if self.low(index + 1) in (self.lexicon.articles | self.lexicon.pronouns) else 0
        low = self.low(index + 1 + skipped)
        return 2 + skipped if low in self._half_words else 0

    def _and_a_part(self, index: int) -> WrittenAmount | None:
        """The «tre kvart» of «to og tre kvart time»."""
        found = self._part(index + 1) if self.low(index) in self.lexicon.ands else None
        return found if found is not None and self.low(index + 1 + found.used) in self.lexicon.units else None

    def _step(self, index: int, *, follows: Decimal | None) -> tuple[Decimal, Decimal | None, int] | None:
        low = self.low(index)
        if follows is not None and low in self.lexicon.ands and self.low(index - 1) in self.lexicon.magnitudes:
            rest = self.lexicon.numerals.get(self.low(index + 1), 0)
            is_rest = 0 < rest < follows and self.low(index + 2) not in self.lexicon.magnitudes
            return (Decimal(rest), None, 2) if is_rest else None
        if low in self.lexicon.magnitudes:
            return Decimal(1), self.lexicon.magnitudes[low], 1
        value = self._simple(index)
        if value is None:
            value = self.lexicon.fractions.get(low)
        return None if value is None else (value, None, 1)

    def _simple(self, index: int) -> Decimal | None:
        """Digits or a number word."""
        low = self.low(index)
        if low[:1].isdigit():
            return self._digits(self.tokens[index].text)
        if low in self.lexicon.numerals and self.low(index - 1) != "å":  # «å tre inn»
            return Decimal(self.lexicon.numerals[low])
        return None

    def _digits(self, text: str) -> Decimal | None:
        plain = re.sub(r"[ \u00a0\u202f]", "", text)
        if self.lexicon.decimal_mark != ",":
            plain = plain.replace(",", "")
        elif _GROUPED.fullmatch(plain):
            plain = plain.replace(".", "").replace(",", ".")
        else:
            plain = plain.replace(",", ".")
        return Decimal(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None


def _share(upper: Decimal | int, whole: Decimal | int) -> Decimal:
    """A share as figures have it, with three decimals: 0.667."""
    share = Decimal(upper) / Decimal(whole)
    return _plainly(share.quantize(Decimal("0.001") if share >= Decimal("0.01") else Decimal("0.000001")))


def _plainly(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
