"""Each question beside itself in earlier waves, from released counts alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from poet.disclosure import PROFILES, release
from poet.sections.change import COLUMNS, compare
from poet.sections.outcomes import find as find_outcomes
from poet.sections.process import find as find_process
from poet.statistics.differences import newcombe, newcombe_p_values
from poet.statistics.rounded_counts import effective_counts
from poet.statistics.trend import cochran_armitage
from poet.study import Study, Wave

NORTH, SOUTH = "north", "south"


@pytest.fixture(scope="module")
def waves(small_study):
    """A study of several waves: per wave the number of people in the north with a better life and
    all of them, then those in the south."""

    def made(counts: Mapping[str, tuple[int, int, int, int]], profile: str = "internal") -> Study:
        responses = []
        for wave, (good, people, good_south, people_south) in counts.items():
            cells = {
                "council": [NORTH] * people + [SOUTH] * people_south,
                "life": ["better"] * good
                + ["worse"] * (people - good)
                + ["better"] * good_south
                + ["worse"] * (people_south - good_south),
            }
            study = small_study(cells, profile=profile)
            responses.append(dataclasses.replace(study.responses[0], wave=wave))
        named = tuple(Wave(wave, f"spring {wave}") for wave in counts)
        return dataclasses.replace(study, waves=named, responses=tuple(responses))

    return made


def compared(study: Study) -> pd.DataFrame:
    profile = PROFILES[study.profile]
    finds = {"outcomes": find_outcomes, "process": find_process}
    return compare(study, {name: release(find(study), profile) for name, find in finds.items()})


def rows(frame: pd.DataFrame, **wanted: str) -> pd.DataFrame:
    for name, value in {"question": "life", "side": "good", **wanted}.items():
        frame = frame[frame[name].eq(value)]
    return frame


def test_two_waves_stand_side_by_side_with_newcombes_interval(waves) -> None:
    found = compared(waves({"2025": (20, 50, 10, 40), "2026": (36, 60, 9, 30)}))
    assert list(found) == list(COLUMNS)
    row = rows(found, authority=NORTH).iloc[0]
    assert row[["wave", "wave_before", "compared", "note"]].tolist() == ["2026", "2025", "last", ""]
    counts = ["people", "base", "people_before", "base_before"]
    assert row[counts].tolist() == [36, 60, 20, 50]
    assert row[["share", "share_before"]].tolist() == [0.6, 0.4]
    expected = [*map(float, newcombe(36, 60, 20, 50)), float(newcombe_p_values(36, 60, 20, 50))]
    numbers = row[["difference", "difference_low", "difference_high", "p"]].tolist()
    assert numbers == pytest.approx(expected, rel=1e-12)
    assert row["waves"] == 2
    assert row[["slope", "slope_low", "slope_high", "p_trend"]].isna().all()


def test_bad_answers_are_compared_too(waves) -> None:
    row = rows(compared(waves({"2025": (20, 50, 0, 0), "2026": (36, 60, 0, 0)})), side="bad").iloc[
        0
    ]
    assert row[["people", "people_before"]].tolist() == [24, 30]
    assert row["difference"] == pytest.approx(-0.2)


def test_of_three_waves_the_latest_stands_beside_each_and_there_is_a_trend(waves) -> None:
    found = compared(
        waves({"2022": (20, 50, 1, 2), "2024": (25, 50, 1, 2), "2026": (36, 60, 1, 2)})
    )
    mine = rows(found, authority=NORTH)
    assert mine[["wave_before", "compared"]].to_numpy().tolist() == [
        ["2024", "last"],
        ["2022", "first"],
    ]
    assert mine["difference"].tolist() == pytest.approx([0.1, 0.2])
    expected = cochran_armitage([20, 25, 36], [50, 50, 60], [0, 1, 2])
    for name, number in (
        ("slope", expected.slope),
        ("slope_low", expected.slope_low),
        ("slope_high", expected.slope_high),
        ("p_trend", expected.p),
    ):
        assert mine[name].tolist() == pytest.approx([float(number)] * 2, rel=1e-12)
    assert mine["waves"].tolist() == [3, 3]


def test_a_difference_is_clear_after_holm_over_the_questions_of_an_audience(small_study) -> None:
    """One difference with p between 0.025 and 0.05: alone it is clear, one of two it is not."""
    good = {"2025": 20, "2026": 32}
    assert 0.025 < newcombe_p_values(32, 60, 20, 60) < 0.05

    def study(questions: list[str]) -> Study:
        waves = []
        for wave, people in good.items():
            life = ["better"] * people + ["worse"] * (60 - people)
            cells = {"council": [NORTH] * 60, "life": life}
            cells |= {key: ["better", "worse"] * 30 for key in questions}
            made = small_study(cells)
            waves.append(dataclasses.replace(made.responses[0], wave=wave))
        both = tuple(Wave(wave, wave) for wave in good)
        return dataclasses.replace(made, waves=both, responses=tuple(waves))

    alone, one_of_two = (rows(compared(study(keys))) for keys in ([], ["health"]))
    assert alone.loc[alone["authority"].eq(NORTH), "clear"].tolist() == [True]
    assert one_of_two.loc[one_of_two["authority"].eq(NORTH), "clear"].tolist() == [False]


def test_rounded_counts_give_wider_intervals(waves) -> None:
    found = compared(waves({"2025": (21, 51, 12, 43), "2026": (34, 58, 9, 31)}, profile="local"))
    row = rows(found, authority=NORTH).iloc[0]
    counts = ["people", "base", "people_before", "base_before"]
    assert row[counts].tolist() == [35, 60, 20, 50]
    now, before = effective_counts(35, 60, 5), effective_counts(20, 50, 5)
    _, low, high = newcombe(*now, *before)
    assert row[["difference_low", "difference_high"]].tolist() == pytest.approx(
        [float(low), float(high)]
    )
    assert row["difference"] == pytest.approx(35 / 60 - 20 / 50)
    assert high - low > np.diff(newcombe(35, 60, 20, 50)[1:]).item()


def test_it_can_be_worked_out_again_from_what_was_released(waves) -> None:
    """Nothing but the released frames goes in: other answers with the same released counts give
    the same comparison."""
    one = compared(waves({"2025": (21, 51, 12, 43), "2026": (34, 58, 9, 31)}, profile="local"))
    other = compared(waves({"2025": (19, 49, 12, 44), "2026": (36, 61, 10, 32)}, profile="local"))
    assert one.equals(other)


@pytest.mark.parametrize(
    ("counts", "note"),
    [
        (
            {"2025": (0, 0, 10, 40), "2026": (36, 60, 9, 30)},
            "nobody of this authority answered this question in wave 2025",
        ),
        (
            {"2025": (20, 50, 10, 40), "2026": (0, 0, 9, 30)},
            "nobody of this authority answered this question in wave 2026",
        ),
        (
            {"2025": (3, 50, 10, 40), "2026": (36, 60, 9, 30)},
            "too few people gave some answer in wave 2025 to show the share",
        ),
        (
            {"2025": (20, 50, 10, 40), "2026": (5, 9, 9, 30)},
            "too few people gave some answer in wave 2026 to show the share",
        ),
    ],
    ids=["nobody before", "nobody now", "hidden before", "hidden now"],
)
def test_why_there_is_no_difference_is_said_and_the_other_council_has_its_own(
    waves, counts, note
) -> None:
    found = compared(waves(counts, profile="local"))
    mine, other = (rows(found, authority=code).iloc[0] for code in (NORTH, SOUTH))
    assert mine["note"] == note
    assert mine[["difference", "difference_low", "difference_high", "p"]].isna().all()
    assert not mine["clear"]
    assert other["note"] == ""
    assert pd.notna(other["difference"])


def test_a_question_that_is_not_comparable_has_the_reason_for_every_council(waves) -> None:
    study = waves({"2025": (20, 50, 10, 40), "2026": (36, 60, 9, 30)})
    before, now = study.responses
    older = dataclasses.replace(before.questionnaire, id="older")
    study = dataclasses.replace(
        study, responses=(dataclasses.replace(before, questionnaire=older), now)
    )
    found = rows(compared(study))
    assert set(found["note"]) == {
        'the questionnaire does not say which question of "older" asks the same'
    }
    assert set(found["authority"]) == {NORTH, SOUTH}
    assert found[["people_before", "difference"]].isna().all(axis=None)
    assert found.loc[found["authority"].eq(NORTH), "people"].item() == 36


def test_one_wave_has_no_rows(waves) -> None:
    found = compared(waves({"2026": (36, 60, 9, 30)}))
    assert list(found) == list(COLUMNS)
    assert found.empty


def test_a_wave_that_is_hidden_is_left_out_of_the_trend_only(waves) -> None:
    found = compared(
        waves(
            {
                "2023": (20, 50, 0, 0),
                "2024": (2, 50, 0, 0),
                "2025": (25, 50, 0, 0),
                "2026": (36, 60, 0, 0),
            },
            profile="local",
        )
    )
    mine = rows(found, authority=NORTH)
    assert mine["compared"].tolist() == ["last", "between", "first"]
    assert mine["waves"].tolist() == [3, 3, 3]
    pairs = ((20, 50), (25, 50), (35, 60))
    people, base = np.array([effective_counts(*pair, 5) for pair in pairs]).T
    expected = cochran_armitage(people, base, [0, 2, 3])
    assert mine["slope"].tolist() == pytest.approx([float(expected.slope)] * 3)
