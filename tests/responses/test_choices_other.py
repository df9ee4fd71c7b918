from __future__ import annotations

import pytest

from poet.questionnaire import Answer, Scale
from poet.responses.choices_other import asks_to_specify, other_code, without_request


def scale(**labels: str) -> Scale:
    return Scale("s", tuple(Answer(code, label, label) for code, label in labels.items()))


@pytest.mark.parametrize(
    "text",
    [
        *("Other", "OTHER:", "[Other]", "other", "Others", "-oth-", "Other…", "(Other)"),
        *("Other (please specify)", "Other - please say", "Other, please tell us who:"),
        *("If other, please specify", "Other - Text", "Other (please write in the box below)"),
        *("Someone else (who?)", "Something else, please describe", "Other (please give details)"),
    ],
)
def test_texts_for_other(text):
    assert asks_to_specify(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Other family members", "Mother", "Another", "otherwise", "Please specify", ""),
        *("Someone else from the council", "No other", "Other" + " please" * 100),
    ],
)
def test_texts_for_something_besides_other(text):
    assert not asks_to_specify(text)


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Another religion (please say which)", "Another religion"),
        ("Someone else; not listed - please specify:", "Someone else; not listed"),
        ("Another reason - Text", "Another reason"),
        ("A friend (please) of mine", "A friend (please) of mine"),
        ("A" + " please" * 100, "A" + " please" * 100),
    ],
)
def test_a_text_without_the_request_at_its_end(text, without):
    assert without_request(text) == without


@pytest.mark.parametrize(
    ("labels", "code"),
    [
        ({"a": "A friend", "other": "Another person"}, "other"),
        ({"a": "A friend", "b": "Someone else (please say)"}, "b"),
        ({"a": "A friend", "someone_else": "Somebody I pay"}, "someone_else"),
        ({"alone": "Alone", "b": "Someone else, for the budget holder"}, "b"),
        ({"family": "Other family members", "b": "Other"}, "b"),
        ({"a": "Other people", "b": "Something else entirely"}, ""),
        ({"other": "Another person", "b": "Other"}, ""),
        ({"a": "A friend", "b": "Mother"}, ""),
    ],
)
def test_the_one_answer_for_other(labels, code):
    assert other_code(scale(**labels)) == code
