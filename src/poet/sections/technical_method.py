"""What was done, in words: the numbers that the rules turn on come from where they are applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections import EVERYONE
from poet.sections.fitted_models import AUDIENCES, FEWEST_COUNCILS
from poet.sections.imputed_models import SEED, SETS
from poet.sections.model_data import PEOPLE_PER_COLUMN, POINTS_IN_A_STEP, SMALLEST_GROUP
from poet.sections.technical_words import rows_of
from poet.sections.what_goes_with_outcomes import CLEAR_BELOW, HIGH_END, LOW_END
from poet.wording import count, list_of
from poet.wording_technical import decimal

if TYPE_CHECKING:
    from poet.sections import AuthorityReport


def view(report: AuthorityReport) -> dict[str, Any]:
    """Who is modelled, and the rules' numbers in figures."""
    modelled = [s for s in report.surveys if s.audience in AUDIENCES and s.questionnaire.scores]
    others = [s for s in report.surveys if s.audience not in AUDIENCES]
    together = _modelled_together(report)
    return {
        "people": list_of([survey.questionnaire.people for survey in modelled]),
        "others": list_of([survey.questionnaire.people for survey in others]),
        "several_councils": len(report.study.authorities) > 1,
        "together": together,
        "clear_below": decimal(CLEAR_BELOW / 2, 3) if together else decimal(CLEAR_BELOW),
        "step": count(POINTS_IN_A_STEP),
        "low_end": count(LOW_END * POINTS_IN_A_STEP),
        "high_end": count(HIGH_END * POINTS_IN_A_STEP),
        "smallest_group": count(SMALLEST_GROUP),
        "people_per_column": count(PEOPLE_PER_COLUMN),
        "fewest_councils": count(FEWEST_COUNCILS),
        "sets": count(SETS),
        "seed": str(SEED),
        "small_numbers": report.profile.words,
    }


def _modelled_together(report: AuthorityReport) -> bool:
    """Whether the report shows links of all councils, beside which its own must be clearer."""
    links = rows_of(report.released["what_goes_with_outcomes"], authority=EVERYONE)
    return bool(links["p"].notna().any())
