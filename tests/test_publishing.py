"""The findings files: whole, explained, the same each time, and without anybody's own answers."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import itertools
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import poet
from poet.disclosure import PROFILES, release
from poet.errors import PoetError
from poet.publishing import as_shown, file_names, provenance, write_findings
from poet.releasing import release_all
from poet.sections import (
    COMPARING_SECTIONS,
    FINDING_SECTIONS,
    TECHNICAL_SECTIONS,
    columns_of,
    find_all,
    imputed_models,
)
from poet.sections.themes_agreement import ESTIMATES, WORKED_OUT
from poet.study import Study
from poet.wording import half_up

SECTIONS = (*FINDING_SECTIONS, *COMPARING_SECTIONS)
# What one wave gives no rows for.
OF_SEVERAL_WAVES = {"change", "adjusted_change", "linked_change"}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("published") / "study"
    poet.example(folder, authorities=3, people=60, seed=3)
    return poet.load_study(folder)


@pytest.fixture(scope="module")
def found(study: Study) -> dict[str, pd.DataFrame]:
    return find_all(study)


@pytest.fixture(scope="module")
def released(study: Study, found) -> dict[str, pd.DataFrame]:
    return release_all(study, found)


@pytest.fixture(scope="module")
def folder(study: Study, released, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("findings") / "new"
    write_findings(study, released, target)
    return target


def headings_of(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return next(csv.reader(opened))


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def sheets(folder: Path) -> dict[str, list[tuple]]:
    book = openpyxl.load_workbook(folder / "findings.xlsx")
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.fixture(scope="module")
def workbook(folder: Path) -> dict[str, list[tuple]]:
    """Sheet to its rows, read once."""
    return sheets(folder)


def test_the_files_are_those_that_are_told(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == set(file_names())


def test_every_section_is_a_csv_and_a_sheet_with_its_columns(
    folder: Path, workbook, released
) -> None:
    for section in SECTIONS:
        headings = list(columns_of(section))
        read = rows_of(folder / f"{section}.csv")
        assert headings_of(folder / f"{section}.csv") == headings
        assert list(workbook[section][0]) == headings
        assert len(read) == len(workbook[section]) - 1 == len(released[section])
        assert read or section in OF_SEVERAL_WAVES


def test_every_column_is_explained_in_the_workbook(workbook) -> None:
    told = workbook["columns"]
    assert told[0] == ("section", "column", "meaning")
    assert told[1:] == [
        (section, column, meaning)
        for section in SECTIONS
        for column, meaning in columns_of(section).items()
    ]
    assert all(meaning for _, _, meaning in told)


# The one counts those in a model, the other comments; what is told of them stands below.
OTHERWISE = ("what_goes_with_outcomes", "themes_agreement")


@pytest.mark.parametrize("section", [s for s in FINDING_SECTIONS if s not in OTHERWISE])
def test_counts_in_the_files_are_rounded_or_hidden_with_the_reason(folder: Path, section) -> None:
    counted = [row for row in rows_of(folder / f"{section}.csv") if row["people"]]
    assert {row["people"] for row in counted if row["hidden"]} <= {"[c]"}
    assert all(int(row["people"]) % 5 == 0 for row in counted if not row["hidden"])
    for row in counted:
        assert row.get("base") in {None, "[c]"} or int(row["base"]) % 5 == 0
        if row["hidden"]:
            assert row["hidden"].startswith("[c] ")
            assert {row[name] for name in ("share", "low", "high") if name in row} <= {"[c]"}


def test_what_two_coders_counted_is_rounded_or_hidden_with_the_reason(folder: Path) -> None:
    rows = rows_of(folder / "themes_agreement.csv")
    hidden = [row for row in rows if row["hidden"]]
    assert [row["question"] for row in hidden] == ["restriction", "help_from_peers"]
    assert {row["hidden"] for row in hidden} == {"[c] 1 to 7 people"}
    for row, who in itertools.product(rows, ("first", "second")):
        counted, base, share = (row[f"{name}_{who}"] for name in ("people", "base", "share"))
        assert int(base) % 5 == 0
        if row["hidden"]:
            assert (counted, share) == ("[c]", "[c]")
        else:
            assert int(counted) % 5 == 0
            assert float(share) == half_up(int(counted) / int(base), 2)
    assert {row[name] for row in hidden for name in (*ESTIMATES, *WORKED_OUT)} == {""}


def test_some_counts_are_hidden_and_some_are_shown(folder: Path) -> None:
    hidden = [bool(row["hidden"]) for row in rows_of(folder / "outcomes.csv")]
    assert any(hidden)
    assert not all(hidden)


def test_a_released_comment_is_not_marked_hidden(folder: Path) -> None:
    comments = [r for r in rows_of(folder / "own_words.csv") if r["row"] == "released"]
    assert len(comments) >= 6
    assert {(row["people"], row["hidden"]) for row in comments} == {("", "")}
    assert {row["released_by"] for row in comments} == {"Made-up reviewer"}


def test_shown_frames_keep_numbers_as_numbers() -> None:
    frame = pd.DataFrame(
        {
            "people": pd.array([20, 3], "Int64"),
            "base": pd.array([40, 40], "Int64"),
            "share": [0.5, 0.075],
            "low": [0.1, 0.1],
            "high": [0.9, 0.9],
        }
    )
    shown = as_shown(release(frame, PROFILES["local"]))
    assert shown["people"].to_list() == [20, "[c]"]
    assert shown["base"].to_list() == [40, 40]
    assert shown["share"].to_list() == [0.5, "[c]"]


def test_provenance_tells_what_the_findings_were_made_of(folder: Path, study: Study) -> None:
    told = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    assert told == provenance(study)
    assert told["poet"] == poet.__version__
    assert told["python"] == ".".join(str(part) for part in sys.version_info[:3])
    assert told["libraries"]["pandas"] == pd.__version__
    assert set(told["libraries"]) == {"numpy", "pandas", "scipy", "statsmodels"}
    assert told["study"] == "Personal budgets in our area: a made-up example"
    assert told["made_up"] is True
    assert told["disclosure_profile"] == "local"


def sha256(study: Study, name: str) -> str:
    return hashlib.sha256((study.folder / name).read_bytes()).hexdigest()


def test_provenance_names_every_input_with_its_sha_256(folder: Path, study: Study) -> None:
    """None of tables of numbers: of 125 totals of three councils that fit, it would tell which."""
    told = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    answers = ["budget_holders.csv", "carers.xlsx", "practitioners.csv"]
    tables = ["released_comments.csv", "population.csv", "budgets.csv", "activity.csv"]
    names = ["study.toml", *answers, *tables, "process_map.toml", "codes.csv", "codeframe.toml"]
    told_of = {"study.toml", *answers, "process_map.toml", "codeframe.toml"}
    assert told["inputs"] == [
        {"file": name, "sha256": sha256(study, name) if name in told_of else None} for name in names
    ]
    internal = provenance(dataclasses.replace(study, profile="internal"))
    assert internal["inputs"] == [{"file": name, "sha256": sha256(study, name)} for name in names]
    assert told["questionnaires"] == [
        {"id": r.questionnaire.id, "version": "1.0", "sha256": r.questionnaire.sha256}
        for r in study.responses
    ]
    assert all(len(one["sha256"]) == 64 for one in told["questionnaires"])


def with_rows(study: Study, used: int, aside: int) -> Study:
    """The study as if its first file had so many rows."""
    responses = study.responses[0]
    account = dataclasses.replace(
        responses.account, rows_read=used + aside, rows_used=used, set_aside={"blank row": aside}
    )
    first = dataclasses.replace(responses, account=account)
    return dataclasses.replace(study, responses=(first,))


def test_provenance_rounds_rows_as_the_profile_says(study: Study) -> None:
    local = provenance(with_rows(study, 183, 3))["responses"]
    assert local == [
        {
            "file": "budget_holders.csv",
            "questionnaire": "budget_holder",
            "wave": "2026",
            "rows_read": 185,
            "rows_used": 185,
            "rows_set_aside": {"blank row": "[c]"},
            "rows_used_and_noted": {},
        }
    ]
    internal = dataclasses.replace(with_rows(study, 183, 3), profile="internal")
    exact = provenance(internal)["responses"][0]
    assert (exact["rows_read"], exact["rows_used"]) == (186, 183)
    assert exact["rows_set_aside"] == {"blank row": 3}


def test_a_small_file_is_not_told_by_its_provenance(study: Study) -> None:
    told = provenance(with_rows(study, 6, 0))["responses"][0]
    assert told["rows_read"] == told["rows_used"] == "[c]"


def test_files_that_are_there_are_left_unless_forced(
    study: Study, released, tmp_path: Path
) -> None:
    (tmp_path / "process.csv").write_bytes(b"mine")
    with pytest.raises(PoetError, match="this file is there already"):
        write_findings(study, released, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["process.csv"]
    assert (tmp_path / "process.csv").read_bytes() == b"mine"
    written = write_findings(study, released, tmp_path, force=True)
    assert [path.name for path in written] == list(file_names())
    assert rows_of(tmp_path / "process.csv")


def test_another_process_writes_the_same_bytes(study: Study, folder: Path, tmp_path: Path) -> None:
    script = "import sys, poet; poet.findings(poet.load_study(sys.argv[1]), sys.argv[2])"
    arguments = [sys.executable, "-c", script, str(study.folder), str(tmp_path / "again")]
    subprocess.run(arguments, check=True, timeout=120, capture_output=True)
    for file in folder.iterdir():
        assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes(), file.name


def test_csv_and_workbook_hold_the_same_numbers(folder: Path) -> None:
    book = pd.read_excel(folder / "findings.xlsx", sheet_name=None, dtype=object)
    for section in SECTIONS:
        frame = pd.read_csv(folder / f"{section}.csv", dtype=str, keep_default_na=False)
        sheet = book[section]
        assert list(frame) == list(sheet)
        for name in frame:
            numbers = pd.to_numeric(frame[name], errors="coerce")
            others = pd.to_numeric(sheet[name].astype(str), errors="coerce")
            pd.testing.assert_series_equal(numbers, others, rtol=1e-13, atol=0, check_dtype=False)


# --- with the technical findings


@pytest.fixture(scope="module")
def small_study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """One council, as technical findings take long."""
    folder = tmp_path_factory.mktemp("technical") / "study"
    poet.example(folder, authorities=1, people=60, seed=3)
    return poet.load_study(folder)


@pytest.fixture(scope="module")
def technical(small_study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With blanks filled in fewer times, as the number does not matter here."""
    target = tmp_path_factory.mktemp("technical findings") / "new"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(imputed_models, "SETS", 3)
        poet.findings(small_study, target, technical=True)
    return target


