"""What is wrong with a library as a whole: references, evidence, dates, languages and the way texts are written.

Pure: a library comes in, problems come out, each at the value to mend. `check` is always run; `freshness` needs today's
date and `translations` is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from briefs.content import model
from briefs.content.check import absence, audiences, briefs, evidence, figures, meetings, parties, references, writing
from briefs.content.check.freshness import freshness
from briefs.content.check.translations import translations
from briefs.content.internal import internal_figures_named
from briefs.content.limits import first_of_each_file, in_order
from briefs.errors import Problem

__all__ = ["check", "freshness", "translations"]

ContentRule = Callable[[model.Library], Iterable[Problem]]


def check(
    library: model.Library,
    *,
    sections: briefs.SectionKinds,
    limited: Collection[str] | None = None,
    partial: bool = False,
) -> tuple[Problem, ...]:
    """The problems of a library by file, line and column, of each file the first; of a `partial` one, with whole files
    unread, only those of its records alone. `sections` are the kinds of sections that can be
    built, and `limited` those that limits may leave something out of, all where nothing is said.
    """
    rules = CONTENT_RULES if partial else (*CONTENT_RULES, *CROSS_RULES)
    problems = (problem for rule in rules for problem in rule(library))
    of_sections = (
        *briefs.section_kinds(library, sections),
        *briefs.limits_of_sections(library, set(sections) - set(sections if limited is None else limited)),
    )
    return tuple(first_of_each_file(in_order((*problems, *of_sections))))


CONTENT_RULES: tuple[ContentRule, ...] = (
    references.repeated_references,
    evidence.claim_numbers,
    evidence.claim_paragraphs,
    evidence.uncovered_paragraphs,
    evidence.inferred_dates,
    evidence.source_files,
    figures.figure_shapes,
    figures.log_order,
    figures.correction_days,
    briefs.one_full_audience,
    briefs.limits_of_full_audiences,
    briefs.few_points,
    briefs.few_figures,
    briefs.unknown_comes_last,
    briefs.languages_of_briefs,
    briefs.sections_of_briefs,
    meetings.item_numbers,
    meetings.hours,
    meetings.languages_of_meetings,
    meetings.outcomes,
    writing.literal_digits,
    writing.ways_of_writing,
    writing.unseen_characters,
    writing.school_years,
    writing.hyphenation_spells,
)
CROSS_RULES: tuple[ContentRule, ...] = (
    briefs.nothing_to_print,
    briefs.wide_periods,
    audiences.differing_figures,
    references.unknown_claims,
    references.unknown_records,
    references.unheard_adaptations,
    evidence.unsupported_figures,
    evidence.early_figures,
    evidence.late_series,
    parties.warrants,
    parties.claims_of_parties,
    parties.early_answers,
    parties.parts_of_parts,
    absence.untrue_absences,
    figures.plans_as_facts,
    figures.series_numbers,
    meetings.days_of_meetings,
    meetings.briefs_of_items,
    meetings.repeated_briefs,
    meetings.postponed_items,
    meetings.forgotten_items,
    meetings.whole_items,
    meetings.reopened_items,
    meetings.late_facts,
    meetings.long_summaries,
    meetings.languages_of_lists,
    writing.references_in_texts,
    internal_figures_named,
)
