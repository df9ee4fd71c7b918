"""The data return of the Adult Social Care Survey (ASCS) of England.

The format: one heading row, on the sheet "Service User Data". Each row is a person who was sent
the survey, whether or not they answered: council code, serial number, primary key, stratum, method
of collection, response (1 for answered), what the council knows of the person (primary support
reason and so on), then the answers as codes under q1, q2a ... q22f. An extract made from the
returns may hold columns worked out from the answers ("q1Comb", "Age_Grouped", "ASCOF_1A").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from poet.reading.layout import ANSWERS, PARTIAL, PERSON_ID, TOOL, Column, Layout, StateRule
from poet.reading.shapes.headings import cleaned, padded, squeezed
from poet.reading.text_columns import is_blank

SERIAL_NUMBER = ("serialno", "serialnumber")
METHOD = ("methodofcollection", "methodcollection")
RESPONSE, PRIMARY_KEY = "response", "primarykey"
# How the paper was sent, and what is worked out from other columns.
OF_THE_SURVEY = (
    *(PRIMARY_KEY, RESPONSE, *SERIAL_NUMBER),
    *("replacement", "originalreminder", "originalmailing", "copyrequested", "requestacopy"),
)
WORKED_OUT = re.compile(r"q\d+[a-f]?(er|std|comb|excl[a-f]?)|.*grouped|ascof\w+")
WORKED_OUT_TOO = frozenset(("iseasyread", "age1864", "cananswer2c"))
# The parts of each question: q3 has q3a and q3b.
PARTS = {
    **dict.fromkeys((1, 10, 11, 12, 13, 17, 18, 21), ("",)),
    **dict.fromkeys((3, 4, 5, 6, 7, 8, 9, 14), ("a", "b")),
    **dict.fromkeys((2, 19, 20), ("a", "b", "c")),
    **dict.fromkeys((15, 16), ("a", "b", "c", "d")),
    22: ("a", "b", "c", "d", "e", "f"),
}
QUESTIONS = frozenset(f"q{number}{part}" for number, parts in PARTS.items() for part in parts)
QUESTIONS_DEMANDED = 20
# "q3a", "Q3A", "Q3a - Which of ...", but not "q1Comb"
QUESTION = re.compile(r"\W*(q\d{1,2}[a-f]?)(?![a-z0-9_])\W*(.*)", re.IGNORECASE | re.DOTALL)
ANSWERED = re.compile(r"1\b")


def layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout of an ASCS data return; None when the rows are not surely one.

    Headings are demanded that begin with serial number, with method of collection and with
    response, and the numbers of twenty questions. As there is one heading row, no answers can be
    lost. The primary key tells persons apart where it is filled in, for serial numbers begin anew
    in each council. Whoever did not answer is partial: the return keeps them, without answers.
    """
    table = [tuple(map(cleaned, row)) for row in padded(rows)]
    headings = table[0][: len(rows[0])] if table else ()
    names = [squeezed(heading) for heading in headings]
    if not _is_a_return(headings, names):
        return None
    person = _person_column(names, table[1:])
    response = _place(names, RESPONSE)
    return Layout(
        "the Adult Social Care Survey (data return)",
        1,
        tuple(_columns(headings, names, person)),
        states=(StateRule(response, PARTIAL, _not_answered),),
        notes=(_note(headings[response]),),
    )


def _is_a_return(headings: Sequence[str], names: Sequence[str]) -> bool:
    asked = {_question(heading)[0] for heading in headings}
    marks = (_place(names, *each) for each in (SERIAL_NUMBER, METHOD, [RESPONSE]))
    return -1 not in marks and len(asked & QUESTIONS) >= QUESTIONS_DEMANDED


def _place(names: Sequence[str], *sought: str) -> int:
    """The place of the first name that is one of these, else begins with one; -1 for none."""
    exact = (place for place, name in enumerate(names) if name in sought)
    longer = (place for place, name in enumerate(names) if name.startswith(sought))
    return next(exact, next(longer, -1))


def _question(heading: str) -> tuple[str, str]:
    """The number of the question that a heading begins with, and what follows; "" for neither."""
    found = QUESTION.fullmatch(heading)
    return (found[1].lower(), found[2]) if found else ("", "")


def _person_column(names: Sequence[str], below: Sequence[Sequence[str]]) -> int:
    key = _place(names, PRIMARY_KEY)
    filled = [row for row in below if any(row)]
    keyed = key >= 0 and filled and not any(is_blank(row[key]) for row in filled)
    return key if keyed else _place(names, *SERIAL_NUMBER)


def _columns(headings: Sequence[str], names: Sequence[str], person: int) -> Iterator[Column]:
    for place, (heading, name) in enumerate(zip(headings, names, strict=True)):
        question, wording = _question(heading)
        if place == person:
            yield Column(heading, role=PERSON_ID)
        elif question in QUESTIONS:
            yield Column(heading, name=question, wording=wording)
        else:
            yield Column(heading, wording=heading, role=_role(name))


def _role(name: str) -> str:
    own = name.startswith(OF_THE_SURVEY) or name in WORKED_OUT_TOO or WORKED_OUT.fullmatch(name)
    return TOOL if own else ANSWERS


def _not_answered(text: str) -> bool:
    return not ANSWERED.match(text.strip())


def _note(heading: str) -> str:
    return (
        f'The return keeps people who did not answer: rows where "{heading}" is not 1 count as '
        "not finished."
    )
