"""`study.toml` and the files it names, read into a `Study`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from poet import definition
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.questionnaire import Questionnaire
from poet.reading import read_table
from poet.responses import AuthorityRule, Responses, check_table, code_from_name
from poet.study import STUDY_FILE, Authority, Study, Wave
from poet.study_rules import study_mistakes

Table = Mapping[str, Any]


def load_study(folder: Path | str) -> Study:
    """The study in this folder: its `study.toml`, and every file of answers that it names.

    Answers that cannot be used are in the `problems` of each Responses. Raises PoetError when
    `study.toml` or a questionnaire has mistakes (all are told), or a file cannot be read.
    """
    folder = _study_folder(Path(folder))
    table = definition.read_toml(folder / STUDY_FILE)
    mistakes = list(study_mistakes(table))
    if mistakes:
        raise PoetError.several(mistakes)
    questionnaires = _questionnaires(folder, table)
    listed = _listed_authorities(table)
    responses = tuple(
        _responses(folder, table, entry, questionnaires[entry["questionnaire"]], listed)
        for entry in table["responses"]
    )
    return Study(
        folder=folder,
        title=table["title"],
        authorities=listed or _found_authorities(responses),
        waves=_waves(table),
        responses=responses,
        profile=table.get("disclosure", {}).get("profile", "local"),
        made_up=table.get("made_up", False),
        contact=table.get("contact", ""),
        released_comments=_released_comments(folder, table),
        inputs=_inputs(folder, table),
    )


def _study_folder(folder: Path) -> Path:
    if folder.name == STUDY_FILE:
        folder = folder.parent
    if not folder.is_dir():
        raise PoetError(
            str(folder),
            "there is no such folder",
            cure="Check the name, or make a study with: poet init FOLDER",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    if not (folder / STUDY_FILE).is_file():
        raise PoetError(
            str(folder),
            f"there is no {STUDY_FILE} in this folder",
            cure="Name the folder of a study, or make one with: poet init FOLDER",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    return folder


def _questionnaires(folder: Path, table: Table) -> dict[str, Questionnaire]:
    own = folder / table.get("questionnaires", "questionnaires")
    own_folder = own if own.is_dir() else None
    names = dict.fromkeys(entry["questionnaire"] for entry in table["responses"])
    return {name: definition.load(name, own_folder) for name in names}


def _waves(table: Table) -> tuple[Wave, ...]:
    if "waves" in table:
        return tuple(Wave(wave["id"], wave.get("name", wave["id"])) for wave in table["waves"])
    used = dict.fromkeys(str(entry.get("wave", "")) for entry in table["responses"])
    return tuple(Wave(wave, wave) for wave in used)


def _listed_authorities(table: Table) -> tuple[Authority, ...]:
    if "authority" in table:
        return (Authority(code_from_name(table["authority"]), table["authority"]),)
    return tuple(
        Authority(
            entry.get("code") or code_from_name(entry["name"]),
            entry["name"],
            tuple(entry.get("other_names", ())),
        )
        for entry in table.get("authorities", ())
    )


def _found_authorities(responses: tuple[Responses, ...]) -> tuple[Authority, ...]:
    """Authorities named in the files only, in order of their names."""
    names = {code: name for one in responses for code, name in one.authorities.items()}
    return tuple(sorted((Authority(*item) for item in names.items()), key=lambda a: a.name))


def _responses(
    folder: Path,
    table: Table,
    entry: Table,
    questionnaire: Questionnaire,
    authorities: tuple[Authority, ...],
) -> Responses:
    return check_table(
        read_table(folder / entry["file"], sheet=entry.get("sheet", "")),
        questionnaire,
        wave=str(entry.get("wave", _waves(table)[-1].id)),
        authorities=_authority_rule(table, entry, authorities),
        ignore_columns=frozenset(entry.get("ignore_columns", ())),
        not_asked=frozenset(entry.get("not_asked", ())),
    )


def _authority_rule(
    table: Table, entry: Table, authorities: tuple[Authority, ...]
) -> AuthorityRule:
    column = entry.get("authority_column", table.get("authority_column", ""))
    only = entry.get("authority", authorities[0].code if authorities and not column else "")
    known = {a.code: (a.name, *a.other_names) for a in authorities}
    return AuthorityRule(column="" if "authority" in entry else column, only=only, known=known)


def _released_comments(folder: Path, table: Table) -> Any:  # noqa: ANN401 - a DataFrame or None, without importing pandas here
    if "released_comments" not in table:
        return None
    from poet.released import released_comments

    return released_comments(folder / table["released_comments"])


def _inputs(folder: Path, table: Table) -> tuple[Path, ...]:
    def names() -> Iterator[str]:
        yield STUDY_FILE
        yield from (entry["file"] for entry in table["responses"])
        if "released_comments" in table:
            yield table["released_comments"]

    return tuple(folder / name for name in dict.fromkeys(names()))
