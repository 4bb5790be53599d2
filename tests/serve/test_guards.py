"""Who may ask this server what: its own pages alone, and only with its token for whatever acts."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from briefs.serve.guards import MOST_BYTES, Guard

GUARD = Guard(PlainTextResponse("here"), 8642, "secret")
OWN = {"host": "127.0.0.1:8642"}
ACTING = {
    **OWN,
    "origin": "http://127.0.0.1:8642",
    "x-briefs-token": "secret",
    "content-type": "application/json",
    "content-length": "2",
}


def status(method: str, headers: dict[str, str]) -> int:
    refused = GUARD.refusal(method, Headers(headers))
    return 200 if refused is None else refused.status_code


@pytest.mark.parametrize("host", ["", "evil.example", "127.0.0.1", "127.0.0.1:80", "localhost:8642.evil.example"])
def test_a_name_of_others_is_refused(host: str) -> None:
    """A page of others whose name leads to this machine reads nothing."""
    assert status("GET", {"host": host}) == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8642", "localhost:8642"])
def test_its_own_names_are_answered(host: str) -> None:
    """As the browser writes them, with the port."""
    assert status("GET", {"host": host}) == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:8642", "http://127.0.0.1:8643"])
def test_pages_of_others_are_refused(origin: str) -> None:
    """Also those on this machine, of another server."""
    assert status("GET", {**OWN, "origin": origin}) == 403
    assert status("POST", {**ACTING, "origin": origin}) == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_nothing_is_embedded_elsewhere(site: str) -> None:
    """A picture of a page is none for others; to follow a link to this server is allowed."""
    assert status("GET", {**OWN, "sec-fetch-site": site, "sec-fetch-mode": "no-cors"}) == 403
    assert status("GET", {**OWN, "sec-fetch-site": site, "sec-fetch-mode": "navigate"}) == 200


@pytest.mark.parametrize(
    ("lacking", "expected"),
    [
        ({"x-briefs-token": ""}, 403),
        ({"x-briefs-token": "secreT"}, 403),
        ({"x-briefs-token": "hemmelig å"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-length": str(MOST_BYTES + 1)}, 413),
        ({"content-length": "-1"}, 413),
        ({}, 200),
    ],
)
def test_what_acts_needs_the_token(lacking: dict[str, str], expected: int) -> None:
    """The token, JSON, and no more than a mark needs."""
    assert status("POST", {**ACTING, **lacking}) == expected


def test_what_acts_says_where_it_comes_from() -> None:
    """A request without an origin is none of a page."""
    assert status("POST", {name: value for name, value in ACTING.items() if name != "origin"}) == 403
    assert status("POST", {name: value for name, value in ACTING.items() if name != "content-length"}) == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(method: str) -> None:
    """There is nothing to do with them."""
    assert status(method, ACTING) == 405
