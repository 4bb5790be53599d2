"""The words of the templates: each of them in every catalogue, and what happens where one is missing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from briefs import assets
from briefs.errors import BriefsError
from briefs.language.catalogue import Catalogue, read_catalogue
from briefs.language.po import Message, Po, read_po, write_po
from briefs.language.tables import Language
from tests.conftest import Project
from tools.catalogue import main, renewed

TEMPLATES = assets.template_folders(Path("no such project"))[-1]
TRANSLATED: tuple[Language, ...] = ("nn", "en")
PLACEHOLDER = re.compile(r"\{\w+\}")


def words_of_the_templates() -> dict[str, str | None]:
    """Each word that a template asks for, with its plural where any template counts with it."""
    environment = Environment(extensions=["jinja2.ext.loopcontrols"])
    words: dict[str, str | None] = {}
    for path in sorted(TEMPLATES.rglob("*")):
        if path.suffix in {".html", ".txt"}:
            for _, _, message in extract_from_ast(
                environment.parse(path.read_text(encoding="utf-8")), ("_", "ngettext")
            ):
                assert message is not None, f"{path.name} asks for a word that no catalogue can know"
                one, many = (message, None) if isinstance(message, str) else message[:2]
                assert one is not None, f"{path.name} asks for a word that no catalogue can know"
                words[one] = words.get(one) or many
    return words


def catalogue_of(language: Language) -> Po:
    """The file that comes with the program."""
    return read_po((TEMPLATES / "locale" / f"{language}.po").read_bytes(), f"templates/locale/{language}.po")


def translations(entry: Message) -> Iterator[tuple[str, str]]:
    """Each form of an entry with its translation."""
    return zip((entry.msgid, entry.plural) if entry.plural else (entry.msgid,), entry.msgstr, strict=True)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_of_the_templates_is_translated(language: Language) -> None:
    """No template, whatever it is printed for, asks a catalogue for a word or a plural in vain."""
    catalogue = read_catalogue((TEMPLATES,), language)
    for one, many in words_of_the_templates().items():
        catalogue.gettext(one)
        if many is not None:
            catalogue.ngettext(one, many, 2)
    assert not catalogue.missing


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_catalogue_keeps_what_the_templates_no_longer_say(language: Language) -> None:
    """What is translated is what is printed, once each, with the templates' plural; nothing is doubtful."""
    catalogue = catalogue_of(language)
    entries = [(entry.msgid, entry.plural) for entry in catalogue.entries if not entry.context]  # those are briefs'
    assert sorted(entries, key=str) == sorted(words_of_the_templates().items(), key=str)
    assert not [entry.msgid for entry in catalogue.entries if not entry.is_translated]


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogues_are_fresh(language: Language) -> None:
    """Whoever changes the words of a template runs `make catalogue`; without a change it changes no byte."""
    file = TEMPLATES / "locale" / f"{language}.po"
    assert write_po(renewed(catalogue_of(language), TEMPLATES, language)) == file.read_bytes()


def test_changed_word_of_a_template_is_to_be_translated_anew(project: Project) -> None:
    """Its old translation stays at the end, obsolete, and a project is asked for no word of the program's templates,
    but may have one.
    """
    project.write("templates/base/own.html", '{{ _("Ja") }} {{ ngettext("{n} by", "{n} byer", 2, n=2) }}')
    project.write("templates/locale/nn.po", 'msgid "Nei"\nmsgstr "Nei"\n\nmsgid "Kilder"\nmsgstr "Skrifter"\n')
    assert main(["--project", str(project.root)]) == 0
    kept, *others = (project.root / "templates/locale/nn.po").read_text(encoding="utf-8").split("\n\n")
    assert kept.endswith('templates/base/sources.html\nmsgid "Kilder"\nmsgstr "Skrifter"')
    assert others == [
        '#: templates/base/own.html\nmsgid "Ja"\nmsgstr ""',
        '#: templates/base/own.html\nmsgid "{n} by"\nmsgid_plural "{n} byer"\nmsgstr[0] ""\nmsgstr[1] ""',
        '#~ msgid "Nei"\n#~ msgstr "Nei"\n',
    ]


def test_new_language_is_asked_for_every_word(project: Project) -> None:
    """In a language that does not come with the program, a project translates the words of all templates."""
    assert main(["--project", str(project.root), "da"]) == 0
    po = read_po((project.root / "templates/locale/da.po").read_bytes(), "da.po")
    keys = {(message.context, message.msgid) for message in po.entries}
    assert keys == {(message.context, message.msgid) for message in catalogue_of("nn").entries}
    assert po.headers["Language"] == "da"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_what_a_template_fills_in_and_how_it_ends(language: Language) -> None:
    """What a template puts in stays; a label keeps its colon, a sentence its full stop, a heading has neither."""
    for entry in catalogue_of(language).entries:
        for source, translated in translations(entry):
            assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(translated)), source
            assert source.endswith(".") == translated.endswith("."), source
            assert source.endswith(":") == translated.endswith(":"), source
            assert source[0].isupper() == translated[0].isupper() or source in {"bokmål", "nynorsk", "engelsk"}, source


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_says_its_language_and_its_plurals(language: Language) -> None:
    """Every gettext tool reads them as this program does: UTF-8, one form for one and another for the rest."""
    headers = catalogue_of(language).headers
    assert headers["Language"] == language
    assert headers["Content-Type"] == "text/plain; charset=UTF-8"
    assert re.sub(r"\s", "", headers["Plural-Forms"]) == "nplurals=2;plural=(n!=1);"


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_signs_of_a_catalogue_are_those_of_print(language: Language) -> None:
    """No straight quotation mark or apostrophe, no hyphen as a dash, no space twice or before a punctuation mark."""
    signs = re.compile(r"""["'`]|\s--?\s|\.\.\.|\s\s|\s[.,;:]|^\s|\s$""")
    assert not [
        translated
        for entry in catalogue_of(language).entries
        for _, translated in translations(entry)
        if signs.search(translated)
    ]


