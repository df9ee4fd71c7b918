"""About this report: what was asked, what was left out, how sure we are, other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet import __version__
from poet.wording import count, list_of

if TYPE_CHECKING:
    from poet.disclosure import Profile
    from poet.sections import AuthorityReport


def view(report: AuthorityReport) -> dict[str, Any]:
    """The account of the whole study, the rules for small numbers, questionnaires, contact."""
    accounts = [responses.account for responses in report.study.responses]
    set_aside: dict[str, int] = {}
    for account in accounts:
        for reason, rows in account.set_aside.items():
            set_aside[reason] = set_aside.get(reason, 0) + rows
    return {
        "rows_read": _rows(sum(account.rows_read for account in accounts), report.profile),
        "rows_used": _rows(sum(account.rows_used for account in accounts), report.profile),
        "set_aside": [
            f"{reason}: {_rows(rows, report.profile)}" for reason, rows in set_aside.items() if rows
        ],
        "several_councils": len(report.study.authorities) > 1,
        "small_numbers": report.profile.words,
        "people": list_of([survey.questionnaire.people for survey in report.surveys]),
        "questionnaires": [
            f"{survey.questionnaire.title}, version {survey.questionnaire.version}"
            for survey in report.surveys
        ],
        "contact": report.study.contact,
        "version": __version__,
        "made_up": report.study.made_up,
    }


def _rows(rows: int, profile: Profile) -> str:
    """A number of rows in words, as coarse as every other count of the report."""
    if 0 < rows <= profile.hide_up_to:
        return f"fewer than {profile.hide_up_to + 1}"
    coarse = profile.rounded(rows)
    return count(coarse) if profile.exact else f"about {count(coarse)}"
