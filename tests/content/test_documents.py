"""Documents as they come: every form gives the same paragraphs, and a bad one is a problem with what to do."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import textwrap
import unicodedata
import zipfile
from html import escape
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.content.documents import document, fingerprint, read_document
from briefs.content.documents.blocks import WRAPPED
from briefs.content.documents.pdf import GUESSED
from briefs.content.model import Encoding, ReadAs
from briefs.errors import BriefsError

TEXT = tuple(
    f"Avsnitt {number} sier at kommunene på sørsida får {number * 7} millioner kroner til skoleskyss i året, og at "
    f"e-posten om nord- og sørsida ble sendt før frist nummer {number}. Å øke støtten er ikke ført opp i budsjettet."
    for number in range(1, 21)
)
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def wrapped(width: int = 72) -> str:
    return "\n\n".join("\n".join(textwrap.wrap(text, width, break_on_hyphens=False)) for text in TEXT) + "\n"


def page(body: str) -> bytes:
    return f"<!doctype html><html lang=nb><meta charset=utf-8><title>Tittel</title><body>{body}</body></html>".encode()


def word(*texts: str) -> Any:
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    return made


def saved(made: Any) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


PRINT = "import sys, weasyprint; sys.stdout.buffer.write(weasyprint.HTML(string=sys.stdin.read()).write_pdf())"


def printed(body: str, style: str = "") -> bytes:
    """A PDF made by another process: in this one, the typesetter may have left no fonts but those of the briefs."""
    sheet = f"<style>@page {{size: A4}} p {{margin: 0 0 12pt; hyphens: manual}} {style}</style>"
    own = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    html = f"<html lang=nb>{sheet}{body}"
    made = subprocess.run(
        [sys.executable, "-c", PRINT], input=html.encode(), stdout=subprocess.PIPE, env=own, check=True
    )
    return made.stdout


BODY = "".join(f"<p>{escape(text)}</p>" for text in TEXT)
FORMS: dict[str, tuple[str, bytes, ReadAs | None]] = {
    "lines": ("a.txt", "\n".join(TEXT).encode(), None),
    "Windows": ("a.txt", "\r\n\r\n".join(TEXT).encode("utf-8-sig"), None),
    "UTF-16": ("a.txt", "\n".join(TEXT).encode("utf-16"), None),
    "UTF-16 BE": ("a.txt", b"\xfe\xff" + "\n".join(TEXT).encode("utf-16-be"), None),
    "latin-1": ("a.txt", "\n".join(TEXT).encode("latin-1"), None),
    "NFD": ("a.txt", unicodedata.normalize("NFD", "\n".join(TEXT)).encode(), None),
    "blocks": ("a.txt", wrapped().encode(), "blocks"),
    "page": ("a.html", page(BODY), None),
    "page in latin-1": ("a.htm", page(BODY).decode().replace("utf-8", "iso-8859-1").encode("latin-1"), None),
    "Word": ("a.docx", saved(word(*TEXT)), None),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_paragraphs(form: str) -> None:
    """Twenty paragraphs are the same twenty, whatever they come in."""
    file, content, how = FORMS[form]
    assert document(file, content, how).paragraphs == TEXT


@pytest.mark.parametrize("style", ["", "body {columns: 2}", "p {text-align: justify; font-size: 14pt}"])
def test_pdf_gives_the_same_paragraphs(style: str) -> None:
    """From line ends and gaps, over pages and columns, without the running header; and it says that it is a guess."""
    header = (
        "@page {@top-left {content: 'Et brev'} @bottom-right {content: 'Side ' counter(page) ' av ' counter(pages)}}"
    )
    found = document("a.pdf", printed(BODY, header + style))
    assert found.paragraphs == TEXT
    assert found.warnings == (GUESSED,)


@settings(max_examples=40, deadline=None)
@given(st.integers(30, 110), st.sampled_from(["\n\n", "\n \n", "\n\n\n"]))
def test_width_does_not_matter(width: int, between: str) -> None:
    """Wrapped text gives its paragraphs at any width."""
    text = wrapped(width).replace("\n\n", between)
    assert document("a.txt", text.encode(), "blocks").paragraphs == TEXT


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ("i kommu-\nnen i dag", "i kommunen i dag"),
        ("i kommu\u00ad\nnen i dag", "i kommunen i dag"),
        ("på nord-\nog sørsida", "på nord- og sørsida"),
        ("Kari Berg-\nLund sier", "Kari Berg-Lund sier"),
        ("i 2017-\n2018 var", "i 2017-2018 var"),
        ("en e-post og en e-\npost til", "en e-post og en e-post til"),
        ("det – som vi\nvet – er sant", "det – som vi vet – er sant"),
        ("vi vet –\nog sier", "vi vet – og sier"),
    ],
)
def test_hyphens_at_line_ends(lines: str, whole: str) -> None:
    """A word parted at a line's end is made whole; a hyphen of its own stays."""
    assert document("a.txt", lines.encode(), "blocks").paragraphs == (whole,)


