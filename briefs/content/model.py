"""What a project's content is: shape only, frozen. Every record knows its place in the YAML (`where`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from itertools import count
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from briefs.content.walk import PathStep, located
from briefs.dates import Edtf, is_edtf
from briefs.errors import Where, alternatives
from briefs.language.figures import FIGURE_STYLES
from briefs.language.signs import OBJECT
from briefs.language.tables import DEFAULT_LANGUAGE, Language, languages


def _known(language: str) -> str:
    if language in languages():
        return language
    raise PydanticCustomError("literal_error", "no such language", {"expected": alternatives(languages())})


KnownLanguage = Annotated[Language, AfterValidator(_known)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
TrimmedText = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
WebAddress = Annotated[str, StringConstraints(max_length=1000, pattern=r"^https?://[^\s<>\"{}|\\^`]+$")]
SiteAddress = Annotated[WebAddress, StringConstraints(pattern=r"^https?://[^?#]+/$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Ordinal = Annotated[int, Field(ge=1, le=10_000, strict=True)]
Amount = Annotated[Decimal, Field(ge=-(10**15), le=10**15, decimal_places=6)]
Flag = Annotated[bool, Field(strict=True)]  # `yes` and `no` are words
Weight = Annotated[int, Field(ge=1, le=5, strict=True)]
USUAL_WEIGHT: Weight = 3


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # 2017-02-30
    raise ValueError(f"'{str(value)[:40]}' is no day. Write it as '2017-09-08'")


Day = Annotated[date, BeforeValidator(_day)]


def _clock(value: object) -> time:
    if isinstance(value, time):
        return value
    match = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"'{str(value)[:40]}' is no time of day. Write it as '18:00'")
    return time(int(match[1]), int(match[2]))


Clock = Annotated[
    time,
    BeforeValidator(_clock),
    WithJsonSchema({"type": "string", "pattern": "^([01]?[0-9]|2[0-3])[:.][0-5][0-9]$", "examples": ["18:00"]}),
]


def _without_place(value: object) -> object:
    return {key: item for key, item in value.items() if key != "where"} if isinstance(value, Mapping) else value


WordsByWords = Annotated[
    Mapping[str, str], BeforeValidator(_without_place)
]  # words by words, no record: it has no place of its own


class Entry(BaseModel):
    """A mapping of the content: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    where: Where = Field(default=Where("?"), exclude=True, repr=False)

    def gives(self, key: str) -> bool:
        """Whether the YAML itself says this, and it is neither left out nor filled in from elsewhere."""
        return (key,) in self.where.marks


