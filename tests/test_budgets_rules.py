from poet.budgets_rules import budgets_files, budgets_mistakes


def told(table: dict) -> list[str]:
    return [str(one) for one in budgets_mistakes("study.toml", {"budgets": table})]


def test_a_table_with_what_it_may_have_has_no_mistakes() -> None:
    table = {
        "file": "budgets.csv",
        "sheet": "Cases",
        "period": "year",
        "final_period": "week",
        "columns": {"case": "Person ID"},
    }
    assert told(table) == []
    assert budgets_files({"budgets": table}) == ["budgets.csv"]
    assert budgets_files({}) == []


def test_a_file_must_be_named() -> None:
    assert told({}) == ['study.toml, [budgets]: file is missing. Add file = "...".']


def test_a_period_must_be_one() -> None:
    assert told({"file": "a.csv", "period": "day"}) == [
        'study.toml, [budgets]: period "day" is not known. Known are: week, two weeks, four weeks, '
        "month, quarter, year. Say for how long the amounts are."
    ]


def test_columns_are_those_that_are_read() -> None:
    assert told({"file": "a.csv", "columns": {"amount": "RAS"}}) == [
        'study.toml, [budgets]: "amount" is not known in columns. Known are: case, authority, '
        "date, indicative, final, period, group. Correct or remove it."
    ]
    assert told({"file": "a.csv", "columns": "RAS"}) == [
        "study.toml, [budgets]: columns is not a table of texts. Write columns = { indicative = "
        '"HEADING" }.'
    ]


def test_two_columns_cannot_have_one_heading(tmp_path) -> None:
    table = {"budgets": {"file": "b.csv", "columns": {"indicative": "Final"}}}
    assert [str(one) for one in budgets_mistakes("study.toml", table)] == [
        'study.toml, [budgets]: columns gives indicative and final the same text, "Final". Each '
        "has one of its own. Correct one of them."
    ]
