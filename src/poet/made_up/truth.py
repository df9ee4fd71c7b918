"""What is planted in a made-up study, as a file to hold estimates against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from poet.made_up.ordered_answers import LEVEL_OF, WITHIN_COUNCIL, WITHIN_PERSON
from poet.made_up.plan import Plan
from poet.questionnaire import Questionnaire

# Goes up when the same arguments make other answers than before.
EXAMPLE_VERSION = 1

ABOUT = """\
What is planted in the made-up answers of this study.
log_odds: by audience, score and outcome question, the log odds of a better answer for 25 points \
of the score (0 to 100), the other score and the background held still (proportional odds).
background: the log odds of a better answer to every outcome question, by background question and \
group, against groups with 0.
change_per_wave: the log odds by which every outcome gets better from one wave to the next.
resemblance: shares of the variance of the normal copula behind the logistic errors that people of \
one council, and the answers of one person, have in common.
Unanswered questions are drawn at random after the answers.
"""


def truth_toml(
    asked: Mapping[str, int], effect: str, planned: Sequence[tuple[Questionnaire, Plan]]
) -> bytes:
    """The file as UTF-8. `asked` are the numbers that the study was made with."""
    import tomli_w

    content = {
        "about": ABOUT,
        "version": EXAMPLE_VERSION,
        "effect": effect,
        **asked,
        "resemblance": {"within_council": WITHIN_COUNCIL, "within_person": WITHIN_PERSON},
        "change_per_wave": {q.audience: plan.change_per_wave for q, plan in planned},
        "log_odds": {q.audience: _links(q, plan) for q, plan in planned},
        "background": {q.audience: _background(q, plan) for q, plan in planned},
    }
    return tomli_w.dumps(content, multiline_strings=True).encode()


def _links(questionnaire: Questionnaire, plan: Plan) -> dict[str, Any]:
    outcomes = [question.key for question in questionnaire.with_role("outcome")]
    return {role: {key: plan.link(role, key) for key in outcomes} for role in LEVEL_OF}


def _background(questionnaire: Questionnaire, plan: Plan) -> dict[str, Any]:
    return {
        key: {a.code: named.get(a.code, 0.0) for a in questionnaire.question(key).scale.on_scale}
        for key, named in plan.background.items()
    }
