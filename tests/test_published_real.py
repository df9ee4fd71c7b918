"""Real published tables: the Adult Social Care Survey that is shipped, and two that are not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from poet.peers import CouncilsOfStudy
from poet.published_tables_file import read_published
from poet.study import Authority

REPOSITORY = Path(__file__).resolve().parents[1]
EXAMPLE = REPOSITORY / "examples" / "published"
COUNCILS = CouncilsOfStudy((Authority("kirklees", "Kirklees"), Authority("X001", "Fernhollow")))


def documented(page: Path) -> dict[str, object]:
    """The [[published]] table of a page."""
    block = page.read_text(encoding="utf-8").split("```toml\n[[published]]\n")[1].split("```")[0]
    return tomllib.loads(block)


@pytest.mark.parametrize(
    "page",
    [EXAMPLE / "README.md", REPOSITORY / "docs" / "comparing-councils.md"],
    ids=["README", "docs"],
)
def test_the_documented_table_is_that_of_the_survey(page: Path) -> None:
    """Published: 66.7 % in Kirklees, and 67.7 % on average over the 18 councils."""
    entry = documented(page)
    table = read_published(EXAMPLE / str(entry["file"]), entry, COUNCILS)
    assert len(table.values) == len(table.bases) == 18
    assert table.values["kirklees"] == pytest.approx(0.667)
    assert table.bases["kirklees"] == 490
    assert np.mean(list(table.values.values())) == pytest.approx(0.677, abs=0.01)
    assert table.remarks == (
        "ascs-2020-21.csv: 1 row names no council and is left out: row 93 (empty).",
        "ascs-2020-21.csv: there is no row for Fernhollow.",
    )


def test_the_extract_has_the_figures_of_the_whole_table(shared: Path) -> None:
    whole = shared / "data" / "ascs-by-council-2020-21" / "t1a_percent_by_council.csv"
    entry = documented(EXAMPLE / "README.md")
    ours = read_published(EXAMPLE / "ascs-2020-21.csv", entry, COUNCILS)
    theirs = read_published(whole, {**entry, "value_column": "value", "base_column": ""}, COUNCILS)
    assert dict(ours.values) == dict(theirs.values)


def test_response_rates_of_which_most_are_not_available(shared: Path) -> None:
    path = shared / "data" / "ascs-by-council-2020-21" / "t4_response_rates_by_council.csv"
    entry = {
        **documented(EXAMPLE / "README.md"),
        "authority_column": "cassr_name",
        "value_column": "value",
        "base_column": "",
        "where": {"measure": "Total Questionnaire Response Rate"},
    }
    table = read_published(path, entry, COUNCILS)
    assert len(table.values) == 18
    assert table.remarks == (
        "t4_response_rates_by_council.csv: 1 row names no council and is left out: "
        '"18 CASSR Average".',
        "t4_response_rates_by_council.csv: 133 councils have no figure: 133 not available ([x]).",
        "t4_response_rates_by_council.csv: there is no row for Fernhollow.",
    )


@pytest.mark.parametrize("column", ["Local authority code", "Local authority name"])
def test_published_medians_come_out_of_a_series_of_scores(shared: Path, column: str) -> None:
    """The quality of life of carers, 2016-17, has a published median of 7.6."""
    entry = {
        **documented(EXAMPLE / "README.md"),
        "authority_column": column,
        "value_column": "Value",
        "base_column": "",
        "unit": "score",
        "where": {"Financial year": "2016-17", "Code": "ASC1"},
    }
    path = shared / "data" / "oflog-asc" / "oflog_adult_social_care.csv"
    table = read_published(path, entry, COUNCILS)
    assert len(table.values) == 151
    assert np.median(list(table.values.values())) == pytest.approx(7.6)
    assert "1 council has no figure: 1 left empty." in " ".join(table.remarks)
