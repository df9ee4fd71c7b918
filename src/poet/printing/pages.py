"""One authority's report as HTML: each section's view put into its template.

The same templates make the page that is printed (the medium "pdf") and the page that is read in a
browser ("html"), which brings its fonts along and needs no other file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from poet.charts import Chart, Size, Style
from poet.charts.colours import PALETTE, Palette
from poet.language import EDITION_TITLE, ORIGINAL, catalogue
from poet.look import Look
from poet.printing.compiled_templates import CompiledTemplates
from poet.printing.edition import Edition
from poet.printing.fonts import addresses
from poet.printing.own_look import pages_of, palette_of, words_of
from poet.printing.own_templates import loader, place, told
from poet.printing.pictures import pictures_in
from poet.printing.safe_html import refuse_unsafe
from poet.printing.screen import for_screen
from poet.printing.translated import speak
from poet.sections import AuthorityReport, view_of
from poet.sections.guard import words_only
from poet.wording import printable

PDF, HTML = "pdf", "html"
MEDIA = (PDF, HTML)
# A chart of the html medium is drawn twice: as in print, and for a screen of 320 px.
NARROW = Size(width_mm=76, text_pt=12)
# The section that lists the others is made last, wherever it stands.
CONTENTS, EXTRA = "contents", "extra_page"
COVERS, ABOUT = ("cover", "easy_cover"), ("about", "easy_about")
HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
# Every edition as PDF and as HTML, for an authority's look and for the next one's.
ENVIRONMENTS = 32
COMPILED = CompiledTemplates()
# Whatever a template prints is held to these, whoever wrote it. Comments, which anybody may write,
# were cut shorter before; sentences of our own are shorter.
MOST_CHARACTERS, MOST_LINES = 2_000, 20
MOST_IN_A_CHART = 5_000
# As long as a line of the page: an address of the web or of e-mail stays in one piece.
LONGEST_TOKEN = 60
# Text of these letters alone prints as it is: most text is, and to look closer takes longer.
PLAIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*")
LONG_TOKEN = re.compile(rf"\S{{{LONGEST_TOKEN + 1}}}")


@dataclass(frozen=True)
class Section:
    """A finished section: its name, the words of its <h2> ("" without one), and its HTML."""

    name: str
    heading: str
    html: Markup


def views_of(report: AuthorityReport, edition: Edition) -> dict[str, Mapping[str, Any]]:
    """Section name to its view, in page order; those that have nothing to say are left out."""
    views = {
        name: words_only(view_of(name, report), name)
        for name in edition.sections
        if name != CONTENTS
    }
    return {
        name: views.get(name, {})
        for name in edition.sections
        if not views.get(name, {}).get("empty")
    }


def document(
    report: AuthorityReport,
    edition: Edition,
    medium: str = PDF,
    views: Mapping[str, Mapping[str, Any]] | None = None,
) -> str:
    """The whole report as one HTML document for this medium (one of MEDIA).

    `views` are those of `views_of`, where they are known already.
    """
    views = views_of(report, edition) if views is None else views
    look = report.look
    environment = environment_of(
        edition, medium, report.study.language, look.templates, palette_of(look)
    )
    common = _common(report, edition, medium)
    with told(look.templates):
        sections = list(_sections(environment, views, common, look))
    drawn = pictures_in((section.html for section in sections), look.pictures)
    pictures = {name: Markup(address) for name, address in drawn.items()}  # noqa: S704 - base64
    template = environment.get_template("report.html")
    page = template.render(**common, sections=sections, pictures=pictures)
    return page if medium == PDF else for_screen(page)


def _common(report: AuthorityReport, edition: Edition, medium: str) -> dict[str, Any]:
    """What every template may print."""
    title = catalogue(report.study.language).words(edition.title, EDITION_TITLE)
    return {
        "edition": edition.name,
        "medium": medium,
        "title": f"{title}: {report.name}",
        "authority": report.name,
        "study": report.study.title,
        "language": report.study.language,
        "made_up": report.study.made_up,
        "for_sharing": report.profile.for_sharing,
        "look": words_of(report.look),
        "fonts": {weight: _markup(url) for weight, url in addresses(medium).items()},
    }


def _sections(
    environment: jinja2.Environment,
    views: Mapping[str, Mapping[str, Any]],
    common: Mapping[str, Any],
    look: Look,
) -> Iterator[Section]:
    """The sections in page order, the contents made of the headings of the others."""
    made = {
        name: _section(environment, name, {**common, "view": view, "shown": views}, look.templates)
        for name, view in views.items()
        if name != CONTENTS
    }
    extra = _extra_pages(look) if CONTENTS in views else {}
    every, order = {**made, **extra}, _page_order([*views], [*extra])
    listed = [every[name] for name in order if name not in (CONTENTS, *COVERS)]
    known = {**common, "listed": [one for one in listed if one.heading]}
    for name in order:
        yield every.get(name) or _section(environment, name, known, look.templates)


def _extra_pages(look: Look) -> dict[str, Section]:
    """The authority's own pages as sections; only an edition with contents has them."""
    pages = enumerate(pages_of(look), start=1)
    sections = [Section(f"{EXTRA}_{number}", page.heading, page.html) for number, page in pages]
    return {section.name: section for section in sections}


