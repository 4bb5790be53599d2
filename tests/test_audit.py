"""The audit fails where there is a known vulnerability, and where nobody could be asked."""

from __future__ import annotations

import json

import pytest

from tools.audit import pinned, told

SOUND = {"name": "jinja2", "version": "3.1.6", "vulns": []}


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ({"dependencies": [SOUND]}, []),
        (
            {"dependencies": [{**SOUND, "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1.7"]}]}]},
            ["a.lock: jinja2 3.1.6: PYSEC-1, mended in 3.1.7"],
        ),
        (
            {"dependencies": [{"name": "jinja2", "skip_reason": "could not be audited"}]},
            ["a.lock: 1 packages are pinned, and 0 were asked for"],
        ),
        (
            {"dependencies": [SOUND, {"name": "rich", "skip_reason": "could not be audited"}]},
            ["a.lock: rich was not asked for: could not be audited"],
        ),
        ({"dependencies": []}, ["a.lock: 1 packages are pinned, and 0 were asked for"]),
        ([], ["a.lock: nobody could be asked: no route"]),
    ],
)
def test_silence_is_no_answer(report: object, said: list[str]) -> None:
    """Only a report that has asked for every pinned package says that nothing is known."""
    assert list(told(json.dumps(report), "trying\nno route\n", "a.lock", 1)) == said


def test_no_report_is_told_with_the_last_complaint() -> None:
    """pip-audit prints nothing where it cannot reach the service."""
    assert list(told("", "no route", "a.lock", 1)) == ["a.lock: nobody could be asked: no route"]


def test_packages_of_other_systems_are_not_waited_for() -> None:
    """What has a marker may not be installed here."""
    assert pinned("# a==1\njinja2==3.1.6 \\\n    --hash=sha256:0\ncolorama==1 ; sys_platform == 'win32' \\\n") == 1
