"""How to use and read the report: most words stand in the template, which terms it needs here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.charts import AnswerKey, BarRow, Chart, diverging_bars

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

WITHOUT_ANSWERS = True


def view(report: AuthorityReport) -> dict[str, Any]:
    """Which terms this report uses, so that it explains no others; and a bar to learn to read."""
    asked = [survey.questionnaire for survey in report.surveys]
    words = " ".join(f"{one.title} {one.people} {one.about}" for one in asked)
    return {
        "answers": bool(asked),
        "budgets": bool(report.study.budgets) or "personal budget" in words.casefold(),
        "practitioners": any(one.audience == "practitioner" for one in asked),
        "process": any(one.with_role("process") for one in asked),
        "bar": _bar(),
    }


def _bar() -> Chart:
    """A bar of no real answers."""
    keys = [
        AnswerKey("Better", "good"),
        AnswerKey("The same", "neutral"),
        AnswerKey("Worse", "bad"),
    ]
    row = BarRow("Seeing friends", (0.55, 0.25, 0.2), people="100", people_long="100 people")
    return diverging_bars(
        [row],
        keys,
        title="An example, not real answers",
        text="Seeing friends: 55% better, 25% the same and 20% worse, of 100 people.",
        good_words="Better",
        bad_words="Worse",
    )
