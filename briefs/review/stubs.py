"""A document as a draft source: a stub for each paragraph, with the numbers, dates and names that stand in it.

Nothing is decided and nothing is made up: what the document says itself is written down, and what a person must say is
left empty, with what the paragraph offers for it as a comment.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, count
from typing import get_args

from briefs.content import model
from briefs.content.documents import Document, WayToRead
from briefs.language.tables import Language, languages
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.names import Named, known_names, roll
from briefs.review.verify.quantities import Quantity, Stamp, read

_LONGEST_TITLE = 120
_FIRST_WORDS = 8
_FEWEST = 8  # of a language's small words, to know it by
_ALIKE = 0.94  # a language that extends another has all its words, and is it only where it has more of them
_AS_IT_IS = WayToRead()
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "ð": "d", "þ": "th"})
_NO_FIGURES = frozenset({"ordinal", "per-mille"})
_UNITS = frozenset(get_args(model.Unit))


def source_id(file: str) -> str:
    """An id made of the name of a document's file: `Brev til KS (2018).pdf` is brev-til-ks-2018."""
    stem = file.rpartition(".")[0] or file
    return _slug(stem) if _slug(stem)[:1].isalpha() else f"doc-{_slug(stem)}".rstrip("-")


def language_of_text(paragraphs: tuple[str, ...]) -> Language | None:
    """The language that a document's small words are of, or None where there are too few of them."""
    words = [word for text in paragraphs for word in re.findall(r"[^\W\d_]+", text.lower())]
    small = {language: _small_words(language) for language in languages()}
    hits = {language: sum(word in known for word in words) for language, known in small.items()}
    best = max(hits.values(), default=0)
    if best < _FEWEST:
        return None
    return min((each for each in hits if hits[each] >= _ALIKE * best), key=lambda each: len(small[each]))


def source_lines(
    id: str, document: Document, library: model.Library, *, in_lock: bool = True, reading: WayToRead = _AS_IT_IS
) -> tuple[str, ...]:
    """The lines of a draft source; with its fingerprint and length where the lock does not have them, and with how it
    is to be read where its name and its bytes do not tell.
    """
    language = language_of_text(document.paragraphs) or library.project.language
    title = _title(document.paragraphs[0]) if document.paragraphs else ""
    dates = dict.fromkeys(date for text in document.paragraphs[:3] for date in _dates(text, language))
    return (
        f"id: {id}",
        "draft: true  # take this line out once the keys below are filled in; claims may stay drafts",
        *([f"title: {_quoted(title)}  # its first paragraph"] if title else []),
        *([f"language: {language}  # by its small words"] if language != library.project.language else []),
        "description:  # What it is, in a few words: printed in the list of sources.",
        "genre:  # What sort of text it is, with a capital letter: Letter, News item, Report.",
        "publisher:",
        "  actor:  # Who published it, or `name:` where it is no actor of yours.",
        "author:",
        "  actor:  # Who wrote it, or `name:`.",
        f"date:{_comment('at its head', map(repr, dates)) or '  # When it was written or published.'}",
        f"file: {_quoted(document.file)}",
        *([f"read: {reading.read}  # its lines look wrapped at a width"] if reading.read else []),
        *([f"encoding: {reading.encoding}  # it is no UTF-8, and this reads it"] if reading.encoding else []),
        *([] if in_lock else [f"sha256: {document.sha256}", f"paragraphs: {len(document.paragraphs)}"]),
        "silent_paragraphs: []  # those that say nothing that the briefs need; take their stubs out",
        "claims:",
        *_stubs(id, document, library, language),
    )


def _stubs(id: str, document: Document, library: model.Library, language: Language) -> Iterator[str]:
    """A draft claim for each paragraph, with what it offers."""
    taken = {*library.figures, *library.drafts}
    names = known_names(document.paragraphs)
    people = roll(library.actors, library.project.language)
    for number, text in enumerate(document.paragraphs, start=1):
        named = dict.fromkeys(
            f"{each.words} ({each.actor})" if each.actor else each.words for each in _joined(people.among(text, names))
        )
        figures = list(_figures(text, language, library.project.identifiers, f"{id}/{number}", taken))
        references = [*_dates(text, language), *(figure.partition(",")[0] for figure in figures)]
        yield f"  # {number}: «{_beginning(text)}»"
        yield "  - draft: true"
        yield f"    paragraph: {number}"
        yield f"    speaker:{_comment('named here', named)}"
        yield f"    text:{_comment('ready', (f'{{{each}}}' for each in references))}"
        if figures:
            yield "    # For figures.yaml:"
            yield from (f"    #   - {{id: {figure}}}" for figure in figures)


