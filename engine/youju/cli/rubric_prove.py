"""`youju rubric prove`: what may be asked of it."""

from __future__ import annotations

import click

from youju.cli.asked import OF_DAY


@click.command("prove")
@click.argument("rubric", required=False, metavar="[NAME|DIR]")
@click.argument("indicator", required=False)
@OF_DAY
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")
def prove_command(rubric: str | None, indicator: str | None, on: str | None, as_json: bool) -> None:
    """证明没有漏管、重叠、越界和拿不到的满分。 / Prove a rubric free of gaps, overlaps and impossible scores."""
    from youju.cli.proofs import run_prove

    raise SystemExit(run_prove(rubric, indicator, on, as_json))
