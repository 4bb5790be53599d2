"""What the pass over the text changes, what it leaves alone, and what a finished text may not hold; «_» stands for a
no-break space, «~» for a word joiner.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.language.signs import OBJECT
from briefs.language.tables import Language
from briefs.language.typography import Change, hyphenation_points, polish, seams
from tests.printed import RECORD, set_page


def no_break(words: str) -> str:
    """A table's underscores as no-break spaces, its tildes as word joiners."""
    return words.replace("_", "\u00a0").replace("~", "\u2060")


def polished(words: str, language: Language = "nb") -> str:
    """The text alone."""
    return polish(words, language)[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1,6 milliarder kroner", "1,6_milliarder kroner"),
        ("1,6 mrd. kr", "1,6_mrd._kr"),
        ("500 kroner", "500_kroner"),
        ("25 prosent, 25 % og 25%", "25_prosent, 25_% og 25_%"),
        ("mer enn 15 år og 15 års pause", "mer enn 15_år og 15_års pause"),
        ("1000 innbyggere", "1000_innbyggere"),
        ("kr 500", "kr_500"),
        ("i 2017 sa staten", "i 2017 sa staten"),
        ("10 000 kroner av 1 000 000", "10_000_kroner av 1_000_000"),
        ("tlf. 22 33 44 55 og 815 00 000", "tlf. 22 33 44 55 og 815 00 000"),
        ("jf. § 4-2 og §4-3", "jf. §_4-2 og §_4-3"),
        ("kl. 12.30, nr. 5, s. 7, avsn. 3", "kl._12.30, nr._5, s._7, avsn._3"),
        ("ca. april 2018, ca. 40", "ca._april_2018, ca._40"),
        ("8. september 2017", "8._september_2017"),
        ("3.-5. mai og 3.–5. mai", "3.–~5._mai og 3.–~5._mai"),
        ("1. kvartal", "1._kvartal"),
        ("den 8. mars-markeringen", "den 8._mars-markeringen"),
        ("regjeringen Solberg II", "regjeringen Solberg_II"),
        ("sa E. Solberg og J. P. Hansen", "sa E._Solberg og J._P._Hansen"),
        ("Slutt i KS. Det går", "Slutt i KS. Det går"),
        ("2007-2017 og 2017-18", "2007–~2017 og 2017–~18"),
        ("2017-09-08, 2007-12, 2017-2007", "2017-09-08, 2007-12, 2017-2007"),
        ("LOV-2011-06-24-30, § 2010-2015", "LOV-2011-06-24-30, §_2010-2015"),
        ("10-12 prosent, sak 10-12", "10–~12_prosent, sak 10-12"),
        ("han - den andre - sa", "han – den andre – sa"),
        ("han -- sa", "han – sa"),
        ("- Vi er enige", "–_Vi er enige"),
        ("– Vi er enige", "–_Vi er enige"),
        ("-", "–"),
        ("helse- og omsorg, inn- og utland", "helse- og omsorg, inn- og utland"),
        ("under -5 grader (-3)", "under −5 grader (−3)"),
        ("i april 2018 og des. 2017", "i april_2018 og des._2017"),
        ("2020–2024, 4–7, 25–30 %", "2020–~2024, 4–~7, 25–~30_%"),
        ("8. mai 2017–12. april 2018", "8._mai_2017–12._april_2018"),
        ("2007–", "2007–"),
        ("og så...", "og så…"),
        ("så .... da", "så .... da"),
    ],
)
def test_bokmål_is_set_as_a_typographer_would(before: str, after: str) -> None:
    """One line per rule, and beside it what looks like it and is something else."""
    assert polished(before) == no_break(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('sa "ja" nå', "sa «ja» nå"),
        ('"Han sa "ja" da"', "«Han sa ‘ja’ da»"),
        ("\"Han sa 'ja' da\"", "«Han sa ‘ja’ da»"),
        ("'ja'", "«ja»"),
        ('«Han sa "ja" da»', "«Han sa ‘ja’ da»"),
        ("KS' syn og KS'styreleder", "KS’ syn og KS’styreleder"),
        ('sa "KS\' syn" nå', "sa «KS’ syn» nå"),
        ("'90-tallet", "’90-tallet"),
        ('"Ja," sa hun', "«Ja», sa hun"),
        ("«Ja,» sa hun", "«Ja», sa hun"),
        ('("ja")', "(«ja»)"),
        ('en skjerm på 5" her', 'en skjerm på 5" her'),
        ("«ja» og ‘nei’", "«ja» og ‘nei’"),
    ],
)
def test_straight_marks_become_norwegian_ones(before: str, after: str) -> None:
    """«…» outside, ‘…’ inside, and the apostrophe; an inch is left to its author."""
    assert polished(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"It\'s 4 years," he said', "“It’s 4_years,” he said"),
        ("the '90s and 'so' on", "the ’90s and ‘so’ on"),
        ("8 September 2017", "8_September_2017"),
        ("NOK 500, p. 7, section 4", "NOK_500, p._7, section_4"),
        ("Then I said; Solberg II", "Then I said; Solberg_II"),
        ("25% and 3 - 4", "25% and 3 – 4"),
        ("in May 2020, pp. 4–7", "in May_2020, pp._4–~7"),
        ("8–12 April 2018", "8–~12_April_2018"),
    ],
)
def test_english_has_rules_of_its_own(before: str, after: str) -> None:
    """Quotation marks, units and days as in Britain."""
    assert polished(before, "en") == no_break(after)


