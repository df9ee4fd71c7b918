"""What is odd about a study as a whole and harms nothing: told, so that somebody can look."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from poet.checking_waves import remarks_on_waves
from poet.register_names import evened_out_name, place_and_kinds
from poet.wording import list_of

if TYPE_CHECKING:
    from poet.study import Authority, Study, Survey

# Two names this much alike are one with a slip of the finger more often than they are two.
ALIKE = 0.92
# A sentence that names more councils is a list that nobody reads to its end.
MOST_NAMED = 5
# Who does a step in time of their own, as maps may call them.
NOT_STAFF = {"people", "client", "customer", "service user", "user", "resident", "individual"}
NOT_STAFF |= {"budget holder", "citizen", "family", "family carer", "carers", "relative", "parent"}


def remarks_on(study: Study) -> Iterator[str]:
    """Sentences on names that may be one council, on councils and waves that an audience lacks, and
    on what cannot be compared or linked between waves.
    """
    yield from alike_names(study.authorities)
    yield from _councils_without(study)
    yield from _waves_without(study)
    yield from remarks_on_waves(study)
    yield from _topics_not_asked(study)
    yield from _counted_as_staff(study)


def alike_names(authorities: Sequence[Authority]) -> Iterator[str]:
    """A sentence for each group of councils whose names may be spellings of one."""
    # Names of councils that the register knows stand for different councils.
    unknown = [one for one in authorities if not one.region]
    for alike in _groups(unknown):
        yield (
            f"{_quoted(alike)} look like one council, but are counted as {len(alike)}. If they "
            f"are one, list it in [[authorities]] with other_names."
        )


def _groups(authorities: Sequence[Authority]) -> Iterator[list[str]]:
    """The names that read alike, those of each group in the order met."""
    groups: dict[str, list[str]] = {}
    for authority in authorities:
        place = _place(authority.name)
        near = difflib.get_close_matches(place, groups, n=1, cutoff=ALIKE)
        groups.setdefault(near[0] if near else place, []).append(authority.name)
    return (names for names in groups.values() if len(names) > 1)


def _place(name: str) -> str:
    """The letters of the place, without what kind of council it is."""
    return place_and_kinds(evened_out_name(name))[0].replace(" ", "")


def _councils_without(study: Study) -> Iterator[str]:
    """Who of the councils that answered is in no file of an audience of the latest wave."""
    surveys = study.surveys_of(study.latest_wave.id)
    answered = [set(survey.by_person["authority"].unique()) for survey in surveys]
    every = set().union(*answered)
    for survey, codes in zip(surveys, answered, strict=True):
        missing = [one.name for one in study.authorities if one.code in every - codes]
        if missing:
            who = survey.questionnaire.people
            yield f"{_of_wave(survey)}no answers of {who} come from {_named(missing)}."


def _of_wave(survey: Survey) -> str:
    """Where a sentence begins: with the wave, if it has a name."""
    return f"In {survey.wave}, " if survey.wave else "In the files, "


def _waves_without(study: Study) -> Iterator[str]:
    """Which audience of one wave was not asked in another."""
    people = {survey.audience: survey.questionnaire.people for survey in study.surveys}
    for wave in study.waves if len(study.waves) > 1 else ():
        asked = {survey.audience for survey in study.surveys_of(wave.id)}
        for audience, called in people.items():
            if audience not in asked:
                yield f"In {wave.name}, no {called} answered: no change of theirs can be told."


def _quoted(names: Sequence[str]) -> str:
    return list_of([f'"{name}"' for name in names[:MOST_NAMED]])


def _named(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return list_of([*names[:MOST_NAMED], *([f"{more:,} more"] if more > 0 else [])])


def _topics_not_asked(study: Study) -> Iterator[str]:
    """Which steps of the process map name a topic of the process that nobody was asked about."""
    questionnaires = [survey.questionnaire for survey in study.surveys]
    asked = {one.topic for each in questionnaires for one in each.with_role("process")}
    for step in study.process_map.steps if study.process_map and questionnaires else ():
        if step.topic and step.topic not in asked:
            yield (
                f"The step “{step.name}” of the process map names the topic “{step.topic}”, but no "
                f"question about the process has it. What people say does not stand beside it."
            )


def _counted_as_staff(study: Study) -> Iterator[str]:
    """Who does a step in the process map, counts as staff, and may not be."""
    steps = study.process_map.steps if study.process_map else ()
    done_by = dict.fromkeys(step.who for step in steps)
    named = [who for who in done_by if who.strip().casefold() in NOT_STAFF]
    if named:
        yield (
            f"The time of {_quoted(named)} counts as that of staff in the process map. If it is "
            'time of their own, write who = "person" or who = "carer".'
        )
