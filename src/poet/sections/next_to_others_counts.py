"""The released counts of each council beside those of the others: of all, or of its peers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.hidden_counts import people_or_middle
from poet.sections.registry import EVERYONE
from poet.statistics.overdispersion import overdispersion
from poet.statistics.rounded_counts import effective_counts, step_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

SHARE_SECTIONS = ("outcomes", "process", "involvement")
COUNTS = ("people", "base", "likely")
KINDS = ("peers", "region", "nearest")
# Below this the limits of a funnel would rest on too few councils to tell how far they differ.
FEWEST_COUNCILS = 10
# The figure of one other council alone would be that council's, without its name.
FEWEST_OTHERS = 2
HIDDEN = "too few people answered here to show a number"
NOBODY = "nobody here gave an answer that counts"
NOT_TOGETHER = "fewer than three councils were asked, so they are not counted together"
OTHERS_HIDDEN = "fewer than two of these councils have a number that may be shown"


def side_by_side(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """One row per question of the latest wave, council and kind of comparison.

    Columns: authority, audience, wave, question, topic, comparison, councils, people, base,
    people_others, base_others, centre (share of all, or of the others where they are peers), phi,
    between, note.
    """
    import pandas as pd

    table = _table(study, released)
    kinds = [_pooled(table), *_peers(study, table)]
    return pd.concat([_frame(study, table, one) for one in kinds], ignore_index=True)


@dataclass(frozen=True, eq=False)
class _Table:
    """Good answers of the latest wave: a row per question, a column per council; NaN is hidden.

    `likely` has the middle of what a small hidden count may be, for sums over councils.
    `all_people` and `all_base` have one number per question: all councils together.
    """

    questions: DataFrame
    codes: Sequence[str]
    people: np.ndarray
    base: np.ndarray
    likely: np.ndarray
    all_people: np.ndarray
    all_base: np.ndarray

    @property
    def seen(self) -> np.ndarray:
        """Whose counts may be seen, and are of somebody."""
        return np.isfinite(self.people) & (self.base > 0)

    @property
    def known(self) -> np.ndarray:
        """Whose counts are of somebody, and seen or likely."""
        return np.isfinite(self.likely) & (self.base > 0)


@dataclass(frozen=True, eq=False)
class _Comparison:
    """The others of one kind: arrays of questions x councils; `has` says who has such others."""

    kind: str
    people: np.ndarray
    base: np.ndarray
    councils: np.ndarray
    centre: np.ndarray
    reason: str
    has: np.ndarray


def _table(study: Study, released: Mapping[str, DataFrame]) -> _Table:
    import pandas as pd

    frames = [released[name] for name in SHARE_SECTIONS if name in released]
    rows = pd.concat(
        [one[one["level"].eq("side") & one["answer"].eq("good")] for one in frames],
        ignore_index=True,
    )
    rows = rows[rows["wave"].eq(study.latest_wave.id)]
    rows = rows.assign(likely=people_or_middle(rows))
    keys = rows[["audience", "question", "topic"]].drop_duplicates(["audience", "question"])
    place = pd.MultiIndex.from_frame(keys[["audience", "question"]])
    codes = [one.code for one in study.authorities]
    at = (
        place.get_indexer(pd.MultiIndex.from_frame(rows[["audience", "question"]])),
        pd.Index([*codes, EVERYONE]).get_indexer(rows["authority"]),
    )
    arrays = {name: np.full((len(keys), len(codes) + 1), np.nan) for name in COUNTS}
    for name, array in arrays.items():
        array[at] = rows[name].to_numpy(float, na_value=np.nan)
    people, base, likely = arrays.values()
    return _Table(
        keys.reset_index(drop=True),
        codes,
        people[:, :-1],
        base[:, :-1],
        likely[:, :-1],
        people[:, -1],
        base[:, -1],
    )


def _pooled(table: _Table) -> _Comparison:
    """All other councils of the study: what is left of all when one's own are taken away."""
    base = np.maximum(table.all_base[:, None] - table.base, 0)
    people = np.clip(table.all_people[:, None] - table.people, 0, base)
    share = table.all_people / np.where(table.all_base > 0, table.all_base, np.nan)
    asked = (~(table.base == 0)).sum(axis=1, keepdims=True)  # hidden is somebody
    return _Comparison(
        "pooled",
        people,
        base,
        np.broadcast_to(asked - 1, base.shape),
        np.broadcast_to(share[:, None], base.shape),
        NOT_TOGETHER,
        np.ones(len(table.codes), dtype=bool),
    )


def _peers(study: Study, table: _Table) -> Iterator[_Comparison]:
    """The peers of each kind that study.toml asks for: their counts, as far as they are known."""
    place = {code: number for number, code in enumerate(table.codes)}
    seen, known = table.seen.astype(float), table.known.astype(float)
    for kind in KINDS:
        groups = [group for group in study.peers.groups if group.kind == kind]
        member = np.zeros((len(place), len(place)))
        for group in groups:
            member[[place[code] for code in group.councils], place[group.authority]] = 1
        if not groups:
            continue
        people, base, councils = (
            np.where(known > 0, values, 0) @ member for values in (table.likely, table.base, known)
        )
        few = seen @ member < FEWEST_OTHERS
        people, base = (np.where(few, np.nan, values) for values in (people, base))
        centre = people / np.where(base > 0, base, np.nan)
        has = member.any(axis=0)
        yield _Comparison(kind, people, base, councils, centre, OTHERS_HIDDEN, has)


def _frame(study: Study, table: _Table, others: _Comparison) -> DataFrame:
    import pandas as pd

    phi, between = _spread(table)
    many, width = len(table.questions), int(others.has.sum())
    flat = {
        "councils": others.councils,
        "people": table.people,
        "base": table.base,
        "people_others": others.people,
        "base_others": others.base,
        "centre": others.centre,
        "phi": np.broadcast_to(phi[:, None], table.people.shape),
        "between": np.broadcast_to(between[:, None], table.people.shape),
        "note": _notes(table, others),
    }
    codes = np.array(table.codes, dtype=object)[others.has]
    questions = table.questions.loc[np.repeat(np.arange(many), width)].reset_index(drop=True)
    return pd.DataFrame(
        {
            "authority": np.tile(codes, many),
            **questions,
            "wave": study.latest_wave.id,
            "comparison": others.kind,
            **{name: values[:, others.has].ravel() for name, values in flat.items()},
        }
    )


def _spread(table: _Table) -> tuple[np.ndarray, np.ndarray]:
    """Per question phi, and the standard deviation between councils; NaN below ten councils."""
    centre = table.all_people / np.where(table.all_base > 0, table.all_base, np.nan)
    people, base = (np.where(table.known, values, np.nan) for values in (table.likely, table.base))
    # Rounding the counts spreads shares as well; it must not be taken for councils that differ.
    worth, of = effective_counts(people, base, step_of(table.people, table.base))
    found = overdispersion((worth / of).T, of.T, centre)
    enough = found.councils >= FEWEST_COUNCILS
    return np.where(enough, found.phi, np.nan), np.where(enough, found.between, np.nan)


def _notes(table: _Table, others: _Comparison) -> np.ndarray:
    unknown = ~(others.base > 0) | ~np.isfinite(others.people)
    return np.select(
        [table.base == 0, ~np.isfinite(table.people), unknown],
        [NOBODY, HIDDEN, others.reason],
        "",
    ).astype(object)
