"""Reports on technical findings that a test puts in."""

from __future__ import annotations

import dataclasses

import pandas as pd

from poet.sections import TECHNICAL_SECTIONS, AuthorityReport, columns_of

KEYS = {
    "authority": "X001",
    "audience": "budget_holder",
    "wave": "2026",
    "outcome": "dignity",
    "note": "",
    "hidden": "",
}


def with_findings(report: AuthorityReport, **rows: list[dict]) -> AuthorityReport:
    """The report with these rows of technical findings, and none but these."""
    frames = {
        name: pd.DataFrame(
            [KEYS | row for row in rows.get(name, [])], columns=list(columns_of(name))
        )
        for name in TECHNICAL_SECTIONS
    }
    return dataclasses.replace(report, released={**report.released, **frames})
