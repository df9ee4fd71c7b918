"""Summary and workshop for every council: CPU seconds a report, and what two workers gain.

Run it with `make bench`; the machine should be idle. Sixteen councils of three audiences, or as
many as the number that is given. What loading, counting and the start of workers take once is in a
run of four councils as well, and left out. What was measured: docs/scale.md.
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
COUNCILS, FEW = 16, 4
PR_SET_CHILD_SUBREAPER = 36
MOST_SECONDS = 2.2
LEAST_GAIN = 1.8


def answers_alone(study: Path) -> None:
    """Take what lies beside the answers of a made-up study out of it."""
    file = study / "study.toml"
    beside = r"(?ms)^\[(?:budgets|activity|process_map|themes)\].*?(?=^\[|\Z)"
    file.write_text(re.sub(beside, "", file.read_text(encoding="utf-8")), encoding="utf-8")


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


def each_more(study: Path, folder: Path, councils: int, jobs: str) -> tuple[float, float]:
    """CPU seconds of one more workshop PDF; seconds by the clock of those of all councils."""
    few = [word for n in range(1, FEW + 1) for word in ("--authority", f"X{n:03}")]
    begun, *_ = measured(study, folder / f"few-{jobs}", "workshop", "--jobs", jobs, *few)
    every, clock, _ = measured(study, folder / f"every-{jobs}", "workshop", "--jobs", jobs)
    return (every - begun) / (councils - FEW), clock


def tell(study: Path, folder: Path, councils: int) -> None:
    """Print what reports of this study take."""
    one, alone = each_more(study, folder, councils, "1")
    two, side_by_side = each_more(study, folder, councils, "2")
    _, counting, _ = measured(study, folder / "c", "workshop", "--format", "csv")
    gain = (alone - counting) / (side_by_side - counting)
    both, clock, peak = measured(study, folder / "b", "summary,workshop", "--jobs", "2")
    print(
        f"  one more workshop PDF: {one:.2f} CPU s one at a time, {two:.2f} two at a time, limit "
        f"{MOST_SECONDS}\n"
        f"  two workers are {gain:.2f} times as fast as one by the clock, at least {LEAST_GAIN} "
        f"({alone - counting:.0f} and {side_by_side - counting:.0f} s, once all is counted)\n"
        f"  summary and workshop of {councils} councils, two at a time: {both:.1f} CPU s, "
        f"{clock:.1f} s by the clock, {peak:.0f} MB at most in one process"
    )


def main(councils: int) -> None:
    adopt_orphans()
    for what, change in (("answers alone", answers_alone), ("all that lies beside them", None)):
        with tempfile.TemporaryDirectory() as folder:
            study = Path(folder, "study")
            poet.example(study, authorities=councils)
            if change:
                change(study)
            print(f"three audiences, {what}")
            tell(study, Path(folder), councils)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNCILS)
