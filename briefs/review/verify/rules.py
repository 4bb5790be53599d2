"""The rules that hold content against documents: small functions that report; `verify` runs them all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from briefs.content import model
from briefs.errors import Severity, Where
from briefs.language.identifiers import identifiers
from briefs.language.tables import UNITS, languages
from briefs.review.verify import contrary, identity, neighbours, pairing, places, wording
from briefs.review.verify.evidence import (
    STANDS,
    Evidence,
    Grounds,
    SourceParagraph,
    asked_stamps,
    date_ground,
    number_ground,
)
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.names import Named, is_abbreviation, is_inflected, same, words
from briefs.review.verify.numerals import tokens
from briefs.review.verify.quantities import (
    MONEY,
    Quantity,
    Reading,
    Stamp,
    agrees,
    bare,
    carries,
    has_unit,
    is_beyond,
    is_bound_of,
    is_kin,
    is_rounding_of,
    read,
    same_amount,
    stamps_of,
)
from briefs.review.verify.reckoning import (
    is_between,
    is_loosely_reserved,
    is_product,
    is_sum,
    joined,
    listed,
    reckoned,
    reckoned_date,
    stands_beside,
)
from briefs.review.verify.report import Finding, FindingKind, Inference
from briefs.review.verify.sayings import Saying

Found = Iterator[Finding | Inference]
CONFUSED = 0.15
CONFUSED_NUMBER = 0.9
CHANCE = 0.02
NOUN = 0.5
ELSEWHERE = 0.1  # how much more of a claim must stand in the paragraph that fits better
HEADING = 0.25  # the same where that is the heading, which names what all the document is about
_CLAIMED = "said by a claim that is cited"
_BOUNDS = frozenset({"over", "under", "at-least", "at-most"})
_SOON = 6  # words between a bound and its number
_SMALL = 12  # up to which a paragraph is counted up
_FEW = 8  # passages that are reckoned with: of a whole document nearly any number follows


@dataclass(frozen=True)
class _Held:
    """Words that are held against passages: whose they are, where they stand, and what else may carry them."""

    record: str
    where: Where
    passages: tuple[SourceParagraph, ...]
    evidence: Evidence
    bases: tuple[model.Text, ...] = ()
    grounds: Grounds = field(default_factory=Grounds)
    speakers: frozenset[str] = frozenset()
    counted: Mapping[str, set[int]] = field(default_factory=dict)
    words: str = ""
    about: tuple[SourceParagraph, ...] = ()
    claims: tuple[str, ...] = ()  # what the claims cited say

    @property
    def few(self) -> tuple[SourceParagraph, ...]:
        """The passages, where they are few enough to be reckoned with, or those that the words are about."""
        return self.passages if len(self.passages) <= _FEW else self.about

    @cached_property
    def beside(self) -> tuple[SourceParagraph, ...]:
        """The paragraphs before and behind the passages, with which they may be one account."""
        near = (
            self.evidence.passage(passage.source, passage.number + step) for passage in self.few for step in (-1, 1)
        )
        return tuple(dict.fromkeys(other for other in near if other is not None))

    def head_of(self, passage: SourceParagraph) -> Reading:
        """What the first paragraph of a passage's document gives: its heading, often with its year."""
        first = self.evidence.passage(passage.source, 1)
        return first.reading if first is not None else passage.reading

    @cached_property
    def dates(self) -> tuple[Stamp, ...]:
        """The documents' own dates, whatever the grounds are."""
        sources = dict.fromkeys(passage.source for passage in self.passages)
        dates = (self.evidence.library.sources[id].date for id in sources)
        return tuple(stamp for date in dates if date.kind != "within" for stamp in stamps_of(date))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of the documents."""
        return tuple(dict.fromkeys(stamp.year for stamp in self.dates if stamp.year is not None))

    @cached_property
    def claimed_numbers(self) -> tuple[Quantity, ...]:
        """The numbers that the claims cited write out, which are held against their own paragraphs."""
        return tuple(each for claim in self.claims for each in self.evidence.read_words(bare(claim)).quantities)

    @cached_property
    def claimed_dates(self) -> tuple[Stamp, ...]:
        """The dates of the claims cited."""
        return tuple(each for claim in self.claims for each in asked_stamps(self.evidence.read_words(claim)))

    @cached_property
    def year_of(self) -> dict[str, int | None]:
        """The year of each document, from which its paragraphs count («i fjor»)."""
        sources = self.evidence.library.sources
        return {
            passage.source: next((stamp.year for stamp in stamps_of(sources[passage.source].date)), None)
            for passage in self.passages
        }

    def dated(self, passage: SourceParagraph) -> Reading:
        """A passage's numbers and dates, with the documents' own dates."""
        return joined([passage.reading, Reading((), self.dates, ())])

    @property
    def place(self) -> str:
        """The passages in words: «paragraph 4 of letter.txt»."""
        by_file: dict[str, list[str]] = {}
        for passage in self.passages:
            by_file.setdefault(self.evidence.documents[passage.source].file, []).append(str(passage.number))
        if len(self.passages) > 12:
            return "any paragraph of " + ", ".join(by_file)
        return (
            " or ".join(f"paragraph {', '.join(numbers)} of {file}" for file, numbers in by_file.items())
            or "any paragraph"
        )

    def judged(
        self, kind: FindingKind, expected: str, ground: str | None, found: str, severity: Severity = "error"
    ) -> Found:
        """Nothing where a passage carries it, an inference where something else does, a finding where nothing does."""
        if ground is None:
            what = f"{self.record}: {expected} is not in {self.place}, which has {found or 'nothing of the kind'}"
            yield replace(self.finding(kind, what, expected, found), severity=severity)
        elif ground != STANDS:
            yield Inference(self.where, self.record, expected, ground)

    def finding(
        self, kind: FindingKind, what: str, expected: str = "", found: str = "", severity: Severity = "error"
    ) -> Finding:
        """A finding about these words."""
        files = {self.evidence.documents[passage.source].file for passage in self.passages}
        numbers = tuple(passage.number for passage in self.passages) if len(files) == 1 else ()
        file = files.pop() if len(files) == 1 else ""
        held = hashlib.sha256("\x1f".join((self.words, *(passage.text for passage in self.passages))).encode())
        about = (kind, self.where, self.record, what, expected, found, file, numbers)
        return Finding(*about, severity=severity, held=held.hexdigest())


# --- numbers, dates and names -----------------------------------------------------------------------------------------


def _numbers(held: _Held, text: str) -> Found:
    bases = [held.evidence.read(basis) for basis in held.bases]
    asked_for = [asked for asked in held.evidence.read_words(text).quantities if not asked.weak]
    given = [
        _Given(passage, quantity)
        for passage in held.passages
        for quantity in passage.reading.quantities
        if not quantity.weak
    ]
    for asked in asked_for:
        ground = number_ground(asked, held.passages, bases, held.counted)
        is_told_apart = ground is not None and not held.about
        confused = _confused(held, text, asked, asked_for, given) if is_told_apart else None
        confused = confused or _put_for_a_time(held, text, asked)
        if confused is not None:
            yield confused
            continue
        severity: Severity = "error"
        if ground is None and any(agrees(asked, each) for each in held.claimed_numbers):
            ground = _CLAIMED
        if ground is None:
            ground, severity = _doubtful_number(held, asked)
        if ground is None:
            ground = _said_together(asked, asked_for, [entry.value for entry in given])
        found = _numbers_in(held.passages, asked)
        yield from held.judged("number", _shown(asked), ground, found, severity)


def _put_for_a_time(held: _Held, text: str, asked: Quantity) -> Finding | None:
    """Where money stands behind an «etter» that the passages have before a time: «etter 2 millioner kroner»."""
    if asked.unit not in MONEY or not contrary.follows(text, held.evidence.language, asked.start, "since"):
        return None
    behind = [
        quantity
        for passage in held.few
        for quantity in passage.reading.quantities
        if contrary.follows(passage.text, passage.language, quantity.start, "since")
    ]
    time = next((quantity for quantity in behind if quantity.unit in UNITS), None)
    if time is None or any(same_amount(asked, quantity) for quantity in behind):
        return None
    expected, found = _shown(asked), _shown(time)
    what = f"{held.record}: {expected} is not what {held.place} says here; {found} fits these words"
    return held.finding("number", what, expected, found, "advice")


def _said_together(asked: Quantity, asked_for: Sequence[Quantity], given: Iterable[Quantity | Stamp]) -> str | None:
    """What a number and another one of the text say together: «ti avlysninger koster 150 000» of 15 000 each, and
    «mellom 400 000 og en halv million» of 420 000.
    """
    for quantity in given:
        if not isinstance(quantity, Quantity) or quantity.value <= 1:
            continue
        for other in asked_for:
            if other is not asked and is_product(quantity, asked, other):
                return f"reckoned: {quantity.words} times a number of the text"
            if other is not asked and is_sum(quantity, asked, other):
                return f"reckoned: {quantity.words} in two units"
            if other is not asked and is_between(quantity, asked, other):
                return f"reckoned: a range that holds {quantity.words}"
    return None


def _doubtful_number(held: _Held, asked: Quantity) -> tuple[str | None, Severity]:
    """What may excuse a number that no passage gives as it stands: a ground, or what it is worth as a finding.

    It is an error only where no reading of the passages and of those beside them gives it.
    """
    for passage in held.passages:
        if any(is_rounding_of(asked, given) for given in passage.reading.quantities):
            return "rounded", "advice"
        if any(is_bound_of(asked, given) for given in passage.reading.quantities):
            return "a bound of what the passage gives", "advice"
        kin = [given for given in passage.reading.quantities if is_kin(asked, given)]
        if any(_is_turned(held.words, asked, passage, given) for given in kin):
            return "a bound that a denial says otherwise", "advice"
        if any(_is_bounded(asked, passage, given) for given in kin):
            return "a bound of what the passage gives", "advice"
        if any(is_beyond(asked, given) for given in passage.reading.quantities):
            return None, "advice"
        if kin or any(
            is_loosely_reserved(asked, given, passage.text, passage.language) for given in passage.reading.quantities
        ):
            return None, "advice"
    few = held.few
    sizes = {size for passage in few for size in listed(passage.text, passage.language)} | _named(held, few)
    how = reckoned(asked, [held.dated(passage) for passage in few], sizes, held.years)
    if how is not None and how.is_plain:
        return f"reckoned: {how.how}", "advice"
    is_near = how is not None or any(stands_beside(asked, [other.reading]) for other in held.beside)
    given = [quantity for passage in held.passages for quantity in passage.reading.quantities]
    is_another = not given or any(_is_rival(asked, quantity) for quantity in given)
    return None, "advice" if is_near or not is_another or _is_counted_up(asked) else "error"


def _is_counted_up(asked: Quantity) -> bool:
    """Whether it is a small count in a word («fem av dem»), by which people count what a paragraph tells one by one."""
    is_count = asked.unit in {None, "count"} and asked.precision == "exact" and asked.value <= _SMALL
    return is_count and asked.words.isalpha()


def _is_turned(text: str, asked: Quantity, passage: SourceParagraph, given: Quantity) -> bool:
    """Whether a denial beside one of two numbers turns its bound: «ikke mer enn to dager» of two days."""
    reserved = {asked.precision, given.precision}
    sides = ((text, asked.start), (passage.text, given.start))
    return bool(reserved & _BOUNDS) and any(
        wording.denials(wording.clause_at(words, start), passage.language) for words, start in sides
    )


def _is_bounded(asked: Quantity, passage: SourceParagraph, given: Quantity) -> bool:
    """Whether a word before a number of the passage makes the bound of it that is asked for: «innen seks uker»."""
    before = [token.low for token in tokens(passage.text) if token.start < given.start][-_SOON:]
    phrases = (tuple(before[at : at + length]) for at in range(len(before)) for length in (1, 2, 3))
    bounds = lexicon(passage.language).bounds
    return given.precision == "exact" and asked.precision in {bounds.get(phrase) for phrase in phrases}


def _named(held: _Held, passages: Iterable[SourceParagraph]) -> set[int]:
    """How many names each passage has, by which a text may count: «Three of the municipalities»."""
    roll, known = held.evidence.roll, held.evidence.only_names
    return {len({named.actor or named.words for named in roll.among(each.text, known)}) for each in passages}


def _places(held: _Held, text: str) -> Found:
    """Two numbers or dates that a passage gives in each other's places, or that would fit it better there."""
    for passage in held.passages:
        pair = places.swapped(text, held.evidence.language, passage.text, passage.language)
        if pair is not None:
            expected = " and ".join(map(_shown, pair))
            what = f"{held.record}: {expected} have changed places: {held.place} has them the other way round"
            yield held.finding("number", what, expected, " and ".join(map(_shown, reversed(pair))))
            return
    if len(held.passages) <= _FEW:
        yield from _exchange(held, text)


