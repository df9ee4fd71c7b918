"""A published table as a file: which rows are meant, which council each is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poet.definition_keys import Table, tables_in
from poet.errors import PoetError
from poet.peers import CouncilsOfStudy, some_of
from poet.published_tables import PERCENT, PublishedTable
from poet.published_tables_values import Figure, figure_of, refuse_other_unit, without_figure
from poet.reading import TextTable, is_blank, shown
from poet.reading.table_beside import read_table_beside, rows_left_out
from poet.register import council_meant
from poet.responses import evened_out

if TYPE_CHECKING:
    from poet.study import Authority

MOST_HEADINGS = 12


@dataclass(frozen=True)
class _Row:
    """One row that the filters let pass."""

    line: int
    council: str
    value: str
    base: str


def published_of_study(
    folder: Path, table: Table, authorities: Sequence[Authority], asked: Collection[str]
) -> tuple[PublishedTable, ...]:
    """The tables of [[published]]. `asked` are the keys and topics that questions have.

    Raises PoetError with what is wrong in any of them: a file that cannot be read, a column that is
    not there, a filter that no row passes, several rows for a council, or another unit than said.
    """
    councils, made, mistakes = CouncilsOfStudy(authorities), [], []
    for number, entry in enumerate(tables_in(table.get("published")), start=1):
        try:
            _refuse_beside(number, entry, asked)
            made.append(read_published(folder / entry["file"], entry, councils))
        except PoetError as mistake:
            mistakes.append(mistake)
    PoetError.raise_all(mistakes)
    return tuple(made)


def _refuse_beside(number: int, entry: Table, asked: Collection[str]) -> None:
    beside = entry.get("beside", "")
    if beside and beside not in asked:
        raise PoetError(
            f"study.toml, [[published]] number {number}",
            f'beside "{shown(beside)}" is no question and no topic of this study',
            cure="Write the key of the question that asks for the same, or leave beside out",
        )


def read_published(path: Path, entry: Table, councils: CouncilsOfStudy) -> PublishedTable:
    """One published table. A council is found by its code or name, of now or of the past.

    Rows of what is no council (an average, a region), and cells with a sign instead of a figure,
    are told in the remarks. Raises PoetError as `published_of_study` does.
    """
    table = read_table_beside(path, entry.get("sheet", ""))
    rows = _rows(path.name, table, entry)
    of_council, remarks = _by_council(path.name, rows, councils, _filters(entry))
    remarks += rows_left_out(table)
    figures = {code: figure_of(row.value, row.line) for code, row in of_council.items()}
    known = {code: figure for code, figure in figures.items() if figure}
    refuse_other_unit(path.name, entry["unit"], known.values())
    remarks += without_figure(row.value for code, row in of_council.items() if code not in known)
    remarks += _absent(of_council, councils)
    bases = {code: figure_of(row.base, row.line) for code, row in of_council.items()}
    return PublishedTable(
        title=entry["title"],
        source=entry["source"],
        licence=entry["licence"],
        year=str(entry["year"]),
        unit=entry["unit"],
        beside=entry.get("beside", ""),
        values={code: _value(figure, entry["unit"]) for code, figure in known.items()},
        bases={code: base.number for code, base in bases.items() if base and base.number > 0},
        remarks=tuple(f"{path.name}: {remark}" for remark in remarks),
    )


def _value(figure: Figure, unit: str) -> float:
    return figure.number / 100 if unit == PERCENT else figure.number


def _filters(entry: Table) -> Mapping[str, str]:
    return {str(name): str(text) for name, text in entry.get("where", {}).items()}


def _rows(file: str, table: TextTable, entry: Table) -> list[_Row]:
    filters = _filters(entry)
    base = entry.get("base_column", "")
    needed = [entry["authority_column"], entry["value_column"], *filters, *([base] if base else [])]
    cells = _columns(file, table, needed)
    wanted = {name: evened_out(text) for name, text in filters.items()}
    rows = [
        _Row(int(line), texts[0], texts[1], texts[-1] if base else "")
        for line, *texts in zip(table.lines, *(cells[name] for name in needed), strict=True)
        if all(
            evened_out(text) == want for text, want in zip(texts[2:], wanted.values(), strict=False)
        )
    ]
    if not rows:
        asked_for = " and ".join(f'{k} = "{shown(v)}"' for k, v in filters.items())
        raise PoetError(
            file,
            f"no row has {asked_for}",
            cure="Write in where what stands in the cells of the column",
        )
    return rows


def _columns(file: str, table: TextTable, needed: Sequence[str]) -> dict[str, Sequence[str]]:
    places = {evened_out(heading): place for place, heading in enumerate(table.headings)}
    missing = [name for name in dict.fromkeys(needed) if evened_out(name) not in places]
    if missing:
        headings = [f'"{shown(heading)}"' for heading in table.headings[:MOST_HEADINGS]]
        raise PoetError(
            file,
            "there is no column " + ", ".join(f'"{shown(name)}"' for name in missing),
            expected="Its columns are: " + ", ".join(headings),
            cure="Write a heading as it stands in the file",
        )
    return {name: table.columns[places[evened_out(name)]].texts() for name in needed}


def _by_council(
    file: str, rows: Sequence[_Row], councils: CouncilsOfStudy, filters: Mapping[str, str]
) -> tuple[dict[str, _Row], list[str]]:
    """The row of each council by its code; and sentences on rows of none, and on former councils.

    A council that ended stands for the one that came after it where it alone does; otherwise it is
    one of the others, as it was in the year of the table.
    """
    meant = [(row, _Council.meant(row.council, councils)) for row in rows]
    one_each = _one_row_each(file, meant, filters)
    now = {council.code for council in one_each if not council.former}
    after = Counter(council.code for council in one_each if council.former)
    of_council, remarks = {}, _of_no_council(row for row, council in meant if not council.code)
    for council, row in one_each.items():
        if not council.former:
            of_council[council.code] = row
        elif council.code in now or after[council.code] > 1:
            of_council[council.former] = row
        else:
            of_council[council.code] = row
            if council.code != council.former:
                name = f'row {row.line:,} is of "{shown(row.council)}"'
                remarks.append(f"{name}, which ended; it is taken as the council of now.")
    return of_council, remarks


@dataclass(frozen=True)
class _Council:
    """The council that a text means: the code of the one of now ("" for none), and its own code
    where it has ended. One that was split is taken as itself.
    """

    code: str
    former: str = ""

    @classmethod
    def meant(cls, text: str, councils: CouncilsOfStudy) -> _Council:
        meant = council_meant(text, near=False)
        code = councils.code(text) or (meant.council.code if meant.council else "")
        former = meant.former.code if meant.former else ""
        return cls(code or former, former)


def _one_row_each(
    file: str, meant: Sequence[tuple[_Row, _Council]], filters: Mapping[str, str]
) -> dict[_Council, _Row]:
    """The row of each council. Raises PoetError for the first that has several."""
    rows: dict[_Council, list[_Row]] = {}
    for row, council in meant:
        if council.code:
            rows.setdefault(council, []).append(row)
    for several in rows.values():
        if len(several) > 1:
            _refuse_several(file, several, filters)
    return {council: first for council, (first,) in rows.items()}


def _of_no_council(rows: Iterable[_Row]) -> list[str]:
    texts = [
        f"row {row.line:,} (empty)" if is_blank(row.council) else f'"{shown(row.council)}"'
        for row in rows
    ]
    if not texts:
        return []
    left_out = (
        "1 row names no council and is"
        if len(texts) == 1
        else (f"{len(texts):,} rows name no council and are")
    )
    return [f"{left_out} left out: {some_of(dict.fromkeys(texts))}."]


def _refuse_several(file: str, rows: Sequence[_Row], filters: Mapping[str, str]) -> None:
    lines = some_of([f"{row.line:,}" for row in rows])
    raise PoetError(
        file,
        f'"{shown(rows[0].council)}" has {len(rows):,} rows: {lines}',
        expected="A table has one figure for a council",
        cure=("Add to" if filters else "Add")
        + ' where = { COLUMN = "TEXT" }, so that one row of each council is left',
    )


def _absent(of_council: Mapping[str, _Row], councils: CouncilsOfStudy) -> Iterator[str]:
    absent = [one.name for one in councils.authorities if one.code not in of_council]
    if absent:
        yield f"there is no row for {some_of(absent)}."
