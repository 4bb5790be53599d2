"""The short ways of writing: claims by their order or with an id, one statement without a list, defaults."""

from __future__ import annotations

import pytest

from briefs.content.kinds import records
from briefs.content.model import Citation, Claim, Library, Text
from briefs.content.translations import file_name, merged
from briefs.content.walk import find
from briefs.edition.data import edition_json
from briefs.edition.edition import Order, assemble
from briefs.edition.prose import Mark
from briefs.language.po import read_po
from briefs.review.trace import trace
from briefs.review.verify.impact import impact_of
from tests.conftest import Project

LETTER = "content/sources/brev-2021.yaml"
REPLY = "content/sources/svar-2021.yaml"
EVENTS = "content/events.yaml"
DEMANDS = "content/demands.yaml"
BETWEEN = "  - id: 3b\n    paragraph: 3\n    speaker: brukerrad\n    text: Rådet ber også om bedre lys.\n"


def everything(library: Library) -> str:
    """All content without places, so that two ways of writing can be compared."""
    return "\n".join(map(repr, (library.events, library.demands, library.series, library.measures, library.sources)))


def paths(library: Library) -> dict[str, str]:
    return {text.path: text.words for _, record in records(library) for text in find(record, Text)}


# --- claims -----------------------------------------------------------------------------------------------------------


def test_claims_are_numbered_by_their_order(project: Project) -> None:
    """With or without their numbers written out."""
    written = everything(project.library())
    for number in range(1, 8):
        project.replace(LETTER, f"- number: {number}\n    paragraph", "- paragraph")
    assert everything(project.library()) == written


@pytest.mark.parametrize("numbered", [True, False])
def test_a_claim_put_in_between_with_an_id_renumbers_nothing(project: Project, numbered: bool) -> None:
    """No other citation changes, and no translation becomes fuzzy; it is cited and traced by its id."""
    if not numbered:
        for number in range(1, 8):
            project.replace(LETTER, f"- number: {number}\n    paragraph", "- paragraph")
    project.into("nn", {}, rest=True)
    before = project.library()
    text = (project.root / LETTER).read_text("utf-8")
    fourth = text.index("Brukerrådet vil ha lørdagsåpent")
    start = text.rindex("  - ", 0, fourth)
    project.write(LETTER, text[:start] + BETWEEN + text[start:])
    project.replace(DEMANDS, "cites: [brev-2021/4]", "cites: [brev-2021/4, brev-2021/3b]")

    after = project.library()
    source = after.sources["brev-2021"]
    assert [claim.key for claim in source.claims] == [1, 2, 3, "3b", 4, 5, 6, 7]
    for claim in before.sources["brev-2021"].claims:
        assert (same := source.claim(claim.key)) and same.text.words == claim.text.words
    cite = Citation("brev-2021", "3b")
    assert after.demands["lordagsapent"].statements[0].cites[1] == cite
    assert (found := after.claim(cite)) and found.text.words == "Rådet ber også om bedre lys."
    assert "Rådet ber også om bedre lys" in trace(after, "brev-2021/3b", {}).subject.words

    added = {path: words for path, words in paths(after).items() if path not in paths(before)}
    assert added == {"claim/brev-2021/3b/text": "Rådet ber også om bedre lys."}
    entries = {
        entry.context: entry for entry in read_po(merged(after, "nn", project.root).content, file_name("nn")).entries
    }
    assert [entry.context for entry in entries.values() if entry.is_fuzzy or entry.obsolete] == []
    assert not entries["claim/brev-2021/3b/text"].is_translated


def test_a_claim_with_an_id_is_printed_and_compared_as_others_are(project: Project) -> None:
    """Its mark opens it on a screen, the record of the edition names it, and an edition of an earlier day is compared
    with it.
    """
    project.replace(REPLY, "  - paragraph: 3\n", "  - id: 1b\n    paragraph: 3\n")
    for number in range(3, 7):  # those after it have one number less
        for path in (DEMANDS, EVENTS, "content/measures.yaml", "content/actors.yaml", "content/tensions.yaml"):
            text = (project.root / path).read_text("utf-8")
            project.write(path, text.replace(f"svar-2021/{number}", f"svar-2021/{number - 1}"))
    project.replace("content/measures.yaml", "svar-2021/2]", "svar-2021/1b]")
    library = project.library()
    claims = {Citation("svar-2021", key) for key in (1, "1b", 2)}
    assert impact_of(library, claims, {}).claims == ("svar-2021/1", "svar-2021/1b", "svar-2021/2")
    edition = assemble(library, Order("oversikt", "alle", "nb", library.newest))
    assert "svar-2021/1b" in {claim for mark in find(edition, Mark) for claim in mark.claims}
    assert "svar-2021/1b" in {each.claim.id for note in edition.notes for each in note.claims}
    assert b'"svar-2021/1b"' in edition_json(edition)


def test_citations_are_sorted_by_number_and_then_by_letters() -> None:
    """3b stands between 3 and 4, and 10 after them."""
    cites = [Citation("a", key) for key in (10, "3b", 4, 3, "bilag")]
    assert [cite.claim for cite in sorted(cites, key=lambda cite: cite.order)] == ["bilag", 3, "3b", 4, 10]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("- number: 4\n", "- number: 4\n    id: 4b\n", "a claim with an 'id' has no 'number'"),
        ("- number: 4\n", "- id: ▸4\n", "'4' is no id of a claim. Write a short one with a letter in it, as in '12b'"),
        ("- number: 4\n", "- id: ▸4-B\n", "'4-B' is no id of a claim. Write a short one with a letter in it, as in"),
        (
            "- number: 7\n",
            "- id: 6b\n    paragraph: 5\n    speaker: kommune\n    text: Å.\n  - id: ▸6b\n",
            "the claim id",
        ),
    ],
)
def test_wrong_keys_of_claims_are_told(project: Project, old: str, new: str, what: str) -> None:
    """At the key where that is wrong, else at the claim."""
    project.replace(LETTER, old, new)
    at = project.place(LETTER, "▸") if "▸" in new else project.place(LETTER, "number: 4")
    project.replace(LETTER, "▸", "") if "▸" in new else None
    assert any(line.startswith(f"{at}: {what}") for line in project.check().splitlines()), project.check()