def _exchange(held: _Held, text: str) -> Found:
    """An error where the text itself says what cannot be («fra 2019 til 2014»), else advice."""
    language, years = held.evidence.language, held.year_of
    passages = [neighbours.DatedText(each.text, each.language, years.get(each.source)) for each in held.passages]
    claims = [neighbours.DatedText(words, language) for words in held.claims]
    found = pairing.exchange(neighbours.DatedText(text, language), [*passages, *claims])
    if found is not None:
        expected, other = (" and ".join(map(_said, pair)) for pair in (found[:2], found[1::-1]))
        seem = (
            "cannot stand in this order" if found.is_sure else f"would fit {held.place} better in each other's places"
        )
        kind: FindingKind = "date" if isinstance(found.first, Stamp) else "number"
        severity: Severity = "error" if found.is_sure else "advice"
        yield held.finding(kind, f"{held.record}: {expected} {seem}", expected, other, severity)


def _identifiers(held: _Held, text: str) -> Found:
    """What the text calls by a number is called so by a passage, or by a basis."""
    evidence = held.evidence
    bases = [evidence.words(basis) for basis in held.bases]
    for asked in identifiers(text, evidence.language, evidence.library.project.identifiers):
        lack = identity.missing(asked, held.passages, bases)
        if lack is not None:
            yield from held.judged("identifier", lack.words, None, lack.found, lack.severity)


