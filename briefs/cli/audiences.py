"""`briefs audiences`: whom the briefs are for, and what each of two audiences is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefs.cli.asking import HERE, ProjectFolder, fit, known, language_tag, read_project, refuse, sound_project
from briefs.cli.telling import columns, problems_reported

if TYPE_CHECKING:
    from briefs.content.model import Audience, Budget, Library
    from briefs.edition.comparing import Difference, Told


def audiences(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="AUDIENCE", help="With --diff: the two audiences to compare.")
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Tell which statements of each brief only one of two audiences sees.")
    ] = False,
    lang: Annotated[
        str | None,
        typer.Option(metavar="nb|nn|en", help="With --diff: in this language; the project's own by default."),
    ] = None,
    project: ProjectFolder = HERE,
) -> None:
    """List the audiences with their briefs, or compare what two of them are told.

    Example: briefs audiences --diff alle kommunestyre
    """
    if not diff:
        if names or lang:
            refuse("AUDIENCE" if names else "--lang", "it is for --diff alone")
        with problems_reported():
            _list(read_project(project))
        return
    with problems_reported():
        sound = sound_project(project)
        library = sound.library
        tag = language_tag(lang, library.project.languages) if lang else library.project.language
        fit(sound, [tag])
        _print_differences(library, _two(library, names or []), tag)


def _list(library: Library) -> None:
    rows = [
        (audience.id, audience.name.words, ", ".join(_briefs_for(library, audience.id)), _budget(audience))
        for audience in library.audiences.values()
    ]
    for line in columns([("AUDIENCE", "NAME", "BRIEFS", "PAGES"), *rows]):
        typer.echo(line)


def _briefs_for(library: Library, audience: str) -> tuple[str, ...]:
    return tuple(brief.id for brief in library.briefs.values() if audience in brief.audiences)


def _budget(audience: Audience) -> str:
    """The pages that an audience has in any brief, the fewest and the most where its briefs differ."""
    budgets: tuple[Budget, ...] = (audience, *audience.adaptations)
    given = [budget.pages for budget in budgets if budget.pages is not None]
    pages = sorted({most for each in given for most in ([each] if isinstance(each, int) else each.values())})
    return "–".join(dict.fromkeys(map(str, (pages[0], pages[-1])))) if pages else ""


def _two(library: Library, names: list[str]) -> tuple[str, str]:
    for name in names:
        known("AUDIENCE", name, library.audiences)
    if len(names) != 2 or names[0] == names[1]:
        refuse("AUDIENCE", "--diff compares two audiences. Write: briefs audiences --diff ONE OTHER")
    return names[0], names[1]


def _print_differences(library: Library, pair: tuple[str, str], language: str) -> None:
    from briefs.edition.comparing import difference

    shared = [id for id in library.briefs if all(language in library.languages_of(id, name) for name in pair)]
    shared = [id for id in shared if set(pair) <= set(library.briefs[id].audiences)]
    if not shared:
        refuse("AUDIENCE", f"no brief is for both {pair[0]!r} and {pair[1]!r}")
    for id in shared:
        _print_difference(difference(library, id, pair, language, library.newest), pair)


def _print_difference(found: Difference, pair: tuple[str, str]) -> None:
    typer.echo(f"{found.brief}: {found.both} in both")
    for name, only in zip(pair, (found.first, found.second), strict=True):
        typer.echo(f"  only {name}: {len(only)}")
        for each in only:
            typer.echo(f"    {_line(each)}")


def _line(told: Told) -> str:
    return f"{told.record}: {told.words}" if told.record else told.words
