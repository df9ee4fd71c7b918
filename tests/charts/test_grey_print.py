"""Charts on a grey printer, and for eyes that do not see red or green.

Grey keeps the light of a colour (its relative luminance) and nothing else. Colour blindness is
simulated on linear RGB with the matrices of Machado, Oliveira and Fernandes (2009, A
physiologically-based model for simulation of color vision deficiency, severity 1.0).
"""

from __future__ import annotations

import importlib.util
import re
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from poet.charts import PALETTE, AnswerKey, BarRow, Size, diverging_bars
from poet.charts.colours import GRID, INK, PAPER, QUIET_INK
from poet.contrast import contrast, luminance

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "chart_gallery.py"
SIZES = (Size(174, 14), Size(76, 12))
NEIGHBOURS = 3
NORMAL = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
SIGHT = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
# Two colours so far apart in CIE Lab are told apart at a glance; 2 is about the least one can see.
FAR = 25
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)


def examples():
    spec = importlib.util.spec_from_file_location("chart_gallery", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["chart_gallery"] = module
    spec.loader.exec_module(module)
    charts = {example.function: example.chart for example in module.examples()}
    return {**charts, "table_bar": module.bars_in_cells()[0][1]}


EXAMPLES = examples()
every_chart = pytest.mark.parametrize("name", EXAMPLES)
every_size = pytest.mark.parametrize("size", SIZES, ids=str)


def grey(colour):
    """The grey that is as light as the colour, as a printer without colours makes it."""
    light = luminance(colour)
    part = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return f"#{round(part * 255):02X}" + f"{round(part * 255):02X}" * 2


def apart_in_grey(one, other):
    """The contrast of two colours once they are grey; a shade more or less is rounding."""
    return contrast(grey(one), grey(other)) >= NEIGHBOURS - 0.05


def seen(colour, sight):
    """The colour as CIE Lab for these eyes."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    rgb = [min(max(part, 0), 1) for part in times(sight, linear)]
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (value / white for value, white in zip(times(XYZ, rgb), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def times(matrix, vector):
    return [sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix]


def distance(one, other, sight):
    pairs = zip(seen(one, sight), seen(other, sight), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def boxes(read):
    """(left, top, right, bottom, colour) of every rectangle of a chart."""
    return [
        (left, top, left + width, top + height, colour)
        for colour in {one.fill for one in read.drawn} - {"none"}
        for left, top, width, height in read.rectangles(colour)
    ]


def parted(read, x, top, bottom):
    """Whether a line of paper runs down where two boxes touch, as wide as can be seen."""
    lines = [one.path for one in read.drawn if one.stroke == PAPER and one.fill == "none"]
    starts = [re.findall(r"M([\d.]+) ([\d.]+)l0 ([\d.]+)", path) for path in lines]
    return any(
        abs(float(at) - x) < 0.1 and float(first) <= top + 0.1 and float(down) >= bottom - top - 0.1
        for found in starts
        for at, first, down in found
    )


def outlined(read, colour):
    """Whether all marks of this colour have an outline that stands out of everything."""
    strokes = [one.stroke for one in read.drawn if one.fill == colour and one.path]
    return all(stroke in (QUIET_INK, INK) for stroke in strokes)


def test_grey_is_as_light_as_the_colour():
    for colour in vars(PALETTE).values():
        assert luminance(grey(colour)) == pytest.approx(luminance(colour), abs=0.005)


@every_chart
@every_size
def test_every_mark_stands_out_of_the_paper_in_grey(facts, name, size):
    for one in facts(EXAMPLES[name], size).drawn:
        if GRID in (one.fill, one.stroke) or {one.fill, one.stroke} <= {PAPER, "none"}:
            continue  # the grid only helps along; a patch of paper is there to be unseen
        colours = {one.fill, one.stroke} - {"none"}
        assert any(apart_in_grey(colour, PAPER) for colour in colours), (one.fill, one.stroke)


@every_chart
@every_size
def test_what_touches_is_apart_in_grey(facts, name, size):
    read = facts(EXAMPLES[name], size)
    for one, other in combinations(boxes(read), 2):
        (left, right) = sorted((one, other))
        touch = abs(left[2] - right[0]) < 0.05
        same_row = abs(left[1] - right[1]) < 0.05 and abs(left[3] - right[3]) < 0.05
        if touch and same_row:
            assert (
                apart_in_grey(left[4], right[4])
                or outlined(read, left[4])
                or outlined(read, right[4])
                or parted(read, left[2], left[1], left[3])
            ), (left, right)


@pytest.mark.parametrize(
    "shares", [(0.3, 0.3, 0, 0.2, 0.2), (0.5, 0, 0, 0, 0.5), (0, 0.5, 0, 0.5, 0)]
)
@every_size
def test_good_and_bad_that_meet_at_the_middle_are_parted(facts, shares, size):
    answers = [
        AnswerKey(str(place), ("good", "good", "neutral", "bad", "bad")[place])
        for place in range(5)
    ]
    chart = diverging_bars([BarRow("Row", shares)], answers, title="A finding", text="In words")
    read = facts(chart, size)
    bars = [box for box in boxes(read) if box[3] - box[1] > size.text_pt]
    meeting = [
        pair for pair in pairwise(sorted(bars)) if pair[0][2] == pytest.approx(pair[1][0], abs=0.05)
    ]
    assert meeting
    for left, right in meeting:
        assert apart_in_grey(left[4], right[4]) or parted(read, left[2], left[1], left[3])


@every_chart
@every_size
def test_kinds_that_are_alike_in_grey_differ_in_shape_or_line(facts, name, size):
    if name.startswith("diverging_bars"):
        return  # bars are told apart by their place and their numbers: see above
    marks = [
        one
        for one in facts(EXAMPLES[name], size).drawn
        if {one.fill, one.stroke} & set(vars(PALETTE).values())
    ]
    for one, other in combinations(marks, 2):
        if (one.fill, one.stroke) != (other.fill, other.stroke):
            light = (
                apart_in_grey(one.stroke, other.stroke)
                if "none" not in (one.stroke, other.stroke)
                else False
            )
            assert light or one.kind != other.kind, (one.path[:60], other.path[:60])


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("best", "bad"),
        ("good", "bad"),
        ("best", "worst"),
        ("good", "worst"),
        ("best", "good"),
        ("bad", "worst"),
    ],
)
def test_good_and_bad_are_apart_without_red_or_green(sight, one, other):
    colours = getattr(PALETTE, one), getattr(PALETTE, other)
    assert distance(*colours, SIGHT[sight]) >= FAR
    assert distance(*colours, NORMAL) >= FAR


def test_the_simulation_takes_red_and_green_together():
    red, green = "#C04040", "#6B8E23"
    for sight in SIGHT.values():
        assert distance(red, green, sight) < 0.6 * distance(red, green, NORMAL)
        assert distance("#FFFFFF", "#000000", sight) == pytest.approx(100, abs=0.5)
        assert distance("#808080", grey("#808080"), sight) == pytest.approx(0, abs=0.1)


def test_mid_blue_and_orange_are_alike_in_grey_so_the_tests_above_can_fail():
    assert not apart_in_grey(PALETTE.good, PALETTE.bad)
    assert not apart_in_grey(PALETTE.best, PALETTE.worst)
    assert apart_in_grey(PALETTE.best, PALETTE.good)
