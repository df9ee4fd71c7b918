"""Budgets in the words of the three editions: every sentence, from cases that ask for it."""

from __future__ import annotations

import pytest
from budget_studies import budget_report, budget_study, cases_frame, spread_cases

from poet.sections.budgets_view import bands_of, view
from poet.sections.budgets_words import told_of
from poet.sections.easy_budgets import view as easy
from poet.sections.guard import words_only
from poet.sections.technical_budgets import view as technical
from poet.wording import longest_sentence

NONE = float("nan")
# Of 40 cases, 10 within 20 %, 20 far above, 10 far below.
FORTY = [
    *[(100.0 + n, 102.0 + n) for n in range(10)],
    *[(200.0 + n, 500.0 + 3 * n) for n in range(20)],
    *[(300.0 + n, 150.0 + n) for n in range(10)],
]


def report_of(cases, **more):
    return budget_report(budget_study(cases_frame(cases), **more))


def test_a_council_without_cases_has_no_page() -> None:
    study = budget_study(cases_frame(spread_cases(20), "N2"), cases_frame([(NONE, 300.0)], "N1"))
    for section in (view, easy, technical):
        assert section(budget_report(study))["empty"] is True
        assert section(budget_report(study, "N2"))["empty"] is False


def test_what_the_workshop_reads() -> None:
    shown = view(report_of(FORTY))
    assert shown["cases"] == "About 40 cases"
    assert (shown["few"], shown["small"], shown["empty"]) == (False, False, False)
    assert shown["close"] == ["Of 100 cases, 25 had a final budget within 20% of the first figure."]
    assert shown["sentences"] == [
        "For about half of the people, the final budget was £150 a week or more above the first "
        "figure.",
        "In the typical case, the final budget was 1.8 times the first figure.",
        "For each £100 of first figures, £77 was added in the end, and £18 was taken off.",
        "Suppose all first figures were multiplied by one and the same number. Even with the best "
        "number, 50 of 100 cases would be more than 20% off.",
    ]
    assert shown["together"] == []


def test_final_budgets_below_the_first_figures() -> None:
    shown = view(report_of([(500.0 + n, 250.0 + n) for n in range(60)]))
    assert shown["close"] == ["Of 100 cases, 0 had a final budget within 20% of the first figure."]
    assert shown["sentences"][:3] == [
        "For about half of the people, the final budget was £250 a week or more below the first "
        "figure.",
        "In the typical case, the final budget was 0.5 times the first figure.",
        "For each £100 of first figures, £0 was added in the end, and £47 was taken off.",
    ]


def test_both_amounts_about_the_same() -> None:
    shown = view(report_of([(500.0 + n, 501.0 + n) for n in range(60)]))
    assert shown["sentences"][0] == (
        "In the typical case, the final budget was about the same as the first figure."
    )


def test_a_small_hidden_count_is_said_as_far_as_it_is_told() -> None:
    cases = [*[(100.0, 101.0)] * 5, *[(100.0 + n, 300.0 + n) for n in range(30)]]
    shown = view(report_of(cases))
    assert shown["close"] == ["At most 7 final budgets were within 20% of the first figure."]
    assert shown["small"] is True
    assert easy(report_of(cases))["sentences"][0] == (
        "For 7 people or fewer, both amounts were close."
    )


def test_a_count_that_may_not_be_told_at_all() -> None:
    shown = view(report_of([(100.0 + n, 300.0 + n) for n in range(15)]))
    assert shown["close"] == [
        "How many final budgets were within 20% of the first figure cannot be shown."
    ]


def test_where_few_moved_one_way_only_the_totals_are_told() -> None:
    cases = [*[(100.0 + n, 150.0 + n) for n in range(40)], (100.0, 40.0)]
    sentences = view(report_of(cases))["sentences"]
    assert "All final budgets together were 1.4 times all first figures together." in sentences


def test_fewer_than_ten_cases_are_only_counted() -> None:
    shown = view(report_of(spread_cases(8)))
    assert shown["cases"] == "Fewer than 10 cases"
    assert shown["few"] is True
    assert shown["close"] == shown["sentences"] == shown["charts"] == []
    words = easy(report_of(spread_cases(8)))
    assert words["people"] == "We looked at the money of fewer than 10 people."
    assert words["few"] is True


def test_all_councils_stand_beside_one() -> None:
    councils = [cases_frame(spread_cases(60, seed=n, ratio=1.1), f"N{n}") for n in (1, 2, 3)]
    study = budget_study(*councils)
    beside = view(budget_report(study))["together"]
    assert beside == view(budget_report(study, "all"))["close"]
    assert view(budget_report(study, "all"))["together"] == []