def test_nynorsk_has_its_own_words() -> None:
    """Milliardar and veker are units there."""
    assert polished("2 milliardar, 3 veker, veke 7", "nn") == no_break("2_milliardar, 3_veker, veke_7")
    assert polished("i mars 2020–2024", "nn") == no_break("i mars_2020–~2024")


UNTOUCHED = [
    "se https://x.no/a-2007-2017?q=4 og a-1...b@x.no",
    "1,6_milliarder kroner, 8._september_2017–12._april_2018, 4–~7, «ja», KS’, −5, §_4",
    f"4{OBJECT}år, krav {OBJECT}, {OBJECT}-5",
    "",
]


@pytest.mark.parametrize("words", UNTOUCHED)
def test_addresses_and_right_content_stay(words: str) -> None:
    """What is right already, what is no text, and what stands for something else; nothing is reported."""
    assert polish(no_break(words), "nb") == (no_break(words), ())


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Planen for 2020–2024 kom i mai 2020, avsn. 4–7, og i april 2018.", "nb"),
        ("Planen for 2020–2024 kom i mai 2020, avsn. 4–7, og i mars 2018.", "nn"),
        ("The plan for 2020–2024 came in May 2020, paras 4–7, and in April 2018.", "en"),
    ],
)
def test_no_line_ends_in_a_range_or_before_a_year(words: str, language: Language) -> None:
    """Nor before a source mark, however narrow the column is."""
    words = polished(words, language)
    mark = '<span>\u00a0[<a href="#k">4</a>,\u00a0<a href="#k">5</a>]</span>'
    body = "".join(f'<p style="width: {width}mm; hyphens: none">{words}{mark}</p>' for width in range(28, 70, 3))
    printed = pypdfium2.PdfDocument(io.BytesIO(set_page(f"<h1>A</h1>{body}<p id='k'>K</p>").pdf))
    lines = "\n".join(page.get_textpage().get_text_range() for page in printed).splitlines()
    assert len(lines) > 30
    assert [line for line in lines if re.search(r"–\s*$|^(?:\[|\d{4}(?!–)|5\])", line)] == []


def test_changes_are_reported_with_their_words() -> None:
    """Words around, before and after, and the rule, one for each place."""
    assert polish("Det er 4 år siden - minst.", "nb")[1] == (
        Change("siden - minst.", "siden – minst.", "dash"),
        Change("4 år", "4\u00a0år", "number and unit"),
    )


MARKS = [" ", " ", "\u00a0", "\n", "-", "--", "–", "−", "...", "…", '"', "'", "«", "»", "‘", "’", "“", "”"]
SIGNS = [",", ".", "(", ")", "/", "[", "½", "§", "%"]
WORDS = ["4", "2017", "2020", "10", "000", "1.", "I", "II", "Solberg", "E.", "KS'", "VG's", "ja", "år", "mai"]
SOURCE = ["kroner", "mrd.", "kl.", "8 September", OBJECT, "&", "<", "https://x.no/a-b", "ca."]
PIECES = st.lists(st.sampled_from([*MARKS, *SIGNS, *WORDS, *SOURCE]), max_size=14).map("".join)


