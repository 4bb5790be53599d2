"""What each of two audiences is told: by record and words, each once."""

from __future__ import annotations

from datetime import date

from briefs.edition.comparing import Told, difference, told
from briefs.edition.edition import Order, assemble
from tests.conftest import Project

NOW = date(2021, 9, 20)
PAIR = ("alle", "styre")


def test_statements_are_told_with_their_record(project: Project) -> None:
    """A record's own words bear its id, and what the brief says itself bears none."""
    found = told(assemble(project.library(), Order("oversikt", "alle", "nb", NOW)))
    assert found[0] == Told("", "Åpningstidene i biblioteket")
    assert Told("", "Lånetiden er ikke omtalt i svaret.") in found
    assert any(each.record == "lanetid" for each in found)
    assert len(found) == len(set(found))


def test_only_what_differs_is_told(project: Project) -> None:
    """What the board alone is told, what everybody else alone is told, and how much both are."""
    found = difference(project.library(), "oversikt", PAIR, "nb", NOW)
    assert Told("", "Styret følger med på prøven.") in found.second
    assert not set(found.first) & set(found.second)
    everybody = told(assemble(project.library(), Order("oversikt", "alle", "nb", NOW)))
    assert len(found.first) + found.both == len(everybody)


def test_the_same_edition_has_no_difference(project: Project) -> None:
    """Whoever is told the same is told nothing alone."""
    project.write("content/audiences/styre.yaml", "id: styre\nname: Styret\n")
    found = difference(project.library(), "oversikt", PAIR, "nb", NOW)
    assert (found.first, found.second) == ((), ())
