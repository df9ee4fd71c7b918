"""What a run was asked to print: refused before anything is counted when it cannot be printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poet.errors import PoetError
from poet.printing import edition as editions
from poet.printing.edition import Edition
from poet.printing.file_names import FORMATS, NUMBERS, PAGES, TABLES
from poet.sections import lies_beside
from poet.study import ALL_COUNCILS

if TYPE_CHECKING:
    from poet.study import Authority, Study

LONGEST_TIME = 24 * 60 * 60
# What is said of all councils together tells nobody what another council has.
FEWEST_TOGETHER = 3


def check_options(formats: Sequence[str], seconds: float, *, force: bool, resume: bool) -> None:
    """Raises PoetError for an unknown format, an impossible time limit, and a contradiction."""
    unknown = [one for one in formats if one not in FORMATS]
    if unknown or not formats:
        raise PoetError(
            "format",
            f'"{unknown[0]}" is none that a report can have' if unknown else "none is named",
            expected="There are: " + ", ".join(FORMATS),
        )
    if not 0 < seconds <= LONGEST_TIME:
        raise PoetError(
            "time limit",
            f"{seconds:g} seconds is no time to draw a report in",
            expected=f"It must be above 0, and at most {LONGEST_TIME}",
        )
    if force and resume:
        raise PoetError(
            "resume",
            "it is given together with force",
            expected="To resume makes what is missing or old; to force makes everything again",
            cure="Choose one of them",
        )


def layouts_of(study: Study, edition: str | Sequence[str], codes: Sequence[str]) -> list[Edition]:
    """The editions of these names, for authorities of these codes (all, if there are none).

    "all" leaves out what cannot be printed of this study. Raises PoetError for an edition that is
    not known, and for one that cannot be printed where it is named.
    """
    names = (edition,) if isinstance(edition, str) else tuple(edition)
    layouts = editions.load_several(names)
    reasons = {layout.name: _why_not(layout, study, codes) for layout in layouts}
    for name, reason in reasons.items():
        if name in names and reason is not None:
            raise PoetError(f'edition "{name}"', reason[0], cure=reason[1])
    return [layout for layout in layouts if reasons[layout.name] is None]


def _why_not(layout: Edition, study: Study, codes: Sequence[str]) -> tuple[str, str] | None:
    """Why this edition is not printed, and the cure; None when it is."""
    if layout.needs and getattr(study, layout.needs) is None:
        return (
            f"it tells of what [{layout.needs}] in study.toml names, and there is no such table",
            f"Add [{layout.needs}] with the name of its file, or choose another edition",
        )
    if not study.responses and not _tells_of_what_lies_beside(layout, study):
        return "it tells of answers, and this study has none", "Choose another edition"
    if not layout.together:
        return None
    if codes:
        return "it is of all councils together", "Leave out --authority"
    if len(codes_with_answers(study)) < FEWEST_TOGETHER:
        return (
            f"it is of all councils together, and there are fewer than {FEWEST_TOGETHER}",
            "Choose another edition",
        )
    return None


def _tells_of_what_lies_beside(layout: Edition, study: Study) -> bool:
    tables = filter(None, map(lies_beside, layout.sections))
    return any(getattr(study, table) is not None for table in tables)


def parts_of_each(
    authorities: Sequence[Authority], layouts: Sequence[Edition], formats: Sequence[str]
) -> list[tuple[Authority, dict[str, tuple[str, ...]]]]:
    """Each authority, and edition to formats of what it gets; all of them together come first."""
    once = [layout for layout in layouts if layout.together]
    each = [layout for layout in layouts if not layout.together]
    everyone = [ALL_COUNCILS] if once else []
    return [
        *((one, _parts(once, formats)) for one in everyone),
        *((one, _parts(each, formats)) for one in authorities if each),
    ]


def _parts(layouts: Sequence[Edition], formats: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Edition to its formats; the numbers first, as they take no time."""
    tables = tuple(one for one in TABLES if one in formats)
    pages = tuple(one for one in reversed(PAGES) if one in formats)
    parts = {NUMBERS: tables, **{layout.name: pages for layout in layouts}}
    return {edition: wanted for edition, wanted in parts.items() if wanted}


def check_looks(study: Study, authorities: Sequence[Authority], layouts: Sequence[Edition]) -> None:
    """Raises PoetError when these authorities' own pages, pictures or templates have mistakes."""
    from poet.printing.own_look import refuse_mistakes
    from poet.printing.pages import environment_of

    looks = [study.look_of(authority) for authority in authorities]
    if any(look.extra_pages or look.templates or look.pictures for look in looks):
        every = editions.load_several((editions.ALL,))
        refuse_mistakes(looks, every, environment_of(layouts[0]))


def authorities_asked_for(study: Study, codes: Sequence[str]) -> tuple[Authority, ...]:
    """Those of these codes, in the study's order; without codes, all that somebody answered for.

    Raises PoetError for a code that is not known, or of whose people nobody answered.
    """
    known = [authority.code for authority in study.authorities]
    for code in codes:
        if code not in known:
            raise PoetError(
                f'authority "{code}"',
                "there is no authority with this code in the study",
                expected="There are: " + ", ".join(known),
            )
    answered = codes_with_answers(study)
    silent = [code for code in codes if code not in answered]
    if silent or not answered:
        raise PoetError(
            study.title,
            "nobody's answers can be used" + (f" for {', '.join(silent)}" if silent else ""),
            cure="See what is wrong with the files: poet check STUDY",
        )
    wanted = set(codes) or answered
    return tuple(a for a in study.authorities if a.code in wanted and a.code in answered)


def codes_with_answers(study: Study) -> set[str]:
    """The authorities whose people answered in the latest wave; all where nobody was asked."""
    if not study.responses:
        return {authority.code for authority in study.authorities}
    surveys = study.surveys_of(study.latest_wave.id)
    return {str(code) for survey in surveys for code in survey.by_person["authority"].unique()}
