"""The language of the shipped content and templates: spelt right in each of its languages, and no heavier than it has
to be.
"""

from __future__ import annotations

import pytest

from briefs.edition.edition import EVERYBODY, Order
from briefs.machine import DICTIONARY_FOLDERS
from briefs.review.plain import plain
from briefs.review.spelling import spelling
from briefs.review.spelling.dictionary import lacking
from content.tests.shipped import ROOT, library

needs_dictionaries = pytest.mark.skipif(
    any(lacking(("nb", "nn", "en"), DICTIONARY_FOLDERS)),
    reason="not run: no Hunspell dictionaries here; install hunspell-no and hunspell-en-gb",
)


@needs_dictionaries
def test_the_shipped_texts_are_spelt_right() -> None:
    """In bokmål, nynorsk and English, the templates' words among them; no word list has what it does not need."""
    assert "\n".join(map(str, spelling(library(), ROOT))) == ""


def test_no_brief_is_heavy() -> None:
    """In the mean of each brief, LIX stays below 45, where «difficult» begins, and sentences below 17 words."""
    orders = [
        Order(brief, EVERYBODY, language, library().newest)
        for brief in library().briefs
        for language in library().project.languages
    ]
    _, readings = plain(library(), ROOT, orders)
    assert len(readings) == len(orders)
    assert [reading for reading in readings if reading.lix > 45 or reading.sentence > 17] == []
