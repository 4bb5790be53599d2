"""The words about a figure in a text: its own unit, its own reservation, in each language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefs.content import model
from briefs.errors import Where
from briefs.language.tables import Language
from briefs.review.verify import printed_figures, verify
from briefs.review.verify.evidence import Evidence
from tests.conftest import Project

HOURS = {"one": "time", "other": "timer"}
FIGURES: dict[str, dict[str, Any]] = {
    "amount": {"value": 250000, "unit": "NOK"},
    "grant": {"value": 40000, "unit": "NOK"},
    "share": {"value": 80, "unit": "percent"},
    "years": {"value": 15, "unit": "year"},
    "over-years": {"value": 15, "unit": "year", "precision": "over"},
    "about-share": {"value": 80, "unit": "percent", "precision": "about"},
    "under-share": {"value": 80, "unit": "percent", "precision": "under"},
    "copies": {"value": 840, "unit": "count", "noun": {"one": "mappe", "other": "mapper"}},
    "hours": {"value": 20, "unit": "count", "noun": HOURS},
}


def said(project: Project, words: str, language: Language = "nb") -> list[tuple[str, str]]:
    """What is found about a text: what it says of the figure, and the words that say it."""
    figures = {
        id: model.Figure.model_validate({"id": id, "measures": "noe", "cites": ["brev-2021/2"], **values})
        for id, values in FIGURES.items()
    }
    evidence = Evidence(replace(project.library(), figures=figures), {})
    return [
        (found.severity, found.found)
        for found in printed_figures.of_text(evidence, "brief b", model.Text(words, language=language))
    ]


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("nb", "De fikk {amount} prosent.", "prosent"),
        ("nb", "De fikk {amount|number} euro, ikke kroner.", "euro"),
        ("nb", "De fikk {amount|plain} prosent av kroner.", "prosent"),
        ("nb", "{share|number} kroner, i prosent, ville mer.", "kroner"),
        ("nb", "{share|number} prosentpoeng, ikke prosent, ville mer.", "prosentpoeng"),
        ("nb", "De venta i {years|number} måneder.", "måneder"),
        ("nb", "Det er åpent {hours|number} dager.", "dager"),
        ("nb", "Det kosta € {amount|number}, ikke kroner.", "€"),
        ("nb", "De fikk {amount} kroner.", "kroner"),
        ("nb", "De fikk {amount|number} millioner kroner.", "millioner"),
        ("nn", "Dei venta i {years|number} månader.", "månader"),
        ("nn", "Dei fekk {share} kroner.", "kroner"),
        ("en", "They got {amount|number} per cent in kroner.", "per cent"),
        ("en", "They got {amount} dollars.", "dollars"),
        ("en", "They got {share|number} percentage points, not percent.", "percentage points"),
    ],
)
def test_no_other_unit_stands_behind_a_figure(project: Project, language: Language, words: str, found: str) -> None:
    """Whether the figure prints its own unit or leaves it to the text; nor its own twice."""
    assert said(project, words, language) == [("error", found)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "De fikk {amount|number} mer enn før."),
        ("nb", "Det gjelder {share|plain} av alle. De har 80 prosent."),
        ("nn", "Dei fekk {amount|plain} meir."),
        ("en", "They got {amount|number} more."),
    ],
)
def test_an_amount_has_its_unit_somewhere_in_the_sentence(project: Project, language: Language, words: str) -> None:
    """Without it a reader takes kroner for pieces."""
    assert said(project, words, language) == [("error", "")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "De fikk {amount} året før, nok til bøker."),
        ("nb", "De fikk {amount} nok en gang."),
        ("nb", "De fikk {grant|number} av {amount}."),
        ("nb", "De fikk {grant|number} til {amount|number} norske kroner."),
        ("nb", "De fikk {amount|number} og kr {grant|number}."),
        ("nb", "Om lag så mange kroner fikk de: «{years|number}-årsperioden» er over."),
        ("nb", "{share|number} prosent, eller {share}, ville mer."),
        ("nb", "Det er åpent {hours|number} timer, altså {hours}."),
        ("nb", "Av {copies|number} meter er halve ordna."),
        ("nb", "De har venta i {years|number} år, {years|number} års venting."),
        ("nn", "{share|number} prosent ville meir, og dei fekk {amount}."),
        ("en", "{share|number} per cent got {amount}, enough for a year."),
        ("en", "A share of {share|number} percent."),
    ],
)
def test_units_that_fit_are_let_through(project: Project, language: Language, words: str) -> None:
    """The unit may stand behind the next figure, and a time behind an amount is another matter."""
    assert said(project, words, language) == []


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("nb", "De venta i drøyt {years}.", ("error", "drøyt")),
        ("nb", "De venta i knapt {years|value}.", ("error", "knapt")),
        ("nb", "De venta i mer enn {years}.", ("error", "mer enn")),
        ("nb", "De venta i minst {over-years|value}.", ("error", "minst")),
        ("nb", "De venta i drøyt {over-years}.", ("error", "drøyt")),
        ("nb", "Det ble delt over {years}.", ("advice", "over")),
        ("nb", "Bare {share} ville det.", ("advice", "bare")),
        ("nn", "Berre {share} ville det.", ("advice", "berre")),
        ("nn", "Dei venta i drygt {years}.", ("error", "drygt")),
        ("en", "They waited for nearly {years}.", ("error", "nearly")),
        ("en", "Only {share} wanted it.", ("advice", "only")),
        ("en", "They waited for more than a {years}.", ("error", "more than")),
    ],
)
def test_no_other_reservation_stands_before_a_figure(
    project: Project, language: Language, words: str, found: tuple[str, str]
) -> None:
    """Put in where the figure is exact, another than its own, or its own twice; a preposition is advice."""
    assert said(project, words, language) == [found]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "De venta i mer enn {over-years|value}, drøyt {over-years|value}."),
        ("nb", "Nær {about-share|value} ville det, og nesten {under-share|value} til."),
        ("nb", "Bare {under-share|value} ville det."),
        ("nb", "Planen strekker seg over {years}."),
        ("nb", "Flere {hours}. Mer enn nok: {years}."),
        ("en", "They waited for more than {over-years|value}."),
    ],
)
def test_reservations_that_fit_are_let_through(project: Project, language: Language, words: str) -> None:
    """A figure without its reservation may have it from the text, in other words."""
    assert said(project, words, language) == []


def test_verify_tells_it_of_every_text_and_translation_without_documents(project: Project) -> None:
    """With place, and in the words of the text."""
    project.replace("content/measures.yaml", "text: Ordningen er i gang.", "text: 'Det gis drøyt {bokpenger-gitt}.'")
    found = [each for each in verify(project.library(), None).findings if each.kind == "figure"]
    assert [each.what.partition(": ")[2] for each in found] == ["{bokpenger-gitt} is exact, and «drøyt» says otherwise"]
    assert isinstance(found[0].where, Where) and str(found[0].where).startswith("content/measures.yaml:")
