"""A report as SARIF 2.1.0 (OASIS), which code hosts show beside the lines that it names."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from briefs import __version__
from briefs.errors import Problem
from briefs.review.verify.report import Finding, Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
_GAP = "coverage"


def sarif(report: Report) -> dict[str, Any]:
    """The findings, those that were let stand as suppressed, and the gaps in the coverage as notes."""
    found = [*((each, False) for each in report.findings), *((each, True) for each in report.waived)]
    kinds: list[str] = sorted({each.kind for each, _ in found} | ({_GAP} if report.coverage.advice else set()))
    results = [_of_finding(each, kinds, suppressed=waived) for each, waived in found]
    results += [_result(_GAP, problem, kinds) for problem in report.coverage.advice]
    driver = {"name": "briefs verify", "version": __version__, "rules": [{"id": kind} for kind in kinds]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _of_finding(finding: Finding, kinds: list[str], *, suppressed: bool) -> dict[str, Any]:
    result = _result(finding.kind, finding.problem, kinds)
    result["partialFingerprints"] = {"finding/v1": finding.id}
    if suppressed:
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return result


def _result(kind: str, problem: Problem, kinds: list[str]) -> dict[str, Any]:
    where = problem.where
    place = {
        "artifactLocation": {"uri": quote(where.file)},
        "region": {"startLine": where.line, "startColumn": where.column},
    }
    words = f"{problem.what}. {problem.hint}" if problem.hint else problem.what
    return {
        "ruleId": kind,
        "ruleIndex": kinds.index(kind),
        "level": _LEVELS[problem.severity],
        "message": {"text": words},
        "locations": [{"physicalLocation": place}],
    }
