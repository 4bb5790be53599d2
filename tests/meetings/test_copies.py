"""A copy for each recipient: theirs in language, audience and local figures, and named nowhere but on its cover."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from typer.testing import CliRunner

from briefs.build.formats import Made
from briefs.cli import app
from briefs.content.recipients import Recipient
from briefs.edition.receipt import read_receipt
from briefs.errors import BriefsError, Where
from briefs.html.render import bodies_of
from briefs.meetings.copies import make_copies
from briefs.meetings.packing import Packed, PackRun, paper_of
from briefs.pdf.finish import receipt_and_passages
from tests.conftest import Project

MEETING = "styremote-2021-10-12"


def recipient(id: str, line: int = 1, **what: Any) -> Recipient:
    return Recipient(id=id, where=Where("liste.yaml", line), **what)


def copied(board: Project, *recipients: Recipient, **how: Any) -> Packed:
    """The copies, made in this process."""
    library = board.library()
    run = PackRun(root=board.root, out=board.root / "packs" / MEETING, proof=False, **how)
    meeting = library.meetings[MEETING]
    return make_copies(lambda _: library, meeting, recipients, run, lambda *_: None, lambda _: None)


@pytest.fixture
def _not_typeset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each copy is the page that it would be typeset from, which takes no time."""
    monkeypatch.setattr("briefs.meetings.copies.maker", lambda job, _: partial(Made, job.page.encode(), 1))


def file_of(board: Project, id: str) -> Path:
    return board.root / "packs" / MEETING / id / f"{MEETING}.pdf"


def text(board: Project, id: str) -> str:
    """All words of a copy."""
    with pypdfium2.PdfDocument(file_of(board, id).read_bytes()) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def words(board: Project, id: str) -> str:
    """All words of the page of a copy that was not typeset."""
    _, _, body = file_of(board, id).read_text("utf-8").partition("<body")
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


@pytest.mark.usefixtures("_not_typeset")
def test_each_copy_is_its_recipients_own(board: Project) -> None:
    """Addressed on its cover, with the briefs for their audience, and what is closed for members alone."""
    copied(
        board,
        recipient("r1", name="Mottaker Én", salutation="Til den første", audience="alle"),
        recipient("r2", name="Mottaker To", members=True),
    )
    one, two = words(board, "r1"), words(board, "r2")
    assert "Mottaker Én Til den første Møteinnkalling" in one and "Mottaker To" not in one
    assert "Mottaker To Møteinnkalling" in two and "Mottaker Én" not in two
    assert "Biblioteket til styret" not in one and "Biblioteket til styret" in two
    assert "Utleieren" not in one and "Utleieren" in two
    folder = board.root / "packs" / MEETING
    names = " ".join(str(path) for path in folder.rglob("*")) + (folder / "recipients.json").read_text("utf-8")
    assert "Mottaker" not in names
    listed = json.loads((folder / "recipients.json").read_text("utf-8"))["copies"]
    assert [(each["recipient"], each["edition"], each["path"]) for each in listed] == [
        ("r1", "public", f"r1/{MEETING}.pdf"),
        ("r2", "members", f"r2/{MEETING}.pdf"),
    ]
    assert not (board.root / "out").exists()


@pytest.mark.long
def test_a_copy_is_typeset_with_its_receipt(board: Project) -> None:
    """The name is on the cover, and the file can be held against what it was made from."""
    copied(board, recipient("r1", name="Mottaker Én", salutation="Til den første"))
    assert "Mottaker Én Til den første Møteinnkalling" in text(board, "r1")
    receipt, passages = receipt_and_passages(file_of(board, "r1").read_bytes())
    assert receipt is not None and read_receipt(receipt).is_of(passages)


@pytest.mark.long
@pytest.mark.usefixtures("_not_typeset")
def test_a_run_goes_on_where_it_was_stopped(board: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made is written at once; the next run makes the rest, and takes away what nobody is to have."""
    three = [recipient(f"r{number}") for number in (1, 2, 3)]
    seen: list[str] = []

    def stopping(job: Any, *args: Any) -> Any:
        seen.append(job.name)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return paper_of(job, *args)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("briefs.meetings.copies.paper_of", stopping)
        copied(board, *three)
    again = copied(board, *three)
    assert (len(again.made), len(again.current)) == (1, 2)
    fewer = copied(board, *three[:2])
    assert (len(fewer.made), len(fewer.current), fewer.removed) == (0, 2, (f"r3/{MEETING}.pdf",))
    assert not (board.root / "packs" / MEETING / "r3").exists()


@pytest.mark.usefixtures("_not_typeset")
def test_what_recipients_share_is_rendered_once(board: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many they are."""
    rendered: list[object] = []

    def counted(*arguments: Any) -> Any:
        rendered.append(arguments)
        return bodies_of(*arguments)

    monkeypatch.setattr("briefs.meetings.copies.bodies_of", counted)
    copied(board, *(recipient(f"r{number}", name=f"Nr. {number}") for number in range(3)))
    assert len(rendered) == 1


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({"language": "nn"}, "the papers are not made in 'nn'. They are made in nb"),
        ({"audience": "ingen"}, "there is no audience 'ingen'. The audiences are alle, styre"),
        ({"audience": "styre"}, "'styre' sees what is internal, and this copy is open to everybody"),
    ],
)
def test_a_copy_that_cannot_be_made_is_told_at_its_line(what: dict[str, str], expected: str, board: Project) -> None:
    """All of them, before the first is made."""
    board.replace("content/audiences/styre.yaml", "id: styre\n", "id: styre\nsees_internal: true\n")
    with pytest.raises(BriefsError, match=f"liste.yaml:7.*{expected}"):
        copied(board, recipient("r1"), recipient("r2", 7, **what))
    assert not (board.root / "packs").exists()


@pytest.mark.usefixtures("_not_typeset")
def test_local_figures_stand_in_the_copy_of_those_who_have_them(board: Project, tmp_path: Path) -> None:
    """Checked as all others are, and told in no other copy."""
    board.replace(
        "content/audiences/styre.yaml",
        "      - kind: consequences\n",
        "      - kind: local\n        title: Hva betyr dette for oss\n      - kind: consequences\n",
    )
    own = "id: filial\nname: Filialen\nstatements:\n  - {text: Filialen åpnet på lørdager., cites: [svar-2021/1]}\n"
    (tmp_path / "filial.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "liste.csv").write_text("id,name,local\nr1,En,filial.yaml\nr2,To,\n", encoding="utf-8")
    command = ["pack", MEETING, "--project", str(board.root), "--no-proof", "--jobs", "1"]
    made = CliRunner().invoke(app, [*command, "--recipients", str(tmp_path / "liste.csv")])
    assert made.exit_code == 0, made.output
    assert made.stdout.startswith("2 files made, 0 current")
    assert "Filialen åpnet på lørdager." in words(board, "r1") and "Filialen" not in words(board, "r2")
    (tmp_path / "filial.yaml").write_text(own.replace("svar-2021/1", "svar-2021/99"), encoding="utf-8")
    told = CliRunner().invoke(app, [*command, "--recipients", str(tmp_path / "liste.csv")])
    assert told.exit_code == 1 and "filial.yaml:4:" in told.output
