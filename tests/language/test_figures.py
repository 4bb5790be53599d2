"""What a figure reads like, in each language and style. «_» in the tables stands for a no-break space."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from briefs.content import model
from briefs.language.figures import figure as phrase
from briefs.language.tables import languages


def no_break(words: str) -> str:
    """A table's underscores as no-break spaces."""
    return words.replace("_", "\u00a0")


def text(nb: str, nn: str, en: str) -> model.Text:
    """One text in the three languages."""
    return model.Text(nb, translations={"nn": model.Translation(words=nn), "en": model.Translation(words=en)})


RESIDENTS = model.Noun(
    one=text("innbygger", "innbyggjar", "resident"), other=text("innbyggere", "innbyggjarar", "residents")
)
DEMANDS = model.Noun(one=text("krav", "krav", "demand"), other=text("krav", "krav", "demands"))
BREAKS = model.Noun(
    one=text("års pause", "års pause", "year’s break"), other=text("års pause", "års pause", "years’ break")
)


def figure(value: str, unit: model.Unit = "count", **more: Any) -> model.Figure:
    """A figure with what a test is not about filled in."""
    cites = (model.Citation("ks-2017", 1),)
    return model.Figure(id="tall", value=Decimal(value), unit=unit, measures=text("m", "m", "m"), cites=cites, **more)


@pytest.mark.parametrize(
    ("made", "style", "nb", "nn", "en"),
    [
        (figure("15", "year", precision="over"), "", "mer enn 15_år", "meir enn 15_år", "more than 15_years"),
        (figure("15", "year", precision="over"), "value", "15_år", "15_år", "15_years"),
        (figure("15", "year", precision="over"), "number", "15", "15", "15"),
        (figure("15", "year", precision="under"), "", "under 15_år", "under 15_år", "under 15_years"),
        (
            figure("25", "percent", precision="at-least"),
            "",
            "minst 25_prosent",
            "minst 25_prosent",
            "at least 25_per cent",
        ),
        (
            figure("25", "percent", precision="at-most"),
            "",
            "høyst 25_prosent",
            "høgst 25_prosent",
            "at most 25_per cent",
        ),
        (figure("25", "percent", precision="at-least"), "table", "minst 25_%", "minst 25_%", "at least 25%"),
        (figure("1600000000", "NOK"), "", "1,6_milliarder kroner", "1,6_milliardar kroner", "NOK_1.6_billion"),
        (figure("1600000000", "NOK"), "number", "1,6_milliarder", "1,6_milliardar", "1.6_billion"),
        (figure("1600000000", "NOK"), "plain", "1_600_000_000", "1_600_000_000", "1,600,000,000"),
        (
            figure("1600000000", "NOK", precision="about"),
            "table",
            "ca._1,6_mrd._kr",
            "ca._1,6_mrd._kr",
            "about NOK_1.6bn",
        ),
        (
            figure("1600000000", "NOK", to=Decimal(1900000000)),
            "",
            "1,6\u20131,9_milliarder kroner",
            "1,6\u20131,9_milliardar kroner",
            "NOK_1.6\u20131.9_billion",
        ),
        (
            figure("1000", noun=RESIDENTS, precision="about"),
            "",
            "om lag 1000_innbyggere",
            "om lag 1000_innbyggjarar",
            "about 1,000_residents",
        ),
        (
            figure("5400000", noun=RESIDENTS),
            "",
            "5,4_millioner innbyggere",
            "5,4_millionar innbyggjarar",
            "5.4_million residents",
        ),
        (
            figure("5400000", noun=RESIDENTS),
            "table",
            "5_400_000_innbyggere",
            "5_400_000_innbyggjarar",
            "5,400,000_residents",
        ),
        (figure("11", noun=DEMANDS, words=True), "", "elleve krav", "elleve krav", "eleven demands"),
        (figure("11", noun=DEMANDS, words=True), "number", "elleve", "elleve", "eleven"),
        (figure("11", noun=DEMANDS, words=True), "plain", "11", "11", "11"),
        (figure("11", noun=DEMANDS, words=True), "table", "11_krav", "11_krav", "11_demands"),
        (figure("13", noun=DEMANDS, words=True), "", "13_krav", "13_krav", "13_demands"),
        (
            figure("3", noun=DEMANDS, words=True, to=Decimal(5)),
            "",
            "tre til fem krav",
            "tre til fem krav",
            "three to five demands",
        ),
        (
            figure("10", noun=DEMANDS, words=True, to=Decimal(15)),
            "",
            "10\u201315_krav",
            "10\u201315_krav",
            "10\u201315_demands",
        ),
        (figure("1", noun=RESIDENTS), "", "1_innbygger", "1_innbyggjar", "1_resident"),
        (figure("10", "year", words=True), "", "ti år", "ti år", "ten years"),
        (figure("10", "year", words=True, noun=BREAKS), "", "ti års pause", "ti års pause", "ten years’ break"),
        (figure("1", "year", words=True), "", "ett år", "eit år", "one year"),
        (figure("1", "week", words=True), "", "én uke", "ei veke", "one week"),
        (figure("2", "month"), "", "2_måneder", "2_månader", "2_months"),
        (figure("11"), "", "11", "11", "11"),
        (
            figure("100000", noun=RESIDENTS, precision="many"),
            "",
            "mange hundre tusen innbyggere",
            "mange hundre tusen innbyggjarar",
            "many hundreds of thousands of residents",
        ),
        (
            figure("100000", noun=RESIDENTS, precision="many"),
            "number",
            "mange hundre tusen",
            "mange hundre tusen",
            "many hundreds of thousands",
        ),
        (figure("100000", noun=RESIDENTS, precision="many"), "plain", "100_000", "100_000", "100,000"),
        (figure("1", noun=DEMANDS, precision="many"), "", "mange krav", "mange krav", "many demands"),
        (
            figure("10000", noun=DEMANDS, precision="many"),
            "",
            "mange titusen krav",
            "mange titusen krav",
            "many tens of thousands of demands",
        ),
        (
            figure("1000000000", "NOK", precision="many"),
            "",
            "mange milliarder kroner",
            "mange milliardar kroner",
            "many billions of kroner",
        ),
    ],
)
def test_figure_reads_as_a_phrase(made: model.Figure, style: str, nb: str, nn: str, en: str) -> None:
    """The word of precision, the number, and what it counts, each style leaving out its part."""
    assert [phrase(made, language, style=style) for language in languages()] == [
        no_break(nb),
        no_break(nn),
        no_break(en),
    ]


def test_figure_takes_the_gender_of_its_noun() -> None:
    """«ett krav», since the noun itself does not say."""
    assert phrase(figure("1", noun=DEMANDS, words=True), "nb", gender="n") == "ett krav"


@pytest.mark.parametrize(
    ("made", "style"),
    [(figure("15"), "big"), (figure("150", precision="many"), ""), (figure("0.1", precision="many"), "")],
)
def test_figure_refuses_what_it_cannot_say(made: model.Figure, style: str) -> None:
    """An unknown style, and «many» of what is no power of ten."""
    with pytest.raises(ValueError, match=r"no style|power of ten"):
        phrase(made, "nb", style=style)
