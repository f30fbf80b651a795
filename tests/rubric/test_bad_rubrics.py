"""Every mistake of a rubric is refused at its word: one folder per code, with exactly what a person is told.

A folder holds what differs from `good/minimal`: changed and added files, and in absent.txt those taken away.
"""

from __future__ import annotations

import functools
import re
import shutil
from pathlib import Path

import pytest

from hostile_rubrics import HOSTILE
from youju.cli.refused import refused as told
from youju.facts import Dictionary, load_dictionary
from youju.rubric import load_rubric
from youju.source import Diagnostic, RefusedError

RUBRICS = Path(__file__).parents[1] / "rubrics"
BAD = sorted(path for path in (RUBRICS / "bad").iterdir() if path.is_dir())
NOTES = ("expected.txt", "absent.txt")
ENGINE = Path(__file__).parents[2] / "engine" / "youju"
ROOMS = ("facts", "feel", "rubric", "source")
# Types are checked when a rule is loaded; what only a value can show is found when it is worked out (tests/feel), and
# that a rubric has not begun when a day is asked for (tests/rubric/test_versions.py).
EVALUATING = {
    "feel-compare-types", "feel-foreign-value", "feel-not-boolean", "feel-not-number", "feel-scale", "feel-text-limit",
    "feel-too-large", "rubric-not-in-force",
}  # fmt: skip


@functools.cache
def dictionary() -> Dictionary:
    return load_dictionary(RUBRICS / "dictionary")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every bad rubric whole, beside the others."""
    root = tmp_path_factory.mktemp("bad")
    for folder in BAD:
        shutil.copytree(RUBRICS / "good" / "minimal", root / folder.name)
        shutil.copytree(folder, root / folder.name, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NOTES))
        absent = folder / "absent.txt"
        for name in absent.read_text("utf-8").split() if absent.exists() else ():
            (root / folder.name / name).unlink()
    return root


def error_of(folder: Path) -> RefusedError:
    own = folder / "dictionary"
    with pytest.raises(RefusedError) as error:
        load_rubric(folder, load_dictionary(RUBRICS / "dictionary", own) if own.is_dir() else dictionary())
    return error.value


def refused(folder: Path) -> tuple[Diagnostic, ...]:
    return error_of(folder).diagnostics


def line_of(built: Path, diagnostic: Diagnostic) -> str:
    text = (built / diagnostic.place.file).read_text("utf-8-sig", errors="replace")
    return [*text.split("\n"), ""][diagnostic.place.line - 1]


@pytest.mark.parametrize("name", [folder.name for folder in BAD])
def test_a_bad_rubric_is_told_in_exactly_these_words(built: Path, name: str):
    expected = (RUBRICS / "bad" / name / "expected.txt").read_text("utf-8")

    actual = "\n".join(told(error_of(built / name))).replace(f"{built}/", "")

    assert expected == actual + "\n"


@pytest.mark.parametrize("name", [folder.name for folder in BAD])
def test_a_folder_shows_the_code_it_is_named_after(built: Path, name: str):
    codes = {diagnostic.code for diagnostic in refused(built / name)}
    shows = any(name.startswith(code) for code in codes)

    assert shows or name == "three-files-at-once"


@pytest.mark.parametrize("name", [folder.name for folder in BAD])
def test_a_column_points_at_the_word(built: Path, name: str):
    """The character at every column is the beginning of a word, never white space or the end of a line."""
    for diagnostic in refused(built / name):
        rest = line_of(built, diagnostic)[diagnostic.place.column - 1 :]

        assert rest[:1].strip() or diagnostic.code in ("feel-unfinished", "source-syntax") or rest[0] == "\u3000"


@pytest.mark.parametrize("name", [folder.name for folder in BAD])
def test_a_name_said_to_be_wrong_is_what_the_carets_mark(built: Path, name: str):
    named = ("feel-unknown-name", "feel-unknown-function", "rubric-unknown", "rubric-wording", "source-unknown-key")
    for diagnostic in refused(built / name):
        if diagnostic.code.startswith(named):
            at = diagnostic.place.column - 1
            marked = line_of(built, diagnostic)[at : at + diagnostic.place.length]

            assert any(marked.startswith(word) for word in diagnostic.zh.split("`")[1::2])


@pytest.mark.parametrize("name", [folder.name for folder in BAD])
def test_every_mistake_comes_with_a_line_and_with_what_to_do(built: Path, name: str):
    text = "\n".join(told(error_of(built / name)))
    expected = len(refused(built / name))

    advised = sum("怎么办：" in line and line[-1] != "：" for line in text.split("\n"))

    assert (2 * expected, expected) == (text.count(" │ "), advised)


def test_mistakes_in_three_files_come_in_one_run(built: Path):
    files = {diagnostic.place.file.partition("/")[2] for diagnostic in refused(built / "three-files-at-once")}

    assert files == {"rubric.yaml", "indicators/part/rate.yaml", "checks/agree.yaml"}


def test_every_code_that_loading_can_give_is_shown(built: Path):
    """By a folder here, or by what is too large or too strange to be kept as one."""
    text = "".join(path.read_text("utf-8") for room in ROOMS for path in sorted((ENGINE / room).rglob("*.py")))
    codes = set(re.findall(r'"((?:dictionary|feel|rubric|source)-[a-z-]+)"', text))
    shown = {diagnostic.code for folder in BAD for diagnostic in refused(built / folder.name)}

    assert codes - EVALUATING == shown | {code for one in HOSTILE.values() for code in one.codes}
    assert codes >= EVALUATING


def test_at_least_forty_codes_and_seventy_folders_are_shown(built: Path):
    codes = {diagnostic.code for folder in BAD for diagnostic in refused(built / folder.name)}

    assert len(codes) >= 40
    assert len(BAD) >= 70


def test_every_message_is_said_in_both_languages(built: Path):
    """What stands in backticks is the author's own and may be Chinese in either."""
    said = [one for folder in BAD for one in refused(built / folder.name)]
    same = [one.code for one in said if one.zh == one.en]
    chinese = {one.code for one in said if not "".join(one.en.split("`")[::2]).isascii()}

    assert (same, chinese) == ([], set())


def test_very_many_mistakes_are_counted_and_not_all_printed(tmp_path: Path):
    shutil.copytree(RUBRICS / "good" / "minimal", tmp_path / "many")
    rules = "".join(f"  - {{id: r{i}, when: 没有{i}, points: 1}}\n" for i in range(90))
    card = tmp_path / "many" / "indicators" / "part" / "timely.yaml"
    card.write_text(card.read_text("utf-8") + rules, "utf-8")

    lines = list(told(error_of(tmp_path / "many")))

    assert sum("→" in line for line in lines) == 40
    assert "……还有 50 处 / and 50 more" in lines


def test_an_empty_folder_is_refused_and_not_taken_for_a_rubric(tmp_path: Path):
    assert [one.code for one in refused(tmp_path)] == ["source-unreadable"]


def test_mistakes_of_cards_are_told_even_where_rubric_yaml_cannot_be_read(built: Path, tmp_path: Path):
    shutil.copytree(built / "feel-unknown-name", tmp_path / "one")
    (tmp_path / "one" / "rubric.yaml").write_text("rubric: [", "utf-8")

    assert [one.code for one in refused(tmp_path / "one")] == ["feel-unknown-name", "source-syntax"]


def test_the_minimal_rubric_loads():
    rubric = load_rubric(RUBRICS / "good" / "minimal", dictionary())

    assert list(rubric.indicators) == ["rate", "timely", "bonus"]
