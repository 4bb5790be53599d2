"""A server of its own for a test: started as people start it, asked as a browser asks, ended by a signal."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        """The body as values."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    """A server that runs, and its port."""

    process: subprocess.Popen[str]
    port: int

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """One request on a connection of its own; `x_y=` is the header `x-y`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read())
        finally:
            connection.close()

    def act(self, path: str, values: Any) -> Answer:
        """What a page of the server sends, with its token."""
        page = self.ask("/desk").text
        found = re.search(r'name="briefs-token" content="([^"]+)"', page)
        assert found is not None
        headers = {"origin": self.address, "x_briefs_token": found[1], "content_type": "application/json"}
        return self.ask(path, "POST", json.dumps(values).encode(), **headers)

    def state(self) -> dict[str, Any]:
        """How the project stands, as the stream of events begins."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/events")
            answer = connection.getresponse()
            lines = [answer.readline().decode() for _ in range(3)]
        finally:
            connection.close()
        assert lines[0] == "event: state\n"
        values: dict[str, Any] = json.loads(lines[1].removeprefix("data: "))
        return values

    def eventually(self, wanted: Callable[[], bool]) -> None:
        """Waits until something is so."""
        end = time.monotonic() + PATIENCE
        while not wanted():
            assert time.monotonic() < end, "it never came"
            time.sleep(0.05)

    def end(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Ends it; its exit status, and what it said on standard error."""
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


@contextmanager
def served(root: Path, *arguments: str) -> Iterator[Served]:
    """A server for a project, at a port that is free."""
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--project", str(root), "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        port = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert port is not None, line + (process.stderr.read() if process.stderr else "")
        yield Served(process, int(port[1]))
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=PATIENCE)  # also where it has ended by itself: its pipes are closed here
