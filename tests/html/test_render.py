"""Pages of the small project: what a template prints, and what it says of its own mistakes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise

import pytest

from briefs.assets import Medium
from briefs.edition.edition import Facts, Order, assemble
from briefs.errors import BriefsError
from briefs.html.render import render
from tests.conftest import Project

NOW = date(2021, 9, 20)
NOTHING = Facts()


def page(project: Project, *, audience: str = "alle", medium: Medium = "html", facts: Facts = NOTHING) -> str:
    """The rendered page of the small project's brief."""
    return render(assemble(project.library(), Order("oversikt", audience, "nb", NOW, facts)), project.root, medium)


def words(html: str) -> str:
    """The text of a page, white space folded."""
    without = re.sub(r"<(style|title)[^>]*>.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", without)))


def test_every_printed_statement_has_its_source(project: Project) -> None:
    """Points, events, demands, steps and tensions all carry a mark."""
    html = page(project, medium="pdf")
    for holder in re.findall(r'<section class="points".*?</section>', html, flags=re.DOTALL):
        assert all("[" in item for item in re.findall(r"<li>(.*?)</li>", holder, flags=re.DOTALL))
    for entry in re.findall(r'<div class="entry-body">(.*?)</div>', html, flags=re.DOTALL):
        assert 'class="mark"' in entry


def test_each_mark_leads_somewhere(project: Project) -> None:
    """On paper a mark links to the numbered source, on a screen it opens the claims."""
    paper, screen = page(project, medium="pdf"), page(project)
    assert set(re.findall(r'class="mark" href="#([^"]+)"', paper)) <= set(re.findall(r'id="([^"]+)"', paper))
    opened = set(re.findall(r'popovertarget="([^"]+)"', screen))
    assert opened and opened <= set(re.findall(r'id="([^"]+)" popover', screen))


def test_a_mark_is_short_to_the_eye_and_whole_to_the_ear(project: Project) -> None:
    """Print shows the source's number alone, bound to the last word; who hears or points at it gets the paragraphs."""
    point = re.findall(r"<li>(.*?)</li>", page(project, medium="pdf").partition('class="points"')[2], re.DOTALL)[2]
    assert words(point).strip().endswith("[ 1 , 2 ]")
    assert '<span class="marks">&nbsp;[<a class="mark" href="#kilde-1" aria-label="Kilde 1, avsnitt\u00a04">1' in point
    assert "1</a>,&nbsp;<a" in point
    assert not re.search(r"\s<span class=\"marks\">", point)


@pytest.mark.parametrize("asks", ["content/briefs/oversikt.yaml", "content/audiences/alle.yaml"])
def test_who_checks_the_sources_reads_the_paragraphs(project: Project, asks: str) -> None:
    """A brief or an audience may ask for them on paper too; a range of them is never parted."""
    project.write(asks, (project.root / asks).read_text() + "marks: paragraphs\n")
    text = re.sub(r"<[^>]+>", "", page(project, medium="pdf")).replace("&nbsp;", "\u00a0")
    assert "kroner.\u00a0[1:\u00a04] [2:\u00a04]" in text
    assert "[2: 7] er kilde 2, avsnitt\u00a07" in text


def test_ids_are_unique(project: Project) -> None:
    """A link can only mean one place."""
    ids = re.findall(r'\bid="([^"]+)"', page(project))
    assert len(ids) == len(set(ids))


def test_what_is_not_given_is_not_printed(project: Project) -> None:
    """A meeting stands across the page only where somebody named one."""
    assert "Møtedato" not in words(page(project))
    shown = words(page(project, facts=replace(Facts(), meeting_body="Formannskapet", meeting_date=date(2021, 12, 15))))
    assert "Møte i Formannskapet" in shown
    assert "Møtedato 15.\u00a0desember 2021".replace("\u00a0", " ") in shown.replace("\u00a0", " ")


def test_user_text_is_escaped(project: Project) -> None:
    """A fact from the command line cannot become markup."""
    assert "<script>" not in page(project, facts=replace(Facts(), meeting_body="<script>alert(1)</script>"))


def test_the_page_is_self_contained(project: Project) -> None:
    """No address of another file or server stands in it."""
    html = page(project)
    assert not re.findall(r'(?:src|href)="(?!#)[^"]*"', html)
    assert "@import" not in html


def test_an_undefined_name_in_a_template_is_told_with_file_and_line(project: Project) -> None:
    """The project's own template comes first, and its mistake points into it."""
    project.write("templates/base/points.html", "<p>x</p>\n<p>{{ edition.tittel }}</p>\n")
    with pytest.raises(BriefsError) as caught:
        page(project)
    assert str(caught.value).startswith("templates/base/points.html:2:15: ")
    assert "tittel" in str(caught.value)


def test_broken_template_syntax_is_told_with_file_and_line(project: Project) -> None:
    """Jinja's own words, and where."""
    project.write("templates/base/points.html", "<p>x</p>\n\n{% if %}\n")
    with pytest.raises(BriefsError) as caught:
        page(project)
    assert str(caught.value).startswith("templates/base/points.html:3:1: ")


