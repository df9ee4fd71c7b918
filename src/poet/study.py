"""A study: whose answers, from when, asked with what. `study.toml` to a `Study`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from poet.look import Look
from poet.peers import Peers
from poet.published_tables import PublishedTable
from poet.questionnaire import Questionnaire
from poet.responses import Responses

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.activity import Activity
    from poet.budgets import Budgets
    from poet.population import Population
    from poet.population_weights import SurveyWeights
    from poet.process_map import ProcessMap
    from poet.themes import CodedComments

STUDY_FILE = "study.toml"


@dataclass(frozen=True)
class Authority:
    """Whose people were asked. `code` stands in file names and findings, `name` in sentences.

    `region` is that of the register of authorities, "" for what is not in it.
    """

    code: str
    name: str
    other_names: tuple[str, ...] = ()
    region: str = ""


# Whose report the pooled study has. No authority of a study has this code.
ALL_COUNCILS = Authority("all", "All councils")


@dataclass(frozen=True)
class Wave:
    """One round of asking. Waves stand in order of time."""

    id: str
    name: str


@dataclass(frozen=True)
class Survey:
    """Everyone of one audience who answered in one wave, in all authorities.

    `by_person` has one row per person; its columns are told in `poet.responses`.
    """

    questionnaire: Questionnaire
    wave: str
    by_person: DataFrame

    @property
    def audience(self) -> str:
        """Who was asked: budget_holder, carer or practitioner."""
        return self.questionnaire.audience


@dataclass(frozen=True)
class Study:
    """All that was asked and answered, checked.

    `population` says how many people of each group there are, None where there is no such file.
    `peers` says next to which councils each stands, `published` has tables that somebody published.
    `budgets`, `activity`, `process_map` and `themes` are what lies beside the answers (the money,
    the work, the steps, coded comments), None where `study.toml` does not name it.
    `released_comments` has one row per comment that a reviewer released, with the columns
    authority, questionnaire, question, text, released_by, released_on. `look` is that of every
    report, `looks` has authority code to its own. `inputs` names every file that numbers and
    comments come from.
    """

    folder: Path
    title: str
    authorities: tuple[Authority, ...]
    waves: tuple[Wave, ...]
    responses: tuple[Responses, ...]
    profile: str = "local"
    made_up: bool = False
    contact: str = ""
    language: str = "en"
    released_comments: DataFrame | None = None
    population: Population | None = None
    peers: Peers = field(default_factory=Peers)
    published: tuple[PublishedTable, ...] = ()
    budgets: Budgets | None = None
    activity: Activity | None = None
    process_map: ProcessMap | None = None
    themes: CodedComments | None = None
    look: Look = field(default_factory=Look)
    looks: Mapping[str, Look] = field(default_factory=dict)
    inputs: tuple[Path, ...] = field(default=(), repr=False)

    @cached_property
    def surveys(self) -> tuple[Survey, ...]:
        """One Survey per audience and wave, in the order of `study.toml`."""
        together: dict[tuple[str, str], list[Responses]] = {}
        for responses in self.responses:
            key = (responses.questionnaire.audience, responses.wave)
            together.setdefault(key, []).append(responses)
        return tuple(_survey(files) for files in together.values())

    @property
    def latest_wave(self) -> Wave:
        """The wave that reports are about."""
        return self.waves[-1]

    @cached_property
    def name_of(self) -> Mapping[str, str]:
        """Authority code to name."""
        return {authority.code: authority.name for authority in self.authorities}

    def look_of(self, authority: Authority) -> Look:
        """How the reports of this authority look."""
        return self.looks.get(authority.code, self.look)

    def surveys_of(self, wave: str) -> tuple[Survey, ...]:
        """The surveys of one wave that somebody answered."""
        return tuple(s for s in self.surveys if s.wave == wave and len(s.by_person))

    @cached_property
    def weights(self) -> Mapping[tuple[str, str], SurveyWeights]:
        """Audience and wave to the weights of that survey, and how they were made."""
        from poet.population_weights import survey_weights

        return {
            (one.audience, one.wave): survey_weights(one, self.population) for one in self.surveys
        }

    def weights_of(self, survey: Survey) -> Series:
        """How many people of the population each person stands for, NaN for who has no weight."""
        return self.weights[survey.audience, survey.wave].weights

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences on what lies beside the answers: what was named and cannot be used."""
        of_tables = (remark for table in self.published for remark in table.remarks)
        beside = (part.remarks for part in (self.budgets, self.activity, self.themes) if part)
        return (*self.peers.remarks, *of_tables, *(remark for some in beside for remark in some))

    @property
    def counted_beside(self) -> dict[str, Budgets | Activity]:
        """The tables beside the answers of which each row is counted, by their names."""
        tables = {"budgets": self.budgets, "activity": self.activity}
        return {name: part for name, part in tables.items() if part}

    @property
    def problem_tables(self) -> tuple[DataFrame, ...]:
        """What could not be used, a table per file (`poet.responses.PROBLEM_COLUMNS`)."""
        beside = (self.population, self.budgets, self.activity, self.themes)
        return (
            *(responses.problems for responses in self.responses),
            *(part.problems for part in beside if part),
        )

    @property
    def people_used(self) -> int:
        """How many people's answers are used, in all files."""
        return sum(responses.account.rows_used for responses in self.responses)


def _survey(files: list[Responses]) -> Survey:
    import pandas as pd

    by_person = pd.concat([responses.by_person for responses in files], ignore_index=True)
    return Survey(files[0].questionnaire, files[0].wave, by_person)
