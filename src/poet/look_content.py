"""The bytes of a file that a look names, as far as a report can carry them."""

from __future__ import annotations

from pathlib import Path

from poet.errors import CANNOT_READ_OR_WRITE, PoetError


def read_content(path: Path, where: str, what: str, most: int, too_large: tuple[str, str]) -> bytes:
    """The whole file. `where` and `what` name it in sentences.

    Raises PoetError when it cannot be read, and when it has more than `most` bytes: `too_large`
    has what is said then, and the cure.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as problem:
        raise PoetError(
            where,
            f"{what} cannot be read: {problem.strerror or type(problem).__name__}",
            cure="Look whether the file is whole, and whether you may read it",
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None
    if len(content) > most:
        raise PoetError(where, f"{what} is larger than {too_large[0]}", cure=too_large[1])
    return content
