"""The filters as a template calls them. «_» in the tables stands for a no-break space."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import time as clock
from decimal import Decimal

import pytest
from jinja2 import Environment

from briefs.dates import parse
from briefs.language.filters import FILTERS


def no_break(words: str) -> str:
    """A table's underscores as no-break spaces."""
    return words.replace("_", "\u00a0")


@dataclass(frozen=True)
class Over15Years:
    """What the content says of a figure: more than 15 years."""

    id: str = "tall"
    value: Decimal = Decimal(15)
    to: Decimal | None = None
    unit: str = "year"
    noun: None = None
    precision: str = "over"
    words: bool = False


FACTS = {
    "day": parse("2017-09-08"),
    "moment": clock(12, 30),
    "sum": Decimal(1600000000),
    "figure": Over15Years(),
    "as_of": date(2022, 12, 15),
    "names": ["KS", "VG"],
}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ day | date }}", "8._september_2017"),
        ("{{ day | date_short }}", "8.9.2017"),
        ("{{ 1000 | number }}", "1_000"),
        ("{{ sum | money }}", "1,6_milliarder kroner"),
        ("{{ sum | money(style='table') }}", "1,6_mrd._kr"),
        ("{{ 25 | percent }}", "25_prosent"),
        ("{{ figure | figure }}", "mer enn 15_år"),
        ("{{ figure | figure('number') }}", "15"),
        ("{{ names | listing }}", "KS og VG"),
        ("{{ 2 | plural('by', 'byer') }}", "byer"),
        ("{{ 'ja' | quote }}", "«ja»"),
        ("{{ 'KS' | genitive }}", "KS’"),
        ("{{ 1 | ordinal }}", "1."),
        ("{{ 10 | duration }}", "ti år"),
        ("{{ 3 | duration('day', words=false) }}", "3_dager"),
        ("{{ day | ago(as_of) }}", "for fem år siden"),
        ("{{ as_of | week }}", "uke_50 (2022)"),
        ("{{ moment | time }}", "kl._12.30"),
        ("{{ 8 | count }}", "åtte"),
        ("{{ 1 | count(gender='n') }}", "ett"),
        ("{{ 2007 | range(2017) }}", "2007–2017"),
        ("{{ '4-2' | section_sign }}", "§_4-2"),
        ("{{ 'åtte krav' | capitalised }}", "Åtte krav"),
        ("{{ 7 | number_words }}", "sju"),
    ],
)
def test_filters_format_in_templates(template: str, expected: str) -> None:
    """Each filter has its language and the project's grouping already."""
    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS("nb", group="always"))
    assert environment.from_string(template).render(FACTS) == no_break(expected)
