"""`python benchmarks/classes.py [--corpora DIR] [--aside] [--sources DIR] [--project DIR]`: what is noticed, by class.

Claims and texts of the synthesis are made wrong in one way at a time and judged by the rules over that text alone. For
each class the table has how many were made wrong, the share that fails the run and the share that is noticed at all;
its last line has the honest texts, and of them what is refused. `--corpora` takes tests/corpora without what was set
aside, `--aside` that part alone, of which only figures are ever printed; `--sources` the project itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.corpora import NOTHING, Corpus, read_corpora
from benchmarks.evidence import ASIDE
from benchmarks.exchanges import exchanged
from benchmarks.mutators import MUTATORS
from briefs.content import model
from briefs.content.documents import read_documents
from briefs.content.kinds import SYNTHESIS, records
from briefs.content.load import load
from briefs.errors import BriefsError
from briefs.language.tables import Language
from briefs.review.verify import attribution, rules, standing, synthesis, texts_of, translated, wording
from briefs.review.verify.alignment import claim_words
from briefs.review.verify.evidence import Evidence
from briefs.review.verify.report import Finding
from briefs.review.verify.sayings import Saying, sayings

CLASSES = {
    **{name: name for name in MUTATORS},
    "numbers exchanged": "two numbers exchanged",
    "dates exchanged": "two dates exchanged",
    "place": "another claim or paragraph",
    "invented": "an invented sentence",
    "who": "another party",
    "standing": "another status or extent",
}
HONEST = "nothing (honest)"
_SAMPLE = 100  # of each class, spread over all texts
_LEAST = 3
_PARTIES = {"demand": ("by", "to"), "measure": ("owner",)}
E = TypeVar("E")
Judge = Callable[[], Iterable[object]]


class Mutant(NamedTuple):
    """What is made wrong, how the honest text is judged and how what came of it."""

    name: str
    before: Judge
    after: Judge


@dataclass(frozen=True)
class Score:
    """How many texts there were, and how many drew an error, or anything."""

    texts: int = 0
    errors: int = 0
    noticed: int = 0

    def __str__(self) -> str:
        shares = ((100 * count / self.texts if self.texts else 0.0) for count in (self.errors, self.noticed))
        return f"{self.texts:7}" + "".join(f"{share:8.1f}" for share in shares)


# --- the synthesis


def of_synthesis(evidence: Evidence) -> Iterator[Mutant]:
    """Everything that can be wrong with the texts, parties and statuses of the synthesis."""
    held = _held(evidence)
    for saying in held:
        before = _of_saying(evidence, saying)
        for name, changed in (*_reworded(evidence, saying), *_recited(evidence, saying), *_invented(held, saying)):
            yield Mutant(name, before, _of_saying(evidence, changed))
    for kind, record in records(evidence.library, SYNTHESIS):
        yield from _of_parties(evidence, f"{kind.name} {record.id}", kind.name, record)
    for measure in evidence.library.measures.values():
        yield from _of_standing(evidence, measure)


def _held(evidence: Evidence) -> list[Saying]:
    """The texts that cite something that is at hand; one that a record has in several places once."""
    found = [saying for saying in sayings(evidence.library) if _is_held(evidence, saying)]
    return list({(saying.record, _words(saying)): saying for saying in found}.values())


def _is_held(evidence: Evidence, saying: Saying) -> bool:
    is_text = saying.text is not None and not saying.is_basis and saying.scope == "cited" and bool(saying.cites)
    return is_text and evidence.is_complete(saying)


def _of_saying(evidence: Evidence, saying: Saying) -> Judge:
    return lambda: (*rules.of_saying(evidence, saying), *synthesis.of_saying(evidence, saying))


def _words(saying: Saying) -> str:
    return saying.text.words if saying.text is not None else ""


def _with(saying: Saying, words: str) -> Saying:
    return replace(saying, text=replace(saying.text, words=words)) if saying.text is not None else saying


def _reworded(evidence: Evidence, saying: Saying) -> Iterator[tuple[str, Saying]]:
    for name, mutate in MUTATORS.items():
        yield from ((name, _with(saying, words)) for words in mutate(_words(saying), evidence.language))
    for name, words in exchanged(evidence, _words(saying), evidence.language):
        yield name, _with(saying, words)


def _recited(evidence: Evidence, saying: Saying) -> Iterator[tuple[str, Saying]]:
    """Each claim cited put for another of its document, from a paragraph that is not cited; not of numbers alone."""
    own = tuple(dict.fromkeys(saying.cites))
    has_words = bool(wording.content_words(model.without_references(_words(saying)), evidence.language))
    for at, cite in enumerate(own) if saying.cites_itself and has_words else ():
        source = evidence.library.sources[cite.source]
        near = {claim.paragraph for each in own if each.source == source.id and (claim := evidence.library.claim(each))}
        said = (claim for claim in source.claims if claim.paragraph not in near and claim_words(evidence, claim))
        others = [source.cite(claim) for claim in said]
        for other in _few(others, f"{saying.where}{at}"):
            yield "place", replace(saying, cites=(*own[:at], other, *own[at + 1 :]))


def _invented(held: list[Saying], saying: Saying) -> Iterator[tuple[str, Saying]]:
    """A sentence about something else of the same topic, behind the text."""
    others = [
        other
        for other in held
        if not set(other.cites) & set(saying.cites)
        and len(wording.content_words(_words(other), other.text.language if other.text else "nb")) >= _LEAST
    ]
    for other in _few(others, str(saying.where)):
        yield "invented", _with(saying, f"{_words(saying).rstrip('. ')}. {_words(other)}")


def _few(entries: list[E], seed: str) -> list[E]:
    return Random(seed).sample(entries, min(2, len(entries)))


def _of_parties(evidence: Evidence, label: str, kind: str, record: model.Entry) -> Iterator[Mutant]:
    def judge(changed: model.Entry) -> Judge:
        return lambda: attribution.of_record(evidence, label, changed)

    actors = [id for id, actor in evidence.library.actors.items() if actor.kind != "group" or actor.aliases]
    for field in _PARTIES.get(kind, ()):
        own = getattr(record, field)
        for other in actors if own is not None else ():
            if other != own:
                yield Mutant("who", judge(record), judge(record.model_copy(update={field: other})))


def _of_standing(evidence: Evidence, measure: model.Measure) -> Iterator[Mutant]:
    """What is planned called done and the other way round, and each answer called whole."""

    def judge(changed: model.Measure) -> Judge:
        return lambda: standing.of_measure(evidence, changed)

    done = {"in-force", "completed"}
    for at, entry in enumerate(measure.log):
        for status in ("announced", "proposed") if entry.status in done else ("in-force", "completed"):
            log = (*measure.log[:at], entry.model_copy(update={"status": status}), *measure.log[at + 1 :])
            yield Mutant("standing", judge(measure), judge(measure.model_copy(update={"log": log})))
    for at, answer in enumerate(measure.answers):
        extent = "part" if answer.extent == "full" else "full"
        answers = (
            *measure.answers[:at],
            answer.model_copy(update={"extent": extent}),
            *measure.answers[at + 1 :],
        )
        yield Mutant("standing", judge(measure), judge(measure.model_copy(update={"answers": answers})))


# --- claims


def of_claims(evidence: Evidence) -> Iterator[Mutant]:
    """What can be wrong with the words, the paragraph and the speaker of a claim."""
    for source in evidence.library.sources.values():
        for at, claim in enumerate(source.claims):
            if claim.text.words == NOTHING:
                continue
            before = _of_claim(evidence, source, at, claim)
            for name, changed in _changed(evidence, source, claim):
                yield Mutant(name, before, _of_claim(evidence, source, at, changed))


def _of_claim(evidence: Evidence, source: model.Source, at: int, claim: model.Claim) -> Judge:
    beside = source.model_copy(update={"claims": (*source.claims[:at], claim, *source.claims[at + 1 :])})
    return lambda: (*rules.of_claim(evidence, beside, claim), *attribution.of_claim(evidence, beside, claim))


def _changed(evidence: Evidence, source: model.Source, claim: model.Claim) -> Iterator[tuple[str, model.Claim]]:
    for name, mutate in MUTATORS.items() if claim.text.has(source.language) else ():
        for words in mutate(claim.text.words, source.language):
            yield name, claim.model_copy(update={"text": replace(claim.text, words=words)})
    for name, words in (
        exchanged(evidence, claim.text.words, evidence.language) if claim.text.has(evidence.language) else ()
    ):
        yield name, claim.model_copy(update={"text": replace(claim.text, words=words)})
    for passage in _few(
        [each for each in evidence.of_source(source.id) if each.number != claim.paragraph], f"{source.id}{claim.key}"
    ):
        yield "place", claim.model_copy(update={"paragraph": passage.number})
    for actor in _few([id for id in evidence.library.actors if id != claim.speaker], f"{source.id}{claim.key}"):
        yield "who", claim.model_copy(update={"speaker": actor})


# --- translations


def of_translations(evidence: Evidence, language: Language) -> Iterator[Mutant]:
    """Denials and opposites changed in the translations of claims and texts, whose originals stay as they are."""
    for record, text in texts_of(evidence.library):
        if text.has(language):
            before = _of_translation(evidence, record, text)
            for name in ("denial dropped", "denial added", "opposite"):
                for words in MUTATORS[name](text.get(language), language):
                    translations = {**text.translations, language: replace(text.translations[language], words=words)}
                    changed = replace(text, translations=translations)
                    yield Mutant(name, before, _of_translation(evidence, record, changed))


def of_originals(evidence: Evidence) -> Iterator[Mutant]:
    """The same changes in the project's own language, where the translations stay as they are."""
    for record, text in texts_of(evidence.library):
        if any(text.has(language) for language in evidence.library.project.translations):
            before = _of_translation(evidence, record, text)
            for name in ("denial dropped", "denial added", "opposite"):
                for words in MUTATORS[name](text.words, evidence.language):
                    yield Mutant(name, before, _of_translation(evidence, record, replace(text, words=words)))


