"""A report for each authority asked for, each file whole, and nothing counted in vain."""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pikepdf
import pytest

import poet
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing import FORMATS, Printed, build, pages, print_reports
from poet.study import Study
from poet.writing import only_run_in


def failing_for(*names: str) -> Callable[[Iterable[str]], Iterator[bytes | PoetError]]:
    """Draws each page as its bytes, but for those that hold one of these names."""

    def draw(pages: Iterable[str]) -> Iterator[bytes | PoetError]:
        for page in pages:
            fails = any(name in page for name in names)
            yield PoetError("printing", "it broke", cure="Mend it") if fails else page.encode()

    return draw


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writes the name of the authority where a PDF would be."""
    monkeypatch.setattr(pages, "views_of", lambda *_: {})
    monkeypatch.setattr(pages, "document", lambda report, *_: report.authority.name)
    monkeypatch.setattr(build, "drawing", lambda *_: contextlib.nullcontext(failing_for()))


def names_in(folder: Path) -> list[str]:
    """The files of a folder, without the two that are about all of them."""
    return sorted({path.name for path in folder.iterdir()} - {"index.html", "reports.json"})


def never(technical: bool) -> dict:
    raise AssertionError("nothing may be counted before this is told")


@pytest.mark.usefixtures("quick")
def test_every_authority_gets_a_file_named_by_code_name_and_edition(
    study, released, tmp_path: Path
) -> None:
    told: list[Printed] = []
    printed = print_reports(study, lambda technical: released, tmp_path, when_printed=told.append)
    assert [one.path.name for one in printed] == [
        "X001-alderfen-workshop.pdf",
        "X002-fernhollow-workshop.pdf",
        "X003-ottermere-workshop.pdf",
    ]
    assert [one.authority for one in printed] == list(study.authorities)
    assert told == list(printed)
    assert [one.path.read_text(encoding="utf-8") for one in printed] == [
        "Alderfen",
        "Fernhollow",
        "Ottermere",
    ]


@pytest.mark.usefixtures("quick")
def test_only_the_authorities_asked_for_are_printed_in_the_order_of_the_study(
    study, released, tmp_path: Path
) -> None:
    printed = print_reports(
        study, lambda technical: released, tmp_path, authorities=["X003", "X001"]
    )
    assert [one.authority.code for one in printed] == ["X001", "X003"]
    assert names_in(tmp_path) == [one.path.name for one in printed]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("edition", "expected"), [("workshop", False), ("technical", True)])
def test_technical_findings_are_asked_for_by_the_technical_edition_alone(
    study, released, tmp_path: Path, edition: str, expected: bool
) -> None:
    asked: list[bool] = []

    def find(technical: bool) -> dict:
        asked.append(technical)
        return released

    printed = print_reports(study, find, tmp_path, edition=edition, authorities=["X001"])
    assert asked == [expected]
    assert [one.path.name for one in printed] == [f"X001-alderfen-{edition}.pdf"]


def refused(study: Study, output: Path, **asked: object) -> PoetError:
    with pytest.raises(PoetError) as refusal:
        print_reports(study, never, output, **asked)
    return refusal.value


def test_an_unknown_authority_is_told_with_those_there_are(study, tmp_path: Path) -> None:
    error = refused(study, tmp_path / "new", authorities=["X001", "X9"])
    assert str(error) == (
        'authority "X9": there is no authority with this code in the study. '
        "There are: X001, X002, X003."
    )
    assert not (tmp_path / "new").exists()


def test_an_unknown_edition_is_told(study, tmp_path: Path) -> None:
    error = refused(study, tmp_path / "new", edition="pocket")
    assert str(error).startswith('edition "pocket": there is no edition of this name.')
    assert not (tmp_path / "new").exists()


def test_a_study_without_answers_is_told(study, tmp_path: Path) -> None:
    empty = [dataclasses.replace(one, by_person=one.by_person.iloc[:0]) for one in study.responses]
    nobody = dataclasses.replace(study, responses=tuple(empty))
    assert str(refused(nobody, tmp_path)) == (
        "Personal budgets in our area: a made-up example: nobody's answers can be used. "
        "See what is wrong with the files: poet check STUDY."
    )


def test_a_file_that_is_there_is_left_unless_forced(study, tmp_path: Path) -> None:
    there = tmp_path / "X002-fernhollow-workshop.pdf"
    there.write_bytes(b"mine")
    error = refused(study, tmp_path)
    assert str(error).startswith(f"{there}: this file is there already.")
    assert error.exit_code == CANNOT_READ_OR_WRITE
    assert [file.name for file in tmp_path.iterdir()] == [there.name]
    assert there.read_bytes() == b"mine"


def test_names_that_would_be_one_file_are_told(study, tmp_path: Path) -> None:
    codes = {"X001": "a/b", "X002": "A.B", "X003": "X003"}
    twins = dataclasses.replace(
        study,
        authorities=tuple(
            dataclasses.replace(one, code=codes[one.code], name="Alderfen")
            for one in study.authorities
        ),
        responses=tuple(_recoded(one, codes) for one in study.responses),
    )
    error = refused(twins, tmp_path / "new")
    assert "two authorities would get the same file name" in str(error)
    assert not (tmp_path / "new").exists()


def _recoded(responses, codes: dict[str, str]):
    authority = responses.by_person["authority"].astype(str).map(codes)
    return dataclasses.replace(responses, by_person=responses.by_person.assign(authority=authority))


def test_two_at_a_time_give_the_same_files_as_one(study, released, tmp_path: Path) -> None:
    """Whatever they are: reports, numbers, the list of all and the page that links them."""

    def printed(folder: str, jobs: int) -> dict[str, bytes]:
        print_reports(
            study,
            lambda technical: released,
            tmp_path / folder,
            edition="summary",
            formats=FORMATS,
            jobs=jobs,
            authorities=["X001", "X002"],
        )
        return {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}

    one, two = printed("one", 1), printed("two", 2)
    assert len(one) == 2 * len(FORMATS) + 2
    assert one == two
    with pikepdf.open(tmp_path / "two" / "X002-fernhollow-summary.pdf") as pdf:
        assert pdf.docinfo["/Author"] == "Fernhollow"


def test_a_report_is_the_same_whatever_else_is_printed(study, released, tmp_path: Path) -> None:
    def printed(folder: str, *codes: str) -> dict[str, bytes]:
        files = print_reports(
            study,
            lambda technical: released,
            tmp_path / folder,
            edition="summary",
            authorities=codes,
        )
        return {one.path.name: one.path.read_bytes() for one in files}

    both, alone = printed("both", "X001", "X002"), printed("alone", "X002")
    assert list(both) == ["X001-alderfen-summary.pdf", "X002-fernhollow-summary.pdf"]
    assert alone == {"X002-fernhollow-summary.pdf": both["X002-fernhollow-summary.pdf"]}


def test_a_template_that_fails_leaves_no_file(
    study, released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "document", lambda *_: '<img src="file:///etc/hostname">')
    with pytest.raises(PoetError) as refusal:
        print_reports(study, lambda technical: released, tmp_path, authorities=["X001"])
    assert str(refusal.value) == (
        "report on Alderfen, workshop: a template asks for something outside the package. "
        "Take out of the template what cannot be printed."
    )
    assert refusal.value.exit_code == CANNOT_READ_OR_WRITE
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("quick")
def test_reports_that_fail_are_named_and_the_others_are_printed(
    study, released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = failing_for("Alderfen", "Ottermere")
    monkeypatch.setattr(build, "drawing", lambda *_: contextlib.nullcontext(failing))
    printed: list[Printed] = []
    with pytest.raises(PoetError) as refusal:
        print_reports(study, lambda technical: released, tmp_path, when_printed=printed.append)
    assert str(refusal.value) == (
        "report on Alderfen, workshop: it broke. Mend it.\nreport on Ottermere, workshop: it broke."
    )
    assert refusal.value.exit_code == CANNOT_READ_OR_WRITE
    assert [one.authority.name for one in printed] == ["Fernhollow"]
    assert names_in(tmp_path) == ["X002-fernhollow-workshop.pdf"]


@pytest.mark.usefixtures("quick")
def test_a_mistake_in_poet_stops_the_report_it_is_in_alone(
    study, released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(report, *_) -> dict:
        if report.authority.code == "X002":
            raise KeyError("an answer")
        return {}

    monkeypatch.setattr(pages, "views_of", broken)
    with pytest.raises(PoetError) as refusal:
        print_reports(study, lambda technical: released, tmp_path)
    assert re.fullmatch(
        r"report on Fernhollow, workshop: KeyError at test_build\.py, line \d+\. This is a mistake "
        rf"in poet {poet.__version__}, not in your files\. Please report this sentence\.",
        str(refusal.value),
    )
    assert names_in(tmp_path) == ["X001-alderfen-workshop.pdf", "X003-ottermere-workshop.pdf"]


def test_to_force_and_to_resume_is_refused(study, tmp_path: Path) -> None:
    error = refused(study, tmp_path / "new", force=True, resume=True)
    assert str(error) == (
        "resume: it is given together with force. To resume makes what is missing or old; "
        "to force makes everything again. Choose one of them."
    )
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("seconds", [0, -1, 100_000, float("nan"), float("inf")])
def test_a_time_limit_out_of_range_is_told(study, tmp_path: Path, seconds: float) -> None:
    error = refused(study, tmp_path / "new", time_limit=seconds)
    assert str(error) == (
        f"time limit: {seconds:g} seconds is no time to draw a report in. "
        "It must be above 0, and at most 86400."
    )
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("quick")
def test_another_run_into_the_same_folder_is_refused(study, released, tmp_path: Path) -> None:
    """Reports of two runs, perhaps of other answers, would stand side by side."""
    with only_run_in(tmp_path):
        error = refused(study, tmp_path)
    assert str(error) == (
        f"{tmp_path}: another run of poet is writing into this folder. "
        "Wait until it has ended, or name another folder."
    )
    assert list(tmp_path.iterdir()) == []
    assert len(print_reports(study, lambda technical: released, tmp_path)) == 3
