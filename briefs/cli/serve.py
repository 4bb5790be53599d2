"""`briefs serve`: the live preview and the source desk, in a browser on this machine."""

from __future__ import annotations

import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from briefs.cli.asking import HERE, ProjectFolder, refuse
from briefs.cli.telling import problems_reported
from briefs.errors import NO_PROJECT, BriefsError, Problem, Where

NEEDED = ("PIL", "pypdfium2", "starlette", "uvicorn", "watchfiles")
USUAL_PORT = 8642
EDITOR = "vscode://file{file}:{line}:{column}"


def serve(
    project: ProjectFolder = HERE,
    documents: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            exists=True,
            file_okay=False,
            help="The documents, for the source desk; else those that `documents:` of project.yaml names.",
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="Where the server answers; 0 takes any that is free.")
    ] = USUAL_PORT,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who reads claims against their paragraphs, for the source desk.")
    ] = None,
    editor: Annotated[
        str, typer.Option(metavar="ADDRESS", help="What opens a file in your editor: {file}, {line} and {column}.")
    ] = EDITOR,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the preview in the browser.")] = False,
) -> None:
    """Show every brief while you write it, and the documents beside what is claimed of them.

    Pages follow each saving; the address answers on this machine alone. Ctrl+C ends it. Example: briefs serve
    --documents ../documents --by NAME --open
    """
    _refuse_what_is_no_editor(editor)
    if by is not None and not (by.strip() and by.isprintable()):
        refuse("--by", f"{by!r} is no name")
    root = project.resolve()
    with problems_reported():
        if not (root / "content").is_dir():
            raise BriefsError(NO_PROJECT)
        _need_the_extra()
        from briefs.serve.running import listening, run
        from briefs.serve.setup import Setup, documents_of

        opened = listening(port)
        setup = Setup(
            root=root,
            port=opened.getsockname()[1],
            token=secrets.token_urlsafe(24),
            editor=editor,
            documents=documents.resolve() if documents else documents_of(root),
            by=(by or "").strip(),
        )
        address = f"http://127.0.0.1:{setup.port}/"

        def ready() -> None:
            typer.echo(f"The preview is at {address} and the source desk at {address}desk. Ctrl+C ends it.")
            if open_browser:
                import webbrowser

                webbrowser.open(address)

        run(setup, opened, ready)


def _need_the_extra() -> None:
    """The preview stands on packages that a build does not need."""
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        what = f"the preview needs what is not installed: {', '.join(missing)}"
        raise BriefsError(Problem(Where("serve"), what, "pip install 'policy-briefs[serve]'"))


def _refuse_what_is_no_editor(address: str) -> None:
    try:
        filled = address.format(file="/a", line=1, column=1)
    except (KeyError, IndexError, ValueError):
        refuse("--editor", f"{address!r} may hold {{file}}, {{line}} and {{column}}, and no other braces")
    scheme, colon, _ = filled.partition(":")
    if not colon or not scheme.replace("-", "").isalnum() or scheme.lower() in {"javascript", "data"}:
        refuse("--editor", f"{address!r} is no address such as {EDITOR}")
