"""Data in, SVG out, each picture with its equivalent in words. One module a chart."""

from __future__ import annotations

from poet.charts.answers import AnswerKey
from poet.charts.bar_layout import BarRow
from poet.charts.diverging_bars import diverging_bars
from poet.charts.dot_intervals import dot_intervals
from poet.charts.drawing import Chart, Size
from poet.charts.icon_array import IconRow, icon_array, icon_pair
from poet.charts.points import DotRow, Point

__all__ = [
    "AnswerKey",
    "BarRow",
    "Chart",
    "DotRow",
    "IconRow",
    "Point",
    "Size",
    "diverging_bars",
    "dot_intervals",
    "icon_array",
    "icon_pair",
]