@pytest.fixture(scope="module")
def book(technical: Path) -> dict[str, list[tuple]]:
    return sheets(technical)


def test_the_technical_files_come_after_the_others(technical: Path) -> None:
    names = file_names(technical=True)
    assert names[: len(SECTIONS)] == file_names()[:-2]
    assert names[len(SECTIONS) : -2] == tuple(f"{name}.csv" for name in TECHNICAL_SECTIONS)
    assert names[-2:] == file_names()[-2:]
    assert {path.name for path in technical.iterdir()} == set(names)


@pytest.mark.parametrize("section", TECHNICAL_SECTIONS)
def test_a_technical_section_is_a_csv_and_a_sheet_with_its_columns(
    technical: Path, book, section: str
) -> None:
    headings = list(columns_of(section))
    read = rows_of(technical / f"{section}.csv")
    assert list(read[0]) == headings
    sheet = book[section]
    assert list(sheet[0]) == headings
    assert len(read) == len(sheet) - 1 > 0


def test_the_columns_of_the_technical_sections_are_explained_in_the_workbook(book) -> None:
    assert list(book) == [*SECTIONS, *TECHNICAL_SECTIONS, "columns"]
    assert book["columns"][1:] == [
        (section, column, meaning)
        for section in (*SECTIONS, *TECHNICAL_SECTIONS)
        for column, meaning in columns_of(section).items()
    ]
    assert all(meaning for _, _, meaning in book["columns"])


