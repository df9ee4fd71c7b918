"""Made-up budgets: three councils whose mean ratios are those that were published."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest

from poet.budgets_file import read_budgets
from poet.made_up.budgets import BUDGETS, GROUPS, PUBLISHED_MEAN_RATIOS, budgets
from poet.made_up.councils import draw_councils
from poet.spreadsheets import csv_bytes
from poet.study import Authority


@pytest.fixture(scope="module")
def councils():
    return draw_councils(5, 80, np.random.default_rng([1, 0]))


@pytest.fixture(scope="module")
def cases(councils) -> pd.DataFrame:
    return budgets(councils, 1)


def test_three_councils_have_the_mean_ratios_that_were_published(councils, cases) -> None:
    amounts = cases.assign(indicative=pd.to_numeric(cases["indicative"]))
    means = (amounts["final"] / amounts["indicative"]).groupby(amounts["authority"]).mean()
    for code, published in zip(councils.codes, PUBLISHED_MEAN_RATIOS, strict=False):
        assert means[code] == pytest.approx(published, abs=0.02)
    assert means[list(councils.codes[3:])].max() < min(PUBLISHED_MEAN_RATIOS)


def test_every_council_has_cases_of_every_kind(councils, cases) -> None:
    assert set(cases["authority"]) == set(councils.codes)
    assert cases["case"].is_unique
    assert set(cases["group"]) == set(GROUPS)
    assert cases["indicative"].eq("").any()
    assert cases.groupby("authority").size().min() >= 12


def test_the_file_reads_back_without_problems(councils, cases, tmp_path) -> None:
    (tmp_path / BUDGETS).write_bytes(csv_bytes(cases))
    names = zip(councils.codes, councils.names, strict=True)
    authorities = [Authority(code, name) for code, name in names]
    read = read_budgets(tmp_path, {"file": BUDGETS}, authorities)
    assert read.problems.empty
    assert len(read.by_case) == read.account.rows_read == len(cases)


def test_the_same_seed_makes_the_same_cases(councils, cases) -> None:
    again = budgets(councils, 1)
    pd.testing.assert_frame_equal(again, cases)
    assert not budgets(councils, 2)["final"].equals(cases["final"])
    assert pd.read_csv(io.BytesIO(csv_bytes(again))).shape == cases.shape
