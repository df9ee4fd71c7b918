"""A look is read with the files it names, and every one that cannot be used is told."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from poet.errors import PoetError
from poet.look import Look
from poet.look_file import MOST_BYTES_OF_A_PAGE, look_file_mistakes, read_look

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "offer.md").write_bytes(b"\xef\xbb\xbf# Our offer\r\n")
    (tmp_path / "latin.md").write_bytes("# Café".encode("latin-1"))
    (tmp_path / "long.md").write_bytes(b"# " + b"a" * MOST_BYTES_OF_A_PAGE)
    return tmp_path


def told(folder: Path, **look: object) -> tuple[list[str], int]:
    with pytest.raises(PoetError) as raised:
        read_look(folder, "study.toml, [look]", look)
    return str(raised.value).splitlines(), raised.value.exit_code


def test_nothing_said_is_the_usual_look(folder: Path) -> None:
    assert read_look(folder, "here", {}) == Look()


def test_all_that_is_said_is_read(folder: Path) -> None:
    look = read_look(
        folder,
        "here",
        {
            "name": "Ours",
            "logo": "logo.svg",
            "logo_words": "Our logo",
            "heading_colour": "#003300",
            "bar_colours": ["#000000", "#767676", "#DF7320", "#6B2A00"],
            "contact": ["Here", "There"],
            "extra_pages": ["offer.md"],
            "templates": "templates",
            "pictures": "pictures",
        },
    )
    assert look.logo is not None
    assert look == Look(
        name="Ours",
        logo=dataclasses.replace(look.logo, content=SVG.encode(), media_type="image/svg+xml"),
        logo_words="Our logo",
        heading_colour="#003300",
        bar_colours=("#000000", "#767676", "#DF7320", "#6B2A00"),
        contact=("Here", "There"),
        extra_pages=(("offer.md", "# Our offer\r\n"),),
        templates=folder / "templates",
        pictures=folder / "pictures",
    )


def test_what_a_look_leaves_out_is_as_in_the_look_of_all(folder: Path) -> None:
    common = Look(name="All", box_colour="#333333", contact=("Here",))
    look = read_look(folder, "here", {"authority": "X", "box_colour": "#444444"}, common)
    assert look == dataclasses.replace(common, box_colour="#444444")


def test_an_empty_key_takes_away_what_all_have(folder: Path) -> None:
    table = {"logo": "logo.svg", "logo_words": "Words", "extra_pages": ["offer.md"]}
    common = read_look(folder, "here", table)
    look = read_look(folder, "here", {"logo": "", "extra_pages": []}, common)
    assert (look.logo, look.logo_words, look.extra_pages) == (None, "", ())


def test_files_that_are_missing_are_told_together(folder: Path) -> None:
    sentences, code = told(folder, logo="nix.svg", extra_pages=["a.md", "b.md"], pictures="x" * 300)
    assert sentences == [
        f'study.toml, [look]: "{name}" is not in the folder of the study. '
        "Put it there, or correct its name."
        for name in ("nix.svg", "a.md", "b.md", "x" * 300)
    ]
    assert code == 3


@pytest.mark.parametrize(
    ("look", "sentence"),
    [
        (
            {"templates": "logo.svg"},
            '"logo.svg" is a file, not a folder. Name the folder it is in.',
        ),
        (
            {"extra_pages": ["latin.md"]},
            '"latin.md" is not text in UTF-8. An extra page is a text file in Markdown. '
            "Save it as plain text with the encoding UTF-8.",
        ),
        (
            {"extra_pages": ["long.md"]},
            '"long.md" is larger than 100 KB. Shorten it, or make several of it.',
        ),
        (
            {"logo": "offer.md"},
            'logo "offer.md" has an ending that is not known. '
            "A picture ends in .svg, .png, .jpg, .jpeg. Save it as SVG, PNG or JPEG.",
        ),
    ],
)
def test_a_file_that_cannot_be_used(folder: Path, look: dict, sentence: str) -> None:
    assert told(folder, **look) == ([f"study.toml, [look]: {sentence}"], 2)


def test_a_page_that_is_a_folder_cannot_be_read(folder: Path) -> None:
    (sentence,), code = told(folder, extra_pages=["pictures"])
    assert sentence.startswith('study.toml, [look]: "pictures" cannot be read: ')
    assert code == 3


def test_every_look_of_a_study_is_looked_through(folder: Path) -> None:
    table = {
        "look": {"logo": "nix.svg"},
        "looks": [{"extra_pages": ["offer.md"]}, {"templates": "nowhere"}],
    }
    assert [str(one) for one in look_file_mistakes("study.toml", folder, table)] == [
        'study.toml, [look]: "nix.svg" is not in the folder of the study. '
        "Put it there, or correct its name.",
        'study.toml, [[looks]] number 2: "nowhere" is not in the folder of the study. '
        "Put it there, or correct its name.",
    ]


@pytest.mark.parametrize("table", [{}, {"look": 3}, {"looks": ["x"]}, {"look": {"logo": 3}}])
def test_what_the_rules_refuse_is_left_to_them(folder: Path, table: dict) -> None:
    assert list(look_file_mistakes("study.toml", folder, table)) == []


@pytest.mark.parametrize("name", ["../logo.svg", "/logo.svg", "\0"])
def test_nothing_outside_the_folder_is_read(folder: Path, name: str) -> None:
    if name != "\0":
        assert read_look(folder, "here", {"logo": name}).logo is None
        return
    assert told(folder, logo=name)[1] == 3
