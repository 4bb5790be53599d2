"""From YAML to records: what a scalar is, where a value stands, and what an editor is told about each mistake."""

from __future__ import annotations

import gc
import os
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.content import load as load_module
from briefs.content import model
from briefs.content.check import check, freshness, translations
from briefs.content.load import load, read_values, write_values
from briefs.edition.sections import needed_fields
from briefs.errors import BriefsError
from tests.conftest import SMALL, Project

FIGURES = "content/figures.yaml"
EVENTS = "content/events.yaml"
CORRECTIONS = "content/corrections.yaml"
SOURCE = "content/sources/svar-2021.yaml"
BRIEF = "content/briefs/oversikt.yaml"
PROJECT = "content/project.yaml"
FIGURE = """\
figures:
  - id: timer
    value: {value}
    unit: week
    measures: {measures}
    cites: [brev-2021/2]
"""


def figure(project: Project, *, value: str = "1", measures: str = "tid") -> model.Figure:
    """The one figure of a file that holds it alone."""
    project.write(FIGURES, FIGURE.format(value=value, measures=measures))
    loaded = load(project.root)
    assert loaded.problems == ()
    assert loaded.library is not None
    return loaded.library.figures["timer"]


def said(project: Project, path: str) -> list[str]:
    """What loading says about one file."""
    return [str(problem) for problem in load(project.root).problems if problem.where.file == path]


# --- what is read -----------------------------------------------------------------------------------------------------


def test_a_whole_project_is_read(project: Project) -> None:
    """Every kind of record comes out of its file."""
    library = project.library()
    counts = {
        kind: len(getattr(library, kind))
        for kind in ("sources", "actors", "figures", "events", "series", "demands", "measures")
    }
    assert counts == {"sources": 2, "actors": 4, "figures": 5, "events": 4, "series": 2, "demands": 5, "measures": 3}
    assert set(library.tensions) == {"lanetid-ubesvart"}
    assert set(library.corrections) == {"rettet-apningstid"}
    assert set(library.audiences) == {"alle", "styre"}
    assert set(library.briefs) == {"oversikt"}


def test_a_record_knows_its_place(project: Project) -> None:
    """Each value can be pointed at: a record, a key's value, an item of a list, a text in a language."""
    answer = project.library().measures["prove-kveld"].answers[0]
    path = "content/measures.yaml"
    assert str(answer.where) == project.place(path, "demand: kveldsapent")
    assert str(answer.where.at("extent")) == project.place(path, "part", after="demand: kveldsapent")
    assert str(answer.where.at("cites", 1)) == project.place(path, "svar-2021/2]", after="demand: kveldsapent")
    assert str(answer.reason.where) == project.place(path, "'Brukerrådet ba om")


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "y", "n", "Null", "TRUE"])
def test_words_stay_words(project: Project, word: str) -> None:
    """YAML 1.1 would make a boolean of the Norwegian no and on."""
    assert figure(project, measures=word).measures.words == word


def test_a_number_keeps_its_zero(project: Project) -> None:
    """1.10 has two decimals, for the source has."""
    assert str(figure(project, value="1.10").value) == "1.10"


@pytest.mark.parametrize(
    ("written", "value"),
    [("1600000000", Decimal(1600000000)), ("-5", Decimal(-5)), ("12.5", Decimal("12.5")), ("'7'", Decimal(7))],
)
def test_numbers_are_exact(project: Project, written: str, value: Decimal) -> None:
    """A figure never passes through a float."""
    assert figure(project, value=written).value == value


def test_dates_stay_text(project: Project) -> None:
    """An unquoted date is not made a date by YAML, which knows no EDTF."""
    project.replace("content/events.yaml", "date: '2021-03-12'", "date: 2021-03-12")
    assert project.library().events["brevet"].date.text == "2021-03-12"


def test_a_byte_order_mark_is_no_content(project: Project) -> None:
    """Some editors put U+FEFF first."""
    path = project.root / FIGURES
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert set(project.library().figures) >= {"kvelder"}


def test_line_ends_of_another_system_are_read(project: Project) -> None:
    """A checkout on Windows has CRLF."""
    path = project.root / FIGURES
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert project.check() == ""


def test_both_endings_of_yaml_files_are_read(project: Project) -> None:
    """`.yml` is YAML too."""
    (project.root / "content/audiences/alle.yaml").rename(project.root / "content/audiences/alle.yml")
    assert project.check() == ""


