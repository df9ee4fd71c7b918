"""Real answers with their real gaps: the 908 family carers of the EUROFAMCARE example."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pikepdf
import pytest

import poet
from poet.sections import find_all
from poet.statistics import ordinal
from poet.study import Study

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "carers-eurofamcare"


@pytest.fixture(scope="module")
def as_given() -> pd.DataFrame:
    """The file itself, one row per carer, all of it text."""
    return pd.read_csv(EXAMPLE / "efc.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def study() -> Study:
    return poet.load_study(EXAMPLE)


@pytest.fixture(scope="module")
def by_person(study: Study) -> pd.DataFrame:
    return study.responses[0].by_person


@pytest.fixture(scope="module")
def found(study: Study) -> dict[str, pd.DataFrame]:
    return find_all(study)


@pytest.fixture(scope="module")
def in_r(shared: Path) -> dict:
    """What R's MASS::polr and table() gave for the same file."""
    text = (shared / "data" / "efc" / "reference_R.json").read_text(encoding="utf-8")
    return json.loads(text)


def test_the_file_is_the_one_that_was_published(as_given: pd.DataFrame) -> None:
    assert as_given.shape == (908, 28)
    assert as_given["c161sex"].value_counts().to_dict() == {"2": 686, "1": 215, "": 7}


def test_every_row_is_used_or_set_aside_with_its_reason(study: Study) -> None:
    responses = study.responses[0]
    assert responses.account.rows_read == 908
    assert responses.account.rows_used == 902
    assert responses.account.set_aside == {"no usable answer": 6}
    assert responses.problems["row"].to_list() == [904, 905, 906, 907, 908, 909]


def test_the_rows_set_aside_answered_nothing_that_was_asked(study, as_given) -> None:
    asked = [q.key for q in study.responses[0].questionnaire.questions]
    lines = study.responses[0].problems["row"]
    assert as_given.loc[lines - 2, asked].eq("").all(axis=None)


@pytest.mark.parametrize("question", ["c161sex", "e42dep", "c82cop1", "c89cop8", "e15relat"])
def test_counts_are_those_of_the_file(study: Study, found, as_given, question: str) -> None:
    """Nothing was answered in the rows set aside, so the counts are those of all 908 rows."""
    shares = pd.concat([found[name] for name in ("who_answered", "outcomes", "involvement")])
    rows = shares[shares["question"].eq(question) & shares["level"].eq("answer")]
    plain = as_given.loc[as_given[question].ne(""), question].value_counts()
    counted = dict(zip(rows["answer"], rows["people"], strict=True))
    assert {code: people for code, people in counted.items() if people} == plain.to_dict()
    assert set(rows["base"]) == {plain.sum()}


def test_carers_by_gender_are_those_that_were_published(found) -> None:
    rows = found["who_answered"].query("question == 'c161sex'").set_index("answer")
    assert rows["people"].to_dict() == {"1": 215, "2": 686, "left_blank": 1}
    assert rows["share"].dropna().round(4).to_dict() == {"1": 0.2386, "2": 0.7614}


def test_counts_agree_with_r(found, in_r) -> None:
    """R's tables end with the count of the missing, under the next free number."""
    dependency = found["who_answered"].query("question == 'e42dep' and level == 'answer'")
    theirs = dict(list(in_r["frequencies"]["e42dep"].items())[:-1])
    assert dict(zip(dependency["answer"], dependency["people"], strict=True)) == theirs


def test_the_ordinal_model_agrees_with_r(by_person: pd.DataFrame, in_r) -> None:
    theirs = in_r["cope_by_dependency"]
    named = by_person[["c82cop1", "e42dep", "c161sex", "c160age"]].dropna()
    predictors = pd.DataFrame(
        {
            **{f"dep{code}": named["e42dep"].eq(code).astype(float) for code in "234"},
            "sex2": named["c161sex"].eq("2").astype(float),
            "c160age": named["c160age"],
        }
    )
    fit = ordinal.fit(named["c82cop1"].cat.as_ordered(), predictors)
    assert fit.n == theirs["n"] == 898
    # The maximum is flat: an error of e in a coefficient is one of e squared here.
    assert fit.log_likelihood == pytest.approx(theirs["logLik"], abs=1e-8)
    assert theirs["logLik"] == pytest.approx(-766.832, abs=5e-4)
    # polr stops its BFGS at a relative change of 1e-8 in the deviance, some 1e-5 of a
    # coefficient from the maximum that Newton's method reaches; its errors follow.
    for name, estimate in theirs["coef"].items():
        assert fit.coefficients[name] == pytest.approx(estimate, abs=2e-5)
        assert fit.standard_errors[name] == pytest.approx(theirs["se"][name], rel=1e-4)
    for name, threshold in theirs["thresholds"].items():
        assert fit.thresholds[name] == pytest.approx(threshold, abs=2e-4)


def test_links_are_estimated_or_have_their_reason(found) -> None:
    links = found["what_goes_with_outcomes"]
    assert set(links["predictor"]) == {"involvement"}
    assert len(links) == 8 * 2
    assert (links["note"].eq("") == links["log_odds"].notna()).all()
    assert links.loc[links["model"].eq("ordinal"), "note"].eq("").all()
    assert links["people"].dropna().between(800, 902).all()


def test_the_report_prints(study: Study, tmp_path: Path) -> None:
    (printed,) = poet.report(study, tmp_path, formats=["pdf"])
    assert printed.path.name == "family-carers-in-germany-workshop.pdf"
    with pikepdf.open(io.BytesIO(printed.path.read_bytes())) as pdf:
        assert pdf.docinfo["/Title"] == "Workshop report: Family carers in Germany"
        assert len(pdf.pages) >= 8


def test_nobody_calls_real_answers_made_up(study: Study) -> None:
    assert not study.made_up
