"""Answers kept on disk: bounded, made anew where they are damaged, shared by processes, there after a restart."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.desk.kept import Kept

SUM = 32
"""Bytes that each answer takes beside its own."""


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def never() -> bytes:
    raise AssertionError("it was kept")


@given(asked=st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0, 1, 67, 68, 69, 168, 169])), max_size=25))
def test_the_folder_never_holds_more_than_it_may_and_the_last_answer_that_fits_is_there(
    asked: list[tuple[int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as home:
        kept = Kept(Path(home), on_disk=200)
        for key, length in asked:
            answer = kept.data("bytes", [key, length], lambda length=length: b"x" * length)

            assert (True, length) == (size(Path(home)) <= 200, len(answer))
            if length + SUM <= 200:
                assert answer == kept.data("bytes", [key, length], never)


def test_what_was_asked_for_last_stays_longest(tmp_path: Path) -> None:
    kept = Kept(tmp_path, on_disk=3 * (SUM + 10))
    for key in (1, 2, 3):
        kept.data("bytes", key, lambda: b"x" * 10)
    kept.data("bytes", 1, never)
    kept.data("bytes", 4, lambda: b"y" * 10)

    expected = (b"x" * 10, b"y" * 10, b"new")
    actual = (kept.data("bytes", 1, never), kept.data("bytes", 4, never), kept.data("bytes", 2, lambda: b"new"))
    assert expected == actual


def test_answers_are_there_after_a_restart_and_are_those_of_their_kind_and_key(tmp_path: Path) -> None:
    before, after = Kept(tmp_path), Kept(tmp_path)
    before.plain("words", ["a", 1], lambda: {"zh": "字", "n": [1, None, True]})
    before.data("papers", "a", lambda: b"1")

    expected = ({"zh": "字", "n": [1, None, True]}, 2, 3, b"1")
    actual = (
        after.plain("words", ["a", 1], never),
        after.plain("words", ["a", 2], lambda: 2),
        after.plain("others", ["a", 1], lambda: 3),
        after.data("papers", "a", never),
    )
    assert expected == actual


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda data: data[:-1], lambda data: data + b"x", lambda data: b"x" + data[1:]],
    ids=["empty", "cut off", "longer", "other"],
)
def test_a_damaged_answer_is_made_anew_and_kept_whole(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    Kept(tmp_path).plain("words", "a", lambda: "old")
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(damage(file.read_bytes()))

    expected = (None, "new", "new")
    actual = (
        Kept(tmp_path).known("words", "a"),
        Kept(tmp_path).plain("words", "a", lambda: "new"),
        Kept(tmp_path).plain("words", "a", never),
    )
    assert expected == actual


def test_a_folder_that_cannot_be_written_keeps_nobody_from_an_answer(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder would be")
    kept = Kept(tmp_path / "kept")

    assert b"1" == kept.data("bytes", 1, lambda: b"1")


def test_two_processes_keep_in_one_folder_and_each_gets_its_answers(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from youju.desk.kept import Kept\n"
        "kept = Kept(Path(sys.argv[1]), on_disk=20_000)\n"
        "for n in range(300):\n"
        "    key = n * 7 % 40\n"
        "    assert kept.data('bytes', key, lambda: b'%d ' % key * 400) == b'%d ' % key * 400\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path)]) for _ in range(2)]

    expected = ([0, 0], True)
    actual = ([one.wait(60) for one in both], size(tmp_path) <= 2 * 20_000)
    assert expected == actual
