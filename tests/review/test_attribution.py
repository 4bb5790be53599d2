"""Who says a thing or owns it, and how far it has come, held against what the record cites and says itself."""

from __future__ import annotations

import pytest

from briefs.review.verify import read_documents, verify
from tests.conftest import Project


def _found(project: Project, kind: str) -> list[tuple[str, str, str]]:
    library = project.library()
    report = verify(library, read_documents(project.root / "documents", library))
    return [(each.severity, each.record, each.expected) for each in report.findings if each.kind == kind]


def test_the_actors_of_the_small_project_stand_in_its_documents(project: Project) -> None:
    """Whoever sent a letter need not be named in it, nor need the institution of the one who wrote it."""
    assert [each for each in _found(project, "who") if each[0] == "error"] == []


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            "content/sources/brev-2021.yaml",
            "speaker: brukerrad",
            "speaker: vekter",
            ("claim brev-2021/1", "speaker vekter"),
        ),
        ("content/demands.yaml", "by: brukerrad", "by: vekter", ("demand kveldsapent", "by vekter")),
        ("content/measures.yaml", "owner: kommune", "owner: vekter", ("measure ubetjent-lordag", "owner vekter")),
        (
            "content/events.yaml",
            "actors: [brukerrad, kommune]",
            "actors: [brukerrad, vekter]",
            ("event brevet", "actors vekter"),
        ),
    ],
)
def test_an_actor_that_nothing_names_is_an_error(
    project: Project, path: str, old: str, new: str, expected: tuple[str, str]
) -> None:
    """In each part that an actor may have in a record."""
    text = (project.root / path).read_text(encoding="utf-8").replace(old, new, 1)
    project.write(path, text)
    actors = (project.root / "content/actors.yaml").read_text(encoding="utf-8")
    project.write("content/actors.yaml", actors + "  - {id: vekter, name: Vekterselskapet, kind: institution}\n")
    assert ("error", *expected) in _found(project, "who")


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("content/measures.yaml", "Biblioteksjefen varsler en prøve", "Prøven er innført", ("error", "announced")),
        ("content/measures.yaml", "Ordningen er i gang", "Ordningen vil komme", ("error", "in-force")),
        ("content/measures.yaml", "Biblioteket er åpent på lørdager", "Svaret er ikke dokumentert", ("error", "full")),
        ("content/measures.yaml", "Ordningen er i gang", "Ordningen er i gang og skal vare", ("advice", "in-force")),
    ],
)
def test_a_status_is_contradicted_by_its_own_text(
    project: Project, path: str, old: str, new: str, expected: tuple[str, str]
) -> None:
    """An error where all words speak against it, advice where some speak for it."""
    project.replace(path, old, new)
    assert expected in [(severity, state) for severity, _, state in _found(project, "standing")]
