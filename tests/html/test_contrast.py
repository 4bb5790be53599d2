"""Colours: text and graphics stand out from their ground, and without colour every state can still be recognised."""

from __future__ import annotations

import itertools
import re
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from jinja2 import Environment, FileSystemLoader
from PIL import Image, ImageChops, ImageStat

from briefs.assets import Medium
from briefs.content.model import STATUSES
from briefs.edition.edition import Order, assemble
from briefs.html.render import render
from briefs.html.values import Setting
from briefs.pdf.finish import finish
from tests.conftest import Project
from tests.printed import RECORD, set_page

ROOT = Path(__file__).parents[2]
STYLES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted((ROOT / "styles").rglob("*.css"))
}


def _colours(sheet: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\s*;", STYLES[sheet]))


TOKENS = _colours("styles/tokens.css")
TOOLS = dict(reversed(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\s*;", STYLES["styles/tool.css"])))  # by day
SCHEMES = {
    "light": TOKENS | TOOLS,
    "dark": TOKENS | TOOLS | _colours("styles/dark.css") | _colours("styles/tool.css"),
}
NAMES = {colour.lower(): token for colours in SCHEMES.values() for token, colour in colours.items()}
DECORATIVE = {"rule"}  # hairlines between rows: nothing is lost with them (WCAG 1.4.11)
GROUNDS = ["paper", "accent-soft"]
TEXT, GRAPHICS = 4.5, 3.0


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.1)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rules(text: str) -> list[tuple[str, str]]:
    """Selector and declarations of each innermost rule."""
    return re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


def named(declarations: str, properties: str) -> list[str]:
    """The colour tokens in the declarations of these properties; margin boxes know no tokens, and write the same
    colours out.
    """
    values = re.findall(rf"(?<![\w-])(?:{properties})\s*:([^;]*)", declarations)
    return [
        NAMES.get(colour.lower(), token)
        for value in values
        for token, colour in re.findall(r"var\(--([\w-]+)\)|(#[0-9a-fA-F]{3,8})\b", value)
        if token in SCHEMES["light"] or colour
    ]


def _grounds(declarations: str) -> list[str]:
    """What text of a rule stands on: its own ground, or else any ground that a page has."""
    return named(declarations, "background|background-color") or GROUNDS


USES = [
    (file, selector.strip(), declarations) for file, text in STYLES.items() for selector, declarations in rules(text)
]
TEXTS = [
    pytest.param(selector, ink, ground, id=f"{file}: {selector}: {ink} on {ground}")
    for file, selector, declarations in USES
    for ink in named(declarations, "color")
    for ground in _grounds(declarations)
]
LINES = sorted(
    {token for _, _, declarations in USES for token in named(declarations, r"fill|stroke|outline|border(?:-\w+)*")}
    - DECORATIVE
)


def test_contrast_is_what_the_standard_says() -> None:
    """Known pairs: black on white is 21, and #767676 on white is just enough for text."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") < TEXT


def test_the_colours_are_found() -> None:
    """Guards the tests below: they would pass on nothing."""
    assert {"ink", "paper", "accent"} <= TOKENS.keys()
    assert len(TEXTS) > 10
    assert LINES


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("selector", "ink", "ground"), TEXTS)
def test_text_stands_out(scheme: str, selector: str, ink: str, ground: str) -> None:
    """At least 4.5:1 on each ground that it may stand on, by day and in the dark."""
    assert contrast(SCHEMES[scheme][ink], SCHEMES[scheme][ground]) >= TEXT, selector


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("token", LINES)
def test_lines_and_shapes_stand_out(scheme: str, token: str) -> None:
    """At least 3:1 on paper, for all that is not mere decoration."""
    assert contrast(SCHEMES[scheme][token], SCHEMES[scheme]["paper"]) >= GRAPHICS


def test_every_colour_has_a_dark_one() -> None:
    """A colour for light grounds that stood on a dark one would not be seen."""
    assert _colours("styles/dark.css").keys() == TOKENS.keys()


def test_drawings_follow_the_page(project: Project) -> None:
    """On a screen their colours are those of the page, which may be dark; on paper CSS does not reach into them."""
    edition = assemble(project.library(), Order("oversikt", "alle", "nb", date(2021, 9, 20)))

    def drawings(medium: Medium) -> str:
        return "".join(re.findall(r"<svg.*?</svg>", render(edition, project.root, medium), re.DOTALL))

    assert "var(--accent)" in drawings("html") and not re.search(r"#[0-9a-fA-F]{6}", drawings("html"))
    assert TOKENS["accent"] in drawings("pdf") and "var(" not in drawings("pdf")


def test_colours_have_names() -> None:
    """A colour that is none of tokens.css would escape these tests."""
    colours = {
        (file, colour)
        for file, text in STYLES.items()
        for colour in re.findall(r":[^;{}]*?(#(?!000[0-9a-f]\b)[0-9a-fA-F]{3,8})\b", text)  # shadows are black, thinned
    }
    assert {(file, colour) for file, colour in colours if colour.lower() not in NAMES} == set()


def icons() -> dict[str, str]:
    """Every icon for a state or a status, as the templates draw it."""
    environment = Environment(loader=FileSystemLoader(ROOT / "templates" / "base"), autoescape=True)
    environment.filters.update(Setting(language="nb").filters())
    tokens = {token.replace("-", "_"): colour for token, colour in TOKENS.items()}
    environment.globals.update(_=str, ngettext=lambda one, many, count: many, tokens=tokens)
    macros: Any = environment.get_template("macros.html").make_module({"statuses": STATUSES, "medium": "pdf"})
    states = {state: str(macros.state_icon(state)) for state in ("full", "part", "undocumented")}
    return states | {status: str(macros.status_icon(status)) for status in STATUSES}


def in_grey(icon: str) -> Image.Image:
    """The icon in print, without colour."""
    drawing = re.sub(r'aria-hidden="true"', 'aria-label="Tegn"', icon)
    pdf = finish(set_page(f"<h1>A</h1><div>{drawing}</div>", "svg { width: 50mm; height: 20mm }"), RECORD)
    picture: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil()
    return picture.convert("L")


def test_states_can_be_told_without_colour() -> None:
    """Each icon is another drawing in greyscale, not only another colour."""
    printed = {name: in_grey(icon) for name, icon in icons().items()}
    groups = (("full", "part", "undocumented"), STATUSES)
    for one, other in itertools.chain.from_iterable(itertools.combinations(group, 2) for group in groups):
        difference = ImageStat.Stat(ImageChops.difference(printed[one], printed[other]))
        assert difference.extrema[0][1] > 60, f"{one} and {other} look alike in greyscale"
