"""Numbers that statistics programs keep for dates and times, as ISO 8601 text."""

from __future__ import annotations

import datetime

from poet.reading.workbooks.xlsx_cells import as_text

SPSS_START = datetime.datetime(1582, 10, 14)
STATA_START = datetime.datetime(1960, 1, 1)
UNIX_START = datetime.datetime(1970, 1, 1)


def date_text(start: datetime.datetime, days: float) -> str | None:
    """The date so many days after the start; None when no calendar has it (years 1 to 9999).

    >>> date_text(STATA_START, 20423), date_text(STATA_START, 1e9)
    ('2015-12-01', None)
    """
    text = time_text(start, days // 1 * 86_400)
    return text and text[:10]


def time_text(start: datetime.datetime, seconds: float) -> str | None:
    """The date and time so many seconds after the start, to the thousandth; None as above.

    >>> time_text(SPSS_START, 13630867160.0), time_text(SPSS_START, 13630809600.0)
    ('2014-09-23T15:59:20', '2014-09-23')
    """
    try:
        # In so large a number more digits than these are an accident of its storage.
        return as_text(start + datetime.timedelta(milliseconds=round(seconds * 1_000)))
    except (OverflowError, ValueError):
        return None


def clock_text(seconds: float) -> str | None:
    """Hours, minutes and seconds, the hours beyond 24 where it is a length of time.

    >>> clock_text(43870.09), clock_text(97200.0), clock_text(-60.0), clock_text(float("inf"))
    ('12:11:10.09', '27:00:00', '-00:01:00', None)
    """
    try:
        whole, thousandths = divmod(round(abs(seconds) * 1_000), 1_000)
    except (OverflowError, ValueError):
        return None
    minutes, second = divmod(whole, 60)
    clock = f"{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}"
    part = f".{thousandths:03d}".rstrip("0") if thousandths else ""
    return f"{'-' if seconds < 0 else ''}{clock}{part}"
