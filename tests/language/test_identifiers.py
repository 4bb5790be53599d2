"""Identifiers hold digits and count nothing: which ones are known, and how they are compared and set."""

from __future__ import annotations

import pytest

from briefs.language.identifiers import identifiers, masked, without_written
from briefs.language.typography import polish

NORWEGIAN = (
    *("§ 26", "§ 4-2", "§§ 3–5", "§§ 3 og 4", "Prop. 67 L (2017–2018)", "Meld. St. 6 (2021–2022)", "NOU 2023: 5"),
    *("Innst. 319 L", "Dok. 8:15 S", "sak 45/18", "PS 12/26", "kapittel 4", "punkt 3.2", "artikkel 5", "Covid-19"),
    *("kl. 10", "kl. 10.30", "3. kvartal", "2. halvår", "E6", "H-12/15", "ISO 8601-2", "LOV-2011-06-24-30"),
    *("G20", "P2", "4H", "110-sentralen", "Agenda 2030", "paragraf 26", "Barnehage365"),
)
ENGLISH = (
    *("§ 26", "section 26", "sections 3 to 5", "Chapter 4", "Q3", "No. 12", "Article 5", "2nd quarter", "Covid-19"),
    *("Prop. 67 L (2017–2018)", "G20", "Agenda 2030", "White Paper No. 6", "10.30 am", "E6"),
)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        *(("nb", written) for written in NORWEGIAN),
        *(("nn", written) for written in (*NORWEGIAN, "klokka 10")),
        *(("en", written) for written in ENGLISH),
    ],
)
def test_an_identifier_is_known_by_its_form(language: str, written: str) -> None:
    """It is found whole, in the middle of a sentence and at its end, with any space in it."""
    assert [found.words for found in identifiers(f"om {written}.", language)] == [written]
    broken = written.replace(" ", "\u00a0")
    assert [found.words for found in identifiers(f"({broken}) gjelder", language)] == [broken]


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("nb", "Etter § 26, 5 millioner kroner", "Etter xxxx, 5 millioner kroner"),
        ("nb", "i 2019 fikk 30 av 38 kommuner 250 000", "i 2019 fikk 30 av 38 kommuner 250 000"),
        ("nb", "I 2019 kom 12 krav", "I 2019 kom 12 krav"),
        ("en", "In 2019 there were 12 of 30", "In 2019 there were 12 of 30"),
        ("nb", "kapittel ⟦exact 4 NOK⟧", "kapittel ⟦exact 4 NOK⟧"),
    ],
)
def test_a_number_beside_an_identifier_is_still_one(language: str, text: str, left: str) -> None:
    """What counts is left as it was."""
    assert masked(text, language) == left


def test_a_project_has_names_of_its_own() -> None:
    """They are found before any form, however they are spaced."""
    assert [found.form for found in identifiers("Ring Helse\u00a024 nå", "nb", ("Helse 24",))] == ["name"]
    assert identifiers("Ring Helse 24 nå", "nb") == ()


def test_spans_of_years_and_ages_may_be_written_and_are_numbers() -> None:
    """It is taken out of what must be a reference, and left in what is read."""
    assert masked("Barn 1–5 år", "nb") == "Barn 1–5 år"
    assert without_written("Barn 1–5 år", "nb").strip() == "Barn"
    assert without_written("3-åringar", "nn").strip() == without_written("3-year-olds", "en").strip() == ""
    assert without_written("10–20 millioner", "nb") == "10–20 millioner"


@pytest.mark.parametrize(
    ("language", "text", "names", "expected"),
    [
        ("nb", "Prop. 67 L (2017-2018)", (), "Prop.\u00a067\u00a0L (2017–\u20602018)"),
        ("nb", "sak 45/18", (), "sak\u00a045/18"),
        ("nn", "barn 1-5 år", (), "barn 1–\u20605\u00a0år"),
        ("en", "section 26", (), "section\u00a026"),
        ("nb", "Helse 24 svarer", ("Helse 24",), "Helse\u00a024 svarer"),
    ],
)
def test_an_identifier_is_not_broken(language: str, text: str, names: tuple[str, ...], expected: str) -> None:
    """Its spaces hold, but for the one before a parenthesis; a second time changes nothing."""
    once, _ = polish(text, language, names)
    assert once == expected
    assert polish(once, language, names)[0] == expected
