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


@pytest.mark.parametrize(
    ("text", "rule", "sentence"),
    [
        ("-200", "amount below 0", '"-200" is below 0, which no budget can be.'),
        ("£-200", "amount below 0", '"£-200" is below 0, which no budget can be.'),
        ("-£1,200", "amount below 0", '"-£1,200" is below 0, which no budget can be.'),
        ("\u2212200", "amount below 0", '"\u2212200" is below 0, which no budget can be.'),
        ("(200.00)", "amount below 0", '"(200.00)" is below 0, which no budget can be.'),
        ("0", "amount of 0", '"0": an amount of 0 is no budget.'),
        ("£0.00", "amount of 0", '"£0.00": an amount of 0 is no budget.'),
        ("-0", "amount of 0", '"-0": an amount of 0 is no budget.'),
        (
            "99999999",
            "amount too high",
            '"99999999" is above £10,000,000, more than any budget can be.',
        ),
        ("n/a", "no amount in pounds", '"n/a" stands in the place of an amount.'),
        ("[c]", "no amount in pounds", '"[c]" stands in the place of an amount.'),
        ("tbc", "no amount in pounds", '"tbc" stands in the place of an amount.'),
        ("-", "no amount in pounds", '"-" stands in the place of an amount.'),
        ("200-300", "no amount in pounds", '"200-300" is more than one amount: write one.'),
        (
            "£200 to £300",
            "no amount in pounds",
            '"£200 to £300" is more than one amount: write one.',
        ),
        ("£12.5k", "no amount in pounds", '"£12.5k" is shortened: write figures alone.'),
        (
            "1.200,50",
            "no amount in pounds",
            '"1.200,50" is not an amount in pounds: write figures alone.',
        ),
        (
            "1,20",
            "no amount in pounds",
            '"1,20" is not an amount in pounds: write figures alone.',
        ),
        (
            "$ 200",
            "no amount in pounds",
            '"$ 200" is not an amount in pounds: write figures alone.',
        ),
        (
            "about 200",
            "no amount in pounds",
            '"about 200" is not an amount in pounds: write figures alone.',
        ),
        (
            "not agreed yet",
            "no amount in pounds",
            '"not agreed yet" is not an amount in pounds: write figures alone.',
        ),
        (
            "1.2E+03",
            "no amount in pounds",
            '"1.2E+03" is not an amount in pounds: write figures alone.',
        ),
    ],
)
def test_what_is_no_budget_is_told_and_not_guessed(text: str, rule: str, sentence: str) -> None:
    understood = amount_in_pounds(text)
    assert understood.value is None
    assert understood.trouble is not None
    assert (understood.trouble.rule, understood.trouble.sentence) == (rule, sentence)
    assert understood.trouble.found == text


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("£12.5k", "12500"), ("1.5m", "1500000"), ("about 200", "200"), ("200-300", ""), ("-5", "")],
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