def test_an_unknown_claim_is_told_with_those_there_are(project: Project) -> None:
    """By number and by id."""
    project.replace(REPLY, "  - paragraph: 3\n", "  - id: 1b\n    paragraph: 3\n")
    project.replace(EVENTS, "cites: [svar-2021/3]", "cites: [svar-2021/2b]")
    hint = "the source 'svar-2021' has no claim 2b. Its claims are 1 to 5, and 1b"
    assert f"{project.place(EVENTS, 'svar-2021/2b')}: {hint}" in project.check().splitlines()


def test_a_claim_is_a_fact_unless_it_says_otherwise() -> None:
    """Most are."""
    claim = Claim.model_validate({"paragraph": 1, "speaker": "kommune", "text": "Noe."})
    assert claim.kind == "fact"


# --- one statement ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "direct", "listed"),
    [
        (
            EVENTS,
            "    text: Lørdagsåpent bibliotek er i gang.\n    cites: [svar-2021/1]\n",
            "    statements:\n      - text: Lørdagsåpent bibliotek er i gang.\n        cites: [svar-2021/1]\n",
        ),
        (
            DEMANDS,
            "    text: Brukerrådet stilte kravene samlet.\n    cites: [brev-2021/3]\n",
            "    lead:\n      - text: Brukerrådet stilte kravene samlet.\n        cites: [brev-2021/3]\n",
        ),
        (
            DEMANDS,
            "    text: Lånerne bør få beholde bøkene lenger.\n    cites: [brev-2021/6]\n",
            "    statements:\n      - text: Lånerne bør få beholde bøkene lenger.\n        cites: [brev-2021/6]\n",
        ),
    ],
)
def test_one_statement_needs_no_list(project: Project, path: str, direct: str, listed: str) -> None:
    """The record is the same, and so are the paths that its translations are found by."""
    before = project.library()
    project.replace(path, direct, listed)
    assert everything(project.library()) == everything(before)
    assert paths(project.library()) == paths(before)


def test_a_statement_s_basis_stands_beside_it_and_an_event_s_is_of_its_date(project: Project) -> None:
    """A measure has no basis of its own; that of an event says how its date is known."""
    project.replace(
        "content/measures.yaml", "    cites: [svar-2021/1]\n", "    cites: [svar-2021/1]\n    basis: Sluttet.\n"
    )
    project.replace(EVENTS, "    title: Biblioteket åpner", "    basis: Regnet ut.\n    title: Biblioteket åpner")
    library = project.library()
    assert (basis := library.measures["ubetjent-lordag"].statements[0].basis) and basis.words == "Sluttet."
    assert (event := library.events["lordagene"]).basis is not None
    assert event.statements[0].basis is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    cites: [svar-2021/1]\n", "", "missing key 'cites'"),
        ("cites: [svar-2021/1]", "cites: [▸svar-2021]", "'svar-2021' cites no claim. "),
        ("cites: [svar-2021/1]", "cites: [▸svar-2021/9]", "the source 'svar-2021' has no claim 9. "),
        ("    text: Lørdagsåpent bibliotek er i gang.\n", "", "missing key 'text'"),
        ("    text: Lørd", "    ▸txt: Lørd", "unknown key 'txt'. Did you mean 'text'?"),
        (
            "text: Lørdagsåpent bibliotek er",
            "text: ▸Lørdagsåpent 24 bibliotek er",
            "the number '24' is written in the text",
        ),
        (
            "    title: Biblioteket åpner",
            "    statements: [{text: Nei., cites: [svar-2021/1]}]\n    title: Biblioteket åpner",
            "'text' and 'statements' are both given. Write one statement directly, or all of them under 'statements'",
        ),
    ],
)
def test_mistakes_in_a_direct_statement_have_their_place(project: Project, old: str, new: str, problem: str) -> None:
    """The value where it is wrong; the first key of the statement where something is missing."""
    text = (project.root / EVENTS).read_text("utf-8")
    start = text.index("- id: lordagene")
    project.write(EVENTS, text[:start] + text[start:].replace(old, new, 1))
    if "▸" in new:
        at = project.place(EVENTS, "▸")
        project.replace(EVENTS, "▸", "")
    else:
        at = project.place(
            EVENTS, "cites:" if "missing key 'text'" in problem else "text: Lørd", after="- id: lordagene"
        )
    assert any(line.startswith(f"{at}: {problem}") for line in project.check().splitlines()), project.check()


# --- dates ------------------------------------------------------------------------------------------------------------


def test_a_date_that_is_given_needs_no_basis_and_an_inferred_one_does(project: Project) -> None:
    """A month may stand in the document; «about» and «between two days» are the curator's own."""
    project.replace(LETTER, "date_basis: Datoen er gitt sammen med brevet.\n", "")
    assert project.check() == ""
    project.replace(LETTER, "date: '2021-03-12'", "date: '2021-03'\nknown_from: '2021-03-12'")
    assert project.check() == ""
    project.replace(LETTER, "date: '2021-03'", "date: '2021-03~'")
    place = project.place(LETTER, "'2021-03~'")
    problem = f"{place}: the date '2021-03~' is inferred, and nothing says from what. Say it in 'date_basis'"
    assert problem in project.check().splitlines()
