"""Numbers and dates in running text: the same reading for a document's paragraph and for a claim about it.

A claim's references have been put in as signs (see `signs`), so that a figure or a date is read with all that the
content says of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from briefs.content import model
from briefs.content.model import FigurePrecision, Unit
from briefs.dates import Edtf, Moment, is_edtf, parse
from briefs.language.tables import Language
from briefs.review.verify.lexicon import Lexicon, lexicon

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_SEASON_OF_MONTH = {month: 21 + (month % 12 // 3 + 3) % 4 for month in range(1, 13)}
_SIGN = re.compile(r"⟦([^⟦⟧]*)⟧")
_TOKEN = re.compile(
    r"⟦[^⟦⟧]*⟧|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*|%|[^\W\d_]+(?:['’-][^\W\d_]+)*|[–-]"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, sign or dash, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text gives it. `unit` is None where no known unit follows.

    `weak` numbers (the «tre» in «trepartsavtale», a pronoun «én») may carry a figure and are never asked for.
    """

    value: Decimal
    unit: Unit | None
    precision: FigurePrecision
    words: str
    start: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as a text gives it, with only the parts that it gives. `years` and `recent` are counted from the
    document's own date.
    """

    words: str
    start: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    years: int | None = None
    recent: bool = False
    decade: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All the numbers and dates of a text; `edtf` holds the dates that were references."""

    quantities: tuple[Quantity, ...]
    stamps: tuple[Stamp, ...]
    edtf: tuple[tuple[Edtf, int], ...]


# --- references as signs ----------------------------------------------------------------------------------------------


def signs(words: str, figures: Mapping[str, model.Figure]) -> str:
    """A text with its references as signs that `read` understands: ⟦2018-04⟧, ⟦over 15 year⟧; counts of the edition
    leave none.
    """
    parts: list[str] = []
    end = 0
    for reference in model.placeholders(words):
        parts += [words[end : reference.start], _sign(reference, figures)]
        end = reference.end
    return "".join([*parts, words[end:]])


def _sign(reference: model.Placeholder, figures: Mapping[str, model.Figure]) -> str:
    figure = figures.get(reference.name)
    if figure is None:
        return f"⟦{reference.name}⟧" if is_edtf(reference.name) else "⟦⟧"
    precision = figure.precision if reference.style == "" else "exact"
    ends = [figure.value] if figure.to is None else [figure.value, figure.to]
    return "–".join(f"⟦{precision} {end} {figure.unit}⟧" for end in ends)


def bare(text: str) -> str:
    """The text without its signs: its words alone."""
    return _SIGN.sub(" ", text)


# --- reading ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers and signs of a text."""
    return tuple(Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text))


@lru_cache(maxsize=65536)
def read(text: str, language: Language) -> Reading:
    """Every number and date that a text gives, in its order."""
    return _QuantityReader(tokens(text), lexicon(language)).read()


