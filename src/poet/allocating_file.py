"""A file of needs and budgets, cell by cell, and what cannot be used of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.allocating import FEWEST_CASES, Cases
from poet.allocating_cells import number_of_points
from poet.allocating_needs import enough_for, questions_of, require_few_answers
from poet.budgets_cells import WEEKS, amount_in_pounds, date_meant, period_meant
from poet.budgets_file import SENTENCES, TOTAL, TOTALS
from poet.budgets_remarks import groups_told
from poet.budgets_same_case import same_case
from poet.errors import PoetError
from poet.reading.table_beside import FILL_IT, read_table_beside, rows_left_out
from poet.responses import evened_out
from poet.responses.named_columns import Columns, NamedColumns, named_columns
from poet.responses.problem_table import Trouble
from poet.responses.understood import Understood

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.reading import TextTable

POINTS = "points"
OPTIONAL = ("indicative", "group", "case", "period", "date")
NAMES = ("points", "final", *OPTIONAL)
MEANING = (
    "A file for poet ras has the column final, and points or columns with answers; it may have "
    "indicative, group, case, period and date"
)

NO_POINTS, NO_ANSWER = "no points that can be used", "an answer that is missing"
NO_CASE = "totals and no case"
NO_FINAL, NO_PERIOD = "no final budget that can be used", "a period that cannot be used"
EARLIER, SAME_CASE = "an earlier row of the same case", "the same case twice"
NONE = "nothing in the cell"
Understand = Callable[[str], Understood]
# Those of one fold are left out at a time: some must be left.
FEWEST_WITH_POINTS = 10
LEAST_BUDGET = 1
NO_POINTS_INSTEAD = (
    "Name the columns with answers instead, with --needs, and leave points out of the file"
)


@dataclass(frozen=True)
class Asked:
    """What is asked of a file: the columns with answers (`needs`), the headings of columns that are
    not called by their names, the period of its amounts, and the sheet.
    """

    needs: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    period: str = "week"
    sheet: str = ""


def read_cases(path: Path, asked: Asked) -> Cases:
    """The cases of a file that can be used. What cannot is in its `problems`.

    Raises PoetError when the file cannot be read, lacks a column or has too few cases, when points
    do not tell people apart, and when answers are too many for a table.
    """
    _require_known(asked)
    table = _table(path, asked.sheet)
    sheet = named_columns(path.name, table, _columns(path.name, table, asked))
    require_few_answers(path.name, {name: sheet.texts[name] for name in asked.needs})
    rows = _understood(sheet, asked)
    reason = _reasons(sheet, rows, asked.needs)
    used = rows[reason.eq("")]
    set_aside = {str(name): int(n) for name, n in reason[reason.ne("")].value_counts().items()}
    _require_enough(path.name, used, set_aside, sheet.problem_table())
    group, told = groups_told(used["group"])
    texts = {name: sheet.texts.loc[used.index, name] for name in asked.needs}
    every, left_out = questions_of(path.name, texts)
    instead = POINTS in sheet.found
    questions, too_few = enough_for(path.name, every, len(used), instead=instead)
    return Cases(
        path.name,
        used.assign(group=group)[["points", "final", "indicative", "group"]],
        tuple(questions),
        asked.period,
        set_aside,
        sheet.problem_table(),
        (*rows_left_out(table), *told, *left_out, *too_few),
    )


def _table(path: Path, sheet: str) -> TextTable:
    try:
        return read_table_beside(path, sheet)
    except PoetError as problem:
        # No study names the file, or its sheet.
        cure = "Put the table into it" if problem.cure == FILL_IT else problem.cure
        cure = cure.replace("sheet = ", "--sheet ")
        told = {"expected": problem.expected, "cure": cure, "exit_code": problem.exit_code}
        raise PoetError(problem.where, problem.found, **told) from None


def _require_known(asked: Asked) -> None:
    unknown = [name for name in asked.headings if name not in NAMES]
    if unknown:
        raise PoetError(
            f'column "{unknown[0]}"',
            "poet ras knows no column of this name",
            expected="Known are: " + ", ".join(NAMES),
            cure='Give a name and a heading, such as --column final="Agreed budget"',
        )
    if asked.period not in WEEKS:
        raise PoetError(
            f'period "{asked.period}"',
            "there is no such period",
            expected="There are: " + ", ".join(WEEKS),
        )


def _columns(file: str, table: TextTable, asked: Asked) -> Columns:
    """The columns that are needed: points only where the file has them, or where nothing else is
    named.
    """
    headings = {evened_out(heading) for heading in table.headings}
    has_points = evened_out(asked.headings.get(POINTS, POINTS)) in headings
    if not has_points and not asked.needs:
        raise PoetError(
            file,
            "there is no column points, and no columns with answers are named",
            expected=MEANING,
            cure='Name the columns with answers, such as --needs "Washing and dressing", or the '
            'column with points, such as --column points="Total score"',
        )
    _require_own_columns(asked)
    needed = ("final", *((POINTS,) if has_points else ()), *asked.needs)
    optional = tuple(name for name in (*OPTIONAL, POINTS) if name not in needed)
    return Columns(needed, optional, MEANING, asked.headings)


def _require_own_columns(asked: Asked) -> None:
    """Each column of the file has one meaning."""
    meant = {name: asked.headings.get(name, name) for name in NAMES}
    counted = Counter(map(evened_out, meant.values()))
    twice = [meant[name] for name in asked.headings if counted[evened_out(meant[name])] > 1]
    if twice:
        raise PoetError(
            f'column "{twice[0]}"',
            "two names are given to this one column",
            cure="Give each name, with --column, the heading of a column of its own",
        )
    answers = [name for name in asked.needs if evened_out(name) in counted]
    if answers:
        raise PoetError(
            f'column "{answers[0]}"',
            "it is named as a column of answers, and has a meaning of its own",
            cure="Leave it out of --needs, or give the column another heading",
        )


def _understood(sheet: NamedColumns, asked: Asked) -> DataFrame:
    """One row per record: what each column says, amounts in pounds for the period asked."""
    texts = sheet.texts
    weeks = sheet.understood(texts["period"], lambda text: period_meant(text, asked.period))
    for_period = WEEKS[asked.period] / weeks.astype(float)
    lines = pd.Series(texts.index.map("row {}".format), index=texts.index)
    return pd.DataFrame(
        {
            "points": _points(sheet, texts["points"]),
            "final": _pounds(sheet, "final") * for_period,
            "indicative": _pounds(sheet, "indicative") * for_period,
            "no_period": weeks.isna(),
            "group": texts["group"],
            "authority": "",
            # A row without a number is a case of its own.
            "case": texts["case"].where(texts["case"].ne(""), lines),
            "date": sheet.understood(texts["date"], date_meant).astype("datetime64[s]"),
        },
        index=texts.index,
    )


def _points(sheet: NamedColumns, texts: Series) -> Series:
    return sheet.understood(texts, _needed(number_of_points, POINTS in sheet.found)).astype(float)


def _pounds(sheet: NamedColumns, name: str) -> Series:
    understand = _needed(amount_in_pounds, name == "final")
    return sheet.understood(sheet.texts[name], understand).astype(float)


def _needed(understand: Understand, needed: bool) -> Understand:
    """The same, but a blank cell is told where the column is needed."""
    missing = Understood(trouble=Trouble("", NONE, "There is nothing in this cell."))
    return lambda text: missing if needed and not text.strip() else understand(text)


def _reasons(sheet: NamedColumns, rows: DataFrame, needs: Sequence[str]) -> Series:
    """Why each row is not used, "" where it is."""
    totals = rows["case"].str.casefold().str.rstrip(": ").isin(TOTALS)
    if totals.any():
        sheet.tell("case", Trouble("", TOTAL, SENTENCES[TOTAL]), rows.index[totals].tolist())
    earlier, twice, told = same_case(rows[~totals])
    for trouble, lines in told:
        sheet.tell("case", trouble, lines)
    no_answer = pd.Series(False, index=rows.index)
    for name in needs:
        blank = sheet.texts[name].eq("")
        no_answer |= blank
        if blank.any():
            sheet.tell(
                name,
                Trouble("", NONE, "There is nothing in this cell."),
                rows.index[blank].tolist(),
            )
    reasons = {
        NO_CASE: totals,
        EARLIER: rows.index.isin(earlier),
        SAME_CASE: rows.index.isin(twice),
        NO_PERIOD: rows["no_period"],
        NO_FINAL: rows["final"].isna(),
        NO_POINTS: rows["points"].isna() & (POINTS in sheet.found),
        NO_ANSWER: no_answer,
    }
    chosen = np.select(list(reasons.values()), list(reasons), "")
    return pd.Series(chosen, index=rows.index, dtype=object)


def _require_enough(
    file: str, used: DataFrame, set_aside: Mapping[str, int], problems: DataFrame
) -> None:
    if len(used) < FEWEST_CASES:
        parts = ", ".join(f"{n:,} with {reason}" for reason, n in set_aside.items())
        aside = f"; {sum(set_aside.values()):,} rows were set aside: {parts}" if parts else ""
        many = f"{len(used)} {'case' if len(used) == 1 else 'cases'} can be used{aside}"
        raise PoetError(
            file,
            many,
            expected=f"A table is fitted to at least {FEWEST_CASES} cases",
            cure=f"Add cases, or correct those set aside{_first_told(problems)}",
        )
    if used["final"].nunique() == 1:
        raise PoetError(
            file,
            "all cases have the same final budget, so no table can tell one from another",
            cure="Add cases with other budgets",
        )
    if used["final"].median() < LEAST_BUDGET:
        raise PoetError(
            file,
            f"half of the final budgets are below {LEAST_BUDGET} pound",
            expected="A table has whole pence, and amounts are in pounds",
            cure="Write the amounts in pounds, or give the longer period that they are for",
        )
    points = used["points"].dropna()
    if points.nunique() == 1:
        raise PoetError(
            file,
            "all cases have the same points, so points cannot tell one budget from another",
            cure=NO_POINTS_INSTEAD,
        )
    some = int(points.gt(0).sum())
    if len(points) and some < FEWEST_WITH_POINTS:
        raise PoetError(
            file,
            f"{some} of {len(points):,} cases have points above 0",
            expected=f"A rate for every point takes at least {FEWEST_WITH_POINTS} of them",
            cure=NO_POINTS_INSTEAD,
        )


def _first_told(problems: DataFrame) -> str:
    """The first problem of a cell, as an end of a sentence."""
    for one in problems[problems["column"].ne("") & problems["row"].notna()].head(1).itertuples():
        return f", the first in row {one.row:,}, column {one.column}: {one.sentence}"
    return ""
