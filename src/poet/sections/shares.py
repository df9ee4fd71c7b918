"""What share of people gave each answer: the frame that several sections find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.registry import EVERYONE
from poet.statistics.proportions import wilson

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question
    from poet.study import Study, Survey

COLUMNS = {
    "authority": "code of the authority, or all for all of them together (three or more)",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "which round of asking",
    "question": "key of the question in the questionnaire",
    "topic": "topic of the question; the same topic has the same name for every audience",
    "level": (
        "what a row counts: answer (one answer), side (all good, all neutral or all bad answers), "
        "outside (does not apply, prefer not to say, left blank)"
    ),
    "answer": "code of the answer, or good, neutral, bad, or left_blank",
    "label": "the answer in words",
    "part_of": "of one answer, the side it is part of: good, neutral or bad; otherwise empty",
    "people": "how many people gave it; empty where note says why",
    "base": (
        "how many people it is a share of: those who gave an answer that counts; "
        "for outside rows, everyone who sent the form back"
    ),
    "share": "people divided by base, 0 to 1; empty for outside rows",
    "low": "lower end of the 95 % interval of the share (Wilson 1927)",
    "high": "upper end of the 95 % interval of the share",
    "note": "why there is no number; empty when there is",
}
SHARE_COLUMNS = ("share", "low", "high")
NOT_OFFERED = "the files have no column for this answer, so nobody could tick it"
# Of two councils, what both say together would tell each what the other said.
FEWEST_TOGETHER = 3
SIDES = {"good": "good answers", "neutral": "neutral answers", "bad": "bad answers"}


def shares_of_role(study: Study, role: str) -> DataFrame:
    """One row per authority, audience, wave, question of this role and answer (see COLUMNS)."""
    import pandas as pd

    tables = [
        table
        for survey in study.surveys
        for table in _survey_tables(survey, study, survey.questionnaire.with_role(role))
    ]
    columns = [name for name in COLUMNS if name not in SHARE_COLUMNS]
    frame = pd.DataFrame(
        {name: np.concatenate([t[name] for t in tables]) if tables else [] for name in columns}
    )
    return _with_shares(frame)


def _with_shares(frame: DataFrame) -> DataFrame:
    low, high = wilson(frame["people"].to_numpy(float), frame["base"].to_numpy(float))
    offered = frame["note"].eq("")
    counted = frame["level"].ne("outside") & frame["base"].gt(0) & offered
    frame["share"] = (frame["people"] / frame["base"]).where(counted)
    frame["low"], frame["high"] = (frame["share"].where(~counted, end) for end in (low, high))
    frame["people"] = frame["people"].astype("Int64").where(offered)
    return frame[list(COLUMNS)]


def _survey_tables(
    survey: Survey, study: Study, questions: Sequence[Question]
) -> Iterator[dict[str, np.ndarray]]:
    """Columns of one table per question that has answers to choose from."""
    codes = [authority.code for authority in study.authorities]
    authority = survey.by_person["authority"].map({c: n for n, c in enumerate(codes)})
    position = authority.to_numpy(int)
    together = stand_together(survey)
    for question in questions:
        if question.scale is not None:
            counts = _counts(survey.by_person, question, position, len(codes))
            if together:
                yield _table(survey, question, [*codes, EVERYONE], counts.with_everyone())
            else:
                yield _table(survey, question, codes, counts)


def stand_together(survey: Survey) -> bool:
    """Whether enough authorities were asked for all of them to be counted together as well."""
    return survey.by_person["authority"].nunique() >= FEWEST_TOGETHER


def _table(
    survey: Survey, question: Question, authorities: Sequence[str], counts: Counts
) -> dict[str, np.ndarray]:
    """One row per authority and answer of one question, column by column."""
    rows = list(_rows_of(question, counts))
    many = len(authorities)
    offered = np.concatenate([row.offered for row in rows])
    fixed = {
        "audience": survey.audience,
        "wave": survey.wave,
        "question": question.key,
        "topic": question.topic,
    }
    return {
        "authority": np.tile(np.array(authorities, dtype=object), len(rows)),
        **{name: np.full(many * len(rows), value, object) for name, value in fixed.items()},
        "level": np.repeat(np.array([row.level for row in rows], object), many),
        "answer": np.repeat(np.array([row.answer for row in rows], object), many),
        "label": np.repeat(np.array([row.label for row in rows], object), many),
        "part_of": np.repeat(np.array([row.part_of for row in rows], object), many),
        "people": np.concatenate([row.people for row in rows]),
        "base": np.concatenate([row.base for row in rows]),
        "note": np.where(offered, "", NOT_OFFERED).astype(object),
    }


@dataclass(frozen=True)
class Counts:
    """People per authority: `by_answer` (authority x answer), with an answer that counts
    (`base`), with any answer (`answered`), and who sent the form back (`asked`).

    `offered` (authority x answer) is False where others could be ticked and this one could not:
    nobody gave it, and nobody was asked.
    """

    by_answer: np.ndarray
    offered: np.ndarray
    base: np.ndarray
    answered: np.ndarray
    asked: np.ndarray

    def with_everyone(self) -> Counts:
        """The same with one authority more at the end: all of them together."""
        sums = {
            name: np.concatenate([counts, counts.sum(axis=0, keepdims=True)])
            for name, counts in vars(self).items()
            if name != "offered"
        }
        offered = np.concatenate([self.offered, self.offered.any(axis=0, keepdims=True)])
        return Counts(**sums, offered=offered)


@dataclass(frozen=True)
class _Row:
    """One answer's people, per authority."""

    level: str
    answer: str
    label: str
    people: np.ndarray
    base: np.ndarray
    offered: np.ndarray
    part_of: str = ""


