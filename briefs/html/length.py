"""How many words an edition has: the one place that says what counts as a word."""

from __future__ import annotations

import re

import lxml.html

_UNSEEN = (
    "//body//script | //body//style | //body//svg//title | //body//svg//desc"
    " | //body//*[contains(concat(' ', @class, ' '), ' visually-hidden ')]"
    " | //body//footer | //body//p[@class='figure-sources'] | //body//svg//text[@class='period']"
)
INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "i",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "wbr",
    }
)
_WORD = re.compile(r"\S*\w\S*")


def printed_words(page: str) -> int:
    """The words of a page that was rendered for paper: what stands between two spaces, no-break ones too, and holds a
    letter or a digit; text, drawings, the fact box, source marks and the list of sources all count.

    Running headers and footers are set by the style sheets and so do not count, nor does what only a screen reader
    reads, the colophon, or what a figure repeats: its sources, and the periods behind a timeline. That lines are broken
    and words hyphenated changes nothing.
    """
    body = lxml.html.document_fromstring(page).body
    for element in body.xpath(_UNSEEN):
        element.drop_tree()
    for element in body.iter():
        if element.tag not in INLINE:  # a block parts words, and emphasis within one does not
            element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    return len(_WORD.findall(str(body.text_content())))
