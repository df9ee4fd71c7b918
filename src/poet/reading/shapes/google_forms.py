"""Google Forms' answers, as CSV or as downloaded from the spreadsheet of responses.

The format: one heading row. It begins with Timestamp, then Email Address or Username and Score
or Total score, as far as the form has them; there is no number of the response. A column a
question follows; a grid has one a line, headed "Question [line]", be it of choices or of tick
boxes. Several answers stand in one cell, joined by ", ", and are left so here. A quiz has
"Question [Score]" and "Question [Feedback]" besides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from poet.reading.layout import PERSONAL, TOOL, Column, Layout
from poet.reading.shapes.headings import cleaned, squeezed, with_part
from poet.reading.text_columns import is_blank

TIMESTAMP = "timestamp"
ROLES = {
    **dict.fromkeys((TIMESTAMP, "score", "totalscore"), TOOL),
    **dict.fromkeys(("emailaddress", "email", "username"), PERSONAL),
}
QUIZ = ("Score", "Feedback")
NO_WORDING = "untitledquestion"
# "2026/01/31 3:54:07 PM GMT+1", "31/01/2026 15:54:07", "2026-01-31T15:54:07"
A_DAY = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?!\d)")


def layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout of an export of Google Forms; None when the rows are not surely one.

    The first heading is demanded to be Timestamp, and what stands below it to begin with a day. As
    there is one heading row, no answers can be lost. "Question [line]" is taken for the line of a
    grid where a neighbouring column has the same question: "How long [in years]?" has none.
    """
    headings = [cleaned(cell) for cell in rows[0]] if rows else []
    if not headings or squeezed(headings[0]) != TIMESTAMP:
        return None
    if not all(A_DAY.match(row[0]) for row in rows[1:] if row and not is_blank(row[0])):
        return None
    return Layout("Google Forms", 1, tuple(_columns(headings)), notes=tuple(_notes(headings)))


def _columns(headings: Sequence[str]) -> Iterator[Column]:
    own = _number_of_own(headings)
    yield from (Column(heading, role=ROLES[squeezed(heading)]) for heading in headings[:own])
    pairs = [_question_and_line(heading) for heading in headings]
    for place, heading in enumerate(headings[own:], own):
        question, line = pairs[place]
        if _is_mark(question, line, headings):
            yield Column(heading, role=TOOL)
        elif line and _has_a_neighbour(place, pairs):
            yield Column(with_part(question, line), wording=question, part=line)
        else:
            yield Column(heading, wording=heading)


def _number_of_own(headings: Sequence[str]) -> int:
    """How many columns at the start are Google's own: a question may be called "Score" too."""
    for place, heading in enumerate(headings):
        if squeezed(heading) not in ROLES or heading in headings[:place]:
            return place
    return len(headings)


def _question_and_line(heading: str) -> tuple[str, str]:
    """A heading taken apart at the bracket that its last one closes; no line when there is none."""
    depth = 0
    for place in range(len(heading) - 1, -1, -1) if heading.endswith("]") else ():
        depth += (heading[place] == "]") - (heading[place] == "[")
        if not depth:
            question, line = heading[:place].strip(), heading[place + 1 : -1].strip()
            return (question, line) if question else (heading, "")
    return heading, ""


def _has_a_neighbour(place: int, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the column before or after is a line of the same question."""
    beside = pairs[max(place - 1, 0) : place + 2]
    return sum(bool(line) and question == pairs[place][0] for question, line in beside) > 1


def _is_mark(question: str, line: str, headings: Collection[str]) -> bool:
    """Whether a column has the points or the feedback that an answer of a quiz was given."""
    return line in QUIZ and question in headings


def _notes(headings: Sequence[str]) -> Iterator[str]:
    untitled = Counter(map(squeezed, headings))[NO_WORDING]
    if untitled:
        columns = "1 column is" if untitled == 1 else f"{untitled:,} columns are"
        yield (
            f'{columns} headed "Untitled Question": the form gives no wording there, so that it '
            "cannot be told which question was asked."
        )
