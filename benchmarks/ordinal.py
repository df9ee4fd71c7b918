"""CPU seconds of the ordinal model on 3,000 people and 36 predictors, beside statsmodels.

Run from the top of the repository: python benchmarks/ordinal.py
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # must be set before numpy is loaded

import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
from statsmodels.miscmodels.ordinal_model import OrderedModel

from poet.statistics import ordinal, separation

PEOPLE, PREDICTORS, COUNCILS = 3_000, 36, 22
LEVELS = ["a_lot_worse", "worse", "no_difference", "better", "a_lot_better"]
RUNS = 15


def made_up_study() -> tuple[pd.Series, pd.DataFrame, pd.Series]:
    """Seeded answers on five levels, two scores and 34 yes-no predictors, and councils."""
    random = np.random.default_rng(36)
    yes_no = random.random((PEOPLE, PREDICTORS - 2)) < random.uniform(0.05, 0.5, PREDICTORS - 2)
    values = np.column_stack([random.random((PEOPLE, 2)), yes_no]).astype(float)
    latent = values @ random.normal(0, 0.4, PREDICTORS) + random.logistic(size=PEOPLE)
    codes = np.digitize(latent, np.quantile(latent, [0.05, 0.15, 0.5, 0.8]))
    return (
        pd.Series(pd.Categorical.from_codes(codes, LEVELS, ordered=True)),
        pd.DataFrame(values, columns=[f"predictor_{number}" for number in range(PREDICTORS)]),
        pd.Series(random.integers(0, COUNCILS, PEOPLE), name="council"),
    )


def cpu_seconds(run: Callable[[], object], times: int = RUNS) -> float:
    """The median over several runs, after one that warms up."""
    taken = []
    for _ in range(times + (times > 1)):
        begin = time.process_time()
        run()
        taken.append(time.process_time() - begin)
    return statistics.median(taken[-times:])


def main() -> None:
    answers, predictors, councils = made_up_study()
    model = OrderedModel(answers, predictors, distr="logit")
    theirs: list = []
    ours = cpu_seconds(lambda: ordinal.fit(answers, predictors))
    clustered = cpu_seconds(lambda: ordinal.fit(answers, predictors, clusters=councils))
    looked_for = cpu_seconds(lambda: separation.separated(answers, predictors))
    slow = cpu_seconds(
        lambda: theirs.append(model.fit(method="bfgs", gtol=1e-8, maxiter=500, disp=False)), 1
    )
    mine = ordinal.fit(answers, predictors).coefficients
    apart = np.abs(theirs[0].params[:PREDICTORS] - mine.to_numpy()).max()
    print(f"{PEOPLE:,} people, {PREDICTORS} predictors, {len(LEVELS)} levels; CPU seconds")
    print(f"  ours                          {ours:8.4f}   median of {RUNS}")
    print(f"  ours, CR3 over {COUNCILS} councils      {clustered:8.4f}   median of {RUNS}")
    print(f"  separation looked for         {looked_for:8.4f}   median of {RUNS}")
    print(f"  statsmodels OrderedModel      {slow:8.4f}   one run")
    print(f"  statsmodels / ours            {slow / ours:8.0f}")
    print(f"  largest difference of a coefficient {apart:.1e}")


if __name__ == "__main__":
    main()
