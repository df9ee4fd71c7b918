"""50,000 comments exported for two coders, marked, and read back: CPU seconds of both commands.

Run it with `make bench`; the machine should be idle. One comment in ten holds something that tells
who somebody is, one in 5,000 is a word of 100,000 letters. Every planted identifier must be marked
and every code must come back, or the benchmark fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from poet.reading import read_table
from poet.spreadsheets import xlsx_bytes

POET = str(Path(sys.executable).parent / "poet")
COMMENTS = 50_000
MOST_SECONDS = 30
QUESTIONNAIRE = """\
id = "words"
version = "1.0"
audience = "carer"
title = "Comments only"
people = "family carers"

[topics]
process = "The process"

[[questions]]
key = "council"
topic = "authority"
role = "admin"
kind = "text"
wording = "council"
easy_read = "council"

[[questions]]
key = "words"
topic = "process"
role = "comment"
kind = "text"
wording = "What would you like to say?"
easy_read = "What do you want to say?"
"""
STUDY = """\
title = "Many comments"
authority_column = "council"

[[responses]]
file = "answers.csv"
questionnaire = "words"
"""
SENTENCES = (
    "It took months before anybody rang back about the first payment.",
    "The forms are long, and each of them asks for what is known already!",
    "I choose who comes into the house now, and when.",
    "Nobody could say how they came to this amount, or whether it would last.",
    "The people who help are kind, but they change all the time.",
    "I have had no weekend off since the spring, and I am tired.",
)
PLANTED = (
    " Ring Mrs Archer on 0117 496 0123.",
    " Write to someone@example.org, please.",
    " We live in BS1 4QA.",
    " My number is QQ 12 34 56 C, or 943 476 5919.",
    " Sarah was born on 12 March 1954.",
)
EVERY_IDENTIFIER, EVERY_LONG_WORD = 10, 5_000


def comments() -> list[str]:
    random = np.random.default_rng(1)
    texts = []
    for place, many in enumerate(random.integers(1, 6, COMMENTS)):
        words = " ".join(random.choice(SENTENCES, many))
        if place % EVERY_LONG_WORD == 1:
            words = "w" * 100_000
        if place % EVERY_IDENTIFIER == 0:
            words += PLANTED[place // EVERY_IDENTIFIER % len(PLANTED)]
        texts.append(words)
    return texts


def study_in(folder: Path) -> None:
    (folder / "questionnaires").mkdir(parents=True)
    (folder / "questionnaires" / "words.toml").write_text(QUESTIONNAIRE, encoding="utf-8")
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    councils = [f"Council {place % 150:03}" for place in range(COMMENTS)]
    frame = pd.DataFrame({"council": councils, "words": comments()})
    frame.to_csv(folder / "answers.csv", index=False)


def seconds_of(*words: str | Path) -> float:
    before = os.times()
    done = subprocess.run([POET, *map(str, words)], capture_output=True, text=True, check=False)
    after = os.times()
    if done.returncode:
        sys.exit(done.stderr + done.stdout)
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def code(path: Path, theme: str, share: float) -> None:
    """What a coder makes of a workbook: this theme in a share of the comments, none in others."""
    table = read_table(path, "Comments")
    frame = table.cells.set_axis(list(table.headings), axis="columns")
    has = np.array([int(number[-3:]) < 1_000 * share for number in frame.iloc[:, 0]])
    frame[theme] = np.where(has, "yes", "")
    frame["No theme"] = np.where(has, "", "yes")
    marked = frame["Look here first"].ne("").sum()
    if marked != COMMENTS // EVERY_IDENTIFIER:
        sys.exit(f"{marked:,} comments are marked")
    path.write_bytes(xlsx_bytes({"Comments": frame}))


def main() -> None:
    with tempfile.TemporaryDirectory() as top:
        study, out = Path(top) / "study", Path(top) / "coding"
        study_in(study)
        exporting = seconds_of("themes", "export", study, "-o", out, "--seed", "1")
        first, second = out / "first-coder.xlsx", out / "second-coder.xlsx"
        code(first, "Waiting", 0.4)
        code(second, "Waiting", 0.38)
        words = ("themes", "import", study, first, second, "--key", out / "key.csv")
        importing = seconds_of(*words, "-o", out)
        codes = read_table(out / "codes.csv")
        if len(codes.lines) != COMMENTS:
            sys.exit(f"{len(codes.lines):,} comments came back")
    total = exporting + importing
    print(f"{COMMENTS:,} comments: export {exporting:.1f} CPU s, import {importing:.1f} CPU s")
    if total > MOST_SECONDS:
        sys.exit(f"{total:.1f} CPU seconds are more than {MOST_SECONDS}")


if __name__ == "__main__":
    main()
