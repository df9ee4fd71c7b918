"""The work it takes, in words, on one page."""

from __future__ import annotations

import pytest
from returns_read import COUNCILS
from returns_reported import report_on, study_of_returns, without_returns

from poet.sections import technical_activity
from poet.sections.activity_view import view
from poet.sections.activity_words import exact_pounds, more_or_fewer, pounds
from poet.sections.guard import words_only
from poet.study import Authority
from poet.wording import forbidden_in, longest_sentence

HEADINGS = "authority,year,reviews,assessments,field_staff_fte"
ROWS = (
    *("Northtown,2008,1000,500,100", "Northtown,2011,860,525,108.6"),
    *("Southville,2008,300,90,30", "Southville,2011,260,90,33.6"),
    *("Eastbury,2008,200,90,30", "Eastbury,2011,200,90,30"),
)
NAMES, GREW = ("Northtown", "Southville", "Eastbury"), ((2008, 1000), (2011, 1100))
COSTS = {"unit_costs": {"reviews": 200, "assessments": 450.5}, "unit_costs_source": "our own"}


@pytest.fixture
def words(tmp_path):
    """The view of a council of these rows, headings first."""

    def made(*rows, code="N1", **more):
        return view(report_on(study_of_returns(tmp_path, *rows, **more), code))

    return made


def main_of(words, reviews, staff):
    """The sentences on two years of one council."""
    (first, last), (staff_first, staff_last) = reviews, staff
    rows = (f"Northtown,2008,{first},{staff_first}", f"Northtown,2011,{last},{staff_last}")
    return words("authority,year,reviews,field_staff_fte", *rows)["main"]


def test_the_published_case_is_told_in_plain_words(words) -> None:
    found = words(HEADINGS, *ROWS)
    assert found["whose"] == "These are the returns of Northtown."
    assert found["main"] == [
        "Between 2008 and 2011 there were 14 in 100 fewer reviews and 9 in 100 more field staff.",
        "That is 21 in 100 fewer reviews for each worker.",
        "More than half of this goes with fewer reviews, the rest with more staff.",
    ]
    assert found["others"] == [
        "Assessments: 5 in 100 more since 2008; for each worker 3 in 100 fewer."
    ]
    assert found["together"] == (
        "In 3 councils together there were 18 in 100 fewer reviews for each worker (2008 to 2011)."
    )
    assert found["has_workers"] is True and found["empty"] is False


@pytest.mark.parametrize(
    ("reviews", "staff", "sentence"),
    [
        ((100, 80), (20, 20), "Nearly all of this goes with fewer reviews."),
        ((100, 100), (20, 25), "Nearly all of this goes with more staff."),
        ((100, 90), (20, 20.5), "Most of this goes with fewer reviews, the rest with more staff."),
        (
            (100, 80),
            (20, 25),
            "About half of this goes with fewer reviews, and half with more staff.",
        ),
        (
            (100, 150),
            (20, 15),
            "More than half of this goes with more reviews, the rest with fewer staff.",
        ),
        ((100, 110), (20, 25), "The number of reviews grew less than the number of staff."),
        ((100, 150), (20, 25), "The number of reviews grew more than the number of staff."),
        ((100, 50), (20, 15), "The number of reviews fell more than the number of staff."),
        ((100, 90), (20, 15), "The number of reviews fell less than the number of staff."),
    ],
)
def test_what_a_change_goes_with(words, reviews, staff, sentence) -> None:
    assert main_of(words, reviews, staff)[-1] == sentence


def test_where_nothing_changed_it_goes_with_nothing(words) -> None:
    assert main_of(words, (100, 100), (20, 20)) == [
        "Between 2008 and 2011 there were about as many reviews and about as many field staff.",
        "That is about as many reviews for each worker.",
    ]


def test_more_than_twice_as_many_is_said_in_times() -> None:
    assert more_or_fewer(1.0, "visits") == "2 times as many visits"
    assert more_or_fewer(-1.0, "visits") == "100 in 100 fewer visits"
    assert more_or_fewer(0.994, "visits") == "99 in 100 more visits"


def test_the_chart_says_every_number_it_shows(words) -> None:
    (chart,) = words(HEADINGS, *ROWS)["charts"]
    assert chart.title == "The work and the workers: 2008 is 100"
    assert chart.text == (
        "Field staff: 100 in 2008, 109 in 2011. Reviews: 100 in 2008, 86 in 2011. "
        "Assessments: 100 in 2008, 105 in 2011."
    )


def test_a_line_that_cannot_be_drawn_is_said(words) -> None:
    rows = ("Northtown,2008,1000,500,100", "Northtown,2009,900,6,100")
    (chart,) = words(HEADINGS, *rows)["charts"]
    assert chart.text.endswith("Assessments: there are too few numbers to draw a line.")
    later = ("Northtown,2008,,50,100", "Northtown,2009,9,60,100", "Northtown,2010,8,60,100")
    (chart,) = words(HEADINGS, *later)["charts"]
    assert chart.title == "The work and the workers: the first year is 100"


def test_costs_are_told_with_their_assumption(words) -> None:
    found = words(HEADINGS, *ROWS, **COSTS, unit_costs_year=2012)
    assert found["costs"] == {
        "headings": ["What was counted", "One costs", "In 2008", "In 2011"],
        "rows": [
            {"label": "Reviews", "cells": ["£200", "£200,000", "£172,000"]},
            {"label": "Assessments", "cells": ["£450.50", "£225,000", "£237,000"]},
        ],
    }
    assert found["assumption"] == (
        "Where “one costs” comes from: our own, prices of 2012. It is taken for every year."
    )
    assert words(HEADINGS, *ROWS)["costs"] is None


