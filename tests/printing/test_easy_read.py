"""The Easy Read edition: short sentences, a picture beside each idea, and pages that stay few."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import poet
from poet.printing import edition as editions
from poet.printing.pages import document
from poet.printing.pdf import pdf
from poet.wording import longest_sentence, reading_grade, sentences

FAMILY_CARERS = Path(__file__).resolve().parents[2] / "examples" / "carers-eurofamcare"
# What answers are told on; each of what lies beside them (money, comments, steps) has one more.
MOST_PAGES = 20
BESIDE = {"easy_resources", "easy_budgets", "easy_themes", "easy_steps"}
EDITION = "easy_read"
# Opens an idea: the picture, and the words up to the end of its block.
IDEA = re.compile(r'<div class="idea picture-([a-z_]+)">(.*?)</div>', re.DOTALL)


@pytest.fixture(scope="module")
def easy() -> editions.Edition:
    return editions.load(EDITION)


@pytest.fixture(
    scope="module",
    params=["planted", "null", "family carers", "few", "practitioners alone", "internal", "hidden"],
)
def report(request, example, planted, null, report_of):
    """Reports that say different things: links or none, much hidden or little, one audience."""
    return {
        "planted": lambda: report_of(planted, edition=EDITION),
        "null": lambda: report_of(null, edition=EDITION),
        "family carers": lambda: report_of(poet.load_study(FAMILY_CARERS), edition=EDITION),
        "few": lambda: report_of(example(authorities=1, people=15, seed=5), edition=EDITION),
        "practitioners alone": lambda: report_of(
            example(only=("practitioner",), authorities=1, people=60, seed=2), edition=EDITION
        ),
        "internal": lambda: report_of(planted, "X002", "internal", edition=EDITION),
        "hidden": lambda: report_of(example(authorities=1, people=4, seed=6), edition=EDITION),
    }[request.param]()


@pytest.fixture(scope="module")
def page(report, easy) -> str:
    return document(report, easy)


@pytest.fixture(scope="module")
def printed(page, pages):
    return pages(pdf(page))


@pytest.fixture(scope="module")
def blocks(page, blocks_of):
    return blocks_of(page)


def test_no_sentence_has_more_than_fifteen_words(blocks, easy) -> None:
    assert easy.longest_sentence == 15
    told = {
        sentence
        for block in blocks
        if block.kind != "drawn"
        and block.element != "blockquote"
        and "blockquote" not in block.within
        for sentence in sentences(block.text)
    }
    assert {one for one in told if longest_sentence(one) > easy.longest_sentence} == set()
    assert len(told) > 60


def test_the_words_are_plain_as_a_whole(blocks, easy) -> None:
    """About what a reader of eight reads with ease; what people wrote is theirs."""
    text = "\n\n".join(
        block.text
        for block in blocks
        if block.kind == "prose" and block.element == "p" and "blockquote" not in block.within
    )
    assert len(text.split()) > 300
    assert reading_grade(text) <= easy.highest_grade == 3


def test_no_percentage_and_no_interval_is_told(blocks) -> None:
    told = [block.text for block in blocks if block.section != "easy_own_words"]
    assert [
        text for text in told if re.search(r"%|percent|per cent|\bbetween \d|\[c\]", text)
    ] == []


def test_every_number_of_ten_is_a_number_of_its_picture(page) -> None:
    looked_at = 0
    for _, idea in IDEA.findall(page):
        words = re.findall(r"<p>[^<]*? (\d+) in 10 [^<]*</p>", idea)
        drawn = re.findall(r"A picture of 10 people\. (\d+) of them are filled in\.", idea)
        if drawn and words:
            assert words == drawn, idea
            assert idea.count(f">{drawn[0]} in 10</text>") == 1
            looked_at += 1
    assert looked_at == len(re.findall(r"<title>A picture of 10 people", page)) - len(
        re.findall(r"<p>Everyone said:", page)
    )


def test_every_idea_has_a_picture_that_the_page_holds_once(page) -> None:
    asked_for = {name for name, _ in IDEA.findall(page)}
    held = re.findall(r"\.picture-([a-z_]+) \{ background-image: url\(\"data:image/", page)
    assert len(asked_for) >= 12
    assert asked_for <= set(held)
    assert len(held) == len(set(held))
    assert set(held) == set(re.findall(r'class="[^"]*picture-([a-z_]+)', page))


def test_pictures_are_decoration_and_charts_are_not(page, printed) -> None:
    figures = [one for one in printed.elements if one.kind == "Figure"]
    assert len(figures) == page.count("<svg")
    assert all(str(figure.tags.Alt) for figure in figures)


def test_it_has_twenty_pages_at_most_but_for_what_lies_beside_answers(printed, blocks) -> None:
    texts = printed.texts(artifacts=False)
    beside = BESIDE & {block.section for block in blocks}
    assert len(texts) <= MOST_PAGES + len(beside)
    assert [number for number, text in enumerate(texts, start=1) if len(text.split()) < 8] == []


def test_the_cover_is_one_page(printed) -> None:
    first, second = printed.texts(artifacts=False)[:2]
    assert "3 things people told us" in first
    assert second.startswith("How to use this report")


def test_a_report_without_comments_or_links_is_whole(report, blocks) -> None:
    headings = [block.text for block in blocks if block.heading == 2]
    assert headings[:4] == [
        "3 things people told us",
        "How to use this report",
        "What is in this report",
        "Who answered",
    ]
    assert headings[-3:] == ["Talk about it", "Our plan", "About this report"]
    assert {"What is going well", "What is hard"} <= set(headings)
    released = report.released["own_words"]["row"].eq("released").any()
    assert ("In people\u2019s own words" in headings) == released


def test_where_all_is_hidden_no_number_is_told(example, report_of, easy, blocks_of) -> None:
    study = example(authorities=1, people=4, seed=6)
    told = blocks_of(document(report_of(study, edition=EDITION), easy))
    numbers = [
        block.text
        for block in told
        if re.search(r"\d+ in 10\b", block.text) and block.section != "easy_how_to_use"
    ]
    assert numbers == []
    few = [block.text for block in told if block.section == "easy_who_answered"]
    assert [text for text in few if text.endswith("answered our questions.")] == [
        "Fewer than 10 people with a personal budget answered our questions.",
        "Fewer than 10 carers answered our questions.",
        "Fewer than 10 workers answered our questions.",
    ]
