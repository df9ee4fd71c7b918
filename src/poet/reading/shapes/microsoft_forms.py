"""Microsoft Forms' answers, as an Excel workbook or CSV.

The format: one heading row. It begins with Microsoft's own columns (ID, Start time, Completion
time, then Email, Name, Last modified time, Language, Total points, Quiz feedback, Grade posted
time, as far as the form has them); a column a question follows, or one a line of a Likert grid,
headed by the line alone or by "question.line". A heading that is there already gets a number at its
end ("Comments2"). Several answers stand in one cell ("A;B;"), and are left so here. A form that
is marked has "Points - question" and "Feedback - question" besides.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from poet.reading.layout import ANSWERS, PERSON_ID, PERSONAL, TOOL, Column, Layout
from poet.reading.shapes.headings import cleaned, with_part

ROLES = {
    "id": PERSON_ID,
    **dict.fromkeys(("start time", "completion time", "last modified time", "language"), TOOL),
    **dict.fromkeys(("total points", "quiz feedback", "grade posted time"), TOOL),
    **dict.fromkeys(("email", "name"), PERSONAL),
}
DEMANDED = ["id", "start time", "completion time"]
MARKED = ("Points - ", "Feedback - ")
# Not "Wave 2" after "Wave " and not "Q12" after "Q1": Forms puts its number straight after a word.
NUMBERED = re.compile(r"(.*[^\d ])([2-9]|[1-9]\d{1,2})", re.DOTALL)
# "How easy was it?.Planning", but neither "Thank you. Now", "gov.uk" nor "more than £1.50".
BEFORE_A_LINE = re.compile(r"\.(?=[^\s\d.a-z])")


def layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout of an export of Microsoft Forms; None when the rows are not surely one.

    The first three headings are demanded to be ID, Start time and Completion time, in this order.
    As there is one heading row, no answers can be lost. Only the columns of Microsoft's own names
    that directly follow these are taken for its own: a question may bear such a name too.
    """
    headings = list(rows[0]) if rows else []
    own = _own(headings)
    if list(own)[: len(DEMANDED)] != DEMANDED:
        return None
    roles = [ROLES[name] for name in own]
    columns = [
        Column(cleaned(cell), role=role) for cell, role in zip(headings, roles, strict=False)
    ]
    columns.extend(_questions(headings, own))
    return Layout("Microsoft Forms", 1, tuple(columns))


def _own(headings: Sequence[str]) -> dict[str, None]:
    """Microsoft's own names at the start, in order."""
    own: dict[str, None] = {}
    for name in (cleaned(heading).casefold() for heading in headings):
        if name not in ROLES or name in own:
            break
        own[name] = None
    return own


def _questions(headings: Sequence[str], own: Collection[str]) -> Iterator[Column]:
    """The columns after Microsoft's own."""
    everything, before = set(map(cleaned, headings)), set(headings[: len(own)])
    questions = _questions_of_lines(headings, len(own))
    for place, heading in enumerate(headings[len(own) :], len(own)):
        if _is_mark(cleaned(heading), everything):
            yield Column(cleaned(heading), role=TOOL)
        elif place in questions:
            yield _line(heading, questions[place])
        else:
            yield _question(heading, before)
        before.add(heading)


def _question(heading: str, before: Collection[str]) -> Column:
    wording = cleaned(_without_number(heading, before))
    # A question after a name, beside Microsoft's own column of names, is headed "Name2".
    role = ANSWERS if wording == cleaned(heading) else _role_of_a_twin(wording)
    return Column(cleaned(heading), wording=wording, role=role)


def _role_of_a_twin(wording: str) -> str:
    return PERSONAL if ROLES.get(wording.casefold()) == PERSONAL else ANSWERS


def _line(heading: str, question: str) -> Column:
    wording, part = cleaned(question), cleaned(heading[len(question) + 1 :])
    return Column(with_part(wording, part), wording=wording, part=part)


def _without_number(heading: str, before: Collection[str]) -> str:
    """The heading without the number of a twin, if its twins stand before it."""
    found = NUMBERED.fullmatch(heading)
    if not found:
        return heading
    base, number = found[1], int(found[2])
    twins = [base, *([f"{base}{number - 1}"] if number > 2 else [])]
    return base if all(twin in before for twin in twins) else heading


def _is_mark(heading: str, everything: Collection[str]) -> bool:
    """Whether a column has the points or the feedback that an answer was given."""
    return any(
        heading.startswith(mark) and heading.removeprefix(mark) in everything for mark in MARKED
    )


def _questions_of_lines(headings: Sequence[str], start: int) -> Mapping[int, str]:
    """The place of each column headed "question.line" to the question, told by its neighbour."""
    questions: dict[int, str] = {}
    for place, pair in enumerate(itertools.pairwise(headings[start:]), start):
        if question := _question_of_both(*pair):
            questions.setdefault(place, question)
            questions[place + 1] = question
    return questions


def _question_of_both(one: str, other: str) -> str:
    """What both headings have before the dot of a line; "" for nothing of several words."""
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    shared = one[: sum(1 for _ in alike)]
    ends = [found.start() for found in BEFORE_A_LINE.finditer(one, 0, len(shared) + 1)]
    ends = [end for end in ends if end < len(shared) and BEFORE_A_LINE.match(other, end)]
    question = shared[: ends[-1]] if ends else ""
    return question if " " in question.strip() else ""
