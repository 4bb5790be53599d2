"""The command line: exit statuses, what is printed where, and what a user's mistake looks like."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import chdir
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from briefs import __version__
from briefs.build.formats import Job
from briefs.cli import app
from briefs.errors import Problem, Where
from tests.conftest import Project

BUILD_PY = Path(__file__).parents[2] / "build.py"


def briefs(*arguments: str | Path) -> Result:
    """Runs the command in this process; a bug in it fails the test."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def make_mistakes(project: Project) -> str:
    """Two mistakes in two files; returns the lines that report them."""
    project.replace("content/events.yaml", "cites: [svar-2021/3]", "cites: [svar-2012/3]")
    project.replace("content/actors.yaml", "kind: ", "knd: ")
    return "".join(f"{line}\n" for line in sorted(project.check().splitlines()))


def html(project: Project, *arguments: str | Path) -> Result:
    return briefs("build", "--project", project.root, "--format", "html", *arguments)


# --- build ------------------------------------------------------------------------------------------------------------


def test_build_says_what_it_made(project: Project) -> None:
    """One line on standard output, nothing on standard error, status 0; the files are in the project's out/."""
    result = html(project)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"2 files made, 0 current: {project.root / 'out' / 'index.html'}\n"
    assert (project.root / "out/nb/oversikt/styre.html").is_file()


def test_what_meetings_decided_is_built_by_its_name(board: Project) -> None:
    """The program has a brief of it, of the day of the last meeting that has an outcome."""
    assert html(board, "oppfolging").exit_code == 0
    page = (board.root / "out/nb/oppfolging/alle.html").read_text(encoding="utf-8")
    assert "Nye lamper skal bestilles." in page
    assert "<dt>Status per</dt><dd>12. oktober 2021</dd>" in page.replace("\u00a0", " ")


def test_the_list_of_decisions_stays_when_other_briefs_are_built(board: Project) -> None:
    """It is no brief of the project's own, and yet nothing that has gone; it is made only where it is named."""
    assert html(board).exit_code == 0
    listed = board.root / "out/nb/oppfolging/alle.html"
    assert not listed.exists()
    html(board, "oppfolging")
    html(board, "oversikt", "--audience", "styre")
    assert listed.is_file()


def test_a_project_without_outcomes_has_no_list_of_them(project: Project) -> None:
    """To ask for it is wrong use of the command, as for any brief that there is not."""
    result = html(project, "oppfolging")
    assert result.exit_code == 2
    assert "oppfolging" in result.stderr


def test_verbose_build_lists_every_file(project: Project) -> None:
    """Each file with what happened to it and how big it is."""
    html(project, "--audience", "alle")
    lines = html(project, "--verbose").stdout.splitlines()
    assert [line.split()[:2] for line in lines[:2]] == [
        ["made", "nb/oversikt/styre.html"],
        ["current", "nb/oversikt/alle.html"],
    ]
    assert lines[2].startswith("1 file made, 1 current: ")
    assert "nb/oversikt/alle: sign and number: «avsnitt 3» → «avsnitt_3»" in lines[3:]


