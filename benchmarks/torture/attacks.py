"""Overlays that are after a command, another file, the network or all time and memory there is, before the commands
themselves; the attacks are those of the tests.
"""

from __future__ import annotations

import shutil
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from benchmarks.torture.commands import is_sound, run
from benchmarks.torture.leaks import texts
from benchmarks.torture.mutated import MEETING, MEETINGS, SMALL
from benchmarks.torture.outcome import Outcome, failed, fine, told
from tests.conftest import Project
from tests.html.test_attacks import CODE, ENDLESS, FILES, NETWORK, OVERLAY, PAPER_FILES, SECRET, Target, overlay
from tests.serve.served import served

_OVERLAYS = (OVERLAY, "templates/audiences/styre/brief.html")  # the pack's brief is for another audience
_PAGES = ("/nb/oversikt/alle.html", "/print/nb/oversikt/alle", "/")
_BY_NAME = [
    (f"{kind}: {name}", text)
    for kind, table in (("code", CODE), ("file", FILES), ("net", NETWORK), ("paper", PAPER_FILES), ("endless", ENDLESS))
    for name, text in table.items()
]
ATTACKS = [(command, name, text) for name, text in _BY_NAME for command in ("check", "build")]
ON_PACK = [("pack", name, text) for name, text in _BY_NAME[::3]]
ON_PREVIEW = [("serve", name, text) for name, text in _BY_NAME[1::3]]


def try_one(number: int, seed: int, folder: Path) -> Outcome:
    """The outcome of the attack of that number on `check` or `build`."""
    command, name, text = ATTACKS[number]

    def asked(root: Path) -> str | Outcome:
        options = ("--format", "html", "--jobs", "1", "--out", str(folder / "out")) if command == "build" else ()
        return _answer(root, command, *options)

    return _attacked(folder, f"{command}, {name}", text, asked)


def on_pack(number: int, seed: int, folder: Path) -> Outcome:
    """The outcome of the attack of that number on the papers of a meeting."""
    _, name, text = ON_PACK[number]
    options = (MEETING, "--no-proof", "--jobs", "1", "--out", str(folder / "out"))
    return _attacked(folder, f"pack, {name}", text, lambda root: _answer(root, "pack", *options))


def on_preview(number: int, seed: int, folder: Path) -> Outcome:
    """The outcome of the attack of that number on whoever looks at the preview."""
    _, name, text = ON_PREVIEW[number]

    def asked(root: Path) -> str | Outcome:
        with served(root) as server:
            answers = [server.ask(page) for page in _PAGES]
            status, said = server.end(signal.SIGTERM)
        if status or said or any(answer.status == 500 for answer in answers):
            return failed(f"{[answer.status for answer in answers]}, ends with {status}: {said[-300:]}")
        return said + "".join(answer.body.decode("latin-1") for answer in answers)

    return _attacked(folder, f"serve, {name}", text, asked)


def _answer(root: Path, command: str, *options: str) -> str | Outcome:
    answer = run(command, *options, "--project", str(root))
    wrong = is_sound(answer, root)
    return failed(wrong) if wrong else answer.printed


def _attacked(folder: Path, name: str, text: str, asked: Callable[[Path], str | Outcome]) -> Outcome:
    """A project with the overlay, a secret beside it, and a socket that nobody is to reach."""
    root = folder / "project"
    shutil.copytree(SMALL, root)
    shutil.copytree(MEETINGS, root, dirs_exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        target = Target(Project(root), listening)
        target.secret.write_text(SECRET, "utf-8")
        target.project.write(".env/secret.txt", SECRET)
        target.project.write(".env/secret.css", f"/* {SECRET} */")
        target.project.write(".env/secret.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SECRET}</text></svg>')
        for place in _OVERLAYS:
            target.project.write(place, target.filled(overlay(text)))
        said = asked(root)
        if isinstance(said, Outcome):
            return failed(f"{name}: {said.said}")
        if target.marker.exists():
            return failed(f"{name}: a command was run")
        if SECRET in said or any(SECRET.encode() in part for path in _made(folder / "out") for part in texts(path)):
            return failed(f"{name}: the secret got out")
        try:
            listening.accept()
        except BlockingIOError:
            return told(name) if ":1:" in said else fine(name)
        return failed(f"{name}: the network was reached")


def _made(out: Path) -> list[Path]:
    return [path for path in out.rglob("*") if path.is_file()]
