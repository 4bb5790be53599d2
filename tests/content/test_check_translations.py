"""Every text is there in each language, made from the present bokmål."""

from __future__ import annotations

from briefs.content import model
from briefs.content.check import translations
from briefs.content.kinds import records
from tests.conftest import Project

TENSIONS = "content/tensions.yaml"
PROJECT = "content/project.yaml"


def test_a_missing_language_is_told_at_every_text(project: Project) -> None:
    """There is no fall-back: each text exists in each language or is told."""
    project.replace(PROJECT, "languages: [nb]", "languages: [nb, nn]")
    found = project.check().splitlines()
    hint = "The project's languages are 'nb' and 'nn'"
    assert f"{project.place(TENSIONS, '{nb: Lånetiden')}: this text is missing in 'nn'. {hint}" in found
    texts = sum(1 for _, record in records(project.library()) for _ in model.texts(record))
    assert len(found) == texts + sum(1 for _ in model.texts(project.library().project))


def translated(project: Project, text: str) -> list[str]:
    """What is told about the title of the tension, in a project of two languages."""
    project.replace(PROJECT, "languages: [nb]", "languages: [nb, nn]")
    project.replace(TENSIONS, "{nb: Lånetiden er ikke omtalt i svaret}", text)
    return [
        str(problem)
        for problem in translations(project.library())
        if problem.where.file == TENSIONS and problem.where.line == 4
    ]


MADE_FROM = model.fingerprint("Lånetiden er ikke omtalt i svaret")


def test_a_translation_that_follows_its_bokmal_is_fine(project: Project) -> None:
    """The fingerprint is that of the bokmål text beside it."""
    text = f"{{nb: Lånetiden er ikke omtalt i svaret, nn: Lånetida er ikkje omtalt i svaret, nn_of: '{MADE_FROM}'}}"
    assert translated(project, text) == []


def test_a_missing_translation_is_told(project: Project) -> None:
    """It is told by `check` too."""
    found = translated(project, "{nb: Lånetiden er ikke omtalt i svaret}")
    assert found == [f"{TENSIONS}:4:12: this text is missing in 'nn'. The project's languages are 'nb' and 'nn'"]


def test_a_translation_of_an_older_bokmal_is_told(project: Project) -> None:
    """The bokmål changed, and the translation may say something else."""
    found = translated(
        project, f"{{nb: Svaret omtaler ikke lånetiden, nn: Lånetida er ikkje omtalt i svaret, nn_of: '{MADE_FROM}'}}"
    )
    now = model.fingerprint("Svaret omtaler ikke lånetiden")
    place = project.place(TENSIONS, f"'{MADE_FROM}'")
    assert found == [
        f"{place}: the bokmål text has changed since 'nn' was translated. Translate it again, and write nn_of: '{now}'"
    ]


def test_a_translation_of_nothing_known_is_told(project: Project) -> None:
    """Without a fingerprint nobody knows whether it is out of date."""
    found = translated(project, "{nb: Lånetiden er ikke omtalt i svaret, nn: Lånetida er ikkje omtalt i svaret}")
    place = project.place(TENSIONS, "Lånetida er ikkje")
    assert found == [
        (
            f"{place}: nothing tells which bokmål text 'nn' translates. If it fits the present one, add nn_of: "
            f"'{MADE_FROM}'"
        )
    ]


def test_a_text_in_more_languages_than_the_project_s_is_fine(project: Project) -> None:
    """Translations may be written before the project has the language."""
    project.replace(
        TENSIONS, "{nb: Lånetiden er ikke omtalt i svaret}", "{nb: Lånetiden er ikke omtalt i svaret, en: Loans}"
    )
    assert translations(project.library()) == ()
    assert project.check() == ""
