"""A questionnaire as the three sheets of a form, row by row.

A form is in one edition. Easy Read as a second language of the same form would need a language
code of its own: pyxform knows none, and under one code web forms show both wordings at once.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from poet.questionnaire import Answer, Question, Questionnaire, Scale
from poet.xlsform_naming import (
    AUTHORITY,
    CHOICES,
    HEAD_KEPT,
    NO_ORDER,
    OWN,
    OWN_ADJUST,
    OWN_BEST,
    OWN_EASY_READ,
    OWN_EDITION,
    OWN_LABEL,
    OWN_MEANING,
    OWN_ROLE,
    OWN_SHORT,
    OWN_SIDE,
    OWN_TOPIC,
    OWN_WORDING,
    SCORE_KEPT,
    SETTINGS,
    SURVEY,
    VERSION_COLUMN,
    free_name,
    in_english,
    language_heading,
    score_column,
)

Row = dict[str, str]

# The heading above the questions of one role: the standard words, and the Easy Read ones.
HEADINGS = {
    "outcome": ("How life is going", "How life is"),
    "process": ("How easy or difficult things are", "How easy or hard things are"),
    "involvement": ("Having a say", "Having a say"),
    "background": ("About you", "About you"),
    "comment": ("In your own words", "In your own words"),
    "admin": ("This form", "This form"),
}
SEVERAL = "You can choose more than one."
TRANSLATED = ("label", "hint", "constraint_message")


def form_sheets(
    questionnaire: Questionnaire, *, edition: str, authorities: Mapping[str, str]
) -> dict[str, list[Row]]:
    """Sheet name to rows, each a cell by its heading; a cell that is left out is empty.

    `edition` is one of EDITIONS; `authorities` has the name of each authority by its code, and is
    empty when people write the authority themselves.
    """
    scales = {q.scale.id: q.scale for q in questionnaire.questions if q.scale}
    list_of_authorities = free_name(AUTHORITY, scales) if authorities else ""
    survey = [
        *_note(questionnaire),
        *_groups(questionnaire, edition, list_of_authorities),
        _version_row(questionnaire),
    ]
    answers = [row for scale in scales.values() for row in _choices(scale, edition)]
    councils = _councils(list_of_authorities, authorities)
    language = language_heading(questionnaire.language)
    sheets = {
        SURVEY: survey,
        CHOICES: [*answers, *councils],
        SETTINGS: [_settings(questionnaire, edition, language)],
    }
    return {name: [_in_language(row, language) for row in rows] for name, rows in sheets.items()}


def _councils(list_name: str, authorities: Mapping[str, str]) -> list[Row]:
    return [
        {"list_name": list_name, "name": code, "label": name} for code, name in authorities.items()
    ]


def _in_language(row: Row, language: str) -> Row:
    """The row with its language in the headings of what people see."""
    return {
        f"{name}::{language}" if language and name in TRANSLATED else name: text
        for name, text in row.items()
        if text
    }


def _note(questionnaire: Questionnaire) -> Iterator[Row]:
    if questionnaire.about:
        name = free_name("about_this_form", [q.key for q in questionnaire.questions])
        yield {"type": "note", "name": name, "label": questionnaire.about}


def _version_row(questionnaire: Questionnaire) -> Row:
    return {
        "type": "calculate",
        "name": free_name(VERSION_COLUMN, [q.key for q in questionnaire.questions]),
        "calculation": f"'{questionnaire.id} {questionnaire.version}'",
    }


def _groups(questionnaire: Questionnaire, edition: str, list_of_authorities: str) -> Iterator[Row]:
    """The questions in the order asked; those of one role that stand together are a group."""
    taken = {question.key for question in questionnaire.questions}
    english = in_english(questionnaire)
    for role, questions in itertools.groupby(questionnaire.questions, lambda q: q.role):
        name = free_name(f"part_{role}", taken)
        taken.add(name)
        heading = HEADINGS[role][edition == "easy_read"] if english else ""
        yield {"type": "begin_group", "name": name, "label": heading}
        for question in questions:
            yield _question(question, edition, english, list_of_authorities)
        yield {"type": "end_group"}


def _question(question: Question, edition: str, english: bool, list_of_authorities: str) -> Row:
    from_list = list_of_authorities and (question.role, question.topic) == ("admin", AUTHORITY)
    asked = (
        {"type": f"select_one {list_of_authorities}", "appearance": "minimal"}
        if from_list
        else _asked(question, english)
    )
    seen = {"name": question.key, "label": question.words(edition), "required": "no"}
    return {**asked, **seen, **_own_cells(question), **_other_words(question, edition)}


def _own_cells(question: Question) -> Row:
    return {
        OWN_ROLE: question.role,
        OWN_TOPIC: question.topic,
        OWN_SHORT: question.short,
        OWN_ADJUST: "yes" if question.adjust else "",
    }


def _other_words(question: Question, edition: str) -> Row:
    if edition == "easy_read":
        return {OWN_WORDING: question.wording}
    return {OWN_EASY_READ: question.easy_read}


def _asked(question: Question, english: bool) -> Row:
    """How a question is asked: the cells that hang on its kind."""
    if question.kind == "number":
        return {"type": "decimal", **_bounds(question, english)}
    if question.kind == "text":
        many_lines = "multiline" if question.role == "comment" else ""
        return {"type": "text", "appearance": many_lines}
    scale = question.scale
    if scale is None:
        raise ValueError(f"question {question.key} is {question.kind} and has no scale")
    if question.kind == "single":
        return {"type": f"select_one {scale.id}"}
    hint = SEVERAL if english else ""
    return {"type": f"select_multiple {scale.id}", "hint": hint, **_alone(scale, english)}


def _bounds(question: Question, english: bool) -> Row:
    bounds = ((">=", question.lowest), ("<=", question.highest))
    limits = [f". {sign} {bound}" for sign, bound in bounds if bound is not None]
    if not limits:
        return {}
    message = f"Write a number {_range_words(question)}, in figures." if english else ""
    return {"constraint": " and ".join(limits), "constraint_message": message}


def _range_words(question: Question) -> str:
    if question.highest is None:
        return f"of {question.lowest} or more"
    if question.lowest is None:
        return f"of {question.highest} or less"
    return f"from {question.lowest} to {question.highest}"


def _alone(scale: Scale, english: bool) -> Row:
    """The rule that what is no answer ("not sure") is not chosen beside answers."""
    silent = [answer for answer in scale.answers if not answer.counts]
    labels = " or ".join(f'"{answer.label}"' for answer in silent)
    message = f"If you choose {labels}, choose nothing else." if english else ""
    rule = alone_rule([answer.code for answer in silent])
    return {"constraint": rule, "constraint_message": message} if silent else {}


def alone_rule(codes: Sequence[str]) -> str:
    """The constraint that none of these codes is chosen beside another.

    >>> alone_rule(["not_sure"])
    "not((selected(., 'not_sure')) and count-selected(.) > 1)"
    """
    chosen = " or ".join(f"selected(., '{code}')" for code in codes)
    return f"not(({chosen}) and count-selected(.) > 1)"


def _choices(scale: Scale, edition: str) -> Iterator[Row]:
    for answer in scale.answers:
        yield {
            "list_name": scale.id,
            "name": answer.code,
            **_labels(answer, edition),
            OWN_MEANING: answer.meaning,
            OWN_SIDE: scale.sides.get(answer.meaning, ""),
            OWN_BEST: scale.best or NO_ORDER,
        }


def _labels(answer: Answer, edition: str) -> Row:
    differs = answer.label != answer.easy_read
    if edition == "easy_read":
        return {"label": answer.easy_read, OWN_LABEL: answer.label if differs else ""}
    return {"label": answer.label, OWN_EASY_READ: answer.easy_read if differs else ""}


def _settings(questionnaire: Questionnaire, edition: str, language: str) -> Row:
    return {
        "form_title": questionnaire.title,
        "form_id": questionnaire.id,
        "version": questionnaire.version,
        "default_language": language,
        OWN_EDITION: edition,
        **{f"{OWN}{field}": getattr(questionnaire, field) for field in HEAD_KEPT},
        **{
            score_column(score.role, field): getattr(score, field)
            for score in questionnaire.scores
            for field in SCORE_KEPT
        },
    }