def _rows_of(question: Question, counts: Counts) -> Iterator[_Row]:
    """Each answer in printed order, the sides, then what lies outside the scale."""
    scale = question.scale
    column = {answer.code: counts.by_answer[:, n] for n, answer in enumerate(scale.answers)}
    offered = {answer.code: counts.offered[:, n] for n, answer in enumerate(scale.answers)}
    always = np.ones(len(counts.asked), dtype=bool)
    for answer in scale.on_scale:
        code = answer.code
        side = answer.meaning or ""
        yield _Row("answer", code, answer.label, column[code], counts.base, offered[code], side)
    for side, label in SIDES.items():
        codes = [answer.code for answer in scale.on_scale if answer.meaning == side]
        if codes:
            people = sum(column[code] for code in codes)
            yield _Row("side", side, label, people, counts.base, always)
    for answer in scale.answers:
        if not answer.counts:
            code = answer.code
            yield _Row("outside", code, answer.label, column[code], counts.asked, offered[code])
    blank = counts.asked - counts.answered
    yield _Row("outside", "left_blank", "Left blank", blank, counts.asked, always)


def _counts(by_person: DataFrame, question: Question, authority: np.ndarray, many: int) -> Counts:
    """`authority` is the position of each person's authority among `many`."""

    def per_authority(is_so: np.ndarray) -> np.ndarray:
        return np.bincount(authority[is_so], minlength=many)

    ticked = _ticks(by_person, question)
    counting = [n for n, answer in enumerate(question.scale.answers) if answer.counts]
    return Counts(
        by_answer=np.column_stack([per_authority(ticks) for ticks in ticked]),
        offered=_offered(by_person, question, per_authority),
        base=per_authority(np.logical_or.reduce([ticked[n] for n in counting])),
        answered=per_authority(np.logical_or.reduce(ticked)),
        asked=np.bincount(authority, minlength=many),
    )


def _offered(
    by_person: DataFrame, question: Question, per_authority: Callable[[np.ndarray], np.ndarray]
) -> np.ndarray:
    """Authority x answer: all, but for answers without a column of their own in its files."""
    codes = [answer.code for answer in question.scale.answers]
    if question.kind != "multiple":
        return per_authority(np.ones(len(by_person), bool))[:, None] >= np.zeros(len(codes))
    columns = [by_person[f"{question.key}.{code}"] for code in codes]
    could = np.column_stack([per_authority(one.notna().to_numpy()) > 0 for one in columns])
    return could | ~could.any(axis=1, keepdims=True)


def _ticks(by_person: DataFrame, question: Question) -> list[np.ndarray]:
    """Per answer, who gave it. Where several may be ticked one person can stand in many."""
    codes = [answer.code for answer in question.scale.answers]
    if question.kind == "multiple":
        columns = (by_person[f"{question.key}.{code}"] for code in codes)
        return [column.to_numpy(bool, na_value=False) for column in columns]
    answers = by_person[question.key].cat
    position = {code: n for n, code in enumerate(answers.categories)}
    return [(answers.codes == position[code]).to_numpy() for code in codes]