class Draftable(Entry):
    """A record or a claim that may be a draft: then it may lack what it needs, and nothing is made of it (see load)."""

    draft: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRecord:
    """Where a draft stands; of a claim also its number, if it takes one, and its paragraph."""

    where: Where
    number: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A text in another language: "" where it is missing or fuzzy, which `check` reports with its place in the .po."""

    words: str = ""
    where: Where = field(default=Where("?"))
    has_entry: bool = False
    is_fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the project's own language, with its translations.

    `where` is its place in the YAML, and `path` what its translations are found by, as `demand/krav-03/title`; both are
    given to it once its record is read (see translations.py).
    """

    words: str
    _: KW_ONLY
    language: Language = DEFAULT_LANGUAGE
    where: Where = field(default=Where("?"), repr=False)
    path: str = ""
    translations: Mapping[Language, Translation] = field(default_factory=dict, hash=False, repr=False)

    def has(self, language: Language) -> bool:
        """Whether the text exists in that language; there is never a fall-back to another."""
        return language == self.language or bool((found := self.translations.get(language)) and found.words)

    def get(self, language: Language) -> str:
        """The text in that language; KeyError where it is missing, which `check` finds first."""
        if not self.has(language):
            raise KeyError(f"{self.where}: no text in {language}")
        return self.words if language == self.language else self.translations[language].words

    def where_of(self, language: Language) -> Where:
        """The place of the text in that language: in the YAML, or in a .po."""
        found = self.translations.get(language) if language != self.language else None
        return found.where if found else self.where

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A text is given as a plain string."""
        words = core_schema.no_info_after_validator_function(cls, handler.generate_schema(TrimmedText))
        plain = core_schema.no_info_before_validator_function(_not_by_language, words)
        return core_schema.no_info_wrap_validator_function(_text_or, plain)


def _text_or(value: object, plain: ValidatorFunctionWrapHandler) -> Any:
    return value if isinstance(value, Text) else plain(value)


def _not_by_language(value: object) -> object:
    if isinstance(value, Mapping) and not set(languages()).isdisjoint(value):
        raise PydanticCustomError("old_text", "a text by language")
    return value


_CLAIM_ID = re.compile(r"[0-9]{0,6}[a-z][a-z0-9]{0,31}")
_CITATION = re.compile(rf"([a-z][a-z0-9-]*)/([0-9]{{1,6}}|{_CLAIM_ID.pattern})")
ClaimKey = int | str


class Citation(NamedTuple):
    """A claim of a source by its number, or by its id where it has one: `brev-2021/12`, `brev-2021/12b`."""

    source: str
    claim: ClaimKey

    def __str__(self) -> str:
        return f"{self.source}/{self.claim}"

    @property
    def order(self) -> tuple[str, int, str]:
        """What citations are sorted by: source, number, and `12b` after 12; ids without a number come first."""
        key = str(self.claim)
        letters = key.lstrip("0123456789")
        return self.source, int(key.removesuffix(letters) or 0), letters


def citation(value: object) -> Citation:
    """A citation from its words; ValueError where they are none."""
    if isinstance(value, Citation):
        return value
    match = _CITATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"'{str(value)[:40]}' cites no claim. Write source and claim number, as in 'brev-2021/12'")
    return Citation(match[1], int(match[2]) if match[2].isdigit() else match[2])


Cite = Annotated[
    Citation,
    BeforeValidator(citation),
    WithJsonSchema({"type": "string", "pattern": f"^{_CITATION.pattern}$", "examples": ["brev-2021/12"]}),
]
Cites = Annotated[tuple[Cite, ...], Field(min_length=1)]


class Statement(Entry):
    """A sentence or two that a brief may print: it stands on all the claims that it cites.

    `basis` says from what it was inferred, where the claims do not say it outright. A statement with `unless_known` is
    left out as soon as one of those claims is known. One that says that something is missing may cite nothing: it names
    under `absent` the demands that it says have no answer and the measures that it says are not in force.
    `weight` counts among points, in a section's own statements and among those of an actor.
    """

    text: Text
    cites: Cites = ()
    basis: Text | None = None
    unless_known: tuple[Cite, ...] = ()
    weight: Weight = USUAL_WEIGHT
    absent: tuple[Id, ...] = ()
    internal: Flag = False

    @model_validator(mode="after")
    def _stands_on_something(self) -> Statement:
        if not self.cites and not self.absent:
            raise ValueError(
                "missing key 'cites'. Write 'cites: [brev-2021/12]', or 'absent: [ID]' with what it says is missing"
            )
        return self


Statements = Annotated[tuple[Statement, ...], Field(min_length=1)]


# --- sources ----------------------------------------------------------------------------------------------------------

ClaimKind = Literal["fact", "assertion", "position", "demand", "measure", "figure", "event"]


def _claim_id(value: object) -> str:
    if isinstance(value, str) and _CLAIM_ID.fullmatch(value):
        return value
    raise ValueError(f"'{str(value)[:40]}' is no id of a claim. Write a short one with a letter in it, as in '12b'")


class Claim(Draftable):
    """What one paragraph of a document says, in the curator's own words.

    It is cited by its number, which is its place among the claims of its source, or by its id. A claim with an id takes
    no number, so that one put in between renumbers nothing. What a party says is so is an `assertion`, also where no
    `kind` is given; a `fact` is what nobody has an interest in: a date, a place, a title.
    """

    number: Ordinal | None = None
    id: Annotated[str, BeforeValidator(_claim_id)] | None = None
    paragraph: Ordinal
    speaker: Id
    kind: ClaimKind = "fact"
    text: Text
    basis: Text | None = None

    @model_validator(mode="after")
    def _one_key(self) -> Claim:
        if self.number is not None and self.id is not None:
            raise ValueError("a claim with an 'id' has no 'number'")
        return self

    @property
    def key(self) -> ClaimKey:
        """What citations call it by in its source."""
        return self.id or self.number or 0  # 0 until its source has numbered it


def _numbered(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims with the numbers that are left out; those given stay, and `check` reports the wrong ones."""
    expected = expected_numbers(claims)
    return tuple(
        claim if claim.key else claim.model_copy(update={"number": number})
        for claim, number in zip(claims, expected, strict=True)
    )


def expected_numbers(claims: Iterable[Claim], drafts: Collection[int] = ()) -> tuple[int | None, ...]:
    """The number of each claim by its place: 1, 2, 3 … over those without an id, and None for those with one; the
    numbers of drafts are theirs.
    """
    numbers = (number for number in count(1) if number not in drafts)
    return tuple(None if claim.id else next(numbers) for claim in claims)


Claims = Annotated[tuple[Claim, ...], Field(min_length=1), AfterValidator(_numbered)]


class Attribution(Entry):
    """Who published or wrote a document: an actor where it is known, words where it is not, and how it is known."""

    actor: Id | None = None
    name: Text | None = None
    basis: Text | None = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Attribution:
        if (self.actor is None) == (self.name is None):
            raise ValueError("give either 'actor' or 'name'")
        return self


