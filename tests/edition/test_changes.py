"""What changed: between two days of one library, since an edition that was given out, and how it is put into words."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefs.cli import app
from briefs.dates import parse
from briefs.edition.builtin import with_changes_brief
from briefs.edition.changes import Changes, RecordChange
from briefs.edition.data import edition_json, known_in
from briefs.edition.edition import EVERYBODY, Order, assemble, context_at
from briefs.edition.snapshot import Snapshot, from_plain, snapshot, to_plain
from briefs.html.render import render, render_changes, sentences
from tests.conftest import Project

BEFORE, AFTER = date(2021, 6, 1), date(2021, 9, 20)


def changes_of(project: Project, since: date | Snapshot = BEFORE, until: date = AFTER) -> Changes:
    library = with_changes_brief(project.library(), project.root)
    found = assemble(library, Order("endringer", EVERYBODY, "nb", until, since=since)).listed_changes
    assert found is not None
    return found


def known(project: Project, day: date = AFTER) -> Snapshot:
    return snapshot(context_at(project.library(), "nb", day))


def words(project: Project, changes: Changes) -> list[str]:
    return [text.replace("\u00a0", " ") for text in sentences(changes, "nb", project.root)]


def briefs(project: Project, *arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*map(str, arguments), "--project", str(project.root)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output.replace("\u00a0", " ")


def of_kind(changes: Changes, kind: str) -> list[RecordChange]:
    return [change for change in changes.all if change.kind == kind]


def test_changes_between_two_days_in_words(project: Project) -> None:
    """The answer of September: three demands answered, a deadline passed, new deadlines, measures, events and a source,
    in that order.
    """
    assert words(project, changes_of(project)) == [
        "Krav 2 Åpent på lørdager: fra ikke dokumentert i kildene til besvart, ved T1 Ubetjent åpent på lørdager",
        "Krav 1 Åpent om kvelden: fra ikke dokumentert i kildene til delvis besvart, ved T2 Prøve med én åpen kveld",
        "Krav 3 Penger til nye bøker: fra ikke dokumentert i kildene til delvis besvart, ved T3 Penger til nye bøker",
        (
            "Pengene skal være satt av (krav 3): fristen 1. september 2021 er passert, og kildene dokumenterer "
            "ikke utfallet"
        ),
        "Erfaringene skal være meldt inn (krav Andre 1): ny frist, 1. mars 2022 (ikke nådd ennå)",
        "Prøven skal være vurdert (T2): ny frist, innen våren 2022 (ikke nådd ennå)",
        (
            "Åpningstiden sto som et nøyaktig tall. Riktig er: Det var åpent om lag 20 timer i uka. (rettet 20. "
            "september 2021)"
        ),
        "T1 Ubetjent åpent på lørdager: iverksatt (1. august 2021)",
        "T3 Penger til nye bøker: vedtatt (20. september 2021)",
        "T2 Prøve med én åpen kveld: varslet (20. september 2021)",
        "Krav Andre 1 Meld fra om erfaringene (fra kommunen): ikke dokumentert i kildene",
        "1. august 2021: Biblioteket åpner på lørdager",
        "Våren 2022 (planlagt): Prøven vurderes",
        "Lånetiden er ikke omtalt i svaret (mangler i kildene)",
        "Svar på brevet om åpningstidene (20. september 2021)",
    ]


def test_status_change_names_both_statuses(project: Project) -> None:
    """A measure that was proposed in the letter and is announced in the answer has gone from one to the other."""
    project.replace("content/measures.yaml", "cites: [svar-2021/2]\n    log", "cites: [brev-2021/3]\n    log")
    change = of_kind(changes_of(project), "status")[0]
    assert (change.id, change.before, change.after, change.cites) == (
        "prove-kveld",
        "proposed",
        "announced",
        ("svar-2021/2",),
    )
    assert (
        words(project, changes_of(project))[0]
        == "T2 Prøve med én åpen kveld: fra foreslått til varslet (20. september 2021)"
    )


def test_every_change_stands_on_a_source_mark(project: Project) -> None:
    """Each line that is printed can be followed to its source."""
    assert all(change.marks for change in changes_of(project).all)


def test_nothing_between_two_days_without_news(project: Project) -> None:
    """Two days with the same sources, and no deadline between them, differ in nothing; the page says so."""
    changes = changes_of(project, date(2021, 9, 21), date(2021, 10, 1))
    assert changes.all == ()
    assert "Kildene gir ikke noe nytt" in render_changes(changes, (), "nb", project.root)


def test_deadline_passes_without_any_new_source(project: Project) -> None:
    """Time alone changes a deadline, and a plan: both are reported once their day is over."""
    changes = changes_of(project, date(2022, 2, 1), date(2022, 7, 1))
    assert [(change.kind, change.id) for change in changes.all] == [
        ("deadline-passed", "erfaringer"),
        ("deadline-passed", "prove-kveld"),
        ("event-passed", "vurderingen"),
    ]


def test_text_carries_marks_and_the_sources_below(project: Project) -> None:
    """The text names the numbered sources that its marks lead to, and no other."""
    edition = assemble(
        with_changes_brief(project.library(), project.root), Order("endringer", EVERYBODY, "nb", AFTER, since=BEFORE)
    )
    assert edition.listed_changes is not None
    text = render_changes(edition.listed_changes, edition.sources, "nb", project.root).replace("\u00a0", " ")
    assert text.startswith("Endringer fra 1. juni 2021 til 20. september 2021\n\nKort fortalt\n– ")
    assert "til besvart, ved T1 Ubetjent åpent på lørdager [Kilde 2, avsnitt 2]\n" in text
    letter, answer = (
        "[1] Brev om åpningstidene i biblioteket (12. mars 2021)",
        "[2] Svar på brevet om åpningstidene (20. september 2021)",
    )
    assert text.endswith(f"Kilder\n{letter}\n{answer}\n")
    assert "<" not in text and "&" not in text


# --- since an edition -------------------------------------------------------------------------------------------------


def test_snapshot_survives_json(project: Project) -> None:
    """What an edition knew is read back from its record exactly, so that nothing seems to have changed."""
    then = known(project)
    assert from_plain(json.loads(json.dumps(to_plain(then)))) == then
    assert changes_of(project, then).all == ()


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            "figures",
            "value: 250000",
            "value: 300000",
            "Beløpet som kommunen satte av til bøker: rettet fra 250 000 kroner til 300 000 kroner",
        ),
        (
            "figures",
            "precision: about",
            "precision: over",
            "Åpningstid per uke våren 2021: rettet fra om lag 20 timer til mer enn 20 timer",
        ),
        (
            "demands",
            "date: '2022-03-01'",
            "date: '2022-05-01'",
            "Erfaringene skal være meldt inn (krav Andre 1): fristen er flyttet fra 1. mars 2022 til 1. mai 2022",
        ),
        (
            "demands",
            "cites: [brev-2021/5]\n    themes",
            "cites: [brev-2021/5]\n      met_by: [svar-2021/4]\n    themes",
            "Pengene skal være satt av (krav 3): dokumentert levert. Fristen var 1. september 2021",
        ),
        (
            "measures",
            "extent: full",
            "extent: part",
            "Krav 2 Åpent på lørdager: fra besvart til delvis besvart, ved T1 Ubetjent åpent på lørdager",
        ),
        (
            "measures",
            "status: in-force",
            "status: adopted",
            "T1 Ubetjent åpent på lørdager: fra iverksatt til vedtatt (1. august 2021)",
        ),
        (
            "events",
            "date: '2021-08-01'",
            "date: '2021-08'",
            "Biblioteket åpner på lørdager: datoen er rettet fra 1. august 2021 til august 2021",
        ),
        (
            "measures",
            "date: '2021-08-01'",
            "date: '2021-08-15'",
            "T1 Ubetjent åpent på lørdager: datoen for «iverksatt» er rettet fra 1. august 2021 til 15. august 2021",
        ),
        (
            "demands",
            "Biblioteket bør ha åpent på lørdager.",
            "Biblioteket kan stenge på lørdager.",
            "Krav 2 Åpent på lørdager: teksten er endret fra «Biblioteket bør ha åpent på lørdager.» til "
            "«Biblioteket kan stenge på lørdager.»",
        ),
        (
            "measures",
            "title: Prøve med én åpen kveld",
            "title: Prøve med kveldsåpent",
            "T2 Prøve med kveldsåpent: het før «Prøve med én åpen kveld»",
        ),
    ],
)
def test_edited_content_is_told_since_an_edition(
    project: Project, path: str, old: str, new: str, expected: str
) -> None:
    """An edition keeps what it knew: whatever is edited afterwards is compared with it, on the same day."""
    then = known(project)
    project.replace(f"content/{path}.yaml", old, new)
    assert words(project, changes_of(project, then)) == [expected]


@pytest.mark.parametrize(
    ("path", "old"),
    [
        ("measures", "ubetjent-lordag"),
        ("demands", "bokpenger"),
        ("events", "lordagene"),
        ("figures", "bokpenger-krav"),
        ("sources/brev-2021", "brev-2021"),
        ("sources/svar-2021", "svar-2021"),
    ],
)
def test_a_record_that_has_another_id_is_the_same(project: Project, path: str, old: str) -> None:
    """Whoever was given the edition sees title and sources, and these are what they were; what cites it follows."""
    then = known(project)
    for file in sorted((project.root / "content").rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        new = re.sub(rf"(?<![\w-]){old}(?![\w-])(?!\.txt)", "annen-id", text)
        file.write_text(new, encoding="utf-8")
    file = project.root / f"content/{path}.yaml"
    file.rename(file.with_name(f"{'annen-id' if path.startswith('sources/') else file.stem}.yaml"))
    assert "annen-id" in str(known(project))
    assert changes_of(project, then).all == ()


def test_two_records_alike_are_not_taken_for_one_another(project: Project) -> None:
    """Where it cannot be told which record an old one has become, it is gone, and the new ones are new."""
    then = known(project)
    text = (project.root / "content/events.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: lordagene"), text.index("  - id: vurderingen")
    twice = "".join(text[start:end].replace("lordagene", id) for id in ("den-ene", "den-andre"))
    project.write("content/events.yaml", text[:start] + twice + text[end:])
    found = changes_of(project, then)
    assert sorted(change.id for change in found.all) == ["den-andre", "den-ene", "lordagene"]


def test_a_step_is_dated_by_the_source_that_gives_its_day(project: Project) -> None:
    """A later step that only says that it is still so does not carry the day that is printed."""
    step = """      - date: '2021-09-20'
        status: in-force
        warrant: official
        text: Den går fortsatt.
        cites: [svar-2021/2]
    answers:
      - demand: lordagsapent"""
    project.replace("content/measures.yaml", "    answers:\n      - demand: lordagsapent", step)
    (measure, *_) = of_kind(changes_of(project), "measure")
    assert (measure.date, measure.cites[0]) == (parse("2021-08-01"), "svar-2021/1")


def test_text_of_a_count_that_has_changed_is_no_other_text(project: Project) -> None:
    """Between two days the same words may print another number: nobody has written anything else."""
    project.replace(
        "content/events.yaml", "Brukerrådet stiller fire krav", "Av {demands.total} krav er {demands.answered}"
    )
    assert of_kind(changes_of(project), "reworded") == []
    then = known(project, BEFORE)
    assert of_kind(changes_of(project, then), "reworded") == []


def test_changes_since_an_edition_are_no_changes_from_a_day_to_the_same(project: Project) -> None:
    """Content that was edited afterwards is compared with the edition, in words that say so, on page and terminal."""
    then = known(project)
    library = with_changes_brief(project.library(), project.root, from_edition=True)
    edition = assemble(library, Order("endringer", EVERYBODY, "nb", AFTER, since=then))
    assert edition.listed_changes is not None
    text = render_changes(edition.listed_changes, edition.sources, "nb", project.root).replace("\u00a0", " ")
    assert text.startswith("Endringer siden utgaven per 20. september 2021\n")
    assert "Ingenting er endret siden utgaven." in text
    page = render(edition, project.root, "html").replace("\u00a0", " ")
    assert "biblioteket: endringer siden utgaven per 20. september 2021" in page
    assert "fra 20. september 2021" not in page + text and "tidsrommet" not in page + text


def test_edition_that_kept_no_texts_still_tells_the_rest(project: Project, tmp_path: Path) -> None:
    """The record of an earlier version is read; what it cannot tell is said, and not guessed."""
    assert briefs(project, "build", "--format", "html", "--out", tmp_path)[0] == 0
    for path in tmp_path.glob("nb/oversikt/*.json"):
        record = json.loads(path.read_text(encoding="utf-8"))
        for table in ("events", "demands", "measures"):
            for entry in record["known"][table].values():
                del entry["statements"]
        path.write_text(json.dumps(record), encoding="utf-8")
    project.replace(
        "content/demands.yaml", "Biblioteket bør ha åpent på lørdager.", "Biblioteket kan stenge på lørdager."
    )
    project.replace("content/figures.yaml", "value: 250000", "value: 300000")
    status, text = briefs(project, "diff", "--from-edition", tmp_path / "manifest.json")
    assert status == 0 and "rettet fra 250 000 kroner til 300 000 kroner" in text
    assert "that edition did not keep the texts of its records" in text and "kan stenge" not in text


def test_plan_that_came_true_is_told(project: Project) -> None:
    """A planned event of which a younger source reports has happened; the day that was planned stands beside it."""
    then = known(project, date(2022, 7, 1))
    late = "date: '2022-06-15'"
    project.replace("content/sources/svar-2021.yaml", "date: '2021-09-20'", late)
    project.replace("content/events.yaml", "date: '2022-21'\n    planned: true", "date: '2022-05'")
    changes = changes_of(project, then, date(2022, 7, 1))
    assert words(project, changes) == ["Prøven vurderes: var planlagt til våren 2022, dokumentert mai 2022"]


def test_withdrawn_record_is_told(project: Project) -> None:
    """What an edition printed and the content no longer has is not passed over in silence."""
    then = known(project)
    text = (project.root / "content/events.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: lordagene"), text.index("  - id: vurderingen")
    project.write("content/events.yaml", text[:start] + text[end:])
    assert words(project, changes_of(project, then)) == [
        "Biblioteket åpner på lørdager: hendelsen er tatt ut av grunnlaget"
    ]


def test_record_beside_the_page_gives_the_edition_as_data(project: Project) -> None:
    """Ids, EDTF dates, texts as printed, citations and figures with their values, in a schema with a number; twice the
    same bytes.
    """
    edition = assemble(project.library(), Order("oversikt", EVERYBODY, "nb", AFTER))
    values = json.loads(edition_json(edition))
    about = [values[key] for key in ("schema", "brief", "audience_id", "lang", "as_of")]
    assert about == [1, "oversikt", "alle", "nb", "2021-09-20"]
    assert (
        values["points"][1]["prose"].replace("\u00a0", " ")
        == "Biblioteket har hatt åpent på lørdager siden 1. august 2021."
    )
    assert values["points"][1]["marks"] == [
        {"source": "svar-2021", "number": 2, "paragraphs": [2], "claims": ["svar-2021/1"]}
    ]
    figure = next(figure for figure in values["figures"] if figure["id"] == "apent-i-uka")
    assert (figure["value"], figure["precision"], figure["cites"]) == ("20", "about", ["brev-2021/2"])
    assert edition_json(edition) == edition_json(assemble(project.library(), Order("oversikt", EVERYBODY, "nb", AFTER)))
    assert known_in(edition_json(edition)) == edition.known


FOREIGN = [b"", b"[]", b'{"schema": 2, "known": {}}', b'{"schema": 1}', b'{"schema": 1, "known": {"as_of": "x"}}']


@pytest.mark.parametrize("content", FOREIGN)
def test_foreign_record_is_refused(content: bytes) -> None:
    """Something else than a record of this schema is a ValueError and no traceback of another kind."""
    with pytest.raises(ValueError, match=r"it is no|as_of"):
        known_in(content)


# --- in a brief -------------------------------------------------------------------------------------------------------


def test_box_of_changes_only_where_a_brief_asks(project: Project) -> None:
    """«Endret siden sist» stands in a brief with `changed_since`, in six lines at most, and counts the others."""
    order = Order("oversikt", EVERYBODY, "nb", AFTER)
    assert assemble(project.library(), order).changed is None
    project.replace(
        "content/briefs/oversikt.yaml",
        "audiences: [alle, styre]",
        "audiences: [alle, styre]\nchanged_since: '2021-06-01'",
    )
    edition = assemble(project.library(), order)
    assert edition.changed is not None
    assert len(edition.changed.summary) == 6
    assert edition.changed.untold == len(edition.changed.all) - sum(
        len(line.changes) for line in edition.changed.summary
    )
    page = render(edition, project.root, "pdf")
    assert "Endret siden sist" in page
    assert (
        assemble(project.library(), Order("oversikt", EVERYBODY, "nb", BEFORE)).changed is None
    )  # the day asked for had not come


def test_many_of_a_sort_stand_in_one_line(project: Project) -> None:
    """Three new measures are one line of the summary, which says how many ended where."""
    line = next(line for line in changes_of(project).summary if line.kind == "measure")
    assert [change.id for change in line.changes] == ["ubetjent-lordag", "nye-boker", "prove-kveld"]
    assert line.counts == (("in-force", 1), ("adopted", 1), ("announced", 1))


def test_correction_is_printed_where_the_corrected_record_is(project: Project) -> None:
    """The next edition of a brief that prints the figure prints the correction; a brief without the figure, or before
    its day, does not.
    """
    page = render(assemble(project.library(), Order("oversikt", EVERYBODY, "nb", AFTER)), project.root, "html")
    assert "Rettelser" in page and "Åpningstiden sto som et nøyaktig tall." in page
    assert "Rettelser" not in render(
        assemble(project.library(), Order("oversikt", "styre", "nb", AFTER)), project.root, "html"
    )
    assert assemble(project.library(), Order("oversikt", EVERYBODY, "nb", BEFORE)).corrections == ()


def test_correction_before_the_last_edition_is_old_news(project: Project) -> None:
    """With `changed_since` after the correction, it was printed already."""
    project.replace(
        "content/briefs/oversikt.yaml",
        "audiences: [alle, styre]",
        "audiences: [alle, styre]\nchanged_since: '2021-09-20'",
    )
    assert assemble(project.library(), Order("oversikt", EVERYBODY, "nb", date(2021, 10, 1))).corrections == ()


# --- the command ------------------------------------------------------------------------------------------------------


def test_diff_prints_a_brief_of_its_own(project: Project, tmp_path: Path) -> None:
    """`briefs diff --out` writes the changes as a brief where every brief goes, with its record and its place in the
    manifest.
    """
    status, text = briefs(project, "diff", "--from", "2021-06-01", "--format", "html", "--out", tmp_path / "out")
    assert status == 0 and "Svar på kravene" in text
    page = (tmp_path / "out/nb/endringer/alle.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "<h1>Åpningstider i biblioteket: endringer siden 1. juni 2021</h1>" in page
    listed = json.loads((tmp_path / "out/manifest.json").read_text())["artifacts"]
    assert [entry["path"] for entry in listed] == ["nb/endringer/alle.html"]


def test_diff_as_json_has_keys_and_words(project: Project) -> None:
    """Each change for a program: what it is, from and to what, the claims behind it, and the sentence that the text
    prints.
    """
    status, output = briefs(project, "diff", "--from", "2021-06-01", "--json")
    values = json.loads(output)
    assert status == 0 and (values["schema"], values["from"], values["to"]) == (1, "2021-06-01", "2021-09-20")
    first = values["changes"][0]
    assert (first["kind"], first["id"], first["before"], first["after"]) == (
        "answer",
        "lordagsapent",
        "undocumented",
        "full",
    )
    assert first["cites"] == ["svar-2021/1"] and first["answered_by"] == ["ubetjent-lordag"]
    assert first["text"].startswith("Krav 2 Åpent på lørdager: fra ikke dokumentert")


def test_diff_since_an_edition_that_was_built(project: Project, tmp_path: Path) -> None:
    """A manifest and the records beside the pages are enough: the old content is gone, and the change is listed."""
    assert briefs(project, "build", "--format", "html", "--out", tmp_path)[0] == 0
    project.replace("content/figures.yaml", "value: 250000", "value: 300000")
    status, text = briefs(project, "diff", "--from-edition", tmp_path / "manifest.json")
    assert status == 0 and "rettet fra 250 000 kroner til 300 000 kroner" in text
    (tmp_path / "nb/oversikt/alle.json").write_text("{}", encoding="utf-8")
    status, text = briefs(project, "diff", "--from-edition", tmp_path / "manifest.json")
    assert status == 1 and "alle.json" in text and "cannot be read" in text
    status, text = briefs(project, "diff", "--from-edition", tmp_path / "no.json")
    assert status == 1 and "no.json:1:1: there is no such file. Name the manifest.json of an earlier build" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a day"),
        (("--from", "2021-06-01", "--from-edition", "m.json"), "name a day"),
        (("--from", "2021-09-20", "--to", "2021-06-01"), "is not before"),
        (("--from", "2020-01-01", "--to", "2020-06-01"), "nothing was known"),
        (("--from", "yesterday"), "is no day"),
        (("--from", "2021-06-01", "--lang", "nn"), "there is no 'nn'"),
    ],
)
def test_wrong_use_of_diff(project: Project, arguments: tuple[str, ...], said: str) -> None:
    """Wrong use is reported and exits with 2."""
    status, text = briefs(project, "diff", *arguments)
    assert status == 2 and said in text


def test_check_today_lists_what_is_stale_and_stays_fine(project: Project) -> None:
    """Freshness warns: exit status 0 with one summary line, 1 with --strict; another day may be named."""
    status, text = briefs(project, "check", "--today", "2022-10-01")
    assert status == 0 and "warning: the deadline 2022-03-01 of 'erfaringer' has passed" in text
    assert "On 2022-10-01: the sources go to 2021-09-20, " in text
    assert briefs(project, "check", "--today", "2022-10-01", "--strict")[0] == 1
    assert briefs(project, "check", "2022-10-01")[0] == 2
