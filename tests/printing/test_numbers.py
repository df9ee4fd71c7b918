"""Every number on a page stands in the released findings, in the row it is printed for."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd
import pytest

from poet.wording import about_people, count, people, percent

LINK_SHARES = (
    "share_low_end",
    "share_low_end_low",
    "share_low_end_high",
    "share_high_end",
    "share_high_end_low",
    "share_high_end_high",
)
SIDES = ("good", "neutral", "bad")
SECTION_OF = {"outcome": "outcomes", "process": "process", "involvement": "involvement"}


@pytest.fixture(scope="module", params=["local", "internal"])
def report(request, planted, report_of):
    """The council with the most clear links."""
    return report_of(planted, code=planted.authorities[0].code, profile=request.param)


@pytest.fixture(scope="module")
def blocks(report, planted, html_of, blocks_of):
    return blocks_of(html_of(planted, code=report.authority.code, profile=report.profile.name))


def percentages(frames: Iterable[pd.DataFrame], *columns: str) -> set[int]:
    """Every share of the frames as a whole percentage, halves up."""
    shares = (frame[name].dropna() for frame in frames for name in columns if name in frame)
    return {int(share * 100 + 0.5 + 1e-9) for share in pd.concat(shares)}


def printed(blocks, pattern: str, *kinds: str) -> set[str]:
    return {
        found
        for block in blocks
        if block.kind in kinds
        for found in re.findall(pattern, block.text)
    }


def test_every_percentage_is_a_released_share(blocks, report) -> None:
    released = {f"{share}%" for share in percentages(report.released.values(), "share")}
    told = printed(blocks, r"\b\d+%", "cell", "drawn", "alt")
    assert len(told) > 20
    assert told <= released


def test_percentages_in_sentences_are_none_but_two_explanations(blocks) -> None:
    """Sentences say "8 in 10"; one percentage explains that shares need not add up, the other how
    near a final budget is to the first figure."""
    told = {
        (block.section, found)
        for block in blocks
        if block.kind == "prose"
        for found in re.findall(r"\b\d+%", block.text)
    }
    assert told == {("all_the_numbers", "100%"), ("budgets", "20%")}


def test_every_number_of_people_is_a_released_count(blocks, report) -> None:
    frames = [frame for frame in report.released.values() if "people" in frame]
    counts = {
        count(value)
        for frame in frames
        for name in {"people", "base"} & set(frame)
        for value in frame[name].dropna()
    }
    told = printed(
        blocks, r"(?<!in )\b([\d,]+) (?:people|family carers|practitioners)", "drawn", "alt"
    )
    told -= {"10", "100"} - counts  # "of 10 people", "of 100 people": the words of links
    told |= printed(blocks, r"(?:^|\. |and )[Aa]bout ([\d,]+) people\b", "prose")
    assert told
    assert told <= counts


def test_every_share_of_a_link_is_a_released_one(blocks, report) -> None:
    """Sentences and pictures of links say "about 78" of 100 people."""
    links = report.released["what_goes_with_outcomes"]
    released = {str(share) for share in percentages([links], *LINK_SHARES)}
    mine = [b for b in blocks if b.section == "what_goes_with_outcomes"]
    told = printed(mine, r"\babout (\d+)\b", "prose", "alt")
    drawn = printed(mine, r"^\d+$", "drawn") - {"0", "25", "50", "75", "100"}
    assert told
    assert told | drawn <= released


def tables(blocks, section: str) -> list[list[str]]:
    """The cells of a section, a list a table: its headings and then its rows."""
    found: list[list[str]] = []
    before = None
    for block in blocks:
        if block.section == section and block.kind == "cell":
            if before is None or ("thead" in block.within and "thead" not in before.within):
                found.append([])
            found[-1].append(block.text)
            before = block
        elif block.section == section:
            before = None
    return found


def test_every_cell_of_all_the_numbers_is_that_of_its_row(blocks, report) -> None:
    """Row by row: the shares and the number of people of this question, and of no other.

    The first audience has every share, the others have that of the good answers alone.
    """
    for survey in report.surveys:
        full = survey is report.surveys[0]
        asked = {
            question.short: question
            for role in SECTION_OF
            for question in survey.questionnaire.with_role(role)
            if question.kind == "single"
        }
        seen = []
        for table in tables(_of_audience(blocks, survey), "all_the_numbers"):
            assert ("People" in table) == full
            width = table.index("People") + 1 if full else 2
            rows = [table[at : at + width] for at in range(width, len(table), width)]
            for label, *cells in rows:
                short, _, good = label.partition(": “")
                if short in asked:
                    expected = cells_of(report, survey, asked[short])
                    assert cells == (expected if full else [expected[0].partition(" (")[0]]), label
                    side = f"{asked[short].scale.side('good')}”"
                    assert good == (side if table[0] == "Other questions" else ""), label
                    seen.append(short)
        assert sorted(seen) == sorted(asked)


def _of_audience(blocks, survey) -> list:
    """The blocks below the heading of this audience."""
    people = survey.questionnaire.people
    start = next(
        place
        for place, block in enumerate(blocks)
        if block.section == "all_the_numbers"
        and block.heading == 3
        and block.text.casefold() == people.casefold()
    )
    rest = blocks[start + 1 :]
    end = next((n for n, block in enumerate(rest) if block.heading in {2, 3}), len(rest))
    return rest[:end]


def cells_of(report, survey, question) -> list[str]:
    """What the row of a question must say, from the frame alone."""
    frame = report.released[SECTION_OF[question.role]]
    rows = frame[
        frame["audience"].eq(survey.audience)
        & frame["question"].eq(question.key)
        & frame["level"].eq("side")
    ].set_index("answer")
    shares = {side: rows.loc[side, "share"] for side in SIDES if side in rows.index}
    base = rows["base"].iloc[0]
    cells = {side: "[c]" if pd.isna(share) else percent(share) for side, share in shares.items()}
    if cells["good"] != "[c]":
        ends = (percent(rows.loc["good", end]).rstrip("%") for end in ("low", "high"))
        cells["good"] += " ({} to {})".format(*ends)
    return [*cells.values(), "[c]" if pd.isna(base) else count(base)]


def test_who_answered_tells_the_released_totals(blocks, report) -> None:
    frame = report.released["who_answered"]
    for survey in report.surveys:
        total = frame[frame["audience"].eq(survey.audience) & frame["level"].eq("everyone")]
        in_words = people if report.profile.exact else about_people
        sentence = f"Forms that could be used: {in_words(total['people'].item())}."
        assert sentence in {block.text for block in blocks if block.section == "who_answered"}
