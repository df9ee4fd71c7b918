from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest


def test_a_study_that_matches_ends_with_0(run: Callable, small: Path) -> None:
    ran = run("map", "small")
    assert ran.code == 0
    assert ran.err == "carers.csv was read as UTF-8 text, cells separated by commas.\n"
    assert ran.out == (
        "carers.csv: 5 of 5 columns are questions (5 by key); 0 to look at; 0 not used.\n"
        f"  Map written: {Path('small/carers.map.toml')}\n"
    )
    again = run("map", "small")
    assert again.code == 0
    assert again.out.endswith(
        f"  Map left as it is: {Path('small/carers.map.toml')} "
        "(--update adds what is new, --force makes it anew)\n"
    )


def test_something_to_look_at_ends_with_1(run: Callable, small: Path, changed: Callable) -> None:
    changed(small / "carers.csv", "your_life", "Your live now")
    ran = run("map", "small")
    assert ran.code == 1
    assert ran.out == (
        "carers.csv: 4 of 5 columns are questions (4 by key); 1 to look at; 0 not used.\n"
        '  Column B "Your live now": perhaps "your_life" (the heading is like it, and every text '
        "is an answer to it).\n"
        '  No column: "your_life" (How is your life now?)\n'
        f"  Map written: {Path('small/carers.map.toml')}\n"
    )
    assert ran.err.endswith(
        "\nDecide in the maps on what is to look at, then: poet map STUDY --update\n"
    )


def test_a_decision_is_used_by_the_next_run(run: Callable, small: Path, changed: Callable) -> None:
    changed(small / "carers.csv", "your_life", "Your live now")
    run("map", "small")
    changed(small / "carers.map.toml", 'question = "?"', 'question = "your_life"')
    ran = run("map", "small", "--update", "-q")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "carers.csv: 5 of 5 columns are questions (4 by key, 1 by column map); 0 to look at"
    )


def test_json_is_for_machines(run: Callable, small: Path) -> None:
    ran = run("map", "small", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["schema"], told["complete"]) == (0, 1, True)
    assert told["files"][0]["map"] == str(Path("small/carers.map.toml"))
    assert [one["question"] for one in told["files"][0]["questions"]] == [
        *("form", "your_life", "group", "years", "words")
    ]


def test_mistakes_in_a_map_end_with_2(run: Callable, small: Path, changed: Callable) -> None:
    run("map", "small")
    changed(small / "carers.map.toml", 'question = "your_life"', 'question = "your_live"')
    ran = run("map", "small", "--update")
    assert (ran.code, ran.out) == (2, "")
    assert ran.error == (
        'carers.map.toml, heading "your_life": "your_live" is no question of the questionnaire '
        '"mine". Did you mean "your_life"?'
    )
    assert run("map", "small", "--force").code == 0


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (
            ("nowhere",),
            3,
            "nowhere: there is no such folder. "
            "Check the name, or make a study with: poet init FOLDER.",
        ),
        (
            ("small", "--force", "--update"),
            2,
            "poet map: both --force and --update were given. "
            "--update keeps what the maps say, --force does not: give one of them.",
        ),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Callable, small: Path, words: tuple[str, ...], code: int, error: str
) -> None:
    ran = run("map", *words)
    assert (ran.code, ran.out, ran.error) == (code, "", error)


def test_what_reading_says_is_told(run: Callable, small: Path, changed: Callable) -> None:
    changed(small / "carers.csv", "form,", "\nform,")
    ran = run("map", "small")
    assert (
        "carers.csv: The headings were taken from row 2, the first with something in it.\n"
    ) in ran.err
    assert "The headings" not in run("map", "small", "-q").err


def test_a_question_that_was_not_put_is_settled_in_the_study(
    run: Callable, small: Path, changed: Callable
) -> None:
    answers = "form,your_life,group,words\nF1,Better,Woman,Less paper\n"
    (small / "carers.csv").write_text(answers, encoding="utf-8")
    ran = run("map", "small")
    assert ran.code == 1
    assert ran.err.endswith("\nName questions that were not put in not_asked in study.toml.\n")
    entry = 'questionnaire = "mine"'
    changed(small / "study.toml", entry, f'{entry}\nnot_asked = ["years"]')
    assert run("map", "small").code == 0


def test_check_goes_by_the_map(run: Callable, small: Path, changed: Callable) -> None:
    changed(small / "carers.csv", "your_life", "Rating of the team")
    changed(small / "carers.csv", "F1,Better", "F1,Ace")
    assert run("check", "small").code == 1
    run("map", "small")
    changed(small / "carers.map.toml", 'question = "?"', 'question = "your_life"')
    with (small / "carers.map.toml").open("a", encoding="utf-8") as column_map:
        column_map.write('\n[answers.change]\n"ace" = "better"\n')
    ran = run("check", "small")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "No problems found.")
    assert "carers.csv: 5 columns are questions: 4 by key, 1 by column map.\n" in ran.err
