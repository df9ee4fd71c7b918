"""What is odd between waves: questions that cannot be compared, people that cannot be linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from poet.wording import list_of

if TYPE_CHECKING:
    from poet.questionnaire import Question
    from poet.study import Study, Survey

LINKED_ID = "linked_id"
# A sentence that names more questions is a list that nobody reads to its end.
MOST_NAMED = 5


def remarks_on_waves(study: Study) -> Iterator[str]:
    """Sentences on `comparable_with` and keyed hashes that come to nothing; none of one wave."""
    for newer in study.surveys_of(study.latest_wave.id):
        earlier = _earlier(study, newer)
        for older in earlier:
            yield from _not_compared(newer, older)
        if earlier:
            yield from _questionnaires_not_asked(newer, earlier)
            yield from _linking(newer, earlier[-1])


def _earlier(study: Study, newer: Survey) -> list[Survey]:
    """The earlier surveys of the same audience, in the order of time."""
    surveys = {(one.audience, one.wave): one for one in study.surveys}
    keys = [(newer.audience, wave.id) for wave in study.waves[:-1]]
    return [surveys[key] for key in keys if key in surveys]


def _questionnaires_not_asked(newer: Survey, earlier: Sequence[Survey]) -> Iterator[str]:
    """Questionnaires that `comparable_with` names, and no earlier wave was asked."""
    asked = list(dict.fromkeys(one.questionnaire.id for one in earlier))
    for name, questions in _declared(newer).items():
        if name not in asked:
            were = list_of([f'"{one}"' for one in asked])
            yield (
                f"{_questions(newer, questions)}: comparable_with names the questionnaire "
                f'"{name}", which this audience was not asked in an earlier wave. Asked was {were}.'
            )


def _declared(survey: Survey) -> dict[str, list[Question]]:
    """The questionnaires that `comparable_with` names, and the questions that name each."""
    named: dict[str, list[Question]] = {}
    for question in survey.questionnaire.questions:
        for each in question.comparable_with:
            named.setdefault(each.rpartition(".")[0], []).append(question)
    return named


def _not_compared(newer: Survey, older: Survey) -> Iterator[str]:
    """Why questions are not set beside those of an older questionnaire, reason by reason."""
    from poet.sections.comparable import earlier_question

    if older.questionnaire.id == newer.questionnaire.id:
        return
    declared = _declared(newer).get(older.questionnaire.id, [])
    if not declared:
        yield (
            f'No question of the questionnaire "{newer.questionnaire.id}" says in comparable_with '
            f'which one of "{older.questionnaire.id}" asks the same: nothing is compared with wave '
            f"{older.wave}."
        )
    reasons: dict[str, list[Question]] = {}
    for question in declared:
        _, why = earlier_question(question, newer.questionnaire, older)
        reasons.setdefault(why, []).append(question)
    for why, questions in reasons.items():
        if why:
            yield (
                f"{_questions(newer, questions)}: not compared with wave {older.wave}, as {why}. "
                "Correct comparable_with, or take it out."
            )


def _questions(survey: Survey, questions: Sequence[Question]) -> str:
    """Which questionnaire and questions a sentence is about."""
    more = len(questions) - MOST_NAMED
    keys = [f'"{question.key}"' for question in questions[:MOST_NAMED]]
    named = list_of([*keys, *([f"{more:,} more"] if more > 0 else [])])
    word = "question" if len(questions) == 1 else "questions"
    return f'Questionnaire "{survey.questionnaire.id}", {word} {named}'


def _linking(newer: Survey, older: Survey) -> Iterator[str]:
    """Keyed hashes that are missing in a wave, stand twice in it, or never stand in the other."""
    asked = [one for one in (older, newer) if one.questionnaire.admin(LINKED_ID)]
    for one in asked:
        yield from _hashes_of_nobody(one)
    if not asked:
        return
    hashes = [_hashes(one) for one in (older, newer)]
    if all(hashes) and not hashes[0] & hashes[1]:
        yield (
            f"No keyed hash of {newer.questionnaire.people} stands in the same council in waves "
            f"{older.wave} and {newer.wave}, so nobody is linked. Were both made with the same key?"
        )


def _hashes(survey: Survey) -> set[tuple[str, str]]:
    """Council and keyed hash of everybody who has one."""
    if LINKED_ID not in survey.by_person:
        return set()
    people = survey.by_person[["authority", LINKED_ID]].dropna()
    return set(people.itertuples(index=False, name=None))


def _hashes_of_nobody(survey: Survey) -> Iterator[str]:
    """Nobody has a hash in a wave, or some stand in several rows of one council."""
    who = survey.questionnaire.people
    if not _hashes(survey):
        yield (
            f"In wave {survey.wave}, no file of {who} has keyed hashes that can be read, so nobody "
            "can be linked. Make them with: poet link-ids."
        )
        return
    people = survey.by_person[["authority", LINKED_ID]].dropna()
    rows = int(people.duplicated(keep=False).sum())
    if rows:
        yield (
            f"In wave {survey.wave}, {rows:,} rows of {who} have a keyed hash that stands in "
            "another row of their council too. They are not linked."
        )
