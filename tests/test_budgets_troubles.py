"""What is odd in a file of budgets as councils export it: told, counted, and never in a finding."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import poet
from poet.budgets import Budgets
from poet.budgets_cells import date_meant
from poet.budgets_file import read_budgets
from poet.checking import check_study
from poet.responses import Account
from poet.study import Authority

HEADINGS = "case,indicative,final"
NORTH = Authority("N1", "Northtown")
STUDY = 'title = "Money"\nauthority = "Northtown"\n\n[budgets]\nfile = "budgets.csv"\n'


def read(folder: Path, *rows: str, headings: str = HEADINGS) -> Budgets:
    """The budgets of a file with these rows below the headings."""
    (folder / "budgets.csv").write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
    return read_budgets(folder, {"file": "budgets.csv"}, (NORTH,))


def told(budgets: Budgets) -> list[tuple[int, str, str]]:
    """Row, column and sentence of each problem."""
    told_of = budgets.problems[["row", "column", "sentence"]]
    return list(told_of.itertuples(index=False, name=None))


@pytest.mark.parametrize("case", ["Total", "GRAND TOTAL:", "Average", " totals "])
def test_a_row_of_totals_is_no_case(tmp_path: Path, case: str) -> None:
    budgets = read(tmp_path, "1,100,200", f"{case},100,200")
    assert budgets.by_case["case"].tolist() == ["1"]
    assert budgets.account == Account(2, 1, {"row of totals": 1})
    assert told(budgets) == [(3, "A", "This row holds totals and no case, so it is set aside.")]


def test_an_error_of_the_spreadsheet_is_an_amount_that_cannot_be_used(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Cases"
    for row in (HEADINGS.split(","), [1, "#DIV/0!", 200], [2, "=A1", 200], [3, 100, 200]):
        book.active.append(row)
    book.save(tmp_path / "budgets.xlsx")
    budgets = read_budgets(tmp_path, {"file": "budgets.xlsx"}, (NORTH,))
    assert budgets.by_case["case"].tolist() == ["3"]
    assert budgets.account == Account(3, 1, {"no amount that can be used": 2})
    assert budgets.remarks == ()
    assert told(budgets) == [
        (2, "B", "#DIV/0! is an error of the spreadsheet."),
        (3, "B", "This formula has no value. Open the file in Excel and save it."),
    ]


def test_capital_letters_make_no_other_case(tmp_path: Path) -> None:
    budgets = read(tmp_path, "a-1,100,200", "A-1,100,210", "b-1,100,200")
    assert budgets.account == Account(3, 1, {"same case twice": 2})


def test_columns_that_are_none_of_budgets_are_named(tmp_path: Path) -> None:
    budgets = read(tmp_path, "1,100,200,x,y,z", headings=f"{HEADINGS},grp,Notes,NHS number")
    assert budgets.remarks == (
        "budgets.csv: not read, as no columns of budgets have these headings: "
        '"grp", "Notes", "NHS number".',
    )
    many = read(
        tmp_path, "1,100,200,1,2,3,4,5,6,7", headings=f"{HEADINGS},a1,a2,a3,a4,a5,a6,a7"
    ).remarks[0]
    assert many.endswith(': "a1", "a2", "a3", "a4", "a5", 2 more.')


@pytest.mark.parametrize("case", ["943 476 5919", "9434765919", "ann@example.org"])
def test_cases_that_tell_a_person_are_asked_about_and_told_nowhere(
    tmp_path: Path, case: str
) -> None:
    rows = [f"{case},100,200", f"{case},100,", "L-2026-00017,100,300"]
    budgets = read(tmp_path, *rows[:1], *rows[2:])
    assert budgets.remarks == (
        "budgets.csv: 1 row has in the column case what looks like an NHS number or an e-mail "
        "address. It never leaves poet, but numbers of your own are safer.",
    )
    read(tmp_path, *rows)
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    checked = check_study(poet.load_study(tmp_path))
    assert case not in "".join(checked.lines()) + str(checked.as_json())


def test_somebodys_own_words_and_numbers_in_the_place_of_amounts_are_not_repeated(
    tmp_path: Path,
) -> None:
    words = "Mrs Vane rang again about the shower"
    budgets = read(tmp_path, f"1,{words},100", "2,9434765919,100", "3,100,AB1 2CD")
    shown = budgets.problems.to_csv()
    assert "Vane" not in shown
    assert "9434765919" not in shown
    assert "AB1" not in shown
    assert set(budgets.problems["found"]) == {"own words, not shown"}


def test_amounts_too_high_for_a_week_are_asked_about_whatever_the_period(tmp_path: Path) -> None:
    budgets = read(tmp_path, "1,9000,300,week", "2,100,300,week", headings=f"{HEADINGS},period")
    assert budgets.remarks == (
        "budgets.csv: 1 row has a budget above £5,000 a week. If amounts are for a year, look at "
        "the column period.",
    )


def test_a_date_in_the_future_is_asked_about(tmp_path: Path) -> None:
    budgets = read(tmp_path, "1,100,200,2098-01-01", headings=f"{HEADINGS},date")
    assert budgets.remarks == (
        "budgets.csv: 1 row has a date that lies in the future. Look at the year.",
    )
    assert budgets.problems.empty


@pytest.mark.parametrize(
    ("text", "sentence", "nearest"),
    [
        (
            "12/25/2025",
            '"12/25/2025" has the month before the day. Write the year first, here and where the '
            "day could be a month.",
            "2025-12-25",
        ),
        ("01/04/1026", '"01/04/1026" cannot be the date of a budget: look at the year.', ""),
        ("9999-12-31", '"9999-12-31" cannot be the date of a budget: look at the year.', ""),
        ("soon", '"soon" is no date: write it as 2026-04-01 or 01/04/2026.', ""),
    ],
)
def test_a_date_that_cannot_be_is_told(text: str, sentence: str, nearest: str) -> None:
    trouble = date_meant(text).trouble
    assert trouble is not None
    assert (trouble.rule, trouble.sentence, trouble.nearest) == ("no date", sentence, nearest)
