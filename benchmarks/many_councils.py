"""Findings of many councils: CPU seconds and peak memory of the whole command.

Run it with `make bench`; the machine should be idle. The size of the survey of 2013 (22 councils,
3,400 holders and carers, here in two waves), and every council in England (153, 60,000 people,
three audiences). What was measured: docs/scale.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import poet

POET = str(Path(sys.executable).parent / "poet")
# Councils, budget holders in each, waves; the most CPU seconds and MB that the command may take.
CASES = ((22, 97, 2, 15, 500), (153, 200, 1, 60, 1_500))


def measured(study: Path, output: Path) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of `poet findings`."""
    command = [POET, "findings", str(study), "-o", str(output), "-q"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit("poet findings did not end well")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def people_in(study: Path) -> int:
    return sum(len(responses.by_person) for responses in poet.load_study(study).responses)


def main() -> None:
    print(f"{'poet findings':44} {'CPU s':>6} {'limit':>6} {'peak MB':>8} {'limit':>6}")
    for councils, holders, waves, most_seconds, most_memory in CASES:
        with tempfile.TemporaryDirectory() as name:
            study = Path(name, "study")
            poet.example(study, authorities=councils, people=holders, waves=waves)
            cpu, peak = measured(study, Path(name, "findings"))
            what = f"{councils} councils, {people_in(study):,} people in {waves} wave(s)"
        print(f"{what:44} {cpu:6.1f} {most_seconds:6} {peak:8.0f} {most_memory:6}")


if __name__ == "__main__":
    main()
