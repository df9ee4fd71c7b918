"""The words of a data-entry workbook: within the lengths that Excel takes, told apart by poet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from poet.questionnaire import Answer, Question, Questionnaire, Scale
from poet.reading import shown
from poet.responses import evened_out

# Excel counts UTF-16 units. A longer text of a box makes it call the workbook damaged.
LONGEST_TITLE = 32
LONGEST_MESSAGE = 255
LONGEST_REFUSAL = 224
# Longer ones are no heading that somebody reads, and no line of a drop-down list.
LONGEST_HEADING = 1_000
LONGEST_CHOICE = 255
BETWEEN = "; "


def heading_of(question: Question, questionnaire: Questionnaire, edition: str) -> str:
    """The heading of a question: its wording, or its key where that could be another question."""
    others = (other for other in questionnaire.questions if other is not question)
    names = (name for q in others for name in (q.key, q.wording, q.easy_read, q.short))
    return _told_apart((question.words(edition), question.key), names, LONGEST_HEADING)


def choices_of(scale: Scale, edition: str) -> tuple[str, ...]:
    """The answers of a scale as they are chosen: by their words, where these are theirs alone."""
    return tuple(_choice(answer, scale, edition) for answer in scale.answers)


def _choice(answer: Answer, scale: Scale, edition: str) -> str:
    others = (other for other in scale.answers if other is not answer)
    names = (name for a in others for name in (a.code, a.label, a.easy_read))
    words = (answer.label, answer.code)
    if edition == "easy_read":
        words = (answer.easy_read, *words)
    return _told_apart(words, names, LONGEST_CHOICE)


def _told_apart(words: Sequence[str], others: Iterable[str], longest: int) -> str:
    """The first of these words that nothing else is called and that a cell can hold."""
    taken = {evened_out(other) for other in others}
    fitting = (w for w in words if evened_out(w) not in taken and _fits_a_cell(w, longest))
    return next(fitting, words[-1])


def _fits_a_cell(text: str, longest: int) -> bool:
    printable = all(sign.isprintable() or sign.isspace() for sign in text)
    return printable and length_in_excel(text) <= longest


def length_in_excel(text: str) -> int:
    """The length of a text as Excel counts it.

    >>> length_in_excel("easy"), length_in_excel(chr(0x1F600))
    (4, 2)
    """
    return len(text.encode("utf-16-le")) // 2


def title(text: str) -> str:
    """A text as the title of a box, cut if need be."""
    return within(shown(text, LONGEST_TITLE), LONGEST_TITLE)


def message(begin: str, choices: Sequence[str], end: str, longest: int = LONGEST_MESSAGE) -> str:
    """A text that names the choices, as many as there is room for.

    >>> message("Choose one: ", ["Yes", "No"], ".")
    'Choose one: Yes; No.'
    >>> message("Choose one: ", ["Yes", "No", "Not sure"], ".", longest=28)
    'Choose one: Yes; and 2 more.'
    """
    words = [shown(choice) for choice in choices]
    for named in range(len(words), -1, -1):
        left = len(words) - named
        listed = [*words[:named], *([f"and {left} more"] if left else [])]
        text = begin + BETWEEN.join(listed) + end
        if length_in_excel(text) <= longest:
            return text
    return within(begin + end, longest)


def within(text: str, longest: int = LONGEST_MESSAGE) -> str:
    """The beginning of a text, as much as Excel takes."""
    while length_in_excel(text) > longest:
        text = text[:-1]
    return text
