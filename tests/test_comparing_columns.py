from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from poet.comparing import Comparison, compare_files
from poet.questionnaire import Questionnaire


@pytest.fixture
def questionnaire(own: Callable[..., Questionnaire]) -> Questionnaire:
    return own()


@pytest.fixture
def compare(tmp_path: Path) -> Callable[..., Comparison]:
    """Compares two files with these texts."""

    def compared(a: str, b: str, *more: object, **options: object) -> Comparison:
        (tmp_path / "a.csv").write_text(a, encoding="utf-8")
        (tmp_path / "b.csv").write_text(b, encoding="utf-8")
        return compare_files(tmp_path / "a.csv", tmp_path / "b.csv", *more, **options)

    return compared


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return list(comparison.by_cell[["cell_a", "cell_b", "sentence"]].itertuples(index=False))


@pytest.mark.parametrize(
    ("column", "first", "second"),
    [
        ("your_life", "Better", "better"),
        ("your_life", "Better", " BETTER  "),
        ("your_life", "The same", "same"),
        ("your_life", "Prefer not to say", "not_said"),
        ("years", "61", "61.0"),
        ("years", "61", " 061"),
        ("years", "12345678901234567890", "12345678901234567890.0"),
        ("words", "“Less” paper", '"""less""  paper."'),
        ("helpers", "Woman;Man", "man; woman"),
        ("Who helped you? [Woman]", "Yes", "x"),
        ("Who helped you? [Woman]", "No", ""),
        ("Who helped? [woman]", "TRUE", "1"),
        ("helpers [man]", "0", "no"),
    ],
)
def test_what_means_the_same_is_no_difference_and_is_counted(
    compare: Callable[..., Comparison],
    questionnaire: Questionnaire,
    column: str,
    first: str,
    second: str,
) -> None:
    texts = (f"form,your_life,{column}\n1,,{text}\n" for text in (first, second))
    if column == "your_life":
        texts = (f"form,your_life\n1,{text}\n" for text in (first, second))
    compared = compare(*texts, questionnaire)
    assert compared.same
    assert (compared.cells, compared.spelt_differently) == (1, 1)


@pytest.mark.parametrize(
    ("column", "first", "second"),
    [
        ("your_life", "Better", "Worse"),
        ("your_life", "Bettr", "Better"),
        ("your_life", "?", ""),
        ("years", "61", "16"),
        ("years", "61", "61 years"),
        ("years", "12345678901234567890", "12345678901234567891"),
        ("helpers", "Woman;Man", "Woman"),
        ("Who helped you? [Woman]", "Yes", ""),
        ("Who helped you? [Woman]", "Yes", "Yess"),
    ],
)
def test_what_means_something_else_is_a_difference(
    compare: Callable[..., Comparison],
    questionnaire: Questionnaire,
    column: str,
    first: str,
    second: str,
) -> None:
    texts = [f"form,group,{column}\n1,man,{text}\n" for text in (first, second)]
    compared = compare(*texts, questionnaire)
    assert len(compared.by_cell) == 1
    assert compared.by_cell["heading"].item() == column
    assert compared.by_cell["found_a"].item() == first


def test_wordings_of_another_edition_are_the_same_columns(
    compare: Callable[..., Comparison], questionnaire: Questionnaire
) -> None:
    first = "Number of the form,How is your life now?,Who helped you? [Man]\n1,Better,Yes\n"
    second = "Who helped? [Man],Form number,How is life?\nYes,1,Worse\n"
    compared = compare(first, second, questionnaire)
    assert told(compared) == [("B2", "C2", 'A has "Better", B has "Worse".')]
    assert compared.notes[0] == (
        'The forms are paired by column A "Number of the form" of A and '
        'column B "Form number" of B.'
    )
    assert (compared.only_in_a, compared.only_in_b) == ((), ())


def test_columns_of_one_file_alone_are_listed(compare: Callable[..., Comparison]) -> None:
    compared = compare("form,q,old\n1,a,b\n", "form,new,Q\n1,c,a\n")
    assert (compared.only_in_a, compared.only_in_b) == (("old",), ("new",))
    assert (compared.by_cell.empty, compared.same) == (True, False)
    both = compare("form,q,old\n1,a,b\n", "form,new,Q\n1,c,a\n", ignore_columns=["OLD", "new"])
    assert both.same


def test_columns_about_a_person_are_not_compared(compare: Callable[..., Comparison]) -> None:
    compared = compare("form,q,E-mail\n1,a,x@example.org\n", "form,q,E-mail\n1,a,y@example.org\n")
    assert compared.same
    assert (
        'A: not compared, as the headings speak of personal data: column C "E-mail".'
        in compared.notes
    )


def test_without_a_questionnaire_only_what_nobody_wrote_is_shown(
    compare: Callable[..., Comparison],
) -> None:
    rows = "".join(f"{n},agree,thanks\n" for n in range(10, 20))
    first = f"form,q,comment\n{rows}1,disagree,Rex helped me\n2,41,\n"
    second = f"form,q,comment\n{rows}1,agree,\n2,14,Tex helped me\n"
    compared = compare(first, second)
    assert told(compared) == [
        ("B12", "B12", 'A has a text, B has "agree".'),
        ("C12", "C12", "A has a text, B is empty."),
        ("B13", "B13", 'A has "41", B has "14".'),
        ("C13", "C13", "A is empty, B has a text."),
    ]


def test_a_number_of_the_form_may_be_any_column(compare: Callable[..., Comparison]) -> None:
    files = "q,Our Number\na,1\nb,2\n", "Our number,q\n2,b\n1,x\n"
    compared = compare(*files, id_heading="our number")
    assert told(compared) == [("A2", "B3", "The texts differ.")]
    assert compared.notes[0] == (
        'The forms are paired by column B "Our Number" of A and column A "Our number" of B.'
    )
