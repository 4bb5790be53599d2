"""`python benchmarks/mutations.py --sources DIR [--project DIR] [--missed]`: how much `verify` would notice.

Every number, date, name, denial and paragraph of the content is made wrong, one at a time, and judged by the rules over
its own record alone, which is less than a whole run sees. Prints, for each kind of mistake, how many mutants there
were, the share that was noticed at all and the share that fails the run, and with `--missed` what was not noticed.
"""

from __future__ import annotations

import argparse
import calendar
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

sys.path.insert(0, str(Path(__file__).parent.parent))

from briefs.content import model
from briefs.content.documents import Document, read_documents
from briefs.content.load import load
from briefs.dates import SEASONS, Edtf, Moment, parse
from briefs.errors import Severity
from briefs.language.tables import Language
from briefs.review.verify import rules, wording
from briefs.review.verify.evidence import Evidence
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.numerals import tokens
from briefs.review.verify.quantities import bare, read
from briefs.review.verify.report import Finding
from briefs.review.verify.sayings import Scope, of_record, of_source

E = TypeVar("E", bound=model.Entry)
_MUTATED_TABLES = {
    "actors": "actor",
    "figures": "figure",
    "events": "event",
    "series": "series",
    "demands": "demand",
    "measures": "measure",
    "tensions": "tension",
    "corrections": "correction",
    "audiences": "audience",
    "briefs": "brief",
}
NUMBERS = ("figure", "unit", "precision", "reference", "field", "date", "literal")
MUTATIONS = {
    "figure": "a figure's value",
    "unit": "a figure's unit",
    "precision": "a figure's reservation",
    "reference": "another figure in a text",
    "field": "a date of a record",
    "date": "a date in a text",
    "literal": "a number or month written out",
    "one": "a written «én» or «ett»",
    "paragraph": "another paragraph",
    "dropped": "a denial left out",
    "added": "a denial put in",
    "name": "another name",
}


