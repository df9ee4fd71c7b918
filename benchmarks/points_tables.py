"""20,000 past cases, six questions: CPU seconds of `poet ras` without its pages.

Run it with `make bench`; the machine should be idle. Reading, three kinds of tables fitted to every
fold, and all that is compared must take 10 CPU seconds at most.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pandas as pd

import poet
from poet.made_up.needs import CASES, NEEDS, POUNDS, needs
from poet.spreadsheets import csv_bytes

MANY = 20_000
MOST_SECONDS = 10.0


def main() -> None:
    """Make the cases up, and find tables in them."""
    cases = pd.concat([needs(seed) for seed in range(MANY // CASES)], ignore_index=True)
    cases["case"] = range(len(cases))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / NEEDS
        file.write_bytes(csv_bytes(cases))
        start = time.process_time()
        found = poet.ras(file, needs=list(POUNDS))
        seconds = time.process_time() - start
    print(f"{len(found.cases.by_case):,} cases, {len(found.tables)} tables: ", end="")
    print(f"{seconds:.1f} CPU s (at most {MOST_SECONDS})")
    if seconds > MOST_SECONDS:
        raise SystemExit("too slow")


if __name__ == "__main__":
    main()
