"""`briefs doctor`: what a machine has and lacks, and what to run."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from briefs import machine
from briefs.cli import doctor
from tests.cli.test_cli import briefs

HAD = machine.Need("libhad.so.0", lambda: True, "libhad-0")
LACKED = machine.Need("liblacked.so.0", lambda: False, "liblacked-0")


def test_a_ready_machine_has_nothing_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "NEEDS", {"pango": (HAD,)})
    result = briefs("doctor")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "Nothing is missing.")


@pytest.mark.parametrize(
    ("groups", "status", "kind"),
    [({"pango": (HAD, LACKED)}, 1, "needed, for PDF"), ({"dictionaries": (LACKED,)}, 0, "optional, for check")],
)
def test_only_what_a_build_needs_fails(
    monkeypatch: pytest.MonkeyPatch, groups: Mapping[str, tuple[machine.Need, ...]], status: int, kind: str
) -> None:
    """Pango makes PDFs; dictionaries, referees and readers are for those who want them."""
    monkeypatch.setattr(doctor, "NEEDS", groups)
    result = briefs("doctor")
    assert result.exit_code == status
    lines = result.stdout.splitlines()
    assert any(line.startswith(kind) and line.endswith("liblacked-0") for line in lines)
    assert ("A build has all that it needs." in lines) == (status == 0)


def test_what_no_build_needs_is_not_called_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Java, for one, is for whoever runs the referees, and says so."""
    java = machine.Need("java", lambda: False, "default-jre-headless")
    monkeypatch.setattr(doctor, "NEEDS", {"referees": (java,)})
    (line,) = [line for line in briefs("doctor").stdout.splitlines() if line.startswith("java")]
    assert line.split(maxsplit=2) == ["java", "-", "the referees of a checkout alone (make conformance)"]


def test_packages_are_told_by_version_or_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extra that is not installed is optional, and says how it is."""
    monkeypatch.setattr(doctor, "EXTRAS", {"no-such-package": "documents"})
    monkeypatch.setattr(doctor, "NEEDS", {})
    findings = {entry["name"]: entry for entry in json.loads(briefs("doctor", "--json").stdout)}
    assert findings["weasyprint"]["found"]
    assert findings["no-such-package"] == {
        "name": "no-such-package",
        "needed_for": "verify of PDF and Word documents",
        "required": False,
        "found": None,
        "remedy": "pip install 'policy-briefs[documents]'",
    }
