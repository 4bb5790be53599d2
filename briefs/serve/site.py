"""The pages of the server: the preview of every edition, as a page and as a PDF, and what is wrong with the project."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from briefs.assets import FACES_PLACE
from briefs.content.model import Library
from briefs.edition.edition import EVERYBODY
from briefs.errors import BriefsError, Problem, Where
from briefs.fonts import face_css
from briefs.html.tool import render_tool, tool_policy
from briefs.language.tables import DEFAULT_LANGUAGE, Language
from briefs.serve.choices import Choices
from briefs.serve.desk_pages import DeskPages
from briefs.serve.events import Broadcast, written
from briefs.serve.pages import PageMaker
from briefs.serve.printing import PdfMaker, ShownPdf, end, worker_pool
from briefs.serve.reading import ProjectReader, ReadProject
from briefs.serve.reviewing import checked
from briefs.serve.setup import Setup

_SOON = 0.15  # seconds that a page has to be made before the check begins
_LETTERS = "".join(map(chr, range(0xA1, 0x180)))  # of Europe's languages: every page of a tool has the same faces
PAGE_POLICY = "sandbox allow-same-origin allow-popups; frame-ancestors 'self'"
"""What a page of a brief may do besides what it says itself: no script, whatever a template holds."""


@dataclass(kw_only=True)
class Site:
    """What is known of the project, and the answers to its pages; for one event loop."""

    setup: Setup
    broadcast: Broadcast = field(default_factory=Broadcast)
    _announced: ReadProject | None = None
    _checked: tuple[int, tuple[Problem, ...]] = (0, ())
    _explained: tuple[int, tuple[Problem, ...]] = (0, ())
    _check: asyncio.Task[None] | None = None
    _whole: ReadProject | None = None

    def __post_init__(self) -> None:
        self.reader = ProjectReader(root=self.setup.root, documents=self.setup.documents)
        self.pages = PageMaker(root=self.setup.root, reader=self.reader, explain=self.explain)
        self.pdfs = PdfMaker(root=self.setup.root, reader=self.reader, explain=self.explain)
        self._checks = worker_pool()
        self.desk = DeskPages(
            setup=self.setup,
            reader=self.reader,
            tool=self.tool,
            editor_at=self.editor_at,
            tell=self._tell,
        )

    @cached_property
    def app(self) -> Starlette:
        """The routes; an edition is looked up by its path, and no file is."""
        stem = "/{lang}/{brief}/{audience}"
        return Starlette(
            routes=[
                Route("/", self.first),
                Route("/favicon.ico", self.nothing),
                Route("/events", self.events),
                *self.desk.routes,
                Route(f"/print{stem}", self.print_of),
                Route(f"/print{stem}/{{name}}/{{number:int}}.png", self.picture),
                Route(f"{stem}.html", self.page),
                Route(f"{stem}.pdf", self.pdf),
                Route(stem, self.preview),
            ]
        )

    # what is known

    async def look(self) -> None:
        """Tells the pages that the project has changed, if it has, and has it checked."""
        reading = await asyncio.to_thread(self.reader.current)
        if self._announced is not None and self._announced.number >= reading.number:
            return
        self._announced = reading
        self.desk.look(reading)
        self.broadcast.send("state", self.state(reading))
        if self._check is not None:
            self._check.cancel()
        self._check = asyncio.create_task(self._have_checked(reading))

    def close(self) -> None:
        """Ends all streams and processes."""
        self.broadcast.close()
        self.pdfs.close()
        if self._check is not None:
            self._check.cancel()
        end(self._checks)
        self.desk.close()

    def _tell(self) -> None:
        """Says again how things stand, and has done what is asked for now."""
        if self._announced is not None:
            self.desk.look(self._announced)
            self.broadcast.send("state", self.state(self._announced))

    def explain(self, reading: ReadProject) -> tuple[Problem, ...]:
        """What `check` says of a reading, at once."""
        if self._explained[0] != reading.number and reading.loaded is not None:
            self._explained = (reading.number, checked(reading.loaded, self.setup.root))
        return self._explained[1]

    def state(self, reading: ReadProject) -> dict[str, Any]:
        """How the project stands, for the pages."""
        is_checked = self._checked[0] == reading.number
        problems = self._checked[1] if is_checked else reading.problems
        return {
            "run": self.setup.token[:8],
            "number": reading.number,
            "taken": reading.taken,
            "broken": reading.is_broken,
            "checked": is_checked,
            "verified": self.desk.reports,
            "problems": self.problems(problems),
        }

    def problems(self, problems: tuple[Problem, ...]) -> list[dict[str, str]]:
        """Problems as a page lists them, each with the address that opens the editor at it."""
        return [
            {
                "place": str(problem.where),
                "what": problem.what,
                "hint": problem.hint,
                "severity": problem.severity,
                "editor": self.editor_at(problem.where),
            }
            for problem in problems
        ]

    def editor_at(self, where: Where) -> str:
        """The address that opens a file of the project in the editor; nothing where it has no such file."""
        path = self.setup.root / where.file
        if not path.is_file() or not path.resolve().is_relative_to(self.setup.root):
            return ""
        return self.setup.editor.format(file=quote(str(path)), line=where.line, column=where.column)

    async def _have_checked(self, reading: ReadProject) -> None:
        problems = reading.problems
        if reading.loaded is not None:
            await asyncio.sleep(_SOON)
            loop = asyncio.get_running_loop()
            problems = await loop.run_in_executor(self._checks, checked, reading.loaded, self.setup.root)
        self._checked = (reading.number, problems)
        self.broadcast.send("state", self.state(reading))

    # pages

    async def first(self, request: Request) -> Response:
        """The preview of the first edition."""
        whole = await asyncio.to_thread(self.whole)
        stem = next(iter(whole.orders), None) if whole else None
        return RedirectResponse(f"/{stem or f'{self.language}/-/{EVERYBODY}'}", 307)

    async def nothing(self, request: Request) -> Response:
        """What a browser asks for by itself, and need not have."""
        return Response(status_code=204)

    async def events(self, request: Request) -> Response:
        """How the project stands, now and at each change."""
        await self.look()
        assert self._announced is not None  # it was looked at
        stream = self.broadcast.stream(written("state", self.state(self._announced)))
        return StreamingResponse(stream, media_type="text/event-stream")

    async def preview(self, request: Request) -> Response:
        """The page that shows an edition, as a page and as a PDF, with what is wrong."""
        await self.look()
        return await asyncio.to_thread(self._preview, stem_in(request))

    async def page(self, request: Request) -> Response:
        """An edition's page itself, an old one marked as such."""
        shown = await asyncio.to_thread(self.pages.page, stem_in(request))
        if shown is None:
            return PlainTextResponse("There is no such edition.\n", 404)
        headers = {
            "x-briefs-number": str(shown.number),
            "x-briefs-old": str(int(shown.is_old)),
            "x-briefs-taken": shown.taken,
        }
        if shown.page is None:
            text = "\n".join(map(str, shown.problems))
            return PlainTextResponse(text + "\n", 503, headers)
        headers["content-security-policy"] = PAGE_POLICY
        return Response(shown.page, media_type="text/html", headers=headers)

    async def pdf(self, request: Request) -> Response:
        """An edition's PDF as a file; none where the newest cannot be made."""
        shown = await self.pdfs.pdf(stem_in(request))
        if shown is None:
            return PlainTextResponse("There is no such edition.\n", 404)
        if shown.pdf is None or shown.problems:
            return PlainTextResponse("\n".join(map(str, shown.problems)) + "\n", 503)
        return Response(shown.pdf.content, media_type="application/pdf")

    async def print_of(self, request: Request) -> Response:
        """What there is to show of an edition's PDF: its pages, and where its parts stand."""
        stem = stem_in(request)
        shown = await self.pdfs.pdf(stem)
        if shown is None:
            return PlainTextResponse("There is no such edition.\n", 404)
        return JSONResponse(await asyncio.to_thread(self._print, shown))

    async def picture(self, request: Request) -> Response:
        """One page of a PDF as a picture; only of the one that is at hand."""
        pdf = self.pdfs.at_hand(stem_in(request), request.path_params["name"])
        try:
            if pdf is not None:
                png = await asyncio.to_thread(pdf.png, request.path_params["number"])
                return Response(png, media_type="image/png", headers={"cache-control": "private, max-age=3600"})
        except IndexError:
            pass
        return PlainTextResponse("There is no such page.\n", 404)

    def _print(self, shown: ShownPdf) -> dict[str, Any]:
        return {
            "name": shown.name,
            "number": shown.number,
            "taken": shown.taken,
            "old": bool(shown.problems),
            "sizes": shown.pdf.sizes if shown.pdf else [],
            "anchors": shown.anchors,
            "problems": self.problems(shown.problems),
            "warnings": self.problems(shown.warnings),
        }

    def _preview(self, stem: str) -> Response:
        reading, whole = self.reader.current(), self.whole()
        known = stem in reading.orders or reading.is_broken
        library = whole.library if whole else None
        values = {
            "stem": stem,
            "title": self.title(library),
            "choices": Choices(library, whole.orders, stem).all if whole and library and whole.orders else None,
            "state": self.state(reading),
            "has_documents": self.setup.documents is not None,
        }
        return self.tool("preview", values, 200 if known else 404)

    def whole(self) -> ReadProject | None:
        """The last reading that was not broken: what can be chosen while the content cannot be read."""
        reading = self.reader.current()
        if not reading.is_broken:
            self._whole = reading
        return self._whole

    def title(self, library: Library | None) -> str:
        """What the project is called."""
        return library.project.title.get(library.project.languages[0]) if library else self.setup.root.name

    @property
    def language(self) -> Language:
        """The language of the tools' own words: the project's."""
        library = self._whole.library if self._whole else None
        return library.project.language if library else DEFAULT_LANGUAGE

    def tool(self, name: str, values: Mapping[str, Any], status: int) -> Response:
        """The page of a tool with its policy."""
        try:
            page = render_tool(name, self.language, self.setup.root, token=self.setup.token, **values)
        except BriefsError as error:  # words that a language of the project's own lacks
            return PlainTextResponse(f"{error}\n", 503)
        if FACES_PLACE in page:  # what is put into a page has its faces already
            page = page.replace(FACES_PLACE, face_css("html", _LETTERS), 1)
        return Response(page, status, {"content-security-policy": tool_policy(page)}, "text/html")


def stem_in(request: Request) -> str:
    """The path of the edition that is asked for."""
    return "/".join(request.path_params[part] for part in ("lang", "brief", "audience"))
