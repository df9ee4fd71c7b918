import pytest

from poet.budgets import WEEKS_IN_A_YEAR
from poet.budgets_cells import WEEKS, amount_in_pounds, period_meant


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("1200.50", 1200.5),
        ("£1,200.50", 1200.5),
        ("£ 1,200.50", 1200.5),
        ("GBP 1 200.50", 1200.5),
        ("1\u00a0200.50", 1200.5),
        ("1,200", 1200.0),
        ("1,234,567", 1234567.0),
        ("1200 GBP", 1200.0),
        ("350 pounds", 350.0),
        (" 350. ", 350.0),
        (".50", 0.5),
        ("\uff11\uff12\uff10", 120.0),
    ],
)
def test_an_amount_is_understood_as_people_write_it(text: str, pounds: float) -> None:
    understood = amount_in_pounds(text)
    assert understood.trouble is None
    assert understood.value == pounds


@pytest.mark.parametrize("text", ["", "   "])
def test_a_blank_cell_is_neither_an_amount_nor_a_trouble(text: str) -> None:
    understood = amount_in_pounds(text)
    assert (understood.value, understood.trouble) == (None, None)


# Rule and the words after the cell's own, to what is told so.
NO_BUDGETS = {
    ("amount below 0", " is below 0, which no budget can be: correct it."): [
        "-200",
        "£-200",
        "-£1,200",
        "\u2212200",
        "(200.00)",
    ],
    ("amount of 0", ": an amount of 0 is no budget: leave the cell empty, or correct it."): [
        "0",
        "£0.00",
        "-0",
    ],
    ("amount too high", " is above £10,000,000, more than any budget can be: correct it."): [
        "99999999"
    ],
    ("no amount in pounds", " stands in the place of an amount: leave the cell empty."): [
        "n/a",
        "[c]",
        "tbc",
        "-",
    ],
    ("no amount in pounds", " is more than one amount: write one."): ["200-300", "£200 to £300"],
    ("no amount in pounds", " is shortened: write figures alone."): ["£12.5k"],
    ("no amount in pounds", " seems to have a point between thousands: write figures alone."): [
        "1.200,50",
        "£1.200",
    ],
    (
        "no amount in pounds",
        " is an amount and its period: write the period in the column period.",
    ): ["£200 per week", "10400/year"],
    ("no amount in pounds", " is not an amount in pounds: write figures alone."): [
        "1,20",
        "$ 200",
        "about 200",
        "not agreed yet",
        "1.2E+03",
    ],
}


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [(text, *told) for told, texts in NO_BUDGETS.items() for text in texts],
)
def test_what_is_no_budget_is_told_and_not_guessed(text: str, rule: str, words: str) -> None:
    understood = amount_in_pounds(text)
    assert understood.value is None
    assert understood.trouble is not None
    assert (understood.trouble.rule, understood.trouble.sentence) == (rule, f'"{text}"{words}')
    assert understood.trouble.found == text


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        *(("£12.5k", "12500"), ("1.5m", "1500000"), ("about 200", "200"), ("200-300", "")),
        *(("-5", ""), ("1.200,50", "1200.50"), ("£1.200", "1200"), ("12.500", "12500")),
        *(("£200 pw", "200"), ("9" * 100_000, ""), ("see " * 50 + "4", "")),
    ],
)
def test_what_may_be_meant_is_said_where_it_is_one_amount(text: str, nearest: str) -> None:
    trouble = amount_in_pounds(text).trouble
    assert trouble is not None
    assert trouble.nearest == nearest


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("week", 1.0),
        ("Weekly", 1.0),
        ("per week", 1.0),
        ("£ per week", 1.0),
        ("pw", 1.0),
        ("fortnight", 2.0),
        ("four weeks", 4.0),
        ("4-weekly", 4.0),
        ("every 4 weeks", 4.0),
        ("month", WEEKS_IN_A_YEAR / 12),
        ("pcm", WEEKS_IN_A_YEAR / 12),
        ("quarter", WEEKS_IN_A_YEAR / 4),
        ("a year", WEEKS_IN_A_YEAR),
        ("per annum", WEEKS_IN_A_YEAR),
        ("Annual.", WEEKS_IN_A_YEAR),
    ],
)
def test_a_period_is_a_number_of_weeks(text: str, weeks: float) -> None:
    assert period_meant(text).value == weeks


def test_a_blank_period_is_that_of_the_file() -> None:
    assert period_meant("").value == 1.0
    assert period_meant("  ", "year").value == WEEKS["year"]


def test_a_period_that_is_none_is_told() -> None:
    trouble = period_meant("day").trouble
    assert trouble is not None
    assert trouble.rule == "no period"
    assert trouble.sentence == (
        '"day" is no period of an amount: write week, two weeks, four weeks, month, quarter '
        "or year."
    )


def test_a_cell_of_many_figures_is_refused_at_once() -> None:
    trouble = amount_in_pounds("1" * 1_000_000).trouble
    assert trouble is not None
    assert trouble.rule == "no amount in pounds"
