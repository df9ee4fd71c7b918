"""Each council's figure in published tables, beside the figures of the others in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.published_tables import PublishedTable
    from poet.study import Study

PUBLISHED = "published"
# Quartiles of fewer figures are those figures.
FEWEST_FIGURES = 5
NO_FIGURE = "the table has no figure for this council"
FEW_FIGURES = "fewer than five other councils of the table have a figure"


def published_rows(study: Study) -> DataFrame:
    """One row per authority and published table: figure, and median and quartiles of the others."""
    import pandas as pd

    rows = [row for table in study.published for row in _rows(study, table)]
    return pd.DataFrame(rows)


def source_of(table: PublishedTable) -> str:
    """Where a table comes from, in a line: year, source, licence."""
    return f"{table.year}. {table.source}. {table.licence}."


def _rows(study: Study, table: PublishedTable) -> Iterator[dict[str, Any]]:
    for authority in study.authorities:
        figure, others = table.values.get(authority.code), table.others(authority.code)
        enough = len(others) >= FEWEST_FIGURES
        quartiles = np.quantile(others, [0.25, 0.5, 0.75]) if enough else np.full(3, np.nan)
        yield {
            "authority": authority.code,
            "wave": study.latest_wave.id,
            "question": table.beside,
            "comparison": PUBLISHED,
            "councils": len(others),
            "table": table.title,
            "figure": np.nan if figure is None else figure,
            "figure_low": quartiles[0],
            "figure_median": quartiles[1],
            "figure_high": quartiles[2],
            "unit": table.unit,
            "source": source_of(table),
            "note": NO_FIGURE if figure is None else "" if enough else FEW_FIGURES,
        }
