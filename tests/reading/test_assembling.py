from __future__ import annotations


def test_two_headings_alike_are_refused_with_both_letters(refusal):
    assert refusal("Age,Views,Age \n1,2,3\n") == (
        "answers.csv: columns A and C have the same heading. Rename one of them, or delete the "
        "column that is not needed. If this row holds answers, put a row of headings above it."
    )


def test_several_columns_without_heading_are_no_twins(read):
    assert read("a,,\n1,,\n").headings == ("a", "", "")


def test_headings_alone_are_refused(refusal):
    expected = (
        "answers.csv: there are headings but no rows of answers below them. "
        "Export the answers again, with all responses."
    )
    assert refusal("a,b\n") == expected
    assert refusal("a,b") == expected
    assert refusal("a,b\n,\n\n , \n") == expected


def test_headings_lose_the_spaces_around_them(read):
    assert read(" Age , Views\n1,2\n").headings == ("Age", "Views")
