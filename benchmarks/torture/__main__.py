"""`python -m benchmarks.torture`: everything that should break the program, by one command, seeded and resumable.

Each outcome is a line of a file, so a run that was stopped goes on where it was. Exit status 1 where anything failed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import multiprocessing.connection
import os
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.torture import attacks, interrupted, leaks, mutated, packs, preview, together
from benchmarks.torture.outcome import Outcome, failed

CHUNK = 40  # cases of one process, which then ends: memory that one leaves behind harms no other
MOST_COMPUTING = 120  # seconds of a processor for one case
PATIENCE = 1800  # seconds of the clock, on a machine that does other things too: a run in the background may get little
MEMORY = 2 << 30  # bytes that a process may have at most

_Try = Callable[[int, int, Path], Outcome]


class Kind(NamedTuple):
    """A kind of case, how many there are in a full and in a short run, and what tries one."""

    name: str
    full: int
    short: int
    try_one: _Try


KINDS = (
    Kind("mutated projects", 20_000, 40, mutated.try_one),
    Kind("attacks on check and build", len(attacks.ATTACKS), 12, attacks.try_one),
    Kind("overlays on packs", len(attacks.ON_PACK), 1, attacks.on_pack),
    Kind("overlays on the preview", len(attacks.ON_PREVIEW), 0, attacks.on_preview),
    Kind("attacks on packs", len(packs.PACKS), 12, packs.try_one),
    Kind("kills at random moments", 200, 1, interrupted.killed_at_random),
    Kind("kills at each write step", interrupted.STEPS, 3, interrupted.killed_at_step),
    Kind("full disk at each write step", interrupted.STEPS, 3, interrupted.disk_full_at_step),
    Kind("pairs of builds", 40, 0, together.try_one),
    Kind("a hundred requests while files change", 10, 0, preview.saved_under),
    Kind("attacks on the preview", len(preview.HOSTILE), 0, preview.asked_by_others),
    Kind("leak marks", 1, 0, leaks.try_one),
)


def main(arguments: list[str] | None = None) -> int:
    """Runs what is not done yet and prints the table."""
    options = _parser().parse_args(arguments)
    state: Path = options.state
    done = _done(state, options.seed) if not options.fresh else {}
    state.parent.mkdir(parents=True, exist_ok=True)
    with state.open("a" if done else "w", encoding="utf-8") as lines:
        for kind in KINDS:
            if options.only and options.only not in kind.name:
                continue
            count = kind.short if options.short else min(kind.full, options.most or kind.full)
            todo = [number for number in range(count) if (kind.name, number) not in done]
            for number, outcome in _tried(kind, todo, options.seed, options.jobs):
                done[kind.name, number] = outcome
                entry = {"seed": options.seed, "kind": kind.name, "number": number, **outcome._asdict()}
                lines.write(json.dumps(entry, ensure_ascii=False) + "\n")
                lines.flush()
                if outcome.result == "FAILED":
                    print(f"FAILED {kind.name} {number}: {outcome.said}", file=sys.stderr, flush=True)
    return _table(done)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--short", action="store_true", help="a few of each kind")
    parser.add_argument("--only", help="kinds whose name holds this")
    parser.add_argument("--most", type=int, help="at most so many of each kind")
    parser.add_argument("--state", type=Path, default=Path(".torture/outcomes.jsonl"))
    parser.add_argument("--fresh", action="store_true", help="forget what an earlier run did")
    return parser


def _done(state: Path, seed: int) -> dict[tuple[str, int], Outcome]:
    """What an earlier run with that seed did; a last line that was cut off is not done."""
    done: dict[tuple[str, int], Outcome] = {}
    for line in state.read_text("utf-8").splitlines() if state.exists() else ():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if entry["seed"] == seed:
            done[entry["kind"], entry["number"]] = Outcome(entry["result"], entry["said"])
    return done


def _tried(kind: Kind, numbers: list[int], seed: int, jobs: int) -> Iterator[tuple[int, Outcome]]:
    """The outcome of each, by processes that are stopped where one case takes too long."""
    chunks = iter([numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK)])
    running = [_Worker(kind, chunk, seed) for chunk in islice(chunks, jobs)]
    while running:
        for worker in list(running):
            yield from worker.outcomes()
            if worker.is_done():
                running.remove(worker)
                rest = worker.rest()
                if rest is not None or (rest := next(chunks, None)) is not None:
                    running.append(_Worker(kind, rest, seed))
        time.sleep(0.02)


class _Worker:
    """A process that tries cases in turn."""

    def __init__(self, kind: Kind, numbers: list[int], seed: int) -> None:
        self._todo, self._since, self._ended = list(numbers), time.monotonic(), False
        self._computed_before = 0.0
        self._pipe, theirs = multiprocessing.Pipe(duplex=False)
        context = multiprocessing.get_context("fork")
        self._process = context.Process(target=_work, args=(kind, numbers, seed, theirs))
        self._process.start()
        theirs.close()

    def outcomes(self) -> Iterator[tuple[int, Outcome]]:
        """What has come since the last call; a failure where the process died or did not come back."""
        while not self._ended and self._pipe.poll():
            try:
                number, outcome = self._pipe.recv()
            except EOFError:
                self._ended = True
                break
            self._todo.remove(number)
            self._since, self._computed_before = time.monotonic(), self._computed()
            yield number, Outcome(*outcome)
        if self._ended:
            self._process.join()
            if self._todo:
                yield self._todo.pop(0), failed(f"the process died: {self._process.exitcode}")
        elif self._todo and (hangs := self._hangs()):
            self._process.kill()
            self._ended = True
            yield self._todo.pop(0), failed(hangs)

    def _hangs(self) -> str:
        """Whether one case has computed, or stood still, for too long."""
        if self._computed() - self._computed_before > MOST_COMPUTING:
            return f"computes for more than {MOST_COMPUTING} s"
        return f"hangs for more than {PATIENCE} s" if time.monotonic() - self._since > PATIENCE else ""

    def _computed(self) -> float:
        """Seconds of a processor that the process has had so far; 0 where the system does not tell."""
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text("ascii")
        except OSError:
            return 0.0
        own_and_system = stat.rpartition(")")[2].split()[11:13]
        return sum(map(int, own_and_system)) / os.sysconf("SC_CLK_TCK")

    def is_done(self) -> bool:
        return self._ended

    def rest(self) -> list[int] | None:
        """What a process that died has left."""
        return self._todo or None


def _work(kind: Kind, numbers: Iterable[int], seed: int, pipe: multiprocessing.connection.Connection) -> None:
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115  # what is printed there is in the answers too
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
        for number in numbers:
            folder = Path(scratch) / str(number)
            folder.mkdir()
            try:
                outcome = kind.try_one(number, seed, folder)
            except Exception as error:  # the case itself is wrong, and that is a failure too
                outcome = failed(f"the case: {type(error).__name__}: {error}")
            if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > MEMORY:
                outcome = failed(f"more than {MEMORY >> 20} MB; {outcome.said}")
            pipe.send((number, tuple(outcome)))
            shutil.rmtree(folder, ignore_errors=True)


def _table(done: dict[tuple[str, int], Outcome]) -> int:
    """Prints how many of each kind were fine, told or failed; 1 where one failed."""
    counts = Counter((name, outcome.result) for (name, _), outcome in done.items())
    print("| what | tried | fine | told | failed |\n|---|---|---|---|---|")
    for name in dict.fromkeys(name for name, _ in done):
        fine, told, wrong = (counts[name, result] for result in ("fine", "told", "FAILED"))
        print(f"| {name} | {fine + told + wrong} | {fine} | {told} | {wrong} |")
    return int(any(result == "FAILED" for _, result in counts))


if __name__ == "__main__":
    sys.exit(main())
