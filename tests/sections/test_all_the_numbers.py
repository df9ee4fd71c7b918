"""All the numbers: every judged question and every tick once, hidden ones marked."""

from __future__ import annotations

import re

from poet.sections.all_the_numbers import view

JUDGED = ("outcome", "process", "involvement")


def tables_of(block) -> list[dict]:
    """All tables of an audience, in reading order."""
    return [table for half in [*block["halves"], block["tables"]] for table in half]


def rows_of(block) -> dict[str, list[str]]:
    """The name of each judged question to its cells; a name may say what a good answer is."""
    return {
        row["label"].partition(": “")[0]: row["cells"]
        for table in tables_of(block)
        for row in table["rows"]
    }


def test_every_question_that_was_answered_stands_in_one_table(reports) -> None:
    report = reports[0]
    blocks = view(report)["blocks"]
    assert len(blocks) == len(report.surveys)
    for block, survey in zip(blocks, report.surveys, strict=True):
        labels = [
            row["label"].partition(": “")[0] for table in tables_of(block) for row in table["rows"]
        ]
        judged = [
            question.short
            for role in ("outcome", "process", "involvement")
            for question in survey.questionnaire.with_role(role)
            if question.kind == "single"
        ]
        for short in judged:
            assert labels.count(short) == 1, short


def test_the_first_audience_has_every_share_and_the_others_those_of_good_answers(reports) -> None:
    first, *others = view(reports[0])["blocks"]
    assert not first["halves"]
    assert all(len(cells) > 1 for cells in rows_of(first).values())
    assert len(others) == 2
    for block in others:
        assert all(len(cells) == 1 for cells in rows_of(block).values())


def test_a_short_table_says_what_a_good_answer_is(reports) -> None:
    report = reports[0]
    for block, survey in zip(view(report)["blocks"][1:], report.surveys[1:], strict=True):
        good = {
            question.short: question.scale.side("good")
            for question in survey.questionnaire.questions
            if question.kind == "single" and question.scale and question.role in JUDGED
        }
        for table in tables_of(block):
            head = table["headings"][1]
            for row in table["rows"]:
                short, _, words = row["label"].partition(": “")
                assert head.lower() == good[short] if not words else words == f"{good[short]}”"


def test_a_short_table_has_the_released_share_and_says_how_many_answered(reports) -> None:
    report = reports[0]
    block, survey = view(report)["blocks"][2], report.surveys[2]
    assert block["answered"].startswith("About ")
    assert block["answered"].endswith(f" {survey.questionnaire.people} answered.")
    told = rows_of(block)
    frame = report.released["outcomes"]
    rows = frame[frame["audience"].eq(survey.audience) & frame["answer"].eq("good")]
    assert rows["share"].notna().any()
    for row in rows.itertuples():
        short = survey.questionnaire.question(row.question).short
        hidden = row.hidden != ""
        assert told[short] == ["[c]" if hidden else f"{int(row.share * 100 + 0.5)}%"], short


def test_every_row_has_a_cell_for_every_heading(reports) -> None:
    for report in reports:
        for block in view(report)["blocks"]:
            for table in tables_of(block):
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
        for table in tables_of(block)
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
    column = table["headings"].index("Better (range)") - 1
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
