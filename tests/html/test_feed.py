"""Feeds as Atom: valid, the same bytes for the same feed, and read back as they were written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefs.content.model import Project as ProjectRecord
from briefs.html.feed import Feed, FeedEntry, Names, atom, read_feed
from tests import atom as standard
from tests.conftest import Project

ENTRY = FeedEntry(
    id="tag:example.org,2021-09-20:lanetid/demand",
    title="Krav 4 «Lengre lånetid» & mer <enn> før",
    day=date(2021, 9, 20),
    link="nb/oversikt/alle.html#demands-4-lanetid",
    about=("lanetid",),
    summary="Kilder: Brev (12. mars 2021)",
)
FEED = Feed(
    path="feed.xml",
    id="tag:example.org,2021-03-12:feed.xml",
    title="Åpningstider – endringer",
    publisher="Eksempel kommune",
    language="nb",
    site="",
    entries=(ENTRY, replace(ENTRY, id="tag:example.org,2021-03-12:ny", day=date(2021, 3, 12), summary="")),
    others=("feeds/lanetid.xml",),
)
SITE = "https://example.org/latest/"


@pytest.mark.parametrize("site", ["", SITE])
@pytest.mark.parametrize("path", ["feed.xml", "feeds/lanetid.xml"])
def test_feed_is_valid(site: str, path: str) -> None:
    """By the rules of RFC 4287."""
    assert standard.mistakes(atom(replace(FEED, site=site, path=path))) == []


def test_the_rules_can_be_broken() -> None:
    """A feed with the mistakes that one can have is told all of them."""
    wrong = atom(FEED).replace(b"tag:example.org,2021-03-12:ny", ENTRY.id.encode()).replace(b"T00:00:00Z", b"")
    wrong = wrong.replace(b"<name>Eksempel kommune</name>", b"<name/>").replace(b'term="lanetid"', b"")
    told = " ".join(standard.mistakes(wrong))
    assert all(part in told for part in ("[3.3]", "is the id of 2 entries", "no name", "no term"))


@pytest.mark.parametrize("site", ["", SITE])
def test_what_was_written_is_read_back(site: str) -> None:
    """Entry by entry, and the feeds that it leads to: so the next one goes on from it, byte by byte."""
    written = atom(replace(FEED, site=site))
    entries, others = read_feed(written, site)
    assert (entries, others) == (FEED.entries, FEED.others)
    assert atom(replace(FEED, site=site, entries=entries, others=others)) == written


def test_links_lead_from_where_the_feed_stands() -> None:
    """One folder down they go up first; with an address of the site they are whole."""
    below = atom(replace(FEED, path="feeds/lanetid.xml")).decode()
    assert 'href="../nb/oversikt/alle.html#demands-4-lanetid"' in below and 'href="../feeds/lanetid.xml"' in below
    whole = atom(replace(FEED, site=SITE)).decode()
    assert f'rel="self" type="application/atom+xml" href="{SITE}feed.xml"' in whole


@pytest.mark.parametrize(
    "content",
    [
        b"no feed",
        b"<html/>",
        b'<!DOCTYPE feed [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom"/>',
        atom(FEED).replace(b"<id>tag:example.org,2021-09-20:lanetid/demand</id>", b""),
        atom(FEED).replace(b"<updated>2021-09-20T00:00:00Z</updated>\n    <link", b"<updated>x</updated><link"),
    ],
)
def test_what_is_no_feed_of_ours_is_refused(content: bytes) -> None:
    """Also one with entities of its own, or whose entries lack what ours have."""
    with pytest.raises(ValueError):
        read_feed(content, "")


def test_a_feed_leads_to_no_other_files() -> None:
    """What a feed names is taken away when nothing makes it: nothing but feeds, and nothing elsewhere."""
    content = atom(replace(FEED, others=("feeds/../index.html", "index.html", "/etc/passwd", "feeds/a.xml")))
    assert read_feed(content, "")[1] == ("feeds/a.xml",)


def test_names_stand_on_what_the_project_owns(project: Project) -> None:
    """Its site, else the domain of its e-mail, else who it is; a name is the same each time."""
    known, day = project.library().project, date(2021, 3, 12)

    def name(changed: ProjectRecord) -> str:
        return Names(changed, day).of_entry("lanetid/demand", day)

    assert name(known) == "tag:example.org,2021-03-12:lanetid/demand"
    assert name(known.model_copy(update={"site": SITE})) == f"{SITE}feed.xml#2021-03-12/lanetid/demand"
    bare = name(known.model_copy(update={"contact": None}))
    assert bare.startswith("urn:uuid:") and bare == name(known.model_copy(update={"contact": None}))
    assert Names(known, day).of_feed("feed.xml") == "tag:example.org,2021-03-12:feed.xml"
