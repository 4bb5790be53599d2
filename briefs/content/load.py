"""The only PyYAML room: a project's YAML becomes a `Library`, and every value keeps its file, line and column.

YAML 1.2's core schema decides what a plain scalar is (`no` and `on` are words), duplicate keys and anchors are refused,
and dates stay text. A record that is wrong is reported and left out; the rest is still loaded, so that all problems
show in one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

import yaml
from pydantic import ValidationError

from briefs.content import model
from briefs.errors import BriefsError, Position, Problem, Where, closest
from briefs.language import tables

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DEEPEST = 40  # levels of nesting; content uses about ten
_LONGEST_NUMBER = 40  # characters; more is no figure, and Python refuses to read thousands of digits
_MAPPING = "Write 'key: value', a line for each"
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
E = TypeVar("E", bound=model.Entry)


class Loaded(NamedTuple):
    """The library as far as it could be read (None where `project.yaml` could not), and what was wrong."""

    library: model.Library | None
    problems: tuple[Problem, ...]
    unreadable: bool  # whole files are missing from the library: cross references say nothing yet


def load(root: Path) -> Loaded:
    """Reads `content/` below the project's root; BriefsError where there is none."""
    content = root / "content"
    if not content.is_dir():
        raise BriefsError(
            Problem(Where("content"), "this folder has no content/ and so is no project", "Name one with --project DIR")
        )
    tables.use(root / tables.OWN)
    reader = _Reader(root)
    reader.problems.extend(tables.problems(root / tables.OWN))
    projects = reader.one("content/project.yaml", model.Project)
    project = projects[0] if projects else None
    singles: dict[str, tuple[str, type[model.Entry]]] = {
        "sources": ("sources", model.Source),
        "audiences": ("audiences", model.Audience),
        "briefs": ("briefs", model.BriefSpec),
    }
    lists: dict[str, tuple[str, type[model.Entry]]] = {
        "actors": ("actors.yaml", model.Actor),
        "figures": ("figures.yaml", model.Figure),
        "events": ("events.yaml", model.Event),
        "series": ("demands.yaml", model.Series),
        "demands": ("demands.yaml", model.Demand),
        "measures": ("measures.yaml", model.Measure),
        "tensions": ("tensions.yaml", model.Tension),
        "corrections": ("corrections.yaml", model.Correction),
    }
    records: dict[str, Sequence[model.Entry]] = {}
    for kind, (folder, shape) in singles.items():
        found = [
            entry
            for path in _yaml_files(content / folder)
            for entry in reader.one(path.relative_to(root).as_posix(), shape)
        ]
        records[kind] = sorted(found, key=lambda entry: getattr(entry, "order", 0))
    for kind, (name, shape) in lists.items():
        records[kind] = reader.many(
            f"content/{name}", kind, shape, allowed=[k for k, (n, _) in lists.items() if n == name]
        )
    for unknown in _folders_with_yaml(content):
        if unknown.name not in singles:
            where = Where(unknown.relative_to(root).as_posix())
            reader.problems.append(
                Problem(where, "no folder of this name belongs in content/", closest(unknown.name, singles))
            )
    for path in _yaml_files(content):
        if path.name not in {name for name, _ in lists.values()} | {"project.yaml", "sources.lock.yaml"}:
            where = Where(path.relative_to(root).as_posix())
            known = ["project.yaml", *(name for name, _ in lists.values())]
            reader.problems.append(
                Problem(where, "no file of this name belongs in content/", closest(path.name, known))
            )
    reader.problems.extend(_duplicates(records))
    if project is None:
        return Loaded(None, tuple(reader.problems), unreadable=True)
    records_by_id: dict[str, Any] = {
        kind: {entry.id: entry for entry in entries}  # type: ignore[attr-defined]  # every record kind has an id
        for kind, entries in records.items()
    }
    return Loaded(
        model.Library(project=project, **records_by_id, broken=frozenset(reader.broken)),
        tuple(reader.problems),
        reader.unreadable,
    )


def read_record(path: Path, name: str, shape: type[E]) -> E:
    """One record from a file outside content/, every value with its place; BriefsError with all that is wrong with it."""
    reader = _Reader(path.parent)
    node = reader.compose(path, name)
    found = [] if node is None else reader._records([node], name, shape)
    if reader.problems:
        raise BriefsError(*reader.problems)
    return found[0]


