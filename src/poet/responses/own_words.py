"""Cells in which people may have written what they liked, though an answer was asked for.

Survey tools put what is typed beside "Other" into the cell of the answers, and some people write
to the question for a number. Such words are nobody's business but of those who hold the file.
"""

from __future__ import annotations

import re

from poet.responses.rows_set_aside import NOT_KNOWN

MOST_WORDS = {
    **dict.fromkeys(("unknown answer", "not a plain number"), 6),
    **dict.fromkeys(("number too low", "number too high"), 6),
    **dict.fromkeys(("no amount in pounds", "amount below 0", "amount too high"), 6),
    **dict.fromkeys(("no number", "number below 0", "no period", "no date", "no year"), 6),
    **dict.fromkeys((NOT_KNOWN, "not in the study"), 12),
}
"""The rules of cells whose text is no answer, and how many words may be shown of one."""

NOT_SHOWN = "own words, not shown"
IN_ITS_PLACE = "What is written here (not shown, as it may be somebody's own words)"
# What so many cells of a column hold is nobody's own.
LEAST_CELLS = 10
TELLS_A_PERSON = re.compile(
    r"\S@\S+\.\S"  # an e-mail address
    r"|\d([ -]?\d){8,}"  # a telephone or NHS number
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"  # a postcode
    r"|\b[A-Z]{2} ?(\d\d ?){3}[A-D]\b",  # a National Insurance number
    re.IGNORECASE | re.ASCII,
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A cell may hold a whole page, and its beginning tells enough.
LOOKED_AT = 2_000


def is_own_words(found: str, rule: str, nearest: str, cells: int) -> bool:
    """Whether a text that is no answer may be somebody's own words, or tell who somebody is.

    `nearest` is the answer it is most like, `cells` how many cells of the column hold it. A text of
    many words is somebody's own, unless it is nearly an answer or stands in ten cells.

    >>> is_own_words("my sister rings the office for me each week", "unknown answer", "", 1)
    True
    >>> is_own_words("Vry easy", "unknown answer", "Very easy", 1)
    False
    """
    if rule not in MOST_WORDS:
        return False
    text = found[:LOOKED_AT]
    if TELLS_A_PERSON.search(DAY.sub("", text)):
        return True
    nearly_an_answer = 2 * len(nearest) >= len(found)
    return len(text.split()) > MOST_WORDS[rule] and cells < LEAST_CELLS and not nearly_an_answer
