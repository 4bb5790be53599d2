"""The kinds of sections: each is registered beside the function that builds it, with what it needs and what it prints.

A new kind is one function with `@section(…)` in a module of this package, and a template of the same name in
`templates/base/sections/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeVar

from briefs.content import model
from briefs.edition.changes import Changes
from briefs.edition.prose import Context
from briefs.edition.selection import Omission, Weighed, selected


@dataclass(frozen=True, kw_only=True)
class SectionContext(Context):
    """What a section is built from: the context of its edition, what changed since an earlier day, the periods of its
    brief, and what its source marks tell.
    """

    changed: Changes
    periods: tuple[model.Period, ...] = ()
    marks_tell: model.Marks = "sources"

    @classmethod
    def of(
        cls,
        context: Context,
        changed: Changes,
        periods: tuple[model.Period, ...] = (),
        marks_tell: model.Marks = "sources",
    ) -> SectionContext:
        """The context of an edition, with what its sections need beside it."""
        shared = {field.name: getattr(context, field.name) for field in fields(Context)}
        return cls(**shared, changed=changed, periods=periods, marks_tell=marks_tell)


Candidates = Callable[[SectionContext, model.SectionSpec], tuple[Weighed, ...]]
Chooses = Literal["event", "demand", "measure", "statement", "tension", "term"]
Builder = Callable[[SectionContext, model.SectionSpec], Any]
B = TypeVar("B", bound=Builder)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionKind:
    """One kind of section.

    `needs` are the fields of a section's specification that this kind cannot do without and that no other kind may
    have unless it needs them too. `prints` are the kinds of records that it prints, besides figures and what it cites.
    A kind that is `always_printed` has its heading even where its body is empty. `chooses` is what its limits leave
    out, of the `candidates` that it could print, and None where no limit applies; where it `lists` them one by one, the
    limits of an audience apply to it too. One that `is_figure` gets a number.
    """

    name: str
    build: Builder
    needs: tuple[str, ...]
    prints: tuple[str, ...]
    always_printed: bool
    chooses: Chooses | None
    candidates: Candidates
    lists: bool
    is_figure: bool


SECTIONS: dict[str, SectionKind] = {}


def section(
    name: str,
    *,
    prints: tuple[str, ...],
    needs: tuple[str, ...] = (),
    always_printed: bool = False,
    chooses: Chooses | None = None,
    of: Candidates = lambda context, spec: (),
    lists: bool = False,
    is_figure: bool = False,
) -> Callable[[B], B]:
    """Registers the decorated function as the builder of a kind of section."""

    def register(build: B) -> B:
        if name in SECTIONS:
            raise ValueError(f"two functions build sections of the kind {name!r}")
        SECTIONS[name] = SectionKind(
            name=name,
            build=build,
            needs=needs,
            prints=prints,
            always_printed=always_printed,
            chooses=chooses,
            candidates=of,
            lists=lists,
            is_figure=is_figure,
        )
        return build

    return register


def needed_fields() -> Mapping[str, tuple[str, ...]]:
    """Every kind with the fields that it needs: what `check` holds the sections of a brief against."""
    return {name: kind.needs for name, kind in SECTIONS.items()}


def limited_kinds() -> frozenset[str]:
    """The kinds that `least_weight` and `at_most` can leave something out of."""
    return frozenset(name for name, kind in SECTIONS.items() if kind.chooses)


def chosen(context: SectionContext, spec: model.SectionSpec) -> tuple[Weighed, ...]:
    """What a section takes of its candidates."""
    return selected(SECTIONS[spec.kind].candidates(context, spec), spec)


def omission(context: SectionContext, spec: model.SectionSpec, listed: Iterable[Weighed]) -> Omission | None:
    """What a section leaves out, or None; a list leaves out what is not `listed` in any other either. That a word is
    not explained is not said.
    """
    kind = SECTIONS[spec.kind]
    if kind.chooses in {None, "term"}:
        return None
    shown = {id(entry) for entry in (listed if kind.lists else chosen(context, spec))}
    left = [entry for entry in kind.candidates(context, spec) if id(entry) not in shown]
    ids = (getattr(entry, "id", "") for entry in left)
    return Omission(kind=kind.chooses, count=len(left), ids=tuple(filter(None, ids))) if left else None


def is_left_out(kind: str, body: Any) -> bool:
    """Whether a section has nothing to show, so that its heading is left out as well."""
    return not SECTIONS[kind].always_printed and is_empty(body)


def is_empty(body: Any) -> bool:
    """Whether there is nothing in a body: an empty tuple, or a value whose fields are all empty."""
    if isinstance(body, tuple):
        return not body
    return not any(getattr(body, field.name) for field in fields(body))
