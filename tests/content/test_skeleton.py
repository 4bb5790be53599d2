"""The files of a new project, and the comments in them that say which keys they may have."""

from __future__ import annotations

import re

import pytest

from briefs.content import schemas
from briefs.content.kinds import KINDS
from briefs.content.skeleton import SKELETON, optional_keys, schema_line, skeleton, skeleton_languages
from briefs.language.tables import PACKAGED


def test_every_packaged_language_has_one() -> None:
    """Whoever adds a language to the program adds a project to begin from."""
    assert set(skeleton_languages()) == {table.stem for table in PACKAGED.glob("*.toml")}


def test_a_language_without_one_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        skeleton("xx")


@pytest.mark.long
@pytest.mark.parametrize("language", skeleton_languages())
def test_they_have_the_same_files_and_records(language: str) -> None:
    """One topic, told in each language: the ids, citations and numbers are the same, only the words differ."""
    first = skeleton_languages()[0]
    ours, theirs = skeleton(language), skeleton(first)
    assert ours.keys() == theirs.keys()
    for path in ours:
        if path.startswith("content/"):
            assert _bones(ours[path]) == _bones(theirs[path]), path


def _bones(text: str) -> list[str]:
    """What a content file holds apart from words: keys, ids, citations and dates."""
    body = [line for line in text.splitlines() if not line.startswith(("#", "language:"))]
    return re.findall(
        r"^[ -]*\w+:|\b[a-z]+-2024/\d+|'\d{4}[-\d]*'|\{[\w.-]+\}|(?<=id: )\S+|\[[a-z, -]+\]", "\n".join(body), re.M
    )


def test_every_content_file_names_its_schema() -> None:
    """The path leads from the file to the schema that is written beside it."""
    files = skeleton("nb")
    for path in files:
        if path.startswith("content/"):
            first = files[path].partition("\n")[0]
            schema = first.removeprefix("# yaml-language-server: $schema=")
            assert schema.startswith("../" * path.count("/") + ".schemas/")
            assert schema.removeprefix("../" * path.count("/")) in files
    assert schema_line("documents/brev.txt") == ""


@pytest.mark.parametrize("name", schemas.schemas())
def test_every_optional_key_stands_in_a_comment(name: str) -> None:
    """Those of the records and of all that stands in them, each with what it is for; no needed key does."""
    comments = optional_keys(name)
    shapes = [kind.shape for kind in KINDS if kind.place.removesuffix(".yaml") == name]
    for shape in shapes:
        for key, field in schemas.keys_of(shape).items():
            line = f"{key}: {schemas.explanation(shape, key)}"[:60]
            assert (line in comments) is not field.is_required(), (shape, key)
    assert all(line.startswith("#") for line in comments.splitlines())


def test_keys_of_parts_stand_under_the_key_that_holds_them() -> None:
    assert "\n# deadline, moved_from:\n#   basis: From what it was inferred.\n" in optional_keys("measures")


def test_lock_of_the_packages_comes_from_the_programs_own() -> None:
    """The lock of a new project pins what the program was tested with, with the same hashes, and no tool of its
    developers.
    """
    root = (SKELETON.parents[1] / "requirements.lock").read_text("utf-8")
    ours = skeleton("nb")["requirements.lock"]
    pins, known = _pins(ours), _pins(root)
    assert {name: known.get(name) for name in pins} == pins
    assert {"weasyprint", "pydantic", "pypdfium2"} <= {name.partition("==")[0] for name in pins}
    assert "pytest" not in ours


def _pins(lock: str) -> dict[str, list[str]]:
    blocks = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]
    return {block.split(" \\")[0]: re.findall(r"sha256:\w+", block) for block in blocks}