def test_costs_of_all_councils_are_of_the_same_councils_in_both_years(tmp_path) -> None:
    """Westham has no number in 2011: its 1,000 reviews of 2008 are in no cost of that year."""
    rows = [f"{name},{year},{reviews},40" for name in NAMES for year, reviews in GREW]
    study = study_of_returns(
        tmp_path,
        *("authority,year,reviews,field_staff_fte", *rows, "Westham,2008,1000,40"),
        **{**COSTS, "unit_costs": {"reviews": 200}},
        councils=(*COUNCILS, Authority("W1", "Westham")),
    )
    found = view(report_on(study, "all"))
    assert found["main"][1] == "That is 10 in 100 more reviews for each worker."
    assert found["costs"]["rows"] == [
        {"label": "Reviews", "cells": ["£200", "£600,000", "£660,000"]}
    ]
    tables = technical_activity.view(report_on(study, "all"))["tables"]
    assert tables[2]["headings"] == [
        "Return and year",
        "Number",
        "One costs",
        "Together",
        "Councils",
    ]
    assert [row["cells"] for row in tables[2]["rows"]] == [
        ["4,000", "£200", "£800,000", "4"],
        ["3,300", "£200", "£660,000", "3"],
    ]


def test_a_number_that_fell_to_0_is_not_split(words) -> None:
    assert main_of(words, (100, 0), (20, 25)) == [
        "Between 2008 and 2011 there were 100 in 100 fewer reviews and 25 in 100 more field staff.",
        "That is 100 in 100 fewer reviews for each worker.",
    ]


def test_pounds_have_three_figures_that_count() -> None:
    assert [pounds(amount) for amount in (1894500, 999500, 12.5, 99, 1050)] == [
        "£1,890,000",
        "£1,000,000",
        "£12.50",
        "£99",
        "£1,050",
    ]
    assert exact_pounds(0.05) == "£0.05"


def test_hidden_numbers_are_said_and_leave_less_room(words) -> None:
    found = words(HEADINGS, *ROWS, "Northtown,2012,5,60,100")
    assert found["hidden"] is True and found["tight"] is True
    assert "5 in 2012" not in found["charts"][0].text


def test_all_councils_together_have_a_report_of_their_own(words) -> None:
    found = words(HEADINGS, *ROWS, code="all")
    assert found["whose"] == (
        "These are the returns of all councils that have a number in both years."
    )
    assert found["together"] == ""
    assert found["main"][1] == "That is 18 in 100 fewer reviews for each worker."


def test_without_staff_the_change_is_told_alone(words) -> None:
    rows = ("Northtown,2008,1000,500", "Northtown,2011,860,500")
    found = words("authority,year,reviews,home visits", *rows)
    assert found["main"] == ["Between 2008 and 2011 there were 14 in 100 fewer reviews."]
    assert found["others"] == ["Home visits: about as many since 2008."]
    assert found["has_workers"] is False


def test_one_year_tells_no_change(words) -> None:
    found = words(HEADINGS, "Northtown,2008,1000,500,100", **COSTS)
    assert (found["main"], found["others"], found["charts"]) == ([], [], [])
    assert found["costs"]["headings"] == ["What was counted", "One costs", "In 2008"]


def test_without_returns_it_is_left_out(tmp_path, words) -> None:
    study = study_of_returns(tmp_path, HEADINGS, *ROWS)
    for section in (view, technical_activity.view):
        assert section(report_on(without_returns(study), "N1")) == {"empty": True}
    assert words(HEADINGS, *ROWS[:2], code="S1") == {"empty": True}


def test_sentences_are_short_and_have_no_forbidden_words(words) -> None:
    found = words(HEADINGS, *ROWS, **COSTS, names={"reviews": "Yearly reviews in person"})
    words_only(found, "activity")
    told = " ".join([*found["main"], *found["others"], found["together"], found["assumption"]])
    assert forbidden_in(told) == []
    assert longest_sentence(told) <= 25


def test_the_technical_tables(tmp_path) -> None:
    study = study_of_returns(tmp_path, HEADINGS, *ROWS, "Northtown,2012,5,60,", **COSTS)
    found = technical_activity.view(report_on(study, "N1"))
    words_only(found, "technical_activity")
    years, split, costs, together, *_ = found["tables"]
    assert years["caption"] == "Northtown: returns by year; changes in percent"
    assert years["rows"][1] == {
        "label": "Reviews, 2011",
        "cells": ["860", "-14.0", "-14.0", "86.0", "7.9", "79.2"],
    }
    assert years["rows"][0]["cells"] == ["1,000", "none", "none", "100.0", "10.0", "100.0"]
    assert split["rows"][0] == {
        "label": "Reviews, 2008 to 2011",
        "cells": ["-14.0", "8.6", "-20.8", "-13.5", "-7.4", "0.65", "0.35"],
    }
    assert costs["rows"][0] == {
        "label": "Reviews, 2008",
        "cells": ["1,000", "£200", "£200,000"],
    }
    assert together["headings"][-1] == "Councils"
    assert together["rows"][1]["cells"] == ["1,320", "-12.0", "-12.0", "88.0", "7.7", "81.8", "3"]
    assert (found["source"], found["prices"]) == ("our own", "")
    assert found["reasons"] == [
        "[c] a number below 8: reviews in 2012.",
        "The file has no number for this year that can be used: field staff in 2012.",
        "There is no number of field staff for this year: assessments in 2012.",
    ]
    # What is noticed of the file names other councils; it stands in poet check.
    assert "Southville" not in str(found)
