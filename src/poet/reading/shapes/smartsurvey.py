"""SmartSurvey's raw data, as CSV or Excel, with "@SQ@" where an apostrophe belongs.

The format: either SmartSurvey's own columns (UserID, UserNo, Name, Email, IP Address, Unique ID,
Started, Ended, Tracking Link) and the questions ("Q5. How easy was it?"), with three heading rows
where questions have several columns: the question above its first column, then what is asked about
("Q5.1. Planning"), then the answer ("Q5.1.1. Easy"). Own columns are blank in the second and
third. Or one wide heading row: Response_ID, Completion_Status (Complete or Partial), dates, then
"Q_26871497_I am ..." with the number that SmartSurvey keeps the question by.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from poet.reading.layout import (
    ANSWERS,
    PARTIAL,
    PERSON_ID,
    PERSONAL,
    TOOL,
    Column,
    Layout,
    StateRule,
)
from poet.reading.shapes.headings import cleaned, padded, squeezed, with_part
from poet.reading.text_table import column_letter

USER, RESPONSE, STATUS = "userid", "responseid", "completionstatus"
ROLES = {
    **dict.fromkeys((USER, RESPONSE), PERSON_ID),
    **dict.fromkeys((STATUS, "userno", "started", "ended", "trackinglink", "trackinglinkid"), TOOL),
    **dict.fromkeys(("datestarted", "datemodified", "dateended", "responsedate"), TOOL),
    **dict.fromkeys(("surveyid", "currentpageid"), TOOL),
    # A "unique ID" is what a council knows the person by.
    **dict.fromkeys(("name", "email", "ipaddress", "uniqueid"), PERSONAL),
}
OTHER_MARKS = frozenset(
    ("userno", "ipaddress", "uniqueid", "started", "ended", "trackinglink", STATUS)
)
MARKS_DEMANDED = 3
COMPLETED = frozenset(("complete", "completed"))
MOST_HEADING_ROWS = 3
WIDE = re.compile(r"(Q_\d+)_(.*)", re.DOTALL)
NUMBERED = re.compile(r"(Q\d+(?:\.\d+)*)\.\s+(.+)", re.DOTALL)
GRID_IN_A_CELL = '"matrix_row"'

Row = Sequence[str]


def layout(rows: Sequence[Row]) -> Layout | None:
    """The layout of a SmartSurvey export; None when the rows are not surely one.

    UserID is demanded as the first heading, and three more of SmartSurvey's own; or Response_ID,
    Completion_Status and a heading such as "Q_26871497_I am ...". The second and third row are
    headings only if they are blank below all of SmartSurvey's own columns, a response with a
    UserID comes next (or nothing), and they head columns for which the first row has nothing: where
    each column has its heading in the first row, no answers can be lost. Whoever did not complete
    the survey is partial where there is a Completion Status.
    """
    table = [tuple(cleaned(with_apostrophes(cell)) for cell in row) for row in padded(rows)]
    if not table:
        return None
    own = _own_columns(table[0])
    if not (_is_numbered(own) or _is_wide(table[0], own)):
        return None
    heading_rows = _heading_rows(table, own) if _is_numbered(own) else 1
    width = max(map(len, rows[:heading_rows]))
    columns = itertools.islice(_columns(table[:heading_rows], own), width)
    return Layout(
        "SmartSurvey",
        heading_rows,
        tuple(columns),
        states=tuple(_states(own)),
        mend=with_apostrophes,
        notes=tuple(_notes(table[heading_rows:], width)),
    )


def with_apostrophes(text: str) -> str:
    """The text with an apostrophe for each sign that SmartSurvey puts in its place.

    >>> with_apostrophes("I don@SQ@t know")
    "I don't know"
    """
    return text.replace("@SQ@", "'")


def _own_columns(first: Row) -> dict[int, str]:
    """The place of each column of SmartSurvey's own to its name: all stand before the questions."""
    before = itertools.takewhile(lambda cell: cell and not _number_and_wording(cell)[0], first)
    names = {place: squeezed(cell) for place, cell in enumerate(before)}
    return {place: name for place, name in names.items() if name in ROLES}


def _is_numbered(own: Mapping[int, str]) -> bool:
    return own.get(0) == USER and len(OTHER_MARKS & set(own.values())) >= MARKS_DEMANDED


def _is_wide(first: Row, own: Mapping[int, str]) -> bool:
    return {RESPONSE, STATUS} <= set(own.values()) and any(map(WIDE.fullmatch, first))


def _heading_rows(table: Sequence[Row], own: Mapping[int, str]) -> int:
    """How many rows hold headings: one, or those above the first that has a UserID."""
    below = table[1:MOST_HEADING_ROWS]
    blank = list(itertools.takewhile(lambda row: not any(row[place] for place in own), below))
    while blank and not any(blank[-1]):
        blank.pop()
    after = [row for row in table[len(blank) + 1 :] if any(row)]
    ended = not after or bool(after[0][0])
    return len(blank) + 1 if ended and _head_more_columns(table[0], blank, own) else 1


def _head_more_columns(first: Row, below: Sequence[Row], own: Mapping[int, str]) -> bool:
    """Whether these rows head a column for which the first row has nothing."""
    start = max(own) + 1
    return any(row[place] and not first[place] for row in below for place in range(start, len(row)))


def _columns(heading_rows: Sequence[Row], own: Mapping[int, str]) -> Iterator[Column]:
    question = about = ""
    for place, cells in enumerate(zip(*heading_rows, strict=True)):
        first, second, third = [*cells, "", ""][:MOST_HEADING_ROWS]
        if place in own:
            question = about = ""
            yield Column(first, role=ROLES[own[place]])
            continue
        if first:
            question, about = first, second
        elif any(cells):
            # What is asked about stands above the first of its answers.
            about = second or (about if third else "")
        yield _answers(question if any(cells) else "", about if any(cells) else "", third)


def _answers(question: str, about: str, answer: str) -> Column:
    number, wording = _number_and_wording(question)
    of_part = [_number_and_wording(heading) for heading in (about, answer) if heading]
    part = " - ".join(text for _, text in of_part)
    name = of_part[-1][0] if of_part else number
    return Column(with_part(wording, part), name=name, wording=wording, part=part, role=ANSWERS)


def _number_and_wording(heading: str) -> tuple[str, str]:
    """A heading without the number that SmartSurvey puts before it, and that number."""
    found = NUMBERED.fullmatch(heading) or WIDE.fullmatch(heading)
    return (found[1], found[2].strip()) if found else ("", heading)


def _states(own: Mapping[int, str]) -> Iterator[StateRule]:
    for place, name in own.items():
        if name == STATUS:
            yield StateRule(place, PARTIAL, _not_completed)


def _not_completed(text: str) -> bool:
    return text.strip().casefold() not in COMPLETED


def _notes(below: Sequence[Row], width: int) -> Iterator[str]:
    grids = [place for place in range(width) if any(GRID_IN_A_CELL in row[place] for row in below)]
    if grids:
        columns = "column" if len(grids) == 1 else "columns"
        yield (
            f"Each cell of {columns} {', '.join(map(column_letter, grids))} holds a whole grid, "
            "which cannot be read. Export the answers again with one column for each line of a "
            "grid."
        )
