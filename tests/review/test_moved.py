"""Passages that moved are followed where the very same text stands once, and nowhere else."""

from __future__ import annotations

import json
from datetime import date

import pytest
from typer.testing import CliRunner, Result

from briefs.cli import app
from briefs.content.load import load
from briefs.review.verify import Lock, accepted, read_documents, read_lock, relocations, verify
from tests.conftest import Project
from tests.review.test_verify import locked

SOURCE = "content/sources/brev-2021.yaml"
LETTER = "documents/brev-2021.txt"


@pytest.fixture
def lock(project: Project) -> Lock:
    """The small project's documents as they are, accepted."""
    return locked(project)


def run(project: Project, *arguments: str) -> Result:
    where = ("--project", str(project.root), "--sources", str(project.root / "documents"))
    return CliRunner().invoke(app, ["verify", *where, *arguments])


def told(project: Project, lock: Lock) -> list[tuple[str | None, int, str, tuple[int, ...]]]:
    library = load(project.root, against_lock=False).library
    assert library is not None
    found = relocations(library, read_documents(project.root / "documents", library), lock)
    return [(each.reference.claim, each.reference.number, each.how, each.places) for each in found]


def paragraphs(project: Project) -> list[str]:
    return [line for line in (project.root / LETTER).read_text(encoding="utf-8").splitlines() if line.strip()]


def put(project: Project, *lines: str) -> None:
    project.write(LETTER, "\n".join(lines) + "\n")


def test_unchanged_documents_move_nothing(project: Project, lock: Lock) -> None:
    """Nothing to tell, exit status 0."""
    assert told(project, lock) == []
    assert run(project, "--relocate").exit_code == 0


def test_a_line_put_in_moves_what_stands_below(project: Project, lock: Lock) -> None:
    """Proposed alone nothing is written; the silent paragraph moves like the claims."""
    put(project, "Side 1 av 2", *paragraphs(project))
    assert told(project, lock)[:2] == [("1", 2, "moved", (3,)), ("2", 2, "moved", (3,))]
    assert told(project, lock)[-1] == (None, 1, "moved", (2,))
    before = (project.root / SOURCE).read_bytes()
    assert run(project, "--relocate").exit_code == 1
    assert (project.root / SOURCE).read_bytes() == before


def test_applied_numbers_leave_all_else_as_it_was(project: Project, lock: Lock) -> None:
    """Comments, layout and line ends are kept; the new numbers are right, and asked again nothing moves twice."""
    path = project.root / SOURCE
    text = path.read_text(encoding="utf-8").replace("silent_paragraphs: [1]", "silent_paragraphs: [ 1 ]  # hilsen")
    text = text.replace("    paragraph: 4\n", "    paragraph:   4   # om bøker\n", 1).replace("\n", "\r\n")
    path.write_bytes(text.encode())
    put(project, "Side 1 av 2", *paragraphs(project))
    done = run(project, "--relocate", "--apply")
    assert "8 numbers moved and written, 0 left to a person." in done.stdout
    assert "no claim covers paragraph 1" in done.stderr
    expected = text.replace("[ 1 ]", "[ 2 ]").replace("paragraphs: 5", "paragraphs: 6")
    for old in (5, 4, 3, 2):
        expected = expected.replace(f"    paragraph: {old}\r", f"    paragraph: {old + 1}\r")
    expected = expected.replace("paragraph:   4   #", "paragraph:   5   #")
    assert path.read_bytes().decode() == expected
    followed = read_lock(project.root)
    assert followed is not None
    assert told(project, followed) == []
    project.replace(SOURCE, "[ 2 ]", "[ 2, 1 ]")
    covered = path.read_bytes()
    assert run(project, "--relocate", "--apply").exit_code == 0
    assert path.read_bytes() == covered


def test_a_new_paragraph_is_not_accepted_by_following_the_others(project: Project, lock: Lock) -> None:
    """The lock holds no fingerprint of it, and it is still told as new."""
    put(project, *paragraphs(project)[:3], "Hilsen oss.", *paragraphs(project)[3:])
    run(project, "--relocate", "--apply")
    project.replace(SOURCE, "silent_paragraphs: [1]", "silent_paragraphs: [1, 4]")
    found = run(project).stderr
    assert "paragraph 4 is new" in found
    assert "is now paragraph" not in found


