from __future__ import annotations

import pytest

from poet.statistics.failure import CannotEstimate, listed


def test_a_reason_can_be_printed_as_it_is():
    assert str(CannotEstimate("everyone gave the same answer")) == "everyone gave the same answer"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["age"], "'age'"),
        (["age", "sex"], "'age' and 'sex'"),
        (["age", "sex", 3], "'age', 'sex' and '3'"),
    ],
)
def test_names_are_listed_as_in_a_sentence(names, words):
    assert listed(names) == words
