"""Whether a clause of the synthesis turns round what it cites: by a denial, by an opposite, or by another modal or
quantifier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from briefs.errors import Severity
from briefs.language.tables import Language
from briefs.review.verify import neighbours, wording
from briefs.review.verify.alignment import Near, Rendering
from briefs.review.verify.opposites import FACT, is_past, modality, quantifiers, sided, sides
from briefs.review.verify.report import Finding

_Groups = Callable[[str, Language], Mapping[str, str]]

# Shares of a clause's weight, set where honest statements of tests/corpora and planted mistakes come apart best.
_LINKED, _ANSWERS = 0.05, 0.1
_RENDERS, _NEAR, _COPIES = 0.3, 0.5, 0.7
_DENIED = 2  # words behind a denial, which tell what it denies
_LEAST = 3  # words without which a clause tells too little
_BESIDE, _MORE = 0.3, 0.02  # of the words beside a word, and more than beside one of its own side
_FEWER = 0.7  # times what the better one shares


def denials(held: Rendering, clause: str) -> Iterator[Finding]:
    """A clause denies where what it renders does, and only there."""
    language, nearest = held.language, held.cited.nearest
    outright = wording.denials(clause, language)
    denying = nearest(clause, partial(wording.denials, language=language))
    shaded = nearest(clause, partial(_denies_otherwise, clause, language=language))
    plain = nearest(clause, partial(_denies_nothing, language=language))
    if outright:
        answer = max(denying, shaded, key=_share)
        if _LINKED <= plain.share > answer.share and not _is_turned(clause, plain.clause, language):
            what = f"«{clause}» denies, but what it cites ({held.place}) does not: «{plain.clause}»"
            severity = _of_put_in(held, plain, answer)
            yield held.finding("denial", what, f"«{outright[0]}»", "no denial", severity)
    elif not wording.shades(clause, language) and not _is_turned(clause, denying.clause, language):
        rival, words = max(plain, shaded, key=_share), wording.denials(denying.clause, language)
        is_nearest = _ANSWERS <= denying.share > rival.share
        if is_nearest and len(words) == 1 and _says_what_is_denied(held, clause, denying.clause):
            what = f"«{clause}» denies nothing, but what it cites ({held.place}) does: «{denying.clause}»"
            severity = _of_left_out(clause, denying, rival, language)
            yield held.finding("missing-denial", what, "no denial", f"«{words[0]}»", severity)


def _of_put_in(held: Rendering, plain: Near, answer: Near) -> Severity:
    """An error where nothing else in what is cited may govern or bound the clause that denies nothing."""
    is_governed = wording.limits(plain.clause, held.language) or held.cited.denies_beside(plain.clause)
    return "error" if not is_governed and plain.share >= _RENDERS and _is_fewer(answer, plain) else "advice"


def _of_left_out(clause: str, denying: Near, rival: Near, language: Language) -> Severity:
    is_plain = not wording.limits(clause, language) and len(wording.content_words(clause, language)) >= _LEAST
    return "error" if is_plain and denying.share >= _NEAR and _is_fewer(rival, denying) else "advice"


def _says_what_is_denied(held: Rendering, clause: str, denying: str) -> bool:
    """Whether a clause has of the words that a denial of another stands before: «uten bemanning» may be left out."""
    language = held.language
    _, _, behind = denying.partition(wording.denials(denying, language)[0])
    denied = wording.content_words(behind, language)[:_DENIED]
    is_undone = any(wording.undoes(clause, word, language) for word in denied[:1])
    share = held.cited.corpus.share
    is_meant = not denied or share(" ".join(denied), clause) >= _RENDERS or share(denying, clause) >= _COPIES
    return is_meant and not is_undone


def _is_fewer(one: Near, other: Near) -> bool:
    return one.share < _FEWER * other.share


def _share(near: Near) -> float:
    return near.share


def _denies_otherwise(clause: str, other: str, *, language: Language) -> bool:
    return wording.shades(other, language) or wording.turned_round(clause, other, language)


def _denies_nothing(clause: str, *, language: Language) -> bool:
    return not wording.denies(clause, language)


def _is_turned(clause: str, other: str, language: Language) -> bool:
    """Whether a clause has the opposite of a word of another, so that a denial on one side makes them agree."""
    there = sides(other, language)
    return any(set(own).isdisjoint(there.get(kind, own)) for kind, own in sides(clause, language).items())


# --- opposites


def opposite(held: Rendering, sentence: str, clause: str) -> Iterator[Finding]:
    """A word that has an opposite stands in what the clause renders, not its opposite: by the words beside each of
    them, or by all of the clause.
    """
    turned = _turned_among_its_neighbours(held, sentence, clause)
    yield from turned
    if not turned:
        yield from _turned_in_its_clause(held, clause)


def _turned_among_its_neighbours(held: Rendering, sentence: str, clause: str) -> list[Finding]:
    start, language = sentence.index(clause), held.language
    said = neighbours.DatedText(sentence, language)
    found = []
    for own in sided(sentence, language):
        if start <= own.start < start + len(clause):
            beside = neighbours.beside(said, own.start)
            fit = {side: _fitting(held, beside, own.kind, side) for side in (0, 1)}
            same, other = fit[own.side], fit[1 - own.side]
            is_agreed = bool(wording.denials(clause, language)) != bool(wording.denials(other.clause, language))
            if other.share >= _BESIDE and other.share > same.share + _MORE and not is_agreed:
                found.append(_opposite(held, clause, own.word, other, "error"))
    return found


class _Fitting(NamedTuple):
    """A word of one side in what is cited, how much of the words beside another stands beside it, and its clause."""

    share: float = 0.0
    word: str = ""
    clause: str = ""


def _fitting(held: Rendering, beside: Sequence[neighbours.Trait], kind: str, side: int) -> _Fitting:
    language, best = held.language, _Fitting()
    for sentence in held.cited.sentences:
        for each in sided(sentence, language):
            if (each.kind, each.side) == (kind, side):
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
        other = held.cited.nearest(clause, partial(_has_side_alone, kind, 1 - side, language))
        if other.share <= same.share or wording.denials(other.clause, language):
            continue
        there = _Fitting(other.share, sides(other.clause, language)[kind][1 - side], other.clause)
        is_plain = not same.clause and not wording.denies(clause, language)
        yield _opposite(held, clause, word, there, "error" if is_plain and other.share >= _RENDERS else "advice")


def _has_side(kind: str, side: int, language: Language, clause: str) -> bool:
    return side in sides(clause, language).get(kind, {})


def _has_side_alone(kind: str, side: int, language: Language, clause: str) -> bool:
    return list(sides(clause, language).get(kind, {})) == [side]


# --- how strongly, and of how many


def strength(held: Rendering, clause: str) -> Iterator[Finding]:
    """A modal and a quantifier are those of what the clause renders, or at least none of another kind."""
    yield from _other_group(held, clause, modality)
    yield from _other_group(held, clause, quantifiers)


def _other_group(held: Rendering, clause: str, groups: _Groups) -> Iterator[Finding]:
    near, language = held.cited.nearest(clause), held.language
    own, given = groups(clause, language), groups(near.clause, language)
    if not own.keys().isdisjoint(given):
        return
    there = next((word for word in given.values() if word), "")
    for name, word in own.items():
        same = held.cited.nearest(clause, partial(_has_group, groups, name, language))
        is_other = there or (near.share >= _COPIES and name != FACT and not is_past(word, language))
        if word and near.share >= _ANSWERS and same.share < near.share / 2 and is_other:
            what = f"«{word}» in «{clause}» says more or less than what it cites ({held.place}): «{near.clause}»"
            yield held.finding("strength", what, f"«{word}»", f"«{there}»" if there else "no such word", "advice")


def _has_group(groups: _Groups, name: str, language: Language, clause: str) -> bool:
    return name in groups(clause, language)
