"""What makes a text wrong, one word at a time: each mutator gives every text that comes of one such change.

A mutator takes a text as it stands in the content, references and all, and the words of its language. References are
never touched. What comes of it is wrong, if not always good language; `MUTATORS` names them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from briefs.content import model
from briefs.language.tables import Language
from briefs.review.verify import wording
from briefs.review.verify.alignment import is_silence
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.numerals import Token, tokens

Mutator = Callable[[str, Language], Iterator[str]]
_LEAST = 3
_ONLY = "only"
_PLACE = 2  # words, behind which a denial is put where no small verb tells the place


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What stands for a denying word where it cannot be left out: «noen tiltak» for «ingen tiltak», «med» for «uten».
_AFFIRMING = {
    **dict.fromkeys(("ingen", "intet"), "noen"),
    **{"ingenting": "noe", "verken": "både", "hverken": "både", "uten": "med", "uten at": "slik at", "uten å": "ved å"},
    **{"inga": "noka", "ingen (nn)": "nokon", "utan": "med", "utan at": "slik at", "utan å": "ved å", "korkje": "både"},
    **{
        "no": "some",
        "none": "some",
        "nothing": "something",
        "nobody": "somebody",
        "neither": "both",
        "without": "with",
    },
}
_ALSO = {"ikke": "også", "ikkje": "også"}  # «…, ikke til kommunene»: what stands alone needs a word
_CONTRASTS = frozenset({"men", "og"})
_PAIRS = {"verken": ("eller", "og"), "hverken": ("eller", "og"), "korkje": ("eller", "og"), "neither": ("nor", "and")}
_VERBS = _listed(
    "er var har hadde kan kunne skal skulle vil ville må måtte bør burde blir ble blei vert vart får fikk fekk "
    "is are was were has have had can could shall should will would must may might"
)
_SUBORDINATE = _listed("som at fordi hvis dersom når der hvor om mens da kva korleis medan")
_PARTICLES = _listed("opp ned inn ut over under out up down into")  # «følge opp» has no opposite
_NO_OPPOSITES = (
    r"(?<=\bå )få\b", r"(?<=skal )få\b", r"(?<=skulle )få\b", r"(?<=må )få\b", r"(?<=vil )få\b", r"(?<=kan )få\b",
    r"\bfå(?= tak)", r"\b(?:etter|før)(?= \S+ (?:syn|mening|meining)\b)", r"\bkorte(?= ned)", r"\bså langt\b",
    r"\b(\w+) (?:and|og) \1\b", r"(?<=-)\w+|\w+(?=-)", r"\bkeep(?= up)", r"\bclose(?= to)",
    r"\bsame(?= time)", r"\bmost(?= important)",
)  # fmt: skip


def denial_dropped(text: str, language: Language) -> Iterator[str]:
    """The text without one of its denying words, or with what affirms in its place where a word has to stand there."""
    found = _words(text)
    for at, token in enumerate(found):
        if token.low in lexicon(language).denials and not _is_asked(text, token.start):
            following = found[at + 1].low if at + 1 < len(found) else ""
            yield _affirmed(text, token, following, language)


def _affirmed(text: str, token: Token, following: str, language: Language) -> str:
    word = _AFFIRMING.get(f"{token.low} {following}", _AFFIRMING.get(f"{token.low} ({language})", ""))
    word = word.removesuffix(f" {following}") if word else _AFFIRMING.get(token.low, "")
    before = text[: token.start].rstrip()
    is_alone = before.endswith(",") or before.rpartition(" ")[2].lower() in _CONTRASTS
    if not word and is_alone:
        word = _ALSO.get(token.low, "")
    joint, other = _PAIRS.get(token.low, ("", ""))
    rest = re.sub(rf"\b{joint}\b", other, text[token.end :], count=1) if joint else text[token.end :]
    return _replaced(text[: token.end] + rest, token.start, token.end, word)


def denial_added(text: str, language: Language) -> Iterator[str]:
    """The text with a denying word in a clause that has none, where the language puts one: behind the first small verb
    («er», «skal»), before it in a subordinate clause, else behind the second word.
    """
    denying = denying_words(language)
    at = 0
    for number, clause in enumerate(wording.clauses(text)):
        at = text.index(clause, at)
        found = [token for token in _words(text) if at <= token.start < at + len(clause)]
        is_said = len(found) >= _LEAST and not wording.denials(clause, language) and not _is_asked(text, at)
        if is_said and not _is_silence_at(text, at, language):
            place = _place_of_denial(text, found)
            word = denying[number % len(denying)]
            yield f"{text[:place]} {word}{text[place:]}"


def _place_of_denial(text: str, found: Sequence[Token]) -> int:
    """Where a denial goes into a clause that has these words."""
    verb = next((at for at, token in enumerate(found[:-1]) if token.low in _VERBS), None)
    is_subordinate = found[0].low in _SUBORDINATE or _is_joined(text, found[0])
    if verb is None:
        return found[min(_PLACE, len(found) - 1) - 1].end
    return found[verb - 1].end if is_subordinate and verb > 0 else found[verb].end


def _is_joined(text: str, first: Token) -> bool:
    """Whether the word before a clause makes it a subordinate one: clauses are cut behind «som» and «at»."""
    return text[: first.start].rstrip().rpartition(" ")[2].lower() in _SUBORDINATE


def _is_asked(text: str, place: int) -> bool:
    """Whether a place lies in a question, which is as true with a denial as without."""
    rest = re.search(r"[.?!](?:\s|$)", text[place:])
    return rest is not None and rest[0].startswith("?")


def _is_silence_at(text: str, place: int, language: Language) -> bool:
    """Whether a place lies in a sentence that says what documents do not say, of which its rest may be turned round."""
    before = re.split(r"(?<=[.?!])\s", text[:place])[-1]
    return is_silence(before + re.split(r"(?<=[.?!])\s", text[place:])[0], language)


def denying_words(language: Language) -> tuple[str, ...]:
    """Words that deny wherever a clause has an adverb: «ikke», «aldri»; those of the language itself alone."""
    small = lexicon(language)
    adverbs = ("ikkje", "aldri") if "korkje" in small.denials else ("ikke", "aldri", "neppe")
    return ("not", "never") if "not" in small.denials else adverbs


def opposite(text: str, language: Language) -> Iterator[str]:
    """The text with one word put for its opposite («flere» for «færre»); not where it is another word («følge opp», «må
    få») nor in a question or in what documents do not say.
    """
    aside = [match.span() for pattern in _NO_OPPOSITES for match in re.finditer(pattern, text, re.IGNORECASE)]
    for pairs in lexicon(language).opposites.values():
        for this, that in pairs:
            if this and that and not {this, that} & _PARTICLES:
                yield from _exchanged(text, this, that, aside, language)
                yield from _exchanged(text, that, this, aside, language)


def modality(text: str, language: Language) -> Iterator[str]:
    """The text with one modal put for each other one («skal» for «kan», «har»)."""
    yield from _regrouped(text, lexicon(language).modality)


def quantifier(text: str, language: Language) -> Iterator[str]:
    """The text with one quantifier put for each other one («alle» for «noen»), and without «bare»."""
    groups = lexicon(language).quantifiers
    yield from _regrouped(text, {name: words for name, words in groups.items() if name != _ONLY})
    for word in groups.get(_ONLY, ()):
        for match in _matches(text, word):
            yield _replaced(text, match.start(), match.end(), "")


MUTATORS: Mapping[str, Mutator] = {
    "denial dropped": denial_dropped,
    "denial added": denial_added,
    "opposite": opposite,
    "modality": modality,
    "quantifier": quantifier,
}


def _words(text: str) -> list[Token]:
    spans = [(reference.start, reference.end) for reference in model.placeholders(text)]
    return [token for token in tokens(text) if not any(start <= token.start < end for start, end in spans)]


def _exchanged(text: str, old: str, new: str, aside: list[tuple[int, int]], language: Language) -> Iterator[str]:
    """The text with each place that has a word changed; what `*` stood for is kept."""
    for match in _matches(text, old):
        start = match.start()
        if any(first <= start < last for first, last in aside) or _is_asked(text, start):
            continue
        if not _is_silence_at(text, start, language):
            word = new
            for letters in match.groups():
                word = word.replace("*", letters, 1)
            yield _replaced(text, start, match.end(), word)


def _matches(text: str, word: str) -> Iterator[re.Match[str]]:
    pattern = r"\b" + re.escape(word).replace(r"\*", r"(\w*)").replace(r"\ ", r"\s+") + r"\b"
    spans = [(reference.start, reference.end) for reference in model.placeholders(text)]
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if not any(start <= match.start() < end for start, end in spans):
            yield match


def _regrouped(text: str, groups: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Each word of a group put for the one in the same place in each other group, or for its first."""
    for name, own in groups.items():
        for place, word in enumerate(own):
            for match in _matches(text, word):
                for other, others in groups.items():
                    if other != name:
                        new = others[place] if place < len(others) else others[0]
                        yield _replaced(text, match.start(), match.end(), new)


def _replaced(text: str, start: int, end: int, word: str) -> str:
    """The text with another word at a place, or none, its capital kept and no blank too many."""
    if word:
        new = word[0].upper() + word[1:] if text[start].isupper() else word
        return text[:start] + new + text[end:]
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if not before and after:
        after = after[0].upper() + after[1:]
    joint = "" if not before or not after or after[0] in ".,;:!?" else " "
    return before + joint + after
