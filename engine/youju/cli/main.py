"""The commands. Exit 0: done; 1: done, and something at or above what was asked to fail on; 2: input or usage."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from youju import __version__
from youju.cli.rubric import rubric_group

if TYPE_CHECKING:
    from rich.console import Console

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_REPORT = click.Path(path_type=Path)


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command about a report has."""
    for option in (
        click.option(
            "--rubric", metavar="NAME|DIR", help="评分标准的名称或文件夹 / the rubric; chosen by the report if left out"
        ),
        click.option(
            "--on",
            metavar="DATE",
            help="按哪一天的规则；不写就按报告写明的年度 / rules of this day, else of the report's fiscal year",
        ),
        click.option(
            "--json",
            "as_json",
            is_flag=True,
            help="输出 JSON（精确数值为字符串）/ print JSON, exact numbers as strings",
        ),
        click.option(
            "--ocr",
            is_flag=True,
            help="PDF 中的图片页识别文字（需 youju[ocr]）/ recognise pages of a PDF that are pictures",
        ),
        click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="语言 / language"),
        click.option("--engine", type=click.Choice(["auto", "durable", "exact"]), default="auto", hidden=True),
    ):
        command = option(command)
    return command


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="youju", help="显示版本 / show the version")
@click.option("-v", "--verbose", count=True, help="显示日志（-vv 更细）/ show the log (-vv: more)")
@click.option("--log-json", is_flag=True, help="日志用 JSON 行 / the log as JSON lines")
def cli(verbose: int, log_json: bool) -> None:
    """有据：审核部门整体支出绩效自评报告，每一分都有依据。

    Audits a department's scored self-evaluation and explains every point.
    """
    from youju.cli.log import set_up

    set_up(verbose, log_json)


@cli.command("audit")
@click.argument("report", type=_REPORT)
@_common
@click.option(
    "--fail-on",
    type=click.Choice(["none", "P0", "P1", "P2"]),
    default="none",
    help="有不低于此级别的疑点时退出码为 1 / exit 1 with a finding at or above this level",
)
def audit_command(
    report: Path, rubric: str | None, on: str | None, as_json: bool, ocr: bool, lang: str, engine: Any, fail_on: str
) -> None:
    """审核一份报告：得分树、失分、疑点、需补充的资料。 / Audit a report."""
    from youju.cli.open import open_audit

    opened = open_audit(report, rubric, engine, on, ocr)
    if as_json:
        from youju.audit.record import to_record

        _write_json(to_record(opened.audit))
    else:
        from youju.cli.screen import show_audit

        show_audit(_console(), opened, lang, _command(), str(report), rubric)
    if fail_on != "none" and any(finding.level <= fail_on for finding in opened.audit.findings):
        raise SystemExit(1)


@cli.command("why")
@click.argument("report", type=_REPORT)
@click.argument("indicator")
@_common
def why_command(
    report: Path, indicator: str, rubric: str | None, on: str | None, as_json: bool, ocr: bool, lang: str, engine: Any
) -> None:
    """一项指标为什么得这些分：规则、条件、原文、依据。 / Why an indicator has its points."""
    from youju.cli.open import open_audit
    from youju.explain import find_indicator, render, why, why_record
    from youju.source import CodedError

    opened = open_audit(report, rubric, engine, on, ocr)
    found, near = find_indicator(opened.audit.rubric, indicator)
    if found is None:
        hint = (
            (f"。是否想查“{near}”？", f"; did you mean “{near}”?")
            if near
            else ("。用 youju audit 看全部指标", "; see youju audit")
        )
        zh, en = f"没有指标“{indicator}”{hint[0]}", f"there is no indicator “{indicator}”{hint[1]}"
        raise CodedError("indicator-not-found", zh, en)
    explanation = why(opened.audit, found)
    if as_json:
        _write_json(why_record(explanation))
    else:
        click.echo(render(explanation, lang))


@cli.command("facts")
@click.argument("report", type=_REPORT)
@_common
def facts_command(
    report: Path, rubric: str | None, on: str | None, as_json: bool, ocr: bool, lang: str, engine: Any
) -> None:
    """报告里读到的每个事实：取值、原文、位置。 / Every fact read from the report, with its quotes."""
    from youju.cli.facts import facts_record, show_facts
    from youju.cli.open import open_audit

    opened = open_audit(report, rubric, engine, on, ocr)
    if as_json:
        _write_json(facts_record(opened.audit))
    else:
        show_facts(_console(), opened.audit, lang)


@cli.command("verify")
@click.argument("file", type=_REPORT)
@click.option("--rubric", metavar="NAME|DIR", help="用这份评分标准核对 / check against this rubric")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")
def verify_command(file: Path, rubric: str | None, as_json: bool) -> None:
    """核验保存的审核结果（audit --json）：字节、摘要、推导、评分标准。 / Verify a saved audit, offline."""
    from youju.audit.words import printable
    from youju.cli.open import known_versions, read_record
    from youju.ledger.certificate import verify

    data = read_record(file)
    reasons = verify(data, known_versions(rubric))
    if as_json:
        _write_json({"accepted": not reasons, "reasons": list(reasons)})
    elif reasons:
        click.echo("核验不通过 / refused：")
        for reason in reasons:
            click.echo(f"  · {printable(reason)}")
    else:
        click.echo(
            "核验通过：字节、摘要、规则与每一条分录均成立 / accepted: every entry follows from its facts and rules"
        )
        click.echo("（原文是否如此、疑点是否齐全，须对照报告 / whether the report says so is for the report to show）")
    if reasons:
        raise SystemExit(1)


@cli.command("eval")
@click.argument("words", nargs=-1, metavar="[EXPR] [NAME=VALUE]...")
@click.option("--stdin", "from_stdin", is_flag=True, help="从标准输入读，一行一式 / an expression a line, from stdin")
@click.option("--json", "as_json", is_flag=True, help="每式输出一行 JSON / a line of JSON an expression")
def eval_command(words: tuple[str, ...], from_stdin: bool, as_json: bool) -> None:
    """算一个表达式：名称没给值的为未知。 / Work out an expression; a name without a value is unknown."""
    from youju.cli.eval import run_eval

    run_eval(words, from_stdin, as_json)


@cli.command("code")
@click.argument("code")
@click.option("--rubric", metavar="NAME|DIR", help="也查这份评分标准的检查 / look at the checks of this rubric too")
def code_command(code: str, rubric: str | None) -> None:
    """一个代码的说明：是什么、怎么办、错例与对例。 / The page of a code."""
    from youju.cli.code import explain_code

    click.echo(explain_code(code, rubric))


cli.add_command(rubric_group)


def main() -> None:
    """The console script: whatever goes wrong is a sentence, never a traceback."""
    from youju.cli.errors import guarded

    status = guarded(lambda: cli.main(standalone_mode=False))
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, AttributeError):
            # A closed stream is None, a full disk an error: nothing is left to tell it to.
            stream.flush()
    # durable_rules keeps the process alive at exit; all is written by now.
    os._exit(status)


def _write_json(record: dict[str, Any]) -> None:
    from youju.source import canonical

    sys.stdout.buffer.write(canonical(record))
    sys.stdout.buffer.flush()


def _command() -> str:
    """How to call this command again: by its name where it is on the path, else as it was called."""
    import shutil

    return "youju" if shutil.which("youju") else os.path.relpath(sys.argv[0])


def _console() -> Console:
    from rich.console import Console

    console = Console(highlight=False)
    # In a pipe there is no width to go by: wide enough that no line of a table is broken.
    return console if console.is_terminal else Console(highlight=False, width=120)


if __name__ == "__main__":
    main()
