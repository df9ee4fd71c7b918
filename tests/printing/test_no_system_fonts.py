"""A computer without a single font, and without a home, prints the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from poet.printing.pdf import pdf

PRINT = (
    "import hashlib, pathlib, sys; from poet.printing.pdf import pdf\n"
    "html = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8')\n"
    "print(hashlib.sha256(pdf(html)).hexdigest())"
)
# Where the library that looks for fonts finds its settings: a folder without any.
NO_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}/none</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is asked for fonts on Linux alone")
@pytest.mark.parametrize("edition", ["workshop", "easy_read"])
def test_a_report_has_the_same_bytes_without_system_fonts(
    planted, edition, html_of, tmp_path: Path
) -> None:
    page, settings = tmp_path / "report.html", tmp_path / "fonts.conf"
    page.write_text(html_of(planted, edition=edition), encoding="utf-8")
    settings.write_text(NO_FONTS.format(folder=tmp_path), encoding="utf-8")
    bare = {"FONTCONFIG_FILE": str(settings), "HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    run = subprocess.run(
        [sys.executable, "-c", PRINT, str(page)],
        env=bare,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    here = hashlib.sha256(pdf(page.read_text(encoding="utf-8"))).hexdigest()
    assert run.stdout.strip() == here
