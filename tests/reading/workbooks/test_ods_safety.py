from __future__ import annotations

import io
import os
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.errors import PoetError
from poet.reading.workbooks import ods_content, ods_safety, workbook
from poet.reading.workbooks.ods_file import read_ods
from poet.reading.workbooks.ods_safety import is_ods

KIND = "application/vnd.oasis.opendocument.spreadsheet"
URN = "urn:oasis:names:tc:opendocument:xmlns"
START = (
    f'<office:document-content xmlns:office="{URN}:office:1.0" xmlns:table="{URN}:table:1.0" '
    f'xmlns:text="{URN}:text:1.0"><office:body><office:spreadsheet><table:table table:name="A">'
)
END = "</table:table></office:spreadsheet></office:body></office:document-content>"
CELL = '<table:table-cell office:value-type="string"{}><text:p>a</text:p></table:table-cell>'
ROW = "<table:table-row{}>{}</table:table-row>"
COLUMNS, ROWS = ' table:number-columns-repeated="{}"', ' table:number-rows-repeated="{}"'
TOO_LARGE = (
    "a.ods: this workbook unpacks to far more than a survey needs, so it was not opened. "
    "Copy the cells with answers into a new workbook, or save the sheet as CSV."
)
CUT_OFF = "a.ods: this workbook is damaged or cut off. Download or save it again."
DAMAGED = (
    "a.ods: this workbook is damaged: its parts do not fit together. "
    "Open it in Excel, let Excel repair it, and save it as .xlsx."
)
PROTECTED = (
    "a.ods: this workbook is protected with a password. Open it in Excel, take the password off "
    "(File, Info, Protect Workbook) and save it."
)
FAR = " Delete what stands far from the answers, or save the sheet as CSV."


def packed(*, packing: int = zipfile.ZIP_DEFLATED, **parts: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as package:
        for name, content in {"mimetype": KIND, **parts}.items():
            package.writestr(name, content)
    return file.getvalue()


def workbook_of(*rows: str, before: str = "") -> bytes:
    return packed(**{"content.xml": before + START + "".join(rows) + END})


def refusal(data: bytes) -> str:
    with pytest.raises(PoetError) as caught:
        list(read_ods("a.ods", data).rows)
    assert caught.value.exit_code == 3
    return str(caught.value)


def not_safe(why: str) -> str:
    return (
        f"a.ods: this workbook {why}, so it was not opened. A workbook of answers is never "
        "like this. Copy the cells with answers into a new workbook, or save the sheet as CSV."
    )


GOOD = workbook_of(ROW.format("", CELL.format("")))


def test_the_kind_is_told_from_the_first_bytes(shared):
    assert is_ods(GOOD[:4096])
    assert is_ods((shared / "data" / "csv-horror" / "simple.ods").read_bytes()[:4096])
    assert not is_ods((shared / "data" / "csv-horror" / "simple.xlsx").read_bytes()[:4096])
    assert not is_ods(b"PK\x03\x04")
    assert not is_ods(b"mimetype")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("application/vnd.oasis.opendocument.text", "a text document (.odt)"),
        ("application/vnd.oasis.opendocument.presentation", "a presentation (.odp)"),
        ("application/vnd.sun.xml.calc", "a workbook of the first OpenOffice (.sxc)"),
        ("application/epub+zip", "an electronic book (.epub)"),
        ("image/openraster", "another kind of document"),
    ],
)
def test_other_documents_are_named(kind, words):
    assert refusal(packed(mimetype=kind)) == (
        f"a.ods: this is {words}, not a table of answers. Export the answers as .csv or .xlsx."
    )


def test_a_password_is_told_in_every_form_it_takes():
    manifest = "<manifest:encryption-data manifest:checksum='x'/>"
    content = {"content.xml": os.urandom(100)}
    assert refusal(packed(**content, **{"META-INF/manifest.xml": manifest})) == PROTECTED
    assert refusal(packed(**{"encrypted-package": os.urandom(100)})) == PROTECTED
    flagged = bytearray(GOOD)
    flagged[GOOD.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(flagged)) == PROTECTED


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_off_is_told(keep):
    assert refusal(GOOD[: int(len(GOOD) * keep)]) == CUT_OFF


def test_damage_within_the_zip_is_told():
    middle = GOOD.index(b"content.xml") + 40
    assert refusal(GOOD[:middle] + bytes(20) + GOOD[middle + 20 :]) == CUT_OFF
    assert refusal(packed()) == CUT_OFF
    assert refusal(packed(packing=zipfile.ZIP_LZMA, **{"content.xml": START + END})) == CUT_OFF


@pytest.mark.parametrize(
    "content",
    [
        *("", "not xml", START, START + "</table:table></wrong>", START + "&unknown;" + END),
        START + ROW.format("", CELL.format(COLUMNS.format("many"))) + END,
        START + ROW.format(ROWS.format(0), CELL.format("")) + END,
        '<?xml version="1.0" encoding="UTF-7"?>' + START + END,
        '<?xml version="1.0" encoding="no-such"?>' + START + END,
    ],
)
def test_text_that_makes_no_sense_is_told(content):
    assert refusal(packed(**{"content.xml": content})) == DAMAGED


