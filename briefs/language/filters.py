"""What templates may call to format a value: every filter, with its language and grouping already given."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from briefs.language.dates import ago, duration, edtf_date, time, week
from briefs.language.figures import figure
from briefs.language.numbers import Grouping, count, money, number, number_range, number_words, ordinal, percent, plural
from briefs.language.tables import Language
from briefs.language.words import capitalised, genitive, language_name, listing, quote, section_sign


def FILTERS(language: Language, *, group: Grouping = "from-10000") -> dict[str, Callable[..., str]]:  # noqa: N802
    """The templates' filters in one language, with the project's grouping: `{{ event.date | date }}`, `{{ n |
    plural("by", "byer") }}`.
    """
    return {
        "date": partial(edtf_date, language=language),
        "date_short": partial(edtf_date, language=language, style="short"),
        "number": partial(number, language=language, group=group),
        "number_words": partial(number_words, language=language, group=group),
        "range": lambda start, end, words=False: number_range(
            start, end, language, words=words
        ),  # mostly years, which are never grouped
        "money": partial(money, language=language, group=group),
        "percent": partial(percent, language=language, group=group),
        "figure": lambda value, style="", gender="m": figure(value, language, style=style, group=group, gender=gender),
        "count": partial(count, language=language),
        "ordinal": partial(ordinal, language=language),
        "listing": partial(listing, language=language),
        "plural": lambda value, one, other: plural(value, language, one=one, other=other),
        "quote": partial(quote, language=language),
        "genitive": partial(genitive, language=language),
        "language_name": partial(language_name, inside=language),
        "section_sign": partial(section_sign, language=language),
        "duration": lambda value, unit="year", words=True: duration(value, language, unit=unit, words=words),
        "ago": lambda then, as_of: ago(then, as_of, language),
        "week": partial(week, language=language),
        "time": lambda value, until=None: time(value, language, until),
        "capitalised": capitalised,
    }
