"""Nothing that nobody released leaves: a search for planted cells through every file and page."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import poet
from poet.disclosure import PROFILES, release
from poet.printing import edition as editions
from poet.printing.pages import document
from poet.publishing import write_findings
from poet.releasing import release_all
from poet.sections import TECHNICAL_SECTIONS, find_all, imputed_models, latest_findings
from poet.study import Study

# Cells of one person that no reviewer released: a comment, an amount, the number of a form.
COMMENT = "The blue heron of Tollerby knows whose words these are."
AMOUNT = "4731"
FORM = "QZ-60718"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A made-up study in which one person of each audience wrote what nobody released."""
    folder = tmp_path_factory.mktemp("published") / "study"
    poet.example(folder, authorities=2, people=30, seed=3)
    for file in ("budget_holders.csv", "practitioners.csv"):
        _plant_in_csv(folder / file)
    _plant_in_xlsx(folder / "carers.xlsx")
    return poet.load_study(folder)


def _planted(headings: list[str], cells: list[object]) -> list[object]:
    """The cells with the comments, the amount and the number of the form put in."""
    cells[0] = FORM
    for place, heading in enumerate(headings):
        if "anything" in heading.casefold() or heading.startswith("about_"):
            cells[place] = COMMENT
        elif "in pounds" in heading:
            cells[place] = AMOUNT
    return cells


def _plant_in_csv(file: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    rows[7] = _planted(rows[0], rows[7])
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)


