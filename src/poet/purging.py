"""Removing what poet wrote into a folder: by the names it gives, and nothing else."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.study import STUDY_FILE
from poet.writing import is_leftover, only_run_in

# What a file begins with that is what its ending says.
BEGINNINGS = {
    ".pdf": b"%PDF-",
    ".html": b"<!DOCTYPE html>",
    ".csv": "\ufeffsection,".encode(),
    ".xlsx": b"PK",
}
LONGEST_BEGINNING = 20


@dataclass(frozen=True)
class Purge:
    """What would be removed from a folder, and what would stay; both in the order of names."""

    folder: Path
    files: tuple[Path, ...]
    others: tuple[Path, ...]


def written_by_poet(folder: Path | str) -> Purge:
    """The findings, reports and lists that poet wrote into this folder, by their names.

    Folders in it are not looked into, and links are not followed: they are among the others.
    Raises PoetError when there is no such folder, or when it is the folder of a study.
    """
    folder = Path(folder)
    _refuse(folder)
    ours = _names(folder)
    here = sorted(folder.iterdir())
    files = [path for path in here if _is_plain_file(path) and _is_ours(path, ours)]
    return Purge(folder, tuple(files), tuple(path for path in here if path not in files))


def purge(found: Purge) -> tuple[Path, ...]:
    """Remove these files; returns them. Raises PoetError when one cannot be removed.

    What is a link by now is left alone. The disk may keep what was in a file until it needs the
    room.
    """
    with only_run_in(found.folder):
        return tuple(path for path in found.files if _removed(path))


def _refuse(folder: Path) -> None:
    if not folder.is_dir():
        raise PoetError(
            str(folder),
            "there is no such folder",
            cure="Name the folder that findings, reports or lists were written into",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    if (folder / STUDY_FILE).exists():
        raise PoetError(
            str(folder),
            "this is the folder of a study, from which nothing is removed",
            cure="Name the folder that findings, reports or lists were written into",
        )


def _names(folder: Path) -> frozenset[str]:
    """The names of all files that do not bear the name of an authority."""
    from poet import allocating, checking, comparing, publishing

    ours = publishing.file_names(technical=True)
    lists = (*allocating.FILES, *checking.FILES, *comparing.FILES, *ours)
    return frozenset([*lists, *_names_about_reports(folder)])


def _names_about_reports(folder: Path) -> list[str]:
    """The list of reports; and the page that links them, as long as it is the one of the list."""
    from poet.printing.manifest import INDEX_FILE, MANIFEST_FILE, read_manifest

    manifest = read_manifest(folder)
    if manifest is None:
        return []
    return [MANIFEST_FILE, *([INDEX_FILE] if manifest.is_own_index() else [])]


def _is_ours(path: Path, names: frozenset[str]) -> bool:
    return path.name in names or is_leftover(path) or _is_report(path)


def _is_report(path: Path) -> bool:
    """Whether it has a name as reports have (code, council, edition), and is what it says."""
    from poet.printing.file_names import is_report_file

    if not is_report_file(path.name):
        return False
    with path.open("rb") as file:
        return file.read(LONGEST_BEGINNING).startswith(BEGINNINGS[path.suffix])


def _is_plain_file(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _removed(path: Path) -> bool:
    try:
        if not _is_plain_file(path):
            return False
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as problem:
        raise PoetError(
            str(path),
            f"cannot be removed: {problem.strerror}",
            cure="Close it if it is open in another program",
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None
    return True


def lines(found: Purge) -> Iterator[str]:
    """What would be removed, a line each, and how much would stay."""
    yield from map(str, found.files)
    many = len(found.others)
    if many:
        yield f"{'1 other file or folder stays' if many == 1 else f'{many} others stay'}."
