"""The feeds of a run: what they hold, where they lead, and how they go on from what is published."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from briefs.build.feeds import read_publication
from briefs.build.manifest import read_manifest
from briefs.build.pipeline import Run, Wanted, build, plan
from briefs.edition.edition import Facts
from briefs.errors import BriefsError
from briefs.html.feed import read_feed
from tests import atom as standard
from tests.conftest import Project

ANSWERED, LATER = date(2021, 9, 20), date(2022, 7, 1)


def built(project: Project, day: date = ANSWERED, since: Path | None = None, *, keep_day: bool = False) -> Path:
    """The output folder after a run for the page of everybody."""
    library = project.library()
    out = project.root / "out"
    run = Run(
        project.root,
        out,
        formats=("html",),
        feed=True,
        published=read_publication(since, library) if since else None,
        keep_day=keep_day,
    )
    orders = plan(library, Wanted(audiences=("alle",)), day, Facts())
    build(library, orders, run, lambda done, total, path: None, lambda words: None)
    return out


def published(project: Project) -> Path:
    """What stands in the output folder, elsewhere: as it is published."""
    place = project.root.parent / "published"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(project.root / "out", place)
    return place


def day_of(out: Path) -> str:
    """The day of the page, as its manifest lists it."""
    (artifact,) = read_manifest(out)
    return artifact.as_of


def titles(feed: Path) -> list[str]:
    return [entry.title for entry in read_feed(feed.read_bytes(), "")[0]]


def test_feeds_of_a_project(project: Project) -> None:
    """One of all changes and one of each demand are valid, and every link leads to a place that is there."""
    out = built(project)
    feeds = [out / "feed.xml", *sorted((out / "feeds").iterdir())]
    assert [path.name for path in feeds[1:]] == sorted(f"{id}.xml" for id in project.library().demands)
    assert [wrong for path in feeds for wrong in standard.mistakes(path.read_bytes())] == []
    for feed in feeds:
        for entry in read_feed(feed.read_bytes(), "")[0]:
            path, _, anchor = entry.link.removeprefix("../").partition("#")
            assert not anchor or f'id="{anchor}"' in (out / path).read_text("utf-8"), entry
    assert 'href="feed.xml"' in (out / "index.html").read_text("utf-8")


def test_feed_of_a_demand_is_about_it_alone(project: Project) -> None:
    """Its own changes and those of what answers it."""
    out = built(project)
    assert titles(out / "feeds/lanetid.xml") == [
        "Lånetiden er ikke omtalt i svaret (mangler i kildene)",
        "Krav 4 Lengre lånetid (fra brukerrådet): ikke dokumentert i kildene",
    ]
    answered = " ".join(titles(out / "feeds/kveldsapent.xml"))
    assert "delvis besvart, ved Prøve med én åpen kveld" in answered and "Penger" not in answered


def test_an_entry_says_of_a_measure_what_is_so_in_every_edition(project: Project) -> None:
    """Its title: the code T1 is another measure's in an edition of another day."""
    found = titles(built(project, LATER) / "feed.xml")
    assert not [title for title in found if re.search(r"\bT\d", title)]
    assert "Ubetjent åpent på lørdager: iverksatt (1. august 2021)" in found
    assert any(title.startswith("Prøven skal være vurdert (Prøve med én åpen kveld): ny frist") for title in found)
    assert [title for title in found if not title[0].isupper() and not title[0].isdigit()] == []


def test_a_document_is_read_where_it_is_told(project: Project) -> None:
    """In the section of documents, not in the first that has to do with it."""
    entries, _ = read_feed((built(project) / "feed.xml").read_bytes(), "")
    links = {entry.title.partition(" (")[0]: entry.link for entry in entries}
    assert links["Svar på brevet om åpningstidene"] == "nb/oversikt/alle.html#dokument-2"


def test_what_no_edition_prints_is_no_news(project: Project) -> None:
    """There would be nothing to read; what is withdrawn is told all the same."""
    brief = "content/briefs/oversikt.yaml"
    project.replace(brief, "  - kind: demand-overview\n    title: Kravene på et øyeblikk\n", "")
    project.replace(brief, "  - kind: matrix\n    title: Krav og tiltak\n", "")
    out = built(project)
    assert not [title for title in titles(out / "feed.xml") if "Andre 1" in title]
    assert not (out / "feeds/erfaringer.xml").exists() and (out / "feeds/lanetid.xml").exists()


def test_nothing_new_gives_the_published_bytes(project: Project) -> None:
    """Also at a later day, on which nothing is known that was not."""
    built(project)
    place = published(project)
    assert (built(project, date(2021, 12, 1), place) / "feed.xml").read_bytes() == (place / "feed.xml").read_bytes()
    first = {path.name: path.read_bytes() for path in (place / "feeds").iterdir()}
    assert {path.name: path.read_bytes() for path in (project.root / "out/feeds").iterdir()} == first


