"""The benchmarks that are more than a stopwatch: how much `verify` notices, and how often it is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import classes, costs, evidence, measuring, mutators, rendering
from benchmarks.corpora import PlainClaim, read_corpora
from benchmarks.exchanges import exchanged
from benchmarks.many_paragraphs import grown
from benchmarks.mutations import MUTATIONS, main, measure
from briefs.content.documents import read_documents
from briefs.content.load import load
from briefs.review.verify.evidence import Evidence
from tests.conftest import Project


def test_mistakes_of_every_kind_are_made(project: Project) -> None:
    """A kind that makes no mutants would count as noticed throughout; the small project has no two actors alike."""
    scores = measure(project.library(), read_documents(project.root / "documents", project.library()))
    assert [score.kind for score in scores] == ["numbers", *MUTATIONS]
    assert [score.kind for score in scores if not score.mutants and score.kind not in {"one", "name"}] == []
    assert next(score.percent for score in scores if score.kind == "figure") == 100


def test_a_season_made_wrong_is_still_a_date(project: Project) -> None:
    """A winter bears the year in which it begins, also where it is moved by one."""
    project.replace("content/measures.yaml", "date: '2022-21'", "date: '2022-24'")
    scores = measure(project.library(), read_documents(project.root / "documents", project.library()))
    field = next(score for score in scores if score.kind == "field")
    assert not any("2022-24" in what for what in field.missed)


def test_the_table_has_a_line_for_each_kind(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """And one for all numbers and dates together, which comes first."""
    assert main(["--sources", str(project.root / "documents"), "--project", str(project.root)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["MADE", "WRONG", "MUTANTS", "CAUGHT", "PERCENT", "AS", "ERROR", "PERCENT"]
    assert lines[1].startswith("all numbers and dates")
    assert len(lines) == 2 + len(MUTATIONS)


def test_content_that_cannot_be_read_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """With the place of the mistake, and no table."""
    project.write("content/figures.yaml", "figures: [")
    assert main(["--sources", str(project.root / "documents"), "--project", str(project.root)]) == 1
    assert "content/figures.yaml:2:1: broken YAML" in capsys.readouterr().err


def test_rendering_counts_the_pages_of_all_editions(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Each brief for each audience and language, once for print and once for the screen."""
    editions = len(rendering.orders_of(project.library()))
    assert rendering.main(["--project", str(project.root), "--runs", "2"]) == 0
    rows = {row[0]: row[-1] for row in map(str.split, capsys.readouterr().out.splitlines()[1:])}
    assert list(rows) == ["load", "check", "assemble", "render"]
    assert (rows["assemble"], rows["render"]) == (str(editions), str(2 * editions))


# --- honest claims ----------------------------------------------------------------------------------------------------

