"""How a text is set: spaces that may not break, quotation marks, dashes, minus signs, by the rules of its language.

It returns the text and what it changed. A text is plain words, without markup; `OBJECT` stands in it for what is put
in later. `hyphenation_points` turns a project's exceptions into break positions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from babel.numbers import get_group_symbol

from briefs.language.dates import month_names
from briefs.language.identifiers import identifiers, spans
from briefs.language.signs import APOSTROPHE, CAPITALS, DASH, JOINER, MINUS, NBSP, OBJECT
from briefs.language.tables import Language, Table, any_of, locale, table


class Change(NamedTuple):
    """One thing that the rules changed: the words around it before and after, and the rule."""

    before: str
    after: str
    rule: str


def polish(text: str, language: Language, names: tuple[str, ...] = ()) -> tuple[str, tuple[Change, ...]]:
    """The text set as a typographer would, and the changes; a second time changes nothing.

    No line may break in a date, after the dash of a range, or in an identifier, save before its parenthesis;
    `names` are the project's identifiers. Addresses of pages and of mail stay.
    """
    return _polished(text, language, table(language), names)


@lru_cache(maxsize=16_384)
def _polished(text: str, language: Language, words: Table, names: tuple[str, ...]) -> tuple[str, tuple[Change, ...]]:
    changes: list[Change] = []
    for name, rule in _rules(language, words, names).items():
        if edits := tuple(rule(text)):
            text = _applied(text, name, edits, changes)
    return text, tuple(changes)


# --- the rules --------------------------------------------------------------------------------------------------------

Edit = tuple[int, int, str]  # from, to, and what stands there instead
TextRule = Callable[[str], Iterator[Edit]]

_SPACES = " \t\r\n\f"
_GAP = rf"[{_SPACES}]+"
LOCKED = re.compile(r"(?:https?://|www\.)[^\s<>\"'«»“”‘’]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ROMAN = r"(?:I{1,3}|IV|VI{0,3}|IX|X{1,3}(?:I{1,3}|IV|VI{0,3}|IX)?)"
_YEAR = r"(?:1[5-9]|20)\d\d"


def _applied(text: str, name: str, edits: tuple[Edit, ...], changes: list[Change]) -> str:
    """The text with the edits of one rule, which are added to the changes."""
    locked = [match.span() for match in LOCKED.finditer(text)]
    pieces: list[str] = []
    done = 0
    for start, end, new in edits:
        if any(first < end and start < last for first, last in locked):
            continue  # an address
        pieces += (text[done:start], new)
        done = end
        left, right = _around(text, start, end)
        changes.append(Change(_readable(text[left:right]), _readable(text[left:start] + new + text[end:right]), name))
    return "".join((*pieces, text[done:]))


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the word before to the word after, twenty characters at most on each side."""
    left = re.search(rf"[^\s{OBJECT}]*\s*\Z", text[max(0, start - 20) : start])
    right = re.match(rf"\s*[^\s{OBJECT}]*", text[end : end + 20])
    return start - len(left[0] if left else ""), end + len(right[0] if right else "")


def _readable(text: str) -> str:
    return re.sub(_GAP, " ", text.replace(OBJECT, "")).strip(" ")


