"""Change over time in words: what is better than last time, what is worse, what about the same."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from poet.sections.audiences import in_order
from poet.sections.change_chart import change_chart
from poet.sections.comparable import HIDDEN, NOBODY, wave_to_compare
from poet.sections.each_row import each_row
from poet.sections.linked_words import linked_sentences
from poet.wording import capital, list_of, percent

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Questionnaire
    from poet.sections.authority_report import AuthorityReport

# A sentence that names more topics is a list that nobody hears to its end.
MOST_NAMES = 3
ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}


@dataclass(frozen=True, eq=False)
class Changes:
    """What one audience of one authority said now and the last time before.

    `rows` are the released comparisons of good answers with that time, a row a question, in the
    order asked; `adjusted` the differences allowing for who answered.
    """

    questionnaire: Questionnaire
    wave: str
    wave_before: str
    rows: DataFrame
    adjusted: DataFrame

    @cached_property
    def shown(self) -> DataFrame:
        """The questions that can be compared."""
        return self.rows[self.rows["note"].eq("")]

    def clear(self, sign: int) -> DataFrame:
        """The clear changes for the better (1) or the worse (-1), the greatest first."""
        return self._clear[self._clear["difference"].mul(sign).gt(0)]

    @cached_property
    def _clear(self) -> DataFrame:
        rows = self.shown[self.shown["clear"].astype(bool)]
        return rows.sort_values("difference", key=abs, ascending=False, kind="stable")

    def short(self, question: str) -> str:
        """The name of a question in a sentence."""
        return f"“{self.questionnaire.question(question).short}”"

    @property
    def nobody(self) -> int:
        """How many questions nobody here answered in one of the waves."""
        return self._many_with_note(NOBODY)

    @property
    def too_few(self) -> int:
        """How many questions too few people answered in one of the waves."""
        return self._many_with_note(HIDDEN)

    def _many_with_note(self, note: str) -> int:
        notes = {note.format(wave=wave) for wave in (self.wave, self.wave_before)}
        return int(self.rows["note"].isin(notes).sum())


def view(report: AuthorityReport) -> dict[str, Any]:
    """Which waves there are, a block for each audience, and one chart; empty for one wave."""
    compared = changes_of(report)
    blocks = [_block(report, changes) for changes in compared]
    return {
        "waves": _waves(report),
        "blocks": blocks,
        "charts": change_chart(report, compared),
        "empty": len(report.study.waves) < 2 or not any(len(one.rows) for one in compared),
    }


def changes_of(report: AuthorityReport) -> list[Changes]:
    """The changes of each audience that was asked this time."""
    rows, adjusted = (report.released[name] for name in ("change", "adjusted_change"))
    rows = rows[rows["side"].eq("good")]
    found = []
    for survey in in_order(report):
        before = wave_to_compare(report.study, survey.audience)
        of_wave = (
            frame[frame["audience"].eq(survey.audience) & frame["wave_before"].eq(before)]
            for frame in (rows, adjusted)
        )
        found.append(Changes(survey.questionnaire, survey.wave, before, *of_wave))
    return found


def _waves(report: AuthorityReport) -> list[str]:
    names = [wave.name for wave in report.study.waves]
    which = ORDINALS.get(len(names), "latest")
    lines = [f"This is the {which} time that people were asked: in {list_of(names)}."]
    asked = {survey.audience for survey in report.surveys}
    gone = {s.audience: s.questionnaire.people for s in report.study.surveys if len(s.by_person)}
    return lines + [
        f"{capital(people)} were not asked in {names[-1]}, so we cannot say what has changed."
        for audience, people in gone.items()
        if audience not in asked
    ]


def _block(report: AuthorityReport, changes: Changes) -> dict[str, Any]:
    import pandas as pd

    better, worse = (changes.clear(sign) for sign in (1, -1))
    clear = pd.concat([better, worse])
    names = {wave.id: wave.name for wave in report.study.waves}
    before = names.get(changes.wave_before, "")
    return {
        "people": capital(changes.questionnaire.people),
        "changed": bool(len(clear)),
        "better": _told(changes, better, names),
        "worse": _told(changes, worse, names),
        "sentences": [
            *_rest(changes, len(better) + len(worse), before),
            *_adjusted(changes, better, worse),
            *_trend(report, changes),
            *_left_out(changes),
            *linked_sentences(report, changes.questionnaire, clear),
        ],
        "before": before,
    }


def _told(changes: Changes, rows: DataFrame, names: dict[str, str]) -> list[str]:
    """A line for each of the greatest changes, and how many more there are."""
    lines = [
        f"{changes.short(row.question)}: {percent(row.share)} said "
        f"“{changes.questionnaire.question(row.question).scale.side('good')}” in "
        f"{names[changes.wave]}, {percent(row.share_before)} in {names[changes.wave_before]}."
        for row in each_row(rows.head(MOST_NAMES))
    ]
    more = len(rows) - MOST_NAMES
    return lines if more < 1 else [*lines, f"And {_questions(more)} more."]


def _questions(many: int) -> str:
    return "one question" if many == 1 else f"{many} questions"


def _rest(changes: Changes, clear: int, before: str) -> list[str]:
    """What stayed about the same, or why nothing can be compared."""
    shown, asked = len(changes.shown), len(changes.rows)
    if not changes.wave_before:
        return ["They were not asked before, so there is nothing to compare yet."]
    if not shown:
        return [_why_nothing(changes, before)]
    if not clear:
        many = _questions(shown) if shown == asked else f"{shown} of {_questions(asked)}"
        return [f"We compared {many} with {before}. All are about the same."]
    if clear == shown:
        return []
    return [f"About the same as in {before}: the other {_questions(shown - clear)}."]


def _why_nothing(changes: Changes, before: str) -> str:
    if changes.nobody:
        return f"Nobody here answered in {before}, so there is nothing to compare."
    if changes.too_few:
        return "Too few people answered to compare."
    return f"The questions of {before} were others, so they cannot be compared."


def _adjusted(changes: Changes, better: DataFrame, worse: DataFrame) -> list[str]:
    """Whether the clear changes stay when who answered is allowed for."""
    estimates = changes.adjusted.set_index("question")
    stays, unsure = [], []
    for rows, end, sign in ((better, "adjusted_low", 1), (worse, "adjusted_high", -1)):
        for question in rows["question"]:
            reaches = estimates[end].get(question, math.nan) * sign
            if reaches > 0:
                stays.append(changes.short(question))
            elif reaches <= 0:  # what is missing or hidden is neither
                unsure.append(changes.short(question))
    if unsure:
        which = list_of(unsure) if len(unsure) <= MOST_NAMES else f"{len(unsure)} of them"
        return [f"Allowing for who answered, we are less sure of the change in {which}."]
    if stays:
        return ["Allowing for who answered, we see the same."]
    return []


def _trend(report: AuthorityReport, changes: Changes) -> list[str]:
    """What went up or down over three or more waves."""
    rows = changes.shown[changes.shown["clear_trend"].astype(bool)]
    many = len(report.study.waves)
    lines = []
    for way, which in (("better", rows["slope"].gt(0)), ("worse", rows["slope"].lt(0))):
        questions = [changes.short(question) for question in rows.loc[which, "question"]]
        if questions:
            told = (
                list_of(questions) if len(questions) <= MOST_NAMES else _questions(len(questions))
            )
            lines.append(f"Over all {many} times it got {way} for {told}.")
    return lines


def _left_out(changes: Changes) -> list[str]:
    """How many questions could not be compared, as they were asked in another way or not at all."""
    few = changes.too_few + changes.nobody
    other = len(changes.rows) - len(changes.shown) - few
    if not len(changes.shown) or not other:
        return []
    they = "it was" if other == 1 else "they were"
    return [f"We cannot compare {_questions(other)}: {they} new, or asked in another way."]
