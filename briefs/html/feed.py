"""A feed of what changed, as Atom (RFC 4287): its words from templates; read back to go on from."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from briefs.content import model
from briefs.edition.news import NewsItem
from briefs.edition.sections.sources import SourceEntry
from briefs.html.render import printed_news
from briefs.language.tables import Language

FEED = "feed.xml"
FEEDS = "feeds"  # the folder of those of one demand each
_ATOM = "{http://www.w3.org/2005/Atom}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DOMAIN = re.compile(r"[^@\s]+@([a-z0-9][a-z0-9.-]*\.[a-z]{2,})", re.IGNORECASE)
_OWN_FEED = re.compile(rf"{FEEDS}/[a-z0-9][a-z0-9-]*\.xml")
_Element: TypeAlias = "etree._Element"  # what lxml calls an element; it has no public name


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One change: `link` from the folder of `feed.xml`, or a whole address; `about` are ids of records."""

    id: str
    title: str
    day: date
    link: str
    about: tuple[str, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed at its `path` from the output folder; `site` is the address of that folder where the project gives one,
    and `others` are the paths of feeds that this one leads to.
    """

    path: str
    id: str
    title: str
    publisher: str
    language: Language
    site: str
    entries: tuple[FeedEntry, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """How the feeds of a project and their entries are called, wherever and whenever they are made: by the site's
    address, else by the domain of the contact's e-mail, else by a hash of publisher and title.
    """

    project: model.Project
    first: date

    def of_feed(self, path: str) -> str:
        """The name of a feed."""
        return f"{self.project.site}{path}" if self.project.site else self._name(self.first, path)

    def of_entry(self, key: str, day: date) -> str:
        """The name of a change."""
        return f"{self.project.site}{FEED}#{day}/{key}" if self.project.site else self._name(day, key)

    def _name(self, day: date, path: str) -> str:
        contact = self.project.contact
        if contact and contact.email and (domain := _DOMAIN.fullmatch(contact.email)):
            return f"tag:{domain[1].lower()},{day}:{path}"
        language = self.project.language
        words = (self.project.publisher.get(language), self.project.title.get(language), str(day), path)
        return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(words)).urn


def entries_of(
    items: Sequence[NewsItem], sources: Iterable[SourceEntry], links: Sequence[str], names: Names, root: Path
) -> tuple[FeedEntry, ...]:
    """Changes in words, each with its link; BriefsError with what is wrong in a template."""
    documents = {source.id: source for source in sources}
    news = [(item.change, [documents[id] for id in item.sources if id in documents]) for item in items]
    lines = printed_news(news, names.project.language, root)
    return tuple(
        FeedEntry(
            id=names.of_entry(item.key, item.day),
            title=title,
            day=item.day,
            link=link,
            about=tuple(dict.fromkeys((item.change.id, *item.demands))),
            summary=summary,
        )
        for item, link, (title, summary) in zip(items, links, lines, strict=True)
    )


def atom(feed: Feed) -> bytes:
    """The feed as Atom, the same bytes for the same feed; of no entries there is no feed."""
    up = feed.site or "../" * feed.path.count("/")
    newest = max(entry.day for entry in feed.entries)
    root = etree.Element(f"{_ATOM}feed", nsmap={None: _ATOM[1:-1]})
    root.set(_LANG, feed.language)
    _put(root, "id", feed.id)
    _put(root, "title", feed.title)
    _put(root, "updated", _time(newest))
    _put(etree.SubElement(root, f"{_ATOM}author"), "name", feed.publisher)
    _link(root, "self", up + feed.path, "application/atom+xml")
    _link(root, "alternate", f"{up}index.html", "text/html")
    for path in feed.others:
        _link(root, "related", up + path, "application/atom+xml")
    for entry in feed.entries:
        _entry(root, entry, up)
    etree.indent(root)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return content + b"\n"


def read_feed(content: bytes, site: str) -> tuple[tuple[FeedEntry, ...], tuple[str, ...]]:
    """The entries of a feed that an earlier run wrote and the paths of the feeds that it leads to; ValueError where the
    bytes are something else.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=True)
    try:
        root = etree.fromstring(content, parser)
        if root.getroottree().docinfo.doctype or root.tag != f"{_ATOM}feed":
            raise ValueError("it is no feed that this program has written")
        entries = tuple(_read_entry(element, site) for element in root.iterfind(f"{_ATOM}entry"))
    except (etree.LxmlError, TypeError) as error:
        raise ValueError(f"it is no feed that this program has written: {error}") from None
    related = (_local(link.get("href", ""), site) for link in root.iterfind(f"{_ATOM}link[@rel='related']"))
    return entries, tuple(path for path in related if _OWN_FEED.fullmatch(path))


def _entry(root: _Element, entry: FeedEntry, up: str) -> None:
    element = etree.SubElement(root, f"{_ATOM}entry")
    _put(element, "id", entry.id)
    _put(element, "title", entry.title)
    _put(element, "updated", _time(entry.day))
    _link(element, "alternate", entry.link if "://" in entry.link else up + entry.link, "text/html")
    for id in entry.about:
        etree.SubElement(element, f"{_ATOM}category", term=id)
    if entry.summary:
        _put(element, "summary", entry.summary)


def _read_entry(element: _Element, site: str) -> FeedEntry:
    """TypeError where a part is missing."""
    link = element.find(f"{_ATOM}link[@rel='alternate']")
    if link is None:
        raise TypeError("an entry has no link")
    return FeedEntry(
        id=_text(element, "id"),
        title=_text(element, "title"),
        day=date.fromisoformat(_text(element, "updated")[:10]),
        link=_local(link.get("href", ""), site),
        about=tuple(each.get("term", "") for each in element.iterfind(f"{_ATOM}category")),
        summary=element.findtext(f"{_ATOM}summary") or "",
    )


def _text(element: _Element, name: str) -> str:
    text: str | None = element.findtext(f"{_ATOM}{name}")
    if not text:
        raise TypeError(f"an entry has no {name}")
    return text


def _put(parent: _Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{_ATOM}{name}").text = text


def _link(parent: _Element, rel: str, href: str, type: str) -> None:
    etree.SubElement(parent, f"{_ATOM}link", rel=rel, type=type, href=href)


def _local(href: str, site: str) -> str:
    return href.removeprefix(site) if site else href


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
