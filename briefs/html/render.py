"""The only Jinja room: an edition becomes one self-contained HTML page, for the screen or for the typesetter.

A template is looked for in the audience's overlay first, the project's own before the packaged one, then in `base/`; an
overlay extends what it replaces as `base/<name>`.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from briefs import assets
from briefs.content.model import STATUSES
from briefs.edition.changes import Changes
from briefs.edition.edition import Edition
from briefs.edition.sections.sources import SourceEntry
from briefs.errors import BriefsError, Problem, UnprintableError, Where, closest
from briefs.html.index import Index
from briefs.html.values import PrintingCode, Setting
from briefs.html.words import Words
from briefs.language import typography
from briefs.language.catalogue import read_catalogue
from briefs.language.numbers import Grouping
from briefs.language.tables import Language

Medium = Literal["html", "pdf"]


def render(edition: Edition, root: Path, medium: Medium) -> str:
    """The page of an edition; BriefsError with template file and line where a template is wrong or a word is missing."""
    return polished(edition, root, medium)[0]


def polished(edition: Edition, root: Path, medium: Medium) -> tuple[str, tuple[typography.Change, ...]]:
    """The page, and what the rules of typography changed in its texts."""
    words = _words(root, Setting(language=edition.language, group=edition.group_thousands))
    environment = _environment(root, edition.order.audience, words)
    page = _printed(
        environment,
        root,
        edition.template,
        edition=edition,
        medium=medium,
        styles=Markup(_styles(edition, root, medium)),
        statuses=STATUSES,
    )
    if problems := words.problems():
        raise BriefsError(*problems)
    return page, tuple(dict.fromkeys(words.setting.changes))


def render_index(index: Index, root: Path) -> str:
    """The list of all briefs, with a place for the faces; BriefsError as for an edition."""
    words = _words(root, Setting(language=index.language))
    environment = _environment(root, "", words)
    styles = "\n".join([assets.FACES, *(_style(root, name) for name in ("tokens.css", "type.css", "index.css"))])
    page = _printed(environment, root, "index.html", index=index, styles=Markup(styles))
    if problems := words.problems():
        raise BriefsError(*problems)
    return page


def render_changes(told: Changes, sources: tuple[SourceEntry, ...], language: Language, root: Path) -> str:
    """What changed as plain text for a terminal, with the numbered sources below; BriefsError as for an edition."""
    words = _words(root, Setting(language=language, typographic=False))
    environment = _environment(root, "", words)
    shown = tuple(source for source in sources if source.number in told.sources)
    page = _printed(environment, root, "changes.txt", changes=told, sources=shown, medium="pdf")
    if problems := words.problems():
        raise BriefsError(*problems)
    return page


def sentences(told: Changes, language: Language, root: Path) -> tuple[str, ...]:
    """Each change in one sentence of plain text, in the order of `told.all`."""
    words = _words(root, Setting(language=language, typographic=False))
    environment = _environment(root, "", words)
    found = tuple(_printed(environment, root, "change.txt", change=change).strip() for change in told.all)
    if problems := words.problems():
        raise BriefsError(*problems)
    return found


class _InMemory(BytecodeCache):
    """Compiled templates of this process: every edition has an environment of its own, but a template is compiled once."""

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


def _words(root: Path, setting: Setting) -> Words:
    folders = assets.template_folders(root)
    return Words(catalogue=read_catalogue(folders, setting.language), setting=setting, folders=folders)


def _environment(root: Path, audience: str, words: Words) -> Environment:
    setting, folders = words.setting, assets.template_folders(root)
    base = FileSystemLoader([folder / "base" for folder in folders])
    overlay = FileSystemLoader([folder / "audiences" / audience for folder in folders])
    environment = Environment(
        loader=ChoiceLoader([overlay, base, PrefixLoader({"base": base})]),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=_compiled(setting.language, setting.group),
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.loopcontrols"],
    )
    environment.finalize = setting.finalize
    environment.code_generator_class = PrintingCode
    environment.filters.update(setting.filters())
    environment.globals.update(_=words.gettext, ngettext=words.ngettext, tokens=_tokens(root))
    return environment


def _printed(environment: Environment, root: Path, name: str, **values: Any) -> str:
    """What a template prints, its mistakes turned into problems."""
    try:
        return environment.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise BriefsError(Problem(Where(_shown(error.filename, root), error.lineno), str(error.message))) from None
    except TemplateNotFound as error:
        known = environment.list_templates()
        raise BriefsError(
            Problem(Where(f"templates/{error.name}"), "this template is missing", closest(str(error.name), known))
        ) from None
    except UndefinedError as error:
        raise BriefsError(Problem(_template_line(error, root), str(error.message))) from None
    except UnprintableError as error:
        raise BriefsError(Problem(_template_line(error, root), error.what, error.hint)) from None
    except (TypeError, ValueError, AttributeError, KeyError, LookupError, ArithmeticError) as error:
        where = _template_line(error, root, innermost=True)
        if where.file == "?":
            raise  # not the template's mistake
        raise BriefsError(Problem(where, f"{type(error).__name__}: {error}")) from None


def _template_line(error: BaseException, root: Path, *, innermost: bool = False) -> Where:
    """Where in a template an error arose; with `innermost` only if the template's own line raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    if innermost:
        frames = traceback.StackSummary.from_list(frames[-1:])
    for frame in reversed(frames):
        if frame.filename.endswith((".html", ".txt", ".css", ".svg")):
            return Where(_shown(frame.filename, root), frame.lineno or 1)
    return Where("?")


def _shown(filename: str | None, root: Path) -> str:
    """A template's path as the user knows it: below the project, or below templates/ of the program."""
    if filename is None:
        return "templates"
    path = Path(filename)
    if path.is_relative_to(root.resolve()):
        return path.relative_to(root.resolve()).as_posix()
    parts = path.parts
    start = max((index for index, part in enumerate(parts) if part in {"templates", "_templates"}), default=-1)
    return "/".join(("templates", *parts[start + 1 :])) if start >= 0 else path.as_posix()


def _styles(edition: Edition, root: Path, medium: Medium) -> str:
    """All style sheets of a page in one piece: a place for the faces, tokens, type, parts, the audience's own, then the
    medium's.
    """
    read: Callable[[str], str] = partial(_style, root)
    own = f"audiences/{edition.order.audience}.css"
    shared = [assets.FACES, *map(read, ("tokens.css", "type.css", "parts.css")), read(own) if _has(root, own) else ""]
    media = (
        [read("page.css")]
        if medium == "pdf"
        else [f"@media screen {{\n{read('screen.css')}\n}}", f"@media print {{\n{read('page.css')}\n}}"]
    )
    return "\n".join([*shared, *media])


def _tokens(root: Path) -> dict[str, str]:
    """The values of tokens.css by name (`ink_soft`), for drawings, into which CSS does not reach on paper."""
    return {
        name.replace("-", "_"): value.strip()
        for name, value in re.findall(r"--([a-z0-9-]+):([^;]+);", _style(root, "tokens.css"))
    }


def _style(root: Path, name: str) -> str:
    return assets.style_file(root, name).read_text(encoding="utf-8")


def _has(root: Path, name: str) -> bool:
    return any((folder / name).is_file() for folder in assets.style_folders(root))