def _dates(held: _Held, asked_for: Sequence[Stamp], text: str | None = None) -> Found:
    given = [
        _Given(passage, stamp)
        for passage in held.passages
        for stamp in passage.reading.stamps
        if stamp.year is not None
    ]
    for asked in asked_for:
        ground = date_ground(asked, held.passages, held.grounds)
        is_told_apart = text is not None and ground == STANDS and asked.year and not held.about
        confused = _confused(held, text or "", asked, asked_for, given) if is_told_apart else None
        if confused is not None:
            yield confused
            continue
        if ground is None and any(carries(each, asked) for each in held.claimed_dates):
            ground = _CLAIMED
        if ground is None and text is not None:
            ground = _said_otherwise(held, text, asked, asked_for)
        severity = _date_severity(held, asked) if ground is None and text is not None else "error"
        yield from held.judged("date", asked.words, ground, _dates_in(held.passages), severity)


def _said_otherwise(held: _Held, text: str, asked: Stamp, asked_for: Sequence[Stamp]) -> str | None:
    """On what ground a date stands that a passage gives in other words: «året før» behind a year, «før 2027» for the
    end of 2026, and what the passage counts itself.
    """
    years = [other.year for other in asked_for if other.year is not None and other.start < asked.start]
    if asked.years is not None and years:
        asked = Stamp(asked.words, asked.start, year=years[-1] + asked.years)
    elif asked.year is not None and not (asked.month or asked.season) and _is_until(held, text, asked):
        asked = replace(asked, year=asked.year - 1)
    if any(carries(stamp, asked) for passage in held.few for stamp in passage.reading.stamps):
        return "reckoned: another way to say a year"
    found = (reckoned_date(asked, passage.reading, held.head_of(passage), held.dates) for passage in held.few)
    return next((f"reckoned: {how.how}" for how in found if how is not None and how.is_exact), None)


