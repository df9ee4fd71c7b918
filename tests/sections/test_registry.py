"""What a section states of itself is known by its name, and is about something it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from poet import sections
from poet.sections import COMPARING_SECTIONS, FINDING_SECTIONS, lies_beside, section
from poet.sections.registry import is_with_everyone, is_with_models, states
from poet.study_beside import BESIDE

MODULES = sorted(path.stem for path in Path(sections.__file__).parent.glob("[!_]*.py"))
OF_FINDINGS, OF_PAGES = {"WITH_MODELS", "WITH_EVERYONE"}, {"BESIDE_ANSWERS", "WITHOUT_ANSWERS"}


@pytest.mark.parametrize("name", MODULES)
def test_a_section_states_nothing_that_nobody_asks_for(name: str) -> None:
    facts = {fact for fact, value in vars(section(name)).items() if value is True}
    assert facts <= {*OF_FINDINGS, "WITHOUT_ANSWERS", "TYPE_CHECKING"}
    if "BESIDE_ANSWERS" in vars(section(name)):
        assert lies_beside(name) in BESIDE
        facts.add("BESIDE_ANSWERS")
    if facts & OF_FINDINGS:
        assert name in (*FINDING_SECTIONS, *COMPARING_SECTIONS)
    if facts & OF_PAGES:
        assert hasattr(section(name), "view")


def test_what_a_section_does_not_state_is_not_so() -> None:
    assert lies_beside("easy_steps") == "process_map"
    assert lies_beside("outcomes") == lies_beside("contents") == ""
    assert not (is_with_models("outcomes") or is_with_everyone("outcomes"))


def test_sections_of_models_need_not_state_that_they_have_them() -> None:
    assert is_with_models("technical_brant")
    assert is_with_everyone("technical_brant")
    assert not states("technical_brant", "WITH_MODELS")
