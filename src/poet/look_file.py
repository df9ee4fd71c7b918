"""`[look]` and `[[looks]]` of study.toml, and the files they name, read into a `Look` each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from poet.definition_keys import Table, fitting
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.look import Look
from poet.look_content import read_content
from poet.look_picture import read_picture
from poet.look_rules import LOOK, is_outside, numbered_looks

# Some thirty printed pages.
MOST_BYTES_OF_A_PAGE = 100_000
TOO_LARGE = ("100 KB", "Shorten it, or make several of it")
FILES = ("logo", "extra_pages", "templates", "pictures")


def read_look(folder: Path, where: str, table: Table, common: Look | None = None) -> Look:
    """The look that one table of study.toml describes; what it leaves out is as in `common`.

    `where` names the table in sentences. Raises PoetError with every file that is missing or
    cannot be used.
    """
    given, mistakes = _told(table), []
    for key in (key for key in FILES if key in given):
        try:
            given[key] = READERS[key](folder, where, given[key])
        except PoetError as mistake:
            mistakes.append(mistake)
    PoetError.raise_all(mistakes)
    return replace(common or Look(), **given)


def look_file_mistakes(file: str, folder: Path, table: Table) -> Iterator[PoetError]:
    """A mistake for each look in the table of a study, read from `file`, that names wrong files."""
    look = table.get("look")
    tables = [(f"{file}, [look]", look)] if isinstance(look, dict) else []
    for where, entry in [*tables, *numbered_looks(file, table)]:
        try:
            read_look(folder, where, entry)
        except PoetError as mistake:
            yield mistake


def _told(table: Table) -> dict[str, Any]:
    """The keys of the table; lists as tuples. Without a new logo the old one keeps its words."""
    given = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in fitting(table, LOOK).items()
    }
    return given | ({"logo_words": given.get("logo_words", "")} if "logo" in given else {})


def _logo(folder: Path, where: str, name: str) -> object:
    path = _path(folder, where, name)
    return path and read_picture(path, where, f'logo "{name}"')


def _extra_pages(folder: Path, where: str, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pages, mistakes = [], []
    for name in names:
        try:
            if path := _path(folder, where, name):
                pages.append((name, _text(path, where, name)))
        except PoetError as mistake:
            mistakes.append(mistake)
    PoetError.raise_all(mistakes)
    return tuple(pages)


def _text(path: Path, where: str, name: str) -> str:
    content = read_content(path, where, f'"{name}"', MOST_BYTES_OF_A_PAGE, TOO_LARGE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PoetError(
            where,
            f'"{name}" is not text in UTF-8',
            expected="An extra page is a text file in Markdown",
            cure="Save it as plain text with the encoding UTF-8",
        ) from None


def _folder(folder: Path, where: str, name: str) -> Path | None:
    path = _path(folder, where, name)
    if path and not path.is_dir():
        raise PoetError(where, f'"{name}" is a file, not a folder', cure="Name the folder it is in")
    return path


def _path(folder: Path, where: str, name: str) -> Path | None:
    """The file or folder of this name; None for "", and for what the rules have refused."""
    if not name or is_outside(name):
        return None
    if not _exists(folder / name):
        raise PoetError(
            where,
            f'"{name}" is not in the folder of the study',
            cure="Put it there, or correct its name",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    return folder / name


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that no system can have
        return False


READERS: dict[str, Callable[[Path, str, Any], object]] = {
    "logo": _logo,
    "extra_pages": _extra_pages,
    "templates": _folder,
    "pictures": _folder,
}
