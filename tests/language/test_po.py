"""Files of translations: what other programs write is read, what did not change stays, texts meet by their place."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from babel.messages import pofile
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import BriefsError
from briefs.language.po import Key, Message, Po, Translatable, merge, new_po, read_po, write_po

FILE = "content/locale/en.po"

MSGMERGE = r"""# English translations.
# Copyright (C) 2021
#
msgid ""
msgstr ""
"Project-Id-Version: barnehage\n"
"POT-Creation-Date: 2021-02-03 04:05+0100\n"
"PO-Revision-Date: 2021-03-04 05:06+0100\n"
"Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

# Ask Kari about this one.
#. a title, at most 60 characters
#: content/demands.yaml
#, fuzzy
#| msgctxt "demand/a/title"
#| msgid ""
#| "En lang tekst som ble "
#| "brutt over to linjer"
msgctxt "demand/a/title"
msgid ""
"En lang tekst som er "
"brutt over to linjer"
msgstr ""
"A long text that was "
"broken over two lines"

#~| msgctxt "demand/b/title"
#~| msgid "Gammelt krav"
#~ msgctxt "demand/b/title"
#~ msgid "Et krav"
#~ msgstr "A demand"
"""

POEDIT = (
    '\ufeffmsgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"X-Generator: Poedit 3.6\\n"\n"X-Poedit-SourceCharset: UTF-8\\n"\n\n'
    '#: content/actors.yaml:12 content/actors.yaml:14\nmsgctxt "actor/a/name"\nmsgid "Sitat: \\"ja\\"\\tog \\\\"\n'
    'msgstr "Quote: \\"yes\\"\\tand \\\\"\n'
    '#, fuzzy\nmsgid "Uten blank linje"\nmsgstr "Without a blank line"\n'
    'msgid "Og rett etter"\nmsgstr ""\n'
).replace("\n", "\r\n")

WEBLATE = r"""msgid ""
msgstr ""
"Language: nn\n"
"Content-Type: text/plain; charset=UTF-8\n"
"X-Generator: Weblate 2026.10\n"

