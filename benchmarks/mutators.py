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
from briefs.review.verify.alignment import is_of_the_notes, is_silence
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.numerals import Token, tokens
from briefs.review.verify.opposites import FACT

Mutator = Callable[[str, Language], Iterator[str]]
_LEAST = 3
_ONLY = "only"
_NEVER = "never"


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
# Verbs behind which a denial stands, in English with «never» before them.
_LEXICAL = _listed(
    "sier sa skriver skrev mener mente viser viste krever krevde kravde ga gir gav gjev la legger legg tok tar "
    "tek fant finner finn kom kommer kjem gikk går gjekk får fekk kaller kalte kallar kalla nevner nevnte nemner "
    "nemnde omtaler gjelder gjaldt gjeld rammer rammet starter startet startar starta handlet handler handlar "
    "handla gjør gjorde gjer ønsker ønsket ønskjer ønskte står stod sto lå ligger ligg venter ventet ventar venta "
    "ba ber bad lovet lover lova vedtok vedtar vedtek foreslo foreslår føreslo føreslår innførte innfører "
    "innførde opprettet oppretter oppretta meldte melder melde pekte peker peikte peikar betalte betaler betalar "
    "bruker brukte brukar trenger trengte treng økte øker auka aukar falt faller fall steg sank dekker dekket "
    "dekkjer dekte støtter støttet støttar støtta leverte leverer bor bodde hjelper hjalp virker virket følger "
    "fulgte følgjer følgde bygger bygde sluttet slutter slutta slapp slipper kjører køyrer reiser reiste begynte "
    "begynner byrja says said writes wrote thinks thought shows showed wants wanted gives gave puts took takes "
    "finds found comes came goes went gets got calls called names named covers covered affects affected starts "
    "started does did asks asked promises promised adopted adopts proposed proposes introduced introduces "
    "reported reports paid pays uses used needs needed rose rises fell falls increased supports supported "
    "delivered follows followed built builds stands stood lies lay waits waited expected expects points pointed "
    "helps helped works worked"
)
_NO_MODALS = frozenset(
    ["nødt", "pålagt", "pålagd", "plikter", "pliktet", "pliktar", "plikta", "required to", "obliged to", "able to"]
)  # they stand behind another verb or before «å»
_NEAR = 4  # words between a modal and its verb
_PAST = ("t", "dd", "ed")
# What a modal governs, and the participle; other Norwegian verbs in -e are taken for regular.
_PARTICIPLES = {
    "få": "fått", "bli": "blitt", "ha": "hatt", "være": "vært", "gi": "gitt", "ta": "tatt", "komme": "kommet",
    "gå": "gått", "se": "sett", "gjøre": "gjort", "sette": "satt", "legge": "lagt", "si": "sagt", "stå": "stått",
    "ligge": "ligget", "finne": "funnet", "holde": "holdt", "skrive": "skrevet", "hjelpe": "hjulpet", "velge": "valgt",
    "betale": "betalt", "lage": "laget", "følge": "fulgt", "bygge": "bygd", "lære": "lært", "vite": "visst",
    "vere": "vore", "gje": "gjeve", "kome": "kome", "gjere": "gjort", "setje": "sett", "leggje": "lagt", "seie": "sagt",
    "halde": "halde", "følgje": "følgt", "byggje": "bygd", "vete": "visst",
    "be": "been", "have": "had", "get": "got", "go": "gone", "take": "taken", "give": "given", "make": "made",
    "come": "come", "do": "done", "become": "become", "keep": "kept", "see": "seen", "pay": "paid", "find": "found",
    "meet": "met", "say": "said", "put": "put", "build": "built", "start": "started", "close": "closed",
    "help": "helped", "follow": "followed", "cover": "covered", "need": "needed", "cost": "cost", "work": "worked",
}  # fmt: skip
_SUBORDINATE = _listed("som at fordi hvis dersom når der hvor om mens da kva korleis medan")
_PARTICLES = _listed("opp ned inn ut over under out up down into")  # «følge opp» has no opposite
_NO_OPPOSITES = (
    r"(?<=\bå )få\b", r"(?<=skal )få\b", r"(?<=skulle )få\b", r"(?<=må )få\b", r"(?<=vil )få\b", r"(?<=kan )få\b",
    r"\bfå(?= tak)", r"\b(?:etter|før)(?= \S+ (?:syn|mening|meining)\b)", r"\bkorte(?= ned)", r"\bså langt\b",
    r"\b(\w+) (?:and|og) \1\b", r"(?<=-)\w+|\w+(?=-)", r"\bkeep(?= up)", r"\bclose(?= to)",
    r"\bsame(?= time)", r"(?<=\bden )samme|(?<=\bdet )samme|(?<=\bdei )same|(?<=\bde )samme|(?<=\bthe )same",
    r"\blov\b", r"(?<=kommet )lenger|(?<=kome )lenger", r"\bmost(?= important)",
)  # fmt: skip


def denial_dropped(text: str, language: Language) -> Iterator[str]:
    """The text without one of its denying words, or with what affirms in its place where a word has to stand there."""
    found = _words(text)
    for at, token in enumerate(found):
        is_said = not _is_asked(text, token.start) and not _is_of_the_notes_at(text, token.start, language)
        if token.low in lexicon(language).denials and is_said:
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
    """The text with a denying word in a clause that has none, where the language puts one: behind the first verb («er»,
    «viste»), before it in a subordinate clause; not in a clause whose verb is not known.
    """
    denying = denying_words(language)
    at = 0
    for number, clause in enumerate(wording.clauses(text)):
        at = text.index(clause, at)
        found = [token for token in _words(text) if at <= token.start < at + len(clause)]
        is_said = len(found) >= _LEAST and not wording.denials(clause, language) and not _is_asked(text, at)
        place = _place_of_denial(text, found, language) if is_said and not _is_aside_at(text, at, language) else None
        if place is not None:
            is_lexical = place in {token.start for token in found}
            word = denying[number % len(denying)] if not is_lexical else _NEVER
            yield f"{text[:place]}{word} {text[place:]}" if is_lexical else f"{text[:place]} {word}{text[place:]}"


