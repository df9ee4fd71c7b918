from __future__ import annotations

import time

from poet.responses.nearest import choices_of, nearest

ANSWERS = choices_of(["Very easy", "Easy", "Difficult"])


def test_the_nearest_answer_is_found_and_a_far_one_is_not():
    assert nearest("Vry easy", ANSWERS) == "Very easy"
    assert nearest("DIFICULT!", ANSWERS) == "Difficult"
    assert nearest("99", ANSWERS) == ""
    assert nearest("", ANSWERS) == ""


def test_a_text_without_end_takes_no_time():
    started = time.process_time()
    assert nearest("easy " * 1_000_000, ANSWERS) == ""
    assert time.process_time() - started < 0.5