def _is_until(held: _Held, text: str, asked: Stamp) -> bool:
    return contrary.follows(text, held.evidence.language, asked.start, "until")


def _date_severity(held: _Held, asked: Stamp) -> Severity:
    """What a date is worth that no passage gives: advice where it may be inferred, which a `basis:` would say."""
    follows = any(reckoned_date(asked, passage.reading, held.head_of(passage), held.dates) for passage in held.few)
    is_near = any(carries(stamp, asked) for other in held.beside for stamp in other.reading.stamps)
    is_counted = asked.years is not None  # «året før» is another way to say a year
    return "advice" if follows or is_near or is_counted or _is_of_the_whole(held, asked) else "error"


def _is_of_the_whole(held: _Held, asked: Stamp) -> bool:
    """Whether the document gives a year elsewhere, or is of it, and the passage none with which it was confused."""
    sources = dict.fromkeys(passage.source for passage in held.few)
    stamps = [stamp for passage in held.few for stamp in passage.reading.stamps]
    if not sources or any(stamp.year or (stamp.season and asked.season) for stamp in stamps):
        return False
    said = (stamp for id in sources for other in held.evidence.of_source(id) for stamp in other.reading.stamps)
    return not asked.year or any(carries(stamp, asked) for stamp in (*said, *held.dates))


class _Given(NamedTuple):
    """A number or date that a passage gives."""

    passage: SourceParagraph
    value: Quantity | Stamp


def _confused(
    held: _Held, text: str, asked: Quantity | Stamp, asked_for: Sequence[Quantity | Stamp], given: Sequence[_Given]
) -> Finding | None:
    """Where passages give several numbers or dates: the one asked for must stand beside words like those beside it in
    the text.

    Those that the text names elsewhere are no rivals; but where it names one oftener than the passages do, one next to
    it was meant.
    """
    given = [entry for entry in given if entry.passage.language == held.evidence.language]
    rivals = [
        entry for entry in given if not any(_is(other, entry.value) or _is(entry.value, other) for other in asked_for)
    ]
    is_repeated = sum(_is(asked, other) for other in asked_for) > 1
    alike = [entry for entry in rivals if is_repeated or _is_rival(asked, entry.value)]
    own = [entry for entry in given if _is(asked, entry.value)]
    is_date = isinstance(asked, Stamp)
    here = wording.beside(text, asked.start) if is_date else text
    best = max((_likeness(held, here, entry) for entry in own), default=0.0)
    rival = max(alike, key=lambda entry: _likeness(held, here, entry), default=None)
    if rival is None:
        return None
    margin = (CONFUSED if is_date else CONFUSED_NUMBER) * (1 if own or not is_date else 2)
    paragraphs = {entry.passage for entry in own}
    too_often = (
        own
        and is_repeated
        and sum(_is(asked, other) for other in asked_for) > len(own)
        and any(entry.passage in paragraphs for entry in rivals)
    )
    if any(_has_same_noun(held, text, asked, entry) for entry in own) and not _has_same_noun(held, text, asked, rival):
        return None
    if (
        not too_often
        and not (best < CHANCE and _by_chance(held, asked, own, rivals))
        and _likeness(held, here, rival) <= best + margin
    ):
        return None
    expected, found = _said(asked), _said(rival.value)
    what = f"{held.record}: {expected} is not what {held.place} says here; {found} fits these words"
    severity: Severity = "advice" if own else "error"  # words beside it are no proof: an honest paraphrase has others
    return replace(
        held.finding("date" if isinstance(asked, Stamp) else "number", what, expected, found), severity=severity
    )


def _is_rival(asked: Quantity | Stamp, other: Quantity | Stamp) -> bool:
    """Whether one could have been put for the other: of one unit, and both shares or both counts."""
    if isinstance(asked, Stamp) or isinstance(other, Stamp):
        return True
    return asked.unit == other.unit and (asked.value < 1) == (other.value < 1)


def _by_chance(held: _Held, asked: Quantity | Stamp, own: Sequence[_Given], rivals: Sequence[_Given]) -> bool:
    """Whether a bare year stands beside no word of the text, and the same paragraph has the document's own year: that
    one was meant.
    """
    if not isinstance(asked, Stamp) or asked.month or asked.season:
        return False
    years = {stamp.year for stamp in held.grounds.stamps}
    near = {entry.passage for entry in own}
    return asked.year not in years and any(
        entry.passage in near and isinstance(entry.value, Stamp) and entry.value.year in years for entry in rivals
    )


