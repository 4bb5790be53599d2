"""The briefs of this project as they could have been written on four days: what the documents say, and when they say
it.

The words below are taken from the documents, not from the content: what a document of a later day is the first to tell
may not stand in a brief of an earlier one, in no audience's edition and in no place of the page.
"""

from __future__ import annotations

import html
import re
from datetime import date
from functools import cache

import pytest

from briefs.content import model
from briefs.edition.edition import Edition, Order, assemble
from briefs.edition.sections.measures import MeasuresBody
from briefs.html.render import render
from briefs.language.tables import Language
from content.tests.shipped import ROOT, library

AUTUMN, SUMMER, PLAN, LATE = date(2017, 10, 1), date(2018, 6, 1), date(2020, 6, 1), date(2023, 6, 1)

FIRST_EDITION = ("ks-vg-2017", "trepart-2017", "storby-2018", "hoie-2020", "tema-2022")

# What these documents are the first to tell: the reply in VG (September 2017), the news of December 2017, the cities'
# statement of April 2018, the minister's article of May 2020, the theme page of December 2022 or later.
FIRST_PRINTED = {
    AUTUMN: (),
    date(2017, 12, 1): (
        "trepart",
        "fastlegekonferanse",
        "høie",
        "hermansen",
        "legeforening",
        "forbrukerrådet",
        "hundre tusen",
        "2001",
        "2007",
        "ti års",
        "stortinget",
        "suksess",
        "2017-12",
        "desember 2017",
    ),
    date(2018, 4, 1): (
        "storby",
        "uttalelse",
        "elleve",
        "sju største",
        "samhandlingsreform",
        "statsbudsjett",
        "medisinstudent",
        "prøveordning",
        "2018",
        "2019",
        "oslo kommune",
        "samhandlingsutvalg",
    ),
    date(2020, 5, 1): (
        "2020",
        "handlingsplan",
        "1,6",
        "milliard",
        "knekkpunkt",
        "grunntilskudd",
        "alis-avtale",
        "kronisk",
        "avlast",
    ),
    date(2022, 12, 1): (
        "2022",
        "2023",
        "2024",
        "solberg",
        "ekspertutvalg",
        "hurtigarbeidende",
        "landsdekkende",
        "legevakttilskudd",
        "attester",
        "temaside",
        "takster",
        "kompetansekrav",
    ),
}


@cache
def edition(brief: str, audience: str, day: date) -> Edition:
    return assemble(library(), Order(brief, audience, "nb", day))


