"""The points table as a page of HTML in a browser: read by axe, on a phone and on a desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import needs_chromium
from past_cases import past_cases, tried_on

from poet.allocating import ANSWERS, BANDS, RATE
from poet.printing.points_table import table_page
from poet.printing.points_table_view import Particulars

pytestmark = needs_chromium
OURS = Particulars("Fernhollow Council", made_up=True, present_numbers=140)


@pytest.fixture(scope="module", params=[RATE, BANDS, ANSWERS])
def opened(request, browser, tmp_path_factory):
    """One table, opened without a network."""
    folder = tmp_path_factory.mktemp("table")
    found = tried_on(folder, past_cases(), needs=("Meals", "Nights"))
    chosen = replace(found, chosen=request.param)
    (folder / "ras.html").write_text(table_page(chosen, "html", OURS), encoding="utf-8")
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.goto((folder / "ras.html").as_uri())
        yield page


@pytest.mark.parametrize(("across", "down"), [(320, 800), (1280, 900)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(opened, across, down) -> None:
    opened.set_viewport_size({"width": across, "height": down})
    found = Axe().run(opened).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert opened.evaluate("document.scrollingElement.scrollWidth") <= across
