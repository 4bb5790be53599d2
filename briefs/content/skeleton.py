"""The files of a new project: a small invented topic, whole, in a language that there is one in.

The texts stand in `briefs/skeleton/LANGUAGE/`, as they are written but for what is made of the models: the line that
names a file's schema, and the comments that say which keys it may have besides.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefs import __version__
from briefs.assets import files_in
from briefs.content import model, schemas
from briefs.content.kinds import KINDS
from briefs.language.tables import Language

SKELETON = Path(__file__).parents[1] / "skeleton"
_LOCK = "requirements.lock"
_HIDDEN = "github"  # in the package without its full stop, for hidden files are left out of much that copies folders
_LINE = 110


def skeleton_languages() -> tuple[Language, ...]:
    """The languages that there is a new project in."""
    return tuple(sorted(folder.name for folder in SKELETON.iterdir() if folder.is_dir()))


def skeleton(language: Language) -> Mapping[str, str]:
    """The text of each file of a new project by its path, all but the lock of its documents; KeyError where there is
    none in that language.
    """
    if language not in skeleton_languages():
        raise KeyError(language)
    folder = SKELETON / language
    texts = {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files_in(folder)}
    files = {_target(path): _filled(path, text) for path, text in texts.items()}
    files |= {f".schemas/{name}.schema.json": text for name, text in schemas.schema_files().items()}
    files[".vscode/settings.json"] = _settings()
    files[".gitignore"] = "out/\npacks/\n.venv/\n"
    files[_LOCK] = _header() + (SKELETON / _LOCK).read_text("utf-8")
    return files


def schema_line(path: str) -> str:
    """The first line of a content file, which tells an editor where its schema is; "" for a file that has none."""
    name = _schema_name(path)
    return f"# yaml-language-server: $schema={'../' * path.count('/')}.schemas/{name}.schema.json\n" if name else ""


def optional_keys(name: str) -> str:
    """Comment lines with every key that a file of this schema may have and need not, and what it is for."""
    paragraphs = ["\n".join(_listed(shape, heading)) for shape, heading in _parts(name) if any(_listed(shape, ""))]
    return "#\n" + "\n#\n".join(paragraphs) + "\n" if paragraphs else ""


def _target(path: str) -> str:
    return f".{path}" if path.partition("/")[0] == _HIDDEN else path


def _filled(path: str, text: str) -> str:
    name = _schema_name(path)
    return schema_line(path) + text + optional_keys(name) if name else text.replace("{version}", __version__)


def _schema_name(path: str) -> str:
    """The schema of a file of the content, by its path from the project's folder; "" where it has none."""
    parts = path.split("/")
    name = parts[1].removesuffix(".yaml") if len(parts) > 1 and parts[0] == "content" else ""
    return name if path.endswith(".yaml") and name in schemas.schemas() else ""


def _settings() -> str:
    """Settings of VS Code: which schema the extension YAML is to use for which files."""
    folders = {kind.place for kind in KINDS if kind.is_folder}
    named = {
        f".schemas/{name}.schema.json": f"content/{name}/*.yaml" if name in folders else f"content/{name}.yaml"
        for name in schemas.schemas()
    }
    settings = {"yaml.schemas": named, "files.insertFinalNewline": True}
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _header() -> str:
    return f"# What policy-briefs {__version__} stands on: pip install --require-hashes -r {_LOCK}\n"


def _parts(name: str) -> Iterator[tuple[type[model.Entry], str]]:
    """The models of a file, each once, with the keys under which its entries stand."""
    shapes: list[tuple[type[model.Entry], str]] = [(model.Project, "")]
    if name != "project":
        kinds = [kind for kind in KINDS if kind.place.removesuffix(".yaml") == name]
        shapes = [(kind.shape, "" if kind.is_whole_file else kind.table) for kind in kinds]
    keys: dict[type[model.Entry], list[str]] = {}
    waiting = list(shapes)
    for shape, key in waiting:  # grows by what the models hold
        if key not in keys.setdefault(shape, []):
            keys[shape].append(key)
            waiting += [
                (held, inner) for inner, field in schemas.keys_of(shape).items() for held in schemas.held(field)
            ]
    for shape, names in keys.items():
        yield shape, f"# {', '.join(names)}:" if any(names) else ""


def _listed(shape: type[model.Entry], heading: str) -> Iterator[str]:
    if heading:
        yield heading
    for key, field in schemas.keys_of(shape).items():
        if not field.is_required():
            lead = "#   " if heading else "# "
            words = f"{key}: {schemas.explanation(shape, key)}"
            yield from textwrap.wrap(words, _LINE, initial_indent=lead, subsequent_indent=f"{lead}  ")
