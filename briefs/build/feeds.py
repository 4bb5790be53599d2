"""The feeds of a run: what changed since the editions that are published, or all that the content knows of its days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from briefs.build.folder import opened
from briefs.build.formats import path_of
from briefs.build.lock import unusable
from briefs.build.manifest import MANIFEST, MAX_BYTES, Artifact, read_manifest
from briefs.content.internal import internal_ids, without_internal
from briefs.content.model import Library
from briefs.edition.data import known_in
from briefs.edition.edition import Edition, context_at, records_in
from briefs.edition.news import NewsItem, news_of
from briefs.edition.prose import set_prose
from briefs.edition.sections.sources import SourceEntry, source_entries
from briefs.edition.snapshot import Snapshot
from briefs.edition.status import demand_label
from briefs.errors import BriefsError, Problem, Where
from briefs.html.feed import FEED, FEEDS, Feed, FeedEntry, Names, atom, entries_of, read_feed
from briefs.html.render import feed_title
from briefs.language.tables import Language

MOST_NEWS = 100
_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The editions that are published now: what they list, what the newest of them knew that everybody may see, and the
    feed that stands beside them, where one does.
    """

    artifacts: tuple[Artifact, ...]
    known: Snapshot
    feed: bytes | None


def read_publication(path: Path, library: Library) -> Publication | None:
    """What is published, from its folder or its manifest, None for a folder that is empty yet but for what a version
    control keeps there; BriefsError where that is none of this project.
    """
    if path.is_dir() and all(each.name.startswith(".") for each in path.iterdir()):
        return None
    folder = path.parent if path.name == MANIFEST else path
    shown = folder / MANIFEST
    hint = "Name the folder that is published, or the manifest.json in it"
    if not shown.is_file():
        raise BriefsError(Problem(Where(str(shown)), "there is no such file", hint))
    listed = read_manifest(folder)
    record = _newest_record(listed, library)
    if record is None:
        language = library.project.language
        raise BriefsError(Problem(Where(str(shown)), f"no edition in {language!r} for everybody is listed here", hint))
    try:
        with opened(folder) as held:
            known = known_in(held.read(record, limit=MAX_BYTES))
            return Publication(artifacts=listed, known=known, feed=held.held(FEED))
    except OSError as error:
        raise BriefsError(unusable(folder / record, error)) from None
    except (ValueError, RecursionError) as error:
        raise BriefsError(Problem(Where(str(folder / record)), f"this record cannot be read: {error}")) from None


def feeds_of(
    library: Library,
    editions: Sequence[Edition],
    until: date,
    published: Publication | None,
    page: Callable[[str], str],
    root: Path,
) -> dict[str, bytes]:
    """The feed of all changes up to a day and one for each demand, by their paths; nothing where nothing changed yet.

    `page` gives the HTML that stands at a path, or "". BriefsError where the published feed is something else.
    """
    public = without_internal(library)
    context = context_at(public, public.project.language, until)
    names = Names(public.project, min(source.known for source in public.sources.values()))
    carried = tuple(_carried(library, published))
    places = _places([each for each in editions if _is_for_everybody(each, library)], page)
    found = _items(library, public.project.language, until, published)
    items = tuple(item for item in found if item.change.id in places or not _is_read_at_its_record(item))
    links = tuple(places.get(item.change.id, "index.html") for item in items)
    entries = _newest(entries_of(items, source_entries(context), links, names, root), carried)
    if not entries:
        return {}
    project, language = public.project.title.get(context.language), context.language
    publisher, site = public.project.publisher.get(language), public.project.site or ""

    def feed(path: str, title: str, own: tuple[FeedEntry, ...], others: tuple[str, ...] = ()) -> bytes:
        return atom(
            Feed(
                path=path,
                id=names.of_feed(path),
                title=title,
                publisher=publisher,
                language=language,
                site=site,
                entries=own,
                others=others,
            )
        )

    of_demands = {}
    for demand in context.library.demands.values():
        if own := tuple(entry for entry in entries if demand.id in entry.about):
            of_demand = (demand_label(demand, context), set_prose(context.prose(demand.title)))
            path = f"{FEEDS}/{demand.id}.xml"
            of_demands[path] = feed(path, feed_title(project, of_demand, language, root), own)
    title = feed_title(project, None, language, root)
    return {FEED: feed(FEED, title, entries, tuple(of_demands)), **of_demands}


