"""`youju regain`: what would win lost points back, and how far a score stays as it is."""

from __future__ import annotations

from pathlib import Path

import click

from youju.cli.asked import FILE, Asked, as_json, asked_of, in_language
from youju.cli.terminal import write_record


@click.command("regain")
@click.argument("report", type=FILE)
@click.argument("indicator", required=False)
@asked_of
@as_json
@in_language
def regain_command(report: Path, indicator: str | None, asked: Asked, as_json: bool, lang: str) -> None:
    """失去的分差在哪里、差多少，得分在什么范围内不变；不写指标就列所有失分的。 / What would win lost points back."""
    from youju.cli.open import asked_indicator, open_audit
    from youju.explain.regain import losing, regain
    from youju.explain.regain_record import regain_record
    from youju.explain.tell.regain import regain_text

    audit = open_audit(report, asked).audit
    names = losing(audit) if indicator is None else (asked_indicator(audit.rubric, indicator),)
    found = tuple(regain(audit, name) for name in names)
    if as_json:
        write_record(regain_record(audit, found))
    elif found:
        click.echo("\n\n".join(regain_text(audit, one, lang) for one in found))
    else:
        click.echo({"zh": "没有失分的指标", "en": "no indicator lost points"}[lang])
