"""The list of all briefs: which editions it shows, and the page it becomes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from briefs.build.manifest import Artifact
from briefs.content.load import load
from briefs.html.index import Index, ListedBrief, ListedEdition, ListedFile, index_of
from briefs.html.render import render_index
from tests.conftest import Project

FORMATS = ("html", "pdf")


def html_file(path: str) -> ListedFile:
    return ListedFile(format="html", label="HTML", media_type="text/html", path=path)


def pdf_file(path: str, pages: int) -> ListedFile:
    return ListedFile(format="pdf", label="PDF", media_type="application/pdf", path=path, pages=pages)


STYRE = ListedEdition(
    audience_id="styre",
    audience="Styret",
    title="Biblioteket til styret",
    language="nb",
    title_language="nb",
    tag="nb",
    as_of=date(2021, 8, 1),
    files=(html_file("nb/oversikt/styre.html"), pdf_file("nb/oversikt/styre.pdf", 2)),
)


def artifact(audience: str, format: str, pages: int | None = None, as_of: str = "2021-08-01") -> Artifact:
    path = f"nb/oversikt/{audience}.{format}"
    return Artifact(
        brief="oversikt",
        audience=audience,
        lang="nb",
        as_of=as_of,
        format=format,
        path=path,
        sha256="0" * 64,
        bytes=1,
        pages=pages,
        inputs="0" * 64,
    )


def links(page: str) -> list[tuple[str, str]]:
    """Each link's address and its whole text, as a screen reader says it."""
    found = re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', page)
    return [(address, " ".join(re.sub(r"<[^>]+>", "", text).split())) for address, text in found]


def test_editions_stand_in_the_order_of_the_content(project: Project) -> None:
    """One entry for each audience and language with both of its files, whatever the order of the manifest."""
    files = [artifact("styre", "pdf", 2), artifact("styre", "html"), artifact("alle", "html")]
    index = index_of(project.library(), files, FORMATS)
    alle = ListedEdition(
        audience_id="alle",
        audience="Alle",
        title="Åpningstidene i biblioteket",
        language="nb",
        title_language="nb",
        tag="nb",
        as_of=date(2021, 8, 1),
        files=(html_file("nb/oversikt/alle.html"),),
    )
    assert index == Index(
        "Åpningstider i biblioteket", "Eksempel kommune", "nb", (ListedBrief("oversikt", "Oversikt", (alle, STYRE)),)
    )


def test_files_of_different_days_stand_apart(project: Project) -> None:
    """Where only the HTML was built as of an earlier day, no date is printed beside a file that is not of that day."""
    files = [artifact("alle", "html", as_of="2021-04-01"), artifact("alle", "pdf", 3)]
    (brief,) = index_of(project.library(), files, FORMATS).briefs
    assert [(edition.as_of, edition.files) for edition in brief.editions] == [
        (date(2021, 4, 1), (html_file("nb/oversikt/alle.html"),)),
        (date(2021, 8, 1), (pdf_file("nb/oversikt/alle.pdf", 3),)),
    ]


def test_brief_without_files_is_left_out(project: Project) -> None:
    """What was never built is not promised."""
    assert index_of(project.library(), [], FORMATS).briefs == ()


def test_each_link_says_by_itself_where_it_leads(project: Project) -> None:
    """Read out one after another, no two links sound alike; the PDF's says how long it is."""
    page = render_index(
        Index("Tittel", "Utgiver", "nb", (ListedBrief("oversikt", "Oversikt", (STYRE,)),)), project.root
    )
    assert links(page) == [
        ("nb/oversikt/styre.html", "Les på skjerm – Oversikt, Styret, bokmål"),
        ("nb/oversikt/styre.pdf", "PDF, 2 sider – Oversikt, Styret, bokmål"),
    ]
    assert "status per 1.\u00a0august\u00a02021" in page


