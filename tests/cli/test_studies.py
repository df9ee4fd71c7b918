"""`poet check`, `poet findings`, `poet report`: results, talk, exit codes, what is written."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import poet
from poet.publishing import file_names

LISTS = ["problems.json", "problems.xlsx"]
THERE = "this file is there already"
FORCE = "Add --force to write it again, or name another folder."
LEFT = "\nThe list of problems was not written. "


@pytest.fixture
def faulty(small: Path, changed: Callable) -> Path:
    """The small study with one answer that is none."""
    changed(small / "carers.csv", "Better", "Bettr")
    return small


@pytest.fixture
def reports(made_up: Path, as_html: None) -> Path:
    """The made-up study, for reports that are not set in type."""
    return made_up


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- poet check


def test_check_of_a_clean_study(run: Callable, small: Path) -> None:
    ran = run("check", "small")
    assert ran.code == 0
    assert ran.out == ("carers.csv: 3 rows read = 3 used + 0 set aside\n\nNo problems found.\n")
    assert ran.err == (
        "carers.csv was read as UTF-8 text, cells separated by commas.\n"
        "carers.csv: 5 columns are questions: 5 by key.\n"
    )
    assert not (small / "check").exists()


def test_check_takes_the_file_for_the_folder(run: Callable, small: Path) -> None:
    assert run("check", Path("small", "study.toml")).code == 0


def test_check_of_problems(run: Callable, faulty: Path) -> None:
    ran = run("check", "small")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "carers.csv: 3 rows read = 2 used + 1 set aside"
    assert ran.out.splitlines()[-1] == (
        'carers.csv, row 2, column B "your_life": "Bettr" is not one of the answers. '
        'Nearest: "Better".'
    )
    written = [str(Path("small", "check", name)) for name in reversed(LISTS)]
    assert ran.err.endswith(f"\nEvery problem, as a list: {', '.join(written)}\n")
    assert sorted(path.name for path in (faulty / "check").iterdir()) == LISTS


def test_check_leaves_lists_alone_that_are_there(run: Callable, faulty: Path) -> None:
    (faulty / "check").mkdir()
    (faulty / "check" / "problems.json").write_text("my notes", encoding="utf-8")
    ran = run("check", "small")
    path = Path("small", "check", "problems.json")
    assert ran.code == 1
    assert '"Bettr" is not one of the answers.' in ran.out
    assert ran.err.endswith(f"{LEFT}{path}: {THERE}. {FORCE}\n")
    assert [path.name for path in (faulty / "check").iterdir()] == ["problems.json"]
    assert path.read_text(encoding="utf-8") == "my notes"


def test_check_writes_them_again_when_forced(run: Callable, faulty: Path) -> None:
    run("check", "small")
    before = (faulty / "check" / "problems.json").read_text(encoding="utf-8")
    (faulty / "check" / "problems.json").write_text("old", encoding="utf-8")
    assert run("check", "small", "--force").code == 1
    assert (faulty / "check" / "problems.json").read_text(encoding="utf-8") == before


def test_lists_of_a_study_that_is_clean_by_now(run: Callable, faulty: Path) -> None:
    run("check", "small")
    (faulty / "carers.csv").write_text("your_life,group,years\nBetter,Man,60\n", "utf-8")
    assert run("check", "small", "--force").code == 0
    content = json.loads((faulty / "check" / "problems.json").read_text(encoding="utf-8"))
    assert (content["clean"], content["problems"]) == (True, [])


def test_check_into_a_folder_that_is_named(run: Callable, small: Path, here: Path) -> None:
    assert run("check", "small", "-o", "lists").code == 0
    assert sorted(path.name for path in (here / "lists").iterdir()) == LISTS
    before = contents(here / "lists")
    ran = run("check", "small", "-o", "lists")
    assert (ran.code, ran.error) == (
        3,
        f"{Path('lists', 'problems.xlsx')}: {THERE} and 1 more. {FORCE}",
    )
    assert contents(here / "lists") == before
    assert not (small / "check").exists()


def test_check_as_json(run: Callable, faulty: Path) -> None:
    ran = run("check", "small", "--json", "-q")
    assert (ran.code, ran.err) == (1, "")
    content = json.loads(ran.out)
    assert content == poet.check(poet.load_study(faulty)).as_json()
    assert content == json.loads((faulty / "check" / "problems.json").read_text("utf-8"))


def test_quiet_check_gives_the_result_alone(run: Callable, small: Path) -> None:
    ran = run("check", "small", "--quiet")
    assert ran.out.endswith("No problems found.\n")
    assert ran.err == ""


# --- poet findings


def test_findings_are_written_and_named(run: Callable, made_up: Path, here: Path) -> None:
    ran = run("findings", "made-up", "-o", "numbers")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [str(Path("numbers", name)) for name in file_names()]
    assert {path.name for path in (here / "numbers").iterdir()} == set(file_names())

    found = poet.findings(poet.load_study(made_up), here / "again")
    assert contents_by_name(here / "again") == contents_by_name(here / "numbers")
    with (here / "numbers" / "outcomes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(found["outcomes"].columns)
    assert [row["people"] or "[c]" for row in rows] == [
        "[c]" if hidden else str(people)
        for people, hidden in zip(
            found["outcomes"]["people"], found["outcomes"]["hidden"], strict=True
        )
    ]


def contents_by_name(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_findings_as_json(run: Callable, small: Path) -> None:
    ran = run("findings", "small", "-o", "numbers", "--json", "-v")
    assert ran.code == 0
    content = json.loads(ran.out)
    assert list(content) == ["files", "rows", "disclosure_profile"]
    assert content["files"] == [str(Path("numbers", name)) for name in file_names()]
    assert list(content["rows"]) == list(poet.findings(poet.load_study(small)))
    assert content["rows"]["outcomes"] > 0
    assert content["disclosure_profile"] == "local"
    assert ran.err == (
        "carers.csv: 3 rows read = 3 used + 0 set aside.\ndisclosure profile: local\n"
    )


def test_technical_findings_are_written_and_named(run: Callable, made_up: Path, here: Path) -> None:
    ran = run("findings", "made-up", "-o", "numbers", "--technical", "--json")
    assert (ran.code, ran.err) == (0, "")
    content = json.loads(ran.out)
    names = file_names(technical=True)
    assert content["files"] == [str(Path("numbers", name)) for name in names]
    assert {path.name for path in (here / "numbers").iterdir()} == set(names)
    assert content["rows"]["technical_models"] > 0
    for name, rows in content["rows"].items():
        with (here / "numbers" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file))) == rows, name


def test_technical_files_are_not_written_unless_asked_for(
    run: Callable, small: Path, here: Path
) -> None:
    assert run("findings", "small", "-o", "numbers").code == 0
    assert not list((here / "numbers").glob("technical_*"))
    ran = run("findings", "small", "-o", "technical", "--technical")
    assert ran.out.splitlines() == [
        str(Path("technical", name)) for name in file_names(technical=True)
    ]


def test_findings_say_that_there_were_problems(run: Callable, faulty: Path) -> None:
    ran = run("findings", "small", "-o", "numbers")
    assert ran.code == 0
    assert ran.err == "2 problems in the files of the study. See them with: poet check small\n"
    assert run("findings", "small", "-o", "numbers", "--force", "-q").err == ""


def test_findings_that_are_there_are_left_alone(run: Callable, small: Path, here: Path) -> None:
    (here / "numbers").mkdir()
    (here / "numbers" / "process.csv").write_text("mine", encoding="utf-8")
    ran = run("findings", "small", "-o", "numbers")
    assert (ran.code, ran.out) == (3, "")
    assert ran.error == f"{Path('numbers', 'process.csv')}: {THERE}. {FORCE}"
    assert contents_by_name(here / "numbers") == {"process.csv": b"mine"}
    assert run("findings", "small", "-o", "numbers", "--force").code == 0
    assert set(contents_by_name(here / "numbers")) == set(file_names())


# --- poet report


BEGINNINGS = {
    "X001-alderfen-numbers.csv": b"\xef\xbb\xbfsection,authority,",
    "X001-alderfen-numbers.xlsx": b"PK",
    "X001-alderfen-workshop.html": b"<!DOCTYPE html>",
    "X001-alderfen-workshop.pdf": b"%PDF-",
}


def test_a_report_is_printed_with_its_numbers_beside_it(
    program: Callable, made_up: Path, here: Path
) -> None:
    ran = program("report", "made-up", "-o", "reports")
    assert (ran.code, ran.err) == (0, "")
    assert sorted(ran.out.splitlines()) == [str(Path("reports", name)) for name in BEGINNINGS]
    assert sorted(file.name for file in (here / "reports").iterdir()) == list(BEGINNINGS)
    for name, beginning in BEGINNINGS.items():
        assert (here / "reports" / name).read_bytes().startswith(beginning), name


def test_several_editions_and_formats_are_named_with_commas(
    run: Callable, reports: Path, here: Path
) -> None:
    ran = run(
        "report", "made-up", "-o", "reports", "--edition", "workshop, summary", "--format", "html"
    )
    assert ran.code == 0
    names = ["X001-alderfen-workshop.html", "X001-alderfen-summary.html"]
    assert ran.out.splitlines() == [str(Path("reports", name)) for name in names]
    assert {file.name for file in (here / "reports").iterdir()} == set(names)


@pytest.mark.parametrize(
    ("formats", "sentence"),
    [
        ("pdf,docx", '"docx" is none that a report can have'),
        (",", "none is named"),
    ],
)
def test_an_unknown_format_is_told(
    run: Callable, reports: Path, here: Path, formats: str, sentence: str
) -> None:
    ran = run("report", "made-up", "-o", "reports", "--format", formats)
    assert (ran.code, ran.out) == (2, "")
    assert ran.error == f"format: {sentence}. There are: pdf, html, csv, xlsx."
    assert not (here / "reports").exists()


def test_no_edition_at_all_is_told(run: Callable, reports: Path) -> None:
    ran = run("report", "made-up", "-o", "reports", "--edition", ",")
    assert ran.code == 2
    assert ran.error.startswith("edition: no edition is named. There are: ")
    assert ran.error.endswith("workshop, all.")


def test_a_report_as_json(run: Callable, reports: Path) -> None:
    ran = run("report", "made-up", "-o", "reports", "--format", "pdf,csv", "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == [
        {
            "authority": "X001",
            "edition": edition,
            "format": format_,
            "file": str(Path("reports", f"X001-alderfen-{edition}.{format_}")),
        }
        for edition, format_ in (("numbers", "csv"), ("workshop", "pdf"))
    ]


def test_a_report_that_is_there_is_left_alone(run: Callable, reports: Path, here: Path) -> None:
    path = Path("reports", "X001-alderfen-workshop.pdf")
    (here / "reports").mkdir()
    (here / path).write_text("mine", encoding="utf-8")
    ran = run("report", "made-up", "-o", "reports", "--format", "pdf")
    assert (ran.code, ran.out, ran.error) == (3, "", f"{path}: {THERE}. {FORCE}")
    assert (here / path).read_text(encoding="utf-8") == "mine"
    assert (
        run("report", "made-up", "-o", "reports", "--format", "pdf", "--force").out == f"{path}\n"
    )
    assert "Alderfen" in (here / path).read_text(encoding="utf-8")


def test_a_report_for_one_authority_only(run: Callable, reports: Path, here: Path) -> None:
    ran = run("report", "made-up", "-o", "reports", "--authority", "X009")
    assert (ran.code, ran.out) == (2, "")
    assert ran.error == (
        'authority "X009": there is no authority with this code in the study. There are: X001.'
    )
    ran = run("report", "made-up", "-o", "reports", "--edition", "workshp")
    assert ran.code == 2
    assert ran.error.startswith('edition "workshp": there is no edition of this name. There are: ')
    assert "workshop" in ran.error
    assert not (here / "reports").exists()
    ran = run("report", "made-up", "-o", "reports", "--authority", "X001", "--format", "pdf")
    assert ran.out == f"{Path('reports', 'X001-alderfen-workshop.pdf')}\n"


def test_the_technical_annex_of_a_study_without_models(
    run: Callable, small: Path, here: Path, as_html: None
) -> None:
    ran = run("report", "small", "-o", "reports", "--edition", "technical", "--format", "pdf")
    path = Path("reports", "fernhollow-technical.pdf")
    assert (ran.code, ran.out) == (0, f"{path}\n")
    page = (here / path).read_text(encoding="utf-8")
    assert "<title>Technical annex: Fernhollow</title>" in page
    assert "No model could be fitted, so there is nothing to check." in page


def test_the_technical_annex_has_models(run: Callable, reports: Path, here: Path) -> None:
    ran = run("report", "made-up", "-o", "reports", "--edition", "technical", "--format", "pdf")
    path = Path("reports", "X001-alderfen-technical.pdf")
    assert (ran.code, ran.out) == (0, f"{path}\n")
    page = (here / path).read_text(encoding="utf-8")
    assert "Fit of the models: people who hold a personal budget, Alderfen" in page
    assert "Brant" in page


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--jobs", "0", '"0" is no whole number from 1 on.'),
        ("--jobs", "abc", '"abc" is no whole number from 1 on.'),
        ("--time-limit", "2.5", '"2.5" is no whole number from 1 to 86,400.'),
    ],
)
def test_a_number_that_cannot_be_is_told(
    run: Callable, reports: Path, option: str, value: str, told: str
) -> None:
    ran = run("report", "made-up", "-o", "reports", option, value)
    assert ran.code == 2
    assert ran.error == f"Invalid value for '{option}': {told}"


# --- all three


@pytest.mark.parametrize("command", ["check", "findings", "report"])
@pytest.mark.parametrize("output", ["letter.txt", "/proc/poet"], ids=["file", "proc"])
def test_an_output_folder_that_cannot_be_written(
    run: Callable, made_up: Path, here: Path, command: str, output: str
) -> None:
    (here / "letter.txt").write_text("mine", encoding="utf-8")
    before = contents(here)
    ran = run(command, "made-up", "-o", output)
    assert ran.code == 3
    assert ran.error.startswith(f"{output}: cannot write here: ")
    assert contents(here) == before


@pytest.mark.parametrize("command", ["init", "example"])
@pytest.mark.parametrize("output", ["letter.txt", "/proc/poet"], ids=["file", "proc"])
def test_a_new_study_that_cannot_be_written(
    run: Callable, here: Path, command: str, output: str
) -> None:
    (here / "letter.txt").write_text("mine", encoding="utf-8")
    ran = run(command, output)
    assert (ran.code, ran.out) == (3, "")
    assert ran.error.startswith(f"{output}: ")
    assert contents_by_name(here) == {"letter.txt": b"mine"}


@pytest.mark.parametrize("command", ["findings", "report"])
def test_an_output_folder_must_be_named(run: Callable, small: Path, command: str) -> None:
    ran = run(command, "small")
    assert (ran.code, ran.error) == (2, "Missing option '-o' / '--output'.")
