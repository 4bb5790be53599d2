"""The executor whose processes stand on other machines: a Dask cluster's, with the extra `policy-briefs[cluster]`.

A job carries all that decides its file, so a worker needs this program in the same versions, and nothing of the
project. They are compared before anything runs, and again by each job, since a worker may join later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from briefs.build.fingerprint import made_with
from briefs.build.workers import rarely_collected
from briefs.errors import BriefsError, Problem, Where

if TYPE_CHECKING:
    from distributed import Client

R = TypeVar("R")
PATIENCE = 60.0  # seconds for a scheduler to answer, and for its first worker to come
_ONE_EACH = "Start workers with --nthreads 1, and as many as there are processors: --nworkers auto"


class Cluster(NamedTuple):
    """A cluster that was found fit: its executor, and how many jobs it makes at once."""

    executor: Executor
    workers: int


@contextmanager
def cluster_of(address: str, patience: float = PATIENCE) -> Iterator[Cluster]:
    """The cluster whose scheduler listens at an address; BriefsError where there is none, where no worker comes, or
    where a worker would make other files than this machine.
    """
    try:
        from distributed import Client
    except ImportError:
        hint = "Install policy-briefs[cluster]"
        raise BriefsError(Problem(Where("--scheduler"), "Dask is not installed here", hint)) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it becomes a problem
    try:
        client = Client(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        what = f"no scheduler answers at {address!r}: {type(error).__name__}"
        hint = "Start one with: dask scheduler --host 127.0.0.1"
        raise BriefsError(Problem(Where("--scheduler"), what, hint)) from None
    with client:
        workers = _fit_workers(client, address, patience)
        yield Cluster(_ClusterExecutor(client), workers)


def unlike_here(there: Mapping[str, str], here: Mapping[str, str]) -> str:
    """In which versions a machine differs from this one, in words; "" where in none."""
    names = sorted(name for name in {*there, *here} if there.get(name) != here.get(name))
    return "; ".join(f"{name} is {there.get(name, 'none')} there and {here.get(name, 'none')} here" for name in names)


def make_there(expected: Mapping[str, str], make: Callable[..., R], /, *args: Any) -> R:
    """What a worker does: a job, by the versions of whoever asked for it; BriefsError where it has others."""
    if unlike := unlike_here(made_with(), expected):
        raise BriefsError(Problem(Where("--scheduler"), f"a worker differs from this machine: {unlike}"))
    with rarely_collected():
        return make(*args)


class _ClusterExecutor(Executor):
    """Jobs as tasks of a cluster; one whose worker is lost goes to another, as often as Dask allows."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._expected = made_with()

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """As every executor; a job that the cluster loses for good ends as that of a process that was killed."""
        task = self._client.submit(partial(make_there, self._expected, fn), *args, **kwargs, pure=False)
        future: Future[R] = Future()
        future.set_running_or_notify_cancel()
        task.add_done_callback(lambda done: _settle(future, done))
        return future


def _settle(future: Future[R], task: Any) -> None:
    """Gives a future what became of its task; whatever is no exception of the job's own means that the job is lost."""
    try:
        future.set_result(task.result())
    except BriefsError as error:
        future.set_exception(error)
    except BaseException as error:
        own = not type(error).__module__.startswith(("distributed", "concurrent", "asyncio"))
        future.set_exception(error if own else BrokenExecutor(f"{type(error).__name__}: {error}"))


def _fit_workers(client: Client, address: str, patience: float) -> int:
    """How many workers there are; BriefsError with each that is unfit."""
    from distributed import TimeoutError as NobodyCameError

    try:
        client.wait_for_workers(1, timeout=patience)
    except (NobodyCameError, TimeoutError):
        what = f"the scheduler at {address} has no worker"
        hint = f"Start some with: dask worker {address} --nthreads 1 --nworkers auto"
        raise BriefsError(Problem(Where("--scheduler"), what, hint)) from None
    threads = {name: each["nthreads"] for name, each in client.scheduler_info(n_workers=-1)["workers"].items()}
    here = made_with()
    found = client.run(made_with, on_error="return")
    unlike = {name: _unlike(there, here) for name, there in found.items()}
    problems = [_unfit(name, words, "Install the same on all machines") for name, words in unlike.items() if words]
    crowded = [name for name, count in threads.items() if count > 1]
    problems += [_unfit(name, "it makes several files at once in one process", _ONE_EACH) for name in crowded]
    if problems:
        raise BriefsError(*problems)
    return len(threads)


def _unlike(there: object, here: Mapping[str, str]) -> str:
    """What is wrong with a worker that told its versions, or could not."""
    if isinstance(there, Mapping):
        return unlike_here(there, here)
    return f"it does not have this program: {there}"


def _unfit(worker: str, what: str, hint: str) -> Problem:
    return Problem(Where("--scheduler"), f"the worker {worker} is unfit: {what}", hint)