def test_a_template_that_is_missing_has_the_nearest_name(project: Project) -> None:
    """A brief that names a template which is not there."""
    project.replace("content/briefs/oversikt.yaml", "id: oversikt\n", "id: oversikt\ntemplate: breif.html\n")
    with pytest.raises(BriefsError, match=r"breif\.html.*Did you mean 'brief\.html'"):
        page(project)


def test_an_audience_replaces_only_the_template_that_differs(project: Project) -> None:
    """An overlay extends what it replaces, and other audiences do not see it."""
    project.write("templates/audiences/styre/facts.html", '{% include "base/facts.html" %}<p>Til styret alene</p>')
    assert "Til styret alene" in page(project, audience="styre")
    assert "Til styret alene" not in page(project)
    assert "Fakta om notatet" in page(project, audience="styre")


def test_a_projects_own_style_wins(project: Project) -> None:
    """File by file: one sheet is replaced, the others stay."""
    project.write("styles/type.css", "h1 { color: #123456 }")
    html = page(project)
    assert "#123456" in html and "letter-spacing: -0.01em" not in html
    assert ".masthead" in html


def test_style_sheets_are_short_on_a_screen(project: Project) -> None:
    """Comments and needless space go; what stands in quotation marks is as it was written."""
    project.write(
        "styles/audiences/alle.css",
        """/* seen; nowhere */
      b  >  i, b   i { content: "a ;  b: 0.5"; margin: 0.5mm -0.5mm 10.5mm; }
    """,
    )
    html = page(project)
    assert 'b>i,b i{content:"a ;  b: 0.5";margin:.5mm -.5mm 10.5mm}' in html
    assert "seen; nowhere" not in html and "seen; nowhere" in page(project, medium="pdf")


def test_headings_descend_without_a_gap(project: Project) -> None:
    """One h1 first, and no level is skipped."""
    levels = [int(level) for level in re.findall(r"<h([1-6])", page(project, medium="pdf"))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", ["demands", "demand-list"])
def test_each_demand_of_a_series_by_several_says_who_asks(project: Project, kind: str) -> None:
    """A series of one demander says it once, in its title or lead."""
    project.replace("content/briefs/oversikt.yaml", "kind: demands", f"kind: {kind}")
    assert "Stilt av" not in words(page(project))
    project.replace(
        "content/demands.yaml", "number: 4\n    by: brukerrad\n    to: kommune", "number: 4\n    by: kommune"
    )
    assert len(re.findall("Stilt av:? ?brukerrådet", words(page(project)))) == 3
    assert len(re.findall("Stilt av:? ?kommunen", words(page(project)))) == 1


def test_a_whole_list_of_demands_says_to_whom(project: Project) -> None:
    """A short one leaves it out, as it does all that is not the demand or its answer."""
    project.replace("content/briefs/oversikt.yaml", "kind: demands", "kind: demand-list")
    assert words(page(project)).count("Til: kommunen.") == 4


def test_whom_all_demands_are_addressed_to_is_said_once(project: Project) -> None:
    """In a line of its own, but where the words above the series say it already."""
    line = "Alle kravene er rettet til kommunen."
    assert words(page(project)).count(line) == 1
    project.replace(
        "content/demands.yaml", "Brukerrådet stilte kravene samlet.", "Kravene er stilt til kommunen samlet."
    )
    assert line not in words(page(project)) and "<dt>Til</dt>" not in page(project)


def test_without_an_answer_is_explained_once_above_what_it_is_said_of(project: Project) -> None:
    """In the first of two sections, before its demands; not where the section's own words explain it, nor where every
    demand has an answer.
    """
    brief, key = "content/briefs/oversikt.yaml", "Uten svar: Kildene dokumenterer ikke noe svar på kravet."
    project.replace(brief, "  - kind: measures", "  - kind: demand-list\n    title: Igjen\n  - kind: measures")
    said = words(page(project))
    assert said.count(key) == 1 and said.index("Kravene") < said.index(key) < said.index("Lengre lånetid Lånerne")
    own = "title: Kravene\n    lead: «Uten svar» er at svaret ikke er dokumentert."
    project.replace(brief, "title: Kravene\n", f"{own}\n")
    assert key not in words(page(project))


def test_facts_without_points_stand_across_the_page(project: Project) -> None:
    """Early in a story there may be no point yet, and a column with nothing in it."""
    edition = assemble(project.library(), Order("oversikt", "alle", "nb", NOW))
    assert 'class="opening"' in render(edition, project.root, "pdf")
    assert 'class="opening facts-alone"' in render(replace(edition, points=()), project.root, "pdf")


def test_a_column_of_answers_waits_for_the_first(project: Project) -> None:
    """Early in a story nothing is answered: the overview has no column that is empty all the way down."""
    now = assemble(project.library(), Order("oversikt", "alle", "nb", NOW))
    early = assemble(project.library(), Order("oversikt", "alle", "nb", date(2021, 3, 31)))
    column = "Svaret som er kommet lengst"
    assert column in words(render(now, project.root, "pdf"))
    assert "Kravene på et øyeblikk" in words(render(early, project.root, "pdf"))
    assert column not in words(render(early, project.root, "pdf"))


@pytest.mark.parametrize("length", ["short", "full"])
def test_a_star_is_explained_wherever_it_stands(project: Project, length: str) -> None:
    """In the log of measures too, where an edition does not tell each basis; without one there is no star."""
    project.replace("content/briefs/oversikt.yaml", "title: Tiltakene", f"title: Tiltakene\n    length: {length}")
    explained = "Datoen eller statusen er utledet og står ikke rett ut i kildene."
    assert "*" not in words(page(project)) and explained not in page(project)
    step = "text: Ordningen er i gang.\n        cites: [svar-2021/1]"
    project.replace("content/measures.yaml", step, f"{step}\n        basis: Svaret sier bare at det er åpent.")
    assert "1. august 2021* utledet" in words(page(project)).replace(" *", "*")
    assert explained in page(project)


@pytest.mark.parametrize("kind", ["timeline", "measure-overview", "demand-overview", "matrix"])
def test_the_keys_of_a_figure_stand_together(project: Project, kind: str) -> None:
    """A line has all of them or none: one alone on a line of its own looks lost."""
    project.replace("content/briefs/oversikt.yaml", "kind: measures", f"kind: {kind}")
    figure = page(project, medium="pdf").partition(f'class="section section-{kind}')[2].partition("</section>")[0]
    keys = figure.partition('<span class="keys">')[2]
    assert figure.count('class="key') == keys.count('class="key') + 1


@pytest.mark.parametrize("kind", ["measures", "demand-list"])
def test_a_row_that_is_a_card_on_phones_names_its_cells(project: Project, kind: str) -> None:
    """The head of the table is out of sight there."""
    project.replace("content/briefs/oversikt.yaml", "kind: measures", f"kind: {kind}\n    length: short")
    table = page(project).partition('as-cards">')[2].partition("</table>")[0]
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)[2:]
    assert heads and re.findall(r'data-head="(.*?)"', table)[: len(heads)] == heads


