"""What groups of people wrote about: the share of each theme by need, age and so on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.group_questions import Groups, group_questions, groups_of
from poet.sections.groups import TOO_FEW, would_be_hidden
from poet.sections.themes import with_shares
from poet.sections.themes_people import ThemedPeople, themed_people
from poet.statistics.joined_groups import joined_until, sums_by_group

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study
    from poet.themes import Codeframe

WITH_EVERYONE = True
COLUMNS = {
    "authority": "code of the authority, or all for all of them together (three or more)",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "which round of asking",
    "question": "code of the theme in the codeframe",
    "label": "the theme in words",
    "group_question": "key of the background question that makes the groups",
    "group": (
        "code of the group; codes with + between them are small groups that stand together "
        "(as in the findings `groups`)"
    ),
    "group_label": "the group in words",
    "people": "how many people of the group wrote about it; each counts once",
    "base": "how many people of the group wrote a comment that both coders coded",
    "share": "people divided by base, 0 to 1",
    "low": "lower end of the 95 % interval of the share (Wilson 1927)",
    "high": "upper end of the 95 % interval of the share",
    "note": "why groups are not set side by side; empty when they are",
}


def find(study: Study) -> DataFrame:
    """One row per authority, audience, wave, theme, group question and group (see COLUMNS).

    Small groups are joined as in `groups`, so that nothing of them has to be hidden; where fewer
    than two would be left, one row says so. None where no comments were coded.
    """
    import pandas as pd

    frames = [
        frame
        for people in themed_people(study)
        for frame in _frames(people, study.themes.codeframe)
    ]
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(COLUMNS))
    return with_shares(frame)[list(COLUMNS)]


def _frames(people: ThemedPeople, codeframe: Codeframe) -> Iterator[DataFrame]:
    by_person = people.survey.by_person.iloc[people.place]
    for asked in group_questions(people.survey.questionnaire):
        yield _frame(people, groups_of(by_person, asked), codeframe)


def _frame(people: ThemedPeople, groups: Groups, codeframe: Codeframe) -> DataFrame:
    """One row per theme, authority and group that may be shown, or one that says why not."""
    import pandas as pd

    width = len(groups.codes)
    has, known = (each.reshape(-1, width) for each in people.counts(groups.of_person, width))
    member = joined_until(has, known, would_be_hidden)
    bits = np.tile(1 << np.arange(width), (len(member), 1))
    together = sums_by_group(bits, member).astype(int)
    shown = together > 0
    shown[:, 0] |= (known.sum(axis=1) > 0) & ~shown.any(axis=1)
    table, group = np.nonzero(shown)
    theme, whose = np.divmod(table, len(people.whose))
    found = together[table, group]
    apart = found > 0
    return pd.DataFrame(
        {
            "authority": np.array(people.whose, dtype=object)[whose],
            "audience": people.survey.audience,
            "wave": people.survey.wave,
            "question": np.array(codeframe.codes, dtype=object)[theme],
            "label": np.array([each.name for each in codeframe.themes], dtype=object)[theme],
            "group_question": groups.question.key,
            "group": [groups.code_of(one) for one in found.tolist()],
            "group_label": [groups.label_of(one) if one else "" for one in found.tolist()],
            "people": np.where(apart, sums_by_group(has, member)[table, group], np.nan),
            "base": np.where(apart, sums_by_group(known, member)[table, group], np.nan),
            "note": np.where(apart, "", TOO_FEW),
        }
    )
