"""Asks for known vulnerabilities of all that is locked, and fails where there is one or where nobody could say.

pip-audit exits as if nothing were wrong where it could ask of no package at all, so its report is read instead.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LOCKS = ("requirements.lock", "requirements-audit.lock", "requirements-bench.lock")


def main() -> int:
    """Prints what is known of each lock; 1 where something is, or where a package was not asked for."""
    wrong = [line for lock in LOCKS for line in _of(lock)]
    print("\n".join(wrong) or f"No known vulnerability in what {' and '.join(LOCKS)} pin.")
    return int(bool(wrong))


def _of(lock: str) -> Iterator[str]:
    audit = [
        sys.executable,
        "-m",
        "pip_audit",
        "--disable-pip",
        "--require-hashes",
        "--format",
        "json",
        "--requirement",
    ]
    done = subprocess.run([*audit, lock], capture_output=True, text=True, check=False)
    yield from told(done.stdout, done.stderr, lock, pinned(Path(lock).read_text("utf-8")))


def pinned(lock: str) -> int:
    """How many packages a lock pins for the machine that asks; those of other systems are asked for there."""
    lines = [line for line in lock.splitlines() if "==" in line and not line.startswith(("#", " "))]
    return sum(";" not in line for line in lines)


def told(report: str, complaints: str, lock: str, least: int) -> Iterator[str]:
    """What a report of pip-audit says is wrong, and what it leaves out, a line each."""
    try:
        found = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = complaints.strip().rpartition("\n")[2]
        yield f"{lock}: nobody could be asked: {last or 'no report'}"
        return
    asked = [each for each in found if "skip_reason" not in each]
    for each in found if asked else ():
        if reason := each.get("skip_reason"):
            yield f"{lock}: {each['name']} was not asked for: {reason}"
        for known in each.get("vulns", ()):
            fixed = ", ".join(known.get("fix_versions", ())) or "no version"
            yield f"{lock}: {each['name']} {each['version']}: {known['id']}, mended in {fixed}"
    if len(asked) < least:
        yield f"{lock}: {least} packages are pinned, and {len(asked)} were asked for"


if __name__ == "__main__":
    sys.exit(main())
