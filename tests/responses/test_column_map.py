from __future__ import annotations

from dataclasses import replace

import pytest

from poet.errors import PoetError
from poet.reading.layout import ANSWERS, PERSON_ID, PERSONAL, TOOL, Column, Layout
from poet.responses import AuthorityRule, check_table, match_columns
from poet.responses.column_map import BY_MAP, ColumnMap
from poet.responses.mapped_column import LONGEST_HEADING, MappedColumn, map_heading
from poet.responses.matched import MatchedColumn, UnmatchedColumn

INFO = "How easy was it to get advice?"


def mapped(heading: str, question: str, letter: str = "", **more: object) -> MappedColumn:
    return MappedColumn(heading, question, letter, **more)


def a_map(*columns: MappedColumn, **more: object) -> ColumnMap:
    return ColumnMap("answers.map.toml", columns, **more)


@pytest.fixture
def of_columns(table):
    """A table of one row with these columns, each a heading or a Column."""

    def made(*columns: Column | str):
        given = [Column(one) if isinstance(one, str) else one for one in columns]
        plain = table([one.heading for one in given], ["x"] * len(given))
        return replace(plain, layout=Layout("Some Tool", 1, tuple(given)))

    return made


def test_a_map_says_what_the_headings_do_not(of_columns, questionnaire) -> None:
    told = of_columns("Advice", INFO, "Team", "Colour")
    match = a_map(mapped("Advice", "say"), mapped("Team", "")).match(told, questionnaire)
    assert match.matched == (
        MatchedColumn(0, "say", BY_MAP),
        MatchedColumn(1, "info", "wording"),
    )
    assert match.unmatched == (UnmatchedColumn(3),)
    assert match.apart == (2,)


def test_a_map_without_columns_changes_nothing(of_columns, questionnaire) -> None:
    told = of_columns(
        "info",
        Column("E-mail", role=PERSONAL),
        Column("Start", role=TOOL),
        Column("Respondent ID", role=PERSON_ID),
        Column("Who helped you? [Nobody]", wording="Who helped you?", part="Nobody"),
        "How easy was it to get advise",
        "",
        "Notes",
    )
    plain = match_columns(told.layout.columns, questionnaire, ["notes"])
    assert a_map().match(told, questionnaire, ["notes"]) == plain
    assert plain.tool_id == 3


def test_a_column_says_how_its_own_heading_matched_it(of_columns, questionnaire) -> None:
    told = of_columns("INFO", "say")
    match = a_map(mapped("INFO", "info"), mapped("say", "change")).match(told, questionnaire)
    assert [one.how for one in match.matched] == ["spelling evened out", BY_MAP]


def test_what_is_not_decided_is_matched_by_its_heading(of_columns, questionnaire) -> None:
    told = of_columns("info", "Advice", "Help from family")
    match = a_map(
        mapped("info", "?"),
        mapped("Advice", "?"),
        mapped("Help from family", "helpers", answer="?"),
    ).match(told, questionnaire)
    assert match.matched == (MatchedColumn(0, "info", "key"),)
    assert [one.column for one in match.unmatched] == [1, 2]


def test_columns_about_one_answer(of_columns, questionnaire) -> None:
    told = of_columns("Mum or dad", "Anybody else")
    match = a_map(
        mapped("Mum or dad", "helpers", answer="family"),
        mapped("Anybody else", "helpers", answer="other", any_text=True),
    ).match(told, questionnaire)
    assert match.matched == (
        MatchedColumn(0, "helpers", BY_MAP, "family"),
        MatchedColumn(1, "helpers", BY_MAP, "other", free=True),
    )


def test_texts_of_a_column_come_before_those_of_its_scale(of_columns, questionnaire) -> None:
    told = of_columns("info", "say", "change")
    match = a_map(
        mapped("say", "say", answers={"1": "difficult", "2": "?"}),
        answers={"ease": {"1": "easy", "n/k": "", "2": "neither", "odd": "?"}},
    ).match(told, questionnaire)
    assert [one.answers for one in match.matched] == [
        {"1": "easy", "n/k": "", "2": "neither"},
        {"1": "difficult", "n/k": ""},
        {},
    ]


def test_checked_answers_are_those_of_the_map(table, questionnaire) -> None:
    answers = table(
        ["Advice", "Voice", "Room"],
        ["1", "Ok", "3"],
        ["2", "n/k", "3"],
        ["3", "Hard", "3"],
    )
    responses = check_table(
        answers,
        questionnaire,
        "2026",
        AuthorityRule(only="north"),
        not_asked=["change", "helpers", "age"],
        column_map=a_map(
            mapped("Advice", "info", answers={"1": "very_easy", "2": "easy"}),
            mapped("Voice", "say"),
            mapped("Room", ""),
            answers={"ease": {"ok": "easy", "n/k": ""}},
        ),
    )
    assert responses.by_person["info"].to_list()[:2] == ["very_easy", "easy"]
    assert responses.by_person["info"].isna().to_list() == [False, False, True]
    assert responses.by_person["say"].to_list()[::2] == ["easy", "difficult"]
    assert responses.by_person["say"].isna().to_list() == [False, True, False]
    assert responses.problems["found"].to_list() == ["3"]
    assert responses.notes == ("2 columns are questions: 2 by column map.",)


