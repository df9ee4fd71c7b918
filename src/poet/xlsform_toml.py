"""A form as the text of a questionnaire file; what a form does not say is left to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from poet.definition_rules import ADMIN_TOPICS, SCORED_ROLES, SIDES
from poet.questionnaire import Answer
from poet.xlsform_language import Words
from poet.xlsform_lists import FormList
from poet.xlsform_naming import (
    HEAD_KEPT,
    OWN,
    OWN_ADJUST,
    OWN_ROLE,
    OWN_SHORT,
    OWN_TOPIC,
    SCORE_KEPT,
    score_column,
)
from poet.xlsform_questions import FormQuestion
from poet.xlsform_sheets import Form

TO_FILL_IN = "# TO FILL IN: "
TO_DECIDE = "# TO DECIDE: "
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
EXPLANATION = """
# TO FILL IN stands before what poet must know and the form does not say. Put the right words
# between the quotation marks, and take "TO FILL IN:" and its # away. What stands there already is
# a proposal.
#   audience   "budget_holder", "carer" or "practitioner"
#   people     who is asked, as a sentence ends: "people who hold a personal budget"
#   role       "outcome" (how life is), "process" (how easy a step was), "involvement" (having a
#              say), "background" (who answered), "comment" (own words) or "admin" (person_id and
#              authority)
#   topic      what the question is about. Questionnaires that share a topic are put side by side;
#              a topic of your own needs its short name under [topics]
#   easy_read  the same question in at most 15 everyday words
#
# TO DECIDE stands before what is right for some questions and wrong for others.
#   best       which end of the answers is best, "first" or "last"; outcome and process questions
#              need it, and then each answer a meaning: "good", "neutral" or "bad"
#   meaning    "not_an_answer" for what says nothing, such as "do not know"
"""


@dataclass(frozen=True)
class FormParts:
    """All that is taken from a form. `topics` are those known without it (id to short name)."""

    form: Form
    words: Words
    questions: Sequence[FormQuestion]
    lists: Sequence[FormList]
    topics: Mapping[str, str]

    @cached_property
    def own_topics(self) -> dict[str, str]:
        """The topics that the form itself names, with the short name of their first question."""
        named = [(q.row.text(OWN_TOPIC), q.row.text(OWN_SHORT)) for q in self.questions]
        own = {topic: short for topic, short in reversed(named) if topic and short}
        return {topic: own[topic] for topic in reversed(own) if topic not in self.topics}

    def short_name(self, topic: str) -> str:
        """The short name of a topic; "" when nobody has named it."""
        return self.topics.get(topic) or self.own_topics.get(topic, "")


def questionnaire_lines(
    parts: FormParts, questionnaire_id: str, notes: Sequence[str]
) -> Iterator[str]:
    """The lines of the questionnaire file, one at a time; `notes` stand at its beginning."""
    body = [*_head(parts, questionnaire_id), *_topics(parts), *_scores(parts)]
    for one in parts.lists:
        body += ["", *_scale(one)]
    for question in parts.questions:
        body += ["", *_question(parts, question)]
    yield f'# A questionnaire made from the form "{parts.form.file}".'
    yield from (f"# {note}" for note in notes)
    if any(TO_FILL_IN in line or TO_DECIDE in line for line in body):
        yield from EXPLANATION.rstrip("\n").splitlines()
    yield ""
    yield from body


def _toml(value: object) -> str:
    """A value as TOML writes it, on one line."""
    import tomli_w

    return tomli_w.dumps({"v": value})[len("v = ") :].rstrip("\n")


def _line(key: str, value: object) -> str:
    return f"{key} = {_toml(value)}"


def _known(key: str, text: str, proposal: str = "") -> str:
    """The line of a key, or a line to be filled in when its text is not known."""
    return _line(key, text) if text else TO_FILL_IN + _line(key, proposal)


def _key(name: str) -> str:
    return name if BARE_KEY.fullmatch(name) else _toml(name)


def _head(parts: FormParts, questionnaire_id: str) -> Iterator[str]:
    settings = parts.form.settings
    kept = {field: settings.text(f"{OWN}{field}") for field in HEAD_KEPT}
    yield _line("id", questionnaire_id)
    yield _known("version", settings.text("version"), "1.0")
    yield _known("audience", kept["audience"])
    yield _known("title", settings.text("form_title"))
    yield _known("people", kept["people"])
    language = kept["language"] or parts.words.code
    yield _line("language", language) if language else TO_DECIDE + _line("language", "en")
    if kept["about"]:
        yield _line("about", kept["about"])


def _topics(parts: FormParts) -> Iterator[str]:
    named = parts.own_topics
    known = {*parts.topics, *named}
    keys = [q.key for q in parts.questions if not q.row.text(OWN_TOPIC)]
    proposed = [key for key in keys if key not in known]
    if not named and not proposed:
        return
    yield from ("", "[topics]")
    yield from (_line(_key(topic), short) for topic, short in named.items())
    for key in proposed:
        yield TO_DECIDE + _line(key, key.replace("_", " ").capitalize())


def _scores(parts: FormParts) -> Iterator[str]:
    for role in SCORED_ROLES:
        texts = {field: parts.form.settings.text(score_column(role, field)) for field in SCORE_KEPT}
        if any(texts.values()):
            yield from ("", f"[scores.{role}]")
            yield from (_known(field, text) for field, text in texts.items())


def _scale(one: FormList) -> Iterator[str]:
    scale = one.scale
    yield f"[scales.{_key(scale.id)}]"
    if scale.best:
        yield _line("best", scale.best)
    elif not one.told:
        yield TO_DECIDE + _line("best", "first")
    yield from (_line(side, scale.sides[side]) for side in SIDES if side in scale.sides)
    yield "answers = ["
    yield from (_answer(one, answer) for answer in scale.answers)
    yield "]"


def _answer(one: FormList, answer: Answer) -> str:
    fields = {"code": answer.code, "label": answer.label}
    if answer.easy_read != answer.label:
        fields["easy_read"] = answer.easy_read
    if answer.meaning:
        fields["meaning"] = answer.meaning
    table = ", ".join(_line(name, text) for name, text in fields.items())
    remark = TO_DECIDE + _line("meaning", "not_an_answer") if one.likely_silent(answer) else ""
    return f"  {{ {table} }}, {remark}".rstrip()


def _question(parts: FormParts, question: FormQuestion) -> Iterator[str]:
    row, admin = question.row, question.key in ADMIN_TOPICS
    likely_role = "admin" if admin else "comment" if question.kind == "text" else ""
    wording = parts.words.standard(row)
    yield "[[questions]]"
    yield _line("key", question.key)
    yield _known("topic", row.text(OWN_TOPIC), question.key)
    yield _known("role", row.text(OWN_ROLE), likely_role)
    yield _line("kind", question.kind)
    if question.answers:
        yield _line("scale", question.answers)
    yield _known("wording", wording)
    yield _known("easy_read", parts.words.simple(row), wording)
    yield from _details(parts, question)


def _details(parts: FormParts, question: FormQuestion) -> Iterator[str]:
    row = question.row
    short = row.text(OWN_SHORT)
    if short and short != parts.short_name(row.text(OWN_TOPIC)):
        yield _line("short", short)
    for field in ("lowest", "highest"):
        bound = getattr(question.bounds, field)
        if bound is not None:
            yield _line(field, bound)
    if row.text(OWN_ADJUST) == "yes":
        yield _line("adjust", True)
