"""Rules for meetings: their items are numbered once, hold what they need, and follow from the meetings before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from briefs.content import model
from briefs.content.check.entries import again, days_known, in_words
from briefs.content.check.nearest import Nearest
from briefs.content.meetings import origin, with_history
from briefs.content.walk import find
from briefs.dates import parse
from briefs.errors import Problem, Where
from briefs.language.dates import edtf_date
from briefs.language.figures import figure as phrase
from briefs.language.tables import Language

_LIST = "follow-up"  # the kind of section that lists outcomes
SUMMARY_LINES = 5
SIGNS_A_LINE = 90  # of print, on A4 with the margins and the type of the briefs
_COUNT = "00"  # stands for a count, which no rule can know


def item_numbers(library: model.Library) -> Iterator[Problem]:
    """An item is called by its number, in the papers, in the minutes and in the meeting that takes it up again."""
    for meeting in library.meetings.values():
        numbers = ((item.number, item.where.at("number")) for item in meeting.items)
        yield from (Problem(where, f"the item number '{number}' is given twice") for number, where in again(numbers))


def long_summaries(library: model.Library) -> Iterator[Problem]:
    """A summary that is no summary hides what the meeting is to decide: five lines of print are the most."""
    most = SUMMARY_LINES * SIGNS_A_LINE
    for meeting in library.meetings.values():
        for item in meeting.items:
            for language in meeting.languages:
                signs = sum(len(set_words(each.text, language, library)) + 1 for each in item.summary) - 1
                if signs > most:
                    what = f"the summary of {item.number} has {signs} signs, more than {SUMMARY_LINES} lines of print"
                    yield Problem(item.where.at("summary"), what, f"Write {most} signs at most")


def set_words(text: model.Text, language: Language, library: model.Library) -> str:
    """The words of a text about as they are printed; nothing where it lacks the language."""
    words = text.get(language) if text.has(language) else ""
    for reference in reversed(list(model.placeholders(words))):
        words = words[: reference.start] + _set(reference, language, library) + words[reference.end :]
    return words


def _set(reference: model.Placeholder, language: Language, library: model.Library) -> str:
    if reference.is_date:
        return edtf_date(parse(reference.name), language)
    figure = library.figures.get(reference.name)
    if figure is None or reference.style not in model.PLACEHOLDER_STYLES:
        return _COUNT
    return phrase(figure, language, style=reference.style, group=library.project.group_thousands)


def briefs_of_items(library: model.Library) -> Iterator[Problem]:
    """A brief that belongs to an item is made for its audience and in its language."""
    for meeting, item in _items(library):
        for attached in item.briefs:
            brief = library.briefs.get(attached.brief)
            if brief is None or attached.audience not in library.audiences:
                continue  # reported by unknown_records
            if attached.audience not in brief.audiences:
                what = f"the brief {brief.id!r} is not made for the audience {attached.audience!r}"
                hint = f"Its audiences are {in_words(brief.audiences)}"
                yield Problem(attached.where.at("audience"), what, hint)
                continue
            made = library.languages_of(attached.brief, attached.audience)
            for language in [attached.language] if attached.language else meeting.languages:
                if language not in made:
                    what = f"the brief {brief.id!r} is not made in {language!r} for {attached.audience!r}"
                    yield Problem(attached.where.at("language"), what, f"Its languages are {in_words(made)}")


def repeated_briefs(library: model.Library) -> Iterator[Problem]:
    """A brief stands once among the papers of an item."""
    for _, item in _items(library):
        named = (((each.brief, each.audience, each.language), each.where) for each in item.briefs)
        yield from (Problem(where, "this brief is given twice") for _, where in again(named))


def postponed_items(library: model.Library) -> Iterator[Problem]:
    """An item that was postponed comes from an earlier meeting that postponed it."""
    nearest = Nearest()
    for meeting, item in _items(library):
        before = item.postponed_from
        earlier = library.meetings.get(before.meeting) if before else None
        if before is None or earlier is None:
            continue  # reported by unknown_records
        source = earlier.item(before.item)
        if source is None:
            numbers = [each.number for each in earlier.items]
            what = f"the meeting {earlier.id!r} has no item {before.item!r}"
            yield Problem(before.where.at("item"), what, nearest.to(before.item, numbers))
        elif source.outcome is None or source.outcome.kind != "postponed":
            what = f"nothing says that {before.item} was postponed by {earlier.id!r}"
            hint = f"Write 'outcome: {{kind: postponed, text: …}}' in {source.where.file}:{source.where.line}"
            yield Problem(before.where.at("item"), what, hint)
        if earlier.date >= meeting.date:
            what = f"{earlier.id!r} is held on {earlier.date}, and this meeting on {meeting.date}"
            yield Problem(before.where.at("meeting"), what, "An item comes from an earlier meeting")


def forgotten_items(library: model.Library) -> Iterator[Problem]:
    """What the previous meeting postponed is on the agenda again."""
    for meeting in library.meetings.values():
        previous = library.meetings.get(meeting.previous or "")
        if previous is None:
            continue
        taken = {
            each.postponed_from.item
            for each in meeting.items
            if each.postponed_from and each.postponed_from.meeting == previous.id
        }
        for item in previous.items:
            if item.outcome and item.outcome.kind == "postponed" and item.number not in taken:
                what = f"{item.number} was postponed by {previous.id!r}, and is not taken up"
                hint = f"Write an item with 'postponed_from: {{meeting: {previous.id}, item: {item.number}}}'"
                yield Problem(meeting.where.at("previous"), what, hint)


def whole_items(library: model.Library) -> Iterator[Problem]:
    """An item that takes its title from an earlier meeting gets one there."""
    for meeting in library.meetings.values():
        for item in with_history(meeting, library.meetings).items:
            if item.title is None and origin(item, library.meetings) is not None:
                yield Problem(item.where, f"{item.number} has no title, here or where it was postponed", "Write one")


def reopened_items(library: model.Library) -> Iterator[Problem]:
    """What one meeting had behind closed doors, the next does not open by leaving it out."""
    for meeting in library.meetings.values():
        whole = with_history(meeting, library.meetings)
        for given, item in zip(meeting.items, whole.items, strict=True):
            if item.closed and not given.closed and item.legal_basis:
                what = f"{given.number} was closed where it was postponed, and is open here"
                basis = item.legal_basis.words
                yield Problem(given.where, what, f"Write 'closed: true' and 'legal_basis: {basis}' here too")


def late_facts(library: model.Library) -> Iterator[Problem]:
    """The papers of a meeting stand on what was known on its day; only outcomes may cite what came later."""
    for meeting, item in _items(library):
        for name in ("proposal", "summary", "facts", "assessment", "economy", "questions"):
            for entry in find(getattr(item, name), model.Entry):
                for index, cite in enumerate(_cites(entry)):
                    day = max(days_known([cite], library), default=meeting.date)
                    if day > meeting.date:
                        what = f"'{cite}' is not known before {day}, and the meeting is held on {meeting.date}"
                        yield Problem(entry.where.at("cites", index), what)


def outcomes(library: model.Library) -> Iterator[Problem]:
    """Only a decision or a task is followed up."""
    for _, item in _items(library):
        outcome = item.outcome
        if outcome is None or outcome.kind in {"decision", "task"}:
            continue
        for name in ("vote", "owner", "due", "measure", "done", "next_step"):
            if getattr(outcome, name) and not (name == "vote" and outcome.kind == "postponed"):
                hint = "Write 'kind: decision' or 'kind: task', or take it out"
                yield Problem(outcome.where.at(name), f"an outcome of the kind {outcome.kind!r} has no {name!r}", hint)


def _cites(entry: model.Entry) -> Iterable[model.Citation]:
    cites: tuple[model.Citation, ...] = getattr(entry, "cites", ())
    return cites


def _items(library: model.Library) -> Iterator[tuple[model.Meeting, model.AgendaItem]]:
    for meeting in library.meetings.values():
        for item in meeting.items:
            yield meeting, item


def hours(library: model.Library) -> Iterator[Problem]:
    """A meeting ends after it begins, and its items follow each other."""
    for meeting in library.meetings.values():
        times = [(meeting.time, meeting.where.at("time"))]
        times += [(item.time, item.where.at("time")) for item in meeting.items]
        times += [(meeting.ends, meeting.where.at("ends"))]
        latest = None
        for moment, where in times:
            if moment and latest and moment < latest:
                yield Problem(where, f"{moment:%H:%M} comes after {latest:%H:%M}")
            latest = moment or latest


def days_of_meetings(library: model.Library) -> Iterator[Problem]:
    """A meeting is called before it is held, and follows the one before it."""
    for meeting in library.meetings.values():
        if meeting.called_on and meeting.called_on > meeting.date:
            what = f"the meeting is held on {meeting.date}, and called on {meeting.called_on}"
            yield Problem(meeting.where.at("called_on"), what)
        previous = library.meetings.get(meeting.previous or "")
        if previous and previous.id != meeting.id and previous.date >= meeting.date:
            what = f"{previous.id!r} is held on {previous.date}, and this meeting on {meeting.date}"
            yield Problem(meeting.where.at("previous"), what, "The previous meeting comes before this one")


def languages_of_lists(library: model.Library) -> Iterator[Problem]:
    """A list of what is followed up is made in languages that the papers of all meetings have, or rows would be
    missing.
    """
    for brief in library.briefs.values():
        made = {language for audience in brief.audiences for language in library.languages_of(brief.id, audience)}
        yield from _unlisted(brief.sections, made, library)
    for audience in library.audiences.values():
        for adaptation in audience.adaptations:
            yield from _unlisted(adaptation.sections, set(library.languages_of(adaptation.brief, audience.id)), library)


def _unlisted(
    sections: Iterable[model.SectionSpec], made: Collection[Language], library: model.Library
) -> Iterator[Problem]:
    for section in sections:
        wanted = [each for each in section.languages or library.project.languages if each in made]
        for meeting in library.meetings.values() if section.kind == _LIST else ():
            if lacking := [language for language in wanted if language not in meeting.languages]:
                what = f"this list is made in {in_words(lacking)}, and the meeting {meeting.id!r} is not"
                hint = f"Name these 'languages' in {meeting.where.file}, or those of the brief"
                yield Problem(section.where, what, hint)


def languages_of_meetings(library: model.Library) -> Iterator[Problem]:
    """The papers of a meeting are made in languages of the project."""
    for meeting in library.meetings.values():
        for index, language in enumerate(meeting.languages):
            if language not in library.project.languages:
                where: Where = meeting.where.at("languages", index)
                hint = f"The project's languages are {in_words(library.project.languages)}"
                yield Problem(where, f"{language!r} is no language of the project", hint)
