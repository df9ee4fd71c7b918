"""How far councils differ in what goes with outcomes: each council's link, and all together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from poet.sections.council_links import estimated, of_councils
from poet.sections.links_between_councils_view import view
from poet.sections.registry import EVERYONE
from poet.statistics.random_effects import FEWEST, random_effects

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

__all__ = ["COLUMNS", "compare", "view"]

WITH_MODELS = True
COLUMNS = {
    "authority": "all: what councils have in common",
    "audience": "who was asked: budget_holder or carer",
    "wave": "which round of asking",
    "outcome": "key of the outcome question",
    "topic": "topic of the outcome question",
    "predictor": "process (how easy the process was) or involvement",
    "scale": (
        "difference: of two standardised shares of good answers, at scores of 75 and of 25; or "
        "log_odds: for 25 points of the score; both of the ordinal model of each council"
    ),
    "councils": "how many councils have an estimate",
    "mean": "the middle of councils like these (Paule and Mandel 1982)",
    "low": "lower end of its 95 % interval (Hartung and Knapp 2001)",
    "high": "upper end of its 95 % interval",
    "between": "standard deviation of the councils' true values, as estimated",
    "predicted_low": (
        "lower end of the interval in which one more council like these would lie "
        "(Higgins, Thompson and Spiegelhalter 2009; 95 %)"
    ),
    "predicted_high": "upper end of that interval",
    "i_squared": "share of what is seen between councils that is not chance, 0 to 1",
    "p_alike": "p-value of Cochran's test that all councils are alike",
    "note": "why there is no number; empty when there is",
}
KEYS = ["audience", "wave", "outcome", "topic", "predictor"]
TOO_FEW = "fewer than {fewest} councils have an estimate (here: {found})"


def compare(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """One row per audience, wave, outcome, predictor and scale: all councils (see COLUMNS)."""
    import pandas as pd

    links = of_councils(released["what_goes_with_outcomes"])
    rows = (
        {"authority": EVERYONE, **dict(zip(KEYS, keys, strict=True)), **row}
        for keys, councils in links.groupby(KEYS, sort=False)
        for row in _rows(councils)
    )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(councils: DataFrame) -> Iterator[dict[str, Any]]:
    """One row per scale."""
    known = estimated(councils)
    for scale, error in (("difference", "difference_error"), ("log_odds", "standard_error")):
        if len(known) < FEWEST:
            note = TOO_FEW.format(fewest=FEWEST, found=len(known))
            yield {"scale": scale, "councils": len(known), "note": note}
        else:
            yield {"scale": scale, **_summed_up(known[scale], known[error]), "note": ""}


def _summed_up(values: Any, errors: Any) -> dict[str, Any]:  # noqa: ANN401 - columns of numbers
    found = random_effects(values.astype(float), errors.astype(float))
    names = ("councils", "mean", "low", "high", "between", "predicted_low", "predicted_high")
    told = {name: getattr(found, name) for name in names}
    return {**told, "i_squared": found.i_squared, "p_alike": found.p}
