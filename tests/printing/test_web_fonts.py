"""The fonts inside a page of HTML: every letter that is wanted, as wide as in print, and small."""

from __future__ import annotations

import importlib.util
import io
import string
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "report_templates" / "shared" / "fonts"
WEIGHTS = ("Regular", "Bold")
LARGEST = 60_000
WELSH = "âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ"
# Other languages of names in the United Kingdom: Irish, Polish, Romanian, Turkish, Yoruba, Igbo ...
NAMES = "ąćęłńóśźżășțâîğışçñøåæœðþßđžščřůőűāēīōūṇọẹịụṣếệốộứửđ"
MARKS = "–—‘’“”…•†‰′″€£¢¥™№·«»×÷±°§©®½¼¾²³"  # noqa: RUF001 - these very marks


def wanted() -> set[str]:
    letters = {one for text in (WELSH, NAMES) for one in text}
    capitals = {one.upper() for one in letters if len(one.upper()) == 1}
    printed = string.ascii_letters + string.digits + string.punctuation + " \u00a0\u00ad"
    return letters | capitals | set(printed) | set(MARKS) | {"\u0301", "\u0323", "\u2011"}


def font(weight: str, ending: str) -> TTFont:
    return TTFont(FONTS / f"NotoSans-{weight}.{ending}")


@pytest.fixture(scope="module", params=WEIGHTS)
def weight(request) -> str:
    return request.param


def test_it_has_every_letter_that_is_wanted(weight: str) -> None:
    there = font(weight, "woff2").getBestCmap()
    missing = [unicodedata.name(one) for one in wanted() if ord(one) not in there]
    assert missing == []


def test_letters_are_as_wide_as_in_print(weight: str) -> None:
    web, full = font(weight, "woff2"), font(weight, "ttf")
    names = full.getBestCmap()
    for code, name in web.getBestCmap().items():
        assert web["hmtx"][name] == full["hmtx"][names[code]], hex(code)
    for key in ("ascent", "descent", "lineGap"):
        assert getattr(web["hhea"], key) == getattr(full["hhea"], key)


def test_it_is_small_enough_to_stand_in_every_page(weight: str) -> None:
    assert (FONTS / f"NotoSans-{weight}.woff2").stat().st_size <= LARGEST


def test_it_still_says_who_made_it_and_under_which_licence(weight: str) -> None:
    web, full = font(weight, "woff2"), font(weight, "ttf")
    for kind in (0, 13, 14):  # copyright, licence, where the licence stands
        assert web["name"].getDebugName(kind) == full["name"].getDebugName(kind)
    assert "SIL Open Font License" in web["name"].getDebugName(13)


def test_marks_sit_on_their_letters_and_pairs_are_kerned(weight: str) -> None:
    records = font(weight, "woff2")["GPOS"].table.FeatureList.FeatureRecord
    assert {record.FeatureTag for record in records} >= {"kern", "mark", "mkmk"}


def test_the_script_makes_these_letters(weight: str) -> None:
    """Not compared to the byte: versions of the packages that make it differ."""
    place = FONTS.parents[2] / "scripts" / "web_fonts.py"
    spec = importlib.util.spec_from_file_location("web_fonts", place)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    made = TTFont(io.BytesIO(script.web_font(FONTS / f"NotoSans-{weight}.ttf")))
    there = font(weight, "woff2")
    assert made.getBestCmap() == there.getBestCmap()
    assert made["hmtx"].metrics == there["hmtx"].metrics
