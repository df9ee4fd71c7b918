"""All the numbers: every judged question and every tick once, hidden ones marked."""

from __future__ import annotations

import re

from poet.sections.all_the_numbers import view


def test_every_question_that_was_answered_stands_in_one_table(reports) -> None:
    report = reports[0]
    blocks = view(report)["blocks"]
    assert len(blocks) == len(report.surveys)
    for block, survey in zip(blocks, report.surveys, strict=True):
        labels = [row["label"] for table in block["tables"] for row in table["rows"]]
        judged = [
            question.short
            for role in ("outcome", "process", "involvement")
            for question in survey.questionnaire.with_role(role)
            if question.kind == "single"
        ]
        for short in judged:
            assert labels.count(short) == 1, short


def test_every_row_has_a_cell_for_every_heading(reports) -> None:
    for report in reports:
        for block in view(report)["blocks"]:
            for table in block["tables"]:
                assert table["rows"]
                for row in table["rows"]:
                    assert len(row["cells"]) == len(table["headings"]) - 1
                    assert all(cell for cell in row["cells"])


def test_what_is_hidden_in_the_frame_is_hidden_in_the_table(reports) -> None:
    report = reports[0]
    for name in ("outcomes", "process", "involvement"):
        frame = report.released[name]
        assert frame["hidden"].ne("").any()
    cells = {
        cell
        for block in view(report)["blocks"]
        for table in block["tables"]
        for row in table["rows"]
        for cell in row["cells"]
    }
    assert "[c]" in cells
    number = re.compile(r"[\d,]+%?|\d+% \(\d+ to \d+\)")
    assert all(cell == "[c]" or number.fullmatch(cell) for cell in cells)


def test_the_likely_range_is_the_released_interval_of_the_good_share(reports) -> None:
    report = reports[0]
    survey = report.surveys[0]
    table = view(report)["blocks"][0]["tables"][0]
    column = table["headings"].index("Better (likely range)") - 1
    told = {row["label"]: row["cells"][column] for row in table["rows"]}
    frame = report.released["outcomes"]
    rows = frame[frame["audience"].eq(survey.audience) & frame["answer"].eq("good")]
    shown = rows[rows["hidden"].eq("")]
    assert len(shown)
    for row in shown.itertuples():
        short = survey.questionnaire.question(row.question).short
        assert told[short] == (
            f"{row.share * 100:.0f}% ({row.low * 100:.0f} to {row.high * 100:.0f})"
        )