class Review(Entry):
    """When a record is to be looked at again: on a day, or so many months after the newest date that it documents."""

    on: Day | None = None
    after_months: Ordinal | None = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Review:
        if (self.on is None) == (self.after_months is None):
            raise ValueError("give either 'on' or 'after_months'")
        return self


ReadAs = Literal["lines", "blocks", "html", "docx", "pdf"]
Encoding = Literal["utf-8", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-15", "mac-roman", "cp850", "cp865"]
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)


SourceType = Literal["document", "newspaper-article", "web-page", "report", "statement"]


class Source(Draftable):
    """A document: its description, and its whole content as claims.

    `date` is when it was written or published and `date_basis` from what that was inferred; `known_from` is the day
    from which its content counts as known (the last day of `date` where nothing else is said). `language` is the
    project's where nothing is said. `type` is what bibliographies take it for; `url` is where it was read, on the day
    `accessed`, and `archived` where a copy of it is kept. `read` says how the file becomes paragraphs where the end of
    its name does not, and `encoding` what its bytes are where they do not tell. `paragraphs` counts them; it and
    `sha256` come from the lock where they are left out, and are None while no lock knows the document.
    """

    id: Id
    title: TrimmedText | None = None
    language: KnownLanguage = DEFAULT_LANGUAGE
    description: Text
    genre: Text
    type: SourceType = "document"
    publisher: Attribution
    author: Attribution
    date: Edtf
    date_basis: Text | None = None
    known_from: Day | None = None
    url: WebAddress | None = None
    accessed: Day | None = None
    archived: WebAddress | None = None
    file: TrimmedText
    read: ReadAs | None = None
    encoding: Encoding | None = None
    sha256: Sha256 | None = None
    paragraphs: Ordinal | None = None
    silent_paragraphs: tuple[Ordinal, ...] = ()
    notes: tuple[Text, ...] = ()
    review: Review | None = None
    superseded_by: Id | None = None
    claims: Claims

    @model_validator(mode="after")
    def _accessed_somewhere(self) -> Source:
        if self.accessed and not self.url:
            raise ValueError("'accessed' says when 'url' was read: give the address too")
        return self

    @property
    def known(self) -> Day:
        """The day from which a brief may use it; the last that its date can mean, or the first where it has no end."""
        return self.known_from or (self.date.last if self.date.end else self.date.first)

    def claim(self, key: ClaimKey) -> Claim | None:
        """The claim with that number or id, or None; of two with one key, which `check` reports, the first."""
        return self._by_key.get(key)

    def cite(self, claim: Claim) -> Citation:
        """How one of its claims is cited."""
        return Citation(self.id, claim.key)

    @cached_property
    def _by_key(self) -> Mapping[ClaimKey, Claim]:
        return {claim.key: claim for claim in reversed(self.claims)}


# --- the synthesis ----------------------------------------------------------------------------------------------------


class Role(Entry):
    """What a person was when a document quoted them."""

    title: Text
    date: Edtf
    cites: Cites


class Parties(Entry):
    """The members of a cooperation as one document gives them."""

    members: Annotated[tuple[Id, ...], Field(min_length=1)]
    note: Text | None = None
    cites: Cites


class Actor(Draftable):
    """A person, an institution, a network, a cooperation, a newspaper or a group that speaks or acts.

    `citation_name` is what bibliographies call it in every language, where the name says more («avisen VG»: VG).
    """

    id: Id
    name: Text
    citation_name: TrimmedText | None = None
    short: Text | None = None
    kind: Literal["person", "institution", "network", "cooperation", "committee", "press", "group"]
    of: Id | None = None
    sort: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    parties: tuple[Parties, ...] = ()
    statements: tuple[Statement, ...] = ()
    explained: Text | None = None


class Noun(Entry):
    """What is counted, in one and in many: by, byer."""

    one: Text
    other: Text


FigurePrecision = Literal["exact", "about", "at-least", "at-most", "over", "under", "many"]
Unit = Literal["NOK", "percent", "year", "month", "week", "day", "count"]


class Figure(Draftable):
    """One number: value, unit, how exact it is, what it measures, and the claims that carry it.

    NOK values are whole kroner, percent is 25 for 25 %. `many` is a lower order of magnitude («mange hundre tusen» is
    many of 100000). `words` sets numbers to twelve in letters.
    """

    id: Id
    value: Amount
    to: Amount | None = None
    unit: Unit
    noun: Noun | None = None
    precision: FigurePrecision = "exact"
    words: Flag = False
    internal: Flag = False
    measures: Text
    basis: Text | None = None
    cites: Cites
    review: Review | None = None


class Deadline(Entry):
    """A day or period by which something is to be done, and for what; `moved_from` is the deadline that it took the
    place of.
    """

    date: Edtf
    what: Text
    cites: Cites
    basis: Text | None = None
    met_by: tuple[Cite, ...] = ()
    moved_from: Deadline | None = None