@lru_cache  # by the table too: a project may bring its own
def _rules(language: Language, found: Table, names: tuple[str, ...]) -> dict[str, TextRule]:
    """The rules in their order: signs first, then the spaces between them."""
    words, marks, day, capital = found.typography, _marks(found), day_sign(found), f"[{CAPITALS}]"
    openers = re.escape("".join(marks.pairs))
    numeral = rf"(?!{any_of(words.words_like_numerals)}(?!\w)){_ROMAN}(?!\w)"
    return {
        "ellipsis": _whole(r"(?<!\.)\.\.\.(?!\.)", "…"),
        "quotation mark or apostrophe": partial(_quotes, marks),
        "dash": _whole(r"(?:(?<=[ \t\r\n\f\u00a0])|(?<![^\ufffc]))--?(?=[ \t\r\n\f\u00a0]|\Z)", DASH),
        "minus sign": _whole(rf"(?<![^ \t\r\n\f\u00a0(\[{{{openers}=<>≤≥±~])(?<!\d[ \t\r\n\f\u00a0])-(?=\d)", MINUS),
        "span of years": _years,
        "span of numbers": _whole(
            rf"(?<![\w.,:/§-])(?<!§[ \u00a0])\d{{1,3}}(-)\d{{1,3}}(?=\s+{any_of(words.units)}(?!\w))", DASH
        ),
        "space after §": _gap(r"§({gap})\w"),
        "number and unit": _gap(rf"\d({{gap}}){any_of(words.units)}(?![^\W_])"),
        "sign and number": _gap(rf"(?<!\w){any_of(words.before_numbers)}({{gap}})[{MINUS}\d]"),
        "day and month": _gap(rf"(?<!\d)\d{{1,2}}{day}({{gap}})(?:{_months(language)})(?!\w)"),
        "month and year": _gap(rf"(?<!\w)(?:{_months(language)})({{gap}}){_YEAR}(?!\w)"),
        "name and numeral": _gap(rf"(?<!\w){capital}[\w-]+({{gap}}){numeral}"),
        "initial and name": _gap(rf"(?<![\w.]){capital}\.(?:{capital}\.)*({{gap}})(?={capital}[\w.])"),
        "dash of a reply": _gap(rf"\A\s*{DASH}({{gap}})\S"),
        **_rules_of_some(language, found),
        "abbreviation and word": _gap(rf"(?<!\w){any_of(words.before_words)}({{gap}})\w"),
        "sum and currency": _gap(rf"\d\s{any_of(words.scales)}({{gap}}){any_of(words.currencies)}(?!\w)"),
        "number and part": _gap(rf"(?<!\d)\d{{1,2}}{day}({{gap}}){any_of(words.after_ordinals)}(?!\w)"),
        "range": _range(language, day),
        "identifier": partial(_identifiers, language, names),
    }


def _identifiers(language: Language, names: tuple[str, ...], text: str) -> Iterator[Edit]:
    """«Prop. 67 L (2017–2018)» breaks before its session alone, and a span of time not at all: after its dash stands a
    word joiner.
    """
    known = identifiers(text, language, names)
    edits = [
        (found.start + gap.start(), found.start + gap.end(), NBSP)
        for found in known
        for gap in re.finditer(rf"{_GAP}(?!\()", found.words)
    ]
    for start, end in (*((found.start, found.end) for found in known), *spans(text, language)):
        dashes = re.finditer(rf"(?<=\d){DASH}(?=\d)", text[start:end])
        edits += [(start + dash.end(), start + dash.end(), JOINER) for dash in dashes]
    yield from sorted(edits)


def _rules_of_some(language: Language, found: Table) -> dict[str, TextRule]:
    """The rules that go by how the language writes days, quotations, sections, per cent and thousands."""
    rules: dict[str, TextRule] = {}
    if found.dates.day_alone != "{day}":
        day = day_sign(found)
        spans = rf"(?<!\d)\d{{1,2}}{day}(-)\d{{1,2}}{day}[\s\u00a0](?:{_months(language)})(?!\w)"
        rules["span of days"] = _whole(spans, DASH)
    if found.typography.comma_after_quotes:
        close = re.escape(found.words.quotes[1])
        rules["comma after quotation mark"] = _whole(rf"(?<=[\w.!?…)]),{close}(?!{close})", f"{found.words.quotes[1]},")
    if found.numbers.percent.table.startswith(f"{{}}{NBSP}"):
        rules["space before %"] = _whole(r"(?<=\d)%(?!\w)", f"{NBSP}%")
    if found.words.section == "§":
        rules["space after § "] = _whole(r"§(?=\d)", f"§{NBSP}")
    if has_spaced_thousands(language):
        rules["thousands"] = _thousands
    return rules


def day_sign(found: Table) -> str:
    """An expression for what may stand behind the number of a day: «8.» in Norwegian, «8th» or nothing in English."""
    patterns = (*found.numbers.ordinal.values(), found.dates.day_alone.replace("{day}", "{}"))
    signs = {pattern.partition("{}")[2] for pattern in patterns}
    return f"(?:{'|'.join(map(re.escape, sorted(signs, key=len, reverse=True)))})"


def has_spaced_thousands(language: Language) -> bool:
    """Whether the thousands of a number are set apart by a space, as in 10 000."""
    return bool(get_group_symbol(locale(language)).isspace())


