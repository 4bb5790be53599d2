"""`briefs schema`: JSON Schemas of the content files, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefs.cli.asking import known
from briefs.cli.telling import problems_reported


def schema(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="One schema, printed: project, sources, demands and so on."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write all of them here, as NAME.schema.json.")
    ] = None,
) -> None:
    """Print the JSON Schema of a content file, or write those of all.

    An editor that knows YAML completes and explains the keys of a file whose first line is
    '# yaml-language-server: $schema=../.schemas/demands.schema.json'. Example: briefs schema --out .schemas
    """
    from briefs.build.output import write
    from briefs.content.schemas import schema_files

    found = schema_files()
    if name is not None:
        typer.echo(found[known("NAME", name, found)], nl=False)
    elif out is None:
        typer.echo("\n".join(found))
    if out is not None:
        wanted = found if name is None else {name: found[name]}
        with problems_reported():
            for each, text in wanted.items():
                write(out / f"{each}.schema.json", text.encode())
        typer.echo(f"{len(wanted)} schema{'' if len(wanted) == 1 else 's'} in {out}")
