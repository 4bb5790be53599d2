"""The sources for reference managers: dates as exact as known, signs that TeX reads, the same bytes each time."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.dates import parse
from briefs.edition.citations import bibtex, csl_date, csl_json, escaped
from briefs.edition.edition import Order, assemble, context_at
from briefs.edition.prose import Context
from briefs.html.render import render
from tests.conftest import Project


def context(project: Project) -> Context:
    library = project.library()
    return context_at(library, "nb", library.newest)


def items(project: Project) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = json.loads(csl_json(context(project)))
    return values


def entries(text: str) -> dict[str, dict[str, str]]:
    """BibTeX read back: each entry's fields without their outer braces; a brace without a match is an error here."""
    found: dict[str, dict[str, str]] = {}
    at = 0
    while (match := re.compile(r"@(\w+)\{([^,\s]+),\n").search(text, at)) is not None:
        fields: dict[str, str] = {}
        at = match.end()
        while text[at] != "}":
            field = re.compile(r"  ([a-z]+) = ").match(text, at)
            assert field is not None, text[at : at + 40]
            start = at = field.end()
            if text[at] != "{":
                at = text.index(",\n", at)
                fields[field[1]] = text[start:at]
            else:
                depth = 0
                while True:
                    escape = text[at] == "\\" and text[at + 1] in "{}"
                    depth += 0 if escape else {"{": 1, "}": -1}.get(text[at], 0)
                    at += 2 if escape else 1
                    if depth == 0:
                        break
                fields[field[1]] = text[start + 1 : at - 1]
            assert text[at : at + 2] == ",\n"
            at += 2
        found[match[2]] = fields
    return found


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2017-09-08", {"date-parts": [[2017, 9, 8]]}),
        ("2017-12", {"date-parts": [[2017, 12]]}),
        ("2018", {"date-parts": [[2018]]}),
        ("2018-04~", {"date-parts": [[2018, 4]], "circa": True}),
        ("2017-23", {"date-parts": [[2017]], "season": 3}),
        ("2007/2017", {"date-parts": [[2007], [2017]]}),
        ("2017-09/2018-04~", {"date-parts": [[2017, 9], [2018, 4]], "circa": True}),
        ("2001/..", {"date-parts": [[2001]]}),
        ("../2017-09-08", {"date-parts": [[2017, 9, 8]]}),
        ("[2022-12-01..2023-04-15]", {"date-parts": [[2022, 12], [2023, 4]], "circa": True}),
        ("[2022-12-01..2022-12-24]", {"date-parts": [[2022, 12]], "circa": True}),
        ("201X", {"date-parts": [[2010], [2019]], "circa": True}),
        ("2018?", {"date-parts": [[2018]], "circa": True}),
    ],
)
def test_csl_date_is_as_exact_as_the_content(date: str, expected: dict[str, Any]) -> None:
    """A day, month, season, year, range and «about» each in CSL's own terms, never more exact than known."""
    assert csl_date(parse(date)) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2017-09-08", ("2017-09-08", "2017", "sep")),
        ("2017-12", ("2017-12", "2017", "dec")),
        ("2018", ("2018", "2018", None)),
        ("2017-23", ("2017-23", "2017", None)),
        ("2007/2017", ("2007/2017", "2007--2017", None)),
        ("2017-09/2017-12", ("2017-09/2017-12", "2017", None)),
        ("2001/..", ("2001/", "2001", "")),
        ("[2022-12-01..2023-04-15]", ("2022-12/2023-04", "2022--2023", None)),
        ("[2022-12-01..2022-12-24]", ("2022-12", "2022", None)),
    ],
)
def test_bibtex_date_is_as_exact_as_the_content(
    project: Project, date: str, expected: tuple[str, str, str | None]
) -> None:
    """`date` for biblatex; the older styles print no month that is only one end of what is known."""
    project.replace("content/sources/svar-2021.yaml", "date: '2021-09-20'", f"date: '{date}'\nknown_from: '2021-09-20'")
    entry = entries(bibtex(context(project)).decode())["svar-2021"]
    assert (entry["date"], entry["year"], entry.get("month")) == (expected[0], expected[1], expected[2] or None)


def test_op_ed_is_an_article_of_its_newspaper(project: Project) -> None:
    """Author, title and the paper by the name that bibliographies give it, in every language, and no publisher."""
    project.replace("content/sources/svar-2021.yaml", "genre: ", "type: newspaper-article\ngenre: ")
    project.replace("content/actors.yaml", "name: Eksempel kommune", "name: Bladet Posten\n    citation_name: Posten")
    item = items(project)[1]
    assert (item["type"], item["container-title"], item.get("publisher")) == ("article-newspaper", "Posten", None)
    text = bibtex(context(project)).decode()
    assert "@article{svar-2021," in text
    entry = entries(text)["svar-2021"]
    assert entry["journaltitle"] == entry["journal"] == "{Posten}"
    assert "organization" not in entry and "howpublished" not in entry


