"""How a file of returns is laid out: which columns it has, and which returns they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from poet.activity import KNOWN_RETURNS
from poet.activity_cells import NO_RETURN, are_numbers, return_key, year_in
from poet.activity_rules import LONG, ROW_COLUMNS, WIDE, YEARS
from poet.errors import PoetError
from poet.reading import shown
from poet.responses import evened_out
from poet.responses.named_columns import COLUMN_TWICE, Columns, NamedColumns, named_columns
from poet.responses.personal import is_personal
from poet.responses.problem_table import Place, Trouble, whole_column
from poet.responses.understood import Understood

if TYPE_CHECKING:
    from poet.definition_keys import Table
    from poet.reading import TextTable

WHERE = "where "
MEANING = {
    WIDE: "A file of returns has the columns authority and year, and a column for each return",
    LONG: 'With shape = "long" a file of returns has the columns authority, year, return and value',
    YEARS: 'With shape = "years" a file of returns has the columns authority and return, and a '
    "column for each year",
}
NOTHING_TO_READ = {
    WIDE: "there is no column of numbers beside authority and year",
    YEARS: "there is no column with a year as its heading",
}


@dataclass(frozen=True)
class Layout:
    """The columns of a file of returns.

    `row_columns` are those that say what a row holds, `amounts` gives the name and the heading of
    those that hold numbers. `not_named` are headings of numbers that study.toml does not name,
    `not_numbers` those of other columns, `twice` positions and headings of columns that are there
    already.
    """

    shape: str
    row_columns: Mapping[str, str]
    amounts: Mapping[str, str]
    not_named: tuple[str, ...] = ()
    not_numbers: tuple[str, ...] = ()
    twice: tuple[tuple[int, str], ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)

    def read(self, file: str, table: TextTable, *, several: bool) -> NamedColumns:
        """The texts of these columns. Raises PoetError where a column is missing."""
        sheet = named_columns(file, table, self._columns(several=several))
        told = {one.place.column for one in sheet.problems}
        for position, heading in (one for one in self.twice if one[0] not in told):
            sentence = (
                "A column before this one is of the same return or year, so this one is not used."
            )
            place = Place(sheet.source, position, heading)
            sheet.problems.append(whole_column(place, Trouble(heading, COLUMN_TWICE, sentence)))
        return sheet

    def _columns(self, *, several: bool) -> Columns:
        """A file of one council need not name it in every row."""
        headings = {**self.row_columns, **self.amounts}
        headings |= {WHERE + heading: heading for heading in self.where}
        optional = []
        if not several and headings["authority"] == "authority":
            optional.append(headings.pop("authority"))
        return Columns(tuple(headings), tuple(optional), MEANING[self.shape], headings)

    def asked_for(self, sheet: NamedColumns) -> NamedColumns:
        """The rows that `where` asks for. Raises PoetError where there are none."""
        kept = sheet.texts
        for heading, text in self.where.items():
            kept = kept[kept[WHERE + heading].map(evened_out).eq(evened_out(text))]
        if kept.empty:
            asked_for = " and ".join(f'{k} = "{shown(v)}"' for k, v in self.where.items())
            raise PoetError(
                sheet.source.file,
                f"no row has {asked_for}",
                cure="Write in where what stands in the cells of the column",
            )
        return replace(sheet, texts=kept)


def layout_of(file: str, table: TextTable, entry: Table) -> Layout:
    """How the file is laid out, as study.toml and its headings say.

    Raises PoetError where no column can hold a number.
    """
    shape = entry.get("shape", WIDE)
    given = dict(entry.get("columns", {}))
    row_columns = {name: given.pop(name, name) for name in ROW_COLUMNS[shape]}
    where = dict(entry.get("where", {}))
    if shape == LONG:
        amounts = {"value": row_columns.pop("value")}
        return Layout(shape, row_columns, amounts, where=where)
    others = list(_other_headings(table, [*row_columns.values(), *where]))
    found = _wide(table, given, others) if shape == WIDE else _years(others)
    if not found.amounts:
        raise PoetError(
            file, NOTHING_TO_READ[shape], expected=MEANING[shape], cure="Add the columns"
        )
    return replace(found, row_columns=row_columns, where=where)


def _other_headings(table: TextTable, taken: Sequence[str]) -> Iterator[tuple[int, str]]:
    known = {evened_out(heading) for heading in taken}
    for position, heading in enumerate(table.headings):
        if heading.strip() and evened_out(heading) not in known:
            yield position, heading


def _wide(table: TextTable, named: Mapping[str, str], others: Sequence[tuple[int, str]]) -> Layout:
    """A column a return: those that study.toml names and those poet knows, or all of numbers."""
    amounts = {return_key(name): heading for name, heading in named.items()}
    taken = {evened_out(heading) for heading in amounts.values()}
    not_named, not_numbers, twice = [], [], []
    for position, heading in others:
        key = return_key(heading)
        is_number = key in KNOWN_RETURNS or are_numbers(table.columns[position].texts().tolist())
        if evened_out(heading) in taken:
            taken.discard(evened_out(heading))
        elif key in ("", *ROW_COLUMNS[WIDE]) or not is_number or is_personal(heading):
            not_numbers.append(heading)
        elif key in amounts:
            twice.append((position, heading))
        elif named and key not in KNOWN_RETURNS:
            not_named.append(heading)
        else:
            amounts[key] = heading
    return Layout(WIDE, {}, amounts, tuple(not_named), tuple(not_numbers), tuple(twice))


def _years(others: Sequence[tuple[int, str]]) -> Layout:
    """A column a year."""
    amounts: dict[str, str] = {}
    not_numbers, twice = [], []
    years = set()
    for position, heading in others:
        year = year_in(heading)
        if year is None:
            not_numbers.append(heading)
        elif year in years:
            twice.append((position, heading))
        else:
            years.add(year)
            amounts[heading] = heading
    return Layout(YEARS, {}, amounts, (), tuple(not_numbers), tuple(twice))


@dataclass(frozen=True)
class ReturnsOfRows:
    """Which return a row of a long file is of; `named` gives the text of each, as study.toml says.

    Where study.toml names some, all others are left out.
    """

    named: Mapping[str, str]

    def understand(self, text: str) -> Understood:
        """The name of the return, "" for one that is left out."""
        if not text:
            sentence = "The return is missing in this row."
            return Understood(trouble=Trouble("", NO_RETURN, sentence))
        if not self.named:
            return Understood(return_key(text))
        by_text = {evened_out(words): return_key(name) for name, words in self.named.items()}
        return Understood(by_text.get(evened_out(text), ""))