def test_an_audience_of_everybody_is_not_the_choice_of_all(project: Project) -> None:
    """The audience «Alle» is one of several; what shows all of them has another name."""
    files = [artifact("alle", "html"), artifact("styre", "html")]
    page = render_index(index_of(project.library(), files, FORMATS), project.root)
    options = re.findall(r"<option[^>]*>([^<]*)</option>", page)
    assert "Alle" in options and len(options) == len(set(options))


def test_index_needs_no_other_file(project: Project) -> None:
    """It is one self-contained page in Norwegian: no style sheet, script or picture comes from elsewhere, and its one
    script is the program's own.
    """
    page = render_index(index_of(project.library(), [artifact("alle", "html")], FORMATS), project.root)
    assert '<html lang="nb">' in page and page.count("<script>") == 1
    assert not re.search(r"<link|<script[^>]|<img|@import|https?://", page)


def test_empty_index_says_so(project: Project) -> None:
    """A folder without briefs has a page that says so."""
    assert "Ingen notater er laget ennå." in render_index(Index("Tittel", "Utgiver", "nb", ()), project.root)


def test_a_parallel_edition_is_listed_with_both_languages(project: Project) -> None:
    """It stands after the editions in one language, under the first one's title."""
    project.replace("content/project.yaml", "language: nb", "language: nb\ntranslations: [nn]")
    library = load(project.root).library
    assert library is not None
    both = artifact("alle", "html").model_copy(update={"lang": "nb+nn", "path": "nb+nn/oversikt/alle.html"})
    (brief,) = index_of(library, [both, artifact("alle", "html")], FORMATS).briefs
    assert [(edition.tag, edition.language, edition.files[0].path) for edition in brief.editions] == [
        ("nb", "nb", "nb/oversikt/alle.html"),
        ("nb+nn", "nb", "nb+nn/oversikt/alle.html"),
    ]


def test_a_single_page_is_listed_beside_the_whole_brief(project: Project) -> None:
    """It is an edition of its own, and its link says that it is the short one."""
    short = artifact("alle", "html").model_copy(update={"one_page": True, "path": "nb/oversikt/alle.one-page.html"})
    page = render_index(index_of(project.library(), [short, artifact("alle", "html")], FORMATS), project.root)
    assert links(page) == [
        ("nb/oversikt/alle.html", "Les på skjerm – Oversikt, Alle, bokmål"),
        ("nb/oversikt/alle.one-page.html", "Les på skjerm – Oversikt, Alle, bokmål, på én side"),
    ]


def test_a_format_that_comes_later_is_listed_by_its_name(project: Project) -> None:
    """A file that is neither page nor PDF is one more link, without pages."""
    file = ListedFile(format="docx", label="DOCX", media_type="application/x-docx", path="nb/oversikt/styre.docx")
    listed = ListedBrief("oversikt", "Oversikt", (replace(STYRE, files=(file,)),))
    page = render_index(Index("Tittel", "Utgiver", "nb", (listed,)), project.root)
    assert links(page) == [("nb/oversikt/styre.docx", "DOCX – Oversikt, Styret, bokmål")]


def test_the_list_can_be_narrowed(project: Project) -> None:
    """By what there is more than one of; without a script the fields are not shown, and all editions are."""
    english = replace(STYRE, tag="en+nb", audience_id="alle", audience="Alle")
    index = Index("Tittel", "Utgiver", "nb", (ListedBrief("oversikt", "Oversikt", (english, STYRE)),))
    page = render_index(index, project.root)
    assert [(name, [choice.key for choice in choices]) for name, choices in index.choices] == [
        ("audience", ["alle", "styre"]),
        ("lang", ["en", "nb"]),
    ]
    assert re.search(r'<div class="filter" role="search" aria-label="[^"]+" hidden>', page)
    assert re.findall(r'<li data-audience="(\w+)" data-lang="([^"]+)" data-day="([^"]+)">', page) == [
        ("alle", "en nb", "2021-08-01"),
        ("styre", "nb", "2021-08-01"),
    ]
