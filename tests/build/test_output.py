"""What is written: whole files or none, an exact manifest, and nothing touched that is not ours."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefs.build import manifest
from briefs.build.folder import opened
from briefs.build.manifest import Artifact, read_manifest
from briefs.build.output import publish, write, write_together
from briefs.errors import BriefsError


def artifact(path: str, content: bytes = b"x", pages: int | None = None) -> Artifact:
    lang, brief, name = path.split("/")
    audience, format = name.split(".")
    digest = hashlib.sha256(content).hexdigest()
    return Artifact(
        brief=brief,
        audience=audience,
        lang=lang,
        as_of="2021-08-01",
        format=format,
        path=path,
        sha256=digest,
        bytes=len(content),
        pages=pages,
        inputs="0" * 64,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_manifest_is_exactly_what_the_contract_says(tmp_path: Path) -> None:
    """Schema 1, artifacts by path, the keys of the contract in its order, `pages` for a PDF only, and no clock."""
    publish(tmp_path, {}, [artifact("nb/plan/alle.pdf", b"%PDF", pages=2), artifact("nb/plan/alle.html", b"<p>")])
    assert json.loads((tmp_path / "manifest.json").read_text()) == {
        "schema": 1,
        "artifacts": [
            {
                "brief": "plan",
                "audience": "alle",
                "lang": "nb",
                "as_of": "2021-08-01",
                "format": "html",
                "path": "nb/plan/alle.html",
                "sha256": hashlib.sha256(b"<p>").hexdigest(),
                "bytes": 3,
                "inputs": "0" * 64,
            },
            {
                "brief": "plan",
                "audience": "alle",
                "lang": "nb",
                "as_of": "2021-08-01",
                "format": "pdf",
                "path": "nb/plan/alle.pdf",
                "sha256": hashlib.sha256(b"%PDF").hexdigest(),
                "bytes": 4,
                "pages": 2,
                "inputs": "0" * 64,
            },
        ],
    }


def test_manifest_reads_back(tmp_path: Path) -> None:
    """The next run gets the very artifacts that this one listed."""
    listed = (artifact("nb/plan/alle.html"), artifact("nb/plan/alle.pdf", pages=3))
    publish(tmp_path, {}, listed)
    assert read_manifest(tmp_path) == listed


def test_folder_without_manifest_holds_no_artifacts(tmp_path: Path) -> None:
    """A new folder and one that does not exist yet are the same."""
    assert read_manifest(tmp_path / "new") == ()


@pytest.mark.parametrize(
    "text",
    ["", "{}", "no json", "\0", "[" * 100_000, '{"schema": 2, "artifacts": []}', '{"name": "an app", "icons": []}'],
    ids=["empty", "object", "words", "nul", "deep", "newer", "foreign"],
)
def test_foreign_manifest_is_refused(tmp_path: Path, text: str) -> None:
    """Somebody else's manifest.json is a problem with a way out, and stays."""
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(
        BriefsError, match=r"manifest\.json:1:1: this is no manifest .* Choose another folder with --out"
    ):
        publish(tmp_path, {"index.html": b"new"}, [])
    assert files(tmp_path) == {"manifest.json": text.encode()}


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "../secret.html"},
        {"path": "/etc/secret"},
        {"path": "nb/../../secret.html"},
        {"path": "..\\secret.html"},
        {"path": ""},
        {"path": "nb/plan/alle.html\0"},
        {"path": "nb/plan/alle.pdf"},
        {"path": "nb/plan/" + "a" * 5000 + ".html", "audience": "a" * 5000},
        {"lang": "../.."},
        {"lang": "/etc"},
        {"lang": "nn"},
        {"lang": "../..", "path": "../../plan/alle.html"},
        {"brief": "..", "path": "nb/../alle.html"},
        {"audience": "styre"},
        {"format": "exe", "path": "nb/plan/alle.exe"},
        {"as_of": "2021-13-45"},
        {"bytes": -1},
        {"sha256": "0"},
        {"extra": 1},
    ],
)
def test_entry_that_does_not_agree_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    """A manifest that was tampered with names nothing elsewhere: path, language, brief, audience and format agree."""
    entry = artifact("nb/plan/alle.html").model_dump(exclude_none=True) | changes
    (tmp_path / "manifest.json").write_text(json.dumps({"schema": 1, "artifacts": [entry]}))
    with pytest.raises(BriefsError, match="this is no manifest"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")])
@pytest.mark.parametrize("name", ["manifest.json", "index.html", "nb/plan/alle.html"])
def test_what_is_no_file_is_told_at_once(tmp_path: Path, name: str, make: Callable[[Path], None]) -> None:
    """A FIFO, folder or device in the place of a file neither hangs nor is replaced; a link in place of a page is."""
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    make(tmp_path / name)
    is_page = (tmp_path / name).is_symlink() and name != "manifest.json"
    pages = {"nb/plan/alle.html": b"x", "index.html": b"list"}
    if is_page:
        publish(tmp_path, pages, [artifact("nb/plan/alle.html")])
        assert (tmp_path / name).read_bytes() == pages[name]
        return
    with pytest.raises(BriefsError, match=rf"{name}:1:1: the output folder cannot be used: "):
        publish(tmp_path, pages, [artifact("nb/plan/alle.html")])
    assert set(files(tmp_path)) <= {name}


def test_a_file_beside_the_output_is_told_as_itself(tmp_path: Path) -> None:
    """Who accepts documents or translates has no output folder to choose: the message names the file alone."""
    (tmp_path / "lock.yaml").mkdir()
    for writes in (lambda: write(tmp_path / "lock.yaml", b"x"), lambda: write_together(tmp_path, {"lock.yaml": b"x"})):
        with pytest.raises(BriefsError, match=r"lock\.yaml:1:1: this file cannot be written: is a directory") as told:
            writes()
        assert "--out" not in str(told.value)


def test_publish_removes_what_nothing_makes_now(tmp_path: Path) -> None:
    """A file of an earlier manifest goes, with the folders that this leaves empty; a foreign file stays, and so does
    its folder.
    """
    listed = [artifact("nb/old/alle.html"), artifact("nb/plan/alle.html")]
    publish(tmp_path, {"nb/old/alle.html": b"x", "nb/plan/alle.html": b"x"}, listed)
    (tmp_path / "notes.txt").write_text("mine")
    assert publish(tmp_path, {}, [artifact("nb/plan/alle.html")]) == ("nb/old/alle.html",)
    assert set(files(tmp_path)) == {"nb/plan/alle.html", "notes.txt", "manifest.json"}
    assert not (tmp_path / "nb/old").exists()


def test_publish_keeps_a_folder_with_foreign_files(tmp_path: Path) -> None:
    """Only a folder that is empty is removed."""
    publish(tmp_path, {"nb/old/alle.html": b"x"}, [artifact("nb/old/alle.html")])
    (tmp_path / "nb/old/mine.txt").write_text("mine")
    publish(tmp_path, {}, [])
    assert set(files(tmp_path)) == {"nb/old/mine.txt", "manifest.json"}


def test_publish_leaves_a_folder_that_is_not_ours_alone(tmp_path: Path) -> None:
    """Where no manifest stands, everything is foreign."""
    (tmp_path / "nb/plan").mkdir(parents=True)
    (tmp_path / "nb/plan/old.html").write_text("mine")
    publish(tmp_path, {"nb/plan/alle.html": b"x"}, [artifact("nb/plan/alle.html")])
    assert set(files(tmp_path)) == {"nb/plan/old.html", "nb/plan/alle.html", "manifest.json"}


def test_publishing_twice_gives_identical_bytes(tmp_path: Path) -> None:
    """There is no clock in what is written, whatever the order of the artifacts."""
    listed = [artifact("nb/plan/alle.html"), artifact("nb/plan/alle.pdf", pages=1)]
    publish(tmp_path / "one", {"nb/plan/alle.html": b"x"}, listed)
    publish(tmp_path / "two", {"nb/plan/alle.html": b"x"}, reversed(listed))
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_file_mode_follows_the_umask(tmp_path: Path, umask: int, mode: int) -> None:
    """A web server may read what was published, if the user's umask says so."""
    before = os.umask(umask)
    try:
        path = write(tmp_path / "a.html", b"x")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == mode


def test_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    """The same bytes are not written again: whoever watches the folder sees what changed only."""
    path = write(tmp_path / "a.html", b"x")
    os.utime(path, (1, 1))
    write(path, b"x")
    assert path.stat().st_mtime == 1


def test_reader_meets_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the new file is being written, the old one stands; the draft lies beside it and is on the disk before it
    takes its place.
    """
    path = write(tmp_path / "a.html", b"old")
    seen: list[tuple[bytes, list[str]]] = []
    monkeypatch.setattr("os.fsync", lambda descriptor: seen.append((path.read_bytes(), sorted(files(tmp_path)))))
    write(path, b"new")
    assert [(content, len(names)) for content, names in seen] == [(b"old", 2)]
    assert files(tmp_path) == {"a.html": b"new"}


def test_a_manifest_of_gigabytes_is_told(tmp_path: Path) -> None:
    """What is too large to be one of ours is not read into memory."""
    with (tmp_path / "manifest.json").open("wb") as file:
        file.truncate(10**11)
    with pytest.raises(BriefsError, match=r"manifest\.json:1:1: the output folder cannot be used: file too large"):
        read_manifest(tmp_path)


def test_folder_in_the_way_is_a_problem(tmp_path: Path) -> None:
    """A target that is a folder is reported, not a traceback."""
    (tmp_path / "index.html").mkdir()
    with pytest.raises(
        BriefsError, match=r"index\.html:1:1: the output folder cannot be used: is a directory\. Move it away"
    ):
        publish(tmp_path, {"index.html": b"x"}, [])


def test_file_in_the_way_of_the_folder_is_a_problem(tmp_path: Path) -> None:
    """An output folder that is a file is reported, not a traceback."""
    (tmp_path / "out").write_text("mine")
    with pytest.raises(BriefsError, match="the output folder cannot be used: not a directory"):
        publish(tmp_path / "out", {}, [])


def test_is_current_needs_the_very_bytes(tmp_path: Path) -> None:
    """A file that is missing or was changed by hand is made again, and so is one that became a FIFO."""
    listed = artifact("nb/plan/alle.html", b"x")
    (tmp_path / "nb/plan").mkdir(parents=True)
    with opened(tmp_path) as folder:
        assert not manifest.is_current(folder, listed)
        write(tmp_path / "nb/plan/alle.html", b"y")
        assert not manifest.is_current(folder, listed)
        write(tmp_path / "nb/plan/alle.html", b"x")
        assert manifest.is_current(folder, listed)
        (tmp_path / "nb/plan/alle.html").unlink()
        os.mkfifo(tmp_path / "nb/plan/alle.html")
        assert not manifest.is_current(folder, listed)


# --- nothing outside --------------------------------------------------------------------------------------------------


def test_nothing_is_removed_through_a_link(tmp_path: Path) -> None:
    """A folder of the output that leads elsewhere hides nothing of ours: what stands there stays, as does the link."""
    (tmp_path / "elsewhere/old").mkdir(parents=True)
    names = ("old/alle.html", "old/alle.json", "kilder.bib", "kilder.csl.json")
    for name in names:
        (tmp_path / "elsewhere" / name).write_text("theirs")
    out = tmp_path / "out"
    publish(out, {}, [artifact("nb/old/alle.html")])
    (out / "nb").symlink_to(tmp_path / "elsewhere")
    publish(out, {"nn/plan/alle.html": b"x"}, [artifact("nn/plan/alle.html")])
    assert files(tmp_path / "elsewhere") == dict.fromkeys(names, b"theirs")
    assert [entry.path for entry in read_manifest(out)] == ["nn/plan/alle.html"]


@pytest.mark.parametrize("link", ["nb", "nb/plan"])
def test_nothing_is_written_through_a_link(tmp_path: Path, link: str) -> None:
    """A folder of the output that leads elsewhere is reported, and nothing changes anywhere."""
    (tmp_path / "elsewhere").mkdir()
    out = tmp_path / "out"
    (out / link).parent.mkdir(parents=True)
    (out / link).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BriefsError, match=r"alle\.html:1:1: .* a link stands where the folder '(nb|plan)' goes"):
        publish(out, {"index.html": b"list", "nb/plan/alle.html": b"x"}, [artifact("nb/plan/alle.html")])
    assert (files(tmp_path / "elsewhere"), files(out)) == ({}, {})


def test_file_where_a_folder_goes_is_told(tmp_path: Path) -> None:
    """Somebody's file is not removed to make way."""
    (tmp_path / "nb").write_text("mine")
    with pytest.raises(BriefsError, match="a file stands where the folder 'nb' goes"):
        publish(tmp_path, {"nb/plan/alle.html": b"x"}, [artifact("nb/plan/alle.html")])
    assert files(tmp_path) == {"nb": b"mine"}


def test_output_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    """Where the output goes is the user's choice; what lies in it is not a way out."""
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    publish(tmp_path / "out", {"nb/plan/alle.html": b"x"}, [artifact("nb/plan/alle.html")])
    assert set(files(tmp_path / "real")) == {"nb/plan/alle.html", "manifest.json"}


@pytest.mark.parametrize("lost", ["nb/old", "nb", "nb/old/alle.html"])
def test_what_somebody_removed_stops_nothing(tmp_path: Path, lost: str) -> None:
    """A folder or file of the output that was removed by hand, and is no longer made, is forgotten."""
    publish(tmp_path, {"nb/old/alle.html": b"x"}, [artifact("nb/old/alle.html")])
    subprocess.run(["rm", "-r", tmp_path / lost], check=True)
    publish(tmp_path, {"nn/plan/alle.html": b"x"}, [artifact("nn/plan/alle.html")])
    assert set(files(tmp_path)) == {"nn/plan/alle.html", "manifest.json"}


# --- drafts of killed runs --------------------------------------------------------------------------------------------


def dead_process() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def test_drafts_of_killed_runs_go(tmp_path: Path) -> None:
    """Drafts whose process has ended go, with a folder that this empties; a running one's and other names stay."""
    dead, alive = dead_process(), os.getppid()
    gone = [f"nb/gone/.alle.html.{dead}.draft", f".manifest.json.interim.{dead}.draft", f"nb/.kilder.bib.{dead}.draft"]
    stays = [
        f"nb/plan/.styre.html.{alive}.draft",
        "nb/plan/.alle.html.draft",
        f"nb/plan/alle.html.{dead}.draft",
        f"nb/plan/.alle.html.{dead}.draft.txt",
        f"assets/.alle.html.{dead}.draft",
        f"nb/plan/deeper/.alle.html.{dead}.draft",
    ]
    for name in (*gone, *stays):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("half")
    (tmp_path / f"nb/plan/.ark.html.{dead}.draft").mkdir()
    publish(tmp_path, {"nb/plan/alle.html": b"x"}, [artifact("nb/plan/alle.html")])
    assert set(files(tmp_path)) == {*stays, "nb/plan/alle.html", "manifest.json"}
    assert not (tmp_path / "nb/gone").exists()


def test_drafts_behind_a_link_stay(tmp_path: Path) -> None:
    """Another folder's drafts are not ours to remove."""
    draft = f".alle.html.{dead_process()}.draft"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / draft).write_text("theirs")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/nb").symlink_to(tmp_path / "elsewhere")
    publish(tmp_path / "out", {"index.html": b"x"}, [])
    assert files(tmp_path / "elsewhere") == {draft: b"theirs"}


