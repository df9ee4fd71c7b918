"""The steps of a process as bars: where marks must stand, worked out by hand."""

from __future__ import annotations

import pytest

from poet.charts import PALETTE, Size, StepBar, StepBlock, StepWords, process_steps

DRAWN_IN = Size(174, 12)
PLAN = StepBlock(
    "Plan",
    (
        StepBar("Talk", 60, "1 h", "worker", "1"),
        StepBar("Read the plan", 30, "30 min", "the person", own=True),
    ),
    "1 h 30 min",
    "1",
)
CHECK = StepBlock(
    "Check",
    (
        StepBar("Type it in", 15, "15 min", "clerk", "", "2", twice=True),
        StepBar("Ask the panel", 10, "10 min", "manager", note="50 in 100 cases"),
    ),
    "25 min",
    "",
    "2",
)


def draw(*blocks: StepBlock, words: StepWords | None = None):
    return process_steps(blocks, title="Plan takes most", text="In words.", words=words)


def said(read, words: str):
    (found,) = (one for one in read.said if one.words == words)
    return found


def bars(read, colour: str) -> list[tuple[float, float, float, float]]:
    """Those of a colour below the key."""
    return [box for box in read.rectangles(colour) if box[0] > 150]


def test_a_bar_is_as_long_as_its_minutes(facts) -> None:
    read = facts(draw(PLAN, CHECK), DRAWN_IN)
    hour, ten = bars(read, PALETTE.best)
    (half,) = bars(read, PALETTE.good)
    assert half[2] == pytest.approx(hour[2] / 2, abs=0.02)
    assert ten[2] == pytest.approx(hour[2] / 6, abs=0.02)
    assert len({round(box[0], 2) for box in (hour, half, ten)}) == 1


def test_the_longest_bar_leaves_room_for_its_minutes_before_the_forms(facts) -> None:
    read = facts(draw(PLAN, CHECK), DRAWN_IN)
    hour, _ = bars(read, PALETTE.best)
    label, forms = said(read, "1 h"), said(read, "Forms")
    assert hour[0] + hour[2] < label.left < label.right < forms.left


def test_work_done_twice_is_hatched_and_says_so(facts) -> None:
    read = facts(draw(PLAN, CHECK), DRAWN_IN)
    sign, bar = (one for one in read.drawn if one.fill == "#FFFFFF" and one.stroke == PALETTE.best)
    assert bar.path.count("l") >= 5
    done = said(read, "done twice")
    step = said(read, "Type it in")
    assert done.top == pytest.approx(step.top, abs=0.1)
    assert "Done twice" in read.words()
    assert sign.top < bar.top


def test_strokes_stay_inside_their_bar(facts) -> None:
    wide = StepBlock("A", (StepBar("B", 60, "1 h", twice=True), StepBar("C", 1, "1 min")), "1 h")
    read = facts(draw(wide), DRAWN_IN)
    bar = [one for one in read.drawn if one.fill == "#FFFFFF"][-1]
    (box,) = [one for one in read.rectangles("#FFFFFF") if one[0] > 150]
    half_a_line = 0.5
    assert bar.left >= box[0] - half_a_line - 0.01
    assert bar.right <= box[0] + box[2] + half_a_line + 0.01
    assert bar.bottom <= box[1] + box[3] + half_a_line + 0.01


def test_the_key_has_the_kinds_that_there_are(facts) -> None:
    staff = facts(draw(StepBlock("A", (StepBar("B", 1, "1 min"),), "1 min")), DRAWN_IN).words()
    every = facts(draw(PLAN, CHECK), DRAWN_IN).words()
    kinds = {"Staff time", "Time of the person or family", "Done twice"}
    assert kinds & set(staff) == {"Staff time"}
    assert kinds <= set(every)


def test_forms_and_sign_offs_stand_below_their_headings(facts) -> None:
    read = facts(draw(PLAN, CHECK), DRAWN_IN)
    heading = said(read, "Sign-offs")
    numbers = [one for one in read.said if one.words == "2"]
    assert [one.right for one in numbers] == pytest.approx([heading.right] * 2, abs=0.1)
    assert min(one.top for one in numbers) > heading.bottom


def test_who_does_a_step_stands_where_labels_have_lines_of_their_own(facts) -> None:
    narrow, wide = (facts(draw(PLAN, CHECK), Size(mm, 12)).words() for mm in (76, 174))
    assert "worker" in narrow
    assert "manager, 50 in 100 cases" in narrow
    assert "clerk, done twice" in narrow
    assert "worker" not in wide
    assert "50 in 100 cases" in wide


def test_a_step_that_takes_no_time_has_no_bar(facts) -> None:
    block = StepBlock("A", (StepBar("B", 0, "no time"), StepBar("C", 5, "5 min")), "5 min")
    read = facts(draw(block), DRAWN_IN)
    assert len(bars(read, PALETTE.best)) == 1
    assert "no time" in read.words()


def test_words_of_other_languages_take_their_place(facts) -> None:
    words = StepWords("Amser", "Ffurflenni", "Llofnodion", "Staff", "Yr unigolyn", "ddwywaith")
    read = facts(draw(PLAN, CHECK, words=words), DRAWN_IN)
    assert {"Amser", "Ffurflenni", "Llofnodion", "Staff", "Yr unigolyn"} <= set(read.words())
    assert {"Ddwywaith", "ddwywaith"} <= set(read.words())


def test_a_stage_without_steps_is_left_out(facts) -> None:
    read = facts(draw(PLAN, StepBlock("Nothing", (), "no time")), DRAWN_IN)
    assert "Nothing" not in read.words()


def test_long_names_wrap_and_touch_nothing(facts) -> None:
    name = "Write everything that was said into the record of the case once more " * 3
    block = StepBlock(name, (StepBar(name, 5, "5 min", name, "1,000", "1,000", name),), "5 min")
    for size in (Size(174, 12), Size(174, 18), Size(76, 12)):
        read = facts(draw(block, PLAN), size)
        assert read.outside() == read.marks_outside() == read.overlaps() == []


def test_a_process_without_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="a process without steps is no picture"):
        draw(StepBlock("A", (), ""))


@pytest.mark.parametrize("minutes", [-1, float("nan"), float("inf")])
def test_minutes_that_are_none_are_refused(minutes: float) -> None:
    with pytest.raises(ValueError, match=f"'B' takes {minutes} minutes"):
        StepBar("B", minutes, "")
