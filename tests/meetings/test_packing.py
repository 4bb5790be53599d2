"""The papers of a meeting: a file for everybody and one for its members, and nothing of what is closed in the first."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pytest

from briefs.edition.receipt import read_receipt
from briefs.errors import BriefsError
from briefs.html.receipt import receipt_and_passages as printed_in_page
from briefs.meetings.packing import Packed, PackRun, make_pack
from briefs.pdf.finish import claimed
from briefs.pdf.finish import receipt_and_passages as printed_in_pdf
from briefs.pdf.finish.places import places
from tests.conftest import MEETINGS, SMALL, Project

MEETING = "styremote-2021-10-12"
FILE = f"content/meetings/{MEETING}.yaml"
SECRETS = ("Leiekontrakt", "Utleieren", "21/99", "Hemmelig", "hemmelig", "huseieren")


def foreign_pdf(words: str) -> bytes:
    """A PDF from elsewhere that would run a script, and is found in a tag tree of its own."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 400))
    page = pdf.pages[0].obj
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    page.StructParents, page.AA = 0, pikepdf.Dictionary(O=script)
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script)
    page.Annots = pikepdf.Array([pdf.make_indirect(link)])
    page.Contents = pdf.make_stream(f"% {words}".encode())
    saved = io.BytesIO()
    pdf.save(saved, deterministic_id=True)
    return saved.getvalue()


def with_papers(root: Path) -> Project:
    """The small project with its meetings; an open and a closed item have a PDF, and the closed one a brief too."""
    shutil.copytree(SMALL, root)
    shutil.copytree(MEETINGS, root, dirs_exist_ok=True)
    project = Project(root)
    (root / "documents/apen.pdf").write_bytes(foreign_pdf("Et brev"))
    (root / "documents/hemmelig.pdf").write_bytes(foreign_pdf("Hemmelig brev"))
    open_file = "      - {file: documents/brev-2021.txt, title: Brevet fra brukerrådet}\n"
    project.replace(FILE, open_file, f"{open_file}      - {{file: documents/apen.pdf, title: Tegningen}}\n")
    closed = "    legal_basis: offl. § 23\n"
    more = "    archive_case: 21/99\n    case_officer: huseieren\n    briefs: [{brief: oversikt, audience: alle}]\n"
    attached = "    attachments: [{file: documents/hemmelig.pdf, title: Hemmelig avtale}]\n"
    project.replace(FILE, closed, closed + more + attached)
    return project


def packed(project: Project, out: Path, **how: Any) -> Packed:
    """The papers of the meeting, made in this process."""
    library = project.library()
    run = PackRun(root=project.root, out=out, **how)
    return make_pack(library, library.meetings[MEETING], ("nb",), run, lambda *_: None, lambda _: None)


class Made(NamedTuple):
    """A project whose papers were made once, and their folder."""

    project: Project
    out: Path

    def read(self, end: str) -> bytes:
        return (self.out / f"{MEETING}{end}").read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """All the papers, made once."""
    root = tmp_path_factory.mktemp("papers")
    project = with_papers(root / "project")
    packed(project, root / "packs" / MEETING)
    return Made(project, root / "packs" / MEETING)


def pages(pdf: bytes) -> list[str]:
    """The text of each page, spaces and line ends as one space."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def bookmarks(pdf: bytes) -> list[tuple[int, str, int]]:
    """Depth, words and page (from 1) of each bookmark."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            (each.level, each.get_title().replace("\u00a0", " "), each.get_dest().get_index() + 1)
            for each in document.get_toc()
        ]


def all_bytes(pdf: bytes) -> Iterator[bytes]:
    """The file, the bytes of each of its streams, its strings, and its text."""
    yield pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for each in opened.objects:
            yield each.read_bytes() if isinstance(each, pikepdf.Stream) else b""
            yield from (str(value).encode() for value in _strings(each))
    yield " ".join(pages(pdf)).encode()


def _strings(value: Any, depth: int = 0) -> Iterator[Any]:
    if isinstance(value, pikepdf.String):
        yield value
    elif depth < 5 and isinstance(value, pikepdf.Dictionary):
        for each in value.values():
            yield from _strings(each, depth + 1)
    elif depth < 5 and isinstance(value, pikepdf.Array):
        for each in value:
            yield from _strings(each, depth + 1)