def test_briefs_come_in_their_order(project: Project) -> None:
    """`order` decides, then the file's name."""
    text = (project.root / "content/briefs/oversikt.yaml").read_text(encoding="utf-8")
    project.write("content/briefs/a.yaml", text.replace("id: oversikt", "id: aller-sist\norder: 200"))
    project.write("content/briefs/z.yaml", text.replace("id: oversikt", "id: forst\norder: 1"))
    assert list(project.library().briefs) == ["forst", "oversikt", "aller-sist"]


def test_a_file_of_records_may_be_missing(project: Project) -> None:
    """A project without tensions has no file for them."""
    (project.root / "content/tensions.yaml").unlink()
    assert dict(project.library().tensions) == {}


def test_hyphenation_is_words_alone(project: Project) -> None:
    """A plain mapping gets no place among its words."""
    assert project.library().project.hyphenation == {"åpningstid": "åpnings-tid"}


# --- broken files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1: this file is empty"),
        ("# only a comment\n", "1:1: this file is empty"),
        (
            "figures:\n  - {measures: Om {timer} i uka}\n",
            "2:19: broken YAML: did not find expected ',' or '}'. Put a text that holds { } [ ] : # @ or % "
            "in quotation marks, "
            "as in title: 'Om {antall}'",
        ),
        (
            "figures:\n  - measures: dette: tid\n",
            "2:20: broken YAML: mapping values are not allowed in this context. Put a text that holds { } [ "
            "] : # @ or % in quotation "
            "marks, as in title: 'Om {antall}'",
        ),
        ("figures:\n\t- id: timer\n", "2:1: broken YAML: a tab before the text of the line. Indent with spaces"),
        (
            "figures:\n  - id: 'timer\n",
            "3:1: broken YAML: found unexpected end of stream. A quotation mark is opened and never closed",
        ),
        (
            "figures:\n  - id: timer\n   value: 1\n",
            (
                "3:4: broken YAML: did not find expected '-' indicator. Give items that belong together the same "
                "indentation"
            ),
        ),
        (
            "---\nfigures: []\n---\nfigures: []\n",
            "3:1: broken YAML: but found another document. A file holds one document: take out '---'",
        ),
        (
            "figures:\n  - &timer\n    id: timer\n",
            "2:5: what content does not use: an anchor, 'timer'. Write the value out",
        ),
        ("figures: *timer\n", "1:10: what content does not use: an anchor, 'timer'. Write the value out"),
        ("figures: !tall []\n", "1:10: what content does not use: a type, '!tall'. Write the value out"),
        (
            "figures: " + "[" * 100_000 + "]" * 100_000,
            "1:49: what content does not use: nested too deep. Write the value out",
        ),
        ("figures: [" + "a, " * 10_001 + "]", "1:30011: a list of more than 10 000 entries. Split it"),
        (
            "figures:\n  - id: " + "a" * 20_001 + "\n",
            "2:9: a text of more than 20 000 characters. Split it, or take it out",
        ),
        ("figures:\n  - id: å\x07\n", "2:10: a character that YAML does not allow, U+0007. Take it out"),
        ("- id: timer\n", "1:1: this file is to be a mapping with the key 'figures'"),
        ("timer\n", "1:1: this file is to be a mapping with the key 'figures'"),
        ("figures: timer\n", "1:10: 'figures' is to be a list"),
        ("figures: {}\n", "1:10: 'figures' is to be a list"),
        ("figures:\n", "1:9: 'figures' is to be a list"),
        ("figures: [timer]\n", "1:11: this is to be a mapping, not 'timer'. Write 'key: value', a line for each"),
        ("? [figures]\n: []\nfigures: []\n", "1:3: unknown key '?'. This file holds 'figures'"),
    ],
)
def test_a_broken_file_says_where_and_how_to_mend_it(project: Project, text: str, problem: str) -> None:
    """Each way of writing a file that is no YAML, or not ours, is reported in words."""
    project.write(FIGURES, text)
    assert f"{FIGURES}:{problem}" in said(project, FIGURES)


def test_a_misspelt_key_of_a_file_is_told_with_the_right_one(project: Project) -> None:
    """The list is missing, and the key that was meant is near."""
    project.write(FIGURES, "figurs: []\n")
    assert said(project, FIGURES) == [
        f"{FIGURES}:1:1: unknown key 'figurs'. Did you mean 'figures'?",
        f"{FIGURES}:1:1: missing key 'figures'",
    ]


def test_a_file_that_holds_two_lists_is_told_about_once(project: Project) -> None:
    """`demands.yaml` holds series and demands, and is broken once."""
    project.write("content/demands.yaml", "series: [\n")
    assert len(said(project, "content/demands.yaml")) == 1