# --- faults at every step ---------------------------------------------------------------------------------------------


STEPS = ("open", "mkdir", "write", "fsync", "link", "rename", "unlink", "rmdir")
OLD = {
    "nb/old/alle.html": b"old",
    "nb/old/alle.json": b"{}",
    "nb/plan/alle.html": b"one",
    "nb/plan/alle.json": b"{}",
    "nb/plan/styre.html": b"same",
    "nb/plan/styre.json": b"{}",
    "index.html": b"list",
    "nb/kilder.bib": b"@",
}
NEW = {
    "nb/plan/alle.html": b"two",
    "nb/plan/alle.json": b"{2}",
    "nb/plan/styre.html": b"same",
    "nn/plan/alle.html": b"nynorsk",
    "index.html": b"longer list",
}


def pages(content: dict[str, bytes]) -> list[Artifact]:
    return [artifact(path, content[path]) for path in content if path.endswith("e.html")]


def put_old(out: Path) -> dict[str, bytes]:
    publish(out, OLD, pages(OLD))
    return files(out)


def put_new(out: Path) -> None:
    publish(out, NEW, pages(NEW))


def put_both(out: Path) -> dict[str, bytes]:
    put_old(out)
    put_new(out)
    return files(out)


def false_entries(out: Path) -> list[str]:
    """What a reader who knows nothing of this program would find untrue in the manifest."""
    listed = json.loads((out / "manifest.json").read_bytes())["artifacts"]
    there = files(out)
    return [
        each["path"] for each in listed if hashlib.sha256(there.get(each["path"], b"")).hexdigest() != each["sha256"]
    ]


