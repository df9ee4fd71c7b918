from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from poet.reading.statistics_files.date_texts import (
    SPSS_START,
    STATA_START,
    clock_text,
    date_text,
    time_text,
)


@given(st.dates())
def test_a_date_comes_back_from_its_number_of_days(date):
    days = (date - STATA_START.date()).days
    assert date_text(STATA_START, days) == date.isoformat()
    assert date_text(STATA_START, days + 0.75) == date.isoformat()


@given(st.datetimes().map(lambda moment: moment.replace(microsecond=0)))
def test_a_moment_comes_back_from_its_number_of_seconds(moment):
    seconds = (moment - SPSS_START).total_seconds()
    text = time_text(SPSS_START, seconds)
    assert text is not None
    assert datetime.datetime.fromisoformat(text) == moment


@given(st.times().map(lambda time: time.replace(microsecond=0)))
def test_a_time_of_day_comes_back_from_its_number_of_seconds(time):
    seconds = time.hour * 3600 + time.minute * 60 + time.second
    assert clock_text(float(seconds)) == time.isoformat()


@given(st.floats())
def test_no_number_whatever_makes_a_date_fail(number):
    for text in (date_text(STATA_START, number), time_text(SPSS_START, number), clock_text(number)):
        assert text is None or text


def test_the_edges_of_the_calendar():
    last_day = (datetime.date(9999, 12, 31) - STATA_START.date()).days
    assert date_text(STATA_START, last_day) == "9999-12-31"
    assert date_text(STATA_START, last_day + 1) is None
    assert date_text(STATA_START, -800_000) is None
    assert time_text(SPSS_START, float("nan")) is None


def test_what_a_number_cannot_keep_of_a_second_is_not_shown():
    assert time_text(SPSS_START, 13_630_867_160.09) == "2014-09-23T15:59:20.090000"
    assert clock_text(57_560.01) == "15:59:20.01"
