"""A page for a screen is one file: it carries its pictures, and fetches and runs nothing else."""

from __future__ import annotations

import base64
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from briefs.edition.edition import Order, assemble
from briefs.errors import BriefsError
from briefs.html.render import render
from tests.conftest import Project

ORDER = Order("oversikt", "alle", "nb", date(2021, 9, 20))
OVERLAY = "templates/audiences/alle/brief.html"
STYLE = "styles/audiences/alle.css"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">\n{}\n</svg>'
)


def page(project: Project) -> str:
    return render(assemble(project.library(), ORDER), project.root, "html")


def said(project: Project) -> str:
    with pytest.raises(BriefsError) as caught:
        page(project)
    return str(caught.value)


def overlay(text: str) -> str:
    return '{% extends "base/brief.html" %}\n{% block lead %}<p>\n' + text + "</p>{% endblock %}\n"


MARKUP = {
    "base": '<base href="https://example.org/">',
    "frame": '<iframe src="https://example.org/"></iframe>',
    "frame of its own": '<iframe srcdoc="x"></iframe>',
    "style sheet": '<link rel="stylesheet" href="styles/page.css">',
    "icon": '<link rel="icon" href="data:image/png;base64,AA">',
    "refresh": '<meta http-equiv="refresh" content="0; url=https://example.org/">',
    "script": "<script>alert(1)</script>",
    "script in capitals": "<SCRIPT src=//example.org/x.js></SCRIPT>",
    "event": '<b onclick="alert(1)">x</b>',
    "event of a drawing": '<svg viewBox="0 0 9 9" onload="alert(1)"></svg>',
    "script address": '<a href="JavaScript:alert(1)">x</a>',
    "data address": '<a href="data:text/html,x">x</a>',
    "picture": '<img alt="" src="https://example.org/x.png">',
    "no scheme": '<img alt="" src="//example.org/x.png">',
    "file": '<img alt="" src="file:///x.png">',
    "widths": '<img alt="" src="data:image/png;base64,AA" srcset="https://example.org/x.png 2x">',
    "background": '<b style="background: url(https://example.org/x.png)">x</b>',
    "escaped": r'<b style="background: u\72l(https://example.org/x.png)">x</b>',
    "behind a comment": '<style>b { content: "/*"; background: url(//example.org/x) } i { content: "*/" }</style>',
    "own style": '<style>@import "https://example.org/x.css";</style>',
    "picture in a drawing": '<svg viewBox="0 0 9 9"><image href="https://example.org/x.png"/></svg>',
    "use in a drawing": '<svg viewBox="0 0 9 9"><use xlink:href="https://example.org/x.svg#a"/></svg>',
    "fill in a drawing": '<svg viewBox="0 0 9 9"><rect fill="url(https://example.org/x.svg#a)"/></svg>',
    "link set by a drawing": '<svg viewBox="0 0 9 9"><a><set attributeName="href" to="javascript:alert(1)"/></a></svg>',
    "object": '<object data="data:text/html,x"></object>',
    "form": '<form action="https://example.org/"><input type="image" alt="x" src="//example.org/"></form>',
    "video": '<video src="https://example.org/x.webm"></video>',
}
STYLES = {
    "picture": "b { background: url(https://example.org/x.png) }",
    "picture in quotation marks": "b { background: URL( 'https://example.org/x.png' ) }",
    "import": "@import 'https://example.org/x.css';",
    "face": "@font-face { font-family: X; src: url(https://example.org/x.woff2) }",
    "escaped": r"b { background: u\72 l(https://example.org/x.png) }",
    "set": "b { background: image-set('https://example.org/x.png' 1x) }",
    "page as data": "b { background: url(data:text/html,x) }",
}


@pytest.mark.parametrize("name", MARKUP)
def test_markup_of_an_overlay_reaches_nothing(project: Project, name: str) -> None:
    """Whatever fetches or runs something is refused at its line."""
    project.write(OVERLAY, overlay(MARKUP[name]))
    assert said(project).startswith(f"{OVERLAY}:3:")


