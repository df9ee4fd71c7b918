"""A workbook from which a reviewer releases comments to be quoted, one by one and by name."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from poet.spreadsheets import FIXED_DATE
from poet.themes_cells import CommentCell, Formats, comment_cell, formats_of, write_comment
from poet.themes_comments import WHERE, Comments, check_of_words, comments_of, people_at
from poet.themes_identifiers import without

if TYPE_CHECKING:
    from poet.study import Study

SHEET, HOW_TO = "Quotes", "How to release"
COMMENT, TO_PRINT, RELEASE = "Comment", "Words to print", "Release"
RELEASED_BY, RELEASED_ON = "Released by", "Released on"
# Heading to width; those from "Audience" on say where the comment stands.
HEADINGS = {
    "Authority": 12,
    "Asked": 26,
    "Themes": 20,
    "Look here first": 16,
    COMMENT: 60,
    TO_PRINT: 60,
    RELEASE: 10,
    RELEASED_BY: 22,
    RELEASED_ON: 14,
    "Audience": 16,
    "Wave": 8,
    "Questionnaire": 16,
    "Question": 18,
    "File": 16,
    "Sheet": 10,
    "Row": 8,
    "Check": 8,
}
STEPS = (
    "A comment is quoted in a report only if a named person has read it and released it here.",
    "Go to the sheet Quotes. Read the comment, then the words to print: these are what stands in "
    "the report.",
    "Take out of the words to print whatever may tell who somebody is: names, places, ages, dates, "
    "a rare illness, a story that neighbours know. Write [...] where you take something out.",
    "What poet found is between [[ and ]] in the comment, and is taken out of the words to print. "
    "It does not find everything. You may put back what is harmless.",
    "Leave the rest as it was written. Words that the comment does not have are not printed.",
    "Choose yes below Release, and write who you are and the date. Leave all other rows empty.",
    "Then: poet themes release STUDY quotes.xlsx -o released_comments.csv",
)


def quotes_workbook(
    study: Study, audiences: Collection[str] = (), questions: Collection[str] = ()
) -> tuple[bytes, Comments]:
    """The workbook for the reviewer, and the comments in it; nothing in it is released yet.

    They are those of the latest wave, as reports are about it.

    Raises PoetError as `poet.themes_comments.comments_of` does.
    """
    import xlsxwriter

    comments = comments_of(study, audiences=audiences, questions=questions)
    themes = _themes(study, comments)
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": FIXED_DATE, "title": SHEET})
        formats = formats_of(book)
        _write_how_to(book.add_worksheet(HOW_TO), formats)
        sheet = book.add_worksheet(SHEET)
        for position, (heading, width) in enumerate(HEADINGS.items()):
            sheet.write_string(0, position, heading, formats.heading)
            sheet.set_column(position, position, width, formats.words)
        for line, (row, named) in enumerate(
            zip(comments.by_comment.itertuples(), themes, strict=True), start=1
        ):
            _write_row(sheet, line, row, named, formats)
        _finish(sheet, len(themes))
    return out.getvalue(), comments


def _themes(study: Study, comments: Comments) -> list[str]:
    """The themes that count of each comment, in words; "" for those that are not coded."""
    rows = comments.by_comment
    if study.themes is None:
        return [""] * len(rows)
    coded = study.themes.by_comment
    named = {}
    for theme in study.themes.codeframe.themes:
        has = coded[coded[f"agreed.{theme.code}"].fillna(value=False)]
        for place in zip(
            *(has[name] for name in ("audience", "wave", "question", "person")), strict=True
        ):
            named.setdefault(place, []).append(theme.short)
    people = people_at(study.responses)
    return [
        ", ".join(named.get((row.audience, row.wave, row.question, person), ()))
        for row in rows.itertuples()
        for person in [people.get(tuple(getattr(row, name) for name in WHERE[:-1]))]
    ]


def _write_row(sheet: Any, line: int, row: Any, themes: str, formats: Formats) -> None:  # noqa: ANN401 - xlsxwriter's and pandas' own
    cell = comment_cell(row.words)
    told = (row.authority, row.asked, themes, cell.look_here_first, "", words_to_print(cell))
    asked = (row.audience, row.wave, row.questionnaire, row.question)
    place = (row.file, row.sheet, str(row.row), check_of_words(row.words))
    texts = (*told, "", "", "", *asked, *place)
    for position, text in enumerate(texts):
        if text:
            sheet.write_string(line, position, text, formats.words)
    write_comment(sheet, (line, list(HEADINGS).index(COMMENT)), cell, formats)


def words_to_print(cell: CommentCell) -> str:
    """The words of a comment without what may tell who somebody is."""
    return without(cell.words, cell.found)


def _finish(sheet: Any, rows: int) -> None:  # noqa: ANN401 - xlsxwriter's own
    place = list(HEADINGS).index(RELEASE)
    refusal = "Choose yes, or leave it empty."
    choose = {"validate": "list", "source": ["yes"], "error_message": refusal}
    sheet.data_validation(1, place, rows, place, choose)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, rows, len(HEADINGS) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.activate()


def _write_how_to(sheet: Any, formats: Formats, steps: Sequence[str] = STEPS) -> None:  # noqa: ANN401 - as above
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, HOW_TO, formats.heading)
    for line, step in enumerate(steps, start=1):
        sheet.write_string(line, 0, step, formats.words)
