"""What a claim and its paragraph share: the numbers, dates, identifiers and names of the claim, where the paragraph has
them. For people who hold one against the other; nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.content import model
from briefs.language.identifiers import identifiers
from briefs.review.verify.evidence import Evidence, SourceParagraph, asked_stamps
from briefs.review.verify.names import Named, same
from briefs.review.verify.quantities import agrees, bare, carries

SharedSpan = tuple[int, int]
"""A piece of a text: where it begins, and where it ends."""


def shared_spans(evidence: Evidence, source: model.Source, claim: model.Claim) -> tuple[SharedSpan, ...]:
    """The pieces of the claim's paragraph that the claim has too, in their order and without overlaps; none where the
    paragraph is not at hand.
    """
    passage = evidence.passage(source.id, claim.paragraph)
    if passage is None:
        return ()
    words = evidence.words(claim.text)
    found = (*_numbers(evidence, words, passage), *_identifiers(evidence, words, passage))
    return _apart([*found, *_names(evidence, bare(words), claim.speaker, passage)])


def _numbers(evidence: Evidence, words: str, passage: SourceParagraph) -> Iterator[SharedSpan]:
    asked, given = evidence.read_words(words), passage.reading
    for quantity in given.quantities:
        if any(agrees(each, quantity) for each in asked.quantities):
            yield _span(passage.text, quantity.start, quantity.words)
    for stamp in given.stamps:
        if any(carries(stamp, each) for each in asked_stamps(asked)):
            yield _span(passage.text, stamp.start, stamp.words)


def _identifiers(evidence: Evidence, words: str, passage: SourceParagraph) -> Iterator[SharedSpan]:
    asked = {each.folded for each in identifiers(words, evidence.language, evidence.library.project.identifiers)}
    for given in passage.identifiers:
        if given.folded in asked:
            yield given.start, given.end


def _names(evidence: Evidence, words: str, speaker: str, passage: SourceParagraph) -> Iterator[SharedSpan]:
    of_actors = {word.lower() for _, phrase in evidence.roll.phrases for word in phrase if word[0].isupper()}
    is_name = evidence.only_names | of_actors  # also where it opens a sentence
    asked = list(evidence.roll.among(words, is_name))
    for given in evidence.roll.among(passage.text, is_name):
        if given.actor == speaker or any(_are_same(each, given) for each in asked):
            yield _span(passage.text, given.start, given.words)


def _are_same(one: Named, other: Named) -> bool:
    return one.actor == other.actor if one.actor and other.actor else same(one.words, other.words)


def _span(text: str, start: int, words: str) -> SharedSpan:
    """Where words stand that are read at `start`; a reader may have put them together from several."""
    pattern = r"\W+".join(map(re.escape, re.findall(r"\w+", words)))
    match = re.compile(pattern).match(text, start) if pattern else None
    end = match.end() if match else _word_end(text, start)
    return start, end


def _word_end(text: str, start: int) -> int:
    match = re.compile(r"\w*").match(text, start)
    return match.end() if match else start


def _apart(spans: list[SharedSpan]) -> tuple[SharedSpan, ...]:
    """The spans in their order, those that touch as one."""
    joined: list[SharedSpan] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
