"""The languages that a brief can be in."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from babel import Locale

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
LOCALES: dict[Language, str] = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}  # bare nb and nn give wrong week numbers


@lru_cache
def locale(language: Language) -> Locale:
    """Babel's data of the language."""
    return Locale.parse(LOCALES[language])
