"""What a check of a study's files says: the account that adds up, and the problems in groups."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poet.checking_remarks import remarks_on
from poet.checking_sheets import check_sheets
from poet.responses import account_lines, grouped, problem_lines
from poet.responses.problem_table import problem_table
from poet.spreadsheets import xlsx_bytes
from poet.study import Study
from poet.writing import prepare_folder, write_together

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.responses import Account, Responses
    from poet.responses.report import Counted

SCHEMA = 4
SCHEMA_NAME = "poet-check-4.schema.json"
FILES = ("problems.xlsx", "problems.json")


@dataclass(frozen=True)
class Check:
    """The outcome of a check.

    `problems` has one row per unusable cell, row or column; `by_kind` one row per kind of problem
    in a column, with how many cells are alike.
    """

    study: Study
    problems: DataFrame
    by_kind: DataFrame

    @property
    def clean(self) -> bool:
        """Whether every cell of every file could be used."""
        return self.problems.empty

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences on the study as a whole: what is odd about it, and stops nothing."""
        return (*self.study.remarks, *remarks_on(self.study))

    def lines(self) -> Iterator[str]:
        """The account of each file, then the problems, as sentences."""
        for read in (*self.study.responses, *self.study.counted_beside.values()):
            yield from account_lines(read)
        yield from self.study.remarks
        yield ""
        if self.clean:
            yield "No problems found."
        else:
            yield from problem_lines(self.by_kind)

    def as_json(self) -> dict[str, Any]:
        """The same for a machine, as `docs/check.schema.json` describes it.

        The schema number changes when the shape does.
        """
        return {
            "$schema": SCHEMA_NAME,
            "schema": SCHEMA,
            "study": self.study.title,
            "clean": self.clean,
            "files": [_file(responses) for responses in self.study.responses],
            "beside": [_beside(*named) for named in self.study.counted_beside.items()],
            "remarks": list(self.remarks),
            "problems": json.loads(self.by_kind.to_json(orient="records")),
        }


def check_study(study: Study) -> Check:
    """Everything in the study's files that could not be used. Nothing is left out."""
    import pandas as pd

    problems = pd.concat([problem_table([]), *study.problem_tables], ignore_index=True)
    return Check(study, problems, grouped(problems))


def write_check(check: Check, folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """The problems as a workbook and as JSON. Raises PoetError when they cannot be written."""
    prepare_folder(folder, FILES, force=force)
    sheets = check_sheets(check.study, check.by_kind, check.problems)
    as_json = json.dumps(check.as_json(), indent=2, ensure_ascii=False)
    content = (xlsx_bytes(sheets), f"{as_json}\n".encode())
    return write_together(folder, dict(zip(FILES, content, strict=True)), force=force)


def _beside(name: str, read: Counted) -> dict[str, Any]:
    return {"table": name, **asdict(read.source), **_rows(read.account)}


def _rows(account: Account) -> dict[str, Any]:
    return {
        "rows_read": account.rows_read,
        "rows_used": account.rows_used,
        "rows_set_aside": dict(account.set_aside),
    }


def _file(responses: Responses) -> dict[str, Any]:
    return {
        **asdict(responses.source),
        "questionnaire": responses.questionnaire.id,
        "wave": responses.wave,
        **_rows(responses.account),
        "rows_used_and_noted": dict(responses.account.of_those_used),
        "notes": list(responses.notes),
    }
