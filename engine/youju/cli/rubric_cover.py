"""`youju rubric cover`: what the cases of rubrics cover, as a table for people and as JSON."""

from __future__ import annotations

from typing import Any

import click

from youju.cli.asked import OF_DAY, in_language
from youju.structs import Struct


@click.command("cover")
@click.argument("rubric", required=False, metavar="[NAME|DIR]")
@click.argument("indicator", required=False)
@OF_DAY
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


class Shown(Struct):
    """How it is told."""

    everything: bool
    as_json: bool
    lang: str


def run_cover(name: str | None, indicator: str | None, on: str | None, shown: Shown) -> int:
    """Prints the coverage of a rubric (of all at hand, where none is named); how many obligations are missed."""
    import json

    from youju.audit.words import printable
    from youju.cli.coverage_told import lines, record
    from youju.cli.open import asked_day, asked_indicator, asked_rubrics, open_versions
    from youju.regress.cases import cases_of
    from youju.regress.coverage import cover

    day, missed = asked_day(on), 0
    records: list[dict[str, Any]] = []
    for pack in asked_rubrics(name):
        authored = open_versions(pack).on(day)
        only = None if indicator is None else asked_indicator(authored.rubric, indicator)
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
