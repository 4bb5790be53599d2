"""The workflows: in order by their linters, the same in a new project, and their steps run as they stand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefs.content.skeleton import skeleton, skeleton_languages
from tests.newproject import new_project
from tools import workflows

ROOT = Path(__file__).parents[1]
PUBLISH = ".github/workflows/publish.yml"
OWN_STEPS = ("Set up", "Judge what was built")  # of the program's own workflow: a new project has no referees
_EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")


def jobs_in(text: str) -> Mapping[str, Any]:
    jobs: Mapping[str, Any] = yaml.safe_load(text)["jobs"]
    return jobs


@pytest.mark.parametrize("number", range(1 + len(skeleton_languages())))
def test_workflows_are_in_order(number: int) -> None:
    """The program's own and those of a new project, by zizmor, and by actionlint where it was fetched."""
    for place, folder in enumerate(workflows.folders()):
        if place == number:
            assert list(workflows.judged(folder, workflows.cached_actionlint())) == []


def test_linters_are_asked(tmp_path: Path) -> None:
    """A workflow that runs what a stranger writes is told by both linters, where both are there."""
    place = tmp_path / workflows.WORKFLOWS
    place.mkdir(parents=True)
    step = "      - run: echo ${{ github.event.issue.title }}\n"
    (place / "a.yml").write_text(f"on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n{step}")
    said = "\n".join(workflows.judged(tmp_path, workflows.cached_actionlint()))
    assert "template-injection" in said
    if workflows.cached_actionlint():
        assert "potentially untrusted" in said


@pytest.mark.parametrize("language", skeleton_languages())
def test_a_new_project_publishes_as_this_one_does(language: str) -> None:
    """Step for step, but for where the program comes from and who judges."""
    own = jobs_in((ROOT / PUBLISH).read_text("utf-8").replace(".venv/bin/", ""))
    theirs = jobs_in(skeleton(language)[PUBLISH])
    assert own.keys() == theirs.keys()
    for name, job in own.items():
        named = [step for step in job["steps"] if step.get("name") and step["name"] not in OWN_STEPS]
        assert named == [step for step in theirs[name]["steps"] if step.get("name")]
        assert {key: job[key] for key in job if key != "steps"} == {
            key: theirs[name][key] for key in theirs[name] if key != "steps"
        }


class Runner:
    """Runs the named steps of a workflow as GitHub would: in their order, in a checkout, each with its environment."""

    def __init__(self, text: str, project: Path, remote: Path, programs: Path) -> None:
        self.jobs = jobs_in(text)
        self.project = project
        self.values = {
            "github.token": "none",
            "github.server_url": str(remote.parent),
            "github.repository": remote.name,
            "vars.BRIEFS_SOURCES": "",
        }
        shared = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull}
        workflow_wide = yaml.safe_load(text)["env"]
        self.environment = {
            **os.environ,
            **shared,
            **{name: self._filled(value) for name, value in workflow_wide.items()},
        }
        self.failed = self.said = self.summary = ""

    def run(self, job: str, folder: Path) -> dict[str, str]:
        """Runs a job in a folder and gives its outputs; `failed` is then the step that ended it, if one did."""
        self.failed = self.said = ""
        files = {name: folder.parent / f"{folder.name}-{name}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        for step in self.jobs[job]["steps"]:
            always = step.get("if") == "${{ !cancelled() }}"
            assert "if" not in step or always
            if "name" not in step or "run" not in step or (self.failed and not always):
                continue
            self._step(step, folder, {name: str(file) for name, file in files.items()})
        self.summary = files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
        return dict(line.split("=") for line in files["GITHUB_OUTPUT"].read_text().splitlines())

    def _step(self, step: Mapping[str, Any], folder: Path, files: Mapping[str, str]) -> None:
        own = {name: self._filled(value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={**self.environment, **files, **own},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode and not self.failed:
            self.failed, self.said = step["name"], done.stdout + done.stderr

    def _filled(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self.values[found[1]], text)


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[Runner]:
    """A new project with a site that is empty yet, and `briefs` as this checkout has it."""
    project, programs = new_project(tmp_path)
    remote = tmp_path / "site.git"
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    yield Runner((project / PUBLISH).read_text("utf-8"), project, remote, programs)


def checkout(runner: Runner, name: str) -> Path:
    """The project as a job checks it out: without what an earlier one left."""
    folder = runner.project.with_name(name)
    shutil.copytree(runner.project, folder)
    return folder


def night(runner: Runner, name: str) -> bool:
    """Both jobs, the second where the first says so; whether something was published."""
    built = checkout(runner, f"{name}-build")
    outputs = runner.run("build", built)
    if runner.failed or outputs["changed"] != "true":
        return False
    published = runner.project.with_name(f"{name}-publish")
    published.mkdir()
    shutil.copytree(built / "out", published / "out")  # what upload and download do
    summary = runner.summary
    runner.run("publish", published)
    assert runner.failed == "", runner.said
    runner.summary = summary
    return True


def site(runner: Runner) -> dict[str, bytes]:
    """What is published, by path."""
    place = runner.project.with_name("seen")
    shutil.rmtree(place, ignore_errors=True)
    remote = f"{runner.values['github.server_url']}/{runner.values['github.repository']}"
    subprocess.run(["git", "clone", "--quiet", "--branch", "published", remote, place], check=True)
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(place).parts
    }


@pytest.mark.long
def test_nights_of_a_site(runner: Runner) -> None:
    """The first night publishes all, a quiet one nothing, an edit what it changed beside what was there, and a mistake
    nothing again.
    """
    assert night(runner, "first"), runner.said
    first = site(runner)
    (day,) = {path.partition("/")[0] for path in first} - {"latest", "index.html", ".nojekyll"}
    assert first["latest/feed.xml"] == first[f"{day}/feed.xml"]
    assert "Nothing failed." in runner.summary

    assert not night(runner, "quiet") and runner.failed == ""
    assert site(runner) == first

    project = runner.project / "content/project.yaml"
    text = project.read_text("utf-8")
    title = re.search("^title: (.*)$", text, re.MULTILINE)
    assert title is not None
    project.write_text(text.replace(title[1], "Et annet navn", 1), "utf-8")
    assert night(runner, "edited"), runner.said
    second = site(runner)
    assert {path: content for path, content in second.items() if path.startswith(f"{day}/")} == {
        path: content for path, content in first.items() if path.startswith(f"{day}/")
    }
    assert b"Et annet navn" in second["latest/index.html"] and b"Et annet navn" not in first["latest/index.html"]
    assert len({path.partition("/")[0] for path in second} - {"latest", "index.html", ".nojekyll"}) == 2
    assert "changed: `nb/kilder/alle.html`" in runner.summary

    project.write_text(text + "nonsense: true\n", "utf-8")
    assert not night(runner, "broken") and runner.failed == "Check"
    assert "nonsense" in runner.summary and "## What failed" in runner.summary
    assert site(runner) == second
