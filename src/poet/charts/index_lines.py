"""Amounts over the years as index numbers: a line an amount, all of them 100 in one year.

Labels stand at the ends of their lines where the page is wide enough, else in a key above.
"""

from __future__ import annotations

from collections.abc import Sequence

from poet.charts.colours import QUIET_INK
from poet.charts.drawing import Chart, Mark, Size, Style, Words, paragraph
from poet.charts.index_lines_layout import IndexLine, Plot, plot_of
from poet.charts.index_lines_marks import grid, keys_of, line_shapes, line_words, year_words
from poet.charts.legend import legend
from poet.charts.lettering import wrapped

MOST_LINES = 4
BEFORE_HIDDEN = 0.5  # em


def index_lines(
    lines: Sequence[IndexLine],
    years: Sequence[str],
    *,
    title: str,
    text: str,
    times: Sequence[float] = (),
) -> Chart:
    """A line an amount over the years; 100 is the amount in the first year.

    `times` gives the place of each year in time, where the years are not all one apart. Lines
    without two numbers are sentences below. Raises ValueError for more than four lines, for fewer
    than two years, and for a line with more or fewer numbers than there are years.
    """
    if len(lines) > MOST_LINES:
        raise ValueError(f"{len(lines)} lines cannot be told apart: {MOST_LINES} at most")
    if len(years) < 2 or len(times or years) != len(years):
        raise ValueError("a line needs two years, and each year its place in time")
    for one in lines:
        if len(one.values) != len(years):
            raise ValueError(f"'{one.label}' has {len(one.values)} numbers, not {len(years)}")

    def draw(style: Style) -> tuple[list[Mark], float]:
        plot = plot_of(lines, years, times or tuple(range(len(years))), style.size)
        marks, top = _key(plot, style)
        picture, top = _picture(plot, style, top)
        sentences, bottom = _hidden(lines, style.size, top)
        return [*marks, *picture, *sentences], bottom

    return Chart(title, text, draw)


def _key(plot: Plot, style: Style) -> tuple[list[Mark], float]:
    if plot.labelled or not plot.lines:
        return [], 0.0
    return legend(keys_of(plot, style.palette), style.size)


def _picture(plot: Plot, style: Style, top: float) -> tuple[list[Mark], float]:
    if not plot.lines:
        return [], top
    zero = top + plot.above
    years, bottom = year_words(plot, zero + plot.height + plot.below)
    return [
        *grid(plot, zero),
        *line_shapes(plot, style.palette, zero),
        *line_words(plot, zero),
        *years,
    ], bottom


def _hidden(lines: Sequence[IndexLine], size: Size, top: float) -> tuple[list[Words], float]:
    """A sentence for each line that cannot be drawn."""
    words: list[Words] = []
    for one in lines:
        if len(one.known) < 2:
            top += BEFORE_HIDDEN * size.text_pt
            sentence = wrapped(f"{one.label}: {one.hidden}", size.width_pt, size.text_pt)
            words += paragraph(sentence, top, Words(0, ink=QUIET_INK), size)
            top += len(sentence) * size.line_pt
    return words, top
