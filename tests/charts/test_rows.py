"""A label and what it tells of: about one middle, or one below the other; headings of columns."""

from __future__ import annotations

from poet.charts.drawing import Size, Words
from poet.charts.rows import headings, label_room, row_label

WIDE, NARROW = Size(174, 12), Size(76, 12)


def label(size: Size, lines: int):
    return row_label("w " * 60 if lines > 1 else "Home", "", 100, size)


def test_labels_stand_above_their_rows_where_fewer_than_29_letters_stand_side_by_side() -> None:
    points = 25.4 / 72
    assert not Size(29 * 12 * points + 0.01, 12).narrow
    assert Size(29 * 12 * points - 0.01, 12).narrow
    assert label_room(0.4, WIDE) == 0.4 * WIDE.width_pt
    assert label_room(0.4, NARROW) == NARROW.width_pt


def test_a_low_label_and_a_high_picture_stand_about_one_middle() -> None:
    at = label(WIDE, 1).beside(40, 100)
    assert (at.label, at.picture, at.bottom) == (112.5, 100, 140)


def test_a_high_label_and_a_low_picture_stand_about_one_middle() -> None:
    at = label(WIDE, 3).beside(15, 100, below=7)
    assert (at.label, at.picture, at.bottom) == (100, 115, 145)


def test_a_narrow_picture_stands_below_its_label() -> None:
    at = label(NARROW, 1).beside(40, 100, below=7)
    assert (at.label, at.picture, at.bottom) == (100, 122, 162)


def test_headings_end_on_one_line_however_many_lines_they_have() -> None:
    marks, bottom = headings(
        [(("a", "b"), Words(0)), (("c",), Words(50)), ((), Words(90))], 10, WIDE
    )
    assert bottom == 40
    assert [(mark.x, round(mark.y, 2), mark.words) for mark in marks] == [
        (0, 21.4, "a"),
        (0, 36.4, "b"),
        (50, 36.4, "c"),
    ]
