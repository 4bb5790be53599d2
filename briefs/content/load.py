"""The only module with PyYAML: a project's YAML becomes a `Library`, and every value keeps its file, line and column.

YAML 1.2's core schema decides what a plain scalar is (`no` and `on` are words), duplicate keys and anchors are refused,
and dates stay text. A record that is wrong is reported and left out; the rest is still loaded, so that all problems
show in one run.
"""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import count, islice, takewhile
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

import yaml
from pydantic import ValidationError

from briefs.content import model
from briefs.content.kinds import KINDS, Kind
from briefs.content.limits import MOST_PROBLEMS, and_more
from briefs.content.lock import LOCK, Lock, completed, held_against, lock_of
from briefs.content.translations import placed, read_files, translated
from briefs.errors import NO_PROJECT, BriefsError, Position, Problem, Where, closest
from briefs.files import names_in, read_text
from briefs.language import tables

_BaseLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_STRANGE_BREAK = re.compile("[\x85\u2028\u2029]")
_DEEPEST = 40  # levels of nesting; content uses about ten
_LONGEST_TEXT = 20_000  # characters; a text fills a paragraph, and one of this length five pages
_LONGEST_LIST = 10_000  # records of a file, or entries of any other list
_LONGEST_NUMBER = 40  # characters; more is no figure, and Python refuses to read thousands of digits
_AS_MAPPING = "Write 'key: value', a line for each"
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
E = TypeVar("E", bound=model.Entry)
T = TypeVar("T")


class _Loader(_BaseLoader):  # type: ignore[misc]  # one of PyYAML's two
    """A loader that asks nobody for the type of a value: `_scalar` decides, and asking takes half of the time."""

    def resolve(self, *_: Any) -> str:
        return ""


class Loaded(NamedTuple):
    """The library as far as it could be read (None where `project.yaml` could not), and what was wrong."""

    library: model.Library | None
    problems: tuple[Problem, ...]
    unreadable: bool  # whole files are missing from the library: cross references say nothing yet


