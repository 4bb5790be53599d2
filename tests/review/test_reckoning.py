"""What can be reckoned from the numbers and dates of a passage, and what certainly cannot."""

from __future__ import annotations

import pytest

from briefs.language.tables import Language
from briefs.review.verify.quantities import Reading, Stamp, read
from briefs.review.verify.reckoning import is_loosely_reserved, listed, reckoned, reckoned_date

DATED = (Stamp("2019", 0, year=2019),)


@pytest.mark.parametrize(
    ("language", "passage", "claim", "follows"),
    [
        ("nb", "912 millioner kroner, derav 641 millioner kroner i støtte", "271 millioner kroner", True),
        ("nb", "912 millioner kroner, derav 641 millioner kroner i støtte", "281 millioner kroner", False),
        ("nb", "70 kvinner og 31 menn", "101 ansatte", True),
        ("nb", "70 kvinner og 31 menn", "102 ansatte", False),
        ("nb", "84 av 140 svarte", "60 prosent", True),
        ("nb", "84 av 140 svarte", "64 prosent", False),
        ("nb", "40 prosent av 14 millioner kroner", "5,6 millioner kroner", True),
        ("nb", "84 prosent, ned 3 prosentpoeng", "87 prosent", True),
        ("nb", "mer enn halvparten uteble", "under halvparten", True),
        ("nb", "mer enn halvparten uteble", "over en tredjedel", False),
        ("nb", "34 kommuner", "over 30 kommuner", True),
        ("nb", "34 kommuner", "over 20 kommuner", False),
        ("nb", "har ikke fått asfalt siden 1987", "over 30 år", True),
        ("nb", "har ikke fått asfalt siden 1987", "over 40 år", False),
        ("nn", "ope to dagar", "fem dagar", True),
        ("en", "540 departures, up from 180", "360 departures", True),
    ],
)
def test_a_number_follows_from_its_passage_or_it_does_not(
    language: Language, passage: str, claim: str, follows: bool
) -> None:
    """Sums, differences, shares, the rest of a whole, roundings and spans of years; nothing that only comes near."""
    (asked,) = read(claim, language).quantities
    assert (reckoned(asked, [read(passage, language)], (), (2019,)) is not None) is follows


def test_a_count_of_what_is_listed_is_no_plain_result() -> None:
    """Small counts follow from nearly any passage, so the rules make them advice."""
    assert listed("Skolen ligger ved kaien, kirken og butikken.", "nb") == {2, 3}
    (asked,) = read("tre steder", "nb").quantities
    how = reckoned(asked, [read("kaien, kirken og butikken", "nb")], {2, 3}, ())
    assert how is not None
    assert not how.is_plain
    assert reckoned(asked, [read("kaien, kirken og butikken", "nb")], {2}, ()) is None


@pytest.mark.parametrize(
    ("asked", "passage", "loose"),
    [
        ("15 år", "om lag 15 år", True),
        ("om lag 15 år", "15 år", True),
        ("under 15 år", "15 år, og får vi mindre enn det, stanser vi", True),
        ("under 15 år", "15 år", False),
        ("under 15 år", "over 15 år", False),
    ],
)
def test_a_reservation_may_stand_elsewhere_but_not_be_turned(asked: str, passage: str, loose: bool) -> None:
    """One that was left out, «om lag», or one that the passage has beside another word."""
    one, other = read(asked, "nb").quantities[0], read(passage, "nb").quantities[0]
    assert is_loosely_reserved(one, other, passage, "nb") is loose


@pytest.mark.parametrize(
    ("passage", "asked", "follows"),
    [
        ("i fjor", Stamp("2018", 0, year=2018), True),
        ("i fjor", Stamp("2017", 0, year=2017), False),
        ("fristen er 1. mars", Stamp("2019-03", 0, year=2019, month=3), True),
        ("fristen er 1. mars", Stamp("2019-04", 0, year=2019, month=4), False),
        ("for 20 år siden", Stamp("1999", 0, year=1999), True),
        ("for 20 år siden", Stamp("1998", 0, year=1998), False),
    ],
)
def test_a_date_follows_from_the_date_of_the_document(passage: str, asked: Stamp, follows: bool) -> None:
    """Years counted from it, and the year of a month that has none."""
    found = reckoned_date(asked, read(passage, "nb"), Reading((), (), ()), DATED)
    assert (found is not None) is follows


