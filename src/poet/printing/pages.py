"""One authority's report as HTML: each section's view put into its template."""

from __future__ import annotations

from functools import cache

import jinja2

from poet import shipped
from poet.printing.edition import SHARED, Edition
from poet.sections import AuthorityReport, view_of
from poet.sections.guard import words_only

# Weight to the address at which poet.printing.pdf serves the bundled font.
FONTS = {"400": "poet-font:NotoSans-Regular.ttf", "700": "poet-font:NotoSans-Bold.ttf"}


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
        trim_blocks=True,
        lstrip_blocks=True,
    )