def feeds_listed(content: bytes | None, site: str) -> tuple[str, ...]:
    """The paths of the feeds of demands that a feed of an earlier run leads to."""
    try:
        return read_feed(content, site)[1] if content else ()
    except ValueError:
        return ()


def _newest_record(listed: Iterable[Artifact], library: Library) -> str | None:
    """The record of the newest edition of everybody's in the project's language: others could tell what is internal."""
    language, audiences = library.project.language, library.audiences
    own = [
        each
        for each in listed
        if each.lang == language and not each.one_page
        if each.audience in audiences and not audiences[each.audience].sees_internal
    ]
    newest = max(own, key=lambda each: each.as_of, default=None)
    return PurePosixPath(newest.path).with_suffix(".json").as_posix() if newest else None


def _carried(library: Library, published: Publication | None) -> Iterator[FeedEntry]:
    """The entries that are published, but for those of what has become internal."""
    if published is None or published.feed is None:
        return
    try:
        entries, _ = read_feed(published.feed, library.project.site or "")
    except ValueError as error:
        hint = "Remove it, and the feed begins anew"
        raise BriefsError(Problem(Where(FEED), f"the published feed: {error}", hint)) from None
    hidden = internal_ids(library)
    yield from (entry for entry in entries if hidden.isdisjoint(entry.about))


def _items(library: Library, language: Language, until: date, published: Publication | None) -> Iterator[NewsItem]:
    if published is None:
        yield from news_of(library, language, until, most=MOST_NEWS)
        return
    yield from news_of(library, language, until, since=published.known, most=MOST_NEWS)
    if published.feed is None:
        yield from news_of(library, language, published.known.as_of, most=MOST_NEWS)


def _newest(found: Iterable[FeedEntry], carried: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """The newest entries, each once: as and where it is published, if it is."""
    published = {entry.id: entry for entry in carried}
    new = {entry.id: entry for entry in found if entry.id not in published}
    both = (*new.values(), *published.values())
    return tuple(sorted(both, key=lambda entry: entry.day, reverse=True)[:MOST_NEWS])


def _is_for_everybody(edition: Edition, library: Library) -> bool:
    order = edition.order
    language = library.project.language
    return order.tag == language and not order.one_page and not library.audiences[order.audience].sees_internal


def _is_read_at_its_record(item: NewsItem) -> bool:
    """Whether it is news of a demand or a measure: of one that no edition prints there is nothing to read."""
    return item.change.of != "" and item.change.kind != "withdrawn"


def _places(editions: Sequence[Edition], page: Callable[[str], str]) -> Mapping[str, str]:
    """Where each record can be read: where it stands, else in the first section that has to do with it."""
    pages = [(edition, path_of(edition.order.stem, "html")) for edition in editions]
    anchors = {path: frozenset(_ID.findall(page(path))) for _, path in pages}
    exact: dict[str, str] = {}
    near: dict[str, str] = {}
    for edition, path in pages:
        for section in edition.sections:
            named = {record: f"{section.id}-{record}" for record in records_in(section.body)}
            told = section.body if isinstance(section.body, tuple) else ()
            named |= {each.id: f"dokument-{each.number}" for each in told if isinstance(each, SourceEntry)}
            for record, anchor in named.items():
                if anchor in anchors[path]:
                    exact.setdefault(record, f"{path}#{anchor}")
                elif anchors[path]:
                    near.setdefault(record, f"{path}#{section.id}" if section.id in anchors[path] else path)
    return near | exact
