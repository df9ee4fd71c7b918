"""About this report: the account as coarse as every other count, rules, questionnaires."""

from __future__ import annotations

import dataclasses

import pytest

from poet import __version__
from poet.disclosure import PROFILES
from poet.responses import Account
from poet.sections.about import view


def with_account(report, *accounts: Account):
    """The report on a study whose files had these accounts."""
    responses = tuple(
        dataclasses.replace(report.study.responses[0], account=account) for account in accounts
    )
    return dataclasses.replace(report, study=dataclasses.replace(report.study, responses=responses))


@pytest.fixture
def told(reports):
    report = reports[0]
    return with_account(
        report,
        Account(183, 170, {"blank row": 3, "no usable answer": 10}),
        Account(52, 48, {"blank row": 4}),
    )


def test_rows_are_added_up_and_rounded(told) -> None:
    shown = view(told)
    assert shown["rows_read"] == "about 235"
    assert shown["rows_used"] == "about 220"
    assert shown["set_aside"] == ["blank row: fewer than 8", "no usable answer: about 10"]


def test_an_internal_report_tells_them_exactly(told) -> None:
    shown = view(dataclasses.replace(told, profile=PROFILES["internal"]))
    assert shown["rows_read"] == "235"
    assert shown["set_aside"] == ["blank row: 7", "no usable answer: 10"]


def test_it_tells_the_rules_the_questionnaires_and_the_version(reports) -> None:
    shown = view(reports[0])
    assert shown["small_numbers"] == PROFILES["local"].words
    assert shown["questionnaires"] == [
        f"{survey.questionnaire.title}, version {survey.questionnaire.version}"
        for survey in reports[0].surveys
    ]
    assert shown["version"] == __version__
    assert shown["made_up"] is True
    assert shown["several_councils"] is True
    assert shown["contact"] == "The evaluation team (made up), evaluation@example.org"


def test_rows_in_use_that_are_not_plain_answers_are_told(reports) -> None:
    report = with_account(
        reports[0],
        Account(90, 90, {}, {"not finished": 31, "same answers as an earlier row": 2}),
        Account(50, 50, {}, {"not finished": 10}),
    )
    assert view(report)["of_those_used"] == [
        "about 40 not finished",
        "fewer than 8 with the same answers as an earlier row",
    ]
