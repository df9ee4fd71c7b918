"""What every section of the Easy Read edition is made of: ideas, each with a picture beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.charts import icon_array
from poet.sections.easy_topics import name_of, picture_of
from poet.sections.easy_words import in_ten, side_words, them
from poet.wording import capital, list_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poet.charts import Chart
    from poet.questionnaire import Questionnaire
    from poet.sections.answers_view import Part, QuestionSides


def idea(
    picture: str, sentences: Sequence[str], *, label: str = "", chart: Chart | None = None
) -> dict[str, Any]:
    """One idea: the name of its picture, what it is about, and what is said and drawn of it."""
    return {"picture": picture, "label": label, "sentences": list(sentences), "chart": chart}


def side_idea(one: QuestionSides, side: str, people: str) -> dict[str, Any]:
    """How many of the people gave an answer of this side; the share must be one to show."""
    scale = one.question.scale
    said = side_words(scale, side) if scale else ""
    return share_idea(
        picture_of(one.question), name_of(one.question), one.parts[side], said, people
    )


def share_idea(picture: str, label: str, part: Part, said: str, people: str) -> dict[str, Any]:
    """How many of the people said this, in a sentence or two and as people in ten."""
    told = in_ten(part, people)
    first = f"{capital(told.who)} said: {said}."
    chart = None
    if told.filled:
        text = f"A picture of 10 people. {told.filled} of them are filled in."
        chart = icon_array(told.filled, title=first, text=text)
    return idea(
        picture, [first, *([told.that_is] if told.that_is else [])], label=label, chart=chart
    )


def too_few(audiences: Sequence[Questionnaire]) -> list[str]:
    """What is said of the audiences of which nothing may be shown; no sentence of none."""
    if not audiences:
        return []
    people = list_of(list(dict.fromkeys(them(questionnaire) for questionnaire in audiences)))
    return [f"Too few {people} answered.", "So we cannot show what they said."]
