"""One authority's report as HTML: each section's view put into its template."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import jinja2

from poet import shipped
from poet.charts import Chart
from poet.charts.drawing import escaped
from poet.printing.edition import SHARED, Edition
from poet.sections import AuthorityReport, view_of
from poet.sections.guard import words_only
from poet.wording import printable

# Weight to the address at which poet.printing.pdf serves the bundled font.
FONTS = {"400": "poet-font:NotoSans-Regular.ttf", "700": "poet-font:NotoSans-Bold.ttf"}
# Whatever a template prints is held to these, whoever wrote it. Comments, which anybody may write,
# were cut shorter before; sentences of our own are shorter.
MOST_CHARACTERS, MOST_LINES = 2_000, 20
MOST_IN_A_CHART = 5_000
# As long as a line of the page: an address of the web or of e-mail stays in one piece.
LONGEST_TOKEN = 60
# Text of these letters alone prints as it is: most text is, and to look closer takes longer.
PLAIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*")
LONG_TOKEN = re.compile(rf"\S{{{LONGEST_TOKEN + 1}}}")


def html(report: AuthorityReport, edition: Edition) -> str:
    """The whole report as one HTML document that needs no other file."""
    sections = {name: words_only(view_of(name, report), name) for name in edition.sections}
    return (
        _environment(edition)
        .get_template("report.html")
        .render(
            edition=edition.name,
            title=f"{edition.title}: {report.authority.name}",
            authority=report.authority.name,
            study=report.study.title,
            language=report.study.language,
            made_up=report.study.made_up,
            for_sharing=report.profile.for_sharing,
            sections=sections,
            fonts=FONTS,
        )
    )


@cache
def _environment(edition: Edition) -> jinja2.Environment:
    folders = [edition.folder, shipped.folder("report_templates") / SHARED]
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=fit_to_print,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fit_to_print(value: object) -> object:
    r"""What a template prints: text made safe and kept short, what a chart says in words as well;
    parts of the page, made of such text, and everything else as they are.

    >>> fit_to_print("far " + "a" * 61)[-5:], fit_to_print("caf\u00e9 \u202eevil")
    ('aaa a', 'café evil')
    """
    if isinstance(value, Chart):
        return _fit_chart(value)
    if not isinstance(value, str) or hasattr(value, "__html__") or _is_fit(value):
        return value
    return printable(value, MOST_CHARACTERS, lines=MOST_LINES, token=LONGEST_TOKEN)


def _fit_chart(chart: Chart) -> Chart:
    """The chart; the words on it are short, but what it says in words goes with their length."""
    if len(chart.text) <= MOST_IN_A_CHART:
        return chart
    text = printable(chart.text, MOST_IN_A_CHART, token=LONGEST_TOKEN)
    before, after = chart.svg.split("<title>", 1)[0], chart.svg.split("</title>", 1)[1]
    return replace(chart, text=text, svg=f"{before}<title>{escaped(text)}</title>{after}")


def _is_fit(text: str) -> bool:
    short = len(text) <= MOST_CHARACTERS
    return short and bool(PLAIN.fullmatch(text)) and not LONG_TOKEN.search(text)
