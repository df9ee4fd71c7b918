"""`study.toml` and its files become a Study."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from poet.study import Authority, Wave
from poet.study_file import load_study

Change = Callable[[Path, str, str], None]


def write_study(folder: Path, top: str, *responses: str) -> None:
    tables = "".join(f"[[responses]]\n{entry}\n" for entry in responses)
    (folder / "study.toml").write_text(f'title = "Ours"\n{top}\n{tables}', encoding="utf-8")


def write_answers(folder: Path, name: str, *lives: str, council: str = "") -> None:
    rows = [f"{council},{life},Man,60" for life in lives]
    text = "\n".join(["Council,your_life,group,years", *rows])
    (folder / name).write_text(f"{text}\n", encoding="utf-8")


def test_a_study_of_one_council(small: Path) -> None:
    study = load_study(small)
    assert (study.title, study.contact) == ("Carers in Fernhollow", "The evaluation team")
    assert (study.profile, study.made_up, study.language) == ("local", False, "en")
    assert study.authorities == (Authority("fernhollow", "Fernhollow"),)
    assert study.waves == (Wave("", ""),)
    assert study.people_used == 3
    assert study.released_comments is None
    assert study.inputs == (small / "study.toml", small / "carers.csv")
    (responses,) = study.responses
    assert responses.by_person["authority"].tolist() == ["fernhollow"] * 3
    assert responses.by_person["your_life"].tolist() == ["better", "worse", "same"]


def test_settings_that_may_be_left_out(small: Path) -> None:
    write_study(small, 'authority = "Fernhollow"', 'file = "carers.csv"\nquestionnaire = "mine"')
    study = load_study(small)
    assert (study.profile, study.made_up, study.contact) == ("local", False, "")


def test_the_folder_of_questionnaires_may_have_another_name(small: Path, changed: Change) -> None:
    (small / "questionnaires").rename(small / "ours")
    changed(small / "study.toml", "contact =", 'questionnaires = "ours"\ncontact =')
    assert load_study(small).responses[0].questionnaire.id == "mine"


def test_councils_that_the_files_name(small: Path) -> None:
    write_answers(small, "a.csv", "Better", "Worse", council="Ottermere")
    write_answers(small, "b.csv", "Better", council="Alderfen Town")
    write_study(
        small,
        'authority_column = "Council"',
        'file = "a.csv"\nquestionnaire = "mine"',
        'file = "b.csv"\nquestionnaire = "mine"',
    )
    assert load_study(small).authorities == (
        Authority("alderfen-town", "Alderfen Town"),
        Authority("ottermere", "Ottermere"),
    )


def test_a_file_of_each_council(small: Path) -> None:
    write_answers(small, "a.csv", "Better", "Worse")
    write_answers(small, "b.csv", "Better")
    write_study(
        small,
        "",
        'file = "a.csv"\nquestionnaire = "mine"\nauthority = "Ottermere"\n'
        'ignore_columns = ["Council"]',
        'file = "b.csv"\nquestionnaire = "mine"\nauthority = "Alderfen Town"',
    )
    study = load_study(small)
    assert study.authorities == (
        Authority("alderfen-town", "Alderfen Town"),
        Authority("ottermere", "Ottermere"),
    )
    assert study.surveys[0].by_person["authority"].value_counts().to_dict() == {
        "ottermere": 2,
        "alderfen-town": 1,
    }


@pytest.mark.parametrize("said", ["F1", "f1", "Fernhollow", "fernhollow  COUNCIL"])
def test_a_listed_council_is_named_by_its_code_or_a_name(small: Path, said: str) -> None:
    write_answers(small, "a.csv", "Better")
    listed = '[[authorities]]\ncode = "F1"\nname = "Fernhollow"\n'
    write_study(
        small,
        f'{listed}other_names = ["Fernhollow Council"]',
        f'file = "a.csv"\nquestionnaire = "mine"\nauthority = "{said}"',
    )
    study = load_study(small)
    assert study.authorities == (Authority("F1", "Fernhollow", ("Fernhollow Council",)),)
    assert study.surveys[0].by_person["authority"].tolist() == ["F1"]


def test_the_council_at_the_top_may_be_said_again(small: Path, changed: Change) -> None:
    changed(small / "study.toml", 'file = "carers', 'authority = "FERNHOLLOW"\nfile = "carers')
    study = load_study(small)
    assert set(study.surveys[0].by_person["authority"]) == {"fernhollow"}
    assert study.name_of == {"fernhollow": "Fernhollow"}


def test_a_column_of_one_file(small: Path, changed: Change) -> None:
    write_answers(small, "carers.csv", "Better", "Worse", council="Fernhollow")
    changed(small / "study.toml", 'file = "carers', 'authority_column = "Council"\nfile = "carers')
    assert load_study(small).surveys[0].by_person["authority"].tolist() == ["fernhollow"] * 2


def test_waves_stand_in_the_order_they_are_met(small: Path) -> None:
    write_answers(small, "a.csv", "Better")
    write_answers(small, "b.csv", "Worse")
    write_study(
        small,
        'authority = "Fernhollow"',
        'file = "a.csv"\nquestionnaire = "mine"\nwave = "spring"',
        'file = "b.csv"\nquestionnaire = "mine"\nwave = 2026',
    )
    study = load_study(small)
    assert study.waves == (Wave("spring", "spring"), Wave("2026", "2026"))
    assert [responses.wave for responses in study.responses] == ["spring", "2026"]


def test_a_file_without_a_wave_is_of_the_last_one(small: Path, changed: Change) -> None:
    waves = '[[waves]]\nid = 2025\nname = "Before"\n[[waves]]\nid = 2026\n'
    changed(small / "study.toml", "[disclosure]", f"{waves}[disclosure]")
    study = load_study(small)
    assert study.waves == (Wave("2025", "Before"), Wave("2026", "2026"))
    assert study.responses[0].wave == study.latest_wave.id == "2026"
    assert len(study.surveys_of("2026")) == 1


def test_a_sheet_and_columns_are_passed_on(small: Path, changed: Change) -> None:
    changed(
        small / "study.toml",
        'file = "carers.csv"',
        'file = "carers.csv"\nsheet = "First"\nignore_columns = ["words"]\nnot_asked = ["years"]',
    )
    answers = small / "carers.csv"
    answers.write_text("your_life,group,words\nBetter,Man,something\n", encoding="utf-8")
    study = load_study(small)
    assert study.responses[0].problems.empty
    assert study.responses[0].notes[0] == (
        'carers.csv is a text file and has no sheets: "First" is not used.'
    )
    assert study.responses[0].by_person["words"].isna().all()


def test_the_made_up_study(made_up: Path) -> None:
    study = load_study(made_up)
    assert study.made_up
    assert [r.questionnaire.id for r in study.responses] == [
        "budget_holder",
        "carer",
        "practitioner",
    ]
    assert study.released_comments is not None
    assert made_up / "released_comments.csv" in study.inputs


def test_a_questionnaire_that_nobody_names_may_have_mistakes(small: Path) -> None:
    (small / "questionnaires" / "unused.toml").write_text("id = 3", encoding="utf-8")
    people = (small / "carers.csv").read_text(encoding="utf-8").splitlines()
    headings = people[0] + "".join(f",Colour {number}" for number in range(6))
    rows = [f"{row},,,,,," for row in people[1:]]
    (small / "carers.csv").write_text("\n".join([headings, *rows]), encoding="utf-8")
    assert load_study(small).people_used == 3