@pytest.mark.parametrize(
    ("language", "passage", "claim", "follows"),
    [
        ("nb", "fra kl. 17.00 til kl. 19.45", "to og tre kvart time", True),
        ("nb", "fra kl. 17.00 til kl. 19.45", "fire timer", False),
        (
            "nb",
            "11 millioner kroner: 7 millioner til kjøp, 2,4 til støtte og resten til oppussing",
            "1,6 millioner",
            True,
        ),
        ("nb", "i perioden 2013–2016 ble 412 boliger bygd", "rundt hundre boliger", True),
        ("nb", "i perioden 2013–2016 ble 412 boliger bygd", "rundt to hundre boliger", False),
        ("nb", "92 av 318 har barn", "mer enn en firedel", True),
        ("nb", "92 av 318 har barn", "mer enn halvparten", False),
        ("nb", "mellom 2. september og 11. oktober", "knapt seks uker", True),
        ("nb", "214 millioner kroner er 5,3 prosent av inntektene", "om lag fire milliarder kroner", True),
        ("en", "two and a half hours rather than 80 minutes", "70 minutes", True),
        ("en", "now 14 weeks on average, up from nine in 2022", "five weeks", True),
        ("en", "now 14 weeks on average, up from nine in 2022", "six weeks", False),
        ("nb", "På fire av ni fag er det ledig.", "fem fag", True),
        ("nb", "På fire av ni fag er det ledig.", "seks fag", False),
        ("nb", "under en tredjedel av det andre betaler", "mer enn tre ganger", True),
        ("nb", "under en tredjedel av det andre betaler", "mer enn fire ganger", False),
        ("nb", "andelen vokste fra en tredjedel til to tredjedeler", "doblet", True),
        ("nb", "andelen vokste fra en tredjedel til to tredjedeler", "firedoblet", False),
        ("en", "it fell by 22 per cent against 6 per cent elsewhere", "more than three times", True),
        ("en", "it fell by 22 per cent against 6 per cent elsewhere", "more than four times", False),
    ],
)
def test_times_rests_and_rates_follow_too(language: Language, passage: str, claim: str, follows: bool) -> None:
    """Between two hours or days, what is left of one, what comes on a year, and the whole of which a share is given."""
    (asked,) = read(claim, language).quantities
    assert (reckoned(asked, [read(passage, language)], (), (2019,)) is not None) is follows


@pytest.mark.parametrize(
    ("language", "passage", "asked", "exact"),
    [
        ("nb", "47 elever i 2023, det dobbelte av året før", Stamp("2022", 0, year=2022), True),
        ("nb", "47 elever i 2023, det dobbelte av året før", Stamp("2021", 0, year=2021), None),
        ("nb", "siden i fjor sommer", Stamp("sommeren 2018", 0, year=2018, season=22), True),
        ("nb", "siden i fjor sommer", Stamp("høsten 2018", 0, year=2018, season=24), None),
        ("nb", "i 2011, og det ble borte to år senere", Stamp("2013", 0, year=2013), True),
        ("nb", "prisene ble satt ned 1. juli", Stamp("2019-07-01", 0, year=2019, month=7, day=1), True),
        ("nb", "prisene ble satt ned i juli", Stamp("2019-07", 0, year=2019, month=7), False),
        ("nb", "det var billigere i fjor", Stamp("2018", 0, year=2018), False),
        ("nb", "15 boliger i 2021 og 20 i hvert av de tre neste årene", Stamp("2023", 0, year=2023), False),
    ],
)
def test_a_date_that_is_given_in_other_words_is_no_advice(
    language: Language, passage: str, asked: Stamp, exact: bool | None
) -> None:
    """Counted from a year of the passage itself, or with a season or day; a year counted from the document's is."""
    found = reckoned_date(asked, read(passage, language), Reading((), (), ()), DATED)
    assert (found.is_exact if found is not None else None) is exact
