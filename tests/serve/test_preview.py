"""The live preview: fresh pages after each saving, old ones marked, nothing beside its own pages, and a clean end."""

from __future__ import annotations

import shutil
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from briefs.build.formats import make
from briefs.build.pipeline import Run, Wanted, plan, print_all
from briefs.edition.edition import Facts
from tests.conftest import SMALL, Project
from tests.serve.served import Served, served

PAGE = "/nb/oversikt/alle.html"
MEASURES = "content/measures.yaml"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Served]]:
    """One project and its server, which each test leaves as it found it."""
    root = tmp_path_factory.mktemp("served") / "project"
    shutil.copytree(SMALL, root)
    with served(root) as server:
        yield Project(root), server


def test_first_page_leads_to_the_first_edition(running: tuple[Project, Served]) -> None:
    """Whoever opens the address sees a brief."""
    _, server = running
    assert server.ask("/").headers["location"] == "/nb/oversikt/alle"
    page = server.ask("/nb/oversikt/alle")
    assert page.status == 200
    assert '<option value="nb/oversikt/styre"' in page.text


def test_page_is_what_is_built(running: tuple[Project, Served]) -> None:
    """The same bytes as in out/, receipt and policy too."""
    project, server = running
    library = project.library()
    orders = plan(library, Wanted(audiences=("alle",)), library.newest, Facts())
    job = print_all(library, orders, Run(project.root, project.root / "out", ("html",), proof=False))[0]
    assert server.ask(PAGE).body == make(replace(job, proof=False)).content


def test_saving_shows_in_the_next_page(running: tuple[Project, Served]) -> None:
    """In place or by a rename, the page that is asked for next is of the new content."""
    project, server = running
    before = (project.root / MEASURES).read_text("utf-8")
    title = "Ny tittel på prøven"
    old = next(iter(project.library().measures.values())).title.words
    try:
        project.replace(MEASURES, old, title)
        assert title in server.ask(PAGE).text
        draft = project.root / "content/.draft"
        draft.write_text(before, "utf-8")
        draft.replace(project.root / MEASURES)
        assert title not in server.ask(PAGE).text
    finally:
        project.write(MEASURES, before)


def test_broken_content_keeps_the_last_page_marked_as_old(running: tuple[Project, Served]) -> None:
    """The page says itself that it is old, the state says why, with file, line, column and the editor's address."""
    project, server = running
    before = (project.root / MEASURES).read_text("utf-8")
    fresh = server.ask(PAGE)
    try:
        project.write(MEASURES, "measures: [")
        old = server.ask(PAGE)
        assert (fresh.headers["x-briefs-old"], old.headers["x-briefs-old"]) == ("0", "1")
        assert "Gammel side" in old.text and "Gammel side" not in fresh.text
        state = server.state()
        assert state["broken"]
        assert state["problems"][0]["place"] == f"{MEASURES}:2:1"
        assert state["problems"][0]["editor"] == f"vscode://file{project.root}/{MEASURES}:2:1"
        assert server.ask("/nb/oversikt/alle.pdf").status == 503
    finally:
        project.write(MEASURES, before)
    assert server.ask(PAGE).headers["x-briefs-old"] == "0"


def test_what_check_refuses_is_told_and_shown(running: tuple[Project, Served]) -> None:
    """A claim that there is not stops a build; the preview tells it, where the page can be made or not."""
    project, server = running
    before = (project.root / "content/events.yaml").read_text("utf-8")
    try:
        project.replace("content/events.yaml", "cites: [svar-2021/3]", "cites: [svar-2012/3]")
        assert server.ask(PAGE).status == 200
        server.eventually(lambda: any("svar-2012" in each["what"] for each in server.state()["problems"]))
    finally:
        project.write("content/events.yaml", before)
    server.eventually(lambda: server.state()["checked"] and not server.state()["problems"])


def test_a_template_in_error_is_told_with_its_line(running: tuple[Project, Served]) -> None:
    """The last good page stays, marked; the problem is the template's."""
    project, server = running
    server.ask(PAGE)
    project.write("templates/base/points.html", "{{ nothing }}")
    try:
        assert server.ask(PAGE).headers["x-briefs-old"] == "1"
    finally:
        (project.root / "templates/base/points.html").unlink()
    assert server.ask(PAGE).headers["x-briefs-old"] == "0"


@pytest.mark.long
def test_a_language_that_lacks_words_is_told_in_its_place(project: Project) -> None:
    """A text without a translation stops the pages of that language alone, and is told with the file to mend."""
    project.into("nn", {})
    with served(project.root) as server:
        assert server.ask(PAGE).status == 200
        lacking = server.ask("/nn/oversikt/alle.html")
        assert lacking.status == 503
        assert "content/locale/nn.po" in lacking.text
        assert server.ask("/nn/oversikt/alle").status == 200


