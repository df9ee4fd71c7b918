"""Easy Read: what the report is about, how to use it, and which hard words it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections import how_to_use_this

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

WITHOUT_ANSWERS = True


def view(report: AuthorityReport) -> dict[str, Any]:
    """Which words are explained, so that no others are."""
    audiences = {survey.audience for survey in report.surveys}
    needed = how_to_use_this.view(report)
    return {
        "budgets": needed["budgets"],
        "carers": "carer" in audiences,
        "workers": needed["practitioners"],
    }
