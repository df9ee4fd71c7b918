"""The summary is one sheet: the front stands alone on a notice board, the back tells more."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

import poet
from poet.look import Look, Picture
from poet.printing import edition as editions
from poet.printing.pages import document
from poet.printing.pdf import pdf

FAMILY_CARERS = Path(__file__).resolve().parents[2] / "examples" / "carers-eurofamcare"
EDITION = "summary"
LONG_NAME = (
    "Bournemouth, Christchurch and Poole and the Isles of Scilly Combined Integrated Care "
    "Partnership"
)
LONG_TITLE = (
    "Personal budgets, direct payments and managed accounts: what people told us in the second "
    "half of the year"
)
SVG = "image/svg+xml"
LABELS = ["What is good", "What is hard", "What goes with better outcomes"]


@pytest.fixture(scope="module")
def summary() -> editions.Edition:
    return editions.load(EDITION)


def with_long_names(report):
    """As if the council's name, the title and the contact were as long as any we know."""
    authority = dataclasses.replace(report.authority, name=LONG_NAME)
    contact = "Adult Social Care, evaluation team, telephone 01632 960 123, evaluation@example.org"
    study = dataclasses.replace(report.study, title=LONG_TITLE, contact=contact)
    return dataclasses.replace(report, authority=authority, study=study)


@pytest.fixture(
    scope="module",
    params=[
        "three audiences",
        "another council",
        "no link",
        "budget holders",
        "carers",
        "practitioners",
        "family carers in Germany",
        "two waves",
        "few people",
        "all hidden",
        "long names",
        "not for sharing",
    ],
)
def report(request, example, planted, null, report_of):
    """Reports of every shape: links or none, one audience or three, much hidden or nothing."""

    def alone(audience: str):
        study = example(only=(audience,), authorities=1, people=60, seed=2)
        return report_of(study, edition=EDITION)

    return {
        "three audiences": lambda: report_of(planted, edition=EDITION),
        "another council": lambda: report_of(planted, "X002", edition=EDITION),
        "no link": lambda: report_of(null, edition=EDITION),
        "budget holders": lambda: alone("budget_holder"),
        "carers": lambda: alone("carer"),
        "practitioners": lambda: alone("practitioner"),
        "family carers in Germany": lambda: report_of(
            poet.load_study(FAMILY_CARERS), edition=EDITION
        ),
        "two waves": lambda: report_of(
            example(authorities=1, people=60, seed=6, waves=2), edition=EDITION
        ),
        "few people": lambda: report_of(example(authorities=1, people=15, seed=5), edition=EDITION),
        "all hidden": lambda: report_of(example(authorities=1, people=8, seed=6), edition=EDITION),
        "long names": lambda: with_long_names(report_of(planted, edition=EDITION)),
        "not for sharing": lambda: report_of(planted, profile="internal", edition=EDITION),
    }[request.param]()


@pytest.fixture(scope="module")
def page(report, summary) -> str:
    return document(report, summary)


@pytest.fixture(scope="module")
def sheet(page, pages) -> list[str]:
    """The text of each page."""
    return pages(pdf(page)).texts(artifacts=False)


@pytest.fixture(scope="module")
def cover(page, blocks_of):
    return [block for block in blocks_of(page) if block.section == "cover"]


def test_it_is_one_sheet(sheet) -> None:
    assert len(sheet) == 2


def test_the_front_holds_all_of_the_cover(sheet, cover) -> None:
    """Whose report it is, the three findings, what happens next and how sure we are."""
    front = sheet[0].replace(" ", "")
    told = [block.text for block in cover if block.kind == "prose"]
    assert [words for words in told if words.replace(" ", "") not in front] == []
    headings = [block.text for block in cover if block.heading == 3]
    assert [text.partition(":")[0] for text in headings] == LABELS


def test_the_back_is_no_nearly_empty_page(sheet) -> None:
    assert len(sheet[1].split()) > 100


def test_where_the_front_is_too_full_its_foot_opens_the_back(planted, report_of, summary, pages):
    report = with_long_names(report_of(planted, edition=EDITION))
    contact = "; ".join(["Adult Social Care, Council House, High Street, Ottermere OT1 2AB"] * 3)
    study = dataclasses.replace(report.study, contact=contact)
    page = document(dataclasses.replace(report, study=study), summary)
    front, back = pages(pdf(page)).texts(artifacts=False)
    assert all(label in front for label in LABELS)
    assert back.startswith("What happens next")


def test_a_logo_takes_no_room_from_the_findings(planted, report_of, summary, pages) -> None:
    report = report_of(planted, edition=EDITION)
    logo = Picture(b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>', SVG)
    look = Look(logo=logo, logo_words="The council's coat of arms")
    study = dataclasses.replace(report.study, look=look)
    plain, with_logo = (
        pages(pdf(document(one, summary))).texts(artifacts=False)
        for one in (report, dataclasses.replace(report, study=study))
    )
    assert with_logo == plain


def test_a_finding_is_one_sentence_with_its_share_in_front(planted, report_of, summary, blocks_of):
    report = report_of(planted, edition=EDITION)
    blocks = [b for b in blocks_of(document(report, summary)) if b.section == "cover"]
    good = next(n for n, block in enumerate(blocks) if block.text.startswith("What is good: "))
    topic = blocks[good].text.removeprefix("What is good: ")
    told = blocks[good + 1].text
    assert told[0].isupper()
    assert " in 10 people who hold a personal budget said “" in told
    assert blocks[good + 2].kind == "alt"
    assert blocks[good + 2].text == f"{topic}: {told[0].lower()}{told[1:]}"


def test_it_says_whom_to_ask(planted, report_of, summary, blocks_of) -> None:
    report = report_of(planted, edition=EDITION)
    whom = {
        "Ring 01632 960 123.": "Ring 01632 960 123.",
        "": "ask the people who gave you this sheet.",
    }
    for contact, told in whom.items():
        study = dataclasses.replace(report.study, contact=contact)
        page = document(dataclasses.replace(report, study=study), summary)
        texts = [block.text for block in blocks_of(page)]
        assert f"The full report, or another format: {told}" in texts


def test_a_page_that_is_not_for_sharing_says_so_in_its_text(
    planted, report_of, summary, blocks_of
) -> None:
    said = "Small numbers are shown. This sheet is not for sharing."
    for profile, expected in (("local", False), ("internal", True)):
        report = report_of(planted, profile=profile, edition=EDITION)
        texts = [block.text for block in blocks_of(document(report, summary))]
        assert any(said in text for text in texts) == expected
