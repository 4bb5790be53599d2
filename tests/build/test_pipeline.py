"""The way through the stages: what is planned, made, skipped, written and cleared up."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import pikepdf
import pypdfium2
import pytest

from briefs import assets
from briefs.build.formats import Job, Made, make
from briefs.build.manifest import Artifact
from briefs.build.pages import Files
from briefs.build.pipeline import Built, Run, Wanted, build, plan
from briefs.build.printing import Printing, RenderedFile, printed
from briefs.edition.edition import Facts, Order
from briefs.errors import BriefsError
from briefs.fonts import SCREEN_FACES
from briefs.html.policy import with_policy
from briefs.pdf.description import Record
from tests.conftest import Project

R = TypeVar("R")
FOUND = "headlines:\n  - text: Biblioteket har lørdagsåpent\n    cites: [svar-2021/1]\n"
NEWEST = date(2021, 10, 1)
EVERYTHING, NO_FACTS = Wanted(), Facts()


def quiet(done: int, total: int, path: str) -> None:
    """Reports to nobody."""


def run_of(project: Project, out: str = "out") -> Run:
    return Run(project.root, project.root.parent / out, formats=("html",))


def built(project: Project, run: Run, wanted: Wanted = EVERYTHING, facts: Facts = NO_FACTS) -> Built:
    library = project.library()
    return build(library, plan(library, wanted, library.newest, facts), run, quiet, lambda words: None)


def paths(files: Iterable[Artifact]) -> list[str]:
    return [file.path for file in files]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def listed(out: Path) -> list[str]:
    return [entry["path"] for entry in json.loads((out / "manifest.json").read_text("utf-8"))["artifacts"]]


# --- the plan ---------------------------------------------------------------------------------------------------------


def test_plan_has_every_audience_of_every_brief(project: Project) -> None:
    """With nothing asked for, all editions are ordered, as of the same day."""
    orders = plan(project.library(), EVERYTHING, NEWEST, NO_FACTS)
    assert orders == (Order("oversikt", "alle", "nb", NEWEST), Order("oversikt", "styre", "nb", NEWEST))


@pytest.mark.parametrize(
    ("wanted", "audiences"),
    [
        (Wanted(briefs=("oversikt",)), ["alle", "styre"]),
        (Wanted(audiences=("styre",)), ["styre"]),
        (Wanted(languages=("nb",)), ["alle", "styre"]),
        (Wanted(languages=("en",)), []),
        (Wanted(briefs=("annet",)), []),
    ],
)
def test_plan_takes_what_is_wanted(project: Project, wanted: Wanted, audiences: list[str]) -> None:
    """Briefs, audiences and languages narrow a run, each by itself."""
    assert [order.audience for order in plan(project.library(), wanted, NEWEST, NO_FACTS)] == audiences


# --- building ---------------------------------------------------------------------------------------------------------


def test_build_writes_where_the_contract_says(project: Project) -> None:
    """`<lang>/<brief>/<audience>.html`, the index and the manifest, and nothing else."""
    run = run_of(project)
    assert paths(built(project, run).made) == ["nb/oversikt/alle.html", "nb/oversikt/styre.html"]
    pages = {"nb/oversikt/alle.html", "nb/oversikt/styre.html", "index.html", "manifest.json"}
    beside = {"nb/oversikt/alle.json", "nb/oversikt/styre.json", "nb/kilder.csl.json", "nb/kilder.bib"}
    assert set(tree(run.out)) == pages | beside


def test_page_holds_its_fonts(project: Project) -> None:
    """The HTML is one self-contained file: the faces stand in it, and their place is filled."""
    run = run_of(project)
    built(project, run, Wanted(audiences=("alle",)))
    page = (run.out / "nb/oversikt/alle.html").read_text("utf-8")
    assert page.count("@font-face {") == len(SCREEN_FACES)
    assert "/* @font-face */" not in page


def test_unchanged_project_is_not_made_again(project: Project) -> None:
    """The second run makes nothing and touches no file, not even the index."""
    run = run_of(project)
    built(project, run)
    for path in run.out.rglob("*.*"):
        os.utime(path, (1, 1))
    again = built(project, run)
    assert (paths(again.made), paths(again.current)) == ([], ["nb/oversikt/alle.html", "nb/oversikt/styre.html"])
    assert {path.stat().st_mtime for path in run.out.rglob("*.*")} == {1}


def test_only_what_a_change_touches_is_made(project: Project) -> None:
    """A style sheet of one audience leaves the other audiences' files as they are."""
    run = run_of(project)
    built(project, run)
    project.write("styles/audiences/styre.css", "h1 { color: #333 }")
    assert paths(built(project, run).made) == ["nb/oversikt/styre.html"]


