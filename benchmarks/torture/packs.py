"""Meetings, attachments and lists of recipients that are after another file, or would write beside the papers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.torture.commands import is_sound, run
from benchmarks.torture.leaks import texts
from benchmarks.torture.mutated import MEETING, MEETINGS, SMALL
from benchmarks.torture.outcome import Outcome, failed, fine, told

_FILE = f"content/meetings/{MEETING}.yaml"
_ATTACHED = "documents/brev-2021.txt, title: Brevet fra brukerrådet"
_SECRET = "the-combination-is-4711"


def _attached(file: str) -> Callable[[Path], None]:
    """Another file in the place of the attachment."""
    return lambda root: _replaced(root, _ATTACHED, f"{file}, title: Brevet")


def _instead(place: Callable[[Path], None]) -> Callable[[Path], None]:
    """Something else in the place of the attached file itself."""

    def put(root: Path) -> None:
        (root / "documents/brev-2021.txt").unlink()
        place(root / "documents/brev-2021.txt")

    return put


def _replaced(root: Path, old: str, new: str) -> None:
    text = (root / _FILE).read_text("utf-8")
    if old not in text:
        raise RuntimeError(f"the meeting does not say {old!r}")
    (root / _FILE).write_text(text.replace(old, new), "utf-8")


def _says(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: _replaced(root, old, new)


def _listed(text: str, name: str = "recipients.yaml") -> Callable[[Path], None]:
    return lambda root: _written(root / name, text)


def _written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def _linked_meeting(root: Path) -> None:
    """The folder of the papers is a link out of the project."""
    (root.parent / "elsewhere").mkdir()
    (root / "packs").mkdir()
    (root / "packs" / MEETING).symlink_to(root.parent / "elsewhere")


def _local_by_a_link(root: Path) -> None:
    (root / "local.yaml").symlink_to(".env/secret.txt")
    _written(root / "recipients.yaml", "recipients:\n- {id: r1, local: local.yaml}\n")


def _manifest(text: str) -> Callable[[Path], None]:
    """A manifest of another run, which names files to be removed."""
    return lambda root: _written(root / "packs" / MEETING / "manifest.json", text)


PACKS: Mapping[str, Callable[[Path], None]] = {
    **{
        f"attached {file[:20]!r}": _attached(file)
        for file in (
            "../secret.txt", "documents/../../secret.txt", "/etc/passwd", "'documents/..\\..\\secret.txt'",
            ".env/secret.txt", "'documents/\\0x'", "file:///etc/passwd", "documents", "''", "documents/" + "x" * 300,
        )
    },
    "attached link out": _instead(lambda path: path.symlink_to(path.parents[2] / "secret.txt")),
    "attached link to hidden": _instead(lambda path: path.symlink_to(path.parents[1] / ".env/secret.txt")),
    "attached link to itself": _instead(lambda path: path.symlink_to(path.name)),
    "attached pipe": _instead(os.mkfifo),
    "attached folder": _instead(Path.mkdir),
    "attached zeros": _instead(lambda path: path.symlink_to("/dev/zero")),
    "meeting upwards": _says(f"id: {MEETING}", "id: ../../elsewhere"),
    "markup in a proposal": _says("Protokollen godkjennes.", "'<script src=http://127.0.0.1/></script>'"),
    "number with a path": _says("number: 5/21", "number: ../../5"),
    "zip name": _says("title: Brevet fra brukerrådet", "title: '../../../evil'"),
    "the meeting's folder is a link": _linked_meeting,
    "manifest upwards": _manifest('{"schema": 1, "artifacts": [{"path": "../../../secret.txt", "format": "pdf"}]}'),
    "manifest absolute": _manifest('{"schema": 1, "artifacts": [{"path": "/etc/hostname", "format": "pdf"}]}'),
    "manifest is none": _manifest('{"schema": 1, "artifacts": [[[[' + "[" * 5000),
    **{
        f"recipient {id[:20]!r}": _listed(f"recipients:\n- {{id: {id}, name: Én}}\n")
        for id in ("../../elsewhere", "/tmp/x", "'a/b'", "'..'", "'.'", "'a\\0b'", "'x' * 9", "x" * 3000, "[a]", "''")
    },
    **{
        f"local figures {file[:20]!r}": _listed(f"recipients:\n- {{id: r1, local: {file}}}\n")
        for file in (
            "../secret.txt", "/etc/passwd", ".env/secret.txt", "'\\0'", "/dev/zero", "documents", "nothing.yaml",
            "documents/x.yaml",
        )
    },
    "local figures by a link": _local_by_a_link,
    "recipients twice": _listed("recipients:\n- {id: r1}\n- {id: r1}\n"),
    "recipients in CSV": _listed("id;name\n=1+1;=cmd|' /C calc'!A0\n../x;y\n", "recipients.csv"),
    "an open quotation mark": _listed('id,name\nr1,"' + "x\n" * 9000, "recipients.csv"),
    "a wide CSV": _listed("id," * 20_000 + "\nr1\n", "recipients.csv"),
    "recipients that are bytes": _listed("\udcff\udcfe\x00i\x00d", "recipients.csv"),
    "no recipients": _listed(""),
    "recipients of a tag": _listed("recipients: !!python/object/apply:os.system ['touch marker']\n"),
}  # fmt: skip


def try_one(number: int, seed: int, folder: Path) -> Outcome:
    """The outcome of the attack of that number."""
    name, attack = list(PACKS.items())[number]
    root, secret = folder / "project", folder / "secret.txt"
    shutil.copytree(SMALL, root)
    shutil.copytree(MEETINGS, root, dirs_exist_ok=True)
    for place in (secret, root / ".env/secret.txt"):
        _written(place, _SECRET)
    attack(root)
    beside = _beside(folder)
    listed = next((("--recipients", str(path)) for path in sorted(root.glob("recipients.*"))), ())
    answer = run("pack", MEETING, "--no-proof", "--jobs", "1", *listed, "--project", str(root))
    if wrong := is_sound(answer, root):
        return failed(f"pack, {name}: {wrong}")
    if written := _beside(folder) ^ beside:
        return failed(f"pack, {name}: {sorted(written)} beside the papers")
    made = [path for path in (root / "packs").rglob("*") if path.is_file()]
    if _SECRET in answer.printed or any(_SECRET.encode() in text for path in made for text in texts(path)):
        return failed(f"pack, {name}: the secret got out")
    return told(name) if answer.status else fine(name)


def _beside(folder: Path) -> set[str]:
    """All files but those of the papers, with what they hold."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {
        f"{path.relative_to(folder)}" for path in files if path.relative_to(folder).parts[:2] != ("project", "packs")
    }