def _likeness(held: _Held, here: str, entry: _Given) -> float:
    """How much of the words beside a date of the text stands beside this one; how much of the words beside a number of
    the passage stands in the text, which tells more of numbers.
    """
    corpus, there = held.evidence.corpus(entry.passage.source), wording.beside(entry.passage.text, entry.value.start)
    return corpus.share(here, there) if isinstance(entry.value, Stamp) else corpus.share(there, here)


def _is(asked: Quantity | Stamp, given: Quantity | Stamp) -> bool:
    if isinstance(asked, Stamp) and isinstance(given, Stamp):
        return carries(given, asked)
    return isinstance(asked, Quantity) and isinstance(given, Quantity) and agrees(asked, given)


def _has_same_noun(held: _Held, text: str, asked: Quantity | Stamp, entry: _Given) -> bool:
    """Whether the next word after a number is the same in a passage as in the text: what is counted."""
    corpus = held.evidence.corpus(entry.passage.source)
    noun, other = wording.after(text, asked.start), wording.after(entry.passage.text, entry.value.start)
    return bool(noun and other) and corpus.share(noun, other) > NOUN


def _said(value: Quantity | Stamp) -> str:
    return _shown(value) if isinstance(value, Quantity) else value.words


def _names(held: _Held, text: str) -> Found:
    for named in held.evidence.roll.among(text, held.evidence.only_names):
        if named.actor is None and _is_no_name(held, text, named):
            continue
        ground = _name_ground(held, named)
        severity = _name_severity(held, named) if ground is None else "error"
        yield from held.judged("name", named.words, ground, _names_in(held), severity)


def _is_no_name(held: _Held, text: str, named: Named) -> bool:
    """Whether a capitalised word is what a language writes so without naming: a month, a day of the week, what a number
    follows («Year 10»), and what the documents write small («the Board»).
    """
    words_of = lexicon(held.evidence.language)
    if not words_of.capital_months:
        return False
    low, rest = named.words.lower(), text[named.start + len(named.words) :]
    return (
        low in held.evidence.small_words
        or low in words_of.months
        or (low,) in words_of.recently
        or rest[:2].strip()[:1].isdigit()
    )


def _name_ground(held: _Held, named: Named) -> str | None:
    if named.actor in held.speakers or any(_has_name(held.evidence, named, passage.text) for passage in held.passages):
        return STANDS
    if any(_has_name(held.evidence, named, held.evidence.words(basis)) for basis in held.bases):
        return "named in the basis"
    near = [other for passage in held.few for other in held.evidence.around(passage)] if named.actor is None else []
    return "named in a paragraph beside it" if any(_has_name(held.evidence, named, p.text) for p in near) else None


def _name_severity(held: _Held, named: Named) -> Severity:
    """Advice for an actor whom a paragraph nearby names, or this one with capitals, for another name that the document
    has, and for a word of another language than the document's, which may name in its own way what the paragraph names.
    """
    if named.actor is not None:
        near = (other for passage in held.few for other in held.evidence.around(passage))
        is_short = any(named.actor in held.evidence.roll.shortened(passage.text) for passage in held.passages)
        return "advice" if is_short or any(_has_name(held.evidence, named, each.text) for each in near) else "error"
    sources = dict.fromkeys(passage.source for passage in held.passages)
    everywhere = (passage for source in sources for passage in held.evidence.of_source(source))
    is_foreign = any(passage.language != held.evidence.language for passage in held.passages)
    return "advice" if is_foreign or any(_has_name(held.evidence, named, p.text) for p in everywhere) else "error"


def _has_name(evidence: Evidence, named: Named, text: str) -> bool:
    if named.actor is not None and evidence.roll.names(text, named.actor):
        return True
    parts = named.words.split()
    found = words(text)
    if len(parts) == 1 and is_abbreviation(named.words, [word.text for word in found]):
        return True
    return all(any(same(part, word.text) or is_inflected(part, word.text) for word in found) for part in parts)


def _shown(quantity: Quantity) -> str:
    reserve = "" if quantity.precision == "exact" else f"{quantity.precision} "
    unit = "" if quantity.unit in {None, "count"} else f" {quantity.unit}"
    return f"{reserve}{quantity.value.normalize():f}{unit}"


def _numbers_in(passages: Iterable[SourceParagraph], asked: Quantity) -> str:
    """The numbers that stand there, those of the same amount alone where there are any: then only the reservation
    differs.
    """
    given = [quantity for passage in passages for quantity in passage.reading.quantities]
    near = [quantity for quantity in given if same_amount(asked, quantity)]
    return ", ".join(dict.fromkeys(_shown(quantity) for quantity in (near or given)[:8]))


def _dates_in(passages: Iterable[SourceParagraph]) -> str:
    return ", ".join(dict.fromkeys(stamp.words for passage in passages for stamp in passage.reading.stamps))


def _names_in(held: _Held) -> str:
    evidence = held.evidence
    found = (
        named.words for passage in held.passages[:8] for named in evidence.roll.among(passage.text, evidence.only_names)
    )
    return ", ".join(dict.fromkeys(found))


