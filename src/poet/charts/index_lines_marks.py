"""The marks of a chart of index numbers: the grid, the lines, and the words beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from poet.charts.colours import GRID, INK, PAPER, QUIET_INK, Palette
from poet.charts.drawing import Mark, Shape, Words, beside, paragraph
from poet.charts.index_lines_layout import AFTER_NUMBER, AFTER_SCALE, BASE, LEADER, Plot
from poet.charts.legend import Key
from poet.charts.lettering import width
from poet.charts.paths import circle, diamond, joined, line, square
from poet.wording import half_up

# In em.
MARKER = 0.36
AROUND = 0.15
BETWEEN_YEARS = 0.6
ABOVE_YEARS = 0.2
# In points.
LINE = 2.0
OUTLINE = 1.75
GRID_LINE = 0.75
BASE_LINE = 1.25
LEADER_LINE = 0.75


@dataclass(frozen=True)
class Look:
    """How one line looks; all differ in marker and stroke, and not in colour alone."""

    marker: Callable[[float, float, float], str]
    fill: str
    stroke: str
    dash: tuple[float, ...] = ()


def looks(palette: Palette) -> tuple[Look, ...]:
    """The look of the first line, the second and so on."""
    return (
        Look(circle, palette.best, palette.best),
        Look(diamond, PAPER, palette.worst, (0.5, 0.25)),
        Look(square, QUIET_INK, QUIET_INK, (0.15, 0.2)),
        Look(circle, PAPER, palette.bad, (0.8, 0.2, 0.15, 0.2)),
    )


def grid(plot: Plot, zero: float) -> list[Mark]:
    """A line across for each number of the scale; that of 100 is dark."""
    across = plot.right - plot.left
    fine = "".join(
        line(plot.left, zero + plot.y(value), right=across) for value in plot.ticks if value != BASE
    )
    base = line(plot.left, zero + plot.y(BASE), right=across)
    end = plot.left - AFTER_SCALE * plot.size.text_pt
    return [
        Shape(fine, "none", GRID, GRID_LINE),
        Shape(base, "none", INK, BASE_LINE),
        *(
            Words(end, beside(zero + plot.y(value), plot.size), f"{half_up(value)}", "end")
            for value in sorted({*plot.ticks, BASE} if _stands_apart(plot) else plot.ticks)
        ),
    ]


def _stands_apart(plot: Plot) -> bool:
    """Whether 100 is a number of the scale, or has room beside its neighbours."""
    apart = min(abs(plot.y(value) - plot.y(BASE)) for value in plot.ticks)
    return BASE in plot.ticks or apart > plot.size.line_pt


def line_shapes(plot: Plot, palette: Palette, zero: float) -> list[Shape]:
    """For each line one shape of strokes and one of markers; a year without a number parts it."""
    shapes = []
    for one, look in zip(plot.lines, looks(palette), strict=False):
        runs: list[list[tuple[float, float]]] = [[]]
        for place, value in enumerate(one.values):
            if value is None:
                runs.append([])
            else:
                runs[-1].append((plot.x(place), zero + plot.y(value)))
        strokes = "".join(joined(run) for run in runs if len(run) > 1)
        shapes.append(Shape(strokes, "none", look.stroke, LINE, look.dash))
        radius = MARKER * plot.size.text_pt
        markers = "".join(look.marker(x, y, radius) for run in runs for x, y in run)
        shapes.append(Shape(markers, look.fill, look.stroke, OUTLINE))
    return shapes


def line_words(plot: Plot, zero: float) -> list[Mark]:
    """The last number of each line and its label, and what leads to them."""
    em = plot.size.text_pt
    number_left = plot.right + LEADER * em
    label_left = number_left + plot.number_room + AFTER_NUMBER * em
    leaders, words = [], []
    for one, label, middle in zip(plot.lines, plot.labels, plot.label_places, strict=True):
        place, value = one.known[-1]
        start = (plot.x(place) + (MARKER + AROUND) * em, zero + plot.y(value))
        leaders.append(joined([start, (number_left - AROUND * em, zero + middle)]))
        number = f"{half_up(value)}"
        words.append(Words(number_left, beside(zero + middle, plot.size), number, bold=True))
        top = zero + middle - len(label) * plot.size.line_pt / 2
        words += paragraph([one for one in label if one], top, Words(label_left), plot.size)
    return [Shape("".join(leaders), "none", QUIET_INK, LEADER_LINE), *words]


def year_words(plot: Plot, top: float) -> tuple[list[Words], float]:
    """The years below the scale, as many as have room, the first and the last always."""
    size, top = plot.size, top + ABOVE_YEARS * plot.size.text_pt
    shown = [_year(plot, 0, top), _year(plot, len(plot.years) - 1, top)]
    for place in range(1, len(plot.years) - 1):
        year = _year(plot, place, top)
        if all(_apart(year, other, size.text_pt) for other in shown):
            shown.append(year)
    return sorted(shown, key=lambda one: one.x), top + size.line_pt


def keys_of(plot: Plot, palette: Palette) -> list[Key]:
    """The label of each line with its sign."""
    return [
        Key(one.label, lambda x, y, look=look: _sign(plot, x, y, look))
        for one, look in zip(plot.lines, looks(palette), strict=False)
    ]


def _sign(plot: Plot, x: float, y: float, look: Look) -> Shape:
    return Shape(look.marker(x, y, MARKER * plot.size.text_pt), look.fill, look.stroke, OUTLINE)


def _year(plot: Plot, place: int, top: float) -> Words:
    size, words = plot.size, plot.years[place]
    wide = width(words, size.text_pt)
    left = min(max(plot.x(place) - wide / 2, 0), size.width_pt - wide)
    (found,) = paragraph([words], top, Words(left), size)
    return found


def _apart(one: Words, other: Words, em: float) -> bool:
    left, right = sorted((one, other), key=lambda words: words.x)
    return right.x - left.x > width(left.words, em) + BETWEEN_YEARS * em
