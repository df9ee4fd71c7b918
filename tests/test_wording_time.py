"""Minutes, hours and averages in words."""

from __future__ import annotations

import pytest

from poet.wording_time import (
    about,
    about_hours,
    duration,
    in_two_figures,
    on_average,
    short_duration,
)


@pytest.mark.parametrize(
    ("minutes", "words", "short"),
    [
        (0, "no time", "no time"),
        (0.4, "under 1 minute", "under 1 min"),
        (0.5, "1 minute", "1 min"),
        (59.4, "59 minutes", "59 min"),
        (59.5, "1 hour", "1 h"),
        (60, "1 hour", "1 h"),
        (61, "1 hour 1 minute", "1 h 1 min"),
        (130, "2 hours 10 minutes", "2 h 10 min"),
        (60_060, "1,001 hours", "1,001 h"),
    ],
)
def test_minutes_as_one_would_say_them(minutes: float, words: str, short: str) -> None:
    assert (duration(minutes), short_duration(minutes)) == (words, short)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "no hours"),
        (0.2, "under 1 hour"),
        (1, "about 1 hour"),
        (99.4, "about 99 hours"),
        (99.6, "about 100 hours"),
        (400.8, "about 400 hours"),
        (405, "about 410 hours"),
        (9_999, "about 10,000 hours"),
    ],
)
def test_hours_of_a_year_in_two_figures_from_100_on(hours: float, words: str) -> None:
    assert about_hours(hours) == words


def test_what_a_year_has_of_something() -> None:
    assert about(1_449, "form", "forms") == "about 1,400 forms"
    assert about(0.4, "form", "forms") == "fewer than 1 form"
    assert [in_two_figures(one) for one in (0, 7.5, 100, 155)] == ["0", "8", "100", "160"]


def test_what_a_case_has_on_average() -> None:
    told = [on_average(one, "form", "forms") for one in (0, 0.04, 0.05, 1, 1.25, 12)]
    expected = ["no", "fewer than 0.1", "0.1", "1", "1.3", "12"]
    assert told == [f"{number} {'form' if number == '1' else 'forms'}" for number in expected]


@pytest.mark.parametrize(
    ("say", "told"),
    [
        (lambda: duration(-1), "-1 minutes are less than none"),
        (lambda: about_hours(-1), "-1 hours are less than none"),
        (lambda: about(-1, "form", "forms"), "-1 forms are less than none"),
    ],
)
def test_less_than_none_is_refused(say, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        say()