def test_out_is_counted_from_the_current_folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--out` names a folder as the shell does, wherever the project lies."""
    elsewhere = project.root.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert html(project, "--out", "mine").stdout == "2 files made, 0 current: mine/index.html\n"
    assert (elsewhere / "mine/manifest.json").is_file()


def test_a_format_whose_extra_is_missing_names_it_once_and_writes_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many editions there are; HTML and PDF need no extra."""
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    result = briefs("build", "--project", project.root, "--format", "md", "--format", "html", "--jobs", "1")
    assert result.exit_code == 1
    assert result.output.count("pip install 'policy-briefs[docx]'") == 1
    assert not (project.root / "out").exists()


@pytest.mark.long
def test_no_argument_builds_everything(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a project's folder the bare command makes HTML and PDF of every edition."""
    monkeypatch.chdir(project.root)
    assert briefs().exit_code == 0
    made = {path.name for path in (project.root / "out/nb/oversikt").iterdir()}
    assert made == {"alle.html", "alle.json", "alle.pdf", "styre.html", "styre.json", "styre.pdf"}


def test_as_of_and_facts_reach_the_page(project: Project) -> None:
    """The day decides what is known, and what is set stands in the fact box."""
    result = html(project, "--as-of", "2021-04-01", "--set", "meeting.body=Kulturutvalget")
    assert result.exit_code == 0
    page = (project.root / "out/nb/oversikt/alle.html").read_text("utf-8")
    assert "Kulturutvalget" in page
    assert {entry["as_of"] for entry in json.loads((project.root / "out/manifest.json").read_text())["artifacts"]} == {
        "2021-04-01"
    }


@pytest.mark.long
def test_strict_takes_what_a_reader_would_mind_for_a_problem(project: Project) -> None:
    """Without it the files are made, and the warning is told with the file."""
    project.write("styles/audiences/alle.css", ".lead { font-size: 7pt }\n")
    asked = ("build", "--project", project.root, "--audience", "alle", "--format", "pdf")
    result = briefs(*asked)
    assert result.exit_code == 0
    assert result.stderr.startswith("nb/oversikt/alle.pdf:1:1: warning: text of 7 pt, «")
    assert briefs(*asked, "--strict").exit_code == 1


# --- problems ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "check"])
def test_every_problem_is_told_with_its_place(project: Project, command: str) -> None:
    """Mistakes in two files give two lines on standard error, never wrapped, status 1, and no output file."""
    reported = make_mistakes(project)
    result = briefs(command, "--project", project.root)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", reported)
    assert len(reported.splitlines()) >= 2
    assert not (project.root / "out").exists()


def test_problem_leaves_earlier_output_alone(project: Project) -> None:
    """What an earlier run made stays as it was when the content breaks."""
    html(project)
    before = {path: path.read_bytes() for path in (project.root / "out").rglob("*.*")}
    make_mistakes(project)
    assert html(project).exit_code == 1
    assert {path: path.read_bytes() for path in (project.root / "out").rglob("*.*")} == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_json_lists_the_problems(project: Project, command: str) -> None:
    """The contract's keys, on standard output, and nothing else there."""
    project.replace("content/events.yaml", "cites: [svar-2021/3]", "cites: [svar-2012/3]")
    result = briefs(command, "--project", project.root, "--json")
    (entry,) = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert list(entry) == ["file", "line", "column", "message", "hint", "severity"]
    assert f"{entry['file']}:{entry['line']}:{entry['column']}" == project.place("content/events.yaml", "svar-2012/3")
    assert "svar-2021" in entry["hint"]
    assert entry["severity"] == "error"


def test_json_of_a_sound_project_is_an_empty_list(project: Project) -> None:
    """Another program can always read what comes."""
    for result in (briefs("check", "--project", project.root, "--json"), html(project, "--json")):
        assert (result.exit_code, result.stdout) == (0, "[]\n")


def test_check_of_a_sound_project_says_so(project: Project) -> None:
    """A word on standard output rather than silence."""
    result = briefs("check", "--project", project.root)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "No problems in 2 sources and 1 brief.\n", "")


def test_check_finds_what_is_wrong_in_a_template(project: Project) -> None:
    """Templates are printed, so a variable that does not exist is found without building."""
    project.write("templates/audiences/styre/points.html", "<p>\n{{ edition.nothing }}</p>")
    result = briefs("check", "--project", project.root)
    assert result.exit_code == 1
    assert result.stderr.startswith("templates/audiences/styre/points.html:2:")
    assert "nothing" in result.stderr


def test_warning_is_told_and_stops_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A problem that is only a warning is marked as one, and the status is 0."""
    warning = Problem(Where("content/events.yaml", 3, 5), "somewhat odd", "Look again", "warning")
    monkeypatch.setattr("briefs.content.check.check", lambda library, sections, limited, partial: (warning,))
    result = briefs("check", "--project", project.root)
    assert (result.exit_code, result.stderr) == (0, "content/events.yaml:3:5: warning: somewhat odd. Look again\n")
    assert html(project).exit_code == 0


def test_a_brief_over_its_budget_is_written_and_told(project: Project) -> None:
    """The line names the key, the status is 1 each time, and the other files lose nothing."""
    project.replace("content/briefs/oversikt.yaml", "audiences: [", "words: 900\naudiences: [")
    place = project.place("content/briefs/oversikt.yaml", "900")
    for made in ("2 files made, 0 current", "0 files made, 2 current"):
        result = html(project)
        assert (result.exit_code, result.stdout.startswith(made)) == (1, True)
        assert result.stderr.startswith(f"{place}: nb/oversikt/alle has ")
        assert len(result.stderr.splitlines()) == 1
    (entry,) = json.loads(html(project, "--json").stdout)
    assert (entry["severity"], entry["file"]) == ("error", "content/briefs/oversikt.yaml")


def test_folder_without_content_is_no_project(tmp_path: Path) -> None:
    """The command says so, and where to look."""
    result = briefs("build", "--project", tmp_path)
    assert (result.exit_code, result.stderr) == (
        1,
        "content:1:1: this folder has no content/ and so is no project. Name one with --project DIR, "
        "or make one: briefs init NAME\n",
    )


def test_output_folder_that_cannot_be_used_is_a_problem(project: Project) -> None:
    """A file where the folder should be is reported in a line, without a traceback."""
    project.write("out", "a file")
    result = html(project)
    assert result.exit_code == 1
    assert "the output folder cannot be used: not a directory. Choose another with --out" in result.stderr


def test_bug_keeps_its_traceback(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no user's mistake is not dressed up as one."""

    def bug(job: Job) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("briefs.build.workers.make", bug)
    with pytest.raises(ZeroDivisionError):
        html(project)


# --- wrong use --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "oversikten"], "Invalid value for BRIEF: there is no 'oversikten'. Did you mean 'oversikt'?"),
        (["build", "--audience", "styret"], "--audience: there is no 'styret'. Did you mean 'styre'?"),
        (["build", "--audience", "x"], "--audience: there is no 'x'. There is alle or styre"),
        (["build", "--lang", "nbb"], "--lang: there is no 'nbb'. Did you mean 'nb'?"),
        (["build", "--lang", "en"], "--lang: there is no 'en'. There is nb"),
        (["build", "--format", "pfd"], "--format: there is no 'pfd'. Did you mean 'pdf'?"),
        (["build", "--as-of", "1.6.2018"], "--as-of: '1.6.2018' is no day. Write it as 2018-06-01"),
        (["build", "--as-of", ""], "--as-of: '' is no day"),
        (
            ["build", "--as-of", "2001-01-01"],
            "--as-of: nothing was known on 2001-01-01. The first source is from 2021-03-12",
        ),
        (["build", "oversikt", "--one-page"], "BRIEF: 'oversikt' has no one-page edition: it has no 'headlines'"),
        (["build", "--one-page"], "--one-page: no brief has 'headlines' that say what was found"),
        (["build", "--set", "meeting.boddy=x"], "--set: 'meeting.boddy' cannot be set. Did you mean 'meeting.body'?"),
        (["build", "--set", "meeting.date=x"], "--set: 'meeting.date' is 'x', which is no day"),
        (["build", "--set", "meeting.body"], "--set: 'meeting.body' sets nothing. Write KEY=VALUE"),
        (["build", "--set", "publisher=a", "--set", "publisher=b"], "--set: 'publisher' is set twice"),
        (["build", "--set", "publisher=\udcff"], r"--set: 'publisher=\udcff' is no UTF-8 text"),
        (["build", "--set", "meeting.body=" + "x" * 2001], "'meeting.body' is 2001 characters long, and may have 2000"),
        (["verify", "--accept", "--by", "K\udcff"], r"--by: 'K\udcff' is no name"),
        (["verify", "--reviewed", "--by", "K\nb: 1", "brev-2021"], r"--by: 'K\nb: 1' is no name"),
        (["build", "--jobs", "0"], "Invalid value for '--jobs'"),
        (["build", "--audiense", "alle"], "No such option: --audiense (Possible options: --audience)"),
        (["buidl"], "No such command 'buidl'. Did you mean 'build'?"),
        (["check", "--project", "nowhere"], "dir 'nowhere' does not exist"),
    ],
)
def test_wrong_use_is_told_with_the_nearest_name(project: Project, arguments: list[str], says: str) -> None:
    """Status 2, on standard error, and nothing is made."""
    with chdir(project.root):
        result = briefs(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert not (project.root / "out").exists()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["--lang", "nb+nn"], "--lang: 'nb+nn' is two languages, and a one-page edition is in one"),
        (["--audience", "alle"], "--audience: 'alle' is given everything, and so has no one-page edition"),
    ],
)
def test_what_is_no_single_page_is_refused(project: Project, asked: list[str], says: str) -> None:
    """Two languages need the room of two, and who is given everything is not given less."""
    project.into("nn", {}, rest=True)
    project.replace("content/audiences/alle.yaml", "name: Alle", "name: Alle\nfull: true")
    result = briefs("build", "--one-page", *asked, "--project", str(project.root))
    assert result.exit_code == 2
    assert says in result.stderr


def test_content_is_mended_before_names_are_doubted(project: Project) -> None:
    """A brief that could not be read is a problem of content, not a brief that does not exist."""
    project.write("content/briefs/oversikt.yaml", "id: [")
    result = briefs("build", "oversikt", "--project", project.root)
    assert result.exit_code == 1
    assert result.stderr.startswith("content/briefs/oversikt.yaml:")


# --- list and version -------------------------------------------------------------------------------------------------


def test_list_shows_briefs_audiences_and_languages(project: Project) -> None:
    """Columns that a person reads and `awk` splits."""
    result = briefs("list", "--project", project.root)
    assert (result.exit_code, result.stdout) == (
        0,
        "BRIEF     LABEL     AUDIENCES    LANGUAGES\noversikt  Oversikt  alle, styre  nb\n",
    )


def test_audiences_are_listed_with_their_briefs(project: Project) -> None:
    """One line each: its id, its name and the briefs that are for it."""
    result = briefs("audiences", "--project", project.root)
    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["AUDIENCE", "NAME", "BRIEFS", "PAGES"],
        ["alle", "Alle", "oversikt"],
        ["styre", "Styret", "oversikt"],
    ]


def test_two_audiences_are_compared_by_what_they_are_told(project: Project) -> None:
    """Each brief that both have, with what only one of them sees; that they differ is no mistake."""
    result = briefs("audiences", "--diff", "styre", "alle", "--project", project.root)
    assert (result.exit_code, result.stderr) == (0, "")
    first, *rest = result.stdout.splitlines()
    assert first.startswith("oversikt: ") and first.endswith(" in both")
    own = rest.index("    Styret følger med på prøven.")
    assert rest[0].startswith("  only styre: ")
    assert own < next(place for place, line in enumerate(rest) if line.startswith("  only alle: "))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--diff", "styre"], "AUDIENCE: --diff compares two audiences"),
        (["--diff", "styre", "styre"], "AUDIENCE: --diff compares two audiences"),
        (["--diff", "styre", "al"], "AUDIENCE: there is no 'al'. "),
        (["styre"], "AUDIENCE: it is for --diff alone"),
    ],
)
def test_audiences_that_cannot_be_compared(project: Project, arguments: list[str], says: str) -> None:
    """Wrong use says what is missing."""
    result = briefs("audiences", *arguments, "--project", project.root)
    assert result.exit_code == 2
    assert says in result.stderr


def test_version() -> None:
    """The version of the program, for a report of a mistake."""
    assert briefs("--version").stdout == f"briefs {__version__}\n"


# --- as a program -----------------------------------------------------------------------------------------------------


def test_build_py_is_the_command(project: Project) -> None:
    """`python build.py`, from any folder, with statuses that a shell sees; a user's mistake shows no traceback."""
    good = subprocess.run(
        [sys.executable, BUILD_PY, "list"], cwd=project.root, capture_output=True, text=True, check=False
    )
    assert (good.returncode, good.stdout.splitlines()[0]) == (0, "BRIEF     LABEL     AUDIENCES    LANGUAGES")
    make_mistakes(project)
    bad = subprocess.run([sys.executable, BUILD_PY], cwd=project.root, capture_output=True, text=True, check=False)
    assert (bad.returncode, bad.stdout, "Traceback" in bad.stderr) == (1, "", False)


def test_light_commands_import_nothing_heavy(project: Project) -> None:
    """`check` and `list` start at once: neither the typesetter nor the finisher nor the fonts are imported."""
    heavy = {"weasyprint", "pikepdf", "fontTools"}
    code = f"import sys; from briefs.cli import app; app(standalone_mode=False); print({heavy} & set(sys.modules))"
    for command in ("check", "list"):
        arguments = [sys.executable, "-c", code, command, "--project", str(project.root)]
        assert subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.endswith("set()\n")


def test_broken_pipe_ends_quietly(project: Project) -> None:
    """A reader that has seen enough (`briefs list | head`) gets no traceback."""
    command = [sys.executable, str(BUILD_PY), "list", "--project", str(project.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.long
def test_interrupt_ends_quietly(project: Project) -> None:
    """Ctrl-C while PDFs are being made: no traceback from any process, nothing written."""
    command = [sys.executable, str(BUILD_PY), "build", "--jobs", "2", "--format", "pdf", "--project", str(project.root)]
    parent, child = pty.openpty()
    # whoever runs the tests in the background has interrupts ignored, and children inherit that
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    terminal = {**os.environ, "TERM": "xterm"}
    with subprocess.Popen(
        command, stdout=child, stderr=child, start_new_session=True, env=terminal, preexec_fn=heard
    ) as process:
        os.close(child)
        seen = b""
        while b"0/2" not in seen and process.poll() is None:
            seen += _read(parent)
        time.sleep(0.3)  # the workers are importing now, when an interrupt would be most talkative
        os.killpg(process.pid, signal.SIGINT)
        while more := _read(parent):
            seen += more
    os.close(parent)
    assert process.returncode == 130
    assert b"Traceback" not in seen
    assert not (project.root / "out").exists()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.parametrize("folder", ["content", "content/out", "styles", "templates/base"])
def test_output_never_goes_where_the_briefs_come_from(project: Project, folder: str) -> None:
    """A page in content/ would be read by the next build."""
    result = briefs("build", "--project", str(project.root), "--out", str(project.root / folder))
    assert result.exit_code == 2
    assert f"is in {folder.partition('/')[0]}/" in result.stderr
    assert not (project.root / folder / "index.html").exists()


def test_output_folder_that_is_a_link_to_itself_is_wrong_use(project: Project) -> None:
    """Nothing can be written there, and nobody needs a traceback to learn it."""
    (project.root / "out").symlink_to("out")
    result = briefs("build", "--project", str(project.root))
    assert (result.exit_code, "Traceback" in result.stderr) == (2, False)
    assert "leads nowhere" in result.stderr


# --- verify FILE ------------------------------------------------------------------------------------------------------


def test_who_was_sent_a_file_can_check_it(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the project: status 0 where it is what was made, 1 where it was edited, 2 where there is no such file."""
    html(project, "--audience", "alle")
    sent = tmp_path / "elsewhere" / "sent.html"
    sent.parent.mkdir()
    sent.write_bytes((project.root / "out/nb/oversikt/alle.html").read_bytes())
    monkeypatch.chdir(sent.parent)
    fine = briefs("verify", "sent.html")
    assert (fine.exit_code, fine.stderr) == (0, "")
    assert fine.stdout.startswith("sent.html is what was made: oversikt for alle in nb, as of 2021-09-20, by policy-")
    sent.write_text(sent.read_text("utf-8").replace("</h1>", "!</h1>", 1), "utf-8")
    edited = briefs("verify", "sent.html", "--json")
    assert edited.exit_code == 1
    assert [(each["file"], each["kind"]) for each in json.loads(edited.stdout)] == [("sent.html", "edited")]
    assert briefs("verify", "other.html").exit_code == 2


def test_a_file_that_was_sent_may_have_lost_its_ending(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a mail program named anew is still a file; with --accept a name is that of a finding."""
    html(project, "--audience", "alle")
    (tmp_path / "vedlegg").write_bytes((project.root / "out/nb/oversikt/alle.html").read_bytes())
    monkeypatch.chdir(tmp_path)
    assert briefs("verify", "vedlegg").stdout.startswith("vedlegg is what was made")
    assert (
        "there is no finding about 'vedlegg'"
        in briefs(
            *("verify", "vedlegg", "--accept", "--by", "Kari", "--project", project.root),
            *("--sources", project.root / "documents"),
        ).stderr
    )


def test_with_the_project_it_is_told_what_has_changed_since(project: Project) -> None:
    """The file is what was made, and a claim says something else now: status 1, and the two are told apart."""
    html(project, "--audience", "alle")
    sent = project.root / "out/nb/oversikt/alle.html"
    assert briefs("verify", sent, "--project", project.root).exit_code == 0
    claim = project.library().sources["brev-2021"].claims[0].text.get("nb")
    project.replace("content/sources/brev-2021.yaml", claim[:20], "Nå heter det at " + claim[:20])
    result = briefs("verify", sent, "--project", project.root)
    assert result.exit_code == 1
    assert "the words of claim brev-2021/1 have changed since" in result.stderr
    assert " is what was made" in result.stdout
    assert "since then: 1 source finding, 0 counts changed, the newest day" in result.stdout


def test_a_file_goes_with_no_acceptance(project: Project) -> None:
    """There is nothing to let stand in a file: wrong use."""
    assert briefs("verify", "sent.pdf", "--accept", "--by", "Kari").exit_code == 2
