"""Equal drawings of a page for a screen are written once, and referred to."""

from __future__ import annotations

import pytest

from briefs.html.repeated import drawn_once

SHAPES = '<circle cx="6" cy="6" r="5.3" fill="#0f4c5c"/>'


def page(*drawings: str) -> str:
    """A page with these drawings, one after another."""
    return f"<html><head></head><body>{' '.join(drawings)}</body></html>"


def test_the_second_refers_to_the_first() -> None:
    """Whatever the two are called and however large they are; one that differs stays as it is."""
    other = '<svg class="c"><path d="M0 0h9v9h-9z" fill="#fff" stroke="#000"/></svg>'
    made = drawn_once(page(f'<svg class="a">{SHAPES}</svg>', other, f'<svg class="b">{SHAPES}</svg>'))
    first, second = f'<svg class="a"><g id="drawn-1">{SHAPES}</g></svg>', '<svg class="b"><use href="#drawn-1"/></svg>'
    assert made == page(first, other, second)


@pytest.mark.parametrize(
    "shapes",
    [
        f"<title>Merke</title>{SHAPES}",
        f'<text x="0" y="9">to</text>{SHAPES}',
        f'<g id="a">{SHAPES}</g>',
        f"<svg>{SHAPES}</svg>",
        '<path d="M0 0h9"/>',
    ],
)
def test_what_has_words_or_a_name_stays(shapes: str) -> None:
    """A screen reader reads it where it stands; and a drawing that is shorter than a reference stays as well."""
    twice = page(*[f"<svg>{shapes}</svg>"] * 2)
    assert drawn_once(twice) == twice


def test_a_name_of_the_page_s_own_is_never_taken() -> None:
    """Drawings stay as they are where the page has such a name."""
    twice = page('<p id="drawn-1">A</p>', *[f"<svg>{SHAPES}</svg>"] * 2)
    assert drawn_once(twice) == twice
