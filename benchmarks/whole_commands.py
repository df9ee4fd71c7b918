"""CPU seconds and peak memory of whole commands, each in a process of its own.

Run it with `make bench`; the machine should be idle. Medians of several runs; the limit beside
each is what the command must stay below on a machine of two cores. Seconds are those of the command
and of the processes it starts. Where the time goes: docs/speed.md.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf

import poet

RUNS = 3
COUNCILS = 5
LARGEST_PDF_KB = 200
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


def budget_holders_only(study: Path) -> None:
    """Keep one audience of a made-up study, its first file of answers."""
    file = study / "study.toml"
    start, first, *_ = file.read_text(encoding="utf-8").split("[[responses]]")
    kept = f"{start}[[responses]]{first}"
    file.write_text(re.sub(r"(?m)^released_comments = .*\n", "", kept), encoding="utf-8")


def further_report(study: Path, output: Path) -> tuple[float, float]:
    """What one more workshop PDF takes, once all is loaded and counted: CPU seconds and peak."""
    command = ("report", str(study), "-o", str(output), "--format", "pdf", "--force")
    first, _ = measured(*command, "--authority", "X001")
    every, peak = measured(*command)
    return (every - first) / (COUNCILS - 1), peak


def about(pdfs: Path) -> str:
    """Pages and kB of the largest PDF in a folder."""
    largest = max(pdfs.glob("*.pdf"), key=lambda file: file.stat().st_size)
    with pikepdf.open(largest) as pdf:
        pages = len(pdf.pages)
    return f"{pages} pages, {largest.stat().st_size / 1e3:.0f} kB, limit {LARGEST_PDF_KB} kB"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, large, several = (Path(folder, name) for name in ("one", "large", "several"))
        out, workshops = Path(folder, "out"), Path(folder, "workshops")
        poet.example(one, authorities=1)
        poet.example(large, authorities=1, people=1540)  # 3,000 rows with carers and practitioners
        poet.example(several, authorities=COUNCILS)
        budget_holders_only(several)
        report = ("report", str(one), "-o", str(out), "--force")
        pdf, html, every = ("--format", "pdf"), ("--format", "html"), ("--edition", "all")
        rows = [
            ("poet --help", 0.3, measured("--help")),
            ("poet check, 3,000 rows", 2.0, measured("check", str(large))),
            ("poet report, one council, every format", 7.0, measured(*report)),
            ("poet report, one council, HTML only", 5.0, measured(*report, *html)),
            (
                "poet report, one council, PDF of all editions",
                20.0,
                measured(*report, *every, *pdf),
            ),
            ("one more workshop PDF, one audience", 2.0, further_report(several, workshops)),
        ]
        size = about(workshops)
    print(f"{'command':45} {'CPU s':>6} {'limit':>6} {'peak MB':>8}")
    for name, limit, (cpu, peak) in rows:
        print(f"{name:45} {cpu:6.2f} {limit:6.1f} {peak:8.0f}")
    print(f"a workshop PDF, one audience: {size}")


if __name__ == "__main__":
    main()