@pytest.mark.parametrize(
    ("raw", "place"),
    [(b"figures: # \xe5\n", "1:12"), ("figures: []\n".encode("utf-16"), "1:1"), (b"a: b\n  \xff\n", "2:3")],
)
def test_a_file_that_is_no_utf8_says_at_which_byte(project: Project, raw: bytes, place: str) -> None:
    """Latin-1 and UTF-16 are not read as something else."""
    (project.root / FIGURES).write_bytes(raw)
    assert said(project, FIGURES) == [f"{FIGURES}:{place}: this is no UTF-8 text. Save the file as UTF-8"]


def test_a_folder_in_place_of_a_file_is_told(project: Project) -> None:
    """What cannot be opened is a problem and no traceback."""
    (project.root / "content/project.yaml").unlink()
    (project.root / "content/project.yaml").mkdir()
    assert said(project, "content/project.yaml") == [
        "content/project.yaml:1:1: this is a folder, where a file is expected"
    ]


def test_a_project_without_its_file_has_no_library(project: Project) -> None:
    """Without title and languages nothing can be built, but the other files' problems still show."""
    (project.root / "content/project.yaml").unlink()
    project.write(FIGURES, "")
    loaded = load(project.root)
    assert loaded.library is None
    assert [str(problem) for problem in loaded.problems] == [
        "content/project.yaml:1:1: this file is missing",
        f"{FIGURES}:1:1: this file is empty",
    ]


def test_a_folder_without_content_is_no_project(tmp_path: Path) -> None:
    """The command was run in the wrong place."""
    with pytest.raises(
        BriefsError,
        match=r"no content/ and so is no project\. Name one with --project DIR, or make one: briefs init NAME",
    ):
        load(tmp_path)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("content/figurs.yaml", "no file of this name belongs in content/. Did you mean 'figures.yaml'?"),
        ("content/figures.yml", "no file of this name belongs in content/. Did you mean 'figures.yaml'?"),
        ("content/zzz.yaml", "no file of this name belongs in content/"),
    ],
)
def test_a_file_that_nobody_reads_is_told(project: Project, path: str, problem: str) -> None:
    """A misspelt name would otherwise lose its records silently."""
    project.write(path, "figures: []\n")
    assert project.check() == f"{path}:1:1: {problem}"


def test_a_folder_that_nobody_reads_is_told(project: Project) -> None:
    """A misspelt folder would otherwise lose its sources silently."""
    project.write("content/source/brev.yaml", "id: brev\n")
    assert project.check() == "content/source:1:1: no folder of this name belongs in content/. Did you mean 'sources'?"


# --- broken records ---------------------------------------------------------------------------------------------------


UNQUOTED = "Write it without quotation marks"
DIGITS = "Write digits alone, with a full stop before decimals, as in 1600000000 or 12.5"
UNITS = "It may be 'NOK', 'percent', 'year', 'month', 'week', 'day' or 'count'"
ID = "An id is made of a–z, 0–9 and single hyphens, and begins with a letter"
SHA = "A SHA-256 is 64 hexadecimal digits"
MAPPING = "Write 'key: value', a line for each"
DATE = (
    "Write it as '2017-09-08', '2017-12', '2017-23' (autumn), '2018', '2018-04~', '2007/2017', '2001/..' "
    "or '[2022-12-01..2023-04-15]'"
)


