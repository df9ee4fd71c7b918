from __future__ import annotations

import pytest

from poet import definition
from poet.made_up.ordered_answers import is_ordered
from poet.made_up.plan import Plan, load_plan
from poet.questionnaire import Questionnaire
from poet.wording import forbidden_in, longest_sentence

AUDIENCES = ("budget_holder", "carer", "practitioner")


@pytest.fixture(params=AUDIENCES)
def audience(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def plan(audience: str) -> Plan:
    return load_plan(audience)


@pytest.fixture
def questionnaire(audience: str) -> Questionnaire:
    return definition.load(audience)


def codes(questionnaire: Questionnaire, key: str, *, counting: bool) -> list[str]:
    answers = questionnaire.question(key).scale.answers
    return [answer.code for answer in answers if answer.counts is counting]


def texts(plan: Plan) -> list[str]:
    return [text for comments in plan.comments.values() for text in comments["texts"]]


@pytest.mark.parametrize("role", ["outcome", "process", "involvement"])
def test_every_ordered_question_has_a_share_for_each_answer(
    plan: Plan, questionnaire: Questionnaire, role: str
) -> None:
    asked = [q for q in questionnaire.with_role(role) if is_ordered(q)]
    assert list(plan.shares[role]) == [question.key for question in asked]
    for question in asked:
        shares = plan.shares[role][question.key]
        assert len(shares) == len(question.scale.on_scale), question.key
        assert sum(shares) == 100, question.key
        assert min(shares) >= 1, question.key


def test_every_other_question_is_planned(plan: Plan, questionnaire: Questionnaire) -> None:
    background = questionnaire.with_role("background")
    assert set(plan.groups) == {q.key for q in background if q.kind == "single"}
    assert set(plan.amounts) == {q.key for q in background if q.kind == "number"}
    several = {q.key for q in questionnaire.questions if q.kind == "multiple"}
    assert set(plan.ticks) == set(plan.ticks_otherwise) == several
    assert list(plan.comments) == [q.key for q in questionnaire.with_role("comment")]


def test_groups_and_ticks_are_answers_that_count(plan: Plan, questionnaire: Questionnaire) -> None:
    for table in (plan.groups, plan.groups_65_or_over, plan.ticks, plan.background):
        for key, named in table.items():
            assert set(named) <= set(codes(questionnaire, key, counting=True)), key
    for key, code in plan.ticks_otherwise.items():
        assert code in codes(questionnaire, key, counting=True)
        assert code not in plan.ticks[key]


@pytest.mark.parametrize("table", ["groups", "groups_65_or_over"])
def test_the_shares_of_groups_add_up(plan: Plan, table: str) -> None:
    for key, percent in getattr(plan, table).items():
        assert sum(percent.values()) == pytest.approx(100), key


def test_what_is_not_on_the_scale_is_no_answer(plan: Plan, questionnaire: Questionnaire) -> None:
    for key, named in plan.not_on_scale.items():
        assert set(named) <= set(codes(questionnaire, key, counting=False)), key


def test_links_are_of_outcome_questions(plan: Plan, questionnaire: Questionnaire) -> None:
    outcomes = [question.key for question in questionnaire.with_role("outcome")]
    for role in ("process", "involvement"):
        links = plan.log_odds.get(role, {})
        assert list(links) in (outcomes, [])
        assert (not links) is (questionnaire.audience == "practitioner")


def test_the_background_of_outcomes_is_what_models_allow_for(
    plan: Plan, questionnaire: Questionnaire
) -> None:
    assert all(questionnaire.question(key).adjust for key in plan.background)
    assert all(abs(v) <= 0.2 for named in plan.background.values() for v in named.values())


def test_without_links_only_the_background_stays(plan: Plan) -> None:
    bare = plan.without_links()
    assert bare.link("process", "quality_of_life") == 0.0
    assert bare.link("involvement", "quality_of_life") == 0.0
    assert bare.background == plan.background
    assert bare.shares == plan.shares


def test_a_link_is_read_from_the_plan() -> None:
    plan = load_plan("budget_holder")
    assert plan.link("process", "dignity") == 0.55
    assert plan.link("involvement", "dignity") == 0.35
    assert plan.link("process", "paid_job") == 0.0


def test_comments_are_plain(plan: Plan) -> None:
    for text in texts(plan):
        assert forbidden_in(text) == []
        assert longest_sentence(text) <= 20, text
        assert len(text) <= 120, text
        assert text.isascii()
        assert not any(character.isdigit() for character in text), text


def test_there_are_many_comments_and_none_twice() -> None:
    pool = [text for audience in AUDIENCES for text in texts(load_plan(audience))]
    assert len(pool) == len(set(pool)) >= 24
