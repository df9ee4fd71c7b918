"""Questionnaires as XLSForms, with which KoboToolbox and ODK collect answers, and back again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poet.errors import PoetError
from poet.questionnaire import EDITIONS, Questionnaire
from poet.xlsform_export import form_sheets
from poet.xlsform_language import chosen_words
from poet.xlsform_lists import form_lists
from poet.xlsform_naming import OWN
from poet.xlsform_notes import form_notes
from poet.xlsform_questions import form_questions
from poet.xlsform_rules import form_mistakes
from poet.xlsform_sheets import read_form
from poet.xlsform_toml import TO_DECIDE, TO_FILL_IN, FormParts, questionnaire_lines

if TYPE_CHECKING:
    from pandas import DataFrame


def export_form(
    questionnaire: Questionnaire,
    *,
    edition: str = "standard",
    authorities: Mapping[str, str] | None = None,
) -> bytes:
    """The workbook of a form that asks a questionnaire: the same bytes each time.

    `edition` is one of EDITIONS and says in which words. `authorities` (code to name) makes the
    question for the authority a choice from a list. Names in the form are the keys of questions,
    codes those of answers. What a form has no place for (roles, topics, meanings, the words of the
    other edition) stands in columns that begin with "poet_", which survey apps leave alone.
    Raises one PoetError with everything that a form cannot hold.
    """
    from poet.spreadsheets import xlsx_bytes

    _refuse_unknown(edition)
    listed = authorities or {}
    PoetError.raise_all(form_mistakes(questionnaire, listed))
    sheets = form_sheets(questionnaire, edition=edition, authorities=listed)
    return xlsx_bytes({name: _frame(rows) for name, rows in sheets.items()})


def _refuse_unknown(edition: str) -> None:
    if edition not in EDITIONS:
        raise PoetError(
            f'edition "{edition}"',
            "there is no edition of this name",
            expected="There are: " + ", ".join(EDITIONS),
        )


def _frame(rows: Sequence[Mapping[str, str]]) -> DataFrame:
    """The rows with the columns that apps read first, and those of poet after them."""
    import pandas as pd

    names = dict.fromkeys(name for row in rows for name in row)
    return pd.DataFrame(rows, columns=sorted(names, key=lambda name: name.startswith(OWN)))


@dataclass(frozen=True)
class ImportedForm:
    """A questionnaire file made from a form.

    `text` is its content, `questions` how many it has, `to_fill_in` how many lines of it poet
    needs and the form does not say, `to_decide` how many are for the user to choose. `notes` are
    sentences about what was left out or chosen; the text begins with them.
    """

    text: str
    questions: int
    to_fill_in: int
    to_decide: int
    notes: tuple[str, ...]


def import_form(
    path: Path, questionnaire_id: str, *, language: str = "", topics: Mapping[str, str]
) -> ImportedForm:
    """The questionnaire that a form asks, as the text of a TOML file.

    `questionnaire_id` is the name of that file without its ending, `language` the name or code of
    one of the form's languages, `topics` the topics that are known (id to short name). What poet
    needs and the form does not say is never guessed: such a line is a comment with a proposal.
    Raises PoetError, with exit code 3, when the file is no form, or asks in a way that poet does
    not know; with exit code 2 when there is no such language.
    """
    form = read_form(path)
    words, language_notes = chosen_words(form, language)
    asked = form_questions(form, words)
    lists = form_lists(form, words, asked.questions)
    parts = FormParts(form, words, asked.questions, lists, topics)
    notes = (*form.notes, *language_notes, *form_notes(form, words, asked))
    lines = list(questionnaire_lines(parts, questionnaire_id, notes))
    return ImportedForm(
        text="\n".join([*lines, ""]),
        questions=len(asked.questions),
        to_fill_in=sum(line.startswith(TO_FILL_IN) for line in lines),
        to_decide=sum(TO_DECIDE in line for line in lines),
        notes=notes,
    )
