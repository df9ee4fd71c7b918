"""The work it takes, printed: one page of a workshop, whatever the file of returns holds."""

from __future__ import annotations

import pytest
from returns_reported import study_of_returns, without_returns

from poet.disclosure import PROFILES
from poet.printing import edition as editions
from poet.printing.pages import document
from poet.printing.pdf import pdf
from poet.releasing import release_all
from poet.sections import find_all, latest_findings
from poet.study import ALL_COUNCILS

HEADINGS = "authority,year,assessments,reviews,people_supported,field_staff_fte,Complaints"
COUNCILS = ("Northtown", "Southville", "Eastbury")
ROWS = [
    f"{name},{year},{2400 - 31 * at},{3200 - 150 * at},{4100 + 9 * at},{88 + 2.5 * at},{complaints}"
    for name in COUNCILS
    for at, year in enumerate(("2022-23", "2023-24", "2024-25", "2025-26"))
    for complaints in [5 if name == "Southville" else 40]
]
COSTS = {
    "unit_costs": {"assessments": 450, "reviews": 200.5, "people_supported": 12_000},
    "unit_costs_source": "what one costs on average, as the finance team of the council says",
    "unit_costs_year": 2024,
}
TALK = "Talk about this: Where does the time of workers go?"


def printed(study, code, edition="workshop"):
    released = release_all(study, find_all(study))
    authority = next(one for one in (*study.authorities, ALL_COUNCILS) if one.code == code)
    findings = latest_findings(study, released, PROFILES[study.profile])
    return document(findings.report_on(authority), editions.load(edition))


@pytest.mark.parametrize("code", ["N1", "S1", "all"])
@pytest.mark.parametrize("entry", [{}, COSTS], ids=["no costs", "three costs"])
def test_it_is_one_page(tmp_path, pages, code, entry) -> None:
    study = study_of_returns(tmp_path, HEADINGS, *ROWS, **entry)
    texts = pages(pdf(printed(study, code))).texts(artifacts=False)
    (page,) = (text for text in texts if text.startswith("The work it takes"))
    assert TALK in page
    assert ("What this would cost" in page) == bool(entry)
    assert ("Numbers below 8 are not shown." in page) == (code == "S1")


def test_the_technical_annex_has_its_tables(tmp_path, pages) -> None:
    study = study_of_returns(tmp_path, HEADINGS, *ROWS, **COSTS)
    text = " ".join(pages(pdf(printed(study, "S1", "technical"))).texts(artifacts=False))
    for words in (
        "Southville: returns by year; changes in percent",
        "All councils: change for each worker, and its parts, in percent",
        "Southville: cost at the unit costs stated",
        "Prices of 2024.",
        "[c] a number below 8: complaints in 2022-23",
    ):
        assert words in text


def test_without_returns_there_is_no_such_page(tmp_path) -> None:
    study = without_returns(study_of_returns(tmp_path, HEADINGS, *ROWS))
    assert "The work it takes" not in printed(study, "N1")
    assert "The work it takes" not in printed(study, "N1", "technical")
