"""The page as HTML: whole in itself, everything people wrote escaped, and marked for what it is."""

from __future__ import annotations

import dataclasses
import re

import jinja2
import pytest

from poet.charts import Size, Style
from poet.charts.drawing import Chart, Words, escaped
from poet.disclosure import PROFILES
from poet.printing import edition as editions
from poet.printing import fonts, pages
from poet.printing.pages import document

HOSTILE = "</style><script>alert(1)</script>{{ 7*7 }} & \"quoted\" 'too'"
MADE_UP = "MADE UP: invented answers, to show what a report looks like"


def named(report, **changed: object):
    """The report of an authority or a study of another name."""
    authority = dataclasses.replace(report.authority, name=changed.pop("name", "Alderfen"))
    study = dataclasses.replace(report.study, **changed)
    return dataclasses.replace(report, authority=authority, study=study)


@pytest.fixture(scope="module")
def report(planted, report_of, edition):
    return report_of(planted, edition=edition.name)


def test_it_is_one_document_in_one_language_that_needs_no_other(report, edition) -> None:
    page = document(report, edition)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    name = "All councils" if edition.together else "Alderfen"
    assert page.count(f"<title>{edition.title}: {name}</title>") == 1
    assert not re.findall(r"""(?:src|href)=["'](?!#)""", page)
    addresses = set(re.findall(r"url\(([^)]*)\)", page))
    assert {one for one in addresses if not one.startswith('"data:image/svg+xml;base64,')} == {
        f'"{address}"' for address in fonts.addresses("pdf").values()
    }
    assert "@import" not in page
    assert "<script" not in page


def test_sections_stand_in_the_order_of_the_edition(report, edition, blocks_of) -> None:
    seen = list(dict.fromkeys(block.section for block in blocks_of(document(report, edition))))
    assert seen == [name for name in edition.sections if name in seen]
    assert seen[0].removeprefix("easy_") == "cover"
    assert seen[-1].removeprefix("easy_") == "about"
    if edition.name == "workshop":
        assert {"who_answered", "outcomes", "all_the_numbers"} <= set(seen)


def test_names_and_titles_are_escaped_wherever_they_stand(report, edition, blocks_of) -> None:
    texts = dict.fromkeys(("name", "title", "contact"), HOSTILE)
    process_map = dataclasses.replace(report.study.process_map, title=HOSTILE)
    page = document(named(report, **texts, process_map=process_map), edition)
    assert "<script" not in page
    assert "alert(1)" in page
    assert page.count("</style>") == 1
    words = " ".join(HOSTILE.split())
    told = [b for b in blocks_of(page) if words in b.text and b.kind == "prose"]
    assert "cover" in {b.section.removeprefix("easy_") for b in told}
    assert len(told) >= 3  # the name, the title (that of the map in its edition), whom to ask


def test_a_released_comment_is_escaped(planted, report_of, blocks_of) -> None:
    report = report_of(planted)
    own_words = report.released["own_words"].copy()
    own_words.loc[own_words["row"].eq("released"), "text"] = HOSTILE
    hostile = dataclasses.replace(report, released={**report.released, "own_words": own_words})
    page = document(hostile, editions.load("workshop"))
    assert "<script" not in page
    quotes = [b.text for b in blocks_of(page) if "blockquote" in b.within]
    assert quotes
    assert set(quotes) == {HOSTILE}


def margin(page: str) -> str:
    """What stands at the top of every page of paper."""
    (rule,) = re.findall(r"@top-center \{\s*content: \"([^\"]*)\";", page)
    return rule


@pytest.mark.parametrize(
    ("made_up", "profile", "expected"),
    [
        (True, "local", MADE_UP),
        (False, "local", ""),
        (False, "internal", "Not for sharing: small numbers are shown"),
        (True, "internal", f"{MADE_UP} | Not for sharing: small numbers are shown"),
    ],
)
def test_the_margin_says_what_the_report_is(report, edition, made_up, profile, expected) -> None:
    report = named(dataclasses.replace(report, profile=PROFILES[profile]), made_up=made_up)
    assert margin(document(report, edition)) == expected


