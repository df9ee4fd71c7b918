"""What the user is told of a form: what was left out, renamed, added or not kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from poet.reading import shown
from poet.xlsform_export import alone_rule
from poet.xlsform_language import Words
from poet.xlsform_naming import OWN_MEANING
from poet.xlsform_questions import FormQuestion, FormQuestions
from poet.xlsform_rules import REFERENCE
from poet.xlsform_sheets import Form

MOST_NAMED = 12


def form_notes(form: Form, words: Words, asked: FormQuestions) -> Iterator[str]:
    """A sentence for each way in which the questionnaire is not the form."""
    yield from _left_out_notes(asked.left_out)
    yield from _renamed_notes(asked.questions)
    yield from _other_notes(asked.questions)
    yield from _rule_notes(form, asked.questions)
    filled = [q.row.text("name") for q in asked.questions if REFERENCE in words.standard(q.row)]
    if filled:
        reference = f'"{REFERENCE}...}}"'
        yield f"The words hold the answer to another question, as {reference}: {_named(filled)}."


def _left_out_notes(left_out: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for why, names in left_out.items():
        yield f"Left out, {why}: {_named(names)}."


def _named(names: Sequence[str]) -> str:
    given = [shown(name) for name in names if name]
    without = len(names) - len(given)
    more = len(given) - MOST_NAMED
    parts = [*given[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    return ", ".join([*parts, *([f"{without} without a name"] if without else [])])


def _renamed_notes(questions: Sequence[FormQuestion]) -> Iterator[str]:
    renamed = [
        f"{q.row.text('name')} is {q.key}"
        for q in questions
        # Headings that differ in capitals alone are found all the same.
        if q.row.text("name").casefold() != q.key
    ]
    if renamed:
        yield (
            "Named otherwise than in the form, as a key has a-z, 0-9 and _ alone and is there "
            f"once: {_named(renamed)}."
        )


def _other_notes(questions: Sequence[FormQuestion]) -> Iterator[str]:
    others = [f"{q.row.text('name')}_other" for q in questions if q.or_other]
    if others:
        yield (
            'An answer "other" was added where the form adds one. What people write beside it is '
            f"no question here: {_named(others)}."
        )


def _rule_notes(form: Form, questions: Sequence[FormQuestion]) -> Iterator[str]:
    """The rules of the form that a questionnaire does not keep."""
    for column, words in (
        ("relevant", "when a question is asked"),
        ("choice_filter", "which answers are offered"),
    ):
        names = [q.row.text("name") for q in questions if q.row.text(column)]
        if names:
            yield f"Not kept, the rules that say {words}: {_named(names)}."
    names = [q.row.text("name") for q in questions if _rule_not_kept(form, q)]
    if names:
        yield f"Not kept, the rules that say what may be answered: {_named(names)}."


def _rule_not_kept(form: Form, question: FormQuestion) -> bool:
    if question.kind == "number":
        return bool(question.bounds.told)
    answers = form.lists.get(question.answers, ())
    silent = [row.text("name") for row in answers if row.text(OWN_MEANING) == "not_an_answer"]
    return question.row.text("constraint") not in ("", alone_rule(silent))
