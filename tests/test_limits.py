"""A step that has no end, or grows without one, is stopped; the machine and the step after it stay as they were."""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date

import pytest

from briefs import limits
from briefs.build import formats, pipeline
from briefs.build.formats import Job
from briefs.edition.edition import Order, assemble
from briefs.errors import BriefsError
from briefs.html.render import render
from briefs.limits import Limit, LimitReached, limited
from tests.conftest import Project

pytestmark = pytest.mark.skipif(not limits.AVAILABLE, reason="there is no bound on this system")
MEGABYTE = 1 << 20


def test_loop_without_end_is_stopped() -> None:
    """In about the time that it is given, with the name of what ran."""
    begin = time.process_time()
    words = r"^nb/oversikt takes more than 0\.3 seconds of computing$"
    with pytest.raises(LimitReached, match=words), limited(Limit(0.3, 1 << 30), "nb/oversikt"):
        while True:
            pass
    assert time.process_time() - begin < 2


def test_loop_that_swallows_errors_is_stopped() -> None:
    """A library that catches everything once does not go on for ever."""
    with pytest.raises(LimitReached), limited(Limit(0.2, 1 << 30), "x"):
        for _ in range(2):
            try:
                while True:
                    pass
            except LimitReached:
                continue
        while True:
            pass


def test_single_allocation_is_refused() -> None:
    """Work in C that would never return to Python is refused by the kernel."""
    with pytest.raises(LimitReached, match="x takes more than 64 MB of memory"), limited(Limit(60, 64 * MEGABYTE), "x"):
        b"a" * (1 << 40)


def test_slow_growth_is_stopped() -> None:
    """Many small values count as one large."""
    held = []
    with pytest.raises(LimitReached, match="x takes more than 64 MB of memory"), limited(Limit(60, 64 * MEGABYTE), "x"):
        while True:
            held.append(bytearray(10_000))


def test_everything_is_as_before_afterwards() -> None:
    """The next step has its own time, and the process its old bound."""
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)
    with limited(Limit(5, 64 * MEGABYTE), "x"):
        assert resource.getrlimit(resource.RLIMIT_AS) != before[0]
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


ENDLESS = {
    "time": (
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}" * 9,
        "takes more than 0.5 seconds of computing",
    ),
    "memory": (
        "{% macro a(x) %}{% if x|length < 10**12 %}{{ a(x ~ x) }}{% endif %}{% endmacro %}{{ a('aaaaaaaa') }}",
        "takes more than 64 MB of memory",
    ),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_template_without_end_is_told_with_brief_and_line(
    project: Project, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Which brief it is, and where in the template it happened."""
    monkeypatch.setattr(limits, "RENDERING", Limit(0.5, 64 * MEGABYTE))
    text, words = ENDLESS[what]
    project.write("templates/base/points.html", f"<p>x</p>\n{text}")
    with pytest.raises(BriefsError) as caught:
        render(assemble(project.library(), Order("oversikt", "alle", "nb", date(2021, 9, 20))), project.root, "html")
    where, _, said = str(caught.value).partition(": ")
    assert said.startswith(f"nb/oversikt/alle {words}. ")
    assert where == "templates/base/points.html:2:1" or (what == "memory" and where.startswith("templates/base/"))


TOO_SMALL = {
    "time": (Limit(0.3, 1 << 30), "nb/oversikt/alle.pdf takes more than 0.3 seconds of computing"),
    "memory": (Limit(600, 24 * MEGABYTE), "nb/oversikt/alle.pdf takes more than 24 MB of memory"),
}


def told(job: Job, limit: Limit) -> str:
    """What is said of a job that gets no more than this."""
    limits.TYPESETTING = limit  # the process is this test's own
    with pytest.raises(BriefsError) as caught:
        formats.make(job)
    return str(caught.value)


@pytest.mark.parametrize("what", TOO_SMALL)
def test_page_without_end_is_told_with_its_file(project: Project, what: str) -> None:
    """A brief of thousands of pages does not keep a worker for ever. It is a new process: one that has freed much takes
    memory from what it holds still, for most of a minute.
    """
    limit, words = TOO_SMALL[what]
    project.write("templates/base/points.html", "{% for a in range(3000) %}<p>Side {{ a }} av mange</p>\n{% endfor %}")
    order = Order("oversikt", "alle", "nb", date(2021, 9, 20))
    (job,) = pipeline.print_all(project.library(), [order], pipeline.Run(project.root, project.root / "out", ("pdf",)))
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as workers:
        said = workers.submit(told, job, limit).result()
    assert said.startswith(f"nb/oversikt/alle.pdf:1:1: {words}. Is a section")
