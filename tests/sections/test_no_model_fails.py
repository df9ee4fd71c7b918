"""Whatever people answered, every row is an estimate or a reason, and nothing warns."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.sections import find_all, imputed_models

LIFE = ["much_better", "better", "same", "worse", "not_said", ""]
EASE = ["hard", "neither", "easy", ""]
NEED = ["physical", "learning", "other", ""]


def odd_answers(seed: int, people: int, councils: int) -> dict[str, list[str]]:
    """Columns with few or many different answers, copies of others, and councils of any size."""
    random = np.random.default_rng(seed)

    def drawn(codes: list[str]) -> list[str]:
        weights = random.dirichlet(np.full(len(codes), random.choice([0.1, 0.5, 2])))
        return random.choice(codes, people, p=weights).tolist()

    ages = random.integers(18, random.choice([19, 30, 95]), people).astype(str)
    share = random.dirichlet(np.full(councils, random.choice([0.3, 5])))
    cells = {
        "council": [f"c{n:02}" for n in random.choice(councils, people, p=share)],
        "life": drawn(LIFE),
        "health": drawn(LIFE),
        **{key: drawn(EASE) for key in ("forms", "advice", "say")},
        "need": drawn(NEED),
        "age": np.where(random.random(people) < 0.1, "", ages).tolist(),
    }
    if random.random() < 0.3:
        cells["advice"] = cells["say"] = cells["forms"]
    if random.random() < 0.3:  # whoever found it easy, and nobody else, is better off
        cells["life"] = ["better" if step == "easy" else "worse" for step in cells["forms"]]
    return cells


@pytest.fixture(scope="module", autouse=True)
def few_sets():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(imputed_models, "SETS", 2)
        yield


@settings(derandomize=True, max_examples=40)
@given(
    seed=st.integers(0, 10**6),
    people=st.sampled_from([1, 12, 25, 40, 80, 300]),
    councils=st.sampled_from([1, 2, 12]),
)
def test_every_row_is_an_estimate_or_a_reason(small_study, seed, people, councils):
    cells = odd_answers(seed, people, councils)
    study = small_study(cells, councils=[f"c{n:02}" for n in range(councils)])
    found = find_all(study, technical=True)
    links = found["what_goes_with_outcomes"]
    estimated = links["log_odds"].notna()
    assert links["note"].ne("").eq(~estimated).all()
    numbers = links.loc[estimated, ["log_odds", "standard_error", "p", "odds_ratio"]]
    assert np.isfinite(numbers.to_numpy(float)).all()
    checks = found["technical_robustness"]
    told = checks[["log_odds", "value"]].notna().any(axis=1) | checks["note"].ne("")
    assert told.all()
    assert found["technical_terms"]["log_odds"].abs().lt(1e6).all()
