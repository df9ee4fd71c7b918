"""What a template of one's own may print, and what it may not."""

from __future__ import annotations

import pytest

from poet.errors import PoetError
from poet.printing.safe_html import refuse_unsafe

OUT_OF_REPORT = (
    "{} leads out of the report. A report is one file that runs nothing and fetches nothing. "
    "Take it out of the template."
)
CAN_RUN = (
    "it has {}, which can run{} something. "
    "A report is one file that runs nothing and fetches nothing. Take it out of the template."
)
DOT = "data:image/png;base64,iVBORw0KGgo="


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="a">Ours</h2><p style="color: #123456">words &amp; <a href="#a">more</a></p>',
        '<a href="https://example.org">us</a> <a href="mailto:us@example.org">us</a>',
        f'<img src="{DOT}" alt="Our team"><p style="background: url({DOT})">',
        '<svg viewBox="0 0 9 9"><title>x</title><use href="#a"/><path d="M0 0"/></svg>',
        "<style>.ours { background: url('#a'); margin: 0 }</style>",
        "<p>a script, url(x) and onclick=1 are words here</p>",
    ],
)
def test_what_is_safe_passes(html: str) -> None:
    refuse_unsafe(html, "here")


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<script>1</script>", CAN_RUN.format("<script>", " or fetch")),
        ("<IFRAME src='x'>", CAN_RUN.format("<iframe>", " or fetch")),
        ("<link rel=stylesheet>", CAN_RUN.format("<link>", " or fetch")),
        ("<svg><script/></svg>", CAN_RUN.format("<script>", " or fetch")),
        ('<p onclick="1">', CAN_RUN.format("onclick", "")),
        ('<p OnLoad="1">', CAN_RUN.format("onload", "")),
        ('<img alt="a" src="https://x.org/a.png">', OUT_OF_REPORT.format("src of <img>")),
        ('<img alt="a" src="data:text/html,x">', OUT_OF_REPORT.format("src of <img>")),
        (f'<img alt="a" src="{DOT}" srcset="a.png">', OUT_OF_REPORT.format("srcset of <img>")),
        ('<svg><use xlink:href="a.svg#b"/>', OUT_OF_REPORT.format("xlink:href of <use>")),
        ('<svg><image href="//x.org/a"/>', OUT_OF_REPORT.format("href of <image>")),
        ('<a href="javascript:1">x</a>', OUT_OF_REPORT.format("href of <a>")),
        ('<a href="page.html">x</a>', OUT_OF_REPORT.format("href of <a>")),
        ('<p style="background: URL(a.png)">', OUT_OF_REPORT.format("style of <p>")),
        (
            "<style>@import 'a.css';</style>",
            "its style fetches something. A report is one file that runs nothing and fetches "
            "nothing. Take it out of the template.",
        ),
        (
            "<style>a { b: ur&l(x) } c { d: url(//x.org) }</style>",
            "its style fetches something. A report is one file that runs nothing and fetches "
            "nothing. Take it out of the template.",
        ),
        (
            f'<img src="{DOT}" alt=" ">',
            "a picture has no words. Those who do not see it hear its words. "
            'Add alt="..." with what it shows.',
        ),
    ],
)
def test_what_runs_or_fetches_something_is_told(html: str, sentence: str) -> None:
    with pytest.raises(PoetError) as raised:
        refuse_unsafe(html, "templates/sections/about.html")
    assert str(raised.value) == f"templates/sections/about.html: {sentence}"
