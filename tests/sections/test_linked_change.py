"""The same people in two waves: who is linked, and how their answers moved."""

from __future__ import annotations

import dataclasses
import hashlib

import pandas as pd
import pytest

from poet.disclosure import PROFILES, release
from poet.sections.linked_change import COLUMNS, ESTIMATES, find, linked_places, work_out
from poet.statistics.paired_differences import newcombe_paired
from poet.study import Study, Wave

NORTH, SOUTH = "north", "south"


def hash_of(person: object) -> str:
    return hashlib.sha256(str(person).encode()).hexdigest()


@pytest.fixture(scope="module")
def linked_waves(small_study):
    """A study of two waves from (council, person, life), one entry per form."""

    def made(before: list[tuple], now: list[tuple]) -> Study:
        responses = []
        for wave, forms in (("2025", before), ("2026", now)):
            cells = {
                "council": [council for council, _, _ in forms],
                "life": [life for _, _, life in forms],
            }
            study = small_study(cells)
            (answers,) = study.responses
            hashes = [None if person is None else hash_of(person) for _, person, _ in forms]
            by_person = answers.by_person.assign(linked_id=pd.Series(hashes, dtype=object))
            responses.append(dataclasses.replace(answers, wave=wave, by_person=by_person))
        waves = (Wave("2025", "2025"), Wave("2026", "2026"))
        return dataclasses.replace(study, waves=waves, responses=tuple(responses))

    return made


def row(found: pd.DataFrame, move: str, authority: str = NORTH) -> pd.Series:
    question = "" if move == "linked" else "life"
    wanted = found["move"].eq(move) & found["question"].eq(question)
    return found[wanted & found["authority"].eq(authority)].iloc[0]


# Moves on the scale of life: much better, better, same, worse.
BEFORE = ["same"] * 30 + ["better"] * 20 + ["worse"] * 10
NOW = (
    ["better"] * 18 + ["same"] * 12 + ["much_better"] * 5 + ["better"] * 9 + ["same"] * 6
    + ["worse"] * 4 + ["better"] * 6
)  # fmt: skip


def forms(answers: list[str], council: str = NORTH) -> list[tuple]:
    return [(council, person, answer) for person, answer in enumerate(answers)]


def test_moves_are_counted_and_the_paired_difference_is_newcombes(linked_waves) -> None:
    found = find(linked_waves(forms(BEFORE), forms(NOW)))
    assert list(found) == list(COLUMNS)
    assert row(found, "linked")[["people", "base", "share"]].tolist() == [60, 60, 1]
    moved = [row(found, move)["people"] for move in ("better", "same", "worse")]
    assert moved == [18 + 5 + 6, 12 + 9 + 4, 6]
    assert row(found, "better")["base"] == 60
    good = row(found, "good")
    counts = good[["people", "base", "people_before", "base_before"]].tolist()
    assert counts == [18 + 14 + 6, 60, 20, 60]
    expected = newcombe_paired(14, 24, 6, 16)
    assert good[list(ESTIMATES)].tolist() == pytest.approx([float(one) for one in expected])


def test_who_is_in_one_wave_or_twice_in_one_or_in_another_council_is_not_linked(
    linked_waves,
) -> None:
    before = [(NORTH, 1, "same"), (NORTH, 2, "same"), (NORTH, 3, "same"), (SOUTH, 4, "same")]
    now = [
        (NORTH, 1, "better"),
        (NORTH, 2, "better"),
        (NORTH, 2, "worse"),
        (NORTH, 4, "better"),
        (NORTH, None, "better"),
    ]
    study = linked_waves(before, now)
    assert [places.tolist() for places in linked_places(*study.surveys[::-1])] == [[0], [0]]
    found = find(study)
    assert row(found, "linked")[["people", "base"]].tolist() == [1, 5]
    assert row(found, "linked", SOUTH)[["people", "base"]].tolist() == [0, 0]
    assert row(found, "better", SOUTH)["note"] == "nobody linked answered this question both times"


