"""What a page for a browser has beyond paper: sizes that follow the reader's, tables that fold.

The style sheets give sizes of paper, in points and millimetres. A browser gets them in `rem`, so
that a reader who asks for larger letters gets everything larger, and what a browser prints is as
large as the printed report.

A table of three columns or more folds on a narrow screen: each row becomes a heading with its
cells below, each cell after the heading of its column. The style sheet does that; here each cell
is told the heading of its column, and each part of a table its role, since some browsers forget
that a table is one when it is not laid out as one.
"""

from __future__ import annotations

import re
from itertools import count

# A browser's letters, when nobody has changed them: 16 px.
USUAL_PT = 12
POINTS_IN = {"pt": 1.0, "mm": 72 / 25.4}
# A table of so many columns folds on a phone, and one of many on a tablet as well.
FEW_COLUMNS, MANY_COLUMNS = 3, 6
ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
HEADERS = {"col": "columnheader", "row": "rowheader"}

STYLE = re.compile(r"(?<=<style>).*?(?=</style>)", re.DOTALL)
# The letters of the page, and those of a screen where an edition has larger ones for it.
LETTERS_OF_THE_PAGE = re.compile(
    r"(?P<rule>(?P<screen>@media screen\s*\{\s*)?\bhtml\s*\{[^}]*?\bfont(?:-size)?:\s*)"
    r"(?P<size>[\d.]+)pt"
)
WIDTH_OF_THE_WINDOW = re.compile(r"(?<=-width: )(?P<size>[\d.]+)rem(?=\))")
# Fonts and pictures are no lengths, and @page is paper.
NOT_CONVERTED = r"url\([^)]*\)|@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}"
LENGTH = re.compile(rf"{NOT_CONVERTED}|(?<![\w.#])(?P<size>\d*\.?\d+)(?P<unit>pt|mm)\b")
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
HEADING = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)
PART = re.compile(r"<(table|thead|tbody|tr|td)\b")
HEADER = re.compile(r'<th scope="(col|row)"')
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd]\b")
MARKUP = re.compile(r"<[^>]*>")


def for_screen(page: str) -> str:
    """The page of HTML, as the templates give it, made ready for a browser."""
    return TABLE.sub(lambda found: _foldable(found[0]), STYLE.sub(_relative, page))


def in_rem(style: str) -> str:
    """A style sheet whose lengths grow with the letters of the page, the `font` of `html`.

    In `@media (max-width: 30rem)`, too, a rem is as large as a letter of this page. For a browser
    it would be one of its own there, which knows no large print.

    >>> in_rem("html { font-size: 18pt } h1 { font-size: 36pt } @page { margin: 9mm }")
    'html { font-size: 150% } h1 { font-size: 2rem } @page { margin: 9mm }'
    >>> in_rem("html { font: 18pt/1.3 x } @media (max-width: 30rem) { p { margin: 9pt } }")
    'html { font: 150%/1.3 x } @media (max-width: 45em) { p { margin: 0.5rem } }'
    """
    letters, on_screen = _letters(style)
    relative = LETTERS_OF_THE_PAGE.sub(_in_percent, style)
    relative = WIDTH_OF_THE_WINDOW.sub(
        lambda found: f"{float(found['size']) * on_screen / USUAL_PT:.4g}em", relative
    )
    return LENGTH.sub(lambda found: _length_in_rem(found, letters), relative)


def _letters(style: str) -> tuple[float, float]:
    """How large the letters of the page are, in points: on paper, and on a screen."""
    found = list(LETTERS_OF_THE_PAGE.finditer(style))
    paper = [float(one["size"]) for one in found if not one["screen"]]
    screen = [float(one["size"]) for one in found if one["screen"]]
    letters = [USUAL_PT, *paper][-1]
    return letters, [letters, *screen][-1]


def _relative(style: re.Match[str]) -> str:
    return in_rem(style[0])


def _in_percent(found: re.Match[str]) -> str:
    return f"{found['rule']}{float(found['size']) / USUAL_PT * 100:.6g}%"


def _length_in_rem(found: re.Match[str], letters: float) -> str:
    if not found["unit"]:
        return found[0]
    return f"{float(found['size']) * POINTS_IN[found['unit']] / letters:.4g}rem"


def _foldable(table: str) -> str:
    """The table with roles; where it has columns enough, with its headings in its cells."""
    headings = [_words_of(heading) for heading in HEADING.findall(table)]
    if len(headings) >= FEW_COLUMNS:
        table = ROW.sub(lambda row: _with_headings(row[0], headings), table)
        columns = "many" if len(headings) >= MANY_COLUMNS else "few"
        table = table.replace("<table", f'<table data-columns="{columns}"', 1)
    return HEADER.sub(_header_with_role, PART.sub(_part_with_role, table))


def _with_headings(row: str, headings: list[str]) -> str:
    """A row of as many cells as there are columns; each cell that is no header named."""
    if len(CELL.findall(row)) != len(headings):
        return row
    places = count()
    return CELL.sub(lambda cell: _named(cell[0], headings[next(places)]), row)


def _named(cell: str, heading: str) -> str:
    ended = heading if heading.endswith((":", "?", ".")) else f"{heading}:"
    return f'{cell} data-column="{ended}"' if cell == "<td" else cell


def _part_with_role(found: re.Match[str]) -> str:
    return f'{found[0]} role="{ROLES[found[1]]}"'


def _header_with_role(found: re.Match[str]) -> str:
    return f'{found[0]} role="{HEADERS[found[1]]}"'


def _words_of(html: str) -> str:
    """The words of a heading, escaped as they were, fit for an attribute."""
    return " ".join(MARKUP.sub("", html).split()).replace('"', "&#34;")
