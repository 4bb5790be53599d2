"""Jobs become files with any executor, also where the project is not."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from briefs.build.formats import Job, Made
from briefs.build.pipeline import Run, Wanted, plan, print_all
from briefs.build.workers import MadeAhead, ahead_with, all_of, make_all, rarely_collected, spawn_pool
from briefs.edition.edition import Facts, Order
from briefs.errors import BriefsError, Problem, Where
from briefs.html.policy import with_policy
from briefs.pdf.description import Record
from tests.conftest import Project

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
WITH_PICTURE = (
    '{% extends "base/brief.html" %}{% block lead %}<p><img src="content/map.svg" alt="Kart"></p>{% endblock %}'
)


def quiet(done: int, total: int, path: str) -> None:
    """Reports to nobody."""


def job(audience: str = "alle", page: str = "<p>x</p>", format: str = "html") -> Job:
    record = Record("Tittel", "Utgiver", "nb", "Sammendrag", (), date(2021, 10, 1))
    return Job(order=Order("plan", audience, "nb", date(2021, 10, 1)), format=format, page=page, record=record)


def pdfs_with_a_picture(project: Project) -> tuple[Job, ...]:
    """The small project's PDFs for everybody, with a picture of the project in them."""
    project.write("templates/audiences/alle/brief.html", WITH_PICTURE)
    project.write("content/map.svg", PICTURE)
    library = project.library()
    orders = plan(library, Wanted(audiences=("alle",)), library.newest, Facts())
    return print_all(library, orders, Run(project.root, project.root / "out", formats=("pdf",)))


@pytest.mark.long
def test_a_process_in_an_empty_folder_makes_the_same_pdf(project: Project, tmp_path: Path) -> None:
    """A job carries all it needs: the worker stands in an empty folder, and the project is gone when it begins."""
    jobs = pdfs_with_a_picture(project)
    assert list(jobs[0].files) == ["content/map.svg"]
    here = make_all(jobs, MadeAhead(None), quiet)
    project.root.rename(tmp_path / "moved away")
    (tmp_path / "empty").mkdir()
    with ProcessPoolExecutor(1, get_context("spawn"), os.chdir, (tmp_path / "empty",)) as pool:
        assert make_all(jobs, MadeAhead(pool), quiet) == here
    assert list((tmp_path / "empty").iterdir()) == []


def test_only_what_takes_long_goes_to_the_executor() -> None:
    """HTML is made in this process, whatever the executor."""
    executor: Executor = ThreadPoolExecutor()
    executor.shutdown()  # it takes no job any more
    assert make_all([job()], MadeAhead(executor), quiet) == {
        "nb/plan/alle.html": Made(with_policy("<p>x</p>").encode())
    }


def test_what_was_begun_is_made_once_and_the_rest_is_let_go() -> None:
    """A job may begin before all others are known; one that is not asked for is not waited for."""

    class Slow(Executor):
        """Keeps what it is given."""

        def __init__(self) -> None:
            self.futures: list[Future[Any]] = []

        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            self.futures.append(Future())
            return self.futures[-1]

    executor = Slow()
    asked, other, html = job(format="pdf"), job("styre", format="pdf"), job("full")
    with ahead_with(executor) as ahead:
        for each in (asked, other, html):
            ahead.begin(each)
        assert len(executor.futures) == 2
        executor.futures[0].set_result(Made(b"pdf"))
        assert make_all([asked], ahead, quiet) == {asked.path: Made(b"pdf")}
    assert len(executor.futures) == 2 and executor.futures[1].cancelled()


def test_a_worker_that_dies_is_a_problem_of_its_file() -> None:
    """Whoever ended it, the file that was not made is named."""
    with (
        ProcessPoolExecutor(1, get_context("spawn"), os._exit, (9,)) as pool,
        pytest.raises(BriefsError, match=r"nb/plan/alle\.pdf:1:1: the process that made this file was ended"),
    ):
        make_all([job(format="pdf")], MadeAhead(pool), quiet)


@pytest.mark.long
def test_a_missing_picture_is_told_though_the_project_has_it_elsewhere(project: Project) -> None:
    """What a page refers to by a path that the job does not carry is not looked for on the machine."""
    jobs = [replace(each, files={}) for each in pdfs_with_a_picture(project)]
    with pytest.raises(BriefsError, match=r"nb/oversikt/alle\.pdf:1:1: .*no file 'content/map\.svg'"):
        make_all(jobs, MadeAhead(None), quiet)


def test_every_file_is_counted() -> None:
    """Whoever watches hears of each file when it is made: how many of how many, and which."""
    heard: list[tuple[int, int, str]] = []
    make_all([job(), job("styre")], MadeAhead(None), lambda done, total, path: heard.append((done, total, path)))
    assert heard == [(0, 2, ""), (1, 2, "nb/plan/alle.html"), (2, 2, "nb/plan/styre.html")]


def test_problems_of_all_files_come_at_once() -> None:
    """A file that fails does not hide what is wrong with the next; what both say is reported once."""
    one, two = (Problem(Where(f"{name}.html"), "wrong") for name in ("one", "two"))

    def fail(*problems: Problem) -> None:
        raise BriefsError(*problems)

    with pytest.raises(BriefsError) as caught:
        all_of([partial(fail, one), partial(fail), partial(fail, one, two)])
    assert caught.value.problems == (one, two)


@pytest.mark.parametrize("ending", [KeyboardInterrupt, BriefsError])
def test_nothing_of_a_pool_outlives_it(ending: type[BaseException]) -> None:
    """Neither process nor thread is left to be met, half closed, by the end of the program."""
    before = set(threading.enumerate())
    with pytest.raises(ending), spawn_pool(2) as pool:
        assert pool is not None
        pool.submit(quiet, 1, 1, "")
        raise ending
    assert set(threading.enumerate()) == before
    assert not multiprocessing.active_children()


def test_bug_keeps_its_traceback() -> None:
    """What is no user's mistake is not turned into one."""

    def bug() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        all_of([bug])


def test_nothing_of_a_document_is_left_when_the_next_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boxes that refer to each other would stay until Python looks for them, which it seldom does."""

    class Box:
        """Refers to itself."""

        itself: object = None

    left: list[weakref.ref[Box]] = []

    def boxes(job: Job) -> Made:
        assert not any(each() for each in left)
        box = Box()
        box.itself = box
        left.append(weakref.ref(box))
        return Made(b"")

    monkeypatch.setattr("briefs.build.workers.make", boxes)
    with rarely_collected():
        make_all([job(audience, format="pdf") for audience in ("alle", "styre", "full")], MadeAhead(None), quiet)
    assert len(left) == 3


def test_collections_are_rare_while_files_are_made_and_not_after() -> None:
    """Python's own settings come back, after a mistake too."""
    before = gc.get_threshold()
    with pytest.raises(KeyError), rarely_collected():
        assert gc.get_threshold()[0] > before[0] and gc.get_freeze_count() > 0
        raise KeyError
    assert gc.get_threshold() == before and gc.get_freeze_count() == 0
