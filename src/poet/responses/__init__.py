"""A table of text and a questionnaire to checked answers and a list of what cannot be used.

responses = check_table(read_table("answers.csv"), questionnaire, "2026", AuthorityRule(...))
print(*account_lines(responses), *problem_lines(grouped(responses.problems)), sep="\\n")
"""

from __future__ import annotations

from poet.responses.authorities import code_from_name
from poet.responses.check import check_table
from poet.responses.evening_out import evened_out
from poet.responses.matched import ColumnMatch
from poet.responses.matching import match_columns
from poet.responses.problem_table import PROBLEM_COLUMNS
from poet.responses.report import account_lines, grouped, problem_lines
from poet.responses.row_rules import ALLOWED, RowRules
from poet.responses.types import Account, AuthorityRule, Responses
from poet.responses.wrong_file import refuse_other_audience

__all__ = [
    "ALLOWED",
    "PROBLEM_COLUMNS",
    "Account",
    "AuthorityRule",
    "ColumnMatch",
    "Responses",
    "RowRules",
    "account_lines",
    "check_table",
    "code_from_name",
    "evened_out",
    "grouped",
    "match_columns",
    "problem_lines",
    "refuse_other_audience",
]
