"""`briefs build --since`: the feeds go on from what is published."""

from __future__ import annotations

import shutil

from tests.cli.test_cli import briefs
from tests.conftest import Project

BUILD = ("build", "--format", "html", "--project")


def test_feeds_are_made_of_all_briefs_together(project: Project) -> None:
    """A build of a part leaves them as they are, and the list of all briefs leads to them."""
    assert briefs(*BUILD, project.root, "--audience", "alle").exit_code == 0
    assert not (project.root / "out/feed.xml").exists()
    assert briefs(*BUILD, project.root).exit_code == 0
    feed = (project.root / "out/feed.xml").read_bytes()
    assert briefs(*BUILD, project.root, "--as-of", "2021-04-01", "--audience", "alle").exit_code == 0
    assert (project.root / "out/feed.xml").read_bytes() == feed
    assert 'href="feed.xml"' in (project.root / "out/index.html").read_text("utf-8")


def test_feed_that_was_lost_is_made_again(project: Project) -> None:
    """Also where there is nothing else to do."""
    briefs(*BUILD, project.root)
    feed = project.root / "out/feed.xml"
    content = feed.read_bytes()
    feed.unlink()
    assert briefs(*BUILD, project.root).exit_code == 0
    assert feed.read_bytes() == content


def test_since_is_held_against_what_is_asked_for(project: Project) -> None:
    """Feeds are of all briefs, of no earlier day than what is published, and go on from a build."""
    briefs(*BUILD, project.root)
    place = project.root.parent / "published"
    shutil.copytree(project.root / "out", place)
    part = briefs(*BUILD, project.root, "--since", place, "--audience", "alle")
    assert part.exit_code == 2 and "feeds are of all briefs" in " ".join(part.stderr.split())
    early = briefs(*BUILD, project.root, "--since", place, "--as-of", "2021-04-01")
    assert early.exit_code == 2 and "that edition is as of 2021-09-20" in early.stderr
    nothing = briefs(*BUILD, project.root, "--since", project.root)
    assert nothing.exit_code == 1 and "manifest.json:1:1: there is no such file" in nothing.stderr
    assert briefs(*BUILD, project.root, "--since", place / "manifest.json").exit_code == 0
