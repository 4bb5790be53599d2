"""What the list of all briefs says: for each brief its editions, for each edition its files. Values for
`base/index.html`.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Protocol

from briefs.content import model
from briefs.content.translations import is_whole
from briefs.edition.edition import Order, title_of
from briefs.edition.prose import set_prose
from briefs.language.tables import Language


class Published(Protocol):
    """A finished file as the manifest lists it: its edition, its path from the output folder, and a PDF's pages."""

    @property
    def brief(self) -> str: ...
    @property
    def audience(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def as_of(self) -> str: ...
    @property
    def format(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def pages(self) -> int | None: ...
    @property
    def one_page(self) -> bool | None: ...


PublishedFiles = Mapping[tuple[str, str, str, str, bool], Published]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedFile:
    """One file of an edition: its path from the output folder, what kind of file it is, and its pages if it has any."""

    format: str
    label: str
    media_type: str
    path: str
    pages: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedEdition:
    """One edition with its files, in the order of the formats.

    `tag` names the languages: `nb`, or `nb+nn` side by side. `title_language` is that of the title and the audience:
    the project's own for an earlier edition in a language that is no longer whole. `one_page` is that of a single page.
    """

    audience_id: str
    audience: str
    title: str
    language: Language
    title_language: Language
    tag: str
    as_of: date
    files: tuple[ListedFile, ...]
    one_page: bool = False

    @property
    def day(self) -> str:
        """The day of the status as `2022-12-01`."""
        return self.as_of.isoformat()


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What the list may be narrowed to: its key in the rows, and its name or day for people."""

    key: str
    name: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ListedBrief:
    """One brief with its editions, in the order of its audiences and of the project's languages."""

    id: str
    label: str
    editions: tuple[ListedEdition, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The whole list; its own words are in the project's first language. `feed` is the path of the feed of what
    changed, where there is one.
    """

    project: str
    publisher: str
    language: Language
    briefs: tuple[ListedBrief, ...]
    feed: str | None = None

    @property
    def choices(self) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """By what the list can be narrowed, where there is more than one of it: audience, language and day."""
        editions = [edition for brief in self.briefs for edition in brief.editions]
        names = {edition.audience_id: edition.audience for edition in reversed(editions)}
        languages = dict.fromkeys(language for edition in editions for language in edition.tag.split("+"))
        days = {edition.day: edition.as_of for edition in editions}
        found = (
            ("audience", tuple(Choice(key=key, name=name) for key, name in reversed(names.items()))),
            ("lang", tuple(Choice(key=language) for language in languages)),
            ("day", tuple(Choice(key=key, day=day) for key, day in sorted(days.items(), reverse=True))),
        )
        return tuple((name, choices) for name, choices in found if len(choices) > 1)


def index_of(
    library: model.Library, artifacts: Iterable[Published], formats: Sequence[str], feed: str | None = None
) -> Index:
    """The list of the editions that have a file of one of the formats, in the order of the content."""
    files = {
        (artifact.brief, artifact.audience, artifact.lang, artifact.format, bool(artifact.one_page)): artifact
        for artifact in artifacts
    }
    project, language = library.project, library.project.languages[0]
    briefs = (
        ListedBrief(spec.id, spec.label.get(language), tuple(_editions(library, spec, files, formats)))
        for spec in library.briefs.values()
    )
    return Index(
        project.title.get(language),
        project.publisher.get(language),
        language,
        tuple(brief for brief in briefs if brief.editions),
        feed,
    )


def _editions(
    library: model.Library, spec: model.BriefSpec, files: PublishedFiles, formats: Sequence[str]
) -> Iterator[ListedEdition]:
    for audience, tag, one_page in product(spec.audiences, _tags(library, files), (False, True)):
        language = next(each for each in library.project.languages if each == tag.partition("+")[0])
        found = [file for format in formats if (file := files.get((spec.id, audience, tag, format, one_page)))]
        title_language = language if is_whole(library, language) else library.project.language
        order = Order(spec.id, audience, title_language, library.newest, one_page=one_page)
        for day in sorted({file.as_of for file in found}):
            yield ListedEdition(
                audience_id=audience,
                audience=library.audiences[audience].name.get(title_language),
                title=set_prose(title_of(library, order)),
                language=language,
                title_language=title_language,
                tag=tag,
                as_of=date.fromisoformat(day),
                files=tuple(_listed(file) for file in found if file.as_of == day),
                one_page=one_page,
            )


def _listed(file: Published) -> ListedFile:
    kind = mimetypes.guess_type(file.path)[0] or "application/octet-stream"
    return ListedFile(format=file.format, label=file.format.upper(), media_type=kind, path=file.path, pages=file.pages)


def _tags(library: model.Library, files: PublishedFiles) -> tuple[str, ...]:
    """The project's languages, then the pairs of them in which a parallel edition was made."""
    made = {tag for _, _, tag, _, _ in files if set(tag.split("+")) <= set(library.project.languages)}
    return (*library.project.languages, *sorted(made - set(library.project.languages)))
