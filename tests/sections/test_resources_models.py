"""When nothing is modelled of money, and why: of people made up for each reason."""

from __future__ import annotations

import numpy as np
import pytest

from poet.sections.budget_arms import BackgroundColumns
from poet.sections.resources_measures import Measure
from poet.sections.resources_models import Modelled, costs, more_money

PEOPLE, COUNCILS = 600, 12
EVERYONE = np.arange(PEOPLE)
COUNCIL = EVERYONE % COUNCILS
RANDOM = np.random.default_rng(3)
AMOUNTS = 200 * np.exp(0.5 * RANDOM.normal(size=PEOPLE))
GOOD, DIRECT = RANDOM.random((2, PEOPLE)) < 0.5
MEASURE = Measure("life", "life", "outcome", None, GOOD, np.ones(PEOPLE, dtype=bool))


@pytest.fixture(scope="module")
def age(three_councils) -> BackgroundColumns:
    """Two groups of people, in every council."""
    question = three_councils.surveys[0].questionnaire.question("age_band")
    group = (EVERYONE // COUNCILS) % 2
    return BackgroundColumns(question, group[:, None].astype(float), group)


def test_without_background_nobody_is_said_to_be_similar() -> None:
    """What is told compares similar people, which cannot be known where nothing was asked."""
    people = Modelled(EVERYONE, [], None)
    assert costs(people, AMOUNTS, DIRECT, MEASURE) == {
        "note": "there is no background to allow for"
    }
    assert more_money(people, AMOUNTS, MEASURE) == {"note": "there is no background to allow for"}


def test_both_kinds_of_budget_are_of_ten_councils_or_more(age: BackgroundColumns) -> None:
    """Draws of councils cannot tell how sure a cost is that two of them alone know of."""
    people = Modelled(EVERYONE, [age], COUNCIL)
    assert costs(people, AMOUNTS, DIRECT, MEASURE)["councils"] == COUNCILS
    of_two = np.isin(COUNCIL, (0, 1)) & DIRECT
    for kind in (of_two, ~of_two):
        assert costs(people, AMOUNTS, kind, MEASURE) == {
            "note": "people with one of the two kinds of budget are of fewer than 10 councils"
        }
