"""The pass over a page's text nodes: spaces that may not break, quotation marks, dashes, minus signs; markup stays byte
for byte.

It hands on the page and what it changed. Text that inline elements split is read as one («<b>4</b> år»), `lang` decides
which rules hold, and code, scripts, `translate="no"` and other languages are left alone. `texts` and `raw_leftovers`
let a test ask of a finished page what may not stand in it, and `hyphenation_points` turns a project's exceptions into
break positions.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefs.language.dates import month_names
from briefs.language.signs import APOSTROPHE, DASH, MINUS, NBSP
from briefs.language.tables import Language


class Change(NamedTuple):
    """One thing that the pass changed: the words around it before and after, and the rule."""

    before: str
    after: str
    rule: str


class Leftover(NamedTuple):
    """What may not stand in a finished brief: the words, where they start in the text, and what is wrong with them."""

    found: str
    start: int
    what: str


class TextRun(NamedTuple):
    """Text that is read in one go, over inline elements, and its language."""

    text: str
    language: Language


def polish(html: str, language: Language) -> tuple[str, tuple[Change, ...]]:
    """The page with its text set as a typographer would, and the changes; `language` holds where no `lang` says
    otherwise.

    A second pass changes nothing. Between day and month no line may break, between month and year it may.
    """
    pieces: list[str] = []
    changes: list[Change] = []
    done = 0
    for cells in _runs(html, language):
        if not (found := _polish(cells)):
            continue
        changes += found
        for cell in cells:
            if cell.text != cell.was:
                pieces += (html[done : cell.start], cell.text)
                done = cell.end
    return "".join((*pieces, html[done:])), tuple(changes)


def texts(html: str, language: Language) -> Iterator[TextRun]:
    """The text that a reader sees, run by run, for `raw_leftovers`; code and other languages are left out."""
    for cells in _runs(html, language):
        for own in dict.fromkeys(cell.language for cell in cells):
            words = "".join(cell.text if cell.language == own else _OBJECT for cell in cells).strip(_OBJECT)
            if own is not None and words.strip():
                yield TextRun(words, own)


# --- the page
# ------------------------------------------------------------------------------------------------------------------


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


_OBJECT = "\ufffc"  # what stands in a line and is no text of this language
_TOKEN = re.compile(
    r"""(?P<skip><!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*(?:>|\Z))
    |<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>(?:"[^"]*"|'[^']*'|[^'">])*)>
    |(?P<broken></?[a-zA-Z][^>]*(?:>|\Z))""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_CHARACTER = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);|.", re.DOTALL)
_INLINE = _named("a abbr b bdi bdo cite data del dfn em font i ins label mark q s small span strong time tspan u wbr")
_VOID = _named("area base br col embed hr img input link meta param source track wbr")
_RAW = _named("script style textarea xmp iframe noembed noframes")
_LEFT_ALONE = _RAW | _named("code kbd math pre samp var")
_APART = _named("sub sup img svg input button code kbd samp var math")  # in the line, but no part of its words
_ENDED_BY_THE_NEXT = _named("p li dt dd tr td th option")
_LANGUAGES: Mapping[str, Language] = {"nb": "nb", "no": "nb", "nn": "nn", "en": "en"}


@dataclass(slots=True)
class _Cell:
    """One character of the page, perhaps written as an entity; `language` is None where nothing may be changed."""

    text: str
    was: str
    start: int
    end: int
    language: Language | None


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    language: Language | None
    left_alone: bool


def _runs(html: str, language: Language) -> Iterator[list[_Cell]]:
    """The characters of the page, one list for each stretch that is read together."""
    stack = [_Element("", language, False)]
    cells: list[_Cell] = []
    position = 0
    while position <= len(html):
        tag = _TOKEN.search(html, position)
        end = tag.start() if tag else len(html)
        cells += _cells(html, position, end, stack[-1])
        if tag is None:
            break
        position = tag.end()
        if tag["name"] is None:
            continue
        name = tag["name"].lower()
        if name in _APART:
            cells.append(_Cell(_OBJECT, _OBJECT, tag.start(), tag.start(), None))
        elif name not in _INLINE:
            yield cells
            cells = []
        if tag["close"]:
            _close(stack, name)
        elif name not in _VOID and not (
            tag["attributes"].endswith("/") and any(element.name in {"svg", "math"} for element in stack)
        ):
            if name in _ENDED_BY_THE_NEXT and stack[-1].name == name:
                stack.pop()
            stack.append(_element(name, tag["attributes"], stack[-1]))
            if name in _RAW:
                position = _end_of_raw(html, position, name)
    yield cells