def test_columns_with_one_heading_are_told_apart_by_their_letters(
    of_columns, questionnaire
) -> None:
    told = of_columns("Rating", "Team", "Rating", "RATING ")
    match = a_map(mapped("Rating", "info", "A"), mapped("Rating", "say", "C")).match(
        told, questionnaire
    )
    assert match.key_of == {0: "info", 2: "say"}
    assert [one.column for one in match.unmatched] == [1, 3]


def test_a_letter_is_not_looked_at_where_the_heading_is_enough(of_columns, questionnaire) -> None:
    told = of_columns("Team", "advice ")
    assert a_map(mapped("Advice", "info", "Q")).match(told, questionnaire).key_of == {1: "info"}


def test_headings_too_long_for_a_map_are_found(of_columns, questionnaire) -> None:
    long = "Advice\n" * 200
    assert len(map_heading(long)) == LONGEST_HEADING
    told = of_columns("Team", long)
    match = a_map(mapped(map_heading(long), "info")).match(told, questionnaire)
    assert match.key_of == {1: "info"}


def test_what_a_tool_wrote_can_be_a_question_or_stay_the_tools(of_columns, questionnaire) -> None:
    told = of_columns(
        Column("Custom Data 1", role=TOOL),
        Column("Respondent ID", role=PERSON_ID),
        Column("E-mail", role=PERSONAL),
        Column("Carer's surname", role=ANSWERS),
        Column("info"),
    )
    match = a_map(
        mapped("Custom Data 1", "authority"),
        mapped("Respondent ID", ""),
        mapped("E-mail", ""),
        mapped("Carer's surname", ""),
    ).match(told, questionnaire)
    assert match.key_of == {0: "authority", 4: "info"}
    assert (match.tool, match.personal, match.tool_id) == ((1,), (2, 3), 1)


def test_a_column_left_out_by_the_study_stays_out(of_columns, questionnaire) -> None:
    told = of_columns("info", "say")
    match = a_map(mapped("say", "")).match(told, questionnaire, ["SAY"])
    assert (match.key_of, match.apart) == ({0: "info"}, (1,))


def test_columns_that_are_unresolved_are_matched_by_the_map_alone(
    of_columns, questionnaire
) -> None:
    told = of_columns("info", INFO, "say")
    match = a_map(mapped("info", "info")).match(told, questionnaire, unresolved={0, 1})
    assert match.key_of == {0: "info", 2: "say"}
    assert match.unmatched == (UnmatchedColumn(1),)


def test_older_wordings_count_when_asked(of_columns, questionnaire) -> None:
    former = replace(questionnaire.question("info"), former=("Was advice easy to get?",))
    asked = replace(
        questionnaire,
        questions=tuple(former if q.key == "info" else q for q in questionnaire.questions),
    )
    told = of_columns("Was advice easy to get?", "say")
    assert a_map().match(told, asked).unmatched == (UnmatchedColumn(0, older="info"),)
    assert a_map().match(told, asked, older=True).key_of == {0: "info", 1: "say"}


def test_two_columns_of_one_question_are_refused(of_columns, questionnaire) -> None:
    told = of_columns("info", "Advice")
    with pytest.raises(PoetError) as refused:
        a_map(mapped("Advice", "info")).match(told, questionnaire)
    assert str(refused.value) == (
        f'question "info": columns A "info" and B "Advice" are both this question ("{INFO}"). '
        "Rename one of them, delete it, or name it in ignore_columns; with a column map, write "
        'question = "" beside it.'
    )
    settled = a_map(mapped("Advice", "info"), mapped("info", ""))
    assert settled.match(told, questionnaire).key_of == {1: "info"}


def test_headings_that_are_gone_matter_only_where_they_are_questions(
    of_columns, questionnaire
) -> None:
    told = of_columns("info")
    gone = a_map(mapped("Notes", ""), mapped("Team", "?"))
    assert gone.match(told, questionnaire).key_of == {0: "info"}


