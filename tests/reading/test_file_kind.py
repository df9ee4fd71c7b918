from __future__ import annotations

import io
import zipfile

import pytest

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
SAVE_AS_XLSX = "Open it in Excel and save it as .xlsx (File, Save As, Excel Workbook)."


def zip_of(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def test_a_password_is_told_with_its_cure(refusal):
    encrypted = OLD_OFFICE + "EncryptedPackage".encode("utf-16-le")
    assert refusal(encrypted, "answers.xlsx") == (
        "answers.xlsx: this workbook is protected with a password. Open it in Excel, take the "
        "password off (File, Info, Protect Workbook) and save it."
    )


def test_a_binary_workbook_is_told(refusal):
    binary = zip_of(**{"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"})
    assert refusal(binary, "answers.xlsb") == (
        f"answers.xlsb: this is a binary Excel workbook (.xlsb). {SAVE_AS_XLSX}"
    )


def test_a_zip_that_is_no_workbook_is_told(refusal):
    assert refusal(zip_of(**{"answers.csv": "a,b"}), "answers.zip") == (
        "answers.zip: this is a zip file and not a workbook. "
        "Unpack it first, and give the .csv or .xlsx file in it."
    )


@pytest.mark.parametrize(
    ("first_bytes", "kind"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"ASCII SPSS PORT FILE" * 9, "a portable SPSS file (.por)"),
        (bytes(12) + b"\xc2\xea\x81\x60" + bytes(99), "a SAS file"),
        (b"SQLite format 3\0", "a database"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_other_kinds_of_file_are_named(refusal, first_bytes, kind):
    assert refusal(first_bytes + bytes(20)) == (
        f"answers.csv: this is {kind}, not a table of answers. Export the answers as .csv or .xlsx."
    )


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><title>Sign in</title>",
        "\n  <HTML><body>",
        "<table><tr><td>Yes</td></tr></table>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_web_page_named_csv_is_told(refusal, page, encoding):
    assert refusal(page.encode(encoding)) == (
        "answers.csv: this is a web page, not a table of answers. Sign in to the survey website "
        "first, then export the answers again as .csv or .xlsx."
    )


def test_xml_named_xls_is_told(refusal):
    assert refusal('<?xml version="1.0"?><Workbook/>', "answers.xls") == (
        "answers.xls: this is an XML file, not a table of answers. "
        "Export the answers as .csv or .xlsx."
    )


def test_a_heading_that_begins_with_a_sign_is_no_web_page(read):
    assert read("<br>Age,Gender\n20,Woman\n").headings == ("<br>Age", "Gender")
