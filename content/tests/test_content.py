"""The shipped content: its rules are clean, it says what it may say, and it stands on the documents where they are at
hand.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from briefs.content import model
from briefs.content.check import check
from briefs.content.kinds import records
from briefs.content.load import load
from briefs.edition.sections import needed_fields
from briefs.errors import Where
from briefs.language.tables import languages

ROOT = Path(__file__).parents[2]
DOCUMENTS = Path(os.environ.get("BRIEFS_SOURCES") or ROOT.parent / "shared" / "sources")
needs_documents = pytest.mark.skipif(
    not any(DOCUMENTS.glob("*.txt")), reason="not run: the documents are not here; name their folder in BRIEFS_SOURCES"
)


@lru_cache(maxsize=1)
def library() -> model.Library:
    """The content that the repository ships."""
    loaded = load(ROOT)
    assert loaded.problems == ()
    assert loaded.library is not None
    return loaded.library


def texts() -> Iterator[tuple[Where, str]]:
    """Every text of the content in every language, with its place."""
    for record in (library().project, *(record for _, record in records(library()))):
        for _, text in model.texts(record):
            yield from ((text.where.at(language), text.get(language)) for language in languages() if text.has(language))


# --- what it says -----------------------------------------------------------------------------------------------------


def test_the_content_follows_all_rules() -> None:
    """`check` has nothing to say."""
    assert check(library(), sections=needed_fields()) == ()


def test_the_documents_are_told_in_somewhat_over_a_hundred_claims() -> None:
    """Fewer would leave things out, more would take them apart."""
    assert len(library().sources) == 5
    assert 100 <= sum(len(source.claims) for source in library().sources.values()) <= 130


def test_the_first_series_has_eleven_demands() -> None:
    """They are the eleven of the big-city network; the others stand in series of their own."""
    first = next(iter(library().series))
    numbers = sorted(demand.number for demand in library().demands.values() if demand.series == first)
    assert numbers == list(range(1, 12))


def test_an_undocumented_answer_is_never_a_refusal() -> None:
    """What the documents do not tell may still have happened."""
    unfair = re.compile(
        r"ikk[ej]e? (?:er )?(?:blitt |vorte )?(?:innfridd|oppfylt)|not (?:been )?(?:met|fulfilled)\b", re.IGNORECASE
    )
    assert [str(where) for where, words in texts() if unfair.search(words)] == []


def test_the_set_aside_amount_is_neither_yearly_nor_a_total() -> None:
    """One document says that it is set aside, another that it is more than planned: nothing says for which time."""
    amounts = {figure.id for figure in library().figures.values() if figure.value == Decimal(1_600_000_000)}
    assert amounts
    nordic, english = (
        r"årlig|årleg|\bi året\b|(?:per|hvert|kvart) år|totalt?\b|til sammen|i alt",
        r"annual|yearly|per year|a year|in all",
    )
    period = re.compile(f"{nordic}|{english}", re.IGNORECASE)
    marked = [
        (where, words)
        for where, words in texts()
        if amounts & {reference.name for reference in model.placeholders(words)}
    ]
    assert marked
    assert [str(where) for where, words in marked if period.search(words)] == []


def test_every_record_tells_its_warrant() -> None:
    """No measure rests on a schedule alone."""
    for measure in library().measures.values():
        assert {entry.warrant for entry in measure.log} != {"schedule"}, measure.where


# --- what the program must not know -----------------------------------------------------------------------------------

TOPIC = re.compile(
    r"fastlege|storby|legevakt|legeforening|ekspertutvalg|allmennlege|\balis\b|general practi", re.IGNORECASE
)


def test_the_program_names_nothing_of_the_topic() -> None:
    """Installed elsewhere, it builds another folder's content."""
    files = [
        path
        for folder in ("briefs", "templates", "styles")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file()
    ]
    written = [path for path in files if path.suffix not in {".pyc", ".icc", ".png", ".woff2", ".ttf"}]
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in written
        for hit in TOPIC.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


# --- what it stands on ------------------------------------------------------------------------------------------------


def paragraphs(source: model.Source) -> list[str]:
    """The lines of a document that are not empty once white space is taken off, a no-break space being white space."""
    return [line.strip() for line in (DOCUMENTS / source.file).read_text(encoding="utf-8").splitlines() if line.strip()]


@needs_documents
def test_each_source_is_the_document_that_was_summarised() -> None:
    """Name, SHA-256 and the number of paragraphs are those of the file."""
    for source in library().sources.values():
        found = hashlib.sha256((DOCUMENTS / source.file).read_bytes()).hexdigest(), len(paragraphs(source))
        known = source.sha256 or found[0], source.paragraphs or found[1]  # a document may not be accepted yet
        assert found == known, source.where.at("file")


@needs_documents
def test_every_document_has_its_source() -> None:
    """None is left out."""
    assert {source.file for source in library().sources.values()} == {path.name for path in DOCUMENTS.glob("*.txt")}


@needs_documents
def test_every_claim_stands_on_a_paragraph_that_is_there() -> None:
    """A paragraph number leads a reader to words."""
    for source in library().sources.values():
        there = paragraphs(source)
        for claim in source.claims:
            assert 1 <= claim.paragraph <= len(there), claim.where


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; a reference to a figure or date is a word that no document has."""
    plain = unicodedata.normalize("NFC", re.sub(r"\{[^{}]*\}", " {} ", text)).lower()
    return re.findall(r"\{\}|\w+", plain)


def runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    """All runs of so many words."""
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@needs_documents
def test_no_run_of_eight_words_is_taken_from_a_document() -> None:
    """Facts and figures are taken from a document, its sentences are not; names and titles are as they are."""
    names = [name for actor in library().actors.values() for name in (actor.name.words, *actor.aliases) if name]
    names += [source.title for source in library().sources.values() if source.title]
    taken = set().union(
        *(runs(words_of(line), 8) for source in library().sources.values() for line in paragraphs(source))
    )
    for where, words in texts():
        for name in names:
            words = words.replace(name, "{}")
        shared = sorted(" ".join(run) for run in runs(words_of(words), 8) & taken)
        assert shared == [], f"{where}: {shared[0]}"
