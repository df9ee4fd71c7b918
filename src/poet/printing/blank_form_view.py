"""A questionnaire as the words of a form on paper: its questions in the order asked, numbered."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from poet.charts.lettering import width, wrapped
from poet.errors import PoetError
from poet.sections.easy_topics import picture_of, picture_of_audience
from poet.sections.easy_words import people_of
from poet.sections.guard import words_only

if TYPE_CHECKING:
    from poet.questionnaire import Answer, Question, Questionnaire, Scale

STANDARD, EASY_READ, LARGE_PRINT = "standard", "easy_read", "large_print"
FORM_EDITIONS = (STANDARD, EASY_READ, LARGE_PRINT)
# What is printed from the command line is a line or two of the form, never a letter.
LONGEST_NAME, LONGEST_CONTACT = 100, 400
# The standard edition sets answers side by side where they fit: the width of its lines, what the
# box and the space beside it take of each part, and the size of its letters (see form.css).
LINE_MM, BOX_MM, LETTERS_PT = 178, 12, 12.5
POINTS_IN_A_MM = 72 / 25.4


@dataclass(frozen=True)
class Particulars:
    """What a council prints on its forms: its name, whom to ask, by when to return the form.

    Each may be "", and is then a line to write on or left out. With `number_box` the form has a
    box for its number.
    """

    authority: str = ""
    contact: str = ""
    return_by: str = ""
    number_box: bool = False


def checked(particulars: Particulars) -> Particulars:
    """The particulars, spaces evened out. Raises PoetError for a text too long for the form."""
    return Particulars(
        _line("authority", particulars.authority, LONGEST_NAME),
        _line("contact", particulars.contact, LONGEST_CONTACT),
        _line("return by", particulars.return_by, LONGEST_NAME),
        particulars.number_box,
    )


def _line(name: str, text: str, longest: int) -> str:
    line = " ".join(text.split())
    if len(line) > longest:
        raise PoetError(
            name,
            f"this text has {len(line)} characters",
            expected=f"There is room for {longest} on the form",
            cure="Shorten it",
        )
    return line


def form_view(
    questionnaire: Questionnaire, edition: str, particulars: Particulars
) -> dict[str, Any]:
    """Everything that the form says, in words; `edition` is one of FORM_EDITIONS.

    `sections` has runs of questions of one role, in the order asked. The number of the form is no
    question but a box; which council it is, is asked only where no authority is printed.
    """
    asked = [q for q in questionnaire.questions if _is_asked(q, particulars)]
    numbered = ((str(number), question) for number, question in enumerate(asked, start=1))
    view = {
        "audience": questionnaire.audience,
        "title": questionnaire.title,
        "about": questionnaire.about,
        "people": people_of(questionnaire) if edition == EASY_READ else questionnaire.people,
        "picture": picture_of_audience(questionnaire.audience),
        "authority": particulars.authority,
        "contact": particulars.contact,
        "return_by": particulars.return_by,
        "number_box": particulars.number_box,
        "own_words": any(question.role == "comment" for question in asked),
        "several_answers": any(question.kind == "multiple" for question in asked),
        "sections": list(_sections(numbered, edition)),
    }
    words_only(view, "form")
    return view


def _is_asked(question: Question, particulars: Particulars) -> bool:
    if question.role != "admin":
        return True
    return question.topic == "authority" and not particulars.authority


def _sections(numbered: Iterator[tuple[str, Question]], edition: str) -> Iterator[dict[str, Any]]:
    for role, together in groupby(numbered, key=lambda pair: pair[1].role):
        questions = [_question(number, question, edition) for number, question in together]
        yield {"role": role, "questions": questions}


def _question(number: str, question: Question, edition: str) -> dict[str, Any]:
    """One question: its words, and what people tick, write or fill in below it."""
    words = EASY_READ if edition == EASY_READ else STANDARD
    return {
        "number": number,
        "key": question.key,
        "kind": question.kind,
        "words": question.words(words),
        "picture": picture_of(question),
        "lowest": _figures(question.lowest),
        "highest": _figures(question.highest),
        "answers": _answers(question.scale, edition) if question.scale else [],
    }


def _figures(bound: float | None) -> str:
    """A bound of a number as people write it, thousands apart; "" where there is none.

    >>> _figures(5000.0), _figures(0.5), _figures(None), _figures(float("inf"))
    ('5,000', '0.5', '', '')
    """
    if bound is None or not math.isfinite(bound):
        return ""
    return f"{int(bound):,}" if float(bound).is_integer() else str(bound)


def _answers(scale: Scale, edition: str) -> list[dict[str, Any]]:
    """The answers in printed order, each with the part of the line that it gets.

    `place` is "one", "two" or "three" (so many on a line), "flowing" (as much as it needs), or
    "scale", and then `part` says how much. The answers that count on an ordered scale share one
    line, so that their boxes stand below each other from question to question; "does not apply"
    and the like follow on the next.
    """
    parts = _parts_of_line(scale) if edition == STANDARD else {}
    columns = _columns(scale.answers) if edition == STANDARD else "one"
    return [
        {
            "code": answer.code,
            "label": answer.easy_read if edition == EASY_READ else answer.label,
            "place": ("scale" if answer.counts else "flowing") if parts else columns,
            "part": parts.get(answer.code, ""),
        }
        for answer in scale.answers
    ]


def _parts_of_line(scale: Scale) -> dict[str, str]:
    """Code of each answer that counts to its part of the line; empty when one line is too short.

    Long labels take two lines where that makes room; what is left over is shared out evenly.
    """
    if not scale.ordered:
        return {}
    widths = {answer.code: _width_mm(answer.label) for answer in scale.on_scale}
    room = LINE_MM - BOX_MM * len(widths)
    for code in sorted(widths, key=widths.__getitem__, reverse=True):
        if sum(widths.values()) > room:
            widths[code] = _halved_mm(scale.answer(code).label)
    left = (room - sum(widths.values())) / len(widths)
    return {code: _share(each + BOX_MM + left) for code, each in widths.items() if left >= 0}


def _share(part_mm: float) -> str:
    """A part of the line in percent, rounded down so that all of them fit on it."""
    return f"{math.floor(1000 * part_mm / LINE_MM) / 10}%"


def _halved_mm(label: str) -> float:
    """How wide a label is when it takes two lines, as even as its words allow."""
    words = label.split()
    cuts = range(1, max(2, len(words)))
    halves = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts]
    return min(max(_width_mm(first), _width_mm(second)) for first, second in halves)


def _width_mm(words: str) -> float:
    return width(words, LETTERS_PT) / POINTS_IN_A_MM


def _columns(answers: Sequence[Answer]) -> str:
    """How many answers stand on a line, if short ones take one line each and others two."""
    return "three" if _fit(answers, 3, 1) else "two" if _fit(answers, 2, 2) else "one"


def _fit(answers: Sequence[Answer], columns: int, lines: int) -> bool:
    room = (LINE_MM / columns - BOX_MM) * POINTS_IN_A_MM
    return all(_lines(answer.label, room) <= lines for answer in answers)


def _lines(label: str, room: float) -> float:
    """How many lines of this width a label takes; endless when a word does not fit into one."""
    if any(width(word, LETTERS_PT) > room for word in label.split()):
        return math.inf
    return len(wrapped(label, room, LETTERS_PT, lines=len(label)))
