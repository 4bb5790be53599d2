"""PDFs as they are shown while somebody writes: typeset by a process of their own, so that nothing else waits for them,
and again only where the page for paper has changed.
"""

from __future__ import annotations

import asyncio
import signal
from collections import OrderedDict
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from briefs.build.formats import Job, make
from briefs.content.documents.pictures import PagePictures
from briefs.errors import BriefsError, Problem, Where
from briefs.pdf.finish.places import places
from briefs.serve.pages import Explain, job_or_problems
from briefs.serve.reading import ProjectReader, ReadProject

_MOST_KEPT = 12  # PDFs in memory, half a megabyte each
_BROKEN = "the process that set this PDF was ended from outside"


@dataclass(frozen=True, kw_only=True)
class ShownPdf:
    """A PDF as it is shown: its name, which is that of all it was made from, and of which reading it is; with
    `problems` it is an earlier one, or, where `pdf` is None, there is none.
    """

    name: str
    number: int
    taken: str
    pdf: PagePictures | None
    anchors: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def worker_pool() -> ProcessPoolExecutor:
    """One process that makes what takes long; it leaves interrupts to the server, which ends it."""
    return ProcessPoolExecutor(1, get_context("spawn"), _leave_signals)


def end(pool: ProcessPoolExecutor) -> None:
    """Ends the process at once, whatever it is at."""
    workers = list((pool._processes or {}).values())  # there is no public way
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()


def _leave_signals() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@dataclass(kw_only=True)
class PdfMaker:
    """Makes the PDFs of a project as they are asked for, the newest of each edition at hand; for one event loop."""

    root: Path
    reader: ProjectReader
    explain: Explain
    _pool: ProcessPoolExecutor = field(default_factory=worker_pool, repr=False)
    _good: OrderedDict[str, ShownPdf] = field(default_factory=OrderedDict, repr=False)
    _making: dict[str, asyncio.Task[ShownPdf]] = field(default_factory=dict, repr=False)
    _closed: bool = False

    async def pdf(self, stem: str) -> ShownPdf | None:
        """The PDF of an edition as the project stood when it was asked for, or later; None where there is no such
        edition, or the server ends.

        Several that ask at once wait for the same one.
        """
        reading = await asyncio.to_thread(self.reader.current)
        if reading.is_broken:
            return self._old(stem, reading, reading.problems)
        if stem not in reading.orders:
            return None
        while not self._closed:
            try:
                shown = await asyncio.shield(self._task(stem, self.reader.newest or reading))
            except asyncio.CancelledError:
                if self._closed:
                    return None
                raise
            if shown.number >= reading.number:
                return shown
        return None

    def at_hand(self, stem: str, name: str) -> PagePictures | None:
        """The PDF of that name, if it is still the newest of its edition."""
        shown = self._good.get(stem)
        return shown.pdf if shown is not None and shown.name == name else None

    def close(self) -> None:
        """Ends what is being made; nobody waits for it any longer."""
        self._closed = True
        for task in self._making.values():
            task.cancel()
        end(self._pool)

    def _task(self, stem: str, reading: ReadProject) -> asyncio.Task[ShownPdf]:
        running = self._making.get(stem)
        if running is None or running.done():
            running = self._making[stem] = asyncio.create_task(self._made(stem, reading))
        return running

    async def _made(self, stem: str, reading: ReadProject) -> ShownPdf:
        if reading.is_broken or stem not in reading.orders:
            return self._old(stem, reading, reading.problems)
        job = await asyncio.to_thread(job_or_problems, reading, reading.orders[stem], self.root, "pdf", self.explain)
        if not isinstance(job, Job):
            return self._old(stem, reading, job)
        name = job.inputs[:16]
        known = self._good.get(stem)
        if known is None or known.name != name:
            try:
                known = await self._typeset(job, name, reading)
            except BriefsError as error:
                return self._old(stem, reading, error.problems)
        shown = ShownPdf(
            name=name,
            number=reading.number,
            taken=reading.taken,
            pdf=known.pdf,
            anchors=known.anchors,
            warnings=known.warnings,
        )
        self._good[stem] = shown
        self._good.move_to_end(stem)
        while len(self._good) > _MOST_KEPT:
            self._good.popitem(last=False)
        return shown

    async def _typeset(self, job: Job, name: str, reading: ReadProject) -> ShownPdf:
        try:
            made = await asyncio.get_running_loop().run_in_executor(self._pool, make, job)
        except BrokenExecutor:
            self._pool = worker_pool()
            raise BriefsError(Problem(Where(job.path), _BROKEN, "Is there memory enough?")) from None
        anchors = await asyncio.to_thread(places, made.content)
        pdf = PagePictures(made.content)
        return ShownPdf(
            name=name, number=reading.number, taken=reading.taken, pdf=pdf, anchors=anchors, warnings=made.warnings
        )

    def _old(self, stem: str, reading: ReadProject, problems: tuple[Problem, ...]) -> ShownPdf:
        good = self._good.get(stem)
        return ShownPdf(
            name=good.name if good else "",
            number=reading.number,
            taken=good.taken if good else reading.taken,
            pdf=good.pdf if good else None,
            anchors=good.anchors if good else {},
            problems=problems,
        )
