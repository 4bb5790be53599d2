"""Texts of the synthesis against the claims that they cite, in a topic whose documents are large enough."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.corpora import read_corpora
from briefs.content import model
from briefs.errors import Where
from briefs.review.verify import names, synthesis, translated, wording
from briefs.review.verify.evidence import Evidence
from briefs.review.verify.sayings import Saying

_OPPOSITE = ("error", "opposite")
CORPORA = Path(__file__).parent.parent / "corpora"


@pytest.fixture(scope="module")
def buses() -> Evidence:
    """The topic of the buses with its claims in bokmål."""
    corpora = read_corpora(CORPORA)
    corpus = next(each for each in corpora if (each.name, each.language) == ("buss", "nb"))
    return Evidence(corpus.library, corpus.documents)


def _found(
    evidence: Evidence,
    text: str,
    *claims: int,
    is_open: bool = False,
    bases: tuple[model.Text, ...] = (),
    shows: model.Text | None = None,
    is_due: bool = False,
) -> list[tuple[str, str]]:
    """What is found about a text that cites claims of the report."""
    cites = tuple(model.Citation("rapport-2021", claim) for claim in claims)
    words = model.Text(text, language="nb", where=Where("briefs/buss.yaml", 1, 1))
    saying = Saying(
        "brief buss",
        words.where,
        "cited",
        text=words,
        cites=cites,
        cites_itself=True,
        bases=bases,
        is_open=is_open,
        shows=shows,
        is_due=is_due,
    )
    return [(each.severity, each.kind) for each in synthesis.of_saying(evidence, saying)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Innsund er minst, men sto for nesten halvparten av turene.", 5),
        ("Forfatterne fraråder å ta inn flere kommuner så lenge den gamle betalingsløsningen brukes.", 22),
        ("At prisene har steget, er det ikke tatt hensyn til.", 9),
        ("I Storfoss gikk det færre enn 3000 turer, i strid med det en ventet.", 6),
    ],
)
def test_what_a_claim_carries_is_let_through(buses: Evidence, text: str, claim: int) -> None:
    """In another order, as another clause, or with a word that bounds."""
    assert _found(buses, text, claim) == []


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        ("Innsund er ikke den minste av kommunene.", 5, ("error", "denial")),
        ("Tall fra andre kvartal {2020} er med i regnestykkene.", 17, ("error", "missing-denial")),
        ("Ordningen skal ikke ta over for skoleskyssen.", 2, ("advice", "denial")),
        ("De nedlagte rutene var billigere i sitt siste år.", 8, ("error", "opposite")),
        ("De som driver forsøket, melder at det i Innsund, den største av kommunene, gikk mange turer.", 5, _OPPOSITE),
        ("Innsund må være den minste av kommunene.", 5, ("advice", "strength")),
        ("Kommunestyret vedtok å selge gamlehjemmet til naboen.", 5, ("advice", "other-claim")),
        ("Kjøkkenet serverte torsk, poteter og gulrøtter.", 5, ("advice", "unsupported")),
    ],
)
def test_what_turns_a_claim_round_or_has_none_is_found(
    buses: Evidence, text: str, claim: int, expected: tuple[str, str]
) -> None:
    """A denial put in or left out, an opposite, another modal, and an invented sentence."""
    assert expected in _found(buses, text, claim)


@pytest.mark.parametrize(
    ("text", "claim", "kinds"), [("Dyrere var de ikke.", 8, ["denial"]), ("Hjertet banker uansett.", 5, [])]
)
def test_short_and_free_sentences_draw_no_error(buses: Evidence, text: str, claim: int, kinds: list[str]) -> None:
    """One word says too little for a denial, and a figure of speech stands in no document."""
    assert _found(buses, text, claim) == [("advice", kind) for kind in kinds]


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        ("Passasjerene er yngre enn i den ordinære busstrafikken.", 12, ("advice", "opposite")),
        ("Drosjenæringen har ikke mistet noen kunder.", 19, ("error", "denial")),
        ("Noen av kildene viser hvor gamle sjåførene er.", 5, ("error", "unsupported")),
        ("At prisene har steget, er dokumentert.", 9, ("advice", "unsupported")),
    ],
    ids=["an opposite of a document alone", "a denial beside a word that denies", "documented", "carried besides"],
)
def test_only_what_claims_say_otherwise_makes_an_error(
    buses: Evidence, text: str, claim: int, expected: tuple[str, str]
) -> None:
    """A document's own words are put otherwise in honest ways; a claim's are the curators'."""
    assert expected in _found(buses, text, claim)


def test_the_same_said_by_another_denial_is_no_other_quantifier(buses: Evidence) -> None:
    """«Ikke … noen» is «ingen»."""
    assert _found(buses, "Det er ikke noen tegn til at bussen har mistet passasjerer.", 18) == []


def test_a_number_that_was_counted_is_cited_from_what_was_counted(buses: Evidence) -> None:
    """One claim of the document put for another among many."""
    counted = tuple(model.Citation("rapport-2021", claim) for claim in range(1, 8))
    basis = model.Text("talt opp", language="nb")
    figure = model.Figure(id="talt", measures=basis, value=Decimal(7), unit="count", cites=counted, basis=basis)
    other = Evidence(replace(buses.library, figures={**buses.library.figures, "talt": figure}), buses.documents)
    assert _found(other, "Rapporten har {talt} påstander.", *range(1, 8)) == []
    assert ("advice", "other-claim") in _found(other, "Rapporten har {talt} påstander.", *range(1, 7), 22)


def test_a_claim_that_has_no_part_in_a_text_is_found(buses: Evidence) -> None:
    """Though another one that is cited carries the text."""
    text = "Drosjenæringen har trolig mistet noen kunder til bestillingstransporten."
    assert _found(buses, text, 19) == []
    assert _found(buses, text, 19, 5) == [("advice", "other-claim")]


