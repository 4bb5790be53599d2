"""`python benchmarks/costs.py [--only ROW]… [--again] [--rounds N] [--write FILE]`: what runs cost, row by row.

Prints a table of processor time of commands, typesetting, whole builds, growth and copies for recipients, each told in
what it takes turns with: starting Python with `import yaml, jinja2, pydantic`, WeasyPrint alone on the same pages,
Typst on the same words, and the program as it was before (`--before`). What was measured is kept in `.cache/bench`: a
run that was stopped goes on where it was, and `--again` measures anew. Exit status 1 where a goal is not met.
"""

from __future__ import annotations

import argparse
import gc
import html
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file

from benchmarks.measuring import (
    Figure,
    Kept,
    Spent,
    exponent,
    idle,
    in_turn,
    machine,
    median,
    processor,
    python,
    ratio,
    spent,
)
from briefs.build.formats import Job, make, with_faces
from briefs.build.pipeline import Run, Wanted, plan, print_all
from briefs.build.sound import sound_project
from briefs.build.workers import rarely_collected
from briefs.content.check import check
from briefs.content.load import load
from briefs.edition.data import edition_json
from briefs.edition.edition import Facts, Order, assemble
from briefs.edition.packs import Addressee, PackOrder, assemble_pack
from briefs.edition.sections import limited_kinds, needed_fields
from briefs.fonts import FACES, URL, font_file
from briefs.html.render import render, render_pack

ROOT = Path(__file__).parents[1]
LIGHT = python("-c", "import yaml, jinja2, pydantic")
HEAVY = python("-c", "import weasyprint")
BARE = python(str(ROOT / "benchmarks/bare.py"))
BRIEFS = python(str(ROOT / "build.py"))
SMALL = ROOT / "tests/projects/small"
MEETINGS = ROOT / "tests/projects/meetings"
BEFORE = "12a06d6"
"""The commit that full builds are held against."""
MEETING = "styremote-2021-10-12"
LIGHT_NAME, BARE_NAME = "× `import yaml, jinja2, pydantic`", "× WeasyPrint alone"
_MARKS = ("<!-- measured -->\n", "<!-- /measured -->")


@dataclass(frozen=True, slots=True)
class Bench:
    """Where it is measured, how often, and what it is held against."""

    folder: Path
    rounds: int
    sizes: tuple[int, ...]
    copies: tuple[int, ...]
    before: Path | None
    peers: Path | None

    @property
    def project(self) -> Path:
        """A copy of the project, for rows to change."""
        return self.folder / "project"

    @property
    def language(self) -> str:
        """The project's own, in which alone it is built."""
        return str(yaml.safe_load((self.project / "content/project.yaml").read_text("utf-8"))["language"])

    def build(self, *more: str) -> list[str]:
        """The command that builds it, in one process where nothing else is said."""
        return [*BRIEFS, "build", "--lang", self.language, *(more if "--jobs" in more else ("--jobs", "1", *more))]

    def standing(self) -> Path:
        """The project as it is shipped, with all that a build makes of it."""
        _fresh(self.project)
        ran(spent(self.build(), self.project))
        return self.project


def _fresh(project: Path) -> None:
    """A copy of the content, with what was built of it before."""
    for name in ("content", "styles", "templates"):
        shutil.rmtree(project / name, ignore_errors=True)
    shutil.copytree(ROOT / "content", project / "content")


def ran(done: Spent) -> Spent:
    """What a command took that ended well."""
    assert done.status == 0, f"exit status {done.status}"
    return done


def edited(path: Path, pattern: str, number: int) -> None:
    """Puts a word of its number behind the first place of a file that a pattern matches, in the place of an earlier;
    letters, since a number in a text is a mistake.
    """
    text = re.sub(r" prøve[a-j]+\b", "", path.read_text("utf-8"))
    found = re.search(pattern, text, re.MULTILINE)
    assert found, f"{path} has nothing like {pattern}"
    word = "prøve" + "".join("abcdefghij"[int(digit)] for digit in str(number))
    path.write_text(f"{text[: found.end()]} {word}{text[found.end() :]}", "utf-8")


# --- commands ---------------------------------------------------------------------------------------------------------


def _in_light(bench: Bench, command: Sequence[str], what: str, goal: float) -> Figure:
    """A command that is as it was, told in starts of light Python."""
    spent(command, bench.project)
    rows = in_turn(
        bench.rounds, lambda _: spent(command, bench.project).seconds, lambda _: spent(LIGHT, bench.project).seconds
    )
    return Figure(what, ratio(rows), LIGHT_NAME, goal, detail=f"{median(rows):.2f} s")


