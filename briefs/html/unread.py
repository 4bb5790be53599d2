"""What a project has in `templates/` and `styles/` that nothing reads: a folder of no audience, a misspelt template, a
block that the extended page does not have. It would do nothing and say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from briefs import assets
from briefs.content.model import Library
from briefs.edition.sections import SECTIONS
from briefs.errors import BriefsError, Problem, Where, closest
from briefs.html.environment import PageEnvironment, Templates
from briefs.html.render import PROJECT_SHEET
from briefs.html.values import Setting
from briefs.language.catalogue import SOURCE_LANGUAGE

_ENTRIES = ("brief.html", "index.html", "changes.txt", "change.txt")
_LOOKED_AT = frozenset({".css", ".htm", ".html", ".j2", ".jinja", ".txt"})  # pictures and notes may lie beside them


def unread(library: Library, root: Path) -> tuple[Problem, ...]:
    """What nothing reads in the project's own templates and styles, and links that lead out of them; nothing in a
    project that is the program's own checkout.
    """
    own = root.resolve()
    if assets.packaged("templates").is_relative_to(own):
        return ()
    files = _Files(library, own)
    found = [*files.folders(), *files.templates(), *files.styles(), *files.blocks()]
    return tuple(dict.fromkeys([*files.problems, *found]))


@dataclass(frozen=True)
class _Files:
    library: Library
    root: Path

    @cached_property
    def _read(self) -> tuple[dict[str, str], tuple[Problem, ...]]:
        """The texts of the project's templates and styles by path, and what is wrong with files that are no texts."""
        texts: dict[str, str] = {}
        problems: list[Problem] = []
        for folder in (self.root / "templates", self.root / "styles"):
            for path in assets.files_in(folder):
                name, shown = path.relative_to(folder).as_posix(), path.relative_to(self.root).as_posix()
                try:
                    file = assets.located(folder, name, shown)
                    if file and path.suffix in _LOOKED_AT:
                        texts[shown] = assets.read_text(file, shown)
                except BriefsError as error:
                    problems.extend(error.problems)
        return texts, tuple(problems)

    @property
    def texts(self) -> dict[str, str]:
        return self._read[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._read[1]

    @cached_property
    def trees(self) -> dict[str, nodes.Template]:
        """The templates as Jinja reads them; what it cannot read is reported when it is printed."""
        environment = PageEnvironment(Templates(self.root), Setting(language=SOURCE_LANGUAGE))
        trees = {}
        for shown, text in self.texts.items():
            if shown.startswith("templates/"):
                try:
                    tree = environment.parse(text)
                    all(tree.find_all(nodes.Node))  # one that is nested too deeply to be walked through ends here
                    trees[shown] = tree
                except (TemplateSyntaxError, RecursionError):
                    continue
        return trees

    def folders(self) -> Iterator[Problem]:
        """Folders below templates/ that have no meaning, and those of audiences that are none."""
        for path in _folders(self.root / "templates"):
            if path.name not in {"audiences", "base", "briefs", "locale"}:
                hint = closest(path.name, ("audiences", "base")) or "Templates belong in templates/base/"
                yield Problem(Where(f"templates/{path.name}/"), "nothing reads this folder", hint)
        for path in _folders(self.root / "templates/audiences"):
            if path.name not in self.library.audiences:
                yield self._of_no_audience(f"templates/audiences/{path.name}/", path.name)

    def templates(self) -> Iterator[Problem]:
        """Templates that no template includes and that replace none."""
        known, prefixes = self._names()
        for shown in self.texts:
            area, _, name = shown.removeprefix("templates/").partition("/")
            audience = ""
            if area == "audiences":
                audience, _, name = name.partition("/")
            if not shown.startswith("templates/") or (audience and audience not in self.library.audiences):
                continue
            if area not in {"audiences", "base"} and not name:
                yield Problem(Where(shown), "nothing reads this template", f"It belongs in templates/base/{area}")
            elif area in {"audiences", "base"} and name not in known and not name.startswith(tuple(prefixes)):
                near = closest(name, known)
                yield Problem(Where(shown), "no template includes this one, and it replaces none", near)

    def styles(self) -> Iterator[Problem]:
        """Style sheets that replace none, and to which no page refers."""
        packaged = assets.packaged("styles")
        known = {path.relative_to(packaged).as_posix() for path in assets.files_in(packaged)}
        known = {name for name in known if not name.startswith("audiences/")}
        known |= {PROJECT_SHEET, *(f"audiences/{audience}.css" for audience in self.library.audiences)}
        referred = "\n".join(self.texts.values())
        for shown in self.texts:
            name = shown.removeprefix("styles/")
            if not shown.endswith(".css") or shown == name or name in known or shown in referred:
                continue
            folder, _, file = name.rpartition("/")
            if folder == "audiences":
                yield self._of_no_audience(shown, file.removesuffix(".css"))
            else:
                yield Problem(Where(shown), "nothing reads this style sheet", closest(name, known))

    def blocks(self) -> Iterator[Problem]:
        """Blocks of a template that the one which it extends does not have."""
        for shown, tree in self.trees.items():
            above = self._blocks_above(shown, tree)
            if above is None:
                continue
            for block in tree.body:
                if isinstance(block, nodes.Block) and block.name not in above:
                    what = f"the template that this one extends has no block {block.name!r}"
                    yield Problem(self._place(shown, block), what, closest(block.name, above))

    def _of_no_audience(self, shown: str, name: str) -> Problem:
        hint = closest(name, self.library.audiences) or f"The audiences are {', '.join(self.library.audiences)}"
        return Problem(Where(shown), f"there is no audience {name!r}", hint)

    def _names(self) -> tuple[set[str], set[str]]:
        """The names of templates that are read, and the beginnings of those that a template puts together itself."""
        base = assets.packaged("templates") / "base"
        known = {path.relative_to(base).as_posix() for path in assets.files_in(base)}
        known |= {*_ENTRIES, *(brief.template for brief in self.library.briefs.values())}
        known |= {f"sections/{kind}.html" for kind in SECTIONS}
        prefixes: set[str] = set()
        for tree in self.trees.values():
            for node in _references(tree):
                for name in _constants(node.template):
                    known.add(name.removeprefix("base/"))
                if isinstance(node.template, nodes.Concat):
                    first = node.template.nodes[0]
                    prefixes.add(str(first.value) if isinstance(first, nodes.Const) else "")
                elif not isinstance(node.template, (nodes.Const, nodes.List, nodes.Tuple)):
                    prefixes.add("")
        return known, prefixes

    def _blocks_above(self, shown: str, tree: nodes.Template) -> set[str] | None:
        """The blocks of all templates that one extends, or None where it extends none, or one that is not known."""
        parts = shown.split("/")
        templates = Templates(self.root, parts[2] if parts[1] == "audiences" else "")
        environment = PageEnvironment(templates, Setting(language=SOURCE_LANGUAGE))
        blocks: set[str] = set()
        extended = next((node for node in tree.find_all(nodes.Extends)), None)
        seen = {shown}
        if extended is None:
            return None
        while extended is not None:
            names = list(_constants(extended.template))
            try:
                text, name, _ = templates.get_source(environment, names[0])
                tree = environment.parse(text)
            except (IndexError, BriefsError, TemplateSyntaxError, LookupError, OSError):
                return None  # reported when it is printed
            if name in seen:
                return None
            seen.add(name)
            blocks |= {block.name for block in tree.find_all(nodes.Block)}
            extended = next((node for node in tree.find_all(nodes.Extends)), None)
        return blocks

    def _place(self, shown: str, block: nodes.Block) -> Where:
        line = self.texts[shown].split("\n")[block.lineno - 1]
        found = re.search(rf"\bblock\s+({re.escape(block.name)})\b", line)
        return Where(shown, block.lineno, found.start(1) + 1 if found else 1)


def _folders(folder: Path) -> list[Path]:
    inside = sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []
    return [path for path in inside if path.is_dir() and not path.name.startswith(".")]


def _references(tree: nodes.Template) -> Iterator[nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport]:
    for node in tree.find_all(nodes.Stmt):
        if isinstance(node, (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            yield node


def _constants(node: nodes.Expr) -> Iterator[str]:
    match node:
        case nodes.Const():
            if isinstance(node.value, str):
                yield node.value
        case nodes.List() | nodes.Tuple():
            for item in node.items:
                yield from _constants(item)
