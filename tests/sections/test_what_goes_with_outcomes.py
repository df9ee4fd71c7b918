"""What goes with outcomes: a reason or an estimate in every row, and the estimates themselves."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit
from statsmodels.miscmodels.ordinal_model import OrderedModel
from statsmodels.stats.multitest import multipletests

from poet.sections.what_goes_with_outcomes import COLUMNS, find
from poet.statistics import ordinal

ESTIMATES = ["log_odds", "standard_error", "log_odds_low", "log_odds_high", "odds_ratio", "p"]
IN_PEOPLE = [
    f"{name}{suffix}"
    for name in ("share_low_end", "share_high_end", "difference")
    for suffix in ("", "_low", "_high")
]
LIFE = ["worse", "same", "better", "much_better"]
STEPS = ["hard", "neither", "easy"]


def cells(people: int, councils: int = 1, seed: int = 1, slope: float = 0.8) -> dict[str, list]:
    """Answers to the small questionnaire: the easier the forms, the better life and health."""
    random = np.random.default_rng(seed)
    ease = random.normal(size=people)

    def steps() -> np.ndarray:
        return np.digitize(ease + random.normal(size=people), [-0.7, 0.7])

    def outcome() -> list[str]:
        latent = slope * ease + random.logistic(size=people)
        return [LIFE[place] for place in np.digitize(latent, [-1.2, 0, 1.2])]

    return {
        "council": [f"c{n % councils:02}" for n in range(people)],
        "life": outcome(),
        "health": outcome(),
        **{key: [STEPS[place] for place in steps()] for key in ("forms", "advice", "say")},
        "need": random.choice(["physical", "learning", "other"], people).tolist(),
        "age": random.integers(18, 95, people).astype(str).tolist(),
    }


@pytest.fixture(scope="module")
def links_of(small_study):
    """The links in the answers of so many councils."""

    def found(answers: dict[str, list]) -> pd.DataFrame:
        return find(small_study(answers, councils=sorted(set(answers["council"]))))

    return found


@pytest.fixture(scope="module")
def twelve_councils(links_of) -> pd.DataFrame:
    return links_of(cells(480, councils=12))


@pytest.fixture(scope="module")
def made_up(found) -> pd.DataFrame:
    return found["what_goes_with_outcomes"]


@pytest.fixture(scope="module", params=["made_up", "twelve_councils"])
def links(request) -> pd.DataFrame:
    return request.getfixturevalue(request.param)


def one(links: pd.DataFrame, **where: str) -> pd.Series:
    rows = links[np.logical_and.reduce([links[name].eq(value) for name, value in where.items()])]
    assert len(rows) == 1
    return rows.iloc[0]


def test_the_columns_are_those_that_are_told(links) -> None:
    assert list(links) == list(COLUMNS)


def test_one_row_per_link_and_model(links) -> None:
    keys = ["authority", "audience", "wave", "outcome", "predictor", "model"]
    assert not links.duplicated(keys).any()


def test_every_row_has_an_estimate_or_a_reason(links) -> None:
    estimated = links["note"].eq("")
    assert estimated.any()
    assert links.loc[estimated, [*ESTIMATES, "people"]].notna().all(axis=None)
    assert links.loc[~estimated, [*ESTIMATES, *IN_PEOPLE, "people"]].isna().all(axis=None)
    assert not links.loc[~estimated, "clear"].any()
    ordinal_ones = estimated & links["model"].eq("ordinal")
    assert links.loc[ordinal_ones, [*IN_PEOPLE, "p_holm"]].notna().all(axis=None)
    assert links.loc[~ordinal_ones, [*IN_PEOPLE, "p_holm"]].isna().all(axis=None)


def test_intervals_hold_their_estimates(links) -> None:
    rows = links[links["note"].eq("") & links["model"].eq("ordinal")]
    for name in ("log_odds", "share_low_end", "share_high_end", "difference"):
        assert (rows[f"{name}_low"] < rows[name]).all()
        assert (rows[name] < rows[f"{name}_high"]).all()
    apart = rows["share_high_end"] - rows["share_low_end"]
    assert rows["difference"].to_numpy() == pytest.approx(apart.to_numpy())
    assert rows["odds_ratio"].to_numpy() == pytest.approx(np.exp(rows["log_odds"].to_numpy()))


def test_practitioners_are_not_asked_about_themselves(made_up) -> None:
    assert set(made_up["audience"]) == {"budget_holder", "carer"}


def test_three_councils_are_not_modelled_together(made_up) -> None:
    pooled = made_up[made_up["authority"].eq("all")]
    assert len(pooled)
    assert set(pooled["note"]) == {
        "fewer than 10 councils are not modelled together (here: 3)",
    }


def test_a_study_of_one_council_has_no_row_for_all(links_of) -> None:
    assert set(links_of(cells(60))["authority"]) == {"c00"}


def test_holm_is_over_all_links_of_an_authority_and_wave(links) -> None:
    families = links[links["p_holm"].notna()].groupby(["authority", "wave"])
    assert len(families) >= 3
    # A report that shows the links of all councils as well has two families to share the 5 %.
    together = "all" in {authority for (authority, _), _ in families}
    for _, family in families:
        expected = multipletests(family["p"], method="holm")[1]
        assert family["p_holm"].to_numpy() == pytest.approx(expected, rel=1e-12)
        assert family["clear"].to_list() == (expected < (0.025 if together else 0.05)).tolist()


def test_both_audiences_of_a_council_are_one_family(example) -> None:
    study = example(authorities=1, people=120, seed=4)
    links = find(study)
    family = links[links["p_holm"].notna()]
    assert set(family["audience"]) == {"budget_holder", "carer"}
    expected = multipletests(family["p"], method="holm")[1]
    assert family["p_holm"].to_numpy() == pytest.approx(expected, rel=1e-12)


def model_inputs(answers: dict[str, list]) -> tuple[pd.Series, pd.DataFrame, pd.Series]:
    """The same model put together by hand: scores in steps of 25 points, need, age."""
    people = pd.DataFrame(answers)
    places = people[["forms", "advice", "say"]].apply(lambda c: c.map(STEPS.index)) / 2 * 4
    predictors = pd.DataFrame(
        {
            "process": places[["forms", "advice"]].mean(axis="columns"),
            "involvement": places["say"],
            **{f"need={c}": people["need"].eq(c).astype(float) for c in people["need"].unique()},
            "age": people["age"].astype(float),
        }
    ).drop(columns=f"need={people['need'].value_counts().index[0]}")
    levels = pd.Series(pd.Categorical(people["life"], LIFE, ordered=True))
    return levels, predictors, people["council"]


def test_pooled_estimates_are_the_cr3_fit_by_council(twelve_councils) -> None:
    levels, predictors, council = model_inputs(cells(480, councils=12))
    fit = ordinal.fit(levels, predictors, clusters=council)
    for predictor in ("process", "involvement"):
        row = one(
            twelve_councils, authority="all", outcome="life", predictor=predictor, model="ordinal"
        )
        assert row["councils"] == 12
        assert row["people"] == 480
        assert row["adjusted_for"] == "Need, Age"
        assert row["left_out"] == ""
        assert row["log_odds"] == pytest.approx(fit.coefficients[predictor], rel=1e-9)
        assert row["standard_error"] == pytest.approx(fit.standard_errors[predictor], rel=1e-9)
        assert row["p"] == pytest.approx(fit.p_values[predictor], rel=1e-9)


def test_the_model_of_one_council_agrees_with_statsmodels(links_of) -> None:
    answers = cells(300)
    levels, predictors, _ = model_inputs(answers)
    theirs = OrderedModel(levels, predictors, distr="logit").fit(
        method="bfgs", gtol=1e-8, maxiter=500, disp=False
    )
    row = one(links_of(answers), outcome="life", predictor="process", model="ordinal")
    assert pd.isna(row["councils"])
    # Both stop where the gradient is nearly nought; what is left differs in the seventh digit.
    assert row["log_odds"] == pytest.approx(theirs.params["process"], rel=1e-5)
    assert row["standard_error"] == pytest.approx(theirs.bse["process"], rel=1e-3)
    theirs_at = {
        end: _standardised(theirs, predictors.assign(process=score / 25))
        for end, score in (("low", 25), ("high", 75))
    }
    assert row["share_low_end"] == pytest.approx(theirs_at["low"], rel=1e-4)
    assert row["share_high_end"] == pytest.approx(theirs_at["high"], rel=1e-4)


def _standardised(theirs, predictors: pd.DataFrame) -> float:
    """The mean chance of a good answer, better or much better."""
    cut = theirs.model.transform_threshold_params(theirs.params.to_numpy())[2]
    slopes = theirs.params[predictors.columns]
    return float(expit(predictors @ slopes - cut).mean())


def test_the_binary_model_stands_beside_it(twelve_councils) -> None:
    rows = twelve_councils[twelve_councils["note"].eq("")]
    signs = rows.pivot_table(
        index=["authority", "outcome", "predictor"], columns="model", values="log_odds"
    )
    assert list(signs) == ["binary", "ordinal"]
    assert signs.corr().iloc[0, 1] > 0.8


def reasons(links: pd.DataFrame, outcome: str = "life") -> set[str]:
    return set(links.loc[links["outcome"].eq(outcome), "note"])


@pytest.fixture(scope="module")
def divided(links_of) -> pd.DataFrame:
    """The links where whoever found the process easy, and nobody else, has a better life."""
    answers = cells(120)
    easy = [forms == "easy" for forms in answers["forms"]]
    answers["advice"] = answers["forms"]
    answers["life"] = ["better" if is_easy else "worse" for is_easy in easy]
    return links_of(answers)


def test_a_score_that_divides_the_answers_has_a_penalised_estimate(divided) -> None:
    life = divided[divided["outcome"].eq("life")]
    assert set(life["method"]) == {"penalised likelihood"}
    assert life["separated"].str.contains("process").all()
    process = life[life["predictor"].eq("process")]
    assert process["log_odds"].between(2, 20).all()
    assert process["p"].lt(0.001).all()
    assert process["log_odds_low"].gt(1).all()
    assert process["log_odds_high"].gt(process["log_odds"]).all()


def test_a_score_that_divides_the_answers_is_not_told_in_shares(divided) -> None:
    life = divided[divided["outcome"].eq("life") & divided["predictor"].eq("process")]
    assert life[IN_PEOPLE].isna().all(axis=None)
    assert not life["clear"].any()
    others = divided[divided["outcome"].eq("health")]
    assert set(others["method"]) == {"maximum likelihood"}
    assert set(others["separated"]) == {""}


def test_background_that_divides_the_answers_leaves_the_scores_their_link(links_of) -> None:
    """Twelve people with a need of their own, who all have the best life."""
    answers = cells(400, seed=5)
    for person in range(12):
        answers["need"][person], answers["life"][person] = "other", "much_better"
    for person in range(12, 400):
        answers["need"][person] = ["physical", "learning"][person % 2]
    links = links_of(answers)
    row = one(links, outcome="life", predictor="process", model="ordinal")
    assert row["separated"] == "need"
    assert row["method"] == "penalised likelihood"
    assert row["clear"]
    assert row["share_low_end"] < row["share_high_end"]
    plain = one(links_of(cells(400, seed=5)), outcome="life", predictor="process", model="ordinal")
    assert row["log_odds"] == pytest.approx(plain["log_odds"], abs=plain["standard_error"])


def test_background_of_one_council_alone_is_left_out_of_the_model_of_all(links_of) -> None:
    answers = cells(480, councils=12)
    rare = [place for place in range(480) if answers["council"][place] == "c03"]
    answers["need"] = [
        "other" if place in rare else ["physical", "learning"][place % 2] for place in range(480)
    ]
    row = one(
        links_of(answers), authority="all", outcome="life", predictor="process", model="ordinal"
    )
    assert row["note"] == ""
    assert "Need" in row["left_out"]


def test_an_outcome_that_everyone_answers_alike_is_a_reason(links_of) -> None:
    answers = {**cells(120), "life": ["better"] * 120}
    assert reasons(links_of(answers)) == {"fewer than 10 people gave another answer"}
    answers["life"] = ["worse"] * 120
    assert reasons(links_of(answers)) == {"fewer than 10 people gave a good answer"}


def test_a_score_that_does_not_differ_is_a_reason(links_of) -> None:
    answers = {**cells(120), "forms": ["easy"] * 120, "advice": ["easy"] * 120}
    life = links_of(answers)
    assert life.loc[life["outcome"].eq("life"), "note"].ne("").all()


@pytest.mark.parametrize("people", [1, 3, 9])
def test_few_people_are_a_reason(links_of, people: int) -> None:
    links = links_of(cells(people))
    assert len(links) == 2 * 2 * 2
    assert set(links["note"]) == {"fewer than 10 people gave a good answer"}
    assert not links["clear"].any()


def test_nobody_asked_about_outcomes_or_the_process_is_no_row(small_study) -> None:
    answers = cells(30)
    only_need = {name: answers[name] for name in ("council", "life", "need")}
    study = small_study(only_need, councils=["c00"])
    assert find(study).empty
    practitioners = small_study(answers, audience="practitioner", councils=["c00"])
    links = find(practitioners)
    assert links.empty
    assert list(links) == list(COLUMNS)


def test_waves_are_kept_apart(small_study) -> None:
    first = small_study(cells(60), councils=["c00"])
    again = small_study(cells(60, seed=2), councils=["c00"]).responses[0]
    waves = (*first.waves, dataclasses.replace(first.waves[0], id="2027"))
    study = dataclasses.replace(
        first, waves=waves, responses=(*first.responses, dataclasses.replace(again, wave="2027"))
    )
    links = find(study)
    assert set(links["wave"]) == {"2026", "2027"}
    alone = find(first).set_index(["outcome", "predictor", "model"])
    together = links[links["wave"].eq("2026")].set_index(["outcome", "predictor", "model"])
    pd.testing.assert_frame_equal(together, alone)


def test_too_few_people_for_the_background_leaves_some_out(links_of) -> None:
    row = one(links_of(cells(45)), outcome="life", predictor="process", model="ordinal")
    assert row["note"] == ""
    assert (row["adjusted_for"], row["left_out"]) == ("Age", "Need")


def test_answers_that_few_gave_are_joined_on_their_side(links_of) -> None:
    answers = cells(200)
    rare = [n for n, life in enumerate(answers["life"]) if life == "much_better"][4:]
    answers["life"] = ["better" if n in rare else life for n, life in enumerate(answers["life"])]
    row = one(links_of(answers), outcome="life", predictor="process", model="ordinal")
    assert row["answers_joined"] == "better+much_better"
