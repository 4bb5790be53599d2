"""Rows as CSV: what Norwegian Excel opens with a double click, and nothing that it would compute."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from briefs.build.pipeline import Run, print_all
from briefs.edition.edition import EVERYBODY, Order, assemble
from briefs.html.render import render_rows
from briefs.office.sheet import sheet
from tests.conftest import Project


def cells(content: bytes) -> list[list[str]]:
    """The cells, read as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_cells_are_parted_by_semicolons_behind_the_mark_of_utf_8() -> None:
    """Without the mark, Excel reads «å» as two letters; with commas it makes one column of all."""
    content = sheet("- Nr.\n- Tittel\n\n- 1\n- Søndagsåpent; hver uke\n\n- 2\n-\n")
    assert content == '\ufeffNr.;Tittel\r\n1;"Søndagsåpent; hver uke"\r\n2;\r\n'.encode()


def test_what_a_spreadsheet_would_compute_is_text() -> None:
    """A text of the content never becomes a formula on the reader's machine."""
    assert cells(sheet('- =HYPERLINK("http://x")\n- -5 grader\n- 1,6 mrd.\u00a0kr\n- \uff1d1\n')) == [
        ['\'=HYPERLINK("http://x")', "'-5 grader", "1,6 mrd. kr", "'\uff1d1"]
    ]


def test_an_edition_has_a_row_for_each_demand_and_measure_that_it_prints(project: Project) -> None:
    """Whole days as Excel reads them, the answer, and where it stands in the sources."""
    library = project.library()
    edition = assemble(library, Order("oversikt", EVERYBODY, "nb", library.newest))
    rows = render_rows(edition, project.root)
    head, *body = cells(sheet(rows))
    assert head[:4] == ["Tabell", "Nr.", "Tittel", "Tekst"]
    assert {len(row) for row in body} == {len(head)}
    assert [row[1] for row in body if row[0] == "Krav"] == ["1", "2", "3", "4", "Andre 1"]
    first = dict(zip(head, next(row for row in body if row[0] == "Tiltak"), strict=True))
    assert first["Status"] == "Iverksatt"
    assert first["Status siden"] == "1.8.2021"
    assert first["Kilder"].startswith("Kilde ")


def test_an_edition_without_demands_and_measures_has_no_file(project: Project) -> None:
    """An empty sheet would say that there are none."""
    library = project.library()
    briefs = {id: brief.model_copy(update={"sections": ()}) for id, brief in library.briefs.items()}
    bare = replace(library, briefs=briefs)
    order = Order("oversikt", EVERYBODY, "nb", library.newest)
    run = Run(project.root, project.root / "out", ("csv",))
    assert [job.path for job in print_all(library, [order], run)] == ["nb/oversikt/alle.csv"]
    assert print_all(bare, [order], run) == ()