def test_web_page_has_its_address_and_a_copy(project: Project) -> None:
    """Where and when it was read, and where a copy is kept, in both formats and in the list of sources."""
    address, copy = "https://example.org/svar_1?x=50%25&y=1#a", "https://archive.example/2021/svar"
    project.replace(
        "content/sources/svar-2021.yaml",
        "genre: ",
        f"type: web-page\nurl: '{address}'\naccessed: '2021-09-21'\narchived: {copy}\ngenre: ",
    )
    item = items(project)[1]
    assert (item["type"], item["URL"], item["accessed"]) == ("webpage", address, {"date-parts": [[2021, 9, 21]]})
    assert f"{copy}. EDTF: " in item["note"]
    entry = entries(bibtex(context(project)).decode())["svar-2021"]
    assert (entry["url"], entry["urldate"]) == (address.replace("%", "\\%"), "2021-09-21")
    library = project.library()
    page = render(assemble(library, Order("oversikt", "alle", "nb", library.newest)), project.root, "pdf")
    assert f'<a class="address" href="{address.replace("&", "&amp;")}">' in page.replace("&#38;", "&amp;")
    assert "(lest 21. september 2021). Arkivert: <a" in page.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("accessed: '2021-09-21'", "'accessed' says when 'url' was read"),
        ("url: javascript:alert(1)", "url"),
        ("type: novel", "type"),
    ],
)
def test_wrong_address_or_type_is_told_at_its_line(project: Project, lines: str, said: str) -> None:
    """A mistake in what bibliographies need is a problem of its file."""
    project.replace("content/sources/svar-2021.yaml", "genre: ", f"{lines}\ngenre: ")
    assert said in project.check() and "content/sources/svar-2021.yaml:" in project.check()


def test_csl_item_of_a_dated_letter(project: Project) -> None:
    """Author, title, date, kind of text and language of one source; the description goes beside a title of its own."""
    assert items(project)[0] == {
        "id": "brev-2021",
        "type": "document",
        "title": "Til Eksempel kommune",
        "author": [{"literal": "Brukerrådet for biblioteket"}],
        "publisher": "Brukerrådet for biblioteket",
        "issued": {"date-parts": [[2021, 3, 12]]},
        "language": "nb-NO",
        "genre": "brev",
        "abstract": "Brev om åpningstidene i biblioteket",
        "note": (
            "EDTF: 2021-03-12. brev-2021.txt, SHA-256 3c46787985b84be82f381089f9068dafd1272bedd80b6c161b91180bc3958894"
        ),
    }


def test_uncertain_date_is_explained_in_the_note(project: Project) -> None:
    """An undated document says so, and from what its date was inferred, in both formats."""
    project.replace("content/sources/svar-2021.yaml", "date: '2021-09-20'", "date: '[2021-09-20..2021-12-24]'")
    said = (
        "Mellom 20. september og 24. desember 2021. Datoen er gitt sammen med svaret. EDTF: [2021-09-20..2021-12-24]."
    )
    assert items(project)[1]["note"].replace("\u00a0", " ").startswith(said)
    entry = entries(bibtex(context(project)).decode())["svar-2021"]
    assert entry["note"].replace("~", " ").startswith(said)
    assert (entry["date"], entry["year"]) == ("2021-09/2021-12", "2021") and "month" not in entry


def test_people_are_sorted_by_family_name_only_where_the_content_says_it(project: Project) -> None:
    """«Ibsen, Henrik» gives family and given name; an institution stays one name in both formats."""
    project.replace("content/actors.yaml", "name: Biblioteksjefen", "name: Henrik Ibsen\n    sort: Ibsen, Henrik")
    assert items(project)[1]["author"] == [{"family": "Ibsen", "given": "Henrik"}]
    read = entries(bibtex(context(project)).decode())
    assert read["svar-2021"]["author"] == "Ibsen, Henrik"
    assert read["brev-2021"]["author"] == "{Brukerrådet for biblioteket}"


def test_unknown_author_is_nobody(project: Project) -> None:
    """Words such as «not given» are no author and no publisher."""
    project.replace("content/sources/svar-2021.yaml", "author: {actor: biblioteksjef}", "author: {name: Ikke oppgitt}")
    assert "author" not in items(project)[1]
    assert "author" not in entries(bibtex(context(project)).decode())["svar-2021"]


def test_document_without_a_title_is_described_in_brackets(project: Project) -> None:
    """The custom for works without a title."""
    assert items(project)[1]["title"] == "[Svar på brevet om åpningstidene]"


def test_bibtex_reads_back(project: Project) -> None:
    """Every entry has balanced braces and the fields that a style needs; a title full of TeX's own signs survives."""
    project.replace(
        "content/sources/brev-2021.yaml", "title: Til Eksempel kommune", "title: '50 % & 3_4 #5 {x} ~ ^ \\ $ – «å»'"
    )
    read = entries(bibtex(context(project)).decode())
    assert list(read) == ["brev-2021", "svar-2021"]
    entry = read["brev-2021"]
    assert (
        entry["title"] == r"{50 \% \& 3\_4 \#5 \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{} \$ -- «å»}"
    )
    assert (entry["date"], entry["year"], entry["month"], entry["langid"]) == ("2021-03-12", "2021", "mar", "norsk")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_escaped_text_never_breaks_an_entry(words: str) -> None:
    """Whatever a title holds, its braces balance and no sign of TeX's stands bare."""
    text = escaped(words)
    bare = re.sub(r"\\(textbackslash|textasciitilde|textasciicircum)\{\}|\\[{}$&%#_]|\$-\$", "", text)
    assert not re.search(r"[\\{}$&%#_^]", bare)


def test_only_known_sources_are_cited(project: Project) -> None:
    """The citations of an earlier day have the sources of that day, in the order of their numbers, and the same bytes
    each time.
    """
    library = project.library()
    then = context_at(library, "nb", library.sources["brev-2021"].known)
    assert [item["id"] for item in json.loads(csl_json(then))] == ["brev-2021"]
    assert csl_json(context(project)) == csl_json(context(project)) and bibtex(context(project)) == bibtex(
        context(project)
    )
