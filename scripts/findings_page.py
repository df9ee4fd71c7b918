"""Writes docs/findings.md: what the files of `poet findings` hold, as the sections tell it.

Use, at the top of the repository: .venv/bin/python scripts/findings_page.py
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path

from poet.sections import (
    COMPARING_SECTIONS,
    FINDING_SECTIONS,
    TECHNICAL_SECTIONS,
    columns_of,
    section,
)

PAGE = Path(__file__).resolve().parents[1] / "docs" / "findings.md"

HEAD = """\
# The findings files

`poet findings my-study -o numbers` writes these files into the folder `numbers`. Every number of a
report stands in one of them. `poet.findings(study)` gives the same tables as pandas frames, by the
name of the file without `.csv`.

This page is made by `scripts/findings_page.py` from the code that finds the numbers.
How each number is worked out is told in [methods.md](methods.md), and the words in
[glossary.md](glossary.md).

What holds for all of them:

- **Small numbers are hidden** before anything is written, by the disclosure profile in
  `study.toml`. A hidden number is `[c]` in the files and missing in the frames; `hidden` says why.
  With the profile `local`, other counts of people are rounded, and shares and their intervals are
  worked out from the rounded counts. Estimates of models are neither hidden nor rounded: they rest
  on 20 people or more.
- Shares go from 0 to 1, scores from 0 to 100.
- The CSV files are UTF-8 with a byte order mark, so that Excel opens them rightly. Text that a
  spreadsheet would take for a formula has an apostrophe before it.
- The latest wave is what reports print. The files hold every wave.
"""

TECHNICAL_HEAD = """\
## The technical files

These are written with `--technical` as well, and found by `poet.findings(study, technical=True)`.
Finding them takes several times as long. They hold every model behind `what_goes_with_outcomes.csv`
for those who want to check or repeat it: what it was fitted to, every coefficient, how well it
fits, and how robust each link is. No report needs them but the technical edition's annex.

- With the profile `local` the counts of people in them are rounded too, and the size of the
  smallest of the councils that stand together is told in steps of five and never below 10.
- Scores of fewer than 20 people are not described. Means have one decimal and alpha has two, as
  more digits would tell how many people answered.
- A council that is left out of a model to see what changes is named only if ten people or more
  of it are in that model.
- Where blanks are filled in, that is done with random numbers from a fixed start, which
  `provenance.json` tells. The same answers give the same numbers every time.
"""

WORKBOOK = """\
## `findings.xlsx`

The same tables in one workbook, one sheet a file in the order of this page (the technical ones with
`--technical`), the headings frozen and filtered. The last sheet, `columns`, holds the tables of
this page: section, column, meaning.
"""

PROVENANCE_HEAD = """\
## `provenance.json`

What the findings were made of, so that they can be made again.
"""

PROVENANCE = {
    "schema": "number of the shape of this file; it goes up when the shape changes",
    "poet": "version of poet",
    "python": "version of Python",
    "libraries": "version of each library that numbers come from",
    "study": "title of the study",
    "made_up": "whether the study is made up",
    "disclosure_profile": "the rules by which small numbers are hidden",
    "seed": (
        "start of the random numbers that fill in blanks of the technical findings; empty (null) "
        "without these, as no others are used"
    ),
    "seed_note": "the same in words",
    "inputs": (
        "every file read: its name, and its SHA-256, which changes when the file does (none of "
        "tables beside the answers, where small numbers are hidden)"
    ),
    "questionnaires": "id, version and SHA-256 of every questionnaire",
    "responses": (
        "for each file of answers: questionnaire, wave, rows read, rows used, "
        "rows set aside by reason, and rows used that are not finished or repeat another"
    ),
    "rows_note": "that these numbers of rows are rounded and hidden as the profile says",
}


def page() -> str:
    """The whole page as Markdown."""
    tables = [_section(name) for name in FINDING_SECTIONS]
    provenance = f"{PROVENANCE_HEAD}\n{_table(('field', 'meaning'), PROVENANCE)}"
    technical = [_section(name, "###") for name in TECHNICAL_SECTIONS]
    compared = [_section(name) for name in COMPARING_SECTIONS]
    return "\n".join([HEAD, *tables, *compared, TECHNICAL_HEAD, *technical, WORKBOOK, provenance])


def _section(name: str, level: str = "##") -> str:
    table = _table(("column", "meaning"), columns_of(name))
    return f"{level} `{name}.csv`\n\n{_grain(name)}\n\n{table}"


def _grain(name: str) -> str:
    """What one row is, from the docstring of the function that finds the rows."""
    module = section(name)
    makes = module.compare if name in COMPARING_SECTIONS else module.find
    told = inspect.getdoc(makes) or ""
    # A paragraph about what the function is given is not for this page.
    return told.partition("\n\n`models`")[0].replace(" (see COLUMNS)", "")


def _table(headings: tuple[str, str], rows: Mapping[str, str]) -> str:
    return "\n".join(_lines(headings, rows)) + "\n"


def _lines(headings: tuple[str, str], rows: Mapping[str, str]) -> Iterator[str]:
    yield f"| {headings[0]} | {headings[1]} |"
    yield "|---|---|"
    for name, meaning in rows.items():
        told = meaning.replace("|", "\\|")
        yield f"| `{name}` | {told} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
