"""`poet questionnaires`: which there are, and what one asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from poet.cli.talk import Talk, print_json, print_table, talks


@click.command(epilog="Example: poet questionnaires budget_holder")
@click.argument("name", required=False)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with questionnaires of your own.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@talks
def questionnaires(talk: Talk, name: str | None, folder: Path | None, as_json: bool) -> None:
    """List the questionnaires, or show the one called NAME as a table."""
    if name:
        _show(name, folder, as_json)
    else:
        _list(folder, as_json)
        talk.say("\nSee one with: poet questionnaires NAME")


def _list(folder: Path | None, as_json: bool) -> None:
    from poet import definition

    loaded = [definition.load(name, folder) for name in definition.available(folder)]
    if as_json:
        print_json([_head(questionnaire) for questionnaire in loaded])
        return
    rows = [[q.id, q.version, q.audience, str(len(q.questions)), q.title] for q in loaded]
    print_table(["name", "version", "audience", "questions", "title"], rows)


def _show(name: str, folder: Path | None, as_json: bool) -> None:
    from poet import definition

    questionnaire = definition.load(name, folder)
    if as_json:
        print_json(
            {**_head(questionnaire), "questions": [_as_dict(q) for q in questionnaire.questions]}
        )
        return
    click.echo(f"{questionnaire.title} (version {questionnaire.version})\n{questionnaire.about}\n")
    rows = [[q.key, q.role, q.kind, _scale(q), q.wording] for q in questionnaire.questions]
    print_table(["key", "role", "kind", "answers", "question"], rows)
    click.echo("\nAnswers (code = words):")
    for scale in {q.scale.id: q.scale for q in questionnaire.questions if q.scale}.values():
        words = ", ".join(f"{answer.code} = {answer.label}" for answer in scale.answers)
        click.echo(f"  {scale.id}: {words}")


def _head(questionnaire: Any) -> dict[str, Any]:  # noqa: ANN401 - a Questionnaire
    fields = ("id", "version", "audience", "title", "people", "language", "about")
    return {name: getattr(questionnaire, name) for name in fields}


def _as_dict(question: Any) -> dict[str, Any]:  # noqa: ANN401 - a Question
    fields = ("key", "topic", "role", "kind", "wording", "easy_read", "short", "lowest", "highest")
    answers = question.scale.answers if question.scale else ()
    return {
        **{name: getattr(question, name) for name in fields},
        "answers": [{"code": a.code, "label": a.label, "meaning": a.meaning} for a in answers],
    }


def _scale(question: Any) -> str:  # noqa: ANN401 - a Question
    return question.scale.id if question.scale else ""
