"""What [process_map] of a study and the map that it names must hold: rules that yield mistakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from poet.definition_keys import (
    NUMBER,
    TABLES,
    TEXT,
    Table,
    fitting,
    key_mistakes,
    tables_in,
)
from poet.errors import PoetError
from poet.process_map import USUAL_STAGES
from poet.process_map_steps_rules import in_figures, step_mistakes, what_if_mistakes

KEYS = {"file": TEXT}
MAP = {
    "title": TEXT,
    "source": TEXT,
    "cases_a_year": NUMBER,
    "hours_a_year": NUMBER,
    "stages": TABLES,
    "steps": TABLES,
    "what_if": TABLES,
}
STAGE = {"id": TEXT, "name": TEXT}
# A page has room for no more, and nobody reads more.
MOST_STEPS = 100
MOST_CASES = 10_000_000
HOURS_OF_A_YEAR = 366 * 24


def process_map_mistakes(file: str, table: Table) -> Iterator[PoetError]:
    """Every mistake in [process_map] of a study's table, which came from this file."""
    given = table.get("process_map")
    if isinstance(given, dict):
        yield from key_mistakes(f"{file}, [process_map]", given, KEYS, ("file",))


def process_map_files(table: Table) -> list[str]:
    """The files that [process_map] names."""
    given = table.get("process_map")
    file = given.get("file") if isinstance(given, dict) else None
    return [file] if isinstance(file, str) else []


def map_mistakes(file: str, table: Table) -> Iterator[PoetError]:
    """Every mistake in the table of a map, which came from this file."""
    yield from key_mistakes(file, table, MAP, ("title",))
    yield from _year_mistakes(file, fitting(table, MAP))
    stages = _numbered(file, "stages", table)
    steps = _numbered(file, "steps", table)
    what_ifs = _numbered(file, "what_if", table)
    for where, stage in stages:
        yield from key_mistakes(where, stage, STAGE, ("id", "name"))
    yield from _repeated(file, "stages", "id", stages)
    yield from _number_of_steps(file, steps)
    yield from step_mistakes(steps[:MOST_STEPS], stage_ids(table))
    yield from _repeated(file, "steps", "id", steps)
    yield from what_if_mistakes(what_ifs, [step.get("id") for _, step in steps])
    yield from _repeated(file, "what_if", "name", what_ifs)


def stage_ids(table: Table) -> list[str]:
    """The ids of the stages that steps may name: those of the map, or the usual ones."""
    stages = tables_in(table.get("stages"))
    ids = [stage.get("id") for stage in stages]
    return [one for one in ids if isinstance(one, str)] if stages else list(USUAL_STAGES)


def _numbered(file: str, name: str, table: Table) -> list[tuple[str, Table]]:
    """The tables of a list, each after the words that say where it is."""
    tables = enumerate(tables_in(table.get(name)), start=1)
    return [(f"{file}, [[{name}]] number {number}{_called(one)}", one) for number, one in tables]


def _called(table: Table) -> str:
    name = table.get("id")
    return f' ("{name[:40]}")' if isinstance(name, str) and name else ""


def _year_mistakes(file: str, table: Table) -> Iterator[PoetError]:
    cases = table.get("cases_a_year", 1)
    if not 0 < cases <= MOST_CASES:
        yield PoetError(
            file,
            f"cases_a_year is {in_figures(cases)}",
            expected=f"It is a number above 0, and at most {MOST_CASES:,}",
            cure="Write how many people go through these steps in a year, or remove the key",
        )
    hours = table.get("hours_a_year", 1)
    if not 0 < hours <= HOURS_OF_A_YEAR:
        yield PoetError(
            file,
            f"hours_a_year is {in_figures(hours)}",
            expected=f"It is a number above 0, and at most {HOURS_OF_A_YEAR:,}",
            cure="Write how many hours one full-time worker works in a year, or remove the key",
        )


def _number_of_steps(file: str, steps: Sequence[tuple[str, Table]]) -> Iterator[PoetError]:
    if not steps:
        yield PoetError(
            file,
            "there is no step in this map",
            cure="Add a table [[steps]] for each step, with id, stage, name, who and minutes",
        )
    if steps and not any(_takes_time(step) for _, step in steps):
        yield PoetError(
            file,
            "no step takes any time",
            expected="minutes is how long a step takes, share how many cases have it, such as 0.6",
            cure="Write the minutes of each step",
        )
    if len(steps) > MOST_STEPS:
        yield PoetError(
            file,
            f"there are {len(steps):,} steps",
            expected=f"A map has at most {MOST_STEPS}",
            cure="Write down what most cases go through, and put small steps together",
        )


def _takes_time(step: Table) -> bool:
    """Whether a step adds to the time of a case; what is no number is told as that."""
    return all(step.get(key, 1) != 0 for key in ("minutes", "share"))


def _repeated(
    file: str, name: str, key: str, tables: Sequence[tuple[str, Table]]
) -> Iterator[PoetError]:
    """A mistake for each id or name that several tables of a list have."""
    given = Counter(one[key] for _, one in tables if isinstance(one.get(key), str) and one[key])
    for text, times in given.items():
        if times > 1:
            yield PoetError(
                file,
                f'{times} [[{name}]] have the {key} "{text[:40]}"',
                cure=f"Give each {'an id' if key == 'id' else 'a name'} of its own",
            )
