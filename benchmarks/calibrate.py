"""Do the statistics hold what they promise? The long version of the calibration tests.

Studies with known answers are made up and analysed over and over: how often is noise called a
finding, how often do 95 % intervals cover the truth, how far off are estimates? Each scenario is
a module of benchmarks/calibration. The same seed always gives the same numbers.

Run from the top of the repository: python benchmarks/calibrate.py [SCENARIO ...] [--studies N]
[--seed N] [--jobs 2] [--markdown FILE]
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # must be set before numpy is loaded

import argparse
import importlib
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pandas as pd
from calibration import table

# How many studies each scenario has of every setting: about 25 minutes of one processor in all.
# The longest come first, so that two processors end together.
SCENARIOS = {
    "reports_of_many_councils": 24,
    "few_councils": 2_000,
    "reports_of_one_council": 250,
    "small_councils": 1_000,
    "coefficients": 2_000,
    "families": 600,
    "weighted_shares": 2_000,
    "missing_answers": 500,
    "costs": 1_000,
}
FIRST_SEED = 1_000  # apart from the seeds of the tests


def run(scenario: str, studies: int, seed: int) -> tuple[pd.DataFrame, float]:
    """The rows of a scenario, and how many seconds of a processor they took."""
    begin = time.process_time()
    rows = importlib.import_module(f"calibration.{scenario}").rows(studies, seed)
    return rows, time.process_time() - begin


def asked_for() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=", ".join(SCENARIOS))
    parser.add_argument("--studies", type=int, help="so many of each setting, in every scenario")
    parser.add_argument("--seed", type=int, default=FIRST_SEED)
    parser.add_argument("--jobs", type=int, default=1, help="how many processes (default: 1)")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table there, too")
    asked = parser.parse_args()
    if unknown := set(asked.scenarios) - set(SCENARIOS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(SCENARIOS)}")
    return asked


def percent(number: float) -> str:
    return f"{100 * number:.1f}"


def promise(promised: table.Promise) -> str:
    if promised == table.AT_MOST:
        return f"at most {100 * promised[1]:.0f}"
    return f"{100 * promised[0]:.0f} to {100 * promised[1]:.0f}"


def lines(rows: pd.DataFrame) -> pd.DataFrame:
    """One line per promise, in percent, with what is there for comparison beside it."""
    found = []
    for _, of_setting in rows.groupby(["scenario", "setting"], sort=False):
        compared = of_setting["promised"].isna()
        found += [_line(row, of_setting[compared]) for row in of_setting[~compared].itertuples()]
    return pd.DataFrame(found)


def _line(row: object, compared: pd.DataFrame) -> dict[str, str]:
    others = compared[compared["what"].str.startswith(f"{row.what}: ")]
    words = others["what"].str.removeprefix(f"{row.what}: ")
    numbers = map(percent, others["value"])
    return {
        "scenario": row.scenario,
        "setting": row.setting,
        "what": row.what,
        "studies": f"{row.studies:,}",
        "%": percent(row.value),
        "95 % interval": f"{percent(row.low)} to {percent(row.high)}",
        "promised": promise(row.promised),
        "verdict": table.verdict(row),
        "beside it": "; ".join(map(" ".join, zip(words, numbers, strict=True))),
    }


def markdown(found: pd.DataFrame) -> str:
    cells = [found.columns, ["---"] * found.shape[1], *found.itertuples(index=False)]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def main() -> None:
    asked = asked_for()
    chosen = [name for name in SCENARIOS if name in (asked.scenarios or SCENARIOS)]
    studies = [asked.studies or SCENARIOS[name] for name in chosen]
    found = []
    with ProcessPoolExecutor(asked.jobs) as pool:
        results = pool.map(run, chosen, studies, [asked.seed] * len(chosen))
        for name, (rows, seconds) in zip(chosen, results, strict=True):
            found.append(lines(rows))
            print(f"{name}: {seconds:,.0f} seconds of a processor")
            print(found[-1].drop(columns="scenario").to_string(index=False), end="\n\n", flush=True)
            if asked.markdown:
                asked.markdown.write_text(markdown(pd.concat(found)), encoding="utf-8")
    print(pd.concat(found)["verdict"].replace("", "kept").value_counts().to_string())


if __name__ == "__main__":
    main()
