"""Statements that a brief itself gives."""

from __future__ import annotations

from briefs.content import model
from briefs.edition.prose import Context, Line
from briefs.edition.sections.registry import section


@section("consequences", needs=("statements",), prints=())
def consequences(context: Context, spec: model.SectionSpec) -> tuple[Line, ...]:
    """The statements of the section."""
    return context.lines(spec.statements)
