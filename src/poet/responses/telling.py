"""What the user is told of how a file was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from poet.questionnaire import Questionnaire
from poet.reading import column_letter, shown
from poet.responses.answers import CheckedQuestion
from poet.responses.authorities import AuthorityOfRows, TakenAs
from poet.responses.authorities_meant import MERGED
from poet.responses.authorities_remarks import remark_on_care, remarks_on_only
from poet.responses.matched import ColumnMatch
from poet.responses.question_names import EVENED_OUT

MOST_NAMED = 30
MOST_SPELLINGS = 20


def match_notes(match: ColumnMatch, headings: Sequence[str]) -> Iterator[str]:
    """Sentences that say how the columns were matched and which were not read."""
    ways = Counter(one.how for one in match.matched)
    told = ", ".join(f"{count} by {how}" for how, count in ways.items())
    columns = (
        "1 column is a question"
        if len(match.matched) == 1
        else (f"{len(match.matched)} columns are questions")
    )
    yield f"{columns}: {told}."
    for one in match.matched:
        if one.how == EVENED_OUT:
            column = _column(one.column, headings[one.column])
            yield f'{column} was taken as the question "{one.key}": the spelling differs a little.'
    if match.personal:
        named = ", ".join(_named(column, headings[column]) for column in match.personal)
        yield f"Not read, as the headings speak of personal data: {named}."


def absent_answer_notes(match: ColumnMatch, questionnaire: Questionnaire) -> Iterator[str]:
    """Sentences for questions of several columns in which an answer has none."""
    for key, columns in match.columns_of.items():
        scale = questionnaire.question(key).scale
        with_column = {one.answer for one in columns}
        if scale is None or "" in with_column:
            continue
        absent = [answer.label for answer in scale.answers if answer.code not in with_column]
        if absent:
            told = ", ".join(f'"{label}"' for label in absent)
            yield f'The question "{key}" has no column for {told}: nobody is counted for it.'


def authority_note(
    column: int, heading: str, people: Mapping[str, int], names: Mapping[str, str]
) -> str:
    """A sentence that names the authorities found, with the rows used of each, most rows first.

    `people` gives the rows used and `names` the name of each code.
    """
    named = sorted(people.items(), key=lambda item: (-item[1], names[item[0]]))
    told = ", ".join(f"{names[code]} ({rows:,})" for code, rows in named[:MOST_NAMED])
    more = f" and {len(named) - MOST_NAMED:,} more" if len(named) > MOST_NAMED else ""
    authorities = "1 authority" if len(named) == 1 else f"{len(named):,} authorities"
    return f"{_column(column, heading)} names {authorities}, with rows used: {told}{more}."


def authority_notes(
    column: int | None,
    headings: Sequence[str],
    people: Mapping[str, int],
    authority: AuthorityOfRows,
) -> Iterator[str]:
    """Sentences on whose answers these are: how texts were taken, and what the register adds.

    `column` is the one that says the authority, None when the file is all of one; `people` gives
    the rows used of each code.
    """
    if column is not None and people:
        yield authority_note(column, headings[column], people, authority.names)
    yield from _taken_as_notes(authority.taken_as)
    if column is None:
        for code, name in authority.names.items():
            yield from remarks_on_only(code, name)
    yield from remark_on_care({code: authority.names[code] for code in people})


def _taken_as_notes(taken_as: Sequence[TakenAs]) -> Iterator[str]:
    """A sentence for each text that was taken as an authority; those with a reason come first."""
    ordered = sorted(taken_as, key=lambda one: (not one.why, -one.rows))
    for one in ordered[:MOST_SPELLINGS]:
        why = f": {one.why}" if one.why else ""
        rows = _number(one.rows, "row")
        yield f'"{shown(one.found)}" was taken as {one.authority}{why} ({rows}).'
    more = ordered[MOST_SPELLINGS:]
    if more:
        rows = _number(sum(one.rows for one in more), "row")
        yield f"And {_number(len(more), 'more spelling')} ({rows}) taken as an authority."
    if any(MERGED in one.why for one in taken_as):
        yield "To keep apart what was merged, list each under [[authorities]] in study.toml."


def spelling_notes(checked: Mapping[str, CheckedQuestion]) -> Iterator[str]:
    """A sentence for each text that was taken as an answer though not spelt like it."""
    cells: Counter[tuple[str, str]] = Counter()
    columns: Counter[tuple[str, str]] = Counter()
    for column in checked.values():
        for one in column.taken_as:
            cells[one.found, one.answer] += one.cells
            columns[one.found, one.answer] += 1
    told = cells.most_common(MOST_SPELLINGS)
    for (found, answer), count in told:
        where = _number(columns[found, answer], "column")
        yield f'"{found}" was taken as "{answer}" ({_number(count, "cell")} in {where}).'
    more = cells.total() - sum(count for _, count in told)
    if more:
        spellings = _number(len(cells) - len(told), "more spelling")
        yield f"And {spellings} ({_number(more, 'cell')}) taken as an answer."


def _column(column: int, heading: str) -> str:
    return f"Column {_named(column, heading)}"


def _named(column: int, heading: str) -> str:
    return f'{column_letter(column)} "{shown(heading)}"'


def _number(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"
