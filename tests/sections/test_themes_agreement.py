"""Agreement of the coders: kappa from exact counts, all else from what may be seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from coded_comments import with_coded_comments

from poet.disclosure import PROFILES, release
from poet.sections.themes_agreement import COLUMNS, ENOUGH, ESTIMATES, WORKED_OUT, find, work_out
from poet.statistics.coder_agreement import coder_agreement
from poet.statistics.kappa import cohen_kappa

NUMBERS = ["people_first", "share_first", "agreed", "kappa", "kappa_low", "kappa_high"]


@pytest.fixture(scope="module")
def coded(three_councils):
    return with_coded_comments(three_councils)


def released(study, profile: str) -> pd.DataFrame:
    return work_out(release(find(study), PROFILES[profile], ESTIMATES)).set_index("question")


def test_kappa_is_that_of_the_codes_of_all_comments(coded) -> None:
    frame = find(coded).set_index("question")
    assert set(frame["authority"]) == {"all"}
    comments = coded.themes.by_comment
    for code in ("delay", "paperwork", "thanks"):
        table = pd.crosstab(comments[f"first.{code}"], comments[f"second.{code}"])
        expected = coder_agreement([table]).kappa
        assert frame.loc[code, "kappa"] == pytest.approx(float(cohen_kappa(table).estimate))
        assert frame.loc[code, "kappa_low"] == pytest.approx(float(expected.low[0]))
        assert frame.loc[code, "kappa_high"] == pytest.approx(float(expected.high[0]))
        assert frame.loc[code, "people_first"] == comments[f"first.{code}"].sum()
        assert frame.loc[code, "base_first"] == len(comments)


def test_indices_are_those_of_byrt_and_others(coded) -> None:
    told = released(coded, "internal")
    comments = coded.themes.by_comment
    first, second = comments["first.delay"], comments["second.delay"]
    both, neither = (first & second).mean(), (~first & ~second).mean()
    assert told.loc["delay", "prevalence_index"] == pytest.approx(both - neither)
    assert told.loc["delay", "bias_index"] == pytest.approx(first.mean() - second.mean())
    assert told.loc["delay", "pabak"] == pytest.approx(2 * (both + neither) - 1)


def test_themes_on_which_the_coders_agree_too_little_are_marked(coded) -> None:
    told = released(coded, "local")
    assert ENOUGH == 0.6
    assert told["enough"].loc[["delay", "paperwork", "thanks"]].tolist() == [True, True, False]
    assert told["words"].loc["thanks"] in ("poor", "slight", "fair")
    assert told["words"].loc["delay"] == "almost perfect"


def test_where_there_is_no_kappa_a_note_says_why(coded) -> None:
    told = released(coded, "local").loc["never"]
    assert told["note"] == "neither coder gave this theme to a comment"
    assert np.isnan(told["kappa"])
    assert pd.isna(told["enough"])
    assert told["words"] == ""


def test_a_theme_of_few_comments_is_hidden_with_all_that_tells_of_it(three_councils) -> None:
    study = with_coded_comments(three_councils)
    comments = study.themes.by_comment
    comments["second.delay"] = comments["comment"].le(6)
    told = released(study, "local").loc["delay"]
    assert told["hidden"] == "[c] 1 to 7 people"
    assert told[[*NUMBERS, *WORKED_OUT]].isna().all()
    assert pd.isna(told["enough"])
    assert told["words"] == ""


def test_rounded_rows_leave_many_tables_of_the_two_coders(coded) -> None:
    """Agreement, kappa and its ends must not tell the counts that were rounded."""
    row = released(coded, "local").loc["delay"]
    about, middle = range(-2, 3), int(row["base_first"])
    first, second = int(row["people_first"]), int(row["people_second"])
    tables = []
    for both in range(first // 2, first + 3):
        for a in about:
            for b in about:
                for n in about:
                    one, other = first + a - both, second + b - both
                    if min(one, other) >= 0:
                        tables.append([[middle + n - both - one - other, one], [other, both]])
    found = coder_agreement(tables).kappa
    same = np.ones(len(tables), dtype=bool)
    for name, values in zip(
        ESTIMATES, (found.observed, found.estimate, found.low, found.high), strict=True
    ):
        same &= np.abs(np.floor(values * 20 + 0.5 + 1e-9) / 20 - row[name]) < 1e-6
    left = np.array(tables)[same]
    assert len(left) > 100
    assert len(np.unique(left.sum(axis=(1, 2)))) == 5


@pytest.mark.parametrize(
    ("kappa", "word", "enough"), [(0.58, "moderate", True), (0.57, "moderate", False)]
)
def test_words_of_rounded_rows_are_those_of_the_kappa_that_is_seen(coded, kappa, word, enough):
    """0.58 is shown as 0.60: what is said of it must not tell that it was less."""
    found = find(coded).assign(kappa=kappa, words="of the exact one", enough=False)
    told = work_out(release(found, PROFILES["local"], ESTIMATES))
    seen = told[told["hidden"].eq("")]
    assert len(seen) > 1
    assert set(seen["words"]) == {word}
    assert set(seen["enough"]) == {enough}
    assert set(told["words"][told["hidden"].ne("")]) == {""}


def test_two_councils_are_told_apart_and_unsettled_themes_marked(three_councils) -> None:
    study = with_coded_comments(three_councils, settled=False, without="X003")
    frame = find(study).set_index(["authority", "question"])
    assert set(frame.index.get_level_values(0)) == {"X001", "X002"}
    assert frame["settled"].loc["X001"].loc[["thanks", "never"]].tolist() == [False, True]


def test_without_coded_comments_there_are_no_rows(three_councils) -> None:
    frame = find(replace(three_councils, themes=None))
    assert frame.empty
    assert list(frame) == list(COLUMNS)
    assert work_out(release(frame, PROFILES["local"], ESTIMATES)).empty
