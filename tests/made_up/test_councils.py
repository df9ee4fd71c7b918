from __future__ import annotations

import numpy as np
import pytest

from poet.made_up.councils import draw_councils, draw_people


def rng(seed: int = 5) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize(("count", "people"), [(1, 120), (3, 120), (22, 95), (200, 1), (7, 2)])
def test_sizes_add_up_and_nobody_has_none(count: int, people: int) -> None:
    sizes = draw_councils(count, people, rng()).people
    assert len(sizes) == count
    assert sizes.sum() == count * people
    assert sizes.min() >= 1


def test_sizes_differ_a_little() -> None:
    sizes = draw_councils(50, 120, rng()).people
    assert len(set(sizes.tolist())) > 20
    assert sizes.min() >= 120 * 0.75
    assert sizes.max() <= 120 * 1.25


def test_codes_and_names_go_with_sizes() -> None:
    councils = draw_councils(2, 10, rng())
    assert councils.codes == ("X001", "X002")
    assert councils.names == ("Alderfen", "Fernhollow")


def test_people_stand_in_the_order_of_councils() -> None:
    councils = draw_councils(6, 40, rng())
    council = draw_people(councils, 0.5, rng()).council
    assert (np.diff(council) >= 0).all()
    assert np.bincount(council).tolist() == [int(0.5 * size + 0.5) for size in councils.people]


def test_a_small_council_has_somebody() -> None:
    assert len(draw_people(draw_councils(4, 1, rng()), 0.35, rng())) == 4


def test_levels_are_standard_normal_and_go_together() -> None:
    people = draw_people(draw_councils(200, 300, rng()), 1.0, rng(6))
    assert people.ease.mean() == pytest.approx(0, abs=0.06)
    assert people.ease.std() == pytest.approx(1, abs=0.02)
    assert people.involvement.std() == pytest.approx(1, abs=0.02)
    assert np.corrcoef(people.ease, people.involvement)[0, 1] == pytest.approx(0.4, abs=0.03)


def test_councils_differ_in_their_means() -> None:
    councils = draw_councils(200, 300, rng())
    people = draw_people(councils, 1.0, rng(6))
    for level in (people.ease, people.involvement):
        means = np.bincount(people.council, level) / np.bincount(people.council)
        # The variance between councils is 0.07; a mean of 300 people adds 0.93 / 300.
        assert means.var() == pytest.approx(0.07 + 0.0031, abs=0.015)


def test_fortune_is_that_of_the_council() -> None:
    councils = draw_councils(3, 20, rng())
    people = draw_people(councils, 1.0, rng())
    assert (people.fortune == councils.fortune[people.council]).all()
