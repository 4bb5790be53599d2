"""What the language rules know of bokmål, nynorsk and English: small words, forms that nynorsk does not have, what a
noun measures.

No word of any project's topic stands here; those stand in its own lists, `content/words/`.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefs.language.tables import Language

NAMES: Mapping[Language, str] = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Two of these in a row can be right: «det det gjelder», “what he had had”. Any other pair may stand in a project's
# list.
TWICE: Mapping[Language, frozenset[str]] = {
    "nb": _words("det de den der"),
    "nn": _words("det dei den der"),
    "en": _words("had that"),
}

# Bokmål that the nynorsk dictionary lets pass, for it keeps old forms; none is in the norm of 2012 (Språkrådet,
# Nynorskordboka).
NOT_NYNORSK: Mapping[str, str] = {
    "annen": "annan",
    "ble": "blei",
    "disse": "desse",
    "egen": "eigen",
    "egne": "eigne",
    "et": "eit",
    "fikk": "fekk",
    "finnes": "finst",
    "gikk": "gjekk",
    "gjelder": "gjeld",
    "hele": "heile",
    "heter": "heiter",
    "hun": "ho",
    "kommer": "kjem",
    "se": "sjå",
    "siden": "sidan",
    "skriver": "skriv",
    "sted": "stad",
    "steder": "stader",
    "uten": "utan",
}

# Nynorsk has -leg for -lig (Språkrådet); a word that has its l from the stem may keep -ig.
KEEPS_LIG = r"\w*(?:[bv]illig|[fs]alig|solig|stilig|fyllig)\w*"

# What begins no compound when it stands before a noun: measures («et antall bøker»), adjectives, and small words that
# look like nouns.
MEASURES = _words(
    "antall tal tall par del gruppe rekke rekkje mengde mengd type slag slags sort prosent promille "
    "million milliard gang gong time dag "
    "døgn uke veke måned månad år kvartal halvår sekund minutt meter kilometer liter kilo gram tonn grad "
    "fase nummer punkt krone mål"
)
DESCRIBING = _words(
    "alle andre begge egen egne eigen eigne ekstra ens felles fleire flere få gammal gammel halve heile "
    "hele lille lita lite litle "
    "mange noen nokre ny slike små standard sånne vesle"
)
SMALL_WORDS = _words(
    "aldri alle allereie allerede alt at att av bak bare berre blant ble blei blir da de dei den der "
    "dermed derfor dersom desse det disse "
    "du då eit eller elles ellers en ein enn enten er et etter for foran fordi fortsatt fra framleis frå "
    "før gjennom ham han har ho hos "
    "hun hva hver hvis hvor i igjen ikke ikkje inga ingen ingenting inn innan inne innen jeg kan kor "
    "korleis kun kva kvar langs like med "
    "medan meir mellom men mens mer mest mot må nesten no når nå og også om opp oss over per på seg selv "
    "si sidan siden sin sine sitt "
    "sjølv skal slik snart som stadig så til uansett under ut utan uten var ved vel vere vi vil være å òg"
)
BEFORE_VERBS = _words("å ikke ikkje også òg")  # and the modals
MODALS = _words("bør burde får få kan kunne må måtte skal skulle vil ville")
