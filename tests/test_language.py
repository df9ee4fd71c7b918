"""Catalogues: which there are, what they say, and what is said of those that have mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from poet import language, language_rules
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.language import available, catalogue, read_catalogue

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def read(tmp_path: Path):
    """Reads a Welsh catalogue of these entries."""

    def made(entries: str):
        file = tmp_path / "poet.po"
        file.write_text(HEAD + entries, encoding="utf-8")
        return read_catalogue(file, "cy")

    return made


def test_the_original_stands_first_and_welsh_is_begun() -> None:
    assert available()[0] == "en"
    assert "cy" in available()


def test_the_original_says_everything_as_it_is() -> None:
    english = catalogue("en")
    assert english.words("Who answered") == "Who answered"
    assert (english.draft, english.missing, english.what_is_missing()) == (False, 0, "")


def test_welsh_says_a_heading_and_an_answer_in_welsh() -> None:
    welsh = catalogue("cy")
    assert welsh.words("Who answered") == "Pwy atebodd"
    assert welsh.words("Better", "answer of the scale change") == "Gwell"
    assert welsh.words("Better") == "Better"
    assert welsh.draft


def test_the_same_english_word_is_another_where_it_answers_another_question() -> None:
    welsh = catalogue("cy")
    scales = ("knew", "asked", "lives_with")
    said = [welsh.words("No", f"answer of the scale {scale}") for scale in scales]
    assert said == ["Nac oeddwn", "Naddo", "Nac ydw"]


def test_what_is_not_translated_stays_english_and_is_counted(read) -> None:
    done = read(
        'msgid "a"\nmsgstr "â"\n\nmsgid "b"\nmsgstr ""\n\n#, fuzzy\nmsgid "c"\nmsgstr "ĉ"\n'
    )
    assert [done.words(text) for text in "abcd"] == ["â", "b", "c", "d"]
    assert done.missing == 2


def test_a_user_is_told_what_is_missing_and_where_to_add_it(read, tmp_path: Path) -> None:
    place = tmp_path / "poet.po"
    assert read('msgid "a"\nmsgstr "â"\n\nmsgid "b"\nmsgstr ""\n').what_is_missing() == (
        "Not everything is in Welsh yet, so every page is marked as a draft: 1 of its 2 texts "
        f"have no translation. A translator fills in {place}"
    )
    assert read('msgid "a"\nmsgstr "â"\n').what_is_missing() == (
        "Not everything is in Welsh yet, so every page is marked as a draft: sentences with "
        f"numbers in them are English. A translator fills in {place}"
    )


def test_the_languages_there_are_are_told_to_who_asks_for_another() -> None:
    with pytest.raises(PoetError) as caught:
        catalogue("../cy")
    assert str(caught.value) == (
        'language "../cy": there is no catalogue of this language. '
        f"There are: {', '.join(available())}. How to begin one is told in docs/languages.md."
    )


@pytest.mark.parametrize(
    ("english", "translated", "sentence"),
    [
        (
            "What %(people)s say",
            "Beth mae %(pobl)s yn ei ddweud",
            "does not keep what is filled in: it has %(pobl)s. Expected: %(people)s.",
        ),
        (
            "Up to 100%%",
            "Hyd at 100%",
            "does not keep what is filled in: it has %. Expected: %%.",
        ),
        (
            "<strong>Both</strong> models",
            "<strong>Y ddau fodel",
            "does not keep markup and quotation: it has <strong>. Expected: </strong> <strong>.",
        ),
        (
            "Say “yes”",
            'Dywedwch \\"ie\\"',
            'does not keep markup and quotation: it has " ". Expected: none.',
        ),
        (
            "Fewer",
            "< 5",
            "does not keep markup and quotation: it has <. Expected: none.",
        ),
    ],
)
def test_a_translation_that_no_page_could_be_made_of_is_refused(
    read, english: str, translated: str, sentence: str
) -> None:
    with pytest.raises(PoetError) as caught:
        read(f'msgid "{english}"\nmsgstr "{translated}"\n')
    assert str(caught.value) == (
        f"cy/poet.po: the translation of “{english}” {sentence} "
        "Write them in the translation exactly as they stand in the English."
    )


def test_every_mistake_of_a_catalogue_is_told_at_once(read) -> None:
    with pytest.raises(PoetError) as caught:
        read('msgid "%(a)s"\nmsgstr "â"\n\nmsgid "%(b)s"\nmsgstr "b"\n')
    assert [line.split(" does")[0] for line in str(caught.value).splitlines()] == [
        "cy/poet.po: the translation of “%(a)s”",
        "cy/poet.po: the translation of “%(b)s”",
    ]


def test_a_long_sentence_is_cut_in_the_words_of_a_mistake(read) -> None:
    with pytest.raises(PoetError, match="“" + "a" * 60 + "…” does not keep"):
        read(f'msgid "{"a" * 70}"\nmsgstr "%%"\n')


def test_what_is_filled_in_twice_in_one_language_may_stand_once_in_another() -> None:
    texts = {("", "%(a)s and %(a)s"): "%(a)s"}
    assert list(language_rules.translation_mistakes("poet.po", texts)) == []


def test_a_file_that_is_no_catalogue_is_told(read) -> None:
    with pytest.raises(PoetError) as caught:
        read("what is this\n")
    assert str(caught.value).startswith("cy/poet.po: this catalogue cannot be read: ")
    assert str(caught.value).endswith("Open it in Poedit, or take the copy from before.")
    assert caught.value.exit_code == CANNOT_READ_OR_WRITE


def test_a_file_of_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "poet.po").write_bytes(HEAD.encode() + b'msgid "a"\nmsgstr "\xff"\n')
    with pytest.raises(PoetError, match="this catalogue cannot be read: 'utf-8' codec"):
        read_catalogue(tmp_path / "poet.po", "cy")


def test_a_catalogue_is_read_once() -> None:
    assert language.catalogue("cy") is catalogue("cy")