@pytest.mark.long
def test_what_a_reader_would_mind_is_told_of_current_files_too(project: Project) -> None:
    """A build that makes nothing tells it again, from the manifest; what is sound leaves no trace there."""
    run = Run(project.root, project.root / "out", formats=("pdf",))
    only = Wanted(audiences=("alle",))
    assert built(project, run, only).minded == ()
    assert "minded" not in (run.out / "manifest.json").read_text("utf-8")
    project.write("styles/audiences/alle.css", ".lead { font-size: 7pt }\n")
    first, again = built(project, run, only), built(project, run, only)
    assert (len(first.made), len(again.made)) == (1, 0)
    assert first.minded == again.minded
    (problem,) = first.minded
    assert (problem.where.file, problem.severity) == ("nb/oversikt/alle.pdf", "warning")
    assert problem.what.startswith("text of 7 pt, «")


@pytest.mark.long
def test_no_word_of_a_fact_stops_a_build(project: Project) -> None:
    """An address breaks after its signs, any other word where it must; copied, the address is in one piece."""
    address, body = "postmottak.helseogomsorgstjenester@storevik.kommune.example", "Utvalgsmøtesekretariatet" * 5
    facts = Facts(meeting_body=body, contact_email=address, publisher=body)
    run = Run(project.root, project.root / "out", formats=("pdf",))
    (made,) = built(project, run, Wanted(audiences=("alle",)), facts).made
    text = pypdfium2.PdfDocument(run.out / made.path)[0].get_textpage().get_text_range()
    assert address in re.sub(r"[\r\n]", "", text)


def test_facts_of_the_occasion_make_another_file(project: Project) -> None:
    """What is set on the command line is printed, and so decides the bytes."""
    run = run_of(project)
    built(project, run)
    assert len(built(project, run, facts=Facts(meeting_body="Formannskapet")).made) == 2
    assert "Formannskapet" in (run.out / "nb/oversikt/alle.html").read_text("utf-8")


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("changed by hand")])
def test_lost_or_changed_file_is_made_again(project: Project, spoil: Callable[[Path], object]) -> None:
    """Only a file with the bytes that the manifest promises is current."""
    run = run_of(project)
    built(project, run)
    spoil(run.out / "nb/oversikt/alle.html")
    assert paths(built(project, run).made) == ["nb/oversikt/alle.html"]


def test_force_makes_everything_again(project: Project) -> None:
    """With force, nothing counts as current; the bytes are the same."""
    run = run_of(project)
    built(project, run)
    before = tree(run.out)
    assert len(built(project, replace(run, force=True)).made) == 2
    assert tree(run.out) == before


def test_two_folders_get_identical_bytes(project: Project) -> None:
    """There is no clock, no path and no chance in any file."""
    built(project, run_of(project, "one"))
    built(project, run_of(project, "two"))
    assert tree(project.root.parent / "one") == tree(project.root.parent / "two")


def test_partial_build_keeps_the_rest_listed(project: Project) -> None:
    """Building for one audience leaves the other's file, its place in the manifest and its line in the index."""
    run = run_of(project)
    built(project, run)
    index = (run.out / "index.html").read_bytes()
    built(project, replace(run, force=True), Wanted(audiences=("styre",)))
    assert listed(run.out) == ["nb/oversikt/alle.html", "nb/oversikt/styre.html"]
    assert (run.out / "index.html").read_bytes() == index


