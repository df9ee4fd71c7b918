"""All the numbers: every judged question and every tick once, hidden ones marked."""

from __future__ import annotations

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
    assert all(cell == "[c]" or cell.rstrip("%").replace(",", "").isdigit() for cell in cells)
