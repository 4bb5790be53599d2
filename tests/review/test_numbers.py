"""Numbers as people write them, in three languages: what is read of each, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefs.language.tables import Language
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.places import swapped
from briefs.review.verify.quantities import Quantity, is_kin, read, same_amount, same_reservation

# A number that is no amount (a section, an hour, a decade, «the third») is none to ask for: its value is empty.
EXPRESSIONS = [
    ("nb", "økte med 3 prosentpoeng", "3", "percentage-point", ""),
    ("nb", "drøyt 15 år", "15", "year", "over"),
    ("nb", "vel 15 år", "15", "year", "over"),
    ("nb", "knapt 15 år", "15", "year", "under"),
    ("nb", "i overkant av 15 år", "15", "year", "over"),
    ("nb", "i underkant av 15 år", "15", "year", "under"),
    ("nb", "ikke mindre enn 15 år", "15", "year", "at-least"),
    ("nb", "15 år eller mer", "15", "year", "at-least"),
    ("nb", "15 år eller oftere", "15", "year", "at-least"),
    ("nb", "fra 15 år og oppover", "15", "year", "at-least"),
    ("nb", "rundt regnet 15 år", "15", "year", "about"),
    ("nb", "nær 15 år", "15", "year", "under"),
    ("nb", "nær halvparten", "0.5", "", "under"),
    ("nb", "omkring halvparten", "0.5", "", "about"),
    ("nb", "to tredjedeler av elevene", "0.667", "", ""),
    ("nb", "to av tre elever", "0.667", "", ""),
    ("nb", "hver fjerde elev", "0.25", "", ""),
    ("nb", "tre firedeler", "0.75", "", ""),
    ("nb", "tredoblet", "3", "", ""),
    ("nb", "et dusin kommuner", "12", "", ""),
    ("nb", "et titalls kommuner", "10", "", "about"),
    ("nb", "hundrevis av kommuner", "100", "", "many"),
    ("nb", "1.600.000 kroner", "1600000", "NOK", ""),
    ("nb", "1 600 000 kroner", "1600000", "NOK", ""),
    ("nb", "1,6 mrd. kroner", "1600000000", "NOK", ""),
    ("nb", "1,6 mrd kr", "1600000000", "NOK", ""),
    ("nb", "kr 1 600,-", "1600", "NOK", ""),
    ("nb", "kr. 500", "500", "NOK", ""),
    ("nb", "NOK 500", "500", "NOK", ""),
    ("nb", "500-kroningen", "500", "NOK", ""),
    ("nb", "en halv million kroner", "500000", "NOK", ""),
    ("nb", "halvannen million kroner", "1500000", "NOK", ""),
    ("nb", "to og en halv million", "2500000", "", ""),
    ("nb", "fem tusen kroner", "5000", "NOK", ""),
    ("nb", "tjuefem hundre", "2500", "", ""),
    ("nb", "nitten hundre og nittini", "1999", "", ""),
    ("nb", "5–10 prosent", "5", "percent", ""),
    ("nb", "mellom fem og ti prosent", "5", "percent", ""),
    ("nb", "5 til 10 år", "5", "year", ""),
    ("nb", "20-åringer", "20", "year", ""),
    ("nb", "en 15-årsperiode", "15", "year", ""),
    ("nb", "treårsperioden", "3", "year", ""),
    ("nb", "et toårig tilskudd", "2", "year", ""),
    ("nb", "tiåret", "10", "year", ""),
    ("nb", "kvart million", "250000", "", ""),
    ("nb", "40 %", "40", "percent", ""),
    ("nb", "40%", "40", "percent", ""),
    ("nb", "40 pst.", "40", "percent", ""),
    ("nb", "12 100 plasser", "12100", "", ""),
    ("nb", "8 timer", "8", "hour", ""),
    ("nb", "30 meter", "30", "metre", ""),
    ("nb", "4,1 bøker", "4.1", "", ""),
    ("nb", "§ 3-2", "", "", ""),
    ("nb", "kl. 12", "", "", ""),
    ("nb", "femti-femti", "", "", ""),
    ("nb", "70 kvinner og 30 menn", "70", "", ""),
    ("nb", "tusener", "1000", "", "many"),
    ("nb", "flere millioner", "1000000", "", "many"),
    ("nb", "over 200 i året", "200", "", "over"),
    ("nb", "ett av tre krav", "0.333", "", ""),
    ("nb", "førstelinjen", "", "", ""),
    ("nb", "den tredje gangen", "", "", ""),
    ("nb", "for 3. gang", "3", "ordinal", ""),
    ("nb", "nr. 5", "5", "", ""),
    ("en", "15 per cent", "15", "percent", ""),
    ("en", "15 percent", "15", "percent", ""),
    ("en", "two thirds", "0.667", "", ""),
    ("en", "a third", "0.333", "", ""),
    ("en", "an estimated 3,100 tonnes", "3100", "", "about"),
    ("en", "£12.6 million", "12600000", "GBP", ""),
    ("en", "$5 billion", "5000000000", "USD", ""),
    ("en", "fewer than 20", "20", "", "under"),
    ("en", "no fewer than 20", "20", "", "at-least"),
    ("en", "up to 20", "20", "", "at-most"),
    ("en", "as many as 20", "20", "", "at-most"),
    ("en", "some 20 schools", "20", "", "about"),
    ("en", "roughly 20", "20", "", "about"),
    ("en", "one in seven", "0.143", "", ""),
    ("en", "a dozen", "12", "", ""),
    ("en", "half a million", "500000", "", ""),
    ("en", "20 years", "20", "year", ""),
    ("en", "the 1990s", "", "", ""),
    ("en", "20 percentage points", "20", "percentage-point", ""),
    ("nb", "30.000 kroner", "30000", "NOK", ""),
    ("nb", "fem av seks", "0.833", "", ""),
    ("nb", "annenhver stilling", "0.5", "", ""),
    ("nb", "et halvt år", "0.5", "year", ""),
    ("nb", "fra 2,2 til 6,3 millioner kroner", "2200000", "NOK", ""),
    ("nb", "30 elever eller flere", "30", "", "at-least"),
    ("nb", "anslås til 30 skoler", "30", "", "about"),
    ("nb", "omtrent på 30 skoler", "30", "", "about"),
    ("nb", "hver tredje uke", "", "", ""),
    ("nb", "der halv fem", "", "", ""),
    ("nb", "Covid-19", "", "", ""),
    ("nb", "under 2000 mennesker", "2000", "", "under"),
    ("nb", "to hundre og femti elever", "250", "", ""),
    ("nn", "to og ein halv million", "2500000", "", ""),
    ("nn", "kvar femte elev", "0.2", "", ""),
    ("nn", "drygt tre timar", "3", "hour", "over"),
    ("nn", "snautt 1 800 kroner", "1800", "NOK", "under"),
    ("nn", "30 elevar eller fleire", "30", "", "at-least"),
    ("nn", "i overkant av 20 dollar", "20", "USD", "over"),
    ("nn", "kvart år", "", "", ""),
    ("en", "nearly two-thirds", "0.667", "", "under"),
    ("en", "two and a half million", "2500000", "", ""),
    ("en", "one teacher in four", "0.25", "", ""),
    ("en", "20 pupils or more", "20", "", "at-least"),
    ("en", "between 2.6 and 2.9 billion kroner", "2600000000", "NOK", ""),
    ("en", "a third time", "", "", ""),
    ("nb", "3 promille av elevene", "3", "per-mille", ""),
    ("nb", "om lag 0,5 ‰", "0.5", "per-mille", "about"),
    ("nb", "½ million kroner", "500000", "NOK", ""),
    ("nb", "minst ½ time", "0.5", "hour", "at-least"),
    ("nb", "2½ time", "2.5", "hour", ""),
    ("nb", "2 ½ år", "2.5", "year", ""),
    ("nb", "¾ av elevene", "0.75", "", ""),
    ("nb", "en-og-en-halv time", "1.5", "hour", ""),
    ("nn", "fem promille", "5", "per-mille", ""),
    ("nn", "to-og-ein-halv månad", "2.5", "month", ""),
    ("en", "four per mille", "4", "per-mille", ""),
    ("en", "over two-and-a-half years", "2.5", "year", "over"),
    ("en", "one-and-a-half hours", "1.5", "hour", ""),
    ("en", "two-and-a-half million kroner", "2500000", "NOK", ""),
    ("en", "a two-and-a-half-year plan", "2.5", "year", ""),
    ("en", "half-and-half", "", "", ""),
    ("nb", "i størrelsesorden 40 elever", "40", "", "about"),
    ("nb", "oppimot 40 elever", "40", "", "under"),
    ("nb", "bare så vidt en tidel", "0.1", "", "under"),
    ("nb", "i hvert fall 40 elever", "40", "", "at-least"),
    ("nb", "antallet passerer 70", "70", "", "over"),
    ("nb", "to-tre år", "2", "year", ""),
    ("nb", "tjue-tretti prosent", "20", "percent", ""),
    ("nb", "femogtjue elever", "25", "", ""),
    ("nb", "et snes kommuner", "20", "", ""),
    ("nb", "et tjuetall elever", "20", "", "about"),
    ("nb", "det dobbelte av i fjor", "2", "", ""),
    ("nb", "en tredobling", "3", "", ""),
    ("nb", "om lag det dobbelte", "2", "", "about"),
    ("nb", "tre kvart million", "750000", "", ""),
    ("nb", "en god halvpart", "0.5", "", "over"),
    ("nb", "en tolvdel", "0.083", "", ""),
    ("nb", "2 prosentenheter", "2", "percentage-point", ""),
    ("nb", "ti prosents økning", "10", "percent", ""),
    ("nb", "en 10-prosentsøkning", "10", "percent", ""),
    ("nb", "fordele auken over to år", "2", "year", ""),
    ("nb", "det går ut over 22 tomter", "22", "", ""),
    ("nb", "mellom 400 000 og en halv million kroner", "400000", "NOK", ""),
    ("nn", "ikring 40 elevar", "40", "", "about"),
    ("nn", "det dobbelte", "2", "", ""),
    ("nn", "halvanna år", "1.5", "year", ""),
    ("nn", "eit tital", "10", "", "about"),
    ("en", "a million and a half", "1500000", "", ""),
    ("en", "a quarter of a million kroner", "250000", "NOK", ""),
    ("en", "two decades", "20", "year", ""),
    ("en", "two fortnights", "4", "week", ""),
    ("en", "two members are past sixty", "2", "", ""),
    ("en", "she is past sixty", "60", "", "over"),
    ("en", "not quite 40 pupils", "40", "", "under"),
]

# A date by its year, month, day, season, years counted from the document's own, and whether it is a decade.
DATES = [
    ("nb", "våren i 2018", (2018, None, None, 21, None, False)),
    ("nb", "på 1990-tallet", (1990, None, None, None, None, True)),
    ("nb", "8. sept. 2017", (2017, 9, 8, None, None, False)),
    ("nb", "des. 2017", (2017, 12, None, None, None, False)),
    ("nb", "i forfjor", (None, None, None, None, -2, False)),
    ("nb", "inneværende år", (None, None, None, None, 0, False)),
    ("nb", "I vår fikk 61 avslag", (None, None, None, 21, None, False)),
    ("nn", "i 1990-åra", (1990, None, None, None, None, True)),
    ("nn", "sumaren 2018", (2018, None, None, 22, None, False)),
    ("en", "in the spring of ⟦2018⟧", (2018, None, None, 21, None, False)),
    ("en", "the 1990s", (1990, None, None, None, None, True)),
    ("en", "Sept. 2017", (2017, 9, None, None, None, False)),
    ("en", "the previous year", (None, None, None, None, -1, False)),
    ("en", "the following year", (None, None, None, None, 1, False)),
]


@pytest.mark.parametrize(("language", "words", "parts"), DATES)
def test_the_first_date_is_read_with_all_that_it_gives(
    language: Language, words: str, parts: tuple[int | None, ...]
) -> None:
    """Seasons, decades and shortened months with their year, and years counted from another one."""
    first = read(words, language).stamps[0]
    assert (first.year, first.month, first.day, first.season, first.years, first.decade) == parts


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "Des flere, jo bedre"), ("nb", "fem prosent i året før planen")]
)
def test_what_only_looks_like_a_date_is_none(language: Language, words: str) -> None:
    """A shortened month needs a day or year beside it; «i året» says how often."""
    assert read(words, language).stamps == ()


@pytest.mark.parametrize(("language", "words", "value", "unit", "reservation"), EXPRESSIONS)
def test_the_first_number_is_read_with_unit_and_reservation(
    language: Language, words: str, value: str, unit: str, reservation: str
) -> None:
    """Value, unit and reservation come together from words that stand before, in and behind the number."""
    asked = [quantity for quantity in read(words, language).quantities if not quantity.weak]
    if not value:
        assert asked == []
        return
    first = asked[0]
    assert (first.value, first.unit or "", first.precision) == (Decimal(value), unit, reservation or "exact")


def the(language: Language, words: str) -> Quantity:
    return read(words, language).quantities[-1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("seks av ti foreldre", "60 prosent", True),
        ("seks av ti foreldre", "50 prosent", False),
        ("et halvt år", "seks måneder", True),
        ("et halvt år", "fem måneder", False),
        ("5 promille", "0,5 prosent", True),
        ("5 promille", "5 prosent", False),
        ("turen koster 312 kroner, av dem betaler folk 40", "40 kroner", True),
        ("her bor det 40 barn", "40 kroner", False),
        ("de ba om 1,9 millioner kroner, men fikk bare 1,1", "1,1 millioner kroner", True),
        ("1.600.000 kroner", "1,6 millioner kroner", True),
        ("ti virkedager", "10 dager", True),
        ("en kvart million", "250.000", True),
    ],
)
def test_the_same_amount_may_be_written_in_two_ways(one: str, other: str, same: bool) -> None:
    """Shares and percent, years and months, a unit or «millioner» that only the number beside has."""
    assert same_amount(the("nb", one), the("nb", other)) is same
    assert same_amount(the("nb", other), the("nb", one)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("nær halvparten", "om lag halvparten", True),
        ("ingen får mer enn to millioner", "høyst to millioner", True),
        ("de får mer enn to millioner", "høyst to millioner", False),
        ("drøyt 15 år", "15 år", False),
        ("over 15 år", "om lag 15 år", False),
    ],
)
def test_a_reservation_may_be_said_in_two_ways(one: str, other: str, same: bool) -> None:
    """«Nær» is about and below; «ingen … mer enn» is «høyst»; any other reservation is its own."""
    assert same_reservation(the("nb", one), the("nb", other)) is same


@pytest.mark.parametrize(
    ("asked", "given", "kin"),
    [
        ("høyst seks uker", "seks uker", True),
        ("minst 15 år", "over 15 år", True),
        ("om lag 41 000 turer", "41 300 turer", True),
        ("nesten halvparten", "48 prosent", True),
        ("om lag 41 000 turer", "om lag 41 300 turer", False),
        ("om lag 41 000 turer", "51 300 turer", False),
        ("41 000 turer", "41 300 turer", False),
        ("minst 15 år", "høyst 15 år", False),
        ("over 15 år", "15 år", False),
    ],
)
def test_what_an_honest_text_may_say_of_a_number_is_advice(asked: str, given: str, kin: bool) -> None:
    """A reservation that may lie in a verb, or a rounding that says that it is one; everything else is an error."""
    assert is_kin(the("nb", asked), the("nb", given)) is kin


@pytest.mark.parametrize(
    ("text", "passage", "found"),
    [
        ("prisen gikk fra 38 til 31 kroner", "prisen gikk fra 31 til 38 kroner", True),
        ("prisen gikk fra 31 til 38 kroner", "prisen er nå 38 kroner, mot 31 kroner før", False),
        ("418 av 133 turer kom for sent", "133 av 418 turer kom for sent", True),
        ("58 var uten i 2016 og 94 i 2021", "94 var uten i 2016, mens 58 var det i 2021", True),
        ("94 var uten i 2016 og 58 i 2021", "94 var uten i 2016, mens 58 var det i 2021", False),
        ("54 ansatte på 11 barn", "11 ansatte har 54 barn", True),
        ("54 barn på 11 ansatte", "11 ansatte har 54 barn", False),
    ],
)
def test_numbers_that_change_places_are_found(text: str, passage: str, found: bool) -> None:
    """By the word before them, the year beside them or the noun behind them."""
    assert (swapped(text, "nb", passage, "nb") is not None) is found


def test_spans_of_years_and_english_dates() -> None:
    """A school year has two years; an English date has its day before or behind the month."""
    assert [stamp.year for stamp in read("skoleåret 2019/20 og 2020–2021", "nb").stamps] == [2019, 2020, 2020, 2021]
    assert not read("skoleåret 2019/20", "nb").quantities
    for words in ("12 March 2020", "March 12, 2020", "the 12th of March 2020"):
        (stamp,) = read(words, "en").stamps
        assert (stamp.year, stamp.month, stamp.day) == (2020, 3, 12)


@pytest.mark.parametrize(
    ("language", "words", "value", "unit"),
    [
        ("nb", "fire tiår", "40", "year"),
        ("nb", "et kvart århundre", "25", "year"),
        ("nb", "tre kvarter", "45", "minute"),
        ("nb", "et par hundre", "200", None),
        ("nb", "en og en halv million", "1500000", None),
        ("nn", "ein og ein halv time", "1.5", "hour"),
        ("nb", "to og tre kvart time", "2.75", "hour"),
        ("en", "three quarters of an hour", "0.75", "hour"),
        ("en", "a ten-minute walk", "10", "minute"),
        ("en", "one in every six", "0.167", None),
    ],
)
def test_spans_couples_and_halves_are_read_whole(language: Language, words: str, value: str, unit: str | None) -> None:
    """A number of spans, a couple of hundreds and one and a half are each one number."""
    (found,) = read(words, language).quantities
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(("language", "words"), [("en", "At 7:30 it opened."), ("en", "the first half of the plan")])
def test_hours_and_halves_of_something_ask_for_nothing(language: Language, words: str) -> None:
    """An hour of the day and the first half of a period are no amounts."""
    assert all(quantity.weak for quantity in read(words, language).quantities)


def test_a_part_larger_than_its_whole_has_changed_places() -> None:
    """«Ni av de åtte» cannot be, whatever the words beside it are."""
    passage = "Av de ni påleggene er åtte lukket."
    assert swapped("Kommunen har fulgt opp ni av de åtte påleggene.", "nb", passage, "nb") is not None
    assert swapped("Kommunen har fulgt opp åtte av de ni påleggene.", "nb", passage, "nb") is None


class Everything:
    """Holds whatever is looked for."""

    def __contains__(self, value: object) -> bool:
        return True


# What begins with every kind of word that the reader knows, dates too.
OPENINGS: dict[Language, list[str]] = {
    "nb": [
        "I fjor, forrige uke og i vår kom 8. september 2017, våren 2018, mars og 2020-05, og 12.03.2021.",
        "Annenhver og hver fjerde av de tjueto, et par hundre, ½ million og en og en halv time; kl. 7:30.",
        "Trepartsavtalen og et tiår, halvparten, et kvarter, begge og ingen, den tredje gangen i 15-årsperioden.",
    ],
    "nn": [
        "I fjor, førre veke og i haust kom 8. september 2017, våren 2018 og 12.03.2021.",
        "Annakvar og kvar fjerde av dei tjueto, eit par hundre, ½ million og ein og ein halv time.",
    ],
    "en": [
        "Last year, last week and this spring came March 12, 2020, the 3rd of March 2021, spring 2018 and May.",
        "Every other and every fourth of the twenty-two, a couple of hundred, two-and-a-half-year, one in five.",
        "A fortnight, half a dozen, both, two-thirds, a quarter of an hour and half an hour, the third time.",
    ],
}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_word_that_is_passed_over_begins_nothing(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most words are not looked at; reading every one of them gives the same numbers and dates."""
    texts = [words for other, words, *_ in EXPRESSIONS if other == language] + OPENINGS[language]
    quick = [read.__wrapped__(text, language) for text in texts]
    monkeypatch.setitem(vars(lexicon(language)), "can_open", lambda low: True)
    monkeypatch.setitem(vars(lexicon(language)), "time_openings", Everything())
    assert [read.__wrapped__(text, language) for text in texts] == quick
