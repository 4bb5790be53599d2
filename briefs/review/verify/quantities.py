"""Numbers and dates in running text: the same reading for a document's paragraph and for a claim about it.

A claim's references have been put in as signs (see `signs`), so that a figure or a date is read with all that the
content says of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import cast

from briefs.content import model
from briefs.content.model import FigurePrecision
from briefs.dates import Edtf, Moment, is_edtf, parse
from briefs.language.identifiers import TIME, identifiers, masked
from briefs.language.tables import Language
from briefs.review.verify.lexicon import Lexicon, lexicon
from briefs.review.verify.numerals import AmountReader, WrittenAmount, scanned

_HOURS = frozenset({TIME})
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_SEASON_OF_MONTH = {month: 21 + (month % 12 // 3 + 3) % 4 for month in range(1, 13)}
_SIGN = re.compile(r"⟦([^⟦⟧]*)⟧")
MONEY = frozenset({"NOK", "EUR", "USD", "GBP"})
COUNTED = frozenset({"metre", "kilometre", "centimetre", "hour", "minute"})  # a figure of these is a count
_KIN = {
    frozenset({"exact", "at-least"}),
    frozenset({"exact", "at-most"}),
    frozenset({"over", "at-least"}),
    frozenset({"under", "at-most"}),
}
_REST: tuple[set[FigurePrecision], ...] = ({"under", "at-least"}, {"over", "at-most"})
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_SMALLER: dict[tuple[str | None, str | None], int] = {
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("hour", "minute"): 60,
    ("kilometre", "metre"): 1000,
    ("metre", "centimetre"): 100,
    ("percent", "per-mille"): 10,
}
_TIMES = frozenset({"year", "month", "week", "day"})
_ROUND = Decimal("0.08")
_OLDEST = 110
_NEAR_SHARE = Decimal("0.04")
_NEAR_HALF = Decimal("0.08")  # «under halvparten» of 44 percent
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
_BREAK = re.compile(r"[.,;:!?]")
_DAY = re.compile(r"\d{1,2}")
_ORDINAL_POINT = re.compile(r"\.(?: [a-zæøå]|[–-])")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text gives it. `unit` is None where no known unit follows; `implied` are then the units it may have
    from the numbers beside it («312 kroner, der 40 …»), and `also` its value if it shares their «millioner».

    Those `in_range` are one end of «6 til 8», after one that `is_bare` comes no noun («fra 12 til 16»).
    `weak` numbers (the «tre» in «trepartsavtale», a pronoun «én») may carry a figure and are never asked for.
    `share_of` are the two counts of a share («seks av ti»); `near` numbers come after «nær» or
    «nesten», which is below and about; before `denied` ones the clause denies something.
    """

    value: Decimal
    unit: str | None
    precision: FigurePrecision
    words: str
    start: int
    weak: bool = False
    implied: frozenset[str] = frozenset()
    also: Decimal | None = None
    share_of: tuple[Decimal, ...] = ()
    near: bool = False
    denied: bool = False
    in_range: bool = False
    is_bare: bool = False


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
    """All the numbers and dates of a text; `edtf` holds the dates that were references, and `has_a_year` says whether
    it speaks of one year («et år tidligere»).
    """

    quantities: tuple[Quantity, ...]
    stamps: tuple[Stamp, ...]
    edtf: tuple[tuple[Edtf, int], ...]
    has_a_year: bool = False


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
    return _SIGN.sub(" ", text) if "⟦" in text else text


# --- reading ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def read(text: str, language: Language, names: tuple[str, ...] = ()) -> Reading:
    """Every number and date that a text gives, in its order; identifiers and the project's `names` give hours alone."""
    times = [(found.start, found.end) for found in identifiers(text, language, names) if found.form == TIME]
    return _QuantityReader(masked(text, language, names, but=_HOURS), lexicon(language), times).read()


