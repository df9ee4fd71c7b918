"""About this report: what was asked, what was left out, how sure we are, other formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from poet import __version__
from poet.wording import count, list_of

if TYPE_CHECKING:
    from poet.disclosure import Profile
    from poet.sections import AuthorityReport
    from poet.study import Study

WITHOUT_ANSWERS = True


def view(report: AuthorityReport) -> dict[str, Any]:
    """The account of the whole study, the rules for small numbers, questionnaires, contact."""
    return {
        **account_in_words(report.study, report.profile),
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


def account_in_words(study: Study, profile: Profile) -> dict[str, str | list[str]]:
    """How many rows were read and used, and what was set aside, in all files together."""
    accounts = [responses.account for responses in study.responses]
    doubted = _by_state([one.of_those_used for one in accounts], profile)
    return {
        "rows_read": _rows(sum(account.rows_read for account in accounts), profile),
        "rows_used": _rows(sum(account.rows_used for account in accounts), profile),
        "set_aside": _by_state([account.set_aside for account in accounts], profile),
        "of_those_used": [_as_said_of_rows(line) for line in doubted],
    }


def _by_state(counts: Sequence[Mapping[str, int]], profile: Profile) -> list[str]:
    """The rows of each state in all files together."""
    together: dict[str, int] = {}
    for by_state in counts:
        for state, rows in by_state.items():
            together[state] = together.get(state, 0) + rows
    return [f"{state}: {_rows(rows, profile)}" for state, rows in together.items() if rows]


def _as_said_of_rows(line: str) -> str:
    """A line of `_by_state` the other way round: "about 10 with the same answers as ..."."""
    state, _, rows = line.rpartition(": ")
    return f"{rows} with the {state}" if state.startswith("same ") else f"{rows} {state}"


def _rows(rows: int, profile: Profile) -> str:
    """A number of rows in words, as coarse as every other count of the report."""
    if 0 < rows <= profile.hide_up_to:
        return f"fewer than {profile.hide_up_to + 1}"
    coarse = profile.rounded(rows)
    return count(coarse) if profile.exact else f"about {count(coarse)}"
