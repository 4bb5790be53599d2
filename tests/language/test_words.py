"""Lists, quotations, genitives and capitals in each language."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.language.tables import Language
from briefs.language.words import capitalised, genitive, listing, quote, section_sign


@pytest.mark.parametrize(
    ("items", "language", "joined_by", "expected"),
    [
        ([], "nb", "and", ""),
        (["a"], "nb", "and", "a"),
        (["a", "b"], "nb", "and", "a og b"),
        (["a", "b", "c"], "nb", "and", "a, b og c"),
        (["a", "b", "c"], "nn", "or", "a, b eller c"),
        (["a", "b", "c"], "en", "and", "a, b and c"),
        (["a", "b", "c"], "en", "or", "a, b or c"),
    ],
)
def test_listing(items: list[str], language: Language, joined_by: Any, expected: str) -> None:
    """No comma before the last, in English neither."""
    assert listing(items, language, joined_by=joined_by) == expected


@pytest.mark.parametrize(
    ("words", "language", "inside", "expected"),
    [
        ("Vi sa ja", "nb", False, "«Vi sa ja»"),
        ("Vi sa «ja»", "nn", False, "«Vi sa ‘ja’»"),
        ("KS’ syn", "nb", True, "‘KS’ syn’"),
        ("We said “yes”", "en", False, "“We said ‘yes’”"),
    ],
)
def test_quote(words: str, language: Language, inside: bool, expected: str) -> None:
    """Quotation marks inside quotation marks are single."""
    assert quote(words, language, inside=inside) == expected


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("KS", "nb", "KS\u2019"),
        ("VG", "nb", "VGs"),
        ("regjeringen", "nb", "regjeringens"),
        ("regjeringa", "nn", "regjeringas"),
        ("Marx", "nb", "Marx\u2019"),
        ("Schwartz", "nn", "Schwartz\u2019"),
        ("KS", "en", "KS\u2019s"),
        ("VG", "en", "VG\u2019s"),
    ],
)
def test_genitive(name: str, language: Language, expected: str) -> None:
    """An apostrophe only after s, x and z; always in English."""
    assert genitive(name, language) == expected


def test_section_sign() -> None:
    """A no-break space after the sign, and words for a span, since sections have hyphens of their own."""
    assert section_sign("4-2", "nb") == "§\u00a04-2"
    assert section_sign("15", "nn", to="19") == "§\u00a015 til\u00a019"
    assert section_sign("4-2", "en") == "section\u00a04-2"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mellom", "Mellom"),
        ("«mellom»", "«Mellom»"),
        ("åtte", "Åtte"),
        ("15 år", "15 år"),
        ("ALIS", "ALIS"),
        ("", ""),
        ("–", "–"),
        ("§ 4", "§ 4"),
    ],
)
def test_capitalised(words: str, expected: str) -> None:
    """Only the first letter changes, also behind a quotation mark; a digit in front keeps the rest as it is."""
    assert capitalised(words) == expected
