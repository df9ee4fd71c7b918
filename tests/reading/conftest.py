"""Files made for the tests of reading."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from poet.errors import PoetError
from poet.reading import TextTable, read_table


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of this name with these bytes (or this text, as UTF-8)."""

    def write_file(content: bytes | str, name: str = "answers.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def read(write: Callable[..., Path]) -> Callable[..., TextTable]:
    """Writes a file and reads it."""
    return lambda content, name="answers.csv", sheet="": read_table(write(content, name), sheet)


@pytest.fixture
def refusal(write: Callable[..., Path]) -> Callable[..., str]:
    """Writes a file, expects reading to refuse it with exit code 3, and gives the sentences."""

    def refused(content: bytes | str, name: str = "answers.csv", sheet: str = "") -> str:
        with pytest.raises(PoetError) as caught:
            read_table(write(content, name), sheet)
        assert caught.value.exit_code == 3
        return str(caught.value)

    return refused


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook: sheet name to rows of cells."""

    def write_workbook(name: str = "answers.xlsx", **sheets: list[list]) -> Path:
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return write_workbook


@pytest.fixture
def read_workbook() -> Callable[..., TextTable]:
    """Reads a workbook."""
    return read_table


@pytest.fixture
def refused_workbook() -> Callable[..., str]:
    """Expects reading to refuse a workbook with exit code 3, and gives the sentences."""

    def refused(path: Path, sheet: str = "") -> str:
        with pytest.raises(PoetError) as caught:
            read_table(path, sheet)
        assert caught.value.exit_code == 3
        return str(caught.value)

    return refused


@pytest.fixture
def change_part() -> Callable[..., None]:
    """Rewrites one part of a workbook; with `add`, puts a new part beside the others."""

    def changed(
        path: Path, name: str, change: Callable[[bytes], bytes], add: bytes | None = None
    ) -> None:
        with zipfile.ZipFile(path) as package:
            parts = {part: package.read(part) for part in package.namelist()}
        parts[name] = change(parts[name]) if add is None else add
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for part, content in parts.items():
                package.writestr(part, content)

    return changed
