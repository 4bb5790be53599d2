"""Overlays that are after a command, another file, the network or all time and memory there is, before the commands
themselves; the attacks are those of the tests.
"""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

from benchmarks.torture.commands import is_sound, run
from benchmarks.torture.mutated import SMALL
from benchmarks.torture.outcome import Outcome, failed, fine, told
from tests.conftest import Project
from tests.html.test_attacks import CODE, ENDLESS, FILES, NETWORK, OVERLAY, PAPER_FILES, SECRET, Target, overlay

ATTACKS = [
    (command, f"{kind}: {name}", text)
    for kind, table in (("code", CODE), ("file", FILES), ("net", NETWORK), ("paper", PAPER_FILES), ("endless", ENDLESS))
    for name, text in table.items()
    for command in ("check", "build")
]


def try_one(number: int, seed: int, folder: Path) -> Outcome:
    """The outcome of the attack of that number."""
    command, name, text = ATTACKS[number]
    root = folder / "project"
    shutil.copytree(SMALL, root)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        target = Target(Project(root), listening)
        target.secret.write_text(SECRET, "utf-8")
        target.project.write(".env/secret.txt", SECRET)
        target.project.write(".env/secret.css", f"/* {SECRET} */")
        target.project.write(".env/secret.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SECRET}</text></svg>')
        target.project.write(OVERLAY, target.filled(overlay(text)))
        options = ("--format", "html", "--jobs", "1", "--out", str(folder / "out")) if command == "build" else ()
        answer = run(command, *options, "--project", str(root))
        if wrong := is_sound(answer, root):
            return failed(f"{command}, {name}: {wrong}")
        if target.marker.exists():
            return failed(f"{command}, {name}: a command was run")
        if SECRET in answer.printed or any(SECRET.encode() in path.read_bytes() for path in _made(folder / "out")):
            return failed(f"{command}, {name}: the secret got out")
        try:
            listening.accept()
        except BlockingIOError:
            return told(name) if answer.status else fine(name)
        return failed(f"{command}, {name}: the network was reached")


def _made(out: Path) -> list[Path]:
    return [path for path in out.rglob("*") if path.is_file()]
