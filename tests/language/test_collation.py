"""The order of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.language.collation import collation_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["Bergen", "Oslo", "Zürich", "Ærøy", "Østfold", "Ålesund"],
        ["Alta", "Zulu", "Aas"],
        ["Øst", "Ås", "Aas", "Åsgard"],
        ["Ærlig", "Ärlig", "Øst", "Öst"],
        ["Myller", "Müller", "Mz"],
        ["krav 2", "krav 9", "krav 10", "krav 11 b"],
        ["Helse Bergen", "Helse-Vest", "Helsedirektoratet"],
        ["ea", "Ea", "éa", "eb"],
        ["«Allmenn»", "Bergen"],
        ["2001", "9000", "A"],
    ],
)
def test_collation_is_norwegian(ordered: list[str]) -> None:
    """… z æ ø å, aa as å, numbers by value, accents and capitals only between equals."""
    backwards = ordered[::-1]
    assert sorted(backwards, key=lambda word: collation_key(word, "nb")) == ordered


def test_collation_takes_a_sort_key_to_the_letter() -> None:
    """An aa that is pronounced a sorts under a; English knows no å."""
    assert collation_key("Aalto", "nb", sort="Aalto") < collation_key("Abel", "nb") < collation_key("Aalto", "nb")
    assert sorted(["Zoo", "Øst", "Oslo", "Åre", "Ask"], key=lambda name: collation_key(name, "en")) == [
        "Åre",
        "Ask",
        "Oslo",
        "Øst",
        "Zoo",
    ]


@given(st.lists(st.text(max_size=8), max_size=6))
def test_collation_keys_compare_for_any_text(words: list[str]) -> None:
    """Whatever names hold, they can be sorted, and the order is the same from any start."""
    backwards = words[::-1]
    found, other = (sorted(names, key=lambda name: collation_key(name, "nb")) for names in (words, backwards))
    assert found == other