def test_what_is_denied_must_be_told_for_its_denial_to_be_missed(buses: Evidence) -> None:
    """A condition that is left out takes its denial along."""
    assert _found(buses, "En fast ordning trenger ikke bli dyrere.", 20) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hvor gamle sjåførene er, er ikke oppgitt.",
        "Inndelingen i tiltak er vår egen og følger ingen annen.",
        "Hvem skal betale for sjåførene til neste år?",
    ],
)
def test_what_documents_leave_out_and_what_is_asked_needs_no_words_of_them(buses: Evidence, text: str) -> None:
    """Neither silence nor a question stands in a document; that something is documented does."""
    assert _found(buses, text, 5) == []
    assert ("error", "unsupported") in _found(buses, "Hvor gamle sjåførene er, er oppgitt.", 5)


def test_suggestions_and_reasons_are_never_errors(buses: Evidence) -> None:
    """What a council can do is put in other words than what it stands on; what is inferred says so itself."""
    basis = (model.Text("Det er en slutning.", language="nb"),)
    said = "De nedlagte rutene var dyrere i sitt siste år."  # of claim 8
    assert ("error", "other-claim") in _found(buses, said, 5)
    assert "error" not in dict(_found(buses, said, 5, is_open=True))
    assert "error" not in dict(_found(buses, said, 5, bases=basis))


def test_nothing_is_said_where_what_is_cited_is_not_at_hand(buses: Evidence) -> None:
    """Nothing is taken for sound that was not held against its document either: that it is missing is said once."""
    assert _found(Evidence(buses.library, {}), "Innsund er ikke den minste av kommunene.", 5) == []


# --- translations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "own", "words", "expected"),
    [
        ("nn", "Ordningen er ikke varig.", "Ordninga er varig.", ["denies less than its text"]),
        ("en", "Ordningen er varig.", "The scheme is not permanent.", ["denies more than its text"]),
        ("en", "Flere turer ble kjørt.", "Fewer trips were made.", ["has «Fewer» for «Flere»"]),
        ("nn", "Flere turer ble kjørt.", "Fleire turar vart køyrde.", []),
        ("en", "Ordningen er ikke varig.", "The scheme is not permanent.", []),
        ("en", "Bussen kom ikke.", "The bus failed to come.", []),
    ],
)
def test_a_translation_denies_and_compares_as_its_text(
    buses: Evidence, language: str, own: str, words: str, expected: list[str]
) -> None:
    """As advice, in every language of the project; a word may deny by its meaning."""
    project = buses.library.project.model_copy(update={"translations": ("nn", "en")})
    text = model.Text(own, language="nb", translations={language: model.Translation(words=words)})
    found = list(translated.of_text(Evidence(replace(buses.library, project=project), {}), "brief buss", text))
    assert {each.severity for each in found} <= {"advice"}
    assert [each.what.split("' ", 1)[1].rpartition(": ")[0] for each in found] == expected


@pytest.mark.parametrize(
    ("text", "shows", "expected"),
    [
        ("Av {demands.total} krav er {demands.undocumented} uten svar.", "", []),
        ("Av {demands.total} krav er {demands.undocumented} med svar.", "", [("error", "standing")]),
        ("Av {demands.total} krav er {demands.partly} ikke delvis besvart.", "", [("error", "denial")]),
        ("Av {demands.total} krav er {demands.in_force} delvis besvart.", "", [("error", "standing")]),
        ("Av {demands.total} krav handler {demands.answered} om skyss.", "", [("advice", "standing")]),
        ("krav er møtt med noe som er innført", "{demands.in_force} av {demands.total}", []),
        ("krav er møtt med noe som aldri er innført", "{demands.in_force} av {demands.total}", [("error", "denial")]),
    ],
)
def test_what_a_count_counts_stands_beside_it(
    buses: Evidence, text: str, shows: str, expected: list[tuple[str, str]]
) -> None:
    """In its clause, or in what a number that is set large means; no other count's words, and no denial."""
    shown = model.Text(shows, language="nb") if shows else None
    found = _found(buses, text, 5, shows=shown)
    assert [each for each in found if each[1] in {"standing", "denial"}] == expected


def test_an_opposite_that_only_the_claims_have_is_told(buses: Evidence) -> None:
    """Of a word that nothing cited has, wherever the claim has its opposite."""
    assert _OPPOSITE in _found(buses, "Prisen steg i Innsund, der folketallet er størst.", 5)


@pytest.mark.parametrize(
    ("text", "is_bound"),
    [("Det kostet ikke mer enn ventet.", True), ("Ikke før i mai.", True), ("Ingen kom, ikke før i mai.", False)],
)
def test_what_denies_only_what_is_beyond_a_bound(text: str, is_bound: bool) -> None:
    """«Ikke mer enn» says how much, as «høyst» does."""
    assert wording.bounds(text, "nb") is is_bound


@pytest.mark.parametrize(
    ("short", "name", "is_short"),
    [
        ("BL", "Bygdelista", True),
        ("SV", "Sosialistisk Venstreparti", True),
        ("LB", "Bygdelista", False),
        ("B", "By", False),
    ],
)
def test_capitals_may_stand_for_a_name(short: str, name: str, is_short: bool) -> None:
    """Its first letter, and others of it in their order."""
    assert names.shortens(short, name) is is_short


def test_what_is_due_may_be_said_with_a_modal(buses: Evidence) -> None:
    """«Rapporten skal være levert» is what a deadline is for, whatever the claim says."""
    text = "Innsund må være den minste av kommunene."
    assert ("advice", "strength") in _found(buses, text, 5)
    assert ("advice", "strength") not in _found(buses, text, 5, is_due=True)