class Kept:
    """What was read from the bytes of each file, for whoever loads a project again and again: a file that has not
    changed is not read anew, and what the last load did not ask for is forgotten.
    """

    def __init__(self) -> None:
        self._now: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """A load begins: what the one before it asked for is at hand, and nothing older."""
        self._before, self._now = self._now, {}

    def value(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for the key before, or is made now."""
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        found: T = self._now[key]
        return found


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Without Python's collector of circles for a while: a tree of a million nodes has none, and looking for them again
    and again takes two thirds of the time.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@_collector_paused()
def load(root: Path, *, against_lock: bool = True, kept: Kept | None = None) -> Loaded:
    """Reads `content/` below the project's root; BriefsError where there is none.

    The lock of the documents gives what the sources leave out. What they say otherwise than it is a problem, unless
    `against_lock` says no: to accept the documents anew is how that is mended. With `kept`, files that were read for
    the load before and have not changed are not read anew.
    """
    content = root / "content"
    if not content.is_dir():
        raise BriefsError(NO_PROJECT)
    tables.use(root / tables.OWN)
    kept = kept or Kept()
    kept.begin()
    reader = _Reader(root, kept)
    reader.add(*tables.problems(root / tables.OWN))
    projects = reader.one("content/project.yaml", model.Project)
    records = {kind: _records_of(kind, reader) for kind in KINDS}
    local_figures = _told_apart(records)
    reader.add(*_strange_names(reader))
    reader.add(*_duplicates(records, reader.drafts))
    project = projects[0] if projects else None
    if project is None:
        return Loaded(None, reader.problems(), unreadable=True)
    by_id: dict[str, Any] = {kind.table: {entry.id: entry for entry in found} for kind, found in records.items()}
    files, problems = read_files(root, project.translations, kept.value)
    reader.add(*problems)
    broken, drafts = frozenset(reader.broken), reader.drafts
    read = model.Library(project=project, **by_id, local_figures=local_figures, broken=broken, drafts=drafts)
    lock = _lock(reader)
    if lock is not None and against_lock:
        reader.add(*held_against(read, lock))
    library = translated(completed(read, lock), files)
    return Loaded(library, reader.problems(), reader.unreadable)


def _lock(reader: _Reader) -> Lock | None:
    """The lock of the documents; None, the problem noted, where it is broken, and where there is none."""
    if LOCK.rpartition("/")[2] not in reader.names("content"):
        return None
    try:
        return lock_of(read_values(reader.root / LOCK, LOCK))
    except BriefsError as error:
        reader.add(*error.problems)
        return None


def read_record(
    path: Path, name: str, shape: type[E], *, as_yaml: Callable[[str], str] | None = None, root: Path | None = None
) -> E:
    """One record from a file outside content/, every value with its place; BriefsError with all that is wrong with
    it. `as_yaml` makes YAML of a file that is none, line by line; links are followed within `root`, the file's own
    folder where none is given.
    """
    reader = _Reader(root or path.parent)
    text = as_yaml(read_text(path, root=path.parent, name=name)) if as_yaml else None
    node = reader.compose(path, name) if text is None else _composed(text, name)
    found = [] if node is None else reader.records([node], name, shape)
    if problems := reader.problems():
        raise BriefsError(*problems)
    return placed(found[0], Path(name).stem)


def read_values(path: Path, name: str) -> Any:
    """A YAML file's plain values, for files that are no records (locks); BriefsError with its place where it is
    broken.
    """
    reader = _Reader(path.parent)
    node = reader.compose(path, name)
    problems: list[Problem] = []
    values = None if node is None else _without_places(_value(node, name, problems))
    reader.add(*problems)
    if found := reader.problems():
        raise BriefsError(*found)
    return values


class ListEnd(NamedTuple):
    """Where one more item of a list goes in a file: the number of lines before it, and the column of its dash, both
    from 0; an `empty` list stands after its key on the line before.
    """

    lines: int
    column: int
    empty: bool = False


def end_of_list(text: str, name: str, key: str) -> ListEnd | None:
    """Where the list under a key of a file ends, None where there is no such key; BriefsError where the file is broken,
    or the list is written in brackets.
    """
    node = _composed(text, name)
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    found = next((pair for pair in pairs if _key(pair[0]) == key), None)
    if found is None:
        return None
    key_node, value = found
    if not isinstance(value, yaml.SequenceNode):
        empty = isinstance(value, yaml.ScalarNode) and _scalar(value) is None
        return ListEnd(key_node.start_mark.line + 1, 2, empty=True) if empty else _no_place(value, name, key)
    if value.flow_style:
        on_its_line = key_node.start_mark.line == value.end_mark.line
        takes_one = not value.value and on_its_line
        return ListEnd(value.end_mark.line + 1, 2, empty=True) if takes_one else _no_place(value, name, key)
    column = int(value.start_mark.column)
    return ListEnd(_behind_its_comments(text, _last_line(value), column), column)


def _no_place(node: yaml.Node, name: str, key: str) -> ListEnd:
    hint = "Write each item of the list on lines of its own, after '- '"
    raise _unreadable(_where(node, name), f"nothing can be put at the end of {key!r}", hint)


def _behind_its_comments(text: str, lines: int, column: int) -> int:
    """The number of lines with the comments that follow at once and are indented as what an item in this column has:
    they are of the last item.
    """
    after = text.splitlines()[lines:]
    of_item = takewhile(lambda line: line.lstrip().startswith("#") and len(line) - len(line.lstrip()) > column, after)
    return lines + sum(1 for _ in of_item)


def _last_line(node: yaml.Node) -> int:
    """How many lines there are to the end of a node's last value."""
    if isinstance(node, yaml.ScalarNode) or getattr(node, "flow_style", False) or not node.value:
        mark: yaml.Mark = node.end_mark
        return int(mark.line) + bool(mark.column)
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)


def write_values(values: Any, heading: str) -> str:
    """Plain values as YAML text below a comment, keys in the order given, for files that the program itself writes."""
    body = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=160)
    return "".join(f"# {line}\n" for line in heading.splitlines()) + body


