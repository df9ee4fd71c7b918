"""How often a report on pure noise calls a link clear: at most 1 in 20 is promised.

Each study has 1 council and 100 budget holders (carers and practitioners come on top), and
nothing in it goes with the scores; it is made, read and modelled as any other.

Run from the top of the repository: python benchmarks/calibrate.py [STUDIES]
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # must be set before numpy is loaded

import sys
import tempfile
import time
from pathlib import Path

from scipy.stats import binomtest

import poet
from poet.sections import what_goes_with_outcomes

STUDIES, PEOPLE = 200, 100
FIRST_SEED = 1_000  # apart from the seeds of the tests


def clear_links(seed: int) -> tuple[int, int]:
    """How many links are called clear, of how many estimated, in one study of noise."""
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "study"
        poet.example(study, authorities=1, people=PEOPLE, seed=seed, effect="none")
        links = what_goes_with_outcomes.find(poet.load_study(study))
    return int(links["clear"].sum()), int(links["p_holm"].notna().sum())


def main() -> None:
    studies = int(sys.argv[1]) if len(sys.argv) > 1 else STUDIES
    begin = time.process_time()
    counts = [clear_links(FIRST_SEED + number) for number in range(studies)]
    false_reports = sum(clear > 0 for clear, _ in counts)
    interval = binomtest(false_reports, studies).proportion_ci(method="exact")
    estimated = sum(links for _, links in counts) / studies
    print(f"{studies} reports on noise, {PEOPLE} budget holders, {estimated:.1f} links each")
    print(f"  reports that call a link clear  {false_reports} = {false_reports / studies:.1%}")
    print(f"  95 % interval (exact binomial)  {interval.low:.1%} to {interval.high:.1%}")
    print(f"  CPU seconds a study             {(time.process_time() - begin) / studies:.2f}")


if __name__ == "__main__":
    main()