#. What is counted
#: content/figures.yaml
#, safe-html
msgctxt ""
"figure/x/"
"noun"
msgid "by"
msgid_plural "byer"
msgstr[0] "by"
msgstr[1] "byar"
"""


def read(text: str) -> Po:
    """A file of this text."""
    return read_po(text.encode(), FILE)


def test_what_msgmerge_writes_is_read_whole() -> None:
    """Old text, wrapped lines, remarks and what is no longer used: all of it in its own place."""
    po = read(MSGMERGE)
    assert po.headers["PO-Revision-Date"] == "2021-03-04 05:06+0100"
    assert po.header.comments == ("English translations.", "Copyright (C) 2021", "")
    fuzzy, obsolete = po.entries
    assert fuzzy == Message(
        context="demand/a/title",
        msgid="En lang tekst som er brutt over to linjer",
        msgstr=("A long text that was broken over two lines",),
        flags=("fuzzy",),
        previous=Key("demand/a/title", "En lang tekst som ble brutt over to linjer"),
        references=("content/demands.yaml",),
        extracted=("a title, at most 60 characters",),
        comments=("Ask Kari about this one.",),
    )
    assert str(fuzzy.where(FILE)) == "content/locale/en.po:25:1"
    assert not fuzzy.is_translated
    assert obsolete == Message(
        context="demand/b/title",
        msgid="Et krav",
        msgstr=("A demand",),
        previous=Key("demand/b/title", "Gammelt krav"),
        obsolete=True,
    )
    assert not obsolete.is_translated


def test_what_poedit_writes_on_windows_is_read_and_its_line_ends_stay() -> None:
    """A byte order mark, CRLF, escaped signs, and entries without a blank line, whose flags stay their own."""
    po = read(POEDIT)
    assert po.headers["X-Generator"] == "Poedit 3.6"
    first, fuzzy, last = po.entries
    assert (first.msgid, first.msgstr) == ('Sitat: "ja"\tog \\', ('Quote: "yes"\tand \\',))
    assert [entry.is_fuzzy for entry in po.entries] == [False, True, False]
    assert (fuzzy.msgstr, last.msgstr) == (("Without a blank line",), ("",))
    written = write_po(po)
    assert b"\r\n" in written
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert not written.startswith(b"\xef\xbb\xbf")
    assert read_po(written, FILE) == po


def test_what_weblate_writes_is_read() -> None:
    """A context over several lines, flags, and a word that is counted."""
    (entry,) = read(WEBLATE).entries
    assert entry.key == Key("figure/x/noun", "by", "byer")
    assert (entry.msgstr, entry.flags, entry.extracted) == (("by", "byar"), ("safe-html",), ("What is counted",))
    assert [place[0] for place in entry.places] == [15, 16]


@pytest.mark.parametrize("text", [MSGMERGE, WEBLATE], ids=["msgmerge", "Weblate"])
def test_what_did_not_change_is_written_as_it_was(text: str) -> None:
    """Lines stay broken as the other program broke them, and dates in the header stay."""
    assert write_po(read(text)) == text.encode()


def test_a_changed_entry_is_written_on_one_line_and_its_neighbours_stay() -> None:
    """A translation that has changed does not break the lines of others anew."""
    merged = merge(read(MSGMERGE), [Translatable("demand/a/title", "En lang tekst", extracted=("a\ntitle ",))])
    before, after = MSGMERGE.split("\n\n"), write_po(merged).decode().split("\n\n")
    without_old_text = "\n".join(line for line in before[2].split("\n") if not line.startswith("#~|"))
    assert (after[0], after[2]) == (before[0], without_old_text)
    assert after[1] == (
        "# Ask Kari about this one.\n#. a title\n#, fuzzy\n"
        '#| msgctxt "demand/a/title"\n#| msgid "En lang tekst som ble brutt over to linjer"\n'
        'msgctxt "demand/a/title"\nmsgid "En lang tekst"\nmsgstr "A long text that was broken over two lines"'
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('msgid "a"\nmsgstr "b\n', "2:8: broken .po file: this text has no end, or a mark too many"),
        ('msgid "a"\nmsgstr "b "c""\n', "2:8: broken .po file: this text has no end, or a mark too many"),
        ('msgid "a"\nwords\n', "2:1: broken .po file: 'words' is no part of an entry"),
        ('"a"\n', "1:1: broken .po file: '\"a\"' is no part of an entry"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', "3:1: broken .po file: 'msgid' is given twice in one entry"),
        ('msgctxt "a"\nmsgstr "b"\n', "2:1: broken .po file: 'msgstr' without a 'msgid'"),
        ('msgid "a"\n', "1:1: broken .po file: 'msgid' without a 'msgstr'"),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', "1:1: broken .po file: a conflict of two versions is left in it"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "5:1: 'a' is translated twice"),
    ],
)
def test_a_broken_file_says_where_and_how_to_mend_it(text: str, problem: str) -> None:
    """Each at its line and column, with a hint."""
    with pytest.raises(BriefsError) as caught:
        read(text)
    (found,) = caught.value.problems
    assert str(found).startswith(f"{FILE}:{problem}. ")
    assert found.hint


def test_bytes_that_are_no_text_have_a_place() -> None:
    """A file in another encoding is reported where it shows."""
    with pytest.raises(BriefsError) as caught:
        read_po('msgid "a"\nmsgstr "å"\n'.encode("latin-1"), FILE)
    assert str(caught.value) == f"{FILE}:2:9: this is no UTF-8 text. Save the file as UTF-8"


def test_a_new_file_tells_its_language_and_plurals_and_no_time() -> None:
    """Poedit and Weblate open it as it is."""
    headers = new_po("nn", "barnehage").headers
    assert (headers["Language"], headers["Plural-Forms"]) == ("nn", "nplurals=2; plural=(n != 1);")
    assert not [name for name in headers if "Date" in name]


# --- merging
# --------------------------------------------------------------------------------------------------------------------


def of(*entries: Message) -> Po:
    """A file of these entries."""
    return Po(entries=entries)


def entry(context: str, msgid: str, msgstr: str = "", *flags: str) -> Message:
    """An entry without comments."""
    return Message(context=context, msgid=msgid, msgstr=(msgstr,), flags=flags)


def test_a_changed_text_keeps_its_own_translation_and_never_gets_that_of_a_neighbour() -> None:
    """«Staten skal ikke betale» is nearer to another claim's text than to its own: it stays with its own."""
    old = of(entry("claim/s/1/text", "Kommunen betaler", "M"), entry("claim/s/2/text", "Staten skal betale", "S"))
    merged = merge(
        old,
        [
            Translatable("claim/s/1/text", "Staten skal ikke betale"),
            Translatable("claim/s/2/text", "Staten skal betale"),
        ],
    )
    assert [(e.msgstr, e.is_fuzzy, e.previous) for e in merged.entries] == [
        (("M",), True, Key("claim/s/1/text", "Kommunen betaler")),
        (("S",), False, None),
    ]


