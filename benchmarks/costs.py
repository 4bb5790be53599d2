"""`python benchmarks/costs.py [--project DIR] [--lang L] [--rounds N] [--sizes N,N] [--write FILE]`: what runs cost.

Prints one table of processor time (user and system, of whole processes) of commands, as medians of rounds in which each
command takes turns with the two units that it is told in: starting Python with `import yaml, jinja2, pydantic`, and
starting WeasyPrint. Then typesetting over bare WeasyPrint and, where `typst` is installed, Typst on the same words; and
how steps grow with the number of records. Ratios hold on a machine that does other things too, seconds do not.
"""

from __future__ import annotations

import argparse
import html
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file

from briefs.build.formats import make, with_faces
from briefs.build.pipeline import Run, Wanted, plan, print_all
from briefs.build.sound import sound_project
from briefs.content.load import load
from briefs.edition.data import edition_json
from briefs.edition.edition import Facts, assemble
from briefs.html.render import render

ROOT = Path(__file__).parents[1]
LIGHT = [sys.executable, "-c", "import yaml, jinja2, pydantic"]
HEAVY = [sys.executable, "-c", "import weasyprint"]
BRIEFS = [sys.executable, str(ROOT / "build.py")]
SMALL = ROOT / "tests/projects/small"


def spent(command: Sequence[str], folder: Path) -> float:
    """Seconds of processor time of a command and the processes that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def taking_turns(
    prepare: Callable[[int], object], command: Sequence[str], folder: Path, rounds: int
) -> tuple[float, float, float]:
    """The medians of a command, and of its ratios to the two units beside it, `prepare` being called before each."""
    rows = []
    for number in range(rounds):
        prepare(number)
        light, own, heavy = spent(LIGHT, folder), spent(command, folder), spent(HEAVY, folder)
        rows.append((own, own / light, own / heavy))
    own, light, heavy = (statistics.median(column) for column in zip(*rows, strict=True))
    return own, light, heavy


def edited(path: Path, pattern: str, number: int) -> None:
    """Puts a word with a number behind the first place of a file that a pattern matches, in the place of an earlier."""
    text = re.sub(r" prøve\d+", "", path.read_text("utf-8"))
    found = re.search(pattern, text, re.MULTILINE)
    assert found, f"{path} has nothing like {pattern}"
    path.write_text(text[: found.end()] + f" prøve{number}" + text[found.end() :], "utf-8")


def commands(project: Path, languages: Sequence[str], rounds: int) -> Iterator[tuple[str, tuple[float, float, float]]]:
    """Each command with its medians, in a copy of the project whose files were built once."""
    own = [part for language in languages for part in ("--lang", language)]
    build = [*BRIEFS, "build", *own, "--jobs", "1"]
    source = sorted((project / "content/sources").glob("*.yaml"))[0]
    style = project / "styles/project.css"
    style.parent.mkdir(exist_ok=True)
    style.write_text("/* nothing */\n")

    def nothing(number: int) -> None:
        """Leaves the project as it is."""

    def one_style(number: int) -> None:
        style.write_text(f"h1 {{ margin-top: 0.{number + 1}mm }}\n")

    yield "`--help`", taking_turns(nothing, [*BRIEFS, "--help"], project, rounds)
    spent([*BRIEFS, "list"], project)
    yield "`list`, as before", taking_turns(nothing, [*BRIEFS, "list"], project, rounds)
    yield "`build`, all files, nothing there", taking_turns(nothing, build, project, 1)
    yield "`build`, nothing to do", taking_turns(nothing, build, project, rounds)
    claim = partial(edited, source, r"""^claims:[\s\S]*? text: ['"]?[^'"\n]*?\w+""")
    yield "`build`, one claim changed", taking_turns(claim, build, project, rounds)
    yield "`check`, one claim changed", taking_turns(claim, [*BRIEFS, "check"], project, rounds)
    yield "`build`, a style of all pages changed", taking_turns(one_style, build, project, 1)


