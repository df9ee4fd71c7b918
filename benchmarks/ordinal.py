"""CPU seconds and peak memory of the ordinal model, beside statsmodels and R.

Fourteen outcomes, 36 predictors, CR3 by council: 3,000 and 100,000 people; one outcome of 1,000,000
people; and how cost grows with people and predictors. R's packages are compared where they are
installed (Debian: r-cran-rms, r-cran-ordinal, r-cran-mass). Every figure is that of a process of
its own, all of one run, so that ratios hold on a noisy machine.

Run from the top of the repository: python benchmarks/ordinal.py
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # must be set before numpy is loaded

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from poet.statistics import ordinal, separation

LEVELS = ["a_lot_worse", "worse", "no_difference", "better", "a_lot_better"]
PREDICTORS = 36
# People, outcomes, councils, runs of ours, and R's packages that end in reasonable time.
SIZES = (
    (3_000, 14, 22, 15, ("rms", "ordinal", "MASS")),
    (100_000, 14, 153, 3, ("rms",)),
    (1_000_000, 1, 153, 3, ("rms",)),
)
R_SCRIPT = Path(__file__).with_name("ordinal.R")


def write_data(folder: Path, people: int, outcomes: int, councils: int, width: int) -> None:
    """Seeded answers on five levels, two scores and yes-no predictors, and councils."""
    random = np.random.default_rng(36)
    yes_no = random.random((people, width - 2)) < random.uniform(0.05, 0.5, width - 2)
    values = np.column_stack([random.random((people, 2)), yes_no]).astype(float)
    values.T.tofile(folder / "predictors.bin")  # column by column, as R keeps it
    random.integers(0, councils, people).astype(np.int32).tofile(folder / "councils.bin")
    for outcome in range(outcomes):
        latent = values @ random.normal(0, 0.4, width) + random.logistic(size=people)
        codes = np.digitize(latent, np.quantile(latent, [0.05, 0.15, 0.5, 0.8]))
        codes.astype(np.int32).tofile(folder / f"levels_{outcome}.bin")


def read_data(folder: Path, people: int, outcomes: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Predictors with the council last, and one ordered categorical per outcome."""
    values = np.fromfile(folder / "predictors.bin").reshape(-1, people).T
    names = [f"predictor_{number}" for number in range(values.shape[1])]
    answers = {
        f"outcome_{number}": pd.Categorical.from_codes(
            np.fromfile(folder / f"levels_{number}.bin", np.int32), LEVELS, ordered=True
        )
        for number in range(outcomes)
    }
    return pd.DataFrame(values, columns=names, copy=False), pd.DataFrame(answers)


def cpu_seconds(run: Callable[[], object], times: int) -> float:
    """The median over several runs, after one that warms up where there are many."""
    taken = []
    for _ in range(times + (times > 3)):
        begin = time.process_time()
        run()
        taken.append(time.process_time() - begin)
    return statistics.median(taken[-times:])


def measure_ours(folder: Path, people: int, outcomes: int, times: int) -> None:
    """In a process of its own: prints seconds plain and with CR3, peak MB, and estimates."""
    predictors, answers = read_data(folder, people, outcomes)
    councils = pd.Series(np.fromfile(folder / "councils.bin", np.int32), name="council")
    plain = cpu_seconds(lambda: ordinal.fit_each(answers, predictors), times)
    clustered = cpu_seconds(lambda: ordinal.fit_each(answers, predictors, councils), times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    last = ordinal.fit(answers.iloc[:, -1], predictors).coefficients
    print(json.dumps({"plain": plain, "CR3": clustered, "peak": peak, "last": last.tolist()}))


def ours(folder: Path, people: int, outcomes: int, times: int) -> dict:
    command = [sys.executable, __file__, str(folder), str(people), str(outcomes), str(times)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def in_r(folder: Path, people: int, outcomes: int, package: str) -> list[float] | None:
    """Seconds, peak MB, and the last outcome's coefficients; None without R or the package."""
    if not shutil.which("Rscript"):
        return None
    command = ["Rscript", str(R_SCRIPT), str(folder), str(people), str(outcomes), package]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    return [float(word) for word in ran.stdout.split()] if ran.returncode == 0 else None


def in_statsmodels(folder: Path, people: int, ours_per_outcome: float) -> None:
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    predictors, answers = read_data(folder, people, 1)
    model = OrderedModel(answers["outcome_0"], predictors, distr="logit")
    theirs: list = []
    seconds = cpu_seconds(
        lambda: theirs.append(model.fit(method="bfgs", gtol=1e-8, maxiter=500, disp=False)), 1
    )
    mine = ordinal.fit(answers["outcome_0"], predictors).coefficients
    apart = np.abs(theirs[0].params.iloc[: len(mine)] - mine.to_numpy()).max()
    looked_for = cpu_seconds(lambda: separation.separated(answers["outcome_0"], predictors), 5)
    ratio = seconds / ours_per_outcome
    print(f"  statsmodels OrderedModel, 1     {seconds:9.3f}            {ratio:7.0f} x one of ours")
    print(f"    largest difference of a coefficient {apart:.1e}")
    print(f"  separation looked for, 1        {looked_for:9.3f}")


def compare(people: int, outcomes: int, councils: int, times: int, packages: tuple) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_data(folder, people, outcomes, councils, PREDICTORS)
        mine = ours(folder, people, outcomes, times)
        print(
            f"{people:,} people, {outcomes} outcomes, {PREDICTORS} predictors, {councils} councils"
        )
        print("                                 CPU seconds     MB")
        print(f"  ours                            {mine['plain']:9.3f}")
        print(f"  ours, CR3                       {mine['CR3']:9.3f} {mine['peak']:7.0f}")
        for package in packages:
            theirs = in_r(folder, people, outcomes, package)
            label = "R rms::lrm + robcov" if package == "rms" else f"R {package}"
            if theirs is None:
                print(f"  {label:30s}   not installed")
                continue
            base = mine["CR3"] if package == "rms" else mine["plain"]
            apart = np.abs(np.array(theirs[2:]) - mine["last"]).max()
            print(
                f"  {label:30s}  {theirs[0]:9.3f} {theirs[1]:7.0f}  {theirs[0] / base:7.1f} x ours"
            )
            print(f"    largest difference of a coefficient {apart:.1e}")
        if people == SIZES[0][0]:
            in_statsmodels(folder, people, mine["plain"] / outcomes)


def slope(sizes: list[tuple[int, int]], axis: int) -> float:
    """The power of the number of people (axis 0) or predictors (1) that cost grows with."""
    seconds = []
    for people, width in sizes:
        with tempfile.TemporaryDirectory() as name:
            write_data(Path(name), people, 1, 153, width)
            seconds.append(ours(Path(name), people, 1, 3)["CR3"])
    return float(np.polyfit(np.log([size[axis] for size in sizes]), np.log(seconds), 1)[0])


def main() -> None:
    for size in SIZES:
        compare(*size)
    rows = slope([(people, PREDICTORS) for people in (62_500, 125_000, 250_000, 500_000)], 0)
    columns = slope([(50_000, width) for width in (9, 18, 36, 72)], 1)
    print(f"cost grows with people to the power of      {rows:.2f}   (62,500 to 500,000)")
    print(f"cost grows with predictors to the power of  {columns:.2f}   (9 to 72)")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure_ours(Path(sys.argv[1]), *map(int, sys.argv[2:]))
    else:
        main()
