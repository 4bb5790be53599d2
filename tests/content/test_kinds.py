"""One table says for every module which kinds of records there are."""

from __future__ import annotations

from dataclasses import fields

from briefs.content import model
from briefs.content.kinds import KINDS, SYNTHESIS, records


def test_every_table_of_the_library_is_a_kind() -> None:
    """A kind that the table lacks would be neither read nor checked."""
    others = {"project", "local_figures", "broken", "drafts", "fingerprints", "reviewed"}
    assert {kind.table for kind in KINDS} == {field.name for field in fields(model.Library)} - others


def test_every_kind_has_an_id() -> None:
    """Tables are read by id."""
    assert all("id" in kind.shape.model_fields for kind in KINDS)
    assert len({kind.name for kind in KINDS} | {kind.table for kind in KINDS}) == 2 * len(KINDS) - 1  # series is both


def test_synthesis_is_what_is_drawn_from_documents() -> None:
    """Neither the documents themselves nor what the editors decide."""
    others = [kind.name for kind in KINDS if kind not in SYNTHESIS]
    assert others == ["source", "brief", "audience", "meeting", "locality"]


def test_records_come_with_their_kind() -> None:
    """In the order of the table."""
    project = model.Project(
        title=model.Text("Tittel"), publisher=model.Text("Bø"), themes=(model.Theme(id="t", title=model.Text("Tema")),)
    )
    audience = model.Audience(id="alle", name=model.Text("Alle"))
    actor = model.Actor(id="ks", name=model.Text("KS"), kind="institution")
    library = model.Library(project=project, audiences={"alle": audience}, actors={"ks": actor})
    assert [(kind.name, record) for kind, record in records(library)] == [("actor", actor), ("audience", audience)]
