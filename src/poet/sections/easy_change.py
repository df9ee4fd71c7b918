"""Easy Read: what is better than last time, what is worse, or that we cannot be sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.change_view import changes_of
from poet.sections.each_row import each_row
from poet.sections.easy_ideas import idea
from poet.sections.easy_topics import name_of, picture_of
from poet.sections.easy_words import side_words, them
from poet.wording import capital, half_up

if TYPE_CHECKING:
    from poet.sections.authority_report import AuthorityReport
    from poet.sections.change_view import Changes

MOST = 2
NOT_CLEAR = ["Most answers are like last time.", "We cannot be sure that things have changed."]
TOO_FEW = ["Too few people answered.", "So we cannot say what has changed."]
NOT_THE_SAME = ["Last time we asked other things.", "So we cannot say what has changed."]


def view(report: AuthorityReport) -> dict[str, Any]:
    """When people were asked, and up to two things that are better and two that are worse."""
    compared = [one for one in changes_of(report) if len(one.rows)]
    names = {wave.id: wave.name for wave in report.study.waves}
    better, worse = (_ideas(compared, sign, names) for sign in (1, -1))
    return {
        "asked": _asked([wave.name for wave in report.study.waves]),
        "better": better,
        "worse": worse,
        "why": [] if better or worse else _why(compared),
        "empty": not compared,
    }


def _asked(waves: list[str]) -> list[str]:
    if len(waves) < 2:
        return []
    return [f"We asked people in {waves[-1]}.", f"We asked people in {waves[-2]} too."]


def _ideas(compared: list[Changes], sign: int, names: dict[str, str]) -> list[dict[str, Any]]:
    """An idea for each of the greatest changes this way."""
    rows = [(changes, row) for changes in compared for row in each_row(changes.clear(sign))]
    ranked = sorted(rows, key=lambda pair: -abs(pair[1].difference))
    return [_idea(changes, row, names) for changes, row in ranked[:MOST]]


def _idea(changes: Changes, row: Any, names: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401 - a row of findings
    question = changes.questionnaire.question(row.question)
    people = them(changes.questionnaire)
    return idea(
        picture_of(question),
        [
            f"{capital(people)} said: {side_words(question.scale, 'good')}.",
            f"In {names[changes.wave_before]}: {_in_hundred(row.share_before)} {people}.",
            f"In {names[changes.wave]}: {_in_hundred(row.share)} {people}.",
        ],
        label=name_of(question),
    )


def _in_hundred(share: float) -> str:
    """A clear change may be less than a tenth, so it is told in hundredths."""
    return f"{half_up(share * 100)} in 100"


def _why(compared: list[Changes]) -> list[str]:
    """Why nothing is told: nothing is clear, nothing is shown, or nothing was asked alike."""
    if any(len(changes.shown) for changes in compared):
        return NOT_CLEAR
    few = any(changes.too_few for changes in compared)
    return TOO_FEW if few else NOT_THE_SAME
