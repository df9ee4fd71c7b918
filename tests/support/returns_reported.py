"""What a report may know of a file of returns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from returns_read import COUNCILS, activity_of

from poet.disclosure import PROFILES
from poet.sections import AuthorityReport, activity, latest_findings
from poet.study import ALL_COUNCILS, Study, Wave


def study_of_returns(folder: Path, *rows: str, profile: str = "local", **entry: object) -> Study:
    """A study of three councils with these returns, headings first, and no answers."""
    councils = entry.get("councils", COUNCILS)
    return Study(
        folder=folder,
        title="The work",
        authorities=councils,
        waves=(Wave("", ""),),
        responses=(),
        profile=profile,
        activity=activity_of(folder, *rows, **entry),
    )


def report_on(study: Study, code: str) -> AuthorityReport:
    """The report on one council, or on "all", with its returns alone."""
    frame = activity.compare(study, {})
    findings = latest_findings(study, {"activity": frame}, PROFILES[study.profile])
    authority = next(one for one in (*study.authorities, ALL_COUNCILS) if one.code == code)
    return findings.report_on(authority)


def without_returns(study: Study) -> Study:
    """The same study without its file."""
    return replace(study, activity=None)
