"""`study.toml` and the files it names, read into a `Study`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from poet import definition
from poet.definition_keys import Table
from poet.errors import PoetError
from poet.language import ORIGINAL
from poet.look_file import look_file_mistakes
from poet.peers import peers_of_study
from poet.peers_rules import peer_files
from poet.population import Population
from poet.published_tables_file import published_of_study
from poet.published_tables_rules import published_files
from poet.questionnaire import Questionnaire
from poet.reading import read_table
from poet.responses import (
    AuthorityRule,
    Responses,
    RowRules,
    check_table,
    refuse_other_audience,
)
from poet.responses.authorities_listed import code_of_listed
from poet.responses.authorities_named import code_of_name, name_to_print, region_of
from poet.study import STUDY_FILE, Authority, Study, Wave
from poet.study_beside import files_beside, read_beside
from poet.study_folder import missing_files, study_folder
from poet.study_looks import look_of_study, looks_of_authorities
from poet.study_maps import column_map_of, map_path
from poet.study_rules import study_mistakes

Item, Made = TypeVar("Item"), TypeVar("Made")

# The code that findings about all authorities together have.
EVERYONE = "all"


def load_study(folder: Path | str) -> Study:
    """The study in this folder: its `study.toml`, and every file of answers that it names.

    Answers that cannot be used are in the `problems` of each Responses. Raises PoetError when
    `study.toml` or a questionnaire has mistakes (all are told), or a file cannot be read.
    """
    folder = study_folder(Path(folder))
    table = definition.read_toml(folder / STUDY_FILE)
    PoetError.raise_all(
        [
            *study_mistakes(table),
            *missing_files(folder, table),
            *look_file_mistakes(STUDY_FILE, folder, table),
        ]
    )
    questionnaires = _questionnaires(folder, table)
    PoetError.raise_all(_audience_mistakes(table, questionnaires))
    listed = _listed_authorities(table)
    responses = _every(
        lambda entry: _responses(
            folder, table, entry, questionnaires[entry["questionnaire"]], listed
        ),
        table.get("responses", ()),
    )
    authorities = listed or _found_authorities(responses)
    _refuse_everyone(authorities)
    look = look_of_study(folder, table, authorities)
    return Study(
        folder=folder,
        title=table["title"],
        authorities=authorities,
        waves=_waves(table),
        responses=responses,
        profile=table.get("disclosure", {}).get("profile", "local"),
        made_up=table.get("made_up", False),
        contact=table.get("contact", ""),
        language=table.get("language", ORIGINAL),
        released_comments=_released_comments(folder, table, authorities, responses),
        population=_population(folder, table, authorities, responses),
        peers=peers_of_study(folder, table, authorities),
        published=published_of_study(folder, table, authorities, _asked(responses)),
        **read_beside(folder, table, authorities, responses),
        look=look,
        looks=looks_of_authorities(folder, table, look, authorities),
        inputs=_inputs(folder, table),
    )


def _every(make: Callable[[Item], Made], items: Iterable[Item]) -> tuple[Made, ...]:
    """What `make` gives for each item. Raises the mistakes of all items as one PoetError."""
    made, mistakes = [], []
    for item in items:
        try:
            made.append(make(item))
        except PoetError as mistake:
            mistakes.append(mistake)
    PoetError.raise_all(mistakes)
    return tuple(made)


def _questionnaires(folder: Path, table: Table) -> dict[str, Questionnaire]:
    own_folder = _own_questionnaires(folder, table)
    names = dict.fromkeys(entry["questionnaire"] for entry in table.get("responses", ()))
    return dict(zip(names, _every(lambda n: definition.load(n, own_folder), names), strict=True))


def _audience_mistakes(
    table: Table, questionnaires: Mapping[str, Questionnaire]
) -> Iterator[PoetError]:
    """One audience has one questionnaire in a wave: two cannot be counted together."""
    asked: dict[tuple[str, str], dict[str, None]] = {}
    for entry in table.get("responses", ()):
        questionnaire = questionnaires[entry["questionnaire"]]
        key = (_wave_of(entry, table), questionnaire.audience)
        asked.setdefault(key, {})[questionnaire.id] = None
    for (wave, audience), names in asked.items():
        if len(names) > 1:
            yield PoetError(
                STUDY_FILE,
                f'audience "{audience}" has {len(names)} questionnaires'
                + (f' in wave "{wave}"' if wave else ""),
                expected="They are: " + ", ".join(names),
                cure="Keep one of them, or give each a wave of its own",
            )


def _waves(table: Table) -> tuple[Wave, ...]:
    if table.get("waves"):
        ids = [str(wave["id"]) for wave in table["waves"]]
        names = [wave.get("name", id_) for wave, id_ in zip(table["waves"], ids, strict=True)]
        return tuple(map(Wave, ids, names))
    # A study without answers is about one time.
    used = dict.fromkeys(str(entry.get("wave", "")) for entry in table.get("responses", ({},)))
    return tuple(Wave(wave, wave) for wave in used)


def _wave_of(entry: Table, table: Table) -> str:
    """The wave of a file: its own, or the last."""
    return str(entry.get("wave", _waves(table)[-1].id))


def _listed_authorities(table: Table) -> tuple[Authority, ...]:
    if table.get("authority"):
        name = table["authority"]
        return (_authority(code_of_name(name), name_to_print(name)),)
    return tuple(
        _authority(
            entry.get("code") or code_of_name(entry["name"]),
            name_to_print(entry["name"]),
            tuple(entry.get("other_names", ())),
        )
        for entry in table.get("authorities", ())
    )


def _found_authorities(responses: tuple[Responses, ...]) -> tuple[Authority, ...]:
    """Authorities named in the files only, in order of their names."""
    names = {code: name for one in responses for code, name in one.authorities.items()}
    return tuple(sorted((_authority(*item) for item in names.items()), key=lambda a: a.name))


def _authority(code: str, name: str, other_names: tuple[str, ...] = ()) -> Authority:
    return Authority(code, name, other_names, region_of(code, (name, *other_names)))


def _refuse_everyone(authorities: tuple[Authority, ...]) -> None:
    if EVERYONE in {authority.code for authority in authorities}:
        raise PoetError(
            STUDY_FILE,
            f'the code "{EVERYONE}" is kept for all authorities together',
            cure="List the [[authorities]], this one with another code",
        )


def _responses(
    folder: Path,
    table: Table,
    entry: Table,
    questionnaire: Questionnaire,
    authorities: tuple[Authority, ...],
) -> Responses:
    path, sheet = folder / entry["file"], entry.get("sheet", "")
    answers = read_table(path, sheet, int(entry.get("heading_row", 0)))
    refuse_other_audience(answers, questionnaire, _others(folder, table, questionnaire))
    return check_table(
        answers,
        questionnaire,
        wave=_wave_of(entry, table),
        authorities=_authority_rule(table, entry, authorities),
        ignore_columns=frozenset(entry.get("ignore_columns", ())),
        not_asked=frozenset(entry.get("not_asked", ())),
        column_map=column_map_of(folder, entry),
        rows=RowRules(**table.get("rows", {})),
    )


def _others(folder: Path, table: Table, questionnaire: Questionnaire) -> Iterator[Questionnaire]:
    """The other questionnaires that a file might answer, each read only when asked for."""
    own = _own_questionnaires(folder, table)
    for name in definition.available(own):
        # One that this study does not name may have mistakes.
        with contextlib.suppress(PoetError):
            if name != questionnaire.id:
                yield definition.load(name, own)


def _own_questionnaires(folder: Path, table: Table) -> Path | None:
    own = folder / table.get("questionnaires", "questionnaires")
    return own if own.is_dir() else None


def _authority_rule(
    table: Table, entry: Table, authorities: tuple[Authority, ...]
) -> AuthorityRule:
    known = {a.code: (a.name, *a.other_names) for a in authorities}
    if entry.get("authority"):
        only = _code_meant(entry["authority"], known)
        return AuthorityRule(only=only, known=known or {only: (name_to_print(entry["authority"]),)})
    column = entry.get("authority_column") or table.get("authority_column", "")
    only = authorities[0].code if authorities and not column else ""
    return AuthorityRule(column=column, only=only, known=known)


def _code_meant(authority: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """The code of the authority that is written as a code or a name."""
    return code_of_listed(authority, known) or code_of_name(authority)


def _released_comments(
    folder: Path,
    table: Table,
    authorities: tuple[Authority, ...],
    responses: tuple[Responses, ...],
) -> Any:  # noqa: ANN401 - a DataFrame or None, without importing pandas here
    if not table.get("released_comments"):
        return None
    from poet.released import released_comments

    latest = _waves(table)[-1].id
    asked = {one.questionnaire.id: one.questionnaire for one in responses if one.wave == latest}
    return released_comments(
        folder / table["released_comments"],
        authorities=[authority.code for authority in authorities],
        questions={
            name: [question.key for question in questionnaire.with_role("comment")]
            for name, questionnaire in asked.items()
        },
    )


def _population(
    folder: Path,
    table: Table,
    authorities: tuple[Authority, ...],
    responses: tuple[Responses, ...],
) -> Population | None:
    if not table.get("population"):
        return None
    from poet.population_file import read_population

    return read_population(folder / table["population"], authorities, _waves(table), responses)


def _asked(responses: tuple[Responses, ...]) -> set[str]:
    """The keys and topics of all questions."""
    questions = (question for one in responses for question in one.questionnaire.questions)
    return {name for question in questions for name in (question.key, question.topic)}


def _inputs(folder: Path, table: Table) -> tuple[Path, ...]:
    files = [entry["file"] for entry in table.get("responses", ())]
    others = [table[key] for key in ("released_comments", "population") if table.get(key)]
    others += [*peer_files(table), *published_files(table), *files_beside(table)]
    named = [folder / name for name in dict.fromkeys([STUDY_FILE, *files, *others])]
    maps = (map_path(folder, entry) for entry in table.get("responses", ()))
    return (*named, *(path for path in maps if path.is_file()))
