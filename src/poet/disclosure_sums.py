"""Which counts of a frame add up to others: what a reader may subtract from what.

Answers add up to all who gave one that counts; sides to the same; the answers of a side to the
side; those who gave one that counts and those who did not to all who were asked; and councils to
all councils together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pandas import DataFrame

# The columns that tell one table of a question from others, as far as a frame has them.
TABLE = ("authority", "audience", "wave", "question", "group_question", "group")
NEEDED = {"question", "level", "people", "base"}
OUTSIDE, SIDE, EVERYONE = "outside", "side", "all"


@dataclass(frozen=True, eq=False)
class Sums:
    """Counts and which of them add up to which.

    The first counts are those of the rows, the others the bases; `base_of` has the place of each
    row's base among the counts, `table` the number of its table and `outside` whether it counts
    those who gave no answer that counts. `exact` is what the counts are. Each entry says that a
    count is in a sum: `count`, `sum_of` (a number per sum) and `sign` (1: the whole, -1: a part).
    """

    exact: np.ndarray
    table: np.ndarray
    outside: np.ndarray
    base_of: np.ndarray
    count: np.ndarray
    sum_of: np.ndarray
    sign: np.ndarray


Entries = tuple[np.ndarray, np.ndarray, np.ndarray]


def sums_of(findings: DataFrame) -> Sums:
    """All sums of a frame that has the columns of NEEDED. Sums that do not add up are left out, as
    where several answers may be ticked."""
    people, base = (findings[name].to_numpy(float, na_value=np.nan) for name in ("people", "base"))
    frame = _Frame.of(findings)
    base_of, bases = _bases(frame, base)
    exact = np.concatenate([people, _first(base, base_of, len(bases))])
    base_of = base_of + len(people)
    entries = [_of_tables(frame, base_of), *_of_sides(frame), *_of_councils(frame, base_of, bases)]
    return Sums(exact, frame.table, _is(frame, OUTSIDE), base_of, *_that_add_up(exact, entries))


@dataclass(frozen=True, eq=False)
class _Frame:
    """One number per row: its table (of one level or of all), the same without the authority, and
    the answer; and the words `level`, `authority`, `answer` and `part_of`."""

    table: np.ndarray
    people_of: np.ndarray
    elsewhere: np.ndarray
    words: dict[str, np.ndarray]

    @classmethod
    def of(cls, findings: DataFrame) -> _Frame:
        keys = [name for name in TABLE if name in findings]
        others = [name for name in keys if name != "authority"]
        answer = [name for name in ("level", "answer") if name in findings]
        names = ("level", "authority", "answer", "part_of")
        return cls(
            table=_numbered(findings, keys),
            people_of=_numbered(findings, [name for name in keys if name != "question"]),
            elsewhere=_numbered(findings, [*others, *answer]),
            words={
                name: findings[name].to_numpy(object) if name in findings else _nothing(findings)
                for name in names
            },
        )


def _nothing(findings: DataFrame) -> np.ndarray:
    return np.full(len(findings), "", dtype=object)


def _numbered(findings: DataFrame, keys: Sequence[str]) -> np.ndarray:
    """The number of each row's combination of these columns."""
    import pandas as pd

    number = np.zeros(len(findings), dtype=np.int64)
    for key in keys:
        own, values = pd.factorize(findings[key], use_na_sentinel=False)
        number = pd.factorize(number * max(len(values), 1) + own)[0]
    return number


