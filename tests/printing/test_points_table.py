"""The points table as a page: accessible, on one page, worked out by hand as it says."""

from __future__ import annotations

import contextlib
import itertools
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import page
import pytest
from past_cases import past_cases, tried_on

from poet.allocating import ANSWERS, BANDS, FILES, RATE, Allocation
from poet.errors import PoetError
from poet.printing import points_table
from poet.printing.pdf import pdf
from poet.printing.points_table import checked, table_page, write_allocation
from poet.printing.points_table_view import Particulars, table_view
from poet.wording import forbidden_in, longest_sentence, reading_grade

BOTH = ("Meals", "Nights")
OURS = Particulars("Fernhollow Council", made_up=True, present_numbers=140)
WARNINGS = (
    "It follows past decisions. Where these were unfair, so is the table.",
    "Past budgets are not the same as needs. Some people may have needed more.",
    "Try it on new cases first, beside the present system.",
    "It gives a first amount. The final budget is agreed with the person.",
    "Small groups are joined or left out, and people counted to the nearest 5.",
)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One page: what it says, as PDF and as HTML."""

    found: Allocation
    view: dict
    drawn: bytes
    screen: str
    warnings: tuple[str, ...]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Allocation:
    return tried_on(tmp_path_factory.mktemp("found"), past_cases(), needs=BOTH)


def other_answers(found: Allocation) -> Allocation:
    """The same, as if the answers to one question were called otherwise."""
    table = found.tables[ANSWERS]
    first = replace(
        table.questions[0],
        amounts=tuple(
            ((f"meals {words[0]}",), pounds) for words, pounds in table.questions[0].amounts
        ),
    )
    other = replace(table, questions=(first, *table.questions[1:]))
    return replace(found, tables={**found.tables, ANSWERS: other})


@pytest.fixture(scope="module", params=[RATE, BANDS, ANSWERS, "other"])
def sheet(request: pytest.FixtureRequest, found: Allocation) -> Iterator[Sheet]:
    chosen = replace(found, chosen=request.param)
    if request.param == "other":
        chosen = other_answers(replace(found, chosen=ANSWERS))
    warnings: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(record.getMessage())
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    drawn = pdf(table_page(chosen, "pdf", OURS))
    logger.removeHandler(handler)
    screen = table_page(chosen, "html", OURS)
    yield Sheet(chosen, table_view(chosen, OURS), drawn, screen, tuple(warnings))


def spoken(pages, sheet: Sheet) -> str:
    return " ".join(pages(sheet.drawn).texts(artifacts=False))


def closed_up(text: str) -> str:
    return "".join(text.split())


def test_the_page_passes_pdf_ua_1_and_the_printer_warns_of_nothing(sheet: Sheet) -> None:
    report = page.validate_pdf_bytes(sheet.drawn, profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert sheet.warnings == ()


def test_it_is_one_page_with_its_language_and_title(sheet: Sheet, pages) -> None:
    looked_at = pages(sheet.drawn)
    assert len(looked_at.pdf.pages) == 1
    assert looked_at.pdf.Root.Lang == "en"
    assert looked_at.pdf.docinfo["/Title"] == "A points table to try: Fernhollow Council"


def test_headings_skip_no_level(sheet: Sheet, pages) -> None:
    levels = [int(e.kind[1]) for e in pages(sheet.drawn).elements if re.fullmatch("H[1-6]", e.kind)]
    assert levels == [1, 2, 2, 2]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_table_has_a_caption_and_headings_that_say_of_what(sheet: Sheet, pages) -> None:
    looked_at = pages(sheet.drawn)
    elements = looked_at.elements
    tables = [one for one in elements if one.kind == "Table"]
    assert len([one for one in elements if one.kind == "Caption"]) == len(tables) >= 1
    assert all("/A" in one.tags for one in elements if one.kind == "TH")


def test_made_up_cases_are_marked_on_paper_and_on_the_screen(sheet: Sheet, pages) -> None:
    words = "MADE UP: invented answers, to show what a report looks like"
    assert words in " ".join(pages(sheet.drawn).texts(artifacts=True))
    assert f'<p class="standing">{words}</p>' in sheet.screen


def test_the_warnings_stand_on_the_page(sheet: Sheet, pages, blocks_of) -> None:
    said = [block.text for block in blocks_of(sheet.screen)]
    for sentence in WARNINGS:
        assert closed_up(sentence) in closed_up(spoken(pages, sheet))
        assert sentence in said


def test_every_number_of_the_table_stands_on_the_page(sheet: Sheet, pages) -> None:
    text = closed_up(spoken(pages, sheet))
    view = sheet.view
    amounts = [amount["pounds"] for one in view["questions"] for amount in one["amounts"]]
    amounts += [band["pounds"] for band in view["bands"]] + [view["rate"], view["start"]]
    for amount in filter(None, amounts):
        assert amount in text, amount


def test_the_example_adds_up(sheet: Sheet, pages) -> None:
    example = sheet.view["example"]
    if sheet.found.chosen == RATE:
        points, rate = example["sum"].split(" x £")
        total = float(points) * float(rate)
    else:
        total = sum(float(one.removeprefix("£")) for one in example["sum"].split(" + "))
    assert total == pytest.approx(float(example["whole"].removeprefix("£").replace(",", "")))
    table = sheet.found.table
    if not table.questions:
        assert total == pytest.approx(table.of_points(float(example["points"])))
    assert closed_up(f"{example['sum']} = {example['whole']} a week") in closed_up(
        spoken(pages, sheet)
    )


def test_the_sentences_are_short_and_plain(sheet: Sheet, pages, blocks_of) -> None:
    said = [block.text for block in blocks_of(sheet.screen) if block.text.endswith(".")]
    # The sum itself is a long one.
    for sentence in (one for one in said if "=" not in one):
        assert longest_sentence(sentence) <= 25, sentence
    words = " ".join(one for one in said if "=" not in one)
    assert forbidden_in(spoken(pages, sheet)) == []
    assert reading_grade(words) <= 9


def words_of(found: Allocation, blocks_of, particulars: Particulars = OURS) -> list[str]:
    return [block.text for block in blocks_of(table_page(found, "html", particulars))]


def test_how_close_it_comes_is_said_of_100_people(found: Allocation, blocks_of) -> None:
    said, view = words_of(found, blocks_of), table_view(found, OURS)
    assert (
        f"Of 100 people, the final budget was within 20% of this table for {view['near']}. "
        f"It was as near to the present system for {view['near_present']}."
    ) in said
    assert (
        f"Half of the final budgets lie within {view['half']} of this table, and half within "
        f"{view['half_present']} of the present system."
    ) in said
    assert (
        "It comes from about 200 cases that were decided before. It was judged by about 200 "
        "cases, each by a table made without them."
    ) in said
    assert (
        f"Groups are up to {view['gap']} apart with this table; up to {view['gap_by_chance']} may "
        f"be chance. With the present system they are up to {view['gap_present']} apart; up to "
        f"{view['present_by_chance']} may be chance."
    ) in said
    assert f"The table has {view['numbers']} numbers. The present system has 140." in said
    assert f"The table has {view['numbers']} numbers." in words_of(found, blocks_of, Particulars())


def test_one_number_is_told_as_one(found: Allocation, blocks_of) -> None:
    rate = replace(found, chosen=RATE)
    assert "The table has one number. The present system has 140." in words_of(rate, blocks_of)
    assert "The table has one number." in words_of(rate, blocks_of, Particulars())


def test_a_table_that_is_no_nearer_is_told_so(found: Allocation, blocks_of) -> None:
    same = replace(found, nearer=dict.fromkeys(found.nearer, "same"))
    assert "The two come about as close: the difference may be chance." in words_of(same, blocks_of)
    fewer = replace(found, nearer=dict.fromkeys(found.nearer, "fewer"))
    assert "This table comes less close than the present system." in words_of(fewer, blocks_of)


def test_few_cases_without_a_present_system(tmp_path: Path, blocks_of) -> None:
    frame = past_cases(60).drop(columns="indicative")
    few = tried_on(tmp_path, frame)
    said, view = words_of(few, blocks_of), table_view(few, OURS)
    assert (
        f"Of 100 people, the final budget was within 20% of this table for {view['near']}." in said
    )
    assert f"Half of the final budgets lie within {view['half']} of this table." in said
    assert "That is a small number: with other people, things may come out otherwise." in said
    assert (
        f"Groups are up to {view['gap']} apart with this table; up to {view['gap_by_chance']} may "
        "be chance."
    ) in said
    plain = tried_on(tmp_path, frame.drop(columns="group"))
    assert not any("Group" in one for one in words_of(plain, blocks_of))


@pytest.mark.parametrize(
    ("period", "words"), [("month", "month"), ("four weeks", "four-week period")]
)
def test_the_period_of_the_amounts_is_said(found: Allocation, blocks_of, period, words) -> None:
    other = replace(found, cases=replace(found.cases, period=period))
    assert (
        f"This turns answers into a first amount to talk about, in pounds for a {words}. Anybody "
        "can work it out on paper."
    ) in words_of(other, blocks_of)


def test_exact_numbers_are_marked_as_not_for_sharing(tmp_path: Path, blocks_of) -> None:
    exact = tried_on(tmp_path, past_cases(61), "internal")
    said = words_of(exact, blocks_of, Particulars())
    assert "Not for sharing: small numbers are shown" in said
    assert WARNINGS[-1] not in said
    assert any("It comes from 61 cases that" in one for one in said)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFs are written as HTML, since setting the type takes most of the time."""
    drawing = contextlib.nullcontext(lambda pages: map(str.encode, pages))
    monkeypatch.setattr(points_table, "drawing", lambda *_: drawing)