def _records_of(kind: Kind, reader: _Reader) -> list[Any]:
    """All records of a kind, in the order in which they are printed."""
    if kind.is_folder:
        names = reader.yaml_names(f"content/{kind.place}")
        found = [entry for name in names for entry in reader.one(f"content/{kind.place}/{name}", kind.shape)]
        return sorted(found, key=lambda entry: getattr(entry, "order", 0))
    if kind.stands_alone:
        return reader.one(f"content/{kind.place}", kind.shape) if kind.place in reader.names("content") else []
    beside = [other.table for other in KINDS if other.place == kind.place]
    return reader.many(f"content/{kind.place}", kind.table, kind.shape, beside)


def _told_apart(records: dict[Kind, list[Any]]) -> tuple[str, ...]:
    """Puts the figures of a locality among all others, where they are checked and named as any, and gives their ids."""
    by_name = {kind.name: kind for kind in records}
    figures, localities = by_name["figure"], by_name["locality"]
    own = [figure for each in records[localities] for figure in each.figures if not figure.draft]
    records[figures] = [*records[figures], *own]
    records[localities] = [each.model_copy(update={"figures": ()}) for each in records[localities]]
    return tuple(figure.id for figure in own)


def _strange_names(reader: _Reader) -> Iterator[Problem]:
    """Files and folders with YAML in them that nothing reads: most often the name is misspelt."""
    folders = {kind.place for kind in KINDS if kind.is_folder}
    files = {"project.yaml", *(kind.place for kind in KINDS if not kind.is_folder)}
    for name in reader.names("content"):
        path = reader.root / "content" / name
        where = Where(f"content/{name}")
        if path.is_dir():
            if name not in folders and reader.yaml_names(f"content/{name}"):
                yield Problem(where, "no folder of this name belongs in content/", closest(name, folders))
        elif _is_yaml(name) and name not in files and where.file != LOCK:
            yield Problem(where, "no file of this name belongs in content/", closest(name, sorted(files)))


def _is_yaml(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))


def _duplicates(records: Mapping[Kind, Sequence[Any]], drafts: Mapping[str, model.DraftRecord]) -> Iterator[Problem]:
    seen: dict[str, Where] = {name: draft.where for name, draft in drafts.items()}
    for kind, entries in records.items():
        for entry in entries:
            scope = f"{kind.name}:{entry.id}" if kind.editorial else entry.id
            if scope in seen:
                where = entry.where.at("id")
                yield Problem(where, f"the id {entry.id!r} is taken", f"It is first given in {seen[scope]}")
            seen.setdefault(scope, entry.where.at("id"))


