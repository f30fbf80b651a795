"""`youju rubric cover`: what the cases of rubrics cover, as a table for people and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click

from youju.cli.asked import in_language


@click.command("cover")
@click.argument("rubric", required=False, metavar="[NAME|DIR]")
@click.argument("indicator", required=False)
@click.option(
    "--on", metavar="DATE", help="哪一天的版本；不写就是最后一版 / the version of a day; the last if left out"
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="全部列出：没覆盖的和为什么，覆盖了的，不可能的 / list everything: missed and why, covered, infeasible",
)
@click.option(
    "--fail-under-all",
    is_flag=True,
    help="有没覆盖的退出码为 1 / exit 1 where anything that can be met is met by no decided case",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")
@in_language
def cover_command(
    rubric: str | None,
    indicator: str | None,
    on: str | None,
    everything: bool,
    fail_under_all: bool,
    as_json: bool,
    lang: str,
) -> None:
    """用例覆盖了哪些测试点，没覆盖的差什么。 / What the golden cases cover, and what would cover the rest."""
    missed = run_cover(rubric, indicator, on, Shown(everything, as_json, lang))
    raise SystemExit(1 if fail_under_all and missed else 0)


@dataclass(frozen=True, slots=True)
class Shown:
    """How it is told."""

    everything: bool
    as_json: bool
    lang: str


def run_cover(name: str | None, indicator: str | None, on: str | None, shown: Shown) -> int:
    """Prints the coverage of a rubric (of all at hand, where none is named); how many obligations are missed."""
    import json

    from youju.audit.words import printable
    from youju.cli.coverage_told import lines, record
    from youju.cli.open import asked_day, find_rubric, open_versions
    from youju.regress.cases import cases_of
    from youju.regress.coverage import cover
    from youju.rubric import packs

    day, missed = asked_day(on), 0
    records: list[dict[str, Any]] = []
    for pack in [find_rubric(name)] if name is not None else list(packs()):
        versions = open_versions(pack)
        authored = versions.last if day is None else versions.on(day)
        only = None if indicator is None else _indicator(authored.rubric, indicator)
        found = cover(authored.rubric, cases_of(authored), [one.model for one in authored.departments], only)
        missed += found.count().missed
        if shown.as_json:
            records.append(record(found))
        else:
            words = (name or pack.name, *([only] if only else []), *(["--on", on] if on else []))
            told = lines(found, shown.everything, shown.lang, f"youju rubric generate {' '.join(words)}")
            click.echo("\n".join(printable(line) for line in told))
    if shown.as_json:
        click.echo(json.dumps({"format": "youju-rubric-cover/1", "rubrics": records}, ensure_ascii=False, indent=1))
    return missed


def _indicator(rubric: Any, asked: str) -> str:
    from youju.explain import find_indicator
    from youju.source import CodedError

    found, near = find_indicator(rubric, asked)
    if found is None:
        hint = (f"。是否想查“{near}”？", f"; did you mean “{near}”?") if near else ("", "")
        zh, en = f"没有指标“{asked}”{hint[0]}", f"there is no indicator “{asked}”{hint[1]}"
        raise CodedError("indicator-not-found", zh, en)
    return found
