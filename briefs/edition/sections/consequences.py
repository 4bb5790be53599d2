"""What a brief itself gives: what follows, what can be done, what is not known, and what to discuss."""

from __future__ import annotations

from briefs.content import model
from briefs.edition.prose import Context, Line
from briefs.edition.sections.registry import section
from briefs.edition.selection import selected


def _own_statements(context: Context, spec: model.SectionSpec) -> tuple[model.Statement, ...]:
    return spec.statements


@section("consequences", needs=("statements",), prints=(), chooses="statement", of=_own_statements)
@section("can-do", needs=("statements",), prints=(), chooses="statement", of=_own_statements)
@section("unknown", needs=("statements",), prints=(), chooses="statement", of=_own_statements)
def consequences(context: Context, spec: model.SectionSpec) -> tuple[Line, ...]:
    """The statements of the section."""
    return context.lines(selected(spec.statements, spec))


@section("questions", needs=("questions",), prints=())
def questions(context: Context, spec: model.SectionSpec) -> tuple[Line, ...]:
    """The questions of the section."""
    return tuple(Line(context.prose(each.text), context.marks(each.cites)) for each in spec.questions)
