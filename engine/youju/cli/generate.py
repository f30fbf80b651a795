"""What `youju rubric generate` does: cases on the screen, in a file or on the cards; how sure it is of their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from youju.audit.cases import run_case
from youju.audit.words import printable
from youju.author.edits import EditError
from youju.author.splice import with_lines
from youju.author.twice import facts_supposed
from youju.cli.departments import departments_record, told_departments, write_departments
from youju.cli.files import put_files, put_new, with_mark
from youju.cli.open import asked_day, asked_indicator, asked_rubrics, open_versions
from youju.cli.terminal import write_record
from youju.feel import show_number
from youju.regress.generate import Draft, Generated, Joined, Why, case_lines, generated, joined, pasted
from youju.rubric import Authored, Indicator, Pack, Rubric, Versions
from youju.rubric.days import Day
from youju.source import CodedError
from youju.structs import Struct

_WHY: dict[Why, tuple[str, str]] = {
    "none": ("不可能（已证明）", "infeasible (proved)"),
    "off grid": ("只有两格之间的数才行", "only between points of the grid"),
    "unknown": ("求解器没有答完", "given up by the solver"),
    "not analysed": ("没有分析，因为写不成求解器的公式", "not analysed, because the solver has no words for it"),
}


class Asked(Struct):
    """What the command was asked for."""

    rubric: str | None
    indicators: tuple[str, ...]
    every: bool
    on: str | None
    into: Path | None
    write: bool
    departments: Path | None
    force: bool
    show: bool
    as_json: bool


class _Run(Struct):
    """What was generated for a version of a rubric."""

    pack: Pack
    authored: Authored
    found: tuple[Generated, ...]
    joined: Joined | None = None


def run_generate(asked: Asked) -> None:
    """Generates, writes what was asked for, and tells of every indicator how many cases are needed and why."""
    runs = [_run(pack, asked) for pack in asked_rubrics(asked.rubric)]
    if asked.into is not None:
        text = "\n".join(line for run in runs for one in run.found for line in _told(run, one, with_cases=True)) + "\n"
        put_new(asked.into, text.encode(), asked.force)
    if asked.write:
        put_files({path: data for run in runs for path, data in _cards(run)})
    if asked.departments is not None:
        write_departments([one.joined for one in runs if one.joined is not None], asked.departments, asked.force)
    if asked.as_json:
        write_record({"format": "youju-rubric-generate/1", "rubrics": [_record(run) for run in runs]})
        return
    on_screen = asked.into is None and not asked.write and asked.departments is None
    for run in runs:
        for one in run.found:
            for line in _told(run, one, on_screen, asked.show):
                click.echo(printable(line))
        click.echo(f"# {run.pack.name}：{_counts(run.found)}")
        if run.joined is not None:
            click.echo(f"# {told_departments(run.joined)}")


def _run(pack: Pack, asked: Asked) -> _Run:
    versions = open_versions(pack)
    day = asked_day(asked.on)
    authored = versions.on(day)
    names = [asked_indicator(authored.rubric, words) for words in asked.indicators] or list(authored.rubric.indicators)
    written = _written_day(versions, authored, day)
    found = tuple(generated(authored, tuple(dict.fromkeys(names)), asked.every, written))
    whole = None if asked.departments is None else joined(authored, found, asked.every, written)
    return _Run(pack, authored, found, whole)


def _written_day(versions: Versions, authored: Authored, asked: Day | None) -> Day | None:
    """The day written on cases of a rubric that changes, so that they hold for their version only."""
    return (asked or authored.span.start) if versions.dated else None


def _told(run: _Run, one: Generated, with_cases: bool, show: bool = False) -> Iterator[str]:
    """What there is to say of an indicator, as comments, and its cases."""
    yield f"# {one.indicator.title.zh}：{_counts([one])}"
    names = {obligation.id: obligation for obligation in one.obligations}
    for name, why in one.unmet.items():
        if why != "none":
            zh, en = _WHY[why]
            yield f"#   {names[name].zh}：{zh} / {en}"
    if with_cases:

        def beside(draft: Draft) -> str:
            return _engine_says(run.authored.rubric, one.indicator, draft)

        yield from pasted(one.indicator.id, case_lines(one.drafts, beside if show else None))


def _counts(found: Sequence[Generated]) -> str:
    """How many obligations there are and what becomes of them, and how many cases that takes."""
    obligations, met = sum(len(one.obligations) for one in found), sum(len(one.met) for one in found)
    counts = Counter(why for one in found for why in one.unmet.values())
    unmet: list[tuple[Why, int]] = [(why, counts[why]) for why in _WHY if counts[why]]
    zh = [f"测试点 {obligations}", f"已覆盖 {met}", *(f"{_WHY[why][0]} {n}" for why, n in unmet)]
    en = [f"{obligations} obligations", f"{met} met", *(f"{n} {_WHY[why][1]}" for why, n in unmet)]
    cases, at_least = sum(len(one.drafts) for one in found), sum(one.at_least for one in found)
    sure = ("已证明最少", "proved the fewest") if cases == at_least else (f"至少要 {at_least}", f"at least {at_least}")
    zh.append(f"另写用例 {cases}（{sure[0]}）" if cases else "不用另写")
    en.append(f"cases to add: {cases} ({sure[1]})" if cases else "nothing to add")
    return f"{'，'.join(zh)} / {', '.join(en)}"


def _engine_says(rubric: Rubric, indicator: Indicator, draft: Draft) -> str:
    result = run_case(rubric, indicator, draft.spec, "exact")
    rules = "、".join(result.rules) or "—"
    return f"程序算得 the engine makes: {result.status} {show_number(result.points)}（{rules}）"


def _cards(run: _Run) -> Iterator[tuple[Path, bytes]]:
    """The files of cards with their cases appended, but those whose facts a case of the card has already."""
    drafts = {one.indicator.id: one.drafts for one in run.found}
    for card in run.authored.cards:
        there = {facts_supposed(case) for case in card.model.cases}
        new = [one for one in drafts.get(card.model.indicator, ()) if facts_supposed(one.spec) not in there]
        if new:
            path = run.pack.folder.parent / card.place("indicator").file
            try:
                text = with_lines(path.read_bytes().decode("utf-8-sig"), "cases", case_lines(new))
            except EditError:
                zh = f"{path} 的 cases 不是一行一例的列表，没有改动任何文件；请用 --into 写出来再粘贴"
                en = (
                    f"`cases` of {path} is no list of lines; no file was changed: write them with --into and paste them"
                )
                raise CodedError("generate-unwritable", zh, en) from None
            yield path, with_mark(path, text)


def _record(run: _Run) -> dict[str, Any]:
    found: dict[str, Any] = {"rubric": run.authored.rubric.id, "indicators": [_indicator(one) for one in run.found]}
    return found if run.joined is None else {**found, "departments": departments_record(run.joined)}


def _indicator(one: Generated) -> dict[str, Any]:
    return {
        "indicator": one.indicator.id,
        "obligations": _ids(one.obligations),
        "met": _ids(one.met),
        "unmet": dict(one.unmet),
        "cases": [_case(draft) for draft in one.drafts],
        "at_least": one.at_least,
        "proved": one.proved,
    }


def _case(draft: Draft) -> dict[str, Any]:
    weight, day = draft.spec.effective_weight, draft.spec.day
    return {
        "note": draft.spec.note,
        "given": dict(draft.spec.given),
        "effective_weight": None if weight is None else show_number(weight),
        "day": None if day is None else day.isoformat(),
        "meets": _ids(draft.meets),
    }


def _ids(found: Iterable[Any]) -> list[str]:
    return [one.id for one in found]
