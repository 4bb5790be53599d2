"""The briefs that come with the program, for projects that have none of their own: what changed between two states of
knowledge, and what became of what meetings decided.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from briefs import assets
from briefs.content import model
from briefs.content.load import read_values
from briefs.content.translations import File, placed
from briefs.edition.edition import EVERYBODY
from briefs.errors import BriefsError, Problem, Where
from briefs.language.catalogue import SOURCE_LANGUAGE
from briefs.language.po import Po, read_po
from briefs.language.tables import Language, languages

CHANGES = "endringer"
FOLLOW_UP = "oppfolging"
_TOPIC = "{project}"
_SINCE_EDITION = "endringer-utgave"  # in other words: from a day to the same day nothing can change


def with_changes_brief(library: model.Library, root: Path, *, from_edition: bool = False) -> model.Library:
    """The library with a brief of changes for everybody: the project's own where it has one, else the packaged one, of
    which there is another for changes since an edition.
    """
    own = library.briefs.get(CHANGES)
    brief = own or _of_topic(_packaged(root, _SINCE_EDITION if from_edition else CHANGES), library.project.title)
    return _with(library, brief)


def with_follow_up_brief(library: model.Library, root: Path) -> model.Library:
    """The library with a brief of what meetings decided, for everybody and in the project's own language: that of their
    papers. The project's own comes before it.
    """
    brief = library.briefs.get(FOLLOW_UP)
    own = (library.project.language,)
    return _with(library, brief or _packaged(root, FOLLOW_UP).model_copy(update={"languages": own}))


def has_outcomes(library: model.Library) -> bool:
    """Whether something is written down of what a meeting came to."""
    return any(item.outcome for meeting in library.meetings.values() for item in meeting.items)


def follow_up_day(library: model.Library) -> date:
    """The newest day that the content documents or of which it tells what a meeting came to."""
    held = (each.date for each in library.meetings.values() if any(item.outcome for item in each.items))
    return max((library.newest, *held))


def _with(library: model.Library, brief: model.BriefSpec) -> model.Library:
    everybody = library.audiences.get(EVERYBODY) or model.Audience(id=EVERYBODY, name=brief.label)
    return replace(
        library,
        briefs={**library.briefs, brief.id: brief},
        audiences={**library.audiences, EVERYBODY: everybody},
    )


def _of_topic(brief: model.BriefSpec, topic: model.Text) -> model.BriefSpec:
    """The brief with the project's title where its own says `{project}`: its pages say alone what changed in what."""
    title = brief.title
    translations = {
        language: replace(each, words=each.words.replace(_TOPIC, topic.get(language)))
        for language, each in title.translations.items()
        if topic.has(language)
    }
    own = title.words.replace(_TOPIC, topic.get(title.language) if topic.has(title.language) else topic.words)
    return brief.model_copy(update={"title": replace(title, words=own, translations=translations)})


def _packaged(root: Path, stem: str) -> model.BriefSpec:
    folders = assets.template_folders(root)
    name = f"briefs/{stem}.yaml"
    path = next(path for folder in folders if (path := assets.located(folder, name, f"templates/{name}")))
    try:
        brief = model.BriefSpec.model_validate(read_values(path, f"templates/{name}"))
        return placed(brief, f"brief/{stem}", SOURCE_LANGUAGE, _files(folders)).model_copy(update={"id": brief.id})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise BriefsError(Problem(Where(f"templates/{name}"), f"{place}: {first['msg']}")) from None


def _files(folders: tuple[Path, ...]) -> dict[Language, File]:
    """The catalogues of the templates, which translate this brief too, a project's own before the packaged ones."""
    files: dict[Language, File] = {}
    for language in languages():
        name = f"templates/locale/{language}.po"
        paths = [path for folder in folders if (path := folder / "locale" / f"{language}.po").is_file()]
        entries = [entry for path in reversed(paths) for entry in read_po(path.read_bytes(), name).entries]
        if entries:
            files[language] = File(name, Po(entries=tuple(entries)))
    return files
