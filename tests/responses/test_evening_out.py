from __future__ import annotations

import pytest

from poet.responses import evened_out


@pytest.mark.parametrize(
    "text",
    [
        "It's easy - very easy",
        "IT\u2019S EASY \u2013 VERY EASY",
        "  It's\u00a0easy \t-\n very   easy.",
        "It`s easy \u2014 very easy?",
        "It\u00b4s ea\u200bsy \u2212 very easy:",
        "\ufeffIt's easy - very easy ...",
        "\u202eIt's easy\u202c - \uff56\uff45\uff52\uff59 easy",
    ],
)
def test_what_nobody_sees_makes_no_difference(text):
    assert evened_out(text) == "it's easy - very easy"


@pytest.mark.parametrize("text", ["Its easy - very easy", "It's easy, very easy", "It's easy"])
def test_what_people_see_makes_a_difference(text):
    assert evened_out(text) != "it's easy - very easy"


@pytest.mark.parametrize("text", ["", " ", "?", "\u200b", "..."])
def test_nothing_stays_nothing(text):
    assert evened_out(text) == ""