def test_the_other_files_are_the_same_with_and_without_them(
    small_study: Study, technical: Path, tmp_path: Path
) -> None:
    poet.findings(small_study, tmp_path / "plain")
    for name in file_names()[:-2]:
        assert (tmp_path / "plain" / name).read_bytes() == (technical / name).read_bytes(), name


def test_provenance_tells_the_seed_only_of_technical_findings(
    technical: Path, folder: Path
) -> None:
    told, plain = (
        json.loads((place / "provenance.json").read_text(encoding="utf-8"))
        for place in (technical, folder)
    )
    assert (told["seed"], plain["seed"]) == (imputed_models.SEED, None)
    assert told["seed_note"] == (
        "used to fill in blanks of the technical findings, and for nothing else"
    )
    assert plain["seed_note"] == "no random numbers are used"
    assert list(told) == list(plain)


def test_another_process_writes_the_same_technical_bytes(
    small_study: Study, technical: Path, tmp_path: Path
) -> None:
    script = (
        "import sys, poet; from poet.sections import imputed_models; imputed_models.SETS = 3; "
        "poet.findings(poet.load_study(sys.argv[1]), sys.argv[2], technical=True)"
    )
    arguments = [sys.executable, "-c", script, str(small_study.folder), str(tmp_path / "again")]
    subprocess.run(arguments, check=True, timeout=120, capture_output=True)
    for file in technical.iterdir():
        assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes(), file.name
