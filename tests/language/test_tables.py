"""A language is data: a new one comes with a file alone, and a wrong file is answered with its name and the key."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from datetime import time as clock
from decimal import Decimal
from pathlib import Path

import pytest

from briefs.content import model
from briefs.dates import parse
from briefs.language import tables
from briefs.language.collation import collation_key
from briefs.language.dates import ago, duration, edtf_date, month_names, time, week
from briefs.language.figures import figure
from briefs.language.numbers import count, money, number, number_range, number_words, ordinal, percent
from briefs.language.words import genitive, listing, quote
from tests.conftest import Project

DANISH = r"""
extends = "nb"
name = "dansk"
order = 4
locale = "da_DK"
bibtex = "danish"

[numbers]
words = ["nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"]
one = { m = "én", f = "én", n = "ét" }
from_to = ["fra", "til"]
percent = { text = "{}\u00a0procent", table = "{}\u00a0%" }

[money]
table = "{}\u00a0kr."

[units]
week = { one = "uge", other = "uger", gender = "m" }
day = { one = "dag", other = "dage", gender = "m" }

[precision]
about = "omkring {}"
at-least = "mindst {}"
at-most = "højst {}"
over = "mere end {}"

[dates]
seasons = { spring = "foråret", summer = "sommeren", autumn = "efteråret", winter = "vinteren" }
decade = "{}’erne"
between = ["mellem", "og"]
uncertain = "formentlig {}"

[words]
quotes = ["»", "«"]

[evidence]
denials = "aldrig"
"""


@pytest.fixture(autouse=True)
def _packaged_alone() -> Iterator[None]:
    """No test leaves its languages to the next one."""
    yield
    tables.use()


@pytest.fixture
def danish(project: Project) -> None:
    """A project that has its own table of Danish, and is loaded."""
    project.write("content/language/da.toml", DANISH)
    assert project.problems() == ()


def broken(folder: Path, text: str, language: str = "da") -> str:
    """What is said of a project's own table with this text."""
    own = folder / "content/language"
    own.mkdir(parents=True)
    (own / f"{language}.toml").write_text(text, encoding="utf-8")
    tables.use(own)
    return "\n".join(map(str, tables.problems(own)))


ODD: dict[str, tuple[Callable[[str], object], str]] = {
    "pipe": (os.mkfifo, "this is a pipe, where a file is expected"),
    "folder": (os.mkdir, "this is a folder, where a file is expected"),
    "device": (lambda path: Path(path).symlink_to("/dev/zero"), "a symbolic link that leads out of the project"),
    "link to itself": (lambda path: Path(path).symlink_to(path), "a link leads to itself"),
    "latin-1": (lambda path: Path(path).write_bytes("å".encode("latin-1")), "this is no UTF-8 text"),
    "depth": (lambda path: Path(path).write_text("a = " + "[" * 9999), "this is nested too deeply"),
    "number": (lambda path: Path(path).write_text("a = " + "9" * 9999), "a number is too long"),
}


@pytest.mark.parametrize("language", ["nb", "da"])
@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_table_is_told_at_once(project: Project, odd: str, language: str) -> None:
    """Whatever stands in place of a table is one problem with its place, and nothing is waited for."""
    (project.root / "content/language").mkdir()
    make, said = ODD[odd]
    make(str(project.root / f"content/language/{language}.toml"))
    problems = project.check()
    assert problems.startswith(f"content/language/{language}.toml:1:1: ")
    assert said in problems


def test_folder_of_tables_that_leads_out_is_told(project: Project) -> None:
    """A link to a folder elsewhere is not followed, and the packaged languages stand."""
    (project.root / "content/language").symlink_to(project.root.parent)
    assert project.check() == (
        "content/language:1:1: a symbolic link that leads out of the project is not followed. "
        "Put a copy of the file in its place"
    )


def test_packaged_languages_come_in_their_order() -> None:
    """Bokmål first, as it is the language of the documents."""
    assert tables.languages() == ("nb", "nn", "en")
    assert [tables.table(language).name for language in tables.languages()] == ["bokmål", "nynorsk", "English"]


@pytest.mark.usefixtures("danish")
def test_new_language_is_a_file_alone() -> None:
    """Danish has its words where its table has them, Babel's where Babel has them, and bokmål's elsewhere."""
    assert tables.languages() == ("nb", "nn", "en", "da")
    assert [
        number(Decimal("12345.6"), "da"),
        number_words(8, "da"),
        number_words(1, "da", gender="n"),
        count(0, "da"),
        number_range(3, 5, "da", words=True),
        percent(Decimal("12.5"), "da"),
        ordinal(3, "da"),
        money(1600000000, "da"),
        money(1600000000, "da", style="table"),
    ] == [
        "12.345,6",
        "otte",
        "ét",
        "ingen",
        "fra 3 til 5",
        "12,5\u00a0procent",
        "3.",
        "1,6\u00a0milliard kroner",
        "1,6\u00a0mia.\u00a0kr.",
    ]
    assert [
        edtf_date(parse("2017-09-08"), "da"),
        edtf_date(parse("2017-21"), "da"),
        edtf_date(parse("201X"), "da"),
        edtf_date(parse("2018?"), "da"),
        edtf_date(parse("[2022-12-01..2022-12-15]"), "da"),
        month_names("da")[4],
        time(clock(12, 30), "da"),
        week(date(2021, 1, 1), "da"),
        duration(8, "da", unit="week"),
        ago(parse("2018"), date(2022, 12, 15), "da"),
    ] == [
        "8.\u00a0september\u00a02017",
        "foråret\u00a02017",
        "2010’erne",
        "formentlig 2018",
        "mellem 1. og 15.\u00a0december\u00a02022",
        "maj",
        "kl.\u00a012.30",
        "uge\u00a053 (2020)",
        "otte uger",
        "for fire år siden",
    ]
    assert quote("Ja", "da") == "»Ja«"
    assert genitive("KS", "da") == "KS’"
    assert listing(["a", "b", "c"], "da") == "a, b og c"
    assert sorted(["Åre", "Zoo", "Aalborg"], key=lambda name: collation_key(name, "da")) == ["Zoo", "Aalborg", "Åre"]


