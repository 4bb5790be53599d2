"""The policy of a page: what it carries, by its hash, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

from briefs.html.policy import policy, with_policy, without_policy


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_nothing_is_allowed_that_a_page_does_not_carry() -> None:
    """A page without style, script or picture may have none."""
    assert policy("<p>x</p>") == "default-src 'none'; base-uri 'none'; form-action 'none'"


def test_styles_and_scripts_are_allowed_by_their_hash() -> None:
    """As a browser reads them: with its own line ends."""
    page = "<style>\r\na {}</style><script>b()</script><style>\r\na {}</style>"
    assert f"style-src {digest(chr(10) + 'a {}')}; script-src {digest('b()')};" in policy(page)


def test_pictures_faces_and_style_attributes_only_where_there_are_any() -> None:
    """Each has a directive of its own."""
    carried = policy('<img src="data:image/png;base64,AA"><style>url(data:font/woff2;base64,AA)</style><p style="x">')
    assert "font-src data:; img-src data:;" in carried
    assert "style-src-attr 'unsafe-inline';" in carried


def test_the_policy_stands_before_all_that_it_is_about() -> None:
    """At the head's beginning, after the encoding; without it the page is as before."""
    page = '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>x</title><style>a</style></head></html>'
    whole = with_policy(page)
    assert re.search(r'<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="def', whole)
    assert without_policy(whole) == page
