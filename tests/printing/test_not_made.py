"""What could not be made is told line by line; how to mend it once."""

from __future__ import annotations

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing.not_made import NotMade, mistakes, reasons
from poet.study import Authority

ALDERFEN = Authority("X001", "Alderfen")
SLOW = PoetError("printing", "drawing was stopped after 5 seconds", cure="Give it longer")
TEMPLATE = PoetError(
    "templates/sections/about.html, line 1", "the template cannot be printed", cure="Correct it"
)


def told(*failed: NotMade) -> list[str]:
    return [str(mistake) for mistake in mistakes(failed)]


def test_each_report_has_a_line_and_how_to_mend_it_is_said_once() -> None:
    assert told(
        NotMade(ALDERFEN, "workshop", SLOW),
        NotMade(Authority("X002", "Fernhollow"), "summary", SLOW),
        NotMade(Authority("X002", "Fernhollow"), "easy_read", TEMPLATE),
    ) == [
        "report on Alderfen, workshop: drawing was stopped after 5 seconds. Give it longer.",
        "report on Fernhollow, summary: drawing was stopped after 5 seconds.",
        "report on Fernhollow, easy_read: templates/sections/about.html, line 1: "
        "the template cannot be printed. Correct it.",
    ]


def test_the_formats_of_an_edition_that_fail_alike_are_one_line() -> None:
    twice = [NotMade(ALDERFEN, "workshop", TEMPLATE), NotMade(ALDERFEN, "workshop", TEMPLATE)]
    assert len(told(*twice)) == 1
    assert len(told(*twice, NotMade(ALDERFEN, "workshop", SLOW))) == 2


def test_a_name_that_is_long_or_steers_the_terminal_is_cut() -> None:
    names = ["\x1b[31mFernhollow", "Ottermere " * 20, "\x1b"]
    councils = [Authority(f"X{number}", name) for number, name in enumerate(names)]
    lines = told(*(NotMade(council, "workshop", SLOW) for council in councils))
    assert [line.partition(":")[0] for line in lines] == [
        "report on [31mFernhollow, workshop",
        "report on Ottermere Ottermere Ottermere Ottermere Ottermere Ottermere…, workshop",
        "report on X2, workshop",
    ]


def test_whatever_failed_the_command_ends_with_the_code_for_files() -> None:
    wrong = PoetError("printing", "it broke")
    (mistake,) = mistakes([NotMade(ALDERFEN, "workshop", wrong)])
    assert mistake.exit_code == CANNOT_READ_OR_WRITE


def test_the_page_of_links_says_what_is_missing_and_why() -> None:
    failed = [
        NotMade(ALDERFEN, "workshop", SLOW),
        NotMade(ALDERFEN, "numbers", PoetError("printing", "it broke")),
    ]
    assert reasons(failed) == {
        "X001": [
            "Workshop report: not made, as drawing was stopped after 5 seconds.",
            "The numbers: not made, as it broke.",
        ]
    }
