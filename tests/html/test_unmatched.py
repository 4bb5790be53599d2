"""Of the style sheets a page for a screen keeps what it has something for."""

from __future__ import annotations

import pytest

from briefs.html.unmatched import without_unmatched


def kept(css: str) -> str:
    """What stays of a style sheet in a page with an element of the classes `entry` and `A`."""
    page = f'<html><head><style>{css}</style></head><body><p class="entry A">.none</p></body></html>'
    return without_unmatched(page).partition("<style>")[2].partition("</style>")[0]


@pytest.mark.parametrize(
    "css",
    [
        "p{color:red}",
        ".entry{color:red}",
        ".none,p .a>b{color:red}",
        "p:not(.none){color:red}",
        'a[href=".none"]{color:red}',
        "@page none.none{margin:0}",
        "@media screen{.entry{color:red}}",
        ".no\\ne{color:red}",
        '.entry::before{content:"}.none{"}',
        ".entry{color:red;&:hover{color:blue}}",
        "@font-face{src:url(data:font/woff2;base64,AA.none)}",
    ],
)
def test_what_may_match_stays(css: str) -> None:
    """Elements, classes that there are in whatever case, and what only looks like a class."""
    assert kept(css) == css


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".none{color:red}p{color:red}", "p{color:red}"),
        (".entry .none,.entry.no{color:red}", ""),
        ("@media print{.none{color:red}}", ""),
        ("@media print{.none{color:red}p{margin:0}}", "@media print{p{margin:0}}"),
        ('.none::before{content:"}"}p{margin:0}', "p{margin:0}"),
        (".entry{color:red;&.none{color:blue}}", ".entry{color:red;}"),
    ],
)
def test_what_cannot_match_goes(css: str, left: str) -> None:
    """A rule whose selectors all ask for a class that no element has, and a medium without a rule."""
    assert kept(css) == left
