"""Rules for the words of texts: references in braces, no number written out, quotation marks and dashes of print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from briefs.content import model
from briefs.content.check.entries import Printed, all_printed, entries, in_words, printed
from briefs.content.check.nearest import Nearest
from briefs.content.walk import parts
from briefs.dates import Edtf
from briefs.errors import Problem, Where, closest
from briefs.language.identifiers import without_written
from briefs.language.writing import around, faults

_OF_DEMANDS = ("total", "answered", "partly", "undocumented", "in_force")
_COUNTS: tuple[str, ...] = (
    "measures.total",
    *(f"measures.{status}" for status in model.STATUSES),
    "measures.overdue",
    "sources.total",
    "events.total",
)


def count_names(library: model.Library) -> tuple[str, ...]:
    """The counts that a text may name: demands of the first series, of each series and of all, measures, sources and
    events.
    """
    groups = ("demands", *(f"demands.{series}" for series in library.series), "demands.all")
    return (*(f"{group}.{key}" for group in groups for key in _OF_DEMANDS), *_COUNTS)


DAYS: tuple[str, ...] = ("changes.since", "changes.until")
_HOW_TO_REFER = (
    "Write {figure-id}, {figure-id|value}, or a date as in {2022-12-01}; "
    'a name with digits stands in project.yaml: identifiers: ["Name 24"]'
)


def references_in_texts(library: model.Library) -> Iterator[Problem]:
    """What stands in braces names a figure, a date or a count, and a style that it can be set in."""
    counts = count_names(library)
    known, nearest = {*library.figures, *counts, *DAYS}, Nearest()
    for text in all_printed(library):
        whole = list(model.placeholders(text.words))
        for reference in whole:
            if reference.name in counts:
                yield from _style_of_no_figure(reference, text)
            else:
                yield from _reference_problems(reference, text, library, known, nearest)
        braces = sum(text.words[ref.start : ref.end].count("{") for ref in whole)
        if (text.words.count("{"), text.words.count("}")) != (braces, braces):
            yield Problem(text.where, "a brace that opens or closes no reference", _HOW_TO_REFER)


def school_years(library: model.Library) -> Iterator[Problem]:
    """In EDTF `2020-21` is the spring of 2020, and people write two years that way: a warning, as it may be meant."""
    for text in all_printed(library):
        for reference in model.placeholders(text.words):
            yield from _two_years(reference.name, text.where)
    for entry in entries(library):
        for name, value in parts(entry):
            if isinstance(value, Edtf):
                yield from _two_years(value.text, entry.where.at(str(name)))


def _two_years(written: str, where: Where) -> Iterator[Problem]:
    match = re.fullmatch(r"([0-9]{2}([0-9]{2}))-(2[1-4])", written)
    if match and int(match[3]) == int(match[2]) + 1:
        season = ("spring", "summer", "autumn", "winter")[int(match[3]) - 21]
        what = f"{written} is the {season} of {match[1]}"
        hint = f"Two years are {match[1]}/{int(match[1]) + 1}"
        yield Problem(where, what, hint, severity="warning")


def _style_of_no_figure(reference: model.Placeholder, text: Printed) -> Iterator[Problem]:
    if reference.style:
        shown = text.words[reference.start : reference.end]
        yield Problem(text.where, f"{shown}: only a figure has a style", f"Write {{{reference.name}}}")


def _as_years(written: str) -> str:
    """How a school year that is no EDTF is written: «2018-19» is 2018/2019."""
    match = re.fullmatch(r"([0-9]{2})([0-9]{2})[-–/]([0-9]{2})", written)
    return f"Two years are {{{match[1]}{match[2]}/{match[1]}{match[3]}}}" if match else ""


def _reference_problems(
    reference: model.Placeholder, text: Printed, library: model.Library, known: Collection[str], nearest: Nearest
) -> Iterator[Problem]:
    shown = text.words[reference.start : reference.end]
    if reference.is_date or reference.name in DAYS:
        yield from _style_of_no_figure(reference, text)
    elif reference.name not in library.figures:
        if reference.name not in library.broken:
            near = _as_years(reference.name) or nearest.to(reference.name, known)
            yield Problem(text.where, f"{shown} names no figure, date or count", near)
    elif reference.style not in model.PLACEHOLDER_STYLES:
        styles = [style for style in model.PLACEHOLDER_STYLES if style]
        near = closest(reference.style, styles)
        yield Problem(
            text.where, f"{shown}: unknown style {reference.style!r}", near or f"The styles are {in_words(styles)}"
        )


_FIELDS_WITH_NUMBERS: dict[type[model.Entry], set[str]] = {
    model.Actor: {"name", "short"},
    model.Attribution: {"name"},
    model.GlossaryEntry: {"term"},
    model.Locality: {"name"},
    model.Noun: {"one", "other"},
    model.Project: {"publisher"},
}


def literal_digits(library: model.Library) -> Iterator[Problem]:
    """A number in running text is a reference, so that it stands in one place; names and glossary terms may have
    digits, and identifiers («§ 26») are no numbers.
    """
    names = library.project.identifiers
    for text in all_printed(library):
        if text.field in _FIELDS_WITH_NUMBERS.get(type(text.entry), ()):
            continue
        words = model.without_references(text.words)
        if first_number(words) and (number := first_number(without_written(words, text.language, names))):
            yield Problem(text.where, f"the number '{number}' is written in the text", _HOW_TO_REFER)


def first_number(words: str) -> str:
    """The first number in a text with the word that it stands in («2G», «covid19»), or nothing."""
    found = NUMBER.search(words)
    if found is None:
        return ""
    start = found.start()
    while start and _WORD.match(words[start - 1]):  # a pattern that begins with \w* tries anew at each letter
        start -= 1
    return words[start : found.end()]


NUMBER = re.compile(r"\d(?:[\d.,\s]*\d)?\w*")
_WORD = re.compile(r"\w")


def ways_of_writing(library: model.Library) -> Iterator[Problem]:
    """Quotation marks, dashes and spaces are those of print."""
    for text in all_printed(library):
        words = model.without_references(text.words)
        for rule, start, end in faults(words):
            yield Problem(text.where, f"{rule.what} in «{around(words, start, end)}»", rule.hint)


_IN_EVERY_FONT = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset("–—…‘’“”•−")


def unseen_characters(library: model.Library) -> Iterator[Problem]:
    """No text holds what cannot be seen: a soft hyphen makes lines run off the page, others break searching and
    listening.
    """
    for entry in entries(library):
        for name, value in parts(entry):
            for index, item in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(item, str):
                    yield from _unseen(item, entry.where.at(str(name), index))
        for text in printed(entry):
            yield from _unseen(text.words, text.where)
    for word, broken in library.project.hyphenation.items():
        yield from _unseen(word + broken, library.project.where.at("hyphenation"))


def hyphenation_spells(library: model.Library) -> Iterator[Problem]:
    """A word and its breaks spell the same, or a line would break in the middle of a syllable."""
    for word, broken in library.project.hyphenation.items():
        if re.sub(r"[-\u00ad]", "", broken).lower() != word.replace("-", "").lower():
            hint = "Write the word with a hyphen at each break"
            yield Problem(library.project.where.at("hyphenation"), f"{broken!r} does not spell {word!r}", hint)


def _letters() -> frozenset[str]:
    from briefs.fonts import letters  # here, because opening fonts takes a while and few texts need it

    return letters()


def _unseen(words: str, where: Where) -> Iterator[Problem]:
    for character in dict.fromkeys(words):
        if character == "\N{SOFT HYPHEN}":
            hint = "Take it out: the program hyphenates, and 'hyphenation' in project.yaml says where it is to differ"
            yield Problem(where, "a soft hyphen, U+00AD", hint)
        elif unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}:
            yield Problem(where, f"a character that cannot be seen, U+{ord(character):04X}", "Take it out")
        elif character in "\N{OBJECT REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}":
            hint = "Write the character that was lost here"
            yield Problem(where, f"a sign that stands for a lost character, U+{ord(character):04X}", hint)
        elif character not in _IN_EVERY_FONT and character not in _letters():
            what = f"the fonts have no {character!r}, U+{ord(character):04X}"
            yield Problem(where, what, "Write the word in another way")
    if not unicodedata.is_normalized("NFC", words):
        yield Problem(where, "a letter is put together of two characters", "Write it as one, as å is (Unicode NFC)")