MISTAKES = [
    (
        a_map(questionnaire="carer"),
        'answers.map.toml: this map is for the questionnaire "carer", and the file is said to '
        'answer "budget_holder". Name another map in study.toml, or make this one anew: '
        "poet map STUDY --force.",
    ),
    (
        a_map(mapped("Advice", "inof")),
        'answers.map.toml, heading "Advice": "inof" is no question of the questionnaire '
        '"budget_holder". Did you mean "info"?',
    ),
    (
        a_map(mapped("Advice", "Zebra")),
        'answers.map.toml, heading "Advice": "Zebra" is no question of the questionnaire '
        '"budget_holder". Write the key of a question, or "" when the column is none.',
    ),
    (
        a_map(mapped("Advice", "age", answers={"x": ""})),
        'answers.map.toml, heading "Advice": the question "age" has no answers to choose from. '
        "Take answer and [columns.answers] out here.",
    ),
    (
        a_map(mapped("Advice", "helpers", any_text=True)),
        'answers.map.toml, heading "Advice": any_text is true and no answer is given. '
        'Add answer = "...", the code that any text in this column stands for.',
    ),
    (
        a_map(mapped("Advice", "helpers", answer="mum")),
        'answers.map.toml, heading "Advice": "mum" is no answer of the scale "helpers". '
        "Its codes are: nobody, family, other. Use one of these.",
    ),
    (
        a_map(mapped("Advice", "helpers", answers={"Mum": "mum", "Dad": "mum"})),
        'answers.map.toml, heading "Advice": "mum" is no answer of the scale "helpers". '
        "Its codes are: nobody, family, other. Use one of these.",
    ),
    (
        a_map(mapped("Advice", "helpers", answers={"Mum": "family", "MUM ": "other"})),
        'answers.map.toml, heading "Advice": "MUM " is said to mean two answers, but for capitals '
        "or signs nobody sees. Keep one of the two lines.",
    ),
    (
        a_map(answers={"eese": {}}),
        'answers.map.toml, [answers.eese]: no question of the questionnaire "budget_holder" has a '
        "scale of this name. Its scales are: change, ease, helpers. Correct the name.",
    ),
    (
        a_map(answers={"change": {"Bad": "bad"}}),
        'answers.map.toml, [answers.change]: "bad" is no answer of the scale "change". '
        "Its codes are: worse, same, better, not_said. Use one of these.",
    ),
    (
        a_map(mapped("Advise", "info")),
        'answers.map.toml, heading "Advise": answers.csv has no column with this heading. '
        'The nearest is "Advice". '
        "Correct the heading here, or delete it with the lines that belong to it.",
    ),
    (
        a_map(mapped("Zebra", "info")),
        'answers.map.toml, heading "Zebra": answers.csv has no column with this heading. '
        "Correct the heading here, or delete it with the lines that belong to it.",
    ),
    (
        a_map(mapped("Rating", "info", "Z")),
        'answers.map.toml, heading "Rating": 2 columns of answers.csv have this heading: B, C. '
        'Say which is meant: column = "B", say.',
    ),
    (
        a_map(mapped("Address", "info")),
        'answers.map.toml, heading "Address": this column tells who people are, so it is never '
        'read. Write question = "".',
    ),
    (
        a_map(mapped("Notes", "info")),
        'answers.map.toml, heading "Notes": this column is a question here, and study.toml leaves '
        'it out. Write question = "", or take it out of ignore_columns in study.toml.',
    ),
    (
        a_map(mapped("Advice", "info"), mapped("ADVICE", "")),
        'answers.map.toml, heading "Advice": column A stands here 2 times. Keep one of them.',
    ),
    (
        a_map(mapped("Advice", "info"), mapped("Rating", "info", "B")),
        'answers.map.toml: question "info" is given to 2 columns: "Advice" and "Rating". '
        'Keep it for one of them, and write question = "" for the others.',
    ),
    (
        a_map(
            mapped("Advice", "helpers", answer="family"),
            mapped("Rating", "helpers", "C", answer="family"),
        ),
        'answers.map.toml: the answer "family" of question "helpers" is given to 2 columns: '
        '"Advice" and "Rating". Keep it for one of them, and write question = "" for the others.',
    ),
]


@pytest.fixture
def full(of_columns):
    return of_columns("Advice", "Rating", "Rating", Column("Address", role=PERSONAL), "Notes")


@pytest.mark.parametrize(("wrong", "sentence"), MISTAKES)
def test_a_mistake_in_a_map_is_told(full, questionnaire, wrong, sentence) -> None:
    with pytest.raises(PoetError) as told:
        wrong.match(full, questionnaire, ["Notes"])
    assert str(told.value) == sentence
    assert told.value.exit_code == 2


def test_every_kind_of_mistake_is_tested(untested) -> None:
    from poet.responses import column_map_rules

    assert untested(column_map_rules, [sentence for _, sentence in MISTAKES]) == []


def test_all_mistakes_are_told_at_once(full, questionnaire) -> None:
    wrong = a_map(
        mapped("Advice", "inof"),
        mapped("Zebra", "say"),
        mapped("Address", "info", answer="?"),
        answers={"eese": {}},
    )
    with pytest.raises(PoetError) as told:
        wrong.match(full, questionnaire)
    assert [line.split(":")[0] for line in str(told.value).splitlines()] == [
        'answers.map.toml, heading "Advice"',
        "answers.map.toml, [answers.eese]",
        'answers.map.toml, heading "Zebra"',
    ]
