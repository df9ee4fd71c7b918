from __future__ import annotations

from poet.responses.telling import authority_note


def test_how_the_columns_were_matched_is_told(check):
    responses = check(
        ["info", "How is your life?", "did you have a SAY", "Email", "IP Address", "Year"],
        ["Easy", "Better", "Easy", "x@example.org", "10.0.0.1", "1"],
    )
    assert responses.notes == (
        "3 columns are questions: 1 by key, 1 by wording, 1 by spelling evened out.",
        'Column C "did you have a SAY" was taken as the question "say": '
        "the spelling differs a little.",
        'Not read, as the headings speak of personal data: D "Email", E "IP Address".',
    )


def test_answers_in_another_spelling_are_told_together(check):
    responses = check(["info", "say"], ["EASY", "EASY"], ["EASY", "hard"], ["Easy", "Easy"])
    assert responses.notes == (
        "2 columns are questions: 2 by key.",
        '"EASY" was taken as "Easy" (3 cells in 2 columns).',
        '"hard" was taken as "Difficult" (1 cell in 1 column).',
    )


def test_many_spellings_are_counted_and_not_all_told(check):
    rows = [["Easy" + " " * spaces] for spaces in range(26)]
    notes = check(["info"], *rows).notes
    assert len(notes) == 22
    assert notes[-1] == "And 5 more spellings (5 cells) taken as an answer."


def test_many_authorities_are_counted_and_not_all_named():
    people = {f"c{number}": 100 - number for number in range(32)}
    names = {code: code.upper() for code in people}
    note = authority_note(2, "Council", people, names)
    assert note.startswith('Column C "Council" names 32 authorities, with rows used: C0 (100), ')
    assert note.endswith("C29 (71) and 2 more.")