def _of_translation(evidence: Evidence, record: str, text: model.Text) -> Judge:
    return lambda: translated.of_text(evidence, record, text)


def translation_table(evidence: Evidence) -> Iterator[str]:
    """A line for each class and language that the content is translated into, and for the original beside its
    translations; all of it is advice.
    """
    translations = evidence.library.project.translations
    parts = {language: list(of_translations(evidence, language)) for language in translations}
    if parts:
        parts["the original"] = list(of_originals(evidence))
    for language, mutants in parts.items():
        for name in dict.fromkeys(mutant.name for mutant in mutants):
            yield f"{f'{name} in {language}':34}{score(mutants, name)}"


# --- scores


def score(mutants: Iterable[Mutant], name: str) -> Score:
    """How a sample of one class is judged, spread evenly over all of it."""
    own = [mutant for mutant in mutants if mutant.name == name]
    step = max(1, len(own) // _SAMPLE)
    judged = [_judged(mutant) for mutant in islice(own, 0, None, step)]
    return Score(len(judged), sum("error" in found for found in judged), sum(bool(found) for found in judged))


def _judged(mutant: Mutant) -> list[str]:
    """The severities of what is found beyond what the honest text draws."""
    before = {_about(each) for each in mutant.before() if isinstance(each, Finding)}
    return [each.severity for each in mutant.after() if isinstance(each, Finding) and _about(each) not in before]


def _about(finding: Finding) -> tuple[str, str, str]:
    return finding.kind, finding.expected, finding.found


def honest(judges: Iterable[Judge]) -> Score:
    """How texts are judged as they stand."""
    found = [{each.severity for each in judge() if isinstance(each, Finding)} for judge in judges]
    return Score(len(found), sum("error" in severities for severities in found), sum(map(bool, found)))


def table(evidences: Iterable[Evidence]) -> Iterator[str]:
    """A line for each class, and one for the honest texts."""
    parts = list(evidences)
    claims = [mutant for evidence in parts for mutant in of_claims(evidence)]
    texts = [mutant for evidence in parts for mutant in of_synthesis(evidence)]
    for name, what in CLASSES.items():
        yield f"{what:28}{score(claims, name)}   {score(texts, name)}"
    yield f"{HONEST:28}{honest(_claim_judges(parts))}   {honest(_text_judges(parts))}"


def _claim_judges(evidences: Iterable[Evidence]) -> Iterator[Judge]:
    for evidence in evidences:
        for source in evidence.library.sources.values():
            said = ((at, claim) for at, claim in enumerate(source.claims) if claim.text.words != NOTHING)
            yield from (_of_claim(evidence, source, at, claim) for at, claim in said)


def _text_judges(evidences: Iterable[Evidence]) -> Iterator[Judge]:
    for evidence in evidences:
        yield from (_of_saying(evidence, saying) for saying in _held(evidence))


def main(arguments: list[str]) -> int:
    """Prints a table for each part that was asked for; 1 where something cannot be read."""
    parser = argparse.ArgumentParser(description="What `briefs verify` notices, by class of mistake.")
    parser.add_argument("--corpora", type=Path, metavar="DIR", help="a folder with a folder per topic")
    parser.add_argument(
        "--aside", action="store_true", help="of the corpora the part that was set aside, and only that"
    )
    parser.add_argument("--sources", type=Path, metavar="DIR", help="the documents of the project")
    parser.add_argument("--project", type=Path, default=Path(), metavar="DIR", help="a folder with content/")
    options = parser.parse_args(arguments)
    try:
        parts = dict(_parts(options))
    except BriefsError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)
        return 1
    for name, evidences in parts.items():
        print(f"{name.upper():28} CLAIMS ERROR %   ANY %     TEXTS ERROR %   ANY %")
        print("\n".join((*table(evidences), *(line for each in evidences for line in translation_table(each)))))
    return 0


def _parts(options: argparse.Namespace) -> Iterator[tuple[str, list[Evidence]]]:
    if options.corpora is not None:
        corpora = [each for each in read_corpora(options.corpora) if (each.name in ASIDE) == options.aside]
        yield "set aside" if options.aside else "corpora", [_evidence(corpus) for corpus in corpora]
    if options.sources is not None:
        loaded = load(options.project.resolve())
        if loaded.library is None or loaded.problems:
            raise BriefsError(*loaded.problems)
        yield "project", [Evidence(loaded.library, read_documents(options.sources, loaded.library))]


def _evidence(corpus: Corpus) -> Evidence:
    return Evidence(corpus.library, corpus.documents)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
