"""Coded comments as a study reads them: beside the answers, or told why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from two_coders import Exports, exported, write_comments

import poet
from poet.errors import PoetError
from poet.study import Study
from poet.themes_codeframe import load_codeframe
from poet.themes_coding import write_coding
from poet.themes_export import export_comments
from poet.themes_rules import themes_files, themes_mistakes

STUDY = '\n[themes]\nfile = "codes.csv"\n'


@pytest.fixture
def coded(small: Path) -> Exports:
    """The small study with ten coded comments in its folder."""
    exports = exported(small)
    exports.both_fill_in()
    write_coding(exports.code(), small)
    with (small / "study.toml").open("a", encoding="utf-8") as file:
        file.write(STUDY)
    return exports


def rewritten(exports: Exports, change: Callable[[pd.DataFrame], None]) -> Study:
    """The study after `change` was done to the table of codes (all text)."""
    path = exports.study / "codes.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    change(frame)
    frame.to_csv(path, index=False)
    return poet.load_study(exports.study)


def put(column: str, text: str) -> Callable[[pd.DataFrame], None]:
    """Puts a text into the first row."""

    def change(frame: pd.DataFrame) -> None:
        frame.loc[0, column] = text

    return change


def test_the_codes_stand_beside_whose_they_are(coded: Exports) -> None:
    study = poet.load_study(coded.study)
    themes = study.themes
    assert themes.problems.empty
    rows = themes.by_comment
    assert list(rows.columns[:6]) == [
        *("authority", "audience", "wave", "question", "comment", "person")
    ]
    assert rows["authority"].eq("fernhollow").all()
    assert rows["audience"].eq("carer").all()
    # The key is sorted by numbers drawn at random, so persons are in another order.
    assert sorted(rows["person"]) == list(range(10))
    first = rows["comment"].str[-4:].astype(int).mod(10) < 5
    assert rows["first.delay"].tolist() == first.tolist()
    assert rows["first.delay"].dtype == bool
    assert rows["agreed.delay"].tolist() == [*[True] * 3, pd.NA, *[False] * 5, True]
    assert themes.codeframe.id == "general"
    assert themes.settled == ""
    assert themes.remarks == (
        "codes.csv: 1 code of 1 comment is not settled yet. What the two coders see differently "
        "does not count until somebody has settled it.",
    )


def test_no_words_are_in_it(coded: Exports) -> None:
    rows = poet.load_study(coded.study).themes.by_comment
    assert not any("took" in str(cell) for cell in rows.to_numpy().ravel())


def test_who_settled_is_told_once(coded: Exports) -> None:
    def change(frame: pd.DataFrame) -> None:
        frame.loc[:4, "settled_by"], frame.loc[:4, "settled_on"] = "A", "1 May"
        frame.loc[5:, "settled_by"] = "B"

    assert rewritten(coded, change).themes.settled == "A, 1 May; B"


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        ("first.delay", "", "A code is missing in this row, so this comment is not used."),
        ("second.delay", "?", '"?" is neither yes nor no.'),
        ("second.delay", "mayb", '"mayb" is neither yes nor no.'),
        ("audience", "nobody", '"nobody" is no audience of the study. There are: carer.'),
        ("wave", "1999", '"1999" is no wave of the study. There are: none.'),
        ("question", "years", '"years" is no comment question of this audience and wave.'),
        ("comment", "", "The number of the comment is missing."),
        (
            "row",
            "1",
            "This comment does not stand among the answers where this file says, as they have "
            "changed since it was coded: it is not used. Export and code again, or put the answers "
            "back as they were.",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_told(
    coded: Exports, column: str, text: str, sentence: str
) -> None:
    themes = rewritten(coded, put(column, text)).themes
    assert themes.problems[["file", "row", "sentence"]].to_numpy().tolist() == [
        ["codes.csv", 2, sentence]
    ]
    assert len(themes.by_comment) == 9


def test_what_counts_cannot_go_against_both(coded: Exports) -> None:
    themes = rewritten(coded, put("agreed.gratitude", "yes")).themes
    assert themes.problems["sentence"].tolist() == [
        "Both coders say otherwise here, so what both say counts."
    ]
    assert not themes.by_comment["agreed.gratitude"].any()


def test_a_comment_twice(coded: Exports) -> None:
    path = coded.study / "codes.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    themes = poet.load_study(coded.study).themes
    assert themes.problems["sentence"].tolist() == (
        ["This comment stands there twice: none of its rows is used."] * 2
    )
    assert len(themes.by_comment) == 9


def test_without_the_columns_of_what_counts_both_decide(coded: Exports) -> None:
    def change(frame: pd.DataFrame) -> None:
        of_what_counts = [name for name in frame if name.startswith("agreed.")]
        for name in of_what_counts:
            del frame[name]

    before = poet.load_study(coded.study).themes.by_comment
    assert rewritten(coded, change).themes.by_comment.equals(before)


def test_a_file_that_lacks_columns(coded: Exports) -> None:
    (coded.study / "codes.csv").write_text("comment,audience\n1,2\n", encoding="utf-8")
    with pytest.raises(PoetError) as mistake:
        poet.load_study(coded.study)
    assert str(mistake.value).startswith(
        "codes.csv: the columns question, file, row, check, first.bureaucracy, "
    )
    assert (
        "A file that poet themes import wrote has the columns comment, audience, question, file, "
        "row, check, authority and, for each theme of the codeframe, first.CODE and second.CODE. "
        "Add them in the first row."
    ) in str(mistake.value)


def test_a_theme_that_nobody_coded(coded: Exports) -> None:
    (coded.study / "ours.toml").write_text(
        'id = "ours"\nversion = "1"\ntitle = "Ours"\nbased_on = "general"\n\n[[themes]]\n'
        'code = "buses"\nname = "Getting about"\nmeaning = "Buses."\n',
        encoding="utf-8",
    )
    with (coded.study / "study.toml").open("a", encoding="utf-8") as file:
        file.write('codeframe = "ours.toml"\n')
    with pytest.raises(PoetError) as mistake:
        poet.load_study(coded.study)
    assert str(mistake.value) == (
        "codes.csv: there are no codes for: Getting about. These comments were coded with another "
        "codeframe. Name that one in [themes], or take [themes] out of study.toml, and export, "
        "code and import again."
    )


def test_what_the_table_may_hold() -> None:
    table = {"themes": {"file": "codes.csv", "codeframe": "codeframe.toml"}}
    assert list(themes_mistakes("study.toml", table)) == []
    assert themes_files(table) == ["codes.csv", "codeframe.toml"]
    assert themes_files({"themes": {"file": "codes.csv", "codeframe": "general"}}) == ["codes.csv"]
    assert themes_files({"themes": {"file": 3}}) == themes_files({}) == []
    (mistake,) = themes_mistakes("study.toml", {"themes": {"codeframe": "general"}})
    assert str(mistake) == 'study.toml, [themes]: file is missing. Add file = "...".'


def test_files_of_one_name_are_told_apart_by_whose_they_are(small: Path) -> None:
    """Each council sends `carers.csv`, in a folder of its own."""
    study = small / "study.toml"
    text = study.read_text(encoding="utf-8").replace('authority = "Fernhollow"\n', "", 1)
    entry = '[[responses]]\nfile = "carers.csv"\nquestionnaire = "mine"\n'
    assert entry in text
    for name in ("north", "south"):
        (small / name).mkdir()
        write_comments(small, [f"From the {name}, number {n}." for n in range(5)])
        (small / "carers.csv").rename(small / name / "carers.csv")
    several = "".join(
        f'[[responses]]\nfile = "{name}/carers.csv"\nquestionnaire = "mine"\nauthority = "{name}"\n'
        for name in ("north", "south")
    )
    study.write_text(text.replace(entry, several), encoding="utf-8")
    loaded = poet.load_study(small)
    made = Exports(small, small.parent / "coding")
    export_comments(loaded, load_codeframe("general"), made.folder, seed=1)
    made.both_fill_in()
    write_coding(made.code(), small)
    with study.open("a", encoding="utf-8") as file:
        file.write(STUDY)
    study_with_codes = poet.load_study(small)
    rows = study_with_codes.themes.by_comment
    assert study_with_codes.themes.problems.empty
    assert sorted(rows["person"]) == list(range(10))
    people = study_with_codes.surveys[0].by_person
    assert people.loc[rows["person"], "authority"].tolist() == rows["authority"].tolist()


def test_a_file_whose_name_begins_like_a_formula_is_found_again(small: Path) -> None:
    (small / "carers.csv").rename(small / "-carers.csv")
    study = small / "study.toml"
    text = study.read_text(encoding="utf-8").replace('"carers.csv"', '"-carers.csv"')
    study.write_text(text, encoding="utf-8")
    made = Exports(small, small.parent / "coding")
    export_comments(poet.load_study(small), load_codeframe("general"), made.folder, seed=1)
    assert "'-carers.csv" in made.key.read_text(encoding="utf-8")
    made.both_fill_in()
    assert made.code().codes["comment"].str[-4:].tolist() == ["0001"]
