"""What a page opens: a popup that no button of the page opens is taken out, and a button that opens nothing is told."""

from __future__ import annotations

import re

from briefs.errors import BriefsError, Problem, Where

_OPENER = re.compile(r"""<(?:button|input)\b[^>]*?\spopovertarget=["']?([^"'\s>]+)[^>]*>""")
_POPUP = re.compile(r"\n?<(?P<tag>\w+)\b(?=[^>]*\spopover[\s>=])[^>]*?\sid=[\"']?(?P<id>[^\"'\s>]+)[^>]*>")


def only_opened(page: str, template: str) -> str:
    """The page without the popups that nothing opens; BriefsError, which names the template, where a button names a
    popup that there is not.
    """
    opened = {match[1] for match in _OPENER.finditer(page) if 'popovertargetaction="hide"' not in match[0]}
    found = list(_POPUP.finditer(page))
    if missing := sorted(opened - {popup["id"] for popup in found}):
        what = f"a button opens the popup {missing[0]!r}, and the page has none of that name"
        raise BriefsError(Problem(Where(template), what, "An own brief.html includes evidence.html at its end"))
    for popup in reversed(found):
        if popup["id"] not in opened:
            page = page[: popup.start()] + page[_end(page, popup["tag"], popup.end()) :]
    return page


def _end(page: str, tag: str, start: int) -> int:
    """Where the element ends whose start tag ends at `start`; elements of its own name may stand inside it."""
    depth = 1
    for match in re.compile(rf"<(/?){tag}\b[^>]*>").finditer(page, start):
        depth += -1 if match[1] else 1
        if not depth:
            return match.end()
    return len(page)