OLD = (
    "this file has texts by language, as in {nb: …, nn: …}. Write each as a plain text in the project's own language; "
    "translations stand in content/locale/<language>.po"
)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    value: 20", "    ▸valeu: 20", "unknown key 'valeu'. Did you mean 'value'?"),
        ("- id: apent-i-uka\n    value: 20", "- ▸id: apent-i-uka", "missing key 'value'"),
        ("other: timer", "▸others: timer", "unknown key 'others'. Did you mean 'other'?"),
        ("other: timer", "other: ▸{no: timer}", "'other' is to be text, not a mapping"),
        ("value: 20", "value: ▸tjue", f"'value' is to be a number, not 'tjue'. {DIGITS}"),
        ("value: 20", "value: ▸'1 600'", f"'value' is to be a number, not '1 600'. {DIGITS}"),
        ("value: 20", "value:▸", f"'value' is to be a number, not nothing. {DIGITS}"),
        ("value: 20", "value: ▸true", f"'value' is to be a number, not true. {DIGITS}"),
        ("value: 20", "value: ▸.nan", f"'value' is to be a number, not '.nan'. {DIGITS}"),
        ("value: 20", "value: ▸[20]", f"'value' is to be a number, not a list. {DIGITS}"),
        (
            "value: 20",
            "value: ▸1e999999999999999999999",
            f"'value' is to be a number, not '1e999999999999999999999'. {DIGITS}",
        ),
        ("value: 20", "value: ▸1e99", "'value' is 1E+99, and is to be at most 1000000000000000"),
        ("value: 20", "value: ▸0.12345678", "'value' is 0.12345678, and is to have at most 6 decimals"),
        ("unit: count", "unit: ▸NOKK", "'unit' cannot be 'NOKK'. Did you mean 'NOK'?"),
        ("unit: count", "unit: ▸kilo", f"'unit' cannot be 'kilo'. {UNITS}"),
        ("unit: count", "unit: ▸[NOK]", f"'unit' cannot be a list. {UNITS}"),
        ("words: true", "words: ▸yes", "'words' is to be true or false, not 'yes'"),
        (
            "cites: [brev-2021/2]",
            "cites: ▸brev-2021/2",
            "'cites' is to be a list, not 'brev-2021/2'. Write it in [ ], or each item on a line of its own after '- '",
        ),
        ("cites: [brev-2021/2]", "cites: ▸[]", "'cites' needs at least 1, and has 0"),
        (
            "cites: [brev-2021/2]",
            "cites: [▸brev-2021]",
            "'brev-2021' cites no claim. Write source and claim number, as in 'brev-2021/12'",
        ),
        (
            "cites: [brev-2021/2]",
            "cites: [brev-2021/2, ▸brev-2021]",
            "'brev-2021' cites no claim. Write source and claim number, as in 'brev-2021/12'",
        ),
        ("- id: apent-i-uka", "- id: ▸Åpent i uka", f"'id' is 'Åpent i uka'. {ID}"),
        ("- id: apent-i-uka", "- id: ▸2021", "'id' is to be text, not 2021. Write it with quotation marks, '2021'"),
        ("- id: apent-i-uka", "- id: ▸''", f"'id' is ''. {ID}"),
        ("one: time", "one: ▸1.10", "'one' is to be text, not 1.10. Write it with quotation marks, '1.10'"),
        ("one: time", "one: ▸true", "'one' is to be text, not true. Write it with quotation marks, 'true'"),
        ("one: time", "one: ▸[time]", "'one' is to be text, not a list"),
        ("one: time", "one: ▸''", "'one' is empty. Write something, or leave the key out"),
        (
            "one: time",
            "one: ▸'time '",
            "'one' is 'time '. A text is one line, without white space at either end",
        ),
        ("one: time", "one: ▸{nb: time}", OLD),
    ],
)
def test_a_wrong_value_of_a_figure_says_where_what_and_how(project: Project, old: str, new: str, problem: str) -> None:
    """Every kind of mistake in a record is reported in an editor's words, at the value itself (at ▸)."""
    mistake(project, FIGURES, old, new, problem)


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (EVENTS, "date: '2021-03-12'", "date: ▸12.3.2021", f"'12.3.2021' is no date. {DATE}"),
        (EVENTS, "date: '2021-03-12'", "date: ▸2021-02-30", f"'2021-02-30' is no date that exists. {DATE}"),
        (
            EVENTS,
            "date: '2021-03-12'",
            "date: ▸2021",
            "a date is text, and 2021 is a number. Write it with quotation marks, '2021'",
        ),
        (
            CORRECTIONS,
            "corrected: '2021-09-20'",
            "corrected: ▸2021-02-30",
            "'2021-02-30' is no day. Write it as '2017-09-08'",
        ),
        (SOURCE, "paragraphs: 5", "paragraphs: ▸0", "'paragraphs' is 0, and is to be at least 1"),
        (SOURCE, "paragraphs: 5", "paragraphs: ▸'5'", "'paragraphs' is to be a whole number, not '5'. " + UNQUOTED),
        (SOURCE, "paragraphs: 5", "paragraphs: ▸1.5", "'paragraphs' is to be a whole number, not 1.5"),
        (SOURCE, "paragraphs: 5", "paragraphs: ▸true", "'paragraphs' is to be a whole number, not true"),
        (
            SOURCE,
            "paragraphs: 5",
            f"paragraphs: ▸{'9' * 5000}",
            f"'paragraphs' is to be a whole number, not '{'9' * 39}…'",
        ),
        (
            SOURCE,
            "silent_paragraphs: [1]",
            "silent_paragraphs: [1, ▸to]",
            "'silent_paragraphs' is to be a whole number, not 'to'",
        ),
        (SOURCE, "{actor: kommune}", "▸{actor: kommune, name: x}", "give either 'actor' or 'name'"),
        (SOURCE, "{actor: kommune}", "▸kommune", f"'publisher' is to be a mapping, not 'kommune'. {MAPPING}"),
        (SOURCE, "sha256: dba2", "sha256: ▸DBA2", "'sha256' is 'DBA21924e1430defb361551ebaa7e13f6f8f5f8…'. " + SHA),
        (BRIEF, "id: oversikt", "id: oversikt\nmost_points: ▸9", "'most_points' is 9, and is to be at most 5"),
        (BRIEF, "id: oversikt", "id: oversikt\norder: ▸først", "'order' is to be a whole number, not 'først'"),
        (PROJECT, "{åpningstid: åpnings-tid}", "▸[åpnings-tid]", "'hyphenation' is to be a mapping, not a list"),
        (PROJECT, "language: nb", "language: ▸no", "'language' cannot be 'no'. It may be 'nb', 'nn' or 'en'"),
    ],
)
def test_a_wrong_value_says_where_what_and_how(project: Project, path: str, old: str, new: str, problem: str) -> None:
    """The same holds for every file (the mistake is at ▸)."""
    mistake(project, path, old, new, problem)