def _plant_in_xlsx(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    rows = list(book.active.iter_rows())
    headings, cells = ([cell.value for cell in row] for row in (rows[0], rows[7]))
    for cell, value in zip(rows[7], _planted(headings, cells), strict=True):
        cell.value = value
    book.save(file)


def everything_in(file: Path) -> str:
    """All text of a file, inside a workbook as well."""
    if file.suffix != ".xlsx":
        return file.read_text(encoding="utf-8")
    with zipfile.ZipFile(file) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


@pytest.mark.parametrize("sentinel", [COMMENT, AMOUNT, FORM])
def test_what_was_planted_was_read(study: Study, sentinel: str) -> None:
    """Else the search below would look for what is not there."""
    used = [survey.by_person for survey in study.surveys]
    holds = {name for frame in used for name in frame if _holds(frame[name], sentinel)}
    by_sentinel = {
        COMMENT: {"about_the_budget", "about_the_process", "about_this_questionnaire"},
        AMOUNT: {"weekly_amount"},
        FORM: set(),  # never kept
    }
    assert holds == by_sentinel[sentinel]
    texts = [everything_in(path) for path in study.inputs if path.name != "study.toml"]
    assert any(sentinel in text for text in texts)


def _holds(answers: pd.Series, text: str) -> bool:
    return text in set(answers.dropna().map(lambda v: str(int(v)) if isinstance(v, float) else v))


@pytest.fixture(scope="module")
def everything_found(study: Study) -> dict[str, pd.DataFrame]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(imputed_models, "SETS", 3)  # how many there are does not matter here
        return find_all(study, technical=True)


@pytest.fixture(scope="module")
def leaving(
    study: Study, everything_found, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Everything that leaves: the findings files, and every page of every report as HTML.

    A PDF is made of its HTML and of nothing else.
    """
    layouts, pages = [editions.load(name) for name in ("workshop", "technical")], {}
    for profile in PROFILES.values():
        released = release_all(study, everything_found, profile)
        findings = latest_findings(study, released, profile)
        folder = tmp_path_factory.mktemp(profile.name) / "findings"
        for file in write_findings(study, released, folder):
            pages[f"{file.name}, {profile.name}"] = everything_in(file)
        for authority in study.authorities:
            for layout in layouts:
                report = findings.report_on(authority, layout.chart_rows)
                pages[f"{authority.name}, {layout.name}, {profile.name}"] = document(report, layout)
    return pages


@pytest.mark.parametrize("sentinel", [COMMENT, "Tollerby", AMOUNT, FORM])
def test_nothing_that_leaves_holds_what_was_not_released(leaving, sentinel: str) -> None:
    alone = re.compile(rf"(?<![\d.]){re.escape(sentinel)}(?!\d)")
    assert [name for name, text in leaving.items() if alone.search(text)] == []


def test_what_was_released_does_leave(leaving, study: Study) -> None:
    """Else the search above would look in the wrong places."""
    comment = study.released_comments["text"].iloc[0]
    holding = {name for name, text in leaving.items() if comment in text}
    for profile in PROFILES:
        names = ("own_words.csv", "findings.xlsx", "Alderfen, workshop")
        assert holding >= {f"{name}, {profile}" for name in names}


def test_no_page_of_one_council_names_another(leaving, study: Study) -> None:
    for one in study.authorities:
        pages = [text for name, text in leaving.items() if name.startswith(f"{one.name}, ")]
        assert len(pages) == 2 * len(PROFILES)
        assert all(one.name in text for text in pages)
        others = [a for a in study.authorities if a != one]
        assert not [a for a in others for text in pages if a.name in text or a.code in text]


# The columns of technical findings that hold text; all others are numbers.
WORDS = {
    *("authority", "audience", "wave", "outcome", "model", "predictor", "score", "term", "kind"),
    *("line", "check", "formula", "method", "separated", "covariance", "smallest_council"),
    *("answers_joined", "adjusted_for", "left_out", "about", "note", "hidden"),
}
# Whole numbers of other things than people who answered.
OF_OTHER_THINGS = {"councils", "degrees_of_freedom", "parameters", "questions"}


@pytest.fixture(scope="module")
def technical(everything_found) -> dict[str, pd.DataFrame]:
    """The technical findings as they may be shared."""
    return {name: release(everything_found[name], PROFILES["local"]) for name in TECHNICAL_SECTIONS}


def test_counts_of_people_are_where_they_are_looked_for(everything_found) -> None:
    """A new column of counts would have to be called people, or stand here."""
    for name in TECHNICAL_SECTIONS:
        frame = everything_found[name]
        whole = {
            column
            for column in frame.columns.difference(WORDS)
            if len(values := frame[column].dropna()) and (values.astype(float) % 1 == 0).all()
        }
        assert whole <= {"people", *OF_OTHER_THINGS}, name


def test_no_technical_finding_holds_a_count_that_is_not_rounded(
    technical, everything_found
) -> None:
    counted = [name for name, frame in technical.items() if "people" in frame]
    assert counted == ["technical_models", "technical_scores"]
    for name in counted:
        exact = everything_found[name]["people"].astype("float64")
        assert (exact % 5 != 0).any()
        told = technical[name]["people"]
        assert (told.dropna() % 5 == 0).all()
        assert told[exact.between(1, 7)].isna().all()


def test_what_rests_on_fewer_than_twenty_people_is_not_told(everything_found) -> None:
    scores = everything_found["technical_scores"]
    few = scores["people"].lt(20)
    assert few.any()
    numbers = ["mean", "standard_deviation", "alpha", "low", "high"]
    assert scores.loc[few, numbers].isna().all(axis=None)
    models = everything_found["technical_models"]
    assert models.loc[models["note"].eq(""), "people"].ge(20).all()


def test_no_words_of_a_technical_finding_count_people(technical) -> None:
    """But for the limits of rules, and how many councils and filled-in sets there are."""
    rules = (
        r"fewer than (10|20) (people|councils)",
        r"a model needs 10,",
        r"\(here: 2\)",
        r"in \d+ of 3 completed sets",
        r"'[^']*'",  # the name of a predictor
    )
    told = set()
    for frame in technical.values():
        for column in frame.columns.intersection(["note", "about"]):
            told |= set(frame[column].dropna().astype(str))
    assert any("fewer than" in text for text in told)
    assert [text for text in told if re.search(r"\d", re.sub("|".join(rules), "", text))] == []


def test_no_row_of_one_council_names_another(technical, study: Study) -> None:
    codes = {authority.code for authority in study.authorities}
    for name, frame in technical.items():
        of_one = frame[frame["authority"].isin(codes)]
        assert set(of_one["authority"]) == codes, name
        for code, rows in of_one.groupby("authority"):
            assert not any(other in rows.to_csv() for other in codes - {code}), name