def _place_of_denial(text: str, found: Sequence[Token], language: Language) -> int | None:
    """Where a denial goes into a clause that has these words: before a verb of English, which has «never» there, else
    behind a word; None without a verb that is known.
    """
    small = next((at for at, token in enumerate(found[:-1]) if token.low in _VERBS), None)
    verb = small if small is not None else next((at for at, each in enumerate(found) if each.low in _LEXICAL), None)
    if verb is None:
        return None
    if small is None and _NEVER in lexicon(language).denials:
        return found[verb].start
    is_subordinate = found[0].low in _SUBORDINATE or _is_joined(text, found[0])
    return found[verb - 1].end if is_subordinate and verb > 0 else found[verb].end


def _is_joined(text: str, first: Token) -> bool:
    """Whether the word before a clause makes it a subordinate one: clauses are cut behind «som» and «at»."""
    return text[: first.start].rstrip().rpartition(" ")[2].lower() in _SUBORDINATE


def _is_asked(text: str, place: int) -> bool:
    """Whether a place lies in a question, which is as true with a denial as without."""
    rest = re.search(r"[.?!](?:\s|$)", text[place:])
    return rest is not None and rest[0].startswith("?")


def _is_of_the_notes_at(text: str, place: int, language: Language) -> bool:
    return is_of_the_notes(_sentence_at(text, place), language)


def _is_aside_at(text: str, place: int, language: Language) -> bool:
    """Whether a place lies in a sentence that says what documents do not say, of which its rest may be turned round, or
    one about the notes themselves, of which no document knows.
    """
    sentence = _sentence_at(text, place)
    return is_silence(sentence, language) or is_of_the_notes(sentence, language)


def _sentence_at(text: str, place: int) -> str:
    return re.split(r"(?<=[.?!])\s", text[:place])[-1] + re.split(r"(?<=[.?!])\s", text[place:])[0]


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
    """The text with one modal put for each other one: «skal» for «kan», «skal ha økt» for «har økt», «har økt» for
    «skal øke» where the verb behind it is known.
    """
    groups = {
        name: tuple(word for word in words if word not in _NO_MODALS)
        for name, words in lexicon(language).modality.items()
    }
    modals = {name: words for name, words in groups.items() if name != FACT}
    yield from _regrouped(text, modals, language)
    for place, word in enumerate(groups.get(FACT, ())):
        for match in _stated(text, word, language):
            at = match.end() + _to_participle(text[match.end() :])
            for words in modals.values():
                done = f"{text[:at]} {_have(language)}{text[at:]}"
                yield _replaced(done, match.start(), match.end(), _at(words, place))
    for words in modals.values():
        for place, word in enumerate(words):
            for match in _stated(text, word, language):
                done = _perfect(text[match.end() :], language)
                if done:
                    yield _replaced(text[: match.end()] + done, match.start(), match.end(), _at(groups[FACT], place))


def _at(words: Sequence[str], place: int) -> str:
    return words[place] if place < len(words) else words[0]


def _have(language: Language) -> str:
    return "have" if _NEVER in lexicon(language).denials else "ha"


def _to_participle(rest: str) -> int:
    """How far behind «har» its participle stands, which its subject may stand before; 0 without one."""
    near = tokens(rest)[:_NEAR]
    found = (token.start for token in near if token.low in _PARTICIPLES.values() or token.low.endswith(_PAST))
    return next((start - 1 for start in found), 0)


def _perfect(rest: str, language: Language) -> str:
    """What follows a modal with its infinitive as a participle («øke», «økes»: «økt», «blitt økt»); nothing where none
    is known.
    """
    for token in tokens(rest)[:_NEAR]:
        done = _PARTICIPLES.get(token.low) or _regular(token.low, language)
        if done:
            return rest[: token.start] + done + rest[token.end :]
        if token.low in lexicon(language).denials:
            return ""
    return ""


def _regular(verb: str, language: Language) -> str:
    if _NEVER in lexicon(language).denials:
        return ""
    if verb.endswith("es") and len(verb) > _NEAR:
        return f"blitt {_regular(verb[:-1], language)}"
    return f"{verb[:-1]}t" if verb.endswith("ere") else f"{verb}t" if verb.endswith("e") and len(verb) > _LEAST else ""


def quantifier(text: str, language: Language) -> Iterator[str]:
    """The text with one quantifier put for each other one («alle» for «noen»), and without «bare»."""
    groups = lexicon(language).quantifiers
    yield from _regrouped(text, {name: words for name, words in groups.items() if name != _ONLY}, language)
    for word in groups.get(_ONLY, ()):
        for match in _stated(text, word, language):
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
        if not _is_aside_at(text, start, language):
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


def _regrouped(text: str, groups: Mapping[str, tuple[str, ...]], language: Language) -> Iterator[str]:
    """Each word of a group put for the one in the same place in each other group, or for its first."""
    for name, own in groups.items():
        for place, word in enumerate(own):
            for match in _stated(text, word, language):
                for other, others in groups.items():
                    if other != name:
                        yield _replaced(text, match.start(), match.end(), _at(others, place))


def _stated(text: str, word: str, language: Language) -> Iterator[re.Match[str]]:
    """Where a text has a word, but for questions and what it says of the documents or of the notes."""
    for match in _matches(text, word):
        if not _is_asked(text, match.start()) and not _is_aside_at(text, match.start(), language):
            yield match


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