def _cells(html: str, start: int, end: int, inside: _Element) -> list[_Cell]:
    own = None if inside.left_alone else inside.language
    between = html[start:end]
    if (
        "\n" in between and not between.strip(_SPACES) and start and end < len(html)
    ):  # the source's lay-out, and no space of a text
        return [_Cell(_OBJECT, _OBJECT, start, start, None)]
    found = []
    for match in _CHARACTER.finditer(html, start, end):
        raw = match[0]
        text = entities.unescape(raw) if len(raw) > 1 else raw
        found.append(_Cell(text, text, match.start(), match.end(), own if len(text) == 1 else None))
    return found


def _element(name: str, attributes: str, parent: _Element) -> _Element:
    given = {key.lower(): entities.unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(attributes)}
    lang = given.get("lang") or given.get("xml:lang")
    own = _LANGUAGES.get(re.split(r"[-_]", lang.lower())[0]) if lang else parent.language
    translated = given.get("translate", "").lower()
    refused = name in _LEFT_ALONE or translated == "no" or "notranslate" in given.get("class", "").split()
    return _Element(name, own, refused or (parent.left_alone and translated != "yes"))


def _close(stack: list[_Element], name: str) -> None:
    """Closes the innermost element of that name, and with it what was left open inside it."""
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].name == name:
            del stack[depth:]
            return


def _end_of_raw(html: str, position: int, name: str) -> int:
    closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(html, position)
    return closing.start() if closing else len(html)


# --- the rules
# -----------------------------------------------------------------------------------------------------------------

Edit = tuple[int, int, str]  # from, to, and what stands there instead
Rule = Callable[[str], Iterator[Edit]]