def processor(task: Callable[[], object]) -> float:
    """Seconds of processor time of this process."""
    begun = time.process_time()
    task()
    return time.process_time() - begun


def typesetting(project: Path, rounds: int) -> Iterator[tuple[str, int, float, float, float | None]]:
    """Of each brief for everybody the pages, seconds, the ratio to bare WeasyPrint of the same page, and to Typst."""
    library = sound_project(project).library
    language = library.project.language
    orders = plan(library, Wanted(languages=(language,)), library.newest, Facts())
    first = {order.brief: order for order in reversed(orders)}
    for job in print_all(library, list(first.values()), Run(project, project / "out", ("pdf",))):
        page = with_faces(job.page, "pdf")
        bare = partial(_set_bare, page, job.files)
        pages = make(job).pages or 0
        rows = [(processor(partial(make, job)), processor(bare)) for _ in range(rounds)]
        own = statistics.median(row[0] for row in rows)
        typst = _typst_seconds(job.page) if find_spec("typst") else None
        yield (
            job.order.brief,
            pages,
            own,
            statistics.median(row[0] / row[1] for row in rows),
            None if typst is None else own / typst,
        )


def _set_bare(page: str, files: Mapping[str, bytes]) -> None:
    """The page as WeasyPrint alone makes a PDF of it."""
    from briefs.pdf.typeset import BASE_URL, ProjectFiles, weasyprint

    document = weasyprint.HTML(string=page, base_url=BASE_URL, url_fetcher=ProjectFiles(files))
    document.write_pdf(pdf_variant="pdf/ua-1")


def _typst_seconds(page: str) -> float:
    import typst  # type: ignore[import-not-found,unused-ignore]  # a peer, which no part of the program needs

    source = "\n\n".join(typst_markup(page)).encode()
    return statistics.median(processor(partial(typst.compile, source)) for _ in range(3))


def typst_markup(page: str) -> Iterator[str]:
    """The words of a page as Typst writes headings, paragraphs, items and rows; without its look."""
    body = re.sub(r"<(style|svg|script)\b.*?</\1>", "", page.partition("<body")[2], flags=re.DOTALL)
    for tag, inner in re.findall(r"<(h[1-4]|p|li|tr)\b[^>]*>(.*?)</\1>", body, re.DOTALL):
        words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", inner)).split())
        escaped = re.sub(r"([\\#*_`$<>@\[\]~=+/-])", r"\\\1", words)
        yield f"{'=' * int(tag[1])} {escaped}" if tag[0] == "h" else f"- {escaped}" if tag == "li" else escaped


def grown(folder: Path, number: int) -> Path:
    """A project with so many demands, each answered by a measure of its own."""
    project = folder / f"grown-{number}"
    shutil.copytree(SMALL, project)
    demands, measures = (project / f"content/{name}.yaml" for name in ("demands", "measures"))
    values, answers = (yaml.safe_load(path.read_text("utf-8")) for path in (demands, measures))
    some, steps = _records(values), _records(answers)
    demand, measure = dict(some[0]), dict(next(each for each in steps if each.get("answers")))
    given = measure["answers"][0]
    for index in range(number - len(some)):
        some.append({**deepcopy(demand), "id": f"krav-x{index}", "number": len(some) + 1})
        answer = {**deepcopy(given), "demand": f"krav-x{index}"}
        steps.append({**deepcopy(measure), "id": f"tiltak-x{index}", "answers": [answer]})
    demands.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), "utf-8")
    measures.write_text(yaml.safe_dump(answers, allow_unicode=True, sort_keys=False), "utf-8")
    return project


def _records(values: Any) -> list[dict[str, Any]]:
    """The list of records in a file, whether it is the file or stands under a name."""
    lists = [values] if isinstance(values, list) else [each for each in values.values() if isinstance(each, list)]
    return max(lists, key=len)