def light(bench: Bench) -> Iterator[Figure]:
    """Commands that have nothing to do."""
    bench.standing()
    yield _in_light(bench, [*BRIEFS, "--help"], "`--help`", 1.5)
    yield _in_light(bench, [*BRIEFS, "list"], "`list`, as before", 1.5)
    yield _in_light(bench, bench.build(), "`build`, nothing to do", 2)


def claim(bench: Bench) -> Iterator[Figure]:
    """One claim of one document, which the list of sources prints, gets other words."""
    path, pattern = _printed_claim(bench.standing())
    change = partial(edited, path, pattern)
    yield from _edit(bench, "one claim changed", change, seconds=3, goal=1.3)
    rows = in_turn(bench.rounds, partial(_checked, bench, change))
    yield Figure("`check`, one claim changed", median(rows), "s")


def _printed_claim(project: Path) -> tuple[Path, str]:
    """A claim that few pages print: the file that it stands in, and how it begins."""
    pages = [_plain(path.read_text("utf-8")) for path in (project / "out").glob("*/*/*.html")]
    library = sound_project(project).library
    found = []
    for source in library.sources.values():
        for each in source.claims:
            words = each.text.get(library.project.language).split("{")[0][:30].rsplit(" ", 1)[0]
            if number := sum(words in page for page in pages):
                found.append((number, project / each.where.file, re.escape(words)))
    _, path, pattern = min(found, key=lambda each: each[0])
    return path, pattern


def _plain(page: str) -> str:
    """The words of a page without what typography does to them."""
    words = html.unescape(re.sub(r"<[^>]*>", "", page.partition("<body")[2]))
    return words.replace("\u00a0", " ").replace("\u2060", "")


def overlay(bench: Bench) -> Iterator[Figure]:
    """One audience gets a template, or a style, of its own."""
    own = bench.standing() / "styles/audiences/kommunestyre.css"

    def write(number: int) -> None:
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(f"h1 {{ margin-top: 0.{number + 1}mm }}\n", "utf-8")

    yield from _edit(bench, "a style of one audience changed", write)


def style(bench: Bench) -> Iterator[Figure]:
    """All pages get another style."""
    own = bench.standing() / "styles/project.css"

    def write(number: int) -> None:
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(f"h1 {{ margin-top: 0.{number + 1}mm }}\n", "utf-8")

    yield from _edit(bench, "a style of all pages changed", write, rounds=1)


def _edit(
    bench: Bench,
    what: str,
    change: Callable[[int], None],
    *,
    rounds: int = 0,
    seconds: float | None = None,
    goal: float | None = None,
) -> Iterator[Figure]:
    """A build after a change, told in starting WeasyPrint and setting the PDFs alone that the build makes."""
    rows = []
    made: set[str] = set()
    for number in range(rounds or bench.rounds):
        change(number)
        before = _listed(bench.project)
        own = ran(spent(bench.build(), bench.project)).seconds
        made = {path for path, inputs in _listed(bench.project).items() if before.get(path) != inputs}
        pages = _pages(bench.project, [path for path in sorted(made) if path.endswith(".pdf")], bench.folder / "bare")
        rows.append((own, spent([*BARE, *map(str, pages)], bench.folder).seconds))
    files = f"{len(made)} files, {sum(path.endswith('.pdf') for path in made)} of them PDFs"
    name = f"`build`, {what}"
    yield Figure(name, ratio(rows), f"{BARE_NAME}, cold, its start with it", goal, detail=files)
    yield Figure(name, median(rows), "s", seconds, detail=files)


def _checked(bench: Bench, change: Callable[[int], None], number: int) -> float:
    change(100 + number)
    return spent([*BRIEFS, "check"], bench.project).seconds  # the words have no translation, which it reports


def _listed(project: Path) -> dict[str, str]:
    listed = json.loads((project / "out/manifest.json").read_text("utf-8"))["artifacts"]
    return {each["path"]: each["inputs"] for each in listed}


def _jobs(project: Path, orders: Sequence[Order] | None = None) -> tuple[Job, ...]:
    """The PDFs of a project, in its own language, as jobs."""
    library = sound_project(project).library
    wanted = Wanted(languages=(library.project.language,))
    chosen = orders or plan(library, wanted, library.newest, Facts())
    return print_all(library, chosen, Run(project, project / "out", ("pdf",)))


