"""What a run was asked for: of whom which editions, and what is refused before it begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poet.errors import PoetError
from poet.printing.asked import authorities_asked_for, check_options, layouts_of, parts_of_each
from poet.study import Study


@pytest.fixture(scope="module")
def three(example) -> Study:
    """Three councils in which practitioners alone were asked: quick to make."""
    return example(only=("practitioner",), authorities=3, people=60, seed=8)


@pytest.fixture(scope="module")
def two(example) -> Study:
    return example(only=("practitioner",), authorities=2, people=60, seed=8)


def parts(study: Study, edition: object, *codes: str, formats: tuple[str, ...] = ("html", "csv")):
    chosen = authorities_asked_for(study, codes)
    each = parts_of_each(chosen, layouts_of(study, edition, codes), formats)
    return [(authority.code, list(made)) for authority, made in each]


def test_every_council_gets_its_numbers_and_each_edition(three) -> None:
    assert parts(three, ["summary", "workshop"]) == [
        (code, ["numbers", "summary", "workshop"]) for code in ("X001", "X002", "X003")
    ]


def test_without_tables_or_without_pages_there_are_only_the_others(three) -> None:
    assert parts(three, "summary", "X001", formats=("csv",)) == [("X001", ["numbers"])]
    assert parts(three, "summary", "X001", formats=("pdf",)) == [("X001", ["summary"])]


def test_an_edition_of_all_councils_together_is_printed_once_and_first(three) -> None:
    assert parts(three, ["summary", "national"]) == [
        ("all", ["numbers", "national"]),
        *((code, ["numbers", "summary"]) for code in ("X001", "X002", "X003")),
    ]
    assert parts(three, "national") == [("all", ["numbers", "national"])]
    (first, *_) = parts_of_each((), layouts_of(three, "national", ()), ("html",))
    assert first[0].name == "All councils"


def test_every_edition_leaves_out_what_cannot_be_printed(three, two) -> None:
    assert parts(three, "all")[0][0] == "all"
    assert "all" not in dict(parts(three, "all", "X001"))
    assert "all" not in dict(parts(two, "all"))


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        (("X001",), "it is of all councils together. Leave out --authority."),
        (
            (),
            "it is of all councils together, and there are fewer than 3. Choose another edition.",
        ),
    ],
)
def test_an_edition_of_all_councils_that_cannot_be_printed_is_told(two, codes, sentence) -> None:
    with pytest.raises(PoetError) as refusal:
        layouts_of(two, ["summary", "national"], codes)
    assert str(refusal.value) == f'edition "national": {sentence}'


def test_formats_and_times_that_can_be_are_not_refused() -> None:
    check_options(("pdf", "xlsx"), 120, force=True, resume=False)
    check_options(("csv",), 0.5, force=False, resume=True)


def test_an_edition_that_would_say_nothing_is_refused(three) -> None:
    """Easy Read has pages on budgets and on steps, and none on returns alone."""
    returns_alone = replace(three, responses=(), budgets=None, process_map=None, themes=None)
    with pytest.raises(PoetError) as raised:
        layouts_of(returns_alone, "easy_read", ())
    assert str(raised.value) == (
        'edition "easy_read": it tells of answers, and this study has none. Choose another edition.'
    )
    printed = {one.name for one in layouts_of(returns_alone, "all", ())}
    assert {"workshop", "technical"} <= printed
    assert not printed & {"easy_read", "steps", "summary"}
    with_steps = replace(returns_alone, process_map=three.process_map)
    assert {"easy_read", "steps"} <= {one.name for one in layouts_of(with_steps, "all", ())}
