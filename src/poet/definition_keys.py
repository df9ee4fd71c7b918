"""The keys of a table in a TOML file: which it needs, which it may have, what each one holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from poet.errors import PoetError

Table = Mapping[str, Any]
# Longer than any title, name or wording; a page of 100,000 letters takes minutes to print.
LONGEST_TEXT = 1_000


@dataclass(frozen=True)
class Holds:
    """What a key holds, in words; how to write it, with KEY in the place of the key."""

    words: str
    written: str
    fits: Callable[[object], bool]


def _is_number(value: object) -> bool:
    # In Python, but not in TOML, true and false are numbers.
    return isinstance(value, int | float) and not isinstance(value, bool)


def twice_named(where: str, key: str, texts: Mapping[str, str]) -> Iterator[PoetError]:
    """A mistake for each text that two names of a table of texts have."""
    names: dict[str, list[str]] = {}
    for name, text in texts.items():
        names.setdefault(" ".join(text.split()).casefold(), []).append(name)
    for same in names.values():
        if len(same) > 1:
            yield PoetError(
                where,
                f'{key} gives {" and ".join(same)} the same text, "{texts[same[0]][:40]}"',
                expected="Each has one of its own",
                cure="Correct one of them",
            )


def _is_list_of(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _is_table_of(kind: type) -> Callable[[object], bool]:
    return lambda value: (
        isinstance(value, dict) and all(isinstance(item, kind) for item in value.values())
    )


QUOTED = ("text in quotation marks", 'KEY = "..."')
TEXT = Holds(*QUOTED, lambda value: isinstance(value, str))
TEXT_OR_NUMBER = Holds(*QUOTED, lambda value: isinstance(value, str) or _is_number(value))
TEXTS = Holds("a list of texts", 'KEY = ["...", "..."]', _is_list_of(str))
NUMBER = Holds("a number", "KEY = 16, without quotation marks", _is_number)
YES_OR_NO = Holds(
    "true or false",
    "KEY = true, without quotation marks",
    lambda value: isinstance(value, bool),
)
TABLE = Holds("a table", "[KEY] on a line of its own", lambda value: isinstance(value, dict))
TABLES = Holds("a list of tables", "[[KEY]] above each of them", _is_list_of(dict))
INLINE_TABLES = Holds(
    "a list of tables", 'KEY = [{ code = "...", label = "..." }]', _is_list_of(dict)
)
NAMED_TABLES = Holds("a group of tables", "[KEY.NAME] above each of them", _is_table_of(dict))
NAMED_TEXTS = Holds("a table of texts", '[KEY], and NAME = "..." below it', _is_table_of(str))


def key_mistakes(
    where: str, table: Table, holds: Mapping[str, Holds], needed: tuple[str, ...] = ()
) -> Iterator[PoetError]:
    """A mistake for each key that is missing, is not known, or holds something else."""
    for key in needed:
        empty = table.get(key, "") in ("", []) and holds[key].fits(table.get(key, ""))
        if key not in table or empty:
            yield PoetError(where, f"{key} is missing", cure=f"Add {_written(key, holds[key])}")
    for key, value in table.items():
        if key not in holds:
            yield PoetError(
                where,
                f'"{key}" is not known here',
                expected="Known are: " + ", ".join(holds),
                cure="Correct or remove it",
            )
        elif not holds[key].fits(value):
            yield PoetError(
                where,
                f"{key} is not {holds[key].words}",
                cure=f"Write {_written(key, holds[key])}",
            )
        elif any(len(text) > LONGEST_TEXT for text in _texts_in(value)):
            yield PoetError(
                where,
                f"{key} holds a text of more than {LONGEST_TEXT:,} characters",
                cure="Shorten it",
            )


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))


def _written(key: str, holds: Holds) -> str:
    return holds.written.replace("KEY", key)


def fitting(table: Table, holds: Mapping[str, Holds]) -> dict[str, Any]:
    """The table without the keys that are not known or hold something else."""
    return {key: value for key, value in table.items() if key in holds and holds[key].fits(value)}


def tables_in(value: object) -> list[Table]:
    """The tables of a list of tables; what is no table is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def named_tables_in(value: object) -> dict[str, Table]:
    """The tables of a group of tables by their names; what is no table is left out."""
    items = value.items() if isinstance(value, dict) else ()
    return {name: item for name, item in items if isinstance(item, dict)}
