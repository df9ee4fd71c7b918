"""A report's findings: its own rows of the latest wave, and of models those of all together."""

from __future__ import annotations

import pandas as pd
import pytest

from poet.disclosure import PROFILES
from poet.releasing import release_all
from poet.sections import find_all, latest_findings
from poet.sections.registry import is_with_everyone


@pytest.fixture(scope="module")
def two_waves(example):
    study = example(authorities=3, people=30, waves=2, seed=2)
    released = release_all(study, find_all(study))
    return study, released, latest_findings(study, released, PROFILES["local"])


def test_a_report_has_its_own_rows_of_the_latest_wave_in_their_order(two_waves) -> None:
    study, released, findings = two_waves
    for authority in study.authorities:
        report = findings.report_on(authority, 7)
        assert report.chart_rows == 7
        for name, frame in released.items():
            codes = {authority.code, "all"} if is_with_everyone(name) else {authority.code}
            mine = frame[frame["wave"].eq("2026") & frame["authority"].isin(codes)]
            pd.testing.assert_frame_equal(report.released[name], mine)


def test_every_report_shares_the_rows_of_all_authorities(two_waves) -> None:
    study, released, findings = two_waves
    first, second = (findings.report_on(authority) for authority in study.authorities[:2])
    assert first.of_all is second.of_all
    outcomes = released["outcomes"]
    pd.testing.assert_frame_equal(first.of_all["outcomes"], outcomes[outcomes["wave"].eq("2026")])
    assert set(first.of_all["outcomes"]["authority"]) == {"X001", "X002", "X003", "all"}
