"""A process map written in TOML: read, checked, and every mistake told at once."""

from __future__ import annotations

from pathlib import Path

from poet.definition import read_toml
from poet.definition_keys import Table
from poet.errors import PoetError
from poet.process_map import OWN_TIME, USUAL_STAGES, ProcessMap, Step, WhatIf
from poet.process_map_rules import map_mistakes

# "Person" and "the person" mean who "person" does.
OWN_TIME_AS_WRITTEN = {
    **{who: who for who in OWN_TIME},
    **{said: who for who, said in OWN_TIME.items()},
}


def read_process_map(folder: Path, entry: Table) -> ProcessMap:
    """The map that [process_map] of a study names; `entry` is that table.

    Raises one PoetError with every mistake in the file, or when it cannot be read.
    """
    path = folder / entry["file"]
    table = read_toml(path)
    PoetError.raise_all(map_mistakes(path.name, table))
    return ProcessMap(
        title=table["title"],
        stages={one["id"]: one["name"] for one in table.get("stages", ())} or USUAL_STAGES,
        steps=tuple(_step(one) for one in table["steps"]),
        what_ifs=tuple(
            WhatIf(one["name"], tuple(one["without"])) for one in table.get("what_if", ())
        ),
        cases_a_year=table.get("cases_a_year"),
        hours_a_year=table.get("hours_a_year"),
        source=table.get("source", ""),
    )


def _step(table: Table) -> Step:
    who = OWN_TIME_AS_WRITTEN.get(table["who"].strip().casefold(), table["who"])
    counts = {key: int(table[key]) for key in ("forms", "sign_offs") if key in table}
    return Step(**{**table, **counts, "who": who})
