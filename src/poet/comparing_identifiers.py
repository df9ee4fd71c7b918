"""Which column of each file holds the number of the form."""

from __future__ import annotations

from collections.abc import Mapping

from poet.comparing_columns import Meaning, is_of_the_tool
from poet.comparing_files import EnteredFile, EnteredFiles
from poet.errors import PoetError
from poet.questionnaire import Questionnaire
from poet.reading import shown
from poet.responses import evened_out


def columns_of_form_number(
    files: EnteredFiles,
    meanings: tuple[Mapping[int, Meaning], Mapping[int, Meaning]],
    questionnaire: Questionnaire | None,
    heading: str,
) -> tuple[int, int]:
    """The position, in A and in B, of the column with the number of the form.

    By its `heading` when one is given, else by the question of the questionnaire, else the first
    column. Raises PoetError when a file has no such column.
    """
    a, b = files
    question = questionnaire.admin("person_id") if questionnaire else None
    if heading:
        return _called(heading, a), _called(heading, b)
    if question:
        return _asking(question.key, a, meanings[0]), _asking(question.key, b, meanings[1])
    _refuse_other_first_columns(a, b)
    return _first(a), _first(b)


def note_of_form_number(files: EnteredFiles, columns: tuple[int, int]) -> str:
    """A sentence that says by which column the forms are paired."""
    in_a, in_b = (file.named(column) for file, column in zip(files, columns, strict=True))
    where = in_a if in_a == in_b else f"{in_a} of A and {in_b} of B"
    return f"The forms are paired by {where}."


def _called(heading: str, file: EnteredFile) -> int:
    headings = file.table.headings
    if heading in headings:
        return headings.index(heading)
    plain = [evened_out(one) for one in headings]
    if evened_out(heading) in plain:
        return plain.index(evened_out(heading))
    raise PoetError(
        file.table.source.where,
        f'there is no column "{shown(heading)}" for the number of the form',
        cure=f'Correct the heading; the first column is "{shown(headings[_first(file)])}"',
    )


def _asking(key: str, file: EnteredFile, meanings: Mapping[int, Meaning]) -> int:
    for column, meaning in meanings.items():
        if meaning.question == key:
            return column
    raise PoetError(
        file.table.source.where,
        f'no column is the question "{key}", which asks for the number of the form',
        cure="Name the column that holds it: --id HEADING",
    )


def _first(file: EnteredFile) -> int:
    """The first column that somebody typed; the first of all when a tool wrote them all."""
    headed = [column for column, heading in enumerate(file.table.headings) if heading]
    typed = (column for column in headed if not is_of_the_tool(file.table, column))
    return next(typed, headed[0])


def _refuse_other_first_columns(a: EnteredFile, b: EnteredFile) -> None:
    first, second = (file.table.headings[_first(file)] for file in (a, b))
    if evened_out(first) != evened_out(second):
        raise PoetError(
            "number of the form",
            f'the first column of A is "{shown(first)}", that of B is "{shown(second)}"',
            cure="Name the column that holds the number of the form in both: --id HEADING",
        )