def _joined(names: Iterable[Named]) -> Iterator[Named]:
    """The names, of which those that are no actor's and stand side by side are one: first name and surname."""
    last: Named | None = None
    for name in names:
        if last and not last.actor and not name.actor and name.start == last.start + len(last.words) + 1:
            last = replace(last, words=f"{last.words} {name.words}")
            continue
        if last:
            yield last
        last = name
    if last:
        yield last


def _figures(text: str, language: Language, identifiers: tuple[str, ...], cite: str, taken: set[str]) -> Iterator[str]:
    """The numbers of a text as figures, from behind `id: ` on; what they measure is left to decide."""
    for quantity in read(text, language, identifiers).quantities:
        unit = quantity.unit if quantity.unit in _UNITS else "count"
        counted = _noun(text, quantity, language) if unit == "count" else ""
        if quantity.weak or quantity.share_of or quantity.unit in _NO_FIGURES:
            continue
        value = f"{quantity.value.normalize():f}"
        id = _free(_slug(f"{counted or unit}-{value}"), taken)
        noun = f", noun: {{one: , other: {_quoted(counted)}}}" if unit == "count" else ""
        precision = f", precision: {quantity.precision}" if quantity.precision != "exact" else ""
        yield f"{id}, value: {value}, unit: {unit}{noun}{precision}, measures: , cites: [{cite}]"


def _noun(text: str, quantity: Quantity, language: Language) -> str:
    """The word behind a number, where it may be what is counted; "" where it is a small word."""
    found = re.match(r"\s+([^\W\d_]{2,})", text[quantity.start + len(quantity.words) :])
    if not found or not found[1].islower() or found[1] in _small_words(language):
        return ""
    return found[1] if text.startswith(quantity.words, quantity.start) else ""


def _dates(text: str, language: Language) -> tuple[str, ...]:
    """The dates of a text as EDTF, each once; one without a year is none."""
    return tuple(dict.fromkeys(date for stamp in read(text, language).stamps if (date := _edtf(stamp))))


def _edtf(stamp: Stamp) -> str:
    if stamp.year is None:
        return ""
    if stamp.decade:
        return f"{stamp.year // 10}X"
    parts = [stamp.season] if stamp.season else [stamp.month, *([stamp.day] if stamp.month else [])]
    return "-".join([f"{stamp.year:04}", *(f"{part:02}" for part in parts if part)])


def _small_words(language: Language) -> frozenset[str]:
    words = lexicon(language)
    return words.stopwords | words.denials | words.prepositions | words.pronouns | words.articles | words.ands


def _title(paragraph: str) -> str:
    """What a first paragraph says as a title, without the signs that make it one in Markdown; "" where it is none."""
    title = re.sub(r"^#{1,6}\s+|\s+#+$", "", paragraph)
    is_title = len(title) <= _LONGEST_TITLE and not title.endswith((".", ":", ",", ";", "!", "?"))
    return title if is_title and any(map(str.isalpha, title)) else ""


def _beginning(text: str) -> str:
    words = "".join(letter if letter.isprintable() else " " for letter in text).split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")


def _comment(lead: str, offered: Iterable[str]) -> str:
    words = ", ".join(offered)
    return f"  # {lead}: {words}" if words else ""


def _quoted(text: str) -> str:
    """A text in double quotation marks, which YAML reads as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def _free(id: str, taken: set[str]) -> str:
    """The id, or the first that is like it and not taken, which is then taken."""
    others = (f"{id}-{number}" for number in count(2))
    found = next(each for each in chain([id], others) if each not in taken)
    taken.add(found)
    return found


def _slug(text: str) -> str:
    """The text as an id is written: a–z, 0–9 and single hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "-".join(re.findall("[a-z0-9]+", plain.encode("ascii", "ignore").decode()))