# --- a claim and its paragraph ----------------------------------------------------------------------------------------


def of_claim(evidence: Evidence, source: model.Source, claim: model.Claim) -> Found:
    """All that is held against a claim; nothing where its document is missing, for that is said once."""
    if source.id not in evidence.documents:
        return
    record = f"claim {source.cite(claim)}"
    passage = evidence.passage(source.id, claim.paragraph)
    if passage is None:
        what = f"{record} cites paragraph {claim.paragraph}, but {source.file} has {len(evidence.of_source(source.id))}"
        yield Finding(
            "paragraph", claim.where.at("paragraph"), record, what, document=source.file, paragraphs=(claim.paragraph,)
        )
        return
    bases = (claim.basis,) if claim.basis else ()
    grounds = Grounds((source.date,), (), evidence.stamps(claim.basis)) if claim.basis else Grounds()
    held = _Held(
        record,
        claim.text.where,
        (passage,),
        evidence,
        bases,
        grounds,
        _speakers(evidence, source, claim, passage),
        words=evidence.words(claim.text),
    )
    text = held.words
    yield from _numbers(held, text)
    yield from _identifiers(held, text)
    yield from _places(held, text)
    yield from _dates(held, asked_stamps(evidence.read_words(text)), text)
    yield from _names(held, bare(evidence.masked(text)))
    yield from _references(held, claim.text, {source.cite(claim)})
    if claim.basis is not None:
        yield from _claim_basis(evidence, source, record, claim.basis, passage)
    if claim.text.has(source.language):
        yield from _place(held, source, claim)
        yield from _denials(held, source, claim, passage)


def _claim_basis(
    evidence: Evidence, source: model.Source, record: str, basis: model.Text, passage: SourceParagraph
) -> Found:
    """What a basis itself says in numbers and dates stands in the document, or is a document's date."""
    grounds = Grounds((source.date,), tuple(other.date for other in evidence.library.sources.values()))
    text = evidence.words(basis)
    passages = evidence.of_source(source.id)
    held = _Held(record, basis.where, passages, evidence, (), grounds, words=text, about=(passage,))
    yield from _numbers(held, text)
    yield from _identifiers(held, text)
    yield from _places(held, text)
    yield from _dates(held, asked_stamps(evidence.read_words(text)), text)


def _references(held: _Held, text: model.Text, cites: Collection[model.Citation]) -> Found:
    """A text that prints a figure stands on a claim that the figure stands on, or, where the figure was counted, on the
    same document.
    """
    figures = held.evidence.library.figures
    for reference in model.placeholders(text.words):
        figure = figures.get(reference.name)
        if figure is None:
            continue
        near = (
            {cite.source for cite in figure.cites} & {cite.source for cite in cites}
            if figure.basis
            else set(figure.cites) & set(cites)
        )
        if not near:
            claims = ", ".join(map(str, figure.cites))
            yield held.finding(
                "figure",
                f"{held.record} prints the figure {figure.id}, but cites none of its claims ({claims})",
                claims,
            )


def _speakers(evidence: Evidence, source: model.Source, claim: model.Claim, passage: SourceParagraph) -> frozenset[str]:
    """The claim's speaker and whom they speak for, as far as they are known to speak here.

    Known are the document's author and publisher, and whoever a paragraph nearby names: a quotation runs on over
    paragraphs.
    """
    near = evidence.around(passage)
    speakers = evidence.with_whom_they_speak_for({claim.speaker})
    return frozenset(
        id for id in speakers if id in evidence.senders(source) or any(evidence.roll.names(p.text, id) for p in near)
    )


def _place(held: _Held, source: model.Source, claim: model.Claim) -> Found:
    """The claim must fit its own paragraph about as well as any other of the document.

    It is wrong where most of its words stand in the other one; where fewer do, another wording may be the reason. A
    number or date that its own paragraph gives, and the other does not, settles that it stands where it belongs.
    """
    passages, corpus = held.evidence.of_source(source.id), held.evidence.corpus(source.id)
    text = held.evidence.words(claim.text, source.language)
    better = corpus.better(text, claim.paragraph, tuple(passage.text for passage in passages))
    if better is None or _settled(text, passages[claim.paragraph - 1], passages[better - 1]):
        return
    share = corpus.share(text, passages[better - 1].text)
    more = share - corpus.share(text, passages[claim.paragraph - 1].text)
    if more < (HEADING if better == 1 else ELSEWHERE):
        return
    what = f"{held.record} cites paragraph {claim.paragraph} of {source.file}, but paragraph {better} fits better"
    severity: Severity = "error" if share >= wording.NEAR_COPY else "warning"
    yield held.finding("elsewhere", what, f"paragraph {claim.paragraph}", f"paragraph {better}", severity)


def _settled(text: str, own: SourceParagraph, rival: SourceParagraph) -> bool:
    """Whether a number or date of a text stands in its own paragraph and not in the rival."""
    asked = read(text, own.language)
    return any(
        any(same_amount(quantity, given) for given in own.reading.quantities)
        and not any(same_amount(quantity, given) for given in rival.reading.quantities)
        for quantity in asked.quantities
        if not quantity.weak
    ) or any(
        any(carries(given, stamp) for given in own.reading.stamps)
        and not any(carries(given, stamp) for given in rival.reading.stamps)
        for stamp in asked_stamps(asked)
    )


