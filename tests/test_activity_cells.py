"""Years, amounts and names of returns, cell by cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.activity_cells import Year, amount_of, are_numbers, return_key, year_in, year_of


@pytest.mark.parametrize(
    "text",
    [
        *("2008-09", "2008/09", "2008 - 09", "2008-2009", "2008/2009", "2008 to 09", "FY2008-09"),
        *("FY 2008\N{EN DASH}09", " 2008-09 "),
    ],
)
def test_two_years_are_one_financial_year(text) -> None:
    assert year_in(text) == Year(2008, two_years=True)


@pytest.mark.parametrize("text", ["2010", "2010.0", "2010.00", "FY2010"])
def test_a_year_alone(text) -> None:
    assert year_in(text) == Year(2010)


def test_the_turn_of_the_century() -> None:
    assert year_in("1999-00") == year_in("1999-2000") == Year(1999, two_years=True)


@pytest.mark.parametrize("text", ["2008-10", "2009-08", "208", "20100", "1850", "08/09", "2010.5"])
def test_what_is_no_year(text) -> None:
    assert year_in(text) is None
    assert year_of(text).trouble.sentence == (
        f'"{text}" is no year: write it as 2008, or as 2008-09.'
    )


@given(st.integers(1900, 2098))
def test_years_are_in_order_of_time(first) -> None:
    double = year_in(f"{first}-{(first + 1) % 100:02}")
    assert Year(first) < double < Year(first + 1)


@given(st.text(max_size=30))
def test_whatever_a_cell_holds_is_a_value_or_a_trouble(text) -> None:
    for found in (year_of(text), amount_of(text, "reviews")):
        assert (found.value is None) == (found.trouble is not None)


@given(st.floats(0, 1e9).map(lambda number: round(number, 2)))
def test_numbers_with_and_without_commas_are_the_same(number) -> None:
    assert amount_of(f"{number:.2f}", "reviews").value == number
    assert amount_of(f"{number:,.2f}", "reviews").value == number


def test_a_column_is_of_numbers_where_most_cells_are() -> None:
    assert are_numbers(["1,200", "", "[c]", ".."])
    assert are_numbers(["1", "2", "see note"])
    assert not are_numbers(["North", "South", "3"])
    assert not are_numbers(["[c]", "..", ""])
    assert not are_numbers([])


def test_the_name_of_a_return_is_its_heading_in_small_letters() -> None:
    assert return_key("People  supported") == "people_supported"
    assert return_key("Asesiadau (cyfanswm)") == "asesiadau_cyfanswm"
    assert return_key("???") == ""
