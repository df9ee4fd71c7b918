"""How often reports of 22 councils, and of one among them, call a link clear where there is none.

Councils differ, in outcomes and in scores, as in any made-up study. A report of one council shows
its own links and those of all together; if either holds a clear one, it is a false report.
"""

from __future__ import annotations

import pandas as pd
from calibration import reports, table

NAME = "reports, 22 councils"
COUNCILS, PEOPLE = 22, 91  # about 2,000 budget holders


def rows(studies: int, seed: int) -> pd.DataFrame:
    """Families of all councils and reports of one with a clear link; links that look clear alone.

    The reports of one study share the links of all, so that their interval is by study.
    """
    found = [reports.links_of_noise(COUNCILS, PEOPLE, seed + number) for number in range(studies)]
    together = [links[reports.of_everyone(links)] for links in found]
    setting = f"{COUNCILS} councils, {PEOPLE} budget holders each"
    return table.frame(
        NAME,
        [
            table.share(
                setting,
                "families of all councils with a clear link",
                [links["clear"].any() for links in together],
                table.AT_MOST,
            ),
            table.mean(
                setting,
                "reports of one council with a clear link",
                [_false_reports(links) for links in found],
                table.AT_MOST,
            ),
            table.mean(
                setting,
                "links of all councils below 0.05 alone",
                [links["p"].lt(0.05).mean() for links in together],
                table.SIZE,
            ),
        ],
    )


def _false_reports(links: pd.DataFrame) -> float:
    """The share of councils whose report, with the links of all, calls a link clear."""
    of_all = reports.of_everyone(links)
    if links.loc[of_all, "clear"].any():
        return 1.0
    return float(links[~of_all].groupby("authority")["clear"].any().mean())
