"""The preview while files change under it, and asked by those who should get nothing from it."""

from __future__ import annotations

import random
import shutil
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from benchmarks.torture.mutated import SMALL, spoil
from benchmarks.torture.outcome import Outcome, failed, fine, told
from tests.serve.served import Served, served

REQUESTS, AT_ONCE = 100, 50
PAGE = "/nb/oversikt/alle.html"
_PATHS = ("/", PAGE, "/desk", "/print/nb/oversikt/alle", "/desk/brev-2021", "/nothing")
_SECRET = "the-combination-is-4711"
HOSTILE = (
    *(f"/{way}secret.txt" for way in ("../", "..%2f", "%2e%2e/", "..\\", "....//", "%00", "//", "./../", "nb/../../")),
    *(f"/nb/oversikt/{way}" for way in ("../../secret.txt", "..%2f..%2fsecret.txt", "%00", "a" * 5000, "<script>")),
    *(f"/desk/{way}" for way in ("../secret", "..%2fsecret", "%ff", quote("'><img src=x>"), "a" * 5000)),
    *(f"/print/{way}/oversikt/alle" for way in ("..", "nb+nn+en", "%2e", "zz", quote("nb\r\nx: y"))),
    "/static/../../content/project.yaml", "/content/project.yaml", "/.git/config", "/events/../secret",
    "/?x=" + "y" * 9000,
)  # fmt: skip


def saved_under(number: int, seed: int, folder: Path) -> Outcome:
    """A hundred requests, fifty at once, while files are saved, spoiled and mended: a page, or why there is none (503),
    and a clean end.
    """
    rng = random.Random(f"{seed}/{number}")
    root = folder / "project"
    shutil.copytree(SMALL, root)
    with _serving(root) as server:
        with _saving(root, rng), ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(lambda path: server.ask(path).status, rng.choices(_PATHS, k=REQUESTS)))
        status, said = server.end(signal.SIGTERM)
    counts = Counter(answers)
    if wrong := {code: count for code, count in counts.items() if code >= 500 and code != 503}:
        return failed(f"answers {wrong}")
    return failed(f"ends with {status}: {said[-300:]}") if status or said else fine(str(dict(counts)))


def asked_by_others(number: int, seed: int, folder: Path) -> Outcome:
    """A path that leads out, or is no path at all."""
    root = folder / "project"
    shutil.copytree(SMALL, root)
    (folder / "secret.txt").write_text(_SECRET, "utf-8")
    with _serving(root) as server:
        answer = server.ask(HOSTILE[number])
        status, said = server.end(signal.SIGTERM)
    if _SECRET.encode() in answer.body or b"publisher:" in answer.body:
        return failed(f"{HOSTILE[number][:60]} got a file")
    if answer.status == 500 or b"Traceback" in answer.body or status or said:
        return failed(f"{HOSTILE[number][:60]}: {answer.status}, ends with {status}: {said[-300:]}")
    return told(f"{answer.status}") if answer.status >= 400 else fine(f"{answer.status}")


@contextmanager
def _serving(root: Path) -> Iterator[Served]:
    with served(root) as server:
        yield server


@contextmanager
def _saving(root: Path, rng: random.Random) -> Iterator[None]:
    """Saves in place, by rename, spoils a file now and then, and puts all back at the end."""
    whole = {path: path.read_bytes() for path in sorted((root / "content").rglob("*.yaml"))}
    stop = threading.Event()

    def save() -> None:
        while not stop.wait(rng.uniform(0.02, 0.2)):
            path = rng.choice(list(whole))
            if rng.random() < 0.3:
                spoil(root, rng)
            path.parent.mkdir(exist_ok=True)
            if path.is_dir():
                shutil.rmtree(path)
            elif path.is_symlink() or path.is_fifo():
                path.unlink()
            if rng.random() < 0.5:
                path.write_bytes(whole[path])
            else:
                (path.parent / ".draft").write_bytes(whole[path])
                (path.parent / ".draft").replace(path)

    saving = threading.Thread(target=save)
    saving.start()
    try:
        yield
    finally:
        stop.set()
        saving.join()
