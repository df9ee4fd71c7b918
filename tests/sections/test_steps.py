"""The steps of a process in a year and a case: a small map worked out by hand."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from process_maps import STEPS, map_study, small_map

from poet.process_map import ProcessMap, Step, WhatIf
from poet.sections import steps

SUMS = ["steps", "minutes", "forms", "sign_offs", "hand_overs", "systems"]
ADDED = ["steps", "minutes", "forms", "sign_offs", "hours_a_year"]


def found(process_map: ProcessMap | None, councils: int = 1) -> pd.DataFrame:
    return steps.compare(map_study(process_map, councils), {})


def rows(frame: pd.DataFrame, level: str, whose: str = "all") -> pd.DataFrame:
    return frame[frame["level"].eq(level) & frame["whose"].eq(whose)]


def row(frame: pd.DataFrame, level: str, whose: str = "all") -> pd.Series:
    (one,) = (one for _, one in rows(frame, level, whose).iterrows())
    return one


def test_the_whole_of_a_case_worked_out_by_hand() -> None:
    """60 + 30 + 20 x 0.5 + 15 minutes, 1 + 2 x 0.5 forms, 1 x 0.5 sign-offs; worker, person,
    manager, clerk: three hand-overs; records and payments: two systems.
    """
    whole = row(found(small_map()), "whole")
    assert whole[SUMS].tolist() == [4, 115, 2, 0.5, 3, 2]


def test_staff_and_own_time_stand_apart() -> None:
    frame = found(small_map())
    assert row(frame, "whole", "staff")["minutes"] == 85
    assert row(frame, "whole", "own")["minutes"] == 30
    assert rows(frame, "stage", "staff")["minutes"].tolist() == [60, 25]
    assert rows(frame, "stage", "own")["minutes"].tolist() == [30, 0]


def test_a_year_worked_out_by_hand() -> None:
    """100 cases of 85 minutes of staff: 141 hours and 40 minutes; at 50 hours 2.83 workers."""
    frame = found(small_map())
    staff = row(frame, "whole", "staff")
    assert staff["hours_a_year"] == pytest.approx(8_500 / 60, abs=1e-12)
    assert staff["workers"] == pytest.approx(85 / 30, abs=1e-12)
    assert math.isnan(row(frame, "whole", "own")["workers"])
    assert row(frame, "whole")["forms_a_year"] == 200
    assert row(frame, "whole")["sign_offs_a_year"] == 50


def test_stages_and_who_does_it() -> None:
    frame = found(small_map())
    stages = rows(frame, "stage")
    assert stages["item"].tolist() == ["plan", "check"]
    assert stages["minutes"].tolist() == [90, 25]
    assert stages["hand_overs"].tolist() == [1, 2]
    doers = frame[frame["level"].eq("doer")]
    assert dict(zip(doers["label"], doers["minutes"], strict=True)) == {
        "worker": 60,
        "the person": 30,
        "manager": 10,
        "clerk": 15,
    }
    assert doers["whose"].tolist() == ["staff", "own", "staff", "staff"]


def test_each_step_as_the_map_has_it() -> None:
    frame = found(small_map())
    step = frame[frame["item"].eq("panel")].iloc[0]
    assert step[["minutes_when_done", "minutes", "of_cases", "forms"]].tolist() == [20, 10, 0.5, 1]
    again = frame[frame["item"].eq("type")].iloc[0]
    words = ["label", "stage", "who", "system", "repeats", "topic"]
    assert again[words].tolist() == ["Type it in", "check", "clerk", "payments", "talk", ""]


def test_work_done_twice() -> None:
    twice = row(found(small_map()), "twice")
    assert twice[["steps", "minutes", "forms", "systems"]].tolist() == [1, 15, 0, 1]
    without = tuple(dataclasses.replace(step, repeats="") for step in STEPS)
    assert row(found(small_map(steps=without)), "twice")["steps"] == 0


def test_what_would_be_less() -> None:
    """Without the panel 10 minutes and the hand-over to the manager; without typing 15 more."""
    frame = found(small_map())
    changes = rows(frame, "what_if")
    assert changes["label"].tolist() == ["No panel", "Typed once"]
    assert changes["minutes"].tolist() == [10, 25]
    assert changes["hand_overs"].tolist() == [1, 2]
    assert changes["systems"].tolist() == [0, 1]
    assert changes["hours_a_year"].tolist() == pytest.approx([1_000 / 60, 2_500 / 60], abs=1e-12)


def test_changes_that_share_steps_leave_each_out_once() -> None:
    frame = found(small_map())
    together = row(frame, "every_what_if")
    assert (together["steps"], together["minutes"]) == (2, 25)
    assert rows(found(small_map(what_ifs=())), "every_what_if").empty
    assert rows(found(small_map(what_ifs=small_map().what_ifs[:1])), "every_what_if").empty


def test_what_is_not_said_of_a_year_is_said_to_be_missing() -> None:
    frame = found(small_map(cases_a_year=None))
    assert set(frame["note"]) == {"the map does not say how many cases there are in a year"}
    assert frame["hours_a_year"].isna().all()
    staff = found(small_map(hours_a_year=None))
    told = {"", "the map does not say how many hours a full-time worker works in a year"}
    assert set(staff["note"]) == told
    assert staff.loc[staff["note"].ne(""), "whose"].unique().tolist() == ["staff"]
    assert staff["workers"].isna().all()


def test_the_map_is_of_no_single_council() -> None:
    one, three = (found(small_map(), councils) for councils in (1, 3))
    assert set(one["authority"]) == {"all"}
    pd.testing.assert_frame_equal(one, three)


def test_columns_are_those_that_are_told_and_a_study_without_a_map_has_no_row() -> None:
    frame, nothing = found(small_map()), found(None)
    assert list(frame) == list(nothing) == list(steps.COLUMNS)
    assert nothing.empty
    assert frame["steps"].notna().all()
    assert [str(frame[one].dtype) for one in ("steps", "minutes")] == ["Int64", "float64"]


WHO = st.sampled_from(["worker", "manager", "person", "carer"])
SIZES = st.tuples(WHO, st.sampled_from(["plan", "check"]), st.integers(0, 600), st.integers(0, 4))
MAPS = st.lists(st.tuples(SIZES, st.sampled_from([0.1, 0.3, 0.7, 1.0])), min_size=1, max_size=8)


def drawn(sizes: list[tuple[tuple[str, str, int, int], float]]) -> ProcessMap:
    made = tuple(
        Step(f"s{place}", stage, "A step", who, minutes, share, forms)
        for place, ((who, stage, minutes, forms), share) in enumerate(sizes)
    )
    every = tuple(step.id for step in made)
    return small_map(steps=made, what_ifs=(WhatIf("Nothing", every), WhatIf("Again", every[:1])))


@given(MAPS)
def test_stages_staff_and_own_time_and_doers_add_up(sizes) -> None:
    frame = found(drawn(sizes))
    whole = row(frame, "whole")[ADDED].astype(float)
    parts = [
        rows(frame, "stage"),
        frame[frame["level"].eq("doer")],
        frame[frame["level"].eq("step")],
    ]
    parts.append(pd.concat([rows(frame, "whole", one) for one in ("staff", "own")]))
    for part in parts:
        assert part[ADDED].astype(float).sum().tolist() == pytest.approx(whole.tolist(), abs=1e-9)
    ways = rows(frame, "stage")["hand_overs"].sum()
    assert ways == row(frame, "whole")["hand_overs"]


@given(MAPS)
def test_without_every_step_all_is_saved_and_together_no_more(sizes) -> None:
    frame = found(drawn(sizes))
    columns = [*SUMS, "hours_a_year"]
    whole = row(frame, "whole")[columns].tolist()
    nothing, again = (one for _, one in rows(frame, "what_if").iterrows())
    assert nothing[columns].tolist() == whole
    assert row(frame, "every_what_if")[columns].tolist() == whole
    assert again["minutes"] <= whole[1]
