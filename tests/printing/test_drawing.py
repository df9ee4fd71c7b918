"""What makes drawing quick changes nothing: tables without gaps, a file in between."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from poet.printing.pdf import pdf

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>A page</title><style>'
    '@font-face {{ font-family: "Poet Sans"; src: url("poet-font:NotoSans-Regular.ttf"); }}'
    'body {{ font-family: "Poet Sans"; }}</style></head><body><h1>A page</h1>{}</body></html>'
)
TABLE = (
    "<table> <caption>Who <b>answered</b></caption> <thead> <tr>\n"
    '<th scope="col">Who</th>\n<th scope="col">How many</th> </tr>\n </thead>\n'
    '<tbody>\n <tr>\n<th scope="row">Carers</th>\n<td> <b>8</b> <i>or</i> <b>9</b> </td>\n</tr>'
    "\n</tbody>\n</table>"
)
# As the browser has it: gaps stand between words alone.
TIGHT = (
    "<table><caption>Who <b>answered</b></caption><thead><tr>"
    '<th scope="col">Who</th><th scope="col">How many</th></tr></thead>'
    '<tbody><tr><th scope="row">Carers</th><td><b>8</b> <i>or</i> <b>9</b></td></tr>'
    "</tbody></table>"
)
# Two pages drawn in one process: how many folders of fonts are left then.
DRAWS = (
    "import pathlib, sys, tempfile; from poet.printing.pdf import pdf\n"
    "for words in ('<p>One</p>', '<p>Two</p>'): pdf(sys.argv[1].format(words))\n"
    "print(len(list(pathlib.Path(tempfile.gettempdir()).iterdir())))"
)


def test_space_between_the_parts_of_a_table_changes_nothing() -> None:
    assert pdf(PAGE.format(TABLE)) == pdf(PAGE.format(TIGHT))


def test_space_within_a_cell_is_a_space() -> None:
    apart = TIGHT.replace("<b>8</b> <i>or</i>", "<b>8</b><i>or</i>")
    assert pdf(PAGE.format(TIGHT)) != pdf(PAGE.format(apart))


@pytest.mark.parametrize("words", ["One", "Two"])
def test_what_was_drawn_before_changes_nothing(words: str) -> None:
    alone = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from poet.printing.pdf import pdf\n"
            "sys.stdout.buffer.write(pdf(sys.argv[1]))",
            PAGE.format(f"<p>{words}</p>"),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout
    pdf(PAGE.format(TABLE))
    assert pdf(PAGE.format(f"<p>{words}</p>")) == alone


def test_fonts_leave_no_file_behind(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", DRAWS, PAGE],
        env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path))},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert (run.stdout.strip(), run.stderr) == ("0", "")
    assert list(tmp_path.iterdir()) == []
