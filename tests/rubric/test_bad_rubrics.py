"""Every mistake of a rubric is refused at its word: one folder per code, with the lines it must give."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from youju.facts import Dictionary, load_dictionary
from youju.rubric import load_rubric
from youju.source import Diagnostic, RefusedError, render_all

RUBRICS = Path(__file__).parents[1] / "rubrics"
BAD = sorted(path for path in (RUBRICS / "bad").iterdir() if path.is_dir())


@functools.cache
def dictionary() -> Dictionary:
    return load_dictionary(RUBRICS / "dictionary")


def refused(folder: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(RefusedError) as error:
        load_rubric(folder, dictionary())
    return error.value.diagnostics


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_bad_rubric_gives_exactly_its_lines(folder: Path):
    expected = (folder / "expected.txt").read_text(encoding="utf-8")

    assert render_all(refused(folder)) + "\n" == expected


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_folder_shows_the_code_it_is_named_after(folder: Path):
    codes = {diagnostic.code for diagnostic in refused(folder)}
    shows = any(folder.name.startswith(code) for code in codes)

    assert shows or folder.name == "three-files-at-once"


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_column_points_at_the_word(folder: Path):
    """The character at every column is the beginning of a word, never white space or the end of a line."""
    for diagnostic in refused(folder):
        path = RUBRICS / "bad" / diagnostic.place.file
        line = path.read_text(encoding="utf-8").splitlines()[diagnostic.place.line - 1]
        rest = line[diagnostic.place.column - 1 :]

        assert rest[:1].strip() or diagnostic.code in ("feel-unfinished", "source-syntax")


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_name_said_to_be_wrong_stands_at_its_column(folder: Path):
    named = ("feel-unknown-name", "feel-unknown-function", "rubric-unknown", "rubric-wording", "source-unknown-key")
    for diagnostic in refused(folder):
        if diagnostic.code.startswith(named):
            path = RUBRICS / "bad" / diagnostic.place.file
            line = path.read_text(encoding="utf-8").splitlines()[diagnostic.place.line - 1]
            marked = diagnostic.zh.split("`")[1::2]

            assert line[diagnostic.place.column - 1 :].startswith(tuple(marked))


def test_mistakes_in_three_files_come_in_one_run():
    files = {diagnostic.place.file.partition("/")[2] for diagnostic in refused(RUBRICS / "bad" / "three-files-at-once")}

    assert files == {"rubric.yaml", "indicators/part/rate.yaml", "checks/agree.yaml"}


def test_at_least_thirty_codes_are_shown():
    codes = {diagnostic.code for folder in BAD for diagnostic in refused(folder)}

    assert len(codes) >= 30


def test_every_message_is_said_in_both_languages():
    """What stands in backticks is the author's own and may be Chinese in either."""
    said = [one for folder in BAD for one in refused(folder)]
    same = [one.code for one in said if one.zh == one.en]
    chinese = {one.code for one in said if not "".join(one.en.split("`")[::2]).isascii()}

    assert (same, chinese - {"rubric-weights"}) == ([], set())


def test_an_empty_folder_is_refused_and_not_taken_for_a_rubric(tmp_path: Path):
    assert [one.code for one in refused(tmp_path)] == ["source-unreadable"]


def test_mistakes_of_cards_are_told_even_where_rubric_yaml_cannot_be_read(tmp_path: Path):
    card = tmp_path / "indicators" / "part" / "rate.yaml"
    card.parent.mkdir(parents=True)
    bad = RUBRICS / "bad" / "feel-unknown-name" / "indicators" / "part" / "rate.yaml"
    card.write_text(bad.read_text("utf-8"), "utf-8")
    (tmp_path / "rubric.yaml").write_text("rubric: [", "utf-8")

    assert [one.code for one in refused(tmp_path)] == ["feel-unknown-name", "source-syntax"]


def test_the_minimal_rubric_loads():
    rubric = load_rubric(RUBRICS / "good" / "minimal", dictionary())

    assert list(rubric.indicators) == ["rate", "timely", "bonus"]
