"""A language is data: one TOML file holds all that is particular to it, and a new file is a new language.

The packaged files stand beside this module. A project's own stand in its `content/language/`, and come first; `use`
makes them known, and whoever loads a project calls it. A file with `extends = "nb"` gives only what
differs; a project's own `nb.toml` may extend the packaged one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from briefs.errors import BriefsError, Problem, Where, closest
from briefs.files import names_in, read_text

Language = str
Gender = Literal["m", "f", "n"]
TimeUnit = Literal["year", "month", "week", "day"]
Pair = tuple[str, str]

DEFAULT_LANGUAGE: Language = "nb"  # of a project, or a document, that names none
PACKAGED = Path(__file__).parent
OWN = "content/language"
_SUFFIX, _LANGUAGE = ".toml", re.compile("[a-z]{2,8}")
_folders: tuple[Path, ...] = (PACKAGED,)
_ADDED_TO = "evidence"  # the one section whose lists are added to those of the language that is extended
_REPLACED = {"decimal_mark", "stemmer", "months"}


def _pattern(text: str) -> str:
    if _fields(text) != [""]:
        raise ValueError("needs {} once, where the value stands, and no other braces")
    return text


def _day_pattern(text: str) -> str:
    fields = _fields(text)
    if "day" not in fields or not set(fields) <= {"day", "number", "month", "year"}:
        raise ValueError("needs {day}, and may have {number}, {month} and {year}, and no other braces")
    return text


def _fields(text: str) -> list[str]:
    """The names between braces; a name that nothing has where there is more than a name, or a brace stands alone."""
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return ["?"]
    return [str(name) if not (spec or conversion) else "?" for _, name, spec, conversion in parts]


def _expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from None
    return text


def _phrases(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    return tuple(phrase for part in text.split(",") if (phrase := " ".join(part.split())))


def any_of(phrases: Iterable[str]) -> str:
    """An expression for one of the phrases, which finds nothing where there are none."""
    return f"(?:{'|'.join(map(re.escape, sorted(phrases))) or '(?!)'})"


Phrases = Annotated[tuple[str, ...], BeforeValidator(_phrases)]
Expression = Annotated[str, AfterValidator(_expression)]
Pattern = Annotated[str, AfterValidator(_pattern)]
DayPattern = Annotated[str, AfterValidator(_day_pattern)]


def _keys(*needed: str, more: Iterable[str] | None = ()) -> AfterValidator:
    """A mapping that needs these keys, and may have those (any where None)."""

    def judged(value: Mapping[str, Any]) -> Mapping[str, Any]:
        if missing := [key for key in needed if key not in value]:
            raise ValueError(f"lacks {missing[0]!r}")
        if more is not None and (unknown := [key for key in value if key not in {*needed, *more}]):
            raise ValueError(f"has {unknown[0]!r}, which is none of {', '.join((*needed, *more))}")
        return value

    return AfterValidator(judged)


def _twelve(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(names) not in {0, 12}:
        raise ValueError(f"needs twelve names, and has {len(names)}")
    return names


Twelve = Annotated[tuple[str, ...], AfterValidator(_twelve)]
PRECISIONS = ("about", "at-least", "at-most", "over", "under")
UNITS = ("year", "month", "week", "day")
PAIRS = (
    "aside",
    "base",
    "from",
    "once",
    "then",
    "by",
    "onward",
    "later",
    "sooner",
    "majority",
    "minority",
    "same",
    "until",
    "since",
)
MEASURES = (  # what `verify` reads as units, more than figures have
    *UNITS,
    "NOK",
    "percent",
    "percentage-point",
    "per-mille",
    "hour",
    "minute",
    "metre",
    "kilometre",
    "centimetre",
    "EUR",
    "USD",
    "GBP",
    "ordinal",
)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def __hash__(self) -> int:  # by identity, so that what is made of a table can be cached by it
        return id(self)


class InTextAndTable(_Part):
    """Two patterns: one for running text, one for tables, which are short of room."""

    text: Pattern
    table: Pattern


class Numbers(_Part):
    """`words` are nought to twelve, `one` that word by gender, `none` what stands for nought before a noun.

    `ordinal` goes by CLDR's ordinal categories, with `other` for the rest; `scales_in_tables` by powers of ten, where
    CLDR's short forms are not what is wanted.
    """

    words: Annotated[tuple[str, ...], Field(min_length=13, max_length=13)]
    one: Annotated[Mapping[str, str], _keys("m", "f", "n")]
    none: str
    from_to: Pair
    always_grouped: bool = False
    ordinal: Annotated[Mapping[str, Pattern], _keys("other", more=None)]
    percent: InTextAndTable
    scales_in_tables: Mapping[int, Pattern] = {}


class Money(_Part):
    """Patterns for kroner: `one` and `other` by the plural, `scaled` for millions and more, `table` for tables."""

    one: Pattern
    other: Pattern
    scaled: Pattern
    table: Pattern


class UnitName(_Part):
    """What a unit is called, in one and in many."""

    one: str
    other: str
    gender: Gender


class Many(_Part):
    """«mange hundre tusen»: `magnitudes` by powers of ten from 0 to 14, `of` what joins one to its noun."""

    word: str
    of: str = " "
    magnitudes: Annotated[tuple[str, ...], Field(min_length=15, max_length=15)]
    nouns: Annotated[Mapping[str, str], _keys("NOK", "percent")]


class Same(_Part):
    """What is said of a date that is the as-of date, at each precision."""

    day: str
    month: str
    year: str
    decade: str


class Dates(_Part):
    """Patterns of {day}, {number} (of the month) and {month} (its name); the year follows where {year} is not given.

    `months` and `months_short` are for languages whose months Babel lacks; `spaced_dash` sets a span of dates with
    several words apart; `time` is a pattern of strftime.
    """

    day: DayPattern
    day_short: DayPattern
    day_alone: DayPattern
    spaced_dash: bool = False
    months: Twelve = ()
    months_short: Twelve = ()
    seasons: Annotated[Mapping[str, str], _keys("spring", "summer", "autumn", "winter")]
    decade: Pattern
    between: Pair
    until: str
    approximate: Pattern
    uncertain: Pattern
    time: str
    past: Pattern
    future: Pattern
    same: Same


class Genitive(_Part):
    """An ending, and another one after the letters `bare_after`."""

    ending: str
    bare_after: str = ""
    bare_ending: str = ""


class FixedWords(_Part):
    """Quotation marks, genitives, the sign of a section, and the letter that numbers measures."""

    quotes: Pair
    inner_quotes: Pair
    genitive: Genitive
    section: str
    measure_letter: str


class Collation(_Part):
    """The order of names: `letters` says for each place which others sort there, `pairs` which two are one letter."""

    alphabet: str
    pairs: tuple[str, ...] = ()
    letters: Mapping[str, tuple[str, ...]] = {}

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Where each letter sorts that is not of the alphabet."""
        return {letter: place for place, others in self.letters.items() for letter in others}

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The place of each letter of the alphabet."""
        return {letter: rank for rank, letter in enumerate(self.alphabet)}


class EvidenceWords(_Part):
    """What `verify` reads as numbers, dates, denials and reservations; words in a text, phrases with commas between."""

    decimal_mark: str
    stemmer: str
    capital_months: bool
    months: str
    articles: str = ""
    pronouns: str
    carriers: str
    prepositions: str = ""
    only: str = ""
    denials: str
    shades: str
    limits: str = ""
    un: str
    stopwords: str
    recently: str
    ones: Mapping[int, str]
    tens: Mapping[int, str]
    magnitudes: Mapping[int, str]
    fractions: Mapping[str, str]
    parts: Mapping[int, str] = {}
    ordinals: Mapping[int, str] = {}
    vague: Mapping[int, str] = {}
    halves: str = ""
    each: str = ""
    alternate: str = ""
    ands: str = ""
    of: str = ""
    ranges: str = ""
    within: str = ""
    decades: str = ""
    short_months: Mapping[int, str] = {}
    ratios: str = ""
    clocks: str = ""
    near: str = ""
    spans: Mapping[str, str] = {}
    roles: Annotated[Mapping[str, str], _keys(more=("before", "whole", "then", "now"))] = {}
    pairs: Annotated[Mapping[str, str], _keys(more=PAIRS)] = {}
    seasons: Mapping[int, str]
    this_season: Mapping[int, str] = {}
    units: Annotated[Mapping[str, str], _keys(more=MEASURES)]
    unit_phrases: Annotated[Mapping[str, str], _keys(more=MEASURES)] = {}
    compounds: Annotated[Mapping[str, str], _keys(more=(*MEASURES, ""))]
    precisions: Annotated[Mapping[str, str], _keys(more=(*PRECISIONS, "many"))]
    after: Annotated[Mapping[str, str], _keys(more=PRECISIONS)] = {}
    bounds: Annotated[Mapping[str, str], _keys(more=PRECISIONS)] = {}
    definite: str = ""
    years: Mapping[int, str]
    against: Mapping[str, str] = {}
    speaks_for: Mapping[str, str] = {}
    counted: Mapping[str, str] = {}
    demanding: str = ""
    after_hyphen: str = ""
    opposites: Mapping[str, str] = {}
    modality: Mapping[str, str] = {}
    quantifiers: Mapping[str, str] = {}
    documentation: str = ""
    documented: str = ""
    own_work: str = ""
    beyond: str = ""
    wishes: str = ""
    planning: str = ""


class BetterEnding(_Part):
    """A regular expression for forms that the norm does not have, what they become, and which words keep theirs."""

    pattern: Expression
    becomes: str
    keeps: Expression


class Spelling(_Part):
    """The dictionary's name for Hunspell, its folder in npm and its Debian package, and what it does not know.

    `compounds` says whether two nouns make one word, `apostrophe_genitive` whether ’s may follow any word,
    `names_others` whether a word of another language is called so. `better` are forms of the language `better_than`
    that the dictionary lets pass; `definite_endings` tell a noun that begins a compound. The other lists are words that
    begin none, in one text each.
    """

    dictionary: str
    npm: str
    package: str
    lacking: tuple[str, ...] = ()
    twice: str = ""
    compounds: bool = True
    apostrophe_genitive: bool = False
    names_others: bool = True
    better_than: str = ""
    better: Mapping[str, str] = {}
    better_ending: BetterEnding | None = None
    definite_endings: str = ""
    measures: str = ""
    describing: str = ""
    small_words: str = ""
    before_verbs: str = ""
    modals: str = ""


class Plain(_Part):
    """Regular expressions that find passives; {between}, {deponents} and {irregular} stand for the lists of words.

    `shortened` are abbreviations that end no sentence, and `known_to_all` those that need no explanation.
    """

    between: Phrases = ()
    deponents: str = ""
    irregular: str = ""
    shortened: Phrases = ()
    known_to_all: str = ""
    passives: tuple[str, ...]

    @cached_property
    def passive(self) -> re.Pattern[str]:
        """One expression for all of them."""
        lists = {"deponents": any_of(self.deponents.split()), "irregular": any_of(self.irregular.split())}
        lists["between"] = rf"(?:\s+{any_of(self.between)})?"
        found = "|".join(self.passives)
        for name, words in lists.items():
            found = found.replace(f"{{{name}}}", words)
        return re.compile(found)

    @model_validator(mode="after")
    def _compiles(self) -> Plain:
        try:
            self.passive  # noqa: B018  # compiled once, here
        except re.error as error:
            raise ValueError(f"'passives' are no regular expressions: {error}") from None
        return self


class Typography(_Part):
    """Words that no line may part from their number, in phrases with commas between, and habits of quoting.

    `units` stand behind a number, `before_numbers` before one, `before_words` before anything; `after_ordinals` are
    what «2.» counts, `scales` stand between a number and one of the `currencies`, and `words_like_numerals` are no
    Roman numerals. With `comma_after_quotes` a comma moves out of a quotation, with `keeps_single_quotes` 'so' stays
    single.
    """

    units: Phrases
    before_numbers: Phrases
    before_words: Phrases = ()
    after_ordinals: Phrases = ()
    scales: Phrases = ()
    currencies: Phrases = ()
    words_like_numerals: Phrases = ()
    comma_after_quotes: bool = False
    keeps_single_quotes: bool = False


class Identifiers(_Part):
    """What holds digits and is no number: `forms` are regular expressions by name, in which a space is any space and no
    group has a name. A span of `span_units` («1–5 år») and `ages` («3-åringer») may be written in digits too, and are
    read as numbers.
    """

    forms: Mapping[Annotated[str, Field(pattern="^[a-z]+$")], Expression] = {}
    span_units: Phrases = ()
    ages: Expression = "(?!)"


class Table(_Part):
    """Everything that is particular to one language.

    `name` is what problems call it, `order` its place among the languages, `locale` Babel's name of it and `bibtex`
    biblatex's. `language_names` are what the language calls others, where Babel has it not as wanted. A language with
    `shows_original_terms` has the glossary's terms in the project's language beside its own.
    """

    name: str
    language_names: Mapping[str, str] = {}
    order: int = 100
    locale: str
    bibtex: str
    shows_original_terms: bool = False
    numbers: Numbers
    money: Money
    units: Annotated[Mapping[str, UnitName], _keys(*UNITS)]
    genders: Mapping[str, Gender] = {}
    precision: Annotated[Mapping[str, Pattern], _keys(*PRECISIONS)]
    precision_in_tables: Annotated[Mapping[str, Pattern], _keys(more=PRECISIONS)] = {}
    many: Many
    dates: Dates
    words: FixedWords
    typography: Typography
    identifiers: Identifiers = Identifiers()
    collation: Collation
    evidence: EvidenceWords
    spelling: Spelling
    plain: Plain


def use(*folders: Path) -> None:
    """From here on the languages of these folders are known too, and come before the packaged ones; for the process."""
    global _folders  # one project at a time: its languages are those of the process
    if (*folders, PACKAGED) != _folders:
        _folders = (*folders, PACKAGED)
        forget()


def forget() -> None:
    """Lets every table be read anew, for whoever watches files."""
    for cached in (languages, table, locale):
        cached.cache_clear()


@lru_cache
def languages() -> tuple[Language, ...]:
    """The languages that have a table, in their order; a table that cannot be read counts, and comes last."""
    found = {language for folder in _folders for language in _in(folder)}
    return tuple(sorted(found, key=lambda language: (_order(language), language)))


@lru_cache
def table(language: Language) -> Table:
    """The table of a language; BriefsError with every wrong key where it is not right, or where there is none."""
    values = _values(language)
    try:
        return Table.model_validate(values)
    except ValidationError as error:
        raise BriefsError(*(_problem(language, found) for found in error.errors())) from None


@lru_cache
def locale(language: Language) -> Locale:
    """Babel's data of the language; BriefsError where it has none of that name."""
    name = table(language).locale
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        hint = "Write language and country, as in 'nb_NO'"
        raise BriefsError(
            Problem(_place(language), f"'locale' is '{name[:40]}', which Babel does not know", hint)
        ) from None


