"""A project's own language may be any, and one that is half translated stops no other."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.test_cli import briefs, html
from tests.conftest import Project

PROJECT, TENSIONS, PO = "content/project.yaml", "content/tensions.yaml", "content/locale/nn.po"
TITLE = "Lånetiden er ikke omtalt i svaret"
PRINTED = {
    "nn": ("20. september 2021", "to kvelder", "250 000 kroner", "Delvis svar", "Kjelder"),
    "en": ("20 September 2021", "two kvelder", "NOK 250,000", "answered", "Sources"),
}


def page(project: Project, path: str) -> str:
    """The words of a page that was built, blanks as blanks."""
    text = (project.root / "out" / path).read_text(encoding="utf-8")
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL)
    return " ".join(text.replace("\u2060", "").split())


def built(project: Project) -> list[str]:
    """The languages that stand in the output folder."""
    folders = {path.name for path in (project.root / "out").iterdir() if path.is_dir()}
    return sorted(folders - {"feeds"})


def in_another_language(project: Project, language: str) -> None:
    """The project is written in it, about documents in bokmål."""
    project.replace(PROJECT, "language: nb", f"language: {language}")
    for path in (project.root / "content/sources").iterdir():
        project.replace(f"content/sources/{path.name}", "\ndescription:", "\nlanguage: nb\ndescription:")


@pytest.mark.long
@pytest.mark.parametrize("language", PRINTED)
def test_a_project_may_be_written_in_another_language_alone(project: Project, language: str) -> None:
    """Figures, dates and the words of the templates are in it, and no command asks for bokmål."""
    in_another_language(project, language)
    assert html(project).exit_code == 0
    assert built(project) == [language]
    words = page(project, f"{language}/oversikt/alle.html")
    assert [phrase for phrase in PRINTED[language] if phrase not in words] == []
    assert f'<html lang="{language}"' in (project.root / "out/index.html").read_text(encoding="utf-8")
    here = ("--project", project.root)
    assert briefs("check", "--plain", *here).exit_code == 0
    assert briefs("list", *here).stdout.splitlines()[1].endswith(f"  {language}")
    changes = briefs("diff", "--from", "2021-09-01", *here)
    assert (changes.exit_code, PRINTED[language][0] in changes.stdout) == (0, True)
    assert "kvelder" in briefs("trace", "brev-2021/3", *here).stdout
    assert briefs("trace", "--orphans", *here).exit_code == 0


@pytest.mark.long
@pytest.mark.parametrize("language", PRINTED)
def test_texts_in_another_language_are_held_against_their_documents(project: Project, language: str) -> None:
    """Numbers and dates are read in the project's language, passages in that of the document."""
    in_another_language(project, language)
    documents = ("--sources", project.root / "documents", "--project", project.root)
    assert briefs("verify", *documents).exit_code == 0
    assert briefs("verify", *documents, "--accept", "--by", "en redaktør").exit_code == 0
    assert briefs("verify", "--project", project.root).exit_code == 0
    project.replace("content/figures.yaml", "value: 500000", "value: 600000")
    project.replace("content/sources/svar-2021.yaml", "i gang {2021-08-01}", "i gang {2021-07-01}")
    result = briefs("verify", *documents)
    assert result.exit_code == 1
    assert "claim svar-2021/1: 2021-07-01 is not in paragraph" in result.stderr
    assert "600000 NOK is not in paragraph" in result.stderr


def test_a_document_is_in_the_language_of_the_project_where_nothing_is_said(project: Project) -> None:
    """An English project about English documents says so once."""
    project.replace(PROJECT, "language: nb", "language: en")
    assert {source.language for source in project.library().sources.values()} == {"en"}


# --- half translated


def listed(project: Project) -> dict[str, str]:
    """What the manifest lists, with the day that each file is of."""
    entries = json.loads((project.root / "out/manifest.json").read_text(encoding="utf-8"))["artifacts"]
    return {entry["path"]: entry["as_of"] for entry in entries}


def half_translated(project: Project) -> None:
    """A project that was whole, and in which a text has changed since."""
    project.into("nn", {TITLE: "Lånetida er ikkje omtalt i svaret"}, rest=True)
    assert html(project, "--as-of", "2021-09-20").exit_code == 0
    project.replace(TENSIONS, TITLE, "Svaret omtaler ikke lånetiden")


@pytest.mark.long
def test_a_language_that_is_not_whole_keeps_its_last_files(project: Project) -> None:
    """Everything else is published; what is missing is reported at its place, and the status is 1."""
    half_translated(project)
    before = (project.root / "out/nn/oversikt/alle.html").read_bytes()
    result = html(project, "--as-of", "2022-01-31")
    place = project.place(PO, 'msgstr "Lånetida er ikkje')
    assert result.exit_code == 1
    assert result.stderr.startswith(
        f"{place}: the translation of tension/lanetid-ubesvart/title is fuzzy: its text is "
    )
    assert len(result.stderr.splitlines()) == 1
    assert "files made" in result.stdout
    assert "Svaret omtaler ikke lånetiden" in page(project, "nb/oversikt/alle.html")
    assert (project.root / "out/nn/oversikt/alle.html").read_bytes() == before
    assert (project.root / "out/nn/oversikt/alle.json").is_file()
    assert (project.root / "out/nn/kilder.bib").is_file()
    days = {path: day for path, day in listed(project).items() if path.endswith("alle.html")}
    assert days == {"nb/oversikt/alle.html": "2022-01-31", "nn/oversikt/alle.html": "2021-09-20"}
    assert "status per 20. september 2021" in page(project, "index.html")


