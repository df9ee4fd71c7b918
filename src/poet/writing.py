"""What leaves the program as files: names that are safe, files that are whole or not there."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from poet.errors import CANNOT_READ_OR_WRITE, PoetError

# Names that Windows keeps for devices, whatever their ending.
DEVICE_NAMES = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}
LONGEST_NAME = 80


def file_name(*parts: str) -> str:
    """A file name (without ending) of letters, digits, hyphens; safe on every system.

    A part that repeats the one before is left out.

    >>> file_name("X001", "Fernhollow & Bryn", "workshop")
    'X001-fernhollow-bryn-workshop'
    >>> file_name("fernhollow", "Fernhollow"), file_name("../etc"), file_name("CON")
    ('fernhollow', 'etc', 'CON-')
    """
    first, *others = (_plain(part) for part in parts)
    kept = [first or "unnamed"]
    for part in others:
        if part.casefold() != kept[-1].casefold() and part:
            kept.append(part.casefold())
    name = "-".join(kept)[:LONGEST_NAME].rstrip("-")
    return f"{name}-" if name.casefold() in DEVICE_NAMES else name


def _plain(text: str) -> str:
    import unicodedata

    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-")


def prepare_folder(folder: Path, names: Sequence[str], *, force: bool) -> None:
    """Make the folder if need be, and see that these files can be written into it.

    Raises PoetError when the folder cannot be made or written, two names differ in nothing but
    capitals, or a file is there already and `force` is not given.
    """
    if len({name.casefold() for name in names}) < len(names):
        raise PoetError(
            str(folder),
            "two authorities would get the same file name",
            cure="Give them different codes in study.toml",
        )
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    there = [name for name in names if (folder / name).exists()]
    if there and not force:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise PoetError(
            str(folder / there[0]),
            f"this file is there already{more}",
            cure="Add --force to write it again, or name another folder",
            exit_code=CANNOT_READ_OR_WRITE,
        )


def write_whole(path: Path, content: bytes) -> None:
    """Write the file so that a stopped run leaves the old one or the new one, never a part."""
    with _told(path.parent):
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what the system says of a folder into a sentence."""
    try:
        yield
    except OSError as problem:
        raise PoetError(
            str(folder),
            f"cannot write here: {problem.strerror or problem}",
            cure="Choose a folder in which you may write",
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None
