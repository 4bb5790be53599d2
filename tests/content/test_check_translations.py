"""Every text is there in each language, made from the present text, and refers to the same figures and dates."""

from __future__ import annotations

import re

import pytest

from briefs.content import model
from briefs.content.check import translations
from briefs.content.kinds import records
from tests.conftest import Project

TENSIONS = "content/tensions.yaml"
PROJECT = "content/project.yaml"


def test_a_missing_language_is_told_at_every_text(project: Project) -> None:
    """There is no fall-back: each text exists in each language or is reported, for that language alone."""
    project.replace(PROJECT, "language: nb", "language: nb\ntranslations: [nn, en]")
    texts = sum(1 for _, record in records(project.library()) for _ in model.texts(record))
    texts += sum(1 for _ in model.texts(project.library().project))
    assert len(translations(project.library(), ["nn"])) == texts
    assert len(translations(project.library())) == 2 * texts
    assert project.check() == ""


NN = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "tension/{id}/title"
msgid "{msgid}"
msgstr "{msgstr}"
"""


def translated(project: Project, msgid: str, msgstr: str) -> list[str]:
    """What is reported about the title of the tension, in a project of two languages."""
    project.replace(PROJECT, "language: nb", "language: nb\ntranslations: [nn]")
    (id,) = project.library().tensions
    project.write("content/locale/nn.po", NN.format(id=id, msgid=msgid, msgstr=msgstr))
    return [str(p) for p in translations(project.library()) if f"tension/{id}/title" in p.what or p.where.line > 1]


TITLE = "Lånetiden er ikke omtalt i svaret"


def test_a_translation_of_the_very_text_is_fine(project: Project) -> None:
    """One that is equal to its text is lawful: many are the same in both written standards."""
    assert translated(project, TITLE, TITLE) == []


def test_a_missing_translation_is_told_at_its_place(project: Project) -> None:
    """The entry is there, and nobody has filled it."""
    (found,) = translated(project, TITLE, "")
    (id,) = project.library().tensions
    what = f"no translation of tension/{id}/title, «{TITLE}». Write it under 'msgstr'"
    assert found == f"content/locale/nn.po:6:1: {what}"


def test_what_the_file_lacks_is_put_there_by_translate(project: Project) -> None:
    """Nobody writes an entry by hand."""
    project.replace(PROJECT, "language: nb", "language: nb\ntranslations: [nn]")
    hint = "Run 'briefs translate', which puts it into the file, and translate it there"
    assert {problem.hint for problem in translations(project.library())} == {hint}


def test_a_translation_of_an_older_text_is_fuzzy(project: Project) -> None:
    """The text changed, and the translation may say something else: it is never printed."""
    (found,) = translated(project, "Svaret omtaler ikke lånetiden", "Svaret omtalar ikkje lånetida")
    (id,) = project.library().tensions
    assert found.startswith(f"content/locale/nn.po:6:1: the translation of tension/{id}/title is fuzzy")
    assert found.endswith(". Run 'briefs translate', mend it where it does not fit, and take the mark 'fuzzy' away")
    assert not project.library().tensions[id].title.has("nn")


def test_a_translation_refers_to_what_its_text_refers_to(project: Project) -> None:
    """No gettext tool sees a figure that a translator left out or a date that was mistyped."""
    text = "Svaret sier {bokpenger-gitt} siden {2021-09}"
    project.replace(TENSIONS, TITLE, f"'{text}'")
    found = translated(project, text, "Svaret seier ja sidan {2021-08}")
    hint = "A translation names the figures, dates and digits of its text"
    assert found == [
        f"content/locale/nn.po:6:1: this translation lacks '{{bokpenger-gitt}}' and '{{2021-09}}' and adds "
        f"'{{2021-08}}'. {hint}"
    ]


def test_translations_that_the_project_does_not_ask_for_are_not_looked_at(project: Project) -> None:
    """They may be written before the project has the language."""
    project.write("content/locale/nn.po", "whatever this is")
    assert translations(project.library()) == ()
    assert project.check() == ""


@pytest.mark.parametrize(
    ("own", "translated", "difference"),
    [
        ("Rom 217", "Room 217", ""),
        ("Rom 217", "Room 271", "lacks '217' and adds '271'"),
        ("Hovedkontor 2 av 10 000", "Main office 2 of 10,000", ""),
        ("Rom 2 og 2", "Room 2", "lacks '2'"),
    ],
)
def test_a_translation_has_the_digits_of_its_text(project: Project, own: str, translated: str, difference: str) -> None:
    """Names may have digits, and no one sees that two have changed places."""
    project.replace("content/actors.yaml", "short: kommunen", f"short: {own}")
    project.into("en", {own: translated}, rest=True)
    whats = [problem.what for problem in translations(project.library())]
    assert whats == ([f"this translation {difference}"] if difference else [])


def test_what_is_in_other_languages_alone_needs_no_translation(project: Project) -> None:
    """A brief, an audience and a word that is explained may name their languages."""
    project.into("nn", {}, rest=True)
    brief, board = "content/briefs/oversikt.yaml", "content/audiences/styre.yaml"
    for path, place in ((brief, "label: "), (board, "name: ")):
        project.replace(path, place, f"languages: [nb]\n{place}")
    project.replace(PROJECT, "    term: ", "    languages: [nb]\n    term: ")
    text = (project.root / "content/locale/nn.po").read_text(encoding="utf-8")
    project.write("content/locale/nn.po", "\n\n".join(b for b in text.split("\n\n") if not LIMITED.search(b)))
    assert len(LIMITED.findall(text)) > 20
    assert translations(project.library()) == ()
    assert project.library().languages_of("oversikt", "alle") == ("nb",)


LIMITED = re.compile(r'^msgctxt "(?:brief/oversikt|audience/styre|project/glossary)/', re.MULTILINE)