def test_a_chart_says_all_its_bands_in_words() -> None:
    report = report_of(spread_cases(60))
    (chart,) = view(report)["charts"]
    bands = bands_of(told_of(report, "N1"))
    assert len(bands) == 6
    assert all(amount % 5 == 0 for band in bands for amount in (band.first, band.low, band.high))
    assert chart.text.count("First figures of about £") == 6
    first = bands[0]
    assert chart.text.startswith(
        f"First figures of about £{first.first:.0f}: final budgets of about £{first.middle:.0f}, "
        f"the middle half from £{first.low:.0f} to £{first.high:.0f}."
    )
    assert view(report_of(spread_cases(15)))["charts"] == []


def test_what_easy_read_says() -> None:
    words = easy(report_of(FORTY))
    assert words["people"] == "We looked at the money of about 40 people."
    assert words["sentences"] == [
        "For about 3 in 10 people, both amounts were close.",
        "For about 5 in 10 people, the final amount was a lot more.",
        "For about 3 in 10 people, the final amount was a lot less.",
    ]
    alike = easy(report_of([(500.0 + n, 501.0 + n) for n in range(60)]))["sentences"]
    assert alike == [
        "For almost everyone, both amounts were close.",
        "For almost no one, the final amount was a lot more.",
        "For almost no one, the final amount was a lot less.",
    ]


def test_exact_numbers_for_the_council_itself() -> None:
    report = report_of(FORTY[:-1], profile="internal")
    assert view(report)["cases"] == "39 cases"
    assert easy(report)["people"] == "We looked at the money of 39 people."


def test_the_technical_table_has_every_measure_with_its_interval() -> None:
    councils = [
        cases_frame(spread_cases(60, seed=n), f"N{n}", ["A"] * 35 + ["B"] * 25) for n in (1, 2, 3)
    ]
    shown = technical(budget_report(budget_study(*councils)))
    measures, own, own_alike, together, _ = shown["tables"]
    assert measures["caption"] == "All measures, with 95% intervals"
    assert measures["headings"] == ["Measure", "Council N1", "All councils"]
    cells = {row["label"]: row["cells"] for row in measures["rows"]}
    assert len(cells) == 26
    assert cells["Cases with both amounts"] == ["60", "180"]
    assert " to " in cells["Mean ratio"][0]
    assert own["caption"] == "Council N1: by group of cases"
    assert own_alike["caption"] == "Council N1: agreement by group of cases"
    assert together["caption"] == "All councils: by group of cases"
    assert [row["label"] for row in own["rows"]] == ["A", "B"]
    assert own["headings"] == [
        *["Group", "Cases", "Within 20%", "Median ratio", "Mean ratio", "Median difference, £"]
    ]
    assert own_alike["headings"] == [
        *["Group", "Limits of the ratio", "Concordance", "Spearman", "Added", "Taken off"]
    ]
    assert all(" to " in row["cells"][0] for row in own_alike["rows"])


def test_hidden_counts_are_marked_and_reasons_are_told() -> None:
    cases = [*[(100.0, 150.0 + n) for n in range(40)], (100.0, 90.0)]
    shown = technical(report_of(cases))
    cells = {row["label"]: row["cells"] for row in shown["tables"][0]["rows"]}
    assert cells["Within 20%, of 100 cases"] == ["[c]"]
    assert cells["Added, share of all indicative"] == ["not told"]
    assert cells["Final at the median indicative, by the line"] == ["not told"]
    assert shown["reasons"] == [
        "Added, share of all indicative, Taken off, share of all indicative: too few final budgets "
        "lie on one side of the indicative ones.",
        "Concordance (Lin), Correlation of the order (Spearman): one of the two amounts is the "
        "same in every case.",
        "Slope of the robust line, Final at the median indicative, by the line: the first amounts "
        "are all alike.",
    ]


@pytest.mark.parametrize("cases", [FORTY, spread_cases(8), spread_cases(25), spread_cases(200)])
def test_views_hold_short_sentences_and_no_numbers(cases) -> None:
    report = report_of(cases)
    for section, longest in ((view, 25), (easy, 15)):
        shown = words_only(section(report), "budgets")
        for name in ("close", "sentences", "together", "people"):
            lines = shown.get(name, [])
            for line in [lines] if isinstance(lines, str) else lines:
                assert longest_sentence(line) <= longest
    words_only(technical(report), "technical_budgets")
