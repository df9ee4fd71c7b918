"""What two made-up coders said of the made-up comments, and the codeframe they used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from poet.definition import read_toml
from poet.made_up.released import REVIEWER
from poet.questionnaire import Questionnaire
from poet.themes_comments import check_of_words

if TYPE_CHECKING:
    from pandas import DataFrame, Series

CODES, CODEFRAME = "codes.csv", "codeframe.toml"
TEXTS = Path(__file__).resolve().parent / "theme_texts.toml"
# No other random numbers of the example begin with this one.
STREAM = 17
EXPORT = "MADE"
# How often a coder sees a theme that is there, and one that is not.
SEEN, IMAGINED = 0.92, 0.015
# Some themes are harder to see than others.
HARDER = {"restriction": 0.75, "gratitude": 0.8}
CODERS = ("first", "second")
# Day and month on which disagreements were settled.
SETTLED_ON = "10-15"
# Rows of a sheet are counted from 1, and the first has the headings.
FIRST_ROW = 2

CODEFRAME_TOML = """\
# The themes of the made-up comments: those that come with poet, and one of the councils' own.

id = "made_up"
version = "1.0"
title = "Comments on personal budgets, with help from peers"
based_on = "general"

[[themes]]
code = "help_from_peers"
name = "Help from people who have done it themselves"
short = "Help from peers"
easy_read = "Help from people like me"
meaning = "Disabled people, carers or their groups help others to plan or to manage a budget."
not_meant = "Help from staff or from family."
examples = ["A group of disabled people showed me how to do it."]
"""


def codeframe_toml() -> bytes:
    """The codeframe of the study as UTF-8."""
    return CODEFRAME_TOML.encode()


def coded_comments(
    answers: Sequence[tuple[Questionnaire, str, DataFrame]], year: str, seed: int
) -> DataFrame:
    """One row per comment of the year, with the columns of the file of coded comments.

    `answers` are questionnaires, the file that each is exported to, and one row per person. The
    coders do not always see what is there; what they see differently was settled by who wrote it.
    """
    import pandas as pd

    comments = pd.concat(
        [
            _of_question(questionnaire, file, question.key, by_person)
            for questionnaire, file, by_person in answers
            for question in questionnaire.with_role("comment")
        ],
        ignore_index=True,
    )
    random = np.random.default_rng([seed, STREAM])
    drawn = random.permutation(len(comments)) + 1
    comments.insert(0, "comment", [f"{EXPORT}-{number:05d}" for number in drawn])
    comments.insert(3, "wave", year)
    said, differ = _said(comments.pop("words"), random)
    comments["settled_by"] = np.where(differ, REVIEWER, "")
    comments["settled_on"] = np.where(differ, f"{year}-{SETTLED_ON}", "")
    together = pd.concat([comments, said], axis="columns")
    return together.sort_values("comment", ignore_index=True)


def _of_question(
    questionnaire: Questionnaire, file: str, key: str, by_person: DataFrame
) -> DataFrame:
    """Whose each comment on a question is and where it stands, with its words."""
    words = by_person[key]
    written = words[words.ne("")]
    return by_person.loc[written.index, ["authority"]].assign(
        audience=questionnaire.audience,
        file=file,
        sheet="" if file.endswith(".csv") else "Answers",
        row=written.index + FIRST_ROW,
        question=key,
        check=written.map({text: check_of_words(text) for text in written.unique()}),
        words=written,
    )


def _said(words: Series, random: np.random.Generator) -> tuple[DataFrame, np.ndarray]:
    """What both coders said and what counts, and in which comments they differ."""
    import pandas as pd

    said: dict[str, np.ndarray] = {}
    differ = np.zeros(len(words), dtype=bool)
    for code, texts in read_toml(TEXTS).items():
        there = words.isin(texts).to_numpy()
        chance = np.where(there, HARDER.get(code, SEEN), IMAGINED)
        first, second = (random.random(len(words)) < chance for _ in CODERS)
        columns = {
            "first": first,
            "second": second,
            "agreed": np.where(first == second, first, there),
        }
        said |= {f"{who}.{code}": np.where(what, "yes", "no") for who, what in columns.items()}
        differ |= first != second
    return pd.DataFrame(said), differ