def _denials(held: _Held, source: model.Source, claim: model.Claim, passage: SourceParagraph) -> Found:
    """The claim's denials must stand in the passage, and the passage's denials in the claim that renders them."""
    corpus, language = held.evidence.corpus(source.id), source.language
    fellows = [other for other in source.claims if other.paragraph == claim.paragraph and other.text.has(language)]
    texts = [held.evidence.words(other.text, language) for other in fellows]
    own = next(at for at, other in enumerate(fellows) if other is claim)
    for found in wording.unfounded(corpus, passage.text, texts, own):
        denial = wording.denials(found.clause, language)[0]
        what = f"{held.record} denies («{denial}»), and what it renders in {held.place} does not"
        yield held.finding("denial", what, f"«{denial}»", "no denial", _severity(found))
    for found in wording.unanswered(corpus, passage.text, texts):
        if found.claim == own:
            denial = wording.denials(found.clause, language)[0]
            what = f"{held.record} denies nothing, but {held.place} does: «{found.clause}»"
            yield held.finding("missing-denial", what, "no denial", f"«{denial}»", _severity(found))


def _severity(found: wording.Denied) -> Severity:
    return "error" if found.near_copy else "warning"


# --- figures ----------------------------------------------------------------------------------------------------------


def of_figure(evidence: Evidence, figure: model.Figure) -> Found:
    """A figure must be what every passage that it cites says: value, unit and reservation; one that was counted says so
    in its basis.
    """
    cited = evidence.cited(dict.fromkeys(figure.cites))
    if not all(cite.source in evidence.documents for cite in figure.cites):
        return
    unit = None if figure.unit == "count" else figure.unit
    for value in (figure.value, figure.to):
        if value is None:
            continue
        asked = Quantity(value, unit, figure.precision, str(value), 0)
        if figure.basis is None:
            for passage in cited:
                yield from _figure(_Held(f"figure {figure.id}", figure.where.at("value"), (passage,), evidence), asked)
        else:
            counted = (
                {"the claims cited": {len(set(figure.cites))}, "the paragraphs cited": {len(cited)}}
                if unit is None
                else {}
            )
            bases = (figure.basis,)
            yield from _figure(
                _Held(f"figure {figure.id}", figure.where.at("value"), cited, evidence, bases, counted=counted), asked
            )


def _figure(held: _Held, asked: Quantity) -> Found:
    """As for a number in a text, but an amount must have its unit in the passage."""
    given = [quantity for passage in held.passages for quantity in passage.reading.quantities]
    exact = any(agrees(asked, quantity) and has_unit(asked, quantity) for quantity in given)
    bases = [held.evidence.read(basis) for basis in held.bases]
    ground = STANDS if exact else number_ground(asked, (), bases, held.counted)
    yield from held.judged("figure", _shown(asked), ground, _numbers_in(held.passages, asked))


# --- the synthesis ----------------------------------------------------------------------------------------------------


def of_saying(evidence: Evidence, saying: Saying) -> Found:
    """A text or date of the synthesis: each number and date stands in one of the passages it cites, or has a basis."""
    if not evidence.is_complete(saying):
        return
    speakers, counted = _cited_speakers(evidence, saying), _counted(evidence, saying)
    bases = () if saying.is_basis else saying.bases
    held = _Held(
        saying.record,
        saying.where,
        evidence.carrying(saying),
        evidence,
        bases,
        _grounds(evidence, saying),
        speakers,
        counted,
        words=" ".join(evidence.words(text) for text in (saying.text, *saying.beside) if text is not None),
        claims=_cited_claims(evidence, saying),
    )
    if saying.date is not None:
        beside = " ".join(evidence.words(text) for text in saying.beside)
        yield from _dates(held, stamps_of(saying.date), beside or None)
    if saying.text is None:
        return
    text = evidence.words(saying.text)
    yield from _numbers(held, text)
    yield from _identifiers(held, text)
    yield from _places(held, text)
    yield from _dates(held, asked_stamps(evidence.read_words(text)), text)
    if saying.cites and not saying.is_basis:
        yield from _names(held, bare(evidence.masked(text)))
        yield from _references(held, saying.text, saying.cites)


def _cited_claims(evidence: Evidence, saying: Saying) -> tuple[str, ...]:
    claims = (evidence.library.claim(cite) for cite in dict.fromkeys(saying.cites))
    return tuple(evidence.words(claim.text) for claim in claims if claim is not None)


def _grounds(evidence: Evidence, saying: Saying) -> Grounds:
    sources = evidence.library.sources
    cited = dict.fromkeys([cite.source for cite in saying.cites] or ([saying.source] if saying.source else sources))
    bases = tuple(stamp for basis in saying.bases for stamp in evidence.stamps(basis))
    if saying.is_basis:
        return Grounds(tuple(sources[id].date for id in cited), tuple(source.date for source in sources.values()))
    return Grounds(tuple(sources[id].date for id in cited), (), bases if saying.bases else None)


