"""Whole constructs, finished, against our own proof and, where it is at hand, against veraPDF; the report of the
referees.
"""

from __future__ import annotations

import base64
import io
import json
import subprocess
from pathlib import Path

import lxml.html
import pytest
from PIL import Image

from briefs.html.policy import policy as policy_of
from briefs.pdf.finish import finish, proof
from conformance import referees
from conformance.report import report_page
from conformance.tools import cached_browser, cached_verapdf
from tests.pdf.test_finish import BODY, CSS, _drop_alt, _drop_lang, _drop_scope, spoiled
from tests.printed import RECORD, set_page

VERAPDF = cached_verapdf()

LONG = "Kommunene ber om en varig finansiering av allmennlegetjenesten, og om flere utdanningsstillinger. " * 25
ROWS = "".join(f'<tr><th scope="row">{number}</th><td>Svar {number}</td></tr>' for number in range(60))


def _raster() -> str:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "#0f4c5c").save(picture, "PNG")
    return "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode("ascii")


# name → body and CSS: what templates may use, the odd with the usual
CONSTRUCTS = {
    "paragraphs in items": ("<ul><li><p>En</p><p>To</p></li><li><h2>Tre</h2></li></ul>", ""),
    "marks inside": ("<ul><li>En</li></ul>", "ul { list-style-position: inside }"),
    "own counters": (
        "<ol><li>En</li></ol>",
        "@counter-style k { system: numeric; symbols: '0' '1'; suffix: ') ' } ol { list-style: k }",
    ),
    "list over pages": ("<ol>" + "<li>Punkt<ul><li>Under</li></ul></li>" * 40 + "</ol>", ""),
    "empty items": ("<ul><li></li><li>En</li></ul>", ""),
    "emphasis in a link": ('<p><a href="#t">les <em>hele</em> <span>saken</span></a></p>', "em { color: #111 }"),
    "link with generated text": (
        '<p><a href="#t">les</a></p>',
        "a::after { content: ' (s. ' target-counter(attr(href), page) ')' }",
    ),
    "block link": ('<a href="#t"><h2>Kort</h2><p>Tekst</p></a>', "a { display: block }"),
    "picture in a link": (
        '<p><a href="#t"><svg width="9" height="9"><title>Merke</title><rect width="9" height="9"/></svg></a></p>',
        "",
    ),
    "link over lines and pages": (f'<p><a href="#t">{LONG}</a></p>', ""),
    "contents": (
        '<nav role="doc-toc"><ol><li><a href="#t">Tittel</a> <span data-ref="#t"></span></li></ol></nav>',
        "span::before { content: target-counter(attr(data-ref), page) }",
    ),
    "leaders": (
        '<ul><li><a href="#t">Tittel</a></li></ul>',
        "a::after { content: leader('.') target-counter(attr(href), page) }",
    ),
    "table over pages": (
        f'<table><caption>T</caption><thead><tr><td></td><th scope="col">B</th></tr></thead>{ROWS}</table>',
        "",
    ),
    "table with foot": (
        f"<table><thead><tr><th>A</th><th>B</th></tr></thead>{ROWS}<tfoot><tr><th>Sum</th><td>9</td></tr></tfoot></table>",
        "",
    ),
    "spans": (
        '<table><thead><tr><th rowspan="2">A</th><th colspan="2">B</th></tr><tr><th>C</th><th>D</th></tr></thead>'
        '<tr><th rowspan="2">1</th><td>2</td><td>3</td></tr><tr><td colspan="2">4</td></tr></table>',
        "",
    ),
    "hidden caption": (
        f"<table><caption>T</caption><thead><tr><th>A</th><th>B</th></tr></thead>{ROWS}</table>",
        "caption { position: absolute; width: 1px; height: 1px; overflow: hidden }",
    ),
    "row over pages": (f'<table><tr><th scope="row">1</th><td>{LONG}</td></tr></table>', ""),
    "lists and tables in cells": (
        '<table><tr><th scope="row">1</th><td><ul><li>En</li></ul></td></tr><tr><th>2</th><td></td></tr></table>',
        "",
    ),
    "notes": (
        f'<h2>B<i class="n">I tittel.</i></h2><p>{LONG}<i class="n">I tekst, med <a href="#t">lenke</a>.</i></p>'
        '<ul><li>C<i class="n">I liste.</i></li></ul><table><tr><th>D</th><td>E<i class="n">I '
        "celle.</i></td></tr></table>",
        ".n { float: footnote }",
    ),
    "long notes": (
        f'<p>A<i class="n">{LONG[:400]}</i> b<i class="n">{LONG[:400]}</i></p>',
        ".n { float: footnote } @page { @footnote { margin-top: 8px } }",
    ),
    "drawings": (
        '<svg width="9" height="9" aria-label="En"><rect width="9" height="9"/></svg><svg aria-hidden="true" '
        'width="9" height="9">'
        '<rect width="9" height="9"/></svg><figure><svg width="9" height="9"><title>To</title><text '
        'y="9">to</text></svg>'
        "<figcaption>Figur</figcaption></figure>",
        "",
    ),
    "numbered lines": (
        f'<div data-lines="all"><ol><li>{LONG}</li><li>B<span data-lines="none">C</span></li></ol></div>',
        "div { padding-left: 9mm }",
    ),
    "levels of parts": (
        '<article><h2>A</h2><article><h1 aria-level="3">B</h1><h2 aria-level="4">C</h2></article></article>',
        "article { break-before: right }",
    ),
    "rasters": (f'<img alt="Ett" src="{_raster()}"><img alt="" src="{_raster()}">', "img { width: 20mm }"),
    "chart of boxes": (
        '<div role="img" aria-label="To av tre"><span>2</span><span>3</span></div>',
        "span { display: inline-block; width: 9mm }",
    ),
    "grid": (
        "<div><p>A</p><p>B</p><section>C<p>D</p></section></div>",
        "div { display: grid; grid-template-columns: 1fr 1fr }",
    ),
    "flex": ("<div><p>A</p><p>B</p></div>", "div { display: flex; gap: 3mm }"),
    "columns": (f"<div><p>{LONG}</p><ul><li>En</li></ul></div>", "div { columns: 2 } p { hyphens: auto }"),
    "floats and absolutes": (
        f"<aside>Ved siden</aside><b>Opp</b><p>{LONG}</p>",
        "aside { float: right; width: 3cm } b { position: absolute; top: 0 }",
    ),
    "margins": (
        "<h2>B</h2><p>C</p>",
        (
            "@page { @top-left { content: string(t) } @bottom-right { content: counter(page) } } h2 { "
            "string-set: t content() }"
        ),
    ),
    "running elements": (
        "<header><p>Topp</p></header><p>C</p>",
        "header { position: running(t) } @page { @top-left { content: element(t) } }",
    ),
    "named and turned pages": (
        "<section><p>B</p></section><p>C</p>",
        "@page bred { size: A5 landscape } section { page: bred }",
    ),
    "terms": ("<dl><dt>A</dt><dd>B</dd><div><dt>C</dt><dd><p>D</p><ul><li>E</li></ul></dd></div></dl>", ""),
    "quotations": (
        (
            "<blockquote><p>A</p></blockquote><blockquote>B</blockquote><p><q>C</q> <code>d</code> <abbr "
            'title="E F">EF</abbr></p>'
        ),
        "code { font-family: inherit }",
    ),
    "languages": ('<section lang="en"><h2>B</h2><p>C <i lang="nb">d</i></p></section>', ""),
    "colours": (
        "<p>B</p><div>C</div>",
        "p { background: linear-gradient(#fff, #ccc); color: rgba(0, 0, 0, .8) } div { transform: rotate(2deg) }",
    ),
    "decorated text": (
        "<p><u>B</u> <s>C</s> <small>D</small> <sup>2</sup></p>",
        "p { font-variant-numeric: tabular-nums; letter-spacing: .1em }",
    ),
    "divided words": (
        "<p>spesialisthelsetjenestesamarbeidet</p>",
        "p { hyphens: auto; width: 22mm; text-align: justify }",
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every construct in a PDF of its own, and three PDFs that were spoiled."""
    folder = tmp_path_factory.mktemp("constructs")
    for name, (body, css) in CONSTRUCTS.items():
        pdf = finish(set_page(f'<h1 id="t">Tittel</h1>{body}', css), RECORD)
        (folder / f"{name}.pdf").write_bytes(pdf)
    whole = finish(set_page(BODY, CSS), RECORD)
    for name, spoil in (("lang", _drop_lang), ("alt", _drop_alt), ("scope", _drop_scope)):
        (folder / f"spoiled {name}.pdf").write_bytes(spoiled(whole, spoil))
    return folder


@pytest.fixture(scope="module")
def verdicts(folder: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """What veraPDF finds, by flavour and file."""
    if VERAPDF is None:
        pytest.skip("the referees were not run: no Java, or no veraPDF yet (make conformance)")
    found = {flavour: referees.verapdf(*VERAPDF, flavour, sorted(folder.iterdir())) for flavour in ("2a", "ua1")}
    return {flavour: {file.stem: findings for file, findings in of.items()} for flavour, of in found.items()}


@pytest.mark.long
@pytest.mark.parametrize("name", CONSTRUCTS)
def test_constructs_pass_the_proof(folder: Path, name: str) -> None:
    """What templates may write gives PDFs that keep all promises."""
    assert proof((folder / f"{name}.pdf").read_bytes(), RECORD, name=name) == ()


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "refused"),
    [
        *((name, "") for name in CONSTRUCTS),
        ("spoiled lang", "7.2-"),
        ("spoiled alt", "7.3-1"),
        ("spoiled scope", "7.5-1"),
    ],
)
def test_verapdf_agrees_with_the_proof(
    verdicts: dict[str, dict[str, tuple[str, ...]]], name: str, refused: str
) -> None:
    """PDF/A-2a and PDF/UA-1 in one file; and, as negative controls, no PDF/UA without Lang, Alt or Scope."""
    if refused:
        assert any(finding.startswith(refused) for finding in verdicts["ua1"][name])
    else:
        assert {flavour: findings[name] for flavour, findings in verdicts.items()} == {"2a": (), "ua1": ()}


def test_css_for_print_is_excepted_by_name_only() -> None:
    """A misspelt property is still an error."""
    assert referees.for_print("CSS: “string-set”: Property “string-set” doesn't exist.")
    assert referees.for_print("CSS: “float”: “footnote” is not a “float” value.")
    assert not referees.for_print("CSS: “colr”: Property “colr” doesn't exist.")
    assert not referees.for_print("CSS: “float”: “lef” is not a “float” value.")


def verdict(path: str, standard: str, *findings: str) -> dict[str, object]:
    """What the report says of one file by one referee."""
    return {"path": path, "standard": standard, "referee": "R", "findings": list(findings), "passed": not findings}


def test_the_report_has_a_row_for_each_edition() -> None:
    """A tick by standard, a cross that leads to what was found, and nothing where there is no such file; texts of
    others are escaped.
    """
    verdicts = [
        verdict("nb/a.html", "HTML"),
        verdict("nb/a.html", "WCAG"),
        verdict("nb/a.pdf", "PDF/A-2a", "<b>"),
        verdict("nb/a.pdf", "PDF/UA-1"),
        verdict("index.html", "HTML"),
    ]
    report = {"referees": {"veraPDF": "1.28.2"}, "passed": False, "verdicts": verdicts}
    page = lxml.html.document_fromstring(report_page(report, "nb"))
    rows = [[cell.text_content().split() for cell in row] for row in page.xpath("//table[@class='verdicts']//tr")]
    assert rows == [
        [["Fil"], ["PDF/A-2a"], ["PDF/UA-1"], ["HTML"], ["WCAG"]],
        [["index", "HTML", "index.html"], [], [], ["✓", "bestått"], []],
        [
            ["nb/a", "HTML", "nb/a.html", "PDF", "nb/a.pdf"],
            ["×", "ikke", "bestått"],
            *[["✓", "bestått"]] * 3,
        ],
    ]
    (cross,) = page.xpath("//a[@class='failed']/@href")
    assert page.get_element_by_id(cross[1:]).getnext().text_content() == "<b>"
    assert "Noe må rettes" in page.text_content() and "1.28.2" in page.text_content()


def test_the_report_is_one_file_in_the_look_of_the_list() -> None:
    """House faces and colours, its policy, and nothing to tell where all passed."""
    page = report_page({"referees": {}, "passed": True, "verdicts": [verdict("a.pdf", "PDF/UA-1")]}, "en")
    assert page.count("@font-face") == 5 and "masthead" in page and "--accent-soft" in page
    assert f'content="{policy_of(page)}"' in page
    assert "All is well" in page and "What must be mended" not in page


def test_the_build_is_read_from_its_manifest(tmp_path: Path) -> None:
    """PDFs and pages as listed, and the index; what lies about besides is not judged."""
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": [{"path": "nb/a.pdf"}, {"path": "nb/a.html"}]}))
    (tmp_path / "index.html").write_text("<title>Notater</title>")
    (tmp_path / "other.pdf").write_bytes(b"")
    assert referees.built(tmp_path) == ([tmp_path / "nb/a.pdf"], [tmp_path / "nb/a.html", tmp_path / "index.html"])


def test_the_list_of_briefs_names_the_report_once(tmp_path: Path) -> None:
    """A second run adds nothing."""
    (tmp_path / "index.html").write_text("<main><h1>Notater</h1></main><footer></footer>")
    for _ in range(2):
        referees.link_from_index(tmp_path, "nb")
    expected = (
        '<main><h1>Notater</h1><p><a href="conformance.html">Samsvar med standarder</a></p>\n</main><footer></footer>'
    )
    assert (tmp_path / "index.html").read_text() == expected


def test_a_folder_may_be_named_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """veraPDF names files from the root, `make conformance` names the folder `out`: they mean the same file."""
    item = f"<item><name>{tmp_path.resolve()}/a.pdf</name></item>"
    report = f"<report><job>{item}<validationReport isCompliant='true'/></job></report>"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(referees, "_run", lambda command: subprocess.CompletedProcess(command, 0, report, ""))
    assert referees.verapdf("java", Path("vera.jar"), "ua1", [Path("a.pdf")]) == {Path("a.pdf"): ()}


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ("<p>En side</p>", False),
        ('<p>En side <img alt="" src="https://brief.invalid/x.png"></p>', True),
        ('<p>En side</p><link rel="stylesheet" href="https://brief.invalid/x.css">', True),
        ("<p>En side</p><script>document.title = 'B'</script>", True),
    ],
)
def test_a_page_that_is_not_self_contained_is_refused(tmp_path: Path, body: str, refused: bool) -> None:
    """Opened in a browser, with its own policy: whatever it asks for, or may not run, is a finding."""
    browser = cached_browser()
    if browser is None:
        pytest.skip("no page was opened: no Chromium or no Node, or no axe-core yet (make conformance)")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{policy_of("<p>x</p>")}">'
    head = f'<meta charset="utf-8">{policy}<title>A</title>'
    (tmp_path / "a.html").write_text(
        f'<!doctype html><html lang="nb"><head>{head}</head><body><main><h1>A</h1>{body}</main></body></html>', "utf-8"
    )
    (verdict,) = referees.judge_access(browser, tmp_path, [tmp_path / "a.html"])
    assert any("self-contained" in finding for finding in verdict.findings) == refused, verdict.findings