@pytest.mark.long
def test_a_language_that_lacks_words_of_a_template_keeps_its_last_files(project: Project) -> None:
    """A new sentence in an overlay waits for its translator, and the project's own language does not."""
    project.into("nn", {}, rest=True)
    assert html(project).exit_code == 0
    before = (project.root / "out/nn/oversikt/alle.html").read_bytes()
    overlay = '{% extends "base/brief.html" %}{% block lead %}<p>{{ _("Til alle som låner") }}</p>{% endblock %}'
    project.write("templates/audiences/alle/brief.html", overlay)
    result = html(project)
    assert result.exit_code == 1
    assert result.stderr == "templates/locale/nn.po:1:1: no translation of 'Til alle som låner'\n"
    assert "Til alle som låner" in page(project, "nb/oversikt/alle.html")
    assert (project.root / "out/nn/oversikt/alle.html").read_bytes() == before
    assert "nn/oversikt/alle.html" in listed(project)
    assert html(project, "--lang", "nb").exit_code == 0
    assert html(project, "--lang", "nn").exit_code == 1


@pytest.mark.long
def test_an_earlier_edition_is_listed_in_the_language_that_is_whole(project: Project) -> None:
    """Its title has no translation any more; the link still says what language it leads to."""
    project.into("nn", {}, rest=True)
    assert html(project).exit_code == 0
    project.replace("content/briefs/oversikt.yaml", "title: Åpningstidene", "title: De nye åpningstidene")
    assert html(project).exit_code == 1
    index = (project.root / "out/index.html").read_text(encoding="utf-8")
    assert index.count('<p class="edition-title" lang="nb">De nye åpningstidene') == 2
    assert 'href="nn/oversikt/alle.html" type="text/html" hreflang="nn"' in index


@pytest.mark.long
def test_a_language_that_is_whole_is_built_alone(project: Project) -> None:
    """Who asks for bokmål need not wait for the translator; who asks for nynorsk is told, and nothing is written."""
    half_translated(project)
    result = html(project, "--lang", "nb")
    assert (result.exit_code, result.stderr) == (0, "")
    for tag in ("nn", "nb+nn"):
        result = html(project, "--lang", tag, "--out", str(project.root / "other"))
        assert (result.exit_code, result.stdout) == (1, "")
        assert "is fuzzy" in result.stderr
    assert not (project.root / "other").exists()


def test_check_tells_what_is_missing(project: Project) -> None:
    """As a problem: it is what stops a language."""
    half_translated(project)
    result = briefs("check", "--project", project.root)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


def test_a_file_without_translations_is_told_of_in_short(project: Project) -> None:
    """A hundred lines are enough to see what to do."""
    project.replace(PROJECT, "language: nb", "language: nb\ntranslations: [nn]")
    result = html(project)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 101
    assert "more in this file" in result.stderr


def test_a_broken_file_of_translations_stops_its_language_alone(project: Project) -> None:
    """Also what is wrong in a translation: a reference that leads nowhere, marks that are not of print."""
    project.into("nn", {}, rest=True)
    project.into("en", {TITLE: 'The reply does not "mention" {lanetid}'}, rest=True)
    project.write(PO, "<<<<<<< HEAD\n")
    result = html(project)
    assert result.exit_code == 1
    assert {line.partition(":")[0] for line in result.stderr.splitlines()} == {PO, "content/locale/en.po"}
    assert built(project) == ["nb"]


@pytest.mark.parametrize(
    "command", ["list", "trace brev-2021/3", "trace --orphans", "diff --from 2021-09-01", "verify --sources documents"]
)
def test_other_commands_do_not_ask_for_translations(project: Project, command: str) -> None:
    """They speak the project's own language."""
    project.replace(PROJECT, "language: nb", "language: nb\ntranslations: [nn, en]")
    words = [str(project.root / word) if word == "documents" else word for word in command.split()]
    result = briefs(*words, "--project", project.root)
    assert (result.exit_code, result.stderr) == (0, "")


def test_changes_in_a_language_that_is_not_whole_are_refused(project: Project) -> None:
    """They would be reported in two languages."""
    half_translated(project)
    result = briefs("diff", "--from", "2021-09-01", "--lang", "nn", "--project", project.root)
    assert (result.exit_code, "is fuzzy" in result.stderr) == (1, True)


@pytest.mark.long
def test_a_brief_is_made_in_its_own_languages(project: Project) -> None:
    """And goes in those that it had, as a brief does that is no longer for an audience."""
    project.into("nn", {}, rest=True)
    assert html(project).exit_code == 0
    project.replace("content/audiences/styre.yaml", "name: ", "languages: [nb]\nname: ")
    assert html(project).exit_code == 0
    assert not Path(project.root / "out/nn/oversikt/styre.html").exists()
    assert "nn/oversikt/alle.html" in listed(project)
    assert html(project, "--audience", "styre", "--lang", "nn").exit_code == 2
