"""What the columns of `direct_payments` mean, and which tell of the same people as its counts."""

from __future__ import annotations

COLUMNS = {
    "authority": "code of the authority, or all for everyone in the study together",
    "audience": "who was asked: people who hold a budget, as a rule",
    "wave": "which round of asking",
    "level": (
        "outcome (what people with each kind of budget say), arms (how many there are of each, and "
        "how alike) or left_out (who has a mix of both, or is not sure)"
    ),
    "question": "key of the outcome question, or of the question how the budget is held",
    "topic": "topic of that question",
    "people": (
        "people with a direct payment, to themselves or looked after by family or a friend: how "
        "many gave a good answer; how many there are (arms); how many were left out (left_out)"
    ),
    "base": "how many of them gave an answer that counts; all of both arms (arms), or all who said",
    "share": "people divided by base, 0 to 1",
    "low": "lower end of the 95 % interval of the share (Wilson 1927)",
    "high": "upper end of it",
    "people_managed": "the same of people whose budget the council, a provider or a broker manages",
    "base_managed": "how many of them gave an answer that counts",
    "share_managed": "people_managed divided by base_managed, 0 to 1",
    "low_managed": "lower end of its 95 % interval",
    "high_managed": "upper end of it",
    "adjusted": (
        "share that would give a good answer if everyone in both arms had a direct payment, and "
        "nothing else differed (standardised; logistic regression). Here and below, of managed "
        "budgets as well, empty where counts are rounded: these would tell the exact ones"
    ),
    "adjusted_low": "lower end of its 95 % interval",
    "adjusted_high": "upper end of it",
    "adjusted_managed": "the same if everyone had a managed budget",
    "adjusted_managed_low": "lower end of its 95 % interval",
    "adjusted_managed_high": "upper end of it",
    "difference": "adjusted minus adjusted_managed",
    "difference_low": "lower end of its 95 % interval; by council (CR3) where councils is given",
    "difference_high": "upper end of it",
    "p": "p-value that difference is 0, two digits",
    "p_holm": "p after Holm's correction over all outcomes of the authority in the wave",
    "clear": (
        "whether p_holm is below 0.05 (0.025 where reports show the council's own and those of all "
        "councils together) and alike, of the arms, is at least 0.5"
    ),
    "alike": (
        "of arms: share of people whose chance of a direct payment, by their background, is "
        "between 0.1 and 0.9 (Crump and others 2009)"
    ),
    "common_support": "of arms: share of people with a chance that is found in both arms",
    "effective": (
        "of arms: how much people are worth once each stands for others like them, as a share of "
        "how many there are (Kish 1965)"
    ),
    "adjusted_for": "background that the model allows for",
    "not_adjusted_for": "background it does not allow for, because too few people answered",
    "councils": "how many councils stand together; empty for one council",
    "note": "why nothing is estimated; empty when it is",
}
COUNTS = ("people", "base", "people_managed", "base_managed")
DIFFERENCE = ("difference", "difference_low", "difference_high")
STANDARDISED = (
    *("adjusted", "adjusted_low", "adjusted_high"),
    *("adjusted_managed", "adjusted_managed_low", "adjusted_managed_high"),
)
ESTIMATES = (*STANDARDISED, *DIFFERENCE, "alike", "common_support", "effective")