def test_a_billion_laughs_are_refused():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    row = ROW.format("", CELL.format("").replace(">a<", ">&b;<"))
    assert refusal(workbook_of(row, before=laughs)) == not_safe("has entities in its XML")


def test_a_file_of_the_machine_is_never_read():
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    row = ROW.format("", CELL.format("").replace(">a<", ">&f;<"))
    data = packed(**{"content.xml": (outside + START + row + END).encode("utf-16")})
    assert refusal(data) == not_safe("has entities in its XML")


def test_other_encodings_of_unicode_are_read():
    content = START + ROW.format("", CELL.format("").replace(">a<", ">é€<")) + END
    data = packed(**{"content.xml": content.encode("utf-16")})
    assert list(read_ods("a.ods", data).rows) == [(1, ["é€"])]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (ROW.format("", CELL.format(COLUMNS.format(2_000_000_000))), "column FLHOMVX"),
        (ROW.format("", f"<table:table-cell{COLUMNS.format(16383)}/>" + CELL.format("")), ""),
        (ROW.format(ROWS.format(250_001), CELL.format("")), "row 250,001"),
        (ROW.format(ROWS.format(10**30), CELL.format("")), f"row {10**30:,}"),
    ],
)
def test_a_sparse_sheet_is_refused_at_once(row, sentence):
    what = "rows" if sentence.startswith("row") else "columns"
    most = "250,000" if what == "rows" else "2,000"
    assert refusal(workbook_of(row)) == (
        f'a.ods, sheet "A": there is something in {sentence or "column XFD"}, and poet reads '
        f"{most} {what} of a sheet.{FAR}"
    )


def test_a_full_sheet_of_repeated_cells_is_refused():
    row = ROW.format(ROWS.format(250_000), CELL.format(COLUMNS.format(2_000)))
    assert refusal(workbook_of(row)) == (
        'a.ods, sheet "A": this sheet has too many cells. Save the sheet as CSV and give that file.'
    )


def test_too_many_cells_without_a_value_are_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_CELLS_WITHOUT_VALUE", 10)
    formula = '<table:table-cell table:formula="x" table:number-columns-repeated="11"/>'
    assert refusal(workbook_of(ROW.format("", formula))) == (
        'a.ods, sheet "A": more than 10 cells hold an error or a formula without a value. '
        "Mend the formulas of this sheet, or delete the columns that are not needed."
    )


@pytest.mark.parametrize("start", ["<table:table-row>", "<b>", "<text:p>"])
def test_elements_within_elements_are_refused(start):
    said = not_safe("has elements within elements without end")
    assert refusal(workbook_of(start * 1_000)) == said


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("<b y='{}'/>", "has a tag longer than any may be"),
        ("<!--{}-->", "has a tag longer than any may be"),
        (
            ROW.format("", CELL.format("").replace(">a<", ">{}<")),
            "has a cell longer than any may be",
        ),
    ],
)
def test_endless_texts_are_refused(row, why):
    assert refusal(workbook_of(row.format(os.urandom(2_000_000).hex()))) == not_safe(why)


def test_endless_spaces_are_refused():
    row = ROW.format("", CELL.format("").replace(">a<", '><text:s text:c="9000000000"/><'))
    assert refusal(workbook_of(row)) == not_safe("has a cell longer than any may be")


def test_a_zip_bomb_is_refused_at_once():
    bomb = workbook_of(" " * 60_000_000)
    assert len(bomb) < 100_000
    started = time.process_time()
    assert refusal(bomb) == TOO_LARGE
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("module", "limit"),
    [
        *((ods_safety, "MOST_PARTS"), (ods_safety, "MOST_BYTES")),
        *((ods_safety, "MOST_BYTES_OTHER_PART"), (ods_content, "MOST_TAGS")),
        (ods_content, "MOST_TAGS_LEFT_OUT"),
    ],
)
def test_each_limit_refuses_a_workbook_that_is_too_large(monkeypatch, module, limit):
    monkeypatch.setattr(module, limit, 1)
    assert refusal(workbook_of("<b/>", "<b/>")) == TOO_LARGE


def test_too_many_sheets_are_refused(monkeypatch):
    monkeypatch.setattr(ods_content, "MOST_SHEETS", 2)
    said = not_safe("has more sheets than a workbook can have")
    assert refusal(workbook_of("</table:table><table:table>" * 2)) == said


CONTENT = START + ROW.format("", CELL.format("") * 3) * 3 + END
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=4)


def changed(data: bytes, changes: list[tuple[float, bytes]]) -> bytes:
    """The bytes with some written over, or taken out where there are none to write."""
    for place, new in changes:
        at = int(place * len(data))
        data = data[:at] + new + data[at + max(len(new), 1) :]
    return data


@given(CHANGES)
def test_a_workbook_with_bytes_changed_is_read_or_refused_in_a_sentence(changes):
    content = changed(CONTENT.encode(), changes)
    for data in (changed(GOOD, changes), packed(**{"content.xml": content})):
        try:
            rows = list(read_ods("a.ods", data).rows)
        except PoetError as refused:
            assert refused.exit_code == 3
        else:
            assert all(isinstance(text, str) for _, cells in rows for text in cells)
