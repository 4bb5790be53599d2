"""The table of typing errors, over plain strings."""

from __future__ import annotations

import pytest

from briefs.language.signs import OBJECT
from briefs.language.writing import WRITING_RULES, around, faults


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ('et "sitat"', "a straight quotation mark"),
        ("byen's", "a straight apostrophe"),
        ("ja - nei", "a hyphen used as a dash"),
        ("ja--nei", "a hyphen used as a dash"),
        (f"{OBJECT}-{OBJECT}", "a hyphen between two numbers"),
        (f"ned -{OBJECT}", "a hyphen used as a minus sign"),
        ("og så ...", "three full stops"),
        ("to  mellomrom", "two spaces in a row"),
        ("ja , nei", "a space before a punctuation mark"),
    ],
)
def test_each_rule_finds_its_fault(words: str, what: str) -> None:
    """One fault in one text is one finding."""
    assert [fault.rule.what for fault in faults(words)] == [what]


@pytest.mark.parametrize("words", ["«Ja» – nei …", "E-post og e-bok", "Nord-Norge", "kl. 12.30, og så", ""])
def test_print_has_no_faults(words: str) -> None:
    """What is written as it is printed is left alone."""
    assert list(faults(words)) == []


def test_every_rule_says_what_to_do() -> None:
    """The table is what editors read."""
    assert all(rule.hint for rule in WRITING_RULES)


def test_around_gives_a_few_words() -> None:
    """An editor finds the place by them, and sees a reference as one."""
    words = f"Dette er en lang setning med {OBJECT} to  mellomrom og mange flere ord etterpå"
    start = words.index("  ")
    assert around(words, start, start + 2) == "med {…} to  mellomrom og"