def _cited_speakers(evidence: Evidence, saying: Saying) -> frozenset[str]:
    """Whoever speaks in the claims cited, and who sent the documents: their names need not stand in the paragraphs."""
    speakers = {claim.speaker for cite in saying.cites if (claim := evidence.library.claim(cite)) is not None}
    senders = (evidence.senders(evidence.library.sources[cite.source]) for cite in saying.cites)
    return evidence.with_whom_they_speak_for(speakers).union(*senders)


def _counted(evidence: Evidence, saying: Saying) -> dict[str, set[int]]:
    """What may be counted up instead of read: what is cited, the record's own lists, a series of demands, and figures
    that were counted.
    """
    sources = {cite.source for cite in saying.cites} or (
        {saying.source} if saying.source else set(evidence.library.sources)
    )
    own = {"the claims cited": {len(set(saying.cites))}, "the paragraphs cited": {len(evidence.cited(saying.cites))}}
    return {
        **(own if saying.cites_itself else {}),
        "the documents cited": {len({cite.source for cite in saying.cites})},
        "a list of the record": set(saying.lists),
        **{what: {size for size, near in sizes if sources & near} for what, sizes in evidence.counts.items()},
    }


# --- sources ----------------------------------------------------------------------------------------------------------


def of_source(evidence: Evidence, source: model.Source) -> Found:
    """The document is the one that was summarised, and its date is what it or the basis says."""
    document = evidence.documents.get(source.id)
    record = f"source {source.id}"
    if document is None:
        what = f"{record}: the document {source.file} is missing"
        yield Finding("document", source.where.at("file"), record, what, source.file, "nothing", source.file)
        return
    for warning in document.warnings:
        what = f"{record}: {source.file} {warning}"
        yield Finding("document", source.where.at("file"), record, what, document=source.file, severity="warning")
    if source.sha256 is not None and document.sha256 != source.sha256:
        what = f"{record}: {source.file} is not the document that was summarised: its SHA-256 is {document.sha256}"
        accept = "accept the document: briefs verify --sources DIR --accept --by NAME"
        then = "set sha256" if source.gives("sha256") else accept
        hint = f"Go through the paragraphs that changed, then {then}"
        where = source.where.at("sha256" if source.gives("sha256") else "file")
        yield Finding("document", where, record, what, source.sha256, document.sha256, source.file, hint=hint)
    if source.gives("paragraphs") and len(document.paragraphs) != source.paragraphs:
        what = f"{record}: {source.file} has {len(document.paragraphs)} paragraphs, not {source.paragraphs}"
        counts = str(source.paragraphs), str(len(document.paragraphs))
        yield Finding("document", source.where.at("paragraphs"), record, what, *counts, source.file)
    yield from _source_date(evidence, source, record)


def _source_date(evidence: Evidence, source: model.Source, record: str) -> Found:
    """A document's date stands in it or in the basis; where its head and the basis give no year it is taken on trust,
    and listed so.
    """
    passages = evidence.of_source(source.id)
    own = (source.date_basis,) if source.date_basis else ()
    bases = tuple(stamp for text in own for stamp in evidence.stamps(text))
    grounds = Grounds((), (), bases)
    held = _Held(record, source.where.at("date"), passages, evidence, own, grounds)
    silent = not any(stamp.year for stamp in (*bases, *(passages[0].reading.stamps if passages else ())))
    for asked in stamps_of(source.date):
        ground = date_ground(asked, passages, grounds)
        ground = "taken on trust" if ground is None and silent else ground
        yield from held.judged("date", asked.words, ground, "" if ground is not None else _dates_in(passages))
    if source.known_from is not None and source.known_from not in {source.date.first, source.date.last}:
        known = Stamp(
            source.known_from.isoformat(), 0, source.known_from.year, source.known_from.month, source.known_from.day
        )
        yield from _dates(replace(held, where=source.where.at("known_from")), [known])


# --- copying ----------------------------------------------------------------------------------------------------------


def copied(evidence: Evidence, texts: Iterable[tuple[str, model.Text]]) -> Found:
    """More than seven words in a row that a document has too; names that no document writes in lower case, known or
    not, quoted titles and figures aside.
    """
    capital = (phrase for _, phrase in evidence.roll.phrases if phrase[0][0].isupper())
    ordinary = evidence.written_words
    aside = evidence.only_names | {
        part.lower() for phrase in capital for part in phrase if part[0].isupper() and part.lower() not in ordinary
    }
    own = [
        (record, text, language, wording.runs(wording.plain_words(evidence.words(text, language), aside, ordinary)))
        for record, text in texts
        for language in languages()
    ]
    asked = {run for *_, runs in own for run in runs}
    known = {
        run: passage
        for id in evidence.documents
        for passage in evidence.of_source(id)
        for run in asked.intersection(wording.runs(wording.plain_words(passage.text, aside, ordinary)))
    }
    for record, text, language, runs in own:
        shared = next((run for run in runs if run in known), None)
        if shared is not None:
            held = _Held(record, text.where_of(language), (known[shared],), evidence, words=text.get(language))
            run = " ".join(shared)
            yield held.finding("copied", f"{record} takes over «{run} …» from {held.place}", "words of one's own", run)
