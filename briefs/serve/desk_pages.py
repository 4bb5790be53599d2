"""The pages of the source desk, what stands on a claim, and the marks that are set there."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Lock as ThreadLock
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from briefs.content.model import Library
from briefs.errors import BriefsError, Problem
from briefs.review.trace import TracedPart, Tracer
from briefs.review.verify import LOCK, Evidence, Lock, Report, read_lock
from briefs.serve.desk import Desk, DocumentsAtHand, EditorAt, documents_at_hand, printed_parts_of, verified
from briefs.serve.guards import MOST_BYTES
from briefs.serve.marking import RefusedMarkError, requested, set_mark
from briefs.serve.printing import end, worker_pool
from briefs.serve.reading import ProjectReader, ReadProject, Signature
from briefs.serve.setup import Setup

Tool = Callable[[str, Mapping[str, Any], int], Response]
"""A page of a tool from its name, its values and its status."""


@dataclass(kw_only=True)
class DeskPages:
    """What lies on the desk, made once for each reading of the project; for one event loop. `reports` counts how often
    the content was held against the documents.
    """

    setup: Setup
    reader: ProjectReader
    tool: Tool
    editor_at: EditorAt
    tell: Callable[[], None]
    _desk: tuple[int, Desk | None, tuple[Problem, ...]] = (0, None, ())
    _documents: tuple[object, DocumentsAtHand] = (None, DocumentsAtHand({}))
    _report: tuple[object, Report | None] = ("", None)
    _key: object = None
    _pool: ProcessPoolExecutor = field(default_factory=worker_pool, repr=False)
    _lock: ThreadLock = field(default_factory=ThreadLock, repr=False)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    _verifying: asyncio.Task[None] | None = None
    _is_used: bool = False
    _closed: bool = False
    reports: int = 0

    @property
    def routes(self) -> list[Route]:
        """The addresses of the desk; a document and a claim are looked up by their names."""
        return [
            Route("/desk", self.overview),
            Route("/desk/marks", self.mark, methods=["POST"]),
            Route("/desk/{source}", self.source),
            Route("/desk/{source}/{claim}", self.printed),
        ]

    def look(self, reading: ReadProject) -> None:
        """Has the content held against the documents anew, where somebody looks at the desk."""
        if not self._is_used or reading.is_broken:
            return
        if self._verifying is None or self._verifying.done():
            self._verifying = asyncio.create_task(self._verify())

    def close(self) -> None:
        """Ends what is being worked out."""
        self._closed = True
        if self._verifying is not None:
            self._verifying.cancel()
        end(self._pool)

    # pages

    async def overview(self, request: Request) -> Response:
        """All documents, and how far each is."""
        self._use()
        return await asyncio.to_thread(self._overview)

    async def source(self, request: Request) -> Response:
        """One document with its claims."""
        self._use()
        return await asyncio.to_thread(self._source, request.path_params["source"])

    async def printed(self, request: Request) -> Response:
        """What stands on a claim, as a piece of a page."""
        name = f"{request.path_params['source']}/{request.path_params['claim']}"
        while self._is_tracing():
            await asyncio.sleep(0.05)
        return await asyncio.to_thread(self._printed, name)

    async def mark(self, request: Request) -> Response:
        """Sets a mark, or takes it away; one after another, for each reads the lock that the one before wrote."""
        try:
            body = await request.body()
            if len(body) > MOST_BYTES:
                raise RefusedMarkError(413, "This is too much.")
            async with self._writing:
                return await asyncio.to_thread(self._mark, body)
        except RefusedMarkError as refused:
            return PlainTextResponse(refused.why + "\n", refused.status)
        except BriefsError as error:
            return PlainTextResponse(f"{error}\n", 409)

    def _is_tracing(self) -> bool:
        """Whether another process is about to give what a trace would take seconds for here."""
        desk = self._desk[1]
        running = self._verifying is not None and not self._verifying.done()
        return running and desk is not None and desk.tracer.parts is None and not self._closed

    def _overview(self) -> Response:
        return self._listed(*self.desk(), 200)

    def _listed(self, desk: Desk | None, problems: tuple[Problem, ...], status: int, unknown: str = "") -> Response:
        """All documents, and those that are drafts; `unknown` is the name of one that was asked for and is neither."""
        values = {
            "sources": desk.sources if desk else [],
            "drafts": desk.drafts if desk else [],
            "unknown": unknown,
            "verified": self._is_verified(desk),
        }
        return self.tool("desk-list", {**self._common(desk, problems), **values}, status)

    def _source(self, id: str) -> Response:
        desk, problems = self.desk()
        if desk is None:
            return self._listed(desk, problems, 503)
        if id not in desk.library.sources:
            is_draft = any(each["id"] == id for each in desk.drafts)
            return self._listed(desk, problems, 404, "" if is_draft else id)
        ids = list(desk.library.sources)
        place = ids.index(id)
        values = {
            "source": desk.source(id),
            "sources": desk.sources,
            "before": ids[place - 1] if place else "",
            "after": ids[place + 1] if place + 1 < len(ids) else "",
            "verified": self._is_verified(desk),
        }
        return self.tool("desk", {**self._common(desk, problems), **values}, 200)

    def _printed(self, name: str) -> Response:
        desk, _ = self.desk()
        try:
            found = desk.printed(name) if desk else None
        except KeyError:
            found = None
        if found is None:
            return PlainTextResponse("There is no such claim.\n", 404)
        return self.tool("desk-trace", found, 200)

    def _mark(self, body: bytes) -> Response:
        asked = requested(body)
        desk, _ = self.desk()
        if desk is None:
            raise RefusedMarkError(409, "The content cannot be read as it stands.")
        set_mark(self.setup.root, desk.library, desk.documents, asked, date.today())
        desk, _ = self.desk()
        assert desk is not None  # nothing but the lock has changed
        source = desk.library.sources[asked.claim.partition("/")[0]]
        _, mark = desk.marks[asked.claim]
        return JSONResponse({"by": mark.by if mark else "", "counts": desk.counts(source)})

    def _common(self, desk: Desk | None, problems: tuple[Problem, ...]) -> dict[str, Any]:
        return {
            "title": desk.library.project.title.get(desk.library.project.languages[0]) if desk else "",
            "by": self.setup.by,
            "problems": list(map(str, problems)),
            "documents": str(self.setup.documents) if self.setup.documents else "",
        }

    # what is worked out once

    def desk(self) -> tuple[Desk | None, tuple[Problem, ...]]:
        """The desk as the project stands now, and what is wrong with its documents; none where the content is
        broken.
        """
        reading = self.reader.current()
        with self._lock:
            if self._desk[0] < reading.number:
                self._desk = (reading.number, *self._made(reading))
            _, desk, problems = self._desk
            if desk is not None and desk.report is None and self._report[0] == self._key:
                desk = replace(desk, report=self._report[1])
                self._desk = (reading.number, desk, problems)
            return desk, problems

    def _made(self, reading: ReadProject) -> tuple[Desk | None, tuple[Problem, ...]]:
        library = reading.library
        if library is None or reading.is_broken:
            return None, reading.problems
        problems: tuple[Problem, ...] = ()
        lock = None
        try:
            lock = read_lock(self.setup.root)
        except BriefsError as error:
            problems = error.problems
        at_hand = self._at_hand(reading, library)
        before, key = self._desk[1], self._key_of(reading, lock)
        same = before is not None and key == self._key
        self._key = key
        desk = Desk(
            library=library,
            documents=at_hand.found,
            lock=lock,
            tracer=before.tracer if before and same else Tracer(library),
            evidence=before.evidence if before and same else Evidence(library, at_hand.found),
            report=None,
            editor_at=self.editor_at,
        )
        return desk, (*problems, *at_hand.problems)

    def _at_hand(self, reading: ReadProject, library: Library) -> DocumentsAtHand:
        """The documents, read again only where one of them has changed."""
        ways = tuple((source.file, source.read, source.encoding) for source in library.sources.values())
        key = (self._saved(reading, self.setup.documents), ways)
        if self._documents[0] != key:
            self._documents = key, documents_at_hand(self.setup.documents, library)
        return self._documents[1]

    def _key_of(self, reading: ReadProject, lock: Lock | None) -> object:
        """What findings and traces depend on: the content and the documents, but no mark of a reviewed claim."""
        own = self.setup.root / LOCK
        content = self._saved(reading, self.setup.root / "content")
        files = frozenset(entry for entry in content if entry[0] != str(own))
        without = lock.model_copy(update={"reviewed": {}}) if lock else None
        return files, self._saved(reading, self.setup.documents), without

    def _saved(self, reading: ReadProject, folder: Path | None) -> Signature:
        """What the disk said of the files of a folder."""
        return frozenset(entry for entry in reading.signature if folder and entry[0].startswith(f"{folder}{os.sep}"))

    def _use_parts(self, key: object, parts: tuple[TracedPart, ...]) -> None:
        """What the briefs print has been worked out, for the desk as it is if that has not changed meanwhile."""
        with self._lock:
            number, desk, problems = self._desk
            if desk is not None and key == self._key:
                self._desk = number, replace(desk, tracer=replace(desk.tracer, parts=parts)), problems

    def _is_verified(self, desk: Desk | None) -> bool:
        return desk is not None and desk.report is not None

    def _use(self) -> None:
        self._is_used = True
        self.tell()

    async def _verify(self) -> None:
        """Holds the content against the documents until nothing has changed meanwhile."""
        while True:
            desk, _ = await asyncio.to_thread(self.desk)
            key = self._key
            if desk is None or self._report[0] == key:
                return
            loop = asyncio.get_running_loop()
            try:
                parts = await loop.run_in_executor(self._pool, printed_parts_of, desk.library, self.setup.root)
                self._use_parts(key, parts)
                report = await loop.run_in_executor(
                    self._pool, verified, desk.library, desk.documents, desk.lock, self.setup.root
                )
            except BrokenExecutor:
                self._pool = worker_pool()
                return
            self._report = (key, report)
            self.reports += 1
            self.tell()