# --- the two editions -------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_nothing_of_a_closed_item_is_in_what_everybody_may_read(made: Made) -> None:
    """In no byte, stream, string or letter of any file; the members' have all of it."""
    public = [made.read(".html"), *all_bytes(made.read(".pdf")), *all_bytes(made.read("-med-vedlegg.pdf"))]
    public += [made.read("-vedlegg.zip")]
    found = [(secret, words) for secret in SECRETS for words in public if secret.encode() in words]
    assert found == []
    for end in ("-medlemmer.html", "-medlemmer.pdf"):
        words = " ".join(pages(made.read(end))) if end.endswith("pdf") else made.read(end).decode()
        assert all(secret in words for secret in ("Leiekontrakten", "Utleieren", "21/99", "Huseieren"))
    with zipfile.ZipFile(io.BytesIO(made.read("-medlemmer-vedlegg.zip"))) as archive:
        assert "6-21/1-hemmelig.pdf" in archive.namelist()


def test_a_closed_item_keeps_its_number_and_legal_basis(made: Made) -> None:
    """Everybody sees that there is an item, and by which law it is closed."""
    agenda = pages(made.read(".pdf"))[0]
    assert "6/21 Unntatt offentlighet, offl. § 23" in agenda.replace("\u00a0", " ")
    assert agenda.count("6/21") == agenda.count("5/21") == 1


def test_both_editions_have_the_same_pages(made: Made) -> None:
    """Whoever reads a page number aloud is followed by all; what is closed comes last."""
    public, members = (places(made.read(end)) for end in (".pdf", "-medlemmer.pdf"))
    assert public.items() <= members.items()
    assert {"sak-1", "sak-2", "sak-3", "sak-4", "kilde-1"} <= public.keys()
    one, other = pages(made.read(".pdf")), pages(made.read("-medlemmer.pdf"))
    assert len(other) > len(one)
    assert "Leiekontrakten" in other[len(one)]
    assert f"Side {len(one)} av {len(one)}" in one[-1] and f"Side {len(other)} av {len(other)}" in other[-1]


@pytest.mark.long
def test_a_template_that_moves_the_pages_of_one_edition_is_refused(board: Project) -> None:
    """The message names the place that differs, and both pages."""
    text = (Path(__file__).parents[2] / "templates/base/pack.html").read_text("utf-8")
    more = '{% if pack.order.members %}<p style="break-before: page">Mer</p>{% endif %}\n<main>'
    board.write("templates/base/pack.html", text.replace("<main>", more))
    with pytest.raises(BriefsError, match=r"stands on page \d of this, and on page \d of the edition for everybody"):
        packed(board, board.root / "packs", proof=False)
    assert not (board.root / "packs").exists()


# --- one document -----------------------------------------------------------------------------------------------------


def test_bookmarks_are_the_items_with_their_briefs(made: Made) -> None:
    """Each leads to the page that the list of items names, and the last to the sources of all briefs."""
    found = [each for each in bookmarks(made.read(".pdf")) if each[0] < 2]
    where = places(made.read(".pdf"))
    assert found == [
        (0, "4/21 Godkjenning av protokollen", where["sak-1"]),
        (0, "5/21 Oppfølging av brevet fra brukerne", where["sak-2"]),
        (1, "Biblioteket til styret", where["sak-2"] + 1),
        (0, "6/21 Unntatt offentlighet, offl. § 23", where["sak-3"]),
        (0, "7/21 Eventuelt", where["sak-4"]),
        (0, "Kilder", where["kilde-1"]),
    ]
    listed = pages(made.read(".pdf"))[0].split("Tittel Type Side ")[1]
    assert re.findall(r" (\d)(?= \d/21| Offentlig)", listed) == [str(where[f"sak-{each}"]) for each in (1, 2, 3, 4)]


@pytest.mark.long
def test_twenty_items_are_listed_on_one_page(board: Project) -> None:
    """Each number once, however long the titles are."""
    title = "Et langt navn på en sak " * 5
    item = "  - {{kind: decision, number: {0}/21, archive_case: 2021/{0}, time: '18:{0}', title: {1}}}\n"
    more = "".join(item.format(number, title.strip()) for number in range(20, 36))
    board.write(FILE, (board.root / FILE).read_text("utf-8") + more)
    packed(board, board.root / "packs", proof=False)
    text = pages((board.root / "packs" / f"{MEETING}.pdf").read_bytes())
    (listed,) = (page for page in text if "Saksliste" in page)
    found = re.findall(r"(?<!\d)\d\d?/21(?!\d)", listed.replace("21/40", ""))
    assert found == ["4/21", "5/21", "6/21", "7/21", *(f"{n}/21" for n in range(20, 36))]


