"""How often a report of one council calls a link clear where there is none."""

from __future__ import annotations

import pandas as pd
from calibration import reports, table

NAME = "reports, 1 council"
PEOPLE = 100


def rows(studies: int, seed: int) -> pd.DataFrame:
    """Reports with a clear link, and links that look clear alone."""
    found = [reports.links_of_noise(1, PEOPLE, seed + number) for number in range(studies)]
    setting = f"1 council, {PEOPLE} budget holders"
    clear = [links["clear"].any() for links in found]
    looks = [links["p"].lt(0.05).mean() for links in found]
    return table.frame(
        NAME,
        [
            table.share(setting, "reports with a clear link", clear, table.AT_MOST),
            table.mean(setting, "links below 0.05 alone", looks, table.SIZE),
        ],
    )
