"""The councils nearest to each by features such as density or income: a file of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from poet.definition_keys import Table
from poet.errors import PoetError
from poet.peers import NEAREST, CouncilsOfStudy, PeerGroup, Peers, some_of
from poet.reading import TextTable, is_blank, shown
from poet.reading.table_beside import read_table_beside, rows_left_out
from poet.responses.numbers import likely_number

COUNT = 5


@dataclass(frozen=True, eq=False)
class _Features:
    """One row per council of the study in the file, one column per feature; NaN for no number."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    numbers: np.ndarray


def nearest_peers(folder: Path, entry: Table, councils: CouncilsOfStudy) -> Peers:
    """The nearest few councils of each council of the study: `nearest` of [peers_by].

    The first column of the file says which council a row is about; every other column that holds a
    number is a feature. Features are put on one scale (mean 0, standard deviation 1 among the
    councils of the study that the file has), and the nearest are those at the least Euclidean
    distance. What cannot be used is told in the remarks. Raises PoetError when the file cannot be
    read or no column holds numbers.
    """
    path = folder / entry["file"]
    table = read_table_beside(path)
    rows, told = _rows(path.name, table, councils)
    features = _features(path.name, table, rows)
    told += [f"{path.name}: {sentence}" for sentence in rows_left_out(table)]
    told += _remarks(path.name, features, councils, rows)
    usable = features.numbers[:, np.nanstd(features.numbers, axis=0) > 0]
    complete = np.isfinite(usable).all(axis=1)
    codes = [code for code, there in zip(features.codes, complete, strict=True) if there]
    groups = _groups(codes, usable[complete], int(entry.get("count", COUNT)))
    return Peers(tuple(groups), tuple(told))


def _rows(
    file: str, table: TextTable, councils: CouncilsOfStudy
) -> tuple[dict[str, int], list[str]]:
    """The record of each council of the study, by its code; and sentences on the other records."""
    rows: dict[str, int] = {}
    others, twice = [], []
    for record, text in enumerate(table.columns[0].texts()):
        code = councils.code(text)
        if code and rows.setdefault(code, record) != record:
            twice.append(councils.name(code))
        elif not code and not is_blank(text):
            others.append(f'"{shown(text)}"')
    told = [f"{file}: {councils_are(len(others))} not in this study: {some_of(others)}."]
    again = [f"{file}: {name} has more than one row, and the first is used." for name in twice]
    return rows, [*(told if others else ()), *dict.fromkeys(again)]


def councils_are(many: int) -> str:
    """How many rows, with the verb that agrees: "1 row is", "12 rows are"."""
    return "1 row is" if many == 1 else f"{many:,} rows are"


def _features(file: str, table: TextTable, rows: dict[str, int]) -> _Features:
    texts = [[str(text) for text in column.texts()] for column in table.columns[1:]]
    columns = {
        heading: [_number(column[record]) for record in rows.values()]
        for heading, column in zip(table.headings[1:], texts, strict=True)
    }
    known = {name: numbers for name, numbers in columns.items() if np.isfinite(numbers).any()}
    if not known:
        raise PoetError(
            file,
            "no column holds numbers of councils of this study",
            expected="The first column has their codes or names, each of the others a number",
            cure="Correct the file, or take nearest out of [peers_by]",
        )
    return _Features(tuple(rows), tuple(known), np.array(list(known.values())).T)


def _number(text: str) -> float:
    return float(likely_number(text) or "nan")


def _remarks(
    file: str, features: _Features, councils: CouncilsOfStudy, rows: dict[str, int]
) -> Iterator[str]:
    alike = np.nanstd(features.numbers, axis=0) == 0
    for name, same in zip(features.names, alike, strict=True):
        if same:
            yield f'{file}: "{shown(name)}" is the same for every council, so it tells none apart.'
    lacking = ~np.isfinite(features.numbers[:, ~alike]).all(axis=1)
    incomplete = [c for c, lacks in zip(features.codes, lacking, strict=True) if lacks]
    absent = [one.code for one in councils.authorities if one.code not in rows]
    for codes, why in ((incomplete, "a number is missing for"), (absent, "there is no row for")):
        if codes:
            which = some_of([councils.name(code) for code in codes])
            yield f"{file}: {why} {which}, so nothing is near."


def _groups(codes: Sequence[str], numbers: np.ndarray, count: int) -> Iterator[PeerGroup]:
    if len(codes) < 2 or not numbers.shape[1]:
        return
    spread = numbers.std(axis=0)
    scaled = (numbers - numbers.mean(axis=0)) / np.where(spread > 0, spread, 1)
    for own, code in enumerate(codes):
        distance = np.sqrt(((scaled - scaled[own]) ** 2).sum(axis=1))
        distance[own] = np.inf
        near = np.argsort(distance, kind="stable")[: min(count, len(codes) - 1)]
        yield PeerGroup(code, NEAREST, tuple(codes[place] for place in near))
