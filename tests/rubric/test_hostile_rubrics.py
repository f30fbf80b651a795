"""Whatever somebody puts into a rubric's folder, it is refused by its code, at a place inside a file, or it loads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from forked import youju

from hostile_rubrics import HOSTILE, RUBRICS, folder_of
from youju.cli.refused import refused
from youju.facts import load_dictionary
from youju.rubric import load_rubric
from youju.source import RefusedError


def refusal(folder: Path) -> RefusedError | None:
    try:
        load_rubric(folder, load_dictionary(RUBRICS / "dictionary"))
    except RefusedError as error:
        return error
    return None


@pytest.mark.parametrize("name", list(HOSTILE))
def test_what_is_hostile_is_refused_by_its_code(name: str, tmp_path: Path):
    error = refusal(folder_of(name, tmp_path))

    assert HOSTILE[name].codes == (frozenset() if error is None else {one.code for one in error.diagnostics})


@pytest.mark.parametrize("name", list(HOSTILE))
def test_what_is_said_of_it_is_short_and_obeyed_by_no_screen(name: str, tmp_path: Path):
    error = refusal(folder_of(name, tmp_path))
    lines = [] if error is None else list(refused(error))

    assert [line for line in lines if not line.isprintable() and "\u3000" not in line] == []
    assert max(map(len, lines), default=0) <= 1_400
    assert len(lines) <= 300


@pytest.mark.parametrize(
    "name",
    ["a bomb of aliases", "a link to passwords", "a pipe", "folders without end", "a name that is no text", "500 ifs",
     "escapes for a screen", "files without end", "unknown keys"],
)  # fmt: skip
def test_the_command_line_says_so_in_sentences(name: str, tmp_path: Path):
    folder = folder_of(name, tmp_path)
    done = youju("rubric", "lint", folder)
    told = done.stdout + done.stderr

    assert (2, "") == (done.returncode, done.stdout)
    assert [word for word in ("Traceback", "internal", "root:", "\x1b") if word in told] == []


def test_a_link_to_a_file_of_the_same_folder_is_read(tmp_path: Path):
    folder = folder_of("names that double", tmp_path)
    card = folder / "indicators" / "part" / "timely.yaml"
    card.rename(folder / "kept")
    card.symlink_to(os.path.join("..", "..", "kept"))

    assert refusal(folder) is None


def test_what_editors_leave_behind_is_not_looked_at(tmp_path: Path):
    folder = folder_of("names that double", tmp_path)
    (folder / "indicators" / ".#timely.yaml").symlink_to("nobody@nowhere")
    (folder / "indicators" / ".DS_Store").touch()
    (folder / "indicators" / "README.md").touch()

    assert refusal(folder) is None


def test_a_rubric_reached_through_a_link_is_read(tmp_path: Path):
    folder = folder_of("names that double", tmp_path)
    (tmp_path / "linked").symlink_to(folder)

    assert refusal(tmp_path / "linked") is None


def test_the_formatter_changes_nothing_outside_and_waits_for_no_pipe(tmp_path: Path):
    outside = tmp_path / "outside.txt"
    outside.write_text("a:   1\n", "utf-8")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "link.yaml").symlink_to(outside)
    os.mkfifo(tmp_path / "inside" / "pipe.yaml")
    done = youju("rubric", "format", tmp_path / "inside")

    assert (2, "a:   1\n") == (done.returncode, outside.read_text("utf-8"))
    assert done.stderr.startswith("source-unreadable：")


def test_a_name_too_long_for_a_path_is_no_rubric():
    done = youju("rubric", "lint", "x" * 5_000)

    assert (2, "rubric-not-found") == (done.returncode, done.stderr.partition("：")[0])
