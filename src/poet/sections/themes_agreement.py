"""How far the two people who coded comments agreed, theme by theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from poet.sections.registry import EVERYONE
from poet.sections.shares import FEWEST_TOGETHER
from poet.statistics.coder_agreement import coder_agreement, landis_koch, yes_no_tables
from poet.statistics.rounded_counts import step_of

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.study import Study
    from poet.themes import Codeframe

WITH_EVERYONE = True
# Below it a theme is told as one on which the coders agreed too little (McHugh 2012).
ENOUGH = 0.6
# Of estimates, where counts are rounded.
STEP = 0.05
COUNTS = ("people_first", "base_first", "people_second", "base_second")
# Of the same comments as the counts: missing where those are hidden.
ESTIMATES = ("agreed", "kappa", "kappa_low", "kappa_high")
# Worked out of what may be seen.
WORKED_OUT = ("prevalence_index", "bias_index", "pabak")
COLUMNS = {
    "authority": (
        "all for all comments together where they are of three authorities or more; else the code "
        "of the authority"
    ),
    "wave": "which round of asking",
    "question": "code of the theme in the codeframe",
    "label": "the theme in words",
    "people_first": "how many comments the first coder gave the theme",
    "base_first": "how many comments both coded, of all audiences together",
    "share_first": "people_first divided by base_first, 0 to 1: prevalence by the first coder",
    "people_second": "how many comments the second coder gave the theme",
    "base_second": "the same as base_first",
    "share_second": "people_second divided by base_second: prevalence by the second coder",
    "agreed": (
        "share of comments on which both said the same, 0 to 1; where counts are rounded, this, "
        "kappa and its ends go to the nearest 0.05"
    ),
    "kappa": "Cohen's kappa: agreement beyond chance, -1 to 1 (Cohen 1960)",
    "kappa_low": (
        "lower end of the 95 % interval of kappa: by the standard error of Fleiss, Cohen and "
        "Everitt (1969), of the table with one comment more in each cell"
    ),
    "kappa_high": "upper end of the 95 % interval of kappa",
    "prevalence_index": (
        "comments that both gave the theme less those that neither did, as a share of all: "
        "people_first + people_second - base_first, divided by base_first"
    ),
    "bias_index": "people_first less people_second, divided by base_first",
    "pabak": "2 x agreed - 1: kappa if both indices were 0 (Byrt, Bishop and Carlin 1993)",
    "words": (
        "the word for kappa by Landis and Koch (1977): poor, slight, fair, moderate, substantial "
        "or almost perfect; a convention"
    ),
    "enough": f"whether kappa is {ENOUGH} or more; empty where there is no kappa to see",
    "settled": "whether nobody needs to settle a disagreement on this theme any more",
    "note": "why there is no kappa; empty when there is",
}


def find(study: Study) -> DataFrame:
    """One row per wave and theme, of all authorities together or of each (see COLUMNS).

    None where no comments were coded.
    """
    import pandas as pd

    frames = list(_frames(study))
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(COLUMNS))
    types = {**dict.fromkeys(COUNTS, "Int64"), **dict.fromkeys(("enough", "settled"), "boolean")}
    return frame.astype(types)[list(COLUMNS)]


def work_out(released: DataFrame) -> DataFrame:
    """The released frame with the indices that follow from what may be seen.

    Where counts are rounded, estimates go to the next 0.05: two decimals of kappa and its ends
    would often leave one table of the coders' counts.
    """
    import pandas as pd

    frame = released.astype(dict.fromkeys(WORKED_OUT, "float64"))
    if step_of(*(released[name] for name in COUNTS)) > 1:
        frame = frame.assign(**{name: _to_steps(frame[name]) for name in ESTIMATES})
        # The words of the kappa that is seen: those of the exact one tell on which side it lay.
        frame = frame.assign(**_in_words(frame["kappa"]))
    first, second, base = (
        frame[name].astype("float64") for name in ("people_first", "people_second", "base_first")
    )
    of_all, gone = base.where(base.gt(0)), frame["hidden"].ne("")
    return frame.assign(
        prevalence_index=((first + second - of_all) / of_all).clip(-1, 1),
        bias_index=((first - second) / of_all).clip(-1, 1),
        pabak=2 * frame["agreed"].astype("float64") - 1,
        words=frame["words"].mask(gone, ""),
        enough=frame["enough"].mask(gone, pd.NA),
    )


def _to_steps(values: Series) -> Series:
    """To the nearest 0.05, halves up; a hair below a half is the noise of a division."""
    return ((values.astype("float64") / STEP + 0.5 + 1e-9) // 1 * STEP).round(2)


def _in_words(kappas: Iterable[float]) -> dict[str, Any]:
    """What is said of each kappa: its word, and whether it is enough to count a theme."""
    import pandas as pd

    return {
        "words": [landis_koch(kappa) for kappa in kappas],
        "enough": pd.array([pd.NA if np.isnan(k) else k >= ENOUGH for k in kappas], "boolean"),
    }


def _frames(study: Study) -> Iterator[DataFrame]:
    if study.themes is None:
        return
    for wave in study.waves:
        comments = study.themes.by_comment
        comments = comments[comments["wave"].eq(wave.id)]
        codes = [a.code for a in study.authorities if a.code in set(comments["authority"])]
        if len(codes) >= FEWEST_TOGETHER:
            yield _frame(comments, study.themes.codeframe, EVERYONE, wave.id)
        else:
            for code in codes:
                theirs = comments[comments["authority"].eq(code)]
                yield _frame(theirs, study.themes.codeframe, code, wave.id)


def _frame(comments: DataFrame, codeframe: Codeframe, authority: str, wave: str) -> DataFrame:
    """One row per theme of these comments; what is worked out later is empty."""
    import pandas as pd

    said = {who: _codes(comments, codeframe, who) for who in ("first", "second")}
    found = coder_agreement(yes_no_tables(**said))
    prevalence = {
        f"{name}_{who}": values
        for who, people in (("first", found.first), ("second", found.second))
        for name, values in (
            ("people", people),
            ("base", found.comments),
            ("share", people / found.comments),
        )
    }
    columns: dict[str, Any] = {
        "authority": authority,
        "wave": wave,
        "question": codeframe.codes,
        "label": [theme.name for theme in codeframe.themes],
        **prevalence,
        "agreed": found.agreed,
        "kappa": found.kappa.estimate,
        "kappa_low": found.kappa.low,
        "kappa_high": found.kappa.high,
        **dict.fromkeys(WORKED_OUT, np.nan),
        **_in_words(found.kappa.estimate),
        "settled": [bool(comments[f"agreed.{c}"].notna().all()) for c in codeframe.codes],
        "note": found.note,
    }
    return pd.DataFrame(columns)


def _codes(comments: DataFrame, codeframe: Codeframe, who: str) -> np.ndarray:
    return comments[[f"{who}.{code}" for code in codeframe.codes]].to_numpy(bool)
