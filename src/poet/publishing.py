"""Released findings to files: one CSV a section, one xlsx, and where it all came from."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poet.disclosure import PROFILES, Profile, count_families
from poet.sections import TECHNICAL_SECTIONS, columns_of, names_of
from poet.spreadsheets import csv_bytes, xlsx_bytes
from poet.study import Study
from poet.writing import write_together

if TYPE_CHECKING:
    from pandas import DataFrame

HIDDEN = "[c]"
COUNTED = ("people", "share", "low", "high")
LIBRARIES = ("numpy", "pandas", "scipy", "statsmodels")
SCHEMA = 1
SEED_NOTE = {
    False: "no random numbers are used",
    True: "used to fill in blanks of the technical findings, and for nothing else",
}


def file_names(*, technical: bool = False, descriptive: bool = False) -> tuple[str, ...]:
    """What `write_findings` writes, in its order."""
    sections = names_of(technical=technical, descriptive=descriptive)
    return (*(f"{name}.csv" for name in sections), "findings.xlsx", "provenance.json")


def write_findings(
    study: Study, released: Mapping[str, DataFrame], folder: Path, *, force: bool = False
) -> tuple[Path, ...]:
    """The files of `released` in the folder, which is made if need be; returns their paths.

    Raises PoetError when a file is there already and `force` is not given, or cannot be written.
    """
    shown = {name: as_shown(frame) for name, frame in released.items()}
    content = {f"{name}.csv": csv_bytes(frame) for name, frame in shown.items()}
    content["findings.xlsx"] = numbers_xlsx(released)
    technical = any(name in TECHNICAL_SECTIONS for name in released)
    content["provenance.json"] = _json_bytes(provenance(study, technical=technical))
    return write_together(folder, content, force=force)


def numbers_csv(released: Mapping[str, DataFrame]) -> bytes:
    """The shares of all sections as one CSV: one row per question and answer, its section first."""
    import pandas as pd

    # What is set side by side has no column "hidden", and is no answer of its own.
    shares = {
        name: as_shown(frame)
        for name, frame in released.items()
        if {"share", "hidden"} <= set(frame.columns)
    }
    return csv_bytes(pd.concat(shares, names=["section"]).reset_index("section"))


def numbers_xlsx(released: Mapping[str, DataFrame]) -> bytes:
    """All sections as one workbook: a sheet each, and what every column means."""
    shown = {name: as_shown(frame) for name, frame in released.items()}
    return xlsx_bytes({**shown, "columns": columns_table(shown)})


def as_shown(released: DataFrame) -> DataFrame:
    """The frame with [c] in the place of hidden numbers, as a reader sees it."""
    shown = released.astype("object").where(released.notna(), "")
    if "hidden" in shown:
        gone = shown["hidden"].ne("")
        for ending in count_families(shown):
            for name in (f"{counted}{ending}" for counted in COUNTED):
                if name in shown:
                    shown[name] = shown[name].mask(gone, HIDDEN)
            if (base := f"base{ending}") in shown:
                shown[base] = shown[base].mask(gone & shown[base].eq(""), HIDDEN)
    return shown


def columns_table(sections: Iterable[str]) -> DataFrame:
    """One row per column of these sections: what the column means."""
    import pandas as pd

    rows = [
        {"section": section, "column": column, "meaning": meaning}
        for section in sections
        for column, meaning in columns_of(section).items()
    ]
    return pd.DataFrame(rows)


def provenance(study: Study, *, technical: bool = False) -> dict[str, Any]:
    """What the findings were made of: versions, questionnaires, files, rows, rules."""
    from poet import __version__

    return {
        "schema": SCHEMA,
        "poet": __version__,
        "python": platform.python_version(),
        "libraries": {name: importlib.metadata.version(name) for name in LIBRARIES},
        "study": study.title,
        "made_up": study.made_up,
        "disclosure_profile": study.profile,
        "seed": _seed() if technical else None,
        "seed_note": SEED_NOTE[technical],
        "inputs": [{"file": path.name, "sha256": _sha256(path, study)} for path in study.inputs],
        "questionnaires": [
            {"id": q.id, "version": q.version, "sha256": q.sha256} for q in _questionnaires(study)
        ],
        "responses": [_account(one, PROFILES[study.profile]) for one in study.responses],
        "rows_note": "rows are rounded and hidden as the disclosure profile says",
    }


def _sha256(path: Path, study: Study) -> str | None:
    """None of a table of few numbers, where small ones are hidden: it could be found by trying."""
    answers = {one.source.file for one in study.responses}
    told = PROFILES[study.profile].exact or path.name in answers or path.suffix == ".toml"
    return hashlib.sha256(path.read_bytes()).hexdigest() if told else None


def _seed() -> int:
    # Imputation is loaded by those who use it.
    from poet.sections.imputed_models import SEED

    return SEED


def _questionnaires(study: Study) -> list[Any]:
    return list({r.questionnaire.id: r.questionnaire for r in study.responses}.values())


def _account(responses: Any, profile: Profile) -> dict[str, Any]:  # noqa: ANN401 - a Responses
    account = responses.account
    return {
        "file": responses.source.file,
        "questionnaire": responses.questionnaire.id,
        "wave": responses.wave,
        "rows_read": _rows(account.rows_read, profile),
        "rows_used": _rows(account.rows_used, profile),
        "rows_set_aside": {
            reason: _rows(rows, profile) for reason, rows in account.set_aside.items()
        },
        "rows_used_and_noted": {
            state: _rows(rows, profile) for state, rows in account.of_those_used.items()
        },
    }


def _rows(rows: int, profile: Profile) -> int | str:
    """As coarse as every other count: a file may hold the answers of a few people."""
    return HIDDEN if 0 < rows <= profile.hide_up_to else int(profile.rounded(rows))


def _json_bytes(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()
