"""Words of pictures drawn in one piece: the same words in the same places, in fewer bytes."""

from __future__ import annotations

import io
import re

import pytest

from poet.charts import AnswerKey, BarRow, diverging_bars

pytest.importorskip("weasyprint")

ANSWERS = (AnswerKey("Better", "good"), AnswerKey("The same", "neutral"), AnswerKey("Worse", "bad"))
CHART = diverging_bars(
    [BarRow(f"Getting the support that was asked for, {n}", (0.7, 0.2, 0.1)) for n in range(9)],
    ANSWERS,
    title="A finding",
    text="In words",
)
APART = '<svg viewBox="0 0 90 20"><title>t</title><text y="9" {places}>VAVA</text></svg>'


def printed(svg):
    import weasyprint

    page = f"<html lang=en><title>A page</title><h1>Heading</h1>{svg}"
    return weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"poet")


def printed_whole(svg):
    from poet.printing.whole_words import words_in_one_piece

    with words_in_one_piece():
        return printed(svg)


def drawn(pdf):
    """How often letters are shown, and the places from which they are."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        stream = b"".join(page.Contents.read_bytes() for page in document.pages)
    places = re.findall(rb"1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm", stream)
    return len(re.findall(rb"T[Jj]", stream)), [(float(x), float(y)) for x, y in places]


def test_words_are_drawn_at_once_and_begin_where_they_did():
    (shown, places), (shown_whole, places_whole) = (
        drawn(printing(CHART.svg())) for printing in (printed, printed_whole)
    )
    texts = CHART.svg().count("<text")
    assert shown_whole < texts + 5 < shown
    assert set(places_whole) <= set(places)


def test_the_file_is_smaller_and_the_same_each_time():
    whole = printed_whole(CHART.svg())
    assert len(whole) < len(printed(CHART.svg())) - 1500
    assert whole == printed_whole(CHART.svg())


@pytest.mark.parametrize(
    "places",
    ['x="5 15 25 35"', 'x="5,15,25,35"', 'x="5" dx="1 2"', 'x="5" rotate="10 20"',
     'x="5" letter-spacing="2"', 'x="5" textLength="60"'],
)  # fmt: skip
def test_letters_with_places_of_their_own_keep_them(places):
    svg = APART.format(places=places)
    assert printed_whole(svg) == printed(svg)


def test_a_text_with_parts_and_an_empty_one_are_drawn():
    svg = '<svg viewBox="0 0 90 20"><title>t</title><text x="1" y="9">one<tspan>two</tspan></text>'
    svg += '<text x="1" y="9"></text></svg>'
    (shown, _), (shown_whole, _) = drawn(printed(svg)), drawn(printed_whole(svg))
    assert shown - shown_whole == 2 * 3 - 2


def test_weasyprint_draws_as_before_afterwards():
    from weasyprint import svg

    before, tags = svg.text, dict(svg.TAGS)
    with pytest.raises(RuntimeError):
        fail_while_drawing()
    assert (svg.text, svg.TAGS) == (before, tags)


def fail_while_drawing():
    from poet.printing.whole_words import words_in_one_piece

    with words_in_one_piece():
        raise RuntimeError
