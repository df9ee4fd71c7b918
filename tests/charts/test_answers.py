"""Scales of every length as bands of colour."""

from __future__ import annotations

import pytest

from poet.charts import AnswerKey
from poet.charts.answers import bands


def scale(*meanings):
    return [AnswerKey(f"Answer {place}", meaning) for place, meaning in enumerate(meanings)]


@pytest.mark.parametrize(
    ("meanings", "colours"),
    [
        (("good", "good", "neutral", "bad", "bad"), "#6B2A00 #DF7320 #FFFFFF #4D96D5 #12436D"),
        (("good", "good", "bad", "bad"), "#6B2A00 #DF7320 #4D96D5 #12436D"),
        (("good", "neutral", "bad"), "#DF7320 #FFFFFF #12436D"),
        (("good", "bad"), "#DF7320 #12436D"),
        (("good", "good", "bad"), "#DF7320 #4D96D5 #12436D"),
    ],
)
def test_a_scale_has_its_colours_from_worst_to_best(meanings, colours):
    assert [band.colour for band in bands(scale(*meanings))] == colours.split()


def test_the_milder_answers_of_a_long_scale_stand_together():
    labels = ("Very much better", "Better", "A little better", "RAS unchanged", "Worse")
    meanings = ("good", "good", "good", "neutral", "bad")
    answers = [AnswerKey(*pair) for pair in zip(labels, meanings, strict=True)]
    joined = bands(answers)
    assert [band.label for band in joined] == [
        "Worse",
        "RAS unchanged",
        "A little better or better",
        "Very much better",
    ]
    assert joined[2].share((0.1, 0.2, 0.3, 0.4, 0)) == pytest.approx(0.5)
    assert joined[2].share((0.1, 0.2, None, 0.4, 0)) is None


@pytest.mark.parametrize(
    ("meanings", "message"),
    [
        (("bad", "good"), "from best to worst"),
        (("good", "bad", "neutral"), "from best to worst"),
        (("good", "not_an_answer"), "'not_an_answer' is no meaning"),
        ((), "none"),
    ],
)
def test_a_scale_in_another_order_is_refused(meanings, message):
    with pytest.raises(ValueError, match=message):
        bands(scale(*meanings))