class Event(Draftable):
    """Something that happened, or is planned, at a date known to its own precision."""

    id: Id
    date: Edtf
    basis: Text | None = None
    planned: Flag = False
    major: Flag = False
    internal: Flag = False
    title: Text
    statements: Statements
    actors: tuple[Id, ...] = ()
    weight: Weight = USUAL_WEIGHT
    review: Review | None = None


class Series(Draftable):
    """Demands that were put forward together."""

    id: Id
    title: Text
    short: Text
    lead: Statements


class Demand(Draftable):
    """What somebody asks somebody else to do."""

    id: Id
    series: Id
    number: Ordinal
    by: Id
    to: Id | None = None
    deadline: Deadline | None = None
    themes: Annotated[tuple[Id, ...], Field(min_length=1)]
    title: Text
    statements: Statements
    weight: Weight = USUAL_WEIGHT
    internal: Flag = False
    review: Review | None = None


Status = Literal["proposed", "announced", "under-review", "adopted", "in-progress", "in-force", "completed"]
STATUSES: tuple[Status, ...] = get_args(Status)
DONE: frozenset[Status] = frozenset({"in-force", "completed"})
"""The statuses of what has an effect already: a demand is met by nothing less."""
Warrant = Literal["official", "party", "evidence", "schedule"]


class LogEntry(Entry):
    """One step in a measure's life.

    `warrant` keeps apart the word of whoever is responsible (`official`), that of somebody else with a part in the
    matter (`party`), somebody without one who documents it (`evidence`), and a plan (`schedule`): a plan never changes
    a status by itself. `word` is printed in the place of the status's own, for «lagt fram» that counts as announced.
    A step gives way once one of `unless_known` is known: a later source may date it outright.
    """

    date: Edtf
    status: Status
    word: Text | None = None
    warrant: Warrant
    text: Text
    cites: Cites
    basis: Text | None = None
    unless_known: tuple[Cite, ...] = ()


class Answer(Entry):
    """That a measure answers a demand, how far, and why one may say so, as long as none of `unless_known` is known."""

    demand: Id
    extent: Literal["full", "part"]
    reason: Text
    cites: Cites
    unless_known: tuple[Cite, ...] = ()


class Measure(Draftable):
    """What somebody does or plans to do, and how it went, step by step.

    One that is `part_of` another, as of a plan or of a committee's task, has that one's deadline where it has none.
    """

    id: Id
    owner: Id
    part_of: Id | None = None
    themes: Annotated[tuple[Id, ...], Field(min_length=1)]
    title: Text
    statements: Statements
    log: Annotated[tuple[LogEntry, ...], Field(min_length=1)]
    deadline: Deadline | None = None
    answers: tuple[Answer, ...] = ()
    weight: Weight = USUAL_WEIGHT
    internal: Flag = False
    review: Review | None = None


class Tension(Draftable):
    """Where the sources do not agree, do not say the same, or are silent: both sides, and how the briefs read it."""

    id: Id
    kind: Literal["conflict", "difference", "uncertainty", "gap", "one-voice"]
    title: Text
    sides: Statements
    reading: Text
    about: Annotated[tuple[Id, ...], Field(min_length=1)]
    weight: Weight = USUAL_WEIGHT
    internal: Flag = False


class Correction(Draftable):
    """What an earlier edition had wrong, since when, what is right, and when it was put right."""

    id: Id
    record: Id
    wrong: Text
    right: Text
    wrong_since: Day
    corrected: Day
    cites: Cites


_DIRECT = ("text", "cites", "basis", "unless_known", "absent")
SINGLE: Mapping[type[Entry], tuple[str, tuple[str, ...]]] = {
    Actor: ("statements", (*_DIRECT, "weight")),
    Event: ("statements", ("text", "cites", "unless_known", "absent")),  # its `basis` is that of its date
    Series: ("lead", _DIRECT),
    Demand: ("statements", _DIRECT),
    Measure: ("statements", _DIRECT),
}
"""By kind of record the list that a single statement need not be written in, and the keys that stand directly in the
record instead."""

Conformance = Literal["a-2a", "a-3a", "a-4"]
Marks = Literal["sources", "paragraphs"]
"""What a source mark tells: the number of its source, or the paragraphs too."""

# --- editions ---------------------------------------------------------------------------------------------------------


HowMany = Annotated[int, Field(ge=1, le=10_000, strict=True)]


class Selection(Entry):
    """What an edition leaves out of a section: all that weighs less than `least_weight`, and all but the `at_most`
    heaviest; what a section does not say is as the adaptation has it, then the audience.
    """

    least_weight: Weight | None = None
    at_most: HowMany | None = None