def test_briefs_are_of_their_audience_and_of_the_day_of_the_meeting(made: Made) -> None:
    """With one list of sources for all, and no name given twice."""
    page = made.read(".html").decode()
    assert "Biblioteket til styret" in page and "12. oktober 2021" in page.replace("\u00a0", " ")
    assert page.count('id="kilde-1"') == 1 and page.count(">Kilder</h2>") == 1
    names = re.findall(r'\sid="([^"]+)"', page)
    assert len(names) == len(set(names))
    assert set(re.findall(r'\shref="#([^"]+)"', page)) <= set(names)


def test_conforming_files_claim_it_and_those_with_foreign_pages_do_not(made: Made) -> None:
    """The cover says so, and the pages of the attachments come last, with their bookmarks and without their scripts."""
    assert claimed(made.read(".pdf")) == claimed(made.read("-medlemmer.pdf")) == ("2a", "ua1")
    whole = made.read("-med-vedlegg.pdf")
    assert claimed(whole) == ()
    plain = pages(made.read(".pdf"))
    assert len(pages(whole)) == len(plain) + 1
    assert "oppfyller derfor ikke kravene" in pages(whole)[0] and "oppfyller" not in plain[0]
    assert bookmarks(whole)[-1] == (0, "5/21 Vedlegg 2: Tegningen", len(plain) + 1)
    with pikepdf.open(io.BytesIO(whole)) as opened:
        last = opened.pages[-1].obj
        assert "/AA" not in last and "/StructParents" not in last and "/A" not in last.Annots[0]


@pytest.mark.parametrize("end", [".html", ".pdf", "-medlemmer.html", "-medlemmer.pdf"])
def test_papers_carry_a_receipt_of_themselves(made: Made, end: str) -> None:
    """Of all that they say, with the meeting, the readers, and the claims that items and briefs stand on."""
    content = made.read(end)
    text, found = printed_in_pdf(content) if end.endswith("pdf") else printed_in_page(content.decode())
    assert text is not None
    receipt = read_receipt(text)
    assert receipt.is_of(found) and not receipt.is_of(found[1:])
    origin = receipt.origin
    assert (origin.meeting, origin.papers, origin.members) == (MEETING, "papers", "medlemmer" in end)
    assert (origin.brief, origin.as_of.isoformat(), origin.lang) == (None, "2021-10-12", "nb")
    assert "brev-2021/3" in origin.claims and "brev-2021" in origin.sources


def test_originals_are_in_an_archive(made: Made) -> None:
    """Whatever they are, as they are, each in the folder of its item."""
    with zipfile.ZipFile(io.BytesIO(made.read("-vedlegg.zip"))) as archive:
        assert archive.namelist() == ["5-21/1-brev-2021.txt", "5-21/2-apen.pdf"]
        assert archive.read("5-21/2-apen.pdf") == (made.project.root / "documents/apen.pdf").read_bytes()


# --- minutes ----------------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_minutes_have_a_frame_with_outcomes_votes_and_lines(board: Project) -> None:
    """What came of an item as far as it is known, said to be noted here where no minutes carry it; else lines."""
    made = packed(board, board.root / "packs", minutes=True)
    assert [each.path for each in made.made] == [
        f"{MEETING}-protokoll{end}" for end in (".html", ".pdf", "-medlemmer.html", "-medlemmer.pdf")
    ]
    words = " ".join(pages((board.root / "packs" / f"{MEETING}-protokoll.pdf").read_bytes()))
    assert words.startswith("Eksempel kommune Offentlig utgave Møteprotokoll")
    assert "Votering 4 stemte for, 1 imot." in words and "Votering Enstemmig." in words
    assert "Nye lamper skal bestilles. (registrert av oss)" in words
    assert "6/21 Unntatt offentlighet, offl. § 23 7/21" in words and "Utleieren" not in words
    assert "Kilder" not in words  # no outcome cites any


@pytest.mark.long
def test_papers_stay_beside_minutes(made: Made, board: Project) -> None:
    """Each run makes its own, and takes nothing of the other away."""
    shutil.copytree(made.out, board.root / "packs")
    assert packed(board, board.root / "packs", minutes=True, proof=False).removed == ()
    manifest = json.loads((board.root / "packs/manifest.json").read_text("utf-8"))
    assert sorted(each["document"] for each in manifest["artifacts"]) == ["minutes"] * 4 + ["papers"] * 8


# --- runs -------------------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_a_second_run_makes_nothing_and_one_elsewhere_the_same_bytes(made: Made, tmp_path: Path) -> None:
    """In other processes and another folder too: nothing tells when, where or by whom it was made."""
    before = {path.name: path.read_bytes() for path in made.out.iterdir()}
    again = packed(made.project, made.out)
    assert (len(again.made), len(again.current), again.removed) == (0, 8, ())
    assert len(packed(made.project, tmp_path / "packs", workers=2).made) == 8
    assert {path.name: path.read_bytes() for path in (tmp_path / "packs").iterdir()} == before


