"""What statistics files hold: the cells that a reader draws, and those of a real survey."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from poet.reading.layout import Rows


def drawn(rows: Rows) -> list[list[str]]:
    """The cells of each row, headings first."""
    return [list(cells) for _, cells in rows.rows]


def family_carers(folder: Path) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """The questions of EuroFamCare (label, values by code), and all its cells with their labels."""
    with (folder / "efc.csv").open(encoding="utf-8", newline="") as file:
        names, *people = csv.reader(file)
    columns = json.loads((folder / "efc_labels.json").read_text(encoding="utf-8"))
    labels = [one["values"] or {} for one in columns]
    cells = [
        [known.get(cell, cell) for known, cell in zip(labels, row, strict=True)] for row in people
    ]
    return columns, [names, *cells]
