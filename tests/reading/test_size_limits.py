from __future__ import annotations

import pytest

from poet.errors import PoetError
from poet.reading.size_limits import refuse_too_large, refuse_too_much_text


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        (
            {"rows": 10, "columns": 2_001},
            "f.sav: this file has 2,001 columns, and poet reads 2,000. Save only the columns of "
            "the questionnaire in a new file, and give that.",
        ),
        (
            {"rows": 5_000_001, "columns": 2},
            "f.sav: this file has 5,000,001 rows, and poet reads 5,000,000. Save only the rows of "
            "the survey in a new file, and give that.",
        ),
        (
            {"rows": 5_000_000, "columns": 21},
            "f.sav: this file has 105,000,000 cells, and poet reads 100,000,000. Save only the "
            "columns of the questionnaire in a new file, and give that.",
        ),
        (
            {"rows": 1_000_000, "columns": 2, "bytes_in_a_row": 4_001},
            "f.sav: this file unpacks to more than 4 GB. Save only the columns of the "
            "questionnaire in a new file, and give that.",
        ),
    ],
)
def test_a_file_that_is_too_large_is_refused_before_its_rows_are_read(size, sentence):
    with pytest.raises(PoetError) as caught:
        refuse_too_large("f.sav", **size)
    assert (str(caught.value), caught.value.exit_code) == (sentence, 3)


def test_the_largest_file_that_is_read_is_not_refused():
    refuse_too_large("f.sav", 5_000_000, 20, 800)
    refuse_too_large("f.sav", 50_000, 2_000, 80_000)
    refuse_too_much_text("f.sav", 500_000_000)


def test_too_much_text_is_refused():
    with pytest.raises(PoetError) as caught:
        refuse_too_much_text("f.sav", 500_000_001)
    assert str(caught.value) == (
        "f.sav: this file has more than 500,000,000 characters of text. Save only the columns of "
        "the questionnaire in a new file, and give that."
    )
