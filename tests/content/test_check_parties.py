"""Who says so and when: whose word a status stands on, and that an answer comes after its demand."""

from __future__ import annotations

import pytest

from tests.conftest import Project
from tests.content.mistakes import mistake

ACTORS = "content/actors.yaml"
DEMANDS = "content/demands.yaml"
LETTER = "content/sources/brev-2021.yaml"
MEASURES = "content/measures.yaml"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "warrant: party",
            "warrant: ▸official",
            "'brukerrad' does not speak for 'kommune', who is responsible. Write 'warrant: party', or mend the 'owner'",
        ),
        (
            "warrant: party",
            "warrant: ▸evidence",
            "'brukerrad' is a party to this measure, and no independent witness. Write 'warrant: party'",
        ),
        (
            "warrant: official",
            "warrant: ▸evidence",
            "'biblioteksjef' is a party to this measure, and no independent witness. Write 'warrant: official'",
        ),
    ],
)
def test_a_warrant_is_that_of_whoever_speaks(project: Project, old: str, new: str, problem: str) -> None:
    """The council of users that demands a thing is no witness to it, and does not speak for the municipality."""
    mistake(project, MEASURES, old, new, problem)


def test_somebody_without_a_part_is_a_witness(project: Project) -> None:
    """A newspaper that tells of a measure is neither its owner nor a party."""
    project.replace(ACTORS, "actors:\n", "actors:\n  - {id: avis, name: Avisa, kind: press}\n")
    project.replace(LETTER, "paragraph: 3\n    speaker: brukerrad", "paragraph: 3\n    speaker: avis")
    place = project.place(MEASURES, "party")
    assert project.check() == f"{place}: 'avis' is no party to this measure. Write 'warrant: evidence'"
    project.replace(MEASURES, "warrant: party", "warrant: evidence")
    assert project.check() == ""


def test_a_person_speaks_for_what_they_are_of(project: Project) -> None:
    """The head of the library announces what the municipality is responsible for."""
    library = project.library()
    assert library.speaks_for("biblioteksjef") == ("biblioteksjef", "kommune")
    assert library.speaks_for("nobody") == ("nobody",)


def test_a_cooperation_makes_its_members_parties(project: Project) -> None:
    """Those who cooperate with the owner are no witnesses, also where they demand nothing."""
    project.replace(ACTORS, "actors:\n", "actors:\n  - {id: lag, name: Laget, kind: group}\n")
    project.replace(ACTORS, "members: [kommune, brukerrad]", "members: [kommune, brukerrad, lag]")
    project.replace(LETTER, "paragraph: 3\n    speaker: brukerrad", "paragraph: 3\n    speaker: lag")
    assert project.check() == ""


def test_an_answer_comes_after_its_demand(project: Project) -> None:
    """What was announced in the letter itself, before the demand of September, does not answer it."""
    project.replace(MEASURES, "cites: [brev-2021/3, svar-2021/2]", "cites: [brev-2021/3]")
    project.replace(DEMANDS, "cites: [brev-2021/3]\n  - id: lordagsapent", "cites: [svar-2021/6]\n  - id: lordagsapent")
    project.replace(DEMANDS, "    text: 'Biblioteket bør ha åpent {kvelder} i uka.'", "    text: Åpent om kvelden.")
    place = project.place(MEASURES, "kveldsapent")
    assert (
        f"{place}: the demand 'kveldsapent' was made on 2021-09-20 or later, and what answers it is of 2021-03-12."
        in (project.check())
    )


def test_what_a_party_says_is_a_claim_of_theirs(project: Project) -> None:
    """Where the content gives no kind, the word of a party is an assertion, and that of others a fact."""
    project.replace(LETTER, "    kind: fact\n", "")
    library = project.library()
    claim = library.sources["brev-2021"].claims[0]
    assert library.kind_of(claim) == "assertion"
    assert library.kind_of(claim.model_copy(update={"speaker": "ukjent"})) == "fact"


def test_a_fact_of_a_party_is_advised_against(project: Project) -> None:
    """A sentence without a date or a number that a party says is so."""
    mistake(
        project,
        LETTER,
        "kind: fact\n    text: 'Biblioteket har fått kortere åpningstid siden {2015}.'",
        "kind: ▸fact\n    text: Åpningstiden er for kort.",
        "a fact on the word of 'brukerrad', who is a party. "
        "Leave 'kind' out, or write 'kind: assertion', unless it is a date, a place or a title",
    )


def test_a_part_has_the_deadline_of_its_whole(project: Project) -> None:
    """What a committee is to look at is due when the committee is; a deadline of its own comes first."""
    project.replace(MEASURES, "  - id: nye-boker\n", "  - id: nye-boker\n    part_of: prove-kveld\n")
    library = project.library()
    assert project.check() == ""
    assert library.deadline_of(library.measures["nye-boker"]) == library.measures["prove-kveld"].deadline
    assert library.deadline_of(library.measures["ubetjent-lordag"]) is None


def test_a_part_names_the_whole_itself(project: Project) -> None:
    """Deadlines are looked for one step up."""
    project.replace(MEASURES, "  - id: nye-boker\n", "  - id: nye-boker\n    part_of: prove-kveld\n")
    project.replace(MEASURES, "  - id: prove-kveld\n", "  - id: prove-kveld\n    part_of: ubetjent-lordag\n")
    place = project.place(MEASURES, "prove-kveld", after="nye-boker")
    what = "'prove-kveld' is itself part of 'ubetjent-lordag'. Write 'part_of: ubetjent-lordag'"
    assert project.check() == f"{place}: {what}"