def problems(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the tables of one folder, which is in use."""
    try:
        names = _names(folder)
    except BriefsError as error:
        return error.problems
    found: list[Problem] = []
    for name in names:
        try:
            locale(name.removesuffix(_SUFFIX))
        except BriefsError as error:
            found.extend(error.problems)
    return tuple(found)


def _names(folder: Path) -> list[str]:
    """The names of a folder's tables; BriefsError where it cannot be read."""
    found = names_in(folder, root=_root(folder), name=OWN)
    return [name for name in found if name.endswith(_SUFFIX)]


def _in(folder: Path) -> list[str]:
    """The languages that a folder has tables of, none where it cannot be read: `problems` tells that."""
    try:
        names = _names(folder)
    except BriefsError:
        return []
    return [name.removesuffix(_SUFFIX) for name in names if _LANGUAGE.fullmatch(name.removesuffix(_SUFFIX))]


def _root(folder: Path) -> Path:
    """The project that a folder of tables belongs to, out of which no link may lead."""
    return folder.parents[1] if folder.as_posix().endswith(OWN) else folder


def _order(language: Language) -> int:
    try:
        order = _values(language).get("order")
    except BriefsError:
        return 1000
    return order if isinstance(order, int) else 1000


def _values(language: Language) -> dict[str, Any]:
    """The keys of a language, with those of the languages that it extends."""
    path = _path(language)
    if path is None:
        known = closest(language, languages())
        raise BriefsError(Problem(_place(language), f"there is no table of the language '{language[:40]}'", known))
    return _read(path, frozenset())


def _read(path: Path, extending: frozenset[Path]) -> dict[str, Any]:
    """A table joined to what it extends: another language, or the packaged table of its own."""
    where = _where(path)
    text = read_text(path, root=_root(path.parent), name=where.file)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BriefsError(_broken(where, error)) from None
    except (RecursionError, ValueError):  # Python reads no number of thousands of digits
        raise BriefsError(Problem(where, "this is nested too deeply, or a number is too long")) from None
    base = values.pop("extends", None)
    if base is None:
        return values
    extended = _path(base, extending | {path}) if isinstance(base, str) else None
    if extended is None:
        others = sorted({other for folder in _folders for other in _in(folder)} - {path.stem})
        hint = closest(str(base), others) or f"It may name {' or '.join(others)}"
        raise BriefsError(Problem(where, f"'extends' names '{str(base)[:40]}', and there is no such other table", hint))
    return _joined(_read(extended, extending | {path}), values)


def _broken(where: Where, error: tomllib.TOMLDecodeError) -> Problem:
    """TOML's own words end in «(at line 3, column 5)» or «(at end of document)»."""
    what, _, place = str(error).rpartition(" (at ")
    line, column = (int(number) for number in re.findall(r"[0-9]+", place)) if "column" in place else (1, 1)
    return Problem(Where(where.file, line, column), f"this is no TOML: {what}")


def _path(language: Language, but: Collection[Path] = ()) -> Path | None:
    """The first table of that name, the packaged ones last; a name is letters alone, so that none leads elsewhere."""
    paths = (folder / f"{language}{_SUFFIX}" for folder in _folders if language in _in(folder))
    return next((path for path in paths if path not in but), None)


def _place(language: Language) -> Where:
    return _where(_path(language) or Path(f"{language[:40]}.toml"))


def _where(path: Path) -> Where:
    return Where(f"{'briefs/language/tables' if path.parent == PACKAGED else OWN}/{path.name}")


def _problem(language: Language, found: Any) -> Problem:
    key = ".".join(map(str, found["loc"]))
    match found["type"]:
        case "missing":
            return Problem(
                _place(language), f"missing key '{key}'", 'Or begin with extends = "nb", and give what differs'
            )
        case "extra_forbidden":
            return Problem(_place(language), f"unknown key '{key}'")
        case _:
            return Problem(_place(language), f"'{key}': {found['msg'].removeprefix('Value error, ')}")


def _joined(base: Mapping[str, Any], more: Mapping[str, Any], section: str = "") -> dict[str, Any]:
    """Two tables as one: a value replaces the other, but the words that `verify` reads are added to the others."""
    joined = dict(base)
    for key, value in more.items():
        old = base.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            joined[key] = _joined(old, value, section or key)
        elif section == _ADDED_TO and isinstance(value, str) and isinstance(old, str) and key not in _REPLACED:
            joined[key] = f"{old}, {value}" if "," in old + value else f"{old} {value}"
        else:
            joined[key] = value
    return joined
