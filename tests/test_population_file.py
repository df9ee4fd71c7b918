"""The population file: what it says, and a sentence for whatever cannot be used of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from population_studies import small_study, write_study

import poet
from poet.checking import check_study
from poet.errors import PoetError
from poet.population import GROUP

# Ten people of the north, five of each age; four of the south.
NORTH = ["N1,better,1,1,young,body"] * 5 + ["N1,worse,2,2,old,mind"] * 5
SOUTH = ["S1,better,1,1,young,body", "S1,worse,2,2,old,mind"] * 2
HOLDERS = "budget_holder"
COMPLETE = [
    *[f"N1,{HOLDERS},age,young,60", f"N1,{HOLDERS},age,old,40"],
    *[f"S1,{HOLDERS},age,young,30", f"S1,{HOLDERS},age,old,20"],
]
NO_NUMBER = "the population file has no number that can be used for one of its groups"


@pytest.fixture
def read(tmp_path: Path) -> Callable:
    """The population of a study with these rows below the headings."""

    def reading(*rows: str, **more: object):
        return small_study(tmp_path / "study", [*NORTH, *SOUTH], rows, **more).population

    return reading


def told(population) -> list[str]:
    return population.problems["sentence"].tolist()


def test_a_group_is_a_row_with_its_numbers(read) -> None:
    population = read(
        *[f"N1,{HOLDERS},,everyone,,100,90", f"N1,{HOLDERS},,age,young,60,"],
        *["Northtown,Budget holder,,What is your age?,65 or over,40,38", *COMPLETE_SOUTH],
        headings="Authority,audience,Wave,question,answer,people,asked",
    )
    assert population.groups.columns.tolist() == [*GROUP, "people", "asked", "note"]
    rows = population.groups.astype(object).where(population.groups.notna(), None)
    assert rows.to_numpy().tolist()[:3] == [
        ["N1", HOLDERS, "", "everyone", "", 100.0, 90.0, ""],
        ["N1", HOLDERS, "", "age", "young", 60.0, None, ""],
        ["N1", HOLDERS, "", "age", "old", 40.0, 38.0, ""],
    ]
    assert told(population) == []


COMPLETE_SOUTH = [f"S1,{HOLDERS},,age,young,30,", f"S1,{HOLDERS},,age,old,20,"]


def test_a_study_without_the_file_has_no_population(tmp_path) -> None:
    folder = write_study(tmp_path / "study", NORTH, COMPLETE)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    (folder / "study.toml").write_text(text.replace('population = "population.csv"', ""), "utf-8")
    assert poet.load_study(folder).population is None


def test_the_file_is_one_of_the_inputs_of_the_study(tmp_path) -> None:
    study = small_study(tmp_path / "study", NORTH, COMPLETE)
    assert study.folder / "population.csv" in study.inputs


def test_a_workbook_does_as_well(tmp_path) -> None:
    folder = write_study(tmp_path / "study", [*NORTH, *SOUTH], COMPLETE)
    rows = pd.read_csv(folder / "population.csv", dtype=str)
    rows.to_excel(folder / "population.xlsx", index=False, engine="openpyxl")
    text = (folder / "study.toml").read_text(encoding="utf-8")
    changed = text.replace("population.csv", "population.xlsx")
    (folder / "study.toml").write_text(changed, encoding="utf-8")
    groups = poet.load_study(folder).population.groups
    assert groups["people"].tolist() == [60, 40, 30, 20]


def test_a_study_of_one_council_need_not_name_it(tmp_path) -> None:
    population = small_study(
        tmp_path / "study",
        NORTH,
        [f"{HOLDERS},age,young,60", f"{HOLDERS},age,old,40"],
        names={"N1": "Northtown"},
        headings="audience,question,answer,people",
    ).population
    assert population.groups["authority"].tolist() == ["N1", "N1"]
    assert told(population) == []


def test_a_column_that_is_missing_is_a_mistake_of_the_whole_file(read) -> None:
    with pytest.raises(PoetError) as raised:
        read(f"{HOLDERS},age,60", headings="audience,question,people")
    assert str(raised.value) == (
        "population.csv: the columns answer, authority are missing. A population file has the "
        "columns authority, audience, question, answer and people, and may have wave and asked. "
        "Add them in the first row."
    )


def test_a_file_that_is_not_there_is_said(tmp_path) -> None:
    folder = write_study(tmp_path / "study", NORTH, COMPLETE)
    (folder / "population.csv").unlink()
    with pytest.raises(PoetError) as raised:
        poet.load_study(folder)
    assert str(raised.value) == (
        'study.toml: "population.csv" is not in the folder of the study. '
        "Put it there, or correct its name."
    )


def test_a_file_outside_the_folder_is_refused(tmp_path) -> None:
    folder = write_study(tmp_path / "study", NORTH, COMPLETE)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    changed = text.replace("population.csv", "../population.csv")
    (folder / "study.toml").write_text(changed, encoding="utf-8")
    with pytest.raises(PoetError, match="lies outside the folder of the study"):
        poet.load_study(folder)


# A row, the column it is told in, and the sentence.
ROWS = [
    (
        f"Nothtown,{HOLDERS},age,young,60",
        "A",
        '"Nothtown" is not one of the authorities, so the row is set aside.',
    ),
    (f",{HOLDERS},age,young,60", "A", "The authority is missing in this row."),
    (
        "N1,nurse,age,young,60",
        "B",
        '"nurse" is no audience of this study. Known are: budget_holder.',
    ),
    ("N1,,age,young,60", "B", "The audience is missing in this row."),
    (
        f"N1,{HOLDERS},agge,young,60",
        "C",
        '"agge" is no background question with one answer to choose. Known are: everyone, '
        "stratum, age, need.",
    ),
    (f"N1,{HOLDERS},,young,60", "C", "The question is missing in this row."),
    (f"N1,{HOLDERS},life,better,60", "C", '"life" is no background question'),
    (f"N1,{HOLDERS},need,bodyy,60", "D", '"bodyy" is not one of the answers.'),
    (
        f"N1,{HOLDERS},age,Prefer not to say,60",
        "D",
        '"Prefer not to say" is no group of the population, so the row is not used.',
    ),
    (
        f"N1,{HOLDERS},need,,60",
        "D",
        "It is not said which answer to need these people would give.",
    ),
    (f"N1,{HOLDERS},need,body,-6", "E", '"-6" is below 0, which no number of people can be.'),
    (f"N1,{HOLDERS},need,body,6.5", "E", '"6.5" is no whole number of people.'),
    (
        f"N1,{HOLDERS},need,body,ten",
        "E",
        '"ten" is not a number of people: write figures alone.',
    ),
    (
        f"N1,{HOLDERS},need,body,about 6",
        "E",
        '"about 6" is not a number of people: write figures alone.',
    ),
    (
        f"N1,{HOLDERS},need,body,",
        "E",
        "It is not said how many people there are in this group.",
    ),
    *[
        (
            f"N1,{HOLDERS},need,body,{marker}",
            "E",
            f'"{marker}" stands in the place of a number that was not published.',
        )
        for marker in ("[c]", "[x]", "..", "*", "-", "n/a", "NA", "c", "low")
    ],
]


@pytest.mark.parametrize(("row", "column", "sentence"), ROWS)
def test_a_cell_that_cannot_be_used_is_told_and_stops_nothing_else(
    read, row: str, column: str, sentence: str
) -> None:
    population = read(*COMPLETE, row)
    problem = population.problems[population.problems["row"].eq(6)].iloc[0]
    assert problem["sentence"].startswith(sentence)
    assert (problem["file"], problem["column"]) == ("population.csv", column)
    age = population.groups[population.groups["question"].eq("age")]
    assert age["people"].tolist() == [60, 40, 30, 20]
    assert age["note"].eq("").all()


def test_a_group_without_a_number_spoils_its_question_in_that_council_only(read) -> None:
    groups = read(*COMPLETE[1:], f"N1,{HOLDERS},age,young,[c]").groups
    notes = groups.groupby("authority")["note"].unique().map(list).to_dict()
    assert notes == {"N1": [NO_NUMBER], "S1": [""]}
    assert groups["people"].isna().sum() == 1


def test_a_group_that_stands_twice_is_not_used(read) -> None:
    population = read(*COMPLETE, COMPLETE[0])
    assert (
        told(population)
        == ["The same group stands in the rows 2 and 6, so none of them is used."] * 2
    )
    groups = population.groups
    assert len(groups) == 4
    assert groups.loc[groups["authority"].eq("N1"), "note"].unique().tolist() == [
        "the population file has one of its groups twice"
    ]


def test_more_asked_than_there_are_is_told(read) -> None:
    population = read(
        *[f"{row}," for row in COMPLETE[1:]],
        f"N1,{HOLDERS},age,young,60,61",
        headings="authority,audience,question,answer,people,asked",
    )
    assert told(population) == [
        "61 people were asked, and there are 60 in this group: how many were asked is not used."
    ]
    assert population.groups["asked"].isna().all()
    assert population.groups["note"].eq("").all()


def test_a_wave_that_the_study_does_not_have_is_told(read) -> None:
    rows = [row.replace(HOLDERS, f"{HOLDERS},2020") for row in COMPLETE]
    population = read(*rows, headings="authority,audience,wave,question,answer,people")
    assert (
        told(population)
        == ['"2020" is no wave of this study. It has one only: leave this empty.'] * 4
    )
    assert population.groups.empty


def test_a_row_with_too_few_cells_is_told(read) -> None:
    population = read(*COMPLETE, f"N1,{HOLDERS},need")
    assert len(population.problems) == 1
    assert population.problems["row"].tolist() == [6]
    assert len(population.groups) == 4


def test_the_check_of_a_study_lists_what_is_wrong_with_the_file(tmp_path) -> None:
    study = small_study(
        tmp_path / "study", [*NORTH, *SOUTH], [*COMPLETE, f"N1,{HOLDERS},need,body,-6"]
    )
    lines = list(check_study(study).lines())
    assert lines[-1] == (
        'population.csv, row 6, column E "people": "-6" is below 0, which no number of people '
        "can be."
    )
