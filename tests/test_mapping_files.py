"""Which files of a study get a column map, and where it lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from poet.errors import PoetError
from poet.mapping import map_study
from poet.spreadsheets import xlsx_bytes

ANSWERS = """\
Form,How is your life,Gender,How old?,What would you change?,Email,Team,Rating
F1,Better,Woman,61,,ivo@example.org,Northern,1
F2,Worse,man,70,,ann@example.org,South,2
"""


@pytest.fixture
def messy(small: Path) -> Path:
    """The small study with headings that are not those of the questionnaire."""
    (small / "carers.csv").write_text(ANSWERS, encoding="utf-8")
    return small


def test_what_the_study_leaves_out_is_not_to_look_at(messy: Path, changed: Callable) -> None:
    changed(messy / "study.toml", 'authority = "Fernhollow"', 'authority_column = "team"')
    changed(
        messy / "study.toml",
        'questionnaire = "mine"',
        'questionnaire = "mine"\nignore_columns = ["rating"]\nnot_asked = ["years"]',
    )
    changed(messy / "carers.csv", "How old?", "questionnaire_version")
    (file,) = map_study(messy).files
    assert [file.why_not_used(place) for place in file.not_used] == [
        "says which questionnaire was answered",
        "tells who people are: never read",
        "names the authority, as study.toml says",
        "left out by study.toml",
    ]
    assert [question.key for question in file.missing] == ["your_life"]


def test_a_map_of_its_own_name_is_written_there(messy: Path, changed: Callable) -> None:
    changed(
        messy / "study.toml",
        'questionnaire = "mine"',
        'questionnaire = "mine"\nmap = "ours.toml"',
    )
    (file,) = map_study(messy).files
    assert file.path == messy / "ours.toml"
    assert file.path.is_file()


def test_two_files_with_one_map_are_refused(messy: Path) -> None:
    (messy / "carers.tsv").write_text(ANSWERS.replace(",", "\t"), encoding="utf-8")
    with (messy / "study.toml").open("a", encoding="utf-8") as study:
        study.write('[[responses]]\nfile = "carers.tsv"\nquestionnaire = "mine"\n')
    with pytest.raises(PoetError) as told:
        map_study(messy)
    assert str(told.value) == (
        'study.toml: two files would have the same column map, "carers.map.toml". '
        'Add map = "ANOTHER NAME.map.toml" to the [[responses]] of one of them.'
    )
    assert not (messy / "carers.map.toml").exists()


def test_nothing_is_written_when_one_file_cannot_be_read(messy: Path) -> None:
    (messy / "empty.csv").write_bytes(b"")
    with (messy / "study.toml").open("a", encoding="utf-8") as study:
        study.write('[[responses]]\nfile = "empty.csv"\nquestionnaire = "mine"\n')
    with pytest.raises(PoetError, match=r"^empty\.csv: this file is empty"):
        map_study(messy)
    assert list(messy.glob("*.map.toml")) == []


def test_two_sheets_of_a_workbook_have_a_map_each(messy: Path) -> None:
    rows = [line.split(",") for line in ANSWERS.splitlines()]
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    (messy / "both.xlsx").write_bytes(xlsx_bytes({"Spring 2025": frame, "Spring 2026": frame}))
    entry = '[[responses]]\nfile = "both.xlsx"\nsheet = "Spring {}"\nquestionnaire = "mine"\n'
    study = (messy / "study.toml").read_text(encoding="utf-8")
    both = study + entry.format(2025) + entry.format(2026)
    (messy / "study.toml").write_text(both, encoding="utf-8")
    map_study(messy)
    assert {path.name for path in messy.glob("*.map.toml")} == {
        "both.spring-2025.map.toml",
        "both.spring-2026.map.toml",
        "carers.map.toml",
    }
