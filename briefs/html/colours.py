"""Whether the colours that a project sets in its own `styles/tokens.css` can be read: text at 4.5:1 on every ground
that it stands on, lines and shapes at 3:1 (WCAG 2.1), each with the nearest tone that would do.
"""

from __future__ import annotations

import colorsys
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefs import assets
from briefs.errors import Problem, Where, closest

TEXT, GRAPHICS = 4.5, 3.0
GROUNDS = ("paper", "accent-soft")
INKS: Mapping[str, float] = {"ink": TEXT, "ink-soft": TEXT, "accent": TEXT, "warn": TEXT, "rule-strong": GRAPHICS}
SHEETS = ("tokens.css", "dark.css")

_TOKEN = re.compile(r"--([A-Za-z0-9_-]+)\s*:\s*([^;}]*)")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")


def unreadable(root: Path) -> tuple[Problem, ...]:
    """Colours of the project's own that cannot be read, or that are none; nothing for the program's own."""
    return tuple(problem for sheet in SHEETS for problem in _in_sheet(root, sheet))


def _in_sheet(root: Path, sheet: str) -> Iterator[Problem]:
    packaged, own = tokens_of(root, "tokens.css", own=False), _own(root, sheet)
    known = {name for name, (value, _) in packaged.items() if _COLOUR.match(value)}
    values = {name: value for name, (value, _) in {**packaged, **_own(root, "tokens.css"), **own}.items()}
    for name, (value, where) in own.items():
        if name not in packaged and (near := closest(name, packaged)):
            yield Problem(where, f"nothing reads the token '--{name}'", near)
        elif name in known and not _COLOUR.match(value):
            yield Problem(where, f"{value!r} cannot be held against other colours", "Write it as #0f4c5c")
        elif name in INKS:
            yield from _too_pale(name, values, where)
    if ground := next((own[name][1] for name in GROUNDS if name in own), None):
        for name in INKS:
            if name not in own:
                yield from _too_pale(name, values, ground)


def _too_pale(name: str, values: Mapping[str, str], where: Where) -> Iterator[Problem]:
    """The worst of what a colour stands on, where that is too near to it."""
    if not all(_COLOUR.match(values[each]) for each in (name, *GROUNDS)):
        return
    grounds = GROUNDS if INKS[name] == TEXT else GROUNDS[:1]
    worst = min(grounds, key=lambda ground: contrast(values[name], values[ground]))
    ratio = contrast(values[name], values[worst])
    if ratio < INKS[name]:
        pair = f"'--{name}' {values[name]} stands {math.floor(100 * ratio) / 100:.2f}:1 on '--{worst}' {values[worst]}"
        tone = nearest(values[name], [values[ground] for ground in grounds], INKS[name])
        hint = f"The nearest tone that can be read is {tone}" if tone else ""
        yield Problem(where, f"{pair}, and {INKS[name]}:1 is needed", hint)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, `#rgb` or `#rrggbb`, from 1 to 21 (WCAG 2.1)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest(colour: str, grounds: list[str], least: float) -> str | None:
    """The tone of the same hue nearest to a colour that reaches a contrast on all grounds; None where none does."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    tones = sorted((step / 255 for step in range(256)), key=lambda tone: abs(tone - lightness))
    for tone in tones:
        found = "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, tone, saturation))
        if all(contrast(found, ground) >= least for ground in grounds):
            return found
    return None


def _channels(colour: str) -> tuple[float, float, float]:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def tokens_of(root: Path, sheet: str, *, own: bool) -> dict[str, tuple[str, Where]]:
    """The tokens of the program's style sheet of that name, or of the project's own, each with its value and place."""
    folder = root.resolve() / "styles" if own else assets.packaged("styles")
    shown = f"styles/{sheet}"
    file = assets.located(folder, sheet, shown)
    if file is None:
        return {}
    text = re.sub(
        r"/\*.*?\*/", lambda note: re.sub(r"[^\n]", " ", note[0]), assets.read_text(file, shown), flags=re.DOTALL
    )
    return {match[1]: (match[2].strip(), _place(shown, text, match.start())) for match in _TOKEN.finditer(text)}


def _own(root: Path, sheet: str) -> dict[str, tuple[str, Where]]:
    if (root.resolve() / "styles") == assets.packaged("styles"):
        return {}
    return tokens_of(root, sheet, own=True)


def _place(shown: str, text: str, start: int) -> Where:
    return Where(shown, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