def _bases(frame: _Frame, base: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of each row's base, and the first row that has each base.

    Answers and sides of a table have one base; what lies outside all questions' scales another, and
    so has what counts some of the people only.
    """
    import pandas as pd

    outside = frame.words["level"] == OUTSIDE
    key = np.where(outside, -1 - frame.people_of, frame.table)
    code, bases = pd.factorize(base, use_na_sentinel=False)
    _, first, number = np.unique(
        key * max(len(bases), 1) + code, return_index=True, return_inverse=True
    )
    return number, first


def _first(values: np.ndarray, number: np.ndarray, many: int) -> np.ndarray:
    found = np.full(many, np.nan)
    found[number[::-1]] = values[::-1]
    return found


def _of_tables(frame: _Frame, base_of: np.ndarray) -> Entries:
    """Of each table and level: the base, and all rows; outside the scale also those on it."""
    import pandas as pd

    levels = pd.factorize(frame.words["level"])[0]
    number = pd.factorize(frame.table * (levels.max(initial=0) + 1) + levels)[0]
    rows = np.arange(len(number))
    first = np.unique(number, return_index=True)[1]
    outside = frame.words["level"][first] == OUTSIDE
    of_table = pd.Series(base_of[~_is(frame, OUTSIDE)], frame.table[~_is(frame, OUTSIDE)])
    of_table = of_table[~of_table.index.duplicated()]
    on_scale = of_table.reindex(frame.table[first[outside]]).to_numpy(float)
    asked = np.isfinite(on_scale)
    counts = [base_of[first], rows, on_scale[asked].astype(int)]
    sums = [number[first], number, number[first[outside][asked]]]
    return _entries(counts, sums, [1, -1, -1])


def _of_sides(frame: _Frame) -> Iterator[Entries]:
    """Of each side: its count, and the answers that are part of it."""
    import pandas as pd

    parts = np.flatnonzero(frame.words["part_of"] != "")
    sides = np.flatnonzero(_is(frame, SIDE))
    if len(parts) and len(sides):
        of_side = frame.words["answer"][sides]
        whole = pd.MultiIndex.from_arrays([frame.table[sides], of_side])
        of_part = frame.words["part_of"][parts]
        place = whole.get_indexer(pd.MultiIndex.from_arrays([frame.table[parts], of_part]))
        known = place >= 0
        yield _entries([sides, parts[known]], [np.arange(len(sides)), place[known]], [1, -1])


def _of_councils(frame: _Frame, base_of: np.ndarray, bases: np.ndarray) -> Iterator[Entries]:
    """Of each count and base of all councils: that, and those of each council."""
    together = frame.words["authority"] == EVERYONE
    if not together.any():
        return
    rows = np.arange(len(together))
    yield _entries(
        [rows[together], rows[~together]],
        [frame.elsewhere[together], frame.elsewhere[~together]],
        [1, -1],
    )
    # A base stands in many rows: once is enough.
    of_all, of_one = bases[together[bases]], bases[~together[bases]]
    yield _entries(
        [base_of[of_all], base_of[of_one]],
        [frame.elsewhere[of_all], frame.elsewhere[of_one]],
        [1, -1],
    )


def _is(frame: _Frame, level: str) -> np.ndarray:
    return frame.words["level"] == level


def _entries(
    counts: Sequence[np.ndarray], sums: Sequence[np.ndarray], signs: Sequence[int]
) -> Entries:
    sign = np.repeat(signs, [len(one) for one in counts])
    return np.concatenate(counts), np.concatenate(sums), sign


def _that_add_up(exact: np.ndarray, entries: Sequence[Entries]) -> Entries:
    """All entries of sums that have a whole and a part and add up, numbered anew."""
    offsets = np.cumsum([0, *(one[1].max(initial=-1) + 1 for one in entries)])
    count, sign = (np.concatenate([one[part] for one in entries]) for part in (0, 2))
    number = np.concatenate([one[1] + start for one, start in zip(entries, offsets, strict=False)])
    there = np.isfinite(exact[count])  # an answer that a council did not offer is in no sum
    count, sign, number = count[there], sign[there], number[there]
    many = int(offsets[-1])
    left = np.bincount(number, exact[count] * sign, many)
    wholes, parts = (np.bincount(number[sign == one], minlength=many) for one in (1, -1))
    kept = ((left == 0) & (wholes == 1) & (parts > 0))[number]
    return count[kept], number[kept], sign[kept]
