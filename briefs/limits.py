"""How long and how large a step may get: a template or a page without end stops with a problem instead of the machine.

Linux only, and only in a process's main thread; elsewhere there is no bound. While a bound stands, a timer on the
process's own CPU time looks at both the time and the memory, so that work in C that returns to Python now and then is
stopped too; one allocation that is far too large is refused by the kernel.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

_TICK = 0.1  # seconds of CPU time from one look to the next
_AIR = 1 << 30  # bytes of address space beyond the bound: libraries in C that get none crash, and the timer comes first
_STATM = Path("/proc/self/statm")
AVAILABLE = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound: seconds of CPU time, and bytes of memory beyond what the process has when it begins."""

    seconds: float
    memory: int


RENDERING = Limit(60, 1 << 30)
DOCUMENT = Limit(20, 1 << 30)
TYPESETTING = Limit(300, 3 << 30)


class LimitReached(Exception):  # noqa: N818  # it says what happened
    """A step ran over its bound; whoever knows its place makes it a problem."""


@contextmanager
def limited(limit: Limit, name: str) -> Iterator[None]:
    """Raises LimitReached, which says `name`, where what is done inside takes more than the limit; not inside another
    bound, and not where the system has none.
    """
    if not AVAILABLE or threading.current_thread() is not threading.main_thread():
        yield
        return
    try:
        with _ticking(limit, name), _less_address_space(limit.memory):
            yield
    except MemoryError as error:
        raise LimitReached(_too_large(limit, name)).with_traceback(error.__traceback__) from None


@contextmanager
def _ticking(limit: Limit, name: str) -> Iterator[None]:
    begin, size = time.process_time(), _resident()

    def look(_number: int, _frame: FrameType | None) -> None:
        # raised again with each tick, because a library may swallow it once
        if time.process_time() - begin > limit.seconds:
            raise LimitReached(f"{name} takes more than {limit.seconds:g} seconds of computing")
        if _resident() - size > limit.memory:
            raise LimitReached(_too_large(limit, name))

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _less_address_space(memory: int) -> Iterator[None]:
    import resource  # here, because Windows has none

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _pages(0) + memory + _AIR
    lowest = min(bound for bound in (wanted, soft, hard) if bound != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, (lowest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _too_large(limit: Limit, name: str) -> str:
    return f"{name} takes more than {limit.memory / (1 << 20):,.0f} MB of memory"


def _resident() -> int:
    return _pages(1)


def _pages(field: int) -> int:
    import resource

    return int(_STATM.read_text("ascii").split()[field]) * resource.getpagesize()