def test_a_new_text_is_empty_however_like_another_it_is() -> None:
    """No near match: a translator begins from nothing."""
    merged = merge(of(entry("a", "Staten skal betale", "S")), [Translatable("b", "Staten skal ikke betale")])
    assert [(e.context, e.msgstr, e.obsolete) for e in merged.entries] == [("b", ("",), False), ("a", ("S",), True)]


def test_a_text_that_changed_twice_shows_what_its_translation_was_made_from() -> None:
    """Between two rounds of translation only the first text counts."""
    first = merge(of(entry("a", "en", "one")), [Translatable("a", "to")])
    second = merge(first, [Translatable("a", "tre")])
    assert second.entries == (
        Message(context="a", msgid="tre", msgstr=("one",), flags=("fuzzy",), previous=Key("a", "en")),
    )


def test_a_text_that_moved_takes_its_translation_along() -> None:
    """A statement put in before others makes none of them doubtful, and gets the translation of none."""
    old = of(entry("e/statements/0", "en", "one"), entry("e/statements/1", "to", "two"))
    wanted = [Translatable(f"e/statements/{index}", text) for index, text in enumerate(("null", "en", "to"))]
    assert merge(old, wanted).entries == (
        entry("e/statements/0", "null"),
        entry("e/statements/1", "en", "one"),
        entry("e/statements/2", "to", "two"),
    )


def test_a_text_that_stands_twice_is_translated_once() -> None:
    """A second record of the same text gets its translation; one to be looked at where two already differ."""
    same = merge(of(entry("a", "Plan", "Plan")), [Translatable("a", "Plan"), Translatable("b", "Plan")])
    assert same.entries == (entry("a", "Plan", "Plan"), entry("b", "Plan", "Plan"))
    differ = merge(
        of(entry("a", "Krav", "Demand"), entry("b", "Krav", "Demands")),
        [Translatable("a", "Krav"), Translatable("b", "Krav"), Translatable("c", "Krav")],
    )
    assert (differ.entries[2].msgstr, differ.entries[2].is_fuzzy) == (("Demand",), True)


def test_what_is_not_used_is_kept_and_comes_back() -> None:
    """A record that is taken out and put in again is not translated again; a fuzzy one stays fuzzy."""
    old = of(entry("a", "en", "one"), entry("b", "to", "two?", "fuzzy"), entry("c", "tre"))
    without = merge(old, [])
    assert [(e.context, e.obsolete) for e in without.entries] == [("a", True), ("b", True)]
    again = merge(without, [Translatable("b", "to"), Translatable("a", "en")])
    assert again.entries == (entry("b", "to", "two?", "fuzzy"), entry("a", "en", "one"))


def test_a_fuzzy_text_that_is_taken_out_is_kept_under_what_it_was_made_from() -> None:
    """Other programs do not read the old text of an obsolete entry: the entry itself has it, and gives it back."""
    changed = merge(of(entry("a", "en", "one")), [Translatable("a", "to")])
    without = merge(changed, [])
    assert without.entries == (replace(entry("a", "en", "one", "fuzzy"), obsolete=True),)
    text = write_po(without)
    assert b"#~|" not in text
    assert len(pofile.read_po(io.BytesIO(text), abort_invalid=True).obsolete) == 1
    assert merge(read_po(text, FILE), [Translatable("a", "to")]).entries == changed.entries


