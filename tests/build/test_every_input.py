"""No file is stale: every input there is, changed one at a time, gives what a build from nothing gives.

The changes are made from the content itself: each value of each file becomes another of its kind, as far as the models
take it. PDFs are not typeset, but written down as what decides them.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
import yaml

from briefs.assets import Medium, packaged
from briefs.build import formats, pipeline, printing
from briefs.build.formats import FORMATS, Job, Made
from briefs.build.pipeline import Built, Run, Wanted, plan
from briefs.build.sound import sound_project
from briefs.content.model import Library
from briefs.edition.edition import Edition, Facts
from briefs.errors import BriefsError
from tests.conftest import Project

pytestmark = pytest.mark.long

ONE_IN = 41
NO_FACTS = Facts()
PLACE = re.compile(r"[a-z0-9-]+")


@pytest.fixture(autouse=True)
def _cheap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of the test's own, and PDFs that hold what decides them."""

    def written_down(job: Job) -> Made:
        return Made(repr((job.page, job.record, sorted(job.files.items()))).encode(), 1)

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    quick = {**FORMATS, "pdf": replace(FORMATS["pdf"], make=written_down, parallel=False)}
    for module in (formats, pipeline):
        monkeypatch.setattr(module, "FORMATS", quick)
    monkeypatch.setattr(formats, "face_css", lambda medium, page="": "")


def build(project: Project, out: str, facts: Facts = NO_FACTS, *, force: bool = False) -> Built | None:
    """Builds all of the project; None where it is not sound."""
    try:
        library = sound_project(project.root).library
        orders = plan(library, Wanted(), library.newest, facts)
        run = Run(project.root, project.root / out, force=force, explain=True)
        return pipeline.build(library, orders, run, lambda done, total, path: None, lambda words: None)
    except BriefsError:
        return None


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_as_from_nothing(project: Project, facts: Facts = NO_FACTS) -> Built | None:
    """The folder that earlier builds filled holds what a new one gets, byte for byte; None where nothing is built."""
    built = build(project, "out", facts)
    if built is not None:
        shutil.rmtree(project.root / "new", ignore_errors=True)
        assert build(project, "new", facts, force=True) is not None
        assert written(project.root / "out") == written(project.root / "new")
    return built


def scalars(text: str) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Each value of a YAML file with its key, the last first, so that the places of others stay."""

    def inside(node: yaml.Node, key: str) -> Iterator[tuple[str, yaml.ScalarNode]]:
        if isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                yield from inside(value, name.value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from inside(value, key)
        elif isinstance(node, yaml.ScalarNode):
            yield key, node

    node = yaml.compose(text, yaml.CSafeLoader)
    return iter([] if node is None else list(inside(node, ""))[::-1])


def others(node: yaml.ScalarNode, values: Mapping[str, list[str]], key: str) -> Iterator[str]:
    """What may stand in the place of a value: its kind decides."""
    value = node.value
    if value in ("true", "false"):
        yield "false" if value == "true" else "true"
    elif re.fullmatch(r"-?\d+", value):
        yield str(int(value) + 1)
    elif re.fullmatch(r"-?\d+\.\d+", value):
        yield str(float(value) + 1)
    elif re.match(r"\d{4}", value):
        yield f"'{int(value[:4]) + 1}{value[4:]}'"
    elif not PLACE.fullmatch(value):
        yield "'" + value.replace("'", "''") + " og mer'"
    yield from (other for other in values[key] if other != value)


def changed_texts(project: Project) -> Iterator[tuple[str, str]]:
    """Every text that a file of the content may be changed to, one value at a time."""
    files = {path: path.read_text("utf-8") for path in sorted((project.root / "content").rglob("*.yaml"))}
    found = {path: list(scalars(text)) for path, text in files.items()}
    values: dict[str, list[str]] = {}
    for key, node in (each for nodes in found.values() for each in nodes):
        values.setdefault(key, []).append(node.value)
    for path, nodes in found.items():
        for key, node in nodes:
            before, after = files[path][: node.start_mark.index], files[path][node.end_mark.index :]
            for other in list(dict.fromkeys(others(node, values, key)))[:2]:
                yield path.relative_to(project.root).as_posix(), before + other + after


def test_every_value_of_the_content(project: Project) -> None:
    """Changed, and changed back; of all of them one in so many, unless BRIEFS_EVERY_INPUT asks for each."""
    assert build(project, "out") is not None
    changed = made = 0
    step = 1 if os.environ.get("BRIEFS_EVERY_INPUT") else ONE_IN
    for path, text in islice(changed_texts(project), 0, None, step):
        before = (project.root / path).read_text("utf-8")
        project.write(path, text)
        built = assert_as_from_nothing(project)
        changed += built is not None
        made += bool(built and built.made)
        project.write(path, before)
    assert assert_as_from_nothing(project) is not None
    assert changed >= 5 and made >= 3


def test_every_template_and_style(project: Project) -> None:
    """A file of the project's own that comes, changes and goes; each that is read at all makes something anew."""
    assert build(project, "out") is not None
    marks = {".html": "{#- x -#}", ".css": "\n/* x */", ".po": "\n"}
    names = ["templates/base/page.html", "templates/base/macros.html", "templates/base/sections/demands.html"]
    names += ["styles/tokens.css", "styles/page.css", "styles/screen.css"]
    for name in names:
        top, _, rest = name.partition("/")
        text = (packaged(top) / rest).read_text("utf-8")
        project.write(name, text.replace("<p", '<p title="x"') + marks[Path(name).suffix])
        assert_as_from_nothing(project)
        (project.root / name).unlink()
    assert assert_as_from_nothing(project) is not None


