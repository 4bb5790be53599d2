"""When a project is read again: after each saving, in place or by a rename, and never without one."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefs.serve.reading import ProjectReader, ReadProject
from tests.conftest import Project

MEASURES = "content/measures.yaml"


def settled(project: Project) -> ProjectReader:
    """A reader that has read the project some time after its last saving."""
    for path in project.root.rglob("*"):
        os.utime(path, (time.time() - 60, time.time() - 60))
    reader = ProjectReader(root=project.root)
    assert reader.current().number == 1
    return reader


def test_what_has_not_changed_is_not_read_again(project: Project) -> None:
    """One reading serves any number of pages."""
    reader = settled(project)
    assert reader.current() is reader.current()


def test_saving_in_place_is_seen(project: Project) -> None:
    """The very next page is of the new content."""
    reader = settled(project)
    project.replace(MEASURES, "title: ", "title: Nytt ")
    reading = reader.current()
    assert reading.number == 2
    assert reading.library is not None
    assert any(measure.title.words.startswith("Nytt ") for measure in reading.library.measures.values())


def test_saving_by_rename_is_seen(project: Project) -> None:
    """As editors do that write a draft beside the file; also where size and time are the same."""
    reader = settled(project)
    target = project.root / MEASURES
    draft = target.with_suffix(".new")
    draft.write_text(target.read_text("utf-8").replace("title: ", "title:  ", 1)[:-1], "utf-8")
    os.utime(draft, ns=(target.stat().st_atime_ns, target.stat().st_mtime_ns))
    draft.replace(target)
    assert reader.current().number == 2


def test_a_file_that_comes_or_goes_is_seen(project: Project) -> None:
    """So is a folder of templates that there was not."""
    reader = settled(project)
    project.write("templates/base/lead.html", "")
    assert reader.current().number == 2
    (project.root / "templates/base/lead.html").unlink()
    assert reader.current().number == 3


def test_what_was_saved_in_the_moment_of_reading_is_read_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two savings within one tick of the disk's clock look the same, and the second is seen all the same."""
    reader = ProjectReader(root=project.root)
    path = project.root / MEASURES
    path.write_text(path.read_text("utf-8"), "utf-8")
    saved = path.stat().st_mtime_ns
    clock = [saved + 1_000_000]
    monkeypatch.setattr(
        "briefs.serve.reading.time", SimpleNamespace(time_ns=lambda: clock[0], monotonic=time.monotonic)
    )
    first = reader.current()
    assert not first.is_certain
    clock[0] = saved + 50_000_000
    second = reader.current()
    assert second.number == first.number + 1
    assert second.is_certain
    assert reader.current() is second


def test_broken_content_is_a_reading_too(project: Project) -> None:
    """It says what is wrong, with its place; mended, it is none."""
    reader = settled(project)
    text = (project.root / MEASURES).read_text("utf-8")
    project.write(MEASURES, "measures: [")
    broken = reader.current()
    assert broken.is_broken
    assert str(broken.problems[0]).startswith(f"{MEASURES}:2:1: broken YAML")
    project.write(MEASURES, text)
    assert not reader.current().is_broken


def test_a_folder_that_is_no_project_is_told(tmp_path: Path) -> None:
    """What is missing is a problem of the reading, and no crash."""
    reading = ProjectReader(root=tmp_path).current()
    assert reading.is_broken
    assert "no content/" in str(reading.problems[0])


@pytest.mark.parametrize("name", [".svar.yaml.swp", ".#svar.yaml"])
def test_files_of_an_editor_are_passed_over(project: Project, name: str) -> None:
    """A hidden file is none of the project's."""
    reader = settled(project)
    project.write(f"content/sources/{name}", "x")
    assert reader.current().number == 1


class CountingLock:
    """A lock that says when so many have come to it."""

    def __init__(self, count: int) -> None:
        self.all_here = threading.Event()
        self.lock = threading.Lock()
        self._count = count
        self._come: list[int] = []

    def __enter__(self) -> None:
        self._come.append(1)  # one step, so none is missed
        if len(self._come) >= self._count:
            self.all_here.set()
        self.lock.acquire()

    def __exit__(self, *failure: object) -> None:
        self.lock.release()


def test_those_who_wait_share_the_next_reading(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty pages that are asked for before a reading begins need that one, though the file is saved ever again."""
    reader = settled(project)
    path = project.root / MEASURES
    text = path.read_text("utf-8")
    lock, read = CountingLock(20), reader._read

    def read_and_save_again(number: int) -> ReadProject:
        reading = read(number)
        path.write_text(text + " " * number, "utf-8")
        return reading

    monkeypatch.setattr(reader, "_lock", lock)
    monkeypatch.setattr(reader, "_read", read_and_save_again)
    with ThreadPoolExecutor(20) as pool:
        with lock.lock:
            readings = [pool.submit(reader.current) for _ in range(20)]
            assert lock.all_here.wait(60)
            path.write_text(text + " ", "utf-8")
        assert {reading.result().number for reading in readings} == {2}
