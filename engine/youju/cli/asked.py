"""What somebody asks of a command about a report, as options and as one value."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import click

from youju.structs import Struct

FILE = click.Path(path_type=Path)
OF_DAY = click.option(
    "--on", metavar="DATE", help="哪一天的版本；不写就是最后一版 / the version of a day; the last if left out"
)
"""Which version of a rubric, for commands that are about one."""
_OPTIONS = (
    click.option(
        "--rubric", metavar="NAME|DIR", help="评分标准的名称或文件夹 / the rubric; chosen by the report if left out"
    ),
    click.option(
        "--on",
        metavar="DATE",
        help="按哪一天的规则；不写就按报告写明的年度 / rules of this day, else of the report's fiscal year",
    ),
    click.option(
        "--facts",
        type=FILE,
        metavar="FILE",
        help="审核人手工录入的事实（.xlsx、.csv、.yaml）/ facts that an auditor enters by hand",
    ),
    click.option(
        "--rulings",
        type=FILE,
        metavar="FILE",
        help="审核裁定的文件；不写就用报告旁边的 / the file of rulings; else the one beside the report",
    ),
    click.option(
        "--no-rulings", is_flag=True, help="不计入报告旁边的审核裁定 / leave out the rulings beside the report"
    ),
    click.option(
        "--ocr",
        is_flag=True,
        help="PDF 中的图片页识别文字（需 youju[ocr]）/ recognise pages of a PDF that are pictures",
    ),
    click.option("--engine", type=click.Choice(["auto", "durable", "exact"]), default="auto", hidden=True),
)
_WRITTEN = (
    click.option(
        "--baseline",
        type=FILE,
        metavar="FILE",
        help="与以前的 audit.json 或 audit.sarif 比较疑点 / compare the findings with an earlier audit",
    ),
    click.option("--force", is_flag=True, help="覆盖已有的文件 / write over files that are there"),
    click.option(
        "--out",
        type=FILE,
        metavar="DIR",
        help="写出网页、底稿（xlsx、docx、pdf）、记录、SARIF / the page, workpapers, record and SARIF into a folder",
    ),
)


class Asked(Struct):
    """The options of an audit: rubric, day, a file of facts by hand, a file of rulings (None: the one beside the
    report, if `ruled`), whether to recognise pictures, the engine.
    """

    rubric: str | None = None
    on: str | None = None
    facts: Path | None = None
    ocr: bool = False
    engine: Literal["auto", "durable", "exact"] = "auto"
    rulings: Path | None = None
    ruled: bool = True

    def typed(self) -> str:
        """The options as they were typed, for a next command that is proposed."""
        given = (("--rubric", self.rubric), ("--on", self.on), ("--facts", self.facts), ("--rulings", self.rulings))
        flags = " --no-rulings" * (not self.ruled) + " --ocr" * self.ocr
        return "".join(f" {name} {value}" for name, value in given if value) + flags


def asked_of(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options of an audit, and their values as `asked`."""

    @functools.wraps(command)
    def run(
        rubric: str | None,
        on: str | None,
        facts: Path | None,
        rulings: Path | None,
        no_rulings: bool,
        ocr: bool,
        engine: Any,
        **rest: Any,
    ) -> Any:
        return command(asked=Asked(rubric, on, facts, ocr, engine, rulings, not no_rulings), **rest)

    for option in _OPTIONS:
        run = option(run)
    return run


def in_language(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option of the language."""
    return click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="语言 / language")(command)


def as_json(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option of plain data instead of a screen."""
    help_ = "输出 JSON（精确数值为字符串）/ print JSON, exact numbers as strings"
    return click.option("--json", "as_json", is_flag=True, help=help_)(command)


def kept(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option of a journal that is appended to."""
    help_ = "把所做的记入审计日志（哈希链）/ append what is done to a journal, a chain of hashes"
    return click.option("--journal", type=FILE, metavar="FILE", help=help_)(command)


class Wanted(Struct):
    """What an audit is to write: a folder, whether over files that are there, and the audit to compare with."""

    folder: Path | None = None
    force: bool = False
    baseline: Path | None = None


def written_out(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options of what it writes, and their values as `wanted`."""

    @functools.wraps(command)
    def run(out: Path | None, force: bool, baseline: Path | None, **rest: Any) -> Any:
        return command(wanted=Wanted(out, force, baseline), **rest)

    for option in _WRITTEN:
        run = option(run)
    return run
