"""The sandbox as a project's templates meet it: where templates are found, and the words, filters and values of a page.

A name is looked for in the audience's overlay first, then in `base/`, the project's own folder before the packaged one;
an overlay extends what it replaces as `base/<name>`, and the project's own `base/<name>` extends the program's as
`packaged/base/<name>`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket
from jinja2.environment import Environment

from briefs import assets
from briefs.assets import Medium
from briefs.content.model import Figure
from briefs.dates import Edtf
from briefs.html.sandbox import Misuse, Sandbox, checked, described
from briefs.html.values import PrintingCode, Setting
from briefs.html.words import Words
from briefs.language.numbers import Grouping
from briefs.language.tables import Language

PACKAGED_PREFIX = "packaged/"
_OPTIONS: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
_DATES, _NUMBERS = ((Edtf, date), "a date"), ((int, Decimal), "a number")
_WORDS = ((str,), "a word")
TAKES: dict[str, tuple[tuple[type, ...], str]] = {
    "ago": _DATES,
    "count": ((int,), "a whole number"),
    "date_short": _DATES,
    "duration": _NUMBERS,
    "figure": ((Figure,), "a figure"),
    "genitive": _WORDS,
    "language_name": _WORDS,
    "money": _NUMBERS,
    "number": _NUMBERS,
    "number_words": _NUMBERS,
    "ordinal": ((int,), "a whole number"),
    "percent": _NUMBERS,
    "plural": _NUMBERS,
    "quote": _WORDS,
    "range": _NUMBERS,
    "section_sign": _WORDS,
    "time": ((datetime.time,), "a time of day"),
    "week": ((date,), "a day"),
}
"""What each of our filters takes, and how that is called."""


class Templates(BaseLoader):
    """Finds the templates of a project for one audience; `shown` has the names by which problems name them."""

    def __init__(self, root: Path, audience: str = "") -> None:
        self.folders = assets.template_folders(root)
        self._packaged = assets.packaged("templates")
        self._audience = audience
        self.shown: set[str] = set()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template and the name that it is shown by; TemplateNotFound, or BriefsError where it cannot be
        read.
        """
        for folder, name in self.places(template):
            shown = template if template.startswith(PACKAGED_PREFIX) else f"templates/{name}"
            if file := assets.located(folder, name, shown):
                self.shown.add(shown)
                return assets.read_text(file, shown), shown, lambda: True
        raise TemplateNotFound(template)

    def places(self, name: str) -> Iterable[tuple[Path, str]]:
        """Where a template of this name may lie: a folder of templates, and the path in it."""
        if name.startswith(PACKAGED_PREFIX):
            return self.files(name)
        own = [f"audiences/{self._audience}/{name}"] if self._audience else []
        return [place for path in (*own, _in_base(name)) for place in self.files(path)]

    def files(self, path: str) -> Iterable[tuple[Path, str]]:
        """The folders that may hold a path below `templates/`, or below `packaged/`, each with the path in it."""
        if path.startswith(PACKAGED_PREFIX):
            return [(self._packaged, path.removeprefix(PACKAGED_PREFIX))]
        return [(folder, path) for folder in self.folders]

    def list_templates(self) -> list[str]:
        """The names that a template may include here."""
        names = set()
        for folder in self.folders:
            for part in ("base", f"audiences/{self._audience}"):
                names |= {file.relative_to(folder / part).as_posix() for file in assets.files_in(folder / part)}
        return sorted(names | {f"base/{name}" for name in names})


def _in_base(name: str) -> str:
    return name if name.startswith("base/") else f"base/{name}"


class _InMemory(BytecodeCache):
    """Compiled templates of this process: every edition has an environment of its own, but a template is compiled
    once.
    """

    def __init__(self) -> None:
        self.code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (code := self.code.get((bucket.key, bucket.checksum))) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@lru_cache
def _compiled(language: Language, group: Grouping) -> _InMemory:
    """Apart for each setting: what a filter makes of a constant is computed when the template is compiled."""
    return _InMemory()


class PageEnvironment(Sandbox):
    """The sandbox with the templates of a project, which print values as the setting of the page sets them."""

    code_generator_class = PrintingCode

    def __init__(self, templates: Templates, setting: Setting) -> None:
        cache = _compiled(setting.language, setting.group)
        super().__init__(loader=templates, bytecode_cache=cache, finalize=setting.finalize, **_OPTIONS)
        self.templates = templates

    def compile(self, source: Any, name: Any = None, filename: Any = None, *args: Any, **kwargs: Any) -> Any:
        """As Jinja does; what Python cannot compile, because it is nested too deeply, is a mistake of the template."""
        try:
            return super().compile(source, name, filename, *args, **kwargs)
        except TemplateSyntaxError:
            raise
        except (RecursionError, SyntaxError, OverflowError):
            raise TemplateSyntaxError("this template is nested too deeply", 1, name, filename) from None


@dataclass(frozen=True, kw_only=True)
class Page:
    """What decides on the words and colours of a page: project, audience, medium, and the words of its language."""

    root: Path
    words: Words
    audience: str = ""
    medium: Medium = "pdf"


def environment_for(page: Page) -> PageEnvironment:
    """The environment in which the templates of a page are printed."""
    environment = PageEnvironment(Templates(page.root, page.audience), page.words.setting)
    environment.filters.update(_filters(page.words.setting))
    environment.offer(
        _=_of_texts("_", page.words.gettext, 1),
        ngettext=_of_texts("ngettext", page.words.ngettext, 2),
        tokens=tokens(page.root, page.medium),
    )
    return environment


def tokens(root: Path, medium: Medium) -> dict[str, str]:
    """The values of tokens.css by name (`ink_soft`), for drawings: CSS does not reach into them on paper; on a screen
    they follow the colours of the page, which may be dark.
    """
    sheets = assets.style_texts(root, "tokens.css")
    values = {
        name: value.strip() for sheet in sheets for name, value in re.findall(r"--([a-z0-9-]+)\s*:([^;}]+)", sheet)
    }
    shown = {name: f"var(--{name})" for name in values} if medium == "html" else values
    return {name.replace("-", "_"): value for name, value in shown.items()}


def _filters(setting: Setting) -> dict[str, Callable[..., Any]]:
    ours = setting.filters()
    checks = {name: checked(name, function, *TAKES[name]) for name, function in ours.items() if name in TAKES}
    return ours | checks | {"listing": _listing(ours["listing"])}


def _listing(function: Callable[..., str]) -> Callable[..., str]:
    @wraps(function)
    def listing(items: Any, *args: Any, **kwargs: Any) -> str:
        words = list(items) if isinstance(items, Iterable) and not isinstance(items, str) else None
        if words is None or not all(isinstance(word, str) for word in words):
            raise Misuse(f"|listing takes a list of words, and this is {described(items)}")
        if args or kwargs.keys() - {"joined_by"} or kwargs.get("joined_by", "and") not in {"and", "or"}:
            raise Misuse("|listing takes joined_by='and' or joined_by='or' and nothing else")
        return function(words, **kwargs)

    return listing


def _of_texts(name: str, function: Callable[..., Any], texts: int) -> Callable[..., Any]:
    """A function of the catalogue, which takes texts first."""

    @wraps(function)
    def words(*args: Any, **kwargs: Any) -> Any:
        if wrong := next((value for value in args[:texts] if not isinstance(value, str)), None):
            raise Misuse(f"{name}() takes a text, and this is {described(wrong)}")
        return function(*args, **kwargs)

    words.__name__ = name
    return words
