"""`python -m conformance.referees OUT`: every PDF and page below OUT is judged, and the verdicts are written beside
them.

PDFs are held against each standard that they claim by veraPDF, pages against the Nu HTML checker and axe-core. Prints
versions and findings; exit status 0 if all is well, 1 if anything failed, 2 if a referee is missing.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from briefs.language.catalogue import SOURCE_LANGUAGE
from briefs.pdf.finish import claimed
from conformance.report import WORDS, report_page
from conformance.tools import MissingRefereeError, Tools, fetch

WIDTHS = (320, 1280)
STANDARDS = {
    "2a": "PDF/A-2a",
    "3a": "PDF/A-3a",
    "4": "PDF/A-4",
    "ua1": "PDF/UA-1",
    "ua2": "PDF/UA-2",
    "wt1a": "WTPDF 1.0 accessibility",
    "wt1r": "WTPDF 1.0 reuse",
}
TOGETHER = ({"2a", "ua1"}, {"3a", "ua1"}, {"4", "ua2", "wt1a", "wt1r"})
# CSS, mostly for print, that the Nu HTML checker does not know. By name, so that a misspelt property is still found.
PRINT_PROPERTIES = (
    "bookmark-label",
    "bookmark-level",
    "bookmark-state",
    "footnote-display",
    "footnote-policy",
    "hyphenate-limit-chars",
    "hyphenate-limit-zone",
    "string-set",
    "image-resolution",
    "image-rendering",
    "font-variant-numeric",
    "box-decoration-break",
)
PRINT_VALUES = (
    ("float", "footnote"),
    ("position", "running("),
    ("content", "target-counter("),
    ("content", "string("),
    ("content", "element("),
)


@dataclass(frozen=True)
class Verdict:
    """What one referee says of one file: `standard` is what it was held against, `findings` are empty if it passed."""

    path: str
    standard: str
    referee: str
    findings: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def main(arguments: list[str] | None = None) -> int:
    """Judge a folder; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m conformance.referees", description="Judge every PDF and page of a build."
    )
    parser.add_argument("out", type=Path, help="the folder that was built, with its manifest.json")
    parser.add_argument(
        "--lang", choices=sorted(WORDS), default=SOURCE_LANGUAGE, help="the language of the report page"
    )
    options = parser.parse_args(arguments)
    try:
        tools = fetch()
    except MissingRefereeError as missing:
        print(f"The referees were not run: {missing}", file=sys.stderr)
        return 2
    link_from_index(options.out, options.lang)
    pdfs, pages = built(options.out)
    verdicts = (
        *judge_pdfs(tools, options.out, pdfs),
        *judge_html(tools, options.out, pages),
        *judge_access(tools, options.out, pages),
    )
    versions = versions_of(tools)
    ordered = sorted(verdicts, key=lambda verdict: (verdict.path, verdict.standard))
    report = {
        "schema": 1,
        "referees": versions,
        "passed": bool(verdicts) and all(verdict.passed for verdict in verdicts),
        "verdicts": [asdict(verdict) | {"passed": verdict.passed} for verdict in ordered],
    }
    (options.out / "conformance.json").write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", "utf-8")
    page = options.out / "conformance.html"
    page.write_text(report_page(report, options.lang), "utf-8")
    own = (
        *judge_html(tools, options.out, [page]),
        *judge_access(tools, options.out, [page]),
    )  # the report must be what it asks for
    return print_verdicts((*verdicts, *own), versions, len(pdfs), len(pages))


def built(out: Path) -> tuple[list[Path], list[Path]]:
    """The PDFs and pages of a build, or of a meeting's papers: those of its manifest, and the index. What ends with
    foreign pages claims nothing, and so is held against nothing.
    """
    artifacts = json.loads((out / "manifest.json").read_text("utf-8"))["artifacts"]
    files = [out / artifact["path"] for artifact in artifacts if artifact.get("format") != "pdf-with-files"]
    index = out / "index.html"
    pages = [file for file in files if file.suffix == ".html"] + [index] * index.is_file()
    return [file for file in files if file.suffix == ".pdf"], pages


def link_from_index(out: Path, lang: str) -> None:
    """Name the report in the list of briefs; the next build writes the list anew, without what it knows nothing of."""
    index = out / "index.html"
    text = index.read_text("utf-8") if index.is_file() else ""
    if 'href="conformance.html"' not in text and "</main>" in text:
        link = f'<p><a href="conformance.html">{WORDS[lang]["title"]}</a></p>\n'
        before, after = text.rsplit("</main>", 1)
        index.write_text(f"{before}{link}</main>{after}", "utf-8")


def versions_of(tools: Tools) -> dict[str, str]:
    """What each referee calls itself."""
    vera = _run([tools.java, "-cp", str(tools.verapdf), "org.verapdf.apps.GreenfieldCliWrapper", "--version"]).stdout
    found = re.search(r"veraPDF (\S+)", vera)
    chromium = re.search(r"[\d.]{5,}", _run([tools.chromium, "--version"]).stdout)
    return {
        "veraPDF": found[1] if found else "?",
        "Nu HTML Checker": tools.npm_version("vnu-jar"),
        "axe-core": tools.npm_version("axe-core"),
        "Chromium": chromium[0] if chromium else "?",
    }


# --- the referees -----------------------------------------------------------------------------------------------------


