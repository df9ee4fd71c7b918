"""Pages for a browser: lengths that follow the reader's letters, tables that can fold."""

from __future__ import annotations

import re

import pytest

from poet.printing.pages import document
from poet.printing.screen import for_screen, in_rem

TABLE = (
    '<table class="x">\n<caption>Who</caption>\n<thead>\n<tr>\n'
    '<th scope="col">Who</th>\n<th scope="col" class="number">Share of <b>all</b></th>\n'
    '<th scope="col">Range &amp; "more"</th>\n</tr>\n</thead>\n<tbody>\n'
    '<tr>\n<th scope="row">Carers</th>\n<td class="number">8%</td>\n<td></td>\n</tr>\n'
    "</tbody>\n</table>"
)


def test_lengths_are_told_in_letters_of_the_page() -> None:
    style = "html { font: 16pt/1.42 x } p { margin: 0 0 8pt; padding: .5mm } h1 { width: 25.4mm }"
    assert in_rem(style) == (
        "html { font: 133.333%/1.42 x } p { margin: 0 0 0.5rem; padding: 0.08858rem } "
        "h1 { width: 4.5rem }"
    )


def test_the_letters_of_the_edition_count_and_not_those_of_every_page() -> None:
    style = "html { font: 14pt x } html { --box: 18mm; font-size: 18pt } p { margin: 9pt }"
    assert in_rem(style) == (
        "html { font: 116.667% x } html { --box: 2.835rem; font-size: 150% } p { margin: 0.5rem }"
    )


def test_an_edition_may_have_larger_letters_on_a_screen() -> None:
    style = (
        "html { font: 10pt x } p { margin: 5pt } @media screen { html { font-size: 12pt; } } "
        "@media screen and (max-width: 40rem) { p { margin: 0 } }"
    )
    assert in_rem(style) == (
        "html { font: 83.3333% x } p { margin: 0.5rem } @media screen { html { font-size: 100%; } }"
        " @media screen and (max-width: 40em) { p { margin: 0 } }"
    )


@pytest.mark.parametrize(
    "style",
    [
        "@page { margin: 21mm 18mm; @top-center { font: 11pt x } }",
        'p { background: url("data:image/png;base64,ab12ptcd5mm/9pt") }',
        ".m2mm { color: #12pt00; z-index: 3 }",
        "p { margin: 1rem 2px 0 }",
    ],
)
def test_paper_pictures_and_names_are_left_alone(style: str) -> None:
    assert in_rem(style) == style


def test_only_the_style_sheet_is_converted() -> None:
    page = '<style>p { margin: 12pt }</style><p>12pt</p><svg width="76mm"></svg>'
    assert for_screen(page) == (
        '<style>p { margin: 1rem }</style><p>12pt</p><svg width="76mm"></svg>'
    )


def test_each_cell_is_told_the_heading_of_its_column_and_each_part_its_role() -> None:
    assert for_screen(TABLE) == (
        '<table role="table" data-columns="few" class="x">\n<caption>Who</caption>\n'
        '<thead role="rowgroup">\n<tr role="row">\n'
        '<th scope="col" role="columnheader">Who</th>\n'
        '<th scope="col" role="columnheader" class="number">Share of <b>all</b></th>\n'
        '<th scope="col" role="columnheader">Range &amp; "more"</th>\n</tr>\n</thead>\n'
        '<tbody role="rowgroup">\n<tr role="row">\n'
        '<th scope="row" role="rowheader">Carers</th>\n'
        '<td role="cell" data-column="Share of all:" class="number">8%</td>\n'
        '<td role="cell" data-column="Range &amp; &#34;more&#34;:"></td>\n</tr>\n'
        "</tbody>\n</table>"
    )


def test_a_table_of_two_columns_does_not_fold() -> None:
    two = re.sub(r'\n<th scope="col">Range.*?</th>|\n<td></td>', "", TABLE)
    assert "data-column" not in for_screen(two)
    assert 'role="table"' in for_screen(two)


def test_a_heading_that_asks_keeps_its_own_mark() -> None:
    asking = TABLE.replace("Share of <b>all</b>", "Did it help?")
    assert 'data-column="Did it help?"' in for_screen(asking)


def test_a_row_that_does_not_fit_its_headings_gets_none() -> None:
    odd = TABLE.replace("<td></td>\n", "")
    assert "data-column=" not in for_screen(odd)


def test_a_table_of_many_columns_is_known_by_it() -> None:
    many = TABLE.replace("</tr>\n</thead>", '<th scope="col">4</th>' * 3 + "</tr>\n</thead>")
    assert 'data-columns="many"' in for_screen(many)


def test_every_edition_has_the_same_page_each_time(planted, report_of, edition) -> None:
    report = report_of(planted, edition=edition.name)
    once = document(report, edition, "html")
    assert document(report, edition, "html") == once
    style = re.search(r"<style>(.*?)</style>", once, re.DOTALL)[1]
    on_paper = re.compile(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}|url\([^)]*\)")
    assert re.findall(r"[\s:(]\d*\.?\d+(?:pt|mm)\b", on_paper.sub("", style)) == []


def test_every_cell_of_a_table_that_folds_bears_its_heading(planted, report_of, edition) -> None:
    page = document(report_of(planted, edition=edition.name), edition, "html")
    folding = re.findall(r"<table[^>]* data-columns=.*?</table>", page, re.DOTALL)
    assert bool(folding) == (edition.name != "summary")
    cells = [cell for table in folding for cell in re.findall(r"<td[^>]*>", table)]
    assert all('data-column="' in cell for cell in cells)


def test_a_pdf_knows_nothing_of_all_that(planted, html_of, edition) -> None:
    page = html_of(planted, edition=edition.name)
    assert not re.search(r'data-column|role="table"|tabindex|Skip to the report|<nav|<main', page)
