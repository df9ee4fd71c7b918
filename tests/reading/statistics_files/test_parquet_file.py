from __future__ import annotations

import datetime
import decimal
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statistics_files import drawn

from poet.errors import PoetError
from poet.reading import size_limits
from poet.reading.statistics_files import parquet_file
from poet.reading.statistics_files.parquet_file import is_parquet, parquet_rows, read_parquet

polars = pytest.importorskip("polars")

DAMAGED = (
    "f: this Parquet file is damaged or cut off. Save it again with the program that made it, or "
    "as .csv or .xlsx."
)
DEAD = (
    "f: this file is damaged, or too large to be read. Save the answers as .csv or .xlsx in the "
    "program that made the file."
)
MOMENT = datetime.datetime(2026, 5, 3, 9, 30)


def refused(path, read=parquet_rows):
    with pytest.raises(PoetError) as caught:
        drawn(read("f", path))
    assert caught.value.exit_code == 3
    return str(caught.value)


@pytest.fixture
def parquet(tmp_path):
    """Writes a Parquet file of these columns; `more` is for polars."""

    def write(columns, name="f.parquet", **more):
        polars.DataFrame(columns, strict=False).write_parquet(tmp_path / name, **more)
        return tmp_path / name

    return write


@pytest.fixture
def cells(parquet):
    """The texts of one column, and the notes."""

    def texts(series):
        rows = parquet_rows("f", parquet({"x": series}))
        return [row[0] for row in drawn(rows)[1:]], rows.notes

    return texts


def test_a_file_is_known_by_its_first_bytes():
    assert is_parquet(b"PAR1\x15\x04")
    assert is_parquet(b"PARE")
    assert not is_parquet(b"PART,form\n")


def test_a_file_of_answers_is_read(parquet):
    path = parquet(
        {
            "person": [1, 2, None],
            "answer": ["Very easy", "Größe", ""],
            "weight": [0.1 + 0.2, None, 3.0],
            "agreed": [True, False, None],
            "day": [datetime.date(2026, 5, 3), None, datetime.date(1900, 1, 1)],
            "sent": [MOMENT, MOMENT.replace(hour=0, minute=0), None],
        }
    )
    rows = read_parquet("f", path)
    assert list(rows.rows) == [
        (0, ["person", "answer", "weight", "agreed", "day", "sent"]),
        (1, ("1", "Very easy", "0.3", "TRUE", "2026-05-03", "2026-05-03T09:30:00")),
        (2, ("2", "Größe", "", "FALSE", "", "2026-05-03")),
        (3, ("", "", "3", "", "1900-01-01", "")),
    ]
    assert (rows.source.file, rows.notes, rows.problems) == ("f", [], [])


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        ([1, -128, None], "Int8", ["1", "-128", ""]),
        ([2**64 - 1], "UInt64", ["18446744073709551615"]),
        ([1.1, float("nan"), 3.0], "Float32", ["1.1", "", "3"]),
        ([1 / 3, float("nan"), 1e300], "Float64", ["0.333333333333333", "", "1e+300"]),
        (["b", None, "a"], "Categorical", ["b", "", "a"]),
        ([None, None], "Null", ["", ""]),
        ([datetime.time(9, 30), None], "Time", ["09:30:00", ""]),
        ([datetime.timedelta(days=1, hours=2)], "Duration", ["P1DT2H"]),
    ],
)
def test_values_of_each_kind_are_in_their_shortest_form(cells, values, kind, texts):
    assert cells(polars.Series(values, dtype=getattr(polars, kind), strict=False)) == (texts, [])


def test_values_of_kinds_with_more_to_say(cells):
    prices = [decimal.Decimal("1.10"), decimal.Decimal("200.00"), None]
    assert cells(polars.Series(prices, dtype=polars.Decimal(10, 2)))[0] == ["1.1", "200", ""]
    assert cells(polars.Series(["b"], dtype=polars.Enum(["a", "b"])))[0] == ["b"]
    nanoseconds = polars.Series([MOMENT], dtype=polars.Datetime("ns"))
    assert cells(nanoseconds)[0] == ["2026-05-03T09:30:00"]
    # The clock on the wall where the answer was given.
    local = polars.Series([MOMENT]).dt.replace_time_zone("Europe/London")
    assert cells(local)[0] == ["2026-05-03T09:30:00"]


def test_a_date_beyond_the_calendar_stays_a_number_and_is_told(cells):
    days = polars.Series([0, 10_000_000], dtype=polars.Int32).cast(polars.Date)
    note = ["x: 1 cell holds a number that is no date. It stays a number."]
    assert cells(days) == (["1970-01-01", "10000000"], note)
    moments = polars.Series([0, 2**60], dtype=polars.Int64).cast(polars.Datetime("us"))
    assert cells(moments) == (["1970-01-01", "1152921504606846"], note)


