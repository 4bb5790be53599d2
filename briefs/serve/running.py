"""The server runs: on the loopback address alone, watching the project's files, until it is interrupted."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, suppress
from types import FrameType

import uvicorn
from watchfiles import awatch

from briefs.errors import BriefsError, Problem, Where
from briefs.serve.guards import Guard
from briefs.serve.setup import Setup
from briefs.serve.site import Site

LOOPBACK = "127.0.0.1"
_STEP = 20  # milliseconds without another change after which a change is told
_LOOK = 1000  # milliseconds after which the disk is looked at anyway: not every file system tells what changes
_THREADS = 64  # requests that wait for the same reading wait together
_PATIENCE = 3  # seconds that open requests have to end


def listening(port: int) -> socket.socket:
    """A socket on the loopback address; 0 takes any port that is free. BriefsError where the port is taken."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((LOOPBACK, port))
        opened.listen(256)
    except OSError as error:
        opened.close()
        taken = error.errno == errno.EADDRINUSE
        what = f"port {port} is taken" if taken else f"port {port} cannot be used: {(error.strerror or '').lower()}"
        raise BriefsError(Problem(Where("--port"), what, "Choose another with --port, or any with --port 0")) from None
    return opened


def run(setup: Setup, opened: socket.socket, ready: Callable[[], None]) -> None:
    """Serves until SIGINT or SIGTERM, and ends its processes; `ready` is called when it answers."""
    asyncio.run(_run(setup, opened, ready))


async def _run(setup: Setup, opened: socket.socket, ready: Callable[[], None]) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS))
    site = Site(setup=setup)
    guarded = Guard(site.app, setup.port, setup.token)
    config = uvicorn.Config(
        guarded,
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_PATIENCE,
    )
    stop = asyncio.Event()
    server = _Server(config, asyncio.get_running_loop(), stop)
    watching = asyncio.create_task(_watch(site, stop))
    telling = asyncio.create_task(_ready(server, ready))
    ending = asyncio.create_task(_end(site, stop))
    try:
        await server.serve([opened])
    finally:
        stop.set()
        telling.cancel()
        await asyncio.gather(watching, ending, telling, return_exceptions=True)


class _Server(uvicorn.Server):
    """Ends at the first signal with what it has, and at the second at once; a signal is no error."""

    def __init__(self, config: uvicorn.Config, loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
        super().__init__(config)
        self._loop, self._stop = loop, stop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """As uvicorn does, but it keeps no signal to raise again, and streams are told."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True
        self._loop.call_soon_threadsafe(self._stop.set)


async def _ready(server: uvicorn.Server, ready: Callable[[], None]) -> None:
    while not server.started:
        await asyncio.sleep(0.01)
    ready()


async def _end(site: Site, stop: asyncio.Event) -> None:
    """What is open ends when the server is to end, which waits for it: streams, and PDFs that are being made."""
    await stop.wait()
    site.close()


async def _watch(site: Site, stop: asyncio.Event) -> None:
    """Looks at the project whenever the system tells that a file changed, and now and then where it does not."""
    while not stop.is_set():
        folders = site.reader.folders()
        changes = awatch(
            *folders,
            watch_filter=None,
            step=_STEP,
            stop_event=stop,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        async with aclosing(changes):
            with suppress(OSError):  # too many folders are watched already: the disk is asked in its place
                async for _ in changes:
                    await site.look()
                    if site.reader.folders() != folders:
                        break
        if not stop.is_set():
            await site.look()
            await asyncio.sleep(0.2)