def mistake(project: Project, path: str, old: str, new: str, problem: str) -> None:
    """Makes a mistake, and asks that it be reported at the place of the sign ▸, which is taken out."""
    project.replace(path, old, new)
    at = project.place(path, "▸")
    project.replace(path, "▸", "")
    assert f"{at}: {problem}" in said(project, path)


def test_a_key_that_is_a_list_is_unknown(project: Project) -> None:
    """YAML allows any value as a key, records do not."""
    project.replace(FIGURES, "    value: 20", "    value: 20\n    ? [a, b]\n    : c")
    assert (
        "unknown key '?'. The keys here are basis, cites, draft, id, internal, measures, noun, precision, review"
        in project.check()
    )


def test_all_problems_show_in_one_run(project: Project) -> None:
    """An editor mends ten mistakes after one run, not after ten."""
    project.replace(FIGURES, "unit: NOK", "unit: kroner")
    project.replace(FIGURES, "unit: percent", "unit: prosent")
    project.replace(BRIEF, "label:", "labl:")
    project.replace(SOURCE, "genre:", "gener:")
    project.write("content/tensions.yaml", "")
    assert len(load(project.root).problems) == 7  # an unknown key is a missing one too


def test_a_broken_record_is_left_out_and_named(project: Project) -> None:
    """What refers to it is not reported again."""
    project.replace(SOURCE, "genre:", "gener:")
    loaded = load(project.root)
    assert loaded.library is not None
    assert set(loaded.library.sources) == {"brev-2021"}
    assert loaded.library.broken == {"svar-2021"}
    assert not loaded.unreadable
    assert check(loaded.library, sections=needed_fields()) == ()


def test_an_unreadable_file_says_that_references_mean_nothing_yet(project: Project) -> None:
    """Without actors, a hundred speakers would be unknown."""
    project.write("content/actors.yaml", "actors: [\n")
    assert load(project.root).unreadable
    assert len(project.problems()) == 1


def test_an_id_is_given_once(project: Project) -> None:
    """Two records of one name would hide each other; the problem names the first."""
    again = project.place(FIGURES, "kvelder")
    project.replace(FIGURES, "id: kvelder", "id: apent-i-uka")
    assert said(project, FIGURES) == [f"{again}: the id 'apent-i-uka' is taken. It is first given in {FIGURES}:2:9"]


def test_an_id_is_given_once_over_all_kinds(project: Project) -> None:
    """A tension is about an id, whatever kind of record has it."""
    again, first = (
        project.place("content/measures.yaml", "nye-boker"),
        project.place("content/demands.yaml", "bokpenger"),
    )
    project.replace("content/measures.yaml", "id: nye-boker", "id: bokpenger")
    assert project.check() == f"{again}: the id 'bokpenger' is taken. It is first given in {first}"


def test_a_brief_may_be_called_what_a_record_is(project: Project) -> None:
    """Briefs and audiences are named on the command line and in file names, records in the content."""
    project.replace(BRIEF, "id: oversikt", "id: kommune")
    project.replace("content/audiences/styre.yaml", "brief: oversikt", "brief: kommune")
    assert project.check() == ""


# --- values that are no records ---------------------------------------------------------------------------------------