CORPORA = Path(__file__).parent / "corpora"
TOPIC = """
title: Fergen
actors:
  - {id: havn, kind: institution, name: {nb: Havna kommune, nn: Havna kommune, en: Havna municipality}}
"""
LETTER = """Brev fra Havna kommune, 3. mai 2019

Fergen går ti ganger om dagen.

Billetten koster 40 kroner.
"""
CLAIMS = """
language: nb
date: '2019-05-03'
author: havn
figures:
  - {id: pris, value: 40, unit: NOK, claims: [2]}
claims:
  - {number: 1, paragraphs: [2], speaker: havn, text: Fergen har ti avganger om dagen.}
  - {number: 2, paragraphs: [3], speaker: havn, text: 'En billett koster {pris}.'}
  - {number: 3, paragraphs: [2, 3], says: kommunen, text: Det er ti avganger til 40 kroner billetten.}
  - {number: 4, paragraphs: [3], speaker: havn, text: En billett koster 50 kroner.}
  - {number: 5, paragraphs: [2], speaker: havn, language: en, text: The ferry leaves ten times a day.}
"""
STATEMENTS = """
statements:
  - {id: st-1, language: nb, cites: [brev/1, brev/5], text: Det er ti avganger om dagen.}
  - {id: st-2, language: nb, cites: [brev/2], text: 'Billetten koster {pris}.', demand: {by: havn}}
  - {id: st-3, language: nb, cites: [brev/2], text: Den koster 45 kroner., measure: {owner: havn, status: proposed}}
"""


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A folder with one topic of one document, and with the same set aside in every part that is."""
    files = {"topic.yaml": TOPIC, "brev.txt": LETTER, "brev.yaml": CLAIMS, "statements.yaml": STATEMENTS}
    for folder in ("ferge", *evidence.ASIDE):
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_false_alarms_are_counted_per_language(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the paragraphs carry counts as held, and what they do not carry as an error; the part aside is left out."""
    assert evidence.main(["--corpora", str(ferry), "--list"]) == 0
    printed = capsys.readouterr().out
    table, kinds, printed_lines = printed.split("\n\n")
    found = [line.replace(",", "").split() for line in table.splitlines()[1:]]
    assert [line[:5] for line in found[:3]] == [
        ["ferge", "claims", "nb", "4", "1"],
        ["ferge", "statements", "nb", "3", "1"],
        ["ferge", "claims", "en", "1", "0"],
    ]
    assert found[3] == ["all", "claims", "en", "on", "nb", "1", "0", "0.0", "%", "0", "0.0", "%"]
    assert found[4] == ["all", "claims", "nb", "on", "nb", "4", "1", "25.0", "%", "0", "0.0", "%"]
    assert [line[2] for line in found[5:]] == ["5", "3"]
    assert kinds.startswith("FINDINGS  number ")
    assert "ferge/brev.yaml:11:55: claim brev/4: 50 NOK" in printed_lines
    assert "measure st-3: 45 NOK" in printed_lines


