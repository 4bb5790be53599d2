"""Holding content against documents: what is found, what is let through, and where the finding points."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from briefs.cli import app
from briefs.content import model
from briefs.content.documents import document, fingerprint
from briefs.content.load import load
from briefs.content.model import Library
from briefs.errors import BriefsError
from briefs.language.tables import Language, languages
from briefs.review.trace import editions, printed_by_brief
from briefs.review.verify import (
    Finding,
    Lock,
    Report,
    accepted,
    read_documents,
    read_lock,
    verify,
    with_printings,
    wording,
)
from briefs.review.verify.impact import impact_of
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.quantities import read
from tests.conftest import Project

LETTER = """Brev fra Byen til Fylket, 3. mai 2019
Ordningen har vart i mer enn ti år, og i dag er 1 200 barn med. Staten betaler 1,5 milliarder kroner.
Planen strekker seg over fire år. I april ble det klart at kommunene ikke får dekket utgiftene til skyssen.
Antallet plasser er ikke regulert i loven. – Vi trenger flere ansatte, sier ordfører Kari Berg-Lund.
– Ventetiden er blitt lengre for dem som søker om plass.
Dette har Byen og Fylkeskommunen drøftet i fjor, uten at partene ble enige om en løsning for de tre skolene."""


def text(words: str) -> str:
    return words


def held(
    *claims: dict[str, Any] | tuple[int, str],
    figures: tuple[dict[str, Any], ...] = (),
    letter: str = LETTER,
    source: dict[str, Any] | None = None,
) -> Report:
    """A report on claims (paragraph and text, or whole) about the letter, which an actor «Byen» sent in May 2019;
    `source` is what is said of the letter otherwise than here.
    """
    found = document("letter.txt", letter.encode())
    whole = [claim if isinstance(claim, dict) else {"paragraph": claim[0], "text": text(claim[1])} for claim in claims]
    letters = model.Source.model_validate(
        {
            "id": "letter",
            "description": text("Et brev"),
            "genre": text("brev"),
            "publisher": {"actor": "byen"},
            "author": {"actor": "byen"},
            "date": "2019-05-03",
            "date_basis": text("Datoen står i brevet."),
            "file": "letter.txt",
            "sha256": found.sha256,
            "paragraphs": len(found.paragraphs),
            "claims": [
                {"number": number, "speaker": "byen", "kind": "fact", **claim}
                for number, claim in enumerate(whole, start=1)
            ],
            **(source or {}),
        }
    )
    actors = (
        {"id": "byen", "name": text("Byen"), "kind": "institution"},
        {"id": "fylket", "name": text("Fylkeskommunen"), "short": text("Fylket"), "kind": "institution"},
        {"id": "berg-lund", "name": text("Kari Berg-Lund"), "kind": "person", "of": "byen"},
        {"id": "stat", "name": text("Statens Kontor"), "short": text("SK"), "kind": "institution"},
    )
    project = model.Project(
        title=_text("Prøve"), publisher=_text("Byen"), themes=(model.Theme(id="a", title=_text("A")),)
    )
    library = Library(
        project,
        sources={"letter": letters},
        actors={actor.id: actor for actor in map(model.Actor.model_validate, actors)},
        figures={figure.id: figure for figure in map(_figure, figures)},
    )
    return verify(library, {"letter": found})


def _text(words: str) -> model.Text:
    return model.Text(words)


def _figure(values: dict[str, Any]) -> model.Figure:
    return model.Figure.model_validate({"id": "tall", "measures": text("noe"), "cites": ["letter/1"], **values})


def whats(report: Report) -> list[str]:
    return [finding.what for finding in report.findings]


def kinds(report: Report) -> list[str]:
    return [finding.kind for finding in report.findings]


def small(project: Project, lock: Lock | None = None) -> Report:
    library = project.library()
    return verify(library, read_documents(project.root / "documents", library), lock)


# --- reading numbers and dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("nb", "mer enn 15 år", [("15", "year", "over")]),
        ("nb", "etter ti års pause", [("10", "year", "exact")]),
        ("nb", "landets sju største byer", [("7", None, "exact")]),
        ("nb", "førti kommuner og tjueen skoler", [("40", None, "exact"), ("21", None, "exact")]),
        ("nb", "1,6 milliarder kroner", [("1600000000", "NOK", "exact")]),
        ("nb", "kr 10\u00a0000 og 25 %", [("10000", "NOK", "exact"), ("25", "percent", "exact")]),
        ("nb", "mange hundre tusen innbyggere", [("100000", None, "many")]),
        (
            "nb",
            "minst to, høyst tre og om lag 4 prosent",
            [("2", None, "at-least"), ("3", None, "at-most"), ("4", "percent", "about")],
        ),
        ("nb", "en fireårig plan", [("4", "year", "exact")]),
        ("nb", "strekker seg over fire år", [("4", "year", "exact")]),
        ("nb", "over fire år", [("4", "year", "over")]),
        ("nb", "3–5 prosent", [("3", "percent", "exact"), ("5", "percent", "exact")]),
        ("nb", "ønsker å tre inn i ordningen", []),
        ("nb", "to hundre og femti elever", [("250", None, "exact")]),
        ("nn", "meir enn 1,6 milliardar kroner i to månader", [("1600000000", "NOK", "over"), ("2", "month", "exact")]),
        (
            "en",
            "at least 1.6 billion kroner over twenty-five years",
            [("1600000000", "NOK", "at-least"), ("25", "year", "over")],
        ),
    ],
)
def test_numbers_are_read_with_unit_and_reservation(
    language: Language, words: str, expected: list[tuple[str, str | None, str]]
) -> None:
    """Digits, words, magnitudes and compounds are one number; «over» that says how long is no reservation."""
    found = [(quantity.value, quantity.unit, quantity.precision) for quantity in read(words, language).quantities]
    assert found == [(Decimal(value), unit, precision) for value, unit, precision in expected]


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("nb", "8. september 2017", [(2017, 9, 8, None)]),
        (
            "nb",
            "i mai 2020, i april og i 2007",
            [(2020, 5, None, None), (None, 4, None, None), (2007, None, None, None)],
        ),
        ("nb", "planen 2020-2024", [(2020, None, None, None), (2024, None, None, None)]),
        ("nb", "date 2017-12 Etter", [(2017, 12, None, None)]),
        ("nb", "høsten 2017 og i høst", [(2017, None, None, 23), (None, None, None, 23)]),
        ("nb", "8.9.2017", [(2017, 9, 8, None)]),
        ("nb", "2000 kroner", []),
        ("nn", "hausten 2017", [(2017, None, None, 23)]),
        ("en", "In May it may rain", [(None, 5, None, None)]),
    ],
)
def test_dates_are_read_with_the_parts_they_have(
    language: Language, words: str, expected: list[tuple[int | None, ...]]
) -> None:
    """A date keeps its own precision; a year before a unit is a number."""
    assert [(stamp.year, stamp.month, stamp.day, stamp.season) for stamp in read(words, language).stamps] == expected


def test_every_language_has_a_lexicon() -> None:
    """Nynorsk adds to bokmål; each language has twelve months and a way to deny."""
    for language in languages():
        assert sorted(lexicon(language).months.values()) == list(range(1, 13))
    assert lexicon("nn").numerals["tjueein"] == 21
    assert lexicon("nn").denials > {"ikkje", "ikke", "utan"}


# --- a claim and its paragraph ----------------------------------------------------------------------------------------


def test_a_claim_that_says_what_its_paragraph_says_is_let_through() -> None:
    """Number words, digits and amounts meet in one value."""
    report = held((2, "Det er over 10 år siden ordningen kom, og 1200 barn har plass."), (3, "Planen varer i 4 år."))
    assert whats(report) == []


def test_a_wrong_number_names_claim_document_paragraph_and_what_was_found() -> None:
    """The message is enough to look it up."""
    report = held((2, "Ordningen omfatter 1300 barn."))
    assert whats(report) == [
        "claim letter/1: 1300 is not in paragraph 2 of letter.txt, which has over 10 year, 1200, 1500000000 NOK"
    ]
    assert report.findings[0].details | {"id": ""} == {
        "id": "",
        "kind": "number",
        "record": "claim letter/1",
        "document": "letter.txt",
        "paragraphs": [2],
        "expected": "1300",
        "found": "over 10 year, 1200, 1500000000 NOK",
        "printed": [],
    }


def test_a_reservation_belongs_to_the_number() -> None:
    """«Mer enn ti år» is neither ten years nor at least ten."""
    assert whats(held((2, "Ordningen har vart i ti år."))) == [
        "claim letter/1: 10 year is not in paragraph 2 of letter.txt, which has over 10 year"
    ]
    assert kinds(held((2, "Ordningen har vart i minst ti år."))) == ["number"]


def test_a_date_must_stand_in_the_paragraph_at_its_precision() -> None:
    """A day carries its month and its year; another day does not."""
    for good in ("{2019-05-03}", "{2019-05}", "{2019}"):
        assert whats(held((1, f"Byen skrev brevet til Fylket {good}."))) == []
    assert whats(held((1, "Byen skrev brevet til Fylket {2019-05-04}."))) == [
        "claim letter/1: 2019-05-04 is not in paragraph 1 of letter.txt, which has 3 mai 2019"
    ]


def test_a_year_may_be_inferred_through_a_basis_and_is_listed() -> None:
    """«I april» in a letter of May 2019 is April 2019, with a basis or as advice, and in no other year."""

    def april(year: int, **more: Any) -> Report:
        return held(
            {"paragraph": 3, "text": text(f"Kommunene fikk i {{{year}-04}} ikke dekket skyssutgiftene."), **more}
        )

    basis = {"basis": text("Året er brevets.")}
    assert [(each.kind, each.severity) for each in april(2019).findings] == [("date", "advice")]
    assert kinds(april(2018, **basis)) == ["date"]
    good = april(2019, **basis)
    assert whats(good) == []
    assert [(entry.expected, entry.ground) for entry in good.inferred] == [("2019-04", "the year inferred")]


def test_a_year_counted_from_the_document_is_the_one_counted() -> None:
    """«I fjor» in 2019 is 2018, whatever the basis says."""
    claim = {"paragraph": 6, "basis": text("Brevet fra {2019} sier «i fjor».")}
    assert whats(held({**claim, "text": text("Byen og Fylkeskommunen ble ikke enige i {2018}.")})) == []
    assert kinds(held({**claim, "text": text("Byen og Fylkeskommunen ble ikke enige i {2019}.")})) == ["date"]


def test_a_year_may_be_said_by_the_year_beside_it() -> None:
    """«Før 2020» for 2019, and «året før» behind 2020."""
    letter = "Brev 3. mai 2019\nKommunen måtte betale i løpet av 2019.\nI 2020 fikk Byen elleve biler, mot seks i 2019."
    assert whats(held((2, "Byen måtte betale før {2020}."), letter=letter)) == []
    assert kinds(held((2, "Byen måtte betale før {2021}."), letter=letter)) == ["date"]
    assert whats(held((3, "Byen fikk flere biler i {2020} enn året før."), letter=letter)) == []
    assert kinds(held((3, "Byen fikk flere biler i {2020} enn i {2018}."), letter=letter)) == ["date"]


def test_a_bound_may_be_said_by_a_word_before_the_number() -> None:
    """«Innen seks uker» is at most six weeks, and at least six only for whoever errs: advice."""
    letter = "Brev 3. mai 2019\nSvar kan ventes innen seks uker."
    assert held((2, "Svaret kommer etter høyst seks uker."), letter=letter).findings == ()
    (found,) = held((2, "Svaret kommer etter minst seks uker."), letter=letter).findings
    assert (found.kind, found.severity) == ("number", "advice")


def test_what_a_passage_names_may_be_counted_as_advice() -> None:
    """Three for three towns by their names; five in digits is an error, in a word it may be counted up."""
    letter = "Brev 3. mai 2019\nHer svarte Skogby og Nesby. Det gjorde også Elvby og 12 eiere."
    (found,) = held((2, "Tre kommuner svarte."), letter=letter).findings
    assert found.severity == "advice"
    assert [each.severity for each in held((2, "5 kommuner svarte."), letter=letter).findings] == ["error"]
    assert [each.severity for each in held((2, "Fem kommuner svarte."), letter=letter).findings] == ["advice"]


def test_a_year_that_the_document_gives_elsewhere_is_advice_where_the_paragraph_has_none() -> None:
    """Of another year, and beside a year that may have been confused with it, it is an error."""
    letter = "Brev 3. mai 2019\nPlanen kom i 2016.\nAlle tre var med.\nByen var imot.\nFylket var for i 2018."
    for paragraph, year, severity in ((4, 2016, "advice"), (4, 2015, "error"), (5, 2016, "error")):
        report = held((paragraph, f"Byen og Fylket svarte i {{{year}}}."), letter=letter)
        assert [each.severity for each in report.findings if each.kind == "date"] == [severity]


def test_money_is_not_put_for_a_time() -> None:
    """«Etter 2 millioner kroner» where the letter says «etter fire år»: advice; behind its own «etter» nothing."""
    letter = "Brev 3. mai 2019\nEtter fire år ligger utgiftene 2 millioner kroner høyere."
    (found,) = held((2, "Utgiftene ligger høyere etter 2 millioner kroner."), letter=letter).findings
    assert (found.kind, found.severity, found.found) == ("number", "advice", "4 year")
    assert held((2, "Utgiftene ligger 2 millioner kroner høyere etter fire år."), letter=letter).findings == ()


def test_a_basis_may_not_invent_a_date() -> None:
    """What a reason says must itself stand in the document or be its date."""
    report = held(
        {
            "paragraph": 6,
            "text": text("Byen og Fylkeskommunen ble ikke enige i {2018}."),
            "basis": text("Brevet er fra {2020}."),
        }
    )
    assert kinds(report) == ["date"]


def test_two_dates_of_one_paragraph_are_not_confused() -> None:
    """Each must stand beside the words that the document has beside it."""
    letter = "Brev 3. mai 2019\nSkolen skal evalueres innen 2020 og bygges ut i budsjettet for 2021."
    assert whats(held((2, "Skolen skal evalueres innen {2020}."), letter=letter)) == []
    assert whats(held((2, "Skolen skal evalueres innen {2021}."), letter=letter)) == [
        "claim letter/1: 2021 is not what paragraph 2 of letter.txt says here; 2020 fits these words"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Kari Berg-Lund ønsker flere ansatte.",
        "Kari Berg Lunds ønske er flere ansatte.",
        "Ordføreren, Berg-Lund, ønsker flere ansatte.",
        "Byen ønsker flere ansatte, sier ordfører Kari Berg-Lund.",
    ],
)
def test_a_name_counts_in_each_of_its_forms(words: str) -> None:
    """Surname, genitive, hyphen or not; and the sender of the letter need not be named in each paragraph."""
    assert whats(held((4, words))) == []


def test_a_name_that_the_paragraph_lacks_is_found() -> None:
    """An actor that the passage does not name, and a name that nobody goes by."""
    assert whats(held((4, "Ordføreren ønsker flere ansatte fra Fylket."))) == [
        "claim letter/1: Fylket is not in paragraph 4 of letter.txt, which has Kari Berg Lund"
    ]
    assert kinds(held((4, "Ordfører Ola Berg-Lund ønsker flere ansatte."))) == ["name"]
    assert kinds(held((4, "SK ønsker flere ansatte."))) == ["name"]


def test_the_speaker_of_a_quotation_that_runs_on_may_be_named() -> None:
    """The paragraph before names who speaks; whoever does not speak must stand in the paragraph itself."""
    claim = {"paragraph": 5, "text": text("Kari Berg-Lund sier at ventetiden for plass øker.")}
    assert whats(held({**claim, "speaker": "berg-lund"})) == []
    assert kinds(held(claim)) == ["name"]


def test_a_paragraph_that_does_not_exist_is_said_once() -> None:
    """Nothing else is held against such a claim."""
    assert whats(held((9, "Ordningen har vart i 3 år."))) == ["claim letter/1 cites paragraph 9, but letter.txt has 6"]


def test_a_claim_on_the_wrong_paragraph_is_told_the_right_one() -> None:
    """Its words fit another paragraph better."""
    report = held((5, "Kommunene får ikke dekning for skyssutgiftene."))
    assert "claim letter/1 cites paragraph 5 of letter.txt, but paragraph 3 fits better" in whats(report)


def test_a_denial_that_was_left_out_is_found() -> None:
    """The passage denies, and the claim that renders it does not."""
    assert whats(held((3, "Kommunene får dekket utgiftene til skyss."))) == [
        (
            "claim letter/1 denies nothing, but paragraph 3 of letter.txt does: «at kommunene ikke får dekket "
            "utgiftene til skyssen.»"
        )
    ]


def test_a_denial_that_was_put_in_is_found() -> None:
    """Also where the same paragraph denies something else."""
    assert whats(held((4, "Byen trenger ikke flere ansatte."))) == [
        "claim letter/1 denies («ikke»), and what it renders in paragraph 4 of letter.txt does not"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Loven regulerer ikke antallet plasser.",
        "Antallet plasser er uregulert.",
        "Loven mangler regler for antallet plasser.",
    ],
)
def test_a_denial_may_be_worded_in_other_ways(words: str) -> None:
    """«Ikke regulert», «uregulert» and «mangler» deny alike."""
    assert whats(held((4, words))) == []


def severities(report: Report) -> list[tuple[str, str]]:
    return [(finding.kind, finding.severity) for finding in report.findings]


@pytest.mark.parametrize(
    ("paragraph", "words", "kind"),
    [
        (5, "Køen er ikke kort.", "denial"),
        (3, "Kommunene må betale skyss for elevene.", "missing-denial"),
    ],
)
def test_a_denial_in_other_words_is_advice(paragraph: int, words: str, kind: str) -> None:
    """An honest paraphrase may say it so: it is told as a warning, and the run does not fail."""
    report = held((paragraph, words))
    assert (severities(report), report.errors, report.is_clean) == ([(kind, "warning")], (), True)


def test_a_denial_in_a_paragraph_that_denies_may_be_worded_freely() -> None:
    """Where a paragraph denies something of its own, few shared words are no proof that it was put in."""
    assert not severities(held((4, "Byen sier at det ikke er bemanning nok.")))


@pytest.mark.parametrize(
    ("paragraph", "words"), [(3, "Kommunene får dekket utgiftene til skyss."), (4, "Byen trenger ikke flere ansatte.")]
)
def test_a_denial_turned_in_a_near_copy_is_an_error(paragraph: int, words: str) -> None:
    """The same words with and without the denial cannot both be right."""
    report = held((paragraph, words))
    assert ({severity for _, severity in severities(report)}, report.is_clean) == ({"error"}, False)


MILD = """Brev
Barn betaler ikke mer enn 40 kroner for plassen.
Byen er ikke i tvil om at planen holder for skolene.
Vi vedtar ikke budsjettet før fylket har svart."""


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        (2, "For plassen betaler barn høyst 40 kroner."),
        (3, "Byen mener at planen holder for skolene."),
        (4, "Budsjettet vedtas først når fylket har svart."),
    ],
)
def test_a_bound_and_a_double_denial_may_be_rendered_without(paragraph: int, words: str) -> None:
    """«Ikke mer enn» is «høyst», «ikke i tvil» is sure, and «ikke før» is «først»."""
    assert whats(held((paragraph, words), letter=MILD)) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "De mister bussen, og skolen er stengt."),
        ("nn", "Dei er usamde, og kravet fell bort."),
        ("en", "They are against it, and the school is closed."),
    ],
)
def test_a_denial_may_be_told_by_a_positive_word(language: str, words: str) -> None:
    """Each language has its table; the words answer a denial and ask for none."""
    assert wording.shades(words, language) and not wording.denials(words, language)


def test_a_number_of_its_own_paragraph_keeps_a_claim_there() -> None:
    """Whatever other paragraph has more of its words; without the number it is told, and as an error in a near copy."""
    letter = "Brev\nVed 12 av dem er taket utett.\nVed en plan for skoler kan alle få tak over hodet."
    assert whats(held((2, "12 skoler har en plan for taket."), letter=letter)) == []
    assert severities(held((2, "En plan for skoler kan gi alle tak."), letter=letter)) == [("elsewhere", "error")]
    assert severities(held((5, "Kommunene skal betale skyss og skole."))) == [("elsewhere", "warning")]


def test_a_denial_belongs_to_the_claim_that_renders_it() -> None:
    """Another claim on the same paragraph owes no denial."""
    assert whats(held((4, "Antallet plasser er ikke regulert."), (4, "Det trengs flere ansatte."))) == []


def test_more_than_seven_words_in_a_row_are_copied() -> None:
    """Seven are not; names and figures do not count."""
    eight = "Dermed ble det klart at kommunene ikke får dekket mye."
    copied = "claim letter/1 takes over «ble det klart at kommunene ikke får dekket …» from paragraph 3 of letter.txt"
    assert whats(held((3, eight))) == [copied]
    assert kinds(held((3, "Dermed ble det klart at kommunene ikke får mye."))) == []


@pytest.mark.parametrize(
    "copy",
    [
        "Møtene ble etter hvert færre, og byen og fylket ga opp.",
        "Møtene ble etter hvert færre, og Statens Kontor, byen og fylket ga opp.",
        "Møtene ble etter Trond Dahl hvert færre, og byen og Vestre Ås fylket ga opp.",
    ],
    ids=["small letters", "a name put in", "two names put in that nobody knows"],
)
def test_a_copy_is_found_whatever_names_stand_in_it(copy: str) -> None:
    """A word that is a name with a capital counts where a document writes it small; names never break a run."""
    letter = "Brev\nMøtene ble etter hvert færre, og byen og fylket ga opp kampen om skolene."
    found = [each for each in held((2, copy), letter=letter).findings if each.kind == "copied"]
    assert len(found) == 1


@pytest.mark.parametrize("field", ["description", "notes"])
def test_number_words_about_a_source_are_held_as_those_of_texts(field: str) -> None:
    """A description and a note are printed too: the number must stand in the document, or be counted in it."""

    def about(words: str) -> list[tuple[str, str]]:
        said = {field: [text(words)] if field == "notes" else text(words)}
        return severities(held((4, "Det trengs flere ansatte."), source=said))

    assert about("Et brev om tolv hundre barn i en ordning som har vart mer enn ti år.") == []
    assert about("Et brev om en ordning som har vart mer enn førtisju år.") == [("number", "error")]
    assert about("Et brev med nittito krav.") == [("number", "error")]


# --- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"value": 10, "unit": "year", "precision": "over"}, []),
        ({"value": 11, "unit": "year", "precision": "over"}, ["over 11 year", "over 10 year, 1200, 1500000000 NOK"]),
        ({"value": 10, "unit": "year"}, ["10 year", "over 10 year"]),
        ({"value": 1500000000, "unit": "NOK"}, []),
        ({"value": 1500000000, "unit": "count"}, ["1500000000", "1500000000 NOK"]),
    ],
)
def test_a_figure_is_what_its_passage_says(values: dict[str, Any], found: list[str]) -> None:
    """Value, unit and reservation."""
    noun = {"one": text("barn"), "other": text("barn")}
    report = held((2, "Ordningen har vart en stund."), figures=({"noun": noun, **values},))
    assert [words for finding in report.findings for words in (finding.expected, finding.found)] == found


def test_a_counted_figure_says_so_and_equals_its_claims() -> None:
    """With a basis, a number may be the number of claims cited; no other number may."""
    claims = ((4, "Det trengs flere ansatte."), (5, "Ventetiden er lengre."))
    values = {
        "unit": "count",
        "noun": {"one": text("vanske"), "other": text("vansker")},
        "cites": ["letter/1", "letter/2"],
    }
    counted = {**values, "basis": text("Talt opp."), "value": 2}
    assert [entry.ground for entry in held(*claims, figures=(counted,)).inferred] == ["counted: the claims cited"]
    assert kinds(held(*claims, figures=({**counted, "value": 3},))) == ["figure"]
    assert kinds(held(*claims, figures=({**values, "value": 2},))) == ["figure", "figure"]


def test_a_claim_prints_only_figures_that_stand_on_it() -> None:
    """The same number somewhere else is another figure."""
    figure = {"value": 1500000000, "unit": "NOK", "cites": ["letter/1"]}
    report = held((2, "Staten betaler."), (2, "Staten betaler {tall}."), figures=(figure,))
    assert whats(report) == ["claim letter/2 prints the figure tall, but cites none of its claims (letter/1)"]


# --- the synthesis, in the small project ------------------------------------------------------------------------------


def test_the_small_project_is_clean(project: Project) -> None:
    """It has every kind of record, and says of each number and date where it is from."""
    assert whats(small(project)) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "place", "what"),
    [
        (
            "content/events.yaml",
            "date: '2021-08-01'",
            "date: '2021-08-02'",
            "'2021-08-02'",
            "event lordagene: 2021-08-02 is not in",
        ),
        ("content/events.yaml", "{2021}", "{2020}", "'Åpningstiden går", "event kortere-tid: Våren 2020 is not in"),
        (
            "content/events.yaml",
            "stiller fire krav",
            "stiller fem krav",
            "Brukerrådet stiller",
            "event brevet: 5 is not in",
        ),
        (
            "content/demands.yaml",
            "date: '2021-09-01'",
            "date: '2021-10-01'",
            "'2021-10-01'",
            "demand bokpenger: 2021-10-01 is not in",
        ),
        (
            "content/figures.yaml",
            "value: 80",
            "value: 81",
            "81",
            "figure ville-bruke: 81 percent is not in paragraph 5 of brev-2021.txt",
        ),
        (
            "content/sources/brev-2021.yaml",
            "{2021-09-01}",
            "{2021-09-02}",
            "'Brukerrådet vil ha {bok",
            "claim brev-2021/5: 2021-09-02",
        ),
    ],
)
def test_a_wrong_value_points_at_itself(project: Project, path: str, old: str, new: str, place: str, what: str) -> None:
    """Each finding names the file, line and column of the value that is wrong."""
    project.replace(path, old, new)
    found = {str(finding.where): finding.what for finding in small(project).findings}
    assert found[project.place(path, place)].startswith(what)


def test_coverage_lists_what_no_claim_cites_and_what_nothing_uses(project: Project) -> None:
    """Advice, which fails nothing."""
    project.replace("content/sources/brev-2021.yaml", "silent_paragraphs: [1]\n", "")
    report = small(project)
    assert [(source, number) for source, number, _ in report.coverage.uncited] == [("brev-2021", 1)]
    assert report.is_clean
    assert all(problem.severity == "advice" for problem in report.coverage.advice)


# --- documents, drift and the lock ------------------------------------------------------------------------------------


def test_fingerprints_ignore_how_a_text_is_set() -> None:
    """Spaces, quotation marks, dashes and composed letters are one; words are not."""
    assert fingerprint("«Blå»\u00a0 – bok") == fingerprint('"Bla\u030a" - bok')
    assert fingerprint("Blå bok") != fingerprint("Blå bøker")


def test_paragraphs_are_the_lines_that_are_not_empty() -> None:
    """A line of a no-break space is none, and a byte order mark is no text."""
    assert document("a.txt", "\ufeffen\r\n\u00a0\r\n\n to \n".encode()).paragraphs == ("en", "to")


def test_a_missing_and_a_changed_document_are_found(project: Project) -> None:
    """The one is missing by name; of the other the new SHA-256 is reported."""
    (project.root / "documents/brev-2021.txt").unlink()
    changed = project.root / "documents/svar-2021.txt"
    changed.write_bytes(changed.read_bytes() + b"\n")
    report = small(project)
    sha256 = document("", changed.read_bytes()).sha256
    assert whats(report) == [
        "source brev-2021: the document brev-2021.txt is missing",
        f"source svar-2021: svar-2021.txt is not the document that was summarised: its SHA-256 is {sha256}",
    ]


def test_a_document_that_is_no_text_is_told(project: Project) -> None:
    """With the place in the content that names it."""
    (project.root / "documents/brev-2021.txt").write_bytes(b"ab\xff")
    with pytest.raises(BriefsError, match=r"brev-2021.yaml:\d+:\d+: brev-2021.txt is no UTF-8 text: byte 2"):
        small(project)


def test_letters_written_otherwise_change_no_finding(project: Project) -> None:
    """Parted letters, soft hyphens, ligatures and odd spaces: only the SHA-256 is another."""
    for path in (project.root / "documents").iterdir():
        odd = unicodedata.normalize("NFD", path.read_text("utf-8")).replace("fi", "\ufb01").replace(" ", "\u2009")
        path.write_text(odd.replace("en", "e\u00adn"), "utf-8")
    assert {finding.what.split(": its SHA-256")[0].split(" is not ")[1] for finding in small(project).errors} == {
        "the document that was summarised"
    }


def test_what_was_assumed_of_a_document_is_advice(project: Project) -> None:
    """A document in latin-1 is read, and told; the exit status is none of its business."""
    path = project.root / "documents/brev-2021.txt"
    path.write_bytes(path.read_text("utf-8").replace("–", "-").encode("latin-1"))
    (advice,) = [finding for finding in small(project).findings if finding.kind == "document" and not is_error(finding)]
    assert advice.what.startswith("source brev-2021: brev-2021.txt is no UTF-8 text, and was read as")


def is_error(finding: Finding) -> bool:
    return finding.severity == "error"


def not_held(project: Project) -> model.Library:
    """The library as `verify` reads it: that content and lock agree is for itself to say."""
    library = load(project.root, against_lock=False).library
    assert library is not None
    return library


def locked(project: Project) -> Lock:
    """The lock of the project as it is now, read back from its own text."""
    library = project.library()
    documents = read_documents(project.root / "documents", library)
    text = accepted(library, documents, None, verify(library, documents), by="en redaktør", on=date(2022, 1, 2))
    project.write("content/sources.lock.yaml", text)
    lock = read_lock(project.root)
    assert lock is not None
    return lock


def test_drift_names_the_paragraph_and_all_that_stands_on_it(project: Project) -> None:
    """Claims, the records that cite them, and the briefs that print these."""
    lock = locked(project)
    path = "documents/svar-2021.txt"
    project.replace(path, "Det er satt av", "Det er nå satt av")
    drift = [finding for finding in small(project, lock).findings if finding.kind == "drift"]
    assert [finding.what for finding in drift] == [
        "source svar-2021: paragraph 4 changed in svar-2021.txt. On it stand claims: svar-2021/4; "
        "records: figure bokpenger-gitt, measure nye-boker, tension lanetid-ubesvart; briefs: oversikt"
    ]


@pytest.mark.parametrize("section", ["orphans", "timeline", "documents", "tensions"])
def test_drift_names_every_brief_that_prints_a_claim(project: Project, section: str) -> None:
    """Whatever the section is called, a brief that prints a record that stands on the claim is to be looked at."""
    text = (project.root / "content/briefs/oversikt.yaml").read_text(encoding="utf-8")
    head = text.replace("id: oversikt", "id: liste").split("sections:")[0].split("points:")[0]
    project.write(
        "content/briefs/liste.yaml",
        f"{head}sections:\n  - kind: {section}\n    title: Det som står her\naudiences: [alle]\norder: 2\n",
    )
    library = project.library()
    claims = {
        "orphans": ("brev-2021", 3),
        "timeline": ("brev-2021", 2),
        "documents": ("svar-2021", 1),
        "tensions": ("svar-2021", 4),
    }
    impact = impact_of(library, {model.Citation(*claims[section])}, printed_by_brief(library))
    assert "liste" in impact.briefs


def test_drift_names_no_brief_that_prints_nothing_of_it(project: Project) -> None:
    """A brief with the corrections alone is untouched by a claim that no correction is about."""
    text = (project.root / "content/briefs/oversikt.yaml").read_text(encoding="utf-8")
    head = text.replace("id: oversikt", "id: liste").split("sections:")[0].split("points:")[0]
    project.write(
        "content/briefs/liste.yaml",
        f"{head}sections:\n  - kind: corrections\n    title: Rettet\naudiences: [alle]\norder: 2\n",
    )
    library = project.library()
    impact = impact_of(library, {model.Citation("brev-2021", 3)}, printed_by_brief(library))
    assert impact.briefs == ("oversikt",)


def test_errors_tell_the_editions_and_pages_that_print_what_they_are_about(project: Project) -> None:
    """Of a passage that changed: every brief and audience; pages where their PDF is at hand, by the record's own place
    before that of its section.
    """
    lock = locked(project)
    project.replace("documents/svar-2021.txt", "Det er satt av", "Det er nå satt av")
    report, library = small(project, lock), project.library()
    (drift,) = (each for each in with_printings(report, library, {}).errors if each.kind == "drift")
    assert drift.printed == ("oversikt", "oversikt for styre")
    assert str(drift.problem).endswith("Printed in oversikt; oversikt for styre")
    sections = {edition.order.audience: edition.sections for edition in editions(library, "nb")}
    (measures,) = (each.id for each in sections["alle"] if each.kind == "measures")
    places = {"kort-fortalt": 1, measures: 3, f"{measures}-nye-boker": 4}
    (drift,) = (
        each
        for each in with_printings(report, library, {("oversikt", "alle", "nb"): places}).errors
        if each.kind == "drift"
    )
    assert re.fullmatch(r"oversikt p\. (1 and )?4", drift.printed[0]) and drift.printed[1] == "oversikt for styre"
    assert drift.id == next(each for each in report.errors if each.kind == "drift").id


def test_a_number_that_no_longer_holds_tells_where_it_is_printed(project: Project) -> None:
    """A claim that its paragraph does not bear out any more is looked up in every edition that stands on it."""
    project.replace("content/figures.yaml", "value: 250000", "value: 270000")
    report = with_printings(small(project), project.library(), {})
    assert report.errors and all("oversikt" in each.printed for each in report.errors)
    project.replace("content/figures.yaml", "value: 270000", "value: 250000")
    assert with_printings(small(project), project.library(), {}).errors == ()


def test_drift_tells_new_paragraphs_and_where_the_others_went(project: Project) -> None:
    """A paragraph put in moves those below it, and the claims are to follow."""
    lock = locked(project)
    project.replace("documents/brev-2021.txt", "Vi ber også", "Hilsen oss.\nVi ber også")
    drift = [finding.what.split(". ")[0] for finding in small(project, lock).findings if finding.kind == "drift"]
    assert drift == [
        "source brev-2021: paragraph 4 is new in brev-2021.txt",
        "source brev-2021: paragraph 4–5 is now paragraph 5–6 in brev-2021.txt",
    ]


def test_without_documents_the_lock_tells_whether_the_content_followed(project: Project) -> None:
    """The content's SHA-256 and the lock's must be one."""
    lock = locked(project)
    assert verify(project.library(), None, lock).findings == ()
    project.replace("content/sources/brev-2021.yaml", "sha256: 3c", "sha256: 4c")
    assert kinds(verify(not_held(project), None, lock)) == ["lock"]


def test_accepted_findings_stand_until_something_changes(project: Project) -> None:
    """A waiver holds for one expectation against one paragraph; it remembers who and when."""
    project.replace("content/figures.yaml", "value: 80", "value: 81")
    lock = locked(project)
    report = small(project, lock)
    assert (report.findings, [finding.record for finding in report.waived]) == (
        (),
        ["brief oversikt", "figure ville-bruke", "claim brev-2021/7"],
    )
    assert [(entry.by, entry.on, len(entry.findings)) for entry in lock.accepted] == [
        ("en redaktør", date(2022, 1, 2), 3)
    ]
    project.replace("content/figures.yaml", "value: 81", "value: 82")
    assert len(small(project, lock).findings) == 3


@pytest.mark.parametrize("changed", ["content", "document"])
def test_waiver_is_for_the_words_that_it_was_given_for(project: Project, changed: str) -> None:
    """Other words of the claim or of its paragraph, and the same finding is back, whatever its number says."""
    project.replace("content/figures.yaml", "value: 80", "value: 81")
    lock = locked(project)
    assert small(project, lock).findings == ()
    if changed == "content":
        project.replace("content/sources/brev-2021.yaml", "av de spurte ville ha brukt", "av de spurte vil ikke bruke")
    else:
        project.replace("documents/brev-2021.txt", "ville 80 prosent bruke", "ville 80 prosent ikke bruke")
    back = [finding.record for finding in small(project, lock).findings if finding.kind in {"number", "figure"}]
    assert "claim brev-2021/7" in back


def test_one_finding_is_let_stand_and_no_other(project: Project) -> None:
    """By record or id; a name that no finding has is wrong use."""
    project.replace("content/figures.yaml", "value: 80", "value: 81")
    folder = str(project.root / "documents")
    assert run(project, "--sources", folder, "brev-2021/99", "--accept", "--by", "en redaktør").exit_code == 2
    assert run(project, "--sources", folder, "brev-2021/7").exit_code == 2
    run(project, "--sources", folder, "brev-2021/7", "--accept", "--by", "en redaktør")
    report = small(project, read_lock(project.root))
    assert [finding.record for finding in report.waived] == ["claim brev-2021/7"]
    assert sorted(finding.record for finding in report.findings) == ["brief oversikt", "figure ville-bruke"]


def test_what_only_the_content_can_mend_is_never_accepted(project: Project) -> None:
    """A wrong SHA-256 stays a finding."""
    project.replace("content/sources/brev-2021.yaml", "sha256: 3c", "sha256: 4c")
    lock = locked(project)
    documents = read_documents(project.root / "documents", not_held(project))
    assert kinds(verify(not_held(project), documents, lock)) == ["document"]


def test_a_broken_lock_is_a_problem_with_its_place(project: Project) -> None:
    """It is never taken for no lock."""
    project.write("content/sources.lock.yaml", "format: 2\n")
    with pytest.raises(BriefsError, match=r"content/sources.lock.yaml:1:1: the lock is broken at format"):
        read_lock(project.root)


# --- the command ------------------------------------------------------------------------------------------------------


def run(project: Project, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["verify", "--project", str(project.root), *map(str, arguments)])


def test_the_command_ends_with_1_on_findings_and_0_without(project: Project) -> None:
    """Findings on standard error, what was held against what on standard output."""
    folder = project.root / "documents"
    good = run(project, "--sources", folder)
    assert good.exit_code == 0
    assert good.stdout.startswith("0 findings in 13 claims on 10 paragraphs; ")
    project.replace("content/figures.yaml", "value: 80", "value: 81")
    bad = run(project, "--sources", folder)
    assert bad.exit_code == 1
    place = project.place("content/figures.yaml", "81")
    assert (
        f"{place}: figure ville-bruke: 81 percent is not in paragraph 5 of brev-2021.txt, which has 80 percent ["
        in bad.stderr
    )
    found = json.loads(run(project, "--sources", folder, "--json").stdout)
    assert {"file", "line", "column", "message", "hint", "severity"} < set(found[0])
    assert {"id", "kind", "record", "document", "paragraphs", "expected", "found"} < set(found[0])


def test_advice_is_counted_apart_and_fails_nothing(project: Project) -> None:
    """Printed as a warning, marked as one in the JSON, exit status 0; nobody need accept it."""
    folder = project.root / "documents"
    project.replace(
        "content/sources/brev-2021.yaml", "vil at lånetiden skal bli lengre", "synes ikke om lån som er så korte"
    )
    told = run(project, "--sources", folder)
    assert (told.exit_code, ": warning: claim brev-2021/6 denies («ikke»)" in told.stderr) == (0, True)
    assert told.stdout.startswith("0 findings and 2 warnings in 13 claims on 10 paragraphs; ")
    found = json.loads(run(project, "--sources", folder, "--json").stdout)
    severities = {(entry["kind"], entry["severity"]) for entry in found if "kind" in entry}
    assert severities == {("denial", "warning"), ("elsewhere", "warning")}
    assert run(project, "--sources", folder, "--accept", "--by", "en redaktør").exit_code == 0
    assert "f-" not in (project.root / "content/sources.lock.yaml").read_text(encoding="utf-8")


def test_the_project_may_name_the_folder_of_its_documents(project: Project) -> None:
    """Then `verify` needs no option, also to accept; a folder that is not there is told at its key."""
    project.replace("content/project.yaml", "language: nb", "language: nb\ndocuments: documents")
    assert run(project, "--accept", "--by", "en redaktør").exit_code == 0
    assert run(project).exit_code == 0
    project.replace("documents/svar-2021.txt", "én kveld", "tre kvelder")
    assert run(project).exit_code == 1
    project.replace("content/project.yaml", "documents: documents", "documents: papers")
    place = project.place("content/project.yaml", "papers")
    result = run(project)
    assert (result.exit_code, f"{place}: there is no folder 'papers'" in result.stderr) == (1, True)


def test_accept_writes_the_lock_and_wants_a_name(project: Project) -> None:
    """Then the findings are let stand; a lock on its own is compared without documents."""
    folder = project.root / "documents"
    project.replace("content/figures.yaml", "value: 80", "value: 81")
    assert run(project, "--sources", folder, "--accept").exit_code == 2
    assert run(project).exit_code == 1
    assert run(project, "--sources", folder, "--accept", "--by", "en redaktør").exit_code == 0
    assert run(project, "--sources", folder).exit_code == 0
    assert run(project).exit_code == 0


def test_accept_says_that_the_lock_is_written_beside_the_gap(project: Project) -> None:
    """A paragraph put in is covered by nothing: that is an error, and the document is accepted all the same."""
    run(project, "--sources", project.root / "documents", "--accept", "--by", "en redaktør")
    project.replace("documents/brev-2021.txt", "Vi ber også", "Hilsen oss.\nVi ber også")
    text = (project.root / "content/sources/brev-2021.yaml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(("sha256:", "paragraphs:"))]
    project.write("content/sources/brev-2021.yaml", "\n".join(kept) + "\n")
    result = run(project, "--sources", project.root / "documents", "--accept", "--by", "en redaktør")
    assert result.exit_code == 1
    assert "content/sources.lock.yaml is written: 2 documents and" in result.stderr
    assert "no claim covers paragraph 6" in result.stderr


def test_findings_have_short_ids_that_name_one_alone() -> None:
    """Seven characters, more where two begin alike; lines may move without changing them."""
    report = held((2, "I dag er {1300} barn med."), (2, "I dag er 1 300 barn med."))
    assert all(len(short) >= len("f-") + 7 and id.startswith(short) for id, short in report.short_ids.items())
    short = list(report.short_ids.values())
    assert len(set(short)) == len(short) == len({finding.id for finding in report.findings})


def test_one_is_let_stand_by_its_short_id(project: Project) -> None:
    """As the text output shows it; a beginning that is shorter names none."""
    project.replace("content/figures.yaml", "value: 80", "value: 81")
    folder = str(project.root / "documents")
    shown = re.findall(r"\[(f-[0-9a-f]+)\]", run(project, "--sources", folder).stderr)
    accept = ("--accept", "--by", "en redaktør")
    assert run(project, "--sources", folder, shown[0][:6], *accept).exit_code == 2
    run(project, "--sources", folder, shown[0], *accept)
    assert len(small(project, read_lock(project.root)).waived) == 1


def test_one_wrong_value_is_told_once_with_its_places(project: Project) -> None:
    """In three records, on one line."""
    project.replace("content/figures.yaml", "value: 80", "value: 81")
    result = run(project, "--sources", project.root / "documents")
    assert result.stderr.count(". The same in ") == 1
    assert len(re.findall(r"\[f-[0-9a-f]+\]", result.stderr)) == 3


BILL = """Overskrift
Regjeringen foreslår i Prop. 67 L (2017–2018) å endre § 26 og §§ 3–5. Det gjelder kapittel 4 i 3. kvartal."""


@pytest.mark.parametrize(
    ("claim", "severities"),
    [
        ("Forslaget står i Prop. 67 L.", []),
        ("Forslaget står i Prop. 67 L (2017–2018) og endrer § 4.", []),
        ("Forslaget gjelder tredje kvartal og § 26.", []),
        ("Forslaget står i Prop. 76 L.", ["error"]),
        ("Forslaget endrer § 62.", ["error"]),
        ("Forslaget gjelder Covid-19.", ["error"]),
        ("Forslaget gjelder artikkel 4.", ["advice"]),
        ("Forslaget gjelder kapittel 4.2.", ["advice"]),
    ],
)
def test_an_identifier_stands_in_its_paragraph(claim: str, severities: list[str]) -> None:
    """The number of a bill or a section is held by its form; a part of it, or its number alone, is told."""
    found = held((2, claim), letter=BILL).findings
    assert [finding.severity for finding in found if finding.kind == "identifier"] == severities


def test_the_number_of_a_section_bears_out_no_count() -> None:
    """«§ 26» is no answer to how many municipalities there are."""
    assert "number" in kinds(held((2, "Det gjelder tjueseks kommuner."), letter=BILL))
