"""A brief that somebody was sent: is it what was made, and what has changed since?"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from briefs.build.formats import Job, html_of, make
from briefs.build.pipeline import Run, Wanted, plan, print_all
from briefs.edition.edition import Facts
from briefs.edition.packs import PackOrder, assemble_pack
from briefs.edition.receipt import origin_of_pack, origin_text, read_receipt, receipt_text
from briefs.errors import BriefsError
from briefs.html.receipt import passages, receipt_and_passages
from briefs.html.render import render_pack
from briefs.pdf.finish import finish
from briefs.review.received import changed_since, edited, read_received
from briefs.review.verify import read_documents
from tests.conftest import SMALL, Project
from tests.printed import RECORD, set_page

BODY = '<h1 id="a">Tittel</h1><p>Alle 25 fikk svar, les <a href="#a">mer</a>.</p><p>Ingen ble spurt.</p>'


def jobs(project: Project, *, tag: str = "nb") -> tuple[Job, ...]:
    """The pages of the small project in a language."""
    library = project.library()
    orders = plan(library, Wanted(languages=(tag,)), library.newest, Facts())
    return print_all(library, orders, Run(project.root, project.root / "out", ("html",)))


@pytest.fixture
def page(project: Project) -> str:
    """A finished page of the small project."""
    return make(jobs(project)[0]).content.decode()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A finished PDF with a receipt; what it says of its origin is that of a page of the small project."""
    origin = jobs(Project(SMALL))[0].record.origin
    return finish(set_page(BODY), replace(RECORD, origin=origin))


def differences(content: bytes | str, name: str = "brev.html") -> list[str]:
    """What is not what was made."""
    data = content.encode() if isinstance(content, str) else content
    return [str(each.problem) for each in edited(read_received(data, name))]


def since(page: str, project: Project, folder: Path | None = None) -> list[tuple[str, str]]:
    """What has changed since, each with its kind."""
    library = project.library()
    documents = read_documents(folder, library) if folder else None
    found = changed_since(read_received(page.encode(), "brev.html"), library, documents)
    return [(each.kind, each.problem.what) for each in found]


# --- edited -----------------------------------------------------------------------------------------------------------


def test_an_untouched_page_is_what_was_made(page: str) -> None:
    """Also where white space was folded, or a browser that saved it has added what it always adds."""
    assert differences(page) == []
    saved = page.replace("<main>", "<!-- saved from url=(0022)https://example.org/ -->\n  <main>")
    saved = saved.replace("<tr>", "<tbody><tr>").replace("</tr>", "</tr></tbody>")
    assert differences(saved) == []


def test_one_letter_of_a_popup_names_the_claim(page: str) -> None:
    """What a source mark opens is held too, and told by the claim that it words."""
    popup = page.index('data-claims="brev-2021/')
    claim = re.search(r'="(brev-2021)/(\d+)', page[popup:])
    place = page.index("<dd>", popup) + len("<dd>")
    (found,) = differences(page[:place] + "X" + page[place + 1 :])
    assert claim and found.startswith(f"brev.html:1:1: claim {claim[1]}/{claim[2]}, «X")
    assert found.endswith("is not what was made")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("</h1>", " nå</h1>", "is not what was made"),
        ("<main>", "<main><p>En ny setning.</p>", "«En ny setning.» under"),
        ("<main>", '<main style="display: none">', "is not what was made"),
        ("</style>", "p::after { content: 'ikke' }</style>", "<style> of the page's head is not what was made"),
        ('data-project="', 'data-project="Ny ', "is not what was made"),
        ("</main>", "</main><script>document.body.innerHTML = ''</script>", "«document.body.innerHTML"),
    ],
)
def test_an_edit_is_found_wherever_it_is(page: str, old: str, new: str, told: str) -> None:
    """Words, what hides or writes them, and what a style sheet prints."""
    assert old in page
    found = differences(page.replace(old, new, 1))
    assert told in found[0]