def _pages(project: Path, paths: Sequence[str], folder: Path) -> list[Path]:
    """The pages of these PDFs as files that WeasyPrint can set alone."""
    library = sound_project(project).library
    orders = plan(library, Wanted(languages=(library.project.language,)), library.newest, Facts())
    jobs = _jobs(project, [order for order in orders if f"{order.stem}.pdf" in paths]) if paths else ()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return [_bare_page(job.page, folder / f"{number}.html") for number, job in enumerate(jobs)]


def _bare_page(page: str, path: Path) -> Path:
    """Writes a page that finds its faces as files."""
    fonts = font_file(FACES[0]).parent
    page = with_faces(page, "pdf")
    for face in FACES:
        page = page.replace(f"{URL}{face.file}", font_file(face).as_uri())
    assert fonts.is_dir() and URL not in page
    path.write_text(page, "utf-8")
    return path


# --- typesetting and whole builds -------------------------------------------------------------------------------------


def typesetting(bench: Bench) -> Iterator[Figure]:
    """Of each brief the finished PDF over WeasyPrint alone, both warm, and over Typst."""
    _fresh(bench.project)
    library = sound_project(bench.project).library
    orders = plan(library, Wanted(languages=(library.project.language,)), library.newest, Facts())
    first = {order.brief: order for order in reversed(orders)}
    for job in _jobs(bench.project, list(first.values())):
        make(job)  # once, to be warm
        path, own = _bare_page(job.page, bench.folder / "bare.html"), partial(make, job)
        rows = tuple((processor(own), _warm(path)) for _ in range(bench.rounds))
        pages = make(job).pages or 0
        detail = f"{pages} pages, {median(rows) / pages:.2f} s a page"
        if (typst := _typst_seconds(bench, job.page)) is not None:
            detail += f"; {median(rows) / typst:.0f} × Typst, the same words without the look"
        yield Figure(f"a finished, proven PDF of `{job.order.brief}`", ratio(rows), f"{BARE_NAME}, warm", detail=detail)


def _warm(page: Path) -> float:
    told = subprocess.run([*BARE, "--warm", "1", str(page)], capture_output=True, text=True, check=True)
    return float(told.stdout)


def _typst_seconds(bench: Bench, page: str) -> float | None:
    """The seconds that Typst takes for the words of a page; None where it is not installed."""
    if bench.peers and (bench.peers / "typst").is_dir() and str(bench.peers) not in sys.path:
        sys.path.append(str(bench.peers))
    try:
        import typst  # type: ignore[import-not-found,unused-ignore]  # a peer, which no part of the program needs
    except ImportError:
        return None
    source = "\n\n".join(typst_markup(page)).encode()
    return statistics.median(processor(partial(typst.compile, source)) for _ in range(3))


def typst_markup(page: str) -> Iterator[str]:
    """The words of a page as Typst writes headings, paragraphs, items and rows; without its look."""
    body = re.sub(r"<(style|svg|script)\b.*?</\1>", "", page.partition("<body")[2], flags=re.DOTALL)
    for tag, inner in re.findall(r"<(h[1-4]|p|li|tr)\b[^>]*>(.*?)</\1>", body, re.DOTALL):
        words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", inner)).split())
        escaped = re.sub(r"([\\#*_`$<>@\[\]~=+/-])", r"\\\1", words)
        yield f"{'=' * int(tag[1])} {escaped}" if tag[0] == "h" else f"- {escaped}" if tag == "li" else escaped


