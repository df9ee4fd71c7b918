"""The finished chart: heard as well as seen, safe to put on a page, the same every time."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.charts import Chart, Size
from poet.charts.drawing import Shape, Words, finished

any_text = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included


def chart(text="What it shows", marks=(), size=Size()):  # noqa: B008 - Size is frozen
    return finished(marks, 100, size, title="A finding", text=text)


def test_the_words_for_the_picture_come_first(facts):
    read = facts(chart())
    assert (read.first, read.title) == ("title", "What it shows")


def test_no_aria_label_stands_in_for_the_title():
    assert "aria-label" not in chart().svg


def test_a_template_prints_the_picture_itself():
    picture = chart()
    assert picture.__html__() == picture.svg
    assert picture.title == "A finding"


@pytest.mark.parametrize(("title", "text"), [("", "words"), ("title", " \n")])
def test_a_picture_nobody_can_hear_is_refused(title, text):
    with pytest.raises(ValueError, match="a title and a text"):
        Chart(title, text, "<svg/>")


@pytest.mark.parametrize(("width_mm", "text_pt"), [(50, 12), (170, 40), (170, 0), (-10, 12)])
def test_words_too_large_for_the_width_are_refused(width_mm, text_pt):
    with pytest.raises(ValueError, match="words of"):
        Size(width_mm, text_pt)


def test_the_size_is_in_mm_on_paper_and_in_points_inside():
    svg = chart(size=Size(127, 12)).svg
    assert 'viewBox="0 0 360 100" width="127mm" height="35.28mm"' in svg
    assert 'font-family="Poet Sans, sans-serif" font-size="12"' in svg


@given(any_text)
@settings(deadline=None)
def test_any_words_make_valid_xml(facts, words):
    picture = chart(text=f"x{words}", marks=[Words(0, 10, words)])
    facts(picture)
    picture.svg.encode("utf-8")


def test_markup_in_words_stays_words(facts):
    hostile = "</title><script>alert(1)</script> & \"'"
    read = facts(chart(text=hostile, marks=[Words(0, 10, hostile)]))
    assert (read.title, read.words()) == (hostile, [hostile])
    assert read.elements == 3


def test_a_shape_without_marks_is_not_drawn(facts):
    assert facts(chart(marks=[Shape("", "#000000")])).paths == []


def test_the_words_for_the_picture_are_heard_in_the_pdf():
    weasyprint, pikepdf = pytest.importorskip("weasyprint"), pytest.importorskip("pikepdf")
    page = f"<html lang=en><title>A page</title><h1>A heading</h1>{chart('8 in 10 said so').svg}"
    pdf = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        heard = [str(part.Alt) for part in document.objects if "/Alt" in _keys(part)]
    assert heard == ["8 in 10 said so"]


def _keys(part):
    return part.keys() if hasattr(part, "keys") and part._type_name == "dictionary" else ()
