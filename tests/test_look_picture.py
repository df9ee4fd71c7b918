"""A picture is what its ending says, small enough and safe, or it is told why not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from poet.errors import PoetError
from poet.look_picture import MOST_BYTES, read_picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
AGAIN = "Save it again as SVG, PNG or JPEG."


def dots(kind: str, size: tuple[int, int] = (30, 10)) -> bytes:
    drawn = io.BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", size).save(drawn, kind)
    return drawn.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("logo.svg", SVG, "image/svg+xml"),
        ("logo.PNG", dots("PNG"), "image/png"),
        ("logo.jpg", dots("JPEG"), "image/jpeg"),
        ("logo.jpeg", dots("JPEG"), "image/jpeg"),
    ],
)
def test_a_picture_is_read(tmp_path: Path, name: str, content: bytes, media_type: str) -> None:
    (tmp_path / name).write_bytes(content)
    picture = read_picture(tmp_path / name, "here", "it")
    assert (picture.content, picture.media_type) == (content, media_type)


def test_a_picture_has_itself_as_its_address(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"".join([dots("PNG")]))
    address = read_picture(tmp_path / "logo.png", "here", "it").address
    assert address.startswith("data:image/png;base64,iVBORw0KGgo")
    assert " " not in address


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.png", dots("JPEG"), f"is no PNG that can be read, as its ending says. {AGAIN}"),
        ("a.jpg", dots("PNG"), f"is no JPEG that can be read, as its ending says. {AGAIN}"),
        (
            "a.png",
            dots("PNG", (300, 300))[:60],
            f"is no PNG that can be read, as its ending says. {AGAIN}",
        ),
        ("a.png", b"", f"is no PNG that can be read, as its ending says. {AGAIN}"),
        ("a.svg", dots("PNG"), f"is no SVG that can be read, as its ending says. {AGAIN}"),
        (
            "a.png",
            dots("PNG", (4001, 5)),
            "has more than 4,000 dots across or down. Save it smaller: 1,000 dots across are "
            "enough.",
        ),
        (
            "a.png",
            dots("PNG", (12_000, 10_000)),
            "has more than 4,000 dots across or down. Save it smaller: 1,000 dots across are "
            "enough.",
        ),
        (
            "a.png",
            dots("PNG", (20_000, 10_000)),
            "has more than 4,000 dots across or down. Save it smaller: 1,000 dots across are "
            "enough.",
        ),
        (
            "a.svg",
            b" " * (MOST_BYTES + 1),
            "is larger than 1 MB. Save it smaller: every report carries it.",
        ),
        (
            "a.gif",
            b"GIF89a",
            "has an ending that is not known. A picture ends in .svg, .png, .jpg, .jpeg. "
            "Save it as SVG, PNG or JPEG.",
        ),
        (
            "a.svg",
            SVG.replace(b"/>", b"><script/></svg>"),
            "holds <script>, which can run a program. Save it without scripts.",
        ),
    ],
)
def test_a_picture_that_is_refused(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PoetError) as raised:
        read_picture(tmp_path / name, "study.toml, [look]", f'logo "{name}"')
    assert str(raised.value) == f'study.toml, [look]: logo "{name}" {sentence}'
    assert raised.value.exit_code == 2


def test_a_picture_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.png").mkdir()
    with pytest.raises(PoetError) as raised:
        read_picture(tmp_path / "a.png", "here", "it")
    assert raised.value.exit_code == 3
    assert str(raised.value).startswith("here: it cannot be read: ")
    assert str(raised.value).endswith(
        "Look whether the file is whole, and whether you may read it."
    )
