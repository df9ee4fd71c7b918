"""Peer groups: which councils stand next to which, and what is said of names that do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from poet import peers_nearest
from poet.errors import PoetError
from poet.peers import CouncilsOfStudy, PeerGroup, peers_of_study
from poet.study import Authority

COUNCILS = (
    Authority("X001", "Fernhollow"),
    Authority("X002", "Ottermere"),
    Authority("X003", "Kirklees", region="Yorkshire and The Humber"),
    Authority("X004", "Leeds", region="Yorkshire and The Humber"),
    Authority("X005", "Quillwold"),
)


def peers(folder: Path = Path(), **table: object):
    return peers_of_study(folder, table, COUNCILS)


def one_only(where: str) -> str:
    return (
        f"study.toml: there is one other council only {where}, and a comparison takes two or "
        "more, so that none stands alone: none is made."
    )


def test_a_study_without_peers_has_none() -> None:
    assert peers() == peers_of_study(Path(), {"peers": [], "peers_by": {}}, COUNCILS)
    assert peers().groups == peers().remarks == ()


def test_peers_are_named_by_code_or_name_and_the_register_evens_names_out() -> None:
    found = peers(
        peers=[
            {"authority": "fernhollow", "councils": ["X002", "KIRKLEES Council", "E08000035"]},
            {"authority": "X002", "councils": ["Fernhollow"]},
        ]
    )
    assert found.remarks == (one_only("among the peers of Ottermere"),)
    assert found.groups == (
        PeerGroup("X001", "peers", ("X002", "X003", "X004")),
        PeerGroup("X002", "peers", ("X001",)),
    )
    assert found.of("X002") == (PeerGroup("X002", "peers", ("X001",)),)


def test_what_is_named_and_does_not_fit_is_told_and_stops_nothing() -> None:
    found = peers(
        peers=[
            {"authority": "Nowhere", "councils": ["X002"]},
            {
                "authority": "Fernhollow",
                "councils": ["Elsewhere", "X001", "Kirklees", "X003", "Ottermere"],
            },
        ]
    )
    assert found.groups == (PeerGroup("X001", "peers", ("X003", "X002")),)
    assert found.remarks == (
        'study.toml, [[peers]] number 1: "Nowhere" is not in this study, so it has no peers here.',
        'study.toml, [[peers]] number 2: "Elsewhere" is not in this study, '
        "so it is not next to Fernhollow.",
        'study.toml, [[peers]] number 2: "X001" is Fernhollow itself, '
        "so it is not one of its own peers.",
        'study.toml, [[peers]] number 2: "Kirklees" and "X003" are one council, so it counts once.',
    )


def test_two_groups_of_one_council_are_one() -> None:
    found = peers(
        peers=[
            {"authority": "X001", "councils": ["X002"]},
            {"authority": "Fernhollow", "councils": ["X003"]},
        ]
    )
    assert found.groups == (PeerGroup("X001", "peers", ("X002", "X003")),)


def test_councils_of_one_region_stand_next_to_each_other() -> None:
    found = peers(peers_by={"region": True})
    assert found.groups == (
        PeerGroup("X003", "region", ("X004",)),
        PeerGroup("X004", "region", ("X003",)),
    )
    assert found.remarks == (
        "study.toml, [peers_by]: the register of authorities gives no region for Fernhollow, "
        "Ottermere, Quillwold, so there is no region to set beside.",
        one_only("in the region of Kirklees, Leeds"),
    )
    assert peers(peers_by={"region": False}).groups == ()


FEATURES = """\
council,people per km2,aged 65 and over,kind,year
Fernhollow,"1,200",18.5%,town,2021
X002,1100,19,town,2021
Kirklees,4000,12,city,2021
Leeds,3900,12.5,city,2021
Leeds,3900,12.5,city,2021
Quillwold,200,not known,country,2021
Somewhere else,50,30,country,2021
"""


def nearest(folder: Path, text: str, count: int = 1):
    (folder / "features.csv").write_text(text, encoding="utf-8")
    return peers(folder, peers_by={"nearest": {"file": "features.csv", "count": count}})


def test_the_nearest_are_those_alike_on_every_feature_put_on_one_scale(tmp_path: Path) -> None:
    found = nearest(tmp_path, FEATURES)
    assert found.groups == (
        PeerGroup("X001", "nearest", ("X002",)),
        PeerGroup("X002", "nearest", ("X001",)),
        PeerGroup("X003", "nearest", ("X004",)),
        PeerGroup("X004", "nearest", ("X003",)),
    )


def test_what_a_file_of_features_lacks_is_told(tmp_path: Path) -> None:
    told = nearest(tmp_path, FEATURES + "Fernhollow,1,1,town,2021\n").remarks
    assert told == (
        'features.csv: 1 row is not in this study: "Somewhere else".',
        "features.csv: Leeds has more than one row, and the first is used.",
        "features.csv: Fernhollow has more than one row, and the first is used.",
        'features.csv: "year" is the same for every council, so it tells none apart.',
        "features.csv: a number is missing for Quillwold, so nothing is near.",
        one_only("among the nearest of Fernhollow, Ottermere, Kirklees, Leeds"),
    )
    without = FEATURES.replace("X002", "Another").replace("Kirklees", "One more")
    assert nearest(tmp_path, without).remarks[0] == (
        'features.csv: 3 rows are not in this study: "Another", "One more", "Somewhere else".'
    )
    absent = "features.csv: there is no row for Ottermere, Kirklees, so nothing is near."
    assert absent in nearest(tmp_path, without).remarks


def test_no_scale_of_a_feature_outweighs_another(tmp_path: Path) -> None:
    """In pounds a difference is a thousand times as large as in thousands of pounds."""
    rows = "council,amount,age\nX001,1{0},20\nX002,2{0},20.5\nX003,1{0},60\nX004,9{0},60\n"
    of_both = [nearest(tmp_path, rows.format(zeros)).groups for zeros in ("", "000")]
    assert of_both[0] == of_both[1]


def test_nearest_without_numbers_is_refused(tmp_path: Path, untested) -> None:
    with pytest.raises(PoetError) as caught:
        nearest(tmp_path, "council,kind\nX001,town\nX002,city\n")
    said = (
        "features.csv: no column holds numbers of councils of this study. The first column has "
        "their codes or names, each of the others a number. Correct the file, or take nearest out "
        "of [peers_by]."
    )
    assert str(caught.value) == said
    assert not untested(peers_nearest, [said])


def test_one_council_in_the_file_has_nobody_near(tmp_path: Path) -> None:
    found = nearest(tmp_path, "council,age\nX001,20\nX002,30\nX003,\n", count=9)
    assert [group.councils for group in found.groups] == [("X002",), ("X001",)]
    assert nearest(tmp_path, "council,age\nX001,20\nX002,\n").groups == ()


def test_a_text_is_looked_up_once() -> None:
    councils = CouncilsOfStudy(COUNCILS)
    assert [councils.code("Kirklees Council") for _ in range(2)] == ["X003", "X003"]
    assert councils.codes == {"Kirklees Council": "X003"}
    assert councils.name("X003") == "Kirklees"
