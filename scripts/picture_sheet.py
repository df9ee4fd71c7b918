"""Writes docs/pictures.png: every picture of Easy Read reports and forms with its name.

Use, at the top of the repository: .venv/bin/python scripts/picture_sheet.py

pdftoppm, which comes with Poppler (on Debian poppler-utils), must be installed.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image

from poet.printing.fonts import addresses
from poet.printing.pdf import pdf
from poet.printing.pictures import pictures

SHEET = Path(__file__).resolve().parents[1] / "docs" / "pictures.png"
DOTS_PER_INCH = 120
# Enough for the five of the pictures and what lies between two of them at an edge.
COLOURS = 64
COLUMNS = 7
WIDTH_MM = 26
HEIGHT_MM = 27
MARGIN_MM = 4

STYLE = """\
@font-face {{ font-family: "Poet Sans"; src: url("{font}") format("truetype"); }}
@page {{ size: {page_width}mm {page_height}mm; margin: {margin}mm; }}
html {{ color: #1a1a1a; font: 9pt/1.2 "Poet Sans"; }}
body {{ margin: 0; }}
div {{ float: left; height: {height}mm; text-align: center; width: {width}mm; }}
img {{ display: block; height: 19mm; margin: 0 auto 1mm; }}
"""
PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><title>Pictures</title><style>{style}</style></head>
<body>{cells}</body>
</html>
"""
CELL = '<div><img src="{address}" alt="{name}">{name}</div>'


def page() -> str:
    """The sheet as HTML, the pictures in alphabetical order."""
    shown = sorted(pictures().items())
    cells = (CELL.format(name=name, address=address) for name, address in shown)
    return PAGE.format(style=_style(len(shown)), cells="".join(cells))


def _style(count: int) -> str:
    rows = -(-count // COLUMNS)
    return STYLE.format(
        font=addresses("pdf")["400"],
        width=WIDTH_MM,
        height=HEIGHT_MM,
        margin=MARGIN_MM,
        page_width=COLUMNS * WIDTH_MM + 2 * MARGIN_MM,
        page_height=rows * HEIGHT_MM + 2 * MARGIN_MM,
    )


def draw(program: str) -> None:
    """Write the sheet; `program` is the path of pdftoppm."""
    command = [program, "-png", "-singlefile", "-r", str(DOTS_PER_INCH), "-"]
    drawn = subprocess.run(command, input=pdf(page()), stdout=subprocess.PIPE, check=True)  # noqa: S603
    Image.open(io.BytesIO(drawn.stdout)).quantize(COLOURS).save(SHEET, optimize=True)


if __name__ == "__main__":
    found = shutil.which("pdftoppm")
    if found is None:
        sys.exit("pdftoppm is not installed: it comes with Poppler (on Debian poppler-utils)")
    draw(found)