@pytest.mark.parametrize("address", ["javascript:x()", "//x.example/a", "ftp://x.example/a", "ny:a"])
def test_an_address_that_leads_elsewhere_is_held(address: str) -> None:
    """That of a file may change with the place of the page; one that runs or leaves may not."""
    made, moved, edited = (passages(f'<p><a href="{each}">x</a></p>') for each in ("../a:b.html#c", "c.html", address))
    assert made == moved
    assert made != edited


def test_what_was_taken_out_is_told_by_what_stands_before_it(page: str) -> None:
    """What is gone has no place of its own."""
    paragraph = re.findall(r"<p>.*?</p>", page.partition("<main>")[2], re.DOTALL)[0]
    assert "something that was made is missing behind «" in differences(page.replace(paragraph, "", 1))[0]


def test_an_origin_that_was_changed_is_an_edit(page: str) -> None:
    """A newer day in the receipt does not make the file newer."""
    day = re.search(r'"as_of":"([\d-]+)"', page)
    assert day
    changed = page.replace(f'"as_of":"{day[1]}"', '"as_of":"2029-01-01"')
    assert differences(changed) == ["brev.html:1:1: the receipt itself is not the one that was written"]


def test_two_languages_side_by_side_are_held_too(project: Project) -> None:
    """A parallel edition is one page with one receipt."""
    project.into("nn", {}, rest=True)
    page = make(jobs(project, tag="nb+nn")[0]).content.decode()
    assert differences(page) == []
    assert read_received(page.encode(), "").receipt.origin.lang == "nb+nn"


def test_an_untouched_pdf_is_what_was_made(pdf: bytes) -> None:
    """Also after another program has only packed it anew."""
    assert differences(pdf, "brev.pdf") == []
    assert differences(_changed(pdf, b"", b""), "brev.pdf") == []


def test_one_letter_of_a_pdf_is_told_with_its_place(pdf: bytes) -> None:
    """The glyph of one letter for another, in the words of a paragraph."""
    two, five = _glyphs(pdf, "25")
    (found,) = differences(_changed(pdf, two, five), "brev.pdf")
    assert found == "brev.pdf:1:1: «Alle 55 fikk svar, les mer .» under «Tittel» is not what was made"


