"""CPU seconds and peak memory of whole commands, each in a process of its own.

Run it with `make bench`; the machine should be idle. Medians of several runs; the limit beside
each is what the command must stay below on a machine of two cores.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import poet

RUNS = 3
POET = str(Path(sys.executable).parent / "poet")


def measured(*arguments: str) -> tuple[float, float]:
    """Median CPU seconds and peak memory in MB of one command."""
    seconds, peaks = [], []
    for _ in range(RUNS):
        process = subprocess.Popen(
            [POET, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status):
            raise SystemExit(f"poet {' '.join(arguments)} did not end well")
        seconds.append(usage.ru_utime + usage.ru_stime)
        peaks.append(usage.ru_maxrss * 1024 / 1e6)
    return statistics.median(seconds), statistics.median(peaks)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, large = Path(folder, "one"), Path(folder, "large")
        poet.example(one, authorities=1)
        poet.example(large, authorities=1, people=1540)  # 3,000 rows with carers and practitioners
        rows = [
            ("poet --help", 0.3, measured("--help")),
            ("poet check, 3,000 rows", 2.0, measured("check", str(large))),
            (
                "poet report, one council, from a cold start",
                7.0,
                measured("report", str(one), "-o", str(Path(folder, "out")), "--force"),
            ),
        ]
    print(f"{'command':45} {'CPU s':>6} {'limit':>6} {'peak MB':>8}")
    for name, limit, (cpu, peak) in rows:
        print(f"{name:45} {cpu:6.2f} {limit:6.1f} {peak:8.0f}")


if __name__ == "__main__":
    main()
