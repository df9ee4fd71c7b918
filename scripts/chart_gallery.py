"""Prints every chart of poet with made-up numbers, in every size: to look at when one is changed.

Use, at the top of the repository: .venv/bin/python scripts/chart_gallery.py charts.pdf
The first page shows all charts; docs/charts.png is that page. The others show each chart as it is
in print (12, 14 and 18 pt) and on a telephone (76 mm wide).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from poet.charts import (
    AnswerKey,
    Band,
    BandWords,
    BarRow,
    Chart,
    DotRow,
    ForestRow,
    FunnelLimits,
    FunnelPoint,
    FunnelWords,
    IconRow,
    IndexLine,
    Pair,
    PairWords,
    Point,
    Size,
    SlopeRow,
    StepBar,
    StepBlock,
    Style,
    diverging_bars,
    dot_intervals,
    forest_chart,
    funnel_chart,
    icon_array,
    icon_pair,
    index_lines,
    paired_bands,
    paired_scatter,
    perspectives_chart,
    process_steps,
    slope_chart,
    table_bar,
)

SIZES = (Size(174, 12), Size(174, 14), Size(174, 18), Size(76, 12))
SMALL = Size(84, 8)
# The two columns of the first page, which is as high as they are.
OVERVIEW = (
    (
        "diverging_bars",
        "dot_intervals",
        "perspectives_chart",
        "slope_chart",
        "process_steps",
        "index_lines",
    ),
    ("funnel_chart", "forest_chart", "paired_scatter", "paired_bands", "icon_pair"),
)
TOO_FEW = "too few people answered to show this"

ANSWERS = (
    AnswerKey("Better", "good"),
    AnswerKey("No difference", "neutral"),
    AnswerKey("Worse", "bad"),
)
FIVE_ANSWERS = (
    AnswerKey("Very easy", "good"),
    AnswerKey("Easy", "good"),
    AnswerKey("Neither", "neutral"),
    AnswerKey("Difficult", "bad"),
    AnswerKey("Very difficult", "bad"),
)


@dataclass(frozen=True)
class Example:
    """One chart of the gallery: the function that draws it, and what it draws."""

    function: str
    chart: Chart


def examples() -> Iterator[Example]:
    """Every chart with made-up numbers, the same in every run."""
    yield Example("diverging_bars", three_answers())
    yield Example("diverging_bars, five answers", five_answers())
    yield Example("dot_intervals", links())
    yield Example("perspectives_chart", perspectives())
    yield Example("process_steps", steps())
    yield Example("perspectives_chart with intervals", perspectives(spread=0.08))
    yield Example("slope_chart", slope(("2024", "2025")))
    yield Example("slope_chart, three waves", slope(("2023", "2024", "2025")))
    yield Example("forest_chart", forest())
    yield Example("funnel_chart", funnel())
    yield Example("paired_scatter", scatter(120))
    yield Example("paired_scatter, 1,000 people", scatter(1000))
    yield Example("paired_bands", bands())
    yield Example("icon_array, in 10", people_in(10))
    yield Example("icon_array, in 100", people_in(100))
    yield Example("icon_pair", pair())
    yield Example("index_lines", work())


def three_answers() -> Chart:
    """Some outcomes, the most often better first, one hidden."""
    topics = {
        "Dignity in support": (0.82, 0.15, 0.03, "95"),
        "Being as independent as you want": (0.78, 0.15, 0.07, "95"),
        "Getting the support you need when you want it": (0.66, 0.21, 0.13, "90"),
        "Feeling safe": (0.52, 0.43, 0.05, "90"),
        "Friendships": (0.41, 0.47, 0.12, "85"),
    }
    rows = [
        BarRow(label, numbers, people, people_long=f"about {people} people")
        for label, (*shares, people) in topics.items()
        if (numbers := tuple(shares))
    ]
    hidden = BarRow("Paid work", (None,) * 3, "[c]", TOO_FEW.capitalize(), "fewer than 10 people")
    return diverging_bars(
        [*rows, hidden],
        ANSWERS,
        title="Dignity in support: better for 8 in 10",
        text="Dignity in support: 82% better, 15% no difference, 3% worse, of about 95 people.",
        good_words="Better",
        bad_words="Worse",
    )


def five_answers() -> Chart:
    """Three questions with all five answers."""
    rows = [
        BarRow("Information and advice", (0.21, 0.38, 0.2, 0.14, 0.07), "95"),
        BarRow("Changing support", (0.08, 0.2, 0.25, 0.31, 0.16), "80"),
        BarRow("Choosing between services", (0.1, 0.3, 0, 0.36, 0.24), "75"),
    ]
    return diverging_bars(
        rows,
        FIVE_ANSWERS,
        title="Changing support is difficult for nearly half",
        text="Information and advice: 59% easy, 20% neither, 21% difficult, of about 95 people.",
        good_words="Easy or very easy",
        bad_words="Difficult or very difficult",
    )


def links() -> Chart:
    """Two groups of people with their intervals."""
    numbers = {
        "Whose views were fully included in the support plan": (0.81, 0.74, 0.86),
        "Whose views were partly included": (0.63, 0.55, 0.70),
        "Whose views were not included": (0.42, 0.28, 0.57),
    }
    rows = [
        DotRow(label, (Point("Here", *ends), Point("All councils together", ends[0] - 0.04)))
        for label, ends in numbers.items()
    ]
    return dot_intervals(
        rows,
        title="Views included goes with life being better",
        text="Of 100 people whose views were fully included, 81 said that life is better.",
        axis="said that life is better, in 100 people",
    )


def perspectives(spread: float | None = None) -> Chart:
    """What three audiences say of the same topics; carers were not asked one of them."""

    def point(name: str, share: float) -> Point:
        ends = (max(0, share - spread), min(1, share + spread)) if spread else (None, None)
        return Point(name, share, *ends)

    def row(label: str, here: float, carers: float | None, workers: float) -> DotRow:
        middle = Point("Carers", hidden="not asked") if carers is None else point("Carers", carers)
        points = (point("Budget holders", here), middle, point("Practitioners", workers))
        return DotRow(label, points)

    rows = [
        row("Dignity in support", 0.78, 0.70, 0.91),
        row("Feeling safe", 0.62, 0.60, 0.61),
        row("Getting the support you need when you want it", 0.55, 0.40, 0.83),
        row("Self-esteem", 0.52, None, 0.69),
        DotRow("Paid work", (), TOO_FEW),
    ]
    return perspectives_chart(
        rows,
        title="Practitioners see more improvement than carers do",
        text="Dignity in support: of 100 budget holders 78 say better, of carers 70.",
        axis="said that it is better, in 100 people",
    )


def slope(waves: tuple[str, ...]) -> Chart:
    """Some topics in two or more waves."""
    topics = {
        "Dignity in support": (0.70, 0.84, "better"),
        "Feeling safe": (0.66, 0.67, "same"),
        "Getting the support you need when you want it": (0.64, 0.52, "worse"),
        "Friendships": (0.50, 0.51, "same"),
        "Control over the important things in life": (0.48, 0.60, "better"),
    }
    rows = [
        SlopeRow(label, _steps(first, last, len(waves)), change)
        for label, (first, last, change) in topics.items()
    ]
    hidden = SlopeRow("Paid work", (0.12, *(None for _ in waves[1:])), hidden=TOO_FEW)
    return slope_chart(
        [*rows, hidden],
        first_words=waves[0],
        last_words=waves[-1],
        between_words=waves[1:-1],
        title="Two topics are better than last time, one worse",
        text="Dignity in support: 70% in the first wave, 84% in the last. Better than before.",
    )


def _steps(first: float, last: float, waves: int) -> tuple[float, ...]:
    return tuple(first + (last - first) * wave / (waves - 1) for wave in range(waves))


def forest() -> Chart:
    """One difference in 22 councils that do not exist."""
    numbers = random.Random(5)  # noqa: S311 - a picture
    middles = [(numbers.gauss(15, 8), numbers.uniform(6, 24)) for _ in range(22)]
    rows = [ForestRow(middle, middle - half, middle + half) for middle, half in middles]
    return forest_chart(
        rows,
        ForestRow(15, 11, 19),
        ForestRow(15, -2, 32),
        title="In most councils more people say better",
        text="22 councils; in the middle 15 more people of 100, from 11 to 19.",
    )


def funnel() -> Chart:
    """Forty councils that differ by chance alone, between exact limits."""
    from scipy.stats import binom

    centre, chance = 0.68, random.Random(2024)  # noqa: S311 - made-up numbers
    sizes = [chance.randint(20, 400) for _ in range(40)]
    shares = [sum(chance.random() < centre for _ in range(n)) / n for n in sizes]
    limits = [
        FunnelLimits(n, *(float(binom.ppf(part, n, centre)) / n for part in parts))
        for n in range(20, 410, 10)
        if (parts := (0.025, 0.975, 0.001, 0.999))
    ]
    return funnel_chart(
        [FunnelPoint(*each) for each in zip(sizes, shares, strict=True)],
        limits,
        centre,
        highlight=FunnelPoint(95, 0.80),
        words=FunnelWords(own="Your council: 80 in 100", share="said better, in 100 people"),
        title="More say “better” here than by chance alone",
        text="80 in 100 people here said better; 68 in 100 in all councils together.",
    )


def work() -> Chart:
    """Work and workers over four years, one of them not known."""
    lines = {
        "Field staff": (100, 103, 106.5, 108.6),
        "Assessments": (100, 98, None, 95),
        "Reviews": (100, 96, 91, 86),
    }
    return index_lines(
        [
            *(IndexLine(label, values) for label, values in lines.items()),
            IndexLine("Home visits", (None, None, None, 100), TOO_FEW),
        ],
        ("2007-08", "2008-09", "2009-10", "2010-11"),
        title="21 in 100 fewer reviews for each worker",
        text="Field staff: 100 in 2007-08, 103 in 2008-09, 107 in 2009-10, 109 in 2010-11.",
    )


def scatter(people: int) -> Chart:
    """Indicative and final budgets; final ones are a little lower on average."""
    chance = random.Random(people)  # noqa: S311 - made-up numbers
    pairs = []
    for _ in range(people):
        first = chance.lognormvariate(5.4, 0.5)
        pairs.append(Pair(round(first), round(first * chance.lognormvariate(-0.1, 0.25))))
    return paired_scatter(
        pairs,
        PairWords(
            "Indicative budget, pounds a week",
            "Final budget, pounds a week",
            above="Final budget higher",
            below="Final budget lower",
        ),
        title="Most final budgets are lower than the indicative ones",
        text="The final budget was lower than the indicative one for 64 in 100 people.",
    )


def bands() -> Chart:
    """Final budgets of four bands of cases, all above the indicative ones."""
    return paired_bands(
        [
            Band(110, 155, 270, 365),
            Band(180, 275, 385, 525),
            Band(260, 385, 500, 950),
            Band(390, 615, 730, 1210),
        ],
        BandWords(
            "Indicative budget, pounds a week",
            "Final budget, pounds a week",
            same="Both the same",
            middle="Middle case of a band",
            half="Middle half of its cases",
        ),
        title="Final budgets lie above the first figures",
        text="Indicative budgets of about £110: final budgets of about £270, half of them between "
        "£155 and £365.",
    )


def people_in(total: int) -> Chart:
    """People as figures."""
    filled = 8 if total == 10 else 78
    words = f"{filled} in {total} people said that life is better"
    return icon_array(filled, total, title=words, text=f"{words}.")


def pair() -> Chart:
    """Two groups of people as figures."""
    return icon_pair(
        IconRow("Of 10 people who found the process easy, life is better for", 8),
        IconRow("Of 10 people who found it difficult, life is better for", 5),
        title="An easy process goes with a better life",
        text="Better life: 8 in 10 who found the process easy, 5 in 10 who found it difficult.",
    )


def steps() -> Chart:
    """The work of two stages, some of it done twice."""
    plan = (
        StepBar("Talk about what matters", 60, "1 h", "social worker"),
        StepBar("Read the plan, and ask", 30, "30 min", "the person", own=True),
        StepBar("Write the plan down", 75, "1 h 15 min", "social worker", "2", "1"),
    )
    check = (
        StepBar("Type the plan into the system for payments", 20, "20 min", "finance", twice=True),
        StepBar("Ask the panel", 13.5, "14 min", "manager", "0.3", "0.6", "in 30 of 100 cases"),
    )
    return process_steps(
        [
            StepBlock("Support plan", plan, "2 h 45 min", "2", "1"),
            StepBlock("Validation", check, "34 min", "0.3", "0.6"),
        ],
        title="The support plan takes 2 hours 45 minutes",
        text="Support plan: 2 hours 45 minutes. Write the plan down: social worker, 1 hour.",
    )


def bars_in_cells() -> list[tuple[str, Chart]]:
    """Rows of a table, each with a small bar."""
    numbers = {"Dignity in support": 0.82, "Feeling safe": 0.52, "Paid work": 0.07}
    return [
        (label, table_bar(share, text=f"{round(100 * share)} in 100 people"))
        for label, share in numbers.items()
    ]


PAGE = """\
{% extends "page.html" %}
{% block style %}
@page overview { margin: 15mm 10mm; size: 194mm 420mm; }
.overview { page: overview; }
h1 { font-size: 20pt; margin-bottom: 3mm; }
.column { float: left; margin-right: 6mm; width: 84mm; }
.column + .column { margin-right: 0; }
.column figure { margin: 0 0 3mm; }
.column figcaption { font-size: 8.5pt; }
.charts { clear: both; }
.size { color: #4a4a4a; font-size: 9pt; font-weight: 400; }
td svg { display: inline-block; }
{% endblock %}
{% macro cells(table) %}
<table style="font-size: {{ table.text_pt }}pt">
<thead><tr><th scope="col">Topic</th><th scope="col">Better</th></tr></thead>
{% for row in table.rows %}
<tr><th scope="row">{{ row.label }}</th><td>{{ row.svg }}</td></tr>
{% endfor %}
</table>
{% endmacro %}
{% block body %}
<div class="overview">
<h1 class="running">The charts of poet</h1>
{% for column in overview %}
<div class="column">
{% for figure in column %}
<figure><figcaption>{{ figure.title }}</figcaption>{{ figure.svg }}</figure>
{% endfor %}
{% if loop.first %}
{{ cells(small_table) }}
{% endif %}
</div>
{% endfor %}
</div>
<div class="charts">
{% for chart in charts %}
<h2 class="page">{{ chart.function }}</h2>
{% for figure in chart.figures %}
<figure><figcaption>{{ chart.title }} <span class="size">{{ figure.size }}</span></figcaption>
{{ figure.svg }}</figure>
{% endfor %}
{% endfor %}
<h2 class="page">table_bar</h2>
{% for table in tables %}
{{ cells(table) }}
{% endfor %}
</div>
{% endblock %}
"""


def page() -> str:
    """The gallery as HTML, in the style of a report."""
    from poet.printing import edition, fonts, pages

    charts = list(examples())
    chart_of = {one.function: one.chart for one in charts}
    environment = pages.environment_of(edition.load("workshop"))
    return environment.from_string(PAGE).render(
        language="en",
        title="The charts of poet",
        authority="The charts of poet",
        study="Made-up numbers",
        medium=pages.PDF,
        made_up=True,
        for_sharing=True,
        fonts={weight: _drawn(url) for weight, url in fonts.addresses(pages.PDF).items()},
        overview=[
            [{"title": chart_of[name].title, "svg": _svg(chart_of[name], SMALL)} for name in names]
            for names in OVERVIEW
        ],
        small_table=_table(SMALL),
        charts=[
            {
                "function": one.function,
                "title": one.chart.title,
                "figures": [{"size": _told(size), "svg": _svg(one.chart, size)} for size in SIZES],
            }
            for one in charts
        ],
        tables=[_table(size) for size in SIZES[:3]],
    )


def _table(size: Size) -> dict[str, object]:
    rows = [{"label": label, "svg": _svg(bar, size)} for label, bar in bars_in_cells()]
    return {"text_pt": f"{size.text_pt:g}", "rows": rows}


def _told(size: Size) -> str:
    return f"{size.width_mm:g} mm wide, words of {size.text_pt:g} pt"


def _svg(chart: Chart, size: Size) -> object:
    return _drawn(chart.svg(Style(size)))


def _drawn(markup: str) -> object:
    from markupsafe import Markup

    return Markup(markup)  # noqa: S704 - our own picture, or the address of a font


def main() -> None:
    """Print the gallery into the file that is named."""
    from poet.printing.pdf import pdf

    if len(sys.argv) != 2:
        sys.exit("Name the file to write: chart_gallery.py charts.pdf")
    Path(sys.argv[1]).write_bytes(pdf(page()))


if __name__ == "__main__":
    main()
