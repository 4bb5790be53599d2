"""docs/content.md: every key of the content, from the models and from keys.toml.

`python -m tools.guide` writes it anew; a test holds that it is fresh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from inspect import getdoc
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticUndefined

from briefs.content import model, schemas
from briefs.content.kinds import KINDS, Kind
from briefs.content.load import load
from briefs.edition.edition import context_at
from briefs.edition.sections import SECTIONS
from briefs.language.figures import FIGURE_STYLES

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs/content.md"
SAMPLE = ROOT / "tests/projects/small"
SAMPLES = (SAMPLE, SAMPLE.with_name("meetings"), SAMPLE.with_name("local"))
STYLES: Mapping[str, str] = {
    "": "the figure with its reservation and unit: «about 250 000 kroner»",
    "value": "without its reservation",
    "number": "the number alone, grouped",
    "plain": "the digits as they are: a year, a number in a name",
}
HEAD = """# The content, key by key

This page is made from the program itself (`python -m tools.guide`). `briefs schema` gives the same to an editor, which
then completes and explains keys; [how-it-works.md](how-it-works.md) tells how records work together.

**Needed** keys are set in bold. A text is written in the project's own language; a date is EDTF, in quotation marks
(`'2018-06-01'`, `'2018-06'`, `'2018-04~'`, `'2020/2024'`); an id is made of a–z, 0–9 and single hyphens.
"""
REFERENCES = """## References in texts

`{figure-id}` prints a figure, `{2022-12-01}` a date at its own precision. After a bar stands how a figure is set:
"""
SECTION_KINDS = """## Kinds of sections

`kind:` of a section in a brief or an adaptation; its template is `templates/base/sections/KIND.html`. A kind that
leaves things out by weight takes `least_weight` and `at_most`.
"""


def main() -> None:
    """Writes the reference anew."""
    GUIDE.write_text(reference(), "utf-8")


def reference() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_files(), *_parts(), *_references(), *_sections()]).rstrip("\n") + "\n"


def _files() -> Iterator[str]:
    yield "## content/project.yaml\n"
    yield from _model(model.Project)
    yield from _example(SAMPLE / "content/project.yaml")
    for kind in KINDS:
        one = f"content/{kind.place}" + ("" if kind.stands_alone else "/ID.yaml")
        place = one if kind.stands_alone or kind.is_folder else f"content/{kind.place}, `{kind.table}:`"
        yield f"## {kind.name.capitalize()}: {place}\n"
        yield from _model(kind.shape)
        yield from _record(kind)


def _parts() -> Iterator[str]:
    """The models that stand inside records."""
    own = {model.Project, *(kind.shape for kind in KINDS)}
    yield "## What stands inside records\n"
    for shape in schemas.shapes():
        if shape not in own:
            yield f"### {_words(shape.__name__)}\n"
            yield from _model(shape)


def _references() -> Iterator[str]:
    yield REFERENCES
    for style in FIGURE_STYLES:
        if style in STYLES:
            yield f"- `{{figure-id{'|' + style if style else ''}}}`: {STYLES[style]}"
    yield (
        "\nCounts are called by name and set in words to twelve, in digits in a sentence with a larger one, SERIES"
        " being the id of a series of demands:\n"
    )
    library = load(SAMPLE).library
    assert library is not None  # the sample is read by every test
    names = context_at(library, library.project.language, library.newest).counts
    series = tuple(library.series)
    found = dict.fromkeys(re.sub(rf"\.({'|'.join(map(re.escape, series))})\.", ".SERIES.", name) for name in names)
    yield from (f"- `{{{name}}}`" for name in found)
    yield ""


def _sections() -> Iterator[str]:
    yield SECTION_KINDS
    for kind in SECTIONS.values():
        about = " ".join((getdoc(kind.build) or "").split("\n\n")[0].split())
        needs = f" Needs {_listed(kind.needs)}." if kind.needs else ""
        leaves = f" Leaves out each {kind.chooses} that weighs too little." if kind.chooses else ""
        yield f"- `{kind.name}`: {about.rstrip('.')}.{needs}{leaves}"
    yield ""


def _model(shape: type[model.Entry]) -> Iterator[str]:
    yield " ".join((getdoc(shape) or "").split("\n\n")[0].split()) + "\n"
    for key, field in schemas.keys_of(shape).items():
        name = f"**`{key}`**" if field.is_required() else f"`{key}`"
        yield f"- {name} ({_type(shape, key)}{_default(field.get_default())}): {schemas.explanation(shape, key)}"
    yield ""


def _default(value: object) -> str:
    """What holds where the key is left out, if that is something."""
    if value in (None, (), "", PydanticUndefined) or isinstance(value, Mapping):
        return ""
    return f"; `{str(value).lower() if isinstance(value, bool) else value}` if left out"


def _type(shape: type[model.Entry], key: str) -> str:
    schema = TypeAdapter(shape).json_schema()
    whole = schema if "properties" in schema else schema["$defs"][shape.__name__]
    return _in_words(whole["properties"][key])


def _in_words(schema: Mapping[str, Any]) -> str:
    """The shape of a value, as a person says it."""
    if "$ref" in schema:
        return _words(schema["$ref"].rpartition("/")[2]).lower()
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_in_words(one) for one in schema["anyOf"] if one.get("type") != "null"))
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    match schema.get("type"):
        case "array":
            return f"list of {_in_words(schema['items'])}" if "items" in schema else "list"
        case "object":
            return "mapping"
        case "integer" | "number":
            return (
                f"{schema['minimum']} to {schema['maximum']}"
                if "maximum" in schema and "minimum" in schema
                else "number"
            )
        case "boolean":
            return "`true` or `false`"
    return _kind_of_text(schema)


def _kind_of_text(schema: Mapping[str, Any]) -> str:
    if schema.get("format") == "edtf":
        return "date"
    if schema.get("format") == "date":
        return "day"
    if "brev-2021/12" in schema.get("examples", ()):
        return "claim"
    return {"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "id"}.get(schema.get("pattern", ""), "text")


def _record(kind: Kind) -> Iterator[str]:
    """The first record of the kind in the samples, as it stands there."""
    paths = (sample / "content" / kind.place for sample in SAMPLES)
    path = next(path for path in paths if path.exists())
    if kind.is_folder:
        yield from _example(min(path.glob("*.yaml"), key=lambda file: file.stat().st_size))
    elif kind.stands_alone:
        yield from _example(path)
    else:
        text = path.read_text("utf-8")
        if found := re.search(rf"^{kind.table}:\n(  - .*\n(?:    .*\n)*)", text, re.MULTILINE):
            yield f"```yaml\n{kind.table}:\n{found[1]}```\n"


def _example(file: Path) -> Iterator[str]:
    yield f"```yaml\n{file.read_text('utf-8')}```\n"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _words(name: str) -> str:
    """A model's name as words: KeyFigure is key figure."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


if __name__ == "__main__":
    main()
