"""`briefs translate`: files of translations are brought up to date, and nothing is lost or guessed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import Result

from tests.cli.test_cli import briefs
from tests.conftest import Project

FILE = "content/locale/nn.po"
TENSIONS = "content/tensions.yaml"
TITLE = "Lånetiden er ikke omtalt i svaret"


def translate(project: Project, *arguments: str) -> Result:
    return briefs("translate", *arguments, "--project", project.root)


def content(project: Project, file: str = FILE) -> str:
    return (project.root / file).read_text(encoding="utf-8")


def entry(project: Project, msgid: str) -> str:
    """The block of the file that has a text."""
    return next(block for block in content(project).split("\n\n") if f'\nmsgid "{msgid}"' in block)


def test_a_new_language_gets_a_file_with_every_text(project: Project) -> None:
    """Whoever translates finds an entry for each text, with what it is and where it stands, and no line numbers."""
    project.replace("content/project.yaml", "language: nb", "language: nb\ntranslations: [nn]")
    result = translate(project)
    new = content(project).count("\nmsgctxt ")
    assert (result.exit_code, result.stdout) == (0, f"{FILE}: {new} new; 0 of {new} translated\n")
    assert entry(project, "Kommunen har satt av {bokpenger-gitt} til bøker.") == (
        "#. claim: text\n"
        "#. says what paragraph 4 of svar-2021 says\n"
        "#. keep {bokpenger-gitt}\n"
        "#: content/sources/svar-2021.yaml#svar-2021\n"
        'msgctxt "claim/svar-2021/4/text"\n'
        'msgid "Kommunen har satt av {bokpenger-gitt} til bøker."\n'
        'msgstr ""'
    )
    assert "#. stands on brev-2021, paragraph 3, 5\n" in content(project)
    assert "#. actor: short (in narrow columns and drawings: as short as the original)\n" in content(project)
    assert not re.search(r"\.yaml:\d|POT-Creation-Date", content(project))


def test_nothing_of_the_documents_is_copied(project: Project) -> None:
    """A passage is named by source and paragraph, also where the documents are at hand."""
    project.into("nn", {}, rest=True)
    sentences = [
        sentence
        for path in (project.root / "documents").iterdir()
        for sentence in re.split(r"(?<=[.!?])\s+", path.read_text(encoding="utf-8"))
        if len(sentence) > 40
    ]
    assert sentences
    assert not [sentence for sentence in sentences if sentence in content(project)]


def test_an_unchanged_project_changes_no_byte(project: Project) -> None:
    """Whatever program broke the lines of the file."""
    project.into("nn", {TITLE: "Lånetida er ikkje omtalt i svaret"}, rest=True)
    project.replace(FILE, 'msgstr "Lånetida er ikkje', 'msgstr ""\n"Lånetida "\n"er ikkje')
    before = (project.root / FILE).stat().st_mtime_ns, content(project)
    assert translate(project, "--check").exit_code == 0
    result = translate(project)
    assert re.fullmatch(rf"{re.escape(FILE)}: nothing new; (\d+) of \1 translated\n", result.stdout)
    assert ((project.root / FILE).stat().st_mtime_ns, content(project)) == before


def test_a_changed_text_is_fuzzy_with_its_own_old_text(project: Project) -> None:
    """The translator sees what the translation was made from; nobody prints it meanwhile."""
    project.into("nn", {TITLE: "Lånetida er ikkje omtalt i svaret"}, rest=True)
    project.replace(TENSIONS, TITLE, "Svaret omtaler ikke lånetiden")
    assert "1 fuzzy" in translate(project).stdout
    (block,) = [block for block in content(project).split("\n\n") if "#, fuzzy" in block]
    assert f'#| msgid "{TITLE}"\n' in block
    assert block.endswith('msgid "Svaret omtaler ikke lånetiden"\nmsgstr "Lånetida er ikkje omtalt i svaret"')


def test_a_text_that_moved_keeps_its_translation(project: Project) -> None:
    """A point put in before others renumbers them, and loses nothing; one taken out is kept as obsolete."""
    project.into("nn", {"Svaret nevner ikke lånetiden.": "Svaret nemner ikkje lånetida."}, rest=True)
    brief = "content/briefs/oversikt.yaml"
    project.replace(brief, "points:\n", "points:\n  - text: Noe helt nytt.\n    cites: [brev-2021/6]\n")
    project.replace("content/project.yaml", "term: ubetjent", "term: selvbetjent")
    result = translate(project)
    assert result.stdout.startswith(f"{FILE}: 1 new, ")
    assert re.search(r"\d moved, 1 fuzzy; ", result.stdout)
    assert 'msgctxt "brief/oversikt/points/4/basis"\nmsgid "Svaret nevner ikke lånetiden."\nmsgstr "Svaret nemner' in (
        content(project)
    )


def test_check_writes_nothing_and_tells_what_is_not_up_to_date(project: Project) -> None:
    """For a commit hook: status 1 where somebody forgot."""
    project.into("nn", {}, rest=True)
    project.replace(TENSIONS, TITLE, "Svaret omtaler ikke lånetiden")
    before = content(project)
    result = translate(project, "--check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{FILE}:1:1: not up to date: 1 fuzzy. Run 'briefs translate'\n"
    assert content(project) == before


def test_one_language_may_be_named(project: Project) -> None:
    """Also one that the project does not have yet; its own is none to translate into."""
    result = translate(project, "en")
    assert (result.exit_code, (project.root / "content/locale/en.po").is_file()) == (0, True)
    assert project.check() == ""
    for name in ("nb", "no"):
        assert translate(project, name).exit_code == 2


def test_a_project_of_one_language_has_nothing_to_translate(project: Project) -> None:
    """And is reported where languages are named."""
    assert "project.yaml" in translate(project).stdout
    assert not (project.root / "content/locale").exists()


@pytest.mark.parametrize("damage", ['msgstr "Uten slutt', "<<<<<<< HEAD"])
def test_a_broken_file_is_told_and_left_alone(project: Project, damage: str) -> None:
    """Merging it would lose what cannot be read."""
    project.into("nn", {}, rest=True)
    project.write(FILE, f"{content(project)}\n{damage}\n")
    before = content(project)
    result = translate(project)
    assert (result.exit_code, content(project)) == (1, before)
    assert result.stderr.startswith(f"{FILE}:{before.count(chr(10))}:")


def test_a_link_is_not_written_through(project: Project, tmp_path: Path) -> None:
    """A file of translations that leads out of the project is refused."""
    project.into("nn", {}, rest=True)
    outside = tmp_path / "nn.po"
    (project.root / FILE).replace(outside)
    (project.root / FILE).symlink_to(outside)
    project.replace(TENSIONS, TITLE, "Svaret omtaler ikke lånetiden")
    before = outside.read_bytes()
    assert translate(project).exit_code == 1
    assert outside.read_bytes() == before
