"""The comments of a made-up study that its made-up reviewer released."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poet.questionnaire import Questionnaire

if TYPE_CHECKING:
    from pandas import DataFrame

# What people say of the questionnaire is for those who ask, so it is not released.
RELEASED_QUESTIONS = ("about_the_budget", "about_the_process")
PER_COUNCIL_AND_QUESTION = 2
REVIEWER = "Made-up reviewer"
# Day and month of the review.
REVIEWED_ON = "09-30"


def released_comments(answers: Sequence[tuple[Questionnaire, DataFrame]], year: str) -> DataFrame:
    """One row per released comment, with the columns of the file of released comments.

    `answers` are questionnaires with one row per person. The first comments of each council are
    taken, each text once.
    """
    import pandas as pd

    frames = [
        _of_question(questionnaire.id, key, by_person)
        for questionnaire, by_person in answers
        for key in RELEASED_QUESTIONS
    ]
    comments = pd.concat(frames).sort_values("authority", kind="stable", ignore_index=True)
    return comments.assign(released_by=REVIEWER, released_on=f"{year}-{REVIEWED_ON}")


def _of_question(questionnaire: str, key: str, by_person: DataFrame) -> DataFrame:
    written = by_person.loc[by_person[key].ne(""), ["authority", key]].drop_duplicates()
    chosen = written.groupby("authority", sort=False).head(PER_COUNCIL_AND_QUESTION)
    columns = {"questionnaire": questionnaire, "question": key, "text": chosen[key]}
    return chosen[["authority"]].assign(**columns)
