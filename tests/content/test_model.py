"""The shape of the content: what a record holds, and what a text refers to."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from briefs.content import model
from briefs.dates import parse
from briefs.errors import Where
from tests.conftest import Project


def text(words: str) -> model.Text:
    return model.Text(words)


def source(**given: object) -> model.Source:
    """A source with one claim, changed as the test says."""
    values = {
        "id": "brev",
        "description": text("Brev"),
        "genre": text("brev"),
        "publisher": model.Attribution(actor="kommune"),
        "author": model.Attribution(name=text("ukjent")),
        "date": "[2022-12-01..2023-04-15]",
        "date_basis": text("Udatert."),
        "file": "brev.txt",
        "sha256": "0" * 64,
        "paragraphs": 1,
        "claims": [{"number": 1, "paragraph": 1, "speaker": "kommune", "kind": "fact", "text": text("Noe.")}],
    }
    return model.Source.model_validate({**values, **given})


def test_a_text_never_falls_back_to_another_language() -> None:
    """A missing translation is an error, not bokmål in a nynorsk brief."""
    only_nb = model.Text("Kommunen svarer.", where=Where("content/events.yaml", 3, 9))
    assert only_nb.get("nb") == "Kommunen svarer."
    assert (only_nb.has("nb"), only_nb.has("nn")) == (True, False)
    with pytest.raises(KeyError, match=r"content/events\.yaml:3:9: no text in nn"):
        only_nb.get("nn")


def test_records_do_not_change() -> None:
    """What has been loaded stays as it was."""
    with pytest.raises(ValidationError, match="frozen"):
        source().file = "annet.txt"


def test_a_citation_names_source_and_claim() -> None:
    """`brev-2021/3` is claim 3 of the source brev-2021."""
    statement = model.Statement.model_validate({"text": text("Noe."), "cites": ["brev-2021/3"]})
    assert statement.cites == (model.Citation("brev-2021", 3),)
    assert str(statement.cites[0]) == "brev-2021/3"


@pytest.mark.parametrize(
    "cite", ["brev", "brev/", "brev/X", "brev/3-b", "/3", "brev 2021/3", "brev/" + "9" * 5000, 3, None, "brev/٣"]
)
def test_what_cites_no_claim_is_refused(cite: object) -> None:
    """A document as a whole is never evidence for a statement."""
    with pytest.raises(ValidationError, match="cites no claim"):
        model.Statement.model_validate({"text": text("Noe."), "cites": [cite]})


def test_an_undated_source_is_known_from_its_latest_day() -> None:
    """A document dated by an interval counts from its later bound unless its YAML says otherwise."""
    assert source().known == date(2023, 4, 15)
    assert source(known_from="2023-02-01").known == date(2023, 2, 1)


def test_an_attribution_names_an_actor_or_gives_words() -> None:
    """Either the author is an actor, or it is said in words; not both, not neither."""
    for given in ({}, {"actor": "kommune", "name": text("ukjent")}):
        with pytest.raises(ValidationError, match="give either 'actor' or 'name'"):
            model.Attribution.model_validate(given)


def test_a_review_is_a_day_or_a_rule() -> None:
    """Either a day or a number of months."""
    assert model.Review.model_validate({"on": "2024-01-31"}).on == date(2024, 1, 31)
    for given in ({}, {"on": "2024-01-31", "after_months": 6}):
        with pytest.raises(ValidationError, match="give either 'on' or 'after_months'"):
            model.Review.model_validate(given)


@pytest.mark.parametrize("day", ["2024-02-30", "20240131", "2024-W05-3", "31.1.2024", 2024, None, True])
def test_a_day_is_written_in_one_way(day: object) -> None:
    """Neither week dates nor bare years pass for days."""
    with pytest.raises(ValidationError, match=r"is no day\. Write it as '2017-09-08'"):
        source(known_from=day) if day is not None else model.Correction.model_validate({"wrong_since": day})


@pytest.mark.parametrize("number", [True, "1", 0, 10_001])
def test_a_number_is_a_number(number: object) -> None:
    """A quoted number or `true` is no paragraph number."""
    with pytest.raises(ValidationError, match="paragraphs"):
        source(paragraphs=number)


def test_the_newest_day_is_that_of_the_last_source_unless_the_project_says_otherwise(project: Project) -> None:
    """The default as-of date comes from the content, never from the clock."""
    assert project.library().newest == date(2021, 9, 20)
    project.replace("content/project.yaml", "themes:", "as_of: '2022-06-30'\nthemes:")
    assert project.library().newest == date(2022, 6, 30)


def test_a_claim_is_found_by_its_citation(project: Project) -> None:
    """What a citation leads to is one claim, or nothing."""
    library = project.library()
    claim = library.claim(model.Citation("svar-2021", 4))
    assert claim is not None
    assert claim.paragraph == 4
    assert library.claim(model.Citation("svar-2021", 44)) is None
    assert library.claim(model.Citation("svar-2044", 4)) is None


def test_a_theme_is_found_by_its_id(project: Project) -> None:
    """A theme that does not exist is None."""
    assert project.library().project.theme("samling") is not None
    assert project.library().project.theme("samlinga") is None


def test_references_are_read_in_their_order() -> None:
    """A reference names a figure, a date or a count, and may say how it is set."""
    found = list(model.placeholders("{timer|number} timer siden {2015}, se {demands.partly}."))
    assert [(reference.name, reference.style, reference.is_date) for reference in found] == [
        ("timer", "number", False),
        ("2015", "", True),
        ("demands.partly", "", False),
    ]
    assert [(reference.start, reference.end) for reference in found] == [(0, 14), (27, 33), (38, 54)]


def test_texts_come_with_the_path_that_leads_to_them(project: Project) -> None:
    """Every text of a record is found, in the order of the model."""
    paths = [path for path, _ in model.texts(project.library().measures["prove-kveld"])]
    assert paths == [
        ("title",),
        ("statements", 0, "text"),
        ("log", 0, "text"),
        ("log", 1, "text"),
        ("deadline", "what"),
        ("answers", 0, "reason"),
    ]


def test_a_season_in_a_record_keeps_its_text(project: Project) -> None:
    """A date in a record is the EDTF value, its text as written."""
    assert project.library().events["vurderingen"].date == parse("2022-21")
