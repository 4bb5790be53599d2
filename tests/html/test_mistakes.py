"""What template authors do wrong is reported in one line with its place; a mistake of the program itself keeps its
traceback.
"""

from __future__ import annotations

from datetime import date

import pytest

from briefs.edition.edition import Order, assemble
from briefs.errors import BriefsError
from briefs.html.render import render
from briefs.language import dates
from tests.conftest import Project

OVERLAY = "templates/audiences/alle/brief.html"
BEGINNING = '{% extends "base/brief.html" %}\n{% block lead %}\n'


def reported(project: Project) -> str:
    """What rendering says is wrong."""
    edition = assemble(project.library(), Order("oversikt", "alle", "nb", date(2021, 9, 20)))
    with pytest.raises(BriefsError) as caught:
        render(edition, project.root, "html")
    return str(caught.value)


MISTAKES = {
    "{{ edition.▸leed }}": "'edition' has no 'leed'. Did you mean 'lead'?",
    "{{ ▸editon.lead }}": "'editon' is undefined. Did you mean 'edition'?",
    "{{ tokens.▸ink_sof }}": "a mapping has no 'ink_sof'. Did you mean 'ink_soft'?",
    "{% for s in edition.sections %}{{ loop.▸indx }}{% endfor %}": "'loop' has no 'indx'. Did you mean 'index'?",
    "{{ edition.lead|▸plan }}": "No filter named 'plan'. Did you mean 'plain'?",
    "{% if 1 is ▸odda %}{% endif %}": "No test named 'odda'. Did you mean 'odd'?",
    "{{ edition.title|▸date }}": "|date takes a date, and this is 'text'",
    "{{ none|▸date }}": "|date takes a date, and this is none",
    "{{ 'x'|▸count }}": "|count takes a whole number, and this is a text",
    "{{ 'x'|▸round }}": "|round takes a number, and this is a text",
    "{{ 3|▸listing }}": "|listing takes a list of words, and this is a number",
    "{{ [1, 2]|▸listing }}": "|listing takes a list of words, and this is a list",
    '{{ [1, "a"]|sort }}': "this does not work: '<' not supported between instances of 'str' and 'int'",
    "{{ edition|▸tojson }}": "No filter named 'tojson'. Did you mean 'join'?",
    '{{ edition.as_of|▸date("shrt") }}': "|date knows long, short, table, and not 'shrt'",
    "{{ 3|▸count(gendr='n') }}": "|count: got an unexpected keyword argument 'gendr'",
    "{{ 1 / 0 }}": "this does not work: division by zero",
    "{{ edition.title() }}": "'text' cannot be called",
    "{{ ▸_(3) }}": "_() takes a text, and this is a number",
    "{{ ▸_('a', 'b') }}": "_: too many positional arguments",
    "{% for a, b in [1] %}{% endfor %}": "this does not work: cannot unpack non-iterable int object",
    '{% include "▸qqq" %}': "there is no template 'qqq'. A new one belongs in templates/base/",
    '{% include "▸point.html" %}': (
        "there is no template 'point.html'. Did you mean 'points.html'? A new one belongs in templates/base/"
    ),
    "{% import 'macros.html' as m with context %}{{ m.▸marcs }}": (
        "'macros.html' has no macro or value 'marcs'. Did you mean 'marks'?"
    ),
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}": "this macro calls itself, and there is no end to it",
    "{% for a in ▸range(20000) %}{% endfor %}": "range gives at most 10000 numbers, and this asks for 20000",
    '<img alt="" src="▸content/kart.png">': (
        "there is no picture 'content/kart.png'. "
        "A picture is a file of .gif, .jpeg, .jpg, .png, .svg, .webp below content/, styles/ or templates/"
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_is_told_where_it_stands(project: Project, mistake: str) -> None:
    """Line and column (▸, where it is known) in the author's own file, in the author's words."""
    text = mistake.replace("▸", "")
    project.write(OVERLAY, f"{BEGINNING}{text}\n{{% endblock %}}\n")
    assert reported(project) == f"{OVERLAY}:3:{mistake.find('▸') + 1 or 1}: {MISTAKES[mistake]}"


ITSELF = {
    OVERLAY: ('{% extends "brief.html" %}', "this template extends itself. Write 'base/brief.html'"),
    "templates/base/brief.html": (
        '{% extends "base/brief.html" %}',
        "this template extends itself. Write 'packaged/base/brief.html'",
    ),
    "templates/base/facts.html": (
        '{% include "facts.html" %}',
        "this template includes itself, and there is no end to it",
    ),
}


@pytest.mark.parametrize("path", ITSELF)
def test_template_without_end_is_told(project: Project, path: str) -> None:
    """What it should extend instead is named."""
    text, what = ITSELF[path]
    project.write(path, text)
    assert reported(project) == f"{path}:1:1: {what}"


def test_project_extends_the_packaged_page_for_all_audiences(project: Project) -> None:
    """A page of one's own for everybody, with one block changed."""
    project.write(
        "templates/base/brief.html",
        '{% extends "packaged/base/brief.html" %}{% block lead %}<p>Vår ingress</p>{% endblock %}',
    )
    for audience in ("alle", "styre"):
        edition = assemble(project.library(), Order("oversikt", audience, "nb", date(2021, 9, 20)))
        page = render(edition, project.root, "html")
        assert "<p>Vår ingress</p>" in page and 'id="fakta"' in page


@pytest.mark.parametrize("path", [OVERLAY, "styles/tokens.css"])
def test_text_that_is_no_utf_8_is_told(project: Project, path: str) -> None:
    """Where the first byte stands that no editor would show right."""
    target = project.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes("/* å */\n/* æ é".encode() + "ø".encode("latin-1"))
    assert reported(project) == f"{path}:2:7: this is no UTF-8 text. Save the file as UTF-8"


@pytest.mark.parametrize("path", ["templates/audiences/alle/facts.html", "styles/audiences/alle.css"])
def test_byte_order_mark_is_not_printed(project: Project, path: str) -> None:
    """Editors of Windows put one before the text."""
    project.write(path, "\ufeffp {}")
    edition = assemble(project.library(), Order("oversikt", "alle", "nb", date(2021, 9, 20)))
    page = render(edition, project.root, "html")
    assert ("p{}" in page or "p {}" in page) and "\ufeff" not in page


def test_mistake_of_the_program_keeps_its_traceback(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that gives a filter what it takes is not to blame for what goes wrong inside."""
    monkeypatch.setattr(dates, "_exactly", None)  # what sets a day is broken
    edition = assemble(project.library(), Order("oversikt", "alle", "nb", date(2021, 9, 20)))
    with pytest.raises(TypeError, match="'NoneType' object is not callable"):
        render(edition, project.root, "html")


BODY = "</head><body>{% block body %}{% endblock %}</body></html>"
WITHOUT_FACES = {
    "left out": "",
    "in a comment": "<!-- <style>{{ styles }}</style> -->",
    "outside of a style element": "<style></style>{{ styles }}",
    "in capitals": "<style>{{ styles|upper }}</style>",
}


@pytest.mark.parametrize("name", WITHOUT_FACES)
@pytest.mark.parametrize("place", ["base/page.html", "audiences/alle/page.html"])
def test_page_without_its_styles_is_told(project: Project, place: str, name: str) -> None:
    """A page of its own that forgets the style sheets would be set in no face at all, and end the typesetter."""
    project.write(f"templates/{place}", f'<!doctype html><html lang="nb"><head>{WITHOUT_FACES[name]}{BODY}')
    assert reported(project) == (
        f"templates/{place}:1:1: the page has none of its style sheets, and so no face to set it in. "
        "Write <style>{{ styles }}</style> in its <head>"
    )


def test_brief_that_is_no_page_is_told(project: Project) -> None:
    """A brief that extends nothing has to be a whole page."""
    project.write(OVERLAY, "<p>x</p>")
    assert reported(project).startswith(f"{OVERLAY}:1:1: the page has none of its style sheets")
