"""Parts of a frame by what stands in some of its columns."""

from __future__ import annotations

import pandas as pd

from poet.sections.technical_words import rows_by

FRAME = pd.DataFrame(
    {
        "outcome": ["life", "health", "life", "life"],
        "authority": ["X1", "X1", "all", "X1"],
        "p": [0.1, 0.2, 0.3, None],
    }
)


def test_rows_stand_in_their_order_by_what_they_have() -> None:
    parts = rows_by(FRAME, "outcome", "authority")
    assert list(parts) == [("life", "X1"), ("health", "X1"), ("life", "all")]
    assert [row.Index for row in parts["life", "X1"]] == [0, 3]
    assert [row.p for row in parts["life", "all"]] == [0.3]


def test_of_no_rows_there_are_no_parts() -> None:
    assert rows_by(FRAME[:0], "outcome") == {}
