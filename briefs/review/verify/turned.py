"""Whether a clause of the synthesis turns round what it cites: by a denial, by an opposite, or by another modal or
quantifier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from briefs.errors import Severity
from briefs.language.tables import Language
from briefs.review.verify import neighbours, wording
from briefs.review.verify.alignment import Near, Rendering
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.numerals import tokens
from briefs.review.verify.opposites import (
    FACT,
    Sided,
    is_pair,
    is_past,
    modality,
    plans,
    quantifiers,
    sided,
    sides,
    wishes,
)
from briefs.review.verify.quantities import read
from briefs.review.verify.report import Finding

_Groups = Callable[[str, Language], Mapping[str, str]]


class _Strength(NamedTuple):
    """A modal or quantifier, its group, and the word in its place in what is cited, or nothing."""

    group: str
    word: str
    other: str


_Excuse = Callable[[_Strength, str, Near, Language], bool]

# Shares of a clause's weight, set where honest statements of tests/corpora and planted mistakes come apart best.
_ANSWERS, _LEAST_SHARE = 0.1, 0.2
_RENDERS, _NEAR, _COPIES, _WHOLE = 0.3, 0.5, 0.7, 0.8
_BEYOND = 0.2
_DENIED = 2  # words behind a denial, which tell what it denies
_FEW = 2  # without which a clause says too little for an error
_LEAST = 3  # words without which a clause tells too little
_BESIDE, _MORE = 0.3, 0.02  # of the words beside a word, and more than beside one of its own side
_ALIKE = 0.15  # of a clause, which has a word where another has its opposite
_TIMES = frozenset({"year", "month", "week", "day", "hour"})
_OF_PLACE = frozenset({"order", "sense"})  # «før», «ut»: of many words, and of none in particular
_BOUND = 8  # letters between «flere» and its number
_TO_COME = frozenset({"shall", "will"})  # what these say of a plan, their past says of it later
_OF_DENIALS = frozenset({"none", "some"})  # «ingen har søkt» and «det er ikke kommet noen søknad»
_FEWER = 0.7  # times what the better one shares
_FAINT, _FAR_LESS = 0.14, 0.35  # of a claim at least, and times what the clause shares that has another modal


def denials(held: Rendering, clause: str) -> Iterator[Finding]:
    """A clause denies where what it renders does, and only there.

    An error needs a claim, whose words are the curators' own: what stands in a paragraph alone, honest people put
    otherwise in a hundred ways.
    """
    language = held.language
    outright = wording.denials(clause, language)
    if outright:
        yield from () if wording.bounds(clause, language) else _put_in(held, clause, outright[0])
    elif not wording.shades(clause, language):
        yield from _left_out(held, clause)


def _put_in(held: Rendering, clause: str, denial: str) -> Iterator[Finding]:
    language, nearest = held.language, held.cited.nearest
    answers = (partial(wording.denials, language=language), partial(_denies_otherwise, clause, language=language))
    answer = max((nearest(clause, has) for has in answers), key=_share)
    nothing = partial(_denies_no_more, clause, language=language)
    claim, plain = nearest(clause, nothing, in_claims=True), nearest(clause, nothing)
    if claim.share >= _ANSWERS and claim.share > answer.share:
        told = claim
    elif _LEAST_SHARE <= plain.share > answer.share and _is_denied_there(held, clause, denial, plain, answer):
        told = plain
    else:
        return
    if not _is_turned(clause, told.clause, language):
        what = f"«{clause}» denies, but what it cites ({held.place}) does not: «{told.clause}»"
        severity = _of_put_in(held, clause, told, answer)
        yield held.finding("denial", what, f"«{denial}»", "no denial", severity)


def _is_denied_there(held: Rendering, clause: str, denial: str, plain: Near, answer: Near) -> bool:
    """Whether a clause has what another denies, and none that denies has it."""
    denied = " ".join(_denied(clause, denial, held.language))
    share = held.cited.corpus.share
    return bool(denied) and share(denied, plain.clause) >= _NEAR and share(denied, answer.clause) < _LEAST_SHARE


def _of_put_in(held: Rendering, clause: str, plain: Near, answer: Near) -> Severity:
    """An error where nothing else in what is cited may govern or bound the clause that denies nothing."""
    bounds = wording.limits(plain.clause, held.language) - wording.limits(clause, held.language)
    is_governed = any(
        not _is_of_a_time(plain.clause, word, held.language) for word in bounds
    ) or held.cited.denies_beside(plain.clause)
    is_short = any(len(wording.content_words(each, held.language)) < _FEW for each in (clause, plain.clause))
    is_plain = plain.is_claim and not is_short and not is_governed
    return "error" if is_plain and _is_fewer(answer, plain) else "advice"


def _is_of_a_time(clause: str, word: str, language: Language) -> bool:
    """Whether a word only counts a time back or on («uka før»), and bounds nothing."""
    found = tokens(clause)
    units = [unit for unit, of in lexicon(language).units.items() if of in _TIMES]
    at = next((at for at, token in enumerate(found) if token.low == word), 0)
    return at > 0 and any(found[at - 1].low.startswith(unit[: max(2, len(unit) - 1)]) for unit in units)


def _left_out(held: Rendering, clause: str) -> Iterator[Finding]:
    language, nearest = held.language, held.cited.nearest
    denying = nearest(clause, partial(wording.denials, language=language))
    words = wording.denials(denying.clause, language)
    if len(words) != 1 or _is_turned(clause, denying.clause, language) or _undoes(clause, denying.clause, language):
        return
    if wording.bounds(denying.clause, language):
        return
    plain = nearest(clause, partial(_denies_nothing, language=language))
    shaded = nearest(clause, partial(_denies_otherwise, clause, language=language))
    rival = max(plain, shaded, key=_share)
    is_nearest = _ANSWERS <= denying.share > rival.share and _says_what_is_denied(held, clause, denying.clause)
    is_just_this = _says_only_what_is_denied(held, clause, denying, plain)
    if is_nearest or is_just_this:
        what = f"«{clause}» denies nothing, but what it cites ({held.place}) does: «{denying.clause}»"
        severity = _of_left_out(held, clause, denying, rival, is_just_this=is_just_this)
        yield held.finding("missing-denial", what, "no denial", f"«{words[0]}»", severity)


def _of_left_out(held: Rendering, clause: str, denying: Near, rival: Near, *, is_just_this: bool) -> Severity:
    """An error where a claim denies it nearly in the same words, or where what it denies stands here word for word."""
    language = held.language
    is_short = any(len(wording.content_words(each, language)) < _FEW for each in (clause, denying.clause))
    if not denying.is_claim or wording.limits(clause, language) or is_short:
        return "advice"
    denied = " ".join(_denied(denying.clause, wording.denials(denying.clause, language)[0], language))
    is_whole = is_just_this and held.cited.corpus.share(denied, clause) >= _WHOLE
    return "error" if is_whole or (denying.share >= _RENDERS and _is_fewer(rival, denying)) else "advice"


def _denied(clause: str, denial: str, language: Language) -> tuple[str, ...]:
    """The first words behind a denial, which tell what it denies."""
    return wording.content_words(clause.partition(denial)[2], language)[:_DENIED]


def _undoes(clause: str, denying: str, language: Language) -> bool:
    denial = wording.denials(denying, language)[0]
    return any(wording.undoes(clause, word, language) for word in _denied(denying, denial, language)[:1])


def _says_only_what_is_denied(held: Rendering, clause: str, denying: Near, plain: Near) -> bool:
    """Whether a good part of a clause stands in a claim that denies, behind the denial, and not in what is nearer."""
    language, corpus = held.language, held.cited.corpus
    denied = " ".join(_denied(denying.clause, wording.denials(denying.clause, language)[0], language))
    if not denying.is_claim or not denied or corpus.share(denied, clause) < _RENDERS:
        return False
    return corpus.share_beyond(clause, denying.clause, plain.clause) >= _BEYOND


def _says_what_is_denied(held: Rendering, clause: str, denying: str) -> bool:
    """Whether a clause has of the words that a denial of another stands before: «uten bemanning» may be left out."""
    language, corpus = held.language, held.cited.corpus
    denial = wording.denials(denying, language)[0]
    denied = _denied(denying, denial, language)
    before, _, behind = denying.partition(denial)
    is_behind = corpus.share_beyond(clause, behind, before) >= _RENDERS
    is_told = corpus.share(" ".join(denied), clause) >= _RENDERS or corpus.share(denying, clause) >= _COPIES
    return not denied or is_behind or is_told


def _is_fewer(one: Near, other: Near) -> bool:
    return one.share < _FEWER * other.share


def _share(near: Near) -> float:
    return near.share


def _denies_otherwise(clause: str, other: str, *, language: Language) -> bool:
    """Whether another clause denies by the meaning of a word that this one does not have."""
    more = wording.shades(other, language) - wording.shades(clause, language)
    return bool(more) or wording.turned_round(clause, other, language)


def _denies_no_more(clause: str, other: str, *, language: Language) -> bool:
    """Whether another clause denies nothing, or by the meaning of a word alone that this one has too."""
    return not wording.denials(other, language) and wording.shades(other, language) <= wording.shades(clause, language)


def _denies_nothing(clause: str, *, language: Language) -> bool:
    return not wording.denies(clause, language)


def _is_turned(clause: str, other: str, language: Language) -> bool:
    """Whether a clause has the opposite of a word of another, so that a denial on one side makes them agree."""
    there = sides(other, language)
    return any(set(own).isdisjoint(there.get(kind, own)) for kind, own in sides(clause, language).items())


# --- opposites


def opposite(held: Rendering, sentence: str, clause: str) -> Iterator[Finding]:
    """A word that has an opposite stands in what the clause renders, not its opposite: by the words beside each of
    them, by all of the clause, or since the claims have the opposite and nothing that is cited has the word.
    """
    found = [*_turned_among_its_neighbours(held, sentence, clause)] or [*_turned_in_its_clause(held, clause)]
    if not any(each.severity == "error" for each in found):
        alone = [*_turned_alone(held, sentence, clause, is_told=bool(found))]
        found = alone if alone and (not found or alone[0].severity == "error") else found
    yield from found


def _turned_alone(held: Rendering, sentence: str, clause: str, *, is_told: bool) -> Iterator[Finding]:
    """An error where the two are a pair, their clauses are alike or a paragraph has the opposite too; «før» and «etter»
    stand with many words.
    """
    start, language = sentence.index(clause), held.language
    for own in sided(sentence, language):
        if not start <= own.start < start + len(clause) or _says_no_opposite(sentence, own, language):
            continue
        if any(_has_side(own.kind, own.side, language, text) for text in held.cited.texts):
            continue
        there = _opposite_claims(held, own) or _opposite_passages(held, own)
        if len({bool(wording.denials(text, language)) for text in (clause, *there)}) == 1 and there:
            near = _nearest_of(held, clause, own, there)
            is_claimed = there[0] in held.cited.claims
            is_plain = own.kind not in _OF_PLACE and (is_told or is_pair(own.kind, own.word, near.word, language))
            is_sure = is_claimed and (is_plain or near.share > _ALIKE)
            yield _opposite(held, clause, own.word, near, "error" if is_sure else "advice")


def _opposite_claims(held: Rendering, own: Sided) -> list[str]:
    has = partial(_has_side, own.kind, 1 - own.side, held.language)
    return [text for text in held.cited.claims if has(text)]


def _opposite_passages(held: Rendering, own: Sided) -> list[str]:
    """The paragraphs that have the very opposite of a word."""
    found = ((each.text, sides(each.text, held.language)) for each in held.cited.passages)
    words = ((text, of.get(own.kind, {}).get(1 - own.side, "")) for text, of in found)
    return [text for text, word in words if word and is_pair(own.kind, own.word, word, held.language)]


def _nearest_of(held: Rendering, clause: str, own: Sided, texts: Sequence[str]) -> _Fitting:
    """The clause of some texts with the opposite of a word that shares most with the clause of the word."""
    language, share = held.language, held.cited.corpus.share
    has = partial(_has_side, own.kind, 1 - own.side, language)
    near = [each for text in texts for each in wording.clauses(text) if has(each)] or list(texts[:1])
    best = max(near, key=lambda each: share(clause, each))
    return _Fitting(share(clause, best), sides(best, language)[own.kind][1 - own.side], best)


def _turned_among_its_neighbours(held: Rendering, sentence: str, clause: str) -> list[Finding]:
    start, language = sentence.index(clause), held.language
    said = neighbours.DatedText(sentence, language)
    found = []
    for own in sided(sentence, language):
        if start <= own.start < start + len(clause) and not _says_no_opposite(sentence, own, language):
            beside = neighbours.beside(said, own.start)
            same = _fitting(held, beside, own.kind, own.side)
            for in_claims in (True, False):
                other = _fitting(held, beside, own.kind, 1 - own.side, in_claims=in_claims)
                is_agreed = bool(wording.denials(clause, language)) != bool(wording.denials(other.clause, language))
                is_told = in_claims or is_pair(own.kind, own.word, other.word, language)
                if is_told and other.share >= _BESIDE and other.share > same.share + _MORE and not is_agreed:
                    found.append(_opposite(held, clause, own.word, other, "error" if in_claims else "advice"))
                    break
    return found


def _says_no_opposite(sentence: str, word: Sided, language: Language) -> bool:
    """Of «flere enn 200» and «200 eller flere», which are held with their number, and «færre enn før»."""
    before = [token.low for token in tokens(sentence[: word.start])]
    if word.kind in _OF_PLACE and wording.clause_at(sentence, word.start).rstrip(" .,;:!?").endswith(word.word):
        return True
    if (*before[-1:], word.word.lower()) in lexicon(language).after:
        return True
    reserved = (each.start for each in read(sentence, language).quantities if each.precision != "exact")
    return any(0 < start - word.start <= len(word.word) + _BOUND for start in reserved)


class _Fitting(NamedTuple):
    """A word of one side in what is cited, how much of the words beside another stands beside it, and its clause."""

    share: float = 0.0
    word: str = ""
    clause: str = ""


def _fitting(
    held: Rendering, beside: Sequence[neighbours.Trait], kind: str, side: int, *, in_claims: bool = False
) -> _Fitting:
    language, best = held.language, _Fitting()
    for sentence, is_claim in held.cited.sentences:
        for each in sided(sentence, language) if is_claim or not in_claims else ():
            if (each.kind, each.side) == (kind, side) and not _says_no_opposite(sentence, each, language):
                there = neighbours.beside(neighbours.DatedText(sentence, language), each.start)
                share = neighbours.share(held.cited.corpus, beside, there)
                if share > best.share:
                    best = _Fitting(share, each.word, wording.clause_at(sentence, each.start))
    return best


def _opposite(held: Rendering, clause: str, word: str, there: _Fitting, severity: Severity) -> Finding:
    cited = f"«{there.word}» in what it cites ({held.place}): «{there.clause}»"
    what = f"«{word}» in «{clause}» is the opposite of {cited}"
    return held.finding("opposite", what, f"«{word}»", f"«{there.word}»", severity)


def _turned_in_its_clause(held: Rendering, clause: str) -> Iterator[Finding]:
    language = held.language
    for kind, own in sides(clause, language).items():
        if len(own) != 1:
            continue
        ((side, word),) = own.items()
        same = held.cited.nearest(clause, partial(_has_side, kind, side, language))
        found = (
            held.cited.nearest(clause, partial(_has_side_alone, kind, 1 - side, language), in_claims=in_claims)
            for in_claims in (True, False)
        )
        other = next((each for each in found if each.share > same.share), None)
        if other is None or wording.denials(other.clause, language):
            continue
        there = _Fitting(other.share, sides(other.clause, language)[kind][1 - side], other.clause)
        if not other.is_claim and not is_pair(kind, word, there.word, language):
            continue
        is_plain = other.is_claim and not same.clause and not wording.denies(clause, language)
        yield _opposite(held, clause, word, there, "error" if is_plain and other.share >= _RENDERS else "advice")


def _has_side(kind: str, side: int, language: Language, clause: str) -> bool:
    return side in sides(clause, language).get(kind, {})


def _has_side_alone(kind: str, side: int, language: Language, clause: str) -> bool:
    return list(sides(clause, language).get(kind, {})) == [side]


# --- how strongly, and of how many


def strength(held: Rendering, clause: str) -> Iterator[Finding]:
    """A modal and a quantifier are those of what the clause renders, or at least none of another kind."""
    if not held.saying.is_due:
        yield from _other_group(held, clause, modality, _is_said_of_another_time)
    yield from _other_group(held, clause, quantifiers, _is_said_otherwise)


def _other_group(held: Rendering, clause: str, groups: _Groups, is_excused: _Excuse) -> Iterator[Finding]:
    """Demands and figures say what they are about in words of their own: far more must stand in their claims."""
    language, near = held.language, _rendered(held, clause)
    own, given = groups(clause, language), groups(near.clause, language)
    is_own = held.saying.record.startswith(("demand ", "figure "))
    least = _NEAR if is_own or not near.is_claim else _FAINT
    if near.share < least or not own.keys().isdisjoint(given):
        return
    there = next((word for word in given.values() if word), "")
    for name, word in own.items():
        same = held.cited.nearest(clause, partial(_has_group, groups, name, language), in_claims=near.is_claim)
        is_alone = same.share < _FAR_LESS * near.share
        if word and is_alone and not is_excused(_Strength(name, word, there), clause, near, language):
            what = f"«{word}» in «{clause}» says more or less than what it cites ({held.place}): «{near.clause}»"
            yield held.finding("strength", what, f"«{word}»", f"«{there}»" if there else "no such word", "advice")


def _rendered(held: Rendering, clause: str) -> Near:
    """What a clause renders: of the claims, unless a paragraph has more than twice as much of it."""
    near, claim = held.cited.nearest(clause), held.cited.nearest(clause, in_claims=True)
    return claim if claim.share >= near.share / 2 else near


def _is_said_of_another_time(own: _Strength, clause: str, near: Near, language: Language) -> bool:
    """Whether «skulle» tells later what a claim says of its own day or plans, or «ville ha» is a wish and no modal."""
    is_wish = wishes(clause, language) or wishes(near.clause, language)
    is_told_later = own.group in _TO_COME and is_past(own.word, language)
    is_later = own.group == FACT or is_told_later or plans(near.clause, language)
    return is_wish or (not own.other and is_later)


def _is_said_otherwise(own: _Strength, clause: str, near: Near, language: Language) -> bool:
    """Whether a denial says the same as «ingen» or a number the same as «mange», or hardly anything is alike."""
    denies = wording.denies if own.group == "none" and not own.other else wording.denials
    is_none = not own.other or bool(wording.denials(own.other, language))
    is_denied = own.group in _OF_DENIALS and is_none and denies(near.clause, language)
    is_counted = not own.other and bool(read(near.clause, language).quantities)
    is_faint = not own.other and near.share < _NEAR
    return bool(is_denied) or is_counted or is_faint or _is_before_a_number(clause, own.word)


def _is_before_a_number(clause: str, word: str) -> bool:
    """«Some 1,900» is about as many."""
    return re.search(rf"\b{re.escape(word)}\s+(?:⟦|\d)", clause) is not None


def _has_group(groups: _Groups, name: str, language: Language, clause: str) -> bool:
    return name in groups(clause, language)
