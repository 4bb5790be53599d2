"""Whether what a text of the synthesis cites carries it at all, or a claim that it does not cite would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefs.content import model
from briefs.errors import Severity
from briefs.review.verify import wording
from briefs.review.verify.alignment import Rendering, claim_words, documented
from briefs.review.verify.quantities import agrees, stamps_of
from briefs.review.verify.report import Finding
from briefs.review.verify.sayings import cites

# Shares of a text's weight, set where honest statements of tests/corpora and planted mistakes come apart best.
_CARRIED, _BARELY, _MOSTLY = 0.2, 0.05, 0.5
_ELSEWHERE = 0.25
_OF_CLAIM, _OF_PASSAGE = 0.15, 0.25
_FITS, _SURELY_NOT = 0.5, 0.3  # times what another claim shares
_GAIN = 0.1
_LEAST = 3  # words without which a sentence says too little to be looked for
_FEW = 2
_ENOUGH = 30  # claims and paragraphs, without which nobody can tell which words are rare
_MANY = 4  # claims: so many are cited for what they say together


def unsupported(held: Rendering) -> Iterator[Finding]:
    """Each sentence shares words with something that it cites, unless it says that the documents are silent."""
    for sentence in held.said if _is_large_enough(held) else ():
        share = held.cited.carried(sentence)
        length = len(wording.content_words(sentence, held.language))
        if share < _CARRIED and length >= _LEAST and not _is_reckoned(held, sentence):
            is_own = held.saying.cites_itself and not held.saying.bases and len(set(held.saying.cites)) < _FEW
            is_told = is_own and length > _LEAST and bool(held.cited.claims)
            is_strange = is_told and share < _BARELY and _is_of_another(held, sentence)
            severity: Severity = "error" if is_strange else "advice"
            what = f"next to nothing of «{sentence}» stands in what it cites ({held.place})"
            yield held.finding("unsupported", what, f"«{sentence}»", "nothing", severity)


def _is_of_another(held: Rendering, sentence: str) -> bool:
    """Whether something that a text does not cite has words of a sentence: figures of speech are in no document."""
    cited = set(held.cited.texts)
    shares = (held.cited.corpus.share(sentence, other) for other in held.cited.corpus.paragraphs if other not in cited)
    return max(shares, default=0.0) >= _ELSEWHERE


def _is_large_enough(held: Rendering) -> bool:
    return len(held.cited.corpus.paragraphs) >= _ENOUGH


def _is_reckoned(held: Rendering, sentence: str) -> bool:
    """Whether a number of a sentence stands in what is cited, which carries it in other words."""
    asked = [each for each in held.evidence.read_words(sentence).quantities if not each.weak and each.unit]
    given = [each for text in held.cited.texts for each in held.evidence.read_words(text).quantities]
    return any(agrees(one, other) for one in asked for other in given)


def without_document(held: Rendering) -> Iterator[Finding]:
    """What a sentence says is documented is said to be so in what it cites: «oppgitt» for «ikke oppgitt» is not.

    Advice where most of the sentence stands there, which then documents it in a way.
    """
    language = held.language
    given = [frozenset(wording.stems(text, language)) for text in held.cited.texts]
    for sentence in held.said:
        word = documented(sentence, language)
        if word and not any(said.issuperset(wording.stems(word, language)) for said in given):
            what = f"«{sentence}» says that something is documented («{word}»), which nothing says that it cites"
            is_carried = held.cited.carried(sentence.replace(word, " ")) >= _MOSTLY
            yield held.finding("unsupported", what, f"«{word}»", "no such word", "advice" if is_carried else "error")


class _Better(NamedTuple):
    """A claim of the same document that fits a text, where the one cited does not; surely, or perhaps."""

    claim: model.Citation
    is_sure: bool


def other_claims(held: Rendering) -> Iterator[Finding]:
    """Each claim that a text itself cites has words of it, unless another claim of its document has far more."""
    own, said = tuple(dict.fromkeys(held.saying.cites)), " ".join(held.said)
    is_short = len(wording.content_words(said, held.language)) < _LEAST
    is_summary = not held.saying.cites_itself or len(own) > _MANY + 1
    if is_summary or is_short or not _is_large_enough(held):
        return
    found = {cite: better for cite in own if (better := _better(held, said, cite)) is not None}
    if found:
        strange = ", ".join(map(str, found))
        fitting = ", ".join(dict.fromkeys(str(better.claim) for better in found.values()))
        is_sure = any(better.is_sure and not _is_cited_elsewhere(held, cite) for cite, better in found.items())
        what = f"hardly a word of {strange} is in «{said}», while {fitting} of the same document fits"
        yield held.finding("other-claim", what, strange, fitting, "error" if is_sure and len(own) <= _FEW else "advice")


def _better(held: Rendering, said: str, cite: model.Citation) -> _Better | None:
    """What fits a text better than a claim that it cites; None where that has some part in it."""
    evidence, share = held.evidence, held.cited.corpus.share
    claim = evidence.library.claim(cite)
    if claim is None or not (own := claim_words(evidence, claim)) or _is_counted(held, cite) or _dates(held, cite):
        return None
    passage = evidence.passage(cite.source, claim.paragraph)
    there = f"{own} {passage.text}" if passage is not None and passage.language == held.language else own
    if share(said, own) >= _OF_CLAIM or share(said, there) >= _OF_PASSAGE:
        return None
    others = _others(held, cite.source)
    fit = max((_fit(held, part, own, others) for part in (said, *wording.clauses(said))), default=0.0)
    best = max(others, key=lambda other: share(said, others[other]), default=None)
    if best is None or fit >= _FITS or not share(said, others[best]):
        return None
    gain = held.cited.carried(said, others[best]) - held.cited.carried(said)
    return _Better(best, fit < _SURELY_NOT and gain >= _GAIN)


def _others(held: Rendering, source: str) -> Mapping[model.Citation, str]:
    """The claims of a document that a text does not cite."""
    document = held.evidence.library.sources[source]
    words = {document.cite(claim): claim_words(held.evidence, claim) for claim in document.claims}
    return {cite: said for cite, said in words.items() if said and cite not in held.saying.cites}


def _fit(held: Rendering, part: str, own: str, others: Mapping[model.Citation, str]) -> float:
    """How much a claim has of a part of a text, against what the best of the others has of it."""
    share = held.cited.corpus.share
    best = max((share(part, other) for other in others.values()), default=0.0)
    mine = share(part, own)
    return mine / best if best else float(mine > 0)


def _is_counted(held: Rendering, cite: model.Citation) -> bool:
    """Whether a claim is cited because it was counted, or is of the demand that a measure answers."""
    library = held.evidence.library
    figures = (library.figures.get(reference.name) for reference in model.placeholders(held.text.words))
    if any(figure is not None and figure.basis is not None and cite in figure.cites for figure in figures):
        return True
    measure = library.measures.get(held.saying.record.removeprefix("measure "))
    answered = (answer.demand for answer in measure.answers) if measure is not None else ()
    return any(cite in cites(library.demands[id]) for id in answered if id in library.demands)


def _is_cited_elsewhere(held: Rendering, cite: model.Citation) -> bool:
    """Whether the record cites a claim in another place too, so that it has to do with the matter."""
    return held.evidence.citations[held.saying.record][cite] > 1


def _dates(held: Rendering, cite: model.Citation) -> bool:
    """Whether a claim tells the date of its document, and the text is about its year."""
    evidence = held.evidence
    claim, source = evidence.library.claim(cite), evidence.library.sources[cite.source]
    years = {stamp.year for stamp in stamps_of(source.date)}
    told = {stamp.year for stamp in evidence.stamps(claim.text)} if claim is not None else set()
    asked = {stamp.year for stamp in evidence.stamps(held.text)}
    return bool(years & told & asked)
