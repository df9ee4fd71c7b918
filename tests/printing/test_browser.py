"""Every edition as a page of HTML in a browser: read by axe, by keyboard, on a phone, on paper."""

from __future__ import annotations

import io
import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import needs_chromium
from playwright.sync_api import Page

from poet.printing.pages import document

PHONE, DESKTOP = (320, 800), (1280, 900)
# What a window of 1280 by 900 shows when everything is four times, or twice, as large.
FOUR_TIMES, TWICE = (320, 225), (640, 450)
TABLET = (600, 960)

pytestmark = needs_chromium

# Every piece of visible text that stands out of the window or is cut off by what it stands in.
CUT_TEXT = """() => {
  const cut = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const hidden = element => element.closest('.skip, title') || !element.checkVisibility()
    || getComputedStyle(element.closest('thead') || element).clipPath !== 'none';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.textContent.trim() || hidden(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.left < -0.5 || box.right > innerWidth + 0.5) cut.push(node.textContent.trim());
  }
  for (const element of document.querySelectorAll('main *, header *, footer *')) {
    const style = getComputedStyle(element);
    if (style.overflowY === 'visible' || hidden(element) || element.closest('svg')) continue;
    if (element.scrollHeight > element.clientHeight + 1) cut.push(element.textContent.trim());
  }
  return cut;
}"""
FOCUS = """() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
  return {
    name: it.id || it.getAttribute('href'), words: it.innerText.trim(),
    outline: parseFloat(style.outlineWidth), style: style.outlineStyle,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@dataclass(frozen=True, eq=False)
class Opened:
    """A page in a browser, what it asked for, and what it complained about."""

    page: Page
    file: Path
    requests: list[str]
    complaints: list[str]

    def at(self, size: tuple[int, int]) -> Page:
        """The page as it opens, in a window of this size."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.goto(self.file.as_uri())
        return self.page


@pytest.fixture(scope="module")
def opened(browser, planted, report_of, edition, tmp_path_factory) -> Iterator[Opened]:
    """An edition's page of HTML, in a browser without a network."""
    file = tmp_path_factory.mktemp("browser") / f"{edition.name}.html"
    report = report_of(planted, edition=edition.name)
    file.write_text(document(report, edition, "html"), encoding="utf-8")
    with browser.new_context(offline=True, reduced_motion="reduce") as context:
        opened = Opened(context.new_page(), file, [], [])
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        yield opened


def words_of(page: Page, selector: str) -> list[str]:
    return page.eval_on_selector_all(selector, "all => all.map(one => one.innerText.trim())")


def scrolls_sideways(page: Page) -> bool:
    return page.evaluate("document.scrollingElement.scrollWidth > innerWidth")


def test_it_opens_without_network_script_or_complaint(opened) -> None:
    opened.requests.clear()
    page = opened.at(DESKTOP)
    assert {url for url in opened.requests if not url.startswith("data:")} == {opened.file.as_uri()}
    assert opened.complaints == []
    assert page.evaluate("""document.fonts.check('16px "Poet Sans"', 'ŵŷ')""")
    assert page.evaluate("document.fonts.size") == 2
    assert page.locator("script, link, iframe, object, embed, [onload], [onclick]").count() == 0


def test_what_somebody_slips_in_is_neither_run_nor_fetched(opened) -> None:
    page = opened.at(DESKTOP)
    title = page.title()
    page.evaluate("""() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "run"';
      const picture = new Image();
      picture.src = 'https://example.org/seen.png';
      document.body.append(script, picture);
    }""")
    assert page.title() == title
    assert page.evaluate("fetch('https://example.org').then(() => 'came', () => 'refused')") == (
        "refused"
    )
    assert len(opened.complaints) >= 3
    assert all("Content Security Policy" in complaint for complaint in opened.complaints[:2])
    opened.complaints.clear()


# Colours are the same in every window, and they are what axe takes longest over.
@pytest.mark.parametrize(("size", "colours"), [(PHONE, False), (DESKTOP, True)])
def test_axe_finds_nothing(opened, size, colours) -> None:
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": colours}}}
    found = Axe().run(opened.at(size), options=options).response
    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]] == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("size", [PHONE, FOUR_TIMES, TABLET, TWICE, DESKTOP])