def test_plain_values_are_read_and_written(tmp_path: Path) -> None:
    """A lock file comes back as it went, below its heading."""
    values = {"brev-2021": ["0af3", "no"], "svar-2021": {"1": None}}
    path = tmp_path / "sources.lock.yaml"
    path.write_text(write_values(values, "Written by the program.\nDo not edit."), encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith("# Written by the program.\n# Do not edit.\nbrev-2021:")
    assert read_values(path, path.name) == values


def test_a_broken_file_of_plain_values_is_told(tmp_path: Path) -> None:
    """The lock file's place is named as any other's."""
    path = tmp_path / "sources.lock.yaml"
    path.write_text("a: [\n", encoding="utf-8")
    with pytest.raises(BriefsError, match=r"content/sources\.lock\.yaml:2:1: broken YAML"):
        read_values(path, "content/sources.lock.yaml")
    path.write_text("a: b\na: c\n", encoding="utf-8")
    with pytest.raises(BriefsError, match=r"content/sources\.lock\.yaml:2:1: the key 'a' is given twice"):
        read_values(path, "content/sources.lock.yaml")


# --- whatever is written ----------------------------------------------------------------------------------------------

WHOLE = {
    path.relative_to(SMALL).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(SMALL.glob("content/**/*.yaml"))
}
PIECES = [
    "{",
    "}",
    "[",
    "]",
    "'",
    '"',
    ":",
    "- ",
    "\n",
    "  ",
    "\t",
    "#",
    "|",
    ">",
    "&a ",
    "*a",
    "!!int ",
    "no",
    "null",
    "~",
    "-1",
    "0",
    "1e999999999",
    "9" * 5000,
    "2017-02-30",
    "{x|y}",
    "\N{SOFT HYPHEN}",
    "\x07",
    "\u2028",
    "? ",
    "..",
    "<<: ",
    "---\n",
    "%",
    "@",
]


CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=3)


@settings(max_examples=60)
@given(path=st.sampled_from(sorted(WHOLE)), cuts=CUTS)
def test_whatever_is_written_is_told_and_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, path: str, cuts: list[tuple[float, int, str]]
) -> None:
    """A file that was cut, torn and typed into gives problems; no mistake of an editor shows a traceback."""
    text = WHOLE[path]
    for share, length, piece in cuts:
        start = int(share * len(text))
        text = text[:start] + piece + text[start + length :]
    root = tmp_path_factory.mktemp("torn")
    for name, whole in WHOLE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text if name == path else whole, encoding="utf-8")
    loaded = load(root)
    if loaded.library is not None:
        found = check(loaded.library, sections=needed_fields(), partial=loaded.unreadable)
        late = (
            (*freshness(loaded.library, today=loaded.library.newest), *translations(loaded.library))
            if loaded.library.sources
            else ()
        )
        assert all(str(problem) for problem in (*found, *late))
    assert all(problem.where.line >= 1 and problem.where.column >= 1 and problem.what for problem in loaded.problems)


# --- what is not read -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["content/sources/._brev-2021.yaml", "content/._project.yaml", "content/.x/a.yaml"])
def test_names_that_begin_with_a_full_stop_are_left_alone(project: Project, path: str) -> None:
    """A Mac puts such companions beside files on shares and memory sticks; they are no YAML."""
    (project.root / path).parent.mkdir(exist_ok=True)
    (project.root / path).write_bytes(b"\0\5\x16\7\0Mac OS X\xb0\xff")
    assert project.check() == ""


FILES = ["content/project.yaml", "content/actors.yaml", "content/sources/brev-2021.yaml"]


@pytest.mark.parametrize("path", FILES)
def test_a_pipe_is_told_and_never_opened(project: Project, path: str) -> None:
    """Opening it would wait for ever."""
    (project.root / path).unlink()
    os.mkfifo(project.root / path)
    assert f"{path}:1:1: this is a pipe, where a file is expected" in project.check()


@pytest.mark.parametrize("path", FILES)
def test_a_link_out_of_the_project_is_not_followed(project: Project, path: str) -> None:
    """Not even the first words of what it leads to are shown."""
    secret = project.root.parent / "secret.yaml"
    secret.write_text("title: the-secret\nactors: the-secret\n", encoding="utf-8")
    (project.root / path).unlink()
    (project.root / path).symlink_to(secret)
    said = project.check()
    assert f"{path}:1:1: a symbolic link that leads out of the project is not followed" in said
    assert "secret" not in said


