"""Comments as cells of a workbook: text that runs nothing, marked, and cut where Excel must."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from poet.spreadsheets import IN_ITS_PLACE, UNSHOWABLE
from poet.themes_identifiers import AFTER, BEFORE, Identifiers, identifiers, marked, pieces

# Excel takes 32,767, counted in UTF-16; what is left is for the note and for marks.
LONGEST_WORDS = 30_000
MOST_MARKS = 500
CUT = " [... cut here: a cell holds no more. The whole is in the file of answers.]"
# Each marked part in a colour of its own takes room in the file; the signs stand at all of them.
MOST_COLOURED = 50


@dataclass(frozen=True)
class CommentCell:
    """The words of a comment as they stand in a cell. `found` are its likely identifiers."""

    words: str
    found: Identifiers
    is_cut: bool

    @property
    def look_here_first(self) -> str:
        """What may tell who somebody is, in words; "" where nothing was found."""
        return ", ".join(self.found.kinds)

    @property
    def marked(self) -> str:
        """The words with signs about what may tell who somebody is."""
        return marked(self.words, self.found)


def comment_cell(text: str) -> CommentCell:
    """The words of a comment, cut to what a cell holds, with its likely identifiers."""
    plain = text.strip()
    if not plain.isprintable():
        plain = UNSHOWABLE.sub(IN_ITS_PLACE, plain)
    kept = _first(plain, LONGEST_WORDS)
    found = identifiers(kept)
    if len(found.spans) > MOST_MARKS:
        found = Identifiers(found.spans[:MOST_MARKS], found.kinds)
    is_cut = len(kept) < len(plain)
    return CommentCell(kept + CUT if is_cut else kept, found, is_cut)


def _first(text: str, longest: int) -> str:
    """The beginning of a text, as much as fits when it is counted as Excel counts."""
    if len(text) * 2 <= longest:
        return text
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", errors="ignore")


def write_comment(sheet: Any, place: tuple[int, int], cell: CommentCell, formats: Formats) -> None:  # noqa: ANN401 - xlsxwriter's own
    """Write the words into a cell, as text, the marked parts between signs and in bold red."""
    fragments = list(_fragments(cell, formats.mark))
    if len(fragments) > 2:
        sheet.write_rich_string(*place, *fragments, formats.words)
    else:
        sheet.write_string(*place, cell.marked, formats.words)


def _fragments(cell: CommentCell, mark: object) -> Iterator[object]:
    """The words in turns: text, then a format and the marked text that has it."""
    if not 0 < len(cell.found.spans) <= MOST_COLOURED:
        return
    before = ""
    for piece, is_marked in pieces(cell.words, cell.found):
        if is_marked:
            yield before + BEFORE
            yield mark
            yield piece
            before = AFTER
        else:
            before += piece
    yield before


@dataclass(frozen=True, eq=False)
class Formats:
    """How the cells of a workbook look."""

    heading: Any
    words: Any
    mark: Any
    choice: Any
    done: Any


def formats_of(book: Any) -> Formats:  # noqa: ANN401 - xlsxwriter's own
    """The formats of one workbook. Cells of words stay text, also when somebody edits them."""
    text = {"num_format": "@", "valign": "top"}
    return Formats(
        heading=book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8E8E8", "border": 1}
        ),
        words=book.add_format({**text, "text_wrap": True, "quote_prefix": True}),
        mark=book.add_format({"bold": True, "font_color": "#9C0006"}),
        choice=book.add_format({**text, "align": "center", "border": 4}),
        done=book.add_format({"bg_color": "#D9EAD3"}),
    )
