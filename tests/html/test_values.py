"""What templates print: values of ours as set text in every form that Jinja knows, and no Python ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined

from briefs.dates import parse
from briefs.edition.edition import Order, assemble
from briefs.edition.prose import CountPart, DatePart, Line, Prose, set_prose
from briefs.errors import BriefsError, UnprintableError
from briefs.html.render import render
from briefs.html.values import PrintingCode, Setting
from briefs.language.numbers import Grouping
from tests.conftest import Project

TEXT = Prose(("Krav & svar per ", DatePart(parse("2021-09"))), "nb")


@dataclass(frozen=True)
class Meeting:
    """A value with parts, as an edition has."""

    seats: tuple[int, ...]
    title: Prose


VALUES: dict[str, Any] = {
    "x": TEXT,
    "when": parse("2021-09-08"),
    "day": date(2021, 9, 8),
    "n": Decimal("12345.50"),
    "xs": (TEXT, "b"),
    "line": Line(TEXT, ()),
    "meeting": Meeting((1, 2), TEXT),
    "names": {"a": 1},
    "gone": None,
    "sure": True,
}


def printed(template: str, *, autoescape: bool = True, language: Any = "nb", group: Grouping = "from-10000") -> str:
    """What the template prints with these values."""
    setting = Setting(language=language, group=group)
    environment = Environment(autoescape=autoescape, undefined=StrictUndefined, finalize=setting.finalize)
    environment.code_generator_class = PrintingCode
    environment.filters.update(setting.filters())
    return environment.from_string(template).render(VALUES)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ x }}", "Krav &amp; svar per september 2021"),
        ('{{ x ~ "." }}', "Krav &amp; svar per september 2021."),
        ('{{ "<" ~ x ~ when }}', "&lt;Krav &amp; svar per september 20218. september 2021"),
        ('{{ xs|join(", ") }}', "Krav &amp; svar per september 2021, b"),
        ('{{ (when, day)|join("/") }}', "8. september 2021/8. september 2021"),
        ('{{ (line, line)|join(";", attribute="prose") }}', ";".join(["Krav &amp; svar per september 2021"] * 2)),
        ("{{ x|upper }}", "KRAV &amp; SVAR PER SEPTEMBER 2021"),
        ("{{ x|string }}", "Krav &amp; svar per september 2021"),
        ("{{ x|e }}", "Krav &amp; svar per september 2021"),
        ('<i title="{{ x }}">', '<i title="Krav &amp; svar per september 2021">'),
        (
            '{% set marked %}<b title="c">a</b> &amp; b{% endset %}<i title="{{ marked|plain }}">',
            '<i title="a &amp; b">',
        ),
        ("{{ x|plain }}", "Krav &amp; svar per september 2021"),
        ("{{ when }} {{ day }}", "8. september 2021 8. september 2021"),
        ('{{ day|date("short") }}', "8.9.2021"),
        ('{{ day ~ "." }}', "8. september 2021."),
        ("{{ when|lower }}", "8. september 2021"),
        ("{{ n }}", "12 345,50"),
        (
            "{% macro said(what) %}<b>{{ what }}</b>{% endmacro %}{{ said(x) }}",
            "<b>Krav &amp; svar per september 2021</b>",
        ),
        ("{{ x|capitalised }} {{ 3 }} {{ 1.5 }} {{ 'a' }}", "Krav &amp; svar per september 2021 3 1.5 a"),
    ],
)
def test_values_are_printed_as_set_text(template: str, expected: str) -> None:
    """Whatever a template does with a value of ours, its reader sees words."""
    assert printed(template).replace("\u00a0", " ") == expected


def test_plain_text_is_not_escaped_where_the_template_is_text() -> None:
    """A .txt template prints an ampersand as one."""
    assert (
        printed('{{ x }}|{{ x ~ "." }}', autoescape=False)
        == "Krav & svar per september\u00a02021|Krav & svar per september\u00a02021."
    )


def test_language_and_grouping_are_the_pages_own() -> None:
    """A date knows no language, and a number no grouping of the project's."""
    assert printed("{{ when }} {{ n }}", language="en").replace("\u00a0", " ") == "8 September 2021 12,345.50"
    assert printed("{{ 1234|number }}", group="always") == "1\u00a0234"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ xs }}", "xs is a list and has no words of its own; Print its items in a for loop"),
        ("{{ names }}", "names is a mapping and has no words of its own; Print one of its values: a"),
        ("{{ line }}", "line is 'line' and has no words of its own; Print one of its values: line.prose"),
        (
            "{{ meeting }}",
            "meeting is a value of the sort 'Meeting' and has no words of its own; "
            "Print one of its values: meeting.title",
        ),
        ("{{ meeting.seats }}", "meeting.seats is a list and has no words of its own; Print its items in a for loop"),
        ('{{ line ~ "." }}', "line is 'line' and has no words of its own; Print one of its values: line.prose"),
        ("{{ gone }}", "gone is not given here; Ask with {% if %} before printing it"),
        ("{{ sure }}", "sure is yes or no and has no words of its own; Ask with {% if %}"),
        ("{{ sure and xs }}", "this value is a list and has no words of its own; Print its items in a for loop"),
        (
            "{% macro a() %}{% endmacro %}{{ a }}",
            "a is a macro and has no words of its own; Call it, with parentheses",
        ),
        ('{{ "%s" % x }}', "a text cannot be treated as a string here; Write it as {{ text|plain }}"),
        ('{{ "%s" % when }}', "a date has no words without a language; Print it by itself, or through |date"),
        ("{{ x|date }}", "|date takes a date, and this is 'text'; "),
        ('{{ day|date("kort") }}', "|date knows long, short, table, and not 'kort'; "),
    ],
)
def test_what_has_no_words_is_refused(template: str, expected: str) -> None:
    """A list, a mapping, an object or a missing value says what it is and what to print instead."""
    with pytest.raises(UnprintableError) as caught:
        printed(template)
    assert f"{caught.value.what}; {caught.value.hint}" == expected


