"""What verifying found: findings with their evidence, what was inferred, and what the claims cover."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from briefs.errors import Problem, Severity, Where

FindingKind = Literal[
    "document",
    "drift",
    "lock",
    "paragraph",
    "number",
    "date",
    "name",
    "figure",
    "denial",
    "missing-denial",
    "copied",
    "elsewhere",
    "absence",
    "who",
    "standing",
    "other-claim",
    "opposite",
    "strength",
    "unsupported",
    "translation",
    "identifier",
]
SHORTEST = 7  # characters of an id that are shown, more where two findings begin alike
NEVER_WAIVED: frozenset[FindingKind] = frozenset({"document", "drift", "lock", "paragraph", "absence"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that content and document do not agree on.

    `record` is the claim or record as a reader may look it up («ks-2017/3», «measure trial»); `document` the file and
    `paragraphs` the places in it; `expected` is what the content says and `found` what stands there. A `severity` of
    "warning" is advice: what an honest paraphrase may also look like. `held` is a fingerprint of the content's words
    and of the passages: a waiver is for these and no others. `claims` are those that stand on a passage that changed,
    and `printed` are the editions that print what it is about, in words.
    """

    kind: FindingKind
    where: Where
    record: str
    what: str
    expected: str = ""
    found: str = ""
    document: str = ""
    paragraphs: tuple[int, ...] = ()
    hint: str = ""
    severity: Severity = "error"
    held: str = ""
    claims: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The finding's name in the lock: it changes with the words that were held and the passages that they were held
        against, and with what was expected and found, not with the line.
        """
        about = (self.kind, self.record, self.expected, self.found, self.document, self.held)
        parts = (*about, *map(str, self.paragraphs))
        return "f-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]

    @property
    def problem(self) -> Problem:
        """The finding as every command prints it."""
        printed = f"Printed in {'; '.join(self.printed)}" if self.printed else ""
        return Problem(self.where, self.what, ". ".join(filter(None, [self.hint, printed])), self.severity)

    @property
    def details(self) -> dict[str, str | list[int] | list[str]]:
        """What a program that reads the findings wants beside the problem's own values."""
        return {
            "id": self.id,
            "kind": self.kind,
            "record": self.record,
            "document": self.document,
            "paragraphs": list(self.paragraphs),
            "expected": self.expected,
            "found": self.found,
            "printed": list(self.printed),
        }


@dataclass(frozen=True, slots=True)
class Inference:
    """A number, date or name that the passage does not give outright, and on what ground it is accepted."""

    where: Where
    record: str
    expected: str
    ground: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the claims cover.

    `uncited` are paragraphs (source, number) that no claim cites and that are not marked silent; `unused` claims that
    no record cites.
    """

    paragraphs: int = 0
    claims: int = 0
    uncited: tuple[tuple[str, int, Where], ...] = ()
    unused: tuple[tuple[str, Where], ...] = ()

    @property
    def advice(self) -> tuple[Problem, ...]:
        """The gaps, for an editor to look at; they fail nothing."""
        uncited = (
            Problem(where, f"no claim cites paragraph {number} of {id}", severity="advice")
            for id, number, where in self.uncited
        )
        unused = (Problem(where, f"nothing uses claim {claim}", severity="advice") for claim, where in self.unused)
        return (*uncited, *unused)


@dataclass(frozen=True, slots=True)
class Report:
    """All that verifying has to say; clean where `findings` holds no error.

    `following` are the ids of findings that are there only because their passages moved.
    """

    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...] = ()
    inferred: tuple[Inference, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    following: frozenset[str] = frozenset()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The findings as problems, in the order of their places."""
        return tuple(finding.problem for finding in self.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that fail the run; the others are advice."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found that fails the run."""
        return not self.errors

    @property
    def short_ids(self) -> dict[str, str]:
        """By id the fewest characters, at least seven after the «f-», that name no other finding of the report."""
        ids = sorted({finding.id for finding in (*self.findings, *self.waived)})
        found = {}
        for index, id in enumerate(ids):
            beside = (*ids[max(0, index - 1) : index], *ids[index + 1 : index + 2])
            shown = range(len("f-") + SHORTEST, len(id))
            length = next((each for each in shown if all(id[:each] != other[:each] for other in beside)), len(id))
            found[id] = id[:length]
        return found

    @property
    def told(self) -> tuple[Problem, ...]:
        """The findings for a person: each with its short id, what only follows from a shift left out, and one wrong
        value told once with all its places.
        """
        short = self.short_ids
        groups: list[list[Finding]] = []
        for finding in self.findings:
            if finding.id in self.following:
                continue
            if (group := next((group for group in groups if _one_cause(group[0], finding)), None)) is not None:
                group.append(finding)
            else:
                groups.append([finding])
        return tuple(_told(group, short) for group in groups)


def _one_cause(one: Finding, other: Finding) -> bool:
    """Whether both are the same wrong value, held against the same passage."""
    if one.expected == "" or not {one.kind, other.kind} <= {"number", "date", "figure"}:
        return False
    same = (one.severity, one.expected, one.document) == (other.severity, other.expected, other.document)
    return same and not set(one.paragraphs).isdisjoint(other.paragraphs)


def _told(group: Sequence[Finding], short: Mapping[str, str]) -> Problem:
    """One line for findings of one cause, at the figure's own place where it has one."""
    first, *others = sorted(group, key=lambda finding: finding.kind != "figure")
    what = f"{first.what} [{short[first.id]}]"
    if others:
        what += ". The same in " + ", ".join(f"{each.record} at {each.where} [{short[each.id]}]" for each in others)
    return replace(first.problem, what=what)
