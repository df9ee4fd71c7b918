"""Two coders' workbooks put together: what both said of each comment, and what counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.errors import PoetError
from poet.reading import Source
from poet.responses.problem_table import Place, Trouble, problem_table, whole_column
from poet.spreadsheets import csv_bytes, xlsx_bytes
from poet.themes_coder import USED, read_coder
from poet.themes_comments import PLACE
from poet.themes_disagreements import KEYS, Settled, disagreements_workbook, read_settled
from poet.themes_key import read_key
from poet.themes_workbook import CODERS
from poet.writing import write_together

if TYPE_CHECKING:
    from poet.study import Study
    from poet.themes import Codeframe

CODES, DISAGREEMENTS, PROBLEMS = "codes.csv", "disagreements.xlsx", "coding_problems.xlsx"
WHOSE = ("comment", "authority", "audience", "wave", *PLACE, "check", "settled_by", "settled_on")
YES, NO, NOT_SETTLED = "yes", "no", ""
CHANGED = "other words by now"
NAMED = 5


@dataclass(frozen=True, eq=False)
class Coding:
    """What two coders said, put together.

    `codes` has one row per comment that both coded: WHOSE, then for each theme first.CODE,
    second.CODE and agreed.CODE, each "yes", "no" or "" (not settled). `disagreements` has one row
    per comment and theme that they see differently. `not_used` has one row per other comment of the
    key, and what became of it with each coder. `problems` has PROBLEM_COLUMNS. `not_listed` is the
    number of disagreements that the settled list does not have.
    """

    codeframe: Codeframe
    codes: pd.DataFrame
    disagreements: pd.DataFrame
    not_used: pd.DataFrame
    problems: pd.DataFrame
    not_listed: int = 0

    @property
    def not_settled(self) -> int:
        """How many disagreements nobody has settled yet."""
        return int(self.disagreements["settled"].eq(NOT_SETTLED).sum())


def import_codes(
    study: Study,
    codeframe: Codeframe,
    workbooks: tuple[Path, Path],
    key: Path,
    settled: Path | None = None,
) -> Coding:
    """Read both coders' workbooks back, with what was settled since; `workbooks` the first's first.

    Raises PoetError when a file cannot be read, is of another export, or both are one and the same.
    """
    first, second = workbooks
    if first.exists() and second.exists() and first.samefile(second):
        raise PoetError(first.name, "both coders have the same file", cure="Give two files")
    whole, there = read_key(key, study.responses)
    words = dict(zip(there["comment"], there["words"], strict=True))
    sheets = [
        read_coder(path, coder, codeframe, whole["comment"].tolist(), words)
        for path, coder in zip(workbooks, CODERS, strict=True)
    ]
    parts = [*sheets[0].problems, *sheets[1].problems]
    parts += _changed(Source(key.name), whole, there)
    made, not_listed = read_settled(settled, codeframe) if settled else None, 0
    codes = _joined(there, *(sheet.codes for sheet in sheets))
    disagreements = _disagreements(codes, codeframe, study)
    if made:
        disagreements = _with_settled(disagreements, made)
        parts += made.problems.problems
        not_listed = int((~_keys(disagreements).isin(made.listed)).sum())
    return Coding(
        codeframe,
        _agreed(codes, disagreements, codeframe),
        disagreements,
        _not_used(whole, codes, [sheet.states for sheet in sheets]),
        problem_table(parts),
        not_listed,
    )


def _changed(source: Source, whole: pd.DataFrame, there: pd.DataFrame) -> list:
    """A problem when other words stand in the places of comments than when they were exported."""
    changed = whole.loc[~whole["comment"].isin(there["comment"]), "comment"].tolist()
    if not changed:
        return []
    more = f" and {len(changed) - NAMED:,} more" if len(changed) > NAMED else ""
    many = "1 comment" if len(changed) == 1 else f"{len(changed):,} comments"
    sentence = (
        f"{many} cannot be found where the key says: the answers have changed since the export, so "
        f"these are not used: {', '.join(changed[:NAMED])}{more}. Put the answers and the key back "
        "as they were."
    )
    return [whole_column(Place(source), Trouble("", CHANGED, sentence))]


def _joined(there: pd.DataFrame, first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """One row per comment that both coded, its number as index."""
    codes = there.set_index("comment")
    both = codes.index.intersection(first.index).intersection(second.index)
    sides = zip(CODERS, (first, second), strict=True)
    parts = [side.loc[both].add_prefix(f"{coder}.").astype(bool) for coder, side in sides]
    return pd.concat([codes.loc[both], *parts], axis="columns")


def _disagreements(codes: pd.DataFrame, codeframe: Codeframe, study: Study) -> pd.DataFrame:
    """One row per comment and theme that the two see differently, comment by comment."""
    asked = {
        (one.questionnaire.id, question.key): question.wording
        for one in study.responses
        for question in one.questionnaire.with_role("comment")
    }
    parts = []
    for order, code in enumerate(codeframe.codes):
        differ = codes[codes[f"first.{code}"].ne(codes[f"second.{code}"])]
        first, second = differ[f"first.{code}"], differ[f"second.{code}"]
        parts.append(differ.assign(theme=code, order=order, first=first, second=second))
    rows = pd.concat(parts).reset_index(names="comment")
    rows["asked"] = [
        asked[pair] for pair in zip(rows["questionnaire"], rows["question"], strict=True)
    ]
    rows = rows.assign(settled=NOT_SETTLED, settled_by="", settled_on="")
    columns = ["comment", "asked", "words", "theme", "first", "second"]
    columns += ["settled", "settled_by", "settled_on"]
    return rows.sort_values(["comment", "order"], ignore_index=True)[columns]


def _with_settled(disagreements: pd.DataFrame, made: Settled) -> pd.DataFrame:
    """The disagreements with what was settled; what is settled without being one is told."""
    known = _keys(disagreements)
    given = made.rows.set_index(list(KEYS))
    strange = made.rows.index[~given.index.isin(known)].tolist()
    if strange:
        sentence = "The two coders agree here, or the comment is not coded by both: not used."
        made.problems.tell("comment", Trouble("", "nothing to settle", sentence), strange)
    given = given.reindex(known)
    is_settled = given["settled"].notna().to_numpy()
    settled = np.where(given["settled"].eq(True), YES, NO)
    return disagreements.assign(
        settled=np.where(is_settled, settled, NOT_SETTLED),
        settled_by=np.where(is_settled, given["settled_by"], ""),
        settled_on=np.where(is_settled, given["settled_on"], ""),
    )


def _keys(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[list(KEYS)])


def _agreed(codes: pd.DataFrame, disagreements: pd.DataFrame, codeframe: Codeframe) -> pd.DataFrame:
    """The rows of codes.csv: what each coder said, and what counts."""
    table = codes.reset_index(names="comment").assign(settled_by="", settled_on="")
    settled = disagreements[disagreements["settled"].ne(NOT_SETTLED)]
    for column in ("settled_by", "settled_on"):
        told = {
            comment: "; ".join(dict.fromkeys(texts))
            for comment, texts in settled.groupby("comment")[column]
        }
        table[column] = [told.get(comment, "") for comment in table["comment"]]
    said = {}
    for code in codeframe.codes:
        first, second = table[f"first.{code}"], table[f"second.{code}"]
        of_theme = settled[settled["theme"].eq(code)]
        decided = dict(zip(of_theme["comment"], of_theme["settled"], strict=True))
        otherwise = [decided.get(comment, NOT_SETTLED) for comment in table["comment"]]
        agreed = np.where(first.eq(second), np.where(first, YES, NO), otherwise)
        said[f"first.{code}"], said[f"second.{code}"] = (
            np.where(side, YES, NO) for side in (first, second)
        )
        said[f"agreed.{code}"] = agreed
    return pd.concat([table[list(WHOSE)], pd.DataFrame(said, index=table.index)], axis="columns")


def _not_used(
    whole: pd.DataFrame, codes: pd.DataFrame, states: Sequence[pd.Series]
) -> pd.DataFrame:
    """One row per comment of the key that is not used, and what became of it with each coder."""
    left = whole.loc[~whole["comment"].isin(codes.index), "comment"]
    became = {
        f"{coder} coder": side.reindex(left).to_numpy()
        for coder, side in zip(CODERS, states, strict=True)
    }
    table = pd.DataFrame({"comment": left.to_numpy(), **became})
    both = (table[f"{coder} coder"].eq(USED) for coder in CODERS)
    return table.assign(note=np.where(np.logical_and(*both), CHANGED, ""))


def write_coding(
    coding: Coding, folder: Path, *, force: bool = False, keep_list: bool = False
) -> tuple[Path, ...]:
    """Write codes.csv, and the list to settle and what could not be used where there are such.

    With `keep_list` the list to settle is left as it is: somebody works in it. Raises PoetError as
    `poet.writing.write_together` does.
    """
    contents = {CODES: csv_bytes(coding.codes)}
    if len(coding.disagreements) and not keep_list:
        contents[DISAGREEMENTS] = disagreements_workbook(coding.codeframe, coding.disagreements)
    if len(coding.problems) or len(coding.not_used):
        sheets = {"problems": coding.problems, "comments not used": coding.not_used}
        contents[PROBLEMS] = xlsx_bytes(sheets)
    return write_together(folder, contents, force=force)
