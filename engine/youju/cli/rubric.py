"""`youju rubric …`: rubrics for those who write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from youju.cli.asked import OF_DAY, kept
from youju.cli.rubric_cover import cover_command
from youju.cli.rubric_diff import ambiguity_command, diff_command
from youju.cli.rubric_generate import generate_command
from youju.cli.rubric_mutate import mutate_command
from youju.cli.rubric_prove import prove_command
from youju.cli.rubric_test import test_command


@click.group("rubric")
def rubric_group() -> None:
    """评分标准：看、查、新建、格式、补全。 / Rubrics, for those who write them."""


_WHICH = click.option("--rubric", metavar="NAME|DIR", help="评分标准的名称或文件夹 / a rubric by name or folder")
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")


@rubric_group.command("lint")
@click.argument("rubrics", nargs=-1, metavar="[NAME|DIR]...")
@click.option("--notes", is_flag=True, help="也列出只需知道的 / also list what is only worth knowing")
@_AS_JSON
def lint_command(rubrics: tuple[str, ...], notes: bool, as_json: bool) -> None:
    """检查评分标准：用例、死规则、没用到的名称、缺的译文。 / Lint rubrics; exit 1 where something is to mend."""
    from youju.cli.author import run_lint

    raise SystemExit(run_lint(rubrics, notes, as_json))


@rubric_group.command("show")
@click.argument("indicator", required=False)
@_WHICH
@click.option("--expanded", is_flag=True, help="打印展开后的规则（YAML） / print the rules a scoring form stands for")
@click.option("--sql", is_flag=True, help="打印整套标准的 SQL，一行一个部门 / the rubric as SQL over a table of facts")
@click.option(
    "--dialect",
    type=click.Choice(["duckdb", "spark", "databricks", "postgres"]),
    default="duckdb",
    show_default=True,
    help="--sql：哪种数据库的写法 / the words of which database",
)
@click.option("--table", default="facts", show_default=True, metavar="NAME", help="--sql：表名 / the name of the table")
@OF_DAY
@_AS_JSON
def show_command(
    indicator: str | None,
    rubric: str | None,
    expanded: bool,
    sql: bool,
    dialect: str,
    table: str,
    on: str | None,
    as_json: bool,
) -> None:
    """看评分标准的表，或一项指标的一页，或整套标准的 SQL。 / A rubric's table or SQL, or the page of an indicator."""
    if sql:
        from youju.cli.sql_shown import run_show_sql

        if indicator is not None or expanded or as_json:
            raise click.UsageError("--sql 是整套标准的，不和指标、--expanded、--json 连用 / --sql stands alone")
        run_show_sql(rubric, table, dialect, on)
        return
    from youju.cli.author import run_show

    run_show(indicator, rubric, expanded, as_json, on)


@rubric_group.command("history")
@click.argument("rubric", metavar="NAME|DIR")
@click.argument("indicator", required=False)
@_AS_JSON
def history_command(rubric: str, indicator: str | None, as_json: bool) -> None:
    """评分标准哪一天起改了什么、为什么。 / What changed in a rubric when, and why."""
    from youju.cli.history import run_history

    run_history(rubric, indicator, as_json)


@rubric_group.command("format")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="只检查，不改动 / only tell which files would change")
def format_command(paths: tuple[Path, ...], check: bool) -> None:
    """统一缩进与空格，注释和文字不变。 / Even out indentation and spaces; comments and texts stay."""
    from youju.cli.author import run_format

    raise SystemExit(run_format(paths, check))


@rubric_group.command("schema")
@click.argument("kind", required=False, type=click.Choice(["card", "rubric", "checks", "cases", "dictionary"]))
@_WHICH
@click.option("--into", type=click.Path(path_type=Path), help="各种都写进这个文件夹 / write all of them into a folder")
def schema_command(kind: Any, rubric: str | None, into: Path | None) -> None:
    """编辑器补全用的 JSON Schema。 / The JSON Schema of a kind of file, for completion in editors."""
    from youju.cli.schema import run_schema

    run_schema(kind, rubric, into)


@rubric_group.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("indicator", required=False)
@click.option("--title", default="新指标", help="名称 / the title in Chinese")
@click.option("--en", default="New indicator", help="英文名称 / the title in English")
@click.option("--weight", default="5", help="分值 / the weight")
@click.option("--group", metavar="ID", help="放进哪个二级指标 / the group it goes into")
@click.option(
    "--form",
    type=click.Choice(["rules", "bands", "linear", "per_unit"]),
    default="rules",
    help="计分形式 / the scoring form",
)
def new_command(
    folder: Path, indicator: str | None, title: str, en: str, weight: str, group: str | None, form: str
) -> None:
    """新建一份评分标准，或在其中新建一项指标。 / A new rubric, or a new indicator in one."""
    from youju.author.scaffold import NewIndicator
    from youju.cli.author import run_new

    run_new(folder, None if indicator is None else NewIndicator(indicator, title, en, weight, form), group)


