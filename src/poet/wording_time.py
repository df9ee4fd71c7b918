"""Minutes, hours and how much there is of something on average, in words; rounded half up."""

from __future__ import annotations

from poet.wording import count, half_up

MINUTES_IN_AN_HOUR = 60
# From here on tens of hours say as much as single ones do, and pretend less.
TENS_FROM = 100


def duration(minutes: float) -> str:
    """So many minutes, as one would say them. Raises ValueError for less than nought.

    >>> duration(130), duration(60), duration(45), duration(61), duration(0), duration(0.2)
    ('2 hours 10 minutes', '1 hour', '45 minutes', '1 hour 1 minute', 'no time', 'under 1 minute')
    """
    if minutes < 0:
        raise ValueError(f"{minutes} minutes are less than none")
    if minutes == 0:
        return "no time"
    whole = half_up(minutes)
    if not whole:
        return "under 1 minute"
    hours, rest = divmod(whole, MINUTES_IN_AN_HOUR)
    parts = [_counted(hours, "hour"), _counted(rest, "minute")]
    return " ".join(part for part in parts if part)


def short_duration(minutes: float) -> str:
    """The same where there is little room.

    >>> short_duration(130), short_duration(60), short_duration(45), short_duration(0.2)
    ('2 h 10 min', '1 h', '45 min', 'under 1 min')
    """
    words = duration(minutes)
    for long, short in (("hours", "h"), ("hour", "h"), ("minutes", "min"), ("minute", "min")):
        words = words.replace(long, short)
    return words


def about_hours(hours: float) -> str:
    """Hours of a year, from 100 on in two figures. Raises ValueError for less than nought.

    >>> about_hours(390), about_hours(1234), about_hours(12.4), about_hours(1), about_hours(0.3)
    ('about 390 hours', 'about 1,200 hours', 'about 12 hours', 'about 1 hour', 'under 1 hour')
    >>> about_hours(0)
    'no hours'
    """
    return about(hours, "hour", "hours") if half_up(hours) or not hours else "under 1 hour"


def about(number: float, one: str, many: str) -> str:
    """How much of something there is in a year, from 100 on in two figures.

    Raises ValueError for less than nought.

    >>> about(270, "form", "forms"), about(1234, "form", "forms"), about(0, "form", "forms")
    ('about 270 forms', 'about 1,200 forms', 'no forms')
    >>> about(1.2, "form", "forms"), about(0.2, "form", "forms")
    ('about 1 form', 'fewer than 1 form')
    """
    if number < 0:
        raise ValueError(f"{number} {many} are less than none")
    if number == 0:
        return f"no {many}"
    figures = in_two_figures(number)
    if figures == "0":
        return f"fewer than 1 {one}"
    return f"about {figures} {one if figures == '1' else many}"


def in_two_figures(number: float) -> str:
    """A number of a year as a whole one, from 100 on in two figures.

    >>> in_two_figures(1234), in_two_figures(995), in_two_figures(99.5), in_two_figures(12.4)
    ('1,200', '1,000', '100', '12')
    """
    whole = half_up(number)
    return count(half_up(number, 2 - len(str(whole))) if number >= TENS_FROM else whole)


def on_average(number: float, one: str, many: str) -> str:
    """How much of something a case has, to one decimal place.

    >>> on_average(3, "form", "forms"), on_average(1, "form", "forms")
    ('3 forms', '1 form')
    >>> on_average(2.55, "sign-off", "sign-offs"), on_average(0.02, "form", "forms")
    ('2.6 sign-offs', 'fewer than 0.1 forms')
    >>> on_average(0, "form", "forms")
    'no forms'
    """
    if number == 0:
        return f"no {many}"
    rounded = half_up(number, 1)
    if not rounded:
        return f"fewer than 0.1 {many}"
    return f"{rounded:,.10g} {one if rounded == 1 else many}"


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}" if number else ""
