"""Data in, SVG out, each picture with its equivalent in words. One module a chart."""

from __future__ import annotations

from poet.charts.answers import AnswerKey
from poet.charts.bar_layout import BarRow
from poet.charts.colours import PALETTE, Palette
from poet.charts.diverging_bars import diverging_bars
from poet.charts.dot_intervals import dot_intervals
from poet.charts.drawing import Chart, Size, Style
from poet.charts.forest import ForestRow, ForestWords, forest_chart
from poet.charts.funnel import FunnelLimits, FunnelPoint, FunnelWords, funnel_chart
from poet.charts.icon_array import IconRow, icon_array, icon_pair
from poet.charts.index_lines import index_lines
from poet.charts.index_lines_layout import IndexLine
from poet.charts.paired_bands import Band, BandWords, paired_bands
from poet.charts.paired_scatter import Pair, PairWords, paired_scatter
from poet.charts.perspectives import perspectives_chart
from poet.charts.points import DotRow, Point
from poet.charts.process_steps import process_steps
from poet.charts.slope import slope_chart
from poet.charts.slope_waves import SlopeRow
from poet.charts.step_rows import StepBar, StepBlock, StepWords
from poet.charts.table_bar import table_bar

__all__ = [
    "PALETTE",
    "AnswerKey",
    "Band",
    "BandWords",
    "BarRow",
    "Chart",
    "DotRow",
    "ForestRow",
    "ForestWords",
    "FunnelLimits",
    "FunnelPoint",
    "FunnelWords",
    "IconRow",
    "IndexLine",
    "Pair",
    "PairWords",
    "Palette",
    "Point",
    "Size",
    "SlopeRow",
    "StepBar",
    "StepBlock",
    "StepWords",
    "Style",
    "diverging_bars",
    "dot_intervals",
    "forest_chart",
    "funnel_chart",
    "icon_array",
    "icon_pair",
    "index_lines",
    "paired_bands",
    "paired_scatter",
    "perspectives_chart",
    "process_steps",
    "slope_chart",
    "table_bar",
]