def _by_language(value: object) -> object:
    limits: Mapping[Any, Any] = {"": value}
    if isinstance(value, Mapping):
        limits = {key: limit for key, limit in value.items() if key != "where"}
    if not limits or not all(type(limit) is int and 1 <= limit <= 10_000 for limit in limits.values()):
        raise ValueError("a budget is a whole number from 1 to 10000. Write 4, or {nb: 4, en: 5} by language")
    if isinstance(value, Mapping) and (unknown := [key for key in limits if key not in languages()]):
        raise ValueError(f"a budget is by language, and {unknown[0]!r} is none. Write {{nb: 4, en: 5}}")
    return limits if isinstance(value, Mapping) else value


_LimitByLanguage = Annotated[Mapping[KnownLanguage, HowMany], Field(min_length=1)]
Allowance = Annotated[HowMany | _LimitByLanguage, BeforeValidator(_by_language)]
"""One number for all languages, or a number by language; a language that is not named has that of the first one."""


class Budget(Entry):
    """How long an edition may be: pages of the PDF, and words as `html.length` counts them; a parallel edition has no
    budget.
    """

    pages: Allowance | None = None
    words: Allowance | None = None


class Period(Entry):
    """A stretch of the history under one heading; events fall in the period that holds their first day."""

    title: Text
    span: Edtf


class Question(Entry):
    """What a meeting is to discuss; asked once all the claims that it cites are known."""

    text: Text
    cites: tuple[Cite, ...] = ()


class KeyFigure(Statement):
    """A number that is set large at the head of a brief: `shows` holds it as references and the least of words, `text`
    says what it means.
    """

    shows: Text


Matter = Literal["information", "discussion", "decision"]


Length = Literal["full", "short"]
"""All of each record, or its statements without what stands around them."""


class SectionSpec(Selection):
    """One section of a brief: its kind and heading, the records it takes, and the languages and audiences it is for
    (all where nothing is said). `only` these records are printed, or all `without` some. `check` knows the kinds and
    which fields each needs.
    """

    kind: str
    title: Text
    lead: Text | None = None
    series: tuple[Id, ...] = ()
    themes: tuple[Id, ...] = ()
    about: tuple[Id, ...] = ()
    periods: tuple[Period, ...] = ()
    statements: tuple[Statement, ...] = ()
    only: tuple[Id, ...] = ()
    without: tuple[Id, ...] = ()
    questions: tuple[Question, ...] = ()
    length: Length = "full"
    new_page: Flag = False
    landscape: Flag = False
    languages: tuple[KnownLanguage, ...] = ()
    audiences: tuple[Id, ...] = ()


def _as_text(value: object) -> object:
    return str(value) if type(value) is int else value


class Imprint(Entry):
    """Which edition this is, from when, and who approved it; what is not given is not printed."""

    number: Annotated[TrimmedText, BeforeValidator(_as_text)] | None = None
    date: Day | None = None
    approved_by: TrimmedText | None = None


