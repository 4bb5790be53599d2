"""The command line: the only room that prints, and the only one that knows exit statuses.

0 is fine; 1 means problems in content, templates or checks, each told as `file:line:column: message`; 2 is wrong use. A
bug keeps its traceback.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from briefs import __version__
from briefs.content.model import LANGUAGES, Language, Library
from briefs.errors import BriefsError, Problem, Where, closest

if TYPE_CHECKING:  # each command imports what it needs itself, so that the light ones start at once
    from briefs.build.pipeline import Built, Step, Wanted
    from briefs.edition.changes import Changes
    from briefs.edition.edition import Facts, Order
    from briefs.edition.snapshot import Snapshot
    from briefs.language.typography import Change
    from briefs.review.plain import Reading
    from briefs.review.trace import Node, Trace
    from briefs.review.verify import Report
    from briefs.review.verify.mutations import Score

Name = TypeVar("Name", bound=str)

app = typer.Typer(
    help="Printable policy briefs from curated YAML. With no command, all briefs are built.",
    add_completion=False,
    rich_markup_mode=None,  # plain lines: an editor or a log reads them
    pretty_exceptions_enable=False,  # a bug keeps its traceback
    context_settings={"help_option_names": ["-h", "--help"]},
)

ProjectFolder = Annotated[
    Path, typer.Option("--project", metavar="DIR", help="The folder with content/.", exists=True, file_okay=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the problems as JSON on standard output.")]
HERE = Path()


def main() -> None:
    """Runs the command that the arguments name."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without «å» is no reason to fail
    app(prog_name="briefs")


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
        build()


# --- the commands
# --------------------------------------------------------------------------------------------------------------


