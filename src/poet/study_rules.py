"""What `study.toml` must hold: each rule yields the mistakes it finds, none stops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from poet.disclosure import PROFILES
from poet.errors import PoetError
from poet.study import STUDY_FILE

Table = Mapping[str, Any]

STUDY_KEYS = (
    "title",
    "made_up",
    "contact",
    "authority",
    "authority_column",
    "authorities",
    "waves",
    "questionnaires",
    "released_comments",
    "responses",
    "disclosure",
)
RESPONSE_KEYS = (
    "file",
    "questionnaire",
    "wave",
    "sheet",
    "authority",
    "authority_column",
    "ignore_columns",
    "not_asked",
)
LIST_KEYS = {
    "responses": (RESPONSE_KEYS, ("file", "questionnaire")),
    "authorities": (("code", "name", "other_names"), ("name",)),
    "waves": (("id", "name"), ("id",)),
}


def study_mistakes(table: Table) -> Iterator[PoetError]:
    """Every mistake in the tables of a study."""
    yield from _known_keys(STUDY_FILE, table, STUDY_KEYS)
    if not table.get("title"):
        yield PoetError(STUDY_FILE, "title is missing", cure='Add title = "..." at the top')
    for name, (known, needed) in LIST_KEYS.items():
        yield from _list_mistakes(table, name, known, needed)
    if not table.get("responses"):
        yield PoetError(
            STUDY_FILE,
            "no file of answers is named",
            cure="Add a [[responses]] table with file and questionnaire",
        )
    yield from _authority_mistakes(table)
    yield from _wave_mistakes(table)
    yield from _questionnaire_mistakes(table)
    yield from _file_mistakes(table)
    yield from _profile_mistakes(table)


def _entries(table: Table, name: str) -> list[Table]:
    found = table.get(name, [])
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _known_keys(where: str, table: Table, known: tuple[str, ...]) -> Iterator[PoetError]:
    for key in table:
        if key not in known:
            yield PoetError(
                where,
                f'"{key}" is not known here',
                expected="Known are: " + ", ".join(known),
                cure="Correct or remove it",
            )


def _list_mistakes(
    table: Table, name: str, known: tuple[str, ...], needed: tuple[str, ...]
) -> Iterator[PoetError]:
    if not isinstance(table.get(name, []), list):
        yield PoetError(STUDY_FILE, f"[{name}] is a single table", cure=f"Write [[{name}]]")
    for number, entry in enumerate(_entries(table, name), start=1):
        where = f"{STUDY_FILE}, [[{name}]] number {number}"
        yield from _known_keys(where, entry, known)
        for key in needed:
            if not entry.get(key):
                yield PoetError(where, f"{key} is missing", cure=f'Add {key} = "..."')


def _authority_mistakes(table: Table) -> Iterator[PoetError]:
    said = [key for key in ("authority", "authority_column") if key in table]
    for entry in _entries(table, "responses"):
        if not said and "authority" not in entry and "authority_column" not in entry:
            yield PoetError(
                STUDY_FILE,
                f'it is not said whose answers "{entry.get("file", "")}" holds',
                cure='Add authority = "NAME", or authority_column = "HEADING", at the top',
            )
    if len(said) == 2:
        yield PoetError(
            STUDY_FILE,
            "both authority and authority_column are given",
            cure="Keep authority for one council, authority_column for several",
        )
    codes = {entry.get("code") for entry in _entries(table, "authorities")}
    for entry in _entries(table, "responses"):
        if codes and entry.get("authority", "") not in {"", *codes}:
            yield PoetError(
                STUDY_FILE,
                f'authority "{entry["authority"]}" of "{entry.get("file")}" is not listed',
                expected="Listed are: " + ", ".join(str(code) for code in codes),
                cure="Use the code of one of the [[authorities]]",
            )


def _wave_mistakes(table: Table) -> Iterator[PoetError]:
    waves = [str(wave.get("id")) for wave in _entries(table, "waves")]
    for entry in _entries(table, "responses"):
        if waves and str(entry.get("wave", waves[-1])) not in waves:
            yield PoetError(
                STUDY_FILE,
                f'wave "{entry["wave"]}" of "{entry.get("file")}" is not listed',
                expected="Listed are: " + ", ".join(waves),
                cure="Use one of them, or add it to [[waves]]",
            )


def _questionnaire_mistakes(table: Table) -> Iterator[PoetError]:
    for entry in _entries(table, "responses"):
        if "/" in str(entry.get("questionnaire", "")) or ".toml" in str(
            entry.get("questionnaire", "")
        ):
            yield PoetError(
                STUDY_FILE,
                f'questionnaire "{entry["questionnaire"]}" looks like a file',
                cure="Give its id: the name of the file without .toml",
            )


def _file_mistakes(table: Table) -> Iterator[PoetError]:
    """Files lie in the study's folder, so that a study can be moved and sent as one."""
    files = [entry.get("file", "") for entry in _entries(table, "responses")]
    for file in [*files, table.get("released_comments", ""), table.get("questionnaires", "")]:
        path = PurePosixPath(str(file).replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or PureWindowsPath(str(file)).drive:
            yield PoetError(
                STUDY_FILE,
                f'"{file}" lies outside the folder of the study',
                cure="Copy it into the folder and give its name only",
            )


def _profile_mistakes(table: Table) -> Iterator[PoetError]:
    profile = table.get("disclosure", {}).get("profile", "local")
    if profile not in PROFILES:
        yield PoetError(
            f"{STUDY_FILE}, [disclosure]",
            f'profile "{profile}" is not known',
            expected="Known are: " + ", ".join(PROFILES),
            cure="Use one of these",
        )