_SPACES = " \t\r\n\f"
_GAP = rf"[{_SPACES}]+"
_LOCKED = re.compile(r"(?:https?://|www\.)[^\s<>\"'«»“”‘’]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PRONOUN = {"nb": "", "nn": "", "en": r"(?!I(?!\w))"}  # «Then I» is no king
_DAY_SIGN = {"nb": r"\.", "nn": r"\.", "en": "(?:st|nd|rd|th)?"}
_ROMAN = r"(?:I{1,3}|IV|VI{0,3}|IX|X{1,3}(?:I{1,3}|IV|VI{0,3}|IX)?)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_UNITS: dict[Language, str] = {
    "nb": r"NOK|mrd\.|mill\.|kr|kroner|krone|øre|prosent|prosentpoeng|%|‰|milliard(?:er)?|million(?:er)?|billion(?:er)?|tusen"
    r"|års?|måned(?:er|ers|s)?|uke(?:r|rs|s)?|dag(?:er|ers|s)?|døgn|time(?:r|rs|s)?|minutt(?:er|ers|s)?|sekund(?:er)?"
    r"|km|m|cm|mm|m²|km²|kg|g|mg|tonn|liter|l|dl|hektar|kvadratmeter|kilometer|meter|°C?"
    r"|ganger|gang|innbyggere|personer|mennesker|årsverk|stillinger|plasser|kommuner|fylker|land|saker|sider|krav|tiltak|punkter|avsnitt",
    "nn": r"NOK|mrd\.|mill\.|kr|kroner|krone|øre|prosent|prosentpoeng|%|‰|milliard(?:ar)?|million(?:ar)?|billion(?:ar)?|tusen"
    r"|års?|månad(?:er|ar|ers|s)?|veke(?:r|rs|s)?|dag(?:ar|ars|s)?|døgn|time|timar|minutt|sekund"
    r"|km|m|cm|mm|m²|km²|kg|g|mg|tonn|liter|l|dl|hektar|kvadratmeter|kilometer|meter|°C?"
    r"|gonger|gong|innbyggjarar|personar|menneske|årsverk|stillingar|plassar|kommunar|fylke|land|saker|sider|krav|tiltak|punkt|avsnitt",
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


def _polish(cells: list[_Cell]) -> list[Change]:
    """Applies the rules of each language to a run, in place; a rule reads what the one before it left."""
    changes: list[Change] = []
    for language in dict.fromkeys(cell.language for cell in cells):
        if language is None:
            continue
        text = _as_read(cells, language)
        for name, rule in _rules(language).items():
            if edits := tuple(rule(text)):
                changes += _apply(cells, text, name, edits)
                text = _as_read(cells, language)
    return changes


def _as_read(cells: list[_Cell], language: Language) -> str:
    return "".join([cell.text if cell.language == language else _OBJECT * len(cell.text) for cell in cells])


def _apply(cells: list[_Cell], text: str, name: str, edits: tuple[Edit, ...]) -> Iterator[Change]:
    owners = [cell for cell in cells for _ in cell.text]
    locked = [match.span() for match in _LOCKED.finditer(text)]
    for start, end, new in edits:
        touched = owners[start:end]
        if any(first < end and start < last for first, last in locked):
            continue  # an address
        if len(new) > 1 and any(one.end != following.start for one, following in pairwise(touched)):
            continue  # signs do not change places over a tag
        for owner in touched:
            owner.text = ""
        owners[start].text = new
        left, right = _around(text, start, end)
        yield Change(_shown(text[left:right]), _shown(text[left:start] + new + text[end:right]), name)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the word before to the word after, twenty characters at most on each side."""
    left = re.search(rf"[^\s{_OBJECT}]*\s*\Z", text[max(0, start - 20) : start])
    right = re.match(rf"\s*[^\s{_OBJECT}]*", text[end : end + 20])
    return start - len(left[0] if left else ""), end + len(right[0] if right else "")


def _shown(text: str) -> str:
    return re.sub(_GAP, " ", text.replace(_OBJECT, "")).strip(" ")


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


# --- quotation marks
# -----------------------------------------------------------------------------------------------------------

_PAIRS = {"«": "»", "“": "”", "‘": "’"}
_OPENERS = frozenset(f"([{{<«‘“{DASH}—/-{_OBJECT}")
_CLOSING = frozenset(f".,;:!?)]}}»”{_OBJECT}")


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


# --- what may not be left
# ------------------------------------------------------------------------------------------------------


def raw_leftovers(text: str, language: Language) -> Iterator[Leftover]:
    """What may not stand in a finished brief's text, in the order of its kinds; addresses of pages and of mail are no
    text.

    Ask it of text from the page (`texts`): a PDF gives its no-break spaces back as plain ones.
    """
    hidden = _LOCKED.sub(lambda match: _OBJECT * len(match[0]), text)
    for what, pattern in _leftovers(language).items():
        for match in pattern.finditer(hidden):
            yield Leftover(match[0], match.start(), what)


@lru_cache
def _leftovers(language: Language) -> dict[str, re.Pattern[str]]:
    months, day = _months(language), _DAY_SIGN[language]
    units, signs = _UNITS[language], _BEFORE_NUMBER[language]
    patterns = {
        "straight quotation mark or apostrophe": r"[\"']",
        "three dots for an ellipsis": r"\.\.\.",
        "hyphen as a dash": r"(?<!\S)--?(?!\S)|--",
        "hyphen as a minus sign": r"(?<![^\s(\[{«‘“=<>≤≥±~])-(?=\d)\d+",
        "hyphen in a span of years": rf"(?<![\w§-])(?<!§\s){_YEAR}-{_YEAR}(?![\w-])",
        "raw ISO date": r"(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])",
        "breakable space between number and unit": rf"[\d.,]*\d{_GAP}(?:{units})(?!\w)|\d\s(?:mrd|mill|bill)\.{_GAP}kr(?!\w)",
        "breakable space after §": rf"§{_GAP}\w+",
        "breakable space before a number": rf"(?<!\w)(?:{signs}){_GAP}[{MINUS}\d]+",
        "breakable space between day and month": rf"(?<!\d)\d{{1,2}}{day}{_GAP}(?:{months})(?!\w)",
        "soft hyphen": "\u00ad",
    }
    if language != "en":
        patterns["breakable space in a number"] = (
            rf"(?<![\d.,+])(?<!\d[ \u00a0])\d{{1,3}}{_GAP}\d{{3}}(?!\d)(?![ \u00a0]\d)"
        )
    return {what: re.compile(pattern) for what, pattern in patterns.items()}


# --- hyphenation
# ---------------------------------------------------------------------------------------------------------------


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
