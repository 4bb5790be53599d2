"""What the language rules know of a language, as sets: its small words, and what begins no compound.

No word of any project's topic stands in a language's table; those stand in the project's own lists, `content/words/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefs.language.tables import Language, Spelling, table


@dataclass(frozen=True, slots=True)
class Rules:
    """`twice` can stand two in a row; `no_beginning` begins no compound, and `verbs_follow` has a verb behind it."""

    twice: frozenset[str]
    small_words: frozenset[str]
    no_beginning: frozenset[str]
    verbs_follow: frozenset[str]


def rules(language: Language) -> Rules:
    """The sets of one language."""
    return _rules(table(language).spelling)


@lru_cache
def _rules(words: Spelling) -> Rules:
    small = frozenset(words.small_words.split())
    return Rules(
        frozenset(words.twice.split()),
        small,
        small.union(words.measures.split(), words.describing.split()),
        frozenset(f"{words.before_verbs} {words.modals}".split()),
    )


def name(language: Language) -> str:
    """What problems call the language: bokmål, nynorsk, English."""
    return table(language).name
