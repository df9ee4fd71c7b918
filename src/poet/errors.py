"""The one exception for what a user can mend: said in a sentence, shown without a traceback."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

WRONG_USE = 2
CANNOT_READ_OR_WRITE = 3


class PoetError(Exception):
    """Something the user can mend: where it is, what was found, what was expected, how to mend it.

    `exit_code` is what the command line ends with: 2 for wrong use (a study or a definition that
    says something impossible), 3 for a file that cannot be read or written.
    """

    def __init__(
        self,
        where: str,
        found: str,
        *,
        expected: str = "",
        cure: str = "",
        exit_code: int = WRONG_USE,
    ) -> None:
        self.where, self.found, self.expected, self.cure = where, found, expected, cure
        self.exit_code = exit_code
        parts = (f"{where}: {found}", expected, cure)
        super().__init__(" ".join(_sentence(part) for part in parts if part))

    def __reduce__(self) -> tuple[Any, ...]:
        # A worker process sends its error to ours: the sentence alone would not make it again.
        return _made_again, (self.args, self.__dict__)

    @classmethod
    def several(cls, mistakes: Sequence[PoetError]) -> PoetError:
        """All mistakes of one definition as one error, a line each, so they are mended at once."""
        if len(mistakes) == 1:
            return mistakes[0]
        together = cls(f"{len(mistakes)} mistakes", "")
        together.exit_code = max(mistake.exit_code for mistake in mistakes)
        together.args = ("\n".join(str(mistake) for mistake in mistakes),)
        return together

    @classmethod
    def raise_all(cls, mistakes: Iterable[PoetError]) -> None:
        """Raise these mistakes as one error; do nothing when there is none."""
        found = list(mistakes)
        if found:
            raise cls.several(found)


def _made_again(args: tuple[str], fields: Mapping[str, Any]) -> PoetError:
    error = PoetError.__new__(PoetError, *args)
    error.__dict__.update(fields)
    return error


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