def test_feed_goes_on_from_what_is_published(project: Project) -> None:
    """New entries stand before those that were published, which stay word by word; each comes once."""
    built(project)
    place = published(project)
    project.replace("content/demands.yaml", "title: Lengre lånetid", "title: Lengre lån")
    out = built(project, LATER, place)
    before, after = titles(place / "feed.xml"), titles(out / "feed.xml")
    assert after[-len(before) :] == before
    assert len(after) - len(before) == 4 and "Krav 4 Lengre lån: het før «Lengre lånetid»" in after
    again = built(project, LATER, published(project))
    assert titles(again / "feed.xml") == after


def test_publication_without_a_feed_begins_with_what_the_content_knows(project: Project) -> None:
    """As after the first build with this version: the history, and what was edited since."""
    history = titles(built(project) / "feed.xml")
    place = published(project)
    (place / "feed.xml").unlink()
    assert titles(built(project, ANSWERED, place) / "feed.xml") == history


def test_an_entry_that_is_published_is_told_once(project: Project) -> None:
    """Also where the feed that is published goes further than the editions beside it."""
    built(project)
    place = published(project)
    feed = (built(project, LATER, place) / "feed.xml").read_bytes()
    (place / "feed.xml").write_bytes(feed)
    assert (built(project, LATER, place) / "feed.xml").read_bytes() == feed


def test_an_empty_folder_is_a_site_without_an_edition(project: Project) -> None:
    """As it is on the first night."""
    place = project.root.parent / "site"
    place.mkdir()
    assert read_publication(place, project.library()) is None
    (place / ".gitkeep").touch()
    assert read_publication(place, project.library()) is None


def test_feed_of_a_demand_that_is_gone_goes(project: Project) -> None:
    """And nothing else does that lies beside it."""
    out = built(project)
    (out / "feeds/eget.xml").write_text("eget")
    project.replace("content/demands.yaml", "  - id: erfaringer\n", "  - id: erfaringer\n    internal: true\n")
    built(project)
    assert not (out / "feeds/erfaringer.xml").exists() and (out / "feeds/eget.xml").exists()
    assert "erfaringer" not in (out / "feed.xml").read_text("utf-8")


def test_what_became_internal_leaves_the_published_feed(project: Project) -> None:
    """An entry that was published is not carried on."""
    built(project)
    place = published(project)
    assert "erfaringer" in (place / "feed.xml").read_text("utf-8")
    project.replace("content/demands.yaml", "  - id: erfaringer\n", "  - id: erfaringer\n    internal: true\n")
    assert "erfaringer" not in (built(project, LATER, place) / "feed.xml").read_text("utf-8")


def test_what_is_published_for_others_is_not_asked(project: Project) -> None:
    """The record of those who see what is internal would tell of it as taken out."""
    built(project)
    place = published(project)
    project.replace("content/audiences/alle.yaml", "name: Alle", "name: Alle\nsees_internal: true")
    with pytest.raises(BriefsError, match="no edition in 'nb' for everybody is listed"):
        read_publication(place, project.library())


@pytest.mark.parametrize("name", ["feed.xml", "nb/oversikt/alle.json"])
def test_damaged_publication_is_told(project: Project, name: str) -> None:
    """By the name of the file, and nothing is written."""
    built(project)
    place = published(project)
    (place / name).write_text("{")
    before = (project.root / "out/feed.xml").read_bytes()
    with pytest.raises(BriefsError, match=Path(name).name):
        built(project, LATER, place)
    assert (project.root / "out/feed.xml").read_bytes() == before


def test_the_day_of_the_check_alone_makes_no_file_anew(project: Project) -> None:
    """A page of an earlier check stays as it is until it tells something else; then it has the new day."""
    out = built(project, LATER)
    first = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert day_of(out) == "2022-07-01"
    built(project, date(2022, 8, 1), keep_day=True)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == first
    project.replace("content/demands.yaml", "title: Lengre lånetid", "title: Lengre lån")
    built(project, date(2022, 8, 2), keep_day=True)
    assert day_of(out) == "2022-08-02"


def test_a_day_that_says_more_makes_the_file_anew(project: Project) -> None:
    """A deadline that passes, or a source that is due for review, is no matter of the day alone."""
    out = built(project, date(2022, 5, 30))
    built(project, date(2022, 6, 1), keep_day=True)
    assert day_of(out) == "2022-06-01"
    built(project, date(2022, 9, 19), keep_day=True)
    assert day_of(out) == "2022-06-01"
    built(project, date(2022, 9, 20), keep_day=True)  # twelve months after the newest source
    assert day_of(out) == "2022-09-20"
