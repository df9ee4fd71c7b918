"""Large files checked whole: CPU seconds and peak memory of `poet check`, with faults planted.

Run it with `make bench`; the machine should be idle. A million rows of CSV and fifty thousand of
xlsx, 40 columns each: a person id, the council, 36 choices, an age and a comment. Every fault that
was planted must be found, and nothing else, or the benchmark fails.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import xlsxwriter

POET = str(Path(sys.executable).parent / "poet")
CHOICES = 36
LABELS = np.array(
    ["Much better", "A little better", "No difference", "A little worse", "", "Worse"]
)
EVERY = 9_973  # a prime: faults fall on every column in turn
FAULTS = ("Vry good", "99", "N/A", "=1+1")
BATCH = 50_000
# The kind of file, its rows, and the most CPU seconds and MB that its check may take.
CASES = (("csv", 1_000_000, 10, 350), ("xlsx", 50_000, 20, 150))

QUESTIONNAIRE = """\
id = "large"
version = "1.0"
audience = "carer"
title = "A large one"
people = "family carers"

[topics]
life = "Life"

[scales.change]
best = "first"
answers = [
  { code = "much_better", label = "Much better", meaning = "good" },
  { code = "better", label = "A little better", meaning = "good" },
  { code = "same", label = "No difference", meaning = "neutral" },
  { code = "worse", label = "A little worse", meaning = "bad" },
  { code = "much_worse", label = "Worse", meaning = "bad" },
]
"""
QUESTION = """
[[questions]]
key = "{key}"
topic = "{topic}"
role = "{role}"
kind = "{kind}"
wording = "{key}?"
easy_read = "{key}?"
"""
STUDY = """\
title = "A large study"
authority_column = "council"

[[responses]]
file = "{file}"
questionnaire = "large"
"""


def questionnaire() -> str:
    """A questionnaire of 40 questions."""
    life = [f"life_{number:02}" for number in range(CHOICES)]
    parts = [
        QUESTION.format(key="form", topic="person_id", role="admin", kind="text"),
        QUESTION.format(key="council", topic="authority", role="admin", kind="text"),
        *(
            QUESTION.format(key=key, topic="life", role="outcome", kind="single")
            + 'scale = "change"\n'
            for key in life
        ),
        QUESTION.format(key="age", topic="age", role="background", kind="number")
        + "lowest = 16\nhighest = 110\n",
        QUESTION.format(key="words", topic="about_the_process", role="comment", kind="text"),
    ]
    return QUESTIONNAIRE + "".join(parts)


def headings() -> list[str]:
    life = [f"life_{number:02}" for number in range(CHOICES)]
    return ["form", "council", *life, "age", "words"]


def rows(number: int) -> Iterator[list[str]]:
    """So many rows; each 9,973rd cell of choices holds a fault."""
    random = np.random.default_rng(1)
    for start in range(0, number, BATCH):
        size = min(BATCH, number - start)
        choices = LABELS[random.integers(len(LABELS), size=(size, CHOICES))].astype(object)
        cells = np.arange(start * CHOICES, (start + size) * CHOICES).reshape(size, CHOICES)
        faulty = cells % EVERY == EVERY - 1
        choices[faulty] = np.array(FAULTS)[(cells[faulty] // EVERY) % len(FAULTS)]
        ages = random.integers(16, 100, size)
        for row in range(size):
            person = start + row
            words = f"What person {person} wrote, at some length" if person % 5 == 0 else ""
            council = f"Council {person % 150:03}"
            yield [f"F{person:07}", council, *choices[row], str(ages[row]), words]


def planted(number: int) -> int:
    """How many faults so many rows hold."""
    return number * CHOICES // EVERY


def write_csv(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(headings()) + "\n")
        file.writelines(
            ",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n"
            for row in rows(number)
        )


def write_xlsx(path: Path, number: int) -> None:
    # Texts stand in one list of the workbook, as Excel writes them.
    options = {"strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("Answers")
        sheet.write_row(0, 0, headings())
        for line, row in enumerate(rows(number), start=1):
            sheet.write_row(line, 0, row)


def checked(folder: Path) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of `poet check` of a study in which problems are found."""
    command = [POET, "check", str(folder), "-o", str(folder / "check"), "-q"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 1:
        raise SystemExit("poet check did not end with 1, for problems found")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def refuse_missed(folder: Path, number: int) -> None:
    """End the benchmark when the check did not find every fault, or found others."""
    report = json.loads((folder / "check" / "problems.json").read_text(encoding="utf-8"))
    found = sum(problem["cells"] for problem in report["problems"])
    read = report["files"][0]["rows_read"]
    if found != planted(number) or read != number:
        raise SystemExit(f"{planted(number)} faults planted in {number} rows, {found} found")


def make(folder: Path, kind: str, number: int) -> None:
    """A study with one file of so many rows."""
    (folder / "questionnaires").mkdir()
    (folder / "questionnaires" / "large.toml").write_text(questionnaire())
    (folder / "study.toml").write_text(STUDY.format(file=f"answers.{kind}"))
    (write_csv if kind == "csv" else write_xlsx)(folder / f"answers.{kind}", number)


def main() -> None:
    print(f"{'poet check':32} {'faults':>7} {'CPU s':>6} {'limit':>6} {'peak MB':>8} {'limit':>6}")
    for kind, number, most_seconds, most_memory in CASES:
        with tempfile.TemporaryDirectory() as name:
            # A process of its own: its memory would be counted as that of the command.
            subprocess.run([sys.executable, __file__, name, kind, str(number)], check=True)
            cpu, peak = checked(Path(name))
            refuse_missed(Path(name), number)
        what = f"{number:,} rows x 40 columns, {kind}"
        measured = f"{cpu:6.1f} {most_seconds:6} {peak:8.0f} {most_memory:6}"
        print(f"{what:32} {planted(number):7,} {measured}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        make(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    else:
        main()
