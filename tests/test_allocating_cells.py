from __future__ import annotations

import pytest

from poet.allocating_cells import answer_meant, number_of_answer, number_of_points


@pytest.mark.parametrize(("text", "number"), [("34", 34), (" 34.50 ", 34.5), ("0", 0), ("+7", 7)])
def test_points_are_plain_figures(text: str, number: float) -> None:
    assert number_of_points(text).value == number


def test_a_blank_cell_is_neither_points_nor_a_trouble() -> None:
    assert number_of_points("  ").value is None
    assert number_of_points("  ").trouble is None


@pytest.mark.parametrize(
    ("text", "sentence", "nearest"),
    [
        ("-3", '"-3" is below 0, which points cannot be.', ""),
        ("high", '"high" is not a number of points: write figures alone.', ""),
        ("34 points", '"34 points" is not a number of points: write figures alone.', "34"),
        ("1e3", '"1e3" is not a number of points: write figures alone.', "1000"),
        ("nan", '"nan" is not a number of points: write figures alone.', ""),
        ("9" * 41, f'"{"9" * 41}" is not a number of points: write figures alone.', "9" * 40),
        ("100001", '"100001" is above 100,000, more points than anybody can have.', ""),
    ],
)
def test_what_is_no_points_is_told(text: str, sentence: str, nearest: str) -> None:
    trouble = number_of_points(text).trouble
    assert (trouble.sentence, trouble.nearest) == (sentence, nearest)


def test_answers_in_other_spellings_are_the_same() -> None:
    assert answer_meant("2") == answer_meant("2.0") == answer_meant(" 2 ")
    assert answer_meant("A lot") == answer_meant(" a  LOT")
    assert answer_meant("2") != answer_meant("3")


def test_the_number_that_an_answer_begins_with() -> None:
    found = [
        number_of_answer(one) for one in ("2", "2 - some", "2.5: more", "some", "2nd", "1.2.3")
    ]
    assert found == [2, 2, 2.5, None, None, None]