class _QuantityReader:
    """Goes through a text's tokens once; each `_take_…` method returns how many tokens it used."""

    def __init__(self, found: tuple[Token, ...], words: Lexicon) -> None:
        self.tokens = found
        self.lexicon = words
        self.quantities: list[Quantity] = []
        self.stamps: list[Stamp] = []
        self.edtf: list[tuple[Edtf, int]] = []

    def read(self) -> Reading:
        index = 0
        while index < len(self.tokens):
            index += (
                self._take_sign(index)
                or self._take_date(index)
                or self._take_number(index)
                or self._take_phrase(index)
                or 1
            )
        return Reading(tuple(self._with_range_units()), tuple(self.stamps), tuple(self.edtf))

    def _low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def _take_sign(self, index: int) -> int:
        token = self.tokens[index]
        if not token.text.startswith("⟦"):
            return 0
        body = token.text[1:-1]
        if is_edtf(body):
            self.edtf.append((parse(body), token.start))
        elif body:
            precision, value, unit = body.split()
            reserve = self._reserve(index, Decimal(value)) if precision == "exact" else precision
            known = None if unit == "count" else unit
            self.quantities.append(Quantity(Decimal(value), known, reserve, body, token.start))  # type: ignore[arg-type]  # `_sign` wrote both
        return 1

    # dates

    def _take_date(self, index: int) -> int:
        token = self.tokens[index]
        day = index
        if re.fullmatch(r"\d{1,2}", token.text) and self._month(index + 1):
            index += 1  # «8. september 2017»
        if (month := self._month(index)) is not None:
            year = self._year(index + 1)
            given = int(token.text) if day != index else None
            self._stamp(day, index + (year is not None), {"year": year, "month": month, "day": given})
            return index + (year is not None) - day + 1
        if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", token.text):
            self._stamp(index, index, {"year": int(match[3]), "month": int(match[2]), "day": int(match[1])})
            return 1
        if (season := self.lexicon.seasons.get(token.low)) is not None:
            year = self._year(index + 1)
            self._stamp(index, index + (year is not None), {"year": year, "season": season})
            return 1 + (year is not None)
        return self._take_year(index)

    def _take_year(self, index: int) -> int:
        """A year, or the ISO date «2020-05» that some documents begin with; «2020-24» is a span."""
        year = self._year(index)
        if year is None or self._low(index + 1) in self.lexicon.units:
            return 0
        parts = [
            int(self._low(at))
            for at in (index + 2, index + 4)
            if self._low(at - 1) == "-" and re.fullmatch(r"\d\d", self._low(at))
        ]
        if parts and 1 <= parts[0] <= 12 and self.tokens[index + 1].start == self.tokens[index].end:
            self._stamp(
                index,
                index + 2 * len(parts),
                {"year": year, "month": parts[0], "day": parts[1] if len(parts) > 1 else None},
            )
            return 1 + 2 * len(parts)
        self._stamp(index, index, {"year": year})
        return 1

    def _year(self, index: int) -> int | None:
        """A year, also as a reference: «våren ⟦2021⟧»."""
        text = self.tokens[index].text.strip("⟦⟧") if index < len(self.tokens) else ""
        return int(text) if _YEAR.fullmatch(text) else None

    def _month(self, index: int) -> int | None:
        if index >= len(self.tokens) or (self.lexicon.capital_months and not self.tokens[index].text[0].isupper()):
            return None
        return self.lexicon.months.get(self._low(index))

    def _stamp(self, first: int, last: int, parts: Mapping[str, int | None]) -> None:
        words = " ".join(token.text.strip("⟦⟧") for token in self.tokens[first : last + 1])
        self.stamps.append(replace(Stamp(words, self.tokens[first].start), **parts))  # type: ignore[arg-type]  # the callers give dates' parts

    def _take_phrase(self, index: int) -> int:
        """«i fjor», «forrige uke»: a date counted from the document's own."""
        for length in (3, 2, 1):
            phrase = tuple(self._low(at) for at in range(index, index + length))
            words = " ".join(phrase)
            if phrase in self.lexicon.years:
                self.stamps.append(Stamp(words, self.tokens[index].start, years=self.lexicon.years[phrase]))
                return length
            if phrase in self.lexicon.recently:
                self.stamps.append(Stamp(words, self.tokens[index].start, recent=True))
                return length
        return 0

    # numbers

    def _take_number(self, index: int) -> int:
        value, used = self._value(index)
        if used == 0:
            return self._take_grown(index)
        last = index + used
        unit = self.lexicon.units.get(self._low(last)) or self._unit_before(index)
        words = " ".join(token.text for token in self.tokens[index:last])
        weak = used == 1 and self._low(index) in self.lexicon.pronouns
        self.quantities.append(
            Quantity(value, unit, self._reserve(index, value), words, self.tokens[index].start, weak)
        )
        return used

    def _unit_before(self, index: int) -> Unit | None:
        return "NOK" if self.lexicon.units.get(self._low(index - 1)) == "NOK" else None

    def _value(self, index: int) -> tuple[Decimal, int]:
        """The number that begins at a token and how many tokens it takes: «1,6 milliarder», «hundre tusen», «to hundre
        og femti».
        """
        total, part, used = Decimal(0), None, 0
        while (step := self._step(index + used)) is not None:
            number, magnitude = step
            if magnitude is None:
                if part is not None:
                    break
                part = number
            else:
                part = (Decimal(1) if part is None else part) * magnitude
                if magnitude >= 1000:
                    total, part = total + part, None
            used += 1
        return total + (part or 0), used

    def _step(self, index: int) -> tuple[Decimal, Decimal | None] | None:
        low = self._low(index)
        if low[:1].isdigit():
            value = self._digits(self.tokens[index].text)
            return None if value is None else (value, None)
        if low in self.lexicon.magnitudes:
            return Decimal(1), self.lexicon.magnitudes[low]
        if low in self.lexicon.numerals and self._low(index - 1) != "å":  # «å tre inn»
            return Decimal(self.lexicon.numerals[low]), None
        return (self.lexicon.fractions[low], None) if low in self.lexicon.fractions else None

    def _digits(self, text: str) -> Decimal | None:
        plain = re.sub(r"[ \u00a0\u202f]", "", text)
        plain = plain.replace(",", ".") if self.lexicon.decimal_mark == "," else plain.replace(",", "")
        return Decimal(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None

    def _take_grown(self, index: int) -> int:
        """«tiårs», «fireårig», «trepartssamarbeidet»: a number that has grown together with what it counts."""
        token = self.tokens[index]
        for numeral, value in self.lexicon.numerals.items():
            if value < 2 or not token.low.startswith(numeral):
                continue
            rest = token.low[len(numeral) :]
            heads = [head for head in self.lexicon.compounds if rest.startswith(head)]
            if heads:
                unit = self.lexicon.compounds[max(heads, key=len)]
                self.quantities.append(
                    Quantity(Decimal(value), unit, "exact", token.text, token.start, weak=unit is None)
                )
                return 1
        return 0

    def _reserve(self, index: int, value: Decimal) -> FigurePrecision:
        """The reservation before a number: «mer enn», «minst», «om lag»; none where an «over» says how long."""
        for length in (3, 2, 1):
            if index < length:
                continue
            phrase = tuple(self._low(at) for at in range(index - length, index))
            precision = self.lexicon.precisions.get(phrase)
            if precision == "many" and value < 100:
                continue
            if length == 1 and precision == "over" and self._low(index - 2) in self.lexicon.carriers:
                return "exact"
            if precision is not None:
                return precision
        return "exact"

    def _with_range_units(self) -> Iterator[Quantity]:
        """In «3–5 prosent» both ends have the unit of the last."""
        places = {token.start: index for index, token in enumerate(self.tokens)}
        for at, quantity in enumerate(self.quantities):
            follower = self.quantities[at + 1] if at + 1 < len(self.quantities) else None
            if follower is not None and quantity.unit is None and places[follower.start] - places[quantity.start] == 2:
                joined = self._low(places[quantity.start] + 1) in {"–", "-", "til"}
                quantity = replace(quantity, unit=follower.unit) if joined else quantity
            yield quantity


# --- what carries what ------------------------------------------------------------------------------------------------


def carries(given: Stamp, asked: Stamp) -> bool:
    """Whether a text's date says all that another says: every part that the other gives, and no other year counted
    from.
    """
    if asked.years is not None:
        return given.years == asked.years
    if asked.decade:
        return given.year is not None and asked.year is not None and given.year // 10 == asked.year // 10
    season = given.season or (given.month and _SEASON_OF_MONTH[given.month])
    pairs = ((asked.year, given.year), (asked.month, given.month), (asked.day, given.day), (asked.season, season))
    return not given.decade and all(want is None or want == have for want, have in pairs)


def stamps_of(date: Edtf) -> tuple[Stamp, ...]:
    """The ends of a date of the content, as a text would give them."""
    ends = dict.fromkeys(end for end in (date.start, date.end) if end is not None)
    return tuple(_stamp_of(end, date.text) for end in ends)


def _stamp_of(moment: Moment, words: str) -> Stamp:
    first = moment.first
    return Stamp(
        words,
        0,
        year=first.year,
        month=first.month if moment.precision in {"day", "month"} else None,
        day=first.day if moment.precision == "day" else None,
        season=_SEASONS.get(moment.season),
        decade=moment.precision == "decade",
    )


def agrees(asked: Quantity, given: Quantity) -> bool:
    """Whether a passage's number is the one asked for: value, unit and reservation.

    An amount without its unit («økte med 1,6 milliarder») is the passage's amount; any other number wants the same
    unit.
    """
    return same_amount(asked, given) and asked.precision == given.precision


def same_amount(asked: Quantity, given: Quantity) -> bool:
    """Whether value and unit are the same."""
    vague = asked.unit is None and given.unit == "NOK" and asked.value >= 10**6
    return asked.value == given.value and (asked.unit == given.unit or vague)