class Mutant(NamedTuple):
    """One thing made wrong: its kind, in words where and how, and whether the rules notice, and as an error."""

    kind: str
    what: str
    caught: bool
    is_error: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants of one kind there were, those that no rule noticed, and how many fail the run."""

    kind: str
    mutants: int
    missed: tuple[str, ...]
    errors: int

    @property
    def what(self) -> str:
        """What was made wrong, in words."""
        return MUTATIONS.get(self.kind, "all numbers and dates")

    @property
    def caught(self) -> int:
        """How many were noticed."""
        return self.mutants - len(self.missed)

    @property
    def percent(self) -> float:
        """The share that was noticed, of 100; 100 where there was nothing to notice."""
        return self._share(self.caught)

    @property
    def percent_errors(self) -> float:
        """The share that was noticed as an error, of 100; the rest of what was noticed is advice."""
        return self._share(self.errors)

    def _share(self, part: int) -> float:
        return 100 * part / self.mutants if self.mutants else 100.0


def measure(library: model.Library, documents: Mapping[str, Document]) -> tuple[Score, ...]:
    """One score per kind, in the order of `MUTATIONS`, and first one for all numbers and dates together (`numbers`)."""
    found = list(_mutants(Evidence(library, documents)))
    return (_score("numbers", found, NUMBERS), *(_score(kind, found, (kind,)) for kind in MUTATIONS))


def _score(name: str, found: list[Mutant], kinds: Collection[str]) -> Score:
    mutants = [mutant for mutant in found if mutant.kind in kinds]
    missed = tuple(mutant.what for mutant in mutants if not mutant.caught)
    return Score(name, len(mutants), missed, sum(mutant.is_error for mutant in mutants))


def _mutants(evidence: Evidence) -> Iterator[Mutant]:
    for figure in evidence.library.figures.values():
        yield from _figure_mutants(evidence, figure)
    for source in evidence.library.sources.values():
        for at in range(len(source.claims)):
            yield from _claim_mutants(evidence, source, at)
        yield from _source_mutants(evidence, source)
    for table, label in _MUTATED_TABLES.items():
        for record in getattr(evidence.library, table).values():
            yield from _record_mutants(evidence, record, label)


# --- judging


def _severities(found: rules.Found) -> dict[str, Severity]:
    return {entry.id: entry.severity for entry in found if isinstance(entry, Finding)}


def _judge(kind: str, what: str, before: Mapping[str, Severity], after: rules.Found) -> Mutant:
    new = [severity for id, severity in _severities(after).items() if id not in before]
    return Mutant(kind, what, bool(new), "error" in new)


def _figure_mutants(evidence: Evidence, figure: model.Figure) -> Iterator[Mutant]:
    before = _severities(rules.of_figure(evidence, figure))
    changes: list[tuple[str, dict[str, Any]]] = [
        ("figure", {"value": value}) for value in (figure.value + 1, figure.value * 10)
    ]
    changes += [("figure", {"to": figure.to + 1})] if figure.to is not None else []
    changes += [("unit", {"unit": unit}) for unit in get_args(model.Unit) if unit != figure.unit]
    changes += [
        ("precision", {"precision": precision})
        for precision in get_args(model.FigurePrecision)
        if precision != figure.precision
    ]
    for kind, change in changes:
        what = f"figure {figure.id}: {', '.join(f'{key} {value}' for key, value in change.items())}"
        yield _judge(kind, what, before, rules.of_figure(evidence, figure.model_copy(update=change)))


def _claim_mutants(evidence: Evidence, source: model.Source, at: int) -> Iterator[Mutant]:
    claim = source.claims[at]
    label = f"claim {source.cite(claim)}"

    def judged(changed: model.Claim) -> rules.Found:
        claims = (*source.claims[:at], changed, *source.claims[at + 1 :])
        return rules.of_claim(evidence, source.model_copy(update={"claims": claims}), changed)

    before = _severities(judged(claim))
    for kind, path, words in _changed_texts(evidence, claim):
        yield _judge(kind, f"{label}: {words}", before, judged(_put(claim, path, words)))
    for number in range(1, len(evidence.of_source(source.id)) + 1):
        if number != claim.paragraph:
            yield _judge(
                "paragraph",
                f"{label}: paragraph {number}",
                before,
                judged(claim.model_copy(update={"paragraph": number})),
            )
    if claim.text.has(source.language):
        words = claim.text.get(source.language)
        for kind, changed in (*_denial_mutants(words, source.language), *_name_mutants(evidence, words)):
            yield _judge(kind, f"{label}: {changed}", before, judged(_put(claim, ("text",), changed)))


def _source_mutants(evidence: Evidence, source: model.Source) -> Iterator[Mutant]:
    """A source's own date is judged with everything that is dated by it."""

    def judged(changed: model.Source) -> rules.Found:
        library = replace(evidence.library, sources={**evidence.library.sources, source.id: changed})
        beside = evidence.changed(library)
        yield from rules.of_source(beside, changed)
        for saying in of_source(changed):
            yield from rules.of_saying(beside, saying)
        if changed.date != source.date:
            for event in library.events.values():
                yield from (
                    entry
                    for saying in of_record(event, f"event {event.id}")
                    for entry in rules.of_saying(beside, saying)
                )
            for claim in changed.claims:
                yield from rules.of_claim(beside, changed, claim)

    before = _severities(judged(source))
    described = source.model_copy(update={"claims": ()})
    for kind, path, words in _changed_texts(evidence, described):
        yield _judge(kind, f"source {source.id}: {words}", before, judged(_put(source, path, words)))
    for value in _shifted(source.date):
        yield _judge(
            "field", f"source {source.id}: {value.text}", before, judged(source.model_copy(update={"date": value}))
        )


