"""What people wrote about: how many of those who wrote something wrote about each theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from poet.sections.themes_people import ThemedPeople, themed_people
from poet.sections.themes_view import view
from poet.statistics.proportions import wilson

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study
    from poet.themes import Codeframe

__all__ = ["COLUMNS", "find", "view"]

WITH_EVERYONE = True
NOBODY = "no comment of these people was coded"
COLUMNS = {
    "authority": "code of the authority, or all for all of them together (three or more)",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "which round of asking",
    "level": "always theme",
    "question": "code of the theme in the codeframe",
    "label": "the theme in words",
    "people": "how many people wrote about it, in one comment or several; each counts once",
    "base": (
        "how many people wrote a comment that both coders coded, and of whom it is known: "
        "disagreements that nobody settled are left out"
    ),
    "share": "people divided by base, 0 to 1",
    "low": "lower end of the 95 % interval of the share (Wilson 1927)",
    "high": "upper end of the 95 % interval of the share",
    "note": "why there is no number; empty when there is",
}


def find(study: Study) -> DataFrame:
    """One row per authority, audience, wave and theme (see COLUMNS).

    None where no comments were coded.
    """
    import pandas as pd

    frames = [_frame(people, study.themes.codeframe) for people in themed_people(study)]
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(COLUMNS))
    return with_shares(frame)[list(COLUMNS)]


def with_shares(frame: DataFrame) -> DataFrame:
    """The frame with whole numbers as `people` and `base`, and `share`, `low` and `high` of them.

    All are missing where nobody was counted.
    """
    counts = frame[["people", "base"]].astype("float64")
    counts = counts.where(counts["base"].gt(0))
    low, high = wilson(counts["people"], counts["base"])
    shares = {"share": counts["people"] / counts["base"], "low": low, "high": high}
    return frame.assign(**shares, **counts.astype("Int64"))


def _frame(people: ThemedPeople, codeframe: Codeframe) -> DataFrame:
    """One row per theme and authority of one survey."""
    import pandas as pd

    together = np.zeros(len(people.place), dtype=int)
    has, known = (each[:, :, 0] for each in people.counts(together, 1))
    many = len(people.whose)
    return pd.DataFrame(
        {
            "authority": np.tile(np.array(people.whose, dtype=object), len(has)),
            "audience": people.survey.audience,
            "wave": people.survey.wave,
            "level": "theme",
            "question": np.repeat(np.array(codeframe.codes, dtype=object), many),
            "label": np.repeat(np.array([t.name for t in codeframe.themes], dtype=object), many),
            "people": has.ravel(),
            "base": known.ravel(),
            "note": np.where(known.ravel() > 0, "", NOBODY),
        }
    )