class _Reader:
    """Reads files one by one and gathers what is wrong with them, the first `MOST_PROBLEMS` of each file."""

    def __init__(self, root: Path, kept: Kept | None = None) -> None:
        self.root = root
        self.kept = kept or Kept()
        self.broken: set[str] = set()
        self.drafts: dict[str, model.DraftRecord] = {}
        self.unreadable = False
        self._old: set[str] = set()  # files with texts of the old form
        self._nodes: dict[str, yaml.Node | None] = {}  # a file with records of two kinds is read once
        self._names: dict[str, list[str]] = {}
        self._found: list[Problem] = []
        self._counts: Counter[str] = Counter()  # by file: the problems so far, those that are not described too
        self._more: dict[str, Where] = {}  # by file: the place of the first that is not described

    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong; of a file with very much of it the first problems and a line with the number of others."""
        more = (and_more(where, self._counts[name] - MOST_PROBLEMS) for name, where in self._more.items())
        return (*dict.fromkeys(self._found), *more)

    def add(self, *problems: Problem) -> None:
        """Notes what is wrong."""
        for problem in problems:
            if problem.severity != "error":  # a warning takes no error's place
                self._found.append(problem)
            elif self.problems_left(problem.where.file):
                self._found.append(problem)
                self._counts[problem.where.file] += 1
            else:
                self.count(problem.where, 1)

    def count(self, where: Where, number: int) -> None:
        """Counts problems without listing them."""
        if number:
            self._counts[where.file] += number
            self._more.setdefault(where.file, where)

    def problems_left(self, name: str) -> int:
        """How many more problems of a file are to be described."""
        return max(0, MOST_PROBLEMS - self._counts[name])

    def names(self, folder: str) -> list[str]:
        """The names in a folder; none, the problem noted, where it cannot be read."""
        if folder not in self._names:
            self._names[folder] = []
            try:
                self._names[folder] = names_in(self.root / folder, root=self.root, name=folder)
            except BriefsError as error:
                self.add(*error.problems)
                self.unreadable = True
        return self._names[folder]

    def yaml_names(self, folder: str) -> list[str]:
        """The names of a folder's YAML files."""
        return list(filter(_is_yaml, self.names(folder)))

    def one(self, name: str, shape: type[E]) -> list[E]:
        """The one record that a file holds, as a list of one, or an empty one where it is wrong."""
        node = self.compose(self.root / name, name)
        return [] if node is None else self.records([node], name, shape)

    def many(self, name: str, key: str, shape: type[E], allowed: Sequence[str]) -> list[E]:
        """The records that a file lists under a key; a missing file holds none."""
        if name.rpartition("/")[2] not in self.names("content"):
            return []
        node = self.compose(self.root / name, name)
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            return self._refuse(_where(node, name), f"this file is to be a mapping with the key {key!r}")
        if key == allowed[0]:  # reported once per file
            self.add(*_unknown_keys(node, name, allowed))
        value = next((value for key_node, value in node.value if _key(key_node) == key), None)
        if isinstance(value, yaml.SequenceNode):
            return self.records(value.value, name, shape)
        if value is not None:
            return self._refuse(_where(value, name), f"{key!r} is to be a list")
        return [] if len(allowed) > 1 else self._refuse(Where(name), f"missing key {key!r}")

    def compose(self, path: Path, name: str) -> yaml.Node | None:
        """A file's node tree, or None, the problem noted."""
        if name not in self._nodes:
            self._nodes[name] = None
            try:
                text = read_text(path, root=self.root, name=name)
                self._nodes[name] = self.kept.value((name, text), partial(_composed, text, name))
            except BriefsError as error:
                self.add(*error.problems)
                self.unreadable = True
        return self._nodes[name]

    def records(self, nodes: Sequence[yaml.Node], name: str, shape: type[E]) -> list[E]:
        """The records that nodes hold; those that are wrong are noted and left out."""
        return [entry for node in nodes if (entry := self._record(node, name, shape)) is not None]

    def _refuse(self, where: Where, what: str) -> list[Any]:
        self.add(Problem(where, what))
        self.unreadable = True
        return []

    def _record(self, node: yaml.Node, name: str, shape: type[E]) -> E | None:
        if _is_draft(node):
            self._draft(node, name, shape)
            return None
        found: list[Problem] = []
        if shape is model.Source and isinstance(node, yaml.MappingNode):
            node, claims = _without_drafts(node)
            self._draft_claims(node, name, claims)
            if claims and not _claims_of(node):
                return None
        node = _with_statements(node, name, shape, found)
        values = _value(node, name, found)
        entry, more = None, 0
        if not isinstance(node, yaml.MappingNode):
            found.append(Problem(_where(node, name), f"this is to be a mapping, not {_described(values)}", _AS_MAPPING))
        else:
            try:
                entry = shape.model_validate(values)
            except ValidationError as error:
                if any(detail["type"] == "old_text" for detail in error.errors(include_url=False)):
                    self._old_texts(error, node, name, shape)
                    return None
                left = self.problems_left(name)
                described = list(islice(_shape_problems(error, node, name, shape), left + 1))
                found.extend(described[:left])
                more = error.error_count() - left if len(described) > left else 0  # pydantic counts some twice
        if not found and not more:
            return entry
        self.add(*found)
        self.count(found[-1].where if found else _where(node, name), more)
        name_of_record = values.get("id") if isinstance(values, dict) else None
        self.broken.update([name_of_record] if isinstance(name_of_record, str) else [])
        return None

    def _draft(self, node: yaml.Node, name: str, shape: type[model.Entry]) -> None:
        """Notes a draft and warns of what it lacks; no mistake in it is more than a warning."""
        found: list[Problem] = []
        node = _with_statements(node, name, shape, found)
        values = _filled_in(_value(node, name, found))
        undecided: list[str] = []
        try:
            shape.model_validate(values)
        except ValidationError as error:
            undecided = list(dict.fromkeys(_undecided(error, shape)))
            found += [each for each in _shape_problems(error, node, name, shape) if not _is_lack(each.what)]
        id = values.get("id")
        noun = next(kind.name for kind in KINDS if kind.shape is shape)
        where = _where(node, name)
        if isinstance(id, str):
            self.drafts[id] = model.DraftRecord(where=where)
        hint = f"To decide: {', '.join(undecided)}" if undecided else _WHOLE
        self.add(_told(where, f"the {noun} {id!r} is a draft and not printed", hint))
        self.add(*(replace(problem, severity="warning") for problem in found))

    def _draft_claims(self, source: yaml.Node, name: str, drafts: Sequence[_DraftClaim]) -> None:
        """Notes the drafts among a source's claims, and warns of all of them at the first."""
        if not drafts:
            return
        id = _plain(source, "id")
        for each in drafts:
            self.drafts[f"{id}/{each.key}"] = model.DraftRecord(
                where=_where(each.node, name), number=each.number, paragraph=each.paragraph
            )
        keys = ", ".join(str(each.key) for each in drafts[:_MOST_NAMED])
        more = f" and {len(drafts) - _MOST_NAMED} more" if len(drafts) > _MOST_NAMED else ""
        what = f"draft claims of {id!r} that are not printed: {keys}{more}"
        hint = _WHOLE if _claims_of(source) else "No other claim of it is finished, and so the source is a draft too"
        self.add(_told(_where(drafts[0].node, name), what, hint))
        if not _claims_of(source):
            self.drafts[str(id)] = model.DraftRecord(where=_where(source, name))

    def _old_texts(self, error: ValidationError, node: yaml.Node, name: str, shape: type[E]) -> None:
        """Notes the first text by language of a file, and nothing else of the records that have such."""
        if name not in self._old:
            self._old.add(name)
            self.add(next(p for p in _shape_problems(error, node, name, shape) if p.what == _OLD_TEXT[0]))
        self.unreadable = True


