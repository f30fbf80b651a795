"""`youju rubric history`: the changes of a rubric, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import click

from youju.audit.words import printable
from youju.author.history import Changed, Part, as_json, history
from youju.cli.open import find_rubric, open_versions
from youju.explain import MARKS, find_indicator
from youju.rubric import Versions
from youju.source import CodedError, plain


def run_history(name: str, indicator: str | None, json_: bool) -> None:
    """Prints what changed when, of a rubric or of one of its indicators."""
    versions = open_versions(find_rubric(name))
    found = history(versions, None if indicator is None else _indicator(versions, indicator))
    if json_:
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=1))
        return
    for line in _lines(versions, found):
        click.echo(printable(line))


def _indicator(versions: Versions, asked: str) -> str:
    """The indicator asked for, of whatever version has it."""
    near: str | None = None
    for version in reversed(versions.all):
        found, proposed = find_indicator(version.rubric, asked)
        if found is not None:
            return found
        near = near or proposed
    hint = (f"。是否想查“{near}”？", f"; did you mean “{near}”?") if near else ("", "")
    zh, en = f"没有指标“{asked}”{hint[0]}", f"there is no indicator “{asked}”{hint[1]}"
    raise CodedError("indicator-not-found", zh, en)


def _record(one: Changed) -> dict[str, Any]:
    parts = [
        {"path": ".".join(part.path), "before": as_json(part.before), "after": as_json(part.after)}
        for part in one.parts
    ]
    return {
        "day": one.day.isoformat(),
        "file": one.file,
        "indicator": one.indicator,
        "because": plain(one.because),
        "basis": plain(one.basis),
        "parts": parts,
    }


def _lines(versions: Versions, found: tuple[Changed, ...]) -> Iterator[str]:
    titles = {
        key: f"{one.title.zh} · {one.title.en}"
        for version in versions.all
        for key, one in version.rubric.indicators.items()
    }
    first, last = versions.all[0], versions.last.rubric
    begin = first.span.start
    yield f"{last.id}  {last.spec.title.zh} / {last.spec.title.en}"
    yield f"{begin} 起施行 / in force from {begin}" if begin else "最早的版本没有写施行日期 / no first day is given"
    if not found:
        yield "没有改动 / nothing changed"
    day = None
    for one in found:
        if one.day != day:
            day = one.day
            yield f"\n{day} 起 / from {day}"
        yield f"  {one.file}" + (f"  {titles[one.indicator]}" if one.indicator in titles else "")
        yield f"    为什么 why：{one.because.zh} / {one.because.en}"
        for basis in one.basis:
            source = f"（{basis.source}）" if basis.source else ""
            yield f"    依据 basis：{MARKS[basis.mark]['zh']} {MARKS[basis.mark]['en']}：{basis.text}{source}"
        yield from (f"    {_part(part, titles)}" for part in one.parts)


def _part(part: Part, titles: Mapping[str, str]) -> str:
    path = ".".join(part.path)
    title = f"（{titles[part.path[-1]]}）" if part.path[-1] in titles else ""
    before, after = _flow(as_json(part.before)), _flow(as_json(part.after))
    if part.before is None:
        return f"+ {path}{title}" + ("" if after == part.path[-1] else f"：{after}")
    if part.after is None:
        return f"- {path}{title}" + ("" if before == part.path[-1] else f"：{before}")
    return f"  {path}：{before} → {after}"


def _flow(value: Any) -> str:
    """A value on one line, as a file could have it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"  # pyright: ignore[reportUnknownVariableType] - of JSON
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"  # pyright: ignore[reportUnknownVariableType] - of JSON
    return " ".join(str(value).split())