@cache
def page(brief: str, audience: str, day: date) -> str:
    """All the words of the page, metadata and popovers included, styles and drawings' numbers left out; the day itself
    is not shown.
    """
    markup = render(edition(brief, audience, day), ROOT, "html")
    markup = re.sub(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    kept = re.sub(r"<meta [^>]*content=\"([^\"]*)\"[^>]*>", r" \1 ", markup)
    kept = re.sub(r"data-[a-z]+=\"([^\"]*)\"", r"> \1 <", kept)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", kept)).split())


def told_otherwise(day: date) -> str:
    """The words of sources beside the first edition's that were known by then: what they tell is no later news."""
    others = [source for source in library().sources.values() if source.id not in FIRST_EDITION and source.known <= day]
    return " ".join(text.get("nb") for source in others for _, text in model.texts(source) if text.has("nb")).lower()


def editions() -> list[tuple[str, str]]:
    return [(brief.id, audience) for brief in library().briefs.values() for audience in brief.audiences]


@pytest.mark.parametrize("day", [AUTUMN, SUMMER, PLAN])
def test_no_edition_knows_what_was_told_later(day: date) -> None:
    """No brief of that day, for anybody, holds a word that only a later document brings."""
    known = told_otherwise(day)
    later = [word for first, words in FIRST_PRINTED.items() if first > day for word in words if word not in known]
    assert later
    for brief, audience in editions():
        words = page(brief, audience, day).lower()
        found = {word: words[max(0, at - 60) : at + 60] for word in later if (at := words.find(word)) >= 0}
        assert found == {}, f"{brief} for {audience} on {day}"


@pytest.mark.long
@pytest.mark.parametrize(
    ("day", "years"), [(SUMMER, ("2020", "2022", "2023", "2024")), (PLAN, ("2022", "2023", "2024"))]
)
@pytest.mark.parametrize("language", ["nn", "en"])
def test_no_translation_knows_a_later_year(language: Language, day: date, years: tuple[str, ...]) -> None:
    """What holds in bokmål holds in the other languages: no year that only a later document names."""
    years = tuple(year for year in years if year not in told_otherwise(day))
    for brief, audience in editions():
        markup = render(assemble(library(), Order(brief, audience, language, day)), ROOT, "html")
        words = re.sub(r"<style>.*?</style>|<[^>]*>", " ", markup, flags=re.DOTALL)
        assert not [year for year in years if year in words], f"{brief} for {audience} in {language}"


@pytest.mark.parametrize(
    ("day", "documents"),
    [
        (AUTUMN, ["ks-vg-2017"]),
        (SUMMER, ["ks-vg-2017", "trepart-2017", "storby-2018"]),
        (PLAN, ["ks-vg-2017", "trepart-2017", "storby-2018", "hoie-2020"]),
    ],
)
def test_source_list_is_of_the_day(day: date, documents: list[str]) -> None:
    """The numbered sources are those that had been published, the oldest first."""
    for brief, audience in editions():
        listed = [source.id for source in edition(brief, audience, day).sources]
        assert [source for source in listed if source in FIRST_EDITION] == documents
        assert set(listed) == {source.id for source in library().sources.values() if source.known <= day}


def test_autumn_2017_knows_the_reply_in_vg_alone() -> None:
    """The history of October 2017 has the report of 2016 and the reply of 8 September, and there are no measures to
    give the status of.
    """
    words = page("historikk", "alle", AUTUMN)
    assert "8. september 2017" in words and "2016" in words and "mer enn 15 år" in words
    status = edition("tiltaksstatus", "alle", AUTUMN)
    assert not {"measures", "measure-overview", "matrix"} & {section.kind for section in status.sections}
    assert status.points, "a brief opens with its points on any day"


def test_summer_2018_has_the_eleven_demands_and_no_plan() -> None:
    """The cities' eleven demands are there; the evaluation was announced, its deadline at the end of 2018 is still to
    come.
    """
    words = page("kravliste", "alle", SUMMER).lower()
    assert "elleve krav" in words and "innen 2018" in words
    assert "passert" not in words


def test_statement_of_the_cities_says_that_its_date_is_uncertain() -> None:
    """The year of the statement is inferred: a brief whose newest source it is says so where it says how far the
    sources go.
    """
    assert "usikker" in page("historikk", "alle", SUMMER) or "udatert" in page("historikk", "alle", SUMMER)


def test_plan_of_2020_is_announced_and_not_done() -> None:
    """In June 2020 the plan and its 1.6 billion are known from the minister alone; the deadline of 2018 has passed
    without word.
    """
    status = edition("tiltaksstatus", "alle", PLAN)
    bodies = [section.body for section in status.sections if isinstance(section.body, MeasuresBody)]
    statuses = {measure.status for body in bodies for measure in body.measures}
    assert statuses and not statuses & {"in-force", "completed"}
    assert "1,6 milliarder kroner" in page("historikk", "alle", PLAN)
    assert "passert, utfallet er ikke dokumentert i kildene" in page("kravliste", "alle", PLAN)


def test_summer_2023_has_no_word_of_the_final_advice() -> None:
    """The final advice was due on 15 April 2023; the newest document was written before, so the brief says that nothing
    documents it.
    """
    words = page("tiltaksstatus", "alle", LATE)
    assert "15. april 2023" in words
    assert "passert, utfallet er ikke dokumentert i kildene" in words
    assert "Datoen er passert. Kildene dokumenterer ikke om det skjedde." in page("historikk", "alle", LATE)
    measure = next(
        measure
        for section in edition("tiltaksstatus", "alle", LATE).sections
        if section.kind == "measures"
        for measure in section.body.measures  # type: ignore[union-attr]  # the kind says which
        if measure.id == "utvalget"
    )
    assert measure.overdue and measure.status != "completed"
    newest = max((source for source in library().sources.values() if source.known <= LATE), key=lambda each: each.known)
    assert newest.id != "tema-2022" or "Kildene går til vinteren 2022–2023" in words.replace("\u2060", "")


def test_undated_theme_page_counts_from_its_first_possible_day() -> None:
    """The page was written between 1 December 2022 and 15 April 2023: unknown on 30 November, known the day after, and
    called undated.
    """
    assert "tema-2022" not in {source.id for source in edition("kilder", "alle", date(2022, 11, 30)).sources}
    assert "tema-2022" in {source.id for source in edition("kilder", "alle", date(2022, 12, 1)).sources}
    assert "udatert" in page("kilder", "alle", date(2022, 12, 1)).lower()
