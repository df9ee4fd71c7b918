"""Links planted in a made-up study are found again: held against its truth.toml."""

from __future__ import annotations

import tomllib

import pandas as pd
import pytest

from poet.sections.what_goes_with_outcomes import find


@pytest.fixture(scope="module")
def links(example) -> pd.DataFrame:
    """One row per ordinal link in 10 councils of 300 budget holders, and what was planted."""
    study = example(authorities=10, people=300, seed=1, effect="planted")
    truth = tomllib.loads((study.folder / "truth.toml").read_text(encoding="utf-8"))["log_odds"]
    found = find(study)
    found = found[found["model"].eq("ordinal")]
    planted = [truth[link.audience][link.predictor][link.outcome] for link in found.itertuples()]
    return found.assign(planted=planted)


@pytest.fixture(scope="module")
def pooled(links: pd.DataFrame) -> pd.DataFrame:
    """The links of all councils together."""
    return links[links["authority"].eq("all")]


def covered(links: pd.DataFrame) -> pd.Series:
    return links["planted"].between(links["log_odds_low"], links["log_odds_high"])


def test_every_planted_link_is_estimated(pooled: pd.DataFrame) -> None:
    assert len(pooled) == 56
    assert pooled["note"].eq("").all()
    assert pooled["councils"].eq(10).all()
    assert pooled["planted"].gt(0).any()


def test_nine_in_ten_intervals_cover_what_was_planted(pooled: pd.DataFrame) -> None:
    assert covered(pooled).mean() >= 0.9


def test_no_estimate_is_far_from_what_was_planted(pooled: pd.DataFrame) -> None:
    apart = (pooled["log_odds"] - pooled["planted"]) / pooled["standard_error"]
    assert apart.abs().max() < 4


def test_strong_links_are_called_clear_and_point_the_right_way(pooled: pd.DataFrame) -> None:
    strong = pooled[pooled["planted"].ge(0.4)]
    assert len(strong) >= 10
    assert strong["clear"].mean() > 0.9
    assert (strong["log_odds"] > 0).all()
    assert (strong["difference"] > 0).all()


def test_the_models_of_single_councils_cover_it_as_often(links: pd.DataFrame) -> None:
    """Outcomes of one person resemble each other, so the share strays further than by chance."""
    own = links[links["authority"].ne("all") & links["note"].eq("")]
    assert len(own) > 500
    assert covered(own).mean() >= 0.9
    assert own["councils"].isna().all()