def test_what_the_content_no_longer_has_is_removed(project: Project) -> None:
    """An audience that is taken out of a brief loses its file, its place in the manifest and its line in the index."""
    run = run_of(project)
    built(project, run)
    project.replace("content/briefs/oversikt.yaml", "audiences: [alle, styre]", "audiences: [alle]")
    assert built(project, run).removed == ("nb/oversikt/styre.html",)
    beside = {"nb/oversikt/alle.json", "nb/kilder.csl.json", "nb/kilder.bib"}
    assert set(tree(run.out)) == {"nb/oversikt/alle.html", "index.html", "manifest.json"} | beside
    assert "styre.html" not in (run.out / "index.html").read_text("utf-8")


def test_single_pages_stand_beside_the_whole_briefs(project: Project) -> None:
    """They have paths of their own and say in the manifest what they are; without their finding they are removed."""
    brief, run = "content/briefs/oversikt.yaml", run_of(project)
    project.replace(brief, "lead:", FOUND + "lead:")
    built(project, run)
    before = (run.out / "manifest.json").read_text("utf-8")
    made = built(project, run, Wanted(one_page=True)).made
    assert [(file.path, file.audience, file.one_page) for file in made] == [
        ("nb/oversikt/alle.one-page.html", "alle", True),
        ("nb/oversikt/styre.one-page.html", "styre", True),
    ]
    assert {"nb/oversikt/alle.one-page.json", "nb/oversikt/alle.html"} <= set(tree(run.out))
    project.replace(brief, FOUND, "")
    assert built(project, run).removed == ("nb/oversikt/alle.one-page.html", "nb/oversikt/styre.one-page.html")
    project.replace(brief, "lead:", FOUND + "lead:")
    built(project, run)
    assert (run.out / "manifest.json").read_text("utf-8") == before


def test_broken_template_leaves_the_folder_untouched(project: Project) -> None:
    """One audience's template is wrong: its file and line are reported, and the other audience's file is not written
    either.
    """
    run = run_of(project)
    overlay = '{% extends "base/brief.html" %}\n{% block lead %}\n{{ edition.leed }}{% endblock %}'
    project.write("templates/audiences/styre/brief.html", overlay)
    with pytest.raises(BriefsError, match=r"templates/audiences/styre/brief\.html:3:"):
        built(project, run)
    assert not run.out.exists()


def test_index_is_made_again_when_somebody_spoils_it(project: Project) -> None:
    """The list of all briefs stays what it was made as."""
    run = run_of(project)
    built(project, run)
    good = (run.out / "index.html").read_bytes()
    (run.out / "index.html").write_bytes(good.replace(b"</main>", b""))
    built(project, run)
    assert (run.out / "index.html").read_bytes() == good


# --- budgets ----------------------------------------------------------------------------------------------------------

BRIEF = "content/briefs/oversikt.yaml"


def limit(project: Project, budget: str) -> str:
    """Gives the small brief a budget; where it stands."""
    project.replace(BRIEF, "audiences: [alle, styre]", f"{budget}\naudiences: [alle, styre]")
    return project.place(BRIEF, budget.split(": ")[1])


def test_too_many_words_are_told_again_for_a_current_file(project: Project) -> None:
    """A file that need not be made again is as long as it was, and everything is written all the same."""
    place = limit(project, "words: 900")
    run = run_of(project)
    first = built(project, run)
    (problem,) = first.over_budget
    assert str(problem).startswith(f"{place}: nb/oversikt/alle has ")
    assert "what weighs least is '" in problem.what
    assert "would do, and leaves out" in problem.hint
    assert listed(run.out) == ["nb/oversikt/alle.html", "nb/oversikt/styre.html"]
    again = built(project, run)
    assert (again.made, again.over_budget) == ((), first.over_budget)


