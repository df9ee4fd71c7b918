"""The links of all councils: summed up from released links, drawn without names."""

from __future__ import annotations

import pandas as pd
import pytest

from poet.disclosure import PROFILES
from poet.releasing import release_all
from poet.sections import find_all, latest_findings
from poet.sections.council_links import WIDTH
from poet.sections.links_between_councils import COLUMNS, compare, view
from poet.statistics.random_effects import random_effects
from poet.study import ALL_COUNCILS

KEYS = {"audience": "carer", "wave": "2026", "outcome": "life", "topic": "life"}


def links(differences: list[float], errors: list[float], **more: object) -> pd.DataFrame:
    """Released ordinal links of so many councils between the process and one outcome."""
    rows = [
        {
            "authority": f"c{n}",
            **KEYS,
            "predictor": "process",
            "model": "ordinal",
            "difference": difference,
            "difference_low": difference - WIDTH / 2 * error,
            "difference_high": difference + WIDTH / 2 * error,
            "log_odds": 4 * difference,
            "standard_error": 4 * error,
            **more,
        }
        for n, (difference, error) in enumerate(zip(differences, errors, strict=True))
    ]
    return pd.DataFrame(rows)


def compared(*frames: pd.DataFrame) -> pd.DataFrame:
    return compare(None, {"what_goes_with_outcomes": pd.concat(frames, ignore_index=True)})


DIFFERENCES, ERRORS = [0.1, 0.3, 0.2, 0.05, 0.25, 0.15], [0.05, 0.1, 0.04, 0.08, 0.06, 0.05]


def test_councils_are_summed_up_on_both_scales() -> None:
    found = compared(links(DIFFERENCES, ERRORS)).set_index("scale")
    assert [*found.reset_index()[list(COLUMNS)]] == list(COLUMNS)
    for scale, unit in (("difference", 1), ("log_odds", 4)):
        expected = random_effects(
            [unit * one for one in DIFFERENCES], [unit * one for one in ERRORS]
        )
        row = found.loc[scale]
        assert row["mean"] == pytest.approx(expected.mean)
        assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high))
        assert row["predicted_high"] == pytest.approx(expected.predicted_high)
        assert row["between"] == pytest.approx(expected.between)
        assert (row["councils"], row["note"], row["authority"]) == (6, "", "all")


def test_what_is_said_of_all_together_and_binary_models_are_no_councils() -> None:
    alone = compared(links(DIFFERENCES, ERRORS))
    more = compared(
        links(DIFFERENCES, ERRORS),
        links([0.9], [0.01], authority="all"),
        links(DIFFERENCES, ERRORS, model="binary"),
    )
    pd.testing.assert_frame_equal(alone, more)


def test_a_council_without_an_estimate_is_left_out_and_four_are_too_few() -> None:
    without = links([float("nan")] * 2, [0.1, 0.1])
    found = compared(links(DIFFERENCES[:4], ERRORS[:4]), without)
    assert set(found["note"]) == {"fewer than 5 councils have an estimate (here: 4)"}
    assert found["mean"].isna().all()
    assert set(found["councils"]) == {4}


@pytest.fixture(scope="module")
def national(example):
    study = example(authorities=12, people=100, seed=4)
    released = release_all(study, find_all(study))
    return latest_findings(study, released, PROFILES["local"]).report_on(ALL_COUNCILS)


def test_a_block_draws_every_council_and_lists_every_outcome(national) -> None:
    shown = view(national)
    assert not shown["empty"]
    block = shown["blocks"][0]
    assert block["heading"] == "How easy the process was: people who hold a personal budget"
    found = national.released["links_between_councils"].query(
        "audience == 'budget_holder' and predictor == 'process' and scale == 'difference'"
    )
    assert len(block["table"]["rows"]) == (found["note"] == "").sum()
    assert block["chart"].text.startswith("12 councils. ")
    assert block["chart"].title.endswith(": the link in each council")
    first = block["sentences"][0]
    assert ": in a typical council, " in first
    assert first.endswith("say “better”.")


def test_no_council_is_named(national) -> None:
    names = [authority.name for authority in national.study.authorities]
    said = str(view(national))
    drawn = "".join(block["chart"].svg() for block in view(national)["blocks"])
    assert not [name for name in names if name in said + drawn]
