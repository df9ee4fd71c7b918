"""What [[peers]] and [peers_by] in study.toml must hold: each rule yields its mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from poet.definition_keys import (
    NUMBER,
    TABLE,
    TEXT,
    TEXTS,
    YES_OR_NO,
    Table,
    key_mistakes,
    tables_in,
)
from poet.errors import PoetError

PEERS = {"authority": TEXT, "councils": TEXTS}
PEERS_BY = {
    "region": YES_OR_NO,
    "nearest": replace(TABLE, written='KEY = { file = "features.csv", count = 5 }'),
}
NEAREST = {"file": TEXT, "count": NUMBER}


def peer_mistakes(file: str, table: Table) -> Iterator[PoetError]:
    """Every mistake in [[peers]] and [peers_by] of a study's table, which came from this file."""
    for number, entry in enumerate(tables_in(table.get("peers")), start=1):
        where = f"{file}, [[peers]] number {number}"
        yield from key_mistakes(where, entry, PEERS, ("authority", "councils"))
    by = table.get("peers_by")
    if isinstance(by, dict):
        yield from key_mistakes(f"{file}, [peers_by]", by, PEERS_BY)
        nearest = by.get("nearest")
        if isinstance(nearest, dict):
            yield from _nearest_mistakes(f"{file}, [peers_by], nearest", nearest)


def _nearest_mistakes(where: str, nearest: Table) -> Iterator[PoetError]:
    yield from key_mistakes(where, nearest, NEAREST, ("file",))
    count = nearest.get("count", 5)
    if NUMBER.fits(count) and not (count >= 2 and count // 1 == count):
        yield PoetError(
            where,
            f"count is {count}",
            expected="Councils are set beside two others or more, so that none stands alone",
            cure="Write count = 5, say",
        )


def peer_files(table: Table) -> list[str]:
    """The file that [peers_by] names, if it names one."""
    by = table.get("peers_by")
    nearest = by.get("nearest") if isinstance(by, dict) else None
    file = nearest.get("file") if isinstance(nearest, dict) else None
    return [file] if isinstance(file, str) else []