def test_what_a_template_puts_together_is_refused_too(project: Project) -> None:
    """Its words stand nowhere in a file, so the problem stands at the page's template."""
    project.write(OVERLAY, overlay("<{{ 'ifr' ~ 'ame'|safe }}></iframe>{{ '<ba'|safe }}se href='/'>"))
    assert "a page cannot hold <base>" in said(project)
    project.write(OVERLAY, overlay('<a href="java&#10;script:alert(1)">x</a>'))
    assert said(project).startswith("templates/brief.html:1:1: a link cannot lead to")


@pytest.mark.parametrize("name", STYLES)
def test_a_style_sheet_reaches_nothing(project: Project, name: str) -> None:
    """The same for a project's own style sheets."""
    project.write(STYLE, f"b {{ color: inherit }}\n{STYLES[name]}\n")
    assert said(project).startswith(f"{STYLE}:2:")


def test_what_stands_in_the_page_is_allowed(project: Project) -> None:
    """Links for people, pictures as data, drawings that use their own parts, and comments that tell of addresses."""
    project.write(
        OVERLAY,
        overlay(
            '<a href="https://example.org/">x</a> <a href="mailto:a@example.org">y</a> <a href="#kilder">z</a>'
            '<img alt="" src="data:image/png;base64,AA">'
            '<svg viewBox="0 0 9 9"><defs><path id="p" d="M0 0"/></defs><use href="#p"/><rect fill="url(#p)"/></svg>'
        ),
    )
    project.write(STYLE, "/* @import url(https://example.org/) */ b { background: url(data:image/png;base64,AA) }")
    assert '<a href="https://example.org/">x</a>' in page(project)


class Pictures(HTMLParser):
    """The addresses of a page's pictures."""

    found: tuple[str, ...] = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += tuple(value or "" for name, value in attrs if (tag, name) == ("img", "src"))


@pytest.mark.parametrize("suffix", ["png", "jpg", "svg", "webp"])
def test_pictures_of_templates_and_styles_are_carried(project: Project, suffix: str) -> None:
    """The bytes of the file, as a `data:` address of its kind."""
    picture = SVG.format("<path d='M0 0'/>").encode() if suffix == "svg" else b"\x89PNG"
    (project.root / f"content/map.{suffix}").write_bytes(picture)
    project.write(OVERLAY, overlay(f'<img alt="Kart" src="content/map.{suffix}">'))
    project.write(STYLE, f"b {{ background: url('content/map.{suffix}') }}")
    html = page(project)
    parser = Pictures()
    parser.feed(html)
    (address,) = parser.found
    assert base64.b64decode(address.partition("base64,")[2]) == picture
    assert f"url('{address}')" in html


def test_a_picture_that_is_missing_is_told(project: Project) -> None:
    """At its line in the style sheet as in the template, for a screen as for paper."""
    project.write(OVERLAY, overlay('<img alt="Kart" src="content/map.png">'))
    project.write(STYLE, "\nb { background: url(styles/paper.png) }")
    told = said(project)
    assert f"{OVERLAY}:3:22: there is no picture 'content/map.png'" in told
    assert f"{STYLE}:2:21: there is no picture 'styles/paper.png'" in told


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="https://example.org/x.png"/>',
        '<image xlink:href="file:///etc/hostname"/>',
        "<script>alert(1)</script>",
        '<path onclick="alert(1)"/>',
        "<style>@import 'x.css';</style>",
        '<rect fill="url(x.svg#a)"/>',
        "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
    ],
)
def test_a_drawing_reaches_nothing(project: Project, inside: str) -> None:
    """An SVG file is refused at the line that leads out of it."""
    project.write("content/map.svg", SVG.format(inside))
    project.write(OVERLAY, overlay('<img alt="Kart" src="content/map.svg">'))
    assert re.match(r"content/map\.svg:2:\d+: ", said(project))


def test_a_drawing_has_no_entities(project: Project) -> None:
    """They may stand for anything, and grow beyond all use."""
    project.write("content/map.svg", '<!DOCTYPE svg [<!ENTITY a "b">]>\n' + SVG.format("<text>&a;</text>"))
    project.write(OVERLAY, overlay('<img alt="Kart" src="content/map.svg">'))
    assert said(project).startswith("content/map.svg:1:16: a drawing cannot hold <!ENTITY")