@pytest.mark.parametrize("path", ["content/sources", "content/words2", "content"])
def test_a_folder_out_of_the_project_is_not_followed(project: Project, path: str) -> None:
    """Of a folder as of a file, also of one that content does not know."""
    outside = project.root.parent / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("id: the-secret\n", encoding="utf-8")
    if (project.root / path).is_dir():
        shutil.rmtree(project.root / path)
    (project.root / path).symlink_to(outside)
    said = project.check()
    assert f"{path}:1:1: a symbolic link that leads out of the project is not followed" in said
    assert "secret" not in said


def test_a_folder_that_cannot_be_read_is_not_empty(project: Project) -> None:
    """A link to itself cannot be read by anybody; that the project has no sources would be untrue."""
    shutil.rmtree(project.root / "content/sources")
    (project.root / "content/sources").symlink_to("sources")
    said = project.check()
    assert said.startswith("content/sources:1:1: this folder cannot be read: ")
    assert len(said.splitlines()) == 1


def test_a_byte_order_mark_is_no_part_of_the_text(project: Project) -> None:
    """Windows editors put one before the first line, and the place of a problem is as without it."""
    path = project.root / "content/actors.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert project.check() == ""


# --- hints ------------------------------------------------------------------------------------------------------------


def test_folded_text_with_a_line_break_says_how_to_write_it(project: Project) -> None:
    """YAML's > keeps a line break at the end, its >- does not."""
    brief = "content/briefs/oversikt.yaml"
    project.replace(
        brief,
        "summary: Hva brukerrådet ba om og hva kommunen svarte.",
        "summary: >\n  Hva brukerrådet ba om\n  og hva kommunen svarte.",
    )
    assert (
        project.check() == f"{brief}:5:10: 'summary' ends with a line break. Write >- instead of >, or |- instead of |"
    )


def test_a_text_with_a_comma_in_braces_says_how_to_write_it(project: Project) -> None:
    """What stands after the comma is a key without a value to YAML."""
    project.replace(FIGURES, "noun:\n      one: time\n      other: timer", "noun: {one: time, other: timer, i alt}")
    said = project.check()
    assert said == (
        f"{project.place(FIGURES, 'i alt')}: unknown key 'i alt'. A text with a comma goes in quotation marks, as in "
        "{title: 'Først, og så'}"
    )


QUOTE = "Put a text that holds { } [ ] : # @ or % in quotation marks, as in title: 'Om {antall}'"


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ("Tidslinje, fra brev til svar", ""),
        ("Tidslinje▸: fra brev til svar", f"broken YAML: mapping values are not allowed in this context. {QUOTE}"),
        ("{kvelder} ▸i uka", f"broken YAML: did not find expected key. {QUOTE}"),
        ('"Tidslinje" ▸fra brev', f"broken YAML: did not find expected key. {QUOTE}"),
        ("'Tidslinje' ▸fra brev", f"broken YAML: did not find expected key. {QUOTE}"),
        (
            "Krav ▸#4 i uka",
            "what stands after # is left out by YAML. "
            "Put the text in quotation marks or, where this is a comment, a blank after #",
        ),
        ("Tidslinje # som tegnes", ""),
        ("'Tidslinje #4'", "the number '4' is written in the text. "),
        ("Tidslinje#fire", ""),
    ],
)
def test_a_text_without_quotation_marks_is_read_whole_or_told(project: Project, title: str, problem: str) -> None:
    """A comma is fine; what YAML would read otherwise is reported at its place, and nothing is cut off unseen."""
    brief = "content/briefs/oversikt.yaml"
    project.replace(brief, "title: Tidslinje", f"title: {title}")
    place = project.place(brief, "▸" if "▸" in title else "'Tidslinje" if problem else "title")
    project.replace(brief, title, title.replace("▸", ""))
    said = project.check()
    assert said.startswith(f"{place}: {problem}") if problem else said == ""


@pytest.mark.parametrize("code", [r"\q", r"\x0z", r"\ud800"])
def test_a_backslash_in_double_quotation_marks_has_a_hint_of_its_own(project: Project, code: str) -> None:
    """It stands in quotation marks already, and is wrong because of it."""
    project.replace("content/briefs/oversikt.yaml", "title: Tidslinje", f'title: "Sti {code} her"')
    assert "In double quotation marks a backslash begins a code" in project.check()


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_a_line_break_that_editors_do_not_count_is_told_where_they_see_it(project: Project, character: str) -> None:
    """PyYAML counts it as the end of a line, so that every later place would be wrong."""
    brief = "content/briefs/oversikt.yaml"
    project.replace(brief, "Tidslinje", f"Tids{character}linje")
    assert project.check() == (f"{brief}:24:16: a line break of an unusual kind, U+{ord(character):04X}. Take it out")


