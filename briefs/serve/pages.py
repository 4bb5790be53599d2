"""Pages for the screen as they are shown while somebody writes: made once for each reading of the project, and an old
one, marked as such, where the content cannot be printed as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock as ThreadLock

from briefs.build.formats import Job, make
from briefs.build.pipeline import Run, print_all
from briefs.edition.edition import Order
from briefs.errors import BriefsError, Problem
from briefs.html.tool import with_notice
from briefs.serve.reading import ProjectReader, ReadProject

Explain = Callable[[ReadProject], tuple[Problem, ...]]
"""Why the content of a reading cannot be printed, as `briefs check` tells it."""


@dataclass(frozen=True, kw_only=True)
class ShownPage:
    """A page as it is shown; with `problems` it is of an earlier reading, or, where `page` is None, there is none."""

    number: int
    taken: str
    page: bytes | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_old(self) -> bool:
        """Whether a newer one ought to stand in its place."""
        return bool(self.problems)


@dataclass(frozen=True)
class _Good:
    """The last page of an edition that could be made, and of which reading it is."""

    reading: ReadProject
    job: Job
    page: bytes


@dataclass(kw_only=True)
class PageMaker:
    """Makes the pages of a project as they are asked for; any thread may ask."""

    root: Path
    reader: ProjectReader
    explain: Explain
    _good: dict[str, _Good] = field(default_factory=dict, repr=False)
    _shown: dict[str, ShownPage] = field(default_factory=dict, repr=False)
    _lock: ThreadLock = field(default_factory=ThreadLock, repr=False)

    def page(self, stem: str) -> ShownPage | None:
        """The page of an edition as the project stands now; None where there is no such edition and never was."""
        reading = self.reader.current()
        shown = self._shown.get(stem)
        if shown is not None and shown.number >= reading.number:
            return shown
        with self._lock:
            shown = self._shown.get(stem)
            if shown is None or shown.number < reading.number:
                shown = self._made(stem, self.reader.newest or reading)
            if shown is not None:
                self._shown[stem] = shown
            return shown

    def _made(self, stem: str, reading: ReadProject) -> ShownPage | None:
        if reading.is_broken:
            problems = reading.problems
        elif (order := reading.orders.get(stem)) is None:
            self._good.pop(stem, None)
            return None
        else:
            made = job_or_problems(reading, order, self.root, "html", self.explain)
            if isinstance(made, Job):
                page = make(made).content
                self._good[stem] = _Good(reading, made, page)
                return ShownPage(number=reading.number, taken=reading.taken, page=page)
            problems = made
        return self._old(stem, reading, problems)

    def _old(self, stem: str, reading: ReadProject, problems: tuple[Problem, ...]) -> ShownPage | None:
        good = self._good.get(stem)
        if good is None:
            return ShownPage(number=reading.number, taken=reading.taken, page=None, problems=problems)
        marked = with_notice(good.job.page, good.job.order.language, self.root, good.reading.taken)
        page = make(replace(good.job, page=marked)).content
        return ShownPage(number=reading.number, taken=good.reading.taken, page=page, problems=problems)


def job_or_problems(
    reading: ReadProject, order: Order, root: Path, form: str, explain: Explain
) -> Job | tuple[Problem, ...]:
    """The job that makes a file of an edition, or what stops it; content that `check` refuses may not be printable at
    all, and then `check` says why. An error that it cannot explain is a bug, and goes on.
    """
    library = reading.library
    assert library is not None  # the reading is not broken
    run = Run(root, root / "out", (form,), proof=False)
    try:
        return print_all(library, [order], run)[0]
    except BriefsError as error:
        return error.problems
    except Exception:
        problems = tuple(problem for problem in explain(reading) if problem.severity == "error")
        if not problems:
            raise
        return problems
