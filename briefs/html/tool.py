"""Pages of the program's own tools, the preview and the source desk: with scripts, and beside a server, which no brief
has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from briefs import assets
from briefs.html.policy import policy
from briefs.html.render import tool_page
from briefs.language.tables import Language

_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_ALSO: Mapping[str, tuple[str, ...]] = {
    "connect-src": ("'self'",),
    "frame-src": ("'self'",),
    "img-src": ("'self'",),
    "frame-ancestors": ("'none'",),
}


def with_notice(page: str, language: Language, root: Path, taken: str) -> str:
    """A page of a brief with a notice at its top that it is an old one, and of when."""
    notice = tool_page("preview-old.html", language, root, taken=taken)
    body = _BODY.search(page)
    place = body.end() if body else 0
    return page[:place] + notice + page[place:]


def render_tool(name: str, language: Language, root: Path, **values: Any) -> str:
    """The page of a tool (`preview`, `desk`, `desk-list`) with the style sheets of the tool and the script of the page
    inside, and a place for the faces; BriefsError as for an edition.
    """
    folder = assets.packaged("templates") / "tool"
    sheets = ("tokens.css", "dark.css", "type.css", "tool.css", f"{name.partition('-')[0]}.css")
    texts = (text for sheet in sheets for text in assets.style_texts(root, sheet))
    scripts = (folder / file for file in ("tool.js", f"{name}.js"))
    script = "".join(path.read_text("utf-8") for path in scripts if path.is_file())
    styles = "\n".join([assets.FACES_PLACE, *texts])
    return tool_page(f"{name}.html", language, root, styles=Markup(styles), script=Markup(script), **values)


def tool_policy(page: str) -> str:
    """What a finished page of a tool may do, for the header: what it carries, and what it asks of its own server."""
    return policy(page, _ALSO)
