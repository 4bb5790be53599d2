"""What it means here: the municipality's own figures, and what follows for it."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.content import model
from briefs.edition.prose import Context, FigurePart, Line, Mark, Prose
from briefs.edition.sections.registry import section


@dataclass(frozen=True, slots=True)
class LocalFigure:
    """A figure of the municipality's own as it stands in a table, what it says, and what carries it."""

    id: str
    shows: Prose
    measures: Prose
    marks: tuple[Mark, ...]
    basis: Prose | None


@dataclass(frozen=True, slots=True)
class LocalBody:
    """What the content says of the municipality that reads; all of it is empty where it says nothing."""

    name: Prose | None
    lines: tuple[Line, ...]
    figures: tuple[LocalFigure, ...]


@section("local", prints=("localities",))
def local(context: Context, spec: model.SectionSpec) -> LocalBody:
    """The statements and the figures of content/local.yaml that are known, in its order."""
    locality = next(iter(context.library.localities.values()), None)
    lines = context.lines(locality.statements) if locality else ()
    figures = tuple(_figure(context.library.figures[id], context) for id in context.library.local_figures)
    name = context.prose(locality.name) if locality and (lines or figures) else None
    return LocalBody(name, lines, figures)


def _figure(figure: model.Figure, context: Context) -> LocalFigure:
    shows = Prose((FigurePart(figure, "table"),), context.language, context.library.project.group_thousands)
    marks = context.marks(figure.cites)
    return LocalFigure(figure.id, shows, context.prose(figure.measures), marks, context.maybe(figure.basis))