@pytest.mark.long
def test_a_language_of_its_own_may_lack_the_words_of_the_tools(project: Project) -> None:
    """They are told with their file; the pages of the briefs do not need them."""
    shutil.rmtree(project.root)
    shutil.copytree(SMALL.parent / "danish", project.root)
    project.replace("content/project.yaml", "language: nb\ntranslations: [da]", "language: da")
    project.replace("templates/locale/da.po", 'msgid "Forhåndsvisning"', 'msgid "Noget andet"')
    with served(project.root) as server:
        shell = server.ask("/da/oversikt/alle")
        assert (shell.status, "templates/locale/da.po" in shell.text, "Traceback" in shell.text) == (503, True, False)
        assert server.ask("/da/oversikt/alle.html").status == 200


@pytest.mark.long
def test_pdf_is_made_beside_and_drawn(running: tuple[Project, Served]) -> None:
    """Its pages are pictures, its parts are known by page, and the file itself is a PDF."""
    _, server = running
    told = server.ask("/print/nb/oversikt/alle").json
    assert told["old"] is False and len(told["sizes"]) >= 1
    assert told["anchors"]["kort-fortalt"] == 1
    picture = server.ask(f"/print/nb/oversikt/alle/{told['name']}/1.png")
    assert picture.body.startswith(b"\x89PNG")
    assert server.ask(f"/print/nb/oversikt/alle/{told['name']}/99.png").status == 404
    assert server.ask("/print/nb/oversikt/alle/another/1.png").status == 404
    assert server.ask("/nb/oversikt/alle.pdf").body.startswith(b"%PDF")


@pytest.mark.parametrize(
    "path",
    [
        "/../content/project.yaml",
        "/nb/../../content/project.yaml",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/nb/oversikt/..%2f..%2f..%2fcontent%2fproject.yaml",
        "/nb/oversikt/alle.json",
        "/content/project.yaml",
        "/content/sources/brev-2021.yaml",
        "//etc/passwd",
        "/print/nb/oversikt/../../../etc/passwd",
        "/print/nb/oversikt/alle/..%2f..%2fx/1.png",
        "/nb/oversikt/alle%00.html",
        "/static/x",
    ],
)
def test_nothing_beside_its_pages_is_served(running: tuple[Project, Served], path: str) -> None:
    """An edition is looked up by its name, and no file ever."""
    answer = running[1].ask(path)
    assert answer.status == 404
    assert b"publisher" not in answer.body and b"root:" not in answer.body


def test_every_answer_is_guarded(running: tuple[Project, Served]) -> None:
    """Others may not read, embed or act; pages run and fetch only what they carry."""
    _, server = running
    assert server.ask(PAGE, host="evil.example").status == 421
    assert server.ask(PAGE, origin="http://evil.example").status == 403
    assert server.ask("/", "POST", b"{}", origin=server.address, content_type="application/json").status == 403
    shell = server.ask("/nb/oversikt/alle").headers
    assert "default-src 'none'" in shell["content-security-policy"]
    assert "frame-ancestors 'none'" in shell["content-security-policy"]
    assert "unsafe" not in shell["content-security-policy"]
    assert server.ask(PAGE).headers["content-security-policy"].startswith("sandbox allow-same-origin allow-popups;")
    assert {shell[name] for name in ("x-content-type-options", "cache-control")} == {"nosniff", "no-store"}


@pytest.mark.long
def test_many_requests_while_files_change(running: tuple[Project, Served]) -> None:
    """Each answer is a whole page of what was saved before it was asked for, whoever else asks."""
    project, server = running
    before = (project.root / MEASURES).read_text("utf-8")
    first = next(iter(project.library().measures.values())).title.words
    stop, saved = threading.Event(), [0]

    def save() -> None:
        while not stop.wait(0.05):
            saved[0] += 1
            draft = project.root / "content/.draft"
            draft.write_text(before.replace(first, f"Tittel nr. {saved[0]:04}"), "utf-8")
            draft.replace(project.root / MEASURES)

    def ask(_: int) -> tuple[int, bool]:
        least = saved[0] - 1
        answer = server.ask(PAGE)
        found = [number for number in range(max(least, 0), saved[0] + 1) if f"{number:04}" in answer.text]
        return answer.status, answer.text.rstrip().endswith("</html>") and (bool(found) or least < 1)

    writer = threading.Thread(target=save)
    writer.start()
    try:
        with ThreadPoolExecutor(10) as pool:
            answers = list(pool.map(ask, range(60)))
    finally:
        stop.set()
        writer.join()
        project.write(MEASURES, before)
    assert saved[0] > 2
    assert set(answers) == {(200, True)}


@pytest.mark.long
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(project: Project, how: signal.Signals) -> None:
    """Status 0, no word, no process left and the port free, also while a page listens and a PDF is made."""
    with served(project.root) as server:
        listening = socket.create_connection(("127.0.0.1", server.port))
        listening.sendall(f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        assert b"200" in listening.recv(20)
        threading.Thread(target=lambda: _quietly(server), daemon=True).start()
        assert server.ask(PAGE).status == 200
        children = _children(server.process.pid)
        assert server.end(how) == (0, "")
        listening.close()
    server.eventually(lambda: not any(Path(f"/proc/{child}/stat").exists() for child in children))


def _quietly(server: Served) -> None:
    with suppress(OSError):
        server.ask("/print/nb/oversikt/alle")


def _children(pid: int) -> list[int]:
    """The processes that a process has started."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []
