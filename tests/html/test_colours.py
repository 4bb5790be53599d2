"""A project's own colours, one by one, its own style sheet, and its paper."""

from __future__ import annotations

import pytest

from briefs.cli.asking import sound_project
from briefs.errors import BriefsError
from briefs.html.colours import contrast, nearest, unreadable
from briefs.html.environment import tokens
from briefs.html.render import render
from tests.conftest import Project
from tests.edition.test_edition import edition

TOKENS = "styles/tokens.css"


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (
            ":root {\n  --accent: #f2a900;\n}",
            "styles/tokens.css:2:3: '--accent' #f2a900 stands 1.74:1 on '--accent-soft' #e9f0f1, and 4.5:1 is needed. "
            "The nearest tone that can be read is #",
        ),
        (":root { --rule-strong: #ccc }", "styles/tokens.css:1:9: '--rule-strong' #ccc stands 1.60:1 on '--paper'"),
        (
            "/* --accent: #fff */\n:root { --accent-soft: #0f4c5c; }",
            "styles/tokens.css:2:9: '--ink-soft' #4a565c stands 1.25:1 on '--accent-soft' #0f4c5c",
        ),
        (":root { --acent: #000 }", "styles/tokens.css:1:9: nothing reads the token '--acent'. Did you mean 'accent'?"),
        (
            ":root { --ink: black }",
            "styles/tokens.css:1:9: 'black' cannot be held against other colours. Write it as #",
        ),
    ],
)
def test_a_colour_that_cannot_be_read_is_told_with_its_ratio_and_the_nearest_tone(
    project: Project, sheet: str, expected: str
) -> None:
    """At the token, in the project's own sheet."""
    project.write(TOKENS, sheet)
    assert any(str(problem).startswith(expected) for problem in unreadable(project.root))
    with pytest.raises(BriefsError, match=r"styles/tokens\.css"):
        sound_project(project.root)


def test_the_nearest_tone_can_be_read_and_has_the_same_hue() -> None:
    """As light as the contrast allows."""
    tone = nearest("#f2a900", ["#ffffff", "#e9f0f1"], 4.5)
    assert tone is not None
    assert 4.5 <= contrast(tone, "#e9f0f1") < 4.7
    red, green, blue = (int(tone[place : place + 2], 16) for place in (1, 3, 5))
    assert red > green > blue == 0
    assert nearest("#777777", ["#000000", "#ffffff"], 10) is None


def test_a_project_sets_the_tokens_that_it_wants_otherwise(project: Project) -> None:
    """The others stay as they are, in drawings too, and a brand may be as light as it likes."""
    project.write(TOKENS, ":root { --accent: #7a1f1f; --brand: #f2a900; }")
    assert unreadable(project.root) == ()
    sound_project(project.root)
    mixed = tokens(project.root, "pdf")
    assert (mixed["accent"], mixed["paper"]) == ("#7a1f1f", "#ffffff")
    page = render(edition(project), project.root, "pdf")
    assert "#7a1f1f" in page.partition("</style>")[2]
    assert page.index("--accent: #0f4c5c") < page.index("--accent: #7a1f1f")


def test_dark_colours_of_its_own_are_held_against_a_dark_ground(project: Project) -> None:
    """They stand in another sheet, which replaces the program's."""
    project.write("styles/dark.css", "@media screen { :root { --paper: #101010; --accent: #2a2a2a } }")
    assert "styles/dark.css:1:43: '--accent' #2a2a2a stands" in "\n".join(map(str, unreadable(project.root)))


def test_a_style_sheet_for_all_audiences_comes_last(project: Project) -> None:
    """It wins over the program's pages, which an audience's sheet does not."""
    project.write("styles/project.css", "h1 { letter-spacing: 1pt }")
    sound_project(project.root)
    for audience in ("alle", "styre"):
        styles = render(edition(project, audience=audience), project.root, "pdf").partition("</style>")[0]
        assert styles.rstrip().endswith("h1 { letter-spacing: 1pt }")
    project.write("styles/projekt.css", "")
    with pytest.raises(BriefsError, match=r"nothing reads this style sheet\. Did you mean 'project\.css'"):
        sound_project(project.root)


def test_the_paper_is_one_setting(project: Project) -> None:
    """Letter for pages that lie down too."""
    assert "size: letter" not in render(edition(project), project.root, "pdf")
    project.replace("content/project.yaml", "language: nb", "paper: letter\nlanguage: nb")
    page = render(edition(project), project.root, "pdf")
    assert page.index("size: A4;") < page.index("size: letter;") < page.index("size: letter landscape;")
