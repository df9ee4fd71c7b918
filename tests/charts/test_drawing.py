"""The finished chart: heard as well as seen, safe to put on a page, the same every time."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.charts import Chart, Size, Style
from poet.charts.drawing import Shape, Words

any_text = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included


def chart(text="What it shows", marks=()):
    return Chart("A finding", text, lambda style: (marks, 100))


def test_the_words_for_the_picture_come_first(facts):
    read = facts(chart())
    assert (read.first, read.title) == ("title", "What it shows")


def test_no_aria_label_stands_in_for_the_title():
    assert "aria-label" not in chart().svg()


@pytest.mark.parametrize(("title", "text"), [("", "words"), ("title", " \n")])
def test_a_picture_nobody_can_hear_is_refused(title, text):
    with pytest.raises(ValueError, match="a title and a text"):
        Chart(title, text, lambda style: ((), 1))


@pytest.mark.parametrize(("width_mm", "text_pt"), [(50, 12), (170, 40), (170, 0), (-10, 12)])
def test_words_too_large_for_the_width_are_refused(width_mm, text_pt):
    with pytest.raises(ValueError, match="words of"):
        Size(width_mm, text_pt)


def test_the_size_is_in_mm_on_paper_and_in_points_inside():
    svg = chart().svg(Style(Size(127, 12)))
    assert 'viewBox="0 0 360 100" width="127mm" height="35.28mm"' in svg
    assert 'font-family="Poet Sans, sans-serif" font-size="12"' in svg


@given(any_text)
@settings(deadline=None)
def test_any_words_make_valid_xml(facts, words):
    picture = chart(text=f"x{words}", marks=[Words(0, 10, words)])
    facts(picture)
    picture.svg().encode("utf-8")


def test_markup_in_words_stays_words(facts):
    hostile = "</title><script>alert(1)</script> & \"'"
    read = facts(chart(text=hostile, marks=[Words(0, 10, hostile)]))
    assert (read.title, read.words()) == (hostile, [hostile])
    assert read.elements == 3


def test_a_shape_without_marks_is_not_drawn(facts):
    assert facts(chart(marks=[Shape("", "#000000")])).paths == []


def test_the_words_for_the_picture_are_heard_in_the_pdf():
    weasyprint, pikepdf = pytest.importorskip("weasyprint"), pytest.importorskip("pikepdf")
    page = f"<html lang=en><title>A page</title><h1>A heading</h1>{chart('8 in 10 said so').svg()}"
    pdf = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        heard = [str(part.Alt) for part in document.objects if "/Alt" in _keys(part)]
    assert heard == ["8 in 10 said so"]


def _keys(part):
    return part.keys() if hasattr(part, "keys") and part._type_name == "dictionary" else ()


def test_lines_grow_with_the_words_beside_them():
    broken = Shape("M0 0l9 0", "none", "#000000", 2, (0.5, 0.25))
    small, large = (chart(marks=[broken]).svg(Style(Size(174, pt))) for pt in (12, 18))
    assert 'stroke-width="2" stroke-dasharray="6 3"' in small
    assert 'stroke-width="3" stroke-dasharray="9 4.5"' in large


def test_a_small_picture_is_as_wide_as_it_says():
    small = Chart("A finding", "In words", lambda style: ((), 15), width_em=6)
    assert 'viewBox="0 0 72 15" width="25.4mm"' in small.svg(Style(Size(127, 12)))


def test_words_know_where_they_begin():
    assert Words(100, words="78%", anchor="end").left(10) == pytest.approx(100 - 19.75)
    assert Words(100, words="78%", anchor="middle").left(10) == pytest.approx(100 - 19.75 / 2)
