"""Sections by their names: what they find, what their columns mean, what they view."""

from __future__ import annotations

import pandas as pd
import pytest

from poet.sections import FINDING_SECTIONS, columns_of, find_all, section, view_of


def test_all_findings_come_in_the_order_of_the_files(found) -> None:
    assert tuple(found) == FINDING_SECTIONS


@pytest.mark.parametrize("name", FINDING_SECTIONS)
def test_the_columns_found_are_those_that_are_told(found, name: str) -> None:
    assert list(found[name]) == list(section(name).COLUMNS)
    assert [*found[name], "hidden"] == list(columns_of(name))
    assert all(meaning for meaning in columns_of(name).values())


# What one wave gives no rows for.
OF_ONE_WAVE = [name for name in FINDING_SECTIONS if not name.endswith("_change")]
# Cases, and what two people made of the comments of everybody.
OF_NO_AUDIENCE = {"budgets", "themes_agreement"}


@pytest.mark.parametrize("name", OF_ONE_WAVE)
def test_findings_are_of_the_authorities_audiences_and_waves_of_the_study(
    found, three_councils, name: str
) -> None:
    frame = found[name]
    codes = {authority.code for authority in three_councils.authorities}
    told = set(frame["authority"])
    if name == "themes_agreement":  # of three councils, told of all their comments at once
        assert told == {"all"}
    else:
        assert codes <= told <= codes | {"all"}
    assert ("audience" in frame) == (name not in OF_NO_AUDIENCE)
    assert set(frame.get("audience", ())) <= {"budget_holder", "carer", "practitioner"}
    assert set(frame["wave"]) == {"2026"}


def test_finding_leaves_the_answers_alone(small_study) -> None:
    study = small_study(
        {
            "council": ["north", "south"] * 20,
            "life": ["better", "worse", "same", ""] * 10,
            "forms": ["easy", "hard"] * 20,
            "say": ["easy", "hard", "neither", ""] * 10,
            "views": ["Words.", ""] * 20,
        }
    )
    before = study.surveys[0].by_person.copy(deep=True)
    find_all(study)
    pd.testing.assert_frame_equal(study.surveys[0].by_person, before)


def test_a_section_whose_words_stand_in_its_template_has_an_empty_view(reports) -> None:
    assert view_of("action_plan", reports[0]) == {}


def test_a_report_knows_the_surveys_of_the_latest_wave(example, report) -> None:
    study = example(authorities=1, people=30, waves=2, seed=2)
    of_report = report(study, find_all(study), "X001")
    assert {survey.wave for survey in of_report.surveys} == {"2026"}
    assert len(of_report.surveys) == 3