def read_values(path: Path, name: str) -> Any:
    """A YAML file's plain values, for files that are no records (locks); BriefsError with its place where it is broken."""
    reader = _Reader(path.parent)
    node = reader.compose(path, name)
    values = None if node is None else _without_places(_value(node, name, reader.problems))
    if reader.problems:
        raise BriefsError(*reader.problems)
    return values


def write_values(values: Any, heading: str) -> str:
    """Plain values as YAML text below a comment, keys in the order given, for the files that the program itself writes."""
    body = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=160)
    return "".join(f"# {line}\n" for line in heading.splitlines()) + body


def _yaml_files(folder: Path) -> list[Path]:
    return (
        sorted(path for path in folder.glob("*") if path.suffix in {".yaml", ".yml"} and path.is_file())
        if folder.is_dir()
        else []
    )


def _folders_with_yaml(content: Path) -> list[Path]:
    return sorted(
        path for path in content.iterdir() if path.is_dir() and not path.name.startswith(".") and _yaml_files(path)
    )


def _duplicates(records: Mapping[str, Sequence[model.Entry]]) -> Iterable[Problem]:
    seen: dict[str, Where] = {}
    for kind, entries in records.items():
        for entry in entries:
            name: str = entry.id  # type: ignore[attr-defined]  # every record kind has an id
            scope = name if kind not in {"briefs", "audiences"} else f"{kind}:{name}"
            if scope in seen:
                yield Problem(entry.where.at("id"), f"the id {name!r} is taken", f"It is first given in {seen[scope]}")
            seen.setdefault(scope, entry.where.at("id"))


class _Reader:
    """Reads files one by one and gathers what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.unreadable = False
        self.nodes: dict[str, yaml.Node | None] = {}  # a file with records of two kinds is read once

    def one(self, name: str, shape: type[E]) -> list[E]:
        """The one record that a file holds, as a list of one, or an empty one where it is wrong."""
        node = self.compose(self.root / name, name)
        return [] if node is None else self._records([node], name, shape)

    def many(self, name: str, key: str, shape: type[E], allowed: Sequence[str]) -> list[E]:
        """The records that a file lists under a key; a missing file holds none."""
        if not (self.root / name).is_file():
            return []
        node = self.compose(self.root / name, name)
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            return self._refuse(_where(node, name), f"this file is to be a mapping with the key {key!r}")
        for key_node, value_node in node.value:
            name_of_key = _key(key_node)
            if key == allowed[0] and name_of_key not in allowed:  # said once per file
                hint = closest(name_of_key, allowed) or f"This file holds {' and '.join(map(repr, allowed))}"
                self.problems.append(Problem(_where(key_node, name), f"unknown key {name_of_key!r}", hint))
            if name_of_key == key:
                if isinstance(value_node, yaml.SequenceNode):
                    return self._records(value_node.value, name, shape)
                return self._refuse(_where(value_node, name), f"{key!r} is to be a list")
        return [] if len(allowed) > 1 else self._refuse(Where(name), f"missing key {key!r}")

    def compose(self, path: Path, name: str) -> yaml.Node | None:
        """A file's node tree, or None, the problem noted."""
        if name not in self.nodes:
            self.nodes[name] = None
            try:
                self.nodes[name] = _composed(path, name)
            except BriefsError as error:
                self.problems.extend(error.problems)
                self.unreadable = True
        return self.nodes[name]

    def _refuse(self, where: Where, what: str) -> list[Any]:
        self.problems.append(Problem(where, what))
        self.unreadable = True
        return []

    def _records(self, nodes: Sequence[yaml.Node], name: str, shape: type[E]) -> list[E]:
        return [entry for node in nodes if (entry := self._record(node, name, shape)) is not None]

    def _record(self, node: yaml.Node, name: str, shape: type[E]) -> E | None:
        found: list[Problem] = []
        values = _value(node, name, found)
        entry = None
        if not isinstance(node, yaml.MappingNode):
            found.append(Problem(_where(node, name), f"this is to be a mapping, not {_shown(values)}", _MAPPING))
        else:
            try:
                entry = shape.model_validate(values)
            except ValidationError as error:
                found.extend(_shape_problems(error, node, name, shape))
        if found:
            self.problems.extend(found)
            name_of_record = values.get("id") if isinstance(values, dict) else None
            self.broken.update([name_of_record] if isinstance(name_of_record, str) else [])
            return None
        return entry


# --- from files to nodes
# -------------------------------------------------------------------------------------------------------


