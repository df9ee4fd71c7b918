"""`poet questionnaires`: which there are, what one asks, and the words export and import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from poet.cli.questionnaires_exchange import (
    export_questionnaire,
    folder_option,
    import_questionnaire,
)
from poet.cli.talk import Talk, print_json, print_table, talks

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class NameOrWord(click.Group):
    """A group in which a word that is none of its commands is the name of a questionnaire."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of this word, or the one that shows the questionnaire of this name."""
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return args[0], show, args[1:]


@click.group(
    cls=NameOrWord,
    invoke_without_command=True,
    subcommand_metavar="[NAME | COMMAND ...]",
    epilog="Example: poet questionnaires budget_holder",
)
@folder_option
@json_option
@talks
def questionnaires(talk: Talk, folder: Path | None, as_json: bool) -> None:
    """List the questionnaires, or show the one called NAME as a table."""
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        _list(talk, folder, as_json)
    elif context.invoked_subcommand in questionnaires.commands and any(context.params.values()):
        context.fail(f"Write the options behind the word {context.invoked_subcommand}.")


questionnaires.add_command(export_questionnaire)
questionnaires.add_command(import_questionnaire)


@click.command(epilog="Example: poet questionnaires budget_holder")
@folder_option
@json_option
@talks
def show(talk: Talk, folder: Path | None, as_json: bool) -> None:
    """Show what this questionnaire asks, as a table."""
    context = click.get_current_context()
    # An option may stand before the name as well as behind it.
    before = context.parent.params if context.parent else {}
    _show(str(context.info_name), folder or before["folder"], as_json or before["as_json"])


def _list(talk: Talk, folder: Path | None, as_json: bool) -> None:
    from poet import definition

    loaded = [definition.load(name, folder) for name in definition.available(folder)]
    if as_json:
        print_json([_head(questionnaire) for questionnaire in loaded])
    else:
        rows = [[q.id, q.version, q.audience, str(len(q.questions)), q.title] for q in loaded]
        print_table(["name", "version", "audience", "questions", "title"], rows)
    talk.say("\nSee one with: poet questionnaires NAME")
    for name in questionnaires.commands:
        if name in (questionnaire.id for questionnaire in loaded):
            talk.say(f'"{name}" cannot be shown, as this is a word of poet: rename the file.')


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
