"""Coding workbooks: blind, in an order of their own, and harmless whatever is written in them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from two_coders import exported, write_comments

import poet
from poet.errors import PoetError
from poet.reading import read_table
from poet.themes_cells import CUT, LONGEST_WORDS
from poet.themes_codeframe import load_codeframe
from poet.themes_comments import check_of_words, comments_of
from poet.themes_export import export_comments
from poet.themes_workbook import COMMENTS, HOW_TO

HEADINGS = [
    *("Look here first", "Question", "Comment", "Paperwork", "Waiting", "Limits on use"),
    *("The money", "Choice and control", "Relationships", "Carers' strain", "Information"),
    *("Thanks", "No theme", "Note"),
]


def rows_of(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)[COMMENTS].iter_rows(values_only=True))


def key_of(path: Path) -> list[dict[str, str]]:
    table = read_table(path)
    return [dict(zip(table.headings, row, strict=True)) for row in table.cells.to_numpy()]


def test_both_have_the_same_comments_each_in_its_own_order(small: Path) -> None:
    made = exported(small)
    first, second = rows_of(made.first), rows_of(made.second)
    assert list(first[0]) == ["Comment number, first coder", *HEADINGS]
    assert list(second[0]) == ["Comment number, second coder", *HEADINGS]
    assert sorted(map(str, first[1:])) == sorted(map(str, second[1:]))
    assert first[1:] != second[1:]
    assert [row[0] for row in first[1:]] != sorted(row[0] for row in first[1:])


def test_the_key_says_which_comment_each_number_means(small: Path) -> None:
    texts = [f"Comment of person {letter}" for letter in "abcdefghij"]
    made = exported(small, texts)
    words = {row[0]: row[3] for row in rows_of(made.first)[1:]}
    key = key_of(made.key)
    assert [row["comment"] for row in key] == sorted(words)
    for row in key:
        text = texts[int(row["row"]) - 2]
        assert words[row["comment"]] == text
        assert row["check"] == check_of_words(text)
        assert (row["authority"], row["file"], row["question"]) == (
            "fernhollow",
            "carers.csv",
            "words",
        )


def test_a_workbook_tells_nothing_of_whose_comment_it_is(small: Path) -> None:
    made = exported(small)
    for path in (made.first, made.second):
        with zipfile.ZipFile(path) as parts:
            told = " ".join(parts.read(name).decode() for name in parts.namelist())
        for secret in ("fernhollow", "Fernhollow", "carers.csv", ">F1<", "Carers in"):
            assert secret not in told
        assert all(re.fullmatch(r"[A-Z]{4}-\d{4}", str(row[0])) for row in rows_of(path)[1:])


def test_without_a_seed_nobody_can_make_the_numbers_again(small: Path) -> None:
    write_comments(small, ["It was slow."] * 5)
    study, codeframe = poet.load_study(small), load_codeframe("general")
    made = [
        export_comments(study, codeframe, small.parent / name, seed=seed).files[2].read_bytes()
        for name, seed in (("a", None), ("b", None), ("c", 7), ("d", 7))
    ]
    assert made[0] != made[1]
    assert made[2] == made[3]


def test_the_same_seed_gives_the_same_files(small: Path) -> None:
    write_comments(small, ["It was slow."] * 5)
    study, codeframe = poet.load_study(small), load_codeframe("general")
    a, b = (export_comments(study, codeframe, small.parent / n, seed=3) for n in "ab")
    assert [path.read_bytes() for path in a.files] == [path.read_bytes() for path in b.files]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 is how it starts",
        "-none of it",
        "@SUM(1)",
        '=HYPERLINK("http://example.org","look")',
        "<script>alert(1)</script> & <b>bold</b>",
        "_x0041_ and tab\there",
        "two\nlines",
    ],
)
def test_formulas_and_html_are_words(small: Path, text: str) -> None:
    made = exported(small, [text, "It was slow."])
    sheet = openpyxl.load_workbook(made.first)[COMMENTS]
    cells = [sheet.cell(row, 4) for row in (2, 3)]
    assert all(cell.data_type == "s" and cell.number_format == "@" for cell in cells)
    plain = {str(cell.value).replace("[[", "").replace("]]", "") for cell in cells}
    assert plain == {text, "It was slow."}
    assert all(cell.hyperlink is None for cell in cells)
    assert all(cell.alignment.wrap_text and cell.quotePrefix for cell in cells)


def test_signs_that_a_workbook_cannot_hold_are_shown_as_such(small: Path) -> None:
    made = exported(small, ["bell\x07 rings", "It was slow."])
    assert "bell\ufffd rings" in {row[3] for row in rows_of(made.first)}


def test_a_word_of_100_kb_is_cut_and_counted(small: Path) -> None:
    texts = ["w" * 100_000, "\N{GRINNING FACE}" * 50_000, "Call Sarah. " * 9_000, "It was slow."]
    write_comments(small, texts)
    made = export_comments(
        poet.load_study(small), load_codeframe("general"), small.parent / "coding", seed=1
    )
    assert (made.comments, made.cut) == (4, 3)
    cells = {str(row[3])[:3]: str(row[3]) for row in rows_of(made.files[0])[1:]}
    assert cells["www"] == "w" * LONGEST_WORDS + CUT
    assert all(len(text.encode("utf-16-le")) // 2 <= 32_767 for text in cells.values())
    assert cells["\N{GRINNING FACE}" * 3] == "\N{GRINNING FACE}" * (LONGEST_WORDS // 2) + CUT
    assert cells["Cal"].count("[[Sarah]]") == 500


def test_what_may_tell_who_somebody_is_is_marked_and_counted(small: Path) -> None:
    write_comments(small, ["Ring Mrs Jones on 0117 496 0123.", "a@example.org", "It was slow."])
    made = export_comments(
        poet.load_study(small), load_codeframe("general"), small.parent / "coding", seed=1
    )
    assert made.marked == 2
    shown = {(row[1], row[3]) for row in rows_of(made.files[0])[1:]}
    assert shown == {
        ("telephone number, name", "Ring [[Mrs Jones]] on [[0117 496 0123]]."),
        ("e-mail address", "[[a@example.org]]"),
        (None, "It was slow."),
    }


def test_the_sheet_is_easy_to_code_in(small: Path) -> None:
    made = exported(small)
    book = openpyxl.load_workbook(made.first)
    assert book.sheetnames == [HOW_TO, COMMENTS]
    sheet = book[COMMENTS]
    assert sheet.freeze_panes == "B2"
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert [(str(rule.sqref), rule.formula1) for rule in lists] == [("E2:N11", '"yes"')]
    told = [str(cell) for row in book[HOW_TO].iter_rows(values_only=True) for cell in row if cell]
    for theme in load_codeframe("general").themes:
        assert theme.meaning in told
        assert theme.not_meant in told


def test_blank_comments_and_those_that_say_nothing_are_left_out_and_counted(small: Path) -> None:
    nothing = ["", " ", "No", "n/a", "N.A.", "none.", "-", "No comment", "...", "nothing to add!"]
    write_comments(small, [*nothing, "No help at all", "10/10"])
    comments = comments_of(poet.load_study(small))
    assert comments.by_comment["words"].tolist() == ["No help at all", "10/10"]
    assert comments.left_out == {"blank": 2, "nothing said": 8}


def test_a_wave_an_audience_and_a_question_can_be_chosen(made_up_once: Path) -> None:
    study = poet.load_study(made_up_once)
    everything = comments_of(study).by_comment
    carers = comments_of(study, audiences=["carer"], questions=["about_the_budget"]).by_comment
    is_one = everything["audience"].eq("carer") & everything["question"].eq("about_the_budget")
    assert 0 < len(carers) == is_one.sum() < len(everything)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            {"wave": "1999"},
            'wave "1999": there is no such wave in the study. There are: 2026.',
        ),
        (
            {"audiences": ["nobody"]},
            'audience "nobody": no comment of this audience is in this wave. There are: '
            "budget_holder, carer, practitioner.",
        ),
        (
            {"questions": ["dignity"]},
            'question "dignity": no comment of this question is in this wave. There are: '
            "about_the_budget, about_the_process, about_this_questionnaire.",
        ),
    ],
)
def test_what_was_not_asked_is_told(
    made_up_once: Path, asked: dict[str, str], sentence: str
) -> None:
    with pytest.raises(PoetError) as mistake:
        comments_of(poet.load_study(made_up_once), **asked)
    assert str(mistake.value) == sentence


def test_a_study_without_a_comment_is_told(small: Path) -> None:
    write_comments(small, ["", "no"])
    with pytest.raises(PoetError) as mistake:
        comments_of(poet.load_study(small))
    assert str(mistake.value) == (
        "Carers in Fernhollow: there is no comment to code. Comments are answers to questions that "
        "have the role comment."
    )
