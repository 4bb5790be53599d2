"""What the server tells the pages that are open, as server-sent events: one stream for each, until the server stops."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

_SILENCE = 10.0  # seconds after which a line is sent, so that a page that is gone is noticed
_WAITING = 64  # events; a page that reads none of so many is given up, and asks anew


@dataclass
class Broadcast:
    """The streams that are open; for one event loop."""

    _queues: set[asyncio.Queue[str | None]] = field(default_factory=set)
    _closed: bool = False

    def send(self, name: str, values: Any) -> None:
        """Tells all pages; nobody is waited for."""
        text = written(name, values)
        for queue in list(self._queues):
            if queue.qsize() < _WAITING:
                queue.put_nowait(text)
            else:
                queue.put_nowait(None)
                self._queues.discard(queue)

    def close(self) -> None:
        """Ends every stream, and those that are opened later."""
        self._closed = True
        for queue in self._queues:
            queue.put_nowait(None)

    async def stream(self, first: str) -> AsyncIterator[str]:
        """What one page is told, beginning with how things are now."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield first
            while not self._closed:
                try:
                    text = await asyncio.wait_for(queue.get(), _SILENCE)
                except TimeoutError:
                    text = ":\n\n"
                if text is None:
                    return
                yield text
        finally:
            self._queues.discard(queue)


def written(name: str, values: Any) -> str:
    """An event as the stream has it."""
    return f"event: {name}\ndata: {json.dumps(values, ensure_ascii=False)}\n\n"
