"""LimeSurvey's "Export responses", as CSV or Excel.

The format: one heading row. LimeSurvey's own columns come first (id, submitdate, lastpage,
startlanguage, seed, token, startdate, datestamp, ipaddr, refurl), the time taken last if at all.
Headings are codes, "Q1[SQ001]", or texts, "Who helps you? [A friend]", or a code and a text with a
separator between, "Q1[SQ001]. Who helps you? [A friend]". A second scale, or a grid of two sides,
has two brackets. `submitdate` is empty until the form is sent. Nothing else tells test answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from poet.reading.file_kind import cannot_read
from poet.reading.layout import PARTIAL, PERSON_ID, PERSONAL, TOOL, Column, Layout, StateRule
from poet.reading.shapes.headings import cleaned, squeezed, told_apart, with_part
from poet.reading.text_columns import is_blank

TEXT_OF_CODE = {
    "id": "Response ID",
    "submitdate": "Date submitted",
    "lastpage": "Last page",
    "startlanguage": "Start language",
    "seed": "Seed",
    "token": "Access code",
    "startdate": "Date started",
    "datestamp": "Date last action",
    "ipaddr": "IP address",
    "refurl": "Referrer URL",
    "firstname": "First name",
    "lastname": "Last name",
    "email": "Email address",
    "interviewtime": "Total time",
}
CODE_OF_TEXT = {squeezed(text): code for code, text in TEXT_OF_CODE.items()}
ROLES = {
    **dict.fromkeys(TEXT_OF_CODE, TOOL),
    "id": PERSON_ID,
    **dict.fromkeys(("ipaddr", "firstname", "lastname", "email"), PERSONAL),
}
TELLING = frozenset(("lastpage", "startlanguage", "datestamp"))
FIELDS_DEMANDED = 3
TIME_OF_A_GROUP_OR_QUESTION = re.compile(r"(?:Group|Question) time: |groupTime\d+$")
TIME_OF_A_QUESTION = re.compile(r"\w+Time")
# The line and the scale, or the two sides of a grid.
MOST_BRACKETS = 2
DEFINITION = frozenset(("class", "type/scale", "name", "relevance", "text"))


def refuse_definition(rows: Sequence[Sequence[str]], where: str) -> None:
    """Raises PoetError, with exit code 3, when the rows are a survey's definition.

    LimeSurvey writes the questions of a survey as a table too (tab separated, named .txt).
    """
    if DEFINITION.issubset(cell.strip() for row in rows[:1] for cell in row):
        raise cannot_read(
            where,
            "this is the definition of a LimeSurvey survey: its questions, and no answers",
            'In LimeSurvey open "Responses", then "Export", and export the answers as CSV or Excel',
        )


def layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout of a LimeSurvey export; None when the rows are not surely one.

    Three of LimeSurvey's own columns are demanded, under their codes or their English texts, and
    among them `lastpage`, `startlanguage`, `datestamp` or, as a code, `submitdate`. There is one
    heading row whatever is told, so that no answers can be lost.
    """
    headings = [cleaned(cell) for row in rows[:1] for cell in row]
    fields = {place: code for place, cell in enumerate(headings) if (code := _code(cell))}
    telling = "submitdate" in headings or TELLING & set(fields.values())
    if len(fields) < FIELDS_DEMANDED or not telling:
        return None
    column = _reader([headings[place] for place in fields])
    timed = next((p for p, code in fields.items() if code == "interviewtime"), len(headings))
    columns = [
        Column(cell, name=fields[place], role=ROLES[fields[place]])
        if place in fields
        else _timing(cell, place > timed) or column(cell)
        for place, cell in enumerate(headings)
    ]
    return Layout("LimeSurvey", 1, told_apart(columns), tuple(_states(fields)))


def _states(fields: Mapping[int, str]) -> Iterator[StateRule]:
    return (StateRule(p, PARTIAL, is_blank) for p, code in fields.items() if code == "submitdate")


def _code(heading: str) -> str:
    """The code of LimeSurvey's own column with this heading; "" when it is none of them."""
    if heading in TEXT_OF_CODE:
        return heading
    squeezed_heading = squeezed(heading)
    if squeezed_heading in CODE_OF_TEXT:
        return CODE_OF_TEXT[squeezed_heading]
    return next(
        (
            code
            for code, text in TEXT_OF_CODE.items()
            if heading.startswith(code) and squeezed_heading == squeezed(code + text)
        ),
        "",
    )


def _reader(own: Sequence[str]) -> Callable[[str], Column]:
    """How the headings of questions are read, told from those of LimeSurvey's own columns."""
    if any(heading in TEXT_OF_CODE for heading in own):
        return _from_code
    separator = next(filter(None, map(_separator, own)), "")
    if separator:
        return lambda heading: _from_code_and_text(heading, separator)
    if any("_" in heading for heading in own):
        return lambda heading: _from_text(heading.replace("_", " "))
    return _from_text


def _separator(heading: str) -> str:
    """What stands between code and text; "" when the heading is only one of the two."""
    code = _code(heading)
    text = TEXT_OF_CODE[code]
    both = heading.startswith(code) and heading.endswith(text)
    return heading[len(code) : -len(text)] if both else ""


def _timing(heading: str, after_the_total: bool) -> Column | None:
    """The column when it holds the seconds that were taken over a group or a question."""
    timing = TIME_OF_A_GROUP_OR_QUESTION.search(heading)
    timing = timing or (after_the_total and TIME_OF_A_QUESTION.fullmatch(heading))
    return Column(heading, role=TOOL) if timing else None


def _from_code(heading: str) -> Column:
    code, part = _without_brackets(heading)
    return Column(heading, name=heading, wording=code if part else "", part=part)


def _from_text(heading: str, name: str = "") -> Column:
    wording, part = _without_brackets(heading)
    # An equation is worked out by LimeSurvey: nobody was asked it.
    equation = wording.startswith("{") and wording.endswith("}")
    role = TOOL if equation else ""
    return Column(with_part(wording, part), name, wording, part, role)


def _from_code_and_text(heading: str, separator: str) -> Column:
    code, found, text = heading.partition(separator)
    return _from_text(text, code) if found else _from_text(heading)


def _without_brackets(heading: str) -> tuple[str, str]:
    """A heading without the brackets that end it, and what was in them."""
    parts: list[str] = []
    for _ in range(MOST_BRACKETS):
        opening = _opening(heading) if heading.endswith("]") else -1
        if opening >= 0:
            parts.insert(0, heading[opening + 1 : -1].strip())
            heading = heading[:opening]
    return heading.strip(), ": ".join(filter(None, parts))


def _opening(heading: str) -> int:
    """The place of the bracket that the last one closes; -1 when there is none."""
    open_brackets = 0
    for place in range(len(heading) - 1, -1, -1):
        open_brackets += (heading[place] == "]") - (heading[place] == "[")
        if not open_brackets:
            return place
    return -1
