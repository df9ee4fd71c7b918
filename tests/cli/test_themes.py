"""`poet themes`: what a user types, what is written, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import openpyxl
import pytest
from two_coders import by_number, fill_in, write_comments

import poet
from poet.cli.themes import themes
from poet.themes_comments import check_of_words

Run = Callable[..., object]


@pytest.fixture
def study(small: Path) -> Path:
    texts = [f"It took {weeks} weeks to come." for weeks in range(1, 9)]
    write_comments(small, [*texts, "Ring Mrs Jones.", "w" * 100_000, "", "n/a"])
    return small


def exported(run: Run, study: Path) -> None:
    assert run("themes", "export", study, "-o", "coding", "--seed", "1").code == 0
    for name, of_ten in (("first", 5), ("second", 4)):
        fill_in(
            Path("coding") / f"{name}-coder.xlsx",
            lambda _, number, of_ten=of_ten: by_number(number, "Waiting", of_ten=of_ten),
        )


def imported(run: Run, study: Path, *more: str) -> object:
    files = [Path("coding") / f"{name}-coder.xlsx" for name in ("first", "second")]
    key = Path("coding") / "key.csv"
    return run("themes", "import", study, *files, "--key", key, "-o", study / "coding", *more)


def test_an_export_says_what_is_in_it(run: Run, study: Path) -> None:
    ran = run("themes", "export", study, "-o", "coding", "--seed", "1")
    files = [str(Path("coding") / name) for name in ("first-coder.xlsx", "second-coder.xlsx")]
    key = str(Path("coding") / "key.csv")
    assert ran.code == 0
    assert ran.out.splitlines() == [*files, key]
    assert ran.err.splitlines() == [
        "10 comments in both workbooks.",
        "Left out: 1 answer where nothing is written.",
        'Left out: 1 answer with no more than "no" or "n/a".',
        "Look here first: 1 comment has something that may tell who somebody is.",
        "1 comment is longer than a cell of Excel can hold, and cut. The end is in the file of "
        "answers only.",
        "Read those first, and take out of both workbooks what coders need not know.",
        "",
        "Give each coder one workbook, and nobody key.csv. When both have finished:",
        f"  poet themes import {study} {' '.join(files)} --key {key} -o {study / 'coding'}",
    ]


def test_files_that_are_there_are_not_written_over(run: Run, study: Path) -> None:
    exported(run, study)
    before = Path("coding/key.csv").read_bytes()
    ran = run("themes", "export", study, "-o", "coding")
    assert ran.code == 3
    assert Path("coding/key.csv").read_bytes() == before


def test_an_import_tells_how_far_the_two_agree(run: Run, study: Path) -> None:
    exported(run, study)
    ran = imported(run, study)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "10 comments are coded by both."
    assert lines[2] == "theme               first  second  both  differ  kappa (95 % interval)"
    assert lines[4] == "Waiting                 5       4     4       1  0.80 (0.15 to 1.00)"
    assert lines[11] == (
        "Thanks                  0       0     0       0  none, as a coder chose it never or always"
    )
    assert lines[-1] == "1 disagreement, 1 of them not settled yet."
    assert 'Into study.toml write:\n\n[themes]\nfile = "coding/codes.csv"' in ran.err
    with (study / "study.toml").open("a", encoding="utf-8") as file:
        file.write('[themes]\nfile = "coding/codes.csv"\n')
    assert len(poet.load_study(study).themes.by_comment) == 10


def test_what_cannot_be_used_ends_with_1(run: Run, study: Path) -> None:
    exported(run, study)
    fill_in(Path("coding/first-coder.xlsx"), lambda place, _: {"Thanks": "?" if not place else ""})
    ran = imported(run, study)
    assert ran.code == 1
    assert ran.out.splitlines()[:4] == [
        'first-coder.xlsx, sheet "Comments", row 2, column M "Thanks": "?" is neither yes nor '
        'empty, so this comment is not used. Nearest: "yes".',
        "",
        "9 comments are coded by both.",
        "1 comment is not: each is in coding_problems.xlsx.",
    ]


def test_a_list_that_somebody_works_in_is_read_and_not_written_over(run: Run, study: Path) -> None:
    exported(run, study)
    imported(run, study)
    listed = study / "coding" / "disagreements.xlsx"
    before = listed.read_bytes()
    ran = imported(run, study, "--force")
    assert listed.read_bytes() == before
    assert f"{listed} is left as it is, and what is settled in it counts." in ran.err


def test_what_a_kept_list_lacks_is_told_with_what_to_do(run: Run, study: Path) -> None:
    exported(run, study)
    imported(run, study)
    fill_in(Path("coding/first-coder.xlsx"), lambda *_: {"Thanks": "yes", "No theme": ""})
    ran = imported(run, study, "--force")
    listed, old = (study / "coding" / name for name in ("disagreements.xlsx", "old.xlsx"))
    assert (
        f"10 disagreements are not in that list. Call it old.xlsx, and run the same with "
        f"--settled {old}: a new list is written, and what is settled stays."
    ) in ran.err
    listed.rename(old)
    ran = imported(run, study, "--force", "--settled", str(old))
    assert "not in that list" not in ran.err
    assert listed.is_file()


def test_where_the_two_agree_on_all_the_same_can_be_run_again(run: Run, study: Path) -> None:
    assert run("themes", "export", study, "-o", "coding", "--seed", "1").code == 0
    for name in ("first", "second"):
        fill_in(Path("coding") / f"{name}-coder.xlsx", lambda *_: {"Thanks": "yes"})
    assert imported(run, study).code == 0
    assert imported(run, study, "--force").code == 0
    assert [path.name for path in (study / "coding").iterdir()] == ["codes.csv"]


def test_a_study_that_names_other_codes_is_told_where_the_new_ones_are(
    run: Run, study: Path
) -> None:
    exported(run, study)
    imported(run, study)
    with (study / "study.toml").open("a", encoding="utf-8") as file:
        file.write('[themes]\nfile = "coding/codes.csv"\n')
    ran = imported(run, study, "--force")
    assert 'See that study.toml says:\n\n[themes]\nfile = "coding/codes.csv"' in ran.err


def test_a_seed_is_a_whole_number(run: Run, study: Path) -> None:
    ran = run("themes", "export", study, "-o", "coding", "--seed", "-1")
    assert ran.code == 2
    assert ran.err.endswith("Invalid value for '--seed': \"-1\" is no whole number from 0 on.\n")


def test_codes_outside_the_study_are_to_be_copied(run: Run, study: Path) -> None:
    exported(run, study)
    files = [Path("coding") / f"{name}-coder.xlsx" for name in ("first", "second")]
    ran = run("themes", "import", study, *files, "--key", "coding/key.csv", "-o", "elsewhere")
    assert (
        "Copy codes.csv into the folder of the study. Into study.toml write:\n\n[themes]\n"
        'file = "codes.csv"\n'
    ) in ran.err


def test_quotes_are_released_by_name_only(run: Run, study: Path) -> None:
    ran = run("themes", "quotes", study, "-o", "quotes.xlsx")
    assert ran.code == 0
    assert "10 comments, none of them released." in ran.err
    ran = run("themes", "release", study, "quotes.xlsx", "-o", study / "released_comments.csv")
    assert ran.code == 2
    assert not (study / "released_comments.csv").exists()
    book = openpyxl.load_workbook("quotes.xlsx")
    sheet = book["Quotes"]
    for column, text in ((7, "yes"), (8, "The lead"), (9, "2026-10-15")):
        sheet.cell(2, column).value = text
    book.save("quotes.xlsx")
    ran = run("themes", "release", study, "quotes.xlsx", "-o", study / "released_comments.csv")
    assert ran.code == 0
    assert "1 comment is released." in ran.err
    toml = study / "study.toml"
    toml.write_text(
        'released_comments = "released_comments.csv"\n' + toml.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    assert poet.load_study(study).released_comments["text"].tolist() == ["It took 1 weeks to come."]


def test_quotes_are_those_of_the_latest_wave(run: Run, study: Path) -> None:
    toml = study / "study.toml"
    answers = '[[responses]]\nfile = "carers.csv"\nquestionnaire = "mine"\nwave = "{}"\n'
    waves = "".join(f'[[waves]]\nid = "{wave}"\nname = "{wave}"\n' for wave in ("2025", "2026"))
    first = toml.read_text(encoding="utf-8").split("[[responses]]")[0]
    later = answers.format("2026").replace("carers", "later")
    toml.write_text(first + waves + answers.format("2025") + later, encoding="utf-8")
    (study / "later.csv").write_text(
        "form,your_life,group,years,words\nF1,Better,Woman,61,It was quick.\n", encoding="utf-8"
    )
    assert run("themes", "quotes", study, "-o", "quotes.xlsx").code == 0
    book = openpyxl.load_workbook("quotes.xlsx")
    assert [row[4] for row in book["Quotes"].iter_rows(2, values_only=True)] == ["It was quick."]
    earlier = "It took 1 weeks to come."
    words = {6: earlier, 11: "2025", 14: "carers.csv", 17: check_of_words(earlier)}
    for column, text in {**words, 7: "yes", 8: "The lead", 9: "2026-10-15"}.items():
        book["Quotes"].cell(2, column).value = text
    book.save("quotes.xlsx")
    assert run("themes", "release", study, "quotes.xlsx", "-o", "released.csv").error == (
        "quotes.xlsx, row 2: the comment does not stand among the answers of the latest wave where "
        "this row says. Make the workbook again with poet themes quotes."
    )


def test_a_file_of_released_comments_ends_in_csv(run: Run, study: Path) -> None:
    run("themes", "quotes", study, "-o", "quotes.xlsx")
    ran = run("themes", "release", study, "quotes.xlsx", "-o", "released.xlsx")
    assert ran.error == (
        "released.xlsx: the name of this file must end in .csv. Write -o released_comments.csv."
    )


def test_a_workbook_of_quotes_ends_in_xlsx(run: Run, study: Path) -> None:
    ran = run("themes", "quotes", study, "-o", "quotes.csv")
    assert ran.error == (
        "quotes.csv: the name of this file must end in .xlsx. Write -o quotes.xlsx."
    )


@pytest.mark.parametrize("name", themes.commands)
def test_every_command_has_help_and_an_example(name: str) -> None:
    command = themes.commands[name]
    assert command.help
    assert str(command.epilog).startswith(f"Example: poet themes {name} ")
    bare = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert bare == []
