"""The catalogues hold every text there is, each translation fits, and files are made alike."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from poet import definition
from poet.language import CATALOGUE_FILE, LANGUAGES
from poet.language_rules import filled_in, markup

REPOSITORY = Path(__file__).resolve().parents[1]
SCRIPT = REPOSITORY / "scripts" / "translations.py"
CODES = sorted(file.parent.name for file in LANGUAGES.glob(f"*/{CATALOGUE_FILE}"))


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def all_texts(script: ModuleType) -> Catalog:
    return script.template()


@pytest.fixture(scope="module", params=CODES)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    with (LANGUAGES / request.param / CATALOGUE_FILE).open("rb") as file:
        return read_po(file, locale=request.param, abort_invalid=True)


def keys(catalog: Catalog) -> list[tuple[str | None, str]]:
    return [(message.context, message.id) for message in catalog if message.id]


def test_every_file_is_as_the_script_writes_it(script: ModuleType) -> None:
    old = [str(file) for file, content in script.files().items() if file.read_bytes() != content]
    assert old == [], "old: run .venv/bin/python scripts/translations.py"


def test_every_text_is_in_every_language_once(catalog: Catalog, all_texts: Catalog) -> None:
    assert keys(catalog) == keys(all_texts)
    assert len(set(keys(catalog))) == len(keys(catalog)) > 500


def test_no_message_has_a_plural_as_templates_know_no_numbers(all_texts: Catalog) -> None:
    assert all(isinstance(message.id, str) for message in all_texts)


def test_every_translation_keeps_what_its_text_is_filled_with(catalog: Catalog) -> None:
    done = [message for message in catalog if message.id and message.string]
    assert len(done) > 100
    for message in done:
        assert filled_in(message.string) == filled_in(message.id), message.id
        assert markup(message.string) == markup(message.id), message.id
        assert message.string == message.string.strip(), message.id


def test_apostrophes_are_typographic_as_others_are_escaped_in_styles(catalog: Catalog) -> None:
    assert [m.string for m in catalog if m.string and "'" in m.string and "'" not in m.id] == []


def test_nothing_is_marked_fuzzy_without_words(catalog: Catalog) -> None:
    assert [m.id for m in catalog if m.id and m.fuzzy and not m.string] == []


def test_what_ends_in_a_mark_or_begins_with_a_capital_does_so_in_every_language(
    catalog: Catalog,
) -> None:
    for message in (m for m in catalog if m.id and m.string):
        for ending in (".", "?", ":"):
            assert message.string.endswith(ending) == message.id.endswith(ending), message.id
        if message.id[0].islower():
            assert message.string[0].islower(), message.id
        elif message.id[0].isupper():
            assert message.string[0].isupper(), message.id


def test_welsh_catalogue_says_that_a_welsh_speaker_must_read_it() -> None:
    head = (LANGUAGES / "cy" / CATALOGUE_FILE).read_text(encoding="utf-8").split("msgid")[0]
    assert "A WELSH SPEAKER MUST READ ALL OF THIS BEFORE ANY OF IT IS USED." in head


def test_texts_come_from_templates_styles_titles_and_questionnaires(all_texts: Catalog) -> None:
    topic = next(iter(definition.shared_topics().values()))
    wanted = {
        (None, "Who answered"),
        (None, "Page %(page)s of %(pages)s"),
        (None, "Talk about this"),
        ("title of an edition", "Workshop report"),
        ("short name", topic),
        ("answer of the scale change", "Better"),
        ("side of the scale change", "better"),
        ("question", "How old are you?"),
    }
    assert wanted <= set(keys(all_texts))


def test_no_line_of_a_file_tells_a_day_a_person_or_a_line_number(script: ModuleType) -> None:
    for content in script.files().values():
        text = content.decode()
        assert not [line for line in text.splitlines() if "Date" in line or "@" in line]
        places = [line for line in text.splitlines() if line.startswith("#: ")]
        assert len(places) > 100
        assert not [line for line in places if ":" in line.removeprefix("#: ")]


@pytest.fixture
def elsewhere(script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The script with a folder of its own for the catalogues, and these few texts."""
    texts = [
        script.Text("Better", "answer", REPOSITORY / "questionnaires" / "carer.toml"),
        script.Text("Who answered", "", REPOSITORY / "report_templates" / "a.html"),
    ]
    monkeypatch.setattr(script, "LANGUAGES", tmp_path)
    monkeypatch.setattr(script, "TEMPLATE_FILE", tmp_path / "poet.pot")
    monkeypatch.setattr(script, "texts", lambda: iter(texts))
    monkeypatch.setattr(script.sys.stdout, "write", lambda text: None)
    return tmp_path


def test_a_new_language_starts_with_every_text_and_no_translation(
    script: ModuleType, elsewhere: Path
) -> None:
    script.main(("gd",))
    started = (elsewhere / "gd" / CATALOGUE_FILE).read_text(encoding="utf-8")
    assert '"Language: gd\\n"' in started
    assert 'msgctxt "answer"\nmsgid "Better"\nmsgstr ""\n' in started
    assert 'msgid "Who answered"\nmsgstr ""\n' in started


def test_translations_stay_and_what_is_no_longer_said_is_marked_obsolete(
    script: ModuleType, elsewhere: Path
) -> None:
    file = elsewhere / "cy" / CATALOGUE_FILE
    file.parent.mkdir()
    file.write_text(
        '# Ours.\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '# Ask again.\nmsgctxt "answer"\nmsgid "Better"\nmsgstr "Gwell"\n\n'
        'msgid "Who answered?"\nmsgstr "Pwy atebodd?"\n',
        encoding="utf-8",
    )
    made = script.files()[file].decode()
    assert made.startswith("# Ours.\n")
    assert '# Ask again.\n#: questionnaires/carer.toml\nmsgctxt "answer"\nmsgid "Better"' in made
    assert 'msgid "Better"\nmsgstr "Gwell"\n' in made
    assert 'msgid "Who answered"\nmsgstr ""\n' in made, "a text that resembles another is new"
    assert '#~ msgid "Who answered?"\n#~ msgstr "Pwy atebodd?"\n' in made


def test_a_file_is_written_alike_however_often(script: ModuleType, elsewhere: Path) -> None:
    first = script.files(("cy",))
    (elsewhere / "cy").mkdir()
    (elsewhere / "cy" / CATALOGUE_FILE).write_bytes(first[elsewhere / "cy" / CATALOGUE_FILE])
    assert script.files() == first
