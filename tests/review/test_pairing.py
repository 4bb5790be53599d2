"""Numbers and dates of a text in each other's places."""

from __future__ import annotations

import pytest

from briefs.language.tables import Language
from briefs.review.verify.neighbours import DatedText
from briefs.review.verify.pairing import exchange

_DRIFT = "Resultatet ble 27 millioner kroner, mot 54 millioner kroner i 2020."
_TWO = "Fristen ble satt i 2016. Arkivet flyttet inn i det nye bygget i 2019."
_MEALS = "A meal costs the school 19 kroner, of which the state pays 15 kroner."


@pytest.mark.parametrize(
    ("language", "honest", "turned", "passage"),
    [
        ("nb", "fra 54 til 27 millioner kroner", "fra 27 til 54 millioner kroner", _DRIFT),
        ("nb", "Arkivet flyttet i {}, tre år etter fristen i {}.", "2019 2016", _TWO),
        ("en", "The state pays {} kroner of the {} kroner of a meal.", "15 19", _MEALS),
        ("nb", "De {} kommunene har {} elever.", "58 9000", "I 58 kommuner går det 9000 elever på skole."),
        ("en", "In {} towns there are {} pupils", "58 9000", "I 58 kommuner går det 9000 elever på skole."),
        (
            "nb",
            "Utgiftene ble {} kroner i år mot {} i fjor.",
            "40 30",
            "I fjor kostet det 30 kroner; i år koster det 40.",
        ),
    ],
)
def test_a_pair_is_advice_where_it_fits_better_exchanged(
    language: Language, honest: str, turned: str, passage: str
) -> None:
    """By the words, years and nouns beside them, and by their order where these tell nothing."""
    if "{}" in honest:
        one, other = turned.split()
        honest, turned = honest.format(one, other), honest.format(other, one)
    passages = [DatedText(passage, "nb" if "kommuner" in passage else language, 2021)]
    assert exchange(DatedText(honest, language), passages) is None
    found = exchange(DatedText(turned, language), passages)
    assert found is not None
    assert not found.is_sure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Det ble brukt 15–7 prosent."),
        ("nb", "Tallet lå mellom 900 og 300 kroner."),
        ("en", "It was shut from ⟦2020-06-15⟧ to ⟦2020-03-12⟧."),
        ("nn", "Frå ⟦2019⟧ til ⟦2014⟧ auka talet."),
        ("en", "They answered 58 of the 37 letters."),
    ],
)
def test_what_cannot_be_is_an_error_whatever_is_cited(language: Language, text: str) -> None:
    """A span from the larger to the smaller one, and a part that is larger than its whole."""
    found = exchange(DatedText(text, language), [])
    assert found is not None
    assert found.is_sure


@pytest.mark.parametrize(
    "text", ["I ⟦2020⟧ og ⟦2016⟧ var det tilsyn.", "Åtte av de ni påleggene er lukket.", "Fra ⟦2016⟧ til ⟦2020⟧."]
)
def test_what_says_itself_which_is_which_is_let_be(text: str) -> None:
    """A list of dates, a part of a whole and a span, though the passage has them in another order."""
    passage = "Av de ni påleggene fra 2020 og 2016 er åtte lukket."
    assert exchange(DatedText(text, "nb"), [DatedText(passage, "nb")]) is None
