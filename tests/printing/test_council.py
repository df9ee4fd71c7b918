"""The unit of work: small enough to be sent, without anybody's answers, and complete."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest

import poet
from poet.disclosure import PROFILES
from poet.errors import PoetError
from poet.look import Look
from poet.printing.council import (
    Material,
    PickledFrames,
    Work,
    council_files,
    report_on,
    without_answers,
)
from poet.printing.edition import load
from poet.sections import TECHNICAL_SECTIONS, latest_findings
from poet.study import Study


@pytest.fixture(scope="module")
def study(example) -> Study:
    """Three councils in which practitioners alone were asked: quick to count and to print."""
    return example(only=("practitioner",), authorities=3, people=60, seed=8)


@pytest.fixture(scope="module")
def latest(study: Study):
    return latest_findings(study, poet.findings(study), PROFILES["local"])


@pytest.fixture(scope="module")
def material(study: Study, latest) -> Material:
    return Material(without_answers(study), latest.of_all)


def work_of(study: Study, latest, *files: tuple[str, str]) -> Work:
    authority = study.authorities[1]
    return Work(authority, latest.report_on(authority).released, files)


def never(pages: object) -> None:
    raise AssertionError("nothing is to be drawn")


def test_what_is_sent_has_no_answer_of_anybody(study, material) -> None:
    sent = material.study
    assert [one.by_person.shape for one in sent.responses] == [
        (len(one.by_person), 0) for one in study.responses
    ]
    assert sum(len(one.by_person) for one in study.responses) > 50
    assert all(one.problems.empty for one in sent.responses)
    assert sent.released_comments is None
    assert sent.population is None
    beside = (study.budgets.by_case, study.themes.by_comment, study.activity.by_year)
    assert min(map(len, beside)) > 10
    of_sent = (sent.budgets.by_case, sent.themes.by_comment, sent.activity.by_year)
    assert [len(table) for table in of_sent] == [0, 0, 0]
    assert all(part.problems.empty for part in (sent.budgets, sent.themes, sent.activity))
    assert [len(one.by_person) for one in sent.surveys_of(sent.latest_wave.id)] == [
        len(one.by_person) for one in study.surveys_of(study.latest_wave.id)
    ]


def test_what_is_sent_is_small(study, latest, material) -> None:
    assert len(pickle.dumps(work_of(study, latest, ("summary", "pdf")))) < 300_000
    assert len(pickle.dumps(material.packed())) < 300_000


def test_packed_frames_are_the_same_frames_unpacked_when_they_are_looked_at(latest) -> None:
    packed = pickle.loads(pickle.dumps(PickledFrames.of(latest.of_all)))  # noqa: S301 - packed here
    assert list(packed) == list(latest.of_all)
    assert len(packed) == len(latest.of_all)
    assert packed.unpacked == {}
    for name, frame in latest.of_all.items():
        pd.testing.assert_frame_equal(packed[name], frame)
    assert packed["process"] is packed["process"]


def test_the_files_are_the_same_when_everything_was_sent(study, latest, material) -> None:
    work = work_of(
        study,
        latest,
        ("numbers", "csv"),
        ("numbers", "xlsx"),
        ("summary", "html"),
        ("workshop", "html"),
    )
    here = council_files(never, material, work)
    assert [(one.edition, one.format) for one in here] == list(work.files)
    assert all(isinstance(one.content, bytes) for one in here)
    sent = pickle.loads(pickle.dumps((material.packed(), work)))  # noqa: S301 - packed here
    assert council_files(never, *sent) == here


def test_a_page_that_cannot_be_drawn_stops_no_other_file(study, latest, material) -> None:
    broken = PoetError("printing", "it broke")
    work = work_of(study, latest, ("summary", "pdf"), ("summary", "html"), ("numbers", "csv"))
    pdf, html, csv = council_files(lambda pages: iter([broken]), material, work)
    assert pdf.content is broken
    assert html.content.startswith(b"<!DOCTYPE html>")
    assert csv.content.startswith(b"\xef\xbb\xbfsection,")


def test_technical_findings_are_seen_by_a_technical_edition_alone(study, latest, material) -> None:
    released = {**latest.report_on(study.authorities[0]).released, "technical_models": None}
    work = Work(study.authorities[0], released, ())
    assert "technical_models" in TECHNICAL_SECTIONS
    assert set(report_on(material, work, load("technical")).released) == set(released)
    seen = set(report_on(material, work, load("workshop")).released)
    assert seen == set(released) - {"technical_models"}


def test_a_computer_that_does_not_see_the_folders_of_a_look_says_so(
    study, latest, tmp_path
) -> None:
    """Else it would print what is usual in the place of the council's own."""
    import dataclasses

    own = dataclasses.replace(without_answers(study), look=Look(templates=tmp_path / "templates"))
    work = work_of(study, latest, ("summary", "html"))
    (page,) = council_files(never, Material(own, latest.of_all), work)
    assert str(page.content) == (
        'folder "templates": the computer that prints cannot see this folder of the study. '
        "Put the study where every computer of the cluster sees it, in the same place."
    )
