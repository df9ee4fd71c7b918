"""Problems and the account as lines of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from poet.reading import shown
from poet.reading.opening import PARQUET, SPSS, STATA
from poet.responses.problem_table import NO_COLUMN, NO_QUESTION

if TYPE_CHECKING:
    from poet.reading import Source
    from poet.responses.types import Account

SAME = ["file", "sheet", "column", "question", "rule", "found"]
ROWS_NAMED = 10
# More questions than this without a column are told in one line.
MOST_ABSENT = 3
MOST_LETTERS = 40
LONGEST_HEADING = 60
# No program shows letters above the columns of these files, and the first case is number 1.
FILES_OF_CASES = (*SPSS.endings, *STATA.endings, *PARQUET.endings)
GROUPED_COLUMNS = (
    "file",
    "sheet",
    "column",
    "heading",
    "question",
    "rule",
    "found",
    "cells",
    "first_row",
    "rows",
    "sentence",
    "nearest",
)


class Counted(Protocol):
    """A file that was read: where it came from, and what became of its rows."""

    @property
    def source(self) -> Source:
        """The file, and how it was read."""

    @property
    def account(self) -> Account:
        """Rows read, used and set aside."""


def grouped(problems: pd.DataFrame) -> pd.DataFrame:
    """One row per file, sheet, column, question, rule and text found: problems that are alike.

    `cells` counts them (cells, rows or columns), `first_row` is the first row of the spreadsheet
    and `rows` names the first ten, both empty for a whole column. Most cells first.
    """
    ordered = problems.sort_values("row", kind="stable", na_position="first")
    groups = ordered.groupby(SAME, sort=False)
    table = groups.agg(
        heading=("heading", "first"),
        cells=("rule", "size"),
        first_row=("row", "min"),
        sentence=("sentence", "first"),
        nearest=("nearest", "first"),
    ).reset_index()
    table["rows"] = pd.Series(_first_rows(groups.ngroup(), ordered["row"], len(table)), dtype="str")
    table["of_rows"] = table["first_row"].notna()
    table["fewer"] = -table["cells"]
    table = table.sort_values(["of_rows", "fewer", "first_row"], kind="stable")
    return table[list(GROUPED_COLUMNS)].reset_index(drop=True)


def _first_rows(group: pd.Series, row: pd.Series, groups: int) -> list[str]:
    """For each group the first rows in it, as text; "" for a group of whole columns."""
    named: list[list[str]] = [[] for _ in range(groups)]
    has_row = row.notna()
    for number, line in zip(group[has_row], row[has_row], strict=True):
        if len(named[number]) < ROWS_NAMED:
            named[number].append(str(line))
    return [", ".join(lines) for lines in named]


def account_lines(read: Counted) -> list[str]:
    """What became of the rows of a file: a line for the sum, then one for each reason."""
    account = read.account
    rows = "1 row" if account.rows_read == 1 else f"{account.rows_read:,} rows"
    aside = f"{account.rows_set_aside:,} set aside"
    first = f"{read.source.where}: {rows} read = {account.rows_used:,} used + {aside}"
    width = max((len(f"{number:,}") for number in account.set_aside.values()), default=0)
    lines = [first, *(f"  {n:>{width},} {reason}" for reason, n in account.set_aside.items())]
    if account.of_those_used:
        states = account.of_those_used.items()
        told = ", ".join(f"{rows:,} {_as_said_of_rows(state)}" for state, rows in states)
        lines.append(f"  of those used: {told}")
    return lines


def _as_said_of_rows(state: str) -> str:
    return f"with the {state}" if state.startswith("same ") else state


def problem_lines(problems: pd.DataFrame, cap: int = 50) -> list[str]:
    """A sentence for each kind of problem, from `grouped`; the last one counts those beyond `cap`.

    responses.xlsx, sheet "Sheet1", row 435, column H "How easy was it?": "Vry easy" is not one of
    the answers. Nearest: "Very easy" (500 cells alike).
    """
    together, others = _told_together(problems)
    problems = problems[others]
    lines = [*together, *(_line(problem) for problem in problems.head(cap).itertuples())]
    more = problems.iloc[cap:]
    if len(more):
        kinds = "kind" if len(more) == 1 else "kinds"
        places = int(more["cells"].sum())
        lines.append(f"and {len(more):,} more {kinds} of problem, in {places:,} places.")
    return lines


def _told_together(problems: pd.DataFrame) -> tuple[list[str], pd.Series]:
    """Lines for the many questions without a column and columns that are no question of a file.

    Forty lines that differ in one heading each would hide what else is wrong. Besides, which rows
    are others.
    """
    lines, others = [], pd.Series(True, index=problems.index)
    for rule, tell in ((NO_COLUMN, _absent_questions), (NO_QUESTION, _foreign_columns)):
        for _, of_file in problems[problems["rule"].eq(rule)].groupby(SAME[:2], sort=False):
            if len(of_file) > MOST_ABSENT:
                others[of_file.index] = False
                place = ", ".join(_place_of_file(of_file.iloc[0]))
                lines.append(f"{place}: {tell(of_file)}")
    return lines, others


def _absent_questions(of_file: pd.DataFrame) -> str:
    keys = ", ".join(of_file["question"])
    return (
        f"{len(of_file)} questions have no column: {keys}. "
        "If they were not put, name them in not_asked."
    )


def _foreign_columns(of_file: pd.DataFrame) -> str:
    named = ", ".join(of_file["column"].head(MOST_LETTERS))
    more = len(of_file) - MOST_LETTERS
    beyond = f" and {more:,} more" if more > 0 else ""
    return (
        f"{len(of_file):,} headings are no question of the questionnaire, so these columns are not "
        f"used: {named}{beyond}. To say which questions they are: poet map STUDY."
    )


def _place_of_file(problem: Any) -> list[str]:  # noqa: ANN401 - a row of a frame has no type of its own
    return [problem.file, *([f'sheet "{shown(problem.sheet)}"'] if problem.sheet else [])]


def _line(problem: Any) -> str:  # noqa: ANN401 - as above
    parts = _place_of_file(problem)
    if not pd.isna(problem.first_row):
        parts.append(f"{_row_word(problem)} {problem.first_row:,}")
    if problem.column:
        parts.append(_column(problem))
    return f"{', '.join(parts)}: {_told(problem)}"


def _row_word(problem: Any) -> str:  # noqa: ANN401 - as above
    return "case" if problem.file.lower().endswith(FILES_OF_CASES) else "row"


def _column(problem: Any) -> str:  # noqa: ANN401 - as above
    heading = f'"{_shortened(problem.heading)}"' if problem.heading else ""
    by_heading = heading and _row_word(problem) == "case"
    return heading if by_heading else f"column {problem.column} {heading}".rstrip()


def _shortened(text: str) -> str:
    """The beginning and the end: questions often begin alike."""
    if len(text) <= LONGEST_HEADING:
        return text
    half = LONGEST_HEADING // 2 - 2
    start, end = text[:half], text[-half:]
    return f"{start.rpartition(' ')[0] or start} ... {end.partition(' ')[2] or end}"


def _told(problem: Any) -> str:  # noqa: ANN401 - as above
    """The sentence, the nearest answer and how many cells are alike, before the last full stop."""
    sentence = problem.sentence
    if problem.nearest:
        sentence += f' Nearest: "{_shortened(problem.nearest)}".'
    what = "cells" if problem.column else f"{_row_word(problem)}s"
    alike = f" ({problem.cells:,} {what} alike)" if problem.cells > 1 else ""
    return f"{sentence.removesuffix('.')}{alike}."
