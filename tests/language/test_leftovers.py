"""What may not stand in a finished brief: the helper that other tests ask."""

from __future__ import annotations

import pytest

from briefs.language.signs import OBJECT
from briefs.language.tables import Language
from briefs.language.typography import polish
from tests.leftovers import raw_leftovers, texts


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ('sa "ja"', "nb", ['"', '"']),
        ("KS' syn", "nb", ["'"]),
        ("han - hun", "nn", ["-"]),
        ("ned -5 grader", "nb", ["-5"]),
        ("2007-2017", "nb", ["2007-2017"]),
        ("den 2017-09-08 kom", "nb", ["2017-09-08"]),
        ("4 år, 25 %", "nb", ["4 år", "25 %"]),
        ("§ 4-2", "nb", ["§ 4"]),
        ("kl. 12", "nb", ["kl. 12"]),
        ("8. mai, 3 May", "nb", ["8. mai"]),
        ("8. mai, 3 May", "en", ["3 May"]),
        ("10 000", "nb", ["10 000"]),
        ("og så...", "nb", ["..."]),
        ("fast\u00adlege", "nb", ["\u00ad"]),
        ("4\u00a0år, «ja», KS’, −5, 2007–2017, § 4-2, helse- og".replace("§ ", "§\u00a0"), "nb", []),
        ("https://x.no/2017-09-08 og LOV-2011-06-24-30", "nb", []),
        ("i 2017 var 22 33 44 55 nummeret", "nb", []),
    ],
)
def test_raw_leftovers_are_found(words: str, language: Language, found: list[str]) -> None:
    """What may not stand in a finished brief, and nothing else."""
    assert [leftover.found for leftover in raw_leftovers(words, language)] == found


def test_the_text_of_a_page_is_read_block_by_block() -> None:
    """Over inline elements, without code, drawings and words of another language."""
    page = '<p>Ja, <b>4</b> år <code>"x"</code></p><p lang="en">3 May</p><ul><li>en</li><li>to <i lang="en">x</i></ul>'
    assert [run.text for run in texts(page, "nb")] == [f"Ja, 4 år {OBJECT}", OBJECT, "en", f"to {OBJECT}"]


@pytest.mark.parametrize("words", ['- Ja, "4 år" - 25% i 2007-2017', "§ 4, kl. 12, 10 000 kr"])
def test_polished_text_has_no_leftovers(words: str) -> None:
    """What the rules make, this check accepts."""
    assert list(raw_leftovers(words, "nb")) != []
    assert list(raw_leftovers(polish(words, "nb")[0], "nb")) == []