def _record_mutants(evidence: Evidence, record: Any, label: str) -> Iterator[Mutant]:
    name = f"{label} {record.id}"
    scope: Scope = "free" if label in {"audience", "brief"} else "cited"

    def judged(changed: model.Entry) -> rules.Found:
        for saying in of_record(changed, name, scope):
            yield from rules.of_saying(evidence, saying)

    before = _severities(judged(record))
    for kind, path, words in _changed_texts(evidence, record):
        yield _judge(kind, f"{name}: {words}", before, judged(_put(record, path, words)))
    for path, value in _dates(record):
        for changed in _shifted(value):
            yield _judge("field", f"{name}: {changed.text}", before, judged(_set(record, path, changed)))


# --- making things wrong

Steps = tuple[str | int, ...]  # the way from a record to one of its values


def _put(entry: E, path: Steps, words: str) -> E:
    return _set(entry, (*path, "words"), words)


def _set(entry: E, path: Steps, value: Any) -> E:
    changed: E = _replaced(entry, path, value)
    return changed


def _replaced(entry: Any, path: Steps, value: Any) -> Any:
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        return (*entry[:step], _replaced(entry[step], tuple(rest), value), *entry[step + 1 :])
    new = _replaced(getattr(entry, step), tuple(rest), value)
    return replace(entry, words=new) if isinstance(entry, model.Text) else entry.model_copy(update={step: new})


def _dates(entry: Any, path: Steps = ()) -> Iterator[tuple[Steps, Edtf]]:
    """The dates in a record's fields; periods are the editors' own and stand in no document."""
    if isinstance(entry, Edtf):
        yield path, entry
    elif isinstance(entry, model.Entry) and not isinstance(entry, model.Period):
        for name in type(entry).model_fields:
            yield from _dates(getattr(entry, name), (*path, name))
    elif isinstance(entry, tuple):
        for index, item in enumerate(entry):
            yield from _dates(item, (*path, index))


def _changed_texts(evidence: Evidence, entry: model.Entry) -> Iterator[tuple[str, Steps, str]]:
    """Every text of an entry with one of its references or written numbers changed."""
    for path, text in model.texts(entry):
        yield from (("date", path, changed) for changed in _date_references(text.words))
        yield from (("reference", path, changed) for changed in _figure_references(evidence, text.words))
        yield from ((kind, path, changed) for kind, changed in _literals(text.words, text.language))


def _date_references(words: str) -> Iterator[str]:
    for reference in model.placeholders(words):
        if reference.is_date:
            for changed in _shifted(parse(reference.name)):
                yield f"{words[: reference.start]}{{{changed.text}}}{words[reference.end :]}"


def _figure_references(evidence: Evidence, words: str) -> Iterator[str]:
    """Each figure exchanged for every one that says something else."""
    figures = evidence.library.figures
    for reference in model.placeholders(words):
        own = figures.get(reference.name)
        for other in figures.values() if own else ():
            if own and (other.value, other.unit, other.precision) != (own.value, own.unit, own.precision):
                style = f"|{reference.style}" if reference.style else ""
                yield f"{words[: reference.start]}{{{other.id}{style}}}{words[reference.end :]}"


def _literals(words: str, language: Language) -> Iterator[tuple[str, str]]:
    """Each number in digits or letters made one larger, each month the next."""
    small = lexicon(language)
    numerals = {word: value for word, value in small.numerals.items() if value < 20}
    spans = [(reference.start, reference.end) for reference in model.placeholders(words)]
    counted = {quantity.start for quantity in read(words, language).quantities}
    for token in tokens(words):
        if any(start <= token.start < end for start, end in spans):
            continue
        changed = None
        if token.text.isdigit():
            changed = str(int(token.text) + 1)
        elif token.low in small.months:
            changed = next(word for word, month in small.months.items() if month == small.months[token.low] % 12 + 1)
        elif token.low in numerals and token.start in counted:
            changed = next(word for word, value in small.numerals.items() if value == numerals[token.low] + 1)
        if changed is not None:
            yield (
                "one" if token.low in small.pronouns else "literal",
                words[: token.start] + changed + words[token.end :],
            )


