"""What the live preview costs: from saving a file to its fresh page, and a thousand requests while files change.

`python benchmarks/serving.py [--project DIR]` works on a copy of the project; what it prints is for whoever changes the
server. The files are saved in place and by a rename in turn.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file

from tests.serve.served import Served, served

ROOT = Path(__file__).parents[1]
MARK = "Merket"
_LETTERS = str.maketrans("0123456789", "abcdefghij")  # texts hold no digits
_DIGITS = str.maketrans("abcdefghij", "0123456789")


@dataclass
class Edits:
    """Savings of one file of a project: each has a number that its page must show."""

    file: Path
    original: str
    anchor: str
    saved: int = 0
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(10_001))

    def save(self) -> str:
        """Saves once more, in place or by a rename; the words that a fresh page has."""
        number = next(self._numbers)
        words = f"{MARK}{number}".translate(_LETTERS)
        text = self.original.replace(self.anchor, words, 1)
        if number % 2:
            self.file.write_text(text, "utf-8")
        else:
            draft = self.file.with_name(f".{self.file.name}")
            draft.write_text(text, "utf-8")
            draft.replace(self.file)
        self.saved = number
        return words


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description="What the live preview costs.")
    parser.add_argument("--project", type=Path, default=ROOT, help="the folder with content/")
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--parallel", type=int, default=50)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        for name in ("content", "templates", "styles"):
            if (options.project / name).is_dir():
                shutil.copytree(options.project / name, root / name)
        file = root / "content/measures.yaml"
        text = file.read_text("utf-8")
        title = next(line.partition("title: ")[2] for line in text.splitlines() if "title: " in line)
        edits = Edits(file, text, title)
        with served(root) as server:
            words = edits.save()
            path = next(path for path in _pages(server, root) if words in server.ask(path).text)
            _fresh_pages(server, path, edits, options.edits)
            _many_requests(server, path, edits, options.requests, options.parallel)
            begin = time.perf_counter()
            status, said = server.end()
            print(f"ended by an interrupt in {time.perf_counter() - begin:.1f} s with status {status}, saying {said!r}")


def _pages(server: Served, root: Path) -> list[str]:
    """The pages of the project in its own language, for everybody."""
    language = server.ask("/").headers["location"].split("/")[1]
    return [f"/{language}/{brief.stem}/alle.html" for brief in sorted((root / "content/briefs").glob("*.yaml"))]


def _fresh_pages(server: Served, path: str, edits: Edits, count: int) -> None:
    """From saving to the page, as the browser that is told by the stream of events gets it."""
    took = []
    for _ in range(count):
        words = edits.save()
        begin = time.perf_counter()
        answer = server.ask(path)
        took.append(time.perf_counter() - begin)
        assert words in answer.text, "a page that was asked for after a saving does not show it"
        time.sleep(0.7)  # the check that follows has its process to itself
    took.sort()
    print(f"saving to fresh page, {count} times: median {statistics.median(took):.3f} s, longest {took[-1]:.3f} s")


def _many_requests(server: Served, path: str, edits: Edits, count: int, parallel: int) -> None:
    """Many at once while a file is saved ten times a second; each answer is whole, and fresh or marked as old."""
    stop = threading.Event()

    def go_on_saving() -> None:
        while not stop.wait(0.1):
            edits.save()

    def ask(_: int) -> tuple[int, str, float]:
        least = edits.saved - 1  # one may be under way
        begin = time.perf_counter()
        answer = server.ask(path)
        taken = time.perf_counter() - begin
        text = answer.text
        number = int(text.partition(MARK)[2][:5].translate(_DIGITS) or 0)
        if not text.rstrip().endswith("</html>"):
            return answer.status, "cut", taken
        is_marked = answer.headers.get("x-briefs-old") == "1"  # a file was half written when it was read
        return answer.status, "fresh" if number >= least else "old, and says so" if is_marked else "stale", taken

    writer = threading.Thread(target=go_on_saving)
    writer.start()
    begin = time.perf_counter()
    try:
        with ThreadPoolExecutor(parallel) as pool:
            answers = list(pool.map(ask, range(count)))
    finally:
        stop.set()
        writer.join()
    took = sorted(taken for _, _, taken in answers)
    print(f"{count} requests, {parallel} at once, in {time.perf_counter() - begin:.1f} s, while files were saved:")
    for (status, what), number in Counter((status, what) for status, what, _ in answers).items():
        print(f"  {number} × {status}, {what}")
    print(f"  median {statistics.median(took):.2f} s, 99 of 100 within {took[int(0.99 * (len(took) - 1))]:.2f} s")


if __name__ == "__main__":
    main()
