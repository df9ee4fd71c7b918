"""How like a heading is to the names of each question, whatever the order of the words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from poet.questionnaire import Question, Questionnaire
from poet.responses import evened_out

# Three letters at a time: a misspelt word still shares most of them.
LETTERS = 3
LONGEST_COMPARED = 300


class Likeness:
    """Compares headings with the names of the questions of one questionnaire.

    The measure is Dice's coefficient of the groups of three letters that two texts share, each
    group weighted by how few questions have it: what all questions begin with says nothing.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        names = {q.key: [_groups(name) for name in _names_of(q)] for q in questionnaire.questions}
        have = Counter(group for groups in names.values() for group in set().union(*groups))
        self._weight_of = {group: _weight(len(names), times) for group, times in have.items()}
        self._unseen = _weight(len(names), 0)
        self._names = {key: [(one, self._weight(one)) for one in names[key]] for key in names}

    def of(self, heading: str) -> Mapping[str, float]:
        """Question key to how like the heading is to the most like of its names, from 0 to 1."""
        groups = _groups(heading)
        own = self._weight(groups)
        return {
            key: max(2 * self._weight(groups & name) / (own + weight) for name, weight in names)
            for key, names in self._names.items()
        }

    def _weight(self, groups: frozenset[str]) -> float:
        return sum(self._weight_of.get(group, self._unseen) for group in groups)


def _weight(questions: int, having: int) -> float:
    """What a group of letters counts that so many of the questions have; always above 0."""
    return math.log((questions + 1) / (having + 0.5))


def _names_of(question: Question) -> list[str]:
    """Every name of a question that has a letter or digit in it, once."""
    names = (question.key, question.wording, question.easy_read, question.short, *question.former)
    return list(dict.fromkeys(name for name in names if any(map(str.isalnum, name))))


def _groups(text: str) -> frozenset[str]:
    plain = evened_out(text[:LONGEST_COMPARED].replace("_", " "))
    letters = "".join(sign if sign.isalnum() else " " for sign in plain)
    padded = f" {' '.join(letters.split())} "
    return frozenset(padded[at : at + LETTERS] for at in range(len(padded) - LETTERS + 1))
