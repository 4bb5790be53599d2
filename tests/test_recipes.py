"""What docs/ci.md gives those who do not use GitHub, line by line as it stands, on a site of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.newproject import new_project

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r'"https://token:[^"]*"')
FOLDERS = re.compile(r"^PROJECT=\S+ SITE=\S+ PATH=\S+$", re.MULTILINE)


def recipe(beginning: str) -> str:
    """The block of docs/ci.md that begins so."""
    blocks = re.findall(r"^```text\n(.*?)^```$", (ROOT / "docs/ci.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (found,) = (block for block in blocks if block.startswith(beginning))
    return str(found)


class Nights:
    """A project whose nights are run one after another; `programs` is where `briefs` is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project, self.programs = new_project(folder)

    def shell(self, script: str, where: Path, shell: str = "bash -eo pipefail") -> subprocess.CompletedProcess[str]:
        """What a shell says to lines."""
        environment = {**os.environ, "PATH": f"{self.programs}:{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull}
        return subprocess.run(
            [*shell.split(), "-c", script], cwd=where, env=environment, capture_output=True, text=True, check=False
        )

    def rename(self, title: str) -> None:
        """An edit that a reader meets."""
        file = self.project / "content/project.yaml"
        file.write_text(re.sub("^title: .*$", f"title: {title}", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")

    def spoil(self) -> None:
        """A mistake that `check` refuses."""
        with (self.project / "content/project.yaml").open("a", encoding="utf-8") as file:
            file.write("nonsense: true\n")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }


class GitLab(Nights):
    """Each night in a checkout of its own, with the branch cloned as the recipe does it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.job = yaml.safe_load(recipe("pages:"))["pages"]
        self.remote = folder / "site.git"
        self.shell(f"git init --quiet --bare {self.remote}", folder)
        orphan = recipe("git switch").replace("git commit", "git -c user.name=a -c user.email=a@example.org commit")
        made = self.shell(f"git init --quiet own && cd own && git remote add origin {self.remote} && {orphan}", folder)
        assert made.returncode == 0, made.stderr

    def night(self, name: str) -> tuple[bool, str, dict[str, bytes]]:
        """Whether the script went well, the report, and what Pages then shows."""
        place = self.folder / name
        shutil.copytree(self.project, place)
        (fetch,) = (line for line in self.job["before_script"] if line.startswith("git clone"))
        assert self.shell(ADDRESS.sub(str(self.remote), fetch), place).returncode == 0
        done = self.shell("\n".join(self.job["script"]), place)
        self.shell("\n".join(self.job["after_script"]), place, "bash")
        assert not (place / "public/.git").exists()
        return done.returncode == 0, (place / "report.md").read_text("utf-8"), files(place / "public")

    @property
    def editions(self) -> int:
        counted = self.shell(f"git -C {self.remote} rev-list --count published", self.folder)
        return int(counted.stdout) - 1


@pytest.mark.long
def test_nights_at_gitlab(tmp_path: Path) -> None:
    """The first publishes all, a quiet one nothing, an edit one edition more beside the first, a mistake nothing; the
    report says so each time.
    """
    site = GitLab(tmp_path)
    went_well, report, first = site.night("first")
    assert went_well and "Nothing failed." in report and site.editions == 1
    (day,) = {path.partition("/")[0] for path in first} - {"latest"}
    assert first["latest/manifest.json"] == first[f"{day}/manifest.json"]

    went_well, report, quiet = site.night("quiet")
    assert went_well and quiet == first and site.editions == 1
    assert "Nothing since" in report and "changed:" not in report

    site.rename("Et annet navn")
    went_well, report, second = site.night("edited")
    assert went_well and site.editions == 2 and "changed: `nb/kilder/alle.html`" in report
    assert {path: content for path, content in second.items() if path.startswith(day)} == {
        path: content for path, content in first.items() if path.startswith(day)
    }
    assert b"Et annet navn" in second["latest/index.html"]

    site.spoil()
    went_well, report, _ = site.night("broken")
    assert not went_well and "nonsense" in report and "no such file" not in report and site.editions == 2


@pytest.mark.long
def test_nights_of_cron(tmp_path: Path) -> None:
    """The same with a link for a branch; what is quiet prints nothing, so that nobody gets mail."""
    nights = Nights(tmp_path)
    site = tmp_path / "www"
    script, found = FOLDERS.subn(f"PROJECT={nights.project} SITE={site}", recipe("#!/bin/sh"))
    assert found == 1

    def editions() -> set[str]:
        return {path.name for path in site.iterdir() if not path.is_symlink()}

    first = nights.shell(script, tmp_path, "sh")
    assert first.returncode == 0 and "Nothing failed." in first.stdout, first.stdout + first.stderr
    (one,) = editions()
    assert (site / "latest").resolve().name == one
    shown = files(site / one)

    quiet = nights.shell(script, tmp_path, "sh")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "") and editions() == {one}

    nights.rename("Et annet navn")
    edited = nights.shell(script, tmp_path, "sh")
    assert edited.returncode == 0 and "changed: `nb/kilder/alle.html`" in edited.stdout
    assert len(editions()) == 2 and files(site / one) == shown
    assert "Et annet navn" in (site / "latest/index.html").read_text("utf-8")

    nights.spoil()
    broken = nights.shell(script, tmp_path, "sh")
    assert broken.returncode == 1 and "nonsense" in broken.stdout and len(editions()) == 2
