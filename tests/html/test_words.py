"""Sentences of the templates: translated whole, then filled with set values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from briefs.edition.changes import Changes
from briefs.edition.prose import Prose
from briefs.errors import BriefsError, UnprintableError
from briefs.html.render import render_changes
from briefs.html.values import Setting
from briefs.html.words import Words, line_of
from briefs.language.catalogue import Catalogue, read_catalogue
from tests.conftest import Project

ENGLISH = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "fra {before} til {after}"
msgstr "to {after} from {before}"

msgid "Avsnitt {n}"
msgstr "Paragraph"

msgid ""
"Kilde "
"{n}"
msgstr "Source {number}"

msgid "{n} side"
msgid_plural "{n} sider"
msgstr[0] "One page"
msgstr[1] "{n} pages"
"""


def words(folder: Path, language: str = "en") -> Words:
    """The words of this catalogue in a language."""
    (folder / "locale").mkdir(exist_ok=True)
    (folder / "locale/en.po").write_text(ENGLISH, encoding="utf-8")
    chosen = {"nb": "nb", "en": "en"}[language]
    catalogue = read_catalogue((folder,), chosen)
    return Words(catalogue=catalogue, setting=Setting(language=catalogue.language), folders=(folder,))


def test_a_translation_has_its_own_order(tmp_path: Path) -> None:
    """Word order belongs to the sentence, not to the template."""
    said = words(tmp_path).gettext("fra {before} til {after}", before=date(2021, 9, 8), after="<now>")
    assert said == Markup("to &lt;now&gt; from 8\u00a0September\u00a02021")


def test_markup_stays_markup_and_text_is_escaped(tmp_path: Path) -> None:
    """A value that a macro made keeps its tags; a text of the content is never read as tags."""
    said = words(tmp_path, "nb").gettext("{a}: {b} {c}", a=Markup("<b>1 &amp; 2</b>"), b=Prose(("<i>",), "nb"), c=3)
    assert said == Markup("<b>1 &amp; 2</b>: &lt;i&gt; 3")


def test_a_value_with_braces_is_no_placeholder(tmp_path: Path) -> None:
    """What is put in is not looked at again."""
    assert words(tmp_path, "nb").gettext("{a} {b}", a="{b}", b="2") == "{b} 2"


def test_a_count_takes_its_form(tmp_path: Path) -> None:
    """The number stands in the sentence where the language wants it."""
    nb = words(tmp_path, "nb")
    assert [nb.ngettext("{n} side", "{n} sider", n, n=n) for n in (1, 2)] == ["1 side", "2\u00a0sider"]


def test_a_lost_or_unknown_placeholder_is_a_problem_at_its_entry(tmp_path: Path) -> None:
    """A translator reads which entry, in which line, and which placeholder."""
    english = words(tmp_path)
    assert english.gettext("Avsnitt {n}", n=1) == "Paragraph"
    english.gettext("Kilde {n}", n=1)
    english.ngettext("{n} side", "{n} sider", 1, n=1)
    english.ngettext("{n} side", "{n} sider", 2, n=2)
    assert [str(problem) for problem in english.problems()] == [
        "templates/locale/en.po:7:1: the translation of 'Avsnitt {n}' has lost {n}",
        "templates/locale/en.po:10:1: the translation of 'Kilde {n}' has lost {n}",
        "templates/locale/en.po:15:1: the translation of '{n} side' has lost {n}",
    ]


def test_an_unknown_placeholder_is_named(tmp_path: Path) -> None:
    """One that no template fills would be printed as it is."""
    (tmp_path / "locale").mkdir()
    english = Words(catalogue=Catalogue("en", "en.po", {"Kilde": "Source {n}"}), setting=Setting(language="en"))
    english.gettext("Kilde")
    assert [problem.what for problem in english.problems()] == [
        "the translation of 'Kilde' has {n}, which it does not have itself"
    ]


def test_a_value_that_is_not_given_is_the_templates_mistake(tmp_path: Path) -> None:
    """Braces never reach a reader."""
    with pytest.raises(UnprintableError, match=r"'Avsnitt \{n\}' needs a value for n"):
        words(tmp_path, "nb").gettext("Avsnitt {n}")


def test_lines_of_entries_are_found_over_several_strings() -> None:
    """Long texts stand in several lines of a catalogue."""
    assert [line_of(ENGLISH, text) for text in ("", "Avsnitt {n}", "Kilde {n}", "no such text")] == [1, 7, 10, 0]


def test_a_page_with_a_broken_translation_is_a_problem(project: Project) -> None:
    """A project's own catalogue is held against the templates as the packaged one is."""
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text = 'msgid "Endringer fra {since} til {until}"\nmsgstr "Changes from {since}"\n'
    project.write("templates/locale/en.po", header + text)
    nothing = Changes(since=date(2021, 9, 20), until=date(2021, 9, 21), groups=(), summary=(), untold=0)
    with pytest.raises(BriefsError) as caught:
        render_changes(nothing, (), "en", project.root)
    message = "'Endringer fra {since} til {until}'"
    assert str(caught.value) == f"templates/locale/en.po:4:1: the translation of {message} has lost {{until}}"
