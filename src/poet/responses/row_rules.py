"""What becomes of rows that may not be one person's finished answers: the study says it."""

from __future__ import annotations

from dataclasses import dataclass, fields

USE, SET_ASIDE = "use", "set aside"
KEEP_FIRST, KEEP_LAST = "keep first", "keep last"
EITHER = (USE, SET_ASIDE)


@dataclass(frozen=True)
class RowRules:
    """What becomes of each kind of row; the defaults are the safe ones.

    `partial` (the survey tool says that the person did not reach the end), `test` and `preview`
    (the tool says so), `duplicate_content` (all answers as in an earlier row), `other_audience`
    and `older_questionnaire` (the row or the heading says so) are USE or SET_ASIDE.
    `duplicate_id` (a person id that another row has) is KEEP_FIRST, KEEP_LAST or USE. Blank rows
    are always set aside. Whatever the rule, the rows are counted.
    """

    partial: str = USE
    test: str = SET_ASIDE
    preview: str = SET_ASIDE
    duplicate_id: str = KEEP_FIRST
    duplicate_content: str = USE
    other_audience: str = SET_ASIDE
    older_questionnaire: str = SET_ASIDE


ALLOWED = {field.name: EITHER for field in fields(RowRules)} | {
    "duplicate_id": (KEEP_FIRST, KEEP_LAST, USE)
}
"""For each rule what it can be."""

SAFE = RowRules()
"""The rules of a study that says nothing."""