@contextmanager
def fault_at(
    step: int, fail: Callable[[], object], patch: pytest.MonkeyPatch, *, lasting: bool = False
) -> Iterator[list[int]]:
    """Lets the system fail at one of the steps that change the disk, or from it on; gives the count of the steps."""
    count = [0]

    def failing(real: Callable[..., object], *, reads: bool) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            if reads and not (isinstance(arguments[1], int) and arguments[1] & os.O_CREAT):
                return real(*arguments, **options)
            count[0] += 1
            if count[0] == step or (lasting and count[0] > step):
                fail()
            return real(*arguments, **options)

        return call

    with patch.context() as inside:
        for name in STEPS:
            inside.setattr(os, name, failing(getattr(os, name), reads=name == "open"))
        yield count


def count_of_steps(folder: Path, patch: pytest.MonkeyPatch) -> int:
    put_old(folder)
    with fault_at(0, lambda: None, patch) as count:
        put_new(folder)
    return count[0]


def disk_full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.long
@pytest.mark.parametrize("lasting", [False, True])
def test_an_error_at_any_step_leaves_a_true_manifest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lasting: bool
) -> None:
    """One fault undoes everything; a disk that fails from then on leaves a manifest without an untrue entry at least.
    The next build is whole either way.
    """
    whole = put_both(tmp_path / "whole")
    steps = count_of_steps(tmp_path / "counted", monkeypatch)
    assert steps > 30
    for step in range(1, steps + 1):
        out = tmp_path / str(step)
        before = put_old(out)
        try:
            with fault_at(step, disk_full, monkeypatch, lasting=lasting):
                put_new(out)
        except BriefsError as error:
            assert "no space left on device" in str(error)
            if not lasting:
                assert files(out) == before
        assert false_entries(out) == []
        put_new(out)
        assert files(out) == whole


