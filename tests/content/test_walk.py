"""One walk over any value: records of the content and parts of editions alike."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.content import model
from briefs.content.walk import field_names, find, located, parts, walk
from briefs.errors import Where

SOMEWHERE = Where("somewhere.yaml")


@dataclass(frozen=True)
class Leaf:
    """A part of an edition."""

    words: str
    where: Where = SOMEWHERE


@dataclass(frozen=True)
class Branch:
    """A part of an edition that holds others."""

    id: str
    leaves: tuple[Leaf, ...]
    cite: model.Citation


LEAVES = (Leaf("first"), Leaf("second"))
CITE = model.Citation("brev", 3)
BRANCH = Branch("a", LEAVES, CITE)
STATEMENT = model.Statement(text=model.Text("Et ord"), cites=(CITE,))


def test_walk_gives_everything_depth_first_and_in_field_order() -> None:
    """The value itself comes first, and places in the YAML never."""
    assert list(walk(BRANCH)) == [
        BRANCH,
        "a",
        LEAVES,
        LEAVES[0],
        "first",
        LEAVES[1],
        "second",
        CITE,
        "brev",
        3,
    ]


def test_walk_goes_into_records_of_the_content() -> None:
    """A pydantic record is walked like a dataclass."""
    found = list(walk(STATEMENT))
    assert found[:3] == [STATEMENT, STATEMENT.text, "Et ord"]
    assert not any(isinstance(value, Where) for value in found)


def test_walk_stops_where_it_is_told() -> None:
    """A value that `into` refuses is given, and nothing in it."""
    found = list(walk(BRANCH, into=lambda value: not isinstance(value, (Leaf, model.Citation))))
    assert found == [BRANCH, "a", LEAVES, LEAVES[0], LEAVES[1], CITE]


def test_find_gives_one_type() -> None:
    """What is looked for inside what is looked for is found as well."""
    nested = Branch("b", (), CITE)
    assert list(find((BRANCH, nested), model.Citation)) == [CITE, CITE]
    assert [branch.id for branch in find((BRANCH, nested), Branch)] == ["a", "b"]


def test_located_gives_paths() -> None:
    """The path is made of field names and indexes, as a place in the YAML is."""
    assert dict(located(STATEMENT))["text", "words"] == "Et ord"
    assert dict(located(STATEMENT))["cites", 0] == CITE


def test_parts_are_direct() -> None:
    """The parts of parts are not among them."""
    assert list(parts(LEAVES[0])) == [("words", "first")]
    assert list(parts(LEAVES)) == [(0, LEAVES[0]), (1, LEAVES[1])]


def test_leaves_have_no_parts() -> None:
    """A type itself, a mapping and a word are leaves."""
    for leaf in (Branch, {"a": LEAVES}, "word", None):
        assert list(walk(leaf)) == [leaf]


def test_fields_of_a_record_type_are_without_its_place() -> None:
    """A type that is no record has none."""
    assert field_names(Leaf) == ("words",)
    assert field_names(model.Statement) == ("text", "cites", "basis", "unless_known", "weight", "absent", "internal")
    assert field_names(str) == ()


def test_find_looks_into_nothing_that_it_is_told_to_stop_at() -> None:
    """What is of such a type is given where it is looked for, and its parts are not."""
    assert list(find(BRANCH, str, stop=(Leaf,))) == ["a", "brev"]
    assert list(find(BRANCH, Leaf, stop=(Leaf,))) == list(LEAVES)
    assert list(find(BRANCH, model.Citation, stop=(tuple,))) == [CITE]
