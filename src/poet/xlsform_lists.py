"""The lists of a form as scales: codes and labels, and what poet itself wrote beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.questionnaire import Answer, Scale
from poet.reading import shown
from poet.xlsform_language import Words
from poet.xlsform_naming import NO_ORDER, OWN_BEST, OWN_MEANING, OWN_SIDE
from poet.xlsform_questions import FormQuestion
from poet.xlsform_sheets import Form, FormRow

SAYS_NOTHING = re.compile(
    r"\b(do(es)? ?n['o]?t (know|apply)|not (sure|applicable)|unsure|(prefer|rather) not|refus\w*"
    r"|decline[ds]?|no answer|n/?a)\b",
    re.IGNORECASE,
)
OTHER = Answer("other", "Other", "Other")


@dataclass(frozen=True)
class FormList:
    """A list of a form as a scale. `told` says whether poet wrote what its answers mean."""

    scale: Scale
    told: bool

    def likely_silent(self, answer: Answer) -> bool:
        """Whether an answer reads like none ("don't know"), and nobody has said what it means."""
        plain = answer.label.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        return not self.told and bool(SAYS_NOTHING.search(plain))


def form_lists(form: Form, words: Words, questions: Iterable[FormQuestion]) -> tuple[FormList, ...]:
    """The lists that the questions use, in the order in which they first do.

    Raises PoetError when rows of one list say different things of the whole list.
    """
    used: dict[str, bool] = {}
    for question in questions:
        if question.answers:
            used[question.answers] = used.get(question.answers, False) or question.or_other
    return tuple(_list(form, words, name, or_other) for name, or_other in used.items())


def _list(form: Form, words: Words, name: str, or_other: bool) -> FormList:
    rows = form.lists[name]
    answers = [_answer(row, words) for row in rows]
    if or_other and OTHER.code not in (answer.code for answer in answers):
        answers.append(OTHER)
    best = _agreed(rows, OWN_BEST, name)
    sides = {
        meaning: side
        for meaning in dict.fromkeys(answer.meaning for answer in answers)
        if (side := _agreed([r for r in rows if r.text(OWN_MEANING) == meaning], OWN_SIDE, name))
    }
    ordered = "" if best == NO_ORDER else best
    return FormList(Scale(name, tuple(answers), ordered, sides), told=bool(best))


def _answer(row: FormRow, words: Words) -> Answer:
    label, easy_read = words.answer(row)
    return Answer(row.text("name"), label, easy_read, row.text(OWN_MEANING))


def _agreed(rows: Sequence[FormRow], column: str, name: str) -> str:
    """What the rows say that say something."""
    said = list(dict.fromkeys(row.text(column) for row in rows if row.text(column)))
    if len(said) > 1:
        raise PoetError(
            f'list "{shown(name)}"',
            f'{column} is "{shown(said[0])}" in one row and "{shown(said[1])}" in another',
            cure="Write the same in each row of the list that it is for",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    return said[0] if said else ""
