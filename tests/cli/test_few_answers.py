"""Answers from which little can be said, or of which little may be shown."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from poet import definition
from poet.questionnaire import Question

# Divided answers have the same fit whatever is asked, and its intervals take seconds.
DIVIDED = {"dignity", "independence"}


def one_row(question: Question, row: int) -> str:
    return question.scale.answers[0].label


def constant(question: Question, row: int) -> str:
    return question.scale.worst_to_best[-1].label


def separated(question: Question, row: int) -> str | None:
    if question.role == "outcome" and question.key not in DIVIDED:
        return None
    return question.scale.worst_to_best[-1 if row < 20 else 0].label


@pytest.mark.parametrize(
    ("answer", "roles", "rows", "note"),
    [
        (one_row, ("outcome", "process"), 1, "fewer than 10 people gave "),
        (constant, ("outcome",), 40, "fewer than 10 people gave another answer"),
        # Where the process divides the answers, the fit is penalised.
        (separated, ("outcome", "process"), 40, ""),
    ],
    ids=["one row", "constant", "separated"],
)
def test_what_cannot_be_estimated_is_said_in_a_row(
    *,
    run: Callable,
    made_up: Path,
    here: Path,
    as_html: None,
    answer: Callable[[Question, int], str | None],
    roles: tuple[str, ...],
    rows: int,
    note: str,
) -> None:
    questionnaire = definition.load("budget_holder")
    toml = made_up / "study.toml"
    # Comments that were coded go with the answers.
    text = re.sub(r"(?ms)^\[themes\]$.*?(?=^\[|\Z)", "", toml.read_text(encoding="utf-8"))
    toml.write_text(text, encoding="utf-8")
    file = made_up / "budget_holders.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        people = list(csv.DictReader(lines))[:rows]
    for row, person in enumerate(people):
        for role in roles:
            for question in questionnaire.with_role(role):
                person[question.wording] = answer(question, row) or person[question.wording]
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(people[0]))
        writer.writeheader()
        writer.writerows(people)

    assert run("check", "made-up").code == 0
    ran = run("findings", "made-up", "-o", "numbers")
    assert (ran.code, ran.err) == (0, "")
    with (here / "numbers" / "what_goes_with_outcomes.csv").open(encoding="utf-8-sig") as lines:
        found = [row for row in csv.DictReader(lines) if row["audience"] == "budget_holder"]
    if note:
        assert any(note in row["note"] for row in found)
    else:
        penalised = {row["outcome"] for row in found if row["method"] == "penalised likelihood"}
        assert penalised == DIVIDED
    for row in found:
        assert bool(row["log_odds"]) is not bool(row["note"]), row
        assert "process" not in row["separated"] or row["clear"] == "False"


@pytest.fixture
def three_people(made_up: Path, changed: Callable) -> Path:
    """The made-up study with three of its budget holders in a council of their own."""
    for _ in range(3):
        changed(made_up / "budget_holders.csv", ",Alderfen,", ",Ottermere,")
    changed(
        made_up / "study.toml",
        "[[waves]]",
        '[[authorities]]\ncode = "X002"\nname = "Ottermere"\n\n[[waves]]',
    )
    return made_up


def test_nothing_is_shown_of_three_people(
    run: Callable, three_people: Path, here: Path, as_html: None
) -> None:
    ran = run("report", "made-up", "-o", "reports", "--authority", "X002", "--format", "pdf")
    path = Path("reports", "X002-ottermere-workshop.pdf")
    assert (ran.code, ran.out) == (0, f"{path}\n")
    page = (here / path).read_text(encoding="utf-8")
    assert "Too few people answered to show more about them." in page
    assert page.count('<td class="number">[c]</td>') > 100
    example = r'<section class="how_to_use_this".*?</section>'  # a bar of no real answers
    words = re.sub(rf"<style.*?</style>|{example}|<[^>]+>", " ", page, flags=re.DOTALL)
    assert not re.search(r"\d+ ?%(?<!100%)|\d in 10 said|\b3 people|\bthree people (?!told)", words)

    assert run("findings", "made-up", "-o", "numbers").code == 0
    for name in ("who_answered", "outcomes", "process", "involvement"):
        with (here / "numbers" / f"{name}.csv").open(encoding="utf-8-sig") as lines:
            rows = [row for row in csv.DictReader(lines) if row["authority"] == "X002"]
        theirs = [row for row in rows if row["audience"] == "budget_holder"]
        assert theirs, name
        for row in theirs:
            assert row["people"] in ("[c]", ""), row
            assert row.get("share", "") in ("[c]", ""), row
