"""What a file holds, told from its first bytes: its name may say something else."""

from __future__ import annotations

import re

from poet.errors import CANNOT_READ_OR_WRITE, PoetError

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
SAVE_AS_XLSX = "Open it in Excel and save it as .xlsx (File, Save As, Excel Workbook)"
EXPORT_AGAIN = "Export the answers as .csv or .xlsx"

OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"ASCII SPSS PORT FILE": "a portable SPSS file (.por)",
    b"\0\0\0\0\0\0\0\0\0\0\0\0\xc2\xea\x81\x60": "a SAS file",
    b"SQLite format 3": "a database",
    b"\x1f\x8b": "a compressed file (.gz)",
    b"7z\xbc\xaf": "a compressed file (.7z)",
    b"Rar!": "a compressed file (.rar)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"{\\rtf": "a text document (.rtf)",
}
MARKUP = re.compile(rb"\s*<(!doctype html|html|head|body|script|table|\?xml)\b", re.IGNORECASE)


def cannot_read(where: str, found: str, cure: str, expected: str = "") -> PoetError:
    """The error for a file that cannot be read."""
    return PoetError(where, found, expected=expected, cure=cure, exit_code=CANNOT_READ_OR_WRITE)


def is_zip(data: bytes) -> bool:
    """Whether the bytes are a zip, as an .xlsx file is."""
    return data.startswith(ZIP)


def refuse_other_kinds(file: str, data: bytes) -> None:
    """Raises PoetError when the bytes are of a kind that holds no answers."""
    for first_bytes, kind in OTHER_KINDS.items():
        if data.startswith(first_bytes):
            raise cannot_read(file, f"this is {kind}, not a table of answers", EXPORT_AGAIN)


def refuse_markup(file: str, text: bytes) -> None:
    """Raises PoetError when the text (UTF-8) is a web page or XML and not a table."""
    found = MARKUP.match(text)
    if not found:
        return
    if found.group(1).lower() == b"?xml":
        raise cannot_read(file, "this is an XML file, not a table of answers", EXPORT_AGAIN)
    raise cannot_read(
        file,
        "this is a web page, not a table of answers",
        "Sign in to the survey website first, then export the answers again as .csv or .xlsx",
    )
