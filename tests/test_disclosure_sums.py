"""What hides what follows from sums: sides and answers, councils and all of them, other tables."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as some

from poet.disclosure import PROFILES, follows_together, release
from poet.disclosure_sums import sums_of

LOCAL = PROFILES["local"]


def rows(
    counts: dict[str, int], base: int | None = None, level: str = "side", **more: object
) -> pd.DataFrame:
    """One table: so many people per answer."""
    frame = pd.DataFrame({"answer": list(counts), "people": list(counts.values())})
    frame["base"] = sum(counts.values()) if base is None else base
    fixed = {"authority": "X001", "audience": "carer", "wave": "1", "question": "life"}
    frame = frame.assign(**{**fixed, "level": level, "part_of": "", **more})
    frame["share"] = np.nan if level == "outside" else frame["people"] / frame["base"]
    return frame.assign(low=0.0, high=1.0)


def together(*frames: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True)


def shown(frame: pd.DataFrame) -> list[int | None]:
    return [None if pd.isna(one) else int(one) for one in release(frame, LOCAL)["people"]]


def test_what_is_hidden_of_a_side_is_hidden_of_its_answers() -> None:
    """22 less 13 less 8 is 1: the 8 is hidden among the sides, so its answer may not tell it."""
    sides = rows({"good": 8, "bad": 13, "neutral": 1})
    answers = rows({"better": 8, "much_better": 0, "worse": 13, "same": 1}, level="answer")
    answers["part_of"] = ["good", "good", "bad", "neutral"]
    told = release(together(sides, answers), LOCAL)
    assert told["people"].isna().to_list() == [True, False, True, True, False, False, True]
    apart = release(together(sides, answers.assign(part_of="")), LOCAL)
    assert apart["people"].isna().sum() == 4


def test_what_is_hidden_of_one_council_does_not_follow_from_all_of_them() -> None:
    """17 of all councils leave as 15, 13 to 17; 8 and 8 of the others leave the third only 1."""
    councils = [
        rows({"good": good, "bad": 40 - good}, authority=code)
        for code, good in (("X001", 8), ("X002", 8), ("X003", 1))
    ]
    everyone = rows({"good": 17, "bad": 103}, authority="all")
    told = together(*councils, everyone)
    good = told["answer"].eq("good").to_numpy()
    assert np.array(shown(told))[good].tolist() == [None, 10, None, 15]
    without = together(*councils)
    assert np.array(shown(without))[good[:-2]].tolist() == [10, 10, None]


def test_those_who_gave_no_answer_and_those_who_did_are_all_who_were_asked() -> None:
    asked = together(
        rows({"good": 24, "bad": 1}), rows({"not_said": 1, "blank": 1}, 27, level="outside")
    )
    sums = sums_of(asked)
    whole = sums.count[(sums.sign == 1)]
    assert sorted(sums.exact[whole].tolist()) == [25, 27]
    parts = [sums.exact[sums.count[sums.sum_of == number]].tolist() for number in set(sums.sum_of)]
    assert sorted(sorted(one) for one in parts) == [[1, 1, 25, 27], [1, 24, 25]]


def test_four_answers_of_one_person_each_do_not_follow() -> None:
    """22 people, 18 of one answer: the four others cannot be more than one each."""
    told = shown(rows({"white": 18, "asian": 1, "black": 1, "mixed": 1, "other": 1}))
    assert told == [None] * 5


def test_answers_that_a_council_did_not_offer_are_in_no_sum() -> None:
    frame = together(
        rows({"good": 8, "bad": 13, "neutral": 1}),
        rows({"other": 0}).assign(people=pd.NA, base=22, share=np.nan),
    )
    frame["people"] = frame["people"].astype("Int64")
    assert shown(frame) == [None, 15, None, None]


def test_frames_of_the_same_people_are_read_together_and_told_apart() -> None:
    other = rows({"good": 60, "bad": 30}, question="health")
    frames = {"one": rows({"good": 13, "bad": 8, "neutral": 1}), "other": other}
    follows = follows_together(frames, LOCAL)
    assert {name: which.tolist() for name, which in follows.items()} == {
        "one": [False, True, False],
        "other": [False, False],
    }
    assert follows_together({}, LOCAL) == {}


def possible(count: float, hidden: str, base: int) -> range | list[int]:
    """The counts that would be released as this row is."""
    if pd.isna(count):
        return range(1, 8) if hidden == "[c] 1 to 7 people" else range(base + 3)
    return [n for n in range(int(count) - 2, int(count) + 3) if n >= 8] if count else [0]


@given(some.lists(some.lists(some.integers(0, 14), min_size=2, max_size=2), min_size=3, max_size=3))
def test_by_trying_every_council_no_small_count_of_one_can_be_worked_out(counts) -> None:
    """Three councils of 40 people or more, and all together."""
    frames = [
        rows({"good": good, "bad": bad, "neutral": 40}, authority=f"X{number}", level="answer")
        for number, (good, bad) in enumerate(counts)
    ]
    sums = {name: sum(one[place] for one in counts) for place, name in enumerate(("good", "bad"))}
    frames.append(rows({**sums, "neutral": 120}, authority="all", level="answer"))
    frame = together(*frames)
    released = release(frame, LOCAL)
    for answer in ("good", "bad"):
        mine = released[frame["answer"].eq(answer)]
        exact = frame.loc[mine.index, "people"].tolist()
        ranges = [possible(one.people, one.hidden, 54) for one in mine.itertuples()]
        fits = [set() for _ in exact[:3]]
        for tried in itertools.product(*ranges[:3]):
            if sum(tried) in ranges[3]:
                for found, one in zip(fits, tried, strict=True):
                    found.add(one)
        for count, gone, found in zip(exact, mine["people"].isna(), fits, strict=False):
            assert count in found
            assert not gone or not 1 <= count <= 7 or len(found) > 1


def test_a_second_count_of_one_council_does_not_follow_from_all_of_them_either() -> None:
    """The same 8, 8 and 1 of 17, as those with a managed budget."""
    first = [(f"X{place}", 20, 40) for place in range(3)]
    frame = pd.DataFrame([*first, ("all", 60, 120)], columns=["authority", "people", "base"])
    frame = frame.assign(people_managed=[8, 8, 1, 17], base_managed=frame["base"])
    frame = frame.assign(question="life", level="outcome", share=frame["people"] / frame["base"])
    frame["share_managed"] = frame["people_managed"] / frame["base_managed"]
    told = release(frame, LOCAL)
    assert told["people_managed"].isna().tolist() == [True, False, True, False]
    assert told["people"].isna().tolist() == [True, False, True, False]


def test_what_counts_some_of_the_people_has_a_base_of_its_own() -> None:
    """13, 8 and 1 of 22 people, beside how many of 40 they are."""
    frame = together(
        rows({"both": 22}, 40, level="cases"), rows({"near": 13, "above": 8, "below": 1})
    )
    assert shown(frame) == [20, 15, None, None]
