"""The briefs of this topic as they are printed: what may not stand in a finished brief, what every page must have."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL.Image import Image

from briefs.build.formats import make
from briefs.build.pipeline import Run, order_in, print_all
from briefs.edition.edition import Order, assemble, facts_from
from briefs.edition.prose import Line, set_prose
from briefs.edition.selection import has_one_page
from briefs.html.render import render
from briefs.pdf.finish.places import places
from briefs.review.marks import printed_letters
from content.tests.shipped import ROOT, edition_of, library, printed
from tests.leftovers import raw_leftovers, texts

DAYS = (date(2017, 10, 1), date(2018, 6, 1), date(2020, 6, 1), date(2022, 12, 1), date(2023, 6, 1))


EDITIONS = [
    Order(brief.id, audience, language, library().newest)
    for brief in library().briefs.values()
    for audience in brief.audiences
    for language in library().project.languages
]


LONGEST = ("en",)  # says most with the same points: what fits there fits everywhere
SINGLE = [
    replace(order, one_page=True)
    for order in EDITIONS
    if (order.audience in {"alle", "kommunestyre"} or order.language in LONGEST)
    and has_one_page(library().briefs[order.brief], library().audiences[order.audience])
]


def named(order: Order) -> str:
    """How a test says which edition it was about."""
    return order.stem


ALL_FACTS = facts_from(
    {
        "meeting.body": "Utvalg for helse, omsorg og velferd",
        "meeting.date": "2022-12-15",
        "meeting.place": "Interkommunaltbarnevernssamarbeidskontorene",
        "meeting.item": "PS 87/22",
        "meeting.matter": "Orientering",
        "case.number": "2022/4711",
        "case.officer": "Saksbehandleren i helse og omsorg",
        "contact.name": "Servicekontoret i Storevik",
        "contact.email": "postmottak.helseogomsorg@storevik.kommune.example",
        "contact.phone": "+47 22 33 44 55",
        "publisher": "Interkommunaltbarnevernssamarbeidsutvalg",
        "classification": "Unntatt offentlighet, jf. offl. § 13",
        "archive.code": "G21",
    }
)


def lone_marks(pdf: bytes) -> list[str]:
    """The printed lines that hold a source mark and nothing else; the sign of what was inferred, which is read as a
    word, parts no line.
    """
    pages = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    lines = re.sub(r"\butledet\r?\n(?=\s?\[)", "utledet", text).splitlines()
    return [line for line in lines if re.fullmatch(r"\[\d[^\]]*\][.;]?", line.strip())]


@pytest.mark.long
@pytest.mark.parametrize("order", EDITIONS, ids=named)
def test_nothing_looks_machine_made(order: Order) -> None:
    """No straight quote, no hyphen as dash or minus, no breakable space between number and unit, no raw ISO date."""
    page = printed(order)
    runs = [run for run in texts(page, order.language) if "belegg-" not in run.text]
    assert runs
    assert [leftover for run in runs for leftover in raw_leftovers(run.text, run.language)] == []


@pytest.mark.parametrize("order", EDITIONS, ids=named)
def test_source_marks_do_not_shout(order: Order) -> None:
    """They take four hundredths of the letters at most, paragraphs named or not; only an edition that leaves nothing
    out, the brief of the documents and the list of what each sign of the matrix stands on have more.
    """
    if order.audience == "full" or order.brief == "kilder":
        return
    lists_evidence = 'class="cell-evidence"' in printed(order)
    assert round(printed_letters(printed(order)).share, 3) <= (0.065 if lists_evidence else 0.04)


@pytest.mark.parametrize("order", EDITIONS, ids=named)
def test_the_opening_tells_the_point(order: Order) -> None:
    """Three to five points, each with its source, but for one at most that says what no source has."""
    edition = edition_of(order)
    assert 3 <= len(edition.points) <= 5
    assert sum(not point.marks for point in edition.points) <= 1


SHOWN = {"alle", "full", "kommunestyre", "fastleger"}
SET = [order for order in EDITIONS if order.language == "nb" and order.audience in SHOWN]
LEAST_FILLED = 0.6  # of a page that is not the last
_TOP, _FOOT = 0.054, 0.925  # the margins above and below the text of a first page, as parts of its height
_LIGHT = 225  # lighter than any ink


def least_filled(pdf: bytes) -> float:
    """How far down the text of the emptiest page before the last reaches, as a part of what it may."""
    pictures = [page.render(scale=0.5, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    return min((_filled(picture) for picture in pictures[:-1]), default=1.0)


def _filled(picture: Image) -> float:
    text = picture.crop((0, round(_TOP * picture.height), picture.width, round(_FOOT * picture.height)))
    inked = text.point([255 if light < _LIGHT else 0 for light in range(256)]).getbbox()
    return inked[3] / text.height if inked else 0.0


@pytest.mark.long  # `make briefs` sets and proofs them all, in all languages
@pytest.mark.parametrize("order", SET, ids=named)
def test_every_brief_can_be_set(order: Order) -> None:
    """No warning of the typesetter, no line that leaves its box, and nothing for the proof; no page but the last is
    under 60 per cent full, documents flow, and consequences stand on page 1. The other languages and audiences are set,
    and checked alike, by `make briefs`.
    """
    (job,) = print_all(library(), [order], Run(ROOT, Path("out"), ("pdf",)))
    made = make(job)
    assert made.pages
    assert least_filled(made.content) >= LEAST_FILLED
    short = edition_of(order).marks == "sources"  # long marks may take a line of their own
    assert not (short and lone_marks(made.content))
    found = places(made.content)
    if order.audience == "kommunestyre":
        assert found["consequences"] == 1
    if order.brief == "kilder":
        pages = [found[f"dokument-{number}"] for number in range(1, len(library().sources) + 1)]
        assert pages == sorted(pages)
        assert pages[0] == 1, "the documents flow: none waits for a page of its own"
        assert found["tensions-2"] >= pages[-1]


@pytest.mark.long
@pytest.mark.parametrize("order", SINGLE, ids=named)
def test_a_single_page_is_one_page(order: Order) -> None:
    """Whoever has no time has one sheet, in every language."""
    (job,) = print_all(library(), [order], Run(ROOT, Path("out"), ("pdf",)))
    assert make(job).pages == 1


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("brief", ["historikk", "kravliste", "tiltaksstatus"])
def test_every_day_has_points_that_fit_it(brief: str, day: date) -> None:
    """As of any day there are three points or more, and what was not known has left no empty section."""
    for audience in library().briefs[brief].audiences:
        edition = assemble(library(), Order(brief, audience, "nb", day))
        assert len(edition.points) >= 3
        assert not re.search(r"<ul>\s*</ul>|<tbody>\s*</tbody>", render(edition, ROOT, "pdf"))


@pytest.mark.parametrize("tag", ["nb+nn", "nb+en"])
@pytest.mark.parametrize("brief", list(library().briefs))
def test_languages_stand_side_by_side(brief: str, tag: str) -> None:
    """Both halves of every brief have the same shape, so that no statement stands beside another's."""
    order = order_in(tag, Order(brief, "alle", "nb", library().newest))
    (job,) = print_all(library(), [order], Run(ROOT, Path("out"), ("html",)))
    assert job.page.count('class="half"') > 10


@pytest.mark.long
@pytest.mark.parametrize("language", library().project.languages)
@pytest.mark.parametrize("brief", sorted({order.brief for order in EDITIONS if order.audience == "kommunestyre"}))
def test_the_facts_of_a_meeting_leave_the_consequences_on_page_1(brief: str, language: str) -> None:
    """All of them at once, with words of 40 letters: what it means for the municipality still ends on that page."""
    order = Order(brief, "kommunestyre", language, library().newest, ALL_FACTS)
    (job,) = print_all(library(), [order], Run(ROOT, ROOT / "out", formats=("pdf",)))
    first = pypdfium2.PdfDocument(make(job).content)[0].get_textpage().get_text_range()
    boxed = next(section.body for section in assemble(library(), order).sections if section.kind == "consequences")
    assert isinstance(boxed, tuple) and isinstance(boxed[-1], Line)
    last = set_prose(boxed[-1].prose).split()[-1]
    assert "postmottak.helseogomsorg@storevik.kommune.example" in first
    assert f"{last} [" in first.replace("\u00a0", " ")
