"""Who may ask what: only pages of this server, under its own name, and only with its token for whatever acts.

A browser sends requests for any page that somebody opens. Host keeps out names of others that lead to this machine,
Origin and Sec-Fetch-Site pages of others, and the token whatever else runs here.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "x-briefs-token"
MOST_BYTES = 64_000  # of what is sent to this server
_READING = frozenset({"GET", "HEAD"})
_SAFE: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}
"""What every answer says, where it says nothing else itself."""


@dataclass(frozen=True)
class Guard:
    """Lets through what this server's own pages ask, and says why it refuses the rest."""

    app: ASGIApp
    port: int
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application around another."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SAFE.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self.refusal(scope["method"], Headers(scope=scope))
        await (self.app if refused is None else refused)(scope, receive, send_safely)

    def refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        """Why a request is refused, as a response; None where it is not."""
        if headers.get("host", "") not in self.hosts:
            return PlainTextResponse("This server answers under its own name only.\n", 421)
        origin = headers.get("origin")
        if origin is not None and origin not in self.origins:
            return PlainTextResponse("This server answers its own pages only.\n", 403)
        if headers.get("sec-fetch-site") in {"cross-site", "same-site"} and headers.get("sec-fetch-mode") != "navigate":
            return PlainTextResponse("This server answers its own pages only.\n", 403)
        if method in _READING:
            return None
        if method != "POST":
            return PlainTextResponse("This server knows GET, HEAD and POST.\n", 405, {"allow": "GET, HEAD, POST"})
        if origin is None or not hmac.compare_digest(headers.get(TOKEN_HEADER, "").encode(), self.token.encode()):
            return PlainTextResponse("This needs the token of a page of this server.\n", 403)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > MOST_BYTES:
            return PlainTextResponse("This is too much, or does not say how much it is.\n", 413)
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return PlainTextResponse("This is to be JSON.\n", 415)
        return None

    @property
    def hosts(self) -> frozenset[str]:
        """The names of this server."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    @property
    def origins(self) -> frozenset[str]:
        """The origins of this server's own pages."""
        return frozenset(f"http://{host}" for host in self.hosts)
