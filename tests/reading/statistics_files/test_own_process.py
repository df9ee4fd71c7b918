from __future__ import annotations

import importlib
import os
import sys
import time
from pathlib import Path

import pytest

from poet.errors import PoetError
from poet.reading.layout import Variable
from poet.reading.statistics_files import own_process
from poet.reading.statistics_files.own_process import read_in_own_process
from poet.reading.text_table import Source

READERS = """
import os, time
from pathlib import Path
from poet.errors import PoetError
from poet.reading.layout import Rows, Variable
from poet.reading.text_table import ReadingProblem, Source

def several(file, path, many=2500):
    print("what a library prints goes nowhere")
    notes, problems = [], []
    def rows():
        for line in range(many):
            yield line, (str(line), str(os.getpid()))
        notes.append("At the end.")
        problems.append(ReadingProblem(1, 0, "x", "rule", "A sentence."))
    return Rows(Source(file), rows(), notes, problems, {0: Variable("Wording", {"yes": "1"})})

def without_end(file, path):
    return several(file, path, 10**9)

def dying(file, path):
    os.abort()

def dying_half_way(file, path):
    rows = several(file, path)
    def first_rows():
        yield from (next(rows.rows) for _ in range(1500))
        os.abort()
    return Rows(rows.source, first_rows())

def waiting(file, path):
    time.sleep(60)

def greedy(file, path):
    bytearray(5 << 30)

def refusing(file, path):
    raise PoetError(file, "this file is no good", cure="Take another", exit_code=3)

def failing(file, path):
    raise ValueError("a secret answer")
"""


@pytest.fixture
def readers(tmp_path, monkeypatch):
    (tmp_path / "readers_for_a_test.py").write_text(READERS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("readers_for_a_test")
    del sys.modules["readers_for_a_test"]


@pytest.fixture
def refusal(readers):
    def refused(name: str) -> str:
        with pytest.raises(PoetError) as caught:
            list(read_in_own_process(getattr(readers, name), "f.sav", Path("f.sav")).rows)
        assert caught.value.exit_code == 3
        return str(caught.value)

    return refused


def test_all_that_a_file_holds_comes_from_the_other_process(readers):
    rows = read_in_own_process(readers.several, "f.sav", Path("f.sav"))
    assert rows.source == Source("f.sav")
    assert rows.variables == {0: Variable("Wording", {"yes": "1"})}
    assert rows.notes == []
    drawn = list(rows.rows)
    assert [line for line, _ in drawn] == list(range(2500))
    assert [cells[0] for _, cells in drawn] == [str(line) for line in range(2500)]
    assert str(os.getpid()) not in {cells[1] for _, cells in drawn}
    assert rows.notes == ["At the end."]
    assert [problem.sentence for problem in rows.problems] == ["A sentence."]


@pytest.mark.skipif(sys.platform == "win32", reason="asks for a process in the way of Unix")
def test_the_other_process_ends_when_nobody_wants_more_rows(readers):
    rows = read_in_own_process(readers.without_end, "f.sav", Path("f.sav"))
    process = int(next(rows.rows)[1][1])
    os.kill(process, 0)  # is there
    del rows
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.mark.parametrize("name", ["dying", "dying_half_way", "failing"])
def test_a_process_that_dies_is_a_file_refused(refusal, name):
    assert refusal(name) == (
        "f.sav: this file is damaged, or too large to be read. Save the answers as .csv or .xlsx "
        "in the program that made the file."
    )


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system sets no such limit")
def test_a_process_that_takes_too_much_memory_dies_alone(refusal):
    assert "too large to be read" in refusal("greedy")


def test_a_process_that_hangs_is_given_up(refusal, monkeypatch):
    monkeypatch.setattr(own_process, "LONGEST_WAIT", 2.0)
    began = time.monotonic()
    assert refusal("waiting") == (
        "f.sav: reading this file takes too long. Save the answers as .csv or .xlsx in the "
        "program that made the file."
    )
    assert time.monotonic() - began < 30


def test_what_the_reader_refuses_is_refused_in_its_words(refusal):
    assert refusal("refusing") == "f.sav: this file is no good. Take another."
