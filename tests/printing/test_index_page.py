"""The page that links every report: complete, in the order of the alphabet, read by everyone."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import needs_chromium

from poet.language import available
from poet.printing.index_page import index_page
from poet.printing.manifest import Entry, Manifest
from poet.study import Authority, Study, Wave

NAMES = ["Wyllgoed", "Élderfen", "alder & Fen", "Ottermere", "Tarnbrook"]
PHONE, DESKTOP = (320, 800), (1280, 900)


def entry(code: str, edition: str, format_: str, language: str = "en") -> Entry:
    return Entry(code, edition, format_, language, 26_400, "hash", "hash")


def study_of(names: list[str], **more: object) -> Study:
    authorities = tuple(Authority(f"X{n:03}", name) for n, name in enumerate(names, start=1))
    study = Study(Path(), "Budgets in the <North>", authorities, (Wave("w", "2026"),), ())
    return dataclasses.replace(study, **more)


def manifest_of(study: Study, *more: str) -> Manifest:
    """Every council has a workshop report and its numbers; the last has nothing."""
    entries = {}
    for one in study.authorities[:-1]:
        for edition, format_ in (("numbers", "csv"), ("workshop", "html"), ("workshop", "pdf")):
            entries[f"{one.code}-{edition}.{format_}"] = entry(one.code, edition, format_)
    first = study.authorities[0].code
    return Manifest(Path(), {**entries, **{name: entry(first, name, "pdf", "cy") for name in more}})


def page_of(study: Study, *more: str, **reasons: list[str]) -> str:
    return index_page(study, study.authorities, manifest_of(study, *more), reasons)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def sections(page: str) -> dict[str, str]:
    """Heading of each council to what stands below it."""
    found = re.findall(r"<section[^>]*>\s*<h2>(.*?)</h2>(.*?)</section>", page, re.DOTALL)
    return dict(found)


def test_councils_stand_in_the_order_of_the_alphabet() -> None:
    assert list(sections(page_of(study_of(NAMES)))) == [
        "alder &amp; Fen",
        "Élderfen",
        "Ottermere",
        "Tarnbrook",
        "Wyllgoed",
    ]


def test_all_councils_together_stand_before_each() -> None:
    study = study_of(["Alderfen", "Ottermere"])
    everyone = Authority("all", "All councils")
    authorities = [*study.authorities, everyone]
    page = index_page(study, authorities, Manifest(Path()), {})
    assert list(sections(page)) == ["All councils", "Alderfen", "Ottermere"]


def test_every_file_is_linked_in_words_that_say_what_it_is() -> None:
    links = re.findall(r'<a href="([^#"]+)">(.*?)</a> \((.*?)\)', page_of(study_of(NAMES)))
    assert len(links) == 4 * 3
    assert [link for link in links if link[0].startswith("X003")] == [
        ("X003-workshop.pdf", "Workshop report: alder &amp; Fen, PDF", "26 kB"),
        ("X003-workshop.html", "Workshop report: alder &amp; Fen, web page", "26 kB"),
        ("X003-numbers.csv", "All the numbers: alder &amp; Fen, CSV", "26 kB"),
    ]
    assert len({said for _, said, _ in links}) == len(links)


def test_a_report_in_another_language_says_so() -> None:
    page = page_of(study_of(NAMES), "easy_read")
    assert '<a href="easy_read" hreflang="cy">' in page
    assert "Wyllgoed, PDF, Welsh</a>" in page


def test_a_council_without_a_report_is_named_with_the_reason() -> None:
    page = page_of(study_of(NAMES), X005=["No report, as nobody's answers can be used."])
    below = sections(page)["Tarnbrook"]
    assert words(below) == "No report, as nobody&#39;s answers can be used."
    assert "<a" not in below


@pytest.mark.parametrize(
    ("more", "marks"),
    [
        ({}, ""),
        ({"made_up": True}, "MADE UP: invented answers, to show what a report looks like"),
        ({"profile": "internal"}, "Not for sharing: small numbers are shown"),
    ],
)
def test_made_up_and_not_for_sharing_are_said_first(more: dict, marks: str) -> None:
    page = page_of(study_of(NAMES, **more))
    found = re.findall(r'<p class="standing">(.*?)</p>', page)
    assert found == ([marks] if marks else [])
    assert words(page[page.index("<h1>") :]).startswith("Reports: Budgets in the &lt;North&gt;")


def test_many_councils_are_found_by_their_first_letter() -> None:
    assert "<nav" not in page_of(study_of(NAMES))
    many = [f"{letter}{name}" for letter in ("A", "É", "b") for name in NAMES]
    page = page_of(study_of(many))
    letters = re.findall(r'<li><a href="#(council-\d+)">(.)</a></li>', page)
    assert letters == [("council-1", "A"), ("council-6", "B"), ("council-11", "E")]
    assert all(f'<section id="{anchor}"' in page for anchor, _ in letters)


def test_it_needs_no_other_file_and_no_network() -> None:
    page = page_of(study_of(NAMES))
    assert "default-src 'none'" in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert "<script" not in page


@pytest.mark.parametrize("language", available())
def test_it_says_its_language(language: str) -> None:
    assert f'<html lang="{language}">' in page_of(study_of(NAMES, language=language))


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory) -> Iterator[object]:
    file = tmp_path_factory.mktemp("index") / "index.html"
    long = "Bournemouth, Christchurch and Poole Council of the Very Long Name " * 2
    many = [f"{letter}{name}" for letter in "ABCDE" for name in [*NAMES, long]]
    file.write_text(page_of(study_of(many, made_up=True)), encoding="utf-8")
    with browser.new_context(offline=True, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(file.as_uri())
        yield page


@needs_chromium
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(opened, size: tuple[int, int]) -> None:
    opened.set_viewport_size({"width": size[0], "height": size[1]})
    found = Axe().run(opened, options={"resultTypes": ["violations"]}).response
    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]] == []
    assert len(found["passes"]) > 20
    assert not opened.evaluate("document.scrollingElement.scrollWidth > innerWidth")


@needs_chromium
def test_headings_go_down_one_level_at_a_time(opened) -> None:
    levels = opened.eval_on_selector_all("h1, h2, h3", "all => all.map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@needs_chromium
def test_the_keyboard_comes_to_the_reports_at_once(opened) -> None:
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.innerText") == "Skip to the reports"
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "report"