def test_another_budget_is_noticed_and_makes_no_file_again(project: Project) -> None:
    """A budget decides no byte: it is held against what stands there."""
    run = run_of(project)
    assert built(project, run).over_budget == ()
    limit(project, "words: 900")
    stricter = built(project, run)
    assert (stricter.made, len(stricter.over_budget)) == ((), 1)
    project.replace(BRIEF, "words: 900", "words: 9000")
    assert built(project, run).over_budget == ()


@pytest.mark.long
def test_words_are_the_same_in_every_format(project: Project) -> None:
    """They are counted on paper, also where only the page for screens is made."""
    limit(project, "words: 900")
    html = run_of(project)
    both = replace(run_of(project, "both"), formats=("html", "pdf"))
    alone = Wanted(audiences=("alle",))
    assert built(project, html, alone).over_budget == built(project, both, alone).over_budget != ()


@pytest.mark.long
def test_too_many_pages_are_told_of_made_and_of_current_pdfs(project: Project) -> None:
    """Pages are known once a PDF is typeset, and stand in the manifest from then on."""
    limit(project, "pages: 1")
    pdf, alone = replace(run_of(project), formats=("pdf",)), Wanted(audiences=("alle",))
    first = built(project, pdf, alone)
    (problem,) = first.over_budget
    assert f"nb/oversikt/alle.pdf has {first.made[0].pages} pages, and may have 1; " in problem.what
    again = built(project, pdf, alone)
    assert (again.made, again.over_budget) == ((), first.over_budget)
    assert built(project, run_of(project), alone).over_budget == ()  # no PDF was asked for


@pytest.mark.long
def test_parallel_and_full_editions_have_no_budget(project: Project) -> None:
    """Two languages take the room of two, and the full edition is where the rest stands."""
    limit(project, "words: 10")
    project.into("nn", {}, rest=True)
    run = run_of(project)
    alle = Wanted(audiences=("alle",))
    assert len(built(project, run, alle).over_budget) == 2
    assert built(project, run, replace(alle, languages=("nb+nn",))).over_budget == ()
    project.replace("content/audiences/alle.yaml", "name: Alle", "name: Alle\nfull: true")
    assert built(project, run, alle).over_budget == ()


# --- PDFs -------------------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_processes_give_the_bytes_that_one_gives(project: Project) -> None:
    """Two workers make the same PDFs as this process, and the manifest counts their pages."""
    one, two = (
        Run(project.root, project.root.parent / name, workers=workers) for name, workers in (("one", 1), ("two", 2))
    )
    built(project, one)
    built(project, two)
    assert tree(one.out) == tree(two.out)
    for artifact in json.loads((one.out / "manifest.json").read_text("utf-8"))["artifacts"]:
        path = one.out / artifact["path"]
        assert artifact.get("pages") == (len(pikepdf.open(path).pages) if path.suffix == ".pdf" else None)


def test_missing_picture_stops_the_run(project: Project) -> None:
    """It is reported where the template names it, and nothing is written, not even the pages that were fine."""
    run = replace(run_of(project), formats=("html", "pdf"))
    project.write(
        "templates/audiences/styre/brief.html",
        '{% extends "base/brief.html" %}{% block lead %}<p><img src="content/map.png" alt="Kart"></p>{% endblock %}',
    )
    with pytest.raises(BriefsError, match=r"styre/brief\.html:1:61: there is no picture 'content/map\.png'"):
        built(project, run)
    assert not run.out.exists()


# --- jobs -------------------------------------------------------------------------------------------------------------


def job(root: Path, page: str = "<p>x</p>", format: str = "html") -> Job:
    record = Record("Tittel", "Utgiver", "nb", "Sammendrag", (), NEWEST)
    order = Order("plan", "alle", "nb", NEWEST)
    return Job(order=order, format=format, page=page, record=record, files=assets.referred(page, root))


