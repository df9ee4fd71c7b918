from __future__ import annotations

from pathlib import Path

import pytest

from poet import shipped

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", ["questionnaires", "codeframes", "report_templates"])
def test_a_checkout_has_its_folders_at_the_top(name: str) -> None:
    assert shipped.folder(name) == REPOSITORY / name
    assert any(shipped.folder(name).iterdir())


def test_a_wheel_has_them_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "questionnaires").mkdir()
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path)
    assert shipped.folder("questionnaires") == tmp_path / "questionnaires"
    assert shipped.folder("report_templates") == REPOSITORY / "report_templates"
