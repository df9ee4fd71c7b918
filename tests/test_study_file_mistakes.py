"""What is wrong with a study and its files is told, all at once."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poet.errors import PoetError
from poet.study_file import load_study

Change = Callable[[Path, str, str], None]
COLUMNS = "authority,questionnaire,question,text,released_by,released_on\n"


def told(folder: Path, exit_code: int = 2) -> str:
    with pytest.raises(PoetError) as raised:
        load_study(folder)
    assert raised.value.exit_code == exit_code
    return str(raised.value)


def write_study(folder: Path, top: str, *responses: str) -> None:
    tables = "".join(f"[[responses]]\n{entry}\n" for entry in responses)
    (folder / "study.toml").write_text(f'title = "Ours"\n{top}\n{tables}', encoding="utf-8")


def write_answers(folder: Path, name: str, *lives: str, council: str = "") -> None:
    rows = [f"{council},{life},Man,60" for life in lives]
    text = "\n".join(["Council,your_life,group,years", *rows])
    (folder / name).write_text(f"{text}\n", encoding="utf-8")


def test_all_mistakes_and_missing_files_are_told_at_once(small: Path) -> None:
    write_study(small, 'authority = "***"', 'file = "gone.csv"\nquestionnaire = "mine"\nx = 1')
    assert told(small, exit_code=3).splitlines() == [
        'study.toml, [[responses]] number 1: "x" is not known here. Known are: file, '
        "questionnaire, wave, sheet, heading_row, map, authority, authority_column, "
        "ignore_columns, not_asked. Correct or remove it.",
        'study.toml: "***" has no letters a to z that a code could be made of. '
        "List it under [[authorities]], with a code and a name.",
        'study.toml: "gone.csv" is not in the folder of the study. '
        "Put it there, or correct its name.",
    ]


def test_every_questionnaire_that_is_not_there_is_told(small: Path) -> None:
    write_answers(small, "a.csv", "Better")
    write_study(
        small,
        'authority = "Fernhollow"',
        'file = "a.csv"\nquestionnaire = "carers"',
        'file = "carers.csv"\nquestionnaire = "budgetholder"',
    )
    names = "There are: budget_holder, carer, mine, practitioner."
    none = "there is no questionnaire of this name."
    assert told(small).splitlines() == [
        f'questionnaire "carers": {none} {names} Did you mean "carer"?',
        f'questionnaire "budgetholder": {none} {names} Did you mean "budget_holder"?',
    ]


def test_mistakes_of_a_questionnaire_are_told(small: Path, changed: Change) -> None:
    changed(small / "questionnaires" / "mine.toml", 'kind = "number"', 'kind = "text"')
    assert told(small) == (
        'mine.toml, question "years": lowest and highest are only for number questions. '
        "Leave them out."
    )


def test_every_file_that_cannot_be_read_is_told(small: Path) -> None:
    (small / "a.csv").write_text("", encoding="utf-8")
    (small / "b.csv").write_text("your_life,group\n", encoding="utf-8")
    write_study(
        small,
        'authority = "Fernhollow"',
        'file = "a.csv"\nquestionnaire = "mine"',
        'file = "b.csv"\nquestionnaire = "mine"',
    )
    assert told(small, exit_code=3).splitlines() == [
        "a.csv: this file is empty (0 bytes). Export the answers again.",
        "b.csv: there are headings but no rows of answers below them. "
        "Export the answers again, with all responses.",
    ]


def test_two_questionnaires_for_one_audience(small: Path) -> None:
    shutil.copy(small / "carers.csv", small / "more.csv")
    files = (
        'file = "carers.csv"\nquestionnaire = "mine"',
        'file = "more.csv"\nquestionnaire = "carer"',
    )
    write_study(small, 'authority = "Fernhollow"', *files)
    assert told(small) == (
        'study.toml: audience "carer" has 2 questionnaires. They are: mine, carer. '
        "Keep one of them, or give each a wave of its own."
    )
    write_study(small, 'authority = "Fernhollow"', *(f'{file}\nwave = "2026"' for file in files))
    assert told(small).startswith(
        'study.toml: audience "carer" has 2 questionnaires in wave "2026". They are: mine, carer.'
    )


def test_a_questionnaire_may_change_from_wave_to_wave(small: Path, own_questionnaire: str) -> None:
    second = own_questionnaire.replace('id = "mine"', 'id = "later"')
    (small / "questionnaires" / "later.toml").write_text(second, encoding="utf-8")
    shutil.copy(small / "carers.csv", small / "more.csv")
    write_study(
        small,
        'authority = "Fernhollow"',
        'file = "carers.csv"\nquestionnaire = "mine"\nwave = "1"',
        'file = "more.csv"\nquestionnaire = "later"\nwave = "2"',
    )
    assert [s.questionnaire.id for s in load_study(small).surveys] == ["mine", "later"]


ALL_IS_KEPT = (
    'study.toml: the code "all" is kept for all authorities together. '
    "List the [[authorities]], this one with another code."
)


def test_no_council_may_be_called_all(small: Path, changed: Change) -> None:
    changed(small / "study.toml", 'authority = "Fernhollow"', 'authority = "All"')
    assert told(small) == ALL_IS_KEPT


def test_no_council_in_a_file_may_be_called_all(small: Path) -> None:
    write_answers(small, "a.csv", "Better", council="ALL")
    write_study(small, 'authority_column = "Council"', 'file = "a.csv"\nquestionnaire = "mine"')
    assert told(small) == ALL_IS_KEPT


def test_comments_are_held_against_the_study(small: Path, changed: Change) -> None:
    changed(small / "study.toml", "contact =", 'released_comments = "released.csv"\ncontact =')
    (small / "released.csv").write_text(
        f"{COLUMNS}elsewhere,mine,years,Hello,A reviewer,2026-05-01\n", encoding="utf-8"
    )
    assert told(small).splitlines() == [
        'released.csv, row 2: authority "elsewhere" is no code of an authority of the study. '
        "There are: fernhollow. Correct it, or take the comment out.",
        'released.csv, row 2: question "years" is no comment question of "mine". '
        "There are: words. Correct it, or take the comment out.",
    ]


def test_comments_are_on_the_latest_wave(small: Path) -> None:
    shutil.copy(small / "carers.csv", small / "more.csv")
    (small / "released.csv").write_text(
        f"{COLUMNS}fernhollow,mine,words,Hello,A reviewer,2026-05-01\n", encoding="utf-8"
    )
    files = (
        'file = "carers.csv"\nquestionnaire = "mine"\nwave = "{}"',
        'file = "more.csv"\nquestionnaire = "budget_holder"\nwave = "{}"\nnot_asked = []',
    )
    (small / "more.csv").write_text("dignity\nBetter\n", encoding="utf-8")
    top = 'authority = "Fernhollow"\nreleased_comments = "released.csv"'
    write_study(small, top, *(file.format("1") for file in files))
    assert len(load_study(small).released_comments) == 1
    write_study(small, top, *(file.format(wave) for wave, file in enumerate(files, start=1)))
    assert told(small) == (
        'released.csv, row 2: questionnaire "mine" was not asked in the latest wave. '
        "There are: budget_holder. Correct it, or take the comment out."
    )


# --- whatever stands in study.toml, it is read or told

ANYTHING = st.recursive(
    st.one_of(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=3),
        st.sampled_from(["", ".", "carers.csv", "questionnaires", "all", "mine", "carer", "words"]),
        st.integers(-3, 2030),
        st.booleans(),
    ),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["id", "name", "code", "file", "profile", "x"]), inner, max_size=2
        )
    ),
    max_leaves=4,
)
EVERY_KEY = {
    "title": "Ours",
    "made_up": True,
    "authority": "Fernhollow",
    "contact": "us",
    "questionnaires": "questionnaires",
    "waves": [{"id": "1", "name": "First"}],
    "responses": [
        {
            "file": "carers.csv",
            "questionnaire": "mine",
            "wave": "1",
            "sheet": "x",
            "ignore_columns": ["x"],
            "not_asked": ["years"],
        }
    ],
    "disclosure": {"profile": "local"},
}


def places(node: object) -> Iterator[tuple[object, object]]:
    keys = list(node) if isinstance(node, dict) else range(len(node))
    for key in keys:
        yield node, key
        if isinstance(node[key], dict | list):
            yield from places(node[key])


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_anywhere_is_read_or_told(data: st.DataObject, small: Path) -> None:
    table = tomllib.loads(tomli_w.dumps(EVERY_KEY))
    node, key = data.draw(st.sampled_from(list(places(table))))
    node[key] = data.draw(ANYTHING)
    (small / "study.toml").write_text(tomli_w.dumps(table), encoding="utf-8")
    try:
        study = load_study(small)
    except PoetError as error:
        assert str(error)
    else:
        assert isinstance(study.title, str)
        assert study.people_used == 3
        assert {wave.id for wave in study.waves} >= {r.wave for r in study.responses}
