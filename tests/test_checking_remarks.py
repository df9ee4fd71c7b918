"""What is odd about a study as a whole: told in a sentence, and nothing is stopped by it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

import poet
from poet.checking_remarks import alike_names, remarks_on
from poet.study import Authority, Study, Wave


def named(*names: str, region: str = "") -> list[Authority]:
    return [Authority(f"c{n}", name, region=region) for n, name in enumerate(names)]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Two waves, three councils, three audiences each."""
    folder = tmp_path_factory.mktemp("remarks") / "study"
    poet.example(folder, authorities=3, people=20, waves=2)
    return poet.load_study(folder)


@pytest.fixture
def without(study: Study) -> Callable[..., Study]:
    """The study without the people of some surveys: a function of survey and council says whose."""

    def cut(gone: Callable) -> Study:
        responses = [
            dataclasses.replace(
                one, by_person=one.by_person[[not gone(one, c) for c in one.by_person["authority"]]]
            )
            for one in study.responses
        ]
        return dataclasses.replace(study, responses=tuple(responses))

    return cut


def test_a_whole_study_has_nothing_odd(study: Study) -> None:
    assert list(remarks_on(study)) == []


def test_spellings_of_one_name_are_told_together() -> None:
    councils = named("Fernhollow", "Ottermere", "FERNHOLLOW Council", "Fern-hollow", "Fernholow")
    assert list(alike_names(councils)) == [
        '"Fernhollow", "FERNHOLLOW Council", "Fern-hollow" and "Fernholow" look like one council, '
        "but are counted as 4. If they are one, list it in [[authorities]] with other_names."
    ]


def test_councils_of_the_register_are_known_apart() -> None:
    assert list(alike_names(named("Suffolk Council", "Suffolk", region="East of England"))) == []


@pytest.mark.parametrize("names", [("Alderfen", "Alderfold"), ("North Tyne", "South Tyne")])
def test_names_that_differ_in_more_than_a_letter_are_two(names) -> None:
    assert list(alike_names(named(*names))) == []


def test_a_council_in_one_file_only(without) -> None:
    cut = without(
        lambda one, code: code == "X003" and (one.wave, one.questionnaire.id) != ("2026", "carer")
    )
    assert list(remarks_on(cut)) == [
        "In 2026, no answers of people who hold a personal budget come from Ottermere.",
        "In 2026, no answers of practitioners come from Ottermere.",
    ]


def test_a_wave_without_one_audience(without) -> None:
    cut = without(lambda one, _: (one.wave, one.questionnaire.id) == ("2025", "carer"))
    assert list(remarks_on(cut)) == [
        "In 2025, no family carers answered: no change of theirs can be told."
    ]


def test_of_many_councils_five_are_named_and_the_others_counted(without, study) -> None:
    more = tuple(Authority(f"Y{n}", f"Tansy{'abcdefgh'[n] * 6}") for n in range(8))
    responses = []
    for one in study.responses:
        by_person = one.by_person.copy()
        if (one.wave, one.questionnaire.id) == ("2026", "carer"):
            by_person["authority"] = [
                more[n].code if n < 8 else code for n, code in enumerate(by_person["authority"])
            ]
        responses.append(dataclasses.replace(one, by_person=by_person))
    many = dataclasses.replace(
        study, responses=tuple(responses), authorities=(*study.authorities, *more)
    )
    first = next(iter(remarks_on(many)))
    assert first == (
        "In 2026, no answers of people who hold a personal budget come from Tansyaaaaaa, "
        "Tansybbbbbb, Tansycccccc, Tansydddddd, Tansyeeeeee and 3 more."
    )


def test_without_waves_the_sentence_names_the_files(without, study) -> None:
    cut = without(lambda one, code: one.wave == "2025" or code == "X001")
    one_wave = [
        dataclasses.replace(one, wave="")
        for one in without(lambda *_: False).responses
        if one.wave == "2026"
    ]
    carers = [one for one in one_wave if one.questionnaire.id == "carer"]
    others = [one for one in one_wave if one.questionnaire.id != "carer"]
    gone = [
        dataclasses.replace(one, by_person=one.by_person[one.by_person["authority"].ne("X001")])
        for one in carers
    ]
    plain = dataclasses.replace(cut, waves=(Wave("", ""),), responses=(*others, *gone))
    assert list(remarks_on(plain)) == [
        "In the files, no answers of family carers come from Alderfen."
    ]


def test_check_tells_what_is_odd(small, changed, monkeypatch, capsys) -> None:
    from poet.cli import _run

    answers = "council,form,your_life\nFernhollow,F1,Better\nFern-Hollow,F2,Worse\n"
    (small / "carers.csv").write_text(answers, encoding="utf-8")
    changed(small / "study.toml", 'authority = "Fernhollow"', 'authority_column = "council"')
    monkeypatch.setattr("sys.argv", ["poet", "check", str(small)])
    _run()
    said = capsys.readouterr().err
    assert '"Fern-Hollow" and "Fernhollow" look like one council, but are counted as 2.' in said


def test_remarks_are_in_the_json(without) -> None:
    from poet.checking import check_study

    cut = without(lambda one, _: (one.wave, one.questionnaire.id) == ("2025", "carer"))
    checked = check_study(cut)
    assert checked.as_json()["remarks"] == list(checked.remarks)
    assert checked.remarks == (*cut.remarks, *remarks_on(cut))
    assert checked.clean
