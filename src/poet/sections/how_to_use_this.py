"""How to use the report together: the words stand in the template, which terms it needs here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from poet.sections import AuthorityReport


def view(report: AuthorityReport) -> dict[str, Any]:
    """Which terms this report uses, so that it explains no others."""
    asked = [survey.questionnaire for survey in report.surveys]
    words = " ".join(f"{one.title} {one.people} {one.about}" for one in asked)
    return {
        "budgets": "personal budget" in words.casefold(),
        "practitioners": any(one.audience == "practitioner" for one in asked),
        "process": any(one.with_role("process") for one in asked),
    }
