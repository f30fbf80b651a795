"""`youju rubric diff` and `youju rubric ambiguity`: what an edit does to scores, and what a wording leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from youju.cli.asked import in_language

if TYPE_CHECKING:
    from datetime import date

    from youju.rubric import Authored

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@click.option("--on", metavar="DATE", help="OLD 哪一天的版本 / the version of OLD of a day; the last if left out")
@click.option("--to", metavar="DATE", help="NEW 哪一天的版本 / the version of NEW of a day; the last if left out")
@click.option("--all", "everything", is_flag=True, help="也列出相同的和只改文字的 / also list what is the same")
@_AS_JSON
@in_language
def diff_command(
    old: str, new: str | None, on: str | None, to: str | None, everything: bool, as_json: bool, lang: str
) -> None:
    """两版评分标准：哪些得分相同（已证明），哪些变了、从哪里变、最多多少。 / What an edit does to scores."""
    from youju.cli.terminal import write_record
    from youju.regress.diff.diff import diff
    from youju.regress.diff.record import diff_record
    from youju.regress.diff.tell import told_diff

    before, after = _sides(old, new, on, to)
    found = diff(before.rubric, after.rubric)
    if as_json:
        write_record(diff_record(found))
    else:
        _show("\n".join(told_diff(found, everything, lang)))


@click.command("ambiguity")
@click.argument("rubric", metavar="NAME|DIR")
@click.argument("indicator", required=False)
@click.option(
    "--on", metavar="DATE", help="哪一天的版本；不写就是最后一版 / the version of a day; the last if left out"
)
@_AS_JSON
@in_language
def ambiguity_command(rubric: str, indicator: str | None, on: str | None, as_json: bool, lang: str) -> None:
    """一句话有几种读法的：谁的得分不同，从哪里起，最多差多少。 / What the readings of a wording would change."""
    from youju.cli.open import asked_day, asked_indicator
    from youju.cli.terminal import write_record
    from youju.regress.diff.readings import ambiguities
    from youju.regress.diff.record import ambiguity_record
    from youju.regress.diff.tell import told_ambiguity

    version = _version(rubric, asked_day(on))
    found = ambiguities(version, None if indicator is None else asked_indicator(version.rubric, indicator))
    if as_json:
        write_record(ambiguity_record(found))
    else:
        _show("\n".join(told_ambiguity(found, lang)))


def _sides(old: str, new: str | None, on: str | None, to: str | None) -> tuple[Authored, Authored]:
    from youju.cli.open import asked_day
    from youju.source import CodedError

    if new is None and (on is None or to is None):
        zh = "请写两份评分标准，或一份加 --on 和 --to 两个日期"
        raise CodedError("diff-sides", zh, "give two rubrics, or one with the two days --on and --to")
    return _version(old, asked_day(on)), _version(new or old, asked_day(to))


def _version(name: str, day: date | None) -> Authored:
    from youju.cli.open import find_rubric, open_versions

    versions = open_versions(find_rubric(name))
    return versions.last if day is None else versions.on(day)


def _show(text: str) -> None:
    from youju.audit.words import printable
    from youju.cli.terminal import show_text

    show_text(printable(text))
