"""Files and lists of keys that do not belong to the questionnaire at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.questionnaire import Questionnaire
from poet.reading import TextTable, shown
from poet.reading.layout import ANSWERS
from poet.responses.evening_out import evened_out
from poet.responses.matched import ColumnMatch
from poet.responses.nearest import choices_of, nearest

ROWS_LOOKED_AT = 20
# So many more headings must be questions of another questionnaire, and so many times as many.
LEAST_OF_ANOTHER = 4
BY_FAR = 1.25


def refuse_unknown_keys(
    not_asked: Collection[str], questionnaire: Questionnaire, file: str
) -> None:
    """Raises PoetError when one of the keys is no question of the questionnaire."""
    keys = [question.key for question in questionnaire.questions]
    for key in sorted(set(not_asked) - set(keys)):
        near = nearest(key, choices_of(keys))
        raise PoetError(
            f"not_asked of {file}",
            f'"{shown(key)}" is no question of the questionnaire "{questionnaire.id}"',
            cure=f'Did you mean "{near}"?' if near else "Give the keys of questions",
        )


def refuse_without_questions(
    table: TextTable, match: ColumnMatch, questionnaire: Questionnaire
) -> None:
    """Raises PoetError when no heading is a question that people answer."""
    roles = {questionnaire.question(key).role for key in match.column_of}
    if roles - {"admin"}:
        return
    line = _row_like_headings(table, questionnaire)
    raise PoetError(
        table.source.where,
        f'no heading is a question of the questionnaire "{questionnaire.id}"',
        cure=f"Row {line:,} looks like the headings: write heading_row = {line} in study.toml"
        if line
        else "Check that the file and the questionnaire belong together, and that the first row "
        "holds the keys or the wordings of the questions. If they are others: poet map STUDY",
        exit_code=CANNOT_READ_OR_WRITE,
    )


def refuse_other_audience(
    table: TextTable, questionnaire: Questionnaire, others: Iterable[Questionnaire]
) -> None:
    """Raises PoetError when the headings are those of another questionnaire.

    `others` are looked at only when some of the headings are no questions of this one.
    """
    own = _questions_found(table, questionnaire)
    if _headings_for_answers(table) - own < LEAST_OF_ANOTHER:
        return
    found = {other.id: _questions_found(table, other) for other in others}
    likeliest = max(found, key=lambda name: found[name], default="")
    most = found.get(likeliest, 0)
    if most - own >= LEAST_OF_ANOTHER and most > BY_FAR * own:
        raise PoetError(
            table.source.where,
            f"{most} headings are questions of the questionnaire "
            f'"{likeliest}", and {own} of "{questionnaire.id}"',
            cure=f'If the file is the right one, write questionnaire = "{likeliest}" beside it in '
            "study.toml; if not, name the right file",
            exit_code=CANNOT_READ_OR_WRITE,
        )


def _headings_for_answers(table: TextTable) -> int:
    return sum(bool(one.heading) and one.role == ANSWERS for one in table.layout.columns)


def _questions_found(table: TextTable, questionnaire: Questionnaire) -> int:
    """How many questions that people answer have a heading of their own."""
    names = {
        evened_out(name)
        for question in questionnaire.questions
        if question.role != "admin"
        for name in (question.key, question.wording, question.easy_read)
    }
    told = {text for column in table.layout.columns for text in (column.heading, column.wording)}
    return len(names & set(map(evened_out, told)))


def _row_like_headings(table: TextTable, questionnaire: Questionnaire) -> int:
    """The row, of the first ones, with most names of questions in it; 0 when none has two."""
    names = {
        evened_out(name)
        for question in questionnaire.questions
        for name in (question.key, question.wording, question.easy_read, question.short)
    }
    texts = [column.first(ROWS_LOOKED_AT).texts() for column in table.columns]
    hits = [sum(evened_out(cell) in names for cell in row) for row in zip(*texts, strict=True)]
    most = max(hits)
    return int(table.lines[hits.index(most)]) if most > 1 else 0
