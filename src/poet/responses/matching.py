"""Which column holds the answers to which question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.questionnaire import Questionnaire
from poet.reading import column_letter, shown
from poet.reading.layout import ANSWERS, PERSON_ID, PERSONAL, TOOL, Column
from poet.responses.evening_out import evened_out
from poet.responses.matched import ColumnMatch, MatchedColumn, UnmatchedColumn
from poet.responses.personal import is_personal
from poet.responses.question_names import QuestionNames

# Beyond this many headings, a nearest question is no help and takes long to find.
MOST_COMPARED = 100
GROUPS = ("matched", "unmatched", "personal", "apart", "tool")


def match_columns(
    columns: Sequence[Column],
    questionnaire: Questionnaire,
    apart: Iterable[str] = (),
    *,
    older: bool = False,
) -> ColumnMatch:
    """The question of each column: by its key, by a wording, then by a wording evened out.

    A wording is the standard one, the Easy Read one or the short name. A column that is about one
    part of a question is matched with the answer that the part is, or with the question that the
    part words. A column that fits several questions is matched to none. Columns with the headings
    `apart` are left out of the matching. With `older`, an older wording of a question counts as the
    question. Raises PoetError when two columns are the same question.
    """
    set_apart = {evened_out(heading) for heading in apart}
    groups: dict[str, list] = {name: [] for name in GROUPS}
    names = QuestionNames(questionnaire, older=older)
    for position, column in enumerate(columns):
        if not column.heading:
            continue
        found = names.find(column)
        if evened_out(column.heading) in set_apart:
            groups["apart"].append(position)
        elif column.role == PERSONAL:
            groups["personal"].append(position)
        elif found.matched and column.role in (ANSWERS, PERSON_ID):
            groups["matched"].append(replace(found.matched, column=position))
        elif column.role in (TOOL, PERSON_ID):
            groups["tool"].append(position)
        elif found.older:
            groups["unmatched"].append(UnmatchedColumn(position, older=found.older))
        elif not found.fits and _is_personal(column):
            groups["personal"].append(position)
        else:
            compared = not found.fits and len(groups["unmatched"]) < MOST_COMPARED
            near = names.nearest(column) if compared else ""
            groups["unmatched"].append(UnmatchedColumn(position, near, found.fits))
    refuse_two_columns(groups["matched"], columns, questionnaire)
    return ColumnMatch(
        **{name: tuple(group) for name, group in groups.items()}, tool_id=_tool_id(columns)
    )


def _is_personal(column: Column) -> bool:
    # "Email" can be an answer to how people heard of something.
    of_person = not column.wording or is_personal(column.wording)
    return is_personal(column.heading) or (of_person and is_personal(column.part))


def _tool_id(columns: Sequence[Column]) -> int | None:
    return next((place for place, one in enumerate(columns) if one.role == PERSON_ID), None)


def refuse_two_columns(
    matched: Sequence[MatchedColumn], columns: Sequence[Column], questionnaire: Questionnaire
) -> None:
    """Raises PoetError when two columns are the same question, or the same answer to it."""
    # "Other" can have a column for its tick and one for its words.
    times = Counter((match.key, match.answer, match.free) for match in matched)
    for (key, answer, free), count in times.items():
        if count > 1:
            told = [
                f'{column_letter(match.column)} "{shown(columns[match.column].heading)}"'
                for match in matched
                if (match.key, match.answer, match.free) == (key, answer, free)
            ]
            wording = shown(questionnaire.question(key).wording)
            same = f'the answer "{answer}" of this question' if answer else "this question"
            raise PoetError(
                f'question "{key}"',
                f'columns {" and ".join(told)} are both {same} ("{wording}")',
                cure="Rename one of them, delete it, or name it in ignore_columns; "
                'with a column map, write question = "" beside it',
                exit_code=CANNOT_READ_OR_WRITE,
            )
