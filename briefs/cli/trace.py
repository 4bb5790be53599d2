"""`briefs trace`: what a record stands on, and what stands on it, down to the pages that print it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefs.cli.asking import HERE, AsJson, ProjectFolder, refuse, sound_project
from briefs.cli.telling import problems_reported

if TYPE_CHECKING:
    from briefs.content.model import Library
    from briefs.review.trace import Node, Trace


def trace(
    id: Annotated[
        str | None, typer.Argument(metavar="ID", help="A claim (source/number) or any record of the content.")
    ] = None,
    orphans: Annotated[
        bool, typer.Option("--orphans", help="What stands alone: unanswered, unasked, disputed, one voice only.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the PDFs are; out/ in the project by default.")
    ] = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show what something stands on, and all that stands on it, down to the briefs and their pages.

    Example: briefs trace krav-05
    """
    from briefs.review import trace as tracing

    if (id is None) != orphans:
        refuse("ID", "name a record or a claim, or ask for --orphans")
    with problems_reported(as_json):
        library = sound_project(project).library
        try:
            found = tracing.trace(library, id, built_pages(out or project / "out", library)) if id else None
        except KeyError as error:
            refuse("ID", error.args[0])
    if found is None:
        _print_orphans(library, as_json)
    elif as_json:
        typer.echo(json.dumps(tracing.to_plain(found), ensure_ascii=False, indent=2))
    else:
        _print_trace(found)


def built_pages(out: Path, library: Library) -> dict[tuple[str, str, str], dict[str, int]]:
    """The anchors of the PDFs that were built of the content's newest day, each with its page."""
    from briefs.build.folder import opened
    from briefs.build.manifest import is_current, read_manifest
    from briefs.pdf.finish.places import places

    listed = [
        entry for entry in read_manifest(out) if entry.format == "pdf" and entry.as_of == library.newest.isoformat()
    ]
    if not listed:
        return {}
    with opened(out) as folder:
        files = {
            (entry.brief, entry.audience, entry.lang): folder.read(entry.path)
            for entry in listed
            if is_current(folder, entry)
        }
    return {key: places(content) for key, content in files.items()}


def _print_trace(found: Trace) -> None:
    """A trace as a tree: lines and weights on a terminal, indented lines elsewhere."""
    places = [
        (
            f"{place.brief}{f' for {place.audience}' if place.audience else ''}, "
            f"{place.section}{f', p. {place.page}' if place.page else ''}"
        )
        for place in found.printed
    ]
    branches = (("stands on", found.stands_on), ("carries", found.carries))
    if not sys.stdout.isatty():
        typer.echo(_node_line(found.subject))
        for heading, nodes in branches:
            typer.echo(f"  {heading}")
            _print_nodes(nodes, "    ")
        typer.echo("\n".join(["  printed in", *(f"    {place}" for place in places)]))
        return
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    def words(node: Node) -> Text:
        return Text.assemble((node.id, "bold"), (_node_line(node).removeprefix(node.id), ""))

    def grow(tree: Tree, nodes: Iterable[Node]) -> None:
        for node in nodes:
            grow(tree.add(words(node)), node.next)

    tree = Tree(words(found.subject))
    for heading, nodes in branches:
        grow(tree.add(Text(heading, "dim")), nodes)
    printed = tree.add(Text("printed in", "dim"))
    for place in places:
        printed.add(Text(place))
    Console(highlight=False).print(tree)


def _print_nodes(nodes: Iterable[Node], indent: str) -> None:
    for node in nodes:
        typer.echo(f"{indent}{_node_line(node)}")
        _print_nodes(node.next, f"{indent}  ")


def _node_line(node: Node) -> str:
    mark = "  [reviewed]" if node.reviewed else ""
    return f"{node.id}  {node.kind}{f' ({node.via})' if node.via else ''}  {node.words}{mark}"


def _print_orphans(library: Library, as_json: bool) -> None:
    """What stands alone, with the words of the project's first language."""
    from briefs.edition.data import plain
    from briefs.edition.edition import context_at
    from briefs.edition.orphans import orphans

    found = orphans(context_at(library, library.project.languages[0], library.newest))
    values = plain(found, library.project.group_thousands)
    if as_json:
        typer.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    for heading, records in (
        ("Demands without a measure", values["unanswered"]),
        ("Measures that answer no demand", values["unasked"]),
        ("Sources that do not agree", values["disputes"]),
    ):
        typer.echo(f"{heading}: {len(records)}")
        for record in records:
            typer.echo(f"  {record['id']}  {record['title']}")
    for heading, voices in (("Several documents, one voice", values["echoes"]), ("One voice only", values["voices"])):
        typer.echo(f"{heading}: {sum(len(voice['records']) for voice in voices)}")
        for voice in voices:
            typer.echo(f"  {voice['name']}: {', '.join(record['id'] for record in voice['records'])}")