def test_a_text_carries_language_and_grouping() -> None:
    """Set text needs nothing but the text."""
    assert set_prose(Prose((CountPart(3),), "nn")) == "Tre"
    assert unescape(Prose(("a < b",), "nb").__html__()) == "a < b"


def template(project: Project, lead: str) -> str:
    """The page of a project whose own template has this as its lead."""
    project.write(
        "templates/audiences/alle/brief.html",
        f'{{% extends "base/brief.html" %}}\n{{% block lead %}}\n<p class="lead">{lead}</p>{{% endblock %}}\n',
    )
    order = Order("oversikt", "alle", "nb", date(2021, 9, 20))
    return render(assemble(project.library(), order), project.root, "html")


def test_a_page_prints_the_last_known_day_in_words(project: Project) -> None:
    """A date of the edition needs no filter."""
    assert '<p class="lead">20.\u00a0september\u00a02021</p>' in template(project, "{{ edition.last_known }}")


def test_a_page_that_prints_an_object_is_a_problem_with_its_place(project: Project) -> None:
    """The author of a template reads file, line and the way out."""
    with pytest.raises(BriefsError) as caught:
        template(project, "{{ edition.points }}")
    assert str(caught.value) == (
        "templates/audiences/alle/brief.html:3:1: edition.points is a list and has no words of its own. "
        "Print its items in a for loop"
    )


def test_running_text_is_set_by_the_rules_of_typography() -> None:
    """Texts, sentences and what goes through |text; a plain string is printed as it is, since it may be an address."""
    setting = Setting(language="nb")
    assert setting.finalize(Prose(("Det tok 4 år",), "nb")) == "Det tok 4\u00a0år"
    assert setting.finalize("a-2007-2017 4 år") == "a-2007-2017 4 år"
    assert (setting.text("sak 4 år"), setting.text("25%", "en"), setting.text("25%")) == (
        "sak 4\u00a0år",
        "25%",
        "25\u00a0%",
    )
    assert [change.rule for change in setting.changes] == ["number and unit", "number and unit", "space before %"]
    assert Setting(language="nb", typographic=False).finalize(Prose(("Det tok 4 år",), "nb")) == "Det tok 4 år"
