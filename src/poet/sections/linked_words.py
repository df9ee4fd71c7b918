"""What the same people say in two waves, in a sentence or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poet.sections.each_row import each_row
from poet.wording import about_people, capital, list_of, people

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.questionnaire import Questionnaire
    from poet.sections.authority_report import AuthorityReport

MOST_NAMES = 3


def linked_sentences(
    report: AuthorityReport, questionnaire: Questionnaire, clear: DataFrame
) -> list[str]:
    """How many people answered both times, and which clear changes show among them too.

    `clear` has the clear changes of everyone who answered, a row a question. Nothing where nobody
    can be linked.
    """
    rows = report.released["linked_change"]
    rows = rows[rows["audience"].eq(questionnaire.audience)]
    linked = rows.loc[rows["move"].eq("linked"), "people"]
    if linked.eq(0).fillna(False).all():
        return []
    if linked.isna().any():
        return ["Too few of them answered both times to follow the same people."]
    many = people(linked.item()) if report.profile.exact else about_people(linked.item())
    lines = [f"{capital(many)} answered both times, and could be followed without names."]
    good = rows[rows["move"].eq("good")].set_index("question")
    same_way = [
        f"“{questionnaire.question(row.question).short}”"
        for row in each_row(clear)
        if row.question in good.index and _shows(good.loc[row.question], row.difference)
    ]
    if same_way:
        told = list_of(same_way) if len(same_way) <= MOST_NAMES else f"{len(same_way)} questions"
        lines.append(f"Their own answers changed in the same way for {told}.")
    return lines


def _shows(row: Series, difference: float) -> bool:
    """Whether the interval of the same people's change leaves out 0 on the same side."""
    end = row["difference_low"] if difference > 0 else row["difference_high"]
    return bool(end * difference > 0)
