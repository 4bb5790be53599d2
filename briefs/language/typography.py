"""How a text is set: spaces that may not break, quotation marks, dashes, minus signs, by the rules of its language.

It hands on the text and what it changed. A text is plain words, without markup; `OBJECT` stands in it for what is put
in later. `hyphenation_points` turns a project's exceptions into break positions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefs.language.dates import month_names
from briefs.language.signs import APOSTROPHE, DASH, MINUS, NBSP, OBJECT
from briefs.language.tables import Language


class Change(NamedTuple):
    """One thing that the rules changed: the words around it before and after, and the rule."""

    before: str
    after: str
    rule: str


@lru_cache(maxsize=16_384)
def polish(text: str, language: Language) -> tuple[str, tuple[Change, ...]]:
    """The text set as a typographer would, and the changes; a second time changes nothing.

    Between day and month no line may break, between month and year it may. Addresses of pages and of mail stay.
    """
    changes: list[Change] = []
    for name, rule in _rules(language).items():
        if edits := tuple(rule(text)):
            text = _applied(text, name, edits, changes)
    return text, tuple(changes)


# --- the rules --------------------------------------------------------------------------------------------------------

Edit = tuple[int, int, str]  # from, to, and what stands there instead
Rule = Callable[[str], Iterator[Edit]]

_SPACES = " \t\r\n\f"
_GAP = rf"[{_SPACES}]+"
LOCKED = re.compile(r"(?:https?://|www\.)[^\s<>\"'«»“”‘’]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PRONOUN = {"nb": "", "nn": "", "en": r"(?!I(?!\w))"}  # «Then I» is no king
_DAY_SIGN = {"nb": r"\.", "nn": r"\.", "en": "(?:st|nd|rd|th)?"}
_ROMAN = r"(?:I{1,3}|IV|VI{0,3}|IX|X{1,3}(?:I{1,3}|IV|VI{0,3}|IX)?)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_UNITS: dict[Language, str] = {
    "nb": r"NOK|mrd\.|mill\.|kr|kroner|krone|øre|prosent|prosentpoeng|%|‰|milliard(?:er)?"
    r"|million(?:er)?|billion(?:er)?|tusen|års?|måned(?:er|ers|s)?|uke(?:r|rs|s)?|dag(?:er|ers|s)?|døgn|time(?:r|rs|s)?|minutt(?:er|ers|s)?|sekund(?:er)?"
    r"|km|m|cm|mm|m²|km²|kg|g|mg|tonn|liter|l|dl|hektar|kvadratmeter|kilometer|meter|°C?"
    r"|ganger|gang|innbyggere|personer|mennesker|årsverk|stillinger|plasser|kommuner|fylker"
    r"|land|saker|sider|krav|tiltak|punkter|avsnitt",
    "nn": r"NOK|mrd\.|mill\.|kr|kroner|krone|øre|prosent|prosentpoeng|%|‰|milliard(?:ar)?"
    r"|million(?:ar)?|billion(?:ar)?|tusen|års?|månad(?:er|ar|ers|s)?|veke(?:r|rs|s)?|dag(?:ar|ars|s)?|døgn|time|timar|minutt|sekund"
    r"|km|m|cm|mm|m²|km²|kg|g|mg|tonn|liter|l|dl|hektar|kvadratmeter|kilometer|meter|°C?"
    r"|gonger|gong|innbyggjarar|personar|menneske|årsverk|stillingar|plassar|kommunar|fylke"
    r"|land|saker|sider|krav|tiltak|punkt|avsnitt",
    "en": r"NOK|bn|m|kroner|per cent|percent|%|‰|billion|million|trillion|thousand|hundred"
    r"|years?|months?|weeks?|days?|hours?|minutes?|seconds?|km|cm|mm|m²|km²|kg|g|mg|tonnes?|litres?|l|hectares?|°C?"
    r"|times|residents|inhabitants|people|persons|municipalities|counties|demands|measures|points|pages|paragraphs",
}
_BEFORE_NUMBER: dict[Language, str] = {
    "nb": r"(?:[Kk]l|[Nn]r|s|[Aa]vsn|[Kk]ap|[Pp]kt|[Ff]ig|[Tt]ab|[Aa]rt|[Bb]d|Prop|Innst|Dok|St)\."
    r"|(?:[Ss]ide|[Uu]ke|[Kk]apittel|[Pp]unkt|[Aa]vsnitt|[Tt]abell|[Ff]igur|[Kk]rav|[Tt]iltak|kr|NOK|EUR|USD|€|£|\$)",
    "nn": r"(?:[Kk]l|[Nn]r|s|[Aa]vsn|[Kk]ap|[Pp]kt|[Ff]ig|[Tt]ab|[Aa]rt|[Bb]d|Prop|Innst|Dok|St)\."
    r"|(?:[Ss]ide|[Vv]eke|[Kk]apittel|[Pp]unkt|[Aa]vsnitt|[Tt]abell|[Ff]igur|[Kk]rav|[Tt]iltak|kr|NOK|EUR|USD|€|£|\$)",
    "en": r"(?:[Nn]o|pp?|[Pp]aras?|[Cc]h|[Ff]ig)\."
    r"|(?:[Pp]ages?|[Ww]eek|[Cc]hapter|[Ss]ection|[Pp]aragraph|[Tt]able|[Ff]igure|[Dd]emand|[Mm]easure|NOK|EUR|USD|€|£|\$)",
}


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
        changes.append(Change(_shown(text[left:right]), _shown(text[left:start] + new + text[end:right]), name))
    return "".join((*pieces, text[done:]))


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the word before to the word after, twenty characters at most on each side."""
    left = re.search(rf"[^\s{OBJECT}]*\s*\Z", text[max(0, start - 20) : start])
    right = re.match(rf"\s*[^\s{OBJECT}]*", text[end : end + 20])
    return start - len(left[0] if left else ""), end + len(right[0] if right else "")


