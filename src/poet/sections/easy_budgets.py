"""Easy Read: the first amount of money and the final one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.budgets_words import Told, told_of
from poet.wording import about_people, half_up, people

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

BESIDE_ANSWERS = "budgets"
WORDS = {
    "within_20": "both amounts were close",
    "above_20": "the final amount was a lot more",
    "below_20": "the final amount was a lot less",
}


def view(report: AuthorityReport) -> dict[str, Any]:
    """How many people there are, and how often both amounts were close."""
    told = told_of(report, report.authority.code)
    return {
        "people": f"We looked at the money of {_people(told)}.",
        "few": told.few,
        "small": told.small,
        "sentences": [] if told.few else list(_sentences(told)),
        "empty": told.empty,
    }


def _people(told: Told) -> str:
    number = told.number("both", "people")
    if number is None:
        return "fewer than 10 people"
    return people(number) if told.exact else about_people(number)


def _sentences(told: Told) -> Iterator[str]:
    """A sentence each: close, a lot more, a lot less."""
    for answer, words in WORDS.items():
        share = told.number(answer, "share")
        if share is not None:
            yield f"For {_tenths(share)}, {words}."
        elif told.at_most(answer):
            yield f"For {told.at_most(answer)} people or fewer, {words}."


def _tenths(share: float) -> str:
    tenths = half_up(10 * share)
    if tenths in (0, 10):
        return "almost everyone" if tenths else "almost no one"
    return f"about {tenths} in 10 people"
