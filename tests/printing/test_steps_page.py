"""The steps on one page: an edition that only a study with a process map has."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from process_maps import STEPS, map_study, small_map

import poet
from poet.disclosure import PROFILES
from poet.errors import PoetError
from poet.printing import edition as editions
from poet.printing.asked import layouts_of
from poet.printing.pages import document
from poet.printing.pdf import pdf
from poet.process_map import ProcessMap
from poet.sections import latest_findings, steps

EDITION = "steps"
NO_MAP = (
    'edition "steps": it tells of what [process_map] in study.toml names, and there is no such '
    "table. Add [process_map] with the name of its file, or choose another edition."
)


def page(process_map: ProcessMap, edition: str = EDITION) -> str:
    study = map_study(process_map)
    findings = latest_findings(study, {"steps": steps.compare(study, {})}, PROFILES["local"])
    return document(findings.report_on(study.authorities[0]), editions.load(edition))


def large_map(many: int) -> ProcessMap:
    """As many steps as are drawn one by one, in four stages, and as many changes as are told."""
    stages = {name: f"Stage of the {name}" for name in ("plan", "check", "sum", "end")}
    made = tuple(
        dataclasses.replace(
            STEPS[n % 4],
            id=f"s{n}",
            stage=list(stages)[n * 4 // many],
            name=f"Check step number {n}",
            repeats="",
            share=1.0,
        )
        for n in range(many)
    )
    what_ifs = tuple(
        dataclasses.replace(small_map().what_ifs[0], name=f"Without step {n}", without=(f"s{n}",))
        for n in range(5)
    )
    return small_map(stages=stages, steps=made, what_ifs=what_ifs)


@pytest.mark.parametrize(
    "process_map",
    [small_map(), small_map(cases_a_year=None, what_ifs=()), large_map(16), large_map(60)],
    ids=["small", "without a year", "as many steps as are drawn", "more steps"],
)
def test_it_is_one_page(process_map: ProcessMap, pages) -> None:
    (text,) = pages(pdf(page(process_map))).texts(artifacts=False)
    assert text.startswith("North The steps to a personal budget, and the paperwork")
    said = "Ask what a step is there for before you leave it out."
    assert (said in text) == bool(process_map.what_ifs)


def test_up_to_sixteen_lines_of_steps_are_drawn_one_by_one(pages) -> None:
    drawn, together = (
        pages(pdf(page(large_map(many)))).texts(artifacts=False)[0] for many in (16, 17)
    )
    assert "16 Check step number 15" in drawn
    assert "Work of staff: 3 steps" in together
    assert "Check step" not in together


def test_a_made_up_study_has_it_on_one_page_with_what_people_say(planted, html_of, pages) -> None:
    (text,) = pages(pdf(html_of(planted, edition=EDITION))).texts(artifacts=False)
    for words in ("Said it is easy (difficult)", "The assessment (steps 2 and 3)", "Carers"):
        assert words in text


def test_a_study_without_a_map_does_not_have_it() -> None:
    study = map_study(None)
    with pytest.raises(PoetError) as raised:
        layouts_of(study, EDITION, [])
    assert str(raised.value) == NO_MAP
    assert EDITION not in [layout.name for layout in layouts_of(study, "all", [])]


def test_all_editions_of_a_study_with_a_map_have_it_among_them() -> None:
    assert EDITION in [layout.name for layout in layouts_of(map_study(small_map()), "all", [])]


def test_an_edition_says_what_it_needs() -> None:
    needs = {name: editions.load(name).needs for name in editions.available()}
    assert needs.pop(EDITION) == "process_map"
    assert all(one == "" for name, one in needs.items() if name in ("workshop", "summary"))


def test_a_study_of_a_map_alone_is_printed(tmp_path: Path) -> None:
    from poet.made_up.process_map import PROCESS_MAP, process_map_toml

    (tmp_path / PROCESS_MAP).write_bytes(process_map_toml())
    (tmp_path / "study.toml").write_text(
        f'title = "Steps"\nauthority = "Fernhollow"\n[process_map]\nfile = "{PROCESS_MAP}"\n',
        encoding="utf-8",
    )
    study = poet.load_study(tmp_path)
    made = poet.report(study, tmp_path / "out", edition=("steps", "workshop"), formats=("html",))
    texts = [one.path.read_text(encoding="utf-8") for one in made]
    assert len(texts) == 2
    for text in texts:
        assert "Which steps could be lighter" in text
        assert "What people say of the same steps" not in text
