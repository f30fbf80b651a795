"""`youju rubric generate`: the fewest cases that meet what no case at hand does, for a person to decide."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("generate")
@click.argument("rubric", required=False, metavar="[NAME|DIR]")
@click.argument("indicators", nargs=-1, metavar="[INDICATOR]...")
@click.option("--all", "every", is_flag=True, help="从头写，不算现有的用例 / from scratch, whatever cases there are")
@click.option(
    "--on", metavar="DATE", help="哪一天的版本，不写就是最后一版 / of which day; the last version if left out"
)
@click.option(
    "--into", type=click.Path(path_type=Path), metavar="FILE", help="写进一个文件，供粘贴 / a file to paste from"
)
@click.option("--write", is_flag=True, help="接在各卡片的 cases 后面 / append them to the cards' own cases")
@click.option(
    "--departments",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="拼成最少几个部门，一个部门一个文件 / put together into few whole departments, a file each",
)
@click.option("--force", is_flag=True, help="--into、--departments：覆盖已有的文件 / write over a file that is there")
@click.option("--show", is_flag=True, help="屏幕上也写程序算得多少 / on the screen, also what the engine makes of each")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")
def generate_command(
    rubric: str | None,
    indicators: tuple[str, ...],
    every: bool,
    on: str | None,
    into: Path | None,
    write: bool,
    departments: Path | None,
    force: bool,
    show: bool,
    as_json: bool,
) -> None:
    """写出还缺的用例：最少几例，得几分留给人填。 / The fewest cases still missing; people decide them."""
    from youju.cli.generate import Asked, run_generate

    run_generate(Asked(rubric, indicators, every, on, into, write, departments, force, show, as_json))
