"""What the columns of `resources` mean; which are shares or ratios, and which are pounds."""

from __future__ import annotations

from collections.abc import Mapping

ENDS = {"": "", "_low": "lower end of its 95 % interval", "_high": "upper end of it"}
KINDS = {"": "a direct payment", "_managed": "a managed budget"}


def _with_ends(name: str, meaning: str) -> dict[str, str]:
    return {f"{name}{end}": words or meaning for end, words in ENDS.items()}


def _of_both(name: str, meaning: str) -> dict[str, str]:
    """An estimate with its ends for each kind of budget."""
    return {
        column: words
        for end, kind in KINDS.items()
        for column, words in _with_ends(f"{name}{end}", meaning.format(kind=kind)).items()
    }


_MORE = _with_ends(
    "difference",
    "of more: share that would give a good answer with £50 a week more for everyone, less the "
    "share as it is (logistic regression, standardised)",
)
_AMOUNTS_OF_BOTH = _of_both(
    "adjusted_amount", "mean pounds a week if everyone in both arms had {kind} (standardised)"
)
_SHARES_OF_BOTH = _of_both(
    "adjusted", "share that would give a good answer if everyone in both arms had {kind}"
)
_COSTS = {
    **_of_both(
        "cost", "adjusted_amount divided by adjusted, of {kind}: pounds a week for each good answer"
    ),
    **_with_ends("cost_difference", "cost less cost_managed, in pounds a week"),
}
_RATIO = _with_ends("cost_ratio", "cost divided by cost_managed")
COLUMNS: Mapping[str, str] = {
    "authority": "code of the authority, or all for everyone in the study together",
    "audience": "who was asked: people who hold a budget, as a rule",
    "wave": "which round of asking",
    "level": (
        "uptake (how budgets are held), amounts (what people have a week), band (good answers by "
        "weekly amount), more (what goes with £50 a week more) or arm (direct payments and managed "
        "budgets side by side)"
    ),
    "question": (
        "key of the outcome question; most_outcomes (half or more of the outcomes answered are "
        "good), most_process (the same of the process), or the background question counted"
    ),
    "topic": "topic of that question",
    "group_question": "of bands: the topic that makes them",
    "group": "code of the band, from its first pound on",
    "answer": "of uptake: direct_payment, managed or neither (a mix of both, or not sure)",
    "label": "the band or the answer in words",
    "people": (
        "how many gave a good answer; of uptake how many hold the budget this way, of amounts how "
        "many said the weekly amount. Of arm and amounts: of those with a direct payment"
    ),
    "base": "how many who said the weekly amount gave an answer that counts (or were asked)",
    "share": "people divided by base, 0 to 1",
    "low": "lower end of the 95 % interval of the share (Wilson 1927)",
    "high": "upper end of it",
    "people_managed": "of arm and amounts: the same of those with a managed budget",
    "base_managed": "how many of them gave an answer that counts (or were asked)",
    "share_managed": "people_managed divided by base_managed, 0 to 1",
    "low_managed": "lower end of its 95 % interval",
    "high_managed": "upper end of it",
    "amount": (
        "of amounts: mean pounds a week of people, as they say; missing for fewer than 10, or "
        "where one has more than half of all"
    ),
    "amount_managed": "the same of those with a managed budget",
    "median": "of amounts: half of them have less; missing for fewer than 10",
    "median_managed": "the same of those with a managed budget",
    **_MORE,
    "p": "of more: p-value that the amount goes with nothing, two digits",
    "p_holm": "p after Holm's correction over all measures of the authority in the wave",
    "clear": (
        "of more: whether p_holm is below 0.05 (0.025 where all councils together are told as "
        "well); of arm: whether the interval of cost_ratio leaves out 1"
    ),
    **_AMOUNTS_OF_BOTH,
    **_SHARES_OF_BOTH,
    **_COSTS,
    **_RATIO,
    "adjusted_for": "background that the model allows for",
    "not_adjusted_for": "background it does not allow for, because too few people answered",
    "councils": "how many councils stand together; empty for one council",
    "draws": "how many resamples the intervals of costs rest on",
    "note": "why nothing is estimated; empty when it is",
}
COUNTS = ("people", "base", "people_managed", "base_managed")
ESTIMATES = (*_MORE, *_SHARES_OF_BOTH, *_RATIO)
AMOUNTS = (
    *("amount", "amount_managed", "median", "median_managed"),
    *_AMOUNTS_OF_BOTH,
    *_COSTS,
)
