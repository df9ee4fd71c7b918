"""What leaves: each finding through the gate, then what is worked out of released findings."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pandas as pd
import pytest

import poet
from poet import sections
from poet.disclosure import PROFILES, release
from poet.releasing import release_all
from poet.sections import find_all, standardised


@pytest.fixture(scope="module")
def study(made_up_once):
    return poet.load_study(made_up_once)


def test_findings_leave_by_the_profile_of_the_study_or_another(study, monkeypatch) -> None:
    monkeypatch.setattr(sections, "COMPARING_SECTIONS", ())
    found = {"outcomes": find_all(study)["outcomes"]}
    local, internal = release_all(study, found), release_all(study, found, PROFILES["internal"])
    pd.testing.assert_frame_equal(local["outcomes"], release(found["outcomes"], PROFILES["local"]))
    assert internal["outcomes"]["people"].eq(found["outcomes"]["people"]).all()


def test_what_compares_sees_released_findings_and_what_was_compared_before(
    study, monkeypatch
) -> None:
    seen = []

    def first(study, released):
        seen.append(sorted(released))
        assert released["outcomes"]["people"].dropna().mod(5).eq(0).all()
        return pd.DataFrame({"authority": ["X001"]})

    def second(study, released):
        seen.append(sorted(released))
        return released["first"].assign(more=1)

    for name, compare in (("first", first), ("second", second)):
        module = SimpleNamespace(compare=compare)
        monkeypatch.setitem(sys.modules, f"poet.sections.{name}", module)
    monkeypatch.setattr(sections, "COMPARING_SECTIONS", ("first", "second"))
    found = {"outcomes": find_all(study)["outcomes"]}
    released = release_all(study, found)
    assert list(released) == ["outcomes", "first", "second"]
    assert seen == [["outcomes"], ["first", "outcomes"]]
    assert released["second"].to_dict("records") == [{"authority": "X001", "more": 1}]


def test_estimates_of_a_section_go_with_its_counts(study, monkeypatch) -> None:
    module = SimpleNamespace(ESTIMATES=("adjusted",))
    monkeypatch.setitem(sys.modules, "poet.sections.adjusted_thing", module)
    monkeypatch.setattr(sections, "COMPARING_SECTIONS", ())
    frame = pd.DataFrame({"people": [3, 30], "base": [60, 60], "adjusted": [0.051, 0.514]})
    frame = frame.assign(share=frame["people"] / frame["base"], low=0.0, high=1.0)
    released = release_all(study, {"adjusted_thing": frame})["adjusted_thing"]
    assert released["adjusted"].isna().to_list() == [True, False]
    assert released["adjusted"].iloc[1] == 0.51


def test_a_count_that_is_hidden_so_that_nothing_follows_is_hidden_in_every_file(
    study, monkeypatch
) -> None:
    """22 less 13 less 8 is 1: the 8 good answers stand in two more files."""
    monkeypatch.setattr(sections, "COMPARING_SECTIONS", ())
    frame = pd.DataFrame({"answer": ["good", "bad", "neutral"], "people": [8, 13, 1], "base": 22})
    fixed = {"authority": "X001", "audience": "carer", "wave": "2026", "question": "life"}
    frame = frame.assign(**fixed, level="side", part_of="", share=frame["people"] / 22)
    again = frame.head(1).drop(columns=["level", "answer"]).assign(expected=0.4)
    again = again.assign(**dict.fromkeys(standardised.WORKED_OUT, float("nan")))
    weighting = [*sections.estimates_of("weighting")]
    weighted = frame.assign(**dict.fromkeys(weighting, 0.1), population=40)
    found = {"outcomes": frame, "standardised": again, "weighting": weighted}
    released = release_all(study, found)
    hidden = {name: one["people"].isna().to_list() for name, one in released.items()}
    assert hidden == {
        "outcomes": [True, False, True],
        "standardised": [True],
        "weighting": [True, False, True],
    }
    assert released["weighting"]["moved"].isna().to_list() == [True, False, True]
