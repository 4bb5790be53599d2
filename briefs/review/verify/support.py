"""Whether what a text of the synthesis cites carries it at all, or a claim that it does not cite would."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
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
_MOVED, _MORE, _FAR_MORE = 0.4, 0.3, 0.4  # what is cited may have at most, and something else has more
_FITS = 0.5  # times what another claim shares


class _Shares(NamedTuple):
    """How much of a text a claim cited, with its paragraph, may have at most, and another one must have at least."""

    of_claim: float
    of_passage: float
    of_other: float


_OF_LONG, _OF_SHORT = _Shares(0.25, 0.3, 0.1), _Shares(0.05, 0.1, 0.3)
_PLAIN = _Shares(0.3, 0.26, 0.1)  # of the claim as a part of what the other one has, of that more than of the passage
_LEAST = 3  # words without which a sentence says too little to be looked for
_FEW = 2
_ENOUGH = 30  # claims and paragraphs, without which nobody can tell which words are rare
_SEVERAL = 3
_MANY = 4  # claims: so many are cited for what they say together


class _Carried(NamedTuple):
    """How much of a sentence's weight stands in what is cited, the most of it in something that is not, both from 0 to
    1, and how many words it has that carry meaning.
    """

    share: float
    elsewhere: float
    length: int

    @property
    def is_hardly(self) -> bool:
        """Whether next to nothing stands there, and the sentence is of something else or long enough to be missed."""
        is_elsewhere = self.share <= self.elsewhere >= _ELSEWHERE
        return self.share < _CARRIED and (is_elsewhere or (self.share < _BARELY and self.length > _LEAST))

    def is_moved(self, by: float) -> bool:
        """Whether so much more stands elsewhere that it was taken from there."""
        return self.share < _MOVED and self.elsewhere - self.share >= by


def unsupported(held: Rendering) -> Iterator[Finding]:
    """Each sentence shares words with something that it cites, unless it says that the documents are silent, or has a
    few words of it and nothing that it does not cite has more.
    """
    is_few = held.saying.cites_itself and len(set(held.saying.cites)) <= _SEVERAL
    for sentence in held.said if _is_large_enough(held) else ():
        length = len(wording.content_words(sentence, held.language))
        carried = _Carried(held.cited.carried(sentence), _of_others(held, sentence), length)
        is_moved = is_few and carried.is_moved(_MORE)
        if length >= _LEAST and (is_moved or carried.is_hardly) and not _is_reckoned(held, sentence):
            how = ("little", ", and far more of it elsewhere") if is_moved else ("next to nothing", "")
            what = f"{how[0]} of «{sentence}» stands in what it cites ({held.place}){how[1]}"
            severity = _of_unsupported(held, carried) if is_few else "advice"
            yield held.finding("unsupported", what, f"«{sentence}»", "nothing", severity)


def _of_unsupported(held: Rendering, carried: _Carried) -> Severity:
    """An error where far more stands elsewhere, or where nothing of a long sentence stands in one claim cited alone;
    what is inferred says so itself.
    """
    is_alone = len(set(held.saying.cites)) < _FEW and bool(held.cited.claims) and carried.length > _LEAST
    is_strange = is_alone and carried.share < _BARELY and carried.elsewhere >= _ELSEWHERE
    return "error" if not held.saying.bases and (is_strange or carried.is_moved(_FAR_MORE)) else "advice"


def _of_others(held: Rendering, sentence: str) -> float:
    """The most of a sentence that something has that is not cited: figures of speech are in no document."""
    cited = set(held.cited.texts)
    shares = (held.cited.corpus.share(sentence, other) for other in held.cited.corpus.paragraphs if other not in cited)
    return max(shares, default=0.0)


def _is_large_enough(held: Rendering) -> bool:
    return len(held.cited.corpus.paragraphs) >= _ENOUGH


def _is_reckoned(held: Rendering, sentence: str) -> bool:
    """Whether a number of a sentence stands in what is cited, which carries it in other words."""
    asked = [each for each in held.evidence.read_words(sentence).quantities if not each.weak and each.unit]
    given = [each for text in held.cited.texts for each in held.evidence.read_words(text).quantities]
    return any(agrees(one, other) for one in asked for other in given)


def without_document(held: Rendering) -> Iterator[Finding]:
    """What a sentence says is documented is said to be so in what it cites: «oppgitt» for «ikke oppgitt» is not.

    Advice where most of the sentence stands there, which then documents it in a way; in a demand it is only wanted.
    """
    language = held.language
    given = [frozenset(wording.stems(text, language)) for text in held.cited.texts]
    for sentence in held.said:
        word = documented(sentence, language)
        if word and not any(said.issuperset(wording.stems(word, language)) for said in given):
            what = f"«{sentence}» says that something is documented («{word}»), which nothing says that it cites"
            is_carried = _documents(held, sentence.replace(word, " ")) >= _MOSTLY
            yield held.finding("unsupported", what, f"«{word}»", "no such word", "advice" if is_carried else "error")


def _documents(held: Rendering, said: str) -> float:
    """How much of a text's weight stands in what is cited, apart from the claims of demands and their paragraphs."""
    rest = [cite for cite in dict.fromkeys(held.saying.cites) if cite not in held.evidence.demanded]
    claims = (held.evidence.library.claim(cite) for cite in rest)
    texts = [claim_words(held.evidence, claim) for claim in claims if claim is not None]
    texts += [each.text for each in held.evidence.cited(rest) if each.language == held.language]
    return held.cited.corpus.share(said, " ".join(texts))


