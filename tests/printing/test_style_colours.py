"""The colours of the style sheets can be told apart: text 4.5:1, lines and boxes 3:1 (WCAG 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from poet.contrast import FOR_NEIGHBOURS, FOR_TEXT, WHITE, contrast
from poet.printing.pages import MEDIA, document

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
# A background that text of the colours of the page may stand on, as it differs little from paper.
LIGHT = 1.5


@dataclass(frozen=True)
class Rule:
    """One selector of a style sheet, and what it colours."""

    selector: str
    text: str
    background: str
    lines: tuple[str, ...] = field(default=())


def long_form(colour: str) -> str:
    """The colour with six digits; "" stays as it is."""
    return re.sub(r"([0-9a-fA-F])", r"\1\1", colour) if len(colour) == 4 else colour


def colours(declarations: str, names: str) -> list[str]:
    found = re.findall(rf"(?:^|;)\s*(?:{names})\s*:([^;]*)", declarations)
    return [long_form(colour) for value in found for colour in COLOUR.findall(value)]


def rules_of(page: str) -> list[Rule]:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    style = re.sub(r"url\([^)]*\)|/\*.*?\*/", "", style, flags=re.DOTALL)
    return list(_rules(style))


def _rules(style: str) -> Iterator[Rule]:
    for selectors, declarations in RULE.findall(style):
        text = colours(declarations, "color")
        background = colours(declarations, "background|background-color")
        lines = colours(declarations, r"(?:border|outline)[a-z-]*")
        for selector in selectors.split(","):
            name = " ".join(selector.split())
            yield Rule(name, (text or [""])[-1], (background or [""])[-1], tuple(lines))


def stands_on(rule: Rule, rules: list[Rule]) -> str:
    """The background of a rule: its own, or that of what its selector says it stands in."""
    if rule.background:
        return rule.background
    around = [
        other
        for other in rules
        if other.background
        and rule.selector.startswith((f"{other.selector} ", f"{other.selector}:"))
    ]
    return max(around, key=lambda other: len(other.selector)).background if around else WHITE


@pytest.fixture(scope="module", params=MEDIA)
def rules(request, planted, report_of, edition) -> list[Rule]:
    report = report_of(planted, edition=edition.name)
    return rules_of(document(report, edition, request.param))


def test_all_text_can_be_read_on_what_it_stands_on(rules) -> None:
    texts = {(r.selector, r.text, stands_on(r, rules)) for r in rules if r.text}
    assert len(texts) >= 5
    assert [pair for pair in texts if contrast(*pair[1:]) < FOR_TEXT] == []


def test_the_colours_of_text_can_be_read_on_every_light_box(rules) -> None:
    texts = {r.text for r in rules if r.text and stands_on(r, rules) == WHITE}
    boxes = {r.background for r in rules if r.background and contrast(r.background, WHITE) < LIGHT}
    assert texts
    pairs = [(text, box) for text in texts for box in boxes]
    assert [pair for pair in pairs if contrast(*pair) < FOR_TEXT] == []


def test_a_dark_box_says_the_colour_of_its_text(rules) -> None:
    dark = [r for r in rules if r.background and contrast(r.background, WHITE) >= LIGHT]
    assert [rule.selector for rule in dark if not rule.text] == []


def test_lines_and_the_borders_of_boxes_can_be_seen(rules) -> None:
    """The border of a box with a colour of its own is seen from inside or from the page around."""
    lines = {(r.selector, line, stands_on(r, rules)) for r in rules for line in r.lines}
    boxes = {rule.selector for rule in rules if rule.background}
    assert len(lines) >= 3
    seen = {
        (name, line): max(contrast(line, inside), contrast(line, WHITE) if name in boxes else 0)
        for name, line, inside in lines
    }
    assert [line for line, ratio in seen.items() if ratio < FOR_NEIGHBOURS] == []


def test_what_could_not_be_read_would_be_found() -> None:
    found = rules_of(
        "<style>p { color: #999 } .dark { background: #12436d; color: #fff }"
        ".dark h1 { color: #12436d }</style>"
    )
    pairs = {rule.selector: (rule.text, stands_on(rule, found)) for rule in found if rule.text}
    assert pairs == {
        "p": ("#999999", WHITE),
        ".dark": ("#ffffff", "#12436d"),
        ".dark h1": ("#12436d", "#12436d"),
    }
    assert [name for name, pair in pairs.items() if contrast(*pair) < FOR_TEXT] == ["p", ".dark h1"]
