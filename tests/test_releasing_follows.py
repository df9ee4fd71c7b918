"""What hides a count in one file hides it in all, as an attacker reads them side by side."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from poet.disclosure import FOLLOWS, PROFILES, follows_within, release
from poet.releasing_follows import follows_of
from poet.sections import adjusted_change

LOCAL = PROFILES["local"]
WHO = {"authority": "X001", "audience": "budget_holder", "wave": "2026"}


def shares(question: str, level: str, counts: dict[str, int]) -> pd.DataFrame:
    """Answers, or sides, of one question, and nobody who gave none."""
    frame = pd.DataFrame({"answer": list(counts), "people": list(counts.values())})
    base = sum(counts.values())
    fixed = {**WHO, "question": question, "level": level, "part_of": "", "base": base}
    return frame.assign(**fixed, share=frame["people"] / base)


# 22 less 13 less 8 is 1, so that the 8 good answers are hidden as well.
OUTCOMES = shares("life", "side", {"good": 8, "bad": 13, "neutral": 1})


def linked(wave: str, before: str) -> pd.DataFrame:
    """The same good answers again, of people who all answered in both waves."""
    fixed = {**WHO, "wave": wave, "wave_before": before, "question": "life"}
    rows = pd.DataFrame(
        {"level": ["linked", "good"], "move": ["linked", "good"], "people": [22, 8]}
    )
    before_it = {"people_before": 8, "base_before": 22, "share_before": 8 / 22}
    return rows.assign(**fixed, **before_it, base=22, share=np.nan)


def test_good_answers_of_people_asked_twice_are_hidden_where_all_good_answers_are() -> None:
    for waves in (("2026", "2025"), ("2027", "2026")):
        follows = follows_of({"outcomes": OUTCOMES, "linked_change": linked(*waves)}, LOCAL)
        assert follows["outcomes"].tolist() == [True, False, False]
        assert follows["linked_change"].tolist() == [False, True]
    other = follows_of({"outcomes": OUTCOMES, "linked_change": linked("2024", "2023")}, LOCAL)
    assert not other["linked_change"].any()


def arms(direct: int, managed: int, neither: int) -> pd.DataFrame:
    fixed = {**WHO, "question": "how_held"}
    row = {"people": direct, "base": direct + managed, "people_managed": managed}
    row |= {"base_managed": direct + managed, "share": direct / (direct + managed)}
    row |= {"share_managed": managed / (direct + managed)}
    of_all = {"people": neither, "base": direct + managed + neither}
    return pd.DataFrame(
        [{**fixed, **row, "level": "arms"}, {**fixed, **of_all, "level": "left_out"}]
    )


HELD = shares("how_held", "answer", {"direct_payment": 13, "council": 8, "mixed": 1})
HELD["part_of"] = ""


def test_a_kind_of_budget_tells_no_answer_that_is_hidden() -> None:
    """Of 22 people 13, 8 and 1: only the council holds managed budgets, so both are the same 8."""
    uptake = HELD.assign(level="uptake", answer=["direct_payment", "managed", "neither"])
    found = {"who_answered": HELD, "direct_payments": arms(13, 8, 1), "resources": uptake}
    assert not follows_within(found["direct_payments"], LOCAL).any()
    follows = follows_of(found, LOCAL)
    assert follows["who_answered"].tolist() == [False, True, False]
    assert follows["direct_payments"].tolist() == [True, False]
    assert follows["resources"].tolist() == [False, True, False]
    assert set(follows) == set(found)


def test_without_both_kinds_of_budget_answers_hide_for_themselves() -> None:
    follows = follows_of({"who_answered": HELD, "direct_payments": arms(1, 1, 1)[:0]}, LOCAL)
    assert follows["who_answered"].tolist() == [False, True, False]


def test_nothing_to_release_hides_nothing() -> None:
    assert follows_of({}, LOCAL) == {}


def population(groups: dict[str, int], asked: bool = False) -> pd.DataFrame:
    people = [sum(groups.values()), *groups.values()]
    frame = pd.DataFrame({"answer": ["", *groups], "people": people})
    frame["question"] = ["everyone", *["age"] * len(groups)]
    frame["people_asked"] = frame["people"] if asked else np.nan
    return frame.assign(**WHO, note="")


def fitting(released: pd.DataFrame) -> list[tuple[int, ...]]:
    """All numbers of people in the groups that an attacker must reckon with."""
    ranges = []
    for row in released.itertuples():
        hidden = range(1, 8) if "1 to 7" in row.hidden else range(41)
        shown = () if pd.isna(row.people) else range(max(8, row.people - 2), row.people + 3)
        ranges.append(hidden if row.hidden else shown)
    everyone, *groups = ranges
    return [counts for counts in itertools.product(*groups) if sum(counts) in everyone]


def test_by_trying_every_population_no_small_group_of_one_can_be_worked_out() -> None:
    """Of 14 to 40 people in three groups, some of them small."""
    tried = hidden = 0
    for counts in itertools.product((1, 2, 7), (8, 12, 13), (8, 12, 13, 17)):
        groups = population(dict(zip("abc", counts, strict=True)))
        follows = follows_of({"who_there_is": groups}, LOCAL)["who_there_is"]
        left = fitting(release(groups, LOCAL, (), follows))
        assert len({one[0] for one in left}) > 1, counts
        tried, hidden = tried + 1, hidden + follows.any()
    assert tried == 36
    assert hidden > 0


def test_who_were_asked_are_hidden_with_who_there_is() -> None:
    groups = population({"young": 1, "middle": 8, "old": 13}, asked=True)
    follows = follows_of({"who_there_is": groups}, LOCAL)["who_there_is"]
    assert follows.tolist() == [False, False, True, False]
    released = release(groups, LOCAL, (), follows)
    assert released.loc[follows, "hidden"].tolist() == [FOLLOWS]
    assert released.loc[follows, ["people", "people_asked"]].isna().all(axis=None)


def test_good_answers_of_a_model_are_not_told_beside_all_good_answers() -> None:
    """13 of them would say that the hidden good answers are 13 or more (of 27: 13, 13 and 1)."""
    counts = {"people": 13, "base": 26, "people_before": 20, "base_before": 30}
    shown = {"share": 0.5, "share_before": 2 / 3, "adjusted": 0.151}
    frame = pd.DataFrame([{**WHO, "question": "life", **counts, **shown}])
    told = adjusted_change.work_out(release(frame, LOCAL, ["adjusted"])).iloc[0]
    assert told[["people", "share", "people_before", "share_before"]].isna().all()
    assert told[["base", "base_before", "adjusted", "hidden"]].tolist() == [25, 30, 0.15, ""]
    internal = release(frame, PROFILES["internal"], ["adjusted"])
    pd.testing.assert_frame_equal(adjusted_change.work_out(internal), internal)
