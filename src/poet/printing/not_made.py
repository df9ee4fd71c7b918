"""What is said at the end of a run of the reports that could not be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing.edition import load
from poet.printing.file_names import NUMBERS
from poet.wording import printable

if TYPE_CHECKING:
    from poet.study import Authority

LONGEST_NAME = 60
# Where a problem is that lies in no file.
NOWHERE = "printing"


@dataclass(frozen=True)
class NotMade:
    """One edition of a council's report that could not be made, and why."""

    authority: Authority
    edition: str
    problem: PoetError

    @property
    def reason(self) -> str:
        """What was found, with the place in a file if there is one."""
        where = "" if self.problem.where == NOWHERE else f"{self.problem.where}: "
        return f"{where}{self.problem.found}"


def mistakes(failed: Sequence[NotMade]) -> Iterator[PoetError]:
    """A line for each; how to mend it is said once for those that failed alike."""
    told: set[str] = set()
    for one in _each_once(failed):
        alike = str(one.problem) in told
        told.add(str(one.problem))
        name = printable(one.authority.name, LONGEST_NAME) or one.authority.code
        yield PoetError(
            f"report on {name}, {one.edition}",
            one.reason,
            expected="" if alike else one.problem.expected,
            cure="" if alike else one.problem.cure,
            exit_code=CANNOT_READ_OR_WRITE,
        )


def reasons(failed: Sequence[NotMade]) -> dict[str, list[str]]:
    """Authority code to sentences for the page of links."""
    sentences: dict[str, list[str]] = {}
    for one in _each_once(failed):
        title = "The numbers" if one.edition == NUMBERS else load(one.edition).title
        sentences.setdefault(one.authority.code, []).append(f"{title}: not made, as {one.reason}.")
    return sentences


def _each_once(failed: Sequence[NotMade]) -> list[NotMade]:
    """The PDF and the page of HTML of an edition often fail for the same reason."""
    return [*{(one.authority.code, one.edition, one.reason): one for one in failed}.values()]