def _shown(text: str) -> str:
    return re.sub(_GAP, " ", text.replace(OBJECT, "")).strip(" ")


@lru_cache
def _rules(language: Language) -> dict[str, Rule]:
    """The rules in their order: signs first, then the spaces between them."""
    shared: dict[str, Rule] = {
        "ellipsis": _whole(r"(?<!\.)\.\.\.(?!\.)", "…"),
        "quotation mark or apostrophe": _norwegian_quotes if language != "en" else _english_quotes,
        "dash": _whole(r"(?:(?<=[ \t\r\n\f\u00a0])|(?<![^\ufffc]))--?(?=[ \t\r\n\f\u00a0]|\Z)", DASH),
        "minus sign": _whole(r"(?<![^ \t\r\n\f\u00a0(\[{«‘“=<>≤≥±~])(?<!\d[ \t\r\n\f\u00a0])-(?=\d)", MINUS),
        "span of years": _years,
        "span of numbers": _whole(
            rf"(?<![\w.,:/§-])(?<!§[ \u00a0])\d{{1,3}}(-)\d{{1,3}}(?=\s+(?:{_UNITS[language]})(?!\w))", DASH
        ),
        "space after §": _gap(r"§({gap})\w"),
        "number and unit": _gap(rf"\d({{gap}})(?:{_UNITS[language]})(?!\w)"),
        "sign and number": _gap(rf"(?<!\w)(?:{_BEFORE_NUMBER[language]})({{gap}})[{MINUS}\d]"),
        "day and month": _gap(rf"(?<!\d)\d{{1,2}}{_DAY_SIGN[language]}({{gap}})(?:{_months(language)})(?!\w)"),
        "name and numeral": _gap(rf"(?<!\w)[A-ZÆØÅ][\w-]+({{gap}}){_PRONOUN[language]}{_ROMAN}(?!\w)"),
        "initial and name": _gap(r"(?<![\w.])[A-ZÆØÅ]\.(?:[A-ZÆØÅ]\.)*({gap})(?=[A-ZÆØÅ][\w.])"),
        "dash of a reply": _gap(rf"\A\s*{DASH}({{gap}})\S"),
    }
    if language == "en":
        return {**shared, "space after c.": _gap(r"(?<!\w)c\.({gap})\d")}
    return {
        **shared,
        "span of days": _whole(rf"(?<!\d)\d{{1,2}}\.(-)\d{{1,2}}\.[\s\u00a0](?:{_months(language)})(?!\w)", DASH),
        "comma after quotation mark": _whole(r"(?<=[\w.!?…)]),»(?!»)", "»,"),
        "space before %": _whole(r"(?<=\d)%(?!\w)", f"{NBSP}%"),
        "space after § ": _whole(r"§(?=\d)", f"§{NBSP}"),
        "space after ca.": _gap(r"(?<!\w)[Cc]a\.({gap})\w"),
        "thousands": _thousands,
        "sum and kr": _gap(r"\d\s(?:mrd|mill|bill)\.({gap})kr(?!\w)"),
        "number and part": _gap(r"(?<!\d)\d{1,2}\.({gap})(?:kvartal|halvår|tertial|ledd|punktum)(?!\w)"),
    }


