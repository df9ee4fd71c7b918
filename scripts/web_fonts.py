"""Writes the fonts that a report in HTML brings along: the Latin letters of the bundled ones.

Use, at the top of the repository: .venv/bin/python scripts/web_fonts.py
It needs the packages fonttools and brotli.
"""

from __future__ import annotations

import io
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "report_templates" / "shared" / "fonts"
# Blocks of Unicode, first and last character. ŵ and ŷ stand in Latin Extended-A, ẁ ẃ ẅ ỳ in
# Latin Extended Additional. The dotted circle carries a mark that has no letter.
LETTERS = {
    "Basic Latin": (0x0020, 0x007E),
    "Latin-1 Supplement": (0x00A0, 0x00FF),
    "Latin Extended-A": (0x0100, 0x017F),
    "Latin Extended-B": (0x0180, 0x024F),
    "Spacing Modifier Letters": (0x02B0, 0x02FF),
    "Combining Diacritical Marks": (0x0300, 0x036F),
    "Latin Extended Additional": (0x1E00, 0x1EFF),
    "General Punctuation": (0x2000, 0x206F),
    "Superscripts and Subscripts": (0x2070, 0x209F),
    "Currency Symbols": (0x20A0, 0x20CF),
    "Number Forms": (0x2150, 0x218F),
    "Numero sign": (0x2116, 0x2116),
    "Trade mark sign": (0x2122, 0x2122),
    "Dotted circle": (0x25CC, 0x25CC),
}
# Kerning, ligatures, and marks that sit on their letters, as the printer sets them.
FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")


def web_font(font: Path) -> bytes:
    """The font cut down to LETTERS, as WOFF2; the same bytes each time."""
    cut = TTFont(font, recalcTimestamp=False)
    subsetter = subset.Subsetter(_options())
    subsetter.populate(unicodes=_characters())
    subsetter.subset(cut)
    cut.flavor = "woff2"
    out = io.BytesIO()
    cut.save(out)
    return out.getvalue()


def _characters() -> list[int]:
    return [code for first, last in LETTERS.values() for code in range(first, last + 1)]


def _options() -> subset.Options:
    """Without instructions for coarse screens: they would be half of the file."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = list(FEATURES)
    options.name_IDs = ["*"]  # who made the font and its licence
    options.notdef_outline = True
    return options


if __name__ == "__main__":
    for file in sorted(FONTS.glob("*.ttf")):
        made = web_font(file)
        file.with_suffix(".woff2").write_bytes(made)
        print(f"{file.stem}.woff2: {len(made):,} bytes")  # noqa: T201 - says what was written
