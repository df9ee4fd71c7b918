"""What the type of a row in a form means for a questionnaire."""

from __future__ import annotations

import re
from dataclasses import dataclass

SINGLE, MULTIPLE, NUMBER, TEXT = "single", "multiple", "number", "text"
# Other meanings of a row than the kind of a question.
OUTSIDE, LEFT_OUT, REFUSED, UNKNOWN = "outside", "left out", "refused", "unknown"

ONE = ("select_one", "select1", "select_one_from", "add_select_one_prompt_using")
SEVERAL = (
    "select_multiple",
    "select_all_that_apply",
    "select_all_that_apply_from",
    "add_select_multiple_prompt_using",
)
FROM_FILE = "its answers stand in another file, which poet does not read"
SEVERAL_TIMES = "it is asked several times, and poet takes one answer a person"
COLLECTED = (
    *("start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit"),
    *("simserial", "subscriberid", "imei", "start-geopoint", "background-audio"),
    *("background-geopoint",),
)
# What a questionnaire has no place for, in the words of a note.
NO_PLACE = {
    "notes": ("note",),
    "values that the form works out": ("calculate", "hidden", "csv-external", "xml-external"),
    "what the app notes by itself": COLLECTED,
    "dates and times": ("date", "time", "datetime"),
    "places on a map": ("geopoint", "geotrace", "geoshape"),
    "pictures, sounds and files": ("image", "photo", "audio", "video", "file"),
    "scans and confirmations": ("barcode", "acknowledge", "trigger"),
}
OTHER = re.compile(r"\s+(or[ _]other|or specify other)$", re.IGNORECASE)


@dataclass(frozen=True)
class RowType:
    """What a row is: a kind of question, or OUTSIDE, LEFT_OUT, REFUSED or UNKNOWN.

    `answers` is the name of the list to choose from; `or_other` whether the form adds an answer
    of its own to it; `why` says in words what is left out, or why something is refused.
    """

    meaning: str
    answers: str = ""
    or_other: bool = False
    why: str = ""


ALONE = {
    **dict.fromkeys(("integer", "int", "decimal", "range"), RowType(NUMBER)),
    **dict.fromkeys(("text", "string"), RowType(TEXT)),
    **dict.fromkeys(("begin_group", "end_group", "end_repeat", "end_loop"), RowType(OUTSIDE)),
    "begin_repeat": RowType(REFUSED, why=SEVERAL_TIMES),
    **{name: RowType(LEFT_OUT, why=why) for why, names in NO_PLACE.items() for name in names},
}
BEFORE_A_LIST = {
    "rank": RowType(LEFT_OUT, why="answers put in order"),
    "begin_loop_over": RowType(REFUSED, why=SEVERAL_TIMES),
    "select_one_from_file": RowType(REFUSED, why=FROM_FILE),
    "select_multiple_from_file": RowType(REFUSED, why=FROM_FILE),
    "select_one_external": RowType(REFUSED, why=FROM_FILE),
}


def row_type(text: str) -> RowType:
    """The meaning of the text in the type column.

    >>> row_type("select one yes_no or_other")
    RowType(meaning='single', answers='yes_no', or_other=True, why='')
    >>> row_type("begin group").meaning, row_type("Note").why, row_type("tekst").meaning
    ('outside', 'notes', 'unknown')
    """
    without_other = OTHER.sub("", text)
    *before, last = without_other.split()
    command = "_".join(before).casefold()
    alone = ALONE.get("_".join([*before, last]).casefold()) or BEFORE_A_LIST.get(command)
    return alone or _choice(command, last, without_other != text)


def _choice(command: str, answers: str, or_other: bool) -> RowType:
    if command not in (*ONE, *SEVERAL):
        return RowType(UNKNOWN)
    if answers.startswith("${"):
        return RowType(REFUSED, why="its answers are what was answered before")
    return RowType(SINGLE if command in ONE else MULTIPLE, answers, or_other)
