"""The shape of each content file as a JSON Schema, for editors: completion, explanation and errors while typing.

What keys mean stands in keys.toml. `check` knows more than a schema can say (references, order, dates, evidence), and
has the last word.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from briefs.content import model
from briefs.content.kinds import KINDS, Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KEYS = Path(__file__).with_name("keys.toml")


@lru_cache(maxsize=1)
def schemas() -> Mapping[str, dict[str, Any]]:
    """The schemas of all content files by name: `project`, `sources` and so on, as the file or folder is called."""
    found = {"project": _schema(model.Project)}
    for place in dict.fromkeys(kind.place for kind in KINDS):
        kinds = [kind for kind in KINDS if kind.place == place]
        found[place.removesuffix(".yaml")] = _schema(kinds[0].shape) if kinds[0].is_whole_file else _list_of(kinds)
    return found


def schema_files() -> Mapping[str, str]:
    """The text of each schema as an editor reads it, by the schema's name; its file is `NAME.schema.json`."""
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas().items()}


@lru_cache(maxsize=1)
def explanations() -> Mapping[str, Mapping[str, str]]:
    """What each key is for, by the model that has it and by its name."""
    return tomllib.loads(_KEYS.read_text("utf-8"))


def explanation(shape: type[model.Entry], key: str) -> str:
    """What a key of a model is for, as the model itself or the nearest that it is built on explains it; "" if none."""
    return next((words for base in shape.__mro__ if (words := explanations().get(base.__name__, {}).get(key))), "")


def keys_of(shape: type[model.Entry]) -> Mapping[str, FieldInfo]:
    """The keys that a record of this shape may have in YAML."""
    return {name: field for name, field in shape.model_fields.items() if not field.exclude}


def shapes() -> tuple[type[model.Entry], ...]:
    """Every model that content is made of, each once: those of the kinds, and all that these hold."""
    found: dict[type[model.Entry], None] = {}
    waiting: list[type[model.Entry]] = [model.Project, *(kind.shape for kind in KINDS)]
    for shape in waiting:  # grows by what the models hold
        if shape not in found:
            found[shape] = None
            waiting += [inner for field in keys_of(shape).values() for inner in held(field)]
    return tuple(found)


def held(field: FieldInfo) -> tuple[type[model.Entry], ...]:
    """The models of the entries that a key may hold, one or many."""
    found: list[type[model.Entry]] = []
    waiting: list[Any] = [field.annotation]
    for annotation in waiting:  # grows by what stands inside
        if isinstance(annotation, type) and issubclass(annotation, model.Entry):
            found.append(annotation)
        else:
            waiting += getattr(annotation, "__args__", ())
    return tuple(found)


def _schema(shape: type[model.Entry]) -> dict[str, Any]:
    return {"$schema": DIALECT, **_for_yaml(TypeAdapter(shape).json_schema(mode="validation"), shape.__name__)}


def _list_of(kinds: list[Kind]) -> dict[str, Any]:
    """A file that lists the records of some kinds, each kind under its own key."""
    properties: dict[str, Any] = {}
    definitions: dict[str, Any] = {}
    for kind in kinds:
        whole = _for_yaml(TypeAdapter(kind.shape).json_schema(mode="validation"), kind.shape.__name__)
        definitions |= whole.pop("$defs", {})
        definitions[kind.shape.__name__] = whole
        properties[kind.table] = {"type": "array", "items": {"$ref": f"#/$defs/{kind.shape.__name__}"}}
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"$schema": DIALECT, **shape, "$defs": definitions}


def _for_yaml(schema: dict[str, Any], name: str) -> dict[str, Any]:
    """The schema as an editor of YAML needs it: keys explained, nothing that only the program knows."""
    by_name = {shape.__name__: shape for shape in shapes()}
    definitions = {key: entry for key, entry in schema.get("$defs", {}).items() if key in by_name}
    for key, entry in [(name, schema), *definitions.items()]:
        if "properties" in entry:  # of a model that holds itself, the schema is a mere reference
            _explain(entry, by_name[key])
    return {**schema, "$defs": definitions} if definitions else schema


def _explain(entry: dict[str, Any], shape: type[model.Entry]) -> None:
    entry["description"] = " ".join((entry.get("description") or "").split("\n\n")[0].split())
    entry.pop("title", None)
    entry["properties"] = {key: entry["properties"][key] for key in keys_of(shape)}
    for key, found in entry["properties"].items():
        found.pop("title", None)
        if found.get("default", ...) in (None, [], (), {}):
            del found["default"]
        if words := explanation(shape, key):
            found["description"] = words
    if shape in model.SINGLE:
        field, direct = model.SINGLE[shape]
        statement = TypeAdapter(model.Statement).json_schema()["properties"]
        for key in direct:
            entry["properties"].setdefault(key, {**statement[key], "description": explanation(model.Statement, key)})
        entry["required"] = [key for key in entry.get("required", ()) if key != field]
    if "draft" in entry["properties"]:
        needed = entry.pop("required", [])
        is_draft = {"properties": {"draft": {"const": True}}, "required": ["draft"]}
        ids = [key for key in needed if key == "id"]
        entry |= {"if": is_draft, "then": {"required": ids}, "else": {"required": needed}}


def documented() -> Iterator[tuple[type[model.Entry], str, FieldInfo, str]]:
    """Every key of every model: the model, the key, its field and what it is for."""
    for shape in shapes():
        for key, field in keys_of(shape).items():
            yield shape, key, field, explanation(shape, key)
