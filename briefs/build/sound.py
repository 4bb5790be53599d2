"""Whether a project can be printed: its content, templates and styles held against all rules, for every command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefs.content.load import Loaded, load
from briefs.content.model import Library
from briefs.content.translations import file_name
from briefs.errors import BriefsError, Problem
from briefs.language.tables import Language


class Sound(NamedTuple):
    """The content of a project, what is only warned of, and why some languages cannot be printed."""

    library: Library
    warnings: Sequence[Problem]
    unfit: Mapping[Language, tuple[Problem, ...]]


def sound_project(project: Path, *, against_lock: bool = True) -> Sound:
    """The project's content and what is only warned of; BriefsError with all of it where something is wrong in the
    project's own language.

    Whatever is wrong in a file of translations is a matter of its language alone.
    """
    root = project.resolve()
    return judged(load(root, against_lock=against_lock), root)


def judged(loaded: Loaded, root: Path) -> Sound:
    """What `sound_project` says of content that was loaded already."""
    from briefs.content import check  # here and below, so that the light commands start at once
    from briefs.edition.sections import limited_kinds, needed_fields
    from briefs.html.colours import unreadable
    from briefs.html.logo import unprintable
    from briefs.html.syntax import broken_styles
    from briefs.html.unread import unread

    library = loaded.library
    kinds, limited = needed_fields(), limited_kinds()
    found = check.check(library, sections=kinds, limited=limited, partial=loaded.unreadable) if library else ()
    problems = [*loaded.problems, *found]
    problems += unread(library, root) if library and not loaded.unreadable else ()
    problems += (*broken_styles(root), *unreadable(root))
    problems += unprintable(library, root) if library else ()
    warnings = [problem for problem in problems if language_of(problem) is None]
    if library is None or any(problem.severity == "error" for problem in warnings):
        raise BriefsError(*problems)
    unfit = {
        language: tuple(found) if found else check.translations(library, [language])
        for language in library.project.translations
        for found in [[problem for problem in problems if language_of(problem) == language]]
    }
    return Sound(library, warnings, {language: found for language, found in unfit.items() if found})


def language_of(problem: Problem) -> Language | None:
    """The language whose file of translations a problem stands in."""
    path = Path(problem.where.file)
    return path.stem if problem.where.file == file_name(path.stem) else None
