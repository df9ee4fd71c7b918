"""Change from wave to wave: a line a topic, from its first share to its last.

All lines stand in one picture where their labels have room beside the ends; on a narrow page, or
where there are too many, each topic is a small row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from poet.charts.colours import QUIET_INK
from poet.charts.drawing import Chart, Mark, Size, Style, Words, paragraph
from poet.charts.legend import legend
from poet.charts.lettering import wrapped
from poet.charts.slope_lines import fit_together, lines_marks, lines_of
from poet.charts.slope_rows import rows_marks
from poet.charts.slope_waves import SlopeRow, keys_of

BEFORE_HIDDEN = 0.5  # em

CHANGE_WORDS = ("Better than before", "About the same", "Worse than before")


def slope_chart(
    rows: Sequence[SlopeRow],
    *,
    first_words: str,
    last_words: str,
    title: str,
    text: str,
    between_words: Sequence[str] = (),
    change_words: tuple[str, str, str] = CHANGE_WORDS,
) -> Chart:
    """A line a topic; `first_words` and `last_words` name the first and the last wave.

    `between_words` name the waves between; `change_words` say what lines of each kind mean:
    better, the same, worse. Rows that are hidden are sentences below. Raises ValueError for a row
    with more or fewer shares than there are waves.
    """
    names = (first_words, *between_words, last_words)
    for row in rows:
        if len(row.shares) != len(names):
            raise ValueError(f"'{row.label}' has {len(row.shares)} shares, not {len(names)}")

    def draw(style: Style) -> tuple[list[Mark], float]:
        words = dict(zip(("better", "same", "worse"), change_words, strict=True))
        marks, top = legend(keys_of(rows, words, style.palette, style.size), style.size)
        picture, top = _picture(rows, names, style, top)
        sentences, bottom = _hidden(rows, style.size, top)
        return [*marks, *picture, *sentences], bottom

    return Chart(title, text, draw)


def _picture(
    rows: Sequence[SlopeRow], names: Sequence[str], style: Style, top: float
) -> tuple[list[Mark], float]:
    lines = lines_of(rows, names, style.size)
    if not lines.rows:
        return [], top
    if not style.size.narrow and fit_together(lines):
        return lines_marks(lines, style.palette, top)
    return rows_marks(rows, names, style.size, style.palette, top)


def _hidden(rows: Sequence[SlopeRow], size: Size, top: float) -> tuple[list[Words], float]:
    """A sentence for each row that has no line."""
    words: list[Words] = []
    top += BEFORE_HIDDEN * size.text_pt
    for row in rows:
        if not row.known:
            lines = wrapped(f"{row.label}: {row.hidden}", size.width_pt, size.text_pt)
            words += paragraph(lines, top, Words(0, ink=QUIET_INK), size)
            top += len(lines) * size.line_pt
    return words, top
