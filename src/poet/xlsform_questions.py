"""The questions of a form, and what of it a questionnaire has no place for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.questionnaire import KINDS
from poet.reading import shown
from poet.xlsform_bounds import Bounds, bounds
from poet.xlsform_language import Words
from poet.xlsform_naming import (
    AUTHORITY,
    OWN,
    OWN_BEST,
    OWN_ROLE,
    OWN_TOPIC,
    VERSION_COLUMN,
    free_name,
)
from poet.xlsform_sheets import Form, FormRow
from poet.xlsform_types import (
    LEFT_OUT,
    NUMBER,
    OUTSIDE,
    REFUSED,
    TEXT,
    UNKNOWN,
    RowType,
    row_type,
)

NO_SIGN_OF_A_KEY = re.compile(r"[^a-z0-9_]+")
PERSONAL = "personal data, which poet never reads"
TYPES_ARE_WRITTEN = (
    "Types are written like this: select_one LIST, select_multiple LIST, integer, decimal, text"
)


@dataclass(frozen=True)
class FormQuestion:
    """One question of a form. `kind` is one of KINDS, `answers` its list ("" for none)."""

    row: FormRow
    key: str
    kind: str
    answers: str = ""
    or_other: bool = False
    bounds: Bounds = field(default_factory=Bounds)


@dataclass(frozen=True)
class FormQuestions:
    """The questions in the order asked; `left_out` has the names of other rows by what they are."""

    questions: tuple[FormQuestion, ...]
    left_out: Mapping[str, Sequence[str]]


def form_questions(form: Form, words: Words) -> FormQuestions:
    """The questions of the survey sheet. Raises one PoetError with all that cannot be taken."""
    typed = [(row, _type_of(row)) for row in form.survey if row.text("type")]
    if form.no_choices and any(found.answers for _, found in typed):
        raise form.no_choices
    PoetError.raise_all(_mistakes(form, typed))
    left_out: dict[str, list[str]] = {}
    questions: list[FormQuestion] = []
    for row, found in typed:
        why = _left_out_as(row, found, words, form)
        if why:
            left_out.setdefault(why, []).append(row.text("name"))
        elif found.meaning not in (OUTSIDE, LEFT_OUT):
            questions.append(_question(form, row, found, [question.key for question in questions]))
    return FormQuestions(tuple(questions), left_out)


def _type_of(row: FormRow) -> RowType:
    if row.text("disabled").casefold() in ("yes", "true"):
        return RowType(LEFT_OUT, why="what is switched off in the form")
    return row_type(row.text("type"))


def _mistakes(form: Form, typed: Sequence[tuple[FormRow, RowType]]) -> Iterator[PoetError]:
    for row in form.survey:
        if not row.text("type") and (row.text("name") or row.labels):
            yield _mistake(row, "the type is missing", TYPES_ARE_WRITTEN)
    for row, found in typed:
        yield from _type_mistakes(form, row, found)
        if found.meaning in KINDS and not row.text("name"):
            yield _mistake(row, "the name is missing", cure="Give the question one")


def _type_mistakes(form: Form, row: FormRow, found: RowType) -> Iterator[PoetError]:
    if found.meaning == REFUSED:
        name = shown(row.text("name"))
        yield _mistake(row, f'"{name}" cannot be taken: {found.why}', cure="Delete the row")
    elif found.meaning == UNKNOWN:
        type_shown = shown(row.text("type"))
        yield _mistake(row, f'the type "{type_shown}" is not known', TYPES_ARE_WRITTEN)
    elif found.answers and found.answers not in form.lists:
        missing = f'the sheet choices has no list "{shown(found.answers)}"'
        yield _mistake(row, missing, cure="Add it, or correct the type")


def _mistake(row: FormRow, found: str, expected: str = "", cure: str = "") -> PoetError:
    return PoetError(row.where, found, expected=expected, cure=cure, exit_code=CANNOT_READ_OR_WRITE)


def _left_out_as(row: FormRow, found: RowType, words: Words, form: Form) -> str:
    """What a row is left out as, in words; "" when it is kept, or is what poet put there."""
    if found.meaning == LEFT_OUT:
        # The note with the text about a questionnaire is kept by its column of the settings.
        own = {form.settings.text(f"{OWN}about"), VERSION_COLUMN} - {""}
        texts = {*row.labels.values(), row.text("name")}
        return "" if own & texts else found.why
    personal = found.meaning in (TEXT, NUMBER) and _is_personal(row, words)
    return PERSONAL if personal and not row.text(OWN_ROLE) else ""


def _is_personal(row: FormRow, words: Words) -> bool:
    from poet.responses.personal import is_personal

    return is_personal(row.text("name")) or is_personal(words.standard(row))


def _question(form: Form, row: FormRow, found: RowType, taken: Sequence[str]) -> FormQuestion:
    plain = NO_SIGN_OF_A_KEY.sub("_", row.text("name").casefold()).lstrip("_")
    key = free_name(plain or "question", taken)
    if found.answers and _is_list_of_authorities(form, row, found.answers):
        return FormQuestion(row, key, TEXT)
    limits = Bounds()
    if found.meaning == NUMBER:
        kind = row.text("type").casefold()
        limits = bounds(kind, row.text("constraint"), row.text("parameters"))
    return FormQuestion(row, key, found.meaning, found.answers, found.or_other, limits)


def _is_list_of_authorities(form: Form, row: FormRow, answers: str) -> bool:
    """Whether poet wrote this list for the councils of one study: it is not the questionnaire's."""
    asked = (row.text(OWN_ROLE), row.text(OWN_TOPIC)) == ("admin", AUTHORITY)
    return asked and not any(choice.text(OWN_BEST) for choice in form.lists[answers])