def _months(language: Language) -> str:
    names = {*month_names(language), *month_names(language, short=True)}
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _whole(pattern: str, new: str) -> TextRule:
    """Puts `new` in the place of the group, or of the whole match where there is none."""
    compiled = re.compile(pattern)

    def rule(text: str) -> Iterator[Edit]:
        for match in compiled.finditer(text):
            yield *match.span(compiled.groups), new

    return rule


def _gap(pattern: str) -> TextRule:
    """Makes the breakable space that is the group a no-break space."""
    return _whole(pattern.replace("{gap}", _GAP), NBSP)


def _range(language: Language, day: str) -> TextRule:
    """No line ends after the dash of 2020–2024, 4–7 or 3.–5. mai; after that of two whole dates it may, since they are
    longer than a narrow column.
    """
    whole_date = rf"(?<=[^\W\d_]{NBSP}\d{{4}}{DASH})\d{{1,2}}{day}{NBSP}(?:{_months(language)})(?!\w)"
    return _whole(rf"(?:(?<=\d)|(?<=\d[.%])){DASH}()(?!{whole_date})(?=[{MINUS}]?\d)", JOINER)


def _years(text: str) -> Iterator[Edit]:
    """2020-2024 and 2017-18, but no section, ISO date, id or number that runs backwards; 2017-09 may be a month."""
    for match in re.finditer(rf"(?<![\w.,:/@#§+\-–])(?<!§[ \u00a0])({_YEAR})-({_YEAR}|\d\d)(?![\w/@]|[-–.:,]\d)", text):
        first, last = int(match[1]), int(match[2])
        if last > first or (last > 12 and first % 100 < last < 100):
            yield match.end(1), match.end(1) + 1, DASH


def _thousands(text: str) -> Iterator[Edit]:
    """10 000 and 1 000 000; a telephone number has other groups."""
    for match in re.finditer(r"(?<![\d.,+])(?<!\d[ \u00a0])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)(?![ \u00a0]\d)", text):
        for gap in re.finditer(_GAP, match[0]):
            yield match.start() + gap.start(), match.start() + gap.end(), NBSP


# --- quotation marks --------------------------------------------------------------------------------------------------

_PAIRS = {"«": "»", "“": "”", "‘": "’"}  # those of others are followed, too


class _Marks(NamedTuple):
    """The quotation marks of a language: its own, all that open one, with their partners, and whether 'these' stay
    single.
    """

    outer: str
    inner: str
    pairs: Mapping[str, str]
    keeps_single: bool

    def may_open(self, before: str, after: str) -> bool:
        """Whether a mark between these two signs begins a quotation."""
        openers, closing = f"([{{<{DASH}—/-{OBJECT}", f".,;:!?)]}}{OBJECT}"
        is_opener = before in openers or before in self.pairs
        is_closing = after in closing or (after in self.pairs.values() and after != APOSTROPHE)
        return (_is_blank(before) or is_opener) and not (_is_blank(after) or is_closing)


def _marks(found: Table) -> _Marks:
    """Own marks come before those of others: » opens a quotation in Danish, and so « does not."""
    words = found.words
    own = dict((words.quotes, words.inner_quotes))
    others = {opening: closing for opening, closing in _PAIRS.items() if not {opening, closing} & set(own.values())}
    kept = {opening: closing for opening, closing in others.items() if closing not in own}
    return _Marks(words.quotes[0], words.inner_quotes[0], kept | own, found.typography.keeps_single_quotes)


def _quotes(marks: _Marks, text: str) -> Iterator[Edit]:
    """Straight marks to pairs, and apostrophes; a mark that stands alone, or after a digit for inches, stays.

    What is open is kept in a stack of the signs that come out, so that a second pass walks through the same states.
    """
    opened: list[tuple[str, str]] = []  # the sign, and how it was written
    before = ""
    for index, sign in enumerate(text):
        after = text[index + 1 : index + 2]
        became = _glyph(text, index, before, opened, marks) if sign in "\"'" else sign
        if became != sign:
            yield index, index + 1, became
        if opened and became == marks.pairs[opened[-1][0]]:
            if not _is_apostrophe(became, before, after):
                opened.pop()
        elif became in marks.pairs:
            opened.append((became, sign))
        before = became


