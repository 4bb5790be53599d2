"""How the tests of the rules break one."""

from __future__ import annotations

from tests.conftest import Project


def mistake(project: Project, path: str, old: str, new: str, problem: str) -> None:
    """Makes one mistake, and asks that nothing but it be reported, at the place of the sign ▸, which is taken out."""
    project.replace(path, old, new)
    at = project.place(path, "▸")
    project.replace(path, "▸", "")
    assert project.check() == f"{at}: {problem}"
