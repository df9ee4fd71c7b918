"""Pictures of Easy Read: ours, an authority's own in their place, and what is refused."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from poet import shipped
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing.pictures import pictures, pictures_in

SHIPPED = sorted((shipped.folder("report_templates") / "shared" / "pictures").glob("*.svg"))
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 9), "white").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "our pictures"
    folder.mkdir()
    return folder


def content(address: str) -> bytes:
    return base64.b64decode(address.partition("base64,")[2], validate=True)


def test_every_picture_is_there_under_its_name() -> None:
    assert list(pictures()) == [file.stem for file in SHIPPED]
    for file in SHIPPED:
        assert pictures()[file.stem].startswith("data:image/svg+xml;base64,")
        assert content(pictures()[file.stem]) == file.read_bytes()


def test_a_page_gets_the_pictures_it_asks_for_and_each_once() -> None:
    pages = ['<div class="idea picture-money">', '<th class="picture-form"> picture-money']
    assert list(pictures_in(pages)) == ["form", "money"]
    assert pictures_in(['<div class="idea picture-nothing">', "<p>money</p>"]) == {}


def test_ones_own_picture_takes_the_place_of_ours(own: Path) -> None:
    (own / "home.png").write_bytes(png())
    (own / "money.SVG").write_bytes(SQUARE)
    (own / "licence.txt").write_text("Ours until 2030.", encoding="utf-8")
    there = pictures(own)
    assert list(there) == list(pictures())
    assert there["home"].startswith("data:image/png;base64,")
    assert content(there["home"]) == png()
    assert content(there["money"]) == SQUARE
    assert there["clock"] == pictures()["clock"]
    assert pictures_in(['class="picture-home"'], own) == {"home": there["home"]}


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        (
            "home.png",
            SQUARE,
            'folder "our pictures": picture "home.png" is no PNG that can be read, as its ending '
            "says. Save it again as SVG, PNG or JPEG.",
        ),
        (
            "home.jpg",
            png(),
            'folder "our pictures": picture "home.jpg" is no JPEG that can be read, as its ending '
            "says. Save it again as SVG, PNG or JPEG.",
        ),
        (
            "home.svg",
            png(),
            'folder "our pictures": picture "home.svg" is no SVG that can be read, as its ending '
            "says. Save it again as SVG, PNG or JPEG.",
        ),
        (
            "home.png",
            png() + b"0" * 1_000_000,
            'folder "our pictures": picture "home.png" is larger than 1 MB. '
            "Save it smaller: every report carries it.",
        ),
        (
            "hoem.svg",
            SQUARE,
            'folder "our pictures": "hoem.svg" takes the place of no picture. The pictures are '
            f"called {', '.join(file.stem for file in SHIPPED)}. "
            "Give it one of these names, or take it out.",
        ),
    ],
)
def test_what_cannot_be_used_is_told(own: Path, name: str, data: bytes, sentence: str) -> None:
    (own / name).write_bytes(data)
    with pytest.raises(PoetError) as refusal:
        pictures(own)
    assert str(refusal.value) == sentence


def test_two_files_for_one_picture_are_told(own: Path) -> None:
    (own / "home.png").write_bytes(png())
    (own / "home.svg").write_bytes(SQUARE)
    with pytest.raises(PoetError) as refusal:
        pictures(own)
    assert str(refusal.value) == (
        'folder "our pictures": "home.png" and "home.svg" are the same picture twice. '
        "Take one of them out."
    )


def test_a_folder_that_is_not_there_is_told(own: Path) -> None:
    with pytest.raises(PoetError) as refusal:
        pictures(own / "nowhere")
    assert str(refusal.value) == (
        'folder "nowhere": it cannot be read: No such file or directory. '
        "Look whether it is there, and whether you may read it."
    )
    assert refusal.value.exit_code == CANNOT_READ_OR_WRITE
