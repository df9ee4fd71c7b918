"""What `study.toml` must hold: each rule yields the mistakes it finds, none stops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from poet.definition_keys import (
    NUMBER,
    TABLE,
    TABLES,
    TEXT,
    TEXT_OR_NUMBER,
    TEXTS,
    YES_OR_NO,
    Table,
    fitting,
    key_mistakes,
    tables_in,
)
from poet.disclosure import PROFILES
from poet.errors import PoetError
from poet.language import ORIGINAL, available
from poet.look_rules import is_outside, look_mistakes
from poet.peers_rules import peer_files, peer_mistakes
from poet.published_tables_rules import published_files, published_mistakes
from poet.responses import ALLOWED
from poet.study import STUDY_FILE
from poet.study_beside import BESIDE, WITHOUT_ANSWERS, files_beside, mistakes_beside
from poet.study_rules_authorities import authority_mistakes

# What `poet init` writes in the place of what only the user knows.
TO_FILL_IN = {
    "title": "PERSONAL BUDGETS IN OUR AREA",
    "authority": "NAME OF THE COUNCIL",
    "contact": "ASK FOR OTHER FORMATS: TELEPHONE OR E-MAIL",
}
STUDY = {
    "title": TEXT,
    "made_up": YES_OR_NO,
    "contact": TEXT,
    "language": TEXT,
    "authority": TEXT,
    "authority_column": TEXT,
    "authorities": TABLES,
    "waves": TABLES,
    "questionnaires": TEXT,
    "released_comments": TEXT,
    "population": TEXT,
    "responses": TABLES,
    "disclosure": TABLE,
    "rows": TABLE,
    "look": TABLE,
    "looks": TABLES,
    "peers": TABLES,
    "peers_by": TABLE,
    "published": TABLES,
    **BESIDE,
}
RESPONSE = {
    "file": TEXT,
    "questionnaire": TEXT,
    "wave": TEXT_OR_NUMBER,
    "sheet": TEXT,
    "heading_row": NUMBER,
    "map": TEXT,
    "authority": TEXT,
    "authority_column": TEXT,
    "ignore_columns": TEXTS,
    "not_asked": TEXTS,
}
LISTS = {
    "responses": (RESPONSE, ("file", "questionnaire")),
    "authorities": ({"code": TEXT, "name": TEXT, "other_names": TEXTS}, ("name",)),
    "waves": ({"id": TEXT_OR_NUMBER, "name": TEXT}, ("id",)),
}


def study_mistakes(table: Table) -> Iterator[PoetError]:
    """Every mistake in the tables of a study."""
    yield from key_mistakes(STUDY_FILE, table, STUDY, ("title",))
    for name, (holds, needed) in LISTS.items():
        for number, entry in enumerate(tables_in(table.get(name)), start=1):
            yield from key_mistakes(
                f"{STUDY_FILE}, [[{name}]] number {number}", entry, holds, needed
            )
    if not any(table.get(name) for name in ("responses", *WITHOUT_ANSWERS)):
        yield PoetError(
            STUDY_FILE,
            "no file of answers is named",
            cure="Add a [[responses]] table with file and questionnaire",
        )
    study = fitting(table, STUDY)
    responses, authorities, waves = (_fitting_entries(table, name) for name in LISTS)
    yield from _placeholder_mistakes(study)
    yield from _whose_mistakes(study, responses)
    yield from authority_mistakes(study, responses, authorities)
    yield from _wave_mistakes(responses, waves)
    yield from _questionnaire_mistakes(responses)
    yield from _outside_mistakes(study, responses)
    yield from _file_mistakes(responses)
    yield from _profile_mistakes(study)
    yield from _language_mistakes(study)
    yield from _row_rule_mistakes(study)
    yield from _heading_row_mistakes(responses)
    yield from look_mistakes(STUDY_FILE, table)
    yield from peer_mistakes(STUDY_FILE, table)
    yield from published_mistakes(STUDY_FILE, table)
    yield from mistakes_beside(STUDY_FILE, table)


def _fitting_entries(table: Table, name: str) -> list[Table]:
    return [fitting(entry, LISTS[name][0]) for entry in tables_in(table.get(name))]


def _placeholder_mistakes(study: Table) -> Iterator[PoetError]:
    for key, words in TO_FILL_IN.items():
        if study.get(key) == words:
            yield PoetError(
                STUDY_FILE, f'{key} is still "{words}"', cure="Put your own words in its place"
            )


def _whose_mistakes(study: Table, responses: list[Table]) -> Iterator[PoetError]:
    """It must be said once, and only once, whose answers a file holds."""
    said = _said(study)
    beside = not responses and any(study.get(name) for name in WITHOUT_ANSWERS)
    if beside and not (study.get("authority") or study.get("authorities")):
        yield PoetError(
            STUDY_FILE,
            "it is not said which councils the study is about",
            cure='Add authority = "NAME", or a table [[authorities]] for each',
        )
    for entry in responses:
        if not said and not _said(entry):
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
    if study.get("authority") and study.get("authorities"):
        yield PoetError(
            STUDY_FILE,
            "both authority and [[authorities]] are given",
            cure="Keep authority for one council, [[authorities]] for several",
        )


def _said(table: Table) -> list[str]:
    return [key for key in ("authority", "authority_column") if table.get(key)]


def _wave_mistakes(responses: list[Table], waves: list[Table]) -> Iterator[PoetError]:
    ids = [str(wave.get("id", "")) for wave in waves]
    for wave, times in Counter(ids).items():
        if wave and times > 1:
            yield PoetError(
                STUDY_FILE, f'{times} [[waves]] have the id "{wave}"', cure="Give each its own id"
            )
    for entry in responses:
        if ids and str(entry.get("wave", ids[-1])) not in ids:
            yield PoetError(
                STUDY_FILE,
                f'wave "{entry["wave"]}" of "{entry.get("file", "")}" is not listed',
                expected="Listed are: " + ", ".join(ids),
                cure="Use one of them, or add it to [[waves]]",
            )
    said = ["wave" in entry for entry in responses]
    if not ids and any(said) and not all(said):
        yield PoetError(
            STUDY_FILE,
            "some files have a wave and others have none",
            cure="Give each of the [[responses]] its wave",
        )


def _questionnaire_mistakes(responses: list[Table]) -> Iterator[PoetError]:
    for entry in responses:
        name = entry.get("questionnaire", "")
        if "/" in name or "\\" in name or ".toml" in name:
            yield PoetError(
                STUDY_FILE,
                f'questionnaire "{name}" looks like a file',
                cure="Give its id: the name of the file without .toml",
            )


def _outside_mistakes(study: Table, responses: list[Table]) -> Iterator[PoetError]:
    """Files lie in the study's folder, so that a study can be moved and sent as one."""
    files = [entry.get(key, "") for entry in responses for key in ("file", "map")]
    others = [study.get(key, "") for key in ("released_comments", "population", "questionnaires")]
    beside = (*peer_files(study), *published_files(study), *files_beside(study))
    for file in [*files, *others, *beside]:
        if is_outside(file):
            yield PoetError(
                STUDY_FILE,
                f'"{file}" lies outside the folder of the study',
                cure="Copy it into the folder and give its name only",
            )