def _composed(path: Path, name: str) -> yaml.Node:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise _unreadable(Where(name), "this file is missing") from None
    except OSError as error:
        raise _unreadable(Where(name), f"this file cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        raise _unreadable(Where(name, line, column), "this is no UTF-8 text", "Save the file as UTF-8") from None
    try:
        _refuse_strange_parts(text, name)
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise _broken(error, text, name) from None
    except (
        yaml.reader.ReaderError
    ) as error:  # its position counts bytes in one of PyYAML's two parsers, characters in the other
        before = text[: text.find(chr(error.character))]
        where = Where(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise _unreadable(
            where, f"a character that YAML does not allow, U+{error.character:04X}", "Take it out"
        ) from None
    if node is None:
        raise _unreadable(Where(name), "this file is empty")
    return node


def _unreadable(where: Where, what: str, hint: str = "") -> BriefsError:
    return BriefsError(Problem(where, what, hint))


def _refuse_strange_parts(text: str, name: str) -> None:
    """Refuses what an editor never needs: anchors, types of YAML's own, and nesting so deep that PyYAML would crash."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor or tag or depth > _DEEPEST:
            what = f"an anchor, {anchor!r}" if anchor else f"a type, {tag!r}" if tag else "nested too deep"
            mark: Any = event.start_mark  # an event of a file always has one
            raise _unreadable(
                Where(name, mark.line + 1, mark.column + 1), f"what content does not use: {what}", "Write the value out"
            )


def _broken(error: yaml.MarkedYAMLError, text: str, name: str) -> BriefsError:
    """What libyaml could not read, with what most often is the reason."""
    mark = error.problem_mark or error.context_mark
    what = f"broken YAML: {error.problem or error.context}"
    if mark is None:
        return _unreadable(Where(name), what)
    lines = text.splitlines() or [""]
    line = lines[min(mark.line, len(lines) - 1)]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        what, hint = "broken YAML: a tab before the text of the line", "Indent with spaces"
    else:
        hint = _YAML_HINTS.get(
            error.problem or "", "Put a text that holds { } [ ] : # @ or % in quotation marks, as in nb: 'Om {antall}'"
        )
    return _unreadable(Where(name, mark.line + 1, mark.column + 1), what, hint)


_YAML_HINTS = {
    "found unexpected end of stream": "A quotation mark is opened and never closed",
    "did not find expected key": "Give keys that belong together the same indentation",
    "did not find expected '-' indicator": "Give items that belong together the same indentation",
    "but found another document": "A file holds one document: take out '---'",
}


# --- from nodes to values
# ------------------------------------------------------------------------------------------------------


def _where(node: yaml.Node, name: str) -> Where:
    return Where(name, *_position(node))


def _key(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else "?"  # a list or mapping as a key: no record has such


def _position(node: yaml.Node) -> Position:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _value(node: yaml.Node, name: str, problems: list[Problem]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, name, problems) for item in node.value]
    values: dict[str, Any] = {}
    marks: dict[tuple[str | int, ...], Position] = {}
    for key_node, value_node in node.value:
        key = _key(key_node)
        if key in values or key == "where":
            what = "unknown key 'where'" if key == "where" else f"the key {key!r} is given twice"
            problems.append(Problem(_where(key_node, name), what))
            continue
        values[key] = _value(value_node, name, problems)
        marks[(key,)] = _position(value_node)
        if isinstance(value_node, yaml.SequenceNode):
            marks.update({(key, index): _position(item) for index, item in enumerate(value_node.value)})
    values["where"] = Where(name, *_position(node), marks=marks)
    return values


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style:  # quoted, folded or literal: "" or None where it is plain
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    try:
        return Decimal(text) if _DECIMAL.fullmatch(text) else text
    except InvalidOperation:  # an exponent beyond all bounds
        return text


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(item) for key, item in value.items() if key != "where"}
    return [_without_places(item) for item in value] if isinstance(value, list) else value


# --- what pydantic found, in an editor's words
# -----------------------------------------------------------------------------------


def _shape_problems(error: ValidationError, node: yaml.Node, name: str, shape: type[model.Entry]) -> Iterable[Problem]:
    for detail in error.errors(include_url=False):
        place, key = _find(node, detail["loc"], at_key=detail["type"] == "extra_forbidden")
        if detail["type"] == "extra_forbidden":
            keys = _keys_at(shape, detail["loc"][:-1])
            hint = closest(key, keys) or f"The keys here are {', '.join(sorted(keys))}"
            yield Problem(_where(place, name), f"unknown key {key!r}", hint)
        else:
            yield Problem(_where(place, name), *_said(detail, key))


def _find(node: yaml.Node, loc: tuple[int | str, ...], at_key: bool) -> tuple[yaml.Node, str]:
    """The node that a pydantic location names, or the nearest above it, and the last key on the way."""
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    for depth, step in enumerate(loc):
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if _key(k) == step), None)
            if pair is None:
                return node, key
            node = pair[0] if at_key and depth == len(loc) - 1 else pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return node, key


def _keys_at(shape: type[model.Entry], loc: tuple[int | str, ...]) -> set[str]:
    """The keys that the record at a pydantic location may have."""
    for step in loc:
        if isinstance(step, str) and step in shape.model_fields:
            shape = _entry_in(shape.model_fields[step].annotation) or shape
    return set(shape.model_fields) - {"where"}


def _entry_in(annotation: Any) -> type[model.Entry] | None:
    """The kind of record that a field holds, alone, in a tuple or perhaps not at all."""
    if isinstance(annotation, type) and issubclass(annotation, model.Entry):
        return annotation
    return next((found for part in get_args(annotation) if (found := _entry_in(part))), None)


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = str(value)
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'" if isinstance(value, str) else text


def _said(detail: Any, key: str) -> tuple[str, str]:
    """What is wrong with a value, and how to mend it."""
    shown, context = _shown(detail["input"]), detail.get("ctx", {})
    match detail["type"]:
        case "value_error":  # a sentence of ours from model or dates, with how to write it after the full stop
            what, _, hint = str(context["error"]).partition(". Write ")
            return what, f"Write {hint}" if hint else ""
        case "missing":
            return f"missing key {key!r}", ""
        case "literal_error":
            allowed = re.findall(r"'([^']+)'", context["expected"])
            near = closest(detail["input"], allowed) if isinstance(detail["input"], str) else ""
            return f"{key!r} cannot be {shown}", near or f"It may be {context['expected']}"
        case "model_type":
            hint = "Write a text per language, as in {nb: …}" if context["class_name"] == "Text" else _MAPPING
            return f"{key!r} is to be a mapping, not {shown}", hint
        case "dict_type":
            return f"{key!r} is to be a mapping, not {shown}", ""
        case "tuple_type":
            return (
                f"{key!r} is to be a list, not {shown}",
                "Write it in [ ], or each item on a line of its own after '- '",
            )
        case "string_type":
            quoting = isinstance(detail["input"], (int, Decimal))  # true and false are numbers to Python
            return f"{key!r} is to be text, not {shown}", f"Write it with quotation marks, '{shown}'" if quoting else ""
        case "string_too_short":
            return f"{key!r} is empty", "Write something, or leave the key out"
        case "string_pattern_mismatch":
            return f"{key!r} is {shown}", _PATTERNS.get(context["pattern"], _ID_RULE)
        case "too_short":
            return f"{key!r} needs at least {context['min_length']}, and has {context['actual_length']}", ""
        case "int_type":
            return (
                f"{key!r} is to be a whole number, not {shown}",
                "Write it without quotation marks" if _is_quoted_number(detail) else "",
            )
        case "decimal_type" | "decimal_parsing" | "finite_number":
            hint = "Write digits alone, with a full stop before decimals, as in 1600000000 or 12.5"
            return f"{key!r} is to be a number, not {shown}", hint
        case "bool_type":
            return f"{key!r} is to be true or false, not {shown}", ""
        case "greater_than_equal":
            return f"{key!r} is {shown}, and is to be at least {context['ge']}", ""
        case "less_than_equal":
            return f"{key!r} is {shown}, and is to be at most {context['le']}", ""
        case "decimal_max_places":
            return f"{key!r} is {shown}, and is to have at most {context['decimal_places']} decimals", ""
        case _:  # what pydantic may say in a later version
            return f"{key!r} is {shown}: {detail['msg']}", ""


_ID_RULE = "An id is made of a–z, 0–9 and single hyphens, and begins with a letter"
_PATTERNS = {
    r"^\S(.*\S)?$": "A text is one line, without white space at either end",
    r"^[0-9a-f]{8}$": "It is 8 hexadecimal digits, in quotation marks",
    r"^[0-9a-f]{64}$": "A SHA-256 is 64 hexadecimal digits",
}


def _is_quoted_number(detail: Any) -> bool:
    written = detail["input"]
    return isinstance(written, str) and len(written) <= _LONGEST_NUMBER and _INTEGER.fullmatch(written) is not None
