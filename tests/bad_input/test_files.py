"""Files that are damaged, hostile, or something else than their names say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from openpyxl.styles import Font

Rows = list[list[str]]
SHEET = "xl/worksheets/sheet1.xml"
SIGN_IN = (
    '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form method="post">'
    '<input name="email" value="{address}"></form></body></html>'
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><sst>&i;</sst>"
).encode()


def text_of(people: Rows, separator: str = ",", end: str = "\r\n") -> str:
    return "".join(separator.join(row) + end for row in people)


def with_signs(people: Rows) -> Rows:
    """Signs beyond ASCII: spaces behind an answer, which mean nothing, and a comment."""
    for person in people[1:]:
        person[2] += "\N{NO-BREAK SPACE}"
        person[8] = "The heron of Tollerby has a caf\u00e9 and \u00a33"
    return people


def mixed(people: Rows) -> bytes:
    """Three people in one encoding, and the fourth in another."""
    *start, last = with_signs(people)
    return text_of(start).encode() + text_of([last]).encode("cp1252")


def book_of(people: Rows, change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    """The people as a workbook, numbers as numbers."""
    book = openpyxl.Workbook()
    book.active.title = "Answers"
    for row in people:
        book.active.append([int(cell) if cell.isdecimal() else cell for cell in row])
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(workbook: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed, or added."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    parts[name] = change(parts.get(name, b""))
    return zipped(parts)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()


def two_sheets(book: openpyxl.Workbook) -> None:
    book.create_sheet("Last year").append(["form", "QZ-60799"])


def hidden_sheet(book: openpyxl.Workbook) -> None:
    two_sheets(book)
    book["Last year"].sheet_state = "hidden"


def hidden_answers(book: openpyxl.Workbook) -> None:
    book.create_sheet("Empty")
    book.active = 1
    book["Answers"].sheet_state = "hidden"


def merged(book: openpyxl.Workbook) -> None:
    book["Answers"].merge_cells("B2:B3")


def filtered(book: openpyxl.Workbook) -> None:
    book["Answers"].row_dimensions[3].hidden = True
    book["Answers"].auto_filter.ref = "A1:J5"


def title_above(book: openpyxl.Workbook) -> None:
    book["Answers"].insert_rows(1, 2)
    book["Answers"]["A1"] = "Answers of this spring"
    book["Answers"]["A1"].font = Font(bold=True)


def total_below(book: openpyxl.Workbook) -> None:
    book["Answers"].append(["Total", *[None] * 4, 234])


def error_cells(book: openpyxl.Workbook) -> None:
    book["Answers"]["B3"], book["Answers"]["B5"] = "#N/A", "#REF!"


def formulas(book: openpyxl.Workbook) -> None:
    book["Answers"]["F3"] = "=60+10"


def far_away(book: openpyxl.Workbook) -> None:
    book["Answers"]["XFD1048576"] = "x"


def cell_of_20_mb(people: Rows) -> bytes:
    people[2][8] = "The heron of Tollerby " * 1_000_000
    return text_of(people).encode()


def bomb(people: Rows) -> bytes:
    return with_part(book_of(people), SHEET, lambda xml: b"<worksheet>" + b" " * 60_000_000)


def wide_book(people: Rows) -> bytes:
    cells = b"".join(b'<c t="n"><v>1</v></c>' for _ in range(17_000))
    row = b'<row r="6">' + cells + b"</row></sheetData>"
    return with_part(book_of(people), SHEET, lambda xml: xml.replace(b"</sheetData>", row))


def ods_of(people: Rows) -> bytes:
    name = "urn:oasis:names:tc:opendocument:xmlns"
    cells = "</table:table-row><table:table-row>".join(
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        for row in people
    )
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:table="{name}:table:1.0" '
        f'xmlns:text="{name}:text:1.0"><office:body><office:spreadsheet><table:table '
        f'table:name="Answers"><table:table-row>{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content.encode()})


MAKERS: dict[str, Callable[[Rows], bytes]] = {
    "utf-8 with a mark": lambda people: text_of(with_signs(people)).encode("utf-8-sig"),
    "utf-16": lambda people: text_of(with_signs(people), "\t").encode("utf-16"),
    "utf-16 without a mark": lambda people: text_of(people, "\t").encode("utf-16-le"),
    "cp1252": lambda people: text_of(with_signs(people)).encode("cp1252"),
    "mixed": mixed,
    "no encoding": lambda people: text_of(people).encode() + b"QZ-60719,\x81\x8d\n",
    "semicolons": lambda people: (
        text_of(people, ";").replace("friends; Paid", "friends| Paid").encode()
    ),
    "tabs": lambda people: text_of(people, "\t").encode(),
    "sep=": lambda people: f"sep=,\r\n{text_of(people)}".encode(),
    "CR only": lambda people: text_of(people, end="\r").encode(),
    "NUL": lambda people: text_of(people).encode().replace(b"Worse", b"Wor\0se"),
    "Ctrl-Z": lambda people: text_of(people).encode() + b"\x1a",
    "web page": lambda people: SIGN_IN.format(address=people[1][9]).encode(),
    "xlsx": book_of,
    "csv": lambda people: text_of(people).encode(),
    "xlsb": lambda people: zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"}),
    "ods": ods_of,
    "zip": lambda people: zipped({"people.csv": text_of(people).encode()}),
    "macro": lambda people: with_part(book_of(people), "xl/vbaProject.bin", lambda _: b"macros"),
    "truncated xlsx": lambda people: book_of(people)[:-400],
    "truncated utf-16": lambda people: text_of(people).encode("utf-16")[:-1],
    "bomb": bomb,
    "sparse": lambda people: book_of(people, far_away),
    "laughs": lambda people: with_part(book_of(people), "xl/sharedStrings.xml", lambda _: LAUGHS),
    "cell of 20 MB": cell_of_20_mb,
    "wide csv": lambda people: text_of([row + [""] * 16_990 + ["x"] for row in people]).encode(),
    "wide headings": lambda people: text_of(
        [
            people[0] + [f"extra {n}" for n in range(17_000)],
            *(p + ["1"] * 17_000 for p in people[1:]),
        ]
    ).encode(),
    "wide xlsx": wide_book,
    "two sheets": lambda people: book_of(people, two_sheets),
    "hidden sheet": lambda people: book_of(people, hidden_sheet),
    "answers hidden": lambda people: book_of(people, hidden_answers),
    "merged": lambda people: book_of(people, merged),
    "filtered": lambda people: book_of(people, filtered),
    "title above": lambda people: book_of(people, title_above),
    "total below": lambda people: book_of(people, total_below),
    "errors": lambda people: book_of(people, error_cells),
    "formulas": lambda people: book_of(people, formulas),
}


def test_every_maker_is_in_the_catalogue(catalogue) -> None:
    assert {entry["make"] for entry in catalogue["files"] if "make" in entry} == set(MAKERS)


def test_a_file_is_read_or_refused_in_a_sentence(
    entry: Mapping[str, Any], put: Callable, told: Callable, people: Rows
) -> None:
    put(MAKERS[entry["make"]](people), entry.get("file", "people.csv"))
    told(entry)
