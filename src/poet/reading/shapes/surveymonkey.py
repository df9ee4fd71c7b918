"""SurveyMonkey's "all responses data", as CSV or Excel.

The format: two heading rows. The first has SurveyMonkey's own columns (Respondent ID, Collector ID,
Start Date, End Date, IP Address, Email Address, First Name, Last Name, Custom Data 1), then each
question above its first column. The second is blank below its own columns and holds "Response",
"Open-Ended Response", "Other (please specify)", an answer, or a line of a grid. An export with one
column a question may have the first row alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from poet.reading.layout import PERSON_ID, PERSONAL, TOOL, Column, Layout
from poet.reading.shapes.headings import cleaned_rows, squeezed, with_part
from poet.reading.text_table import column_letter

PERSON, COLLECTOR = "respondentid", "collectorid"
ROLES = {
    PERSON: PERSON_ID,
    **dict.fromkeys((COLLECTOR, "startdate", "enddate", "datecreated", "datemodified"), TOOL),
    **dict.fromkeys(("ipaddress", "emailaddress", "firstname", "lastname"), PERSONAL),
    # What a council sends along with an invitation.
    **dict.fromkeys(
        (f"{name}{n}" for name in ("customdata", "custom") for n in ("", 1, 2, 3)), TOOL
    ),
}
# What stands below a question that has one column.
ONE_ANSWER = frozenset(("response", "openendedresponse"))
MARKS_DEMANDED = 2
# Numbers of today have 12 digits; a spreadsheet that saves them as CSV may leave 1.14E+11.
NUMBER = re.compile(r"\d{8,14}")
SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
# The lines of SurveyMonkey's question for an address.
CONTACT = frozenset(
    (
        *("name", "company", "address", "address2", "citytown", "citysuburb", "stateprovince"),
        *("county", "zippostalcode", "postcode", "postalcode", "country", "emailaddress"),
        "phonenumber",
    )
)
LINES_OF_A_CONTACT = 2

Row = Sequence[str]


def layout(rows: Sequence[Row]) -> Layout | None:
    """The layout of a SurveyMonkey export; None when the rows are not surely one.

    One heading row is demanded to have a Respondent ID, and with it a Collector ID or, in every
    row below, a number as SurveyMonkey gives it.

    Two are demanded to have nothing in the second row below a Respondent ID, and something in the
    rows after it. In a table that is SurveyMonkey's as above, the second row holds "Response" or
    "Open-Ended Response" somewhere, or something in every column while some have nothing in the
    first. In any other, with or without a Respondent ID, it holds one of the two below every
    question of one column, at least twice in all, and something below all the others.
    """
    table = cleaned_rows(rows)
    if not table:
        return None
    names = [squeezed(cell) for cell in table[0]]
    below = [row for row in table[1:] if any(row)]
    own = {place: ROLES[name] for place, name in enumerate(names) if name in ROLES}
    people = _people(names, below)
    heading_rows = _heading_rows(table, own, names, people)
    if not heading_rows:
        return None
    second = table[1] if heading_rows == 2 else ("",) * len(names)
    if heading_rows == 1 and COLLECTOR not in names:
        # Of one that people have tidied, the rest may be theirs: a "Start date" of support, say.
        own = {names.index(PERSON): PERSON_ID}
    columns = list(_columns(table[0], second, own))[: max(map(len, rows[:heading_rows]))]
    told = Layout("SurveyMonkey", heading_rows, _contacts_personal(columns))
    return _shortened_told(told, people)


def _people(names: Sequence[str], below: Sequence[Row]) -> list[str]:
    """The cells below the Respondent ID, row by row."""
    return [row[names.index(PERSON)] for row in below] if PERSON in names else []


def _heading_rows(
    table: Sequence[Row], own: Iterable[int], names: Sequence[str], people: Sequence[str]
) -> int:
    """How many heading rows there are; 0 when this is not surely a SurveyMonkey export."""
    certain = _is_certain(names, people)
    second = table[1] if len(table) > 1 else ()
    questions = _questions(table[0], second, own) if any(second) else {}
    if PERSON in names and not (questions and _stand_below(people)):
        return 1 if certain else 0
    if _marked_throughout(questions) or (certain and _marked(questions)):
        return 2
    return 1 if certain else 0


def _stand_below(people: Sequence[str]) -> bool:
    """Whether the first row below has no Respondent ID, and the rows after it have."""
    return not people[0] and (len(people) == 1 or any(people[1:]))


def _is_certain(names: Sequence[str], people: Sequence[str]) -> bool:
    if PERSON not in names:
        return False
    numbers = [person for person in people if person]
    return COLLECTOR in names or (bool(numbers) and all(map(_is_number, numbers)))


def _is_number(person: str) -> bool:
    return bool(NUMBER.fullmatch(person) or SHORTENED.fullmatch(person))


def _questions(first: Row, second: Row, own: Iterable[int]) -> dict[int, list[str]]:
    """The place of each question to what the second row has below it, its own columns left out."""
    left_out = {place for place in own if not second[place]}
    questions: dict[int, list[str]] = {}
    question = -1
    for place, (above, under) in enumerate(zip(first, second, strict=True)):
        if place in left_out or not (above or under):
            continue
        question = place if above else question
        questions.setdefault(question, []).append(under)
    return questions


def _marked(questions: Mapping[int, Sequence[str]]) -> bool:
    """Whether the second row of a certain export, blank below the Respondent ID, is headings."""
    cells = [cell for under in questions.values() for cell in under]
    several = any(len(under) > 1 for under in questions.values())
    return any(map(_one_answer, cells)) or (several and all(cells))


def _marked_throughout(questions: Mapping[int, Sequence[str]]) -> bool:
    """Whether every question is marked by the second row, one of several columns by having some."""
    alone = [under[0] for under in questions.values() if len(under) == 1]
    marks = sum(_one_answer(cell) for under in questions.values() for cell in under)
    return (
        -1 not in questions  # no question to continue
        and all(all(under) for under in questions.values())
        and all(map(_one_answer, alone))
        and marks >= MARKS_DEMANDED
    )


def _one_answer(cell: str) -> bool:
    return squeezed(cell) in ONE_ANSWER


def _columns(first: Row, second: Row, own: Mapping[int, str]) -> Iterator[Column]:
    wording = ""
    for place, (above, under) in enumerate(zip(first, second, strict=True)):
        if place in own and not under:
            wording = ""
            yield Column(above, role=own[place])
            continue
        wording = above or (wording if under else "")
        part = "" if _one_answer(under) else under
        yield Column(with_part(wording, part), wording=wording, part=part)


def _contacts_personal(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, with those of a question for an address made personal."""
    lines = Counter(column.wording for column in columns if squeezed(column.part) in CONTACT)
    return tuple(
        replace(column, role=PERSONAL)
        if squeezed(column.part) in CONTACT and lines[column.wording] >= LINES_OF_A_CONTACT
        else column
        for column in columns
    )


def _shortened_told(layout: Layout, people: Sequence[str]) -> Layout:
    """The layout, which leaves the Respondent ID alone where a spreadsheet has spoilt it."""
    if not any(map(SHORTENED.fullmatch, people)):
        return layout
    place = next(p for p, column in enumerate(layout.columns) if column.role == PERSON_ID)
    columns = [replace(c, role=TOOL) if c.role == PERSON_ID else c for c in layout.columns]
    note = (
        f"Column {column_letter(place)}, Respondent ID, holds numbers that a spreadsheet has cut "
        "short (such as 1.14E+11), so that people who answered twice are not found by it. To have "
        "them found, export the answers again and do not save the file in Excel."
    )
    return replace(layout, columns=tuple(columns), notes=(*layout.notes, note))
