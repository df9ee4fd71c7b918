"""Whatever bytes a file holds and whatever cells a table: an account that adds up, or a sentence.

All examples are the same each time (`derandomize`), so that a test never fails for one person only.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poet import definition
from poet.cli import _run
from poet.errors import PoetError
from poet.reading import read_table
from poet.responses import AuthorityRule, check_table

HERE = Path(__file__).parent
STUDY = HERE / "study"
SECONDS = 100
same_each_time = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The people of the study in every format that can be written here."""
    folder = tmp_path_factory.mktemp("whole")
    text = (STUDY / "people.csv").read_text(encoding="utf-8").replace("Hard", "Hard\u00a0")
    for name, encoding in (("utf-8", "utf-8"), ("utf-16", "utf-16"), ("windows", "cp1252")):
        (folder / f"{name}.csv").write_bytes(text.encode(encoding))
    frame = pd.read_csv(io.StringIO(text))
    frame.to_excel(folder / "people.xlsx", index=False, engine="openpyxl")
    pyreadstat.write_sav(frame, folder / "people.sav", column_labels=dict.fromkeys(frame, "What?"))
    pyreadstat.write_dta(frame, folder / "people.dta")
    polars.DataFrame(frame.to_dict("list")).write_parquet(folder / "people.parquet")
    return folder


def fuzzed(file: Path, examples: int) -> tuple[int, int]:
    """How many damaged copies of a file were tables, and how many were refused."""
    done = subprocess.run(
        [sys.executable, str(HERE / "fuzzed_readers.py"), str(file), str(examples)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    tables, refused = map(int, done.stdout.split())
    return tables, refused


@pytest.mark.parametrize(
    ("name", "examples"),
    [
        ("utf-8.csv", 200),
        ("utf-16.csv", 100),
        ("windows.csv", 100),
        ("people.xlsx", 120),
        ("people.sav", 4),
        ("people.dta", 4),
        ("people.parquet", 4),
    ],
)
def test_a_damaged_file_is_a_table_or_refused(whole: Path, name: str, examples: int) -> None:
    tables, refused = fuzzed(whole / name, examples)
    assert tables + refused >= examples
    assert tables > 0
    assert refused > 0


@pytest.mark.parametrize("name", ["simple.ods", "simple.xls"])
def test_a_damaged_workbook_of_another_program_is_a_table_or_refused(
    shared: Path, name: str
) -> None:
    tables, refused = fuzzed(shared / "data" / "csv-horror" / name, 120)
    assert tables + refused >= 120
    assert tables > 0
    assert refused > 0


# --- tables


def texts_for(question) -> list[str]:
    """What people could write in a column: mostly what they should."""
    if question.scale:
        return [text for a in question.scale.answers for text in (a.label, a.code, a.easy_read)]
    return ["45", "17.5", "0"] if question.kind == "number" else ["Less paper", "F1"]


def cells_for(question) -> st.SearchStrategy[str]:
    right = st.sampled_from(texts_for(question))
    several = st.lists(right, max_size=3).map(";".join)
    odd = st.one_of(st.sampled_from(["", "NA", "99", "=1+1", '"', "\u202e"]), st.text(max_size=20))
    return st.one_of(right, right, right, several if question.kind == "multiple" else right, odd)


@st.composite
def tables(draw: st.DrawFn, name: str) -> list[list[str]]:
    """Headings and rows of answers to a questionnaire, in any order of columns."""
    questions = draw(st.permutations(definition.load(name).questions))[: draw(st.integers(2, 12))]
    ways = [lambda q: q.key, lambda q: q.wording, lambda q: q.easy_read, lambda q: "X" + q.key]
    headings = [draw(st.sampled_from(ways))(question) for question in questions]
    row = st.tuples(*map(cells_for, questions)).map(list)
    rows = draw(st.lists(row, min_size=1, max_size=8))
    if draw(st.booleans()):
        rows[-1] = rows[-1][: draw(st.integers(0, 3))]
    return [headings, *rows, *draw(st.lists(st.just(headings), max_size=1))]


def as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


@pytest.mark.parametrize("name", ["budget_holder", "carer", "practitioner"])
def test_the_account_of_any_table_adds_up(name: str, tmp_path: Path) -> None:
    questionnaire, file = definition.load(name), tmp_path / "answers.csv"
    allowed = {a.code for q in questionnaire.questions if q.scale for a in q.scale.answers}
    used: list[int] = []

    @settings(same_each_time, max_examples=25)
    @given(tables(name))
    def checked(rows: list[list[str]]) -> None:
        file.write_bytes(as_csv(rows).replace(b"\0", b""))
        try:
            table = read_table(file)
            responses = check_table(table, questionnaire, "1", AuthorityRule(only="F"))
        except PoetError as problem:
            assert problem.exit_code in (2, 3)
            return
        account = responses.account
        assert account.rows_read == len(table.lines) + table.misshapen_rows
        assert account.rows_used == len(responses.by_person)
        assert account.rows_set_aside == sum(account.set_aside.values())
        chosen = responses.by_person.select_dtypes("category")
        assert {code for column in chosen for code in chosen[column].dropna()} <= allowed
        used.append(account.rows_used)

    checked()
    assert sum(used) > 10


# --- the whole of `poet check`


def checked_by_program(content: bytes, run_check: Callable, watch_over: Callable) -> None:
    """Run `poet check` on the study with these answers; whatever happens, it ends as it should."""
    with tempfile.TemporaryDirectory() as folder:
        study = shutil.copytree(STUDY, Path(folder) / "study")
        (study / "people.csv").write_bytes(content)
        ran = run_check(study)
        watch_over(ran, study)


@pytest.fixture
def run_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], made_ran: Callable
) -> Callable:
    def running(study: Path):
        monkeypatch.setattr(sys, "argv", ["poet", "check", str(study)])
        capsys.readouterr()
        return made_ran(_run(), *capsys.readouterr())

    return running


def test_any_bytes_end_in_a_sentence(run_check: Callable, watch_over: Callable) -> None:
    @settings(same_each_time, max_examples=60)
    @given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
    def checked(content: bytes) -> None:
        checked_by_program(content, run_check, watch_over)

    checked()


ANY_CELL = st.one_of(
    st.sampled_from(["", "Better", "Worse", "woman", "1-2", "61", "Nobody;", "form", "-9", "#N/A"]),
    st.text(max_size=30),
)


def test_whatever_one_person_writes_nothing_of_the_others_is_shown(
    people: list[list[str]], run_check: Callable, watch_over: Callable
) -> None:
    """The other people have private texts, which are looked for in all that comes of it."""

    @settings(same_each_time, max_examples=40)
    @given(
        rows=st.lists(st.lists(ANY_CELL, min_size=9, max_size=11), max_size=3),
        headings=st.dictionaries(st.integers(1, 7), ANY_CELL, max_size=2),
    )
    def checked(rows: list[list[str]], headings: dict[int, str]) -> None:
        first = [headings.get(place, text) for place, text in enumerate(people[0])]
        content = as_csv([first, *people[1:3], *rows, *people[3:]])
        checked_by_program(content, run_check, watch_over)

    checked()
