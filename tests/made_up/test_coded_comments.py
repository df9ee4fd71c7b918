"""What two made-up coders said: of the made-up comments, and not always the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import poet
from poet.definition import read_toml
from poet.made_up.coded_comments import HARDER, TEXTS
from poet.made_up.files import study_files
from poet.made_up.plan import PLANS
from poet.themes_codeframe import load_codeframe


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> poet.study.Study:
    folder = tmp_path_factory.mktemp("coded") / "study"
    poet.example(folder, authorities=3, people=200)
    return poet.load_study(folder)


def test_every_comment_is_coded_and_nothing_is_wrong(study: poet.study.Study) -> None:
    themes = study.themes
    assert themes.problems.empty
    assert themes.remarks == ()
    written = sum(
        int(survey.by_person[question.key].notna().sum())
        for survey in study.surveys
        for question in survey.questionnaire.with_role("comment")
    )
    assert len(themes.by_comment) == written > 300


def test_the_themes_are_those_of_the_texts(study: poet.study.Study) -> None:
    themes = study.themes
    texts = read_toml(TEXTS)
    words = np.array(
        [
            next(
                survey.by_person.loc[row.person, row.question]
                for survey in study.surveys
                if survey.audience == row.audience
            )
            for row in themes.by_comment.itertuples()
        ]
    )
    for code in themes.codeframe.codes:
        there = np.isin(words, texts[code])
        agreed = themes.by_comment[f"agreed.{code}"].to_numpy(bool)
        assert (there == agreed).mean() > 0.95


def test_the_coders_differ_now_and_then_and_all_of_it_is_settled(study: poet.study.Study) -> None:
    rows = study.themes.by_comment
    assert study.themes.settled == "Made-up reviewer, 2026-10-15"
    for code in study.themes.codeframe.codes:
        differ = rows[f"first.{code}"].ne(rows[f"second.{code}"])
        assert 0 < differ.mean() < 0.2
        assert rows[f"agreed.{code}"].notna().all()


def test_the_codeframe_has_a_theme_of_the_councils_own(study: poet.study.Study) -> None:
    themes = study.themes.codeframe.themes
    assert [theme.code for theme in themes if theme.own] == ["help_from_peers"]
    assert [t.code for t in themes if not t.own] == list(load_codeframe("general").codes)


def test_every_text_with_a_theme_is_in_a_plan(study: poet.study.Study) -> None:
    plans = [read_toml(path) for path in sorted(Path(PLANS).glob("*.toml"))]
    known = {
        text
        for plan in plans
        for of_question in plan["comments"].values()
        for text in of_question["texts"]
    }
    texts = read_toml(TEXTS)
    assert {text for some in texts.values() for text in some} <= known
    assert tuple(texts) == study.themes.codeframe.codes
    assert set(HARDER) <= set(texts)


def test_the_same_seed_gives_the_same_codes() -> None:
    asked = {"authorities": 1, "people": 20, "waves": 1, "effect": "planted"}
    a, b, c = (study_files(**asked, seed=seed)["codes.csv"] for seed in (1, 1, 2))
    assert a == b
    assert a != c