def test_what_only_some_read_makes_only_theirs(project: Project) -> None:
    """An audience's own style makes that audience's files, and a comment in YAML none."""
    project.write("styles/notes.txt", "a folder that is there")
    assert build(project, "out") is not None
    project.write("styles/audiences/styre.css", "p { color: #000000 }")
    built = assert_as_from_nothing(project)
    assert built and {file.audience for file in built.made} == {"styre"}
    reasons = dict(built.reasons)
    assert reasons["nb/oversikt/styre.html"] == "made: styles/audiences/styre.css"
    assert reasons["nb/oversikt/alle.html"] == "current: nothing that it is made of has changed"
    project.write("content/figures.yaml", "# a comment\n" + (project.root / "content/figures.yaml").read_text("utf-8"))
    built = assert_as_from_nothing(project)
    assert built and not built.made


def test_a_picture_and_its_absence(project: Project) -> None:
    """What a style names makes files anew when it comes, changes and goes."""
    project.write("styles/project.css", "h1 { background: url(mark.svg) }")
    build(project, "out")
    for color in ("red", "blue"):
        project.write(
            "styles/mark.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><path fill="{color}" d="M0 0h9"/></svg>'
        )
        built = assert_as_from_nothing(project)
        assert built is None or built.made
    (project.root / "styles/mark.svg").unlink()
    assert_as_from_nothing(project)


def test_facts_of_the_occasion(project: Project) -> None:
    """What is said on the command line is printed, and taken away again."""
    for facts in (Facts(), Facts(meeting_body="Styret"), Facts(meeting_body="Rådet"), Facts()):
        built = assert_as_from_nothing(project, facts)
        assert built and built.made


def test_a_damaged_record_costs_time_alone(project: Project, tmp_path: Path) -> None:
    """Whatever stands where pages are kept: nothing, half of it, or what another version kept."""
    assert build(project, "out") is not None
    for damage in (b"", b"half", bytes(3000)):
        for entry in (tmp_path / "cache").rglob("*"):
            if entry.is_file():
                entry.write_bytes(damage)
        built = assert_as_from_nothing(project)
        assert built and not built.made


def test_a_file_that_was_edited_is_made_again(project: Project) -> None:
    """And the run says why."""
    assert build(project, "out") is not None
    (project.root / "out/nb/oversikt/alle.html").write_text("edited")
    built = assert_as_from_nothing(project)
    assert built and [file.path for file in built.made] == ["nb/oversikt/alle.html"]
    assert dict(built.reasons)["nb/oversikt/alle.html"] == "made: the file that stands there is not what was made"


def test_a_change_names_the_parts_of_the_edition(project: Project) -> None:
    """What `--explain` says of a text that was changed."""
    assert build(project, "out") is not None
    project.replace("content/briefs/oversikt.yaml", "Åpningstidene i biblioteket", "Tidene i biblioteket")
    built = assert_as_from_nothing(project)
    assert built and dict(built.reasons)["nb/oversikt/alle.html"] == "made: title, what the file says about itself"


def test_check_renders_nothing_twice(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that were rendered once are known to be right."""
    rendered: list[str] = []
    page_of = printing.page_of

    def counted(library: Library, edition: Edition, root: Path, medium: Medium) -> str:
        rendered.append(medium)
        return page_of(library, edition, root, medium)

    monkeypatch.setattr(printing, "page_of", counted)
    library = sound_project(project.root).library
    orders = plan(library, Wanted(), library.newest, Facts())
    for _ in range(2):
        pipeline.check_pages(library, orders, Run(project.root, project.root / "out"))
    assert len(rendered) == 4
