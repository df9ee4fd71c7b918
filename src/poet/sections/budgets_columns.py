"""What the columns and rows of `budgets` mean, and which tell of the same cases as its counts."""

from __future__ import annotations

QUESTION = "budgets"
COUNTED = {
    "both": "cases that have an indicative and a final budget",
    "without_indicative": "cases that have a final budget only; base counts all cases",
    "within_20": "final budget within 20 % of the indicative one (of the indicative one)",
    "above_20": "final budget more than 20 % above the indicative one",
    "below_20": "final budget more than 20 % below the indicative one",
    "within_10": "final budget within 10 % of the indicative one",
    "above": "final budget above the indicative one, by however little",
    "below": "final budget below the indicative one",
    "off_20_after": (
        "cases more than 20 % off after the best single rescaling of all indicative budgets"
    ),
}
"""What the rows of counts count, by `answer`."""

RATIOS = {
    "median_ratio": "median of final divided by indicative",
    "mean_ratio": "mean of final divided by indicative",
    "geometric_ratio": "geometric mean of final divided by indicative",
    "lower_ratio": "lower 95 % limit of agreement of the ratio, on the log scale",
    "upper_ratio": "upper 95 % limit of agreement of the ratio",
    "ratio_of_totals": "all final budgets divided by all indicative ones",
    "added": "what final budgets added, as a share of all indicative budgets",
    "taken_off": "what final budgets took off, as a share of all indicative budgets",
    "concordance": "Lin's concordance correlation of both amounts",
    "rank_correlation": "Spearman's rank correlation of both amounts",
    "slope": "robust line of log final on log indicative: 1 where both are in proportion",
    "rescaling": "the single factor of all indicative budgets that brings most within 20 %",
}
POUNDS = {
    "median_indicative": "median indicative budget",
    "median_final": "median final budget",
    "median_difference": "median of final less indicative",
    "mean_difference": "mean of final less indicative",
    "lower_difference": "lower 95 % limit of agreement of the difference",
    "upper_difference": "upper 95 % limit of agreement of the difference",
    "line": "final budget that the robust line expects at the median indicative budget",
}
LEVELS = {
    "cases": "how many cases there are",
    "without_indicative": "how many have no indicative budget",
    "closeness": "within 20 %, above or below: the three add up to all cases",
    "near": "within 10 %",
    "direction": "above or below, by however little",
    "rescaled": "after the best single rescaling",
    "ratio": "a ratio, share or correlation",
    "pounds": "an amount in pounds a week",
    "band_indicative": (
        "the indicative budgets of a band of cases next to each other by their indicative budgets: "
        "median in pounds, quartiles in pounds_low and pounds_high; answer is the band's number"
    ),
    "band_final": "the final budgets of the same cases",
}
MEASURES = {**COUNTED, **RATIOS, **POUNDS}

COLUMNS = {
    "authority": "code of the authority, or all for all cases in the study together",
    "wave": "the latest round of asking: budgets are told once",
    "question": "always budgets",
    "level": "; ".join(f"{name} ({words})" for name, words in LEVELS.items()),
    "answer": "; ".join(f"{name} ({words})" for name, words in MEASURES.items()),
    "group": "the group of cases; empty for all. Small groups stand together with others",
    "people": "how many cases are counted; of ratios and pounds, how many they are of",
    "base": "of how many cases",
    "share": "people divided by base, 0 to 1",
    "low": "lower end of the 95 % interval of the share (Wilson 1927)",
    "high": "upper end of it",
    "ratio": "the ratio, share or correlation; always final divided by indicative",
    "ratio_low": "lower end of its 95 % interval",
    "ratio_high": "upper end of it",
    "pounds": "the amount in pounds a week; differences are final less indicative",
    "pounds_low": "lower end of its 95 % interval; of a band the lower quartile",
    "pounds_high": "upper end of it; of a band the upper quartile",
    "note": "why there is no number; empty when there is one",
}
ESTIMATES = ("ratio", "ratio_low", "ratio_high")
AMOUNTS = ("pounds", "pounds_low", "pounds_high")
