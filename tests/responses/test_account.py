"""Whatever a file holds and whatever the study's rules are, every row is accounted for once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poet.reading import Source, TextTable
from poet.reading.gathering import gathered_columns
from poet.reading.layout import STATES, Column, Layout
from poet.responses import ALLOWED, AuthorityRule, RowRules, check_table, grouped, problem_lines
from poet.responses.repeated_rows import LEAST_ANSWERS
from poet.responses.rows_set_aside import NOT_FINISHED, PREVIEW_ROW, REASONS, TEST_ROW
from poet.responses.table_problems import LOOKED_AT

OWN = ("person_id", "Council", "questionnaire_version")
CELLS = {
    "person_id": st.sampled_from(["", "1", "2", "3", "4", " 1 "]),
    "Council": st.sampled_from(["", "East", "east", "West", "Nowhere"]),
    "questionnaire_version": st.sampled_from(
        ["", "budget_holder 1.0", "budget_holder 0.9", "carer 1.0"]
    ),
}
ANSWER = st.sampled_from(["", "Very easy", "Hard", "99", "Vry easy"])
# Few kinds of rows, so that some are the same throughout.
ANSWERS = st.one_of(
    st.sampled_from([("Easy",) * LEAST_ANSWERS, ("",) * LEAST_ANSWERS]),
    st.tuples(*[ANSWER] * LEAST_ANSWERS),
)
ROW = st.tuples(*CELLS.values(), ANSWERS, *[st.booleans()] * len(STATES))
RULES = st.builds(RowRules, **{name: st.sampled_from(rules) for name, rules in ALLOWED.items()})
REASON_OF_STATE = {"partial": NOT_FINISHED, "test": TEST_ROW, "preview": PREVIEW_ROW}


@settings(max_examples=80, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=12), rules=RULES, known=st.booleans())
def test_every_row_is_used_or_set_aside_for_one_reason(questionnaire, rows, rules, known) -> None:
    info = questionnaire.question("info")
    asked = [replace(info, key=f"info_{one}") for one in range(LEAST_ANSWERS)]
    questionnaire = replace(questionnaire, questions=(*questionnaire.questions[:2], *asked))
    headings = (*OWN, *(question.key for question in asked))
    cells = [(*row[:3], *row[3]) for row in rows]
    states = {name: np.array([row[4 + place] for row in rows]) for place, name in enumerate(STATES)}
    answers = TextTable(
        columns=tuple(gathered_columns([cells], len(headings))),
        layout=Layout("", 1, tuple(map(Column, headings))),
        lines=np.arange(2, len(rows) + 2),
        source=Source("answers.csv"),
        states=states,
    )
    names = {"e": ("East",), "w": ("West",)} if known else {}
    rule = AuthorityRule("Council", known=names)
    responses = check_table(answers, questionnaire, "1", rule, rows=rules)
    account, problems = responses.account, responses.problems
    assert account.rows_read == len(rows) == account.rows_used + account.rows_set_aside
    assert account.rows_used == len(responses.by_person)
    assert responses.by_person["line"].is_unique
    used = set(responses.by_person["line"])
    aside = problems[problems["rule"].isin(REASONS) & ~problems["row"].isin(used)]
    assert aside["rule"].value_counts().to_dict() == dict(account.set_aside)
    assert set(aside["row"]) == set(range(2, len(rows) + 2)) - used
    listed = problems[problems["rule"].isin(REASONS) & problems["row"].isin(used)]
    counts = listed["rule"].value_counts().to_dict()
    assert counts == {k: rows for k, rows in account.of_those_used.items() if k in LOOKED_AT}
    for state, reason in REASON_OF_STATE.items():
        in_use = sum(row in used for row in np.flatnonzero(states[state]) + 2)
        assert account.of_those_used.get(reason, 0) == in_use
    assert grouped(problems)["cells"].sum() == len(problems)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(kinds=st.lists(st.integers(1, 5), min_size=1, max_size=30), cap=st.integers(1, 10))
def test_what_the_listing_leaves_out_is_counted(check, kinds, cap) -> None:
    cells = [[f"x{number}", "Easy"] for number, many in enumerate(kinds) for _ in range(many)]
    absent = {"change", "helpers", "age"}
    problems = grouped(check(["info", "say"], *cells, not_asked=absent).problems)
    lines = problem_lines(problems, cap)
    assert problems["cells"].sum() == len(cells)
    assert len(lines) == min(cap, len(kinds)) + (len(kinds) > cap)
    if len(kinds) > cap:
        more = int(problems["cells"].iloc[cap:].sum())
        assert lines[-1].endswith(f" of problem, in {more:,} places.")
