"""Numbers and dates of a text in each other's places."""

from __future__ import annotations

import pytest

from briefs.language.tables import Language
from briefs.review.verify.neighbours import DatedText, written
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


@pytest.mark.parametrize(
    ("language", "honest", "turned", "is_sure"),
    [
        ("nb", "Prisen økte fra {} til {} kroner.", "31 38", True),
        ("nb", "Tallet ble redusert fra {} til {}.", "94 58", True),
        ("nn", "Talet auka frå {} til {}.", "31 38", True),
        ("nb", "Inntektene økte med {} millioner til {} millioner kroner.", "38 912", True),
        ("nb", "Tallet falt til {}, mot {} året før.", "31 38", False),
        ("nb", "Kommunene ble færre: først {}, så {}.", "94 58", False),
        ("nb", "Ferga var mer pålitelig enn avtalt: {} mot {} prosent.", "99,2 98,5", False),
        ("nb", "Et flertall på {} stemte imot; {} ville vente.", "22 12", False),
        ("nn", "Eit fleirtal på {} røysta imot; {} ville vente.", "22 12", False),
        ("en", "A majority of {} voted against; {} wanted to wait.", "22 12", False),
        ("nb", "Den yngste var {} og den eldste {}.", "12 25", False),
        ("en", "The youngest were born in ⟦{}⟧ and the oldest in ⟦{}⟧.", "1994 1975", False),
        ("nb", "Vollen skulle stå ferdig i ⟦{}⟧, men ble utsatt til ⟦{}⟧.", "2017 2018", False),
        ("en", "It was due in ⟦{}⟧ but was brought forward to ⟦{}⟧.", "2018 2017", False),
        ("nb", "Av de {} kommunene svarte {}.", "9 8", False),
        ("en", "{} of the band’s {} members play.", "3 11", True),
        ("nb", "Leia blir {} kroner dyrere i måneden, altså {} kroner i året.", "369 4000", False),
    ],
)
def test_a_text_says_itself_which_is_which(language: Language, honest: str, turned: str, is_sure: bool) -> None:
    """Rising and falling, a majority, the least and the most, what was put off and the part of a whole."""
    one, other = turned.split()
    assert exchange(DatedText(honest.format(one, other), language), []) is None
    found = exchange(DatedText(honest.format(other, one), language), [])
    assert found is not None
    assert found.is_sure == is_sure


@pytest.mark.parametrize(
    "text",
    [
        "Avfallet gikk ned med mer enn en femtedel, fra 168 til 131 kilo.",
        "Økningen falt fra 38 til 31 prosent.",
        "Det økte fra 3 til 2 per 1000.",
        "I 2016 fikk de eldre 40 kroner, mot 38 til andre.",
        "Gebyret stiger med 12 prosent i stedet for 18.",
        "Prisene steg med 12 prosent, mot 18 året før.",
    ],
)
def test_a_text_that_says_nothing_of_which_is_which_is_let_be(text: str) -> None:
    """«Mer enn» is a reservation, a falling rise says nothing, and a third number may be the one meant."""
    assert exchange(DatedText(text, "nb"), []) is None


@pytest.mark.parametrize(
    ("language", "honest", "turned", "passage"),
    [
        ("nb", "De foreslo {} plasser i stedet for {}.", "15 10", "Antallet plasser økes fra 10 til 15."),
        ("nn", "Det skal koste {} kroner, ikkje {}.", "51 38", "Tilskotet blir auka frå 38 til 51 kroner."),
        ("nb", "Arbeidet tar {} år heller enn {}.", "5 2", "Vi klarer det ikke på 2 år. 5 år er realistisk."),
        ("en", "They were older in ⟦{}⟧ than in ⟦{}⟧.", "2022 2005", "They were 28 years old in 2005 and 31 in 2022."),
        ("en", "It could cost more by ⟦{}⟧ than in ⟦{}⟧.", "2035 2021", "It will cost half as much again."),
        ("nb", "{} skoler og {} var med.", "118 9870", "Vi spurte 9870 elever ved 118 skoler."),
    ],
)
def test_passages_tell_what_was_left_behind_and_what_is_more(
    language: Language, honest: str, turned: str, passage: str
) -> None:
    """By a word for what is not meant, by what goes with two years, and by the noun that one of two has."""
    one, other = turned.split()
    passages = [DatedText(passage, language, 2021)]
    assert exchange(DatedText(honest.format(one, other), language), passages) is None
    found = exchange(DatedText(honest.format(other, one), language), passages)
    assert found is not None
    assert not found.is_sure


@pytest.mark.parametrize(
    ("text", "language", "ends"),
    [("Vedtatt 8. september 2021.", "nb", ["8. september 2021"]), ("Prices rose in the 2010s", "en", ["2010s"])],
)
def test_a_number_or_date_ends_where_the_text_ends_it(text: str, language: str, ends: list[str]) -> None:
    """Not by the length of what it is read as, which may have blanks for stops and more of them."""
    found = written(DatedText(text, language))
    assert [text[each.start : each.end] for each in found] == ends
