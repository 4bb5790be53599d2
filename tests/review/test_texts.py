"""Texts as they are written in their files: every word is found again at its line and column."""

from __future__ import annotations

import pytest

from briefs.language.tables import Language
from briefs.review.spelling.texts import OPEN, Passage, of_content, of_templates
from tests.conftest import Project

PLACE = "text: Ordningen er i gang."


def passage(project: Project, language: Language = "nb") -> Passage:
    """The text that a test has put in the place of another."""
    wanted = (
        found
        for found in of_content(project.library(), project.root)
        if found.language == language and "kveldsro" in found.words
    )
    return next(wanted)


@pytest.mark.parametrize(
    "written",
    [
        "text: Det er  kveldsro nå.".replace("  ", " "),
        "text: 'Det er «kveldsro» nå.'",
        "text: 'Det ''er'' kveldsro nå.'",
        'text: "Det \\"er\\" \\u00e5 kveldsro nå."',
        'text: "Det er \\\n            \\ kveldsro nå."',
        "text: Det er\n            kveldsro nå.",
        "text: 'Det er\n            kveldsro nå.'",
        "text: >-\n            Det er\n            kveldsro nå.",
        "text: |-\n            Det er kveldsro nå.",
        "text: 'Det er {kvelder} kveldsro nå.'",
    ],
    ids=[
        "plain",
        "quoted",
        "apostrophes",
        "escapes",
        "escaped fold",
        "plain fold",
        "quoted fold",
        "folded",
        "literal",
        "reference",
    ],
)
def test_word_is_found_however_it_is_written(project: Project, written: str) -> None:
    """The place of a word is its own line and column in the file, in every style that YAML has."""
    project.replace("content/measures.yaml", PLACE, written)
    text = passage(project)
    assert str(text.at(text.words.index("kveldsro"))) == project.place("content/measures.yaml", "kveldsro")


def test_text_that_is_not_understood_is_told_at_its_beginning(project: Project) -> None:
    """A file that changed after it was read gives the place of the text, not a wrong one."""
    project.replace("content/measures.yaml", PLACE, "text: Det er kveldsro nå.")
    text = passage(project)
    assert str(Passage(text.words, "nb", text.where, written="other: words").at(5)) == str(text.where)


def test_every_text_is_a_passage_once(project: Project) -> None:
    """Project, records and briefs, in each language that they have."""
    words = [text.words for text in of_content(project.library(), project.root)]
    assert {"Åpningstider i biblioteket", "ubetjent", "Kravene på et øyeblikk", "Ordningen er i gang."} <= set(words)


# --- templates --------------------------------------------------------------------------------------------------------


def test_words_of_a_template_are_bokmal(project: Project) -> None:
    """What `_()` and `ngettext()` hold, at its place in the template."""
    project.write(
        "templates/base/x.html", '<p>{{ _("Kort fortalt") }}</p>\n<p>{{ ngettext("en dag", "%(n)s dager", 2) }}</p>\n'
    )
    found = list(of_templates(project.root))
    assert [(text.words, text.language, str(text.where)) for text in found] == [
        ("Kort fortalt", "nb", "templates/base/x.html:1:9"),
        ("en dag", "nb", "templates/base/x.html:2:16"),
        (f"{OPEN * 5} dager", "nb", "templates/base/x.html:2:26"),
    ]
    assert str(found[2].at(6)) == "templates/base/x.html:2:33"


def test_words_of_a_catalogue_are_in_its_language(project: Project) -> None:
    """The translations, also those over several lines and the plurals; the heading of the file is none."""
    heading = 'msgid ""\nmsgstr ""\n"Language: nn\\n"\n\n'
    entries = (
        'msgid "side"\nmsgstr "side"\n\nmsgid "krav"\nmsgid_plural "krav"\nmsgstr[0] "eit krav"\nmsgstr[1] '
        '""\n"fleire "\n"krav"\n'
    )
    project.write("templates/locale/nn.po", heading + entries)
    found = list(of_templates(project.root))
    assert [(text.words, text.language) for text in found] == [
        ("side", "nn"),
        ("eit krav", "nn"),
        ("fleire krav", "nn"),
    ]
    assert str(found[2].at(7)) == "templates/locale/nn.po:13:2"


def test_project_without_templates_has_no_words_of_templates(project: Project) -> None:
    """The packaged templates are not the project's to mend."""
    assert list(of_templates(project.root)) == []
