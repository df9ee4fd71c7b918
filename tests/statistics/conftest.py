"""Reference numbers made by R, and the data they were made from, as model inputs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest


@dataclass(frozen=True)
class Data:
    """Model inputs: one row per person (or per cell of a table, with its count as weight)."""

    answers: pd.Series
    predictors: pd.DataFrame
    clusters: pd.Series | None = None
    weights: pd.Series | None = None

    @property
    def good(self) -> pd.Series:
        """Whether the answer is one of the two highest levels."""
        return self.answers >= self.answers.cat.categories[-2]


def ordered(values, levels) -> pd.Series:
    return pd.Series(pd.Categorical(values, categories=levels, ordered=True))


def indicators(column: pd.Series, others: list, prefix: str = "") -> pd.DataFrame:
    return pd.DataFrame({f"{prefix}{level}": (column == level).astype(float) for level in others})


def _frames(thing):
    """A table as R wrote it becomes a frame."""
    if set(thing) == {"rows", "cols", "values"}:
        return pd.DataFrame(thing["values"], index=thing["rows"], columns=thing["cols"])
    return thing


@pytest.fixture(scope="session")
def reference(shared: Path) -> Callable[[str], dict]:
    def read(name: str) -> dict:
        text = (shared / "reference" / f"ref_{name}.json").read_text(encoding="utf-8")
        content = json.loads(text, object_hook=_frames)
        return content.get("result", content)

    return read


@pytest.fixture(scope="session")
def reference_data(shared: Path) -> Callable[[str], pd.DataFrame]:
    return lambda name: pd.read_csv(shared / "reference" / f"data_{name}.csv")


@pytest.fixture(scope="session")
def housing(reference_data) -> Data:
    cells = reference_data("housing")
    predictors = indicators(cells["Infl"], ["Medium", "High"], "Infl")
    predictors = predictors.join(
        indicators(cells["Type"], ["Apartment", "Atrium", "Terrace"], "Type")
    )
    return Data(
        answers=ordered(cells["Sat"], ["Low", "Medium", "High"]),
        predictors=predictors.join(indicators(cells["Cont"], ["High"], "Cont")),
        weights=cells["Freq"],
    )


@pytest.fixture(scope="session")
def wine(reference_data) -> Data:
    ratings = reference_data("wine")
    return Data(
        answers=ordered(ratings["rating"], [1, 2, 3, 4, 5]),
        predictors=indicators(ratings["temp"], ["warm"], "temp").join(
            indicators(ratings["contact"], ["yes"], "contact")
        ),
        clusters=ratings["judge"],
    )


@pytest.fixture(scope="session")
def made_up_study(reference_data) -> Data:
    people = reference_data("poet1200")
    predictors = people[["ease", "involve"]].join(
        indicators(people["group"], [1, 2, 3, 4], "group")
    )
    return Data(
        answers=ordered(people["out1"], [1, 2, 3, 4, 5]),
        predictors=predictors.join(indicators(people["mode"], [1, 2, 3], "mode")),
        clusters=people["la"].rename("authority"),
    )


@pytest.fixture(scope="session")
def bacteria(reference_data) -> Data:
    visits = reference_data("bacteria")
    return Data(
        answers=ordered(visits["y"], ["n", "y"]),
        predictors=indicators(visits["trt"], ["drug", "drug+"], "trt").join(visits["week"]),
        clusters=visits["ID"],
    )


@pytest.fixture(scope="session")
def simulated() -> Callable[..., Data]:
    """Seeded answers of `people` on `levels` levels, with two yes-no and one numeric predictor."""

    def make(seed: int, people: int = 120, levels: int = 4, clusters: int = 6) -> Data:
        random = np.random.default_rng(seed)
        predictors = pd.DataFrame(
            {
                "help": random.integers(0, 2, people).astype(float),
                "mixed": random.integers(0, 2, people).astype(float),
                "ease": random.random(people),
            }
        )
        latent = predictors @ [0.7, -0.4, 1.2] + random.logistic(size=people)
        ranks = latent.rank(method="first").to_numpy() - 1
        return Data(
            answers=pd.Series(
                pd.Categorical.from_codes(
                    (ranks * levels // people).astype(int), list("abcdefg")[:levels], ordered=True
                )
            ),
            predictors=predictors,
            clusters=pd.Series(random.integers(0, clusters, people), name="ward"),
        )

    return make
