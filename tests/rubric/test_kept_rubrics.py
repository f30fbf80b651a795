"""A kept rubric is the rubric of the files as they are now, or it is not taken."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from youju.rubric import Editions, Rubric, dictionary_of, load_editions, load_versions, packs
from youju.source import RefusedError, events, yaml

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "example"
DATED = Path(__file__).resolve().parents[1] / "rubrics" / "good" / "over-the-years"
PARTS = ("id", "spec", "dictionary", "indicators", "checks", "content", "digest")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "example"))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each file was parsed as YAML."""
    counted: Counter[str] = Counter()
    real = events.read_events

    def counting(text: str, shown: str) -> Any:
        counted[shown] += 1
        return real(text, shown)

    monkeypatch.setattr(events, "read_events", counting)
    # Nodes of short texts are remembered within a process: here every reading counts.
    monkeypatch.setattr(yaml, "_kept", yaml._parsed)
    return counted


def parts(rubric: Rubric) -> list[object]:
    return [getattr(rubric, part) for part in PARTS]


def edited(folder: Path, name: str, old: str, new: str) -> None:
    path = next(folder.rglob(name))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("rubric", [*(pack.folder for pack in packs()), EXAMPLE, DATED], ids=lambda one: one.name)
def test_what_was_kept_is_what_was_loaded(cache: Path, rubric: Path, parsed: Counter[str]) -> None:
    load_editions(rubric)
    once = sum(parsed.values())
    kept = load_editions(rubric)
    loaded = load_versions(rubric, dictionary_of(rubric))

    assert once > 0
    assert [(one.span, parts(one.rubric)) for one in loaded.all] == [(one.span, parts(one.rubric)) for one in kept.all]
    assert [list(one.rubric.indicators) for one in loaded.all] == [list(one.rubric.indicators) for one in kept.all]


def test_a_rubric_that_is_kept_is_read_without_parsing_a_file(cache: Path, folder: Path, parsed: Counter[str]) -> None:
    load_editions(folder)
    parsed.clear()
    load_editions(folder)

    assert Counter() == parsed


def test_a_file_that_changed_is_read_anew_and_one_changed_back_is_found_again(
    cache: Path, folder: Path, parsed: Counter[str]
) -> None:
    before = load_editions(folder).last.rubric.digest
    edited(folder, "rubric.yaml", "round: 0.01", "round: 0.1")
    after = load_editions(folder).last.rubric.digest
    edited(folder, "rubric.yaml", "round: 0.1", "round: 0.01")
    parsed.clear()

    assert before != after
    assert before == load_editions(folder).last.rubric.digest
    assert Counter() == parsed


def test_a_rubric_edited_with_a_mistake_is_refused_each_time_at_its_place(cache: Path, folder: Path) -> None:
    load_editions(folder)
    edited(folder, "rubric.yaml", "round:", "rund:")

    def places() -> list[tuple[str, str]]:
        with pytest.raises(RefusedError) as refused:
            load_editions(folder)
        return [(one.code, str(one.place)) for one in refused.value.diagnostics]

    with pytest.raises(RefusedError) as refused:
        load_versions(folder, dictionary_of(folder))
    loaded = [(one.code, str(one.place)) for one in refused.value.diagnostics]

    assert loaded == places()
    assert loaded == places()


def test_another_program_reads_anew(
    cache: Path, folder: Path, parsed: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_editions(folder)
    parsed.clear()
    monkeypatch.setattr("youju.rubric.kept._program", lambda: b"another")
    load_editions(folder)

    assert sum(parsed.values()) > 0


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def altered(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


@pytest.mark.parametrize("damage", [cut, altered, lambda _: b"", lambda _: b"\xff\n\xff"])
def test_what_is_not_as_it_was_written_is_not_taken(
    cache: Path, folder: Path, damage: Callable[[bytes], bytes], parsed: Counter[str]
) -> None:
    whole = load_editions(folder)
    (kept,) = cache.glob("*.json")
    kept.write_bytes(damage(kept.read_bytes()))
    parsed.clear()
    again = load_editions(folder)

    assert sum(parsed.values()) > 0
    assert parts(whole.last.rubric) == parts(again.last.rubric)


@pytest.mark.parametrize("mode", [0o777, 0o720])
def test_a_folder_that_others_may_write_to_is_neither_read_nor_written(cache: Path, folder: Path, mode: int) -> None:
    cache.mkdir()
    cache.chmod(mode)

    assert isinstance(load_editions(folder), Editions)
    assert [] == list(cache.iterdir())


def test_nothing_is_kept_where_it_is_turned_off(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, parsed: Counter[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setenv("YOUJU_CACHE", "off")
    load_editions(folder)
    parsed.clear()
    load_editions(folder)

    assert sum(parsed.values()) > 0
    assert not (tmp_path / "caches").exists()