def growth(sizes: Sequence[int], folder: Path) -> Iterator[tuple[str, list[float]]]:
    """Of each step its seconds for each size."""
    steps: dict[str, list[float]] = {}
    for size in sizes:
        project = grown(folder, size)
        steps.setdefault("load", []).append(processor(partial(load, project)))
        loaded = load(project)
        assert loaded.library is not None and not loaded.problems, loaded.problems[:3]
        library = loaded.library
        order = plan(library, Wanted(languages=(library.project.language,)), library.newest, Facts())[0]
        steps.setdefault("assemble", []).append(processor(partial(assemble, library, order)))
        edition = assemble(library, order)
        steps.setdefault("record (JSON)", []).append(processor(partial(edition_json, edition)))
        steps.setdefault("render", []).append(processor(partial(render, edition, project, "html")))
    yield from steps.items()


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """How a step grows between the last two sizes: 1 is linear, 2 quadratic."""
    return log(seconds[-1] / max(seconds[-2], 1e-4)) / log(sizes[-1] / sizes[-2])


def machine() -> str:
    """What it was measured on, and with what."""
    names = ("weasyprint", "pikepdf", "jinja2", "pydantic", "pyyaml", "typst")
    versions = ", ".join(f"{name} {found}" for name in names if (found := _version(name)))
    load1 = os.getloadavg()[0]
    return (
        f"{platform.machine()}, {os.cpu_count()} processors, {load1:.1f} processes waiting at the start; "
        f"{platform.system()} {platform.release().partition('-')[0]}, Python {platform.python_version()}, {versions}"
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def report(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    """The lines of the table, as Markdown."""
    project = folder / "project"
    shutil.copytree(options.project / "content", project / "content")
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    languages = options.lang or [""]
    yield f"Measured on {machine()}."
    if options.lang:
        yield f"\nOf the languages of the project: {', '.join(options.lang)}."
    yield "\n| command | seconds | × `import yaml, jinja2, pydantic` | × `import weasyprint` |\n|---|---|---|---|"
    for name, (own, light, heavy) in commands(project, [each for each in languages if each], options.rounds):
        yield f"| {name} | {own:.2f} | {light:.1f} | {heavy:.1f} |"
    yield "\n| brief | pages | seconds a page | × bare WeasyPrint | × Typst, the same words without the look |"
    yield "|---|---|---|---|---|"
    for brief, pages, seconds, ratio, typst in typesetting(project, options.rounds):
        told = "not installed" if typst is None else f"{typst:.0f}"
        yield f"| {brief} | {pages} | {seconds / max(pages, 1):.2f} | {ratio:.2f} | {told} |"
    sizes = [int(size) for size in options.sizes.split(",")]
    heads = " | ".join(f"{size} demands" for size in sizes)
    yield f"\n| step | {heads} | exponent of the last two |\n|---|{'---|' * len(sizes)}---|"
    for step, seconds_of in growth(sizes, folder):
        cells = " | ".join(f"{each:.2f}" for each in seconds_of)
        yield f"| {step} | {cells} | {exponent(sizes, seconds_of):.2f} |"


def main(arguments: list[str]) -> int:
    """Prints the tables, and writes them between the marks of a file where one is named."""
    parser = argparse.ArgumentParser(description="Processor time of commands, typesetting and growth.")
    parser.add_argument("--project", type=Path, default=ROOT, metavar="DIR", help="a folder with content/")
    parser.add_argument("--lang", action="append", metavar="L", help="in this language only; may be repeated")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each command takes its turn")
    parser.add_argument("--sizes", default="100,300,1000", metavar="N,N", help="numbers of demands to grow by")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a Markdown file with the marks of this table")
    options = parser.parse_args(arguments)
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for line in report(options, Path(folder)):
            print(line, flush=True)
            lines.append(line)
    if options.write:
        before, begin, rest = options.write.read_text("utf-8").partition("<!-- measured -->\n")
        _, end, after = rest.partition("<!-- /measured -->")
        options.write.write_text(before + begin + "\n".join(lines) + "\n" + end + after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
