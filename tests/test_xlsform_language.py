from __future__ import annotations

import pytest

from poet.errors import PoetError
from poet.xlsform_language import Words, chosen_words
from poet.xlsform_naming import OWN_LABEL
from poet.xlsform_sheets import Form, FormRow

TWO = ("English (en)", "Cymraeg (cy)")
OTHERS = 'The words are those of "English (en)". For others give --language: "Cymraeg (cy)".'


def form(*languages: str, default: str = "", edition: str = "", beside: str = "") -> Form:
    settings = {"default_language": default, "poet_edition": edition}
    row = FormRow("row 2", {"poet_wording": beside} if beside else {}, {})
    return Form("form.xlsx", (row,), settings=FormRow("", settings, {}), languages=languages)


def row(cells: dict[str, str] | None = None, **labels: str) -> FormRow:
    return FormRow("row 2", cells or {}, labels)


def test_the_default_language_is_taken_and_the_others_are_told() -> None:
    words, notes = chosen_words(form(*TWO, default="Cymraeg (cy)"), "")
    assert words == Words("Cymraeg (cy)")
    assert notes == (
        'The words are those of "Cymraeg (cy)". For others give --language: "English (en)".',
    )


def test_without_a_default_the_first_language_is_taken() -> None:
    words, notes = chosen_words(form(*TWO, default="French"), "")
    assert (words.language, notes) == ("English (en)", (OTHERS,))


def test_a_form_of_one_language_needs_no_word() -> None:
    assert chosen_words(form("English (en)"), "") == (Words("English (en)"), ())
    assert chosen_words(form(""), "") == (Words(""), ())
    assert chosen_words(form(), "") == (Words(""), ())


@pytest.mark.parametrize("wanted", ["Cymraeg (cy)", "Cymraeg", "cymraeg", "cy"])
def test_a_language_is_called_by_its_name_or_code(wanted: str) -> None:
    assert chosen_words(form(*TWO), wanted) == (Words("Cymraeg (cy)"), ())


def test_labels_without_a_language_are_called_none() -> None:
    words, notes = chosen_words(form("", "French (fr)"), "")
    assert words.language == ""
    assert notes == ('The words are those of "none". For others give --language: "French (fr)".',)
    assert chosen_words(form("", "French (fr)"), "none")[0].language == ""


def test_a_language_that_there_is_not() -> None:
    with pytest.raises(PoetError) as raised:
        chosen_words(form(*TWO), "Polish")
    assert str(raised.value) == (
        'language "Polish": the form has no such language. '
        'There are: "English (en)", "Cymraeg (cy)". Give one of them in full.'
    )
    assert raised.value.exit_code == 2


def test_a_name_that_fits_two_languages() -> None:
    with pytest.raises(PoetError) as raised:
        chosen_words(form("English (en)", "Plain (en)"), "en")
    assert str(raised.value) == (
        'language "en": several languages have this name. '
        'There are: "English (en)", "Plain (en)". Give one of them in full.'
    )


def test_a_language_called_easy_read_gives_the_easy_read_words() -> None:
    words, notes = chosen_words(form("Easy Read (en)", "English (en)"), "")
    assert words == Words("English (en)", easy_read="Easy Read (en)")
    assert notes == ('The Easy Read words are those of the language "Easy Read (en)".',)
    asked = row(**{"Easy Read (en)": "Life?", "English (en)": "How is life?"})
    assert (words.standard(asked), words.simple(asked)) == ("How is life?", "Life?")


def test_a_form_in_nothing_but_easy_read() -> None:
    assert chosen_words(form("Easy Read (en)"), "") == (Words("Easy Read (en)"), ())


def test_a_form_that_poet_wrote_in_easy_read() -> None:
    words, _ = chosen_words(form("English (en)", edition="easy_read"), "")
    asked = row({"poet_wording": "How is life?"}, **{"English (en)": "Life?"})
    assert (words.standard(asked), words.simple(asked)) == ("How is life?", "Life?")


def test_the_edition_is_known_without_the_settings() -> None:
    words, _ = chosen_words(form("English (en)", beside="How is life?"), "")
    assert words.edition == "easy_read"


def test_an_answer_has_the_same_words_twice_where_only_one_is_given() -> None:
    assert Words("").answer(FormRow("", {}, {"": "Yes"})) == ("Yes", "Yes")
    easy = Words("", edition="easy_read")
    assert easy.answer(FormRow("", {}, {"": "Yes"})) == ("Yes", "Yes")
    told = FormRow("", {OWN_LABEL: "Agree"}, {"": "Yes"})
    assert easy.answer(told) == ("Agree", "Yes")


@pytest.mark.parametrize(
    ("language", "code"), [("English (en)", "en"), ("French (FR)", "fr"), ("English", ""), ("", "")]
)
def test_the_code_of_a_language(language: str, code: str) -> None:
    assert Words(language).code == code