def test_a_row_of_a_long_text_is_marked_as_long(project: Project) -> None:
    """It may begin a table by itself at the foot of a page; one of a short text may not."""
    project.replace("content/briefs/oversikt.yaml", "kind: measures", "kind: demand-list\n    length: short")
    assert 'class="is-long"' not in page(project)
    said = "Biblioteket bør ha åpent {kvelder} i uka."
    project.replace("content/demands.yaml", said, f"{said}{' Det må bli mer av det.' * 10}")
    assert page(project).count('class="is-long"') == 1


@pytest.mark.parametrize("medium", ["html", "word"])
def test_a_status_in_words_of_its_own_has_its_day_in_the_overviews(project: Project, medium: Medium) -> None:
    """«Vedtatt senest» says nothing without one; a word of the ladder stands alone there."""
    project.replace("content/briefs/oversikt.yaml", "kind: measures", "kind: measure-overview")
    project.replace("content/measures.yaml", "status: adopted\n", "status: adopted\n        word: vedtatt senest\n")
    said = words(page(project, medium=medium))
    assert said.count("Vedtatt senest 20. september 2021") == 2
    assert "Varslet 20. september 2021" not in said


def test_in_word_a_table_has_no_caption_that_repeats_its_heading(project: Project) -> None:
    """On a page it is for listeners alone, and a document hides nothing."""
    project.replace("content/briefs/oversikt.yaml", "kind: demands", "kind: demand-list")
    title = re.search(r"title: (.*)", project.root.joinpath("content/demands.yaml").read_text(encoding="utf-8"))
    assert title is not None
    assert f'<caption class="visually-hidden">{title[1]}</caption>' in page(project)
    headed = page(project, medium="word")
    assert headed.count(f">{title[1]}<") == 1 and "Hva dokumentet sier, avsnitt for avsnitt" not in headed


def test_in_word_the_evidence_of_a_mark_is_a_note_in_its_cell(project: Project) -> None:
    """Not a list of bare numbers below the table, and only where an edition tells paragraphs."""

    def cells() -> list[str]:
        matrix = page(project, medium="word").split('class="matrix')[1].split("</tbody>")[0]
        return re.findall(r"<td>(.*?)</td>", matrix)

    assert not any("Kilde" in cell for cell in cells())
    project.replace("content/audiences/alle.yaml", "name: Alle", "name: Alle\nmarks: paragraphs")
    assert next(words(cell).strip() for cell in cells() if cell) == "T2 (delvis) Kilde 2 , avsnitt 3."
    assert "Belegg for hvert merke" not in page(project, medium="word")