@pytest.mark.long
def test_a_kill_at_any_step_leaves_a_true_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends at once, without any clearing up, leaves whole files and a manifest without an untrue entry;
    the next build is whole and nothing is left over.
    """
    whole = put_both(tmp_path / "whole")
    steps = count_of_steps(tmp_path / "counted", monkeypatch)
    for step in range(1, steps + 1):
        out = tmp_path / str(step)
        put_old(out)
        killed(lambda out=out: put_new(out), step, monkeypatch)  # type: ignore[misc]  # the folder of this step
        assert false_entries(out) == []
        assert all(OLD.get(path) == content or NEW.get(path) == content for path, content in pages_in(out).items())
        put_new(out)
        assert files(out) == whole
        assert not (out / "nb/old").exists()


@pytest.mark.long
def test_a_partial_build_after_a_kill_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever files the killed run had changed, each that is whole stays listed."""
    steps = count_of_steps(tmp_path / "counted", monkeypatch)
    for step in range(1, steps + 1):
        out = tmp_path / str(step)
        put_old(out)
        killed(lambda out=out: put_new(out), step, monkeypatch)  # type: ignore[misc]  # the folder of this step
        listed = {entry.path for entry in read_manifest(out)}
        assert listed == {path for path in pages_in(out) if path.endswith("e.html")}


def killed(work: Callable[[], None], step: int, patch: pytest.MonkeyPatch) -> None:
    """Does the work in a process that is killed at a step."""
    child = os.fork()
    if child == 0:
        with fault_at(step, lambda: os.kill(os.getpid(), signal.SIGKILL), patch):
            work()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def pages_in(out: Path) -> dict[str, bytes]:
    return {path: content for path, content in files(out).items() if path != "manifest.json" and "/." not in f"/{path}"}


@pytest.mark.long
def test_without_hard_links_the_same_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system that has none, copies stand by instead."""

    def no_links(*arguments: object, **options: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    before = put_old(tmp_path)
    monkeypatch.setattr(os, "link", no_links)
    real, renamed = os.rename, list[object]()

    def fail_late(source: str, target: str, **options: int) -> None:
        renamed.append(target)
        if len(renamed) == 3:
            disk_full()
        real(source, target, **options)

    with monkeypatch.context() as inside, pytest.raises(BriefsError):
        inside.setattr(os, "rename", fail_late)
        put_new(tmp_path)
    assert files(tmp_path) == before
