"""The schemas that editors get: every key is explained, and what the program reads is what they allow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefs.content import model, schemas
from briefs.content.kinds import KINDS
from briefs.content.load import read_values
from briefs.content.skeleton import skeleton, skeleton_languages
from briefs.language.tables import Language
from tools import guide

ROOT = Path(__file__).parents[2]
CONTENT = [
    file
    for folder in ("content", *(f"tests/projects/{name}/content" for name in ("small", "meetings", "local", "danish")))
    for file in sorted((ROOT / folder).rglob("*.yaml"))
    if file.relative_to(ROOT / folder).parts[0].removesuffix(".yaml") in schemas.schemas()
]


def test_every_key_is_explained() -> None:
    """A new key has its line in keys.toml."""
    assert [f"{shape.__name__}.{key}" for shape, key, _, words in schemas.documented() if not words] == []


def test_nothing_is_explained_that_is_no_key() -> None:
    """A key that has gone takes its line with it."""
    models = {base for shape in schemas.shapes() for base in shape.__mro__ if issubclass(base, model.Entry)}
    known = {(shape.__name__, key) for shape in models for key in schemas.keys_of(shape)}
    assert [
        (name, key) for name, keys in schemas.explanations().items() for key in keys if (name, key) not in known
    ] == []


def test_reference_is_fresh() -> None:
    """docs/content.md says what the models say: `python -m tools.guide` writes it anew."""
    assert guide.GUIDE.read_text("utf-8") == guide.reference()


def test_every_kind_of_file_has_a_schema() -> None:
    names = ["project", *dict.fromkeys(kind.place.removesuffix(".yaml") for kind in KINDS)]
    assert list(schemas.schemas()) == names


def test_a_single_statement_may_be_written_directly() -> None:
    """As `load` reads it: `text` and `cites` in the record, and no list."""
    demand = schemas.schemas()["demands"]["$defs"]["Demand"]
    assert {"text", "cites", "statements"} <= set(demand["properties"])
    assert "statements" not in demand["else"]["required"]
    assert "title" in demand["else"]["required"]


def test_a_draft_needs_its_id_alone() -> None:
    """An editor does not underline what is not decided yet; whatever is no draft needs all its keys."""
    demand = schemas.schemas()["demands"]["$defs"]["Demand"]
    assert demand["if"] == {"properties": {"draft": {"const": True}}, "required": ["draft"]}
    assert demand["then"] == {"required": ["id"]}
    claim = schemas.schemas()["sources"]["$defs"]["Claim"]
    assert (claim["then"]["required"], claim["else"]["required"]) == ([], ["paragraph", "speaker", "text"])


def test_what_only_the_program_knows_is_left_out() -> None:
    """No place of a record, no empty default."""
    claims = schemas.schemas()["sources"]["$defs"]["Claim"]["properties"]
    assert "where" not in claims
    assert claims["kind"]["enum"] == ["fact", "assertion", "position", "demand", "measure", "figure", "event"]
    assert "default" not in claims["basis"]


@pytest.mark.parametrize("file", CONTENT, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_shipped_content_has_no_key_that_its_schema_lacks(file: Path) -> None:
    """What `check` accepts, an editor does not underline."""
    folder = next(parent for parent in file.parents if parent.name == "content")
    schema = schemas.schemas()[file.relative_to(folder).parts[0].removesuffix(".yaml")]
    assert list(_unknown(read_values(file, file.name), schema, schema)) == []


@pytest.mark.parametrize("file", CONTENT, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_shipped_content_is_valid(file: Path) -> None:
    """By a validator of the standard, as editors have one."""
    folder = next(parent for parent in file.parents if parent.name == "content")
    assert invalid(folder, file) == []


@pytest.mark.parametrize("language", skeleton_languages())
def test_content_of_a_new_project_is_valid(language: Language, tmp_path: Path) -> None:
    paths = []
    for path, text in skeleton(language).items():
        if path.startswith("content/") and path.endswith(".yaml"):
            paths.append(tmp_path / path)
            paths[-1].parent.mkdir(parents=True, exist_ok=True)
            paths[-1].write_text(text, "utf-8")
    assert len(paths) > 10
    assert {path.name: found for path in paths if (found := invalid(tmp_path / "content", path))} == {}


def test_what_check_refuses_is_invalid(tmp_path: Path) -> None:
    """The validator is one that can say no: of a unit that there is not, and of a key that is missing."""
    file = tmp_path / "figures.yaml"
    file.write_text("figures:\n  - {id: a, value: 1, unit: kilo, cites: [a/1]}\n", "utf-8")
    assert {problem.partition(":")[0] for problem in invalid(tmp_path, file)} == {"figures.0", "figures.0.unit"}


def invalid(folder: Path, file: Path) -> list[str]:
    """What a file of a folder with content has that its schema does not allow, by its place in it."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = schemas.schemas()[file.relative_to(folder).parts[0].removesuffix(".yaml")]
    errors = jsonschema.Draft202012Validator(schema).iter_errors(read_values(file, file.name))
    return sorted(f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in errors)


def _unknown(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    """The keys in a value that its schema does not name."""
    if "$ref" in schema:
        yield from _unknown(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    elif "anyOf" in schema:
        yield from min((list(_unknown(value, one, whole)) for one in schema["anyOf"]), key=len)
    elif isinstance(value, dict) and "properties" in schema:
        for key, held in value.items():
            if key in schema["properties"]:
                yield from _unknown(held, schema["properties"][key], whole)
            else:
                yield key
    elif isinstance(value, list):
        for held in value:
            yield from _unknown(held, schema.get("items", {}), whole)
