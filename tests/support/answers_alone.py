"""Made-up studies cut down to what a test looks at: less to read takes less time."""

from __future__ import annotations

import re
from pathlib import Path

# Tables of study.toml, each to the next one.
BESIDE = re.compile(r"(?ms)^\[(?:budgets|process_map|activity|themes)\]$.*?(?=^\[)")
POPULATION = re.compile(r"(?m)^population = .*\n")


def keep_answers(folder: Path, *files: str) -> None:
    """Cut study.toml down to these files of answers, without released comments."""
    study = folder / "study.toml"
    text = study.read_text(encoding="utf-8")
    text = text.replace('released_comments = "released_comments.csv"\n', "")
    head, *blocks = re.split(r"(?=^\[\[responses\]\]$)", text, flags=re.MULTILINE)
    kept = [block for block in blocks if any(f'"{file}"' in block for file in files)]
    assert len(kept) == len(files)
    study.write_text(head + "".join(kept), encoding="utf-8")


def keep_answers_alone(folder: Path, *files: str) -> None:
    """The same, without a population or anything else that lies beside answers."""
    keep_answers(folder, *files)
    study = folder / "study.toml"
    text, tables = BESIDE.subn("", study.read_text(encoding="utf-8"))
    text, lines = POPULATION.subn("", text)
    assert (tables, lines) == (4, 1)
    study.write_text(text, encoding="utf-8")
