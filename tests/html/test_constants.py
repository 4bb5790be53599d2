"""What has one value on a whole page is put where it is used."""

from __future__ import annotations

import pytest

from briefs.html.constants import with_values

TOKENS = ":root { --ink: #123456; --size: 9pt; --accent: var(--ink) } "


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("p { color: var(--ink) } i { color: var( --accent ) }", "p { color: #123456 } i { color: #123456 }"),
        ("p { width: calc(1mm + var(--size)) }", "p { width: calc(1mm + 9pt) }"),
        ("p { --ink: red; color: var(--ink); margin: var(--size) }", None),
        (
            "p { color: var(--none) } i { color: var(--ink, red) }",
            "p { color: var(--none) } i { color: var(--ink, red) }",
        ),
        ("p::after { content: 'var(--ink)' } /* var(--ink) */", "p::after { content: 'var(--ink)' } /* var(--ink) */"),
        (":root { --ink: blue } p { color: var(--ink) }", ":root { --ink: blue } p { color: blue }"),
        ("@media print { :root { --ink: blue } } p { color: var(--ink) }", None),
        (":root { --ink: blue !important } p { color: var(--ink) }", None),
        (":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }", None),
        (":root { --none: } p { color: var(--none) }", None),
    ],
)
def test_a_value_for_the_whole_page_is_put_in(css: str, expected: str | None) -> None:
    """One that something else may change, or that is no plain value, stays to be looked up."""
    _, _, found = with_values(TOKENS + css).partition("} ")
    if expected is None:
        assert found.count("color: var(") == css.count("color: var(") and "margin: var(" not in found
    else:
        assert found == expected