TEXTS = st.sampled_from(["en", "to", "tre", "Krav {a}", 'sitat "x"', "to\nlinjer\n", "\\ og \t", "æøå « »"])
CONTEXTS = st.sampled_from([f"demand/{name}/title" for name in "abcdef"])
ENTRIES = st.builds(
    Message,
    context=CONTEXTS,
    msgid=TEXTS,
    msgstr=st.tuples(st.one_of(st.just(""), TEXTS)),
    flags=st.sampled_from([(), ("fuzzy",)]),
    comments=st.sampled_from([(), ("a remark", "")]),
    extracted=st.sampled_from([(), ("a title",)]),
    references=st.sampled_from([(), ("content/demands.yaml", "\u2068two words.yaml\u2069")]),
    previous=st.one_of(st.none(), st.tuples(CONTEXTS, TEXTS).map(lambda text: Key(*text))),
    obsolete=st.booleans(),
)
ENTRIES = ENTRIES.map(lambda e: replace(e, previous=None) if e.obsolete else e)  # Babel knows no `#~|`
FILES = st.lists(ENTRIES, unique_by=lambda e: e.key).map(lambda entries: Po(entries=tuple(entries)))
WANTED = st.lists(st.tuples(CONTEXTS, TEXTS).map(lambda want: Translatable(*want)), unique_by=lambda want: want.context)


@given(FILES)
def test_what_is_written_is_read_again(po: Po) -> None:
    """Nothing is lost on the way, and a second writing gives the same bytes."""
    written = write_po(po)
    assert read_po(written, FILE) == po
    assert write_po(read_po(written, FILE)) == written


@given(FILES)
def test_babel_reads_what_is_written(po: Po) -> None:
    """Another program finds the same texts, translations and flags, with what is obsolete apart."""
    catalog = pofile.read_po(io.BytesIO(write_po(po)), abort_invalid=True)
    found = {(m.context, m.id): (m.string, m.fuzzy, list(m.auto_comments)) for m in catalog if m.id}
    used = [e for e in po.entries if not e.obsolete]
    assert found == {(e.context, e.msgid): (e.msgstr[0], e.is_fuzzy, list(e.extracted)) for e in used}
    assert len(catalog.obsolete) == len({e.key for e in po.entries if e.obsolete})


@given(FILES, WANTED)
def test_merging_again_changes_nothing(po: Po, wanted: list[Translatable]) -> None:
    """An unchanged project gives identical bytes."""
    once = merge(po, wanted)
    assert merge(once, wanted) == once
    assert write_po(merge(read_po(write_po(once), FILE), wanted)) == write_po(once)


@given(FILES, WANTED)
def test_merging_loses_no_translation(po: Po, wanted: list[Translatable]) -> None:
    """Every translation is still there, used or obsolete, and what is wanted stands once, in its order."""
    merged = merge(po, wanted)
    assert [e.key for e in merged.entries if not e.obsolete] == [want.key for want in wanted]
    kept = [e.msgstr for e in merged.entries]
    lost = [e for e in po.entries if e.is_filled and kept.count(e.msgstr) < 1]
    assert not lost


@given(FILES, WANTED)
def test_a_translation_that_may_be_printed_was_made_from_the_very_text(po: Po, wanted: list[Translatable]) -> None:
    """Whatever changes, no record is printed with the words of another text."""
    whole = {(e.msgid, e.msgstr) for e in po.entries if e.is_filled and not e.is_fuzzy}
    assert {(e.msgid, e.msgstr) for e in merge(po, wanted).entries if e.is_translated} <= whole


@given(FILES, WANTED)
def test_a_doubtful_translation_is_that_of_its_own_record_or_of_its_own_text(
    po: Po, wanted: list[Translatable]
) -> None:
    """Texts that only look alike are never paired."""
    for fuzzy in merge(po, wanted).entries:
        if fuzzy.is_fuzzy and fuzzy.is_filled:
            assert any(
                e.msgstr == fuzzy.msgstr and (e.context == fuzzy.context or e.msgid == fuzzy.msgid) for e in po.entries
            )
