"""How the briefs of this topic are worded: no formula over and over, and no word explained that is not used."""

from __future__ import annotations

import re
from collections import Counter

import lxml.html
import pytest

from briefs.edition.edition import Order
from content.tests.shipped import edition_of, library, printed
from tests.leftovers import texts

ORDERS = [
    Order(brief.id, audience, language, library().newest)
    for brief in library().briefs.values()
    for audience in brief.audiences
    for language in library().project.languages
]
_NOT_PROSE = (
    "//thead | //caption | //nav | //aside | //*[@class='sources'] | //*[contains(@class, 'marks')]"
    " | //table[contains(@class, 'measures-table')]//td[position() > 1]"  # status and deadline of each measure
)
_DAY = re.compile(r"\b\d{1,2}\.? [a-zæøå]+ \d{4}\b")
_EXPLAINED = "//dl[contains(@class, 'glossary')]"


def named(order: Order) -> str:
    """How a test says which edition it was about."""
    return f"{order.language}/{order.brief}/{order.audience}"


def without(markup: str, path: str) -> str:
    """A page from which some elements are taken out, what stands after them kept."""
    document = lxml.html.document_fromstring(markup)
    for element in document.xpath(path):
        element.drop_tree()
    return str(lxml.html.tostring(document, encoding="unicode"))


def plain(text: str) -> str:
    """A text in small letters, with plain spaces."""
    return " ".join(text.lower().split())


def names(language: str) -> re.Pattern[str]:
    """What things and people are called, longest first: they cannot be said otherwise."""
    terms = [entry.term for entry in library().project.glossary] + [actor.name for actor in library().actors.values()]
    words = {term.get(language).lower() for term in terms if term.has(language)}
    return re.compile("|".join(rf"\b{re.escape(word)}" for word in sorted(words, key=len, reverse=True)))


def formulas(order: Order, length: int = 4) -> Counter[str]:
    """How often each run of so many words stands within a sentence of an edition. A run ends at what cannot be said
    otherwise, a name or a term that is explained, and a number is one word. Heads of tables, fact box, source marks and
    the list of sources are no prose.
    """
    found: Counter[str] = Counter()
    called = names(order.language)
    for run in texts(without(printed(order), _NOT_PROSE), order.language):
        text = _DAY.sub(". ", called.sub(". ", plain(run.text)))
        for sentence in re.split(r"[.:;!?]\s", text):
            words = re.findall(r"\w[\w’,.-]*\w|\w", sentence)
            found.update(" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
    return found


@pytest.mark.parametrize("order", ORDERS, ids=named)
def test_no_formula_stands_more_than_three_times(order: Order) -> None:
    """Where a brief is read for its matter: one for those who check the sources repeats how each thing is known."""
    if edition_of(order).marks == "sources":
        assert {words: times for words, times in formulas(order).items() if times > 3} == {}


@pytest.mark.parametrize("order", ORDERS, ids=named)
def test_what_is_explained_is_used(order: Order) -> None:
    """No brief explains a word that stands nowhere else in it."""
    explained = lxml.html.document_fromstring(printed(order)).xpath(f"{_EXPLAINED}/dt")
    read = " ".join(run.text for run in texts(without(printed(order), _EXPLAINED), order.language))
    words, terms = plain(read), [plain(str(term.text_content())) for term in explained]
    assert [term for term in terms if not re.search(rf"\b{re.escape(term)}", words)] == []
