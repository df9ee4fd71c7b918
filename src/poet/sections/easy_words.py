"""Findings in Easy Read words: people in ten, answers and audiences in everyday words.

Every sentence that the views of the Easy Read edition make is made of these. No sentence has more
than 15 words where a questionnaire keeps to its own limits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poet.wording import half_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poet.questionnaire import Answer, Questionnaire, Scale, Score
    from poet.sections.answers_view import Part

# What the shipped questionnaires say, in shorter words. Other words are said as they are.
PEOPLE: Mapping[str, str] = {
    "people who hold a personal budget": "people with a personal budget",
    "family carers": "carers",
    "practitioners": "workers",
}
ENDS: Mapping[str, str] = {
    "found the process easy": "found things easy",
    "found the process difficult": "found things hard",
    "had a say as carers": "had a say",
    "had little or no say as carers": "had little or no say",
    "had little or no say in their support": "had little or no say in it",
    "say the process works well": "said that things work well",
    "say the process does not work well": "said that things do not work well",
    "see people having a say in their support": "see that people have a say",
    "see people having little or no say in their support": "see that people have little say",
}
# What is asked of the people at the high end of a score.
QUESTIONS: Mapping[str, str] = {
    "found the process easy": "Is life better when things are easy?",
    "had a say in their support": "Is life better when people have a say?",
    "had a say as carers": "Is life better when carers have a say?",
    "say the process works well": "Is life better when things work well?",
    "see people having a say in their support": "Is life better when people have a say?",
}
# Below and above these percentages the nearest tenth would say "nobody" or "everybody".
VERY_FEW, ALMOST_EVERYONE = 7, 95


@dataclass(frozen=True)
class InTen:
    """A share as people in ten: `who` begins a sentence, `that_is` is a second one or "".

    `filled` is how many of ten figures show it; None where no picture of ten would be true.
    """

    who: str
    filled: int | None
    that_is: str = ""


def people_of(questionnaire: Questionnaire) -> str:
    """Who was asked, in everyday words: "people with a personal budget"."""
    return PEOPLE.get(questionnaire.people, questionnaire.people)


def them(questionnaire: Questionnaire) -> str:
    """Who was asked, in one word, once it was said who they are: "carers"."""
    people = people_of(questionnaire)
    return "people" if " " in people else people


def end_of_score(words: str) -> str:
    """One end of a score, in words that finish "people who ..."."""
    return ENDS.get(words, words)


def score_question(score: Score) -> str:
    """What a score was looked at for: "Is life better when things are easy?"."""
    return QUESTIONS.get(score.high, f"Is life better for people who {score.high}?")


def in_ten(part: Part, people: str) -> InTen:
    """A share that may be shown as people in ten, the word for them given.

    A share that is not quite nobody or everybody is never called so, nor drawn so.
    """
    share = part.share or 0.0
    whole = half_up(share * 100)
    if share == 0:
        return InTen("no one", None)
    if share == 1 and part.exact:
        return InTen("everyone", 10)
    if whole < VERY_FEW:
        return InTen(f"very few {people}", None, f"That is fewer than 1 in 10 {people}.")
    if whole >= ALMOST_EVERYONE:
        return InTen("almost everyone", 9, f"That is more than 9 in 10 {people}.")
    tenths = int(half_up(share * 10))
    return InTen(f"about {tenths} in 10 {people}", tenths)


def side_words(scale: Scale, side: str) -> str:
    """The good, neutral or bad answers together, in the Easy Read words of the answers.

    "difficult" becomes "hard" where the questionnaire says that "Difficult" is "Hard" in Easy Read.
    """
    by_label = {one.label.casefold(): plain(one) for one in scale.answers}
    words = scale.side(side)
    parts = [words] if words in by_label else words.split(" or ")
    known = all(part in by_label for part in parts)
    return " or ".join(by_label[part] for part in parts) if known else words


def plain(answer: Answer) -> str:
    """An answer as it stands after "said:": a small letter, but for "I" and for "NHS"."""
    first, *others = answer.easy_read.split(" ")
    stays = re.match(r"I\b", first) or first[1:] != first[1:].lower()
    return answer.easy_read if stays else " ".join([first.lower(), *others])