# --- drafts -----------------------------------------------------------------------------------------------------------


_WHOLE = "Take 'draft: true' out once it is right"
_MOST_NAMED = 12


class _DraftClaim(NamedTuple):
    node: yaml.Node
    key: model.ClaimKey
    number: int | None
    paragraph: int | None


def _told(where: Where, what: str, hint: str) -> Problem:
    return Problem(where, what, hint, severity="warning")


def _is_draft(node: yaml.Node) -> bool:
    return _plain(node, "draft") is True


def _plain(node: yaml.Node, key: str) -> Any:
    """The plain value that a mapping has under a key, or None."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    found = next((value for key_node, value in pairs if _key(key_node) == key), None)
    return _scalar(found) if isinstance(found, yaml.ScalarNode) else None


def _claims_of(source: yaml.Node) -> Sequence[yaml.Node]:
    pairs = source.value if isinstance(source, yaml.MappingNode) else ()
    found = next((value for key, value in pairs if _key(key) == "claims"), None)
    return found.value if isinstance(found, yaml.SequenceNode) else ()


def _without_drafts(source: yaml.MappingNode) -> tuple[yaml.MappingNode, tuple[_DraftClaim, ...]]:
    """The source without its draft claims, and these; what is left keeps the numbers of its place among all."""
    claims = _claims_of(source)
    if not any(map(_is_draft, claims)):
        return source, ()
    drafts: list[_DraftClaim] = []
    kept: list[yaml.Node] = []
    numbers = count(1)
    for claim in claims:
        id, paragraph = _plain(claim, "id"), _plain(claim, "paragraph")
        number = None if id is not None else next(numbers)
        if _is_draft(claim):
            named = paragraph if isinstance(paragraph, int) else None
            drafts.append(_DraftClaim(claim, id or number or 0, number, named))
        else:
            kept.append(claim if number is None else _with_number(claim, number))
    pairs = [(key, _listed(value, kept) if _key(key) == "claims" else value) for key, value in source.value]
    return yaml.MappingNode(source.tag, pairs, source.start_mark, source.end_mark), tuple(drafts)


def _listed(node: yaml.Node, items: list[yaml.Node]) -> yaml.Node:
    return yaml.SequenceNode(node.tag, items, node.start_mark, node.end_mark)


def _with_number(claim: yaml.Node, number: int) -> yaml.Node:
    """The claim with its number, where it gives none itself."""
    if not isinstance(claim, yaml.MappingNode) or any(_key(key) == "number" for key, _ in claim.value):
        return claim
    marks = (claim.start_mark, claim.start_mark)
    pair = (yaml.ScalarNode("", "number", *marks), yaml.ScalarNode("", str(number), *marks))
    return yaml.MappingNode(claim.tag, [*claim.value, pair], claim.start_mark, claim.end_mark)


def _filled_in(values: Any) -> Any:
    """The values without keys that nothing stands behind, which a draft has not decided yet."""
    if isinstance(values, dict):
        return {key: _filled_in(item) for key, item in values.items() if item is not None}
    return [_filled_in(item) for item in values] if isinstance(values, list) else values


_LACKING = re.compile(r"missing key '(?P<key>\w+)'|give either 'actor' or 'name'|give either 'on' or 'after_months'")


def _is_lack(what: str) -> bool:
    """Whether a problem says no more than that something is left to decide."""
    return _LACKING.match(what) is not None


def _undecided(error: ValidationError, shape: type[model.Entry]) -> Iterator[str]:
    """The keys that a draft lacks, as the path to them; those of its claims are one."""
    single = model.SINGLE.get(shape, ("", ()))[0]
    for detail in error.errors(include_url=False):
        said = _LACKING.match(str(detail.get("ctx", {}).get("error", "")))
        if detail["type"] != "missing" and said is None:
            continue
        steps = [str(step) for step in detail["loc"] if isinstance(step, str)]
        path = [*steps, *([said["key"]] if said and said["key"] else [])]
        if path[:1] == ["claims"]:
            yield "claims"
        else:
            yield ".".join(path[1:] if path[0] == single and len(path) > 1 else path)


def _unknown_keys(node: yaml.MappingNode, name: str, allowed: Sequence[str]) -> Iterator[Problem]:
    for key_node, _ in node.value:
        if (key := _key(key_node)) not in allowed:
            hint = closest(key, allowed) or f"This file holds {' and '.join(map(repr, allowed))}"
            yield Problem(_where(key_node, name), f"unknown key {key!r}", hint)


# --- from files to nodes ----------------------------------------------------------------------------------------------


def _composed(text: str, name: str) -> yaml.Node:
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
    """Refuses what content never needs: anchors, types of YAML's own, nesting so deep that PyYAML would crash, line
    breaks that PyYAML counts and most editors do not, and texts that a comment cuts off.
    """
    if strange := _STRANGE_BREAK.search(text):
        before = text[: strange.start()]
        where = Where(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise _unreadable(where, f"a line break of an unusual kind, U+{ord(strange[0]):04X}", "Take it out")
    depth, lines, room = 0, text.split("\n"), [_LONGEST_LIST]
    for event in yaml.parse(text, Loader=_Loader):
        _refuse_too_much(event, room, name)
        if isinstance(event, yaml.ScalarEvent) and not event.style:
            _refuse_cut_text(event, lines, name)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor or tag or depth > _DEEPEST:
            what = f"an anchor, {anchor!r}" if anchor else f"a type, {tag!r}" if tag else "nested too deep"
            mark: Any = event.start_mark  # an event of a file always has one
            raise _unreadable(
                Where(name, mark.line + 1, mark.column + 1), f"what content does not use: {what}", "Write the value out"
            )


def _refuse_too_much(event: yaml.Event, room: list[int], name: str) -> None:
    """Refuses a text or a list that no brief has; `room` is what may still stand in each collection that is open."""
    mark: Any = event.start_mark  # an event of a file always has one
    where = Where(name, mark.line + 1, mark.column + 1)
    if isinstance(event, yaml.CollectionEndEvent):
        room.pop()
    elif isinstance(event, yaml.NodeEvent):
        room[-1] -= 1
        if room[-1] < 0:
            raise _unreadable(where, f"a list of more than {_LONGEST_LIST:,} entries".replace(",", " "), "Split it")
    if isinstance(event, yaml.CollectionStartEvent):  # a mapping has a key and a value for each entry
        room.append(_LONGEST_LIST * (2 if isinstance(event, yaml.MappingStartEvent) else 1))
    if isinstance(event, yaml.ScalarEvent) and len(event.value) > _LONGEST_TEXT:
        what = f"a text of more than {_LONGEST_TEXT:,} characters".replace(",", " ")
        raise _unreadable(where, what, "Split it, or take it out")


def _refuse_cut_text(event: yaml.ScalarEvent, lines: Sequence[str], name: str) -> None:
    """«Krav #4» without quotation marks is «Krav» to YAML; a comment has a blank after its #."""
    mark: Any = event.end_mark
    if mark.line < len(lines) and (cut := _CUT_TEXT.match(lines[mark.line], mark.column)):
        hint = "Put the text in quotation marks or, where this is a comment, a blank after #"
        raise _unreadable(Where(name, mark.line + 1, cut.end()), "what stands after # is left out by YAML", hint)


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
    elif _HALF_QUOTED.match(line, 0, mark.column):
        hint = _QUOTE
    else:
        hint = _YAML_HINTS.get(error.problem or "", _QUOTE)
    return _unreadable(Where(name, mark.line + 1, mark.column + 1), what, hint)


