"""`youju corpus`: what may be asked of it."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("corpus")
@click.option(
    "--rubric", required=True, metavar="NAME|DIR", help="按这份评分标准造 / the rubric whose facts are made up"
)
@click.option(
    "--rows", type=int, required=True, metavar="N", help="多少行，一行一个部门一年 / rows: a department a year"
)
@click.option("--seed", type=int, default=1, show_default=True, metavar="S", help="种子：同一个种子同一批数 / the seed")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="写到 .parquet / where to")
@click.option(
    "--missing",
    default="3%",
    show_default=True,
    metavar="SHARE",
    help="各事实平均缺多少 / unknown, on average of facts",
)
@click.option(
    "--boundary",
    default="20%",
    show_default=True,
    metavar="SHARE",
    help="多少行正在界限上或差一步 / rows on a threshold or a step off",
)
@click.option("--counties", type=int, default=3000, show_default=True, metavar="N", help="多少个县 / how many counties")
@click.option("--years", type=int, default=3, show_default=True, metavar="N", help="多少个年度 / how many years")
@click.option("--force", is_flag=True, help="覆盖已有的文件 / write over a file that is there")
def corpus_command(
    rubric: str, rows: int, seed: int, out: Path, missing: str, boundary: str, counties: int, years: int, force: bool
) -> None:
    """造一批部门的事实表（合成的，供测速和演示）。 / Make up departments, for benchmarks and demonstrations."""
    from youju.cli.corpus_made import Asked, run_corpus

    run_corpus(Asked(rubric, rows, seed, out, missing, boundary, counties, years, force))
