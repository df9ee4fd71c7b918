from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from made_up_files import MADE_UP_FILES

from poet.errors import PoetError
from poet.made_up import make_study
from poet.study_file import load_study

SMALL = {"authorities": 3, "people": 25}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "study"
    make_study(folder, **SMALL)
    return folder


def test_it_returns_the_files_it_wrote(tmp_path: Path) -> None:
    written = make_study(tmp_path / "new" / "study", authorities=1, people=5)
    assert [path.name for path in written] == MADE_UP_FILES
    assert set(written) == set((tmp_path / "new" / "study").iterdir())


def test_the_same_seed_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    make_study(tmp_path / "again", **SMALL, seed=1)
    assert contents(tmp_path / "again") == contents(made)


def test_another_seed_gives_other_answers(made: Path, tmp_path: Path) -> None:
    make_study(tmp_path / "other", **SMALL, seed=2)
    first, other = contents(made), contents(tmp_path / "other")
    same = [name for name in first if first[name] == other[name]]
    assert same == ["codeframe.toml", "process_map.toml", "study.toml"]


@pytest.mark.parametrize(
    "asked",
    [
        {"authorities": 3, "people": 40},
        {"authorities": 2, "people": 20, "waves": 3, "effect": "none"},
        {"authorities": 1, "people": 1, "waves": 5, "seed": 2**32 - 1},
    ],
    ids=["usual", "three waves", "smallest"],
)
def test_poet_reads_the_study_without_a_problem(tmp_path: Path, asked: dict) -> None:
    make_study(tmp_path / "study", **asked)
    study = load_study(tmp_path / "study")
    assert study.made_up
    assert len(study.waves) == asked.get("waves", 1)
    assert [a.name for a in study.authorities] == ["Alderfen", "Fernhollow", "Ottermere"][
        : asked["authorities"]
    ]
    for responses in study.responses:
        assert responses.problems.empty
        assert responses.account.set_aside == {}
        if responses.questionnaire.id == "budget_holder":
            assert responses.account.rows_used == asked["authorities"] * asked["people"]
    assert len(study.released_comments) >= 3


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert len(make_study(tmp_path, authorities=1, people=1)) == 13


def refused(folder: Path, **asked: object) -> PoetError:
    with pytest.raises(PoetError) as refusal:
        make_study(folder, **asked)
    return refusal.value


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    error = refused(tmp_path)
    assert str(error) == (
        f"{tmp_path}: there is something in this folder already. "
        "Name a new folder, or an empty one."
    )
    assert error.exit_code == 3
    assert contents(tmp_path) == {"letter.txt": b"mine"}


def test_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "study"
    file.write_text("mine", encoding="utf-8")
    assert str(refused(file)) == f"{file}: this is a file. Name a new folder, or an empty one."


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            {"authorities": 0},
            "authorities: 0 is not a whole number from 1 to 200. Choose one of these.",
        ),
        (
            {"authorities": 201},
            "authorities: 201 is not a whole number from 1 to 200. Choose one of these.",
        ),
        ({"people": 0}, "people: 0 is not a whole number from 1 to 5,000. Choose one of these."),
        (
            {"people": 5001},
            "people: 5001 is not a whole number from 1 to 5,000. Choose one of these.",
        ),
        (
            {"people": 1.5},
            "people: 1.5 is not a whole number from 1 to 5,000. Choose one of these.",
        ),
        ({"waves": 6}, "waves: 6 is not a whole number from 1 to 5. Choose one of these."),
        (
            {"seed": -1},
            "seed: -1 is not a whole number from 0 to 4,294,967,295. Choose one of these.",
        ),
        (
            {"effect": "strong"},
            'effect: "strong" is not known. Known are: planted, none. Use one of these.',
        ),
    ],
)
def test_what_cannot_be_made_is_refused_before_anything_is_written(
    tmp_path: Path, asked: dict, sentence: str
) -> None:
    error = refused(tmp_path / "study", **asked)
    assert str(error) == sentence
    assert error.exit_code == 2
    assert not (tmp_path / "study").exists()


def test_pandas_is_loaded_only_when_a_study_is_made() -> None:
    script = "import sys, poet.made_up; print(*sys.modules)"
    started = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert not {"pandas", "numpy"} & set(started.stdout.split())