@app.command()
def build(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="BRIEF", help="The briefs to build; all where none is named.")
    ] = None,
    audience: Annotated[
        list[str] | None, typer.Option(metavar="A", help="For this audience only; may be repeated.")
    ] = None,
    lang: Annotated[
        list[str] | None,
        typer.Option(metavar="nb|nn|en|nb+nn", help="In this language only, or in two side by side; may be repeated."),
    ] = None,
    format: Annotated[
        list[str] | None, typer.Option(metavar="html|pdf", help="In this format only; may be repeated.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As known that day; the newest documented day by default.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the files go; out/ in the project by default.")
    ] = None,
    project: ProjectFolder = HERE,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="How many processes; one for each processor by default.")
    ] = None,
    set: Annotated[
        list[str] | None, typer.Option(metavar="KEY=VALUE", help="A fact of the occasion, as meeting.date=2022-12-15.")
    ] = None,
    proof: Annotated[bool, typer.Option("--proof/--no-proof", help="Check each PDF that was made.")] = True,
    force: Annotated[bool, typer.Option("--force", help="Make files again that are current.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="List every file, and what the typographic pass changed.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Build briefs as HTML and PDF, and list them all."""
    from briefs.build import pipeline

    formats = tuple(dict.fromkeys(_known("--format", name, pipeline.FORMATS) for name in format or pipeline.FORMATS))
    languages = tuple(_tag(name, LANGUAGES) for name in lang or ())
    day, facts = _day("--as-of", as_of), _facts(set or ())
    target = out or project / "out"
    with _problems_told(as_json):
        library, warnings = _sound(project)
        orders = _orders(
            library, pipeline.Wanted(tuple(names or ()), tuple(audience or ()), languages), day or library.newest, facts
        )
        run = pipeline.Run(project.resolve(), target.resolve(), formats, jobs or _processors(), proof, force)
        with _progress() as step:
            built = pipeline.build(library, orders, run, step)
    _tell(warnings, as_json)
    if not as_json:
        _tell_built(built, target, verbose)
        if verbose:
            _tell_mended(pipeline.mended(library, orders, project.resolve()))


@app.command("list")
def list_briefs(project: ProjectFolder = HERE) -> None:
    """List the briefs with their audiences and languages."""
    with _problems_told():
        library = _read(project)
    languages = library.project.languages
    briefs = library.briefs.values()
    rows = [
        (brief.id, brief.label.get(languages[0]), ", ".join(brief.audiences), ", ".join(languages)) for brief in briefs
    ]
    for line in _columns([("BRIEF", "LABEL", "AUDIENCES", "LANGUAGES"), *rows]):
        typer.echo(line)


@app.command()
def check(
    day: Annotated[
        str | None, typer.Argument(metavar="[DATE]", help="For --today: another day than the clock's.")
    ] = None,
    today: Annotated[
        bool, typer.Option("--today", help="Also tell what is overdue for review, passed or superseded today.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with status 1 on warnings too.")] = False,
    translations: Annotated[
        bool, typer.Option("--translations", help="Also tell which translations are missing or outdated.")
    ] = False,
    spelling: Annotated[
        bool, typer.Option("--spelling", help="Also check each text against the dictionary of its language.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Also give advice on plain language.")] = False,
    dictionaries: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            envvar="BRIEFS_DICTIONARIES",
            exists=True,
            file_okay=False,
            help="For --spelling: where the Hunspell dictionaries are, if not where Debian has them.",
        ),
    ] = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Check the content and the templates, without building."""
    from briefs.build import pipeline
    from briefs.content import check as rules
    from briefs.edition.edition import Facts

    if day and not today:
        _refuse("DATE", f"{day!r} goes with --today")
    on = _day("DATE", day) or date.today()
    with _problems_told(as_json):
        library, warnings = _sound(project)
        orders = pipeline.plan(library, pipeline.Wanted(), library.newest, Facts())
        pipeline.print_all(library, orders, pipeline.Run(project.resolve(), project / "out"))
        asked = list(rules.translations(library)) if translations else []
        if spelling:
            asked += _misspelt(library, project, dictionaries)
    stale = rules.freshness(library, today=on) if today else ()
    advice, readings = _plainly(library, project) if plain else ((), ())
    _tell([*warnings, *stale, *asked, *advice], as_json)
    wrong = any(problem.severity == "error" for problem in asked)
    if not as_json:
        if readings:
            _tell_readings(readings)
        if not warnings and not wrong:
            typer.echo(
                f"No problems in {_counted(len(library.sources), 'source')} and "
                f"{_counted(len(library.briefs), 'brief')}."
            )
        if today:
            typer.echo(
                f"On {on}: the sources go to {library.newest}, {_counted(len(stale), 'thing')} to look at again."
            )
    if wrong or (strict and any(problem.severity == "warning" for problem in (*warnings, *stale))):
        raise typer.Exit(1)


@app.command()
def diff(
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="What has changed since that day.")
    ] = None,
    edition: Annotated[
        Path | None,
        typer.Option(
            "--from-edition", metavar="MANIFEST", dir_okay=False, help="Since the editions that a manifest lists."
        ),
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Up to that day; the newest documented day by default.")
    ] = None,
    brief: Annotated[
        str | None, typer.Option(metavar="BRIEF", help="For --from-edition: which of its briefs to start from.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="nb|nn|en", help="The language; the project's first by default.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Also print the changes there as a brief, HTML and PDF.")
    ] = None,
    format: Annotated[
        list[str] | None, typer.Option(metavar="html|pdf", help="With --out: in this format only.")
    ] = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Tell what changed between two days, or since an edition that was given out."""
    from briefs.build import pipeline
    from briefs.edition import builtin
    from briefs.edition.edition import EVERYBODY, Order, assemble
    from briefs.html.render import render_changes, sentences

    if (start is None) == (edition is None):
        _refuse("--from", "name a day with --from DATE, or an earlier manifest with --from-edition")
    formats = tuple(dict.fromkeys(_known("--format", name, pipeline.FORMATS) for name in format or pipeline.FORMATS))
    first, last = _day("--from", start), _day("--to", end)
    with _problems_told(as_json):
        library, warnings = _sound(project)
        language = _known("--lang", lang, library.project.languages) if lang else library.project.languages[0]
        library = builtin.with_changes_brief(library, project.resolve())
        until = last or library.newest
        since = _known_then(edition, brief, language) if edition else first
        _refuse_disorder(since, until, library)
        order = Order(builtin.CHANGES, EVERYBODY, language, until, since=since)
        assembled = assemble(library, order)
        told = assembled.changes_told
        assert told is not None  # the brief of changes tells them
        root = project.resolve()
        if as_json:
            typer.echo(json.dumps(_changes_entry(told, sentences(told, language, root)), ensure_ascii=False, indent=2))
        else:
            typer.echo(render_changes(told, assembled.sources, language, root), nl=False)
        if out:
            with _progress() as step:
                built = pipeline.build(library, (order,), pipeline.Run(root, out.resolve(), formats), step)
            if not as_json:
                typer.echo()
                _tell_built(built, out, verbose=False)
    if not as_json:
        _tell(warnings, as_json)


@app.command()
def verify(
    sources: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The documents; without them only the lock is compared.")
    ] = None,
    project: ProjectFolder = HERE,
    accept: Annotated[bool, typer.Option("--accept", help="Record the documents, and let the findings stand.")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who looked at the findings, for --accept.")] = None,
    mutations: Annotated[
        bool, typer.Option("--mutations", help="Measure what would be noticed, making each value wrong.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Hold the content against the documents that it summarises."""
    from briefs.build import output
    from briefs.review import verify as evidence

    if accept and not (by and by.strip()):
        _refuse("--accept", "say who looked at the findings, with --by NAME")
    if sources is not None and not sources.is_dir():
        _refuse("--sources", f"{str(sources)!r} is no folder")
    if sources is None and (accept or mutations):
        _refuse("--sources", "name the folder with the documents")
    with _problems_told(as_json):
        library, _ = _sound(project)
        documents = None if sources is None else evidence.read_documents(sources, library)
        lock = evidence.read_lock(project)
        if documents is None and lock is None:
            raise BriefsError(
                Problem(
                    Where(evidence.LOCK), "there is no lock to compare with", "Name the documents with --sources DIR"
                )
            )
        if mutations and documents is not None:
            _tell_scores(evidence.measure(library, documents), as_json)
            return
        report = evidence.verify(library, documents, lock)
        if accept and by and documents is not None:
            text = evidence.accepted(library, documents, lock, report, by=by.strip(), on=date.today())
            output.write(project / evidence.LOCK, text.encode())
            report = evidence.verify(library, documents, evidence.read_lock(project))
    _tell_report(report, as_json)
    if not report.is_clean:
        raise typer.Exit(1)


@app.command()
def trace(
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A claim (source/number) or any record of the content.")
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
    """Show what something stands on, and all that stands on it, down to the briefs and their pages."""
    from briefs.review import trace as tracing

    if (id is None) != orphans:
        _refuse("ID", "name a record or a claim, or ask for --orphans")
    with _problems_told(as_json):
        library, _ = _sound(project)
        try:
            found = tracing.trace(library, id, _pages(out or project / "out", library)) if id else None
        except KeyError as error:
            _refuse("ID", error.args[0])
    if found is None:
        _tell_orphans(library, as_json)
    elif as_json:
        typer.echo(json.dumps(tracing.to_plain(found), ensure_ascii=False, indent=2))
    else:
        _tell_trace(found)


# --- reading
# -------------------------------------------------------------------------------------------------------------------


def _read(project: Path) -> Library:
    """The project's content, its records' shape being right."""
    from briefs.content.load import load

    loaded = load(project.resolve())
    if loaded.library is None or loaded.problems:
        raise BriefsError(*loaded.problems)
    return loaded.library


def _sound(project: Path) -> tuple[Library, Sequence[Problem]]:
    """The project's content and what is only warned of; BriefsError with all of it where something is wrong."""
    from briefs.content import check, load
    from briefs.html.unread import unread

    loaded = load.load(project.resolve())
    library = loaded.library
    problems = [*loaded.problems, *(check.check(library, partial=loaded.unreadable) if library else ())]
    problems += unread(library, project.resolve()) if library and not loaded.unreadable else ()
    if library is None or any(problem.severity == "error" for problem in problems):
        raise BriefsError(*problems)
    return library, problems


def _pages(out: Path, library: Library) -> dict[tuple[str, str, str], dict[str, int]]:
    """The anchors of the PDFs that were built of the content's newest day, each with its page."""
    from briefs.build import output
    from briefs.pdf.finish.places import places

    listed = [
        entry
        for entry in output.read_manifest(out)
        if entry.format == "pdf" and entry.as_of == library.newest.isoformat()
    ]
    files = {(entry.brief, entry.audience, entry.lang): out / entry.path for entry in listed}
    return {key: places(path.read_bytes()) for key, path in files.items() if path.is_file()}


def _known_then(manifest: Path, brief: str | None, language: Language) -> Snapshot:
    """What an edition knew that a manifest lists: of the brief that is named, else of the first, which must all be of
    one day.
    """
    from briefs.build import output
    from briefs.edition.data import known_in

    listed = [entry for entry in output.read_manifest(manifest.parent) if entry.lang == language]
    if not listed or manifest.name != output.MANIFEST:
        what = f"no edition in {language!r} is listed here"
        raise BriefsError(Problem(Where(str(manifest)), what, "Name the manifest.json of an earlier build"))
    briefs = sorted({entry.brief for entry in listed})
    if brief:
        listed = [entry for entry in listed if entry.brief == _known("--brief", brief, briefs)]
    days = sorted({entry.as_of for entry in listed})
    if len(days) > 1:
        _refuse("--brief", f"the editions are of {_alternatives(days)}. Name one of {_alternatives(briefs)}")
    record = (manifest.parent / listed[0].path).with_suffix(".json")
    try:
        return known_in(record.read_bytes())
    except OSError:
        hint = "It stands beside the HTML and the PDF"
        raise BriefsError(Problem(Where(str(record)), "the record of that edition is missing", hint)) from None
    except ValueError as error:
        raise BriefsError(Problem(Where(str(record)), f"this record cannot be read: {error}")) from None


def _misspelt(library: Library, project: Path, dictionaries: Path | None) -> tuple[Problem, ...]:
    """What the dictionaries say, those of the folder named before the machine's."""
    from briefs.review.spelling import dictionary, spelling

    folders = ([dictionaries.resolve()] if dictionaries else []) + list(dictionary.FOLDERS)
    return spelling(library, project.resolve(), folders)


def _plainly(library: Library, project: Path) -> tuple[Sequence[Problem], Sequence[Reading]]:
    """Advice on plain language, and how hard each brief is to read in each of the project's languages."""
    from briefs.edition.edition import EVERYBODY, Facts, Order
    from briefs.review.plain import plain

    orders = [
        Order(brief.id, audience, language, library.newest, Facts())
        for brief in library.briefs.values()
        for audience in sorted(brief.audiences, key=lambda audience: audience != EVERYBODY)
        for language in library.project.languages
    ]
    return plain(library, project.resolve(), orders)


# --- what was asked for
# --------------------------------------------------------------------------------------------------------


def _orders(library: Library, wanted: Wanted, day: date, facts: Facts) -> tuple[Order, ...]:
    """The editions that were asked for; a name that the project lacks is wrong use of the command."""
    from briefs.build import pipeline

    for name in wanted.briefs:
        _known("BRIEF", name, library.briefs)
    for name in wanted.audiences:
        _known("--audience", name, library.audiences)
    for name in wanted.languages:
        _tag(name, library.project.languages)
    first = min(source.known for source in library.sources.values())
    if day < first:
        _refuse("--as-of", f"nothing was known on {day}. The first source is from {first}")
    orders = pipeline.plan(library, wanted, day, facts)
    if not orders and wanted.audiences:
        _refuse("--audience", f"no brief that was named is for {_alternatives(wanted.audiences)}")
    return orders


def _refuse_disorder(since: date | Snapshot | None, until: date, library: Library) -> None:
    """Changes run from a day to a later one, and on the later one something is known."""
    first = min(source.known for source in library.sources.values())
    if until < first:
        _refuse("--to", f"nothing was known on {until}. The first source is from {first}")
    if isinstance(since, date) and since >= until:
        _refuse("--from", f"{since} is not before {until}")
    if since is not None and not isinstance(since, date) and since.as_of > until:
        _refuse("--from-edition", f"that edition is as of {since.as_of}, after {until}")


def _known(option: str, name: str, known: Iterable[Name]) -> Name:
    """The name among those that are known; wrong use of the command where it is none of them."""
    names = tuple(known)
    if name not in names:
        _refuse(option, f"there is no {name!r}. {closest(name, names) or f'There is {_alternatives(names)}'}")
    return names[names.index(name)]


def _tag(text: str, known: Iterable[Language]) -> str:
    """A language, or two that differ side by side (`nb+nn`); wrong use of the command where it is neither."""
    languages = [_known("--lang", name, known) for name in text.split("+")]
    if len(languages) > 2 or len(set(languages)) < len(languages):
        _refuse("--lang", f"{text!r} is neither a language nor two that differ, as in nb+nn")
    return "+".join(languages)


def _day(option: str, text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        _refuse(option, f"{text!r} is no day. Write it as 2018-06-01")


def _facts(pairs: Iterable[str]) -> Facts:
    """What `--set KEY=VALUE` says about the occasion, each key once."""
    from briefs.edition.edition import facts_from

    given: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            _refuse("--set", f"{pair!r} sets nothing. Write KEY=VALUE, as in meeting.date=2022-12-15")
        if key in given:
            _refuse("--set", f"{key!r} is set twice")
        given[key] = value
    try:
        return facts_from(given)
    except ValueError as error:
        _refuse("--set", str(error))


def _refuse(option: str, why: str) -> NoReturn:
    raise typer.BadParameter(why, param_hint=option)


def _alternatives(names: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _processors() -> int:
    """The processors that this process may use, which may be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# --- telling
# -------------------------------------------------------------------------------------------------------------------


@contextmanager
def _problems_told(as_json: bool = False) -> Iterator[None]:
    """The one place that turns problems into words and an exit status."""
    try:
        yield
    except BriefsError as error:
        _tell(error.problems, as_json)
        raise typer.Exit(1) from None
    except PermissionError as error:
        _tell([Problem(Where(str(error.filename)), "this file may not be read")], as_json)
        raise typer.Exit(1) from None


def _tell(problems: Iterable[Problem], as_json: bool) -> None:
    """Problems in the order of files and lines: one line each on standard error, or all as JSON on standard output."""
    ordered = sorted(problems, key=lambda problem: (problem.where.file, problem.where.line, problem.where.column))
    if as_json:
        typer.echo(json.dumps([_entry(problem) for problem in ordered], ensure_ascii=False, indent=2))
        return
    for problem in ordered:
        label = "" if problem.severity == "error" else f"{problem.severity}: "
        typer.echo(f"{problem.where}: {label}{_sentence(problem)}", err=True)


def _sentence(problem: Problem) -> str:
    """What is wrong and how to mend it, on one line whatever a library's message holds."""
    return " ".join(f"{problem.what}. {problem.hint}".split()) if problem.hint else " ".join(problem.what.split())


def _entry(problem: Problem) -> dict[str, str | int]:
    where = problem.where
    return {
        "file": where.file,
        "line": where.line,
        "column": where.column,
        "message": problem.what,
        "hint": problem.hint,
        "severity": problem.severity,
    }


def _changes_entry(told: Changes, words: Sequence[str]) -> dict[str, object]:
    """Changes for a program: each with its keys, what it says in words, and the claims that it stands on."""
    listed = [
        {
            "group": group.name,
            "kind": change.kind,
            "id": change.id,
            "label": change.label,
            "title": change.title,
            "before": change.before or None,
            "after": change.after or None,
            "was": change.was.text if change.was else None,
            "date": change.date.text if change.date else None,
            "answered_by": [measure.id for measure in change.by],
            "note": change.note or None,
            "cites": list(change.cites),
        }
        for group in told.groups
        for change in group.changes
    ]
    entries = [{**entry, "text": text} for entry, text in zip(listed, words, strict=True)]
    return {"schema": 1, "from": told.since.isoformat(), "to": told.until.isoformat(), "changes": entries}


def _tell_trace(found: Trace) -> None:
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
            _tell_nodes(nodes, "    ")
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


def _tell_nodes(nodes: Iterable[Node], indent: str) -> None:
    for node in nodes:
        typer.echo(f"{indent}{_node_line(node)}")
        _tell_nodes(node.next, f"{indent}  ")


def _node_line(node: Node) -> str:
    return f"{node.id}  {node.kind}{f' ({node.via})' if node.via else ''}  {node.words}"


def _tell_orphans(library: Library, as_json: bool) -> None:
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


def _tell_report(report: Report, as_json: bool) -> None:
    """The findings and the gaps in the coverage, and what was held against what."""
    gaps = report.coverage.advice
    if as_json:
        found = [{**_entry(finding.problem), **finding.details} for finding in report.findings]
        typer.echo(json.dumps([*found, *map(_entry, gaps)], ensure_ascii=False, indent=2))
        return
    _tell([*report.problems, *gaps], as_json)
    coverage = report.coverage
    held = f"{_counted(coverage.claims, 'claim')} on {_counted(coverage.paragraphs, 'paragraph')}"
    typer.echo(
        f"{_counted(len(report.findings), 'finding')} in {held}; {len(report.inferred)} inferred, "
        f"{len(report.waived)} accepted."
    )


def _tell_readings(readings: Sequence[Reading]) -> None:
    """LIX and the length of the sentences, brief by brief."""
    rows = [
        (each.brief, each.language, f"{each.lix:.0f}", f"{each.sentence:.0f}", str(each.words)) for each in readings
    ]
    for line in _columns([("BRIEF", "LANGUAGE", "LIX", "WORDS A SENTENCE", "WORDS"), *rows]):
        typer.echo(line)


def _tell_scores(scores: Sequence[Score], as_json: bool) -> None:
    """How many of the mutants of each kind were noticed."""
    if as_json:
        rows = [
            {"kind": score.kind, "mutants": score.mutants, "caught": score.caught, "missed": score.missed}
            for score in scores
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = [(score.what, str(score.mutants), str(score.caught), f"{score.percent:.1f}") for score in scores]
    for line in _columns([("MADE WRONG", "MUTANTS", "CAUGHT", "PERCENT"), *table]):
        typer.echo(line)


def _tell_built(built: Built, out: Path, verbose: bool) -> None:
    """What was made, file by file if wanted, and where the list of all briefs is."""
    if verbose:
        rows = [
            (what, file.path, f"{file.pages} p." if file.pages else "", f"{file.bytes / 1000:.0f} kB")
            for what, files in (("made", built.made), ("current", built.current))
            for file in files
        ]
        for line in _columns([*rows, *(("removed", path, "", "") for path in built.removed)]):
            typer.echo(line)
    removed = f", {len(built.removed)} removed" if built.removed else ""
    typer.echo(f"{_counted(len(built.made), 'file')} made, {len(built.current)} current{removed}: {out / 'index.html'}")


def _tell_mended(changes: Iterable[tuple[str, Change]]) -> None:
    """What the typographic pass changed, each change once, with the first edition that has it; no-break spaces show as
    «_».
    """
    seen: dict[tuple[str, str, str], str] = {}
    for path, change in changes:
        seen.setdefault((change.rule, change.before, change.after), path)
    for (rule, before, after), path in seen.items():
        typer.echo(f"{path}: {rule}: «{before}» → «{after}»".replace("\u00a0", "_"))


@contextmanager
def _progress() -> Iterator[Step]:
    """A bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda done, total, path: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total, path: progress.update(task, completed=done, total=total, description=path)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines, their cells below one another."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