def whole(bench: Bench) -> Iterator[Figure]:
    """All files of the project, with nothing there; beside the program as it was before."""
    _fresh(bench.project)
    rounds = max(1, bench.rounds // 2)

    def now(number: int, *more: str) -> Spent:
        shutil.rmtree(bench.project / "out", ignore_errors=True)
        return ran(spent(bench.build(*more), bench.project))

    def anew(number: int) -> float:
        shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"]) / "policy-briefs", ignore_errors=True)
        return now(number).seconds

    tasks: list[Callable[[int], float]] = [anew, lambda number: now(number).seconds]
    if bench.before:
        tasks.append(partial(_before, bench))
    rows = in_turn(rounds, *tasks)
    pages = _page_count(bench.project / "out")
    for place, name in enumerate(("on a machine that has never built", "with the faces cut before")):
        detail = f"{median(rows, place):.1f} s, {pages} pages in {len(_listed(bench.project))} files"
        if bench.before:
            earlier = _page_count(bench.before / "out")
            value = ratio(rows, place, 2) * earlier / pages
            detail += f"; at {BEFORE} {median(rows, 2):.1f} s for {earlier} pages"
            yield Figure(f"`build`, nothing there, {name}, a page", value, f"× as at {BEFORE}", 0.75, detail=detail)
        else:
            yield Figure(f"`build`, nothing there, {name}, a page", median(rows, place) / pages, "s", detail=detail)


def _before(bench: Bench, number: int) -> float:
    assert bench.before
    shutil.rmtree(bench.before / "out", ignore_errors=True)
    environment = os.environ | {"PYTHONPATH": str(bench.peers or "")}
    command = python("build.py", "build", "--lang", bench.language, "--jobs", "1")
    return ran(spent(command, bench.before, environment)).seconds


def _page_count(out: Path) -> int:
    listed = json.loads((out / "manifest.json").read_text("utf-8"))["artifacts"]
    return sum(each.get("pages") or 0 for each in listed)


def workers(bench: Bench) -> Iterator[Figure]:
    """One process against two, by the clock, with the processors that had nothing to do before."""
    _fresh(bench.project)
    rows, free = [], []
    for _ in range(max(1, bench.rounds // 2)):
        took = []
        for jobs in ("1", "2"):
            shutil.rmtree(bench.project / "out", ignore_errors=True)
            free.append(idle() or 0)
            took.append(ran(spent(bench.build("--jobs", jobs), bench.project)))
        rows.append((took[0].clock, took[1].clock, took[0].seconds, took[1].seconds, max(each.memory for each in took)))
    detail = f"{statistics.median(free):.1f} processors idle before; processor time {ratio(rows, 3, 2):.2f} ×"
    yield Figure(
        "`build`, two processes, by the clock", ratio(rows), "× one, faster", 1.6, at_least=True, detail=detail
    )
    yield Figure("`build`, most memory of a process", median(rows, 4) / 2**20, "MB", 350)


# --- growth -----------------------------------------------------------------------------------------------------------


def grown(folder: Path, number: int) -> Path:
    """A project with so many demands, each answered by a measure of its own."""
    project = folder / f"grown-{number}"
    shutil.copytree(SMALL, project, dirs_exist_ok=True)
    demands, measures = (project / f"content/{name}.yaml" for name in ("demands", "measures"))
    values, answers = (yaml.safe_load(path.read_text("utf-8")) for path in (demands, measures))
    some, steps = _records(values), _records(answers)
    demand, measure = dict(some[0]), dict(next(each for each in steps if each.get("answers")))
    given = measure["answers"][0]
    of_series = sum(each["series"] == demand["series"] for each in some)
    for index in range(number - len(some)):
        some.append({**deepcopy(demand), "id": f"krav-x{index}", "number": of_series + index + 1})
        answer = {**deepcopy(given), "demand": f"krav-x{index}"}
        steps.append({**deepcopy(measure), "id": f"tiltak-x{index}", "answers": [answer]})
    demands.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), "utf-8")
    measures.write_text(yaml.safe_dump(answers, allow_unicode=True, sort_keys=False), "utf-8")
    return project


def _records(values: Any) -> list[dict[str, Any]]:
    """The list of records in a file, whether it is the file or stands under a name."""
    lists = [values] if isinstance(values, list) else [each for each in values.values() if isinstance(each, list)]
    return max(lists, key=len)


def growth(bench: Bench) -> Iterator[Figure]:
    """How steps grow with the number of records, the links of each being as many."""
    steps: dict[str, list[float]] = {}
    for size in bench.sizes:
        with rarely_collected():  # as in a build
            for name, seconds in _steps(grown(bench.folder, size), bench.rounds):
                steps.setdefault(name, []).append(seconds)
    for name, took in steps.items():
        detail = ", ".join(f"{seconds:.2f} s" for seconds in took) + f" for {_listing(bench.sizes)} demands"
        worst = max(exponent(bench.sizes[: place + 2], took[: place + 2]) for place in range(len(took) - 1))
        yield Figure(f"{name} grows with the demands to the power of", worst, "", 1.15, detail=detail)


def _steps(project: Path, rounds: int) -> Iterator[tuple[str, float]]:
    """The seconds of each step, of which the least of several rounds is the one that others disturbed least."""
    loaded = load(project)
    assert loaded.library is not None and not loaded.problems, loaded.problems[:3]
    kinds, limited = needed_fields(), limited_kinds()
    took: dict[str, list[float]] = {}
    for _ in range(rounds):
        gc.collect()
        took.setdefault("load", []).append(processor(partial(load, project)))
        library = load(project).library
        assert library is not None
        order = plan(library, Wanted(languages=(library.project.language,)), library.newest, Facts())[0]
        took.setdefault("check", []).append(processor(partial(check, library, sections=kinds, limited=limited)))
        took.setdefault("assemble", []).append(processor(partial(assemble, library, order)))
        edition = assemble(library, order)
        took.setdefault("record (JSON)", []).append(processor(partial(edition_json, edition)))
        took.setdefault("render", []).append(processor(partial(render, edition, project, "html")))
    for name, seconds in took.items():
        yield name, min(seconds)


def pages(bench: Bench) -> Iterator[Figure]:
    """How typesetting grows with the pages, and a whole build of 1000 demands."""
    sizes = [size for size in bench.sizes if size <= 300] or [bench.sizes[0]]
    counts, took = [], []
    for size in [size // 10 for size in sizes] + sizes:
        project = grown(bench.folder, size)
        job = next(job for job in _jobs(project) if job.order.audience == "alle")
        counts.append(make(job).pages or 0)
        took.append(processor(partial(make, job)))
    detail = ", ".join(f"{seconds:.1f} s" for seconds in took) + f" for {_listing(counts)} pages"
    yield Figure("typesetting grows with the pages to the power of", exponent(counts, took), "", 1.2, detail=detail)


def thousand(bench: Bench) -> Iterator[Figure]:
    """All files of a project with 1000 demands."""
    project = grown(bench.folder, 1000)
    shutil.rmtree(project / "out", ignore_errors=True)
    done = ran(spent([*BRIEFS, "build", "--jobs", "1"], project))
    number = _page_count(project / "out")
    detail = f"{number} pages in {len(_listed(project))} files, {done.memory / 2**20:.0f} MB"
    yield Figure("`build` of 1000 demands, a page", done.seconds / number, "s", detail=detail)


def _listing(values: Iterable[int]) -> str:
    return ", ".join(map(str, values))


# --- recipients -------------------------------------------------------------------------------------------------------


def recipients(bench: Bench) -> Iterator[Figure]:
    """Copies of a meeting's papers for an invented list, in one process."""
    project = bench.folder / "meeting"
    shutil.rmtree(project, ignore_errors=True)
    for each in (SMALL, MEETINGS):
        shutil.copytree(each, project, dirs_exist_ok=True)
    page = _bare_page(_copy_page(project), bench.folder / "bare.html")
    bare = [_warm(page)]
    done = {}
    for number in bench.copies:
        done[number] = _copies(project, number)
        bare.append(_warm(page))
    listed = json.loads((project / f"packs/{MEETING}/recipients.json").read_text("utf-8"))["copies"]
    for number, took in done.items():
        detail = f"{took.seconds:.1f} s, {listed[0]['pages']} pages each"
        name = f"{number} {'copy' if number == 1 else 'copies'}, most memory of the process"
        yield Figure(name, took.memory / 2**20, "MB", 350, detail=detail)
    least, most = min(done), max(done)
    a_copy = (done[most].seconds - done[least].seconds) / max(1, most - least)
    unit, detail = f"{BARE_NAME}, warm", f"{a_copy:.2f} s; the first copy {done[least].seconds:.1f} s"
    yield Figure("a copy more", a_copy / statistics.median(bare), unit, 1.25, detail=detail)


def _copies(project: Path, number: int) -> Spent:
    shutil.rmtree(project / "packs", ignore_errors=True)
    names = (f"mottaker-{each:03},Mottaker {each},Kjære mottaker {each}" for each in range(number))
    (project / "list.csv").write_text("\n".join(["id,name,salutation", *names]) + "\n", "utf-8")
    command = [*BRIEFS, "pack", MEETING, "--recipients", "list.csv", "--jobs", "1"]
    return ran(spent(command, project))


def _copy_page(project: Path) -> str:
    """The page of one copy."""
    to = Addressee(name="Mottaker 1", salutation="Kjære mottaker 1")
    pack = assemble_pack(sound_project(project).library, PackOrder(meeting=MEETING, language="nb", to=to))
    return render_pack(pack, project, "pdf")


# --- the table --------------------------------------------------------------------------------------------------------

ROWS: dict[str, tuple[str, Callable[[Bench], Iterator[Figure]]]] = {
    "light": ("Commands", light),
    "claim": ("Commands", claim),
    "overlay": ("Commands", overlay),
    "style": ("Commands", style),
    "typesetting": ("Typesetting", typesetting),
    "whole": ("Whole builds", whole),
    "workers": ("Whole builds", workers),
    "growth": ("Growth", growth),
    "pages": ("Growth", pages),
    "thousand": ("Growth", thousand),
    "recipients": ("Many recipients", recipients),
}
"""By its name where each row stands, and what measures it."""


def table(kept: Kept) -> Iterator[str]:
    """The lines of all that was measured, as Markdown."""
    found = kept.read()
    busy = [found[name]["busy"] for name in ROWS if name in found]
    yield f"Measured on {machine()}; {min(busy, default=0):g} to {max(busy, default=0):g} processes waiting meanwhile."
    for heading in dict.fromkeys(heading for heading, _ in ROWS.values()):
        names = [name for name, (of, _) in ROWS.items() if of == heading]
        yield f"\n### {heading}\n\n| what | measured | wanted | |\n|---|---|---|---|"
        for name in names:
            yield from (each.line for each in kept.figures(name))
            if name not in found:
                yield f"| `--only {name}` | not run | | |"


def written_into(text: str, lines: Iterable[str]) -> str:
    """A page with these lines between its marks; ValueError where it has none."""
    before, begin, rest = text.partition(_MARKS[0])
    _, end, after = rest.partition(_MARKS[1])
    if not end:
        raise ValueError(f"the page has no {_MARKS[0].strip()} and {_MARKS[1]}")
    return before + begin + "\n".join(lines) + "\n" + end + after


def bench_of(options: argparse.Namespace) -> Bench:
    """What the options of the command ask for."""
    folder = options.folder.resolve()
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    os.environ["FONTCONFIG_FILE"] = str(ROOT / "briefs/fonts.conf")  # for WeasyPrint alone too
    packages = options.peers.resolve() if options.peers else None
    before = options.before.resolve() if options.before else _checkout(folder / "before", packages)
    (folder / "project").mkdir(parents=True, exist_ok=True)
    sizes, copies = (tuple(map(int, each.split(","))) for each in (options.sizes, options.copies))
    return Bench(folder, options.rounds, sizes, copies, before, packages)


def _checkout(folder: Path, packages: Path | None) -> Path | None:
    """The files of the earlier commit, where it and the library that it needs are there."""
    if packages is None or not (packages / "edtf").is_dir():
        return None
    if not folder.is_dir():
        archive = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True, check=False)
        if archive.returncode:
            return None
        folder.mkdir(parents=True)
        subprocess.run(["tar", "-x"], cwd=folder, input=archive.stdout, check=True)
    return folder


def main(arguments: list[str]) -> int:
    """Measures the rows that are wanted, prints the table, and writes it into a page where one is named."""
    parser = argparse.ArgumentParser(description="Processor time of commands, typesetting, growth and copies.")
    parser.add_argument("--only", action="append", choices=ROWS, metavar="ROW", help=f"one of {', '.join(ROWS)}")
    parser.add_argument("--again", action="store_true", help="measure also what was measured before")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each command takes its turn")
    parser.add_argument("--sizes", default="100,300,1000,3000", metavar="N,N", help="numbers of demands to grow by")
    parser.add_argument("--copies", default="1,10,100,400", metavar="N,N", help="numbers of recipients")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / ".cache/bench", metavar="DIR", help="where it is measured"
    )
    parser.add_argument("--before", type=Path, metavar="DIR", help=f"a checkout of {BEFORE}, or of another commit")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="the packages of requirements-bench.lock")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a Markdown page with the marks of this table")
    options = parser.parse_args(arguments)
    bench = bench_of(options)
    kept = Kept(bench.folder / "costs.json")
    for name in options.only or ROWS:
        if options.again or name not in kept.read():
            print(f"{name} …", file=sys.stderr, flush=True)
            busy = os.getloadavg()[0]
            kept.add(name, tuple(ROWS[name][1](bench)), max(busy, os.getloadavg()[0]))
    lines = list(table(kept))
    print("\n".join(lines))
    if options.write:
        options.write.write_text(written_into(options.write.read_text("utf-8"), lines), "utf-8")
    missed = [figure for name in options.only or ROWS for figure in kept.figures(name) if not figure.is_met]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