@pytest.mark.usefixtures("danish")
def test_figure_reads_as_a_phrase_in_a_new_language() -> None:
    """The word of precision and the unit are Danish."""
    text, cites = model.Text("m"), (model.Citation("ks-2017", 1),)
    made = model.Figure(
        id="tall", value=Decimal(3), unit="day", precision="over", words=True, measures=text, cites=cites
    )
    assert figure(made, "da") == "mere end tre dage"


@pytest.mark.usefixtures("danish")
def test_words_of_verify_are_added_to_those_that_are_extended() -> None:
    """A list of `[evidence]` gives what comes to it; everything else replaces."""
    denials = tables.table("da").evidence.denials.split()
    assert denials[0] == "ikke"
    assert denials[-1] == "aldrig"


def test_table_of_a_project_comes_before_the_packaged_one(tmp_path: Path) -> None:
    """A project may write «syv», and everything else stays as it is packaged."""
    packaged = (tables.PACKAGED / "nb.toml").read_text(encoding="utf-8")
    assert broken(tmp_path, packaged.replace('"sju", "åtte"', '"syv", "åtte"'), "nb") == ""
    assert [number_words(7, language) for language in ("nb", "nn")] == ["syv", "sju"]


def test_months_that_babel_lacks_stand_in_the_table(tmp_path: Path) -> None:
    """Northern Sami has months of its own in CLDR; a table may have others."""
    months = [f"m{month}" for month in range(1, 13)]
    assert broken(tmp_path, f'extends = "nb"\n[dates]\nmonths = {months}\n') == ""
    assert edtf_date(date(2020, 12, 1), "da") == "1.\u00a0m12\u00a02020"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('extends = "nb"\nlocal = "da_DK"', "content/language/da.toml:1:1: unknown key 'local'"),
        ('extends = "nb"\n[numbers]\nnone = 3', "content/language/da.toml:1:1: 'numbers.none': "),
        (
            'extends = "nb"\nlocale = "danish"',
            "content/language/da.toml:1:1: 'locale' is 'danish', which Babel",
        ),
        ('extends = "nb"\n[dates]\npast = "siden"', "'dates.past': needs {} once, where the value stands"),
        ('extends = "nb"\n[dates]\nmonths = ["a"]', "'dates.months': needs twelve names, and has 1"),
        ('extends = "nb"\n[precision]\nroughly = "{}"', "'precision': has 'roughly', which is none of about, at-least"),
        ('extends = "nb"\n[numbers.ordinal]\nother = "{}.{}"', "'numbers.ordinal.other': needs {} once"),
        ('name = "dansk"', "content/language/da.toml:1:1: missing key 'locale'. Or begin with extends"),
        ('extends = "nob"', "da.toml:1:1: 'extends' names 'nob', and there is no such other table. Did you mean 'nb'?"),
        ('extends = "da"', "'extends' names 'da', and there is no such other table. It may name en or nb or nn"),
        ('extends = "../da"', "'extends' names '../da', and there is no such other table"),
        ("extends = 3", "'extends' names '3', and there is no such other table"),
        ("name = ", "content/language/da.toml:1:1: this is no TOML: Invalid value"),
        ("order = 1\nname = , 2", "content/language/da.toml:2:8: this is no TOML: Invalid value"),
        ("name = 'dansk\x00'", "content/language/da.toml:1:"),
    ],
)
def test_wrong_table_is_said_with_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    """An editor finds the very key in the project's own file."""
    assert said in broken(tmp_path, text)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [("{days}. {month}", "dates.day"), ("{day", "dates.day"), ("{day.real} {month}", "dates.day")],
)
def test_pattern_of_a_day_knows_three_names(tmp_path: Path, pattern: str, key: str) -> None:
    """A pattern that cannot be filled in is found when it is read, not when a page is made."""
    assert f"'{key}': " in broken(tmp_path, f'extends = "nb"\n[dates]\nday = "{pattern}"\n')


def test_broken_table_is_a_problem_of_the_project(project: Project) -> None:
    """`check` says it beside everything else that is wrong."""
    project.write("content/language/da.toml", 'extends = "nb"\nnam = "dansk"')
    assert "content/language/da.toml:1:1: unknown key 'nam'" in project.check()


def test_language_without_a_table_is_refused(project: Project) -> None:
    """A misspelt language is reported with those that there are."""
    project.replace("content/project.yaml", "language: nb", "language: dk")
    assert "'language' cannot be 'dk'" in project.check()
