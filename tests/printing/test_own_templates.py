"""Templates of an authority's own: found in their order, and every mistake told with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from poet.errors import PoetError
from poet.printing import edition as editions
from poet.printing import own_templates
from poet.printing.own_templates import SECTIONS, loader, template_mistakes, told
from poet.printing.pages import environment_of

CURE = "Correct the template (docs/look.md tells what it can print), or take it out."
SAID = "Jinja, the language of templates, says: "
CANNOT = "the template cannot be printed: "


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


def put(templates: Path, name: str, text: str = "") -> None:
    (templates / name).parent.mkdir(parents=True, exist_ok=True)
    (templates / name).write_text(text, encoding="utf-8")


def mistakes(templates: Path) -> list[str]:
    every = editions.load_several((editions.ALL,))
    return [str(one) for one in template_mistakes(templates, every, environment_of(every[0]))]


def source(templates: Path | None, edition: str, name: str) -> str:
    environment = jinja2.Environment(autoescape=True)
    return loader(templates, editions.load(edition)).get_source(environment, name)[0]


# --- which one is found


def test_one_for_the_edition_goes_before_one_for_all(templates: Path) -> None:
    put(templates, "sections/about.html", "for all")
    assert source(templates, "workshop", "sections/about.html") == "for all"
    assert source(templates, "technical", "sections/about.html") == "for all"
    put(templates, "workshop/sections/about.html", "for one")
    assert source(templates, "workshop", "sections/about.html") == "for one"
    assert source(templates, "technical", "sections/about.html") == "for all"


def test_others_stay_as_they_are(templates: Path) -> None:
    put(templates, "sections/about.html", "ours")
    for name in ("sections/cover.html", "macros.html", "report.html"):
        ours, shipped = source(templates, "workshop", name), source(None, "workshop", name)
        assert ours == shipped


def test_the_one_that_is_replaced_can_still_be_printed(templates: Path) -> None:
    shipped = source(None, "workshop", "sections/about.html")
    put(templates, "sections/about.html", "ours")
    assert source(templates, "workshop", "shipped/sections/about.html") == shipped


def test_what_is_for_an_edition_is_for_those_based_on_it(templates: Path) -> None:
    put(templates, "workshop/sections/about.html", "ours")
    for edition in editions.load_several((editions.ALL,)):
        based = "workshop" in [folder.name for folder in edition.folders]
        if "about" in edition.sections:
            found = source(templates, edition.name, "sections/about.html")
            assert (found == "ours") == based


# --- what is wrong with where they lie, and how they are written


def test_templates_in_their_places_have_no_mistake(templates: Path) -> None:
    put(templates, "sections/about.html", "{{ whatever }}")
    put(templates, "workshop/sections/cover.html", "{% trans %}Ours{% endtrans %}")
    put(templates, "README.md", "{% if %}")
    assert mistakes(templates) == []


@pytest.mark.parametrize(
    "name", ["report.html", "about.html", "workshp/sections/about.html", "a/b/sections/about.html"]
)
def test_a_template_that_no_edition_looks_for(templates: Path, name: str) -> None:
    put(templates, name)
    names = ", ".join(editions.available())
    assert mistakes(templates) == [
        f"templates/{name}: no edition looks for a template here. A template lies in sections/ for "
        f"all editions, or in EDITION/sections/ for one of them: {names}. "
        "Move it there, or take it out."
    ]


def test_a_template_for_a_section_that_is_not_there(templates: Path) -> None:
    put(templates, "workshop/sections/abuot.html")
    put(templates, "workshop/sections/zzz.html")
    names = ", ".join(editions.load("workshop").sections)
    assert mistakes(templates) == [
        'templates/workshop/sections/abuot.html: there is no section "abuot". '
        f'There are: {names}. Did you mean "about"?',
        'templates/workshop/sections/zzz.html: there is no section "zzz". '
        f"There are: {names}. Give it the name of a section.",
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("one\n{% if %}", 2, "Expected an expression, got 'end of statement block'"),
        ("{{ a | nix }}", 1, "No filter named 'nix'"),
        ("\n\n{% nix %}", 3, "Encountered unknown tag 'nix'"),
    ],
)
def test_a_template_that_is_not_understood(
    templates: Path, text: str, line: int, said: str
) -> None:
    put(templates, "sections/about.html", text)
    (sentence,) = mistakes(templates)
    assert sentence == f"templates/sections/about.html, line {line}: {SAID}{said}. {CURE}"


def test_a_template_that_is_no_text(templates: Path) -> None:
    (templates / SECTIONS).mkdir()
    (templates / SECTIONS / "about.html").write_bytes(b"\xe9")
    assert mistakes(templates) == [
        "templates/sections/about.html: this is no text in UTF-8. Save it with the encoding UTF-8."
    ]


def test_every_message_is_in_a_test(untested: Callable) -> None:
    said = Path(__file__).read_text(encoding="utf-8")
    assert untested(own_templates, [said]) == []


# --- what goes wrong while they are printed


def rendered(templates: Path, text: str) -> str:
    put(templates, "sections/about.html", text)
    environment = environment_of(editions.load("workshop"), templates=templates)
    with told(templates):
        return environment.get_template("sections/about.html").render(view={"made_up": True})


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n{{ nix }}", 2, "'nix' is undefined"),
        ("{{ view.nix.x }}", 1, "'dict object' has no attribute 'nix'"),
        ("{% include 'nix.html' %}", 1, 'there is no template "nix.html"'),
        ("{% include 'sections/about.html' %}", 1, "it prints itself without end"),
        (
            "{{ ''.__class__.__mro__ }}",
            1,
            "access to attribute '__class__' of 'str' object is unsafe",
        ),
        ("{{ view.update({}) }}", 1, "access to attribute 'update' of 'dict' object is unsafe"),
        (
            "{{ view.made_up + 'x' }}",
            1,
            "a word is used as a number, or something else as what it is not",
        ),
        (
            "{% for i in range(100001) %}{% endfor %}",
            1,
            "a loop has more than 100,000 rounds",
        ),
        ("{{ 1 / 0 }}", 1, "ZeroDivisionError"),
        (
            "{% from 'macros.html' import figure %}\n{{ figure(view.chart) }}",
            2,
            "'dict object' has no attribute 'chart'",
        ),
    ],
)
def test_what_goes_wrong_is_told_with_its_line(
    templates: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(PoetError) as raised:
        rendered(templates, text)
    sentence = f"templates/sections/about.html, line {line}: {CANNOT}{said}. {CURE}"
    assert str(raised.value) == sentence
    assert raised.value.__suppress_context__


def test_a_mistake_that_is_found_only_when_it_is_printed(templates: Path) -> None:
    with pytest.raises(PoetError) as raised:
        rendered(templates, "\n{% nix %}")
    assert str(raised.value) == (
        f"templates/sections/about.html, line 2: {SAID}Encountered unknown tag 'nix'. {CURE}"
    )


def test_what_goes_wrong_elsewhere_stays_what_it_is(templates: Path) -> None:
    with pytest.raises(ZeroDivisionError), told(templates):
        _ = 1 / 0
    with pytest.raises(jinja2.UndefinedError), told(None):
        environment_of(editions.load("workshop")).from_string("{{ nix }}").render()
    with pytest.raises(PoetError, match=r"^here: no\.$"), told(templates):
        raise PoetError("here", "no")
