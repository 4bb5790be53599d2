"""Who publishes a brief and which edition it is: the logo, how to cite it, and the colophon."""

from __future__ import annotations

import zlib

import pytest

from briefs.build.printing import record_of
from briefs.cli.asking import sound_project
from briefs.errors import BriefsError
from briefs.html.logo import unprintable
from briefs.html.render import render
from briefs.pdf.finish.metadata import xmp
from tests.conftest import Project
from tests.edition.test_edition import edition

PROJECT = "content/project.yaml"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10" fill="#0f4c5c"/></svg>'
)


def publisher(project: Project) -> str:
    return project.library().project.publisher.words


def with_logo(project: Project, drawing: str = SVG, *, alt: str = "") -> None:
    name = publisher(project)
    project.write("styles/logo.svg", drawing)
    told = f", alt: {alt}" if alt else ""
    project.replace(PROJECT, f"publisher: {name}", f"publisher: {{name: {name}, logo: styles/logo.svg{told}}}")


@pytest.mark.parametrize(("alt", "read"), [("Kommunevåpenet", "Kommunevåpenet"), ("", None)])
def test_the_logo_stands_at_the_head_with_a_text_in_its_place(project: Project, alt: str, read: str | None) -> None:
    """Inside the page for a screen, as a file of the project for the typesetter; the publisher's name stays."""
    name = publisher(project)
    with_logo(project, alt=alt)
    sound_project(project.root)
    html, paper = (render(edition(project), project.root, medium) for medium in ("html", "pdf"))
    assert f'alt="{read or name}"' in html and 'src="data:image/svg+xml;base64,' in html
    assert f'<img src="styles/logo.svg" alt="{read or name}">' in paper
    assert publisher(project) == name


def test_a_project_without_a_logo_has_no_place_for_one(project: Project) -> None:
    """Nothing is printed that is not given."""
    page, paper = (
        render(edition(project), project.root, medium).partition("</style>")[2] for medium in ("html", "pdf")
    )
    assert 'class="logo"' not in page + paper
    assert "Siter som:" in page and "Utgitt" not in page and "Godkjent" not in page
    assert "Siter som:" not in paper


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ('<svg>\n<image href="https://x.example/a.png"/></svg>', "styles/logo.svg:2:8: a logo cannot fetch or run"),
        ('<svg><style>\n@import "a.css";</style></svg>', "styles/logo.svg:2:1: a logo cannot fetch or run"),
        ('<svg><rect fill="url(b.svg#c)"/></svg>', "styles/logo.svg:1:18: a logo cannot fetch or run"),
        ("<svg><script>1</script></svg>", "styles/logo.svg:1:6: a logo cannot fetch or run"),
    ],
)
def test_a_logo_that_fetches_is_told_at_its_line(project: Project, drawing: str, expected: str) -> None:
    """A page is to be whole, and an archive refuses what is elsewhere."""
    with_logo(project, drawing)
    with pytest.raises(BriefsError) as refused:
        sound_project(project.root)
    assert any(str(problem).startswith(expected) for problem in refused.value.problems)


def test_a_drawing_may_refer_to_itself(project: Project) -> None:
    """Gradients and reused shapes are part of it."""
    with_logo(
        project, '<svg><g id="a"/><use href="#a"/><rect fill="url(#a)"/><image href="data:image/png;base64,AA"/></svg>'
    )
    sound_project(project.root)


def png(width: int = 2, height: int = 1) -> bytes:
    """A grey picture of so many pixels."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 0, 0, 0, 0))
    rows = zlib.compress(b"\0\x40\x40")
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    summed = ((len(body), kind + body) for kind, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        length.to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big") for length, body in summed
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (png(), None),
        (png()[:-20], "it is cut off or damaged"),
        (png()[:40], "it is cut off or damaged"),
        (png().replace(b"IDAT", b"IDAX"), "it is cut off or damaged"),
        (b"", "it is no PNG"),
        (SVG.encode(), "it is no PNG"),
        (png(0, 0), "it is 0 by 0 pixels"),
        (png(60_000, 60_000), "it is 60000 by 60000 pixels"),
        (png() + bytes(1_000_000), "bytes, and may have 1000000"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(project: Project, content: bytes, told: str | None) -> None:
    """A browser leaves a hole in its place, and says nothing."""
    with_logo(project)
    (project.root / "styles/logo.svg").rename(project.root / "styles/logo.png")
    (project.root / "styles/logo.png").write_bytes(content)
    project.replace(PROJECT, "styles/logo.svg", "styles/logo.png")
    found = [str(each) for each in unprintable(project.library(), project.root)]
    if told is None:
        assert found == []
    else:
        assert len(found) == 1 and found[0].startswith("styles/logo.png:1:1: ") and told in found[0]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{name: Bø, logo: ▸styles/logoo.svg}", "there is no logo 'styles/logoo.svg'"),
        ("▸{name: Bø, logo: styles/a.svg, heigth: 3}", "'heigth' is no key of a publisher"),
        ("▸{name: Bø}", "a publisher with a logo needs its 'logo'"),
    ],
)
def test_what_is_wrong_with_a_publisher_is_told_at_its_place(project: Project, written: str, expected: str) -> None:
    """In project.yaml."""
    project.replace(PROJECT, f"publisher: {publisher(project)}", f"publisher: {written.replace('▸', '')}")
    place = project.place(PROJECT, written.partition("▸")[2])
    with pytest.raises(BriefsError) as refused:
        sound_project(project.root)
    assert any(str(problem).startswith(f"{place}: {expected}") for problem in refused.value.problems)


def test_an_edition_has_a_number_a_day_and_who_approved_it(project: Project) -> None:
    """In the colophon and in the metadata; a brief's own come before the project's."""
    project.replace(PROJECT, "language: nb", "edition: {number: 1}\nlanguage: nb")
    assert "Utgave 1." in render(edition(project), project.root, "pdf")
    imprint = "edition: {number: 2, date: '2021-10-01', approved_by: Biblioteksjefen}"
    project.replace("content/briefs/oversikt.yaml", "audiences: [alle, styre]", f"{imprint}\naudiences: [alle, styre]")
    made = edition(project)
    page = " ".join(render(made, project.root, "pdf").replace("\u00a0", " ").split())
    assert "(2021)." in page and "Utgave 2." in page
    assert "Utgitt 1. oktober 2021. Godkjent av Biblioteksjefen." in page
    packet = xmp(record_of(made))
    assert "<xmpMM:VersionID>2</xmpMM:VersionID>" in packet
    assert "<rdf:li>2021-10-01</rdf:li>" in packet and "<rdf:li>Biblioteksjefen</rdf:li>" in packet
