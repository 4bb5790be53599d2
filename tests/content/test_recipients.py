"""Lists of recipients are read as YAML or CSV, and what is wrong in them is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs.content.recipients import Recipient, read_recipients
from briefs.errors import BriefsError

YAML = """recipients:
  - {id: r1, name: 'Første, legekontor', salutation: Hei, language: nn, audience: styre, members: true}
  - {id: r2}
"""
CSV = """id;name;salutation;language;audience;members
r1;"Første, legekontor";Hei;nn;styre;ja

r2;;;;;nei
"""


def written(tmp_path: Path, name: str, text: str) -> Path:
    """A list in a file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8-sig")
    return path


def told(recipient: Recipient) -> tuple[object, ...]:
    return (
        recipient.id,
        recipient.name,
        recipient.salutation,
        recipient.language,
        recipient.audience,
        recipient.members,
    )


@pytest.mark.parametrize(
    ("name", "text"), [("liste.yaml", YAML), ("liste.csv", CSV), ("liste.csv", CSV.replace(";", "\t"))]
)
def test_both_kinds_of_list_say_the_same(name: str, text: str, tmp_path: Path) -> None:
    """A name may hold the sign that parts other fields, and a line may be empty."""
    one, two = read_recipients(written(tmp_path, name, text))
    assert told(one) == ("r1", "Første, legekontor", "Hei", "nn", "styre", True)
    assert told(two) == ("r2", None, None, None, None, False)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("liste.csv", "id,name\nr1,A\n\nKari Nordmann,B\n", "liste.csv:4:1: "),
        ("liste.csv", "id,navn\nr1,A\n", "liste.csv:2:1: unknown key 'navn'"),
        ("liste.csv", "id,name\nr1,A,B\n", "liste.csv:2:1: this line has 3 fields, and there are 2 headings"),
        (
            "liste.csv",
            "id,name\nr1,A\nr1,B\n",
            "liste.csv:3:1: the id 'r1' is taken. Each copy has",
        ),
        ("liste.yaml", "recipients:\n  - {id: r1}\n  - {id: r1}\n", "liste.yaml:3:10: the id 'r1' is taken"),
        ("liste.yaml", "recipients: []\n", "liste.yaml:1:13: "),
        ("liste.csv", "", "liste.csv:1:1: there is no recipient in this list. The first line has the headings"),
        ("liste.csv", "id,name\n,\n", "liste.csv:1:1: there is no recipient in this list"),
        ("liste.csv", "id,name\rr1,A\rr2,B,C\r", "liste.csv:3:1: this line has 3 fields"),
        ("liste.csv", "id,name\nr1,A\0\n", "liste.csv:2:1: a control character, U+0000"),
        ("liste.csv", "id,name,name\nr1,A,B\n", "liste.csv:1:1: the heading 'name' is given twice"),
        ("liste.csv", f'id,name\nr1,"{"A" * 140_000}\n', "liste.csv:2:1: this is no CSV"),
    ],
)
def test_mistakes_are_told_at_their_line(name: str, text: str, expected: str, tmp_path: Path) -> None:
    """In a file of either kind, as the editor has it."""
    with pytest.raises(BriefsError) as error:
        read_recipients(written(tmp_path, name, text))
    assert expected in str(error.value)


@pytest.mark.parametrize(
    "file", ["../secret.yaml", "/etc/a.yaml", ".env/a.yaml", "a/../../b.yaml", "brev.txt", "c:a.yaml"]
)
def test_local_figures_stand_beside_the_list(file: str, tmp_path: Path) -> None:
    """What another file says would stand in the message on it."""
    with pytest.raises(BriefsError) as error:
        read_recipients(written(tmp_path, "liste.yaml", f"recipients:\n- {{id: r1, local: '{file}'}}\n"))
    assert str(error.value).startswith(f"liste.yaml:2:3: '{file}' is no YAML file beside the list")
