from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from poet.study import Study
from poet.study_file import load_study

TWO_WAVES = """\
title = "Carers in two councils"
authority_column = "Council"

[[authorities]]
code = "F"
name = "Fernhollow"

[[authorities]]
code = "O"
name = "Ottermere"

[[waves]]
id = "2025"

[[waves]]
id = 2026
name = "Spring 2026"

[[responses]]
file = "old.csv"
questionnaire = "mine"
wave = 2025

[[responses]]
file = "new.csv"
questionnaire = "mine"

[[responses]]
file = "late.csv"
questionnaire = "mine"
wave = "2026"
"""
FILES = {
    "old.csv": "Council,your_life,group,years\nFernhollow,Better,Man,70\n",
    "new.csv": "Council,your_life,group,years\nF,Worse,Man,70\nO,Better,Woman,71\n",
    "late.csv": "Council,your_life,group,years\nOttermere,Worse,Man,64\nElsewhere,Worse,Man,5\n",
}


@pytest.fixture
def study(small: Path) -> Study:
    (small / "study.toml").write_text(TWO_WAVES, encoding="utf-8")
    for name, text in FILES.items():
        (small / name).write_text(text, encoding="utf-8")
    return load_study(small)


def test_files_of_one_audience_and_wave_are_one_survey(study: Study) -> None:
    assert [(s.audience, s.wave, len(s.by_person)) for s in study.surveys] == [
        ("carer", "2025", 1),
        ("carer", "2026", 3),
    ]
    latest = study.surveys[1].by_person
    assert latest["authority"].tolist() == ["F", "O", "O"]
    assert latest["your_life"].tolist() == ["worse", "better", "worse"]
    assert isinstance(latest["your_life"].dtype, pd.CategoricalDtype)
    assert latest.index.tolist() == [0, 1, 2]


def test_reports_are_about_the_last_wave(study: Study) -> None:
    assert (study.latest_wave.id, study.latest_wave.name) == ("2026", "Spring 2026")
    assert [s.wave for s in study.surveys_of("2026")] == ["2026"]
    assert study.surveys_of("2024") == ()


def test_people_used_are_counted_in_all_files(study: Study) -> None:
    assert study.people_used == 4


def test_an_authority_has_a_name(study: Study) -> None:
    assert study.name_of == {"F": "Fernhollow", "O": "Ottermere"}


def test_a_survey_that_nobody_answered_is_left_out(small: Path) -> None:
    (small / "study.toml").write_text(TWO_WAVES, encoding="utf-8")
    for name in FILES:
        (small / name).write_text(FILES["late.csv"].replace("Ottermere", "Nowhere"), "utf-8")
    study = load_study(small)
    assert study.people_used == 0
    assert len(study.surveys) == 2
    assert study.surveys_of("2026") == ()