@pytest.mark.long
def test_duplex_begins_each_item_on_a_right_hand_page(board: Project) -> None:
    """Each of them, however short."""
    packed(board, board.root / "packs", duplex=True)
    where = places((board.root / "packs" / f"{MEETING}.pdf").read_bytes())
    assert [where[f"sak-{number}"] % 2 for number in (1, 2, 3, 4)] == [1, 1, 1, 1]


@pytest.mark.long
def test_what_is_no_longer_made_goes_and_the_rest_is_listed(made: Made, board: Project) -> None:
    """A meeting without closed items or attachments has one file of each kind; what others put there stays."""
    out = board.root / "packs"
    shutil.copytree(made.out, out)
    (out / "notat.txt").write_text("mitt")
    text = (board.root / FILE).read_text("utf-8")
    board.write(FILE, re.sub(r"    (closed|legal_basis|attachments):.*\n(      - .*\n)*", "", text))
    run = packed(board, out, proof=False)
    assert {path.name for path in out.iterdir()} == {"notat.txt", "manifest.json", f"{MEETING}.html", f"{MEETING}.pdf"}
    assert len(run.removed) == 6
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["meeting"] == MEETING
    assert [(each["path"], each["edition"], each["as_of"]) for each in manifest["artifacts"]] == [
        (f"{MEETING}.html", "public", "2021-10-12"),
        (f"{MEETING}.pdf", "public", "2021-10-12"),
    ]


def test_someone_elses_manifest_is_left_alone(made: Made, tmp_path: Path) -> None:
    """The papers of another meeting, or the briefs of `out/`, are not taken for old files of this one."""
    for content in (made.out.joinpath("manifest.json").read_text("utf-8").replace(MEETING, "annet"), "{}"):
        (tmp_path / "manifest.json").write_text(content)
        with pytest.raises(BriefsError, match="this is no manifest of the papers of 'styremote-2021-10-12'"):
            packed(made.project, tmp_path)


@pytest.mark.long
def test_sources_that_only_a_closed_item_needs_come_last(board: Project) -> None:
    """That there is a list of them would tell everybody that the closed item cites something."""
    text = (board.root / FILE).read_text("utf-8")
    text = re.sub(r"    (briefs|facts|postponed_from):.*\n(      .*\n)*", "", text)
    text = text.replace("    time: '17:45'\n", "    time: '17:45'\n    title: Oppfølging\n")
    law = "    legal_basis: offl. § 23\n"
    board.write(FILE, text.replace(law, law + "    facts: [{text: Dette er kjent., cites: [brev-2021/3]}]\n"))
    board.replace(FILE, "previous: styremote-2021-09-28\n", "")
    packed(board, board.root / "packs", proof=False)
    public, members = (
        [words for _, words, _ in bookmarks((board.root / "packs" / f"{MEETING}{end}").read_bytes())]
        for end in (".pdf", "-medlemmer.pdf")
    )
    assert "Kilder" not in public and members[-2:] == ["6/21 Leiekontrakten", "Kilder"]


# --- mistakes ---------------------------------------------------------------------------------------------------------


def test_attachment_that_is_missing_is_told_at_its_place(board: Project) -> None:
    """The editor is told the line that names it, and nothing is written."""
    (board.root / "documents/brev-2021.txt").unlink()
    with pytest.raises(BriefsError) as error:
        packed(board, board.root / "packs")
    place = board.place(FILE, "documents/brev-2021.txt")
    assert f"{place}: documents/brev-2021.txt: this file is missing" in str(error.value)
    assert not (board.root / "packs").exists()


def test_a_brief_that_tells_what_is_internal_stands_in_no_open_item(board: Project) -> None:
    """What only some may see would be in the edition for everybody."""
    board.replace("content/audiences/styre.yaml", "id: styre\n", "id: styre\nsees_internal: true\n")
    with pytest.raises(BriefsError, match="'styre' sees what is internal, and 5/21 is open to everybody"):
        packed(board, board.root / "packs")


def test_a_day_before_all_sources_is_told(board: Project) -> None:
    """There would be nothing to print."""
    library = board.library()
    early = library.meetings[MEETING].model_copy(update={"date": library.newest.replace(year=2001)})
    run = PackRun(root=board.root, out=board.root / "packs")
    with pytest.raises(BriefsError, match=r"nothing was known on 2001-.*: the first source is from 2021-"):
        make_pack(library, early, ("nb",), run, lambda *_: None, lambda _: None)