def _months(language: Language) -> str:
    names = {*month_names(language), *month_names(language, short=True)}
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _whole(pattern: str, new: str) -> Rule:
    """Puts `new` in the place of the group, or of the whole match where there is none."""
    compiled = re.compile(pattern)

    def rule(text: str) -> Iterator[Edit]:
        for match in compiled.finditer(text):
            yield *match.span(compiled.groups), new

    return rule


def _gap(pattern: str) -> Rule:
    """Makes the breakable space that is the group a no-break space."""
    return _whole(pattern.replace("{gap}", _GAP), NBSP)


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

_PAIRS = {"«": "»", "“": "”", "‘": "’"}
_OPENERS = frozenset(f"([{{<«‘“{DASH}—/-{OBJECT}")
_CLOSING = frozenset(f".,;:!?)]}}»”{OBJECT}")


def _norwegian_quotes(text: str) -> Iterator[Edit]:
    return _quotes(text, "«")


def _english_quotes(text: str) -> Iterator[Edit]:
    return _quotes(text, "“")


def _quotes(text: str, outer: str) -> Iterator[Edit]:
    """Straight marks to pairs, ‘…’ inside, and apostrophes; a mark that stands alone, or after a digit for inches,
    stays.

    What is open is kept in a stack of the signs that come out, so that a second pass walks through the same states.
    """
    opened: list[tuple[str, str]] = []  # the sign, and how it was written
    before = ""
    for index, sign in enumerate(text):
        after = text[index + 1 : index + 2]
        became = _glyph(text, index, before, opened, outer) if sign in "\"'" else sign
        if became != sign:
            yield index, index + 1, became
        if became in _PAIRS:
            opened.append((became, sign))
        elif opened and became == _PAIRS[opened[-1][0]] and not _is_apostrophe(became, before, after):
            opened.pop()
        before = became


def _glyph(text: str, index: int, before: str, opened: list[tuple[str, str]], outer: str) -> str:
    sign, after = text[index], text[index + 1 : index + 2]
    top, written = opened[-1] if opened else ("", "")
    if _is_blank(before) and _is_blank(after):
        return sign
    opens = (_is_blank(before) or before in _OPENERS) and not (_is_blank(after) or after in _CLOSING)
    if sign == '"':
        if opens:
            return "‘" if top == outer else outer
        return _PAIRS[top] if top else sign if before.isdigit() else _PAIRS[outer]
    if opens and not after.isdigit() and _closes_later(text, index):
        return "‘" if top or outer == "“" else outer
    if not opens and written == "'" and not _is_apostrophe(APOSTROPHE, before, after):
        return _PAIRS[top]
    return APOSTROPHE


def _is_blank(sign: str) -> bool:
    return not sign or sign.isspace()


def _is_apostrophe(sign: str, before: str, after: str) -> bool:
    return sign == APOSTROPHE and (_is_blank(before) or (before.isalnum() and after.isalnum()))


def _closes_later(text: str, index: int) -> bool:
    return any(
        not _is_blank(text[later - 1]) and later - 1 > index and not text[later + 1 : later + 2].isalnum()
        for later in range(index + 1, len(text))
        if text[later] == "'"
    )


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
