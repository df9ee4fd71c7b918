"""The range of councils: of shares drawn towards all, of as many councils as may be shown."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from poet.disclosure import PROFILES
from poet.releasing import release_all
from poet.sections import find_all, latest_findings
from poet.sections.range_of_councils import COLUMNS, compare, view
from poet.statistics.shrinkage import shrunken_shares
from poet.study import ALL_COUNCILS

SECTIONS = ("outcomes", "process", "involvement")


def shares(
    counts: dict[str, tuple[int | None, int | None]], hidden: list[str] | None = None, **more: str
) -> pd.DataFrame:
    """Released good answers to one question, by authority: people and base (None: hidden)."""
    fixed = {
        "audience": "carer",
        "wave": "2026",
        "question": "life",
        "topic": "life",
        "level": "side",
        "answer": "good",
        **more,
    }
    frame = pd.DataFrame(
        [{"authority": code, "people": p, "base": b, **fixed} for code, (p, b) in counts.items()]
    ).astype({"people": "Int64", "base": "Int64"})
    return frame.assign(
        share=frame["people"].astype(float) / frame["base"].astype(float),
        hidden=hidden or "",
    )


def ranges(of_outcomes: pd.DataFrame) -> pd.DataFrame:
    released = {name: of_outcomes.head(0) for name in SECTIONS}
    return compare(None, {**released, "outcomes": of_outcomes})


COUNCILS = {f"c{n}": (5 * n + 5, 100) for n in range(12)}


def test_a_range_is_that_of_the_shrunken_shares() -> None:
    (row,) = ranges(shares({**COUNCILS, "all": (390, 1200)})).to_dict("records")
    expected = shrunken_shares([p for p, _ in COUNCILS.values()], [100] * 12)
    low, middle, high = np.quantile(expected.share, [0.1, 0.5, 0.9])
    told = (row["lowest_tenth"], row["middle"], row["highest_tenth"])
    assert told == pytest.approx((low, middle, high))
    assert (row["share"], row["councils"], row["hidden_councils"]) == (0.325, 12, 0)
    assert row["own_weight"] == pytest.approx(np.median(expected.weight))
    assert row["note"] == ""
    assert list(row) == list(COLUMNS)


def test_councils_that_differ_by_chance_alone_are_drawn_together() -> None:
    random = np.random.default_rng(3)
    by_chance = {f"c{n}": (int(random.binomial(40, 0.6)), 40) for n in range(30)}
    (row,) = ranges(shares({**by_chance, "all": (720, 1200)})).to_dict("records")
    raw = np.quantile([people / 40 for people, _ in by_chance.values()], [0.1, 0.9])
    assert row["highest_tenth"] - row["lowest_tenth"] < 0.5 * (raw[1] - raw[0])


def test_hidden_councils_are_counted_and_those_without_answers_are_not() -> None:
    more = {"few": (None, 40), "tiny": (None, None), "nobody": (0, 0), "all": (400, 1250)}
    (row,) = ranges(shares({**COUNCILS, **more})).to_dict("records")
    assert (row["councils"], row["hidden_councils"]) == (12, 2)


def test_a_count_of_one_to_seven_is_taken_as_four() -> None:
    counts = {**COUNCILS, "few": (None, 100), "all": (394, 1300)}
    hidden = ["[c] 1 to 7 people" if code == "few" else "" for code in counts]
    (row,) = ranges(shares(counts, hidden)).to_dict("records")
    expected = shrunken_shares([*(p for p, _ in COUNCILS.values()), 4], [100] * 13)
    assert row["lowest_tenth"] == pytest.approx(np.quantile(expected.share, 0.1))
    assert (row["councils"], row["hidden_councils"]) == (13, 0)


def test_councils_of_which_nothing_is_known_are_told_of(national) -> None:
    ranges = national.released["range_of_councils"]
    for hidden, words in ((1, "one council"), (3, "up to 3 councils")):
        of_some = {**national.released, "range_of_councils": ranges.assign(hidden_councils=hidden)}
        told = view(dataclasses.replace(national, released=of_some))["blocks"][0]["hidden"]
        assert told == f"Not among these: {words}, where too few people answered to show a number."


def test_nine_councils_are_too_few_and_said_to_be() -> None:
    nine = dict(list(COUNCILS.items())[:9])
    (row,) = ranges(shares({**nine, "all": (200, 900)})).to_dict("records")
    assert row["note"] == "fewer than 10 councils have a count that is known (here: 9)"
    assert pd.isna(row["middle"])


def test_a_question_without_all_councils_together_has_no_row() -> None:
    assert ranges(shares({"c1": (20, 40), "c2": (30, 40)})).empty


@pytest.fixture(scope="module")
def national(example):
    study = example(authorities=12, people=40, seed=3)
    released = release_all(study, find_all(study))
    return latest_findings(study, released, PROFILES["local"]).report_on(ALL_COUNCILS, 6)


def test_the_widest_ranges_are_drawn_and_the_others_counted(national) -> None:
    shown = view(national)
    assert not shown["empty"]
    first = shown["blocks"][0]
    assert first["heading"] == "What people who hold a personal budget say of outcomes"
    ranges = national.released["range_of_councils"].query(
        "audience == 'budget_holder' and section == 'outcomes'"
    )
    width = (ranges["highest_tenth"] - ranges["lowest_tenth"]).astype(float)
    told = (ranges["note"] == "").sum()
    assert first["left_out"] == (
        f"{told - 6} more topics are in the file of numbers: councils are more alike there."
    )
    widest = ranges.loc[width.idxmax()]
    short = national.surveys[0].questionnaire.question(widest["question"]).short
    assert first["chart"].title == f"Councils differ most in: {short}"
    assert first["sentences"][0].startswith(f"{short}: in 8 of 10 councils, between ")


def test_a_report_on_one_council_has_no_such_page(national) -> None:
    empty = {name: frame.head(0) for name, frame in national.released.items()}
    shown = view(dataclasses.replace(national, released=empty))
    assert shown["empty"]


def test_where_too_few_councils_can_be_shown_the_page_is_left_out(national) -> None:
    ranges = national.released["range_of_councils"].assign(note="fewer than 10 councils")
    of_few = {**national.released, "range_of_councils": ranges}
    shown = view(dataclasses.replace(national, released=of_few))
    assert (shown["empty"], shown["blocks"]) == (True, [])