@settings(max_examples=400, deadline=None)
@given(PIECES, st.sampled_from(("nb", "nn", "en")))
def test_a_second_pass_changes_nothing(words: str, language: Language) -> None:
    """For any text: once is enough, what stands for something else stays, and no change means no report."""
    once, changes = polish(words, language)
    assert polish(once, language) == (once, ())
    assert once.count(OBJECT) == words.count(OBJECT)
    assert (once == words) == (not changes)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab4 -'\"«».,%§\u00a0", max_size=30))
def test_no_letter_is_lost(words: str) -> None:
    """Only spaces, quotation marks and dashes change: letters and digits stay in their order."""
    kept = re.compile(r"[ab4%§]")
    assert kept.findall(polished(words)) == kept.findall(words)


# --- hyphenation ------------------------------------------------------------------------------------------------------


def test_hyphenation_points_count_letters() -> None:
    """Positions in the word, in small letters; a word without a hyphen never breaks."""
    assert hyphenation_points(
        {"Toppscorer": "topp-scorer", "ALIS": "alis", "fastlegeordning": "fast-lege-ordning"}
    ) == {
        "toppscorer": (4,),
        "alis": (),
        "fastlegeordning": (4, 8),
    }


@pytest.mark.parametrize(("word", "broken"), [("toppscorer", "topp-skorer"), ("a-b", "a-b")])
def test_hyphenation_must_spell_the_word(word: str, broken: str) -> None:
    """A slip would move the break into the middle of a syllable."""
    with pytest.raises(ValueError, match="does not spell"):
        hyphenation_points({word: broken})


def printed_lines(words: str, exceptions: dict[str, str]) -> list[str]:
    """The lines of a narrow column, set with a project's exceptions."""
    record = replace(RECORD, hyphenation=tuple(exceptions.items()))
    css = "p { width: 36mm; font-size: 12pt; hyphens: auto; hyphenate-character: '-'; hyphenate-limit-chars: 10 4 4 }"
    with pypdfium2.PdfDocument(io.BytesIO(set_page(f"<p>{words}</p>", css, record=record).pdf)) as document:
        lines = document[0].get_textpage().get_text_bounded()
    return [
        line.strip() for line in re.split(r"\r?\n", lines.replace("\x02", "-\n"))
    ]  # pdfium marks a hyphen at a line's end so


def test_exceptions_reach_the_typeset_page() -> None:
    """Listed words break where the project says and nowhere else; others stay whole, but for those too long to be; and
    the next page starts clean.
    """
    words = "samt allmennyttige topplasseringer samt fastlegeordningen eller samarbeidsorganisasjonene"
    plain = printed_lines(words, {})
    assert plain == [
        "samt",
        "allmennyttige",
        "topplasseringer",
        "samt",
        "fastlegeordningen",
        "eller samarbeids-",
        "organisasjonene",
    ]
    listed = {"allmennyttige": "allmenn-yttige", "topplasseringer": "topp-lasseringer"}
    assert printed_lines(words, listed)[:4] == [
        "samt allmenn-",
        "yttige topp-",
        "lasseringer samt",
        "fastlegeordningen",
    ]
    assert printed_lines(words, {}) == plain


@pytest.mark.parametrize(
    ("word", "places", "text", "seam"),
    [
        ("fastlegeordningen", [4, 8, 11], "fastleger og ordninger", (8,)),
        ("fastlegeordningen", [4, 8, 11], "ordningen", (8,)),
        ("pasientbehandling", [4, 7, 9], "pasient og handling", (7,)),
        ("rekrutteringspakke", [3, 9, 13], "rekruttering", (13,)),
        ("omsorgstjenesten", [3, 7, 11], "nesten alle", ()),
        ("administrasjonen", [5, 8, 11], "", ()),
        ("interkommunaltsamarbeidet", [5, 8, 15], "", None),
    ],
)
def test_compounds_are_parted_at_their_seams(word: str, places: list[int], text: str, seam: tuple[int, ...]) -> None:
    """Where the text has both words, or one that tells; others stay whole, but for those too long to be."""
    found = seams(f"{word.capitalize()} {text}.", lambda each: places if each == word else [])
    assert found.get(word) == seam