class _QuantityReader:
    """Goes through a text's tokens once; each `_take_…` method returns how many tokens it used."""

    def __init__(self, text: str, words: Lexicon, times: Sequence[tuple[int, int]] = ()) -> None:
        self.text = text
        self.times = times
        self.tokens = scanned(text)
        self.lexicon = words
        self.amounts = AmountReader(self.tokens, words)
        self.quantities: list[Quantity] = []
        self.spans: list[tuple[int, int, Decimal | None]] = []  # of each quantity: first and last token, and its scale
        self.stamps: list[Stamp] = []
        self.edtf: list[tuple[Edtf, int]] = []

    def read(self) -> Reading:
        end = 0
        for index, low in enumerate(self.amounts.lows):
            if index >= end:
                used = self.lexicon.can_open(low) and (
                    self._take_sign(index) or self._take_date(index) or self._take_number(index)
                )
                end = index + (used or self._take_phrase(index))
        found = tuple(self._with_implied_units(self._with_range_units()))
        return Reading(found, tuple(self.stamps), tuple(self.edtf), self._has_a_year())

    def _has_a_year(self) -> bool:
        return any(
            self.lexicon.units.get(token.low) == "year" and self._low(at - 1) in self.lexicon.articles
            for at, token in enumerate(self.tokens)
        )

    def _low(self, index: int) -> str:
        lows = self.amounts.lows
        return lows[index] if 0 <= index < len(lows) else ""

    def _take_sign(self, index: int) -> int:
        token = self.tokens[index]
        if not token.text.startswith("⟦"):
            return 0
        body = token.text[1:-1]
        if is_edtf(body):
            self.edtf.append((parse(body), token.start))
        elif body:
            precision, value, unit = body.split()
            reserve = (
                self._reserve(index, index + 1, WrittenAmount(Decimal(value), 1)) if precision == "exact" else precision
            )
            own = None if unit == "count" else unit
            printed, used = self._unit(index + 1)
            self._add(
                index, index + used, Quantity(Decimal(value), printed or own, cast(FigurePrecision, reserve), body, 0)
            )
        return 1

    def _add(self, first: int, last: int, quantity: Quantity, scale: Decimal | None = None) -> None:
        start = self.tokens[first].start
        self.quantities.append(quantity if quantity.start == start else replace(quantity, start=start))
        self.spans.append((first, last, scale))

    # dates

    def _take_date(self, index: int) -> int:
        token = self.tokens[index]
        if used := self._take_english_date(index):
            return used
        day = index
        if _DAY.fullmatch(token.text) and self._month(index + 1):
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
            skipped = int(self._low(index + 1) in self.lexicon.within and self._year(index + 2) is not None)
            year = self._year(index + 1 + skipped)
            used = 1 + skipped + (year is not None)
            self._stamp(index, index + used - 1, {"year": year, "season": season})
            return used
        return self._take_year(index)

    def _take_english_date(self, index: int) -> int:
        """«3rd of March 2021» and «March 12, 2020»."""
        if not self.lexicon.capital_months:
            return 0
        if _DAY.fullmatch(self._low(index)) and self._low(index + 1) in _ORDINAL_ENDINGS:
            month = index + 2 + (self._low(index + 2) == "of")
            day, last = index, month
        else:
            month, day = index, index + 1
            last = day + (self._low(day + 1) in _ORDINAL_ENDINGS)
            if not _DAY.fullmatch(self._low(day)):
                return 0
        if self._month(month) is None:
            return 0
        year = self._year(last + 1)
        last += year is not None
        self._stamp(index, last, {"year": year, "month": self._month(month), "day": int(self._low(day))})
        return last - index + 1

    def _take_year(self, index: int) -> int:
        """A year, or the ISO date «2020-05» that some documents begin with; «2020-24» is a span."""
        year = self._year(index)
        if year is None or self._low(index + 1) in self.lexicon.units:
            return 0
        if self._reserve_before(index, Decimal(year)) != "exact" and not self.amounts.ends(index):
            return 0  # «under 2000 mennesker»
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
        if used := self._decade(index):
            self.stamps.append(replace(self._stamped(index, index + used), year=year, decade=True))
            return 1 + used
        self._stamp(index, index, {"year": year})
        return 1 + self._take_short_year(index, year)

    def _decade(self, index: int) -> int:
        """How many tokens behind a year make it a decade: «1990-tallet», "the 1990s"."""
        token, *following = self.tokens[index : index + 3]
        text = self.text[token.end : following[-1].end] if following else ""
        for used, joint in ((1, ""), (2, "-")):
            word = following[used - 1].low if len(following) >= used else ""
            if word in self.lexicon.decades and text.lower().startswith(joint + word):
                return used
        return 0

    def _take_short_year(self, index: int, year: int) -> int:
        """The second year of «2019/20» and «2017–18»: how many tokens it takes."""
        token = self.tokens[index]
        at = index + 1 + (self._low(index + 1) in {"–", "-"})
        short = re.fullmatch(r"\d\d", self._low(at))
        if not short or self.text[token.end : self.tokens[at].start] not in {"/", "–", "-"}:
            return 0
        later = year // 100 * 100 + int(short[0])
        if later <= year:
            return 0
        self.stamps.append(Stamp(self.text[token.start : self.tokens[at].end], self.tokens[at].start, year=later))
        return at - index

    def _year(self, index: int) -> int | None:
        """A year, also as a reference: «våren ⟦2021⟧»."""
        text = self.tokens[index].text.strip("⟦⟧") if index < len(self.tokens) else ""
        return int(text) if _YEAR.fullmatch(text) else None

    def _month(self, index: int) -> int | None:
        if index >= len(self.tokens) or (self.lexicon.capital_months and not self.tokens[index].text[0].isupper()):
            return None
        month = self.lexicon.months.get(self._low(index))
        short = self.lexicon.short_months.get(self._low(index))
        is_dated = short is not None and (_DAY.fullmatch(self._low(index - 1)) or self._year(index + 1))
        return short if month is None and is_dated else month

    def _stamp(self, first: int, last: int, parts: Mapping[str, int | None]) -> None:
        self.stamps.append(replace(self._stamped(first, last), **parts))  # type: ignore[arg-type]  # the callers give dates' parts

    def _stamped(self, first: int, last: int) -> Stamp:
        words = " ".join(token.text.strip("⟦⟧") for token in self.tokens[first : last + 1])
        return Stamp(words, self.tokens[first].start)

    def _take_phrase(self, index: int) -> int:
        """«i fjor», «forrige uke»: a date counted from the document's own; «året etter 2017» is counted from 2017."""
        if self.tokens[index].low not in self.lexicon.time_openings:
            return 0
        for length in (3, 2, 1):
            phrase = tuple(self._low(at) for at in range(index, index + length))
            words = " ".join(phrase)
            season = self.lexicon.this_season.get(phrase)
            if season is not None:
                is_sure = self.amounts.ends(index + length - 1)  # «i vår kommune»
                self.stamps.append(Stamp(words, self.tokens[index].start, season=season, recent=not is_sure))
                return length
            if phrase in self.lexicon.years and self._year(index + length) is not None:
                return length
            if phrase in self.lexicon.years and self._low(index - 1) in self.lexicon.within:
                continue  # «fem prosent i året før planen er på plass»
            if phrase in self.lexicon.years:
                season = self.lexicon.seasons.get(self._low(index + length))  # «i fjor sommer»
                used = length + (season is not None)
                counted = replace(self._stamped(index, index + used - 1), years=self.lexicon.years[phrase])
                self.stamps.append(replace(counted, season=season))
                return used
            if phrase in self.lexicon.recently:
                self.stamps.append(Stamp(words, self.tokens[index].start, recent=True))
                return length
        return 0

    # numbers

    def _take_number(self, index: int) -> int:
        if used := self._take_ordinal(index) or self._take_digits_grown(index):
            return used
        if used := self._take_clock(index):
            return used
        amount = self.amounts.at(index)
        if amount is None:
            return self._take_span(index) or self._take_joined(index) or self._take_grown(index)
        last = index + amount.used
        spanned = self._of_span(index, amount)
        if spanned:
            return spanned
        unit, taken = self._unit(last)
        if (amount.scale is not None and amount.scale >= 10**6 and unit in _TIMES) or amount.share_of:
            unit, taken = None, 0  # «2,2 millioner året før», «en av åtte hyllemeter»
        words = " ".join(token.text for token in self.tokens[index:last])
        is_pronoun = amount.used == 1 and self._low(index) in self.lexicon.pronouns
        weak = is_pronoun or self._is_label(index) or self._is_half_of_more(index, amount)
        reserve = self._reserve(index, last + taken, amount)
        unit = unit or self._unit_before(index)
        near, denied = self._is_near(index), self._is_denied(index)
        start, share_of = self.tokens[index].start, amount.share_of
        found = Quantity(amount.value, unit, reserve, words, start, weak, share_of=share_of, near=near, denied=denied)
        self._add(index, last + taken - 1, found, amount.scale)
        return amount.used

    def _take_joined(self, index: int) -> int:
        """«to-tre år»: a range in one word."""
        low, _, high = self.tokens[index].low.partition("-")
        ends = [Decimal(self.lexicon.numerals.get(word, 0)) for word in (low, high)]
        if not 0 < ends[0] < ends[1]:
            return 0
        unit, taken = self._unit(index + 1)
        reserve = self._reserve_before(index, ends[0])
        for value, words in zip(ends, (low, high), strict=True):
            self._add(index, index + taken, Quantity(value, unit, reserve, words, 0, in_range=True))
        return 1

    def _is_half_of_more(self, index: int, amount: WrittenAmount) -> bool:
        """The half of «an hour and a half» and of «first half of 2021»."""
        before = self._low(self._before_articles(index) - 1)
        is_added = before in self.lexicon.ands and self._low(self._before_articles(index) - 2) in self.lexicon.units
        return amount.value == Decimal("0.5") and (is_added or before in self.lexicon.ordinals)

    def _of_span(self, index: int, amount: WrittenAmount) -> int:
        """«fire tiår», «et kvart århundre», «three quarters of an hour»: so many spans; how many tokens they take."""
        at = index + amount.used
        while self._low(at) in self.lexicon.articles or (amount.value < 1 and self._low(at) in self.lexicon.of):
            at += 1
        value, _, unit = self.lexicon.spans.get(self._low(at), "").partition(" ")
        if not unit and amount.value < 1 and at > index + amount.used:
            value, unit = "1", self.lexicon.units.get(self._low(at), "")
        if not unit or amount.share_of:
            return 0
        reserve = self._reserve(index, at + 1, amount)
        words = " ".join(token.text for token in self.tokens[index : at + 1])
        self._add(index, at, Quantity(amount.value * Decimal(value), unit, reserve, words, 0))
        return at + 1 - index

    def _is_near(self, index: int) -> bool:
        start = self._before_articles(index)
        return any(
            tuple(self._low(at) for at in range(start - length, start)) in self.lexicon.near for length in (2, 1)
        )

    def _is_denied(self, index: int) -> bool:
        """Whether a word shortly before, in the same clause, denies."""
        for at in range(index - 1, max(-1, index - 10), -1):
            if _BREAK.search(self.text[self.tokens[at].end : self.tokens[at + 1].start]):
                return False
            if self._low(at) in self.lexicon.denials:
                return True
        return False

    def _is_label(self, index: int) -> bool:
        """The number of an hour, a section, a class or a disease: «kl. 12», «§ 26», «Year 10», «Covid-19»."""
        before = self.tokens[index - 1] if index else None
        grown = before is not None and before.text == "-" and before.end == self.tokens[index].start
        word = self.tokens[index - 2] if index > 1 else None
        is_titled = (
            self.lexicon.capital_months
            and before is not None
            and index > 1
            and before.text[0].isupper()
            and before.text.isalpha()
            and not before.text.isupper()
            and self.tokens[index].text.isdigit()
            and self.tokens[index].start - before.end == 1
        )
        start = self.tokens[index].start
        return (
            is_titled
            or any(at <= start < end for at, end in self.times)
            or self._low(index - 1) in self.lexicon.clocks | self.lexicon.halves
            or (
                grown
                and word is not None
                and word.end == self.tokens[index - 1].start
                and (word.text[0].isalpha() or self._low(index - 3) == "§")
            )
        )

    def _take_span(self, index: int) -> int:
        """A word that is a number with its unit («a fortnight»), and «det halve»: they ask for nothing."""
        value, _, unit = self.lexicon.spans.get(self._low(index), "").partition(" ")
        if not value and self._low(index) in self.lexicon.halves and self._low(index + 1) not in self.lexicon.numerals:
            value = "0.5"
        if not value:
            return 0
        reserve = self._reserve_before(index, Decimal(value))
        found, taken = (unit, 0) if unit or value == "0" else self._unit(index + 1)  # «et par år»
        self._add(
            index, index + taken, Quantity(Decimal(value), found or None, reserve, self._low(index), 0, weak=True)
        )
        return 1

    def _unit(self, index: int) -> tuple[str | None, int]:
        """The unit that begins at a token, and how many tokens it takes."""
        is_phrase = self._low(index) in self.lexicon.unit_openings
        for phrase, unit in self.lexicon.unit_phrases.items() if is_phrase else ():
            if tuple(self._low(index + at) for at in range(len(phrase))) == phrase:
                return unit, len(phrase)
        unit_word = self.lexicon.units.get(self._low(index))
        return unit_word, int(unit_word is not None)

    def _unit_before(self, index: int) -> str | None:
        unit = self.lexicon.units.get(self._low(index - 1))
        return unit if unit in MONEY and not self._low(index - 2)[:1].isdigit() else None

    def _take_ordinal(self, index: int) -> int:
        """«den tredje gangen», «for 3. gang»: which one, not how many."""
        token = self.tokens[index]
        value = self.lexicon.ordinals.get(token.low)
        rest = self.text[token.end : token.end + 3]
        if value is not None and value > 2 and self.amounts.at(index) is None:
            self._add(index, index, Quantity(Decimal(value), "ordinal", "exact", token.text, 0, weak=True))
            return 1
        if _DAY.fullmatch(token.text) and (_ORDINAL_POINT.match(rest) or self._low(index + 1) in _ORDINAL_ENDINGS):
            self._add(index, index, Quantity(Decimal(token.text), "ordinal", "exact", token.text, 0))
            return 1
        return 0

    def _take_clock(self, index: int) -> int:
        """«7:30» is a time of the day."""
        match = _CLOCK.match(self.text, self.tokens[index].start)
        if match is None or (index and self.text[self.tokens[index].start - 1] == ":"):
            return 0
        value = Decimal(f"{match[1]}.{match[2]}")
        self._add(index, index + 1, Quantity(value, None, "exact", match[0], 0, weak=True))
        return 2

    def _take_digits_grown(self, index: int) -> int:
        """«15-årsperiode», «500-kroningen», «100-årsflom»: digits that have grown together with what they count."""
        if not self.tokens[index].text.isdigit() or index + 2 >= len(self.tokens):
            return 0
        number, dash, word = self.tokens[index : index + 3]
        if dash.text != "-" or not number.end == dash.start == word.start - 1:
            return 0
        heads = [head for head in self.lexicon.compounds if word.low.startswith(head.lstrip("-"))]
        unit = self.lexicon.compounds[max(heads, key=len)] if heads else self.lexicon.units.get(word.low)
        if unit is None:
            return 0
        self._add(index, index + 2, Quantity(Decimal(number.text), unit, "exact", f"{number.text}-{word.text}", 0))
        return 3

    def _take_grown(self, index: int) -> int:
        """«tiårs», «fireårig», «trepartssamarbeidet»: a number that has grown together with what it counts."""
        token = self.tokens[index]
        halved, behind = self.amounts.hyphenated(index)
        if halved is not None and behind in self.lexicon.units:
            self._add(index, index, Quantity(halved, self.lexicon.units[behind], "exact", token.text, 0))
            return 1
        grown = self.lexicon.counted_in(token.low)
        if grown is None:
            return 0
        value, unit = grown
        self._add(index, index, Quantity(Decimal(value), unit, "exact", token.text, 0, weak=unit is None))
        return 1

    def _reserve(self, index: int, following: int, amount: WrittenAmount) -> FigurePrecision:
        """The reservation of a number, before it or behind what it counts («40 elever eller flere»)."""
        before = self._reserve_before(index, amount.value)
        if before != "exact":
            return before
        if amount.is_rough:
            return "about"
        if amount.is_vague:
            return "many" if amount.value >= 100 else "about"
        for start in range(following, following + 5):
            if start > following and (
                self._low(start - 1)[:1].isdigit() or self._low(start - 1) in self.lexicon.numerals
            ):
                break
            for length in (4, 3, 2) if self._low(start) in self.lexicon.after_openings else ():
                phrase = tuple(self._low(at) for at in range(start, start + length))
                if phrase in self.lexicon.after:
                    return self.lexicon.after[phrase]
        return "exact"

    def _reserve_before(self, index: int, value: Decimal) -> FigurePrecision:
        """The reservation before a number: «mer enn», «minst», «om lag»; none where an «over» says how long."""
        index = self._before_articles(index)
        if value < 1 or self._low(index) in self.lexicon.fractions:
            index -= self._low(index - 1) in self.lexicon.definite
        if self._low(index - 1) not in self.lexicon.precision_endings:
            return "exact"
        for length in (4, 3, 2, 1):
            if index < length:
                continue
            phrase = tuple(self._low(at) for at in range(index - length, index))
            precision = self.lexicon.precisions.get(phrase)
            if precision == "many" and value < 100:
                continue
            is_preposition = phrase[-1] in self.lexicon.prepositions
            if length == 1 and precision == "over" and is_preposition and self._is_carried(index):
                return "exact"
            if precision is not None:
                return precision
        return "exact"

    def _is_carried(self, index: int) -> bool:
        """Whether an «over» says how long or where: «fordele auken over to år», «går ut over 22 tomter»."""
        is_time = self._unit(index + 1)[0] in _TIMES
        near = range(index - 4, index - 1) if is_time else range(index - 2, index - 1)
        return any(self._low(at) in self.lexicon.carriers for at in near)

    def _before_articles(self, index: int) -> int:
        while self._low(index - 1) in self.lexicon.articles or self._is_money_word(index - 1):
            index -= 1
        return index

    def _is_money_word(self, index: int) -> bool:
        return self.lexicon.units.get(self._low(index)) in MONEY

    def _with_range_units(self) -> Iterator[Quantity]:
        """In «3–5 prosent» and «fra 2,2 til 6,3 millioner kroner» the first has the unit and scale of the last."""
        is_end = False
        for at, quantity in enumerate(self.quantities):
            first, last, scale = self.spans[at]
            quantity = replace(quantity, in_range=True) if is_end else quantity
            is_end = False
            if at + 1 < len(self.quantities) and self._low(last + 1) in {"–", "-", *self.lexicon.ranges}:
                follower, (start, _, grown) = self.quantities[at + 1], self.spans[at + 1]
                joint = self._low(last + 1)
                between = joint not in self.lexicon.ands or self._is_between(first)
                is_next = self._before_articles(start) == last + 2  # «400 000 og en halv million»
                if is_next and between and not self._reads_as_noun(last + 1):
                    quantity, is_end = replace(quantity, in_range=True), True
                if is_next and quantity.unit is None and between and not self._reads_as_noun(last + 1):
                    scaled = grown is not None and scale is None and quantity.value < 1000
                    value = quantity.value * grown if scaled and grown is not None else quantity.value
                    quantity = replace(quantity, unit=follower.unit, value=value)
            yield quantity

    def _is_between(self, first: int) -> bool:
        return any(self._low(first - at) in {"mellom", "between"} for at in (1, 2))

    def _reads_as_noun(self, index: int) -> bool:
        """Whether something parts the dash from the number before it, as a comma or full stop does."""
        return self.tokens[index].start - self.tokens[index - 1].end > 1

    def _with_implied_units(self, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
        """A number that no noun follows may have the unit of another one of the text."""
        found = tuple(quantities)
        units = frozenset(quantity.unit for quantity in found if quantity.unit is not None)
        scales = [scale for _, _, scale in self.spans if scale is not None]
        for quantity, (_, last, scale) in zip(found, self.spans, strict=True):
            is_large = scale is not None and scale >= 10**6
            is_bare = self.amounts.ends(last) or (is_large and ("NOK" in units or self._unit(last + 1)[0] in _TIMES))
            beside = self._units_beside(last)
            if quantity.unit is None and 1 <= quantity.value <= _OLDEST and self.amounts.ends(last):
                quantity = replace(quantity, is_bare=True)
            if quantity.unit is not None or quantity.value < 1 or not (is_bare or beside):
                yield quantity
                continue
            if not is_bare:
                yield replace(quantity, implied=beside)
                continue
            is_cut = scales and quantity.value != quantity.value.to_integral_value()  # «1,9 millioner, men fikk 1,1»
            also = quantity.value * scales[0] if is_cut else None
            yield replace(quantity, implied=units | ({"NOK"} if is_large else set()), also=also)

    def _units_beside(self, last: int) -> frozenset[str]:
        """The units that a compound has («ti virkedager»), or that stand behind an adjective («five full years»)."""
        noun = self._low(last + 1)
        if not noun.isalpha() or noun in self.lexicon.stopwords:
            return frozenset()
        behind = self.lexicon.units.get(self._low(last + 2))
        return self.lexicon.units_ending(noun) | ({behind} if behind is not None else frozenset())


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
    return same_amount(asked, given) and same_reservation(asked, given)


def same_reservation(asked: Quantity, given: Quantity) -> bool:
    """Whether the reservations are the same; «nær» and «nesten» are both «under» and «om lag», and «over» in a sentence
    that denies is «høyst» («ingen får mer enn to»).
    """
    pair = {asked.precision, given.precision}
    near = (asked.near or given.near) and pair <= {"about", "under"}
    denied = (asked.denied or given.denied) and pair in (*_REST, {"exact", "under"})
    return near or denied or asked.precision == given.precision


def has_unit(asked: Quantity, given: Quantity) -> bool:
    """Whether a passage gives the unit of a figure, if not beside its number then beside another one."""
    is_share = (asked.unit, given.unit) == ("percent", "per-mille")
    return is_share or asked.unit in {given.unit, *given.implied} or (asked.unit is None and given.unit in COUNTED)


def is_kin(asked: Quantity, given: Quantity) -> bool:
    """Whether it is the same amount with a reservation that an honest text may give in other ways.

    «Minst» and «høyst» may lie in a verb («overstiger ikke», «når»), and are then not read; «bare en tidel» is
    «knapt en tidel».
    """
    pairs = {frozenset({one, other}) for one in _meant(asked) for other in _meant(given)}
    is_near = (asked.near or given.near) and {asked.precision, given.precision} <= {"exact", "under", "about"}
    return (same_amount(asked, given) and (is_near or bool(pairs & _KIN))) or _is_rounded(asked, given)


def is_bound_of(asked: Quantity, given: Quantity) -> bool:
    """Whether «høyst» or «minst» is said of the end of a range, or of a number that a denying clause gives."""
    is_bounded = given.in_range or given.denied or asked.denied
    return asked.precision in {"at-least", "at-most"} and is_bounded and same_amount(asked, given)


def is_beyond(asked: Quantity, given: Quantity) -> bool:
    """Whether a text speaks of all that a bound of the passage leaves out: «minst 5000» beside «færre enn 5000»."""
    return {asked.precision, given.precision} in _REST and same_amount(asked, given)


def is_rounding_of(asked: Quantity, given: Quantity) -> bool:
    """Whether it is the next number with fewer digits, on the side that its reservation says: «over 30» of 34."""
    wanted, there = _as_share(asked, given), _as_share(given, asked)
    if not _is_rounded(asked, given):
        return False
    if wanted < 1:
        return abs(there - wanted) <= (_NEAR_HALF if wanted == Decimal("0.5") else _NEAR_SHARE)
    step = Decimal(1).scaleb(wanted.adjusted() - len(wanted.normalize().as_tuple().digits) + 1)
    return abs(there - wanted) < step


def _is_rounded(asked: Quantity, given: Quantity) -> bool:
    """Whether a text rounds what the passage gives exactly: «om lag 41 000», «over 41 000» for 41 300."""
    wanted, there = _as_share(asked, given), _as_share(given, asked)
    alike = same_unit(asked, given) or {asked.unit, given.unit} == {None, "percent"}
    if given.precision != "exact" or not alike or (wanted >= 1 and asked.value < 10):
        return False
    off = (there - wanted) / wanted if wanted else Decimal(1)
    limits = {
        "about": (-_ROUND, _ROUND),
        "over": (Decimal(0), 2 * _ROUND),
        "under": (-2 * _ROUND, Decimal(0)),
    }
    low, high = limits.get(asked.precision, (Decimal(1), Decimal(0)))
    return low <= off <= high and off != 0


def _as_share(quantity: Quantity, beside: Quantity) -> Decimal:
    """The value, percent as a share where the other is one."""
    is_share = quantity.unit == "percent" and beside.unit is None and beside.value < 1
    return quantity.value / 100 if is_share else quantity.value


def _meant(quantity: Quantity) -> set[FigurePrecision]:
    opposite: dict[FigurePrecision, FigurePrecision] = {"over": "at-most", "under": "at-least"}
    turned = opposite.get(quantity.precision) if quantity.denied else None
    return {quantity.precision, turned or quantity.precision}


def is_share_of(asked: Quantity, given: Iterable[Quantity]) -> bool:
    """Whether a passage gives the counts of a share that is asked for («av tre … to»), or the share whose count is."""
    counts = [quantity for quantity in given if quantity.unit is None]
    if asked.share_of:
        return set(asked.share_of) - {Decimal(1)} <= {quantity.value for quantity in counts}
    plain = asked.unit is None and asked.precision == "exact"
    return plain and any(asked.value in quantity.share_of for quantity in counts)


def same_amount(asked: Quantity, given: Quantity) -> bool:
    """Whether value and unit are the same; a share is also so many percent («seks av ti» is 60 percent)."""
    if {asked.unit, given.unit} == {None, "percent"}:
        share, percent = (asked, given) if asked.unit is None else (given, asked)
        if share.value < 1 and abs(share.value * 100 - percent.value) < Decimal("0.5"):
            return True
    for one, other in ((asked, given), (given, asked)):
        if (one.unit, other.unit) in _SMALLER:
            return one.value * _SMALLER[one.unit, other.unit] == other.value
    is_same = asked.value == given.value or asked.value == given.also or given.value == asked.also
    return is_same and same_unit(asked, given)


def same_unit(asked: Quantity, given: Quantity) -> bool:
    """Whether the units are the same, as far as both texts give one; an age is often given without its «år»."""
    if asked.unit == given.unit:
        return True
    if any(one.is_bare and other.unit == "year" for one, other in ((asked, given), (given, asked))):
        return True
    if asked.unit is None:
        is_vague = given.unit == "NOK" and asked.value >= 10**6
        return is_vague or given.unit in asked.implied or given.unit in COUNTED
    return given.unit is None and asked.unit in given.implied
