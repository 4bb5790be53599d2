"""A brief as a part of a larger page."""

from __future__ import annotations

import pytest

from briefs.html.joined import part_of, scoped

PAGE = (
    '<!doctype html><html lang="nb"><head><title>A</title></head>\n'
    '<body class="audience-alle one-page"><main>{}</main>\n</body></html>\n'
)


def words(body: str, prefix: str = "n1-", levels: int = 2) -> str:
    """What stands in the place of a page's <main> once it is a part."""
    part = part_of(PAGE.format(body), prefix, levels=levels)
    assert part.classes == "audience-alle one-page"
    return part.words.removeprefix("<div>").removesuffix("</div>\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p id="a">A</p><a href="#a">a</a>', '<p id="n1-a">A</p><a href="#n1-a">a</a>'),
        ('<a href="#kilde-1">1</a>', '<a href="#kilde-1">1</a>'),
        ('<a href="alle.html#a" id="a">1</a>', '<a href="alle.html#a" id="n1-a">1</a>'),
        ('<p id="a">#a</p><p data-note=" id=\'b\' " aria-labelledby="a b">b</p>',
         '<p id="n1-a">#a</p><p data-note=" id=\'b\' " aria-labelledby="n1-a b">b</p>'),
        ('<svg><pattern id="h"/><path fill="url(#h)"/><use href="#h"/></svg>',
         '<svg><pattern id="n1-h"/><path fill="url(#n1-h)"/><use href="#n1-h"/></svg>'),
        ('<button popovertarget="x">1</button><div id="x" popover>x</div>',
         '<button popovertarget="n1-x">1</button><div id="n1-x" popover>x</div>'),
    ],
)  # fmt: skip
def test_names_are_the_parts_own(body: str, expected: str) -> None:
    """Two parts that give the same name do not meet, and what is not of the part is left alone."""
    assert words(body) == expected


def test_headings_stand_below_those_around() -> None:
    """Whoever listens hears the levels of the whole page; none is lower than the lowest."""
    found = words('<h1 class="a">A</h1><h2>B</h2><h4 id="c">C</h4>', levels=3)
    assert found == '<h1 aria-level="4" class="a">A</h1><h2 aria-level="5">B</h2><h4 aria-level="6" id="n1-c">C</h4>'


def test_parts_without_landmarks_have_unnamed_sections() -> None:
    """Whoever goes from landmark to landmark does not meet «Kort fortalt» once for each brief."""
    body = '<section class="a" aria-labelledby="x"><h2 id="x">A</h2><nav aria-labelledby="x"></nav></section>'
    part = part_of(PAGE.format(body), "n1-", levels=0, landmarks=False)
    assert '<section class="a"><h2' in part.words and '<nav aria-labelledby="n1-x">' in part.words


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("html { line-height: 1.3 } p, .a > li:is(.b, .c) { x: y }",
         ".p { line-height: 1.3 }\n.p p, .p .a > li:is(.b, .c) { x: y }\n"),
        ("body.wide p{a:b}", ".p.wide p {a:b}\n"),
        ("/* h1 { } */ @page { margin: 0 } @import 'x'; h1::after { content: '}' }", ".p h1::after { content: '}' }\n"),
        ("@media print { h1 { a: b } @page x { c: d } }", "@media print { .p h1 { a: b }\n }\n"),
        (".htmlx { a: b }", ".p .htmlx { a: b }\n"),
        ("h1 { a: b", ".p h1 { a: b}\n"),
    ],
)  # fmt: skip
def test_an_audiences_rules_reach_its_own_part(css: str, expected: str) -> None:
    """The sheet of one audience changes nothing of what is made for another, nor the pages."""
    assert scoped(css, ".p") == expected