def judge_pdfs(tools: Tools, out: Path, pdfs: Iterable[Path]) -> Iterator[Verdict]:
    """veraPDF's verdicts, one for each standard that a PDF claims; a PDF that claims less than two has failed."""
    claims: defaultdict[str, list[Path]] = defaultdict(list)
    for pdf in pdfs:
        flavours = claimed(pdf.read_bytes())
        for flavour in flavours:
            claims[flavour].append(pdf)
        if not any(each <= set(flavours) for each in TOGETHER):
            yield Verdict(
                _relative(pdf, out),
                "PDF/A + PDF/UA",
                "conformance",
                (f"claims only {', '.join(flavours) or 'nothing'}",),
            )
    for flavour, files in sorted(claims.items()):
        findings = verapdf(tools.java, tools.verapdf, flavour, files)
        for file in files:
            yield Verdict(_relative(file, out), STANDARDS.get(flavour, flavour), "veraPDF", findings[file])


def verapdf(java: str, jar: Path, flavour: str, files: list[Path]) -> dict[Path, tuple[str, ...]]:
    """What veraPDF finds in each file, for one flavour; Java is started once for all files, and names them from the
    root.
    """
    command = [java, "-cp", str(jar), "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", flavour, "--format", "xml"]
    report = ElementTree.fromstring(_run([*command, *(str(file.resolve()) for file in files)]).stdout)
    jobs = {Path(job.findtext("item/name", "")): job for job in report.iter("job")}
    return {file: tuple(_findings(jobs.get(file.resolve()))) for file in files}


def _findings(job: ElementTree.Element | None) -> Iterator[str]:
    verdict = job.find("validationReport") if job is not None else None
    if job is None or verdict is None:
        yield "veraPDF could not read it"
        return
    for rule in verdict.iter("rule"):
        where = rule.findtext("check/context", "")
        yield f"{rule.get('clause')}-{rule.get('testNumber')}: {rule.findtext('description')} ({where})"
    if verdict.get("isCompliant") != "true" and verdict.find(".//rule") is None:
        yield "veraPDF refuses it"


def judge_html(tools: Tools, out: Path, pages: Iterable[Path]) -> Iterator[Verdict]:
    """The Nu HTML checker's verdicts: no error, CSS for print aside."""
    files = list(pages)
    if not files:
        return
    done = _run(
        [tools.java, "-jar", str(tools.vnu), "--format", "json", "--stdout", "--exit-zero-always", *map(str, files)]
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] != "info" and not for_print(message["message"]):
            found[message.get("url", "")].append(
                f"{message.get('lastLine', 1)}:{message.get('lastColumn', 1)}: {message['message']}"
            )
    for file in files:
        url = file.resolve().as_uri().replace("file://", "file:")  # as the checker writes it
        yield Verdict(_relative(file, out), "HTML", "Nu HTML Checker", tuple(found.pop(url, ())))
    for url, messages in found.items():
        yield Verdict(url, "HTML", "Nu HTML Checker", tuple(messages))


def for_print(message: str) -> bool:
    """Whether the checker only stumbles over CSS for paged media."""
    if (unknown := re.match(r"CSS: “([\w-]+)”: Property “\1” doesn't exist", message)) is not None:
        return unknown[1] in PRINT_PROPERTIES
    return any(message.startswith(f"CSS: “{name}”: “{value}") for name, value in PRINT_VALUES)


def judge_access(tools: Tools, out: Path, pages: Iterable[Path]) -> Iterator[Verdict]:
    """axe-core's verdicts, at a phone's width and a desk's, and in the dark where a page has dark colours; a page that
    asks the network for anything, or holds what its own policy refuses, has failed.
    """
    files = [file.resolve() for file in pages]
    if not files:
        return
    wanted = {"pages": [{"path": str(file), "schemes": schemes(file)} for file in files], "widths": WIDTHS}
    script = Path(__file__).with_name("axe.mjs").resolve()
    with tempfile.TemporaryDirectory() as profile:
        # the script stands here and its packages in the cache: Node resolves them from the working folder
        done = _run(
            [tools.node, str(script), tools.chromium, profile], folder=tools.npm_folder, given=json.dumps(wanted)
        )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for finding in json.loads(done.stdout)["findings"]:
        where = f"{finding['width']} px, {finding['colorScheme']}"
        found[finding["path"]].append(
            f"{finding['rule']}: {finding['message']} ({where}) {', '.join(finding['nodes'][:5])}".strip()
        )
    for file in files:
        yield Verdict(_relative(file, out), "WCAG", "axe-core", tuple(found[str(file)]))


def schemes(page: Path) -> list[str]:
    """The colour schemes that a page has."""
    return ["light", "dark"] if re.search(r"prefers-color-scheme:\s*dark", page.read_text("utf-8")) else ["light"]


def _run(command: list[str], *, folder: Path | None = None, given: str = "") -> Any:
    done = subprocess.run(
        command, cwd=folder, input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if not done.stdout.strip():
        raise RuntimeError(f"{Path(command[0]).name} said nothing: {done.stderr.strip()[-2000:]}")
    return done


def _relative(file: Path, out: Path) -> str:
    return file.resolve().relative_to(out.resolve()).as_posix()


# --- the report -------------------------------------------------------------------------------------------------------


def print_verdicts(verdicts: tuple[Verdict, ...], versions: dict[str, str], pdfs: int, pages: int) -> int:
    """Print versions, findings and the count; the exit status."""
    print(" · ".join(f"{name} {version}" for name, version in versions.items()))
    failures = [verdict for verdict in verdicts if not verdict.passed]
    for verdict in failures:
        for finding in verdict.findings:
            print(f"{verdict.path}: {verdict.standard}: {finding}")
    print(f"{pdfs} PDFs and {pages} pages: {len(verdicts)} verdicts, {len(failures)} failures")
    return 1 if failures or not verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
