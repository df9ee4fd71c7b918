"""What holds for every chart, in every size: the gallery of made-up numbers, looked through."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from poet.charts import PALETTE, Palette, Size, Style

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "chart_gallery.py"
# Print from 12 to 18 pt, a telephone, and the least width there is.
SIZES = [
    *(Size(174, text_pt) for text_pt in (12, 14, 16, 18)),
    Size(150, 14),
    Size(76, 12),
    Size(74.1, 12),
]
OWN = Palette(best="#003B2F", good="#3FA37C", bad="#C77700", worst="#5A1E00")
MOST_ELEMENTS = {"paths": 16, "words": 80}


def gallery():
    """The script that prints every chart, as a module."""
    spec = importlib.util.spec_from_file_location("chart_gallery", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["chart_gallery"] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


EXAMPLES = {example.function: example.chart for example in gallery().examples()}
CELL = gallery().bars_in_cells()[0][1]
every_chart = pytest.mark.parametrize("name", [*EXAMPLES, "table_bar"])
every_size = pytest.mark.parametrize("size", SIZES, ids=str)


def example(name):
    return EXAMPLES.get(name, CELL)


def test_every_function_of_the_package_has_an_example():
    from poet import charts

    functions = {name for name in charts.__all__ if name[0].islower()}
    assert functions == {name.split(",")[0].split()[0] for name in [*EXAMPLES, "table_bar"]}


def test_the_first_page_of_the_gallery_shows_every_chart():
    shown = {name for column in gallery().OVERVIEW for name in column}
    of_people = "icon_array"  # a pair of them is shown
    assert shown == {one.split(",")[0].split()[0] for one in EXAMPLES} - {of_people}


@every_chart
@every_size
def test_nothing_leaves_the_picture_or_stands_on_other_words(facts, name, size):
    read = facts(example(name), size)
    assert read.outside() == []
    assert read.marks_outside() == []
    assert read.overlaps() == []


@every_chart
def test_words_grow_with_the_size_and_are_all_of_one(facts, name):
    for size in SIZES:
        assert facts(example(name), size).text_pt == size.text_pt


@every_chart
def test_lines_grow_with_the_words(facts, name):
    small, large = (facts(example(name), size) for size in (Size(174, 12), Size(261, 18)))
    assert [one.kind[0] for one in small.drawn] == [one.kind[0] for one in large.drawn]
    for one, other in zip(small.drawn, large.drawn, strict=True):
        assert other.right - other.left == pytest.approx(1.5 * (one.right - one.left), abs=0.1)
    assert large.height == pytest.approx(1.5 * small.height, abs=0.1)


@every_chart
def test_the_same_numbers_give_the_same_bytes(name):
    again = {one.function: one.chart for one in gallery().examples()}.get(name, CELL)
    assert again.svg(Style(SIZES[1])) == example(name).svg(Style(SIZES[1]))


@every_chart
@every_size
def test_there_are_few_elements(facts, name, size):
    read = facts(example(name), size)
    assert len(read.drawn) <= MOST_ELEMENTS["paths"]
    assert len(read.said) <= MOST_ELEMENTS["words"]
    assert read.elements == len(read.drawn) + len(read.said) + 2


@every_chart
def test_the_text_equivalent_comes_first_and_the_title_is_short(facts, name):
    chart = example(name)
    read = facts(chart)
    assert (read.first, read.title) == ("title", chart.text)
    assert len(chart.title.split()) <= 10


@every_chart
def test_own_colours_reach_every_coloured_mark(facts, name):
    standard, own = (facts(example(name), palette=palette) for palette in (PALETTE, OWN))
    parts = dict(zip(vars(PALETTE).values(), vars(OWN).values(), strict=True))
    for one, other in zip(standard.drawn, own.drawn, strict=True):
        assert other.fill == parts.get(one.fill, one.fill)
        assert other.stroke == parts.get(one.stroke, one.stroke)
    assert set(parts) & {colour for one in standard.drawn for colour in (one.fill, one.stroke)}
