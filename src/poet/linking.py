"""A copy of a file of answers in which the number of each person is a keyed hash.

The authority makes it, with a key that stays with the authority. Two waves made with one key can
be linked person by person; without the key, nobody can tell whose a hash is or make the same one.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.reading import TextTable, is_blank, read_table, shown
from poet.reading.opening import opened, system_told
from poet.responses import evened_out
from poet.writing import prepare_folder, write_whole

SHORTEST_KEY = 16
ENDINGS = (".csv", ".xlsx")


@dataclass(frozen=True)
class LinkedCopy:
    """The copy that was written, and of its rows how many have a hash and how many nothing."""

    path: Path
    hashed: int
    blank: int


def keyed_hash(text: str, key: bytes) -> str:
    """The HMAC-SHA256 of a person's number as 64 hexadecimal digits (RFC 2104; FIPS 198-1).

    Spaces, capitals and forms of the same letter make no difference.

    >>> keyed_hash("AB 12", b"a key of sixteen") == keyed_hash("ab12", b"a key of sixteen")
    True
    """
    even = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hmac.new(key, even.encode(), hashlib.sha256).hexdigest()


def link_ids(
    file: Path,
    *,
    column: str,
    key_file: Path,
    output: Path,
    sheet: str = "",
    heading_row: int = 0,
    force: bool = False,
) -> LinkedCopy:
    """Write a copy of a file of answers with the numbers in one column as keyed hashes.

    All other cells, and all rows down to the headings, are as they were. `heading_row` is the
    number of the row with the headings; without it the row is found. The copy is CSV or a
    workbook, by the ending of `output`. Raises PoetError when the key is shorter than 16
    characters, the column is not there or not the only one of its heading, rows are broken, or a
    file cannot be read or written. No message holds a number or the key.
    """
    make = _writer(output)
    key = _key(key_file)
    table = read_table(file, sheet, heading_row)
    position = _position(table, column)
    _refuse_broken_rows(table)
    _refuse_itself(file, output)
    prepare_folder(output.parent, [output.name], force=force)
    with system_told(file):
        rows = list(_hashed_rows(file, sheet, table, position, key))
    write_whole(output, make([cells for _, cells in rows]))
    filled = [was_filled for was_filled, _ in rows if was_filled is not None]
    return LinkedCopy(output, sum(filled), len(filled) - sum(filled))


def _hashed_rows(
    file: Path, sheet: str, table: TextTable, position: int, key: bytes
) -> Iterator[tuple[bool | None, list[str]]]:
    """Whether a row had a number (None for headings), and its cells with the hash in its place."""
    first = int(table.lines.min())
    for line, row in opened(file, sheet).rows:
        cells = list(row)
        if line < first:
            yield None, cells
        elif position >= len(cells) or is_blank(cells[position]):
            yield False, cells
        else:
            cells[position] = keyed_hash(cells[position], key)
            yield True, cells


def _key(file: Path) -> bytes:
    try:
        key = file.read_text(encoding="utf-8-sig").strip()
    except OSError as problem:
        raise PoetError(
            file.name,
            "this file with the key cannot be read",
            cure=f"Check that it is there: {problem.strerror}",
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None
    except UnicodeDecodeError:
        raise PoetError(file.name, "the key is not text", cure="Save it as UTF-8") from None
    if len(key) < SHORTEST_KEY:
        raise PoetError(
            file.name,
            f"the key has fewer than {SHORTEST_KEY} characters, so it could be guessed",
            cure="Make one of random letters and figures, and keep the file where only you can",
        )
    return key.encode()


def _position(table: TextTable, column: str) -> int:
    """Where the column with this heading, or this short name, stands."""
    wanted = evened_out(column)
    found = [
        position
        for position, one in enumerate(table.layout.columns)
        if wanted and wanted in (evened_out(one.heading), evened_out(one.name))
    ]
    if len(found) == 1:
        return found[0]
    raise PoetError(
        table.source.where,
        f'{"two columns have" if found else "no column has"} the heading "{shown(column)}"',
        cure="Rename one of them"
        if found
        else "Write the heading as it stands in the file, or say which row it is in: --heading-row",
    )


def _refuse_broken_rows(table: TextTable) -> None:
    many = table.misshapen_rows
    rows = "1 row" if many == 1 else f"each of {many:,} rows"
    if many:
        raise PoetError(
            table.source.where,
            f"{rows} has a wrong number of cells, so that a number of a person could stand in "
            "another column",
            cure="Mend these rows first: poet check lists them",
        )


def _refuse_itself(file: Path, output: Path) -> None:
    if output.exists() and output.samefile(file):
        raise PoetError(
            output.name, "the copy would take the place of the file", cure="Give it another name"
        )


def _writer(output: Path) -> Callable[[Sequence[Sequence[str]]], bytes]:
    ending = output.suffix.lower()
    if ending not in ENDINGS:
        raise PoetError(
            shown(output.name),
            "the name of the copy does not end in .csv or .xlsx",
            cure="Give a name such as answers-linked.csv",
        )
    return _csv if ending == ".csv" else _workbook


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for place, text in enumerate(row):
                sheet.write_string(line, place, text)
    return out.getvalue()