def _denial_mutants(words: str, language: Language) -> Iterator[tuple[str, str]]:
    small = lexicon(language)
    for token in tokens(words):
        if token.low in small.denials:
            yield "dropped", words[: token.start].rstrip() + " " + words[token.end :].lstrip()
    denial = next(word for word in ("ikke", "ikkje", "not") if word in small.denials)
    at = 0
    for clause in wording.clauses(words):
        at = words.index(clause, at)
        found = tokens(bare(clause))
        if len(found) >= 3 and not wording.denials(clause, language):
            end = at + found[1].end
            yield "added", f"{words[:end]} {denial}{words[end:]}"


def _name_mutants(evidence: Evidence, words: str) -> Iterator[tuple[str, str]]:
    """Each actor's name exchanged for every other actor's of the same kind."""
    actors = evidence.library.actors
    for named in evidence.roll.among(words, evidence.only_names):
        own = actors.get(named.actor or "")
        for other in actors.values() if own else ():
            if own and other.kind == own.kind and other.id != own.id and other.name.words[0].isupper():
                end = named.start + len(named.words)
                if words[named.start : end] == named.words:
                    yield "name", words[: named.start] + other.name.words + words[end:]


# --- dates


def _shifted(value: Edtf) -> Iterator[Edtf]:
    """A date with each of its ends a year, a month and a day off, as far as its precision goes, where it is still a
    date.
    """
    for end in dict.fromkeys(moment for moment in (value.start, value.end) if moment is not None):
        old = _text(end)
        for new in _near(end):
            try:
                yield parse(value.text.replace(old, new, 1))
            except ValueError:
                continue  # it ends before it begins: loading would refuse it


def _text(moment: Moment) -> str:
    first = moment.first
    match moment.precision:
        case "day":
            return first.isoformat()
        case "month":
            return f"{first:%Y-%m}"
        case "season":
            return f"{first:%Y}-{next(number for number, season in SEASONS.items() if season == moment.season)}"
        case "year":
            return f"{first.year}"
        case "decade":
            return f"{first.year // 10}X"


def _near(moment: Moment) -> Iterator[str]:
    year = _text(moment)[:4]
    rest = _text(moment)[4:]
    for other in (moment.first.year - 1, moment.first.year + 1):
        yield (f"{other:04}" if moment.precision != "decade" else f"{other // 10}X") + (
            rest if moment.precision != "decade" else ""
        )
    if moment.precision == "season":
        yield year + ("-21" if rest != "-21" else "-23")
    steps: dict[str, Callable[[date], date]] = {"month": _next_month, "day": lambda day: day + timedelta(days=1)}
    if moment.precision in {"month", "day"}:
        yield from (
            _text(replace(moment, first=move(moment.first)))
            for name, move in steps.items()
            if name in {"month", moment.precision}
        )


def _next_month(day: date) -> date:
    year, month = day.year + day.month // 12, day.month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


# --- the command


def main(arguments: list[str]) -> int:
    """Prints the table; 1 where the content cannot be read."""
    parser = argparse.ArgumentParser(description="How many mistakes in the content `briefs verify` would notice.")
    parser.add_argument("--sources", type=Path, required=True, metavar="DIR", help="the documents")
    parser.add_argument("--project", type=Path, default=Path(), metavar="DIR", help="a folder with content/")
    parser.add_argument("--missed", action="store_true", help="list what was not noticed")
    options = parser.parse_args(arguments)
    loaded = load(options.project.resolve())
    if loaded.library is None or loaded.problems:
        print("\n".join(map(str, loaded.problems)), file=sys.stderr)
        return 1
    print(f"{'MADE WRONG':28}MUTANTS  CAUGHT  PERCENT  AS ERROR  PERCENT")
    for score in measure(loaded.library, read_documents(options.sources, loaded.library)):
        noticed = f"{score.caught:6}  {score.percent:7.1f}  {score.errors:8}  {score.percent_errors:7.1f}"
        print(f"{score.what:28}{score.mutants:7}  {noticed}")
        if options.missed and score.kind in MUTATIONS:
            print("".join(f"  {what}\n" for what in score.missed), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
