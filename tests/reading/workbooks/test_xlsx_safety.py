from __future__ import annotations

import os
import time

import pytest

from poet.reading.workbooks import xlsx_safety

ROWS = [["a", "b"], [1, 2]]
TOO_LARGE = (
    "answers.xlsx: this workbook unpacks to far more than a survey needs, so it was not opened. "
    "Copy the cells with answers into a new workbook, or save the sheet as CSV."
)
OTHER_PART = ("MOST_TAGS_OTHER_PART", "MOST_BYTES_OTHER_PART")
SHEET = "xl/worksheets/sheet1.xml"


def not_safe(why):
    return (
        f"answers.xlsx: this workbook {why}, so it was not opened. A workbook of answers is never "
        "like this. Copy the cells with answers into a new workbook, or save the sheet as CSV."
    )


@pytest.mark.parametrize("keep", [0.3, 0.9, 0.99])
def test_a_workbook_cut_off_is_told(workbook, refused_workbook, keep):
    path = workbook(Sheet1=ROWS)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    assert refused_workbook(path) == (
        "answers.xlsx: this workbook is damaged or cut off. Download or save it again."
    )


def test_a_damaged_part_is_told(workbook, refused_workbook):
    path = workbook(Sheet1=ROWS)
    data = bytearray(path.read_bytes())
    middle = data.index(b"xl/worksheets/sheet1.xml") + 60
    data[middle : middle + 40] = bytes(40)
    path.write_bytes(bytes(data))
    assert refused_workbook(path) == (
        "answers.xlsx: this workbook is damaged or cut off. Download or save it again."
    )


def test_a_zip_bomb_is_refused_at_once(workbook, refused_workbook, change_part):
    path = workbook(Sheet1=ROWS)
    change_part(path, SHEET, None, add=b"<worksheet>" + b" " * 60_000_000)
    assert path.stat().st_size < 100_000
    started = time.process_time()
    assert refused_workbook(path) == TOO_LARGE
    assert time.process_time() - started < 1


def test_too_many_bytes_or_parts_are_refused(workbook, refused_workbook, monkeypatch):
    path = workbook(Sheet1=ROWS)
    for limit in ("MOST_BYTES", "MOST_PARTS", "MOST_TAGS", *OTHER_PART):
        with monkeypatch.context() as limits:
            limits.setattr(xlsx_safety, limit, 5)
            assert refused_workbook(path) == TOO_LARGE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_billion_laughs_are_refused(workbook, refused_workbook, change_part, encoding):
    path = workbook(Sheet1=ROWS)
    laughs = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE sst [<!ENTITY a "ha">'
        '<!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
    )
    change_part(path, "xl/sharedStrings.xml", None, add=laughs.encode(encoding))
    assert refused_workbook(path) == not_safe("has entities in its XML")


def test_an_entity_after_a_long_comment_is_refused(workbook, refused_workbook, change_part):
    path = workbook(Sheet1=ROWS)
    comment = b"".join(b"<!-- %d -->" % number for number in range(200_000))
    entity = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    change_part(path, SHEET, lambda xml: comment + entity + xml)
    refused = refused_workbook(path)
    assert refused == not_safe("has entities in its XML")


def test_an_encoding_that_hides_entities_is_refused(workbook, refused_workbook, change_part):
    path = workbook(Sheet1=ROWS)
    hidden = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-'
    change_part(path, "xl/workbook.xml", None, add=hidden)
    assert refused_workbook(path) == not_safe("is in an encoding that Excel does not write")


def test_a_cell_of_20_megabytes_is_refused(workbook, refused_workbook, change_part):
    path = workbook(Sheet1=ROWS)
    text = os.urandom(10_000_000).hex().encode()
    cell = b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + text + b"</t></is></c></row></sheetData>"
    change_part(path, SHEET, lambda xml: xml.replace(b"</sheetData>", cell))
    assert refused_workbook(path) == not_safe("has a cell longer than any may be")


def test_a_row_of_endless_cells_is_refused(workbook, refused_workbook, change_part):
    path = workbook(Sheet1=ROWS)
    row = b'<row r="9">' + b"<c/>" * 900_000 + b"</row></sheetData>"
    change_part(path, SHEET, lambda xml: xml.replace(b"</sheetData>", row))
    assert refused_workbook(path) == not_safe("has a row with more cells than a sheet can have")


def test_many_empty_rows_are_no_danger(workbook, read_workbook, change_part):
    path = workbook(Sheet1=ROWS)
    rows = b"".join(b'<row r="%d"/>' % number for number in range(3, 100_000))
    change_part(path, SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))
    assert read_workbook(path).cells.to_numpy().tolist() == [["1", "2"]]


def test_large_parts_that_are_never_read_are_no_danger(workbook, read_workbook, change_part):
    path = workbook(Sheet1=ROWS)
    query = b"<DataMashup>" + b"QUJD" * 1_000_000 + b"</DataMashup>"
    change_part(path, "customXml/item1.xml", None, add=query)
    assert read_workbook(path).cells.to_numpy().tolist() == [["1", "2"]]


def test_a_strict_workbook_is_told(workbook, refused_workbook, change_part):
    path = workbook(Sheet1=ROWS)
    change_part(
        path,
        "xl/workbook.xml",
        lambda xml: xml.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
    )
    assert refused_workbook(path) == (
        'answers.xlsx: this is a "Strict Open XML" workbook. '
        "Open it in Excel and save it as .xlsx (File, Save As, Excel Workbook)."
    )
