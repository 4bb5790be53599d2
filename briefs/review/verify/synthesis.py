"""Holds each text of the synthesis against the claims that it cites and their paragraphs: does it say the same?

The claims are the curators' own words, so that a text which says what they say shares words with them. Where it does,
a denial, an opposite or a modal that stands on one side alone is told; where it does not, that nothing carries it. What
an honest paraphrase may look like too is advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefs.review.verify import counted, support, turned, wording
from briefs.review.verify.alignment import Rendering
from briefs.review.verify.evidence import Evidence
from briefs.review.verify.report import Finding
from briefs.review.verify.sayings import Saying


def of_saying(evidence: Evidence, saying: Saying) -> Iterator[Finding]:
    """All that is held against one text; nothing where what it cites is not at hand.

    A question, a suggestion or what is not known may put things otherwise than what it cites, which is advice. A demand
    says what should be in words of its own, and what a figure stands for is held with the figure.
    """
    held = Rendering.of(evidence, saying)
    if held is not None:
        for finding in _all(held):
            yield replace(finding, severity="advice") if saying.is_open else finding


def _all(held: Rendering) -> Iterator[Finding]:
    is_open, is_figure = held.saying.is_open, held.saying.record.startswith("figure ")
    unsupported = [] if is_open or is_figure else [*support.unsupported(held)]
    unsupported += [] if is_figure else support.without_document(held)
    yield from unsupported
    yield from counted.of_text(held)
    others = [] if is_figure else [*support.other_claims(held)]
    yield from (each for each in others if each.severity == "error" or not unsupported)
    for sentence in held.said:
        for clause in wording.clauses(sentence):
            found = [*turned.denials(held, clause), *turned.opposite(held, sentence, clause)]
            yield from found
            if not found and not is_open:
                yield from turned.strength(held, clause)
