from __future__ import annotations

import tomllib

from poet.made_up.study_toml import study_toml
from poet.study_rules import study_mistakes

COUNCILS = [("X001", "Alderfen"), ("X002", "Fernhollow")]
RESPONSES = [
    ("carers_2025.xlsx", "carer", "2025"),
    ("carers_2026.xlsx", "carer", "2026"),
    ("practitioners_2026.csv", "practitioner", "2026"),
]


def test_it_says_what_it_was_given() -> None:
    table = tomllib.loads(study_toml(COUNCILS, RESPONSES).decode())
    assert table == {
        "title": "Personal budgets in our area: a made-up example",
        "made_up": True,
        "contact": "The evaluation team (made up), evaluation@example.org",
        "authority_column": "Council",
        "released_comments": "released_comments.csv",
        "population": "population.csv",
        "disclosure": {"profile": "local"},
        "budgets": {"file": "budgets.csv"},
        "process_map": {"file": "process_map.toml"},
        "themes": {"file": "codes.csv", "codeframe": "codeframe.toml"},
        "activity": {
            "file": "activity.csv",
            "columns": {"authority": "Council"},
            "unit_costs": {"assessments": 450, "reviews": 200},
            "unit_costs_source": "made up for this example",
        },
        "authorities": [
            {"code": "X001", "name": "Alderfen"},
            {"code": "X002", "name": "Fernhollow"},
        ],
        "waves": [{"id": "2025", "name": "2025"}, {"id": "2026", "name": "2026"}],
        "responses": [
            {"file": file, "questionnaire": questionnaire, "wave": wave}
            for file, questionnaire, wave in RESPONSES
        ],
    }
    assert list(study_mistakes(table)) == []


def test_every_part_has_a_comment() -> None:
    text = study_toml(COUNCILS, RESPONSES).decode()
    assert text.startswith("# A made-up study.")
    lines = text.splitlines()
    for part in ("[disclosure]", "[[authorities]]", "[[waves]]", "[[responses]]"):
        assert lines[lines.index(part) - 1].startswith("# ")
    for key in ("made_up", "contact", "authority_column", "released_comments", "population"):
        (line,) = [place for place, one in enumerate(lines) if one.startswith(f"{key} = ")]
        assert lines[line - 1].startswith("# ")


def test_lines_are_short_and_it_ends_in_one_line_end() -> None:
    text = study_toml(COUNCILS, RESPONSES).decode()
    assert max(len(line) for line in text.splitlines()) <= 100
    assert text.endswith('wave = "2026"\n')