def test_letters_are_written_one_way() -> None:
    """The rules see what the reader sees, however it was written; the fingerprint is the same."""
    text = "De\u00a0fikk 12\u202f000 kro\u00adner til o\ufb03si\u00adell\u200b drift\u2003pa\u030a  sida."
    found = document("a.txt", text.encode())
    assert found.paragraphs == ("De fikk 12 000 kroner til offisiell drift på sida.",)
    assert found.fingerprints == (fingerprint("De fikk 12 000 kroner til offisiell drift på sida."),)


def test_wrapped_text_is_told() -> None:
    """Lines stay lines until somebody says otherwise, but what looks wrapped is told; what does not, is not."""
    assert document("a.txt", wrapped().encode()).warnings == (WRAPPED,)
    assert document("a.txt", wrapped().encode(), "blocks").warnings == ()
    assert document("a.txt", "\n\n".join(TEXT).encode()).warnings == ()
    assert document("a.txt", b"A heading\nwith a line\n\nand a list:\n- one\n- two and more\n").warnings == ()


@pytest.mark.parametrize("encoding", ["mac-roman", "cp850", "cp865"])
def test_other_encodings_must_be_said(encoding: Encoding) -> None:
    """What would be read as other letters is refused, and read where it is said."""
    content = "\n".join(TEXT).encode(encoding)
    with pytest.raises(BriefsError, match=r"a.txt is no UTF-8 text: byte .* say what it is .* 'encoding: cp1252'"):
        document("a.txt", content)
    assert document("a.txt", content, encoding=encoding).paragraphs == TEXT


def test_assumed_encoding_is_told() -> None:
    """Latin-1 is read, with a word about it."""
    (warning,) = document("a.txt", "på øya".encode("latin-1")).warnings
    assert "read as Western European (cp1252)" in warning


def test_page_without_what_nobody_reads() -> None:
    """Headings, items, captions, quotations and rows of tables; no scripts, menus or hidden parts."""
    body = """<nav>Meny</nav><script>var a = "skript"</script><style>p {color: red}</style><template>mal</template>
    <h1>Skyss &amp; skole &#8211; 2019</h1><div>Løs <b>tekst</b>
    over to linjer<p>Et avsnitt<br>til<br><br>og et nytt</p></div><p hidden>skjult</p><p style="display: none">borte</p>
    <ul><li>én</li><li><p>to</p></li></ul><blockquote>sitat</blockquote><figure><figcaption>bilde</figcaption></figure>
    <table><tr><th>År</th><th>Kroner</th></tr><tr><td><p>12</p></td><td>300</td></tr></table>"""
    assert document("a.html", page(body)).paragraphs == (
        "Skyss & skole – 2019", "Løs tekst over to linjer", "Et avsnitt til", "og et nytt", "én", "to", "sitat",
        "bilde", "År | Kroner", "12 | 300",
    )  # fmt: skip


def test_word_document_with_its_changes_accepted() -> None:
    """Items, rows, insertions and footnotes are read; what was deleted or hidden is not."""
    made = word("Først", "")
    made.add_paragraph("punkt", style="List Bullet")
    table = made.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("År", "Kroner", "12", "300"), strict=True):
        cell.text = text
    made.add_paragraph()._p.extend(
        parse_xml(f"<{tag} {NAMESPACE}>{inner}</{tag.split()[0]}>")
        for tag, inner in (
            ("w:r", "<w:t>De </w:t>"),
            ("w:del", "<w:r><w:delText>ikke </w:delText></w:r>"),
            ("w:ins", "<w:r><w:t>alltid</w:t></w:r>"),
            ("w:r", "<w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t>"),
            ("w:r", "<w:tab/><w:t>får</w:t>"),
        )
    )
    made.add_paragraph("Slutt")
    found = document("a.docx", saved(made)).paragraphs
    assert found == ("Først", "punkt", "År | Kroner", "12 | 300", "De alltid får", "Slutt")


