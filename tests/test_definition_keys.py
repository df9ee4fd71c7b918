from __future__ import annotations

import pytest

from poet.definition_keys import (
    INLINE_TABLES,
    NAMED_TABLES,
    NAMED_TEXTS,
    NUMBER,
    TABLE,
    TABLES,
    TEXT,
    TEXT_OR_NUMBER,
    TEXTS,
    YES_OR_NO,
    Holds,
    fitting,
    key_mistakes,
    named_tables_in,
    tables_in,
    twice_named,
)

VALUES = {
    "text": "x",
    "empty text": "",
    "whole number": 3,
    "number": 1.5,
    "yes": True,
    "empty list": [],
    "texts": ["x"],
    "numbers": [1],
    "tables": [{}],
    "table": {},
    "named texts": {"a": "x"},
    "named tables": {"a": {}},
}


@pytest.mark.parametrize(
    ("holds", "fits"),
    [
        (TEXT, {"text", "empty text"}),
        (TEXT_OR_NUMBER, {"text", "empty text", "whole number", "number"}),
        (NUMBER, {"whole number", "number"}),
        (YES_OR_NO, {"yes"}),
        (TEXTS, {"empty list", "texts"}),
        (TABLES, {"empty list", "tables"}),
        (INLINE_TABLES, {"empty list", "tables"}),
        (TABLE, {"table", "named texts", "named tables"}),
        (NAMED_TEXTS, {"table", "named texts"}),
        (NAMED_TABLES, {"table", "named tables"}),
    ],
    ids=[
        "text",
        "text or number",
        "number",
        "yes or no",
        "texts",
        "tables",
        "inline tables",
        "table",
        "named texts",
        "named tables",
    ],
)
def test_what_a_key_may_hold(holds: Holds, fits: set[str]) -> None:
    assert {name for name, value in VALUES.items() if holds.fits(value)} == fits


def test_a_key_is_missing_when_it_is_not_there_or_empty() -> None:
    holds = {"a": TEXT, "b": TEXT, "c": TABLES, "d": TEXT}
    mistakes = key_mistakes("x.toml", {"a": "", "c": [], "d": "d"}, holds, ("a", "b", "c", "d"))
    assert [str(mistake) for mistake in mistakes] == [
        'x.toml: a is missing. Add a = "...".',
        'x.toml: b is missing. Add b = "...".',
        "x.toml: c is missing. Add [[c]] above each of them.",
    ]


def test_a_key_of_another_kind_is_said_once() -> None:
    mistakes = key_mistakes("x.toml", {"a": [], "b": 1}, {"a": TEXT, "b": TEXTS}, ("a", "b"))
    assert [str(mistake) for mistake in mistakes] == [
        'x.toml: a is not text in quotation marks. Write a = "...".',
        'x.toml: b is not a list of texts. Write b = ["...", "..."].',
    ]


def test_what_does_not_fit_is_left_out() -> None:
    table = {"a": "x", "b": "x", "c": "x"}
    assert fitting(table, {"a": TEXT, "b": NUMBER}) == {"a": "x"}
    assert tables_in([{"a": 1}, 2, "x"]) == [{"a": 1}]
    assert tables_in("x") == []
    assert named_tables_in({"a": {"b": 1}, "c": 3}) == {"a": {"b": 1}}
    assert named_tables_in([{}]) == {}


def test_a_text_that_no_page_can_hold_is_refused():
    told = [
        str(m)
        for m in key_mistakes(
            "s.toml", {"a": "x" * 1_001, "b": ["y" * 9_999]}, {"a": TEXT, "b": TEXTS}
        )
    ]
    assert told == [
        "s.toml: a holds a text of more than 1,000 characters. Shorten it.",
        "s.toml: b holds a text of more than 1,000 characters. Shorten it.",
    ]


def test_two_names_with_one_text_are_told() -> None:
    told = [str(one) for one in twice_named("here", "columns", {"a": "X y", "b": "z", "c": "x  Y"})]
    assert told == [
        'here: columns gives a and c the same text, "X y". Each has one of its own. Correct one of '
        "them."
    ]