def test_made_up_is_said_in_the_text_as_well(report, edition, blocks_of) -> None:
    sentence = "The answers in this report are made up."
    about = [b.text for b in blocks_of(document(report, edition)) if b.section.endswith("about")]
    assert any(text.startswith(sentence) for text in about)
    real = document(named(report, made_up=False), edition)
    assert sentence not in real


def test_a_name_that_a_template_misspells_is_an_error(edition) -> None:
    environment = pages.environment_of(edition)
    with pytest.raises(jinja2.UndefinedError):
        environment.from_string("{{ view.shere }}").render(view={"share": "8 in 10"})
    assert environment.from_string("{{ a }}").render(a="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("left\u202eright", "leftright"),
        ("\x1b[31mred\x00", "[31mred"),
        ("half\ud800", "half"),
        ("w" * 130, f"{'w' * 60} {'w' * 60} {'w' * 10}"),
        ("one\n" * 30, "\n".join(["one"] * 20) + "…"),
        ("word " * 1_000, "word " * 399 + "word…"),
        ("", ""),
    ],
)
def test_whatever_a_template_prints_is_cleaned_and_kept_short(edition, text, printed) -> None:
    environment = pages.environment_of(edition)
    assert environment.from_string("{{ a }}").render(a=text) == printed
    assert environment.from_string('<p class="{{ a }}">').render(a=text) == f'<p class="{printed}">'
    joined = environment.from_string("{{ [a] | join }}").render(a=text)
    assert joined == printed


@pytest.mark.parametrize(
    "text",
    [
        "Nearly 8 in 10 said “better” \u2013 that\u2019s 78%…",
        "https://www.fernhollow.example.org/adult-social-care/budgets",
        "Ŵyllgoed Ŷd",
        "برنامه",
        "x" * 60,
        "word " * 299 + "word",
    ],
)
def test_what_people_write_in_earnest_is_printed_as_it_is(text: str) -> None:
    assert pages.fit_to_print(text) == text


def test_nothing_that_poet_itself_says_is_cut(report, edition, monkeypatch) -> None:
    cut = []

    def told(value: object) -> object:
        printed = fit_to_print(value)
        cut.extend([value] if printed != value else [])
        return printed

    fit_to_print = pages.fit_to_print
    monkeypatch.setattr(pages, "fit_to_print", told)
    pages.environment_of.cache_clear()
    document(report, edition)
    pages.environment_of.cache_clear()
    assert cut == []


def test_what_a_chart_says_in_words_is_kept_short() -> None:
    def chart(text: str) -> Chart:
        return Chart("Title", text, lambda style: ([Words(0, 10, "</title> & words")], 20))

    style = Style(Size(170, 12))
    long, short = chart("</title> & " + "word " * 5_000), chart("</title> & words")
    assert pages.drawn(short, style, "pdf") == short.svg(style)
    told = re.search("<title>(.*?)</title>", pages.drawn(long, style, "pdf"))[1]
    assert len(told) <= 5_000 + len(escaped(long.text[:11])) - 11
    assert told.startswith("&lt;/title&gt; &amp; word word")
    assert pages.drawn(long, style, "pdf").replace(told, "") == short.svg(style).replace(
        escaped(short.text), "", 1
    )


def test_no_template_switches_escaping_off(edition) -> None:
    for file in [*edition.folder.rglob("*.html"), *edition.folder.parent.glob("shared/*.html")]:
        text = file.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), file.name
        assert "autoescape" not in text, file.name
        assert not re.findall(r"=\{\{", text), file.name


def test_the_same_report_gives_the_same_page(report, edition) -> None:
    assert document(report, edition) == document(report, edition)
