"""`youju why`: an indicator's points in a few sentences, in what fits a screen, or in full."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from youju.cli.asked import FILE, Asked, as_json, asked_of, in_language
from youju.cli.terminal import write_record

if TYPE_CHECKING:
    from youju.explain.render import Size


@click.command("why")
@click.argument("report", type=FILE)
@click.argument("indicator")
@click.option("--short", "size", flag_value="short", help="只说几句，可以照着念 / a few sentences, to be read aloud")
@click.option("--long", "size", flag_value="long", help="全部：每条分录的条件、计算、原文和依据 / all there is to say")
@asked_of
@as_json
@in_language
def why_command(report: Path, indicator: str, size: Size | None, asked: Asked, as_json: bool, lang: str) -> None:
    """一项指标为什么得这些分：规则、条件、原文、依据。 / Why an indicator has its points."""
    from youju.cli.open import asked_indicator, open_audit
    from youju.cli.terminal import show_text
    from youju.explain import render, why, why_record

    opened = open_audit(report, asked)
    explanation = why(opened.audit, asked_indicator(opened.audit.rubric, indicator))
    if as_json:
        write_record(why_record(explanation))
    else:
        show_text(render(explanation, lang, size or "screen"))
