"""Whether a translation says the same as its text, as far as words tell that turn a statement round.

What it refers to and its digits are held by `check`. Two languages rarely deny by as many words in all of a text, so
that all of this is advice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from briefs.content import model
from briefs.language.tables import Language
from briefs.review.verify import opposites, wording
from briefs.review.verify.evidence import Evidence
from briefs.review.verify.report import Finding

_PARTICLES = "sense"  # «opp», «ned»: two languages have them with other verbs


def of_text(evidence: Evidence, record: str, text: model.Text) -> Iterator[Finding]:
    """All translations of a text that there are, against the text itself."""
    for language in evidence.library.project.translations:
        if text.has(language):
            for what, expected, found in _differences(evidence, text, language):
                held = hashlib.sha256("\x1f".join((text.words, text.get(language))).encode()).hexdigest()
                said = f"{record}: the translation into {language!r} {what}: «{text.get(language)}»"
                where = text.where_of(language)
                yield Finding("translation", where, record, said, expected, found, severity="advice", held=held)


def _differences(evidence: Evidence, text: model.Text, language: Language) -> Iterator[tuple[str, str, str]]:
    """What a translation does, what its text has, and what it has itself."""
    own, other = evidence.words(text), evidence.words(text, language)
    more, fewer = wording.denials(own, evidence.language), wording.denials(other, language)
    if len(fewer) < len(more) and not _denies_otherwise(own, evidence.language, other, language):
        yield "denies less than its text", _listed(more), _listed(fewer)
    if len(fewer) > len(more) and not _denies_otherwise(other, language, own, evidence.language):
        yield "denies more than its text", _listed(more), _listed(fewer)
    there = opposites.counts(other, language)
    for kind, (this, that) in opposites.counts(own, evidence.language).items():
        one, two = there.get(kind, (0, 0))
        is_turned = (one < this and two > that) or (one > this and two < that)
        if is_turned or (kind != _PARTICLES and ((not that and this and two) or (not this and that and one))):
            shown = (opposites.sides(words, of)[kind] for words, of in ((own, evidence.language), (other, language)))
            expected, found = (_listed(tuple(sides.values())) for sides in shown)
            yield f"has {found} for {expected}", expected, found


def _denies_otherwise(more: str, of_more: Language, fewer: str, of_fewer: Language) -> bool:
    """Whether the side with fewer denying words denies by the meaning of one, which the other side does not have."""
    return bool(wording.shades(fewer, of_fewer)) and not wording.shades(more, of_more)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"«{word}»" for word in words) or "nothing"