def test_numbers_that_are_not_read_as_they_are_meant_are_told(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever wrote the text says what it means; where nothing is recorded, it means no number."""
    claims = ferry / "ferge" / "brev.yaml"
    meant = "En billett koster 50 kroner., numbers: [{value: 50, unit: NOK}]}"
    claims.write_text(CLAIMS.replace("En billett koster 50 kroner.}", meant), encoding="utf-8")
    assert evidence.main(["--corpora", str(ferry), "--numbers"]) == 0
    printed = capsys.readouterr().out
    assert "Numbers are read as they are meant in 1 of 8 texts." in printed
    assert "Fergen har ti avganger om dagen. is read as exact 10 count, and means no number" in printed
    assert "50 kroner" not in printed


def test_the_part_aside_is_held_on_demand_and_never_listed(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its texts must not teach anybody the rules."""
    assert evidence.main(["--corpora", str(ferry), "--aside", "--list", "--numbers"]) == 0
    printed = capsys.readouterr().out
    parts = [line.split()[:5] for line in printed.splitlines() if line.split()[1:3] == ["claims", "nb"]]
    assert parts[:-1] == [[f"{name},", "claims", "nb", "4", "1"] for name in evidence.ASIDE]
    assert "brev" not in printed


def test_a_corpus_that_cannot_be_read_is_told(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the place of the mistake, and no table."""
    (ferry / "ferge" / "brev.yaml").write_text("language: nb\nclaim: []\n", encoding="utf-8")
    assert evidence.main(["--corpora", str(ferry)]) == 1
    captured = capsys.readouterr()
    assert "ferge/brev.yaml:2:1" in captured.err
    assert captured.out == ""


def test_the_corpora_are_large_and_mixed_enough() -> None:
    """Documents and claims in all three languages on both sides, each claim about a real paragraph."""
    corpora = [corpus for corpus in read_corpora(CORPORA) if corpus.name not in evidence.ASIDE]
    documents = {
        (corpus.name, id): corpus.library.sources[id].language for corpus in corpora for id in corpus.documents
    }
    assert Counter(documents.values()) == {"nb": 15, "nn": 11, "en": 9}
    claims = [entry for corpus in corpora for entry in corpus.honest.values() if isinstance(entry.said, PlainClaim)]
    assert len(claims) >= 690
    assert sum(entry.said.language not in {None, entry.document} for entry in claims) >= 120
    for corpus in corpora:
        for source in corpus.library.sources.values():
            assert source.paragraphs is not None and 8 <= source.paragraphs <= 25
            assert all(claim.paragraph <= source.paragraphs for claim in source.claims)


def test_long_documents_keep_their_claims() -> None:
    """A document that stands in the corpus again has its own name; what fills it up comes behind its paragraphs."""
    corpus = next(corpus for corpus in read_corpora(CORPORA) if (corpus.name, corpus.language) == ("ferge", "nb"))
    long = grown(corpus, ["Det regner. Noen går. Andre sitter."], len(corpus.documents) + 1, 40)
    assert [len(each.paragraphs) for each in long.documents.values()] == [40] * (len(corpus.documents) + 1)
    first = next(iter(corpus.documents))
    assert long.documents[first].paragraphs[:5] == corpus.documents[first].paragraphs[:5]
    assert len({source.id for source in long.library.sources.values()}) == len(corpus.documents) + 1


@pytest.mark.parametrize(
    ("mutate", "text", "wrong"),
    [
        ("denial dropped", "Fristen kom uten varsel.", ["Fristen kom med varsel."]),
        ("denial dropped", "Det gjelder verken byen eller bygda.", ["Det gjelder både byen og bygda."]),
        ("denial dropped", "Er det ikke for sent?", []),
        ("denial added", "Planen skal gi flere leger.", ["Planen skal ikke gi flere leger."]),
        ("denial added", "Hvem planen gjelder, er ikke oppgitt.", []),
        ("opposite", "Kommunen må følge opp flere.", ["Kommunen må følge opp færre."]),
    ],
)
def test_what_is_made_wrong_is_wrong_and_could_have_been_written(mutate: str, text: str, wrong: list[str]) -> None:
    """A question, and what documents do not say, are as true the other way round."""
    assert list(mutators.MUTATORS[mutate](text, "nb")) == wrong


# --- class by class ---------------------------------------------------------------------------------------------------

GUIDE = Path(__file__).parent.parent / "docs" / "evidence.md"


@pytest.mark.long
def test_every_class_of_mistake_is_made(project: Project) -> None:
    """A class of which nothing is made would stand in the table as noticed by nobody."""
    library = project.library()
    held = Evidence(library, read_documents(project.root / "documents", library))
    made = {mutant.name for mutant in classes.of_synthesis(held)}
    assert made == set(classes.CLASSES) - {"quantifier", "dates exchanged"}  # the small project has none
    assert {mutant.name for mutant in classes.of_claims(held)} >= {"denial added", "place", "who"}
    moved = classes.score(classes.of_claims(held), "place")
    assert moved.texts >= moved.noticed >= moved.errors > 0


def test_two_numbers_or_dates_are_exchanged_with_their_references(project: Project) -> None:
    """Of one unit and precision; a list of dates says the same in either order."""
    held = Evidence(project.library(), {})

    def of(text: str) -> list[tuple[str, str]]:
        return list(exchanged(held, text, "nb"))

    assert of("fra 12 til 31 barn på 4 år") == [("numbers exchanged", "fra 31 til 12 barn på 4 år")]
    assert of("fra {2019} til {2021}") == [("dates exchanged", "fra {2021} til {2019}")]
    assert of("i {2019} og {2021}") == of("i {2019} og {2021-04}") == []


def test_the_guide_has_the_classes_that_the_benchmark_prints() -> None:
    """In their order, with what is said of honest texts at the end."""
    _, _, section = GUIDE.read_text(encoding="utf-8").partition("### By class")
    rows = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("| ")]
    assert rows[1:] == [*classes.CLASSES.values(), classes.HONEST]


def test_a_project_grows_by_whole_records(tmp_path: Path) -> None:
    """Each demand that is added has a measure that answers it, and nothing is wrong with any."""
    loaded = load(costs.grown(tmp_path, 12))
    assert loaded.library is not None and not loaded.problems
    assert len(loaded.library.demands) == 12
    answered = {answer.demand for measure in loaded.library.measures.values() for answer in measure.answers}
    assert {id for id in loaded.library.demands if id.startswith("krav-x")} <= answered


def test_growth_is_told_as_an_exponent() -> None:
    """1 is linear, 2 quadratic."""
    assert [round(measuring.exponent([100, 1000], seconds)) for seconds in ([1, 10], [1, 100])] == [1, 2]


def test_typst_gets_the_same_words() -> None:
    """Headings, items and paragraphs, whose own signs are no markup."""
    page = "<head><title>x</title></head><body><h2>En <b>del</b></h2><p>a * b &amp; c</p><ul><li>d</li></ul></body>"
    assert list(costs.typst_markup(page)) == ["== En del", r"a \* b & c", "- d"]


def test_an_edit_takes_the_place_of_the_last(tmp_path: Path) -> None:
    """However often a round is run, one word more than at first stands there."""
    (tmp_path / "a.yaml").write_text("claims:\n  - text: Et ord her.\n")
    for number in range(3):
        costs.edited(tmp_path / "a.yaml", r"text: \w+", number)
    assert (tmp_path / "a.yaml").read_text() == "claims:\n  - text: Et prøvec ord her.\n"


def test_a_figure_tells_whether_it_is_what_is_wanted() -> None:
    """At most, at least, or nothing in particular."""
    figures = (
        measuring.Figure("a", 1.304, "×", 1.3),
        measuring.Figure("b", 1.31, "×", 1.3),
        measuring.Figure("c", 1.5, "×", 1.6, at_least=True),
        measuring.Figure("d", 120.4, "s", detail="of 3"),
    )
    assert [figure.line for figure in figures] == [
        "| a | 1.30 × | ≤ 1.3 |  |",
        "| b | 1.31 × | ≤ 1.3, **not met** |  |",
        "| c | 1.50 × | ≥ 1.6, **not met** |  |",
        "| d | 120 s |  | of 3 |",
    ]


def test_a_run_that_was_stopped_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row that was measured is not measured again unless it is asked for; one that was not is told as such."""
    asked: list[str] = []

    def measured(name: str) -> Iterator[measuring.Figure]:
        asked.append(name)
        yield measuring.Figure(name, float(len(asked)), "s", 1.5)

    rows = {name: ("Commands", lambda bench, name=name: measured(name)) for name in ("one", "two")}
    monkeypatch.setattr(costs, "ROWS", rows)
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- measured -->\nold\n<!-- /measured -->\nafter\n")
    ours = ["--folder", str(tmp_path / "bench"), "--write", str(page)]
    assert costs.main([*ours, "--only", "one"]) == 0
    assert (
        "| one | 1.00 s | ≤ 1.5 |  |\n| `--only two` | not run | | |\n<!-- /measured -->\nafter\n" in page.read_text()
    )
    assert costs.main(ours) == 1  # the second took longer than is wanted
    assert asked == ["one", "two"]
    assert costs.main([*ours, "--again", "--only", "one"]) == 1
    assert asked == ["one", "two", "one"] and "| one | 3.00 s |" in capsys.readouterr().out


def test_a_command_that_breaks_is_no_figure(tmp_path: Path) -> None:
    """What ends with a traceback took no time that is worth telling."""
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        measuring.spent(measuring.python("-c", "1/0"), tmp_path)
    done = measuring.spent(measuring.python("-c", "raise SystemExit(3)"), tmp_path)
    assert done.status == 3 and done.seconds > 0 and done.memory > 10**6
