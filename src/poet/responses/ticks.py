"""Questions of several columns, one for each answer: what is ticked."""

from __future__ import annotations

from collections.abc import Sequence

from poet.questionnaire import Question
from poet.reading import TextColumn
from poet.responses.answers import CheckedQuestion
from poet.responses.matched import MatchedColumn


def check_ticks(
    question: Question, columns: Sequence[tuple[MatchedColumn, TextColumn]]
) -> CheckedQuestion:
    """To come."""
    raise NotImplementedError