def test_notes_of_a_word_document_come_last() -> None:
    """Without the lines that part them from the text; a paragraph whose mark was deleted goes on in the next."""
    made = word("Første halvdel ", "og andre.", "Slutt")
    made.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {NAMESPACE}><w:del/></w:rPr>"))
    notes = (
        f'<w:footnotes {NAMESPACE}><w:footnote w:type="separator"><w:p><w:r><w:t>strek</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Se kapittel 4.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert document("a.docx", saved(made)).paragraphs == ("Første halvdel og andre.", "Slutt", "Se kapittel 4.")


def bomb(entry: str, size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(entry, "w") as part:
        for _ in range(size // 1_000_000):
            part.write(bytes(1_000_000))
    return file.getvalue()


def with_content(xml: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(word("a")))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return file.getvalue()


def encrypted() -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed("<p>a"))) as opened:
        opened.save(file, encryption=pikepdf.Encryption(owner="b", user="c"))
    return file.getvalue()


BAD = {
    "encrypted PDF": ("a.pdf", encrypted, "is an encrypted PDF. Give its text"),
    "pictures alone": ("a.pdf", lambda: printed("<div style='width: 9em; height: 9em; background: red'>"), "OCR"),
    "no PDF": ("a.pdf", lambda: b"%PDF-1.7 and nothing", "is no PDF, or a broken one. Fetch it anew"),
    "no archive": ("a.docx", lambda: b"PK\x03\x04 nothing", "is no Word document, or a broken one. Open it in a"),
    "half": ("a.docx", lambda: saved(word(*TEXT))[:9000], "is no Word document, or a broken one"),
    "other archive": ("a.docx", lambda: bomb("a.txt", 1_000_000), "is a broken Word document"),
    "old": ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old or encrypted Word document"),
    "bomb": ("a.docx", lambda: bomb("word/document.xml", 210_000_000), "of more than 200 MB unpacked"),
    "entities": ("a.docx", lambda: with_content(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares entities"),
    "no body": ("a.docx", lambda: with_content(f"<w:document {NAMESPACE}/>".encode()), "without text"),
    "empty Word": ("a.docx", lambda: saved(word("")), "without text"),
    "empty page": ("a.html", lambda: page("<script>a()</script>"), "is a web page without text. Its text may be made"),
    "binary": ("a.txt", lambda: bytes(range(256)), "is no UTF-8 text|is no text"),
    "nulls": ("a.txt", lambda: bytes(40), r"is no text: it has the character U\+0000. Is it a PDF"),
    "odd UTF-16": ("a.txt", lambda: b"\xff\xfea\x00b", "is no utf-16-le text: byte 4"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_documents_are_problems(name: str) -> None:
    """Named by file, with what to do, and never a traceback."""
    file, make, says = BAD[name]
    with pytest.raises(BriefsError, match=says) as caught:
        document(file, make())
    assert str(caught.value).startswith(f"{file}:1:1: {file} is ")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["a.pdf", "a.docx", "a.html", "a.txt"]), st.data())
def test_damaged_documents_are_read_or_refused(file: str, data: st.DataObject) -> None:
    """Whatever a byte becomes: paragraphs, or a problem."""
    whole = {"a.pdf": SMALL_PDF, "a.docx": FORMS["Word"][1], "a.html": page(BODY), "a.txt": FORMS["UTF-16"][1]}[file]
    place = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 40))
    content = whole[:place] + data.draw(st.binary(max_size=40)) + whole[place + length :]
    try:
        document(file, content)
    except BriefsError as error:
        assert len(error.problems) == 1


SMALL_PDF = printed("<p>Et avsnitt<p>Et til")


def test_deep_page_is_read() -> None:
    """Nothing bounds how deep a page is, and nothing breaks."""
    assert document("a.html", page("<div>" * 3000 + "dypt")).paragraphs == ("dypt",)


@pytest.mark.parametrize(("file", "library"), [("a.docx", "docx"), ("a.pdf", "pypdfium2")])
def test_missing_library_is_named(file: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who installed without the extra learns its name."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(BriefsError, match=r"pip install 'policy-briefs\[documents\]'"):
        document(file, b"")


def test_file_is_read_from_its_folder_alone(tmp_path: Path) -> None:
    """By the end of its name or as it is said, and never through a link that leads out."""
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("a", "utf-8")
    (tmp_path / "in/link.txt").symlink_to("../secret.txt")
    (tmp_path / "in/a.txt").write_bytes(FORMS["blocks"][1])
    assert read_document(tmp_path / "in/a.txt", "blocks").paragraphs == TEXT
    with pytest.raises(BriefsError, match=r"link.txt:1:1: a symbolic link that leads out"):
        read_document(tmp_path / "in/link.txt")
