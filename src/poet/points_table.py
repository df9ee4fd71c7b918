"""From a file of past cases to a page with a points table: the public function `poet.ras`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poet.allocating import Allocation


def ras(  # noqa: PLR0913 - keywords, as of the command
    file: Path | str,
    output: Path | str | None = None,
    *,
    needs: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    period: str = "week",
    sheet: str = "",
    table: str = "",
    authority: str = "",
    present_numbers: int = 0,
    made_up: bool = False,
    profile: str = "local",
    formats: Sequence[str] = ("pdf", "html", "csv", "xlsx"),
    time_limit: float = 120,
    force: bool = False,
) -> Allocation:
    """Find simple tables that turn points or answers into pounds, and compare them.

    `file` has one row per past case: `final`, and `points` or the columns of answers named in
    `needs`; it may have indicative, group, case, period and date. `columns` gives the headings of
    those that are called otherwise, `period` what amounts are for. `table` is "rate", "bands" or
    "answers"; without it the simplest that comes near is printed. With `output` that is a folder
    for the page and the numbers. Raises PoetError when the file cannot be used, has fewer than 30
    cases, or there is no such table or profile, and when a file cannot be written.
    """
    from poet.allocating_file import Asked, read_cases
    from poet.allocating_findings import allocated
    from poet.allocating_rules import printing, profile_named

    rules = profile_named(profile)
    asked = Asked(tuple(needs), dict(columns or {}), period, sheet)
    found = printing(allocated(read_cases(Path(file), asked), rules), table)
    if output is not None:
        from poet.printing.points_table import Particulars, write_allocation

        write_allocation(
            found,
            Path(output),
            formats=formats,
            particulars=Particulars(authority, made_up, present_numbers),
            time_limit=time_limit,
            force=force,
        )
    return found
