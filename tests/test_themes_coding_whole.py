"""Whatever coders do, each comment is counted as they coded it, or told: none is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from two_coders import Exports, exported, moved

THEMES = {"Waiting": ("delay", 5), "Thanks": ("gratitude", 12), "No theme": ("", 13)}
# What somebody may leave in a cell, and what it means: None is told.
CELLS = {"": False, "yes": True, "Yes ": True, "x": True, "no": False, "?": None, "maybe": None}
rows = st.tuples(*[st.sampled_from(list(CELLS))] * len(THEMES), st.integers(0, 2))
coders = st.tuples(
    *[st.tuples(st.lists(rows, min_size=10, max_size=10), st.permutations(range(10)))] * 2
)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for studies that are exported once in each example."""
    return tmp_path_factory.mktemp("coding")


def meant(cells: tuple[str, ...]) -> dict[str, bool] | None:
    """What a row says of the two themes, or None where it cannot be used."""
    delay, gratitude, nothing = (CELLS[cell] for cell in cells)
    if None in (delay, gratitude, nothing) or (delay or gratitude) == nothing:
        return None
    return {"delay": delay, "gratitude": gratitude}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(coders)
def test_every_comment_is_counted_or_told(small: Path, blank: Path, filled: tuple) -> None:
    study = shutil.copytree(small, blank / str(len(list(blank.iterdir()))) / "study")
    made: Exports = exported(study)
    said: list[dict[str, dict[str, bool] | None]] = []
    for path, (given_rows, order) in zip((made.first, made.second), filled, strict=True):
        coded: dict[str, dict[str, bool] | None] = {}

        def change(
            table: list[list[object]],
            given_rows: list = given_rows,
            order: list = order,
            coded: dict = coded,
        ) -> list[list[object]]:
            for row, (*cells, times) in zip(table[1:], given_rows, strict=True):
                for (_, place), cell in zip(THEMES.values(), cells, strict=True):
                    row[place] = cell or None
                # A row that stands there twice says the same; one that is gone says nothing.
                coded[str(row[0])] = meant(tuple(cells)) if times else None
            kept = [table[1:][n] for n in order for _ in range(given_rows[n][-1])]
            return [table[0], *kept]

        moved(path, change)
        said.append(coded)
    if not all(any(given[-1] for given in rows_given) for rows_given, _ in filled):
        return
    coding = made.code()
    usable = {number for number in said[0] if all(coder[number] for coder in said)}
    assert set(coding.codes["comment"]) == usable
    assert set(coding.not_used["comment"]) == set(said[0]) - usable
    assert len(coding.codes) + len(coding.not_used) == 10
    for row in coding.codes.to_dict("records"):
        for coder, given_codes in zip(("first", "second"), said, strict=True):
            for code, yes in (given_codes[row["comment"]] or {}).items():
                assert row[f"{coder}.{code}"] == ("yes" if yes else "no")
