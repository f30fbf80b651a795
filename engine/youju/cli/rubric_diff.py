"""`youju rubric diff` and `youju rubric ambiguity`: what an edit does to scores, and what a wording leaves open."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from youju.cli.asked import OF_DAY, in_language
from youju.cli.impact import ImpactOptions, impact_options

if TYPE_CHECKING:
    from youju.cli.diff import Sides
    from youju.publish.impact.proofs import Spot
    from youju.rubric import Pack
    from youju.source import Decoded

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@click.option("--on", metavar="DATE", help="OLD 哪一天的版本 / the version of OLD of a day; the last if left out")
@click.option("--to", metavar="DATE", help="NEW 哪一天的版本 / the version of NEW of a day; the last if left out")
@click.option("--all", "everything", is_flag=True, help="也列出相同的和只改文字的 / also list what is the same")
@impact_options
@_AS_JSON
@in_language
def diff_command(
    old: str,
    new: str | None,
    on: str | None,
    to: str | None,
    everything: bool,
    impact: ImpactOptions,
    as_json: bool,
    lang: str,
) -> None:
    """两版评分标准：哪些得分相同（已证明），哪些变了、最多多少，影响谁。 / What an edit does to scores, and to whom."""
    from youju.cli.diff import Told, run_diff

    raise SystemExit(run_diff(sides_of(old, new, on, to, lang), impact, Told(everything, as_json, lang)))


@click.command("ambiguity")
@click.argument("rubric", metavar="NAME|DIR")
@click.argument("indicator", required=False)
@OF_DAY
@_AS_JSON
@in_language
def ambiguity_command(rubric: str, indicator: str | None, on: str | None, as_json: bool, lang: str) -> None:
    """一句话有几种读法的：谁的得分不同，从哪里起，最多差多少。 / What the readings of a wording would change."""
    from youju.cli.open import asked_day, asked_indicator, find_rubric, open_versions
    from youju.cli.terminal import write_record
    from youju.regress.diff.readings import ambiguities
    from youju.regress.diff.record import ambiguity_record
    from youju.regress.diff.tell import told_ambiguity

    day = asked_day(on)
    version = open_versions(find_rubric(rubric)).on(day)
    found = ambiguities(version, None if indicator is None else asked_indicator(version.rubric, indicator))
    if as_json:
        write_record(ambiguity_record(found))
    else:
        _show("\n".join(told_ambiguity(found, lang)))


def sides_of(old: str, new: str | None, on: str | None, to: str | None, lang: str) -> Sides:
    """Two versions of rubrics as typed, by names, folders and days; CodedError where they are none."""
    from youju.cli.apart import called
    from youju.cli.diff import Sides
    from youju.cli.open import asked_day, find_rubric, open_versions
    from youju.publish.impact.proofs import HEAD
    from youju.source import CodedError

    if new is None and (on is None or to is None):
        zh = "请写两份评分标准，或一份加 --on 和 --to 两个日期"
        raise CodedError("diff-sides", zh, "give two rubrics, or one with the two days --on and --to")
    typed = (old, new or old)
    packs = [find_rubric(name) for name in typed]
    before, after = (
        open_versions(pack).on(day) for pack, day in zip(packs, (asked_day(on), asked_day(to)), strict=True)
    )
    _tell_passed_over(packs)
    heads = {HEAD: _spot(packs[1], after.head)}
    spots = (
        {card.model.indicator: _spot(pack, card) for card in side.cards}
        for pack, side in zip(packs, (before, after), strict=True)
    )
    named = called(typed, packs, (before, after), lang)
    return Sides(before.rubric, after.rubric, dict(ChainMap(heads, *reversed(tuple(spots)))), named)


def _spot(pack: Pack, written: Decoded[Any]) -> Spot:
    """Where a file begins, as seen from the folder one works in, or from that of the rubrics."""
    from youju.publish.impact.proofs import Spot

    place = written.place()
    path = (pack.folder.parent / place.file).resolve()
    here = Path.cwd()
    return Spot(path.relative_to(here).as_posix() if path.is_relative_to(here) else place.file, place.line)


def _tell_passed_over(packs: Sequence[Pack]) -> None:
    """What lies beside a rubric and is not read is said, since the two sides then differ less than their folders do."""
    from youju.audit.words import printable
    from youju.rubric import dictionary_beside

    for folder in dict.fromkeys(dictionary_beside(pack.folder) for pack in packs):
        if folder is not None:
            zh = f"两版都用程序自带的公共词典；{folder} 与它不同，没有用"
            click.echo(
                printable(f"{zh} / {folder} differs from the dictionary of this program and is not used"), err=True
            )


def _show(text: str) -> None:
    from youju.audit.words import printable
    from youju.cli.terminal import show_text

    show_text(printable(text))
