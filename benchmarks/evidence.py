"""`python benchmarks/evidence.py --corpora DIR [--list] [--numbers]`: how often `verify` refuses what is honest.

Every claim and statement of the corpora (see tests/corpora/README.md) is carried by the paragraphs that it cites, so
each finding about one is a false alarm. Prints for each corpus, and in all for each pair of languages, how many were
held, and how many drew an error or, failing that, advice; below, which rules were wrong how often. `--list` prints what
was said, `--numbers` which texts have numbers that are not read as they are meant. What stands in `aside/` and
`aside-2/` is left out unless `--aside` asks for it, in figures alone: whoever tunes the rules does not look at it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.corpora import Corpus, PlainClaim, read_corpora
from briefs.errors import BriefsError
from briefs.language.tables import Language
from briefs.review.verify import verify
from briefs.review.verify.evidence import Evidence
from briefs.review.verify.quantities import read
from briefs.review.verify.report import Finding

ASIDE = ("aside", "aside-2", "aside-3")


@dataclass(frozen=True, kw_only=True)
class Held:
    """One honest text, the language of its document, and what was found about it: if the rules are right, nothing."""

    corpus: str
    language: Language
    document: Language | None
    is_claim: bool
    findings: tuple[Finding, ...]

    @property
    def is_error(self) -> bool:
        """Whether `verify` would fail because of it."""
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def is_advice(self) -> bool:
        """Whether `verify` would mention it, and pass."""
        return bool(self.findings) and not self.is_error


@dataclass(frozen=True, kw_only=True)
class Row:
    """False alarms among some honest texts."""

    what: str
    language: str
    held: int
    errors: int
    advice: int

    def __str__(self) -> str:
        shares = (100 * count / self.held if self.held else 0 for count in (self.errors, self.advice))
        error, advice = shares
        return (
            f"{self.what:24}{self.language:10}{self.held:5}  {self.errors:6}  {error:5.1f} %"
            f"  {self.advice:6}  {advice:5.1f} %"
        )


def hold(corpus: Corpus) -> tuple[Held, ...]:
    """Every honest text of a corpus with the findings about it, those about a figure with the claim it stands on."""
    found: dict[str, list[Finding]] = {}
    for finding in verify(corpus.library, corpus.documents).findings:
        found.setdefault(_record(finding, corpus), []).append(finding)
    return tuple(
        Held(
            corpus=corpus.name,
            language=corpus.language,
            document=honest.document,
            is_claim=isinstance(honest.said, PlainClaim),
            findings=tuple(found.get(record, ())),
        )
        for record, honest in corpus.honest.items()
    )


def _record(finding: Finding, corpus: Corpus) -> str:
    figure = corpus.library.figures.get(finding.record.removeprefix("figure "))
    return f"claim {figure.cites[0]}" if figure else finding.record


def misread(corpus: Corpus) -> Iterator[str]:
    """The texts whose numbers are not read as those who wrote them say that they are meant."""
    evidence = Evidence(corpus.library, corpus.documents)
    for honest in corpus.honest.values():
        words = evidence.words(honest.text)
        read_as = sorted(
            (quantity.value, quantity.unit or "count", quantity.precision)
            for quantity in read(words, corpus.language).quantities
            if not quantity.weak
        )
        meant = sorted((number.value, number.unit, number.precision) for number in honest.said.numbers)
        if read_as != meant:
            yield f"{honest.said.where}: {words} is read as {_listed(read_as)}, and means {_listed(meant)}"


def _listed(numbers: Iterable[tuple[Decimal, str, str]]) -> str:
    shown = (f"{precision} {value:f} {unit}" for value, unit, precision in numbers)
    return ", ".join(shown) or "no number"


def rows(held: Iterable[Held]) -> Iterator[Row]:
    """For each corpus and language its claims and its statements, then all of each pair of languages, then all."""
    texts = list(held)
    claims = [entry for entry in texts if entry.is_claim]
    for corpus, language in dict.fromkeys((entry.corpus, entry.language) for entry in texts):
        own = [entry for entry in texts if (entry.corpus, entry.language) == (corpus, language)]
        yield _row(f"{corpus}, claims", language, [entry for entry in own if entry.is_claim])
        yield _row(f"{corpus}, statements", language, [entry for entry in own if not entry.is_claim])
    for pair in sorted({(entry.document or "", entry.language) for entry in claims}):
        same = [entry for entry in claims if (entry.document or "", entry.language) == pair]
        yield _row("all claims", " on ".join(reversed(pair)), same)
    yield _row("all claims", "", claims)
    yield _row("all statements", "", [entry for entry in texts if not entry.is_claim])


def _row(what: str, language: str, held: Iterable[Held]) -> Row:
    texts = list(held)
    errors, advice = (sum(getattr(entry, name) for entry in texts) for name in ("is_error", "is_advice"))
    return Row(what=what, language=language, held=len(texts), errors=errors, advice=advice)


def main(arguments: list[str]) -> int:
    """Prints the table; 1 where the corpora cannot be read."""
    parser = argparse.ArgumentParser(description="How often `briefs verify` refuses what is honest.")
    parser.add_argument("--corpora", type=Path, required=True, metavar="DIR", help="a folder with a folder per topic")
    parser.add_argument("--list", action="store_true", help="list the false alarms")
    parser.add_argument("--aside", action="store_true", help="hold the part that was set aside, and only that")
    parser.add_argument("--numbers", action="store_true", help="list the texts whose numbers are misread")
    options = parser.parse_args(arguments)
    try:
        corpora = [corpus for corpus in read_corpora(options.corpora) if (corpus.name in ASIDE) == options.aside]
    except BriefsError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)
        return 1
    held = [entry for corpus in corpora for entry in hold(corpus)]
    print(f"{'HONEST':24}{'LANGUAGE':10} HELD  ERRORS  PERCENT  ADVICE  PERCENT")
    for row in rows(held):
        if row.held:
            print(row)
    kinds = Counter(finding.kind for entry in held for finding in entry.findings)
    print("\nFINDINGS  " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    if options.aside:
        return 0
    if options.numbers:
        wrong = [line for corpus in corpora for line in misread(corpus)]
        print(
            f"\nNumbers are read as they are meant in {len(held) - len(wrong)} of {len(held)} texts.", *wrong, sep="\n"
        )
    if options.list:
        print("".join(f"\n{finding.severity}: {finding.problem}" for entry in held for finding in entry.findings))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
