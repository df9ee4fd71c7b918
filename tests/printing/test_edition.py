"""An edition is a folder: what it needs, and what is said when something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from poet import shipped
from poet.charts import Size
from poet.errors import PoetError
from poet.printing import edition as editions


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of editions of our own, with one edition of one section."""
    (tmp_path / "mine" / "sections").mkdir(parents=True)
    (tmp_path / "mine" / "sections" / "cover.html").write_text("<p>Words</p>", encoding="utf-8")
    (tmp_path / "mine" / "edition.toml").write_text(
        'title = "Mine"\nchart_width_mm = 170\nchart_text_pt = 12\nsections = ["cover"]\n',
        encoding="utf-8",
    )
    (tmp_path / "shared").mkdir()
    monkeypatch.setattr(shipped, "folder", lambda name: tmp_path)
    return tmp_path


def test_editions_are_the_folders_with_an_edition_file() -> None:
    assert "workshop" in editions.available()
    assert "shared" not in editions.available()


def test_every_edition_has_a_title_charts_that_fit_and_a_template_per_section(edition) -> None:
    assert edition.title
    assert edition.chart_size.text_pt >= 12
    page_width_mm = 210 - 2 * 18
    assert edition.chart_size.width_mm <= page_width_mm
    assert len(set(edition.sections)) == len(edition.sections) > 0
    for section in edition.sections:
        assert any((each / "sections" / f"{section}.html").is_file() for each in edition.folders)


def test_no_template_is_left_over(edition) -> None:
    there = {file.stem for file in (edition.folder / "sections").glob("*.html")}
    assert there <= set(edition.sections)


def test_an_edition_of_ones_own_is_found(templates: Path) -> None:
    mine = editions.load("mine")
    assert (mine.name, mine.title, mine.sections) == ("mine", "Mine", ("cover",))
    assert mine.chart_size == Size(170, 12)
    assert mine.folder == templates / "mine"
    assert not mine.technical


def test_an_edition_has_what_it_does_not_say_from_the_one_it_is_based_on(templates: Path) -> None:
    (templates / "large").mkdir()
    (templates / "large" / "edition.toml").write_text(
        'title = "Large"\nbased_on = "mine"\nchart_text_pt = 18\n', encoding="utf-8"
    )
    large = editions.load("large")
    assert (large.title, large.sections) == ("Large", ("cover",))
    assert large.chart_size == Size(170, 18)
    assert large.folders == tuple(templates / name for name in ("large", "mine", "shared"))


def test_an_edition_says_that_it_needs_technical_findings(templates: Path) -> None:
    file = templates / "mine" / "edition.toml"
    file.write_text("technical = true\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert editions.load("mine").technical


def test_the_technical_edition_alone_needs_technical_findings() -> None:
    technical = [name for name in editions.available() if editions.load(name).technical]
    assert technical == ["technical"]


def test_an_unknown_edition_is_told_with_those_there_are() -> None:
    with pytest.raises(PoetError) as refusal:
        editions.load("pocket")
    there = ", ".join(sorted(editions.available()))
    assert str(refusal.value) == (
        f'edition "pocket": there is no edition of this name. There are: {there}.'
    )


def test_a_section_without_a_template_is_told(templates: Path) -> None:
    file = templates / "mine" / "edition.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace('["cover"]', '["cover", "end"]'), encoding="utf-8"
    )
    with pytest.raises(PoetError) as refusal:
        editions.load("mine")
    assert str(refusal.value) == (
        "mine/edition.toml: there is no template for the sections end. There are: cover. "
        "Correct the names, or add the templates."
    )
