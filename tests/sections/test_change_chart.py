"""Change over time in a picture."""

from __future__ import annotations

import pytest
from changes_released import BETTER, SAME, WORSE, made, three_waves

from poet.charts import SlopeRow
from poet.charts.drawing import Chart
from poet.sections import change_chart
from poet.sections.change_view import view


@pytest.fixture(scope="module")
def base(reports):
    return three_waves(reports[0])


FIRST = {"wave_before": "2022", "compared": "first"}


def rows_drawn(monkeypatch, report) -> list[SlopeRow]:
    drawn = []

    def slope_chart(rows, **words):
        drawn.append((rows, words))
        return Chart(words["title"], words["text"], lambda style: ([], 0))

    monkeypatch.setattr(change_chart, "slope_chart", slope_chart)
    assert len(view(report)["charts"]) == len(drawn) == 1
    return drawn[0]


def test_two_clear_changes_are_drawn_over_all_waves(base, monkeypatch) -> None:
    pairs = ((BETTER, 0.5), (WORSE, 0.7))
    first = [{**row, **FIRST, "share_before": share} for row, share in pairs]
    rows, words = rows_drawn(monkeypatch, made(base, BETTER, WORSE, SAME, *first))
    assert rows == [
        SlopeRow("Being independent", (0.7, 0.65, 0.4), "worse"),
        SlopeRow("Dignity in support", (0.5, 0.6, 0.8), "better"),
    ]
    assert words == {
        "first_words": "spring 2022",
        "between_words": ["spring 2024"],
        "last_words": "spring 2026",
        "title": "Good answers: what has changed",
        "text": (
            "Being independent: 70% in spring 2022, 65% in spring 2024 and 40% in spring 2026, "
            "worse than before. Dignity in support: 50% in spring 2022, 60% in spring 2024 and "
            "80% in spring 2026, better than before."
        ),
    }


def test_with_fewer_the_first_topics_stand_beside_from_where_all_are_known(
    base, monkeypatch
) -> None:
    rows, words = rows_drawn(monkeypatch, made(base, SAME, BETTER, {**SAME, **FIRST}))
    assert rows == [
        SlopeRow("Dignity in support", (0.6, 0.8), "better"),
        SlopeRow("Feeling safe", (0.55, 0.6), "same"),
    ]
    assert (words["first_words"], words["between_words"]) == ("spring 2024", [])
    assert words["title"] == "Good answers, then and now"