def _glyph(text: str, index: int, before: str, opened: list[tuple[str, str]], marks: _Marks) -> str:
    sign, after = text[index], text[index + 1 : index + 2]
    top, written = opened[-1] if opened else ("", "")
    if _is_blank(before) and _is_blank(after):
        return sign
    opens = marks.may_open(before, after)
    if sign == '"':
        if opens:
            return marks.inner if top == marks.outer else marks.outer
        return marks.pairs[top] if top else sign if before.isdigit() else marks.pairs[marks.outer]
    if opens and not after.isdigit() and _closes_later(text, index):
        return marks.inner if top or marks.keeps_single else marks.outer
    if not opens and written == "'" and not _is_apostrophe(APOSTROPHE, before, after):
        return marks.pairs[top]
    return APOSTROPHE


def _is_blank(sign: str) -> bool:
    return not sign or sign.isspace()


def _is_apostrophe(sign: str, before: str, after: str) -> bool:
    return sign == APOSTROPHE and (_is_blank(before) or (before.isalnum() and after.isalnum()))


def _closes_later(text: str, index: int) -> bool:
    """Whether a straight apostrophe further on can close what opens here: one after a word, and before none."""
    return index < _last_closing(text) - 1


@lru_cache(maxsize=64)
def _last_closing(text: str) -> int:
    """Where the last straight apostrophe stands that can close a quotation; 0 where there is none."""
    return max((match.start() for match in _CLOSING.finditer(text)), default=0)


_CLOSING = re.compile(r"(?<=\S)'(?!\w)")


# --- hyphenation ------------------------------------------------------------------------------------------------------


def hyphenation_points(exceptions: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Where the listed words may break: {"toppscorer": "topp-scorer"} gives {"toppscorer": (4,)}; one without hyphen
    never breaks.

    For the typesetter, which hands them to pyphen's own cache of looked-up words, where WeasyPrint finds them before
    any pattern is asked. Measured with WeasyPrint 70: a span with `hyphens: none`, and a soft hyphen just as well, let
    lines run out of their column. An inflected form is a word of its own. ValueError where the two do not spell the
    same.
    """
    points: dict[str, tuple[int, ...]] = {}
    for word, broken in exceptions.items():
        if broken.replace("-", "").lower() != word.lower() or "-" in word:
            raise ValueError(f"{broken!r} does not spell {word!r}")
        parts = broken.split("-")
        points[word.lower()] = tuple(len("".join(parts[:count])) for count in range(1, len(parts)))
    return points


_LEAST_PART = 5
LONG_LETTERS = re.compile(r"[^\W\d_]{12,}")
_PART = re.compile(rf"[^\W\d_]{{{_LEAST_PART - 1},}}")
_LONGEST_WHOLE = 20  # letters: a longer word may be wider than a column, and is left to the patterns
_ENDING = 3  # letters by which two forms of a word may differ
_TELLING = 9  # letters of a last part that is enough by itself: «tje-nesten» ends in a word too


def seams(text: str, places_of: Callable[[str], list[int]]) -> dict[str, tuple[int, ...]]:
    """Where the long words of a text may be parted, of the places that the patterns have (`places_of`): between two
    words that the text has too, in some form; else after, or else before, one that it has. A word without such a seam
    is not parted, unless it is very long: then it has no entry, and is left to the patterns.
    """
    words = {word.lower() for word in _PART.findall(text)}
    stems = {word[: len(word) - ending] for word in words for ending in range(_ENDING)}
    starts = {word[: max(_LEAST_PART, len(word) - ending)] for word in words for ending in range(_ENDING + 1)}
    parted: dict[str, tuple[int, ...]] = {}
    for word in {word.lower() for word in LONG_LETTERS.findall(text)}:
        places = [place for place in places_of(word) if _LEAST_PART <= place <= len(word) - _LEAST_PART]
        first = [place for place in places if _is_first(word[:place], words)]
        last = [place for place in places if word[place:] in words and len(word) - place >= _TELLING]
        between = [place for place in places if _is_first(word[:place], stems) and _is_form(word[place:], starts)]
        found = between or first[-1:] or last[:1]
        if found or len(word) <= _LONGEST_WHOLE:
            parted[word] = tuple(found)
    return parted


def _is_first(part: str, words: Collection[str]) -> bool:
    """Whether the first part of a compound is one of these, perhaps with the s that joins it to the next."""
    return part in words or part.removesuffix("s") in words


def _is_form(part: str, starts: Collection[str]) -> bool:
    """Whether a word begins as one of a text does, but for the ending of either."""
    return any(part[: max(_LEAST_PART, len(part) - ending)] in starts for ending in range(_ENDING + 1))
