"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data and reference numbers, beside the repository (or POET_SHARED)."""
    folder = Path(os.environ.get("POET_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "reference").is_dir():
        pytest.skip(f"the reference data are not here ({folder}); set POET_SHARED to their folder")
    return folder
