"""`briefs serve`: what it refuses before it serves."""

from __future__ import annotations

import socket

import pytest
from typer.testing import CliRunner, Result

from briefs.cli import app
from briefs.cli import serve as command
from briefs.errors import NO_PROJECT
from tests.conftest import Project


def serve(project: Project, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["serve", "--project", str(project.root), *arguments])


def test_a_port_that_is_taken_is_told(project: Project) -> None:
    """With what to do, and status 1."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = serve(project, "--port", str(port))
    assert result.exit_code == 1
    assert result.stderr == f"--port:1:1: port {port} is taken. Choose another with --port, or any with --port 0\n"


@pytest.mark.parametrize("editor", ["{path}", "javascript:alert({line})", "code", "{", "x:{0}"])
def test_what_is_no_editor_is_refused(project: Project, editor: str) -> None:
    """An address that a browser would run, or that cannot be filled in, is wrong use of the command."""
    result = serve(project, "--editor", editor)
    assert result.exit_code == 2
    assert "--editor" in result.stderr


def test_a_name_that_is_none_is_refused(project: Project) -> None:
    """It would be written into the lock."""
    assert serve(project, "--by", "a\nb").exit_code == 2
    assert serve(project, "--by", " ").exit_code == 2


def test_a_folder_without_content_is_refused(project: Project) -> None:
    """There is nothing to show of it, and nothing would come; how a project is made is told as by every command."""
    (project.root / "content").rename(project.root / "other")
    result = serve(project, "--port", "0")
    assert (result.exit_code, result.stderr) == (1, f"{NO_PROJECT}\n")


def test_what_is_not_installed_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setattr(command, "NEEDED", ("starlette", "no_such_package"))
    result = serve(project)
    assert result.exit_code == 1
    assert result.stderr.endswith("not installed: no_such_package. pip install 'policy-briefs[serve]'\n")
