"""`youju why-not`: why the rules of an indicator that gave no points gave none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from youju.cli.asked import FILE, Asked, as_json, asked_of, in_language
from youju.cli.terminal import write_record

if TYPE_CHECKING:
    from youju.explain.tell.why_not import Contrast
    from youju.rubric import Indicator


@click.command("why-not")
@click.argument("report", type=FILE)
@click.argument("indicator")
@click.argument("instead", required=False, metavar="[POINTS|RULE]")
@asked_of
@as_json
@in_language
def why_not_command(report: Path, indicator: str, instead: str | None, asked: Asked, as_json: bool, lang: str) -> None:
    """为什么没有得别的分：没有成立的规则差在哪里、缺什么。 / Why other rules of an indicator gave no points."""
    from youju.audit.words import printable
    from youju.cli.open import asked_indicator, open_audit
    from youju.explain.tell.why_not import why_not_text
    from youju.explain.why_not_record import why_not_record

    audit = open_audit(report, asked).audit
    found = asked_indicator(audit.rubric, indicator)
    contrast = _contrast(audit.rubric.indicators[found], instead)
    if as_json:
        write_record(why_not_record(audit, found, contrast))
        return
    click.echo(printable(why_not_text(audit, found, contrast, lang)))


def _contrast(indicator: Indicator, instead: str | None) -> Contrast:
    """What is asked for instead: points, or a rule of the indicator; CodedError where it is neither."""
    from youju.explain.tell.why_not import ALL, Contrast
    from youju.feel import FeelError, did_you_mean, read_number
    from youju.source import CodedError

    if instead is None:
        return ALL
    known = [rule.id for rule in indicator.rules]
    if instead in known:
        return Contrast(rule=instead)
    try:
        return Contrast(points=read_number(instead.strip().removesuffix("分").strip()))
    except FeelError as error:
        near = did_you_mean(instead, known)
        hint_zh = f"是否想查 {near}？" if near else f"规则有：{'、'.join(known)}"
        hint_en = f"did you mean {near}?" if near else f"its rules are: {', '.join(known)}"
        zh = f"“{instead}”不是分数，也不是「{indicator.title.zh}」的规则。{hint_zh}"
        en = f"“{instead}” is neither points nor a rule of {indicator.title.en}; {hint_en}"
        raise CodedError("rule-not-found", zh, en) from error