# --- very much that is wrong ------------------------------------------------------------------------------------------


def test_of_a_file_the_first_problems_are_told_and_the_others_counted(project: Project) -> None:
    """Whoever mends a hundred sees the next; problems of other files are reported all the same."""
    actors = "content/actors.yaml"
    with (project.root / actors).open("a", encoding="utf-8") as file:
        file.write("  - {id: Feil, of: 1}\n" * 500)  # id, name, kind and of
    project.replace("content/events.yaml", "title:", "titel:")
    problems = load(project.root).problems
    of_actors = [problem for problem in problems if problem.where.file == actors]
    assert len(of_actors) == 101
    assert of_actors[-1].what == "and 1 900 more in this file"
    assert of_actors[-1].where.line >= of_actors[-2].where.line
    assert any("titel" in problem.what for problem in problems)


def test_unknown_keys_are_looked_up_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work for a mapping of unknown keys grows with their number, not with its square."""
    text = (project.root / "content/actors.yaml").read_text(encoding="utf-8")

    def work(number: int) -> int:
        keys = "".join(f"key-{index}: x\n    " for index in range(number))
        project.write("content/actors.yaml", text.replace("  - ", f"  - {keys}", 1))
        asked = 0

        def counted(node: object) -> str:
            nonlocal asked
            asked += 1
            return original(node)  # type: ignore[arg-type]  # a node, as there

        original = load_module._key
        with monkeypatch.context() as patch:
            patch.setattr(load_module, "_key", counted)
            load(project.root)
        return asked

    assert work(4000) < 3 * work(2000)


def test_the_collector_runs_again_after_loading(project: Project) -> None:
    """It rests while a project is loaded, also where that fails."""
    load(project.root)
    assert gc.isenabled()
    with pytest.raises(BriefsError):
        load(project.root / "nowhere")
    assert gc.isenabled()


def test_a_file_full_of_wrong_records_is_told_in_short(project: Project) -> None:
    """Of as many as a list may have, it says what is wrong with the first hundred."""
    project.write("content/demands.yaml", "demands:\n" + "  - {a: 1, b: 2, c: 3}\n" * 10_000)
    problems = load(project.root).problems
    assert len(problems) == 101
    assert str(problems[-1]).endswith("and 99 900 more in this file. Mend those above it first")


def test_few_problems_are_all_described(project: Project) -> None:
    """A list that pydantic also finds too short, because its only entry is wrong, is one problem and no more."""
    project.replace("content/events.yaml", "cites: [svar-2021/3]", "cites: [svar 2021]")
    found = [problem.what for problem in project.problems() if problem.where.file == "content/events.yaml"]
    assert len(found) == 1 and "cites no claim" in found[0]


# --- loading again ----------------------------------------------------------------------------------------------------


def test_only_what_changed_is_read_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview loads at each saving: one changed file is parsed, the others stay as they were."""
    kept = load_module.Kept()
    load(project.root, kept=kept)
    parsed: list[str] = []
    composed = load_module._composed

    def noting(text: str, name: str) -> object:
        parsed.append(name)
        return composed(text, name)

    monkeypatch.setattr(load_module, "_composed", noting)
    project.replace("content/measures.yaml", "title: ", "title: Nytt ")
    again = load(project.root, kept=kept)
    assert parsed == ["content/measures.yaml"]
    assert again == load(project.root)


def test_what_is_broken_is_told_each_time(project: Project) -> None:
    """Nothing of a broken file is kept: it is told again, and mended it is read."""
    kept = load_module.Kept()
    whole = load(project.root, kept=kept)
    text = (project.root / "content/demands.yaml").read_text("utf-8")
    project.write("content/demands.yaml", "demands: [")
    first, second = (load(project.root, kept=kept) for _ in range(2))
    assert first.problems == second.problems != ()
    project.write("content/demands.yaml", text)
    assert load(project.root, kept=kept) == whole


def test_who_writes_an_id_is_not_told_of_a_kind(project: Project) -> None:
    """A section has none, and the keys that it has are told instead of the one that looks most like it."""
    path = "content/briefs/oversikt.yaml"
    project.replace(path, "sections:\n  - kind:", "sections:\n  - id: krav\n    kind:")
    (problem,) = project.problems()
    assert problem.what == "unknown key 'id'"
    assert re.match(r"The keys here are .*\bkind\b", problem.hint)