def test_answers_that_do_not_count_are_no_moves(linked_waves) -> None:
    before, now = forms(["same", "not_said", "same"]), forms(["better", "better", ""])
    assert row(find(linked_waves(before, now)), "better")[["people", "base"]].tolist() == [1, 1]


def test_without_hashes_in_both_waves_there_are_no_rows(linked_waves) -> None:
    study = linked_waves(forms(BEFORE), forms(NOW))
    before, now = study.responses
    without = dataclasses.replace(before, by_person=before.by_person.drop(columns="linked_id"))
    found = find(dataclasses.replace(study, responses=(without, now)))
    assert list(found) == list(COLUMNS)
    assert found.empty
    assert release(found, PROFILES["local"], ESTIMATES).empty


def test_no_hash_leaves(linked_waves) -> None:
    found = find(linked_waves(forms(BEFORE), forms(NOW)))
    assert hash_of(1) not in found.to_csv()


def test_small_moves_are_hidden_with_what_rests_on_them(linked_waves) -> None:
    found = find(linked_waves(forms(BEFORE), forms(NOW)))
    released = release(found, PROFILES["local"], ESTIMATES)
    assert row(released, "worse")["hidden"] == "[c] 1 to 7 people"
    assert pd.isna(row(released, "worse")["people"])
    assert row(released, "better")[["people", "base", "hidden"]].tolist() == [30, 60, ""]
    assert row(released, "good")["people_before"] == 20
    nine = find(linked_waves(forms(BEFORE[:9]), forms(NOW[:9])))
    few = row(release(nine, PROFILES["local"], ESTIMATES), "good")
    assert few["hidden"] == "[c] fewer than 10 people answered"
    assert few[[*ESTIMATES, "people", "people_before", "share"]].isna().all()


def test_no_hidden_move_follows_from_the_others(linked_waves) -> None:
    """22 people, of whom 13 moved up and 8 did not move: one must have moved down."""
    now = ["better"] * 13 + ["same"] * 8 + ["worse"]
    released = release(
        find(linked_waves(forms(["same"] * 22), forms(now))), PROFILES["local"], ESTIMATES
    )
    moves = ("better", "same", "worse")
    hidden = [bool(pd.isna(row(released, move)["people"])) for move in moves]
    assert hidden == [False, True, True]


def crossed(both: int, now_only: int, before_only: int, neither: int) -> tuple[list, list]:
    """Forms of two waves with so many people of each kind."""
    now = ["better"] * (both + now_only) + ["same"] * (before_only + neither)
    before = ["better"] * both + ["same"] * now_only + ["better"] * before_only
    return forms([*before, *["same"] * neither]), forms(now)


@pytest.mark.parametrize("other", [(11, 2, 0, 17), (10, 3, 0, 17), (12, 2, 0, 16)])
def test_a_difference_of_rounded_counts_tells_not_how_many_changed_their_answer(
    linked_waves, other
) -> None:
    """12 both times, 1 the second time only: exact shares would fit this one table."""
    told = []
    for cells in ((12, 1, 0, 17), other):
        released = release(find(linked_waves(*crossed(*cells))), PROFILES["local"], ESTIMATES)
        good = row(work_out(released), "good")
        counts = ["people", "base", "people_before", "base_before", "correlation"]
        told.append(good[[*counts, *ESTIMATES]].tolist())
    assert told[0][:5] == [15, 30, 10, 30, 0.5]
    assert told[0] == told[1]
    assert told[0][5] == pytest.approx(15 / 30 - 10 / 30)


def test_exact_counts_keep_their_exact_difference(linked_waves) -> None:
    found = find(linked_waves(*crossed(12, 1, 0, 17)))
    assert row(found, "good")["correlation"] == 0.5
    worked_out = work_out(release(found, PROFILES["internal"], ESTIMATES))
    expected = [float(one) for one in newcombe_paired(12, 1, 0, 17)]
    assert row(worked_out, "good")[list(ESTIMATES)].tolist() == pytest.approx(expected)
