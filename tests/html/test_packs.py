"""The page of a meeting's papers: its briefs keep their own style, language and names, and share the sources."""

from __future__ import annotations

import re

from briefs.edition.packs import PackOrder, assemble_pack
from briefs.html.render import render_pack
from tests.conftest import Project

MEETING = "styremote-2021-10-12"


def page(board: Project, medium: str = "pdf") -> str:
    """The page for everybody."""
    pack = assemble_pack(board.library(), PackOrder(meeting=MEETING, language="nb"))
    return render_pack(pack, board.root, "pdf" if medium == "pdf" else "html")


def test_an_audiences_sheet_reaches_its_briefs_alone(board: Project) -> None:
    """What the board's copy looks like changes no summons and no item."""
    board.write("styles/audiences/styre.css", "html { line-height: 1.3 } h2 { color: #123456 }")
    found = page(board)
    assert ".brief.audience-styre h2 { color: #123456 }" in found
    assert ".brief.audience-styre { line-height: 1.3 }" in found
    assert "\nh2 { color: #123456 }" not in found


def test_a_brief_is_below_its_item_in_its_own_language(board: Project) -> None:
    """Its headings count lower, and whoever listens hears it in its language."""
    found = page(board)
    assert '<article class="brief audience-styre" id="sak-2-1" lang="nb">' in found
    brief = found.partition('id="sak-2-1"')[2].partition("</article>")[0]
    assert re.findall(r"<h1[^>]*>", brief) == ['<h1 aria-level="3">']
    assert 'id="sak-2-1-kort-fortalt"' in brief and "<main" not in brief and found.count("<main") == 1


def test_marks_of_all_briefs_lead_to_one_list(board: Project) -> None:
    """On paper to its entries, on a screen to what each part opens itself."""
    paper, screen = page(board), page(board, "html")
    assert paper.count('id="kilde-1"') == screen.count('id="kilde-1"') == 1
    assert 'href="#kilde-1"' in paper.partition('id="sak-2-1"')[2].partition("</article>")[0]
    opened = set(re.findall(r'popovertarget="([^"]+)"', screen))
    assert opened and opened <= set(re.findall(r'id="([^"]+)" popover', screen))
    assert any(name.startswith("sak-2-1-") for name in opened)
    assert any(name.startswith("belegg-") for name in opened)  # of the items themselves


def test_links_to_other_editions_are_words(board: Project) -> None:
    """They lie elsewhere, and a pack is read by itself."""
    assert not re.findall(r'href="(?!#|https?:|mailto:)[^"]*"', page(board, "html"))


def test_outcomes_have_a_column_once_there_is_one(board: Project) -> None:
    """An item that was treated elsewhere without one shows no empty column."""
    meeting = f"content/meetings/{MEETING}.yaml"
    kind = "kind: decision\n    number: 5/21\n    time: '17:45'\n"
    postponed = "    postponed_from: {meeting: styremote-2021-09-28, item: 3/21}\n"
    steps = "    steps:\n      - {body: Utvalget, date: '2021-10-05'%s}\n"
    item = "    title: Prøven\n    case_officer: biblioteksjefen\n    matter: decision\n"
    board.replace(meeting, kind + postponed, kind + item + steps % "")
    assert "Behandles i" in page(board) and "Utfall" not in page(board)
    board.replace(meeting, "date: '2021-10-05'}", "date: '2021-10-05', result: Tilrådd.}")
    assert "Utfall" in page(board)


def test_a_page_is_not_parted_from_its_number(board: Project) -> None:
    """A line does not end at «side»."""
    assert re.search(r", side\u00a0<span class=\"page-ref\"", page(board))
