"""Fonts: the same faces everywhere, small on the screen, whole in print."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from briefs import fonts
from briefs.errors import BriefsError
from briefs.fonts import FACES, FAMILIES, face_css, font_file, space_glyph


def embedded(page: str = "") -> list[TTFont]:
    """The faces that a page for the screen carries."""
    found = re.findall(r"base64,([^\"]+)", face_css("html", page))
    return [TTFont(io.BytesIO(base64.b64decode(data))) for data in found]


def test_each_family_has_four_faces() -> None:
    """Regular, italic, semibold and bold, by the names that style sheets use."""
    described = re.findall(r'font-family: "([^"]+)"; font-style: (\w+); font-weight: (\d+);', face_css("pdf"))
    assert described == [
        (family, style, weight)
        for family in FAMILIES
        for style, weight in (("normal", "400"), ("italic", "400"), ("normal", "600"), ("normal", "700"))
    ]
    screen = re.findall(r'font-family: "([^"]+)"; font-style: (\w+); font-weight: (\d+);', face_css("html"))
    assert len(screen) == 5 and screen == [face for face in described if face in screen]


def test_print_takes_the_fonts_from_the_typesetter_alone() -> None:
    """The URLs lead nowhere else, and name static TrueType files."""
    urls = re.findall(r'url\("([^"]+)"\)', face_css("pdf"))
    assert urls == [f"https://brief.invalid/fonts/{face.file}" for face in FACES]
    assert all(font_file(face).read_bytes()[:4] == b"\0\1\0\0" for face in FACES)


def test_the_screen_gets_little_and_enough() -> None:
    """All faces together stay under 62 kB; Norwegian, quotation marks, dashes and signs of the briefs are in each."""
    assert len(face_css("html")) < 62_000
    for font in embedded():
        assert set("abcæøåÆØÅé«»“”‘’–—…−×½§•\u00a0") <= {chr(code) for code in font.getBestCmap()}


def test_a_page_brings_its_own_letters() -> None:
    """However they are written; two pages with the same letters have the same cut."""
    for font in embedded("<p>Łódź &ge; &#252;</p>"):
        assert set("Łódźü") <= {chr(code) for code in font.getBestCmap()}
    assert face_css("html", "<p>abc</p>") == face_css("html", "<b>Æ →</b>") != face_css("html", "<b>Ł</b>")
    assert face_css("html", "<script>Ł{}</script>") == face_css("html")  # nobody reads it


@pytest.mark.long
@pytest.mark.parametrize("damage", [None, b"", b"half", b"\0" * 5000])
def test_a_cut_is_kept_for_later_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | None) -> None:
    """What was kept is not cut again; what is damaged is, with the same bytes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(fonts, "SCREEN_FACES", fonts.SCREEN_FACES[:2])  # each costs half a second
    fonts._woff2.cache_clear()
    before = face_css("html")
    kept = sorted((tmp_path / "policy-briefs/faces").iterdir())
    cuts: list[str] = []
    cut_one = fonts._cut

    def counted(font: bytes, cut: str) -> bytes:
        cuts.append(cut)
        return cut_one(font, cut)

    monkeypatch.setattr(fonts, "_cut", counted)
    if damage is not None:
        kept[0].write_bytes(damage)
    fonts._woff2.cache_clear()
    assert face_css("html") == before
    assert len(cuts) == (damage is not None)
    assert len(kept) == 2 and sorted((tmp_path / "policy-briefs/faces").iterdir()) == kept


def test_where_nothing_can_be_kept_faces_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in place of the folder, or no home at all, costs time and nothing else."""
    monkeypatch.setattr(fonts, "SCREEN_FACES", fonts.SCREEN_FACES[:2])
    before = face_css("html")
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    fonts._woff2.cache_clear()
    assert face_css("html") == before


def test_figures_and_kerning_are_kept() -> None:
    """Figures are of one width for tables unless their own widths are asked for; pairs are kerned."""
    for font in embedded():
        assert {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord} >= {"kern"}
        assert {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord} >= {"pnum"}
        assert len({font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}) == 1


def test_the_subset_is_the_same_in_every_process(tmp_path: Path) -> None:
    """An unchanged page is the same file."""
    digest = (
        "import hashlib; from briefs.fonts import face_css; "
        "print(hashlib.sha256(face_css('html').encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "XDG_CACHE_HOME": str(tmp_path)}
    other = subprocess.run([sys.executable, "-c", digest], env=environment, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == hashlib.sha256(face_css("html").encode()).hexdigest()


def test_a_missing_font_package_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install, without a traceback."""

    def find_spec(name: str) -> Any:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    with pytest.raises(
        BriefsError, match=r"font package font-source-serif-pro is not installed.*pip install font-source-serif-pro"
    ):
        fonts.face_css("pdf")


def test_the_space_of_a_face_is_known() -> None:
    """The typesetter gives it back to line ends."""
    for face in FACES:
        glyph, width = space_glyph(font_file(face).read_bytes())
        assert glyph > 0
        assert 150 < width < 300