@rubric_group.command("export")
@click.argument("rubric", metavar="NAME|DIR")
@click.option("--pages", type=click.Path(path_type=Path), help="写成网页用的 Markdown / Markdown pages into a folder")
@click.option("--xlsx", type=click.Path(path_type=Path), help="写成 Excel 评分标准表 / a workbook, a row a rule")
@click.option("--dmn", type=click.Path(path_type=Path), metavar="FILE", help="写成 DMN 决策表 / decision tables as DMN")
@click.option(
    "--dmn-version",
    type=click.Choice(["1.5", "1.3"]),
    default="1.5",
    help="DMN 的版本，Camunda 用 1.3 / the version; Camunda reads 1.3",
)
@click.option("--force", is_flag=True, help="覆盖已有的文件 / write over a file that is there")
@kept
def export_command(
    rubric: str,
    pages: Path | None,
    xlsx: Path | None,
    dmn: Path | None,
    dmn_version: str,
    force: bool,
    journal: Path | None,
) -> None:
    """把评分标准写成别的样子。 / A rubric in another form."""
    from youju.cli.keep_rubric import keep_rubric

    keep = keep_rubric(journal, rubric, [xlsx, dmn])
    if xlsx is not None:
        from youju.cli.sheet import run_export as run_export_xlsx

        run_export_xlsx(rubric, xlsx, force)
    if dmn is not None:
        from youju.cli.dmn import run_export_dmn

        run_export_dmn(rubric, dmn, dmn_version, force)
    if pages is not None or (xlsx is None and dmn is None):
        from youju.cli.author import run_export

        run_export(rubric, pages)
    keep()


@rubric_group.command("import")
@click.argument("rubric", metavar="NAME|DIR")
@click.option("--xlsx", type=click.Path(path_type=Path), help="改过的 Excel 表 / a workbook that was changed")
@click.option("--check", is_flag=True, help="--xlsx：只说会改什么，不写入 / only tell what would change")
@click.option(
    "--marked", type=click.Path(path_type=Path), help="--xlsx：错处批注到哪个文件 / where mistakes are marked"
)
@click.option(
    "--dmn", type=click.Path(path_type=Path), metavar="FILE", help="读 DMN 决策表 / read decision tables of DMN"
)
@click.option("--replace", is_flag=True, help="--dmn：改写内容不同的卡片 / rewrite cards that are there and differ")
@click.option("--table", "tables", multiple=True, metavar="ID", help="--dmn：只读这些表 / only these tables")
@click.option("--weight", "weights", multiple=True, metavar="ID=N", help="--dmn：表里没有的分值 / a weight it lacks")
@click.option("--group", metavar="ID", help="--dmn：新卡片放进哪个二级指标 / the group new cards go into")
@kept
def import_command(
    rubric: str,
    xlsx: Path | None,
    check: bool,
    marked: Path | None,
    dmn: Path | None,
    replace: bool,
    tables: tuple[str, ...],
    weights: tuple[str, ...],
    group: str | None,
    journal: Path | None,
) -> None:
    """把别处改过的收回来：Excel 表只写改动的地方，决策表读成卡片。 / Take in a changed workbook, or decision tables."""
    from youju.cli.keep_rubric import keep_import
    from youju.source import CodedError

    if (xlsx is None) == (dmn is None):
        zh, en = "请指明从哪里收：--xlsx FILE 或 --dmn FILE，只写一个", "say what to take in: one of --xlsx and --dmn"
        raise CodedError("import-form", zh, en)
    if xlsx is not None:
        from youju.cli.sheet import run_import

        keep = keep_import(journal, rubric, xlsx)
        status = run_import(rubric, xlsx, check, marked)
        keep()
        raise SystemExit(status)
    if dmn is not None:
        from youju.author.dmn.intake import Wanted
        from youju.cli.dmn import run_import_dmn, weights_of

        keep = keep_import(journal, rubric, dmn)
        run_import_dmn(Path(rubric), dmn, Wanted(tables, weights_of(weights), replace), group)
        keep()


rubric_group.add_command(test_command)
rubric_group.add_command(cover_command)
rubric_group.add_command(prove_command)
rubric_group.add_command(generate_command)
rubric_group.add_command(diff_command)
rubric_group.add_command(ambiguity_command)
rubric_group.add_command(mutate_command)
