"""`youju explain-row`: what may be asked of it."""

from __future__ import annotations

from pathlib import Path

import click

from youju.cli.asked import FILE, as_json, in_language


@click.command("explain-row")
@click.argument("scores", type=FILE)
@click.argument("facts", type=FILE)
@click.argument("id_", metavar="ID")
@click.option(
    "--rubric", metavar="NAME|DIR", help="评分标准；不写就按得分表里的摘要找 / else found by the digest in SCORES"
)
@as_json
@in_language
@click.option(
    "--out",
    type=FILE,
    metavar="DIR",
    help="写出记录、底稿，和供 why、what-if 等用的两个文件 / the record, workpapers, and two files for why, what-if…",
)
@click.option("--force", is_flag=True, help="覆盖已有的文件 / write over files that are there")
def explain_row_command(
    scores: Path, facts: Path, id_: str, rubric: str | None, as_json: bool, lang: str, out: Path | None, force: bool
) -> None:
    """许多部门中一个的完整台账，并与得分表核对。 / The ledger of one department, checked against its scores."""
    from youju.cli.explain_row_run import Asked, run_explain_row

    if as_json and out is not None:
        raise click.UsageError("--out 已写出 audit.json，不与 --json 同用 / --out writes audit.json: leave out --json")
    run_explain_row(Asked(scores, facts, id_, rubric, as_json, lang, out, force))
