from __future__ import annotations

import numpy as np

from poet.responses.authorities import AuthorityOfRows, TakenAs
from poet.responses.matched import ColumnMatch, MatchedColumn
from poet.responses.telling import absent_answer_notes, authority_note, authority_notes


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


def authority(names, *taken_as):
    nobody = np.array([], dtype=object)
    return AuthorityOfRows(nobody, nobody, nobody, names, taken_as=taken_as)


def test_how_texts_were_taken_as_authorities_is_told_those_with_a_reason_first():
    leeds = {"E08000035": "Leeds", "E07000178": "Oxford"}
    found = authority(
        leeds,
        TakenAs("LEEDS CC", "Leeds", "", 1_200),
        TakenAs("Xyz\x1b", "an authority of its own", "no council of the register", 1),
        TakenAs("Old Leeds", "Leeds", "merged into it in 2019", 2),
    )
    assert list(authority_notes(1, ("info", "Council"), {"E07000178": 3}, found)) == [
        'Column B "Council" names 1 authority, with rows used: Oxford (3).',
        '"Old Leeds" was taken as Leeds: merged into it in 2019 (2 rows).',
        '"Xyz\N{REPLACEMENT CHARACTER}" was taken as an authority of its own: no council of the '
        "register (1 row).",
        '"LEEDS CC" was taken as Leeds (1,200 rows).',
        "To keep apart what was merged, list each under [[authorities]] in study.toml.",
        "Adult social care is not with these authorities themselves: Oxford (it is with "
        "Oxfordshire).",
    ]


def test_many_texts_taken_as_authorities_are_counted_and_not_all_told():
    taken = [TakenAs(f"t{number}", "Leeds", "", 50 - number) for number in range(22)]
    notes = list(authority_notes(1, ("info", "Council"), {}, authority({}, *taken)))
    assert len(notes) == 21
    assert notes[0] == '"t0" was taken as Leeds (50 rows).'
    assert notes[-1] == "And 2 more spellings (59 rows) taken as an authority."


def test_a_file_of_one_authority_is_told_when_that_has_ended():
    poole = {"E06000029": "Poole"}
    assert list(authority_notes(None, ("info",), {"E06000029": 3}, authority(poole))) == [
        "Borough of Poole ended in 2019. What came after it: Bournemouth, Christchurch and Poole "
        "(E06000058)."
    ]
    assert not list(authority_notes(None, ("info",), {"f": 3}, authority({"f": "Fernhollow"})))


def test_answers_without_a_column_are_told(questionnaire):
    one = MatchedColumn(0, "helpers", "question and answer", "nobody")
    match = ColumnMatch((one,), (), ())
    assert list(absent_answer_notes(match, questionnaire)) == [
        'The question "helpers" has no column for "Family or friends", "Someone else; not listed": '
        "nobody is counted for it."
    ]
    whole = ColumnMatch((MatchedColumn(0, "helpers", "key"),), (), ())
    assert list(absent_answer_notes(whole, questionnaire)) == []
