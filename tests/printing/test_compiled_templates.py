"""Templates are compiled once for all environments, and again when they change."""

from __future__ import annotations

import jinja2
import pytest

from poet.printing.compiled_templates import CompiledTemplates


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name of each template that Jinja compiles, in turn."""
    names, compile_template = [], jinja2.Environment.compile

    def recording(self, source, name=None, *more, **others):
        names.append(name)
        return compile_template(self, source, name, *more, **others)

    monkeypatch.setattr(jinja2.Environment, "compile", recording)
    return names


def environment(known: CompiledTemplates, **sources: str) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.DictLoader(sources), bytecode_cache=known, autoescape=True
    )


def test_a_second_environment_compiles_nothing_again(compiled: list[str]) -> None:
    known = CompiledTemplates()
    for who in ("carers", "practitioners"):
        made = environment(known, page="What {{ who }} say", other="{{ who }}")
        assert made.get_template("page").render(who=who) == f"What {who} say"
    assert compiled == ["page"]
    assert made.get_template("other").render(who="A & B") == "A &amp; B"
    assert compiled == ["page", "other"]


def test_a_template_that_changed_is_compiled_again(compiled: list[str]) -> None:
    known = CompiledTemplates()
    for words in ("before", "after"):
        assert environment(known, page=words).get_template("page").render() == words
    assert compiled == ["page", "page"]


def test_templates_of_one_name_in_two_folders_stay_apart(tmp_path, compiled: list[str]) -> None:
    known = CompiledTemplates()
    for turn in range(2):
        for folder in ("ours", "theirs"):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / "page.html").write_text(f"{folder}: page", encoding="utf-8")
            made = jinja2.Environment(
                loader=jinja2.FileSystemLoader(tmp_path / folder),
                bytecode_cache=known,
                autoescape=True,
            )
            assert made.get_template("page.html").render() == f"{folder}: page", turn
    assert compiled == ["page.html", "page.html"]
