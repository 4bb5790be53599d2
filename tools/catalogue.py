"""`make catalogue` (`python -m tools.catalogue`): brings templates/locale/*.po up to date with what the templates say.

`python -m tools.catalogue --project DIR LANGUAGE …` does the same for a project's own templates/locale/: with the words
of its own templates and, in a language that does not come with the program, those of the program's.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract_from_file

from briefs.content import model
from briefs.content.load import read_values
from briefs.content.translations import placed
from briefs.content.walk import find
from briefs.errors import BriefsError
from briefs.language.catalogue import SOURCE_LANGUAGE
from briefs.language.po import Po, Translatable, merge, new_po, read_po, write_po

ROOT = Path(__file__).parents[1]
_KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "ngettext": (1, 2)}
_OPTIONS = {"silent": "false"}


class Said(NamedTuple):
    """What a template asks the catalogues for: one sentence, and the one for many where it counts."""

    one: str
    many: str | None


def main(arguments: list[str] | None = None) -> int:
    """Writes the catalogues that changed; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.catalogue", description="Bring templates/locale/ up to date."
    )
    parser.add_argument("languages", nargs="*", help="languages that have no catalogue yet")
    parser.add_argument("--project", type=Path, default=ROOT, help="the folder with templates/")
    options = parser.parse_args(arguments)
    folder = options.project / "templates"
    known = {path.stem for path in (folder / "locale").glob("*.po")}
    try:
        for language in sorted({*known, *options.languages} - {SOURCE_LANGUAGE}):
            progress = renew(folder, language)
            print(f"templates/locale/{language}.po: {progress}")
    except BriefsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def renew(folder: Path, language: str) -> str:
    """Writes the catalogue of a language where it changes; says how much of it is translated."""
    path = folder / "locale" / f"{language}.po"
    old = path.read_bytes() if path.is_file() else b""
    po = read_po(old, f"templates/locale/{language}.po") if old else new_po(language, "templates")
    new = renewed(po, folder, language)
    if (data := write_po(new)) != old:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    used = [message for message in new.entries if not message.obsolete]
    return f"{sum(message.is_translated for message in used)} of {len(used)} translated"


def renewed(po: Po, folder: Path, language: str) -> Po:
    """The catalogue with what the templates of a folder say, and behind it the texts of the briefs among them.

    A project may translate words of the program's templates otherwise; those stay.
    """
    packaged = ROOT / "templates"
    comes_along = (packaged / "locale" / f"{language}.po").is_file()
    folders = [folder] if comes_along or folder == packaged else [packaged, folder]
    kept = {message.msgid for message in po.entries if not message.obsolete}
    said = {one: found for one, found in extracted(packaged).items() if packaged in folders or one in kept}
    said |= extracted(folder)
    wanted = [Translatable(None, one, found.many, tuple(files)) for one, (found, files) in said.items()]
    return merge(po, [*wanted, *_of_briefs(folders)])


def extracted(folder: Path) -> dict[str, tuple[Said, list[str]]]:
    """What the templates of a folder say, in their order, each with the templates that say it."""
    found: dict[str, tuple[Said, list[str]]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".txt"}):
        name = path.relative_to(folder.parent).as_posix()
        for said in _messages(path):
            one, files = found.get(said.one, (said, []))
            found[said.one] = (one if one.many else said), files if name in files else [*files, name]
    return found


def _messages(path: Path) -> Iterator[Said]:
    for _, message, _, _ in extract_from_file("jinja2.ext:babel_extract", path, _KEYWORDS, options=_OPTIONS):
        yield Said(message, None) if isinstance(message, str) else Said(message[0], message[1])


def _of_briefs(folders: Iterable[Path]) -> Iterator[Translatable]:
    """The texts of the briefs that come with the templates; a project's own brief of that name is the last."""
    files = {path.name: path for folder in folders for path in sorted(folder.glob("briefs/*.yaml"))}
    for path in files.values():
        name = f"templates/briefs/{path.name}"
        brief = placed(model.BriefSpec.model_validate(read_values(path, name)), f"brief/{path.stem}", SOURCE_LANGUAGE)
        for text in find(brief, model.Text):
            yield Translatable(text.path, text.words, references=(name,))


if __name__ == "__main__":
    sys.exit(main())
