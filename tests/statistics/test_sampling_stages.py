from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling_stages import numbered, stages_of_drawing

COUNCIL = pd.Series(["b", "b", "a", "a", "c", "c", "d"], name="council")
WARD = pd.Series([1, 2, 1, 2, 1, 2, 9], name="ward")
REGION = pd.Series(["north"] * 4 + ["south"] * 3, name="region")


def column(name, *values):
    return pd.Series(values, name=name)


def test_rows_are_the_units_when_no_clusters_are_given():
    (stage,) = stages_of_drawing(COUNCIL.index, REGION, (), ())
    assert stage.units.of_row.tolist() == list(range(7))
    assert stage.parent_of_unit.tolist() == [0, 0, 0, 0, 1, 1, 1]
    assert stage.drawn.tolist() == [4, 3]
    assert stage.fraction.tolist() == [0, 0]
    assert stage.units.word == "answer"
    assert stage.lonely is None


def test_a_later_label_is_read_within_the_unit_before():
    first_populations = column("councils", 8, 8, 8, 8, 4, 4, 4)
    wards = column("wards", 3, 3, 5, 5, 2, 2, 1)
    first, second = stages_of_drawing(
        COUNCIL.index, REGION, (COUNCIL, WARD), (first_populations, wards)
    )
    assert first.units.labels.tolist() == ["b", "a", "c", "d"]
    assert first.parent_of_unit.tolist() == [0, 0, 1, 1]
    assert first.fraction.tolist() == [0.25, 0.5]
    assert second.units.of_row.tolist() == list(range(7))
    assert second.parent_of_unit.tolist() == [0, 0, 1, 1, 2, 2, 3]
    assert second.drawn.tolist() == [2, 2, 2, 1]
    np.testing.assert_allclose(second.fraction, [2 / 3, 2 / 5, 1, 1])
    np.testing.assert_allclose(second.scale, [2 / 3, 6 / 5, 0, 0])
    assert second.lonely is None  # the one ward of council d is all it has


@pytest.mark.parametrize(("populations", "stages"), [((), 1), ((8.0,), 2), ((8.0, 9.0), 2)])
def test_later_stages_count_where_the_population_before_is_known(populations, stages):
    columns = tuple(column("there", *[number] * 7) for number in populations)
    found = stages_of_drawing(COUNCIL.index, None, (COUNCIL, WARD), columns)
    assert len(found) == stages
    if len(populations) == 1:
        assert found[1].fraction.tolist() == [0] * 4


def test_one_unit_of_several_is_said_with_its_stratum():
    (stage,) = stages_of_drawing(COUNCIL.index, COUNCIL, (), ())
    assert stage.lonely == "there is only one answer within council 'd'"
    one = column("council", *["x"] * 7)
    (stage,) = stages_of_drawing(COUNCIL.index, None, (one,), ())
    assert stage.lonely == "there is only one council"
    there = column("there", *[9] * 7)
    _, second = stages_of_drawing(COUNCIL.index, REGION, (COUNCIL, one), (there,))
    assert second.lonely == ("there is only one council within council 'b', 'a' and 'c' and 1 more")


def test_a_unit_in_two_strata_is_refused():
    with pytest.raises(CannotEstimate, match=r"^ward '1' lies in more than one region$"):
        stages_of_drawing(COUNCIL.index, REGION, (WARD,), ())


def test_a_population_must_be_one_number_and_no_less_than_its_sample():
    differs = column("people", 9, 9, 9, 8, 7, 7, 7)
    with pytest.raises(CannotEstimate, match=r"^'people' differs within region 'north'$"):
        stages_of_drawing(COUNCIL.index, REGION, (), (differs,))
    small = column("people", 9, 9, 9, 9, 2, 2, 2)
    with pytest.raises(CannotEstimate, match="'people' is less than what was drawn within region "):
        stages_of_drawing(COUNCIL.index, REGION, (), (small,))
    with pytest.raises(CannotEstimate, match=r"^'people' differs$"):
        stages_of_drawing(COUNCIL.index, None, (), (differs,))


def test_groups_are_numbered_as_they_appear():
    units = numbered(COUNCIL.rename(None), "margin")
    assert units.of_row.tolist() == [0, 0, 1, 1, 2, 2, 3]
    assert units.labels.tolist() == ["b", "a", "c", "d"]
    assert units.word == "margin"
    assert numbered(COUNCIL, "margin").word == "council"
