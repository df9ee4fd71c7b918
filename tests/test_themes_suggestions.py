"""Suggestions: measured on comments not learned from, the same each time, and never counted."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest
from worded_comments import worded_study

import poet
from poet.errors import PoetError
from poet.themes_learning import Coded, learn, together
from poet.themes_suggestions import (
    LIKELY,
    NO_HELP,
    QUALITY,
    TOO_FEW,
    suggest_themes,
    write_suggestions,
)
from poet.themes_suggestions_workbook import NOTES, SUGGESTED, suggestions_workbook


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words") / "study"
    poet.example(folder, authorities=1, people=260, seed=2)
    return poet.load_study(folder)


@pytest.fixture(scope="module")
def study(example):
    return worded_study(example, coded=200, people=240)


@pytest.fixture(scope="module")
def suggestions(study):
    return suggest_themes(study)


def test_only_comments_that_nobody_coded_get_suggestions(study, suggestions) -> None:
    assert len(suggestions.by_comment) == 40
    lines = study.responses[0].by_person["line"].iloc[200:]
    assert suggestions.by_comment["row"].tolist() == lines.tolist()


def test_what_is_said_plainly_is_found(suggestions) -> None:
    words = suggestions.by_comment["words"]
    says = words.str.contains("wait|took so long")
    assert (suggestions.by_comment["likely.delay"].gt(LIKELY) == says).mean() > 0.9
    quality = suggestions.quality.set_index("question")
    assert quality.loc["delay", "precision"] > 0.9
    assert quality.loc["delay", "recall"] > 0.9
    assert set(quality.loc["delay", "words"].split(", ")) & {"waiting", "waited", "long"}


def test_a_theme_of_few_comments_gets_none_and_a_reason(suggestions) -> None:
    rare = suggestions.quality.set_index("question").loc["rare"]
    assert rare["note"] == TOO_FEW
    assert TOO_FEW == "fewer than 20 coded comments have it, or do not: nothing is suggested"
    assert suggestions.by_comment["likely.rare"].isna().all()
    assert list(suggestions.quality) == list(QUALITY)


def test_a_theme_that_words_do_not_tell_gets_none(study) -> None:
    """Codes that have nothing to do with the words: most of what a program marks is wrong."""
    coded = study.themes.by_comment.copy()
    coded["agreed.delay"] = (coded["comment"] % 8 == 3).astype("boolean")
    told = suggest_themes(replace(study, themes=replace(study.themes, by_comment=coded)))
    delay = told.quality.set_index("question").loc["delay"]
    assert delay["precision"] < 0.5
    assert delay["note"] == NO_HELP
    assert NO_HELP == "the program would be wrong more often than right: nothing is suggested"
    assert told.by_comment["likely.delay"].isna().all()


def test_quality_is_counted_by_hand_on_comments_not_learned_from() -> None:
    """Ten comments have the words of the forty with the theme, and not the theme itself."""
    said = ["the long delay here"] * 40 + ["a kind helper there"] * 40
    texts = [f"{text} x{n}" for n, text in enumerate([*said, *["the long delay here"] * 10])]
    codes = [[1.0]] * 40 + [[0.0]] * 40 + [[0.0]] * 10
    (learned,) = learn(Coded(texts, range(90), np.array(codes)), ["long delay", "kind helper"])
    assert (learned.coded, learned.with_theme) == (90, 40)
    assert learned.precision == 40 / 50
    assert learned.recall == 1
    assert learned.likely[0] > LIKELY > learned.likely[1]


def test_comments_of_one_person_and_those_that_say_the_same_are_held_out_together() -> None:
    """Each says one of six things, so what is held out was never seen: nothing can be told."""
    texts = [f"thing number{n % 6} only" for n in range(120)]
    codes = np.array([[float(n % 6 < 3)] for n in range(120)])
    (learned,) = learn(Coded(texts, range(120), codes), [])
    assert not learned.precision > 0.9
    assert together(["a", "b", "b", "c"], ["One!", "one", "two", "three"]).tolist() == [0, 0, 0, 3]


def test_codes_that_are_not_settled_are_not_learned_from(study) -> None:
    coded = study.themes.by_comment.copy()
    coded.loc[coded["comment"] < 50, "agreed.delay"] = pd.NA
    told = suggest_themes(replace(study, themes=replace(study.themes, by_comment=coded)))
    assert told.quality.set_index("question").loc["delay", "coded"] == 150


def test_nothing_is_learned_from_a_name(example) -> None:
    study = worded_study(example, coded=200, people=240)
    people = study.responses[0].by_person
    key = study.themes.by_comment["question"].iloc[0]
    says = people[key].str.contains("wait|took so long")
    named = people[key].mask(says, people[key] + " Mrs Featherstonehaugh called.")
    answers = replace(study.responses[0], by_person=people.assign(**{key: named}))
    told = suggest_themes(replace(study, responses=(answers,)))
    assert "featherstonehaugh" not in " ".join(told.quality["words"]).lower()


def test_the_same_comments_give_the_same_file(study, suggestions) -> None:
    assert suggestions_workbook(suggestions) == suggestions_workbook(suggest_themes(study))


def test_the_workbook_says_on_every_theme_that_nothing_is_counted(suggestions) -> None:
    book = openpyxl.load_workbook(io.BytesIO(suggestions_workbook(suggestions)))
    first = book.worksheets[0]
    assert [first.cell(line, 1).value for line in range(1, len(NOTES) + 1)] == list(NOTES)
    sheet = book[SUGGESTED]
    headings = [cell.value for cell in sheet[1]]
    assert headings == [
        *("File", "Sheet", "Row", "Question", "Look here first", "Comment"),
        *(f"{name}: suggestion, not counted" for name in ("Delay", "Paperwork", "Thanks", "Rare")),
    ]
    assert sheet.max_row == 41
    for row in sheet.iter_rows(min_row=2, min_col=7, values_only=True):
        assert all(cell is None or 50 <= cell <= 100 for cell in row)


def test_what_comments_say_runs_nothing(example) -> None:
    study = worded_study(example, coded=200, people=240)
    people = study.responses[0].by_person
    key = study.themes.by_comment["question"].iloc[0]
    texts = people[key].copy()
    texts.iloc[230] = '=HYPERLINK("http://example.org") waiting \x1b[31m'
    answers = replace(study.responses[0], by_person=people.assign(**{key: texts}))
    told = suggestions_workbook(suggest_themes(replace(study, responses=(answers,))))
    sheet = openpyxl.load_workbook(io.BytesIO(told))[SUGGESTED]
    cell = sheet.cell(32, 6)
    assert cell.data_type == "s"
    assert "HYPERLINK" in cell.value
    assert "\x1b" not in cell.value


def test_suggestions_change_no_finding(study, tmp_path) -> None:
    from poet.sections.themes import find

    before = find(study)
    path = write_suggestions(suggest_themes(study), tmp_path / "suggestions.xlsx")
    assert path.is_file()
    assert find(study).equals(before)


@pytest.mark.parametrize(
    ("coded", "people", "sentence"),
    [
        (
            99,
            240,
            "99 comments are coded. To learn from them, there must be 100. Code more comments by "
            "hand first.",
        ),
        (240, 240, "every comment of this wave is coded: nothing is to suggest."),
    ],
)
def test_what_cannot_be_done_is_a_sentence(example, coded, people, sentence) -> None:
    with pytest.raises(PoetError) as told:
        suggest_themes(worded_study(example, coded=coded, people=people))
    assert str(told.value) == f"{example.title}: {sentence}"


def test_a_study_without_coded_comments_says_how_to_get_them(example) -> None:
    with pytest.raises(PoetError) as told:
        suggest_themes(replace(example, themes=None))
    assert str(told.value) == (
        f"{example.title}: the study has no coded comments, so there is nothing to learn from. Put "
        '[themes] with file = "codes.csv" into study.toml; docs/themes.md tells how.'
    )


def test_themes_that_all_have_too_few_comments_are_refused(study) -> None:
    coded = study.themes.by_comment.copy()
    for code in ("delay", "paperwork", "thanks", "rare"):
        coded[f"agreed.{code}"] = coded["comment"].lt(19).astype("boolean")
    with pytest.raises(PoetError) as told:
        suggest_themes(replace(study, themes=replace(study.themes, by_comment=coded)))
    assert str(told.value) == (
        f"{study.title}: no theme has 20 coded comments that have it and as many that do not. Code "
        "more comments by hand first."
    )


def test_comments_without_a_word_in_common_are_refused() -> None:
    texts = [f"word{number}" for number in range(120)]
    codes = np.array([[float(number % 2)] for number in range(120)])
    with pytest.raises(PoetError) as told:
        learn(Coded(texts, range(120), codes), ["word1"])
    assert str(told.value) == (
        "poet themes suggest: the coded comments are of too few people, or have too few words in "
        "common, to learn from. Code more comments by hand first."
    )


def test_without_scikit_learn_it_is_said_how_to_install_it(study, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(PoetError) as told:
        suggest_themes(study)
    assert str(told.value) == (
        "poet themes suggest: scikit-learn, which learns from coded comments, is not installed. "
        'Install it with: pip install "poet[themes]".'
    )
    assert told.value.exit_code == 3


def test_only_a_workbook_is_written(suggestions, tmp_path) -> None:
    with pytest.raises(PoetError) as told:
        write_suggestions(suggestions, tmp_path / "suggestions.csv")
    assert str(told.value) == (
        f"{tmp_path / 'suggestions.csv'}: this is no name of a workbook. Choose one that ends in "
        ".xlsx."
    )
