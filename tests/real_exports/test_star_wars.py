"""1,186 answers, two heading rows, one column a film, a grid of 14 people, a spoilt heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from poet.mapping_file import Asked, file_mapping
from poet.reading import read_table
from poet.responses import Responses

FILE = "surveymonkey-538/StarWars.csv"
# The file was saved with two bytes too many, which the heading has kept.
MAP = """\
[[columns]]
column = "AF"
heading = "Do you consider yourself to be a fan of the Expanded Universe?\u0152\u00e6"
question = "expanded_fan"
"""
FILMS, RANKS, CHARACTERS = range(3, 9), range(9, 15), range(15, 29)
FAVOUR = {
    "Very favorably": "very_favourable",
    "Somewhat favorably": "favourable",
    "Neither favorably nor unfavorably (neutral)": "neutral",
    "Somewhat unfavorably": "unfavourable",
    "Very unfavorably": "very_unfavourable",
    "Unfamiliar (N/A)": "unfamiliar",
}
YES_NO = {"Yes": "yes", "No": "no"}


@pytest.fixture
def rows(raw: Callable) -> list[list[str]]:
    return raw(FILE, 2, "cp1252")


@pytest.fixture
def used(rows) -> list[list[str]]:
    """Those who said something of one of the characters: these are the outcomes."""
    return [row for row in rows if any(row[place].strip() for place in CHARACTERS)]


@pytest.fixture
def responses(check: Callable) -> Responses:
    return check(FILE, "star_wars", MAP)


def counts(cells: list[str], codes: dict[str, str] | None = None) -> dict:
    """How many cells hold each text, blank ones left out, as the codes of the texts."""
    times = Counter(cell.strip() for cell in cells if cell.strip())
    return {codes[text] if codes else text: count for text, count in times.items()}


def answered(responses: Responses, key: str) -> dict:
    return {code: n for code, n in responses.by_person[key].value_counts().items() if n}


def test_every_row_is_used_or_set_aside_with_its_reason(responses, rows, used) -> None:
    assert len(rows) == 1_186
    assert len(used) == 834
    assert responses.account.sentence() == (
        "1,186 rows read = 834 used + 352 set aside (352 no usable answer)."
    )
    assert set(responses.problems["rule"]) == {"no usable answer"}


def test_every_column_is_a_question_but_the_tools_own(responses) -> None:
    assert (
        "37 columns are questions: 10 by wording, 6 by question and answer, "
        "20 by line of a grid, 1 by column map."
    ) in responses.notes


@pytest.mark.parametrize(
    ("key", "column", "codes"),
    [
        ("seen_any", 1, YES_NO),
        ("fan", 2, YES_NO),
        ("han_solo", 15, FAVOUR),
        ("jar_jar_binks", 26, FAVOUR),
        ("c_3p0", 24, FAVOUR),
        ("expanded_fan", 31, YES_NO),
        (
            "age",
            34,
            {"18-29": "18_to_29", "30-44": "30_to_44", "45-60": "45_to_60", "> 60": "over_60"},
        ),
    ],
)
def test_each_answer_is_counted_as_in_the_file(responses, used, key, column, codes) -> None:
    assert answered(responses, key) == counts([row[column] for row in used], codes)


def test_some_counts_by_hand(responses) -> None:
    """awk counts these in the file itself."""
    assert answered(responses, "han_solo")["very_favourable"] == 610
    assert answered(responses, "yoda")["very_unfavourable"] == 8
    assert answered(responses, "expanded_fan") == {"yes": 99, "no": 114}


def test_each_film_is_counted_where_any_was_ticked(responses, used) -> None:
    ticked = [[bool(row[place].strip()) for place in FILMS] for row in used]
    known = [ticks for ticks in ticked if any(ticks)]
    for number in range(6):
        films = responses.by_person[f"seen.episode_{number + 1}"]
        assert films.notna().sum() == len(known)
        assert films.sum() == sum(ticks[number] for ticks in known)
    assert responses.by_person["seen.episode_5"].sum() == 757


def test_each_rank_is_a_number(responses, used) -> None:
    for number, place in enumerate(RANKS):
        ranks = responses.by_person[f"rank_{number + 1}"].dropna()
        assert Counter(ranks.astype(int).astype(str)) == counts([row[place] for row in used])


def test_the_spoilt_heading_is_proposed_for_its_question(shared, load) -> None:
    table = read_table(shared / "data" / FILE)
    mapping = file_mapping(table, load("star_wars"), Path("StarWars.map.toml"), Asked())
    (column,) = mapping.to_look_at
    assert column.column == 31
    assert column.candidates[0].key == "expanded_fan"
    assert [question.key for question in mapping.missing] == ["expanded_fan"]
    assert mapping.texts.to_look_at == ()
