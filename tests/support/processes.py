"""Whether processes have ended, as Linux tells it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

SECONDS = 5


def still_running(processes: Sequence[str]) -> list[str]:
    """Which of these numbers of processes run on; those that end within five seconds do not."""
    left, until = list(processes), time.monotonic() + SECONDS
    while left and time.monotonic() < until:
        time.sleep(0.05)
        left = [process for process in left if _is_running(process)]
    return left


def _is_running(process: str) -> bool:
    """A process that nobody has asked about since it ended still has its number."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
