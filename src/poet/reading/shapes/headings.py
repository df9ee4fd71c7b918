"""Cells of heading rows: cleaned, made equally many, compared and put together."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from poet.reading.layout import Column
from poet.reading.text_columns import INVISIBLE

# Only the tags that editors of questions leave behind: "<18 years" is no tag.
LINE_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|td|h[1-6])\b[^<>]*>", re.IGNORECASE)
OTHER_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|small|su[bp]|img|table|tbody)\b[^<>]*>", re.IGNORECASE
)
# Only with its semicolon: "R&D" and "terms&conditions" are as they should be.
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
SPACES = re.compile(r"\s+")
NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def padded(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The rows, each with as many cells as the longest has."""
    width = max(map(len, rows), default=0)
    return [(*row, *[""] * (width - len(row))) for row in rows]


def cleaned_rows(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The rows, `padded`, and every cell of them `cleaned`."""
    return [tuple(map(cleaned, row)) for row in padded(rows)]


def cleaned(text: str) -> str:
    """A heading on one line, without remnants of HTML and signs nobody sees at its ends.

    >>> cleaned("Lottery <strong>A</strong>: <br>R&D &amp; more&nbsp; ")
    'Lottery A: R&D & more'
    """
    if "<" in text:
        text = OTHER_TAG.sub("", LINE_TAG.sub(" ", text))
    if "&" in text:
        text = ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return SPACES.sub(" ", text).strip(INVISIBLE + " ")


def squeezed(text: str) -> str:
    """The letters and digits of a heading, small: tools change the rest from year to year.

    >>> squeezed("Respondent ID"), squeezed("respondent_id"), squeezed("RespondentID")
    ('respondentid', 'respondentid', 'respondentid')
    """
    return NO_LETTER_OR_DIGIT.sub("", text).casefold()


def with_part(wording: str, part: str) -> str:
    """A question and the part of it that a column is about, as messages show them.

    >>> with_part("Who helps you?", "A friend"), with_part("How old are you?", "")
    ('Who helps you? [A friend]', 'How old are you?')
    """
    return f"{wording} [{part}]".lstrip() if part else wording


def told_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, with the tool's short name behind every heading that several have."""
    times = Counter(column.heading for column in columns)
    return tuple(
        replace(column, heading=f"{column.heading} ({column.name})")
        if column.name and times[column.heading] > 1
        else column
        for column in columns
    )
