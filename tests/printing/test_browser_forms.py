"""The blank form as a page of HTML in a browser: read by axe, on a phone, ticked and printed."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import needs_chromium

from poet import definition
from poet.printing.blank_form import form_page
from poet.printing.blank_form_view import FORM_EDITIONS, Particulars

pytestmark = needs_chromium


@pytest.fixture(scope="module", params=FORM_EDITIONS)
def form(request, browser, tmp_path_factory):
    """One form in one wording, opened without a network."""
    file = tmp_path_factory.mktemp("form") / "form.html"
    asked = definition.load("carer")
    file.write_text(form_page(asked, request.param, "html", Particulars()), encoding="utf-8")
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        yield page


@pytest.mark.parametrize(("across", "down"), [(320, 800), (1280, 900)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(form, across, down) -> None:
    form.set_viewport_size({"width": across, "height": down})
    found = Axe().run(form).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert form.evaluate("document.scrollingElement.scrollWidth") <= across


def test_a_box_can_be_reached_and_ticked_with_the_keyboard(form) -> None:
    form.locator("input").first.focus()
    form.keyboard.press("Space")
    assert form.evaluate("document.activeElement.checked")
    assert form.evaluate("document.querySelectorAll('fieldset legend').length") > 20