@pytest.mark.usefixtures("at_once")
def test_a_folder_gets_the_page_and_the_numbers(found: Allocation, tmp_path: Path) -> None:
    files = write_allocation(found, tmp_path / "new")
    assert sorted(path.name for path in files) == sorted(FILES)
    assert (tmp_path / "new" / "ras.html").read_text("utf-8") == table_page(found, "html")
    (one,) = write_allocation(found, tmp_path, formats=["html"])
    assert one.name == "ras.html"


@pytest.mark.usefixtures("at_once")
def test_what_cannot_be_written_is_told_and_nothing_is(found: Allocation, tmp_path: Path) -> None:
    with pytest.raises(PoetError) as refusal:
        write_allocation(found, tmp_path, formats=["pdf", "doc"])
    assert str(refusal.value) == (
        'format "doc": there is no such format. There are: pdf, html, csv, xlsx.'
    )
    with pytest.raises(PoetError) as refusal:
        write_allocation(found, tmp_path, formats=[])
    assert str(refusal.value) == "format: none is named. There are: pdf, html, csv, xlsx."
    (tmp_path / "ras.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(PoetError, match="this file is there already"):
        write_allocation(found, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["ras.csv"]


def test_a_name_that_is_too_long_is_refused() -> None:
    assert checked(Particulars("  Fernhollow \n Council ")).authority == "Fernhollow Council"
    with pytest.raises(PoetError) as refusal:
        checked(Particulars("x" * 101))
    assert str(refusal.value) == (
        "authority: this text has 101 characters. There is room for 100 on the page. Shorten it."
    )


def test_hostile_names_are_escaped(tmp_path: Path) -> None:
    frame = past_cases(60).rename(columns={"Meals": "<b>Meals</b>"})
    frame["group"] = frame["group"].map({"a": "<script>alert(1)</script>", "b": "b"})
    hostile = tried_on(tmp_path, frame, needs=("<b>Meals</b>",))
    made = table_page(replace(hostile, chosen=ANSWERS), "html", Particulars("<i>us</i>"))
    assert "<script>" not in made
    assert "<b>Meals" not in made
    assert "<i>us" not in made
