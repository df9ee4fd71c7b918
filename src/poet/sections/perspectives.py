"""Three perspectives: the topics that audiences share, side by side; never person by person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from poet.sections.audiences import AUDIENCES
from poet.sections.perspectives_topics import SECTIONS, shared_topics, why_not_compared
from poet.sections.perspectives_view import view
from poet.statistics.differences import newcombe, newcombe_p_values
from poet.statistics.multiplicity import holm
from poet.statistics.rank_agreement import kendall_tau_b
from poet.statistics.rounded_counts import effective_counts, step_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

__all__ = ["COLUMNS", "compare", "view"]

CLEAR_BELOW = 0.05
# An order of fewer things is too easily alike.
FEWEST_TOPICS = 5
COLUMNS = {
    "authority": "code of the authority, or all for all councils together",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "which round of asking",
    "level": (
        "what a row tells: share (of one audience), difference (of two audiences on one topic), "
        "order (how far two audiences put the topics of a role in the same order)"
    ),
    "role": "outcome, process or involvement",
    "topic": "topic that two audiences or more were asked about; empty for order",
    "question": "key of the question in the questionnaire of this audience",
    "people": "how many people gave a good answer, as released",
    "base": "how many people gave an answer that counts, as released",
    "share": "people divided by base, 0 to 1",
    "low": "lower end of the 95 % interval of the share (Wilson 1927)",
    "high": "upper end of the 95 % interval of the share",
    "other_audience": "the audience that this one is set beside; empty for share",
    "other_question": "key of its question",
    "other_people": "how many people of the other audience gave a good answer",
    "other_base": "how many people of the other audience gave an answer that counts",
    "other_share": "other_people divided by other_base, 0 to 1",
    "difference": (
        "people / base minus other_people / other_base, -1 to 1; of different people, never of "
        "the same person or family"
    ),
    "difference_low": (
        "lower end of its 95 % interval (Newcombe 1998, method 10), with room for rounded counts"
    ),
    "difference_high": "upper end of its 95 % interval",
    "p": "the p-value that belongs to that interval: under 0.05 where it leaves out 0",
    "p_holm": "p after Holm's correction over all differences of the authority in the wave",
    "clear": "whether p_holm is under 0.05; otherwise the two are called about the same",
    "tau_b": "Kendall's tau-b of the shares of two audiences, -1 to 1 (Kendall 1945)",
    "topics": "how many topics that order is made of",
    "note": "why there is no number; empty when there is",
}
SHOWN = ("people", "base", "share", "low", "high")
COUNTS_OF_A_PAIR = ("people", "base", "other_people", "other_base")
WORDS = ["topic", "question", "other_audience", "other_question"]
OF_OTHER = {"people": "other_people", "base": "other_base", "share": "other_share"}
NOT_ASKED = "this audience was not asked in this wave"
NO_QUESTION = "this audience was not asked about this topic"
NOBODY = "nobody of this audience answered this question"
ANOTHER = "another question of this audience stands for the topic"
NOTHING_SHOWN = "nothing can be shown of {audience}"
TOO_FEW_TOPICS = f"fewer than {FEWEST_TOPICS} topics to put in order"
NO_ORDER = "all topics are level for one of them"


def compare(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """Rows of shares, then of differences of two audiences, then of orders (see COLUMNS)."""
    import pandas as pd

    shares = _shares(study, released)
    differences = _differences(study, shares)
    tables = [shares, differences, _orders(differences)]
    whole = pd.concat([table.reindex(columns=list(COLUMNS)) for table in tables], ignore_index=True)
    whole[WORDS] = whole[WORDS].fillna("").astype("str")
    kinds = dict.fromkeys((*COUNTS_OF_A_PAIR, "topics"), "Int64")
    return whole.astype({**kinds, "clear": "boolean"})


def _shares(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """One row per authority, shared topic and audience."""
    import pandas as pd

    good = _good_answers(released)
    rows = [row for wave in study.waves for row in _share_rows(study, wave.id)]
    asked = pd.DataFrame(rows, columns=["wave", "role", "topic", "audience", "question", "why"])
    authorities = good[["authority", "wave"]].drop_duplicates()
    whole = authorities.merge(asked, on="wave")
    whole = whole.merge(good, on=["authority", "wave", "audience", "question"], how="left")
    told = whole["why"].eq("")
    nobody = told & whole["base"].eq(0).fillna(False)
    note = whole["why"].where(~told, whole["hidden"].fillna("")).mask(nobody, NOBODY)
    return whole.assign(level="share", note=note)


def _good_answers(released: Mapping[str, DataFrame]) -> DataFrame:
    """The released rows of all good answers together, of every role."""
    import pandas as pd

    columns = ["authority", "wave", "audience", "question", *SHOWN, "hidden"]
    frames = [released[name] for name in SECTIONS.values()]
    good = [one[one["level"].eq("side") & one["answer"].eq("good")] for one in frames]
    return pd.concat(good, ignore_index=True)[columns]


def _share_rows(study: Study, wave: str) -> Iterator[tuple[str, ...]]:
    """wave, role, topic, audience, question, and why there is no number of it."""
    here = {survey.audience for survey in study.surveys_of(wave)}
    for shared in shared_topics(study, wave):
        fixed = (wave, shared.role, shared.topic)
        for audience in AUDIENCES:
            if audience in shared.questions:
                yield (*fixed, audience, shared.questions[audience].key, "")
            else:
                yield (*fixed, audience, "", NO_QUESTION if audience in here else NOT_ASKED)
        for audience, question in shared.others:
            yield (*fixed, audience, question.key, ANOTHER)


def _differences(study: Study, shares: DataFrame) -> DataFrame:
    """One row per authority, shared topic and two audiences that were asked about it."""
    pairs = _pairs(study)
    known = shares[shares["note"].ne(ANOTHER)]
    known = known[["authority", "wave", "role", "topic", "audience", "question", *SHOWN]]
    key = ["wave", "role", "topic"]
    other = known.drop(columns=["low", "high"]).rename(columns=OF_OTHER)
    other = other.rename(columns={"audience": "other_audience", "question": "other_question"})
    whole = pairs.merge(known, on=[*key, "audience"])
    whole = whole.merge(other, on=["authority", *key, "other_audience"])
    return _with_intervals(whole.assign(level="difference", note=_why_not(whole)))


def _pairs(study: Study) -> DataFrame:
    """wave, role, topic, two audiences, and why their answers are not compared."""
    import pandas as pd

    rows = [
        (shared.wave, shared.role, shared.topic, one, other, why_not_compared(*questions))
        for wave in study.waves
        for shared in shared_topics(study, wave.id)
        for one, other in shared.pairs
        for questions in [(shared.questions[one], shared.questions[other])]
    ]
    columns = ["wave", "role", "topic", "audience", "other_audience", "why"]
    return pd.DataFrame(rows, columns=columns)


def _why_not(pairs: DataFrame) -> Any:  # noqa: ANN401 - a Series of sentences
    note = pairs["why"]
    for share, audience in (("share", "audience"), ("other_share", "other_audience")):
        hidden = note.eq("") & pairs[share].isna()
        note = note.mask(hidden, [NOTHING_SHOWN.format(audience=one) for one in pairs[audience]])
    return note


def _with_intervals(pairs: DataFrame) -> DataFrame:
    """Differences with intervals, and which are clear among all of an authority in a wave."""
    compared = pairs["note"].eq("")
    known = [pairs[name].where(compared) for name in COUNTS_OF_A_PAIR]
    step = step_of(*known)
    counts = (*effective_counts(*known[:2], step), *effective_counts(*known[2:], step))
    difference, low, high = newcombe(*counts)
    whole = pairs.assign(
        difference=difference,
        difference_low=low,
        difference_high=high,
        p=newcombe_p_values(*counts),
    )
    whole["p_holm"] = whole.groupby(["authority", "wave"], sort=False)["p"].transform(holm)
    return whole.assign(clear=whole["p_holm"].lt(CLEAR_BELOW).astype("boolean").where(compared))


def _orders(differences: DataFrame) -> DataFrame:
    """One row per authority, role and two audiences: do they put the topics in the same order?"""
    key = ["authority", "audience", "wave", "role", "other_audience"]
    groups = differences.groupby(key, sort=False, observed=True)
    rows = differences[key].drop_duplicates()
    place, column = groups.ngroup().to_numpy(), differences["topic"].factorize()[0]
    tables = []
    for name in ("share", "other_share"):
        table = np.full((len(rows), column.max(initial=-1) + 1), np.nan)
        known = differences[name].where(differences["note"].eq(""))
        table[place, column] = known.astype("float64")
        tables.append(table)
    tau, topics = kendall_tau_b(*tables)
    few = topics < FEWEST_TOPICS
    note = np.where(few, TOO_FEW_TOPICS, np.where(np.isnan(tau), NO_ORDER, ""))
    return rows.assign(level="order", tau_b=np.where(few, np.nan, tau), topics=topics, note=note)