def test_a_missing_word_is_a_problem_with_the_name_of_the_catalogue() -> None:
    """All that was asked for in vain is reported at once, and the edition is not printed in two languages."""
    catalogue = Catalogue("en", "templates/locale/en.po", {"Kilder": "Sources"})
    assert catalogue.gettext("Kilder") == "Sources"
    assert catalogue.gettext("Krav") == "Krav"
    assert catalogue.ngettext("side", "sider", 2) == "sider"
    assert catalogue.missing == {"Krav", "side"}


def test_bokmål_needs_no_catalogue() -> None:
    """The templates are written in it: every word stands, and every count finds its form."""
    catalogue = read_catalogue((), "nb")
    assert catalogue.gettext("Krav") == "Krav"
    assert (catalogue.ngettext("side", "sider", 1), catalogue.ngettext("side", "sider", 0)) == ("side", "sider")
    assert not catalogue.missing


ENGLISH = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "krav"
msgid_plural "krav"
msgstr[0] "demand"
msgstr[1] "demands"

msgid "Kilder"
msgstr "Sources"

#, fuzzy
msgid "Frist"
msgstr "Perhaps"
"""


def in_folder(folder: Path, text: str) -> Path:
    """A folder of templates with this English catalogue."""
    (folder / "locale").mkdir(parents=True)
    (folder / "locale" / "en.po").write_text(text, encoding="utf-8")
    return folder


def test_a_word_that_is_also_counted_stands_in_the_singular_where_it_is_not(tmp_path: Path) -> None:
    """«krav 3» and «ni krav» are one word in bokmål and two in English, as gettext itself reads such an entry."""
    catalogue = read_catalogue((in_folder(tmp_path, ENGLISH),), "en")
    assert catalogue.gettext("krav") == "demand"
    assert [catalogue.ngettext("krav", "krav", count) for count in (0, 1, 2)] == ["demands", "demand", "demands"]
    assert not catalogue.missing


def test_a_doubtful_translation_is_none(tmp_path: Path) -> None:
    """What a gettext tool has guessed is asked for again and not printed."""
    catalogue = read_catalogue((in_folder(tmp_path, ENGLISH),), "en")
    assert catalogue.gettext("Frist") == "Frist"
    assert catalogue.missing == {"Frist"}


def test_the_words_of_a_project_come_before_those_of_the_program(tmp_path: Path) -> None:
    """A project changes one word and keeps the rest."""
    own = in_folder(
        tmp_path / "own", ENGLISH.replace("Sources", "Documents").replace('msgid "krav"\n', 'msgid "krav ikke"\n', 1)
    )
    catalogue = read_catalogue((own, in_folder(tmp_path / "packaged", ENGLISH)), "en")
    assert catalogue.gettext("Kilder") == "Documents"
    assert catalogue.gettext("krav") == "demand"


def test_a_catalogue_that_cannot_be_read_says_which(tmp_path: Path) -> None:
    """A broken file stops the run with its name, and never as a lack of every word."""
    with pytest.raises(BriefsError) as caught:
        read_catalogue((in_folder(tmp_path, 'msgid "Kilder"\nSources\n'),), "en")
    (problem,) = caught.value.problems
    assert str(problem.where) == "templates/locale/en.po:2:1"
    assert problem.what == "broken .po file: 'Sources' is no part of an entry"


ODD: dict[str, tuple[Callable[[str], object], str]] = {
    "pipe": (os.mkfifo, "this is no ordinary file"),
    "folder": (os.mkdir, "this is a folder, and a file belongs here"),
    "device": (
        lambda path: Path(path).symlink_to("/dev/zero"),
        "this symbolic link leads out of the project's folders",
    ),
    "link to itself": (lambda path: Path(path).symlink_to(path), "this symbolic link leads nowhere"),
    "latin-1": (lambda path: Path(path).write_bytes("å".encode("latin-1")), "this is no UTF-8 text"),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_catalogue_is_told_at_once(tmp_path: Path, odd: str) -> None:
    """Whatever stands in place of a catalogue is a problem with its place, and nothing is waited for."""
    (tmp_path / "templates/locale").mkdir(parents=True)
    make, said = ODD[odd]
    make(str(tmp_path / "templates/locale/nn.po"))
    with pytest.raises(BriefsError, match=said) as caught:
        read_catalogue((tmp_path / "templates",), "nn")
    assert str(caught.value).startswith("templates/locale/nn.po:1:1: ")


def test_catalogue_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    """A mark that an editor puts before the text is none of its words; an empty catalogue has none."""
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale/nn.po").write_text('msgid "Kilder"\nmsgstr "Kjelder"\n', encoding="utf-8-sig")
    (tmp_path / "locale/en.po").touch()
    assert read_catalogue((tmp_path,), "nn").gettext("Kilder") == "Kjelder"
    assert read_catalogue((tmp_path,), "en").words == {}
