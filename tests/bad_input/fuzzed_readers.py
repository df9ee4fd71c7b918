"""Reads one file, damaged in many ways, within little memory: a table or a sentence, always.

A program of its own, so that its limit of memory is not that of the tests:
`python fuzzed_readers.py FILE EXAMPLES`. It prints how many were tables and how many were refused.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poet.errors import PoetError
from poet.reading import read_table

MEMORY = 1 << 30
SECONDS = 10
outcomes: Counter[str] = Counter()

# Where (as a part of all bytes), what is done there, and with which bytes.
CHANGE = st.tuples(
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(["overwrite", "insert", "remove", "double", "cut off"]),
    st.binary(min_size=1, max_size=8),
)


def changed(data: bytes, changes: list[tuple[float, str, bytes]]) -> bytes:
    """The bytes with each of these changes made, one after the other."""
    for where, what, with_these in changes:
        place = int(where * len(data))
        before, after = data[:place], data[place:]
        data = {
            "overwrite": before + with_these + after[len(with_these) :],
            "insert": before + with_these + after,
            "remove": before + after[len(with_these) * 4 :],
            "double": before + after[:500] + after,
            "cut off": before,
        }[what]
    return data


def changed_within(data: bytes, part: int, changes: list[tuple[float, str, bytes]]) -> bytes:
    """A zip in which one part is changed, and packed again as it should be."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for number, name in enumerate(old.namelist()):
            content = old.read(name)
            is_this = number == part % len(old.namelist())
            new.writestr(name, changed(content, changes) if is_this else content)
    return written.getvalue()


def read(path: Path) -> None:
    """Read a file, and count what came of it. Anything but a table or a PoetError is a failure."""
    begin = time.monotonic()
    try:
        table = read_table(path)
    except PoetError as problem:
        assert problem.exit_code == 3
        assert str(problem).startswith(path.name)
        outcomes["refused"] += 1
    else:
        assert len({len(table.lines), *(len(column.texts()) for column in table.columns)}) == 1
        assert len(table.headings) == len(table.columns)
        outcomes["tables"] += 1
    assert time.monotonic() - begin < SECONDS


def fuzz(file: Path, examples: int) -> None:
    """Read so many damaged copies of this file."""
    data = file.read_bytes()
    is_zip = data.startswith(b"PK")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / file.name

        # The same examples each time: what fails here must fail for whoever looks into it.
        @settings(
            max_examples=examples,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(st.lists(CHANGE, min_size=1, max_size=4), st.integers(0, 20), st.booleans())
        def damaged(changes: list[tuple[float, str, bytes]], part: int, within: bool) -> None:
            whole = not (is_zip and within)
            copy.write_bytes(
                changed(data, changes) if whole else changed_within(data, part, changes)
            )
            read(copy)

        read(file)
        damaged()


if __name__ == "__main__":
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
    fuzz(Path(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(f"{outcomes['tables']} {outcomes['refused']}\n")
