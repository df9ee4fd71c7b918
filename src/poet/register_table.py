"""The register as it ships with poet: a CSV file to authorities and what they may be called."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from poet.register_council import Council

TABLE = Path(__file__).resolve().parent / "registers" / "uk_authorities.csv"
BETWEEN = "; "


@dataclass(frozen=True)
class Entry:
    """A line of the register: an authority, its other names and the codes that it had before."""

    council: Council
    other_names: tuple[str, ...]
    former_codes: tuple[str, ...]


def entries() -> tuple[Entry, ...]:
    """Every authority of the register, by code; those without one come last."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(_entry(row) for row in csv.DictReader(lines))


def _entry(row: dict[str, str]) -> Entry:
    council = Council(
        code=row["code"],
        name=row["name"],
        region=row["region"],
        nation=row["nation"],
        kind=row["kind"],
        ended=row["ended"],
        replaced_by=_several(row["replaced_by"]),
        official_name=row["official_name"],
        county=row["county"],
    )
    return Entry(council, _several(row["other_names"]), _several(row["former_codes"]))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(BETWEEN)) if cell else ()
