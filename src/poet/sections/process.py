"""The process: how easy each step was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import audience_blocks
from poet.sections.shares import COLUMNS, shares_of_role

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections import AuthorityReport
    from poet.study import Study

__all__ = ["COLUMNS", "find", "view"]


def find(study: Study) -> DataFrame:
    """One row per authority, audience, wave, process question and answer (see COLUMNS)."""
    return shares_of_role(study, "process")


def view(report: AuthorityReport) -> dict[str, Any]:
    """A block per audience: what it says of the process."""
    blocks = audience_blocks(report, "process", "process")
    return {"blocks": blocks, "empty": not blocks}