def test_nothing_is_cut_off_and_nothing_scrolls_sideways(opened, size) -> None:
    page = opened.at(size)
    assert not scrolls_sideways(page)
    assert page.evaluate(CUT_TEXT) == []


def test_letters_of_twice_the_size_fit_as_well(opened) -> None:
    """As a reader gets them who has asked the browser for larger letters."""
    before = letters_of(opened.at(DESKTOP))
    session = opened.page.context.new_cdp_session(opened.page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    page = opened.at(DESKTOP)
    assert letters_of(page) == pytest.approx(2 * before, rel=0.001)
    assert not scrolls_sideways(page)
    assert page.evaluate(CUT_TEXT) == []
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})


def test_wider_spacing_of_lines_and_letters_fits_as_well(opened) -> None:
    """As readers set it for themselves (WCAG 1.4.12)."""
    page = opened.at(PHONE)
    page.add_style_tag(
        content="* { letter-spacing: 0.12em !important; line-height: 1.5 !important;"
        " word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
    )
    assert not scrolls_sideways(page)
    assert page.evaluate(CUT_TEXT) == []


def letters_of(page: Page) -> float:
    return page.eval_on_selector("main p", "p => parseFloat(getComputedStyle(p).fontSize)")


def test_the_keyboard_reaches_everything_in_order_and_it_is_seen(opened) -> None:
    page = opened.at(DESKTOP)
    listed = words_of(page, ".contents li a")
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUS)
    assert (first["words"], first["name"]) == ("Skip to the report", "#report")
    reached = []
    for _ in range(page.locator("a").count() - 1):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["style"] == "solid"
        assert focus["outline"] >= 2
        assert focus["seen"]
        reached.append(focus["words"])
    assert reached == words_of(page, "main a")
    assert " | ".join(listed) in " | ".join(reached)


def test_enter_on_a_link_moves_the_focus_to_its_section(opened) -> None:
    page = opened.at(DESKTOP)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS)["name"] == "report"
    for link in page.locator(".contents li a").all():
        link.focus()
        page.keyboard.press("Enter")
        focus = page.evaluate(FOCUS)
        assert f"#{focus['name']}" == link.get_attribute("href")
        assert focus["seen"]
        assert focus["style"] == "solid"


def test_headings_skip_no_level_and_the_landmarks_are_there(opened) -> None:
    page = opened.at(DESKTOP)
    levels = page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1
    assert page.get_by_role("navigation", name="What is in this report").count() == (
        page.locator("section.contents").count()
    )


def roles(page: Page) -> Counter[str]:
    """How many parts of tables the browser tells a screen reader of, by their role."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    kinds = {"table", "row", "columnheader", "rowheader", "cell"}
    return Counter(role for node in nodes if (role := node.get("role", {}).get("value")) in kinds)


def test_a_folded_table_is_still_a_table(opened) -> None:
    wide, narrow = roles(opened.at(DESKTOP)), roles(opened.at(PHONE))
    assert narrow == wide
    assert bool(wide["table"]) == bool(opened.page.locator("table").count())


def test_the_mark_of_made_up_answers_stands_at_the_top(opened) -> None:
    page = opened.at(PHONE)
    mark = page.locator("header .standing")
    assert mark.inner_text() == "MADE UP: invented answers, to show what a report looks like"
    assert mark.bounding_box()["y"] < 200
    page.emulate_media(media="print")
    assert mark.is_visible()
    page.emulate_media(media="screen")


def test_a_browser_prints_every_section_and_no_navigation(opened) -> None:
    page = opened.at(PHONE)
    headings = words_of(page, "section:not(.contents) h2")
    page.emulate_media(media="print")
    assert not page.locator(".contents, .skip, .back, .narrow").filter(visible=True).count()
    assert page.locator("svg").count() == 2 * page.locator("svg").filter(visible=True).count()
    printed = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    page.emulate_media(media="screen")
    with pikepdf.open(io.BytesIO(printed)) as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) > 1
        printed_headings = [below.title for one in outline.root for below in one.children]
    # Chromium says some words of a heading twice where a page begins with it.
    assert len(printed_headings) == len(headings)
    for in_print, on_screen in zip(printed_headings, headings, strict=True):
        assert in_print.startswith(on_screen[: len(on_screen) // 2])