def test_inputs_know_everything_that_decides_the_bytes(tmp_path: Path) -> None:
    """Page, format, record and whether it was checked each make other inputs; the folder of the project does not."""
    this = job(tmp_path)
    others = [
        job(tmp_path, "<p>y</p>"),
        job(tmp_path, format="pdf"),
        replace(this, record=replace(this.record, summary="Annet")),
        replace(this, proof=False),
    ]
    assert len({this.inputs, *(other.inputs for other in others)}) == 5
    assert job(tmp_path / "elsewhere").inputs == this.inputs


def test_changed_picture_changes_the_inputs(project: Project) -> None:
    """A page that shows a file is made again when the file changes, though its own words stay."""
    page = '<img src="content/map.svg" alt="">'
    project.write("content/map.svg", "<svg/>")
    before = job(project.root, page).inputs
    project.write("content/map.svg", "<svg></svg>")
    assert job(project.root, page).inputs != before


def test_changed_program_changes_the_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the program or its libraries makes every file again."""
    before = job(tmp_path).inputs
    monkeypatch.setattr("briefs.build.fingerprint.fingerprint", lambda: "another")
    assert job(tmp_path).inputs != before


def test_html_is_the_page_itself(tmp_path: Path) -> None:
    """A page without a place for the faces gets its policy alone, in UTF-8."""
    assert make(job(tmp_path, "<p>å</p>")) == Made(with_policy("<p>å</p>").encode())


@pytest.mark.long
def test_build_takes_the_executor_of_its_caller(project: Project, tmp_path: Path) -> None:
    """Processes that stand in an empty folder make what takes long, and are the caller's to end."""
    (tmp_path / "empty").mkdir()
    run = replace(run_of(project), formats=("html", "pdf"))
    library = project.library()
    orders = plan(library, Wanted(audiences=("alle",)), library.newest, NO_FACTS)
    with Counting(1, get_context("spawn"), os.chdir, (tmp_path / "empty",)) as pool:
        result = build(library, orders, run, quiet, lambda words: None, pool)
        assert pool.taken == ["nb/oversikt/alle.pdf"]
        assert pool.submit(os.getcwd).result() == str(tmp_path / "empty")
    assert sorted(paths(result.made)) == listed(run.out) == ["nb/oversikt/alle.html", "nb/oversikt/alle.pdf"]


class Waiting(Executor):
    """Takes jobs and makes none before it is asked for one; notes them in what others note theirs in."""

    def __init__(self, steps: list[str]) -> None:
        self.steps = steps

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """A future that is done."""
        self.steps += [f"begun {each.path}" for each in args if isinstance(each, Job)]
        future: Future[Any] = Future()
        future.set_result(Made(b"%PDF", 1))
        return future


def test_what_takes_long_begins_while_other_pages_are_rendered(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as its page is there, and not where the file is current."""
    steps: list[str] = []

    def noting(printing: Printing, files: Files) -> RenderedFile:
        steps.append(f"rendered {printing.path}")
        return printed(printing, files)

    monkeypatch.setattr("briefs.build.pipeline.printed", noting)
    run = replace(run_of(project), formats=("pdf",))
    library = project.library()
    orders = plan(library, EVERYTHING, library.newest, NO_FACTS)
    build(library, orders, run, quiet, lambda words: None, Waiting(steps))
    assert [step.split()[0] for step in steps] == ["rendered", "begun"] * len(orders)
    project.write("styles/project.css", "p { color: var(--ink) }")
    steps.clear()
    build(library, orders[:1], run, quiet, lambda words: None, Waiting(steps))
    build(library, orders[:1], run, quiet, lambda words: None, Waiting(steps))
    assert len(steps) == 2


class Counting(ProcessPoolExecutor):
    """A pool that notes which files it is asked for."""

    def __init__(self, *options: Any) -> None:
        super().__init__(*options)
        self.taken: list[str] = []

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """As the pool does."""
        self.taken += [each.path for each in args if isinstance(each, Job)]
        return super().submit(fn, *args, **kwargs)
