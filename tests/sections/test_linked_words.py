"""What the same people say in two waves, in a sentence or two."""

from __future__ import annotations

import pandas as pd
import pytest
from changes_released import BETTER, linked, made, sentences, three_waves


@pytest.fixture(scope="module")
def base(reports):
    return three_waves(reports[0])


def test_linked_people_are_told_in_a_sentence(base) -> None:
    everyone = linked("", "linked", people=40)
    same_way = linked("dignity", "good", difference_low=0.05, difference_high=0.3)
    told = sentences(made(base, BETTER, linked_rows=[everyone, same_way]))
    assert told == (
        "About 40 people answered both times, and could be followed without names. "
        "Their own answers changed in the same way for “Dignity in support”."
    )
    unsure = linked("dignity", "good", difference_low=-0.05, difference_high=0.3)
    assert sentences(made(base, BETTER, linked_rows=[everyone, unsure])) == (
        "About 40 people answered both times, and could be followed without names."
    )
    few = linked("", "linked", people=pd.NA)
    assert sentences(made(base, BETTER, linked_rows=[few])) == (
        "Too few of them answered both times to follow the same people."
    )
    nobody = linked("", "linked", people=0)
    assert sentences(made(base, BETTER, linked_rows=[nobody])) == ""