class BriefSpec(Draftable, Budget):
    """One brief: a YAML file, no Python. Of the points that are known, the heaviest are taken, up to `most_points`. The
    first of the `headlines` that is known stands in the place of the `title`, for a title that says what was found.

    Its `marks` tell as much as it or its audience asks for. It is made in its `languages`, all of the project's
    where nothing is said. `changed_since` asks for a box that tells what changed since that day, and is the day of a
    section of the kind `changes`.
    """

    id: Id
    template: str = "brief.html"
    label: Text
    title: Text
    headlines: tuple[Statement, ...] = ()
    lead: Text
    summary: Text
    keywords: tuple[Text, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    points: tuple[Statement, ...] = ()
    most_points: Annotated[int, Field(ge=1, le=5, strict=True)] = 5
    sections: Annotated[tuple[SectionSpec, ...], Field(min_length=1)]
    audiences: Annotated[tuple[Id, ...], Field(min_length=1)]
    pdf: Conformance = "a-2a"
    marks: Marks = "sources"
    edition: Imprint | None = None
    order: Annotated[int, Field(strict=True)] = 100
    changed_since: Day | None = None
    freshness_line: Flag = True
    languages: tuple[KnownLanguage, ...] = ()


class Adaptation(Selection, Budget):
    """What one audience gets differently in one brief; what is not given stays as the brief has it."""

    brief: Id
    label: Text | None = None
    title: Text | None = None
    headlines: tuple[Statement, ...] = ()
    lead: Text | None = None
    summary: Text | None = None
    figures: tuple[KeyFigure, ...] = ()
    points: tuple[Statement, ...] = ()
    most_points: Annotated[int, Field(ge=1, le=5, strict=True)] | None = None
    sections: tuple[SectionSpec, ...] = ()


class Audience(Draftable, Selection, Budget):
    """Whom an edition is for: what they are shown first, at what length, in which order, and in which languages.

    Its budget comes after that of an adaptation and before that of a brief. The one that is `full` is given everything:
    no limit and no budget of a brief applies to it, and it is where other editions say that the rest stands.
    `matter` is what they meet a brief as, where no meeting says otherwise. One that `sees_internal` is told the records
    and statements that are `internal` too, and nobody else is.
    """

    id: Id
    name: Text
    full: Flag = False
    sees_internal: Flag = False
    matter: Matter | None = None
    languages: tuple[KnownLanguage, ...] = ()
    marks: Marks = "sources"
    adaptations: tuple[Adaptation, ...] = ()


class Contact(Entry):
    """Whom to ask about a brief; printed only where it is given."""

    name: TrimmedText | None = None
    email: TrimmedText | None = None
    phone: TrimmedText | None = None


class Theme(Entry):
    """A subject heading."""

    id: Id
    title: Text


class GlossaryEntry(Entry):
    """A word that a reader from elsewhere may not know, and what it means; it is explained once all the claims that it
    cites are known.

    `languages` are those whose readers need it, all where nothing is said: a Norwegian knows what the Storting is.
    """

    id: Id
    term: Text
    meaning: Text
    cites: tuple[Cite, ...] = ()
    languages: tuple[KnownLanguage, ...] = ()
    weight: Weight = USUAL_WEIGHT


Paper = Literal["A4", "letter"]


class Logo(Entry):
    """The publisher's mark: a picture of the project, by its path from the root, and what is read in its place (the
    publisher's name where nothing is said).
    """

    file: TrimmedText
    alt: Text | None = None


def _publisher_name(value: object) -> object:
    """A publisher is a name, or a mapping of name, logo and alt."""
    if not isinstance(value, Mapping):
        return value
    example = "Write {name: Lillevik kommune, logo: styles/logo.svg, alt: Kommunevåpenet}"
    if unknown := sorted(value.keys() - {"name", "logo", "alt", "where"}):
        raise ValueError(f"{unknown[0]!r} is no key of a publisher. {example}")
    if missing := [key for key in ("name", "logo") if not isinstance(value.get(key), str)]:
        raise ValueError(f"a publisher with a logo needs its {missing[0]!r}. {example}")
    return value["name"]


def _with_logo(values: object) -> object:
    """The logo that the mapping of a publisher names stands beside it in the model."""
    given = values.get("publisher") if isinstance(values, Mapping) else None
    if not isinstance(values, Mapping) or not isinstance(given, Mapping) or not isinstance(given.get("logo"), str):
        return values
    logo = {"file": given["logo"], "where": _of_logo(given.get("where"))}
    return {**values, "logo": logo | ({"alt": given["alt"]} if "alt" in given else {})}


def _of_logo(where: object) -> Where:
    if not isinstance(where, Where):
        return Where("?")
    return where.at("logo")


class Project(Entry):
    """The topic as a whole."""

    title: Text
    publisher: Annotated[Text, BeforeValidator(_publisher_name)]
    logo: Logo | None = None
    edition: Imprint | None = None
    contact: Contact | None = None
    site: SiteAddress | None = None
    language: KnownLanguage = DEFAULT_LANGUAGE
    translations: tuple[KnownLanguage, ...] = ()
    as_of: Day | None = None
    paper: Paper = "A4"
    group_thousands: Literal["always", "from-10000"] = "from-10000"
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    glossary: tuple[GlossaryEntry, ...] = ()
    hyphenation: WordsByWords = Field(default_factory=dict)
    identifiers: tuple[str, ...] = ()
    review: Review | None = None
    documents: TrimmedText | None = None
    tell_reviewed: Flag = False

    @model_validator(mode="before")
    @classmethod
    def _logo_of_the_publisher(cls, values: object) -> object:
        return _with_logo(values)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the briefs: the project's own, which its texts are written in, before the others."""
        return (self.language, *self.translations)

    def theme(self, id: str) -> Theme | None:
        """The theme with that id, or None."""
        return next((theme for theme in self.themes if theme.id == id), None)


# --- what it means here -----------------------------------------------------------------------------------------------


class Locality(Draftable):
    """Who reads the briefs: the municipality's name, its own figures from its own documents, and what follows for it.

    Its figures are told apart when they are read: the library has them among all others, and knows their ids.
    """

    id: Id
    name: Text
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()


# --- meetings ---------------------------------------------------------------------------------------------------------


class Participant(Entry):
    """Somebody who is called to a meeting or calls it, by function, and by name where that is given."""

    function: Text
    name: TrimmedText | None = None


class Remark(Entry):
    """A sentence or two of a case: what it cites carries it, and where it cites nothing it is the writer's own."""

    text: Text
    cites: tuple[Cite, ...] = ()
    basis: Text | None = None


class ProposalPoint(Remark):
    """One numbered point of what is to be decided: who is to do it, and by when."""

    who: Text
    when: Edtf | None = None


class CaseStep(Entry):
    """A body that had the case before, or is to have it, on which day, under which number, and what came of it."""

    body: Text
    date: Day
    number: TrimmedText | None = None
    result: Text | None = None


class Attachment(Entry):
    """A file that belongs to a case, by its path from the project's root, and what it is called in print."""

    file: TrimmedText
    title: Text

    @model_validator(mode="after")
    def _inside_the_project(self) -> Attachment:
        if self.file.startswith("/") or "\\" in self.file or any(part[:1] == "." for part in self.file.split("/")):
            raise ValueError(f"'{self.file}' is no path from the project's root. Write it as 'attachments/kart.pdf'")
        return self


class AttachedBrief(Entry):
    """A brief that belongs to a case, for an audience and in a language: that of the papers where nothing is said."""

    brief: Id
    audience: Id
    language: KnownLanguage | None = None


class PostponedFrom(Entry):
    """The meeting that postponed an item, and the number that it had there."""

    meeting: Id
    item: TrimmedText


class Vote(Entry):
    """How many voted for and against; nobody against is unanimous."""

    in_favour: Annotated[int, Field(ge=0, le=10_000, strict=True)] | None = None
    against: Annotated[int, Field(ge=0, le=10_000, strict=True)]


OutcomeKind = Literal["information", "decision", "task", "postponed"]


class Outcome(Entry):
    """What came of an item. `cites` are claims of the minutes: without them it is only noted here, and has no status.

    A decision or a task is followed up: by `owner` until `due`, through the `measure` that has its steps and deadline,
    or through what is `done` where there is none.
    """

    kind: OutcomeKind
    text: Text
    cites: tuple[Cite, ...] = ()
    vote: Vote | None = None
    owner: Text | None = None
    due: Edtf | None = None
    measure: Id | None = None
    done: tuple[Remark, ...] = ()
    next_step: Text | None = None
    remarks: Text | None = None


ItemKind = Literal["minutes", "decision", "briefing", "report", "question", "any-other-business"]


class AgendaItem(Entry):
    """One item of a meeting. A `closed` one shows the public its number and its legal basis, and nothing else.

    One that was `postponed_from` an earlier meeting has from there what it does not give itself (see meetings.py).
    """

    kind: ItemKind
    number: TrimmedText
    archive_case: TrimmedText | None = None
    title: Text | None = None
    time: Clock | None = None
    case_officer: Text | None = None
    steps: tuple[CaseStep, ...] = ()
    matter: Matter | None = None
    proposal: tuple[ProposalPoint, ...] = ()
    line_numbers: Flag = False
    summary: tuple[Remark, ...] = ()
    facts: tuple[Remark, ...] = ()
    assessment: tuple[Remark, ...] = ()
    economy: tuple[Remark, ...] = ()
    questions: tuple[Question, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    briefs: tuple[AttachedBrief, ...] = ()
    closed: Flag = False
    legal_basis: Text | None = None
    postponed_from: PostponedFrom | None = None
    outcome: Outcome | None = None

    @model_validator(mode="after")
    def _closed_by_law(self) -> AgendaItem:
        if self.closed and self.legal_basis is None:
            raise ValueError("a closed item needs its legal basis. Write 'legal_basis: offl. § 13'")
        if self.legal_basis is not None and not self.closed:
            raise ValueError("'legal_basis' is given, and the item is not closed. Write 'closed: true' beside it")
        return self

    @model_validator(mode="after")
    def _has_a_title(self) -> AgendaItem:
        if self.title is None and self.postponed_from is None:
            raise ValueError("missing key 'title'. Write one, or 'postponed_from: {meeting: ID, item: NUMBER}'")
        return self


class Meeting(Draftable):
    """A meeting of a body: when and where, who is called by whom, and what is on the agenda.

    Its papers can be made in its `languages`: the project's own where nothing is said, and no translation is asked for.
    `previous` is the meeting before it, whose postponed items it takes up. `note` is said on the cover.
    """

    id: Id
    body: Text
    organisation: Text | None = None
    note: Text | None = None
    date: Day
    time: Clock | None = None
    ends: Clock | None = None
    place: Text
    languages: tuple[KnownLanguage, ...] = ()
    previous: Id | None = None
    called_by: Participant | None = None
    called_on: Day | None = None
    signature: Flag = False
    members: tuple[Participant, ...] = ()
    absence: Text | None = None
    substitutes: Text | None = None
    items: Annotated[tuple[AgendaItem, ...], Field(min_length=1)]

    def item(self, number: str) -> AgendaItem | None:
        """The item with that number, or None."""
        return next((item for item in self.items if item.number == number), None)


@dataclass(frozen=True)
class Library:
    """All the content of a project that is no draft. `local_figures` are the ids of those that a locality gives.
    `broken` names the records that could not be read, so that rules do not report them twice, and `drafts` those that
    are not finished, a claim as it would be cited; `fingerprints` are those of each source's paragraphs that the lock
    has, and `reviewed` the claims whose mark there still is for their words and their paragraph.
    """

    project: Project
    sources: Mapping[str, Source] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    demands: Mapping[str, Demand] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    tensions: Mapping[str, Tension] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    briefs: Mapping[str, BriefSpec] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    localities: Mapping[str, Locality] = field(default_factory=dict)
    local_figures: tuple[str, ...] = ()
    broken: frozenset[str] = frozenset()
    drafts: Mapping[str, DraftRecord] = field(default_factory=dict)
    fingerprints: Mapping[str, tuple[Sha256, ...]] = field(default_factory=dict)
    reviewed: frozenset[str] = frozenset()

    @cached_property
    def derived(self) -> dict[tuple[Any, ...], Any]:
        """What was worked out from it alone (`content/derived.py`), by function and arguments."""
        return {}

    def __getstate__(self) -> dict[str, Any]:
        """What goes to another process: what was worked out is worked out there again."""
        return {name: value for name, value in vars(self).items() if name != "derived"}

    @cached_property
    def parties(self) -> frozenset[str]:
        """Who demands something, is asked for it, or is responsible for a measure."""
        sides = {who for demand in self.demands.values() for who in (demand.by, demand.to) if who}
        return frozenset(sides | {measure.owner for measure in self.measures.values()})

    def speaks_for(self, actor: str) -> tuple[str, ...]:
        """An actor and all that it is of: a person, the office, what the office belongs to."""
        chain: list[str] = []
        while actor and actor not in chain:
            chain.append(actor)
            known = self.actors.get(actor)
            actor = (known.of if known else None) or ""
        return tuple(chain)

    def kind_of(self, claim: Claim) -> ClaimKind:
        """The kind of a claim: where it gives none, what a party says is an assertion."""
        if claim.gives("kind") or claim.kind != "fact":
            return claim.kind
        return "assertion" if self.parties & set(self.speaks_for(claim.speaker)) else "fact"

    def deadline_of(self, measure: Measure) -> Deadline | None:
        """The deadline of a measure, or that of what it is part of."""
        whole = self.measures.get(measure.part_of or "")
        return measure.deadline or (whole.deadline if whole else None)

    def drafts_of(self, source: str) -> tuple[DraftRecord, ...]:
        """The claims of a source that are drafts."""
        return tuple(draft for name, draft in self.drafts.items() if name.startswith(f"{source}/"))

    def claim(self, cite: Citation) -> Claim | None:
        """The claim that a citation names, or None."""
        source = self.sources.get(cite.source)
        return source.claim(cite.claim) if source else None

    def languages_of(self, brief: str, audience: str) -> tuple[Language, ...]:
        """The languages that a brief is made in for an audience: the project's that both of them have."""
        both = (self.briefs.get(brief), self.audiences.get(audience))
        limits = [entry.languages for entry in both if entry and entry.languages]
        return tuple(language for language in self.project.languages if all(language in limit for limit in limits))

    @property
    def newest(self) -> date:
        """The newest day that the content documents: the default as-of date, so that an unchanged project rebuilds to
        identical bytes.
        """
        return self.project.as_of or max(source.known for source in self.sources.values())


# --- references in running text ---------------------------------------------------------------------------------------


class Placeholder(NamedTuple):
    """`{figure-id}`, `{figure-id|value}`, `{2022-12-01}` or `{demands.partly}` in a text: what it names and how it is
    set.
    """

    start: int
    end: int
    name: str
    style: str

    @property
    def is_date(self) -> bool:
        """Whether it names a date and no figure."""
        return is_edtf(self.name)


_PLACEHOLDER = re.compile(r"\{(?P<name>[^{}|]+)(?:\|(?P<style>[a-z]+))?\}")
PLACEHOLDER_STYLES = tuple(style for style in FIGURE_STYLES if style != "table")  # those of running text


def placeholders(words: str) -> Iterator[Placeholder]:
    """The references in a text, in their order."""
    for match in _PLACEHOLDER.finditer(words):
        yield Placeholder(match.start(), match.end(), match["name"], match["style"] or "")


def without_references(words: str) -> str:
    """The words with one sign, `OBJECT`, in place of each reference, so that what stands around it stays apart."""
    return re.sub(r"\{[^{}]*\}", OBJECT, words)


def texts(entry: object) -> Iterator[tuple[tuple[PathStep, ...], Text]]:
    """Every text in a record, with the path that leads to it, in the order of the model."""
    return ((path, found) for path, found in located(entry) if isinstance(found, Text))
