"""A record that only has another id now: an earlier snapshot is put in the ids of a later one, so that nobody is told
of two changes that never were.

It is the same record where it has the same title and stands on a claim that the other stood on too (a source: the same
date), and no other record is like it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from briefs.edition.snapshot import Snapshot, from_plain, to_plain

_TABLES = ("events", "demands", "measures", "figures", "tensions", "corrections")
_NAMING = frozenset({"id", "record", "answered_by"})
_CITING = frozenset({"cites", "answer_cites", "status_cites"})


def in_ids_of(after: Snapshot, before: Snapshot) -> Snapshot:
    """The earlier snapshot with the ids that its records have in the later one."""
    sources = _renamed(before.sources, after.sources, lambda source: (source.title, source.date))
    cited = _with_ids(before, sources, sources)
    names: dict[str, str] = {}
    for table in _TABLES:
        names |= _renamed(getattr(cited, table), getattr(after, table), _like)
    return _with_ids(cited, names, {})


def _like(record: Any) -> tuple[str, ...]:
    """What a record goes by besides its id."""
    match record:
        case _ if hasattr(record, "measures"):
            return (record.measures, record.unit)
        case _ if hasattr(record, "wrong"):
            return (record.wrong, record.corrected)
        case _ if hasattr(record, "by"):
            return (record.title, record.by)
        case _:
            return (record.title,)


def _renamed(
    before: Mapping[str, Any], after: Mapping[str, Any], like: Callable[[Any], tuple[str, ...]]
) -> dict[str, str]:
    """The new ids by the old ones."""
    gone = [record for id, record in before.items() if id not in after]
    new = [record for id, record in after.items() if id not in before]
    pairs = [(then, now) for then in gone for now in new if like(then) == like(now) and _share(then, now)]
    olds, news = [then.id for then, _ in pairs], [now.id for _, now in pairs]
    return {then.id: now.id for then, now in pairs if olds.count(then.id) == 1 and news.count(now.id) == 1}


def _share(then: Any, now: Any) -> bool:
    if not hasattr(then, "cites"):
        return True
    return not set(then.cites).isdisjoint(now.cites) or not (then.cites or now.cites)


def _with_ids(snapshot: Snapshot, names: Mapping[str, str], sources: Mapping[str, str]) -> Snapshot:
    if not names and not sources:
        return snapshot
    values = {
        key: {names.get(id, id): _told(record, names, sources) for id, record in part.items()}
        if isinstance(part, dict)
        else part
        for key, part in to_plain(snapshot).items()
    }
    return from_plain(values)


def _told(record: dict[str, Any], names: Mapping[str, str], sources: Mapping[str, str]) -> dict[str, Any]:
    """A record, and what stands in it, with the new ids of records and the new names of sources in its citations."""
    told: dict[str, Any] = {}
    for key, value in record.items():
        if key in _CITING:
            told[key] = [_cite(cite, sources) for cite in value]
        elif key in _NAMING:
            told[key] = names.get(value, value) if isinstance(value, str) else [names.get(id, id) for id in value]
        elif isinstance(value, dict):
            told[key] = _told(value, names, sources)
        elif key == "statements" and value:
            told[key] = [_told(each, names, sources) for each in value]
        else:
            told[key] = value
    return told


def _cite(cite: str, sources: Mapping[str, str]) -> str:
    source, slash, claim = cite.partition("/")
    return f"{sources.get(source, source)}{slash}{claim}"