class _Better(NamedTuple):
    """A claim of the same document that fits a text, where the one cited does not; plainly, where what no other claim
    cited has of the text stands there, and hardly any of it in the one cited.
    """

    claim: model.Citation
    is_plain: bool


def other_claims(held: Rendering) -> Iterator[Finding]:
    """Each claim that a text itself cites has words of it, unless another claim of its document has far more.

    An error where a single one of few has none: several are cited for what they say together.
    """
    own, said = tuple(dict.fromkeys(held.saying.cites)), " ".join(held.said)
    if not held.saying.cites_itself or not _is_large_enough(held):
        return
    if len(own) > _MANY + 1:
        yield from _uncounted(held, own)
        return
    found = {cite: better for cite in own if (better := _better(held, said, cite)) is not None}
    if found:
        strange = ", ".join(map(str, found))
        fitting = ", ".join(dict.fromkeys(str(better.claim) for better in found.values()))
        is_sure = sum(each.is_plain for each in found.values()) == 1 and not held.saying.bases
        is_long = len(wording.content_words(said, held.language)) >= _LEAST
        what = f"hardly a word of {strange} is in «{said}», while {fitting} of the same document fits"
        severity: Severity = "error" if is_sure and is_long and len(own) <= _SEVERAL else "advice"
        yield held.finding("other-claim", what, strange, fitting, severity)


def _uncounted(held: Rendering, own: Collection[model.Citation]) -> Iterator[Finding]:
    """A text that prints a number counted from claims, and cites most of these, cites no others of their document."""
    for figure in _counted_figures(held):
        counted = set(figure.cites) & set(own)
        documents = {cite.source for cite in figure.cites}
        strange = [cite for cite in own if cite.source in documents and cite not in figure.cites]
        missing = [cite for cite in figure.cites if cite not in counted]
        if strange and missing and len(counted) > len(missing) + _FEW:
            one, other = (", ".join(map(str, cites)) for cites in (strange, missing))
            what = f"{one} is cited, and {figure.id} was counted from {other} instead"
            yield held.finding("other-claim", what, one, other, "advice")


def _counted_figures(held: Rendering) -> Iterator[model.Figure]:
    figures = held.evidence.library.figures
    printed = (figures.get(reference.name) for reference in model.placeholders(held.text.words))
    return (figure for figure in printed if figure is not None and figure.basis is not None)


def _better(held: Rendering, said: str, cite: model.Citation) -> _Better | None:
    """What fits a text better than a claim that it cites; None where that has some part in it."""
    evidence, share = held.evidence, held.cited.corpus.share
    claim = evidence.library.claim(cite)
    if claim is None or not (own := claim_words(evidence, claim)) or _is_counted(held, cite) or _dates(held, cite):
        return None
    passage = evidence.passage(cite.source, claim.paragraph)
    there = f"{own} {passage.text}" if passage is not None and passage.language == held.language else own
    others = _others(held, cite.source)
    best = max(others, key=lambda other: share(said, others[other]), default=None)
    if best is None:
        return None
    plain = _plainly(held, said, cite, there, others)
    if plain is not None and share(said, own) <= _PLAIN.of_claim * share(said, others[best]):
        return _Better(plain, is_plain=True)
    is_short = len(wording.content_words(said, held.language)) < _LEAST
    least = _OF_SHORT if is_short else _OF_LONG
    if share(said, own) >= least.of_claim or share(said, there) >= least.of_passage:
        return None
    fit = max((_fit(held, part, own, others) for part in (said, *wording.clauses(said))), default=0.0)
    if fit >= _FITS or share(said, others[best]) < least.of_other:
        return None
    return _Better(best, is_plain=False)


def _plainly(
    held: Rendering, said: str, cite: model.Citation, there: str, others: Mapping[model.Citation, str]
) -> model.Citation | None:
    """The claim that has most of what the other claims cited leave of a text, where the one cited has hardly any."""
    corpus = held.cited.corpus
    claims = (held.evidence.library.claim(other) for other in held.saying.cites if other != cite)
    rest = " ".join(claim_words(held.evidence, claim) for claim in claims if claim is not None)
    best = max(others, key=lambda other: corpus.share_beyond(said, others[other], rest))
    more = corpus.share_beyond(said, others[best], rest) - corpus.share_beyond(said, there, rest)
    return best if more > _PLAIN.of_other and corpus.share(said, there) <= _PLAIN.of_passage else None


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
    """Whether a claim is cited because it was counted, or is of the demand that a measure answers or a series has."""
    library = held.evidence.library
    series = held.saying.record.removeprefix("series ")
    if any(demand.series == series and cite in cites(demand) for demand in library.demands.values()):
        return True
    if any(cite in figure.cites for figure in _counted_figures(held)):
        return True
    measure = library.measures.get(held.saying.record.removeprefix("measure "))
    answered = (answer.demand for answer in measure.answers) if measure is not None else ()
    return any(cite in cites(library.demands[id]) for id in answered if id in library.demands)


def _dates(held: Rendering, cite: model.Citation) -> bool:
    """Whether a claim tells the date of its document, and the text is about its year."""
    evidence = held.evidence
    claim, source = evidence.library.claim(cite), evidence.library.sources[cite.source]
    years = {stamp.year for stamp in stamps_of(source.date)}
    told = {stamp.year for stamp in evidence.stamps(claim.text)} if claim is not None else set()
    asked = {stamp.year for stamp in evidence.stamps(held.text)}
    return bool(years & told & asked)
