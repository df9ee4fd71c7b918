"""Several councils and waves, something odd about them: said in a sentence, and all is printed."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import poet
from poet.cli import _run

SHOWN_BEFORE = r"\[\[responses\]\]\nfile = \"carers_2025.xlsx\"\n.*\n.*\n\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up study of three councils and two waves, to be copied."""
    folder = tmp_path_factory.mktemp("councils") / "study"
    poet.example(folder, authorities=3, people=40, waves=2, seed=8)
    return folder


@pytest.fixture
def councils(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "study")


@pytest.fixture
def told(councils: Path, monkeypatch, capsys) -> Callable[..., tuple[int, str]]:
    """Runs a command on the study; its exit code, and all that it said."""

    def running(command: str, *words: str) -> tuple[int, str]:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["poet", command, str(councils), *words])
        code = _run()
        said = "".join(capsys.readouterr())
        assert "Traceback" not in said
        return code, said

    return running


@pytest.fixture
def printed(councils: Path, told: Callable) -> Callable[..., dict[str, str]]:
    """Prints every council's report, or those of some; file name to the words on its page."""

    def printing(*codes: str) -> dict[str, str]:
        folder = councils.parent / "reports"
        only = [word for code in codes for word in ("--authority", code)]
        code, said = told("report", "-o", str(folder), "--format", "html", *only)
        assert code == 0, said
        return {path.name: _words(path) for path in folder.glob("*-workshop.html")}

    return printing


def _words(page: Path) -> str:
    html = re.sub(r"(?s)<(style|svg|head)\b.*?</\1>", " ", page.read_text(encoding="utf-8"))
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows_of(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def write(file: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    file.write_text(text.getvalue(), encoding="utf-8", newline="")


def with_council(councils: Path, name: str, people: int) -> None:
    """So many more budget holders, of a council that is in no other file."""
    file = councils / "budget_holders_2026.csv"
    rows = rows_of(file)
    place = rows[0].index("Council")
    more = [[*row] for row in rows[1 : 1 + people]]
    for number, row in enumerate(more):
        row[0], row[place] = f"N-{number:03d}", name
    write(file, rows + more)
    settings = (councils / "study.toml").read_text(encoding="utf-8")
    listed = f'[[authorities]]\ncode = "X009"\nname = "{name}"\n\n[[waves]]'
    text = settings.replace("[[waves]]", listed, 1)
    (councils / "study.toml").write_text(text, encoding="utf-8")


def change(councils: Path, pattern: str, new: str) -> None:
    settings = (councils / "study.toml").read_text(encoding="utf-8")
    assert re.search(pattern, settings)
    (councils / "study.toml").write_text(re.sub(pattern, new, settings), encoding="utf-8")


def test_a_council_with_one_person_has_a_report_that_shows_nothing_of_them(
    councils, printed, told
) -> None:
    with_council(councils, "Quillmouth", 1)
    pages = printed()
    assert sorted(name.partition("-")[0] for name in pages) == ["X001", "X002", "X003", "X009"]
    page = pages["X009-quillmouth-workshop.html"]
    assert "2026. Fewer than 10 people who hold a personal budget, very few family carers" in page
    assert "Too few people answered for any of these to be shown." in page
    assert not re.search(r"\d+ ?%", page.partition("All the numbers")[0])
    _, said = told("check")
    assert "In 2026, no answers of family carers come from Quillmouth." in said
    assert "in wave 2026 for: Quillmouth. Their answers are not weighted." in said


def test_a_council_in_one_file_only_is_told_and_its_views_stand_alone(
    councils, printed, told
) -> None:
    with_council(councils, "Larkreach", 30)
    page = printed("X009")["X009-larkreach-workshop.html"]
    assert "About 30 people who hold a personal budget, very few family carers or none" in page
    assert "What carers say" not in page
    _, said = told("check")
    assert "In 2026, no answers of practitioners come from Larkreach." in said


def test_a_wave_without_one_audience_is_told_and_the_others_have_their_change(
    councils, printed, told
) -> None:
    change(councils, SHOWN_BEFORE, "")
    page = printed("X001")["X001-alderfen-workshop.html"]
    assert "What has changed" in page
    _, said = told("check")
    assert "In 2025, no family carers answered: no change of theirs can be told." in said


def test_an_older_questionnaire_is_said_to_be_another_and_stops_nothing(councils, printed) -> None:
    """The questions of another questionnaire are compared where the newer one says so."""
    own = councils / "questionnaires"
    own.mkdir()
    shipped = Path(poet.__file__).parents[2] / "questionnaires" / "budget_holder.toml"
    older = shipped.read_text(encoding="utf-8").replace(
        'id = "budget_holder"', 'id = "budget_holder_2025"', 1
    )
    (own / "budget_holder_2025.toml").write_text(older, encoding="utf-8")
    change(
        councils,
        'file = "budget_holders_2025.csv"\nquestionnaire = "budget_holder"',
        'file = "budget_holders_2025.csv"\nquestionnaire = "budget_holder_2025"',
    )
    page = printed("X001")["X001-alderfen-workshop.html"]
    assert "What has changed" in page
    changes = poet.findings(poet.load_study(councils))["change"]
    notes = set(changes.loc[changes["audience"].eq("budget_holder"), "note"])
    assert notes == {
        'the questionnaire does not say which question of "budget_holder_2025" asks the same'
    }


def test_a_name_in_two_spellings_is_told(councils, told) -> None:
    with_council(councils, "Alder Fen", 12)
    _, said = told("check")
    assert '"Alderfen" and "Alder Fen" look like one council, but are counted as 2.' in said
