"""What Firth's fit cannot use, and the words it says so in."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics import firth
from poet.statistics.failure import CannotEstimate


def reason(*arguments, **more):
    with pytest.raises(CannotEstimate) as failure:
        firth.fit(*arguments, **more)
    return str(failure.value)


def test_why_answers_and_predictors_cannot_be_fitted(simulated):
    data = simulated(1)
    answers, predictors = data.answers, data.predictors
    assert reason(answers.mask(answers > "a", "a"), predictors) == "everyone gave the same answer"
    assert reason(answers >= "a", predictors) == "everyone gave the same answer"
    assert reason(answers[:0], predictors[:0]) == "nobody answered"
    assert reason(answers[:5], predictors[:5]) == "5 answers are too few to estimate 6 numbers"
    assert reason(answers[:3] > "a", predictors[:3]) == (
        "3 answers are too few to estimate 4 numbers"
    )
    assert reason(answers, predictors.assign(one=1)) == "'one' is the same for everyone"
    assert reason(answers, predictors.assign(pounds=np.inf)) == "'pounds' holds an infinite value"
    assert reason(answers, predictors.assign(no_help=1 - predictors["help"])) == (
        "'help' and 'no_help' can be worked out from one another"
    )


def test_why_weights_cannot_be_used(simulated):
    data = simulated(1)
    weights = pd.Series(1.0, data.answers.index, name="people")
    for wrong, what in ((-1, "a negative"), (np.nan, "a missing"), (np.inf, "an infinite")):
        weights.iloc[3] = wrong
        expected = f"'people' holds {what} weight"
        assert reason(data.answers, data.predictors, weights) == expected
    weights[:] = 0
    assert reason(data.answers, data.predictors, weights) == "nobody answered"


def test_a_level_in_between_needs_more_than_half_an_answer(simulated):
    data = simulated(1)
    weights = (data.answers != "b").astype(float)
    first = data.answers.eq("b").idxmax()
    weights[first] = 0.5
    assert reason(data.answers, data.predictors, weights) == (
        "0.5 answers at 'b' are too few for an estimate"
    )
    weights[first] = 0.6
    narrow = firth.fit(data.answers, data.predictors, weights).thresholds
    assert 0 < narrow["b|c"] - narrow["a|b"] < 0.01
    weights[:] = np.where(data.answers == "a", 0.0, 1.0)
    weights[data.answers.eq("a").idxmax()] = 0.1  # at an end there is no such bound
    assert np.isfinite(firth.fit(data.answers, data.predictors, weights).thresholds).all()


def test_what_the_caller_must_mend_first(simulated):
    data = simulated(1)
    holed = data.predictors.assign(ease=data.predictors["ease"].where(data.clusters != 1))
    with pytest.raises(ValueError, match="missing values in 'ease'"):
        firth.fit(data.answers, holed)
    with pytest.raises(ValueError, match="missing values in 'q7'"):
        firth.fit(data.answers.rename("q7").mask(data.clusters == 1), data.predictors)
    with pytest.raises(ValueError, match="must have the same rows"):
        firth.fit(data.answers, data.predictors[1:])
    with pytest.raises(TypeError, match="answers must be an ordered categorical"):
        firth.fit(data.answers.cat.as_unordered(), data.predictors)
    with pytest.raises(TypeError, match="answers must be true or false, or 1 or 0"):
        firth.fit(data.answers.astype(str), data.predictors)
    with pytest.raises(ValueError, match="answers must be true or false, or 1 or 0"):
        firth.fit(data.answers.cat.codes, data.predictors)
