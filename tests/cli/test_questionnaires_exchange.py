from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import openpyxl
import pytest

from poet import definition
from poet.cli.questionnaires import questionnaires
from poet.xlsform import export_form

each_word = pytest.mark.parametrize("word", ["export", "import"])


def cells(path: Path, sheet: str) -> list[tuple]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


@each_word
def test_each_word_has_help_that_ends_in_an_example(word: str, run: Callable) -> None:
    ran = run("questionnaires", word, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: poet questionnaires {word} [OPTIONS] ")
    last = " ".join(ran.out.split("Example: ")[1].split())
    program, group, name, *words = shlex.split(last)
    assert (program, group, name) == ("poet", "questionnaires", word)
    command = questionnaires.commands[word]
    context = command.make_context(word, words)
    assert set(context.params) == {p.name for p in command.params if p.expose_value}
    bare = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert bare == []


def test_the_help_of_questionnaires_names_both_words(run: Callable) -> None:
    out = run("questionnaires", "-h").out
    assert "Usage: poet questionnaires [OPTIONS] [NAME | COMMAND ...]" in out
    commands = re.findall(r"^  (\w+)  .+\.$", out.partition("Commands:")[2], re.MULTILINE)
    assert commands == ["export", "import"]


def test_a_questionnaire_is_written_as_a_form(run: Callable, here: Path) -> None:
    ran = run("questionnaires", "export", "carer", "--xlsform", "-o", "carer.xlsx")
    assert (ran.code, ran.out) == (0, "carer.xlsx\n")
    assert ran.err == (
        "Upload it to KoboToolbox or ODK, and put what they export into your study as it is.\n"
    )
    assert (here / "carer.xlsx").read_bytes() == export_form(definition.load("carer"))


def test_a_form_in_easy_read_with_councils(run: Callable, here: Path) -> None:
    councils = ["--authority", "E06000023=Bristol", "--authority", "Fernhollow & Bryn"]
    words = ["carer", "-o", "forms/carer.xlsx", "--edition", "easy_read"]
    ran = run("questionnaires", "export", *words, *councils, "-q")
    assert (ran.code, ran.err) == (0, "")
    listed = [row[:3] for row in cells(here / "forms" / "carer.xlsx", "choices")][-2:]
    assert listed == [
        ("authority", "E06000023", "Bristol"),
        ("authority", "fernhollow-bryn", "Fernhollow & Bryn"),
    ]
    labels = {row[2] for row in cells(here / "forms" / "carer.xlsx", "survey")}
    assert definition.load("carer").question("staying_well").easy_read in labels


def test_a_questionnaire_of_your_own_goes_out_and_comes_back(
    run: Callable, small: Path, here: Path
) -> None:
    folder = small / "questionnaires"
    run("questionnaires", "export", "mine", "--folder", folder, "-o", "mine.xlsx")
    ran = run("questionnaires", "import", "mine.xlsx", "-o", "back/mine.toml")
    path = Path("back", "mine.toml")
    assert (ran.code, ran.out) == (0, f"{path}\n")
    assert ran.err == "See it with: poet questionnaires mine --folder back\n"
    assert definition.load("mine", here / "back") == definition.load("mine", folder)


@pytest.fixture
def form(here: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in (
        ["type", "name", "label::English (en)", "label::Cymraeg (cy)"],
        ["note", "intro", "Hello", "Helo"],
        ["text", "age", "How old are you?", "Oed?"],
    ):
        book.active.append(row)
    book.save(here / "form.xlsx")
    return here / "form.xlsx"


def test_what_a_form_does_not_say_is_told(run: Callable, form: Path) -> None:
    ran = run("questionnaires", "import", "form.xlsx", "-o", "mine.toml")
    assert (ran.code, ran.out) == (0, "mine.toml\n")
    assert ran.err.splitlines() == [
        'The words are those of "English (en)". For others give --language: "Cymraeg (cy)".',
        "Left out, notes: intro.",
        "7 lines are marked TO FILL IN: the beginning of the file tells how.",
        "See it with: poet questionnaires mine --folder .",
    ]
    ran = run("questionnaires", "mine", "--folder", ".")
    assert ran.code == 2
    assert len(ran.error.splitlines()) == 7


def test_topics_beside_the_file_are_known(run: Callable, form: Path, here: Path) -> None:
    book = openpyxl.load_workbook(form)
    book["survey"]["B3"] = "our_own"
    book.save(form)
    ran = run("questionnaires", "import", "form.xlsx", "-o", "mine.toml", "-q")
    assert "\n[topics]\n" in (here / "mine.toml").read_text(encoding="utf-8")
    (here / "topics.toml").write_text('[topics]\nour_own = "Our own"\n', encoding="utf-8")
    ran = run("questionnaires", "import", "form.xlsx", "-o", "mine.toml", "-q", "--force")
    assert (ran.code, ran.err) == (0, "")
    assert "\n[topics]\n" not in (here / "mine.toml").read_text(encoding="utf-8")


def test_a_language_is_chosen(run: Callable, form: Path, here: Path) -> None:
    words = ["form.xlsx", "-o", "mine.toml", "--language", "cy"]
    assert run("questionnaires", "import", *words).code == 0
    assert 'wording = "Oed?"' in (here / "mine.toml").read_text(encoding="utf-8")


def test_a_file_that_is_there_is_left_alone(run: Callable, form: Path, here: Path) -> None:
    (here / "mine.toml").write_text("mine", encoding="utf-8")
    (here / "carer.xlsx").write_text("mine", encoding="utf-8")
    for words in (
        ["import", "form.xlsx", "-o", "mine.toml"],
        ["export", "carer", "-o", "carer.xlsx"],
    ):
        ran = run("questionnaires", *words)
        assert (ran.code, ran.out) == (3, "")
        assert ran.error == (
            f"{words[-1]}: this file is there already. "
            "Add --force to write it again, or name another folder."
        )
        assert (here / words[-1]).read_text(encoding="utf-8") == "mine"
        assert run("questionnaires", *words, "--force").code == 0
        assert (here / words[-1]).read_bytes() != b"mine"


WRONG = {
    "export carer -o carer.xls": (
        2,
        "carer.xls: the name of this file must end in .xlsx. Write for example -o carer.xlsx.",
    ),
    "import form.xlsx -o mine": (
        2,
        "mine: the name of this file must end in .toml. Write for example -o mine.toml.",
    ),
    "import form.xlsx -o export.toml": (
        2,
        'export.toml: a questionnaire cannot be called "export": poet uses this name itself. '
        "Give the file another name.",
    ),
    "import form.xlsx -o topics.toml": (
        2,
        'topics.toml: a questionnaire cannot be called "topics": poet uses this name itself. '
        "Give the file another name.",
    ),
    "import nowhere.xlsx -o mine.toml": (
        3,
        "nowhere.xlsx: there is no such file. Check the name and the folder.",
    ),
    "import form.xlsx -o mine.toml --language Polish": (
        2,
        'language "Polish": the form has no such language. There are: "English (en)", '
        '"Cymraeg (cy)". Give one of them in full.',
    ),
    "export carers -o carers.xlsx": (
        2,
        'questionnaire "carers": there is no questionnaire of this name. '
        'There are: budget_holder, carer, practitioner. Did you mean "carer"?',
    ),
    "export carer -o c.xlsx --authority Avon --authority avon": (
        2,
        'authority "avon": it is given twice. Give each once.',
    ),
    "export carer -o c.xlsx --authority E1=": (
        2,
        'authority "E1=": the name is missing. '
        'Write it like this: --authority "E06000023=Bristol".',
    ),
    "export carer -o c.xlsx --authority \u6c49": (
        2,
        'authority "\u6c49": no code can be made from this name. '
        'Write it like this: --authority "E06000023=Bristol".',
    ),
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_is_told_and_nothing_is_written(
    run: Callable, form: Path, here: Path, words: str
) -> None:
    ran = run("questionnaires", *words.split())
    assert (ran.code, ran.out) == (WRONG[words][0], "")
    assert ran.error == WRONG[words][1]
    assert [path.name for path in here.iterdir()] == ["form.xlsx"]


def test_what_a_form_cannot_hold_is_told(run: Callable, small: Path, changed: Callable) -> None:
    changed(small / "questionnaires" / "mine.toml", "How old are you?", "How old is ${name}?")
    folder = ["--folder", str(small / "questionnaires")]
    ran = run("questionnaires", "export", "mine", *folder, "-o", "mine.xlsx")
    assert ran.code == 2
    assert ran.error == (
        'question "years": "${" stands in a text, and a form would put an answer in its place. '
        "Write the text without it."
    )


def test_answers_given_as_the_codes_of_a_form_are_understood(
    run: Callable, small: Path, here: Path
) -> None:
    folder = small / "questionnaires"
    run("questionnaires", "export", "mine", "--folder", folder, "-o", "mine.xlsx")
    survey = cells(here / "mine.xlsx", "survey")
    names = [
        row[1] for row in survey if str(row[0]).split()[0] in ("select_one", "decimal", "text")
    ]
    codes = {row[0]: row[1] for row in cells(here / "mine.xlsx", "choices")[1:]}
    answers = {"your_life": codes["change"], "group": codes["group"], "years": "61.0"}
    lines = [",".join(names), ",".join(answers.get(name, "x") for name in names)]
    (small / "carers.csv").write_text("\n".join(lines), encoding="utf-8")
    ran = run("check", small)
    assert ran.out == "carers.csv: 1 row read = 1 used + 0 set aside\n\nNo problems found.\n"


def test_the_same_form_twice_is_the_same_bytes(run: Callable, here: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        run("questionnaires", "export", "carer", "-o", name)
    assert (here / "a.xlsx").read_bytes() == (here / "b.xlsx").read_bytes()