def test_what_is_painted_on_a_page_or_laid_upon_it_is_told(pdf: bytes) -> None:
    """A white box above a sentence, and a comment."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.pages[0].contents_add(b"/Artifact BMC 1 g 0 0 200 200 re f EMC")
        box, upon = io.BytesIO(), io.BytesIO()
        opened.save(box)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Contents="Nei.")
        opened.pages[0].obj.Annots.append(opened.make_indirect(note))
        opened.save(upon)
    for changed in (box, upon):
        assert differences(changed.getvalue(), "brev.pdf") == ["brev.pdf:1:1: page 1 is not what was made"]


def _changed(pdf: bytes, old: bytes, new: bytes) -> bytes:
    """The PDF with other glyphs on its first page, packed anew."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[0]
        content = page.Contents.read_bytes()
        assert old in content
        page.Contents.write(content.replace(old, new, 1))
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def _glyphs(pdf: bytes, letters: str) -> list[bytes]:
    """The glyphs of some letters of the text, as its page writes them."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        tables = [font.ToUnicode.read_bytes() for font in opened.pages[0].Resources.Font.values()]
    codes = [f"{ord(letter):04x}".encode() for letter in letters]
    found = [
        [re.search(rb"<([0-9A-Fa-f]{4})>\s*<" + code + b">", table, re.IGNORECASE) for code in codes]
        for table in tables
    ]
    (glyphs,) = ([b"<" + match[1].lower() + b">" for match in own if match] for own in found if all(own))
    return glyphs


# --- what carries no receipt ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<!doctype html><title>Noe</title><p>Noe.</p>", "it carries no receipt of what was made. Another program"),
        (b"ikke noe", "it is neither a page nor a PDF"),
        (b"", "it is neither a page nor a PDF"),
        (b"%PDF-1.7\nikke noe", "this file cannot be read as what was made: unable to find trailer"),
        (b"<p>\xff</p>", "this file cannot be read as what was made"),
        (b"<meta name=policy-briefs-receipt content='{\"receipt\":2}'><p>x</p>", "it is of another shape"),
        (b"<meta name=policy-briefs-receipt content='x'><p>x</p>", "this file cannot be read as what was made"),
    ],
)
def test_what_is_no_brief_of_ours_is_said(content: bytes, told: str) -> None:
    """A foreign page or PDF, one from before there were receipts, and a broken file are problems, not edits."""
    with pytest.raises(BriefsError) as error:
        read_received(content, "brev.pdf")
    assert told in str(error.value)


def test_a_pdf_of_another_program_is_said() -> None:
    """It has no receipt; nothing is said of its text."""
    with pytest.raises(BriefsError, match="it carries no receipt"):
        read_received(finish(set_page(BODY), RECORD), "brev.pdf")


# --- what has changed since -------------------------------------------------------------------------------------------


def accepted(project: Project) -> Path:
    """The small project with its documents accepted; gives their folder, in which a test may change them."""
    folder = project.root / "documents"
    fingerprints = {id: [*each.fingerprints] for id, each in read_documents(folder, project.library()).items()}
    lines = ["format: 1", "sources:"]
    for id, prints in fingerprints.items():
        digest = hashlib.sha256((folder / f"{id}.txt").read_bytes()).hexdigest()
        lines += [f"  {id}:", f"    file: {id}.txt", f"    sha256: {digest}", "    paragraphs:"]
        lines += [f"    - {each}" for each in prints]
    project.write("content/sources.lock.yaml", "\n".join(lines) + "\n")
    return folder


def test_nothing_has_changed_where_nothing_has(project: Project) -> None:
    """The project that the file was made from agrees with it, with and without its documents."""
    folder = accepted(project)
    page = make(jobs(project)[0]).content.decode()
    assert since(page, project) == []
    assert since(page, project, folder) == []


def test_a_paragraph_that_changed_is_a_matter_of_the_source(project: Project) -> None:
    """Told with the claim and with what the file prints of it; the file itself is not edited."""
    folder = accepted(project)
    page = make(jobs(project)[0]).content.decode()
    library = project.library()
    cited = sorted(read_received(page.encode(), "").receipt.origin.claims)[0]
    source, _, number = cited.partition("/")
    paragraph = library.sources[source].claims[int(number) - 1].paragraph
    path = folder / f"{source}.txt"
    lines = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
    path.write_text("\n".join([*lines[: paragraph - 1], "Noe annet.", *lines[paragraph:]]), "utf-8")
    kinds = since(page, project, folder)
    assert {kind for kind, _ in kinds} == {"source"}
    assert (
        f"paragraph {paragraph} of {source} has changed since; claim {cited} stands on it. It carries «" in kinds[0][1]
    )
    path.write_text("\n".join(["Helt ny.", *lines]), "utf-8")
    assert f"paragraph {paragraph} of {source} is now paragraph {paragraph + 1}" in since(page, project, folder)[0][1]
    assert differences(page) == []


def test_words_counts_and_days_are_told_apart(project: Project) -> None:
    """A claim that says something else, another number of demands, and a later document, which is only a warning."""
    page = make(jobs(project)[0]).content.decode()
    claim = project.library().sources["brev-2021"].claims[0].text.get("nb")
    project.replace("content/sources/brev-2021.yaml", claim[:20], "Noe annet enn " + claim[:20].lower())
    assert ("source", "the words of claim brev-2021/1 have changed since") in [
        (kind, what.partition(". ")[0]) for kind, what in since(page, project)
    ]


def test_counts_are_recounted(project: Project) -> None:
    """What a text of the file may name is counted again, as of the file's own day."""
    page = make(jobs(project)[0]).content.decode()
    fewer = replace(project.library(), events={})
    found = changed_since(read_received(page.encode(), "brev.html"), fewer)
    assert [each.kind for each in found] == ["counts"]
    assert re.match(r"events\.total was \d+ when the file was made, and is 0", found[0].problem.what)


