"""The guard: words, flags, lists, dicts and charts pass; a bare number is named with its place."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.charts import Chart
from poet.sections.guard import words_only


def test_words_flags_lists_dicts_and_charts_pass() -> None:
    view = {
        "title": "Words",
        "empty": False,
        "chart": None,
        "blocks": [{"lines": ("one", "two"), "picture": Chart("Title", "Text.", "<svg/>")}],
    }
    assert words_only(view, "outcomes") is view


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (0.17, "float"),
        (3, "int"),
        (np.float64(0.5), "float64"),
        (np.int64(3), "int64"),
        (pd.NA, "NAType"),
        (pd.Series([1]), "Series"),
        ({1, 2}, "set"),
    ],
)
def test_anything_else_is_refused_with_its_place(value: object, kind: str) -> None:
    with pytest.raises(TypeError) as refusal:
        words_only({"blocks": [{"lines": ["one", value]}]}, "outcomes")
    assert str(refusal.value).startswith("outcomes.blocks[0].lines[1] is ")
    assert str(refusal.value).endswith(f"a {kind}: put it into words in view()")


def test_every_view_of_made_up_reports_is_words_only(reports) -> None:
    from poet.printing import edition as editions
    from poet.sections import view_of

    # Of technical editions, whose findings take long, tests/printing tries the views.
    layouts = [editions.load(name) for name in editions.available()]
    sections = {name for layout in layouts if not layout.technical for name in layout.sections}
    for report in reports:
        for name in sorted(sections):
            words_only(view_of(name, report), name)