def test_an_edited_twin_is_never_taken_for_the_other(project: Project) -> None:
    """Two near-identical paragraphs, one edited: what stood on it is gone and left, and stays told."""
    lines = paragraphs(project)
    twin = lines[3]
    first, second = twin + " Alfa.", twin + " Beta."
    put(project, *lines[:3], first, lines[4], second)
    project.replace(SOURCE, "paragraphs: 5", "paragraphs: 6")
    project.replace(SOURCE, "silent_paragraphs: [1]", "silent_paragraphs: [1, 6]")
    library = load(project.root, against_lock=False).library
    assert library is not None
    documents = read_documents(project.root / "documents", library)
    text = accepted(library, documents, None, verify(library, documents), by="en redaktør", on=date(2022, 1, 2))
    project.write("content/sources.lock.yaml", text)
    lock = read_lock(project.root)
    assert lock is not None
    put(project, *lines[:3], twin + " Gamma.", lines[4], second)
    assert [each[:3] for each in told(project, lock)] == [("5", 4, "gone"), ("6", 4, "gone")]
    before = (project.root / SOURCE).read_bytes()
    assert run(project, "--relocate", "--apply").exit_code == 1
    assert (project.root / SOURCE).read_bytes() == before
    put(project, *lines[:3], lines[4], second)  # now the others move, and it would meet another passage's number
    assert run(project, "--relocate", "--apply").exit_code == 1
    assert "claim brev-2021/5: the passage that was paragraph 4 is not there exactly once" in run(project).stderr
    followed = read_lock(project.root)
    assert followed is not None
    assert [each[:3] for each in told(project, followed)] == [("5", 4, "gone"), ("6", 4, "gone")]


def test_a_text_that_stands_twice_is_ambiguous(project: Project, lock: Lock) -> None:
    """Told with both places, and left."""
    lines = paragraphs(project)
    put(project, lines[4], *lines[:4], "Hilsen", lines[4])
    assert ("7", 5, "ambiguous", (1, 7)) in told(project, lock)


def test_split_and_merged_passages_are_told(project: Project, lock: Lock) -> None:
    """By the very same words, in two paragraphs or as part of one."""
    lines = paragraphs(project)
    head, tail = lines[1].split(" ", 1)
    put(project, lines[0], head, tail, lines[2], f"{lines[3]} {lines[4]}")
    found = told(project, lock)
    assert ("1", 2, "split", (2, 3)) in found
    assert ("5", 4, "merged", (5,)) in found
    assert ("7", 5, "merged", (5,)) in found


def test_wrong_uses_are_refused(project: Project, lock: Lock) -> None:
    """--apply alone, --relocate with --accept, and no lock."""
    assert run(project, "--apply").exit_code == 2
    assert run(project, "--relocate", "--accept", "--by", "en redaktør").exit_code == 2
    (project.root / "content/sources.lock.yaml").unlink()
    assert run(project, "--relocate").exit_code == 1


def test_what_only_follows_from_a_shift_is_folded_into_its_line(project: Project, lock: Lock) -> None:
    """One line for the move; a value that is wrong in its own right is still told; the JSON has everything."""
    project.replace("content/figures.yaml", "value: 80", "value: 81")
    put(project, "Side 1 av 2", *paragraphs(project))
    result = run(project)
    assert "7 claims follow from this: briefs verify --sources DIR --relocate" in result.stderr
    assert "more only because passages moved" in result.stderr
    errors = [line for line in result.stderr.splitlines() if ": advice: " not in line and ": warning: " not in line]
    assert not any(line.startswith(("content/demands", "content/events", "content/measures")) for line in errors)
    told = [line for line in result.stderr.splitlines() if "claim brev-2021" in line]
    assert [("81" in line) for line in told] == [True]
    found = json.loads(run(project, "--json").stdout)
    assert len([each for each in found if each.get("record", "").startswith("claim brev-2021")]) > 1
