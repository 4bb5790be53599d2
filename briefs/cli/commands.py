"""The command line: the only stage that prints, and the only one that knows exit statuses.

0 is fine; 1 means problems in content, templates or checks, each printed as `file:line:column: message`; 2 is wrong
use. A bug keeps its traceback, and `ending` adds a line. Each command imports what it needs itself, so that the light
ones start at once.
"""

from __future__ import annotations

from typing import Annotated

import typer

from briefs import __version__
from briefs.cli.add import add
from briefs.cli.audiences import audiences
from briefs.cli.build import build
from briefs.cli.check import check
from briefs.cli.diff import diff
from briefs.cli.doctor import doctor
from briefs.cli.eject import eject
from briefs.cli.init import init
from briefs.cli.list import list_briefs
from briefs.cli.pack import pack
from briefs.cli.report import report
from briefs.cli.schema import schema
from briefs.cli.serve import serve
from briefs.cli.trace import trace
from briefs.cli.translate import translate
from briefs.cli.verify import verify

app = typer.Typer(
    help="Printable policy briefs from curated YAML. With no command, all briefs are built.",
    rich_markup_mode=None,  # plain lines: an editor or a log reads them
    pretty_exceptions_enable=False,  # a bug keeps its traceback
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(build)
app.command("list")(list_briefs)
app.command()(pack)
app.command()(audiences)
app.command()(check)
app.command()(diff)
app.command()(report)
app.command()(verify)
app.command()(trace)
app.command()(translate)
app.command()(init)
app.command()(add)
app.command()(eject)
app.command()(schema)
app.command()(doctor)
app.command()(serve)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"briefs {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        build(context)
