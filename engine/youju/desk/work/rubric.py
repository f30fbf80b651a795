"""A rubric opened in a worker, of a version or of a draft as it is being typed; its mistakes, and its cases run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from youju.author.lint import level_of, lint_versions
from youju.desk.packs import require_inside, unpack
from youju.facts import Dictionary, load_dictionary
from youju.publish.code_page import advice_of
from youju.regress.outcomes import CaseRun, outcomes_of
from youju.regress.reasons import reasons
from youju.regress.tell import since_when
from youju.rubric import Versions, dictionary_of, load_versions
from youju.rubric.packs import dictionary_folders
from youju.rubric.read import files_of, read_folder
from youju.rubric.spec import RubricSpec
from youju.source import CodedError, Diagnostic, RefusedError
from youju.store import Blobs

KEPT = 4
"""Rubrics that a worker holds ready: some megabytes each."""


@dataclass(frozen=True, slots=True)
class RubricAsk:
    """A version in the store of a folder, with texts by path that stand in place of its own; None for one taken out."""

    folder: str
    base: str
    changes: tuple[tuple[str, str | None], ...] = ()

    @property
    def about(self) -> str:
        """What a worker holds ready that has answered once: the version, whatever is typed over it."""
        return self.base


@dataclass(frozen=True, slots=True)
class Opened:
    """A rubric: its versions, or the mistakes that keep it from being loaded.

    `head` is there where it can be read; `dictionary` is the program's where the rubric's own has mistakes.
    """

    name: str
    files: Mapping[str, str]
    versions: Versions | None
    mistakes: tuple[Diagnostic, ...]
    head: RubricSpec | None
    dictionary: Dictionary


@lru_cache(maxsize=KEPT)
def opened(ask: RubricAsk) -> Opened:
    """The rubric that is asked for. CodedError where a path leads out of it."""
    name, base = unpack(Blobs(Path(ask.folder) / "blobs").get(ask.base))
    files = {path: text for path, text in {**base, **dict(ask.changes)}.items() if text is not None}
    with tempfile.TemporaryDirectory(prefix="youju-draft-") as home:
        folder = Path(home) / name
        for path, text in files.items():
            require_inside(path)
            at = folder / path
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_text(text, encoding="utf-8", newline="")
        return _loaded(name, files, folder)


def _loaded(name: str, files: Mapping[str, str], folder: Path) -> Opened:
    read, _ = read_folder(folder)
    found = files_of(read, read.spans[0])[0].head
    head = None if found is None else found.model
    shared, *own = dictionary_folders(folder)
    try:
        # `dictionary_of` keeps by folder, and this one is gone in a moment.
        dictionary = load_dictionary(shared, *own) if own else dictionary_of()
    except RefusedError as error:
        return Opened(name, files, None, error.diagnostics, head, dictionary_of())
    try:
        return Opened(name, files, load_versions(folder, dictionary), (), head, dictionary)
    except RefusedError as error:
        return Opened(name, files, None, error.diagnostics, head, dictionary)


def whole(ask: RubricAsk) -> tuple[Opened, Versions]:
    """A rubric that loads. CodedError `draft-broken` where it does not."""
    found = opened(ask)
    if found.versions is None:
        count = len(found.mistakes)
        zh = f"评分标准里还有 {count} 处错误，改好以后才能算"
        raise CodedError("draft-broken", zh, f"the rubric has {count} mistakes; nothing can be worked out before")
    return found, found.versions


def lint(ask: RubricAsk) -> list[dict[str, Any]]:
    """What `youju rubric lint` says of it, in the order of places: mistakes alone where it does not load."""
    return list(_linted(ask))


@lru_cache(maxsize=16)
def _linted(ask: RubricAsk) -> tuple[dict[str, Any], ...]:
    found = opened(ask)
    if found.versions is None:
        return tuple(told(one, "error") for one in found.mistakes)
    return tuple(told(one, level_of(one)) for one in lint_versions(found.versions))


def told(one: Diagnostic, level: str) -> dict[str, Any]:
    """A mistake as plain values; `file` is its path in the rubric, and what to do stands in both languages."""
    place = one.place
    zh, en = advice_of(one.code)
    if one.proposal is not None:
        zh, en = f"改成 {one.proposal}", f"write {one.proposal}"
    return {
        "file": inside(place.file),
        "line": place.line,
        "column": place.column,
        "length": place.length,
        "level": level,
        "code": one.code,
        "zh": one.zh,
        "en": one.en,
        "do_zh": zh,
        "do_en": en,
    }


def inside(file: str) -> str:
    """The path of a file in its rubric, of a place that begins with the rubric's name."""
    return file.partition("/")[2]


def cases(ask: RubricAsk, path: str | None = None) -> list[dict[str, Any]]:
    """Every case, or those of a file, as `youju rubric test` has them. CodedError `draft-broken`."""
    return [_case(one) for one in _tested(ask) if path in (None, inside(one.place.file))]


@lru_cache(maxsize=KEPT)
def _tested(ask: RubricAsk) -> tuple[CaseRun, ...]:
    _, versions = whole(ask)
    return outcomes_of(versions.all)


def _case(one: CaseRun) -> dict[str, Any]:
    version = one.outcomes[-1].version
    known = version.rubric.indicators.get(one.indicator or "")
    return {
        "title": one.title,
        "indicator": one.indicator,
        "zh": known.title.zh if known else "总分和各部分",
        "en": known.title.of("en") if known else "total and sections",
        "standing": one.standing,
        "passed": not one.failed,
        "file": inside(one.place.file),
        "line": one.place.line,
        "differences": list(_differences(one)),
        "reasons": {lang: _reasons(one, lang) for lang in ("zh", "en")} if one.failed else {"zh": [], "en": []},
    }


def _differences(one: CaseRun) -> Iterator[dict[str, Any]]:
    for failed in one.failed:
        for way, difference in failed.differences:
            yield {
                "since": since_when(failed.version),
                "what": " ".join(way),
                "expected": difference.expected,
                "found": difference.found,
            }


def _reasons(one: CaseRun, lang: str) -> list[str]:
    return list(dict.fromkeys(line for failed in one.failed for line in reasons(one, failed, lang)))