def test_an_older_edition_is_a_warning(project: Project) -> None:
    """A file may be what was made and still not be the newest."""
    library = project.library()
    first = min(source.known for source in library.sources.values())
    orders = plan(library, Wanted(), first, Facts())
    (job, *_) = print_all(library, orders, Run(project.root, project.root / "out", ("html",)))
    (found,) = changed_since(read_received(make(job).content, "brev.html"), library)
    assert (found.kind, found.problem.severity) == ("older", "warning")


def test_a_file_of_another_project_is_said(project: Project, page: str) -> None:
    """Nothing is compared with a project that it was not made from."""
    library = project.library()
    other = replace(library, briefs={})
    with pytest.raises(BriefsError, match="this project has no brief 'oversikt'"):
        changed_since(read_received(page.encode(), "brev.html"), other)


# --- the papers of a meeting ------------------------------------------------------------------------------------------


MEETING = "styremote-2021-10-12"
LAW = "    legal_basis: offl. § 23\n"


def papers(board: Project, *, members: bool = False, minutes: bool = False) -> str:
    """The papers of a meeting as a finished page."""
    library = board.library()
    pack = assemble_pack(library, PackOrder(meeting=MEETING, language="nb", members=members, minutes=minutes))
    record = replace(RECORD, origin=origin_text(origin_of_pack(library, pack)))
    return html_of(render_pack(pack, board.root, "html"), record).content.decode()


@pytest.mark.parametrize("how", [{}, {"members": True}, {"minutes": True}])
def test_papers_are_what_was_made(board: Project, how: dict[str, bool]) -> None:
    """The project that they were made from agrees with them but for what it learnt later."""
    page = papers(board, **how)
    assert differences(page) == []
    assert {kind for kind, _ in since(page, board)} <= {"older"}
    assert len(differences(page.replace("Forslag til vedtak", "Forslag til avslag", 1))) == 1


def test_papers_of_a_claim_that_says_something_else_are_told(board: Project) -> None:
    """As a brief is; and with the mark that opens it, which in papers has a name before its own."""
    page = papers(board)
    claim = board.library().sources["brev-2021"].claims[2].text.get("nb")
    board.replace("content/sources/brev-2021.yaml", claim[:20], "Noe annet enn " + claim[:20].lower())
    (told,) = [what for kind, what in since(page, board) if kind == "source"]
    assert re.match("the words of claim brev-2021/3 have changed since. It carries «", told)


def test_papers_of_another_project_are_said(board: Project) -> None:
    other = replace(board.library(), meetings={})
    with pytest.raises(BriefsError, match=f"this project has no meeting '{MEETING}'"):
        changed_since(read_received(papers(board).encode(), "innkalling.html"), other)


def test_what_is_closed_is_in_no_receipt_for_everybody(board: Project) -> None:
    """A claim that a closed item alone stands on is named to the members."""
    path = f"content/meetings/{MEETING}.yaml"
    board.replace(path, LAW, f"{LAW}    briefs: [{{brief: oversikt, audience: alle}}]\n")
    library = board.library()
    claims = [
        origin_of_pack(library, assemble_pack(library, PackOrder(meeting=MEETING, language="nb", members=each))).claims
        for each in (False, True)
    ]
    assert claims[0].keys() < claims[1].keys()


# --- the receipt itself -----------------------------------------------------------------------------------------------


def test_a_receipt_is_read_as_it_was_written(project: Project, page: str) -> None:
    """Origin and passages come back, and the same page gives the same receipt."""
    text, found = receipt_and_passages(page)
    assert text is not None
    receipt = read_receipt(text)
    assert origin_text(receipt.origin) == jobs(project)[0].record.origin
    assert receipt_text(origin_text(receipt.origin), found) == text
    assert len(receipt.passages) == len(found) == len(passages(page))
    assert len(text.encode()) < 6000
