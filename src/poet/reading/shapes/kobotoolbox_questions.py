"""The columns of the questions of an XLSForm: groups taken off, several answers told apart."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from poet.reading.layout import ANSWERS, TOOL, Column
from poet.reading.shapes.headings import with_part

BEFORE_AN_ANSWER = "/"
TICKS = frozenset(("", "1", "0", "true", "false"))
# Groups stand in groups a few times; a heading of nothing but slashes is no reason to take long.
MOST_GROUPS = 10

Headings = Mapping[int, str]
Row = Sequence[str]


def question_columns(
    headings: Headings, below: Sequence[Row], after_a_group: str
) -> dict[int, Column]:
    """The column at each place. `headings` has the places that are not the tool's own.

    `below` are the first rows of answers, `after_a_group` the sign between a group and its
    questions. A heading without white space is an XLSForm's name: its last piece is the name of
    the question. Of a label, a beginning is taken off that other questions have as well.

    A column is one answer of several where "question" is a column too, or where all columns that
    begin with "question/" (two at least) hold nothing but 1 and 0. Where the answers have a column
    each and another for them all, only one of the two is read: the one for all, unless answers are
    words with spaces, which cannot be told apart in it.
    """
    asked = _asked(headings, below)
    short = _without_groups(set(asked.values()), after_a_group)
    left_out = set(_left_out(headings, asked))
    return {
        place: _column(
            heading, asked[place], short[asked[place]], TOOL if place in left_out else ANSWERS
        )
        for place, heading in headings.items()
    }


def _column(heading: str, question: str, short: str, role: str) -> Column:
    part = _answer(heading, question)
    name = "" if _has_spaces(short) else short
    if not part:
        return Column(heading, name=name, wording=short, role=role)
    name = f"{name}{BEFORE_AN_ANSWER}{part}" if name else ""
    return Column(with_part(short, part), name=name, wording=short, part=part, role=role)


def _answer(heading: str, question: str) -> str:
    """The answer that a column is about, by the heading of its question; "" for all of them."""
    return heading[len(question) + 1 :] if heading != question else ""


def _has_spaces(text: str) -> bool:
    return any(map(str.isspace, text))


def _asked(headings: Headings, below: Sequence[Row]) -> dict[int, str]:
    """The heading of each column's question, which is its own unless it is for one answer."""
    known = set(filter(None, headings.values()))
    ticked = {place for place in headings if all(row[place].casefold() in TICKS for row in below)}
    asked = dict(headings)
    asked |= {place: _question_beside(headings[place], known) for place in ticked}
    asked |= _questions_alone(
        {place: heading for place, heading in headings.items() if asked[place] == heading},
        {place for place in ticked if any(row[place] for row in below)},
        ticked,
    )
    return asked


def _question_beside(heading: str, known: Collection[str]) -> str:
    """The longest beginning of a heading, before a slash, that is a heading; else the heading."""
    pieces = heading.rsplit(BEFORE_AN_ANSWER, MOST_GROUPS)
    beginnings = [BEFORE_AN_ANSWER.join(pieces[:end]) for end in range(len(pieces) - 1, 0, -1)]
    return next((beginning for beginning in beginnings if beginning in known), heading)


def _questions_alone(headings: Headings, filled: set[int], ticked: set[int]) -> dict[int, str]:
    """The question of each column for one answer, where no column is for them all."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, heading in headings.items():
        places[heading.rpartition(BEFORE_AN_ANSWER)[0]].append(place)
    return {
        place: question
        for question, of_it in places.items()
        if question and len(of_it) > 1 and ticked.issuperset(of_it) and not filled.isdisjoint(of_it)
        for place in of_it
    }


def _left_out(headings: Headings, asked: Mapping[int, str]) -> Iterator[int]:
    """The places that would count an answer a second time."""
    single = {place for place, heading in headings.items() if asked[place] != heading}
    spaced = {
        asked[place] for place in single if _has_spaces(_answer(headings[place], asked[place]))
    }
    together = {heading for place, heading in headings.items() if place not in single}
    for place, question in asked.items():
        if place in single:
            if question in together - spaced:
                yield place
        elif question in spaced:
            yield place


def _without_groups(questions: Collection[str], sign: str) -> dict[str, str]:
    """The heading of each question without its groups; whole where two would be the same."""
    times = Counter(group for question in questions for group in _groups(question, sign))
    short = {question: _without_group(question, sign, times) for question in questions}
    twins = Counter(short.values())
    return {question: question if twins[text] > 1 else text for question, text in short.items()}


def _groups(question: str, sign: str) -> Iterator[str]:
    """The beginnings of a heading that may be groups, the outermost first."""
    pieces = question.split(sign, MOST_GROUPS)[:-1]
    return itertools.accumulate(pieces, lambda outer, inner: f"{outer}{sign}{inner}")


def _without_group(question: str, sign: str, times: Mapping[str, int]) -> str:
    if not _has_spaces(question):
        return question.rpartition(sign)[2] or question
    shared = [group for group in _groups(question, sign) if times[group] > 1]
    return question[len(shared[-1]) + 1 :].strip() or question if shared else question
