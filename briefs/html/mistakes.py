"""The mistakes of template authors as problems with their place; a mistake of the program itself keeps its traceback.

An error is the template's when it was raised while a template ran, and no module of the program stood between.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError, nodes

from briefs import assets
from briefs.errors import BriefsError, Problem, Where, closest
from briefs.html.environment import PACKAGED_PREFIX, PageEnvironment
from briefs.html.sandbox import Misuse, filter_hint
from briefs.limits import LimitReached

_OURS = Path(__file__).parents[1]
_TOP = "top-level template code"
_DEPTH = 50  # so often does one line stand in a traceback only when it calls itself


@contextmanager
def problems_placed(environment: PageEnvironment, name: str) -> Iterator[None]:
    """Turns what a template does wrong, while the template `name` is printed, into a BriefsError with its place."""
    try:
        yield
    except BriefsError:
        raise
    except Exception as error:
        problem = _problem(error, environment, name)
        if problem is None:
            raise  # a bug of the program keeps its traceback
        raise BriefsError(problem) from None


def _problem(error: Exception, environment: PageEnvironment, name: str) -> Problem | None:
    places = list(_places(error.__traceback__, environment))
    match error:
        case TemplateSyntaxError():
            where = Where(error.filename or f"templates/{name}", error.lineno)
            return Problem(
                _column(where, _quoted(error), environment),
                _without_stop(error),
                filter_hint(error, environment),
            )
        case TemplateNotFound():
            return _missing(str(error.name or error), places, environment)
        case RecursionError():
            return _endless(error, places, environment, name)
        case LimitReached() | MemoryError():
            what = str(error) or "this takes more memory than there is"
            return Problem(
                places[-1] if places else Where(f"templates/{name}"), what, "Does a loop or a text grow too far?"
            )
    if not places or not _is_templates_own(error, environment):
        return None
    where = _column(places[-1], _quoted(error), environment)
    if isinstance(error, UndefinedError):
        what, near, name = str(error.message).partition(". Did you mean")
        return Problem(where, what, f"{near[2:]}{name}")
    if isinstance(error, Misuse) or hasattr(error, "hint"):
        return Problem(where, str(error), getattr(error, "hint", ""))
    if isinstance(error, TemplateError):
        return Problem(where, _without_stop(error), filter_hint(error, environment))
    return Problem(
        where, f"this does not work: {error}" if str(error) else f"this does not work ({type(error).__name__})"
    )


def _without_stop(error: TemplateError) -> str:
    """Jinja's own words without their full stop: a hint may follow."""
    return str(error.message or error).removesuffix(".").removesuffix(" found")


def _missing(missing: str, places: list[Where], environment: PageEnvironment) -> Problem:
    shown = missing if len(missing) <= 80 else f"{missing[:77]}…"
    near = closest(missing, environment.list_templates()) if len(missing) <= 200 else ""
    hint = f"{near} A new one belongs in templates/base/".strip()
    if not places:
        return Problem(Where(f"templates/base/{shown}"), "this template is missing", near)
    return Problem(_column(places[-1], missing, environment), f"there is no template {shown!r}", hint)


def _endless(error: Exception, places: list[Where], environment: PageEnvironment, name: str) -> Problem:
    """The line that comes again and again: a template that extends or includes itself, or a macro that calls itself."""
    if not places:
        return Problem(Where(f"templates/{name}"), "this is nested too deeply")
    times = Counter(_functions(error.__traceback__, environment))
    (file, line, _), most = times.most_common(1)[0]
    where = Where(file, line)
    if most < _DEPTH:
        return Problem(where, "this is nested too deeply")
    inside = {name for (_, _, name), often in times.items() if often >= _DEPTH}
    if inside - {_TOP} and not any(name.startswith("block ") for name in inside):
        return Problem(where, "this macro calls itself, and there is no end to it")
    if inside == {_TOP} and isinstance(_statement(where, environment), nodes.Extends):
        return Problem(where, "this template extends itself", f"Write {_extended(file)!r}")
    return Problem(where, "this template includes itself, and there is no end to it")


def _extended(shown: str) -> str:
    """What a template extends instead of itself: an overlay the page in `base/`, that one the program's."""
    name = shown.removeprefix("templates/")
    if name.startswith("audiences/"):
        return f"base/{name.split('/', 2)[2]}"
    return f"{PACKAGED_PREFIX}{name}"


def _statement(where: Where, environment: PageEnvironment) -> nodes.Node | None:
    wanted = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    try:
        tree = environment.parse(_text(where.file, environment))
        return next((node for node in tree.find_all(wanted) if node.lineno == where.line), None)
    except (TemplateError, RecursionError):
        return None


def _places(trace: TracebackType | None, environment: PageEnvironment) -> Iterator[Where]:
    """The lines of templates that an error went through, the outermost first."""
    while trace is not None:
        if (file := trace.tb_frame.f_code.co_filename) in environment.templates.shown:
            yield Where(file, trace.tb_lineno or 1)
        trace = trace.tb_next


def _functions(trace: TracebackType | None, environment: PageEnvironment) -> Iterator[tuple[str, int, str]]:
    """Each line of `_places` as file and line, with what of a template it stands in, as Jinja calls it."""
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename in environment.templates.shown:
            yield code.co_filename, trace.tb_lineno or 1, code.co_name
        trace = trace.tb_next


def _is_templates_own(error: Exception, environment: PageEnvironment) -> bool:
    """Whether no module of the program stood between the template's line and the error, but those that judge
    templates.
    """
    if isinstance(error, (Misuse, UndefinedError)) or hasattr(error, "hint"):
        return True
    below: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        below = [] if file in environment.templates.shown else [*below, file]
        trace = trace.tb_next
    judges = {str(_OURS / "html" / name) for name in ("sandbox.py", "environment.py", "values.py", "words.py")}
    return not any(Path(file).is_relative_to(_OURS) and file not in judges for file in below)


def _quoted(error: Exception) -> str:
    """The name that an error is about, as its own words quote it last, or that of a filter."""
    words = re.split(r"\. Did you mean", str(getattr(error, "message", None) or error))[0]
    named = re.findall(r"^\|(\w+)", words) or re.findall(r"'([^']+)'", words) or re.findall(r"^(\w+)(?=[ :(])", words)
    return named[-1] if named else ""


def _column(where: Where, name: str, environment: PageEnvironment) -> Where:
    """The place with the column where the name stands in its line, if it does."""
    if not name:
        return where
    lines = _text(where.file, environment).split("\n")
    line = lines[where.line - 1] if where.line <= len(lines) else ""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line)
    return Where(where.file, where.line, found.start() + 1) if found else where


def _text(shown: str, environment: PageEnvironment) -> str:
    name = shown if shown.startswith(PACKAGED_PREFIX) else shown.removeprefix("templates/")
    for folder, path in environment.templates.files(name):
        if file := assets.located(folder, path, shown):
            return assets.read_text(file, shown)
    return ""
