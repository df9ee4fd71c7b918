"""Whose looks the `[[looks]]` of study.toml are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from poet.definition_keys import Table
from poet.errors import PoetError
from poet.look import Look
from poet.look_file import read_look
from poet.look_rules import numbered_looks
from poet.responses.authorities_listed import code_of_listed
from poet.study import STUDY_FILE, Authority

LOOK = f"{STUDY_FILE}, [look]"


def look_of_study(folder: Path, table: Table, authorities: Sequence[Authority]) -> Look:
    """The look that all reports share. Raises PoetError when it would give all the same name."""
    look = read_look(folder, LOOK, table.get("look", {}))
    if look.name and len(authorities) > 1:
        raise PoetError(
            LOOK,
            f'the name "{look.name}" would stand on the reports of {len(authorities)} authorities',
            cure="Give each its name in a [[looks]] table of its own, or leave name out",
        )
    return look


def looks_of_authorities(
    folder: Path, table: Table, common: Look, authorities: Sequence[Authority]
) -> Mapping[str, Look]:
    """Authority code to its own look, which is `common` where its table says nothing.

    Raises PoetError with each table of an authority that is not in the study or has one already.
    """
    known = {one.code: (one.name, *one.other_names) for one in authorities}
    looks: dict[str, Look] = {}
    mistakes = []
    for where, entry in numbered_looks(STUDY_FILE, table):
        code = code_of_listed(entry["authority"], known)
        if code and code not in looks:
            looks[code] = read_look(folder, where, entry, common)
        else:
            mistakes.append(_mistake(where, entry["authority"], code, authorities))
    PoetError.raise_all(mistakes)
    return looks


def _mistake(where: str, authority: str, code: str, authorities: Sequence[Authority]) -> PoetError:
    if code:
        return PoetError(
            where, f'"{authority}" has a [[looks]] table already', cure="Make one of the two"
        )
    return PoetError(
        where,
        f'authority "{authority}" is not in this study',
        expected="There are: " + ", ".join(one.name for one in authorities),
        cure="Correct its name",
    )
