"""What a brief could know on a day: a library becomes the library as it stood then, for every other module to take as
given.

When a thing happened and when it became known are kept apart: a record is known through the sources that give it, and a
source from the day it was published. Nothing that was published later leaves a trace, also not in counts, charts and
source lists.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from briefs.content import model
from briefs.content.derived import derived
from briefs.dates import Edtf

R = TypeVar("R", bound=model.Entry)
S = TypeVar("S", bound=model.Statement)
B = TypeVar("B", model.BriefSpec, model.Adaptation)
C = TypeVar("C", model.Remark, model.Question, model.ProposalPoint)


@derived
def known_at(library: model.Library, day: date) -> model.Library:
    """The library of that day: later sources are gone, and with them every statement that stands on one of them. On the
    newest day that is documented, and after it, every correction counts, whenever it was made: nobody asked for less.
    """
    sources = {id: source for id, source in library.sources.items() if source.known <= day}

    def known(cite: model.Citation) -> bool:
        return cite.source in sources

    statements = {
        **{id: demand.statements for id, demand in library.demands.items()},
        **{id: measure.statements for id, measure in library.measures.items()},
    }
    recorded = {id for id, own in statements.items() if any(each.cites and all(map(known, each.cites)) for each in own)}
    knows = _Knowledge(known, {id: source.date for id, source in sources.items()}, recorded)
    demands = knows.table(library.demands, knows.demand)
    measures = knows.table(library.measures, lambda measure: knows.measure(measure, demands))
    events = knows.table(library.events, knows.event)
    figures = knows.table(library.figures, knows.figure)
    series = knows.table(library.series, knows.series)
    records = {*sources, *demands, *measures, *events, *figures, *series, *library.actors}
    tensions = knows.table(library.tensions, lambda tension: knows.tension(tension, records))
    glossary = tuple(entry for entry in library.project.glossary if knows.all(entry.cites))
    return replace(
        library,
        project=library.project.model_copy(update={"glossary": glossary}),
        sources=sources,
        actors={id: knows.actor(actor) for id, actor in library.actors.items()},
        figures=figures,
        events=events,
        series=series,
        demands=demands,
        measures=measures,
        tensions=tensions,
        corrections={
            id: entry
            for id, entry in library.corrections.items()
            if (entry.corrected <= day or day >= library.newest)
            and entry.record in {*records, *tensions}
            and knows.all(entry.cites)
        },
        audiences={id: knows.audience(audience) for id, audience in library.audiences.items()},
        briefs={id: knows.presented(brief) for id, brief in library.briefs.items()},
        localities=knows.table(library.localities, knows.locality),
        local_figures=tuple(id for id in library.local_figures if id in figures),
        meetings={id: knows.meeting(meeting, day) for id, meeting in library.meetings.items()},
    )


class _Knowledge:
    """The parts of a record that stand on known claims; None for a record of which nothing is left. `recorded` are the
    demands and measures that are known, which alone can be said to lack something.
    """

    def __init__(
        self, known: Callable[[model.Citation], bool], dates: Mapping[str, Edtf], recorded: Collection[str]
    ) -> None:
        self.known = known
        self.dates = dates
        self.recorded = recorded

    def table(self, records: Mapping[str, R], part: Callable[[R], R | None]) -> dict[str, R]:
        return {id: left for id, record in records.items() if (left := part(record)) is not None}

    def all(self, cites: Iterable[model.Citation]) -> bool:
        return all(self.known(cite) for cite in cites)

    def some(self, cites: Iterable[model.Citation]) -> tuple[model.Citation, ...]:
        return tuple(cite for cite in cites if self.known(cite))

    def statements(self, statements: Iterable[S]) -> tuple[S, ...]:
        return tuple(
            statement
            for statement in statements
            if self.all(statement.cites)
            and not self.some(statement.unless_known)
            and all(id in self.recorded for id in statement.absent)
        )

    def carried(self, statements: Iterable[model.Statement]) -> tuple[model.Statement, ...]:
        """The statements of a record, which no statement of what is missing carries by itself."""
        left = self.statements(statements)
        return left if any(statement.cites for statement in left) else ()

    def deadline(self, deadline: model.Deadline | None) -> model.Deadline | None:
        if deadline is None:
            return None
        earlier = self.deadline(deadline.moved_from)
        if not self.all(deadline.cites):
            return earlier
        return deadline.model_copy(update={"met_by": self.some(deadline.met_by), "moved_from": earlier})

    def event(self, event: model.Event) -> model.Event | None:
        """What every source known so far says of a later day is a plan, whatever a later source will say of it."""
        left = self.carried(event.statements)
        if not left:
            return None
        sources = {cite.source for statement in left for cite in statement.cites}
        planned = event.planned or all(event.date.first > self.dates[source].last for source in sources)
        return event.model_copy(update={"statements": left, "planned": planned})

    def figure(self, figure: model.Figure) -> model.Figure | None:
        left = self.some(figure.cites)
        return figure.model_copy(update={"cites": left}) if left else None

    def series(self, series: model.Series) -> model.Series | None:
        left = self.carried(series.lead)
        return series.model_copy(update={"lead": left}) if left else None

    def demand(self, demand: model.Demand) -> model.Demand | None:
        left = self.carried(demand.statements)
        return (
            demand.model_copy(update={"statements": left, "deadline": self.deadline(demand.deadline)}) if left else None
        )

    def measure(self, measure: model.Measure, demands: Mapping[str, model.Demand]) -> model.Measure | None:
        statements = self.carried(measure.statements)
        log = tuple(entry for entry in measure.log if self.all(entry.cites) and not self.some(entry.unless_known))
        if not statements or not log:
            return None
        answers = tuple(
            answer
            for answer in measure.answers
            if self.all(answer.cites) and not self.some(answer.unless_known) and answer.demand in demands
        )
        update = {"statements": statements, "log": log, "answers": answers, "deadline": self.deadline(measure.deadline)}
        return measure.model_copy(update=update)

    def tension(self, tension: model.Tension, records: set[str]) -> model.Tension | None:
        """A tension shows only when all its sides are known: its reading speaks of all of them."""
        if len(self.statements(tension.sides)) < len(tension.sides):
            return None
        return tension.model_copy(update={"about": tuple(id for id in tension.about if id in records)})

    def actor(self, actor: model.Actor) -> model.Actor:
        update = {
            "roles": tuple(role for role in actor.roles if self.all(role.cites)),
            "parties": tuple(parties for parties in actor.parties if self.all(parties.cites)),
            "statements": self.statements(actor.statements),
        }
        return actor.model_copy(update=update)

    def sections(self, sections: Iterable[model.SectionSpec]) -> tuple[model.SectionSpec, ...]:
        return tuple(
            section.model_copy(
                update={
                    "statements": self.statements(section.statements),
                    "questions": tuple(question for question in section.questions if self.all(question.cites)),
                }
            )
            for section in sections
        )

    def presented(self, brief: B) -> B:
        """A brief, or what an audience gets differently in one."""
        return brief.model_copy(
            update={
                "headlines": self.statements(brief.headlines),
                "figures": self.statements(brief.figures),
                "points": self.statements(brief.points),
                "sections": self.sections(brief.sections),
            }
        )

    def audience(self, audience: model.Audience) -> model.Audience:
        return audience.model_copy(update={"adaptations": tuple(map(self.presented, audience.adaptations))})

    def locality(self, locality: model.Locality) -> model.Locality:
        return locality.model_copy(update={"statements": self.statements(locality.statements)})

    def remarks(self, remarks: Iterable[C]) -> tuple[C, ...]:
        return tuple(each for each in remarks if self.all(each.cites))

    def meeting(self, meeting: model.Meeting, day: date) -> model.Meeting:
        """A meeting is called before it is held; what came of it is known from its day, and from its minutes on."""
        held = meeting.date <= day
        items = (self.item(item if held else item.model_copy(update={"outcome": None})) for item in meeting.items)
        return meeting.model_copy(update={"items": tuple(items)})

    def item(self, item: model.AgendaItem) -> model.AgendaItem:
        outcome = item.outcome if item.outcome and self.all(item.outcome.cites) else None
        update = {
            "proposal": self.remarks(item.proposal),
            "summary": self.remarks(item.summary),
            "facts": self.remarks(item.facts),
            "assessment": self.remarks(item.assessment),
            "economy": self.remarks(item.economy),
            "questions": self.remarks(item.questions),
            "outcome": outcome and outcome.model_copy(update={"done": self.remarks(outcome.done)}),
        }
        return item.model_copy(update=update)
