"""The one place that runs pandoc, which comes with the extra `policy-briefs[docx]`."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from typing import Any

from briefs.errors import BriefsError, Problem, Where

EXTRA = "policy-briefs[docx]"
LONGEST = 120
"""Seconds that a conversion may take."""
_REGION = re.compile(r"<(/?)(?:main|article|aside|header|footer)\b")
_EMPHASIS = re.compile(r"<(cite|dfn|em|i)( [^<>]*\blang=[^<>]*)>(.*?)</\1>", re.DOTALL)
_LINE = re.compile(r"<(p|h[1-6]|dt|caption)( [^<>]*\blang=[^<>]*)>(.*?)</\1>", re.DOTALL)


def tree_of(page: str, name: str) -> dict[str, Any]:
    """A page as pandoc's tree of blocks and inlines: all of it, though pandoc would take what is in `<main>` alone,
    forget articles, and keep a language of nothing but `<span>` and `<div>`.
    """
    whole = _REGION.sub(r"<\1div", page)
    whole = _EMPHASIS.sub(r"<span\2><em>\3</em></span>", whole)
    whole = _LINE.sub(r"<\1><span\2>\3</span></\1>", whole)
    tree: dict[str, Any] = json.loads(_run(whole.encode(), name, "--from=html", "--to=json"))
    return tree


def written(tree: dict[str, Any], name: str, *options: str) -> bytes:
    """A tree in the format that the options name."""
    return _run(json.dumps(tree).encode(), name, "--from=json", "--output=-", *options)


def _run(given: bytes, name: str, *options: str) -> bytes:
    """What pandoc makes of bytes, with no file read but those that the options name; BriefsError where it is not there,
    fails or has no end.
    """
    command = [_program(), "--sandbox", *options]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        raise BriefsError(Problem(Where(name), f"pandoc takes more than {LONGEST} seconds")) from None
    if done.returncode:
        raise BriefsError(Problem(Where(name), f"pandoc cannot convert this: {_last_line(done.stderr)}"))
    return done.stdout


def _program() -> str:
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        what = "pandoc, which makes Word documents and Markdown, is not installed"
        raise BriefsError(Problem(Where(EXTRA), what, f"Install it with: pip install '{EXTRA}'")) from None


def _last_line(output: bytes) -> str:
    lines: Sequence[str] = output.decode(errors="replace").strip().splitlines() or ["it says nothing"]
    return lines[-1]
