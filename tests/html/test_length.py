"""What counts as a word of an edition."""

from __future__ import annotations

import pytest

from briefs.html.length import printed_words


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("<p>Tre små ord</p>", 3),
        ("<p>Ett</p><p>to</p><ul><li>tre</li></ul>", 3),
        ("<p>et <strong>bibliotek</strong>s <em>bøker</em>.</p>", 3),
        ("<p>12\u00a0000 kr – nå [<a>3</a>]</p>", 5),
        ("<p>sist<br>nå</p>", 2),
        ("<svg><title>Usett her</title><text>2021</text><text>2022</text></svg>", 2),
        ("<table><caption class='x visually-hidden'>Usett</caption><tr><td>a<td>b</table><style>p {}</style>", 2),
        (
            "<svg><text class='period'>Usett tid</text></svg><p class='figure-sources'>Kilde</p><footer>Siter</footer>",
            0,
        ),
        ("", 0),
    ],
)
def test_words_are_those_that_are_seen(body: str, count: int) -> None:
    """Blocks part words, emphasis does not; a sign alone is no word."""
    page = f"<!doctype html><html><head><title>Ikke med</title></head><body>{body}</body></html>"
    assert printed_words(page) == count