def _page_order(names: Sequence[str], extra: Sequence[str]) -> list[str]:
    """The own pages stand before the section about the report, or at the end."""
    before = next((at for at, name in enumerate(names) if name in ABOUT), len(names))
    return [*names[:before], *extra, *names[before:]]


def _section(
    environment: jinja2.Environment,
    name: str,
    known: Mapping[str, Any],
    templates: Path | None,
) -> Section:
    template = environment.get_template(f"sections/{name}.html")
    html = template.render(**known)
    own = Path(str(template.filename))
    if templates and own.is_relative_to(templates):
        refuse_unsafe(html, place(own, templates))
    heading = HEADING.search(html)
    return Section(name, _words_of(heading[1]) if heading else "", _markup(html))


def _words_of(html: str) -> str:
    return " ".join(_markup(html).striptags().split())


def _markup(html: str) -> Markup:
    """Words of a page that are escaped already, by a template or a chart, or are our own."""
    return Markup(html)  # noqa: S704 - see above


@lru_cache(ENVIRONMENTS)
def environment_of(
    edition: Edition,
    medium: str = PDF,
    language: str = ORIGINAL,
    templates: Path | None = None,
    palette: Palette = PALETTE,
) -> jinja2.Environment:
    """Where this edition's templates are found, and how they print; a page in the sandbox of
    Jinja, as templates may come from elsewhere.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=loader(templates, edition),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=fit_to_print,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=COMPILED,
    )
    speak(environment, catalogue(language))
    environment.globals["look"] = words_of(Look())
    style = Style(edition.chart_size, palette)
    environment.filters["drawn"] = partial(drawn, style=style, medium=medium)
    return environment


def drawn(chart: Chart, style: Style, medium: str) -> Markup:
    """The picture as an edition draws it; for a browser a narrow one too, for small screens."""
    fit = _fit_chart(chart)
    wide = fit.svg(style)
    if medium == PDF:
        return _markup(wide)
    narrow = fit.svg(replace(style, size=NARROW))
    return _markup(f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div>')


def fit_to_print(value: object) -> object:
    r"""What a template prints: text made safe and kept short; parts of the page, made of such
    text, and everything else as they are.

    >>> fit_to_print("far " + "a" * 61)[-5:], fit_to_print("caf\u00e9 \u202eevil")
    ('aaa a', 'café evil')
    """
    if not isinstance(value, str) or hasattr(value, "__html__") or _is_fit(value):
        return value
    return printable(value, MOST_CHARACTERS, lines=MOST_LINES, token=LONGEST_TOKEN)


def _fit_chart(chart: Chart) -> Chart:
    """The chart; the words on it are short, but what it says in words goes with their length."""
    if len(chart.text) <= MOST_IN_A_CHART:
        return chart
    return replace(chart, text=printable(chart.text, MOST_IN_A_CHART, token=LONGEST_TOKEN))


def _is_fit(text: str) -> bool:
    short = len(text) <= MOST_CHARACTERS
    return short and bool(PLAIN.fullmatch(text)) and not LONG_TOKEN.search(text)
