"""Which row of one file and which row of the other were typed from the same paper form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.comparing_files import A, B, EnteredFile, EnteredFiles
from poet.reading import shown
from poet.responses import evened_out

if TYPE_CHECKING:
    import pandas as pd

ROW_COLUMNS = ("file", "row", "reason", "form")
"""`file` is A or B; `row` as a spreadsheet shows it; `form` is the number of the form."""

NO_NUMBER = "without a number of the form"

RowsByNumber = Mapping[str, list[int]]


@dataclass(frozen=True, eq=False)
class PairedForms:
    """`rows` has one row per form in both files: the position of its row in A, then in B.

    `apart` has one row per row that is compared with none, with the columns ROW_COLUMNS.
    """

    rows: np.ndarray
    apart: pd.DataFrame


def pair_forms(files: EnteredFiles, columns: tuple[int, int]) -> PairedForms:
    """Pair the rows whose number of the form is the same, and stands once in each file.

    `columns` are the positions of the number in A and in B. Rows with nothing in them are no
    forms.
    """
    import pandas as pd

    in_a, in_b = (_rows_by_number(*each) for each in zip(files, columns, strict=True))
    pairs = sorted((rows[0], in_b[n][0]) for n, rows in in_a.items() if _once(n, in_a, in_b))
    apart = [
        *_apart(files[0], columns[0], _reasons(A, in_a, in_b), in_a),
        *_apart(files[1], columns[1], _reasons(B, in_b, in_a), in_b),
    ]
    return PairedForms(
        rows=np.array(pairs, dtype=np.int64).reshape(-1, 2),
        apart=pd.DataFrame(apart, columns=list(ROW_COLUMNS)),
    )


def form_number(text: str) -> str:
    """The number of a form, evened out; a spreadsheet may have lost the zeros before a figure.

    >>> form_number("F-12 "), form_number("007"), form_number("7")
    ('f-12', '7', '7')
    """
    plain = evened_out(text)
    return plain.lstrip("0") or "0" if plain.isdecimal() else plain


def _rows_by_number(file: EnteredFile, column: int) -> dict[str, list[int]]:
    """Number of the form to the positions of its rows; "" for rows without one."""
    rows: dict[str, list[int]] = {}
    numbers = file.texts(column)
    for row in file.filled_rows():
        rows.setdefault(form_number(numbers[row]), []).append(int(row))
    return rows


def _once(number: str, here: RowsByNumber, there: RowsByNumber) -> bool:
    return bool(number) and len(here[number]) == 1 == len(there.get(number, ()))


def _reasons(letter: str, here: RowsByNumber, there: RowsByNumber) -> dict[str, str]:
    """Why the rows of a number are compared with none, for each such number."""
    apart = (number for number in here if not _once(number, here, there))
    return {number: _reason(number, letter, here, there) for number in apart}


def _reason(number: str, letter: str, here: RowsByNumber, there: Collection[str]) -> str:
    other = B if letter == A else A
    if not number:
        return NO_NUMBER
    if len(here[number]) > 1:
        return f"with a number that {letter} has more than once"
    twice_there = f"with a number that {other} has more than once"
    return twice_there if number in there else f"not in {other}"


def _apart(
    file: EnteredFile, column: int, reasons: Mapping[str, str], rows: RowsByNumber
) -> Iterator[tuple[str, int, str, str]]:
    number_of = {row: number for number in reasons for row in rows[number]}
    texts = file.texts(column)
    for row in sorted(number_of):
        line = int(file.table.lines[row])
        yield file.letter, line, reasons[number_of[row]], shown(texts[row].strip())