_CUT_TEXT = re.compile(r"[ \t]+#(?=\S)")
_HALF_QUOTED = re.compile(r"(?:[ \t]*-)*[ \t]*(?:\w+:[ \t]+)?(?:\{[^{}]*\}|\[[^\[\]]*\]|\"[^\"]*\"|'[^']*')[ \t]*$")
_QUOTE = "Put a text that holds { } [ ] : # @ or % in quotation marks, as in title: 'Om {antall}'"
_ESCAPE = "In double quotation marks a backslash begins a code: write the sign itself, or use single quotation marks"
_YAML_HINTS = {
    "found unexpected end of stream": "A quotation mark is opened and never closed",
    "did not find expected key": "Give keys that belong together the same indentation",
    "did not find expected '-' indicator": "Give items that belong together the same indentation",
    "but found another document": "A file holds one document: take out '---'",
    "found unknown escape character": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
}


# --- from nodes to values ---------------------------------------------------------------------------------------------


def _where(node: yaml.Node, name: str) -> Where:
    return Where(name, *_position(node))


def _key(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else "?"  # a list or mapping as a key: no record has such


def _with_statements(node: yaml.Node, name: str, shape: type[model.Entry], problems: list[Problem]) -> yaml.Node:
    """The record with the statement that it writes directly as the only one of a list; where it has the list as well,
    that is noted and the list stays.
    """
    if shape not in model.SINGLE or not isinstance(node, yaml.MappingNode):
        return node
    field, keys = model.SINGLE[shape]
    own = [pair for pair in node.value if _key(pair[0]) in keys]
    if not own:
        return node
    rest = [pair for pair in node.value if _key(pair[0]) not in keys]
    if any(_key(key) == field for key, _ in rest):
        what = f"{_key(own[0][0])!r} and {field!r} are both given"
        hint = f"Write one statement directly, or all of them under {field!r}"
        problems.append(Problem(_where(own[0][0], name), what, hint))
    else:
        key, (start, end) = own[0][0], (own[0][0].start_mark, own[-1][1].end_mark)
        statement = yaml.MappingNode(node.tag, own, start, end)
        listed = yaml.SequenceNode("tag:yaml.org,2002:seq", [statement], start, end)
        rest.append((yaml.ScalarNode(key.tag, field, start, key.end_mark), listed))
    return yaml.MappingNode(node.tag, rest, node.start_mark, node.end_mark, flow_style=node.flow_style)


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


# --- what pydantic found, in an editor's words ------------------------------------------------------------------------


_Pairs = dict[str, tuple[yaml.Node, yaml.Node]]


def _shape_problems(error: ValidationError, node: yaml.Node, name: str, shape: type[model.Entry]) -> Iterator[Problem]:
    pairs: dict[yaml.Node, _Pairs] = {}
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
            continue  # pydantic counts the right ones alone, and those that are wrong are told themselves
        place, key = _find(node, detail["loc"], at_key=detail["type"] == "extra_forbidden", pairs=pairs)
        if detail["type"] == "extra_forbidden":
            keys = _keys_at(shape, detail["loc"][:-1])
            yield Problem(_where(place, name), f"unknown key {_cut(key)!r}", _key_hint(key, keys, detail["input"]))
        else:
            yield Problem(_where(place, name), *_explanation(detail, key))


def _key_hint(key: str, keys: set[str], value: object) -> str:
    if key == "languages" and "translations" in keys:
        return "Write 'language: nb' for the one that the texts are written in, and 'translations: [nn, en]'"
    if value is None and " " in key:
        return "A text with a comma goes in quotation marks, as in {title: 'Først, og så'}"
    near = "" if key == "id" else closest(key, keys)  # who writes an id means no `kind`
    return near or f"The keys here are {', '.join(sorted(keys))}"


def _find(
    node: yaml.Node, loc: tuple[int | str, ...], *, at_key: bool, pairs: dict[yaml.Node, _Pairs]
) -> tuple[yaml.Node, str]:
    """The node that a pydantic location names, or the nearest above it, and the last key on the way."""
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    for depth, step in enumerate(loc):
        if isinstance(node, yaml.MappingNode):
            pair = _pairs_of(node, pairs).get(str(step))
            if pair is None:
                return node, key
            node = pair[0] if at_key and depth == len(loc) - 1 else pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return node, key


def _pairs_of(node: yaml.MappingNode, pairs: dict[yaml.Node, _Pairs]) -> _Pairs:
    """A mapping's nodes by key, the first where a key is given twice; made once for a mapping with a thousand wrong
    keys.
    """
    if node not in pairs:
        pairs[node] = {_key(key): (key, value) for key, value in reversed(node.value)}
    return pairs[node]


def _keys_at(shape: type[model.Entry], loc: tuple[int | str, ...]) -> set[str]:
    """The keys that the record at a pydantic location may have."""
    for step in loc:
        if isinstance(step, str) and step in shape.model_fields:
            shape = _entry_in(shape.model_fields[step].annotation) or shape
    return {*shape.model_fields, *model.SINGLE.get(shape, ("", ()))[1]} - {"where"}


def _entry_in(annotation: Any) -> type[model.Entry] | None:
    """The kind of record that a field holds, alone, in a tuple or perhaps not at all."""
    if isinstance(annotation, type) and issubclass(annotation, model.Entry):
        return annotation
    return next((found for part in get_args(annotation) if (found := _entry_in(part))), None)


def _described(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    return f"'{_cut(value)}'" if isinstance(value, str) else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _explanation(detail: Any, key: str) -> tuple[str, str]:
    """What is wrong with a value, and how to mend it."""
    shown, context = _described(detail["input"]), detail.get("ctx", {})
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
            return f"{key!r} is to be a mapping, not {shown}", _AS_MAPPING
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
        case "old_text":
            return _OLD_TEXT
        case "string_too_short":
            return f"{key!r} is empty", "Write something, or leave the key out"
        case "string_pattern_mismatch":
            if isinstance(detail["input"], str) and detail["input"].endswith("\n"):
                return f"{key!r} ends with a line break", "Write >- instead of >, or |- instead of |"
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


_OLD_TEXT = (
    "this file has texts by language, as in {nb: …, nn: …}",
    "Write each as a plain text in the project's own language; translations stand in content/locale/<language>.po",
)
_ID_RULE = "An id is made of a–z, 0–9 and single hyphens, and begins with a letter"
_PATTERNS = {
    r"^\S(.*\S)?$": "A text is one line, without white space at either end",
    r"^[0-9a-f]{64}$": "A SHA-256 is 64 hexadecimal digits",
}


def _is_quoted_number(detail: Any) -> bool:
    written = detail["input"]
    return isinstance(written, str) and len(written) <= _LONGEST_NUMBER and _INTEGER.fullmatch(written) is not None
