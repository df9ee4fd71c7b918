"""A check of a CSV study loads what it needs and nothing that is slow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CHECK = """
import sys
from poet.cli import main
try:
    main()
except SystemExit as end:
    print(end.code, *sys.modules)
"""
NOT_NEEDED = {
    *("statsmodels", "scipy", "weasyprint", "pikepdf", "jinja2"),
    *("polars", "pyreadstat", "xlrd", "openpyxl", "lxml"),
}


@pytest.fixture
def loaded(small: Path, tmp_path: Path) -> set[str]:
    """The modules that `poet check` of a study without problems has loaded at its end."""
    command = [sys.executable, "-c", CHECK, "check", str(small), "-o", str(tmp_path / "out"), "-q"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    code, *modules = done.stdout.splitlines()[-1].split()
    assert code == "0", done.stderr
    return set(modules)


def test_a_check_of_csv_files_loads_no_reader_of_other_files_and_nothing_slow(
    loaded: set[str],
) -> None:
    assert {"pandas", "poet.reading.text_files.csv_file"} <= loaded
    assert not NOT_NEEDED & loaded
