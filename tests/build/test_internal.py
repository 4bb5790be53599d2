"""Internal records and statements: who sees them has all, and for all others they were never there."""

from __future__ import annotations

import shutil

from briefs.build.pipeline import Run, Wanted, build, plan
from briefs.edition.edition import Facts
from tests.conftest import Project

SECRET = "Hemmelig"
RECORDS = {
    "demands": """  - id: hemmelig-krav
    internal: true
    series: krav-2021
    number: {number}
    by: brukerrad
    themes: [apningstid]
    title: Hemmelig krav om søndager
    text: Hemmelig ønske om {{hemmelig-tall}}.
    cites: [brev-2021/3]
""",
    "measures": """  - id: hemmelig-tiltak
    internal: true
    owner: kommune
    themes: [apningstid]
    title: Hemmelig tiltak
    text: Hemmelig prøve.
    cites: [svar-2021/2]
    log:
      - {{date: '2021-08-01', status: announced, warrant: official, text: Hemmelig varsel., cites: [svar-2021/2]}}
    answers:
      - {{demand: hemmelig-krav, extent: part, reason: Hemmelig svar., cites: [svar-2021/2]}}
""",
    "events": """  - id: hemmelig-hendelse
    internal: true
    date: '2021-04-01'
    title: Hemmelig møte
    text: Hemmelig møte i utvalget.
    cites: [svar-2021/1]
""",
    "figures": """  - id: hemmelig-tall
    internal: true
    value: 3
    unit: count
    noun: {{one: søndag, other: søndager}}
    measures: hemmelig antall søndager
    cites: [brev-2021/3]
""",
    "tensions": """  - id: hemmelig-uenighet
    internal: true
    kind: conflict
    title: Hemmelig uenighet
    sides:
      - {{text: Hemmelig side., cites: [brev-2021/6]}}
      - {{text: Hemmelig motpart., cites: [svar-2021/4]}}
    reading: Hemmelig lesning.
    about: [lanetid]
""",
}
POINT = "  - text: Hemmelig poeng.\n    internal: true\n    weight: 5\n    cites: [svar-2021/1]\n"


def with_internal(project: Project) -> Project:
    """A copy of the project with a record of each kind that may be internal, and an internal point."""
    copy = Project(project.root.parent / "internal")
    shutil.copytree(project.root, copy.root)
    number = len([each for each in project.library().demands.values() if each.series == "krav-2021"]) + 1
    for table, record in RECORDS.items():
        path = copy.root / f"content/{table}.yaml"
        path.write_text(path.read_text("utf-8").rstrip() + "\n" + record.format(number=number), "utf-8")
    copy.replace("content/briefs/oversikt.yaml", "points:\n", "points:\n" + POINT)
    assert copy.check() == ""
    return copy


def output(project: Project, formats: tuple[str, ...] = ("html",)) -> dict[str, bytes]:
    """Every file of a build, by its path."""
    library = project.library()
    out = project.root.parent / f"out-{project.root.name}"
    orders = plan(library, Wanted(), library.newest, Facts())
    build(library, orders, Run(project.root, out, formats), lambda *_: None, lambda _: None)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_nobody_else_knows_what_is_internal(project: Project) -> None:
    """Page, data, citations, list and manifest are, byte for byte, those of a project that never had it: text, counts
    and the hash of what decides a file alike.
    """
    assert output(with_internal(project)) == output(project)


def test_who_sees_it_is_told_all_of_it(project: Project) -> None:
    """Its page has the records and the point; the page beside it, for everybody, has nothing of them in any byte."""
    internal = with_internal(project)
    internal.replace("content/audiences/styre.yaml", "name: Styret", "name: Styret\nsees_internal: true")
    internal.replace("content/audiences/styre.yaml", "most_points: 3", "most_points: 5")
    before, after = output(project), output(internal)
    page = after["nb/oversikt/styre.html"].decode()
    assert "Hemmelig poeng." in page
    assert "Hemmelig poeng." not in before["nb/oversikt/styre.html"].decode()
    everybody = [path for path in after if path.startswith("nb/oversikt/alle.")]
    assert {path: after[path] for path in everybody} == {path: before[path] for path in everybody}
    others = [path for path in after if "styre" not in path]
    assert not [path for path in others if SECRET.lower() in after[path].decode().lower()]


def test_a_text_for_all_names_no_internal_figure(project: Project) -> None:
    """It would have a gap where the figure is taken away; the place to mend is named."""
    internal = with_internal(project)
    internal.replace("content/briefs/oversikt.yaml", "text: Lånetiden", "text: I {hemmelig-tall}, lånetiden")
    place = internal.place("content/briefs/oversikt.yaml", "I {hemmelig-tall}")
    assert f"{place}: 'hemmelig-tall' is internal, and this text of a brief is not" in internal.check()


def test_what_leans_on_an_internal_record_goes_with_it(project: Project) -> None:
    """A tension with an internal side is left out, since its reading speaks of all sides."""
    project.replace("content/tensions.yaml", "cites: [brev-2021/6]\n", "cites: [brev-2021/6]\n        internal: true\n")
    assert project.check() == ""
    assert "Hva kildene ikke sier" not in output(project)["nb/oversikt/alle.html"].decode()
