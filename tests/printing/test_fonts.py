"""The printer may fetch the bundled fonts and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint.urls import FatalURLFetchingError

from poet.printing.fonts import SCHEME, addresses, bundled, only_own_files


def test_the_two_weights_of_a_page_are_bundled() -> None:
    for address in addresses("pdf").values():
        name = address.removeprefix(SCHEME)
        response = only_own_files().fetch(address)
        assert response.read() == bundled()[name]
        assert bundled()[name][:4] in {b"\x00\x01\x00\x00", b"OTTO", b"true"}


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1/",
        "https://example.org/font.ttf",
        "ftp://example.org/font.ttf",
        "data:text/plain,words",
        "NotoSans-Regular.ttf",
        "poet-font:",
        "poet-font:../OFL.txt",
        "poet-font:/etc/hostname",
        "poet-font:OFL.txt",
        "POET-FONT:NotoSans-Regular.ttf",
        "",
    ],
)
def test_every_other_address_is_refused(address: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        only_own_files().fetch(address)


def test_a_file_that_is_there_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "font.ttf"
    file.write_bytes(next(iter(bundled().values())))
    with pytest.raises(FatalURLFetchingError):
        only_own_files().fetch(file.as_uri())
