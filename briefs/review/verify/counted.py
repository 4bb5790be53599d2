"""What a text says that a count of the edition counts: `{demands.undocumented}` stands beside «uten svar».

What is counted is worked out when the brief is built, so that no document bears it out; its words still have to be
those of what was counted, and may not deny it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from briefs.content import model
from briefs.errors import Severity
from briefs.review.verify import wording
from briefs.review.verify.alignment import Rendering
from briefs.review.verify.lexicon import any_of, lexicon
from briefs.review.verify.report import Finding

_NOTHING = "undocumented"  # what has no answer is said with a denial


def of_text(held: Rendering) -> Iterator[Finding]:
    """Each count that a text prints, or that is set large above it, has a word for what it counts."""
    shown = held.saying.shows
    if shown is held.text:
        return
    words, table = held.text.words, lexicon(held.language).counted
    if shown is not None:
        for reference in model.placeholders(shown.words):
            yield from _counted(held, reference.name, words)
    counts = [reference for reference in model.placeholders(words) if _key(reference.name) in table]
    for reference, following in zip_longest(counts, counts[1:]):
        yield from _counted(held, reference.name, _about(words, reference.start, following))


def _key(name: str) -> str:
    """What a count is of: «in_force» of `demands.in_force` and `measures.in-force`."""
    return name.rpartition(".")[2].replace("-", "_") if "." in name else ""


def _about(words: str, start: int, following: model.Placeholder | None) -> str:
    """What is said of a count: from the beginning of its clause to the next count, or to the end of its sentence."""
    stops = pairwise([0, *_sentence_ends(words), len(words)])
    last = next(end for first, end in stops if first <= start < end)
    clause = next(first for first, end in wording.clause_spans(words) if first <= start < end)
    return words[clause : last if following is None else min(last, following.start)]


def _sentence_ends(words: str) -> Iterator[int]:
    return (at + 1 for at, mark in enumerate(words) if mark in ".!?:" and words[at + 1 : at + 2].isspace())


def _counted(held: Rendering, name: str, said: str) -> Iterator[Finding]:
    language, key = held.language, _key(name)
    table = lexicon(language).counted
    if key not in table:
        return
    own = any_of(table[key]).search(said)
    rest = said if own is None else said.replace(own[0], " ")
    denials = wording.denials(rest, language)
    if own is None:
        is_certain = key == _NOTHING and not wording.denies(said, language)
        other = next((match[0] for words in table.values() if (match := any_of(words).search(said))), "")
        severity: Severity = "error" if other or is_certain else "advice"
        what = f"{{{name}}} is printed, and no word of «{_plain(said)}» says what it counts"
        yield held.finding("standing", what, key, f"«{other}»" if other else "no such word", severity)
    elif denials:
        what = f"{{{name}}} counts what is so, and «{_plain(said)}» denies it"
        yield held.finding("denial", what, f"«{denials[0]}»", "no denial", "error")


def _plain(said: str) -> str:
    return model.without_references(said).strip()
