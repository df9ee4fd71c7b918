from __future__ import annotations

from pathlib import Path

import pytest

from poet.errors import PoetError
from poet.study_folder import missing_files, study_folder


def told(folder: Path) -> str:
    with pytest.raises(PoetError) as raised:
        study_folder(folder)
    assert raised.value.exit_code == 3
    return str(raised.value)


def test_a_study_is_named_by_its_folder_or_its_file(small: Path) -> None:
    assert study_folder(small) == small
    assert study_folder(small / "study.toml") == small


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert told(tmp_path / "nowhere") == (
        f"{tmp_path / 'nowhere'}: there is no such folder. "
        "Check the name, or make a study with: poet init FOLDER."
    )


def test_a_name_that_no_system_can_have(tmp_path: Path) -> None:
    assert ": there is no such folder. " in told(tmp_path / ("long" * 100))


def test_a_file_is_no_folder(small: Path) -> None:
    assert told(small / "carers.csv") == (
        f"{small / 'carers.csv'}: this is a file, not the folder of a study. "
        "Check the name, or make a study with: poet init FOLDER."
    )


def test_a_folder_without_a_study(tmp_path: Path) -> None:
    assert told(tmp_path) == (
        f"{tmp_path}: there is no study.toml in this folder. "
        "Name the folder of a study, or make one with: poet init FOLDER."
    )


def test_a_folder_called_study_toml_is_no_study(tmp_path: Path) -> None:
    (tmp_path / "study.toml").mkdir()
    assert ": there is no study.toml in this folder. " in told(tmp_path)


def test_everything_named_and_not_there_is_told(small: Path) -> None:
    table = {
        "responses": [{"file": "carers.csv"}, {"file": "gone.csv"}, {"file": "x" * 300}, {}, 3],
        "released_comments": "released.csv",
        "questionnaires": "carers.csv",
    }
    mistakes = list(missing_files(small, table))
    assert [str(mistake) for mistake in mistakes] == [
        'study.toml: "gone.csv" is not in the folder of the study. '
        "Put it there, or correct its name.",
        f'study.toml: "{"x" * 300}" is not in the folder of the study. '
        "Put it there, or correct its name.",
        'study.toml: "released.csv" is not in the folder of the study. '
        "Put it there, or correct its name.",
        'study.toml: there is no folder "carers.csv" in the folder of the study. '
        "Put it there, or correct its name.",
    ]
    assert {mistake.exit_code for mistake in mistakes} == {3}


def test_a_study_that_names_nothing_lacks_nothing(tmp_path: Path) -> None:
    assert list(missing_files(tmp_path, {"responses": "x", "questionnaires": 3})) == []
