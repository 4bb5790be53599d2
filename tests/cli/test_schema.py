"""`briefs schema`: one schema on standard output, or all of them as files."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_cli import briefs


def test_one_is_printed_by_its_name() -> None:
    assert "demands" in json.loads(briefs("schema", "demands").stdout)["properties"]
    assert briefs("schema", "demand").exit_code == 2


def test_without_a_name_they_are_listed_or_written(tmp_path: Path) -> None:
    """`--out` writes one file each, and makes the folder."""
    names = briefs("schema").stdout.split()
    assert briefs("schema", "--out", tmp_path / "a/b").stdout == f"{len(names)} schemas in {tmp_path / 'a/b'}\n"
    files = {file.name: json.loads(file.read_text("utf-8")) for file in (tmp_path / "a/b").iterdir()}
    assert sorted(files) == sorted(f"{name}.schema.json" for name in names)
    assert all(schema["$schema"].endswith("2020-12/schema") for schema in files.values())
