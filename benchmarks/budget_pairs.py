"""100,000 pairs of budgets in 153 councils: CPU seconds of reading, and of all that is worked out.

Run it with `make bench`; the machine should be idle. All measures of every council, of its groups
and of all together, with 2,000 bootstrap draws, must take 3 CPU seconds at most.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from poet.budgets_file import read_budgets
from poet.made_up.budgets import BUDGETS, budgets
from poet.made_up.councils import draw_councils
from poet.sections.budgets import find
from poet.spreadsheets import csv_bytes
from poet.study import Authority, Study, Wave

COUNCILS, PEOPLE = 153, 545
MOST_SECONDS = 3.0


def main() -> None:
    """Make the cases up, read them and find what is to be found."""
    councils = draw_councils(COUNCILS, PEOPLE, np.random.default_rng([1, 0]))
    names = zip(councils.codes, councils.names, strict=True)
    authorities = tuple(Authority(code, name) for code, name in names)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / BUDGETS).write_bytes(csv_bytes(budgets(councils, 1)))
        start = time.process_time()
        read = read_budgets(Path(folder), {"file": BUDGETS}, authorities)
        read_seconds = time.process_time() - start
    study = Study(Path(), "Budgets", authorities, (Wave("", ""),), (), budgets=read)
    start = time.process_time()
    rows = len(find(study))
    seconds = time.process_time() - start
    print(f"{len(read.by_case):,} cases: read in {read_seconds:.1f} CPU s; {rows:,} rows", end=" ")
    print(f"worked out in {seconds:.1f} CPU s (at most {MOST_SECONDS})")
    if seconds > MOST_SECONDS:
        raise SystemExit("too slow")


if __name__ == "__main__":
    main()
