"""Summary and workshop for every council: CPU seconds a workshop report, and what two workers gain.

Run it with `make bench`; the machine should be idle. Twelve councils of budget holders, or as many
as the number that is given. What loading and counting take once is measured apart and left out.
What was measured: docs/scale.md.
"""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import poet

POET = str(Path(sys.executable).parent / "poet")
COUNCILS = 12
PR_SET_CHILD_SUBREAPER = 36
MOST_SECONDS = 2.2
LEAST_GAIN = 1.8


def budget_holders_only(study: Path) -> None:
    """Keep one audience of a made-up study, its first file of answers."""
    file = study / "study.toml"
    start, first, *_ = file.read_text(encoding="utf-8").split("[[responses]]")
    kept = f"{start}[[responses]]{first}"
    file.write_text(re.sub(r"(?m)^released_comments = .*\n", "", kept), encoding="utf-8")


def adopt_orphans() -> None:
    """Have processes whose parent has ended become ours, so that their seconds count (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def measured(study: Path, output: Path, editions: str, *more: str) -> tuple[float, float, float]:
    """CPU seconds of the command and all it starts, seconds by the clock, MB of the largest."""
    formats = () if "--format" in more else ("--format", "pdf")
    command = [POET, "report", str(study), "-o", str(output), "-q", *formats]
    begin = time.perf_counter()
    process = subprocess.Popen([*command, "--edition", editions, *more], stdout=subprocess.DEVNULL)
    seconds, peak = 0.0, 0.0
    while True:
        try:
            number, status, usage = os.wait4(-1, 0)
        except ChildProcessError:  # all have ended
            break
        if number == process.pid and os.waitstatus_to_exitcode(status):
            raise SystemExit(f"poet report --edition {editions} did not end well")
        seconds += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss * 1024 / 1e6)
    return seconds, time.perf_counter() - begin, peak


def main(councils: int) -> None:
    adopt_orphans()
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder, "study")
        poet.example(study, authorities=councils)
        budget_holders_only(study)
        one, *_ = measured(study, Path(folder, "one"), "workshop", "--authority", "X001")
        workshops, *_ = measured(study, Path(folder, "w"), "workshop", "--jobs", "2")
        _, counting, _ = measured(study, Path(folder, "c"), "workshop", "--format", "csv")
        clocks = [
            measured(study, Path(folder, jobs), "workshop", "--jobs", jobs)[1] - counting
            for jobs in ("1", "2")
        ]
        both, clock, peak = measured(study, Path(folder, "b"), "summary,workshop", "--jobs", "2")
    each = (workshops - one) / (councils - 1)
    print(f"one more workshop PDF, two at a time: {each:.2f} CPU s, limit {MOST_SECONDS}")
    print(
        f"two workers are {clocks[0] / clocks[1]:.2f} times as fast as one by the clock, at least "
        f"{LEAST_GAIN} ({clocks[0]:.0f} and {clocks[1]:.0f} s, once all is counted)"
    )
    print(
        f"summary and workshop of {councils} councils, two at a time: {both:.1f} CPU s, "
        f"{clock:.1f} s by the clock, {peak:.0f} MB at most in one process"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNCILS)