def _file_mistakes(responses: list[Table]) -> Iterator[PoetError]:
    """A file (or one sheet of it) that is listed twice would count everybody in it twice."""
    listed: dict[str, list[Table]] = {}
    for entry in responses:
        name = str(PurePosixPath(entry.get("file", ""))).casefold()
        listed.setdefault(name, []).append(entry)
    for entries in listed.values():
        sheets = {entry.get("sheet", "") for entry in entries}
        own_sheets = "" not in sheets and len(sheets) == len(entries)
        if entries[0].get("file") and len(entries) > 1 and not own_sheets:
            yield PoetError(
                STUDY_FILE,
                f'"{entries[0]["file"]}" is listed {len(entries)} times',
                cure="Keep one of these [[responses]], or name another sheet in each",
            )


def _profile_mistakes(study: Table) -> Iterator[PoetError]:
    disclosure, where = study.get("disclosure", {}), f"{STUDY_FILE}, [disclosure]"
    yield from key_mistakes(where, disclosure, {"profile": TEXT})
    profile = disclosure.get("profile", "local")
    if isinstance(profile, str) and profile not in PROFILES:
        yield PoetError(
            where,
            f'profile "{profile}" is not known',
            expected="Known are: " + ", ".join(PROFILES),
            cure="Use one of these",
        )


def _language_mistakes(study: Table) -> Iterator[PoetError]:
    language = study.get("language", ORIGINAL)
    if language not in available():
        yield PoetError(
            STUDY_FILE,
            f'language "{language}" is not known',
            expected="Known are: " + ", ".join(available()),
            cure="Use one of these; docs/languages.md tells how to begin another",
        )


def _row_rule_mistakes(study: Table) -> Iterator[PoetError]:
    rows, where = study.get("rows", {}), f"{STUDY_FILE}, [rows]"
    yield from key_mistakes(where, rows, dict.fromkeys(ALLOWED, TEXT))
    for key, rule in rows.items():
        if key in ALLOWED and isinstance(rule, str) and rule not in ALLOWED[key]:
            yield PoetError(
                where,
                f'{key} is "{rule}"',
                expected="It can be: " + ", ".join(f'"{one}"' for one in ALLOWED[key]),
                cure="Use one of these",
            )


def _heading_row_mistakes(responses: list[Table]) -> Iterator[PoetError]:
    for entry in responses:
        row = entry.get("heading_row", 1)
        if not (row >= 1 and row // 1 == row):  # neither do inf nor nan pass
            yield PoetError(
                STUDY_FILE,
                f'heading_row of "{entry.get("file", "")}" is {row}',
                cure="Give the number of the row with the headings, as the spreadsheet shows it",
            )
