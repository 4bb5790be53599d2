"""Lists, quotations, genitives, capitals and names of languages as a language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from babel.lists import format_list

from briefs.language.signs import NBSP
from briefs.language.tables import Language, locale, table


def listing(items: Iterable[str], language: Language, *, joined_by: Literal["and", "or"] = "and") -> str:
    """«a, b og c»; no comma before «and» in British English."""
    return format_list(list(items), style="standard" if joined_by == "and" else "or", locale=locale(language))


def quote(text: str, language: Language, *, inside: bool = False) -> str:
    """«text», with quotation marks inside it as ‘…’; with `inside` ‘text’ itself."""
    (opening, closing), (inner, outer) = table(language).words.quotes, table(language).words.inner_quotes
    if inside:
        return f"{inner}{text}{outer}"
    return opening + text.replace(opening, inner).replace(closing, outer) + closing


def genitive(name: str, language: Language) -> str:
    """«regjeringens», «VGs», but «KS’»: in Norwegian an apostrophe only after s, x and z."""
    rule = table(language).words.genitive
    return name + (rule.bare_ending if name and name[-1].lower() in rule.bare_after else rule.ending)


def section_sign(section: str, language: Language, *, to: str = "") -> str:
    """«§ 4-2», «§ 15 til 19» (a dash would be read as part of the number); «section 4-2» in English."""
    sign = table(language).words.section
    return f"{sign}{NBSP}{section}" + (f" {table(language).numbers.from_to[1]}{NBSP}{to}" if to else "")


def language_name(language: Language, inside: Language) -> str:
    """What one language is called in another: «engelsk» in bokmål; its own name where the table has none."""
    known = table(inside).language_names.get(language) or locale(inside).languages.get(language)
    return known or table(language).name


def capitalised(text: str) -> str:
    """With a capital as its first letter, also behind a quotation mark; what begins with a digit stays."""
    match = re.match(r"[\W_]*([^\W\d_])", text)
    if match is None:
        return text
    return text[: match.start(1)] + match[1].upper() + text[match.end(1) :]
