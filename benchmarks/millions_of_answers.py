"""Descriptive findings of millions of rows: CPU seconds and peak memory, as the rows grow.

Run it with `make bench`; the machine should be idle. Thirteen columns: council, six outcomes, four
questions of the process, two of background. A million rows of CSV and of Parquet; with
`python benchmarks/millions_of_answers.py 1 3 10` so many millions of each (ten take 1.2 GB of disk
and ten minutes). The counts found must be the rows written. What was measured: docs/scale.md.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import polars

POET = str(Path(sys.executable).parent / "poet")
MILLION = 1_000_000
BATCH = 100_000
COUNCILS = 153
OUTCOMES, PROCESS = 6, 4
CHANGE = ("A lot better", "Better", "No difference", "Worse", "A lot worse")
EASE = ("Very easy", "Easy", "Neither", "Difficult", "Very difficult")
AGE = ("Under 40", "40 to 64", "65 or over")
NEED = ("Physical", "Learning", "Mental health")
MEANINGS = ("good", "good", "neutral", "bad", "bad")
# For ten million rows; fewer may take their share of the seconds.
MOST_SECONDS, MOST_MEMORY = 120, 2_000

HEAD = """\
id = "large"
version = "1.0"
audience = "budget_holder"
title = "A large one"
people = "people who hold a budget"

[topics]
life = "Life"
"""


def scale(name: str, labels: tuple[str, ...], ordered: bool) -> str:
    answers = [
        f'  {{ code = "{name}_{n}", label = "{label}"'
        + (f', meaning = "{MEANINGS[n]}" }},' if ordered else " },")
        for n, label in enumerate(labels)
    ]
    best = 'best = "first"\n' if ordered else ""
    return "\n".join([f"\n[scales.{name}]", f"{best}answers = [", *answers, "]\n"])


def question(key: str, topic: str, role: str, kind_and_scale: str) -> str:
    return (
        f'\n[[questions]]\nkey = "{key}"\ntopic = "{topic}"\nrole = "{role}"\n'
        f'wording = "{key}?"\neasy_read = "{key}?"\n{kind_and_scale}\n'
    )


def columns() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Key to role, scale and labels of every question with answers to choose from."""
    return {
        **{f"life_{n}": ("outcome", "change", CHANGE) for n in range(OUTCOMES)},
        **{f"ease_{n}": ("process", "ease", EASE) for n in range(PROCESS)},
        "age": ("background", "age", AGE),
        "need": ("background", "need", NEED),
    }


def questionnaire() -> str:
    parts = [
        HEAD,
        scale("change", CHANGE, ordered=True),
        scale("ease", EASE, ordered=True),
        scale("age", AGE, ordered=False),
        scale("need", NEED, ordered=False),
        question("council", "authority", "admin", 'kind = "text"'),
    ]
    for key, (role, scale_name, _) in columns().items():
        parts.append(question(key, "life", role, f'kind = "single"\nscale = "{scale_name}"'))
    return "".join(parts)


def study_toml(kind: str) -> str:
    councils = "".join(
        f'\n[[authorities]]\ncode = "X{n:03}"\nname = "Council {n:03}"\n' for n in range(COUNCILS)
    )
    head = 'title = "A large study"\nmade_up = true\nauthority_column = "council"\n'
    return f'{head}{councils}\n[[responses]]\nfile = "answers.{kind}"\nquestionnaire = "large"\n'


def batch(random: np.random.Generator, size: int) -> dict[str, list[str]]:
    """So many rows, column by column; one answer in as many as there are is left blank."""
    councils = np.array([f"Council {n:03}" for n in range(COUNCILS)])
    cells = {"council": councils[random.integers(COUNCILS, size=size)].tolist()}
    for key, (_, _, labels) in columns().items():
        offered = np.array([*labels, ""])
        cells[key] = offered[random.integers(len(offered), size=size)].tolist()
    return cells


def write(folder: Path, kind: str, rows: int) -> None:
    """A study with one file of so many rows."""
    (folder / "questionnaires").mkdir()
    (folder / "questionnaires" / "large.toml").write_text(questionnaire())
    (folder / "study.toml").write_text(study_toml(kind))
    random = np.random.default_rng(1)
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["council", *columns()])
        for start in range(0, rows, BATCH):
            writer.writerows(zip(*batch(random, min(BATCH, rows - start)).values(), strict=True))
    if kind == "parquet":
        texts = polars.scan_csv(folder / "answers.csv", infer_schema=False)
        texts.sink_parquet(folder / "answers.parquet")


def measured(study: Path, output: Path) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of `poet findings --descriptive`."""
    command = [POET, "findings", str(study), "-o", str(output), "--descriptive", "-q"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit("poet findings did not end well")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def refuse_missed(output: Path, rows: int) -> None:
    """End the benchmark when not about every row was counted; counts are rounded to 5."""
    with (output / "who_answered.csv").open(encoding="utf-8-sig", newline="") as file:
        everyone = [
            int(row["people"])
            for row in csv.DictReader(file)
            if row["level"] == "everyone" and row["authority"] != "all"
        ]
    if abs(sum(everyone) - rows) > 5 * COUNCILS:
        raise SystemExit(f"{rows} rows written, {sum(everyone)} people found")


def main(millions: list[int]) -> None:
    print(
        f"{'poet findings --descriptive':32} {'CPU s':>6} {'limit':>6} {'peak MB':>8} {'limit':>6}"
    )
    for rows in (many * MILLION for many in millions):
        for kind in ("csv", "parquet"):
            with tempfile.TemporaryDirectory() as name:
                study, output = Path(name, "study"), Path(name, "findings")
                study.mkdir()
                # A process of its own: its memory would be counted as that of the command.
                made = [sys.executable, __file__, "make", str(study), kind, str(rows)]
                subprocess.run(made, check=True)
                cpu, peak = measured(study, output)
                refuse_missed(output, rows)
            limit = MOST_SECONDS * rows / (10 * MILLION)
            what = f"{rows:,} rows x {1 + len(columns())}, {kind}"
            print(f"{what:32} {cpu:6.1f} {limit:6.0f} {peak:8.0f} {MOST_MEMORY:6}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        write(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    else:
        main([int(many) for many in sys.argv[1:]] or [1])