def test_columns_of_lists_tables_and_bytes_are_left_out_and_told(parquet):
    path = parquet({"a": [[1]], "b": [{"x": 1}], "c": ["text"], "d": [b"x"]})
    rows = parquet_rows("f", path)
    assert drawn(rows) == [["c"], ["text"]]
    assert rows.notes == [
        "a, b and d: no text, number or date, but lists, tables or bytes: left out."
    ]
    assert refused(parquet({"a": [[1]]})) == (
        "f: this Parquet file has no columns of text or numbers. Save it again with the program "
        "that made it, or as .csv or .xlsx."
    )


def test_names_that_mean_something_to_polars_are_names(parquet, tmp_path):
    names = ["*", "^a.*$", "a", "col(1)", ""]
    (tmp_path / "wave=2").mkdir()
    path = parquet({name: [name] for name in names}, "wave=2/answers[1].parquet")
    parquet({"a": ["another file"]}, "wave=2/answers1.parquet")
    assert drawn(parquet_rows("f", path)) == [names, names]


def test_a_file_read_in_many_parts_is_the_same(parquet, monkeypatch):
    columns = {"a": list(range(100)), "b": [f"text {k % 7}" for k in range(100)]}
    path = parquet(columns, row_group_size=30)
    whole = drawn(parquet_rows("f", path))
    for at_once in (1, 14, 66, 200, 1_000):
        monkeypatch.setattr(parquet_file, "CELLS_AT_ONCE", at_once)
        assert drawn(parquet_rows("f", path)) == whole
    assert [row[0] for row in whole[1:]] == [str(k) for k in range(100)]


def test_a_file_without_rows_has_its_names_alone(parquet):
    assert drawn(parquet_rows("f", parquet({"a": [], "b": []}))) == [["a", "b"]]


def test_without_polars_the_user_is_told_how_to_get_it(parquet, monkeypatch):
    path = parquet({"a": [1]})
    monkeypatch.setitem(sys.modules, "polars", None)
    assert refused(path) == (
        "f: Parquet files are read with the package polars, which is not installed. Install it "
        "with: pip install polars, or save the answers as .csv or .xlsx."
    )


def test_a_file_cut_off_anywhere_is_refused(parquet, tmp_path):
    data = parquet({"a": list(range(100)), "b": ["text"] * 100}).read_bytes()
    cut = tmp_path / "cut.parquet"
    for length in [*range(4, len(data), len(data) // 40), len(data) - 1]:
        cut.write_bytes(data[:length])
        assert refused(cut) == DAMAGED


def test_an_encrypted_file_is_refused(tmp_path):
    (tmp_path / "f.parquet").write_bytes(b"PARE" + bytes(100) + b"PARE")
    assert refused(tmp_path / "f.parquet") == (
        "f: this Parquet file is encrypted. Save it again without encryption."
    )


def test_what_polars_fails_at_within_itself_is_a_sentence(parquet, monkeypatch):
    class PanicException(BaseException):
        pass

    def panic(*_, **__):
        raise PanicException("with somebody's answer in it")

    monkeypatch.setattr(polars, "scan_parquet", panic)
    assert refused(parquet({"a": [1]})) == DAMAGED


def test_ctrl_c_is_no_damage(parquet, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(polars, "scan_parquet", interrupted)
    with pytest.raises(KeyboardInterrupt):
        parquet_rows("f", parquet({"a": [1]}))


@settings(max_examples=6)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), min_size=1))
def test_bytes_changed_at_random_give_rows_or_a_sentence(tmp_path_factory, changes):
    path = tmp_path_factory.mktemp("changed") / "f.parquet"
    columns = {"a": list(range(50)), "b": [f"text {k}" for k in range(50)]}
    polars.DataFrame(columns).write_parquet(path)
    data = bytearray(path.read_bytes())
    for place, new in changes:
        at = int(place * len(data))
        data[at : at + len(new)] = new
    path.write_bytes(data)
    try:
        assert all(isinstance(cell, str) for row in drawn(read_parquet("f", path)) for cell in row)
    except PoetError as error:
        # Changed by chance, a file can say that it is encrypted, too.
        assert error.exit_code == 3
        assert str(error).startswith("f: ")


def test_a_file_that_unpacks_to_very_much_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "f.parquet"
    polars.select(polars.repeat("y" * 1_000_000, 2_000).alias("a")).write_parquet(path)
    assert path.stat().st_size < 10_000
    assert refused(path, read_parquet) == (
        "f: this file has more than 500,000,000 characters of text. Save only the columns of the "
        "questionnaire in a new file, and give that."
    )
    monkeypatch.setattr(size_limits, "MOST_ROWS", 1_999)
    assert "this file has 2,000 rows, and poet reads 1,999." in refused(path)
