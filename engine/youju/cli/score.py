"""`youju score`: what may be asked of it."""

from __future__ import annotations

from typing import Any

import click

from youju.cli.asked import FILE, as_json, in_language


@click.command("score")
@click.argument("facts", type=FILE)
@click.option(
    "--rubric",
    metavar="NAME|DIR",
    help="评分标准；不写就用事实表里写明的 / the rubric; else the one that the table names",
)
@click.option("--out", type=FILE, required=True, metavar="FILE", help="得分表：.parquet、.csv、.xlsx / the scores")
@click.option("--points", is_flag=True, help="只写各指标的得分和规则 / points and deciding rules only")
@click.option("--totals", is_flag=True, help="只写总分 / totals only")
@click.option("--by", type=click.Choice(["county", "year"]), help="摘要按区县或年度分 / the summary by county or year")
@click.option(
    "--rejected",
    type=FILE,
    metavar="FILE",
    help="不收的行写到 .csv、.parquet；不写就在得分表旁边 / rejected rows; else beside the scores",
)
@click.option("--summary", type=FILE, metavar="FILE", help="摘要写成 JSON / the summary as JSON")
@click.option(
    "--picture", type=FILE, metavar="FILE", help="分布、失分、支撑的图（.svg、.png） / totals, losses, support, drawn"
)
@click.option(
    "--engine",
    type=click.Choice(["polars", "duckdb", "spark"]),
    default="polars",
    show_default=True,
    help="用什么算；Polars 怕溢出的自动改用 DuckDB / what works it out",
)
@click.option("--force", is_flag=True, help="覆盖已有的文件 / write over files that are there")
@as_json
@in_language
def score_command(**asked: Any) -> None:
    """给事实表里的每个部门打分；有不收的行，退出码为 3。 / Score a table of facts; exit 3 with rejected rows."""
    from youju.cli.score_run import Asked, run_score

    run_score(Asked(**asked))
