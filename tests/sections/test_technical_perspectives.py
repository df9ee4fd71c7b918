"""Three perspectives in tables, each number checked by hand."""

from __future__ import annotations

import three_audiences as small

from poet.sections.guard import words_only
from poet.sections.technical_perspectives import view

HOLDERS = {
    "life": small.repeated(("better", 56), ("worse", 14)),
    "forms": small.repeated(("easy", 40), ("hard", 31)),
}
CARERS = {
    "life": small.repeated(("better", 48), ("worse", 32)),
    "forms": small.repeated(("easy", 45), ("hard", 35)),
}


def test_a_table_has_both_audiences_and_their_difference() -> None:
    told = view(small.report_of(small.small_study({"budget_holder": HOLDERS, "carer": CARERS})))
    (content,) = told["tables"]
    assert content["caption"] == "Good answers of budget holders and carers"
    assert content["headings"] == [
        "Topic", "Budget holders", "Carers", "Difference, in 100", "p", "p (Holm)", "Clear",
    ]  # fmt: skip
    life, forms = content["rows"]
    assert life["label"] == "Life: “better”"
    assert life["cells"][:3] == ["56 of 70", "48 of 80", "20 (5 to 33)"]
    assert life["cells"][-1] == "yes"
    assert (forms["label"], forms["cells"][-1]) == ("Forms: “easy”", "no")


def test_what_is_left_out_is_counted_by_reason() -> None:
    told = view(small.report_of(small.small_study({"budget_holder": HOLDERS, "carer": CARERS})))
    assert told["reasons"] == [
        "Differences left out: 1 (reason: nothing can be shown of budget_holder)."
    ]
    assert told["orders"] == []
    assert told["published"] == []


def test_orders_and_published_figures_of_the_example_are_told(three_councils) -> None:
    told = view(small.report_of(three_councils, "X001"))
    words_only(told, "technical_perspectives")
    assert len(told["tables"]) == 3
    assert any(
        line.startswith("Budget holders and practitioners, outcomes: Kendall's tau-b ")
        for line in told["orders"]
    )
    holders, practitioners = told["published"]
    cells = {row["label"]: row["cells"][1] for row in holders["rows"] + practitioners["rows"]}
    assert cells["Dignity in support: “better”"] == (
        "more than 70% (2013), more than 80% (2014), 84% (2017)"
    )
    assert cells["Paperwork and procedures: “more”"] == "73% (2011), 82% (2012)"
    assert holders["headings"][2] == "Published"
    assert holders["sources"] == (
        "2013: National Personal Budget Survey, 2,022 budget holders answered, in 22 councils. "
        "2014: National Personal Budget Survey, more than 4,000 budget holders and carers "
        "answered. "
        "2017: POET for adults, 4,300 people answered, in 18 councils"
    )


def test_one_audience_alone_leaves_the_section_out() -> None:
    assert view(small.report_of(small.small_study({"carer": CARERS})))["empty"] is True
