"""Each council next to others: the counts by hand, the reasons, and what noise may say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from councils_beside import council_codes, released_outcomes, study_of

from poet.peers import PeerGroup, Peers
from poet.published_tables import PublishedTable
from poet.sections.next_to_others import COLUMNS, compare
from poet.statistics.differences import newcombe
from poet.statistics.funnel_limits import funnel_limits, widened

TABLE = PublishedTable(
    title="Satisfied",
    source="NHS England",
    licence="Open Government Licence v3.0",
    year="2021",
    unit="percent",
    beside="q0",
    values={"c000": 0.6, "A": 0.5, "B": 0.55, "C": 0.6, "D": 0.65, "E": 0.7},
)


def compared(people, base, profile: str = "internal", **more: object) -> pd.DataFrame:
    people, base = np.atleast_2d(people), np.atleast_2d(base)
    study = study_of(len(people), profile, **more)
    return compare(study, {"outcomes": released_outcomes(people, base, profile)})


def row(frame: pd.DataFrame, authority: str, comparison: str = "pooled", question: str = "q0"):
    chosen = frame[
        frame["authority"].eq(authority)
        & frame["comparison"].eq(comparison)
        & frame["question"].eq(question)
    ]
    (only,) = chosen.itertuples()
    return only


def test_others_are_all_but_the_council_itself() -> None:
    frame = compared([[33], [20], [10]], [[44], [40], [40]])
    first = row(frame, "c000")
    assert (first.people, first.base, first.share) == (33, 44, 0.75)
    assert (first.people_others, first.base_others, first.share_others) == (30, 80, 0.375)
    assert (first.councils, first.difference) == (2, 0.375)
    _, low, high = newcombe(33, 44, 30, 80)
    assert (first.difference_low, first.difference_high) == pytest.approx((low, high))
    assert first.centre == 63 / 124
    assert first.verdict == "higher"
    assert row(frame, "c001").verdict == "about the same"
    assert row(frame, "c002").verdict == "lower"
    assert list(frame.columns) == list(COLUMNS)


def test_below_ten_councils_there_is_no_funnel_and_from_ten_on_there_is() -> None:
    few = compared([[30]] * 9, [[40]] * 9)
    assert few[["low_95", "high_998", "phi", "between"]].isna().all(axis=None)
    enough = compared([[30]] * 10, [[40]] * 10)
    one = row(enough, "c000")
    assert (one.phi, one.between) == (0, 0)
    limits = [float(end) for c in (0.95, 0.998) for end in funnel_limits(40, 0.75, c)]
    assert [one.low_95, one.high_95, one.low_998, one.high_998] == pytest.approx(limits)


def test_where_councils_truly_differ_the_funnel_is_wider_and_fewer_stand_apart() -> None:
    base = np.full((20, 1), 100)
    people = np.array([[20], [80]] * 10)
    frame = compared(people, base)
    one = row(frame, "c000")
    assert one.phi > 10
    assert one.p_adjusted < 0.001
    low, _ = funnel_limits(100, one.centre)
    assert one.low_95 == pytest.approx(float(widened(low, 100, one.centre, one.between)))
    assert set(frame["verdict"]) == {"about the same"}


def test_holm_is_over_all_rows_of_a_council() -> None:
    people, base = [[30, 20], [20, 20], [20, 20]], [[40, 40]] * 3
    alone, two = compared([[30], [20], [20]], [[40]] * 3), compared(people, base)
    assert row(two, "c000").p == row(alone, "c000").p
    assert row(two, "c000").p_adjusted == pytest.approx(2 * row(alone, "c000").p)


def test_peers_add_up_their_released_counts() -> None:
    groups = (
        PeerGroup("c000", "peers", ("c001", "c002")),
        PeerGroup("c000", "nearest", ("c003",)),
        PeerGroup("c001", "region", ("c000", "c003")),
    )
    frame = compared([[30], [20], [10], [5]], [[40], [40], [40], [40]], peers=Peers(groups))
    named = row(frame, "c000", "peers")
    assert (named.people_others, named.base_others, named.councils) == (30, 80, 2)
    assert named.centre == named.share_others == 0.375
    assert row(frame, "c001", "region").people_others == 35
    nearest = row(frame, "c000", "nearest")
    assert nearest.note == "fewer than two of these councils have a number that may be shown"
    assert np.isnan(nearest.share_others)
    assert nearest.verdict == ""
    assert not frame["authority"].eq("c003").where(frame["comparison"].ne("pooled")).any()


def test_what_is_hidden_says_so_and_counts_among_peers_as_the_middle_of_one_to_seven() -> None:
    peers = Peers((PeerGroup("c001", "peers", ("c000", "c002", "c003")),))
    people, base = [[5], [20], [30], [30], [0]], [[40], [40], [40], [40], [0]]
    frame = compared(people, base, "local", peers=peers)
    assert row(frame, "c000").note == "too few people answered here to show a number"
    assert row(frame, "c004").note == "nobody here gave an answer that counts"
    named = row(frame, "c001", "peers")
    assert (named.people_others, named.base_others, named.councils) == (64, 120, 3)
    assert row(frame, "c001").councils == 3
    unknown = frame["note"].ne("")
    assert frame.loc[unknown, ["share", "difference", "p", "low_95"]].isna().all(axis=None)
    assert set(frame.loc[unknown, "verdict"]) == {""}


def test_peers_whose_counts_are_all_hidden_are_not_told_of() -> None:
    peers = Peers((PeerGroup("c001", "peers", ("c000", "c002")),))
    frame = compared([[5], [20], [6], [30]], [[40]] * 4, "local", peers=peers)
    one = row(frame, "c001", "peers")
    assert one.note == "fewer than two of these councils have a number that may be shown"
    assert np.isnan(one.share_others)


def test_small_hidden_counts_do_not_make_councils_look_more_alike() -> None:
    """Rare answers: without the hidden councils only those above the centre would be left."""
    random = np.random.default_rng(4)
    people = random.binomial(60, random.beta(4, 26, 60))[:, None]
    base = np.full((60, 1), 60)
    exact, released = (row(compared(people, base, p), "c000") for p in ("internal", "local"))
    assert (people <= 7).sum() > 20
    assert released.between == pytest.approx(exact.between, rel=0.25)
    assert released.phi == pytest.approx(exact.phi, rel=0.25)


def test_two_councils_are_not_set_beside_each_other() -> None:
    released = released_outcomes(np.array([[30], [20]]), np.array([[40], [40]]), "internal")
    frame = compare(study_of(2), {"outcomes": released[released["authority"].ne("all")]})
    assert set(frame["note"]) == {
        "fewer than three councils were asked, so they are not counted together"
    }


def test_a_study_in_which_nothing_was_asked_has_no_rows() -> None:
    none = released_outcomes(np.zeros((1, 0), int), np.zeros((1, 0), int), "internal")
    assert compare(study_of(1), {"outcomes": none}).empty


def test_standardised_and_shrunken_shares_stand_beside_all_councils_only() -> None:
    estimates = ["standardised", "shrunken"]
    ends = [f"{name}_{end}" for name in estimates for end in ("low", "high")]
    standardised = pd.DataFrame(
        {"authority": ["c000"], "audience": "carer", "wave": "2026", "question": "q0"}
    ).assign(**dict.fromkeys([*estimates, *ends], 0.7))
    peers = Peers((PeerGroup("c000", "peers", ("c001", "c002")),))
    outcomes = released_outcomes(np.array([[30]] * 3), np.array([[40]] * 3), "internal")
    released = {"outcomes": outcomes, "standardised": standardised}
    frame = compare(study_of(3, peers=peers), released)
    assert row(frame, "c000").standardised == row(frame, "c000").shrunken_low == 0.7
    assert np.isnan(row(frame, "c001").standardised)
    assert np.isnan(row(frame, "c000", "peers").shrunken)


def test_a_published_figure_stands_beside_median_and_quartiles_of_the_others() -> None:
    frame = compared([[30]] * 3, [[40]] * 3, published=(TABLE,))
    one = row(frame, "c000", "published")
    assert (one.figure, one.figure_low, one.figure_median, one.figure_high) == pytest.approx(
        (0.6, 0.55, 0.6, 0.65)
    )
    assert (one.table, one.unit, one.councils) == ("Satisfied", "percent", 5)
    assert one.source == "2021. NHS England. Open Government Licence v3.0."
    assert (one.note, one.verdict, one.audience) == ("", "", "")
    assert np.isnan([one.share, one.difference, one.low_95]).all()
    other = row(frame, "c001", "published")
    assert other.note == "the table has no figure for this council"
    assert (np.isnan(other.figure), other.figure_median) == (True, 0.6)


def test_few_figures_have_no_quartiles() -> None:
    few = PublishedTable("T", "S", "L", "2021", "score", values={"c000": 7.5, "A": 7.0})
    one = row(compared([[30]] * 3, [[40]] * 3, published=(few,)), "c000", "published", "")
    assert one.note == "fewer than five other councils of the table have a figure"
    assert np.isnan(one.figure_median)


CASES = [
    pytest.param(councils, sizes, profile, id=f"{councils} councils of {sizes}, {profile}")
    for councils in (5, 20, 60)
    for sizes in ((10, 200), (20, 50))
    for profile in ("local", "internal")
]


@pytest.mark.parametrize(("councils", "sizes", "profile"), CASES)
def test_of_councils_that_differ_by_chance_alone_hardly_any_stands_apart(
    councils: int, sizes: tuple[int, int], profile: str
) -> None:
    """At most 1 in 20 councils is called higher or lower on anything, whatever it is beside."""
    random = np.random.default_rng(2)
    codes = council_codes(councils)
    groups = tuple(
        PeerGroup(code, "peers", tuple(np.roll(codes, -place)[1:4]))
        for place, code in enumerate(codes)
    )
    apart = []
    for _ in range(400 // councils):
        base = random.integers(*sizes, (councils, 30))
        people = random.binomial(base, random.uniform(0.2, 0.9, 30))
        frame = compared(people, base, profile, peers=Peers(groups))
        stands = frame["verdict"].isin(["higher", "lower"])
        apart += stands.groupby(frame["authority"]).any().tolist()
    # 400 councils at 5 %: chance adds two standard errors.
    assert np.mean(apart) <= 0.05 + 0.022


def test_a_council_that_differs_is_seen_to() -> None:
    random = np.random.default_rng(3)
    base = random.integers(80, 150, (20, 30))
    true = np.full((20, 30), 0.6)
    true[0, 0] = 0.3
    frame = compared(random.binomial(base, true), base, "local")
    assert row(frame, "c000").verdict == "lower"
