"""Studies of odd shape print as well: no empty page, no heading without something below it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import page
import pytest

import poet
from poet.errors import PoetError
from poet.printing.pdf import pdf
from poet.sections import view_of
from poet.sections.guard import words_only
from poet.study import Study

AUTHORITY = '\n[[authorities]]\ncode = "X999"\nname = "Nobody Heath"\n'
# Here a bar of no real answers is shown, to learn to read one.
EXAMPLE = "how_to_use_this"


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "study.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def without_comments(folder: Path) -> None:
    change(folder, 'released_comments = "released_comments.csv"\n', "")


def with_a_silent_authority(folder: Path) -> None:
    change(folder, "\n[[responses]]", f"{AUTHORITY}\n[[responses]]")


def with_three_people_in_ottermere(folder: Path) -> None:
    file = folder / "budget_holders.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        headings, *rows = csv.reader(opened)
    theirs = [row for row in rows if "Ottermere" in row]
    kept = [row for row in rows if row not in theirs[3:]]
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([headings, *kept])


@dataclass(frozen=True)
class Shape:
    """A made-up study, what is changed in it, and whose report is looked at."""

    numbers: dict[str, int]
    changed: Callable[[Path], None] = lambda folder: None
    only: tuple[str, ...] = ()
    code: str = ""


SHAPES = {
    "only budget holders": Shape({"people": 40}, only=("budget_holders.csv",)),
    "only carers": Shape({"people": 60}, only=("carers.xlsx",)),
    "only practitioners": Shape({"people": 60}, only=("practitioners.csv",)),
    "no comments": Shape({"people": 40}, changed=without_comments),
    "30 people in all": Shape({"people": 15}),
    "8 people": Shape({"people": 8}),
    "1 person": Shape({"people": 1}),
    "two waves": Shape({"people": 65, "waves": 2}, only=("carers_2025.xlsx", "carers_2026.xlsx")),
    "an authority without answers": Shape(
        {"people": 60, "authorities": 2},
        changed=with_a_silent_authority,
        only=("practitioners.csv",),
    ),
    "three people in one authority": Shape(
        {"people": 40, "authorities": 3},
        changed=with_three_people_in_ottermere,
        only=("budget_holders.csv",),
        code="X003",
    ),
}


@pytest.fixture(scope="module")
def of_shape(cut_down, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Study]:
    """The study of a shape, by its name, made once."""

    @cache
    def made(name: str) -> Study:
        shape, folder = SHAPES[name], tmp_path_factory.mktemp("odd") / "study"
        poet.example(folder, **{"authorities": 1, "seed": 6, **shape.numbers})
        shape.changed(folder)
        if shape.only:
            cut_down(folder, *shape.only)
        return poet.load_study(folder)

    return made


@pytest.fixture(scope="module", params=SHAPES)
def name(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def study(name: str, of_shape) -> Study:
    return of_shape(name)


@pytest.fixture(scope="module")
def code(name: str, study: Study) -> str:
    """The authority whose report is looked at."""
    return SHAPES[name].code or study.authorities[0].code


@pytest.fixture(scope="module")
def html(study: Study, code: str, html_of) -> str:
    return html_of(study, code=code)


@pytest.fixture(scope="module")
def blocks(html: str, blocks_of):
    return blocks_of(html)


@pytest.fixture(scope="module")
def printed(html: str) -> bytes:
    return pdf(html)


def test_every_view_holds_words_only(study, code, report_of, edition) -> None:
    report = report_of(study, code=code, edition=edition.name)
    for section in edition.sections:
        words_only(view_of(section, report), section)


def test_no_heading_stands_without_something_below_it(blocks) -> None:
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.heading:
            assert after is not None, block
            assert not after.heading or after.heading > block.heading, (block, after)


def test_no_table_has_headings_only(html: str) -> None:
    bare = "".join(html.split())
    assert "<tbody></tbody>" not in bare
    assert "<ul></ul>" not in bare
    assert "<ol></ol>" not in bare
    assert "<p></p>" not in bare


def test_the_page_has_one_title_and_headings_skip_no_level(blocks) -> None:
    levels = [block.heading for block in blocks if block.heading]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_no_page_is_empty(printed, pages) -> None:
    texts = pages(printed).texts(artifacts=False)
    assert len(texts) >= 6
    assert [number for number, text in enumerate(texts, start=1) if len(text.split()) < 5] == []


def test_it_passes_pdf_ua_1(printed) -> None:
    report = page.validate_pdf_bytes(printed, profile="ua1")
    assert not [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def sections_of(blocks) -> set[str]:
    return {block.section for block in blocks}


def test_a_report_without_released_comments_has_no_page_for_them(of_shape, html_of, blocks_of):
    assert "own_words" not in sections_of(blocks_of(html_of(of_shape("no comments"))))
    assert "own_words" in sections_of(blocks_of(html_of(of_shape("30 people in all"))))


def test_where_all_is_hidden_no_number_of_people_is_told(of_shape, html_of, blocks_of) -> None:
    study = of_shape("8 people")
    blocks = blocks_of(html_of(study))
    answers = [b for b in blocks if b.section != EXAMPLE]
    told = {b.text for b in answers if b.kind in {"cell", "drawn"} and "%" in b.text}
    # What somebody published stands there with its year.
    told = {text for text in told if not re.search(r"\(20\d\d\)", text)}
    assert told == set()
    cover = [b.text for b in blocks if b.section == "cover"]
    (answered,) = (text for text in cover if text.startswith("2026. "))
    assert answered.count("ewer than 10") == 3


def test_where_all_is_hidden_nothing_is_claimed(of_shape, html_of, blocks_of) -> None:
    """That no topic stands out cannot be said of what may not be shown."""
    blocks = blocks_of(html_of(of_shape("8 people")))
    claimed = ("No topic", "For no topic", "none of the", "neither")
    answers = [b for b in blocks if b.section != EXAMPLE]
    found = {b.text for b in answers if any(words in b.text for words in claimed)}
    assert {text for text in found if not text.endswith("as far as can be shown.")} == set()


def test_a_report_on_two_waves_is_about_the_last(of_shape, report_of, html_of, blocks_of) -> None:
    study = of_shape("two waves")
    report = report_of(study)
    assert {wave for frame in report.released.values() for wave in frame["wave"]} == {"2026"}
    cover = [b.text for b in blocks_of(html_of(study)) if b.section == "cover"]
    assert "2026. About 40 family carers answered." in cover
    assert not any("2025" in text for text in cover)


def test_an_authority_without_answers_gets_no_pdf(of_shape, tmp_path: Path) -> None:
    study = of_shape("an authority without answers")
    with pytest.raises(PoetError) as refusal:
        poet.report(study, tmp_path, authorities=["X999"])
    assert str(refusal.value) == (
        "Personal budgets in our area: a made-up example: nobody's answers can be used for X999. "
        "See what is wrong with the files: poet check STUDY."
    )
    printed = poet.report(study, tmp_path, formats=["pdf"])
    assert [one.authority.code for one in printed] == [a.code for a in study.authorities[:2]]
    assert len(list(tmp_path.glob("*.pdf"))) == 2
