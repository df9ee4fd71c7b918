"""Published tables as files: filters, councils, signs, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from poet import published_tables_file
from poet.errors import PoetError
from poet.peers import CouncilsOfStudy
from poet.published_tables_file import published_of_study, read_published
from poet.study import Authority

COUNCILS = (Authority("X001", "Fernhollow"), Authority("leeds", "Leeds"))
TABLE = """\
Code,Council,Question,Percent,People
E08000035,Leeds City Council,q1,67.2,"1,205"
E08000034,Kirklees,q1,31.9,490
E08000034,Kirklees,q2,12.5,485
E06000023,Bristol,q1,[c],
E06000001,Hartlepool,q1,[x],
E06000002,Middlesbrough,q1,..,
,18 CASSR Average,q1,60,
E92000001,England,q1,61,
"""
ENTRY = {
    "file": "table.csv",
    "title": "Satisfied with care",
    "source": "NHS England",
    "licence": "Open Government Licence v3.0",
    "year": 2021,
    "authority_column": "Council",
    "value_column": "percent",
    "unit": "percent",
    "where": {"question": "Q1"},
}


def read(folder: Path, text: str = TABLE, **changed: object):
    (folder / "table.csv").write_text(text, encoding="utf-8")
    return read_published(folder / "table.csv", {**ENTRY, **changed}, CouncilsOfStudy(COUNCILS))


def refused(folder: Path, text: str = TABLE, **changed: object) -> str:
    with pytest.raises(PoetError) as caught:
        read(folder, text, **changed)
    return str(caught.value)


def test_a_table_gives_a_figure_for_each_council_and_says_where_it_is_from(tmp_path: Path) -> None:
    table = read(tmp_path, base_column="People", beside="dignity")
    assert dict(table.values) == {"leeds": 0.672, "E08000034": 0.319}
    assert dict(table.bases) == {"leeds": 1205, "E08000034": 490}
    assert table.others("leeds") == (0.319,)
    assert table.others("X001") == (0.672, 0.319)
    told = (table.title, table.source, table.licence, table.year, table.unit, table.beside)
    assert told == (
        "Satisfied with care",
        "NHS England",
        "Open Government Licence v3.0",
        "2021",
        "percent",
        "dignity",
    )


def test_signs_averages_and_councils_that_are_not_there_are_told(tmp_path: Path) -> None:
    assert read(tmp_path).remarks == (
        'table.csv: 2 rows name no council and are left out: "18 CASSR Average", "England".',
        "table.csv: 3 councils have no figure: 1 suppressed ([c]), 1 not available ([x]), "
        "1 not available (..).",
        "table.csv: there is no row for Fernhollow.",
    )


def test_codes_name_the_same_councils_and_an_average_without_a_code_is_told(tmp_path: Path) -> None:
    table = read(tmp_path, authority_column="Code")
    assert dict(table.values) == dict(read(tmp_path).values)
    assert table.remarks[0] == (
        'table.csv: 2 rows name no council and are left out: row 8 (empty), "E92000001".'
    )


def test_shares_and_scores_stay_as_they_are(tmp_path: Path) -> None:
    text = "council,value\nLeeds,0.5\nKirklees,0.7\n"
    entry = {"authority_column": "council", "value_column": "value", "where": {}}
    assert list(read(tmp_path, text, unit="share", **entry).values.values()) == [0.5, 0.7]
    text = text.replace("0.", "7.")
    assert list(read(tmp_path, text, unit="score", **entry).values.values()) == [7.5, 7.7]


ENDED = """\
council,value
Bournemouth,10
Poole,20
Buckinghamshire County Council,30
Northamptonshire,40
Leeds,50
"""


def test_councils_that_ended_count_as_they_were_or_as_the_one_after_them(tmp_path: Path) -> None:
    councils = CouncilsOfStudy((Authority("bucks", "Buckinghamshire"),))
    (tmp_path / "table.csv").write_text(ENDED, encoding="utf-8")
    entry = {**ENTRY, "authority_column": "council", "value_column": "value", "where": {}}
    table = read_published(tmp_path / "table.csv", entry, councils)
    assert dict(table.values) == {
        "E06000028": 0.1,
        "E06000029": 0.2,
        "bucks": 0.3,
        "E10000021": 0.4,
        "E08000035": 0.5,
    }
    assert table.remarks == (
        'table.csv: row 4 is of "Buckinghamshire County Council", which ended; it is taken as the '
        "council of now.",
    )


SEVERAL = (
    'table.csv: "Kirklees" has 2 rows: 3, 4. A table has one figure for a council. '
    'Add where = { COLUMN = "TEXT" }, so that one row of each council is left.'
)
REFUSED = {
    "several rows": ({"where": {}}, SEVERAL),
    "no column": (
        {"value_column": "Value", "authority_column": "Name"},
        'table.csv: there is no column "Name", "Value". Its columns are: "Code", "Council", '
        '"Question", "Percent", "People". Write a heading as it stands in the file.',
    ),
    "no row": (
        {"where": {"question": "q9", "people": "3"}},
        'table.csv: no row has question = "q9" and people = "3". Write in where what stands in the '
        "cells of the column.",
    ),
    "another unit": (
        {"unit": "share"},
        'table.csv, row 2: 67.2 is no share. With unit = "share" every figure lies between 0 and 1.'
        " Correct the figure, or the unit.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_table_that_cannot_be_meant_is_refused(name: str, tmp_path: Path) -> None:
    changed, said = REFUSED[name]
    assert refused(tmp_path, **changed) == said


def test_several_rows_in_spite_of_a_filter_need_another(tmp_path: Path) -> None:
    twice = TABLE + "E08000034,Kirklees,q1,32,10\n"
    assert refused(tmp_path, twice) == SEVERAL.replace("3, 4", "3, 10").replace("Add", "Add to")


def test_beside_must_be_asked_and_all_mistakes_are_told(tmp_path: Path, untested) -> None:
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    entries = [{**ENTRY, "beside": "dignty"}, {**ENTRY, "where": {}}]
    with pytest.raises(PoetError) as caught:
        published_of_study(tmp_path, {"published": entries}, COUNCILS, {"dignity"})
    beside = (
        'study.toml, [[published]] number 1: beside "dignty" is no question and no topic of this '
        "study. Write the key of the question that asks for the same, or leave beside out."
    )
    assert str(caught.value).splitlines() == [beside, SEVERAL]
    told = [beside, *(said for _, said in REFUSED.values())]
    assert not untested(published_tables_file, told)
    made = published_of_study(
        tmp_path, {"published": [{**ENTRY, "beside": "dignity"}]}, COUNCILS, {"dignity"}
    )
    assert [table.beside for table in made] == ["dignity"]


def test_rows_with_a_wrong_number_of_cells_are_told_and_left_out(tmp_path: Path) -> None:
    table = read(tmp_path, TABLE + "E06000003,Redcar,q1,50\n", base_column="People")
    told = "table.csv: 1 row has a wrong number of cells and is left out: row 10."
    assert told in table.remarks


def test_a_figure_rests_on_more_people_than_none(tmp_path: Path) -> None:
    table = read(tmp_path, TABLE.replace("31.9,490", "31.9,-490"), base_column="People")
    assert dict(table.bases) == {"leeds": 1205}
