"""Mistakes in the authorities of a study.toml that the register of authorities finds."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from poet import study_rules_authorities
from poet.register import councils
from poet.study_rules_authorities import authority_mistakes

CATALOGUE = Path(__file__).parent / "mistakes" / "study.toml"


def told(*listed: dict[str, object], of_file: str = "") -> list[str]:
    responses = [{"file": "a.csv", "authority": of_file}]
    return [str(mistake) for mistake in authority_mistakes({}, responses, list(listed))]


def test_every_message_of_the_rules_is_in_the_catalogue(untested: Callable) -> None:
    mistakes = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["mistake"]
    sentences = [sentence for mistake in mistakes for sentence in mistake["told"]]
    assert untested(study_rules_authorities, sentences) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"name": "Bristol"}, {"name": "Bristol City Council"}),
        ({"code": "B", "name": "Bristol"}, {"code": "E06000023", "name": "Our city"}),
        ({"code": "1", "name": "Ours", "other_names": ["Hull"]}, {"name": "Hull City Council"}),
        ({"name": "Poole"}, {"code": "E06000029", "name": "Our Poole"}),
        ({"code": "E08000020", "name": "A"}, {"code": "E08000037", "name": "B"}),
    ],
)
def test_one_council_listed_in_two_ways(first: dict, second: dict) -> None:
    (sentence,) = told(first, second)
    start = f'study.toml: "{first["name"]}" and "{second["name"]}" are the same authority: '
    assert sentence.startswith(start)
    assert sentence.endswith("). Keep one of them, with the other name in its other_names.")


def test_a_council_without_a_name_is_called_by_its_code() -> None:
    assert told({"code": "E06000023"}, {"name": "Bristol"}) == [
        'study.toml: "E06000023" and "Bristol" are the same authority: City of Bristol '
        "(E06000023). Keep one of them, with the other name in its other_names."
    ]


def test_the_same_name_twice_is_one_mistake() -> None:
    assert told({"name": "Bristol"}, {"name": "bristol"}) == [
        'study.toml: "bristol" is a code or name of 2 [[authorities]]. '
        "Give each its own code and names."
    ]


@pytest.mark.parametrize(
    ("code", "name", "council"),
    [
        ("E08000035", "Bradford", "Leeds (E08000035)"),
        ("E06000028", "Bristol", "Bournemouth (E06000028)"),
        ("E07000177", "Oxford", "Cherwell (E07000177)"),
        ("E10000021", "Leeds", "Northamptonshire (E10000021)"),
    ],
)
def test_the_code_of_another_council(code: str, name: str, council: str) -> None:
    assert told({"code": code, "name": name}) == [
        f'study.toml: "{name}" has the code {code}, which is that of another authority: {council}. '
        "Correct the code or the name."
    ]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E06000023", "Bristol City Council"),
        ("E06000023", "Our city"),
        ("leeds", "Bradford"),
        ("E08000020", "Gateshead"),
        ("E06000028", "Bournemouth, Christchurch and Poole"),
        ("E06000058", "Poole"),
        ("E10000025", "Oxford"),
        ("E07000178", "Oxfordshire"),
        ("E10000021", "North Northamptonshire"),
        ("E06000061", "Northamptonshire"),
        ("E08000021", "Newcastle"),
        ("E47000007", "Birmingham"),
    ],
)
def test_a_code_that_fits_the_name_or_is_of_ones_own(code: str, name: str) -> None:
    assert told({"code": code, "name": name}) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bournemouth", "Bournemouth, Christchurch and Poole"),
        ("Bournemouth", "Poole"),
        ("Oxford", "Oxfordshire"),
        ("Newcastle", "Newcastle upon Tyne"),
        ("Leeds North", "Leeds South"),
    ],
)
def test_two_that_are_not_one(first: str, second: str) -> None:
    assert told({"name": first}, {"name": second}) == []


def test_every_council_of_now_may_be_listed_with_its_code_and_either_name() -> None:
    current = [council for council in councils() if not council.ended]
    assert told(*({"code": c.code, "name": c.name} for c in current)) == []
    assert told(*({"code": c.code, "name": c.official_name} for c in current)) == []


@pytest.mark.parametrize("said", ["E06000023", "Bristol City Council", "B", "BRISTOL"])
def test_a_file_may_name_a_listed_council_as_the_register_knows_it(said: str) -> None:
    assert told({"code": "B", "name": "Bristol"}, of_file=said) == []
