"""Jobs become files, side by side where an executor is given: any, since the jobs carry all they need."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from briefs.build.formats import FORMATS, Job, Made, make
from briefs.errors import BriefsError, Problem, Where

_THRESHOLDS = (100_000, 20, 50)
"""How many new values are gathered before Python looks for those in use no more: at its own 700 it looks through the
boxes of a page over and over, which takes a tenth of the time. What a document leaves is looked for at its end."""
ReportProgress = Callable[[int, int, str], None]
R = TypeVar("R")


class MadeAhead:
    """Files that an executor begins to make as soon as their jobs are known, while the pages of others are rendered;
    without one, none.
    """

    def __init__(self, executor: Executor | None) -> None:
        self._executor = executor
        self._begun: dict[str, Future[Made]] = {}

    def begin(self, job: Job) -> None:
        """Has the file made, if its format takes long."""
        if self._executor and FORMATS[job.format].parallel:
            try:
                self._begun[job.path] = self._executor.submit(make, job)
            except BrokenExecutor as error:  # told of the file, when it is asked for
                self._begun[job.path] = Future()
                self._begun[job.path].set_exception(error)

    def maker(self, job: Job) -> Callable[[], Made]:
        """What gives the file, begun now where it was not before."""
        if not FORMATS[job.format].parallel:
            return partial(make, job)
        if not self._executor:
            return partial(tidied, make, job)
        if job.path not in self._begun:
            self.begin(job)
        return partial(_result, self._begun.pop(job.path), job)

    def give_up(self) -> None:
        """Lets go what was begun and nobody has asked for."""
        for future in self._begun.values():
            future.cancel()
        self._begun.clear()


@contextmanager
def ahead_with(executor: Executor | None) -> Iterator[MadeAhead]:
    """Files begun ahead with an executor; what nobody asked for when it ends is let go."""
    ahead = MadeAhead(executor)
    try:
        yield ahead
    finally:
        ahead.give_up()


def make_all(jobs: Sequence[Job], ahead: MadeAhead, step: ReportProgress) -> dict[str, Made]:
    """Every job's file by its path; BriefsError with the problems of all. `step` is given how many files of how many
    are made, and the path of the last.

    Formats that take long go to the executor; the others are made in this process meanwhile, so that the fonts are cut
    down once.
    """
    if gc.get_freeze_count():
        gc.freeze()  # what there is to make is looked through as little as what was there before
    ordered = sorted(jobs, key=lambda job: FORMATS[job.format].parallel)
    makers = [ahead.maker(job) for job in ordered]
    paths = [job.path for job in ordered]
    step(0, len(paths), "")
    stepped = [
        partial(_stepped, file, partial(step, number, len(paths), path))
        for number, (file, path) in enumerate(zip(makers, paths, strict=True), 1)
    ]
    return dict(zip(paths, all_of(stepped), strict=True))


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Lets Python seldom look for values that nothing uses, and never among those that are there already."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def tidied(make_one: Callable[..., R], /, *args: Any, **kwargs: Any) -> R:
    """What it gives; the boxes of its pages, which refer to each other, are gone afterwards, and memory is bounded by
    the largest document and not by how many there are.
    """
    try:
        return make_one(*args, **kwargs)
    finally:
        gc.collect()


def parallel(formats: Iterable[str]) -> int:
    """How many files of these formats gain from a process of their own."""
    return sum(FORMATS[format].parallel for format in formats)


@contextmanager
def spawn_pool(count: int) -> Iterator[Executor | None]:
    """An executor with that many processes of this machine, or none where one process does; when it ends, so have they,
    and after an interrupt at once.
    """
    if count < 2:
        yield None
        return
    with _SpawnPool(count) as pool:
        try:
            yield pool
        except BriefsError:
            raise
        except BaseException:
            pool.terminate()
            raise
        finally:
            # waited for: the end of the program would talk to a pool that is just closing its pipes (CPython's
            # _python_exit takes no lock), and show a traceback
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def given_or_spawned(executor: Executor | None, count: int) -> Iterator[Executor | None]:
    """The executor, if there is one, which outlives this; else what `spawn_pool` gives."""
    if executor is not None:
        yield executor
        return
    with spawn_pool(count) as pool:
        yield pool


def all_of(makers: Iterable[Callable[[], R]]) -> tuple[R, ...]:
    """What each of them gives; the problems of all that fail come as one BriefsError, each once."""
    made: list[R] = []
    problems: list[Problem] = []
    for make_one in makers:
        try:
            made.append(make_one())
        except BriefsError as error:
            problems.extend(error.problems)
    if problems:
        raise BriefsError(*dict.fromkeys(problems))
    return tuple(made)


class _SpawnPool(ProcessPoolExecutor):
    """Processes that leave interrupts to this one; spawned, because a fork would copy whatever locks it holds."""

    def __init__(self, count: int) -> None:
        super().__init__(count, multiprocessing.get_context("spawn"), _begin_work)
        self._count = count
        self._reading = True

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """As every executor; a worker may be started here, which inherits that interrupts are held back."""
        with _interrupts_held():
            future: Future[R] = super().submit(tidied, fn, *args, **kwargs)
        if self._reading and len(self._processes) == self._count:
            # the workers alone read it: with a reader here, an interrupted run waits for ever on a full pipe (CPython
            # before 3.11.5)
            self._call_queue._reader.close()  # type: ignore[attr-defined]  # there is no public way
            self._reading = False
        return future

    def terminate(self) -> None:
        """Ends the workers at once."""
        for worker in list(self._processes.values()):
            worker.terminate()


def _stepped(make_one: Callable[[], R], step: Callable[[], None]) -> R:
    try:
        return make_one()
    finally:
        step()


def _result(future: Future[Made], job: Job) -> Made:
    try:
        return future.result()
    except BrokenExecutor:
        hint = "Is there memory enough? --jobs 1 needs least"
        raise BriefsError(
            Problem(Where(job.path), "the process that made this file was ended from outside", hint)
        ) from None


@contextmanager
def _interrupts_held() -> Iterator[None]:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _begin_work() -> None:
    """What a worker does first."""
    gc.set_threshold(*_THRESHOLDS)
    _leave_interrupts()


def _leave_interrupts() -> None:
    """A worker leaves interrupts to the command, which ends it: one that ended by itself would look like a worker that
    was killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
