"""The pictures of Easy Read: our own, and those that an authority has a licence for.

A page asks for a picture by the class `picture-NAME`. It is drawn as a background, once for all
places that ask for it: decoration, since the words beside it say the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from poet import shipped
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.look_picture import MEDIA_TYPES, read_picture
from poet.printing.edition import SHARED

FOLDER = "pictures"
ASKED_FOR = re.compile(r"\bpicture-([a-z_]+)")


def pictures(own: Path | None = None) -> dict[str, str]:
    """Name to address (a data: URI) of every picture; those in the folder `own` take precedence.

    A file is called as the picture that it replaces (home.png). Files with other endings than
    those of pictures are left alone. Raises one PoetError with all that cannot be used: a name that
    no picture has, two files for one name, a file over 1 MB or that is not what its ending says.
    """
    ours = _shipped()
    return {**ours, **(_own(own, ours) if own else {})}


def pictures_in(pages: Iterable[str], own: Path | None = None) -> dict[str, str]:
    """Name to address of the pictures that these pieces of HTML ask for, in alphabetical order."""
    asked_for = {name for page in pages for name in ASKED_FOR.findall(page)}
    there = pictures(own) if asked_for else {}
    return {name: there[name] for name in sorted(asked_for & set(there))}


@cache
def _shipped() -> dict[str, str]:
    folder = shipped.folder("report_templates") / SHARED / FOLDER
    return {path.stem: _address(path) for path in sorted(folder.glob("*.svg"))}


def _own(folder: Path, names: Collection[str]) -> dict[str, str]:
    files = _files(folder)
    PoetError.raise_all([*_misnamed(files, names), *_twice(files)])
    return {path.stem: _address(path) for path in files}


def _address(path: Path) -> str:
    return read_picture(path, _where(path.parent), f'picture "{path.name}"').address


def _where(folder: Path) -> str:
    return f'folder "{folder.name}"'


def _files(folder: Path) -> list[Path]:
    try:
        return [one for one in sorted(folder.iterdir()) if one.suffix.lower() in MEDIA_TYPES]
    except OSError as problem:
        raise PoetError(
            _where(folder),
            f"it cannot be read: {problem.strerror}",
            cure="Look whether it is there, and whether you may read it",
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None


def _misnamed(files: Sequence[Path], names: Collection[str]) -> Iterator[PoetError]:
    for path in files:
        if path.stem not in names:
            yield PoetError(
                _where(path.parent),
                f'"{path.name}" takes the place of no picture',
                expected="The pictures are called " + ", ".join(names),
                cure="Give it one of these names, or take it out",
            )


def _twice(files: Sequence[Path]) -> Iterator[PoetError]:
    for before, path in pairwise(files):
        if before.stem == path.stem:
            yield PoetError(
                _where(path.parent),
                f'"{before.name}" and "{path.name}" are the same picture twice',
                cure="Take one of them out",
            )
